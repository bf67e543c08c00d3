/** The ladder of severity: a panel for each side, its acts on the scale that the reader chooses, and what the scale is. */

import { useState } from "preact/hooks";
import type { Page } from "../../page";
import { useStore } from "../../parts/use";
import { useLit, useWidth } from "../timeline/hooks";
import { dayWords, months, slotOf } from "../timeline/model";
import { Hatches } from "../timeline/Picture";
import { ticks, type Stretch } from "../timeline/time";
import { Tip } from "../timeline/Tip";
import { climb, height, marks, type Height, type Mark, type Scale } from "./ladder";
import { deeds, scales, spanOf } from "./model";

const PANEL = { classes: 132, values: 150, figures: 132 };
const HEAD = 26;
const FOOT = 34;
/** Points of a line that an eye can follow; a longer one steps back. */
const MANY = 40;

export function Ladder({ page }: { page: Page }) {
  const state = useStore(page);
  const all = scales(page);
  const [chosen, choose] = useState(all[0]?.id ?? "");
  const scale = all.find((one) => one.id === chosen) ?? all[0];
  const word = (key: string, values = {}) => page.word("view_responses", key, values);
  const span = spanOf(page, state.from, state.to);
  if (!scale || !span) return null;
  return (
    <div class="rs-ladder">
      <h3>{word("ladder")}</h3>
      <p class="intro">{word("ladder_intro")}</p>
      <div class="rs-switch" role="group" aria-label={word("scale")}>
        <span class="set">
          {all.map((one) => <button key={one.id} type="button" aria-pressed={one.id === scale.id} onClick={() => choose(one.id)}>{one.name}</button>)}
        </span>
      </div>
      <Panels page={page} scale={scale} span={span} />
      <dl class="rs-note">
        <div><dt>{word("what")}</dt><dd>{scale.what}{scale.kind === "figures" && ` ${page.policy().name}: ${page.policy().says}`}</dd></div>
        <div><dt>{word("source")}</dt><dd>{scale.source}</dd></div>
        <div><dt>{word("cannot")}</dt><dd>{scale.cannot}</dd></div>
      </dl>
    </div>
  );
}

interface Drawn {
  readonly page: Page;
  readonly scale: Scale;
  readonly span: Stretch;
}

function Panels({ page, scale, span }: Drawn) {
  const [box, width] = useWidth();
  const [lit, light, hold] = useLit();
  const word = (key: string, values = {}) => page.word("view_responses", key, values);
  const own = deeds(page);
  const found = marks(scale, own, page.policy().rows.flatMap((row) => (row.incident ? [{ ...row, incident: row.incident }] : [])))
    .filter((mark) => mark.days[1] > span[0] && mark.days[0] < span[1]);
  const up = height(scale, found, (value) => page.speech.number(value, Number.isInteger(value) ? 0 : 1));
  const sides = page.data.sides.map((side) => ({ name: side.name, slot: slotOf(side.colour) }));
  const lanes = [...sides, { name: word("others"), slot: 0 }].map((side, at) => ({ ...side, at })).filter(({ at }) => at < sides.length || found.some((mark) => mark.side === at));
  const tall = PANEL[scale.kind];
  const left = scale.kind === "classes" ? (width < 620 ? 8 : 158) : 46;
  const plot = { left, right: 10, width, tall, span, inside: width < 620 && scale.kind === "classes" };
  const bottom = lanes.length * (tall + HEAD) + FOOT;
  const marked = lit === null ? undefined : found.find((mark) => keyOf(mark) === lit);
  const first = marked && page.incidents.get(marked.ids[0] ?? "");
  const shown = found.reduce((sum, mark) => sum + mark.ids.length, 0);
  const place = marked && lanes.findIndex(({ at }) => at === marked.side);
  return (
    <div class="live-ladder timeline" ref={box} onMouseLeave={() => light(null)} onKeyDown={(event) => event.key === "Escape" && light(null)}
      onMouseOver={(event) => light(markOf(event.target))} onFocusIn={(event) => light(markOf(event.target))} onFocusOut={() => light(null)}>
      {found.length === 0 && <p class="none">{word("empty")}</p>}
      <svg viewBox={`0 0 ${width} ${bottom}`} width={width} height={bottom} role="group" aria-label={scale.name}>
        <Hatches slots={Math.max(0, ...lanes.map((lane) => lane.slot))} name="rung" />
        <Days plot={plot} bottom={bottom} page={page} />
        {lanes.map((lane, at) => (
          <Panel key={lane.at} page={page} scale={scale} lane={lane} top={at * (tall + HEAD) + HEAD} plot={plot} up={up} found={found.filter((mark) => mark.side === lane.at)} />
        ))}
      </svg>
      {marked && first && place !== undefined && (
        <Tip page={page} incident={first} x={xOf(middle(marked), plot)} y={place * (tall + HEAD) + HEAD + yOf(marked.grave, plot, up) + 10} width={width} onEnter={hold} onLeave={() => light(null)}
          more={marked.ids.slice(1).flatMap((id) => page.incidents.get(id) ?? [])} />
      )}
      <p class="hint">{word("line")}{own.length > shown && ` ${word("not_shown", { count: own.length - shown })}`}</p>
    </div>
  );
}

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly tall: number;
  readonly span: Stretch;
  /** Labels of the axis stand inside the plot. */
  readonly inside: boolean;
}

interface PanelProps {
  readonly page: Page;
  readonly scale: Scale;
  readonly lane: { readonly name: string; readonly slot: number };
  readonly top: number;
  readonly plot: Plot;
  readonly up: Height;
  readonly found: readonly Mark[];
}

function Panel({ page, scale, lane, top, plot, up, found }: PanelProps) {
  const line = climb(found, found[0]?.side ?? -1, up.of);
  const label = page.word("view_responses", "label", { side: lane.name, scale: scale.name, count: found.reduce((sum, mark) => sum + mark.ids.length, 0) });
  return (
    <g transform={`translate(0 ${top})`} role="group" aria-label={label}>
      <text x={plot.left} y={-8} class={`lane t-s${lane.slot}`}>{lane.name}</text>
      {up.ticks.map((tick) => {
        const y = yOf(tick.value, plot, up);
        return (
          <g key={tick.value} aria-hidden="true">
            <line x1={plot.left} x2={plot.width - plot.right} y1={y} y2={y} class="tick" />
            {plot.inside ? <text x={plot.left} y={y - 9} class="day">{tick.label}</text> : <text x={plot.left - 8} y={y + 4} text-anchor="end" class="day">{tick.label}</text>}
          </g>
        );
      })}
      {line.length > 1 && <polyline points={line.map(([day, value]) => `${xOf(day, plot).toFixed(1)},${yOf(value, plot, up).toFixed(1)}`).join(" ")} class={`climb l-s${lane.slot}${line.length > MANY ? " many" : ""}`} />}
      {found.map((mark) => <Rung key={keyOf(mark)} page={page} mark={mark} slot={lane.slot} plot={plot} up={up} />)}
    </g>
  );
}

function Rung({ page, mark, slot, plot, up }: { page: Page; mark: Mark; slot: number; plot: Plot; up: Height }) {
  const [y, mild] = [yOf(mark.grave, plot, up), yOf(mark.mild, plot, up)];
  const x = xOf(middle(mark), plot);
  const [from, to] = [xOf(mark.days[0], plot), xOf(mark.days[1], plot)];
  const many = mark.ids.length;
  const radius = 5 + Math.min(Math.sqrt(many - 1) * 2, 9);
  const first = page.incidents.get(mark.ids[0] ?? "");
  const looks = `m ${mark.look} l-s${slot} f-s${slot}`;
  const more = many > 1 ? `; ${page.word("view_responses", "several", { count: many })}` : "";
  return (
    <a href={`#${mark.ids[0]}`} data-mark={keyOf(mark)} class="mark" aria-label={`${first?.date.text ?? ""}: ${first?.title ?? ""}${more}`}>
      {Math.abs(mild - y) > 2 && <line x1={x} x2={x} y1={mild} y2={y} class={`reach l-s${slot}`} />}
      {to - from > 2 * radius + 4 && mark.days[1] - mark.days[0] > 1.5 && <line x1={Math.max(from, plot.left)} x2={Math.min(to, plot.width - plot.right)} y1={y} y2={y} class={`reach l-s${slot}`} />}
      <circle cx={x} cy={y} r={radius} class={looks} style={mark.look === "hatch" ? { fill: `url(#rung-s${slot})` } : {}} />
      {many > 2 && mark.look === "solid" && <text x={x} y={y + 4} text-anchor="middle" class="count">{many}</text>}
    </a>
  );
}

function Days({ plot, bottom, page }: { plot: Plot; bottom: number; page: Page }) {
  const room = plot.width - plot.left - plot.right;
  return (
    <g aria-hidden="true">
      {ticks(plot.span, room, months(page)).map((tick) => {
        const x = xOf(tick.at, plot);
        const edge = x > plot.width - 110;
        return (
          <g key={tick.at}>
            <line x1={x} x2={x} y1={HEAD} y2={bottom - FOOT} class="tick" />
            <text x={x + 3} y={bottom - FOOT + 14} class="day">{tick.label}</text>
            {tick.over && <text x={edge ? Math.min(x + 24, plot.width) : x + 3} y={bottom - FOOT + 29} class="day over" text-anchor={edge ? "end" : "start"}>{tick.over}</text>}
          </g>
        );
      })}
      <title>{page.word("dates", "span", { from: dayWords(page, Math.ceil(plot.span[0])), to: dayWords(page, Math.floor(plot.span[1])) })}</title>
    </g>
  );
}

function xOf(day: number, plot: Plot): number {
  const at = plot.left + 8 + ((day - plot.span[0]) / (plot.span[1] - plot.span[0])) * (plot.width - plot.left - plot.right - 16);
  return Math.min(Math.max(at, plot.left), plot.width - plot.right);
}

function yOf(value: number, plot: Plot, up: Height): number {
  return plot.tall - up.of(value) * plot.tall;
}

function middle(mark: Mark): number {
  return (mark.days[0] + mark.days[1]) / 2;
}

function keyOf(mark: Mark): string {
  return `${mark.side} ${mark.ids[0]}`;
}

function markOf(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest("[data-mark]")?.getAttribute("data-mark") ?? null) : null;
}
