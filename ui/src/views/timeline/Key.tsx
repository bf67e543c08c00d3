/** What the looks of marks and lines mean. */

import type { ComponentChildren } from "preact";
import type { Page } from "../../page";
import { Hatches } from "./Picture";

export function Key({ page }: { page: Page }) {
  const word = (key: string) => page.word("view_timeline", key);
  const dot = (look: string) => <circle cx={14} cy={8} r={6} class={`m ${look} l-s0 f-s0`} style={look === "hatch" ? { fill: "url(#live-s0)" } : {}} />;
  const bow = (basis: string) => <g class={`arc ${basis}`}><path d="M2,2 C2,10 8,12 24,12" /><path d="M19,8.5 L24,12 L19,15.5" class="tip" /></g>;
  return (
    <ul class="key">
      <Sign words={word("solid")}><Hatches slots={0} />{dot("solid")}</Sign>
      <Sign words={word("hatch")}>{dot("hatch")}</Sign>
      <Sign words={word("outline")}>{dot("outline")}</Sign>
      <Sign words={word("word")}><polygon points="14,1 21,8 14,15 7,8" class="m solid l-s0 f-s0" /></Sign>
      <Sign words={word("uncertain")}><rect x={1} y={3} width={26} height={10} rx={5} class="m solid l-s0 f-s0" /></Sign>
      <Sign words={word("told")}>{bow("told")}</Sign>
      <Sign words={word("claimed")}>{bow("claimed")}</Sign>
      <Sign words={word("inferred")}>{bow("inferred")}</Sign>
    </ul>
  );
}

function Sign({ words, children }: { words: string; children: ComponentChildren }) {
  return <li><svg viewBox="0 0 28 16" width={28} height={16} aria-hidden="true">{children}</svg> {words}</li>;
}
