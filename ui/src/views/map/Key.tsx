/** What the signs mean. */
import type { ComponentChildren } from "preact";
import type { Page } from "../../page";
import { sight } from "./Marks";

export function Key({ page, aimed, disputed }: { page: Page; aimed: boolean; disputed: boolean }) {
  const dot = (look: string) => (
    <circle cx="14" cy="9" r="6" class={`m ${look} l-s0 f-s0`} {...(look === "hatch" ? { fill: "url(#mp-hatch-s0)" } : {})} />
  );
  return (
    <ul class="key">
      <Sign page={page} name="fact">{dot("solid")}</Sign>
      <Sign page={page} name="claimed">{dot("hatch")}</Sign>
      <Sign page={page} name="planned">{dot("outline")}</Sign>
      <Sign page={page} name="words"><path d="M14 2l7 7l-7 7l-7 -7z" class="m solid l-s0 f-s0" /></Sign>
      <Sign page={page} name="rough">
        <rect width="28" height="18" class="zone f-s0 l-s0" />
        <rect x="8" y="4" width="12" height="10" class="m solid l-s0 f-s0" />
      </Sign>
      <Sign page={page} name="within"><circle cx="14" cy="9" r="8" class="within l-s0" /></Sign>
      {aimed && <Sign page={page} name="aimed">{dot("solid")}<path d={sight(14, 9, 3.5)} class="sight l-s0" /></Sign>}
      {disputed && <Sign page={page} name="disputed"><path d="M1 9h26" class="disputed" /></Sign>}
    </ul>
  );
}

function Sign({ page, name, children }: { page: Page; name: string; children: ComponentChildren }) {
  return (
    <li>
      <svg viewBox="0 0 28 18" width="28" height="18" aria-hidden="true">{children}</svg> {page.word("view_map", name)}
    </li>
  );
}
