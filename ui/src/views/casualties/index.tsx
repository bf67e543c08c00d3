/**
 * Casualties: every figure told on one scale, by who tells it, and what the policy makes of it.
 *
 * The matrix below stays as it is, but for its column of ranges, which follows the policy.
 */
import "./casualties.css";
import { scaleLinear, scaleSymlog } from "d3-scale";
import { render } from "preact";
import type { Casualty, Figure } from "../../case";
import type { Page } from "../../page";
import { PolicyNote } from "../../parts/policy";
import { useStore } from "../../parts/use";
import { bounds, figureOf, type Line, linesOf } from "./lines";

type Scale = (value: number) => number;

export function mount(host: HTMLElement, page: Page): void {
  const lines = linesOf(page);
  const columns = lines.map((line) => line.element.querySelector<HTMLElement>("td.range"));
  const cells = (): void => lines.forEach((line, place) => tell(page, columns[place] ?? null, figureOf(page, line)));
  page.store.subscribe((state, before) => {
    if (state.policy !== before.policy) cells();
  });
  if (page.store.get().policy !== page.data.policy) cells();
  render(<Casualties page={page} lines={lines} />, host);
}

/** Write a figure into its cell of the matrix. */
function tell(page: Page, cell: HTMLElement | null, figure: Figure | null): void {
  if (!cell) return;
  const strong = page.root.createElement("b");
  strong.textContent = figure?.text ?? page.word("figures", "none");
  cell.replaceChildren(strong);
  cell.title = figure?.how ?? page.word("view_casualties", "left_out");
}

function Casualties({ page, lines }: { page: Page; lines: Line[] }) {
  useStore(page);
  const passing = page.passing().casualties;
  const shown = lines.filter((line) => line.rows.some((row) => passing.has(row.id) && bounds(row)));
  const scale = scaleOf(shown);
  const groups = new Map<string | null, Line[]>();
  for (const line of shown) groups.set(line.incident, [...(groups.get(line.incident) ?? []), line]);
  return (
    <>
      <PolicyNote page={page} />
      {shown.length > 0 && (
        <figure class="strips">
          <figcaption>{page.word("view_casualties", "caption")}</figcaption>
          <Axis page={page} scale={scale} />
          {[...groups].map(([incident, own]) => <Group key={incident ?? ""} {...{ page, incident, lines: own, scale }} />)}
          <Key page={page} />
        </figure>
      )}
    </>
  );
}

/** One scale for all; where figures lie far apart, one that grows by multiples. */
function scaleOf(lines: readonly Line[]): Scale & { ticks(count: number): number[] } {
  const ends = lines.flatMap((line) => line.rows.flatMap((row) => bounds(row) ?? []));
  const most = Math.max(1, ...ends), least = Math.min(...ends.filter((end) => end > 0), most);
  return (most / least > 40 ? scaleSymlog().constant(3) : scaleLinear()).domain([0, most]).range([2, 98]);
}

function Axis({ page, scale }: { page: Page; scale: Scale & { ticks(count: number): number[] } }) {
  const ticks = scale.ticks(5).filter(Number.isInteger);
  return (
    <div class="strip axis" aria-hidden="true">
      <span />
      <svg height="16" width="100%">
        {spaced(ticks, scale).map((tick) => (
          <text key={tick} x={`${scale(tick)}%`} y="12" text-anchor="middle">{page.speech.number(tick)}</text>
        ))}
      </svg>
      <span />
    </div>
  );
}

/** Leave out ticks that would stand in each other's way. */
function spaced(ticks: readonly number[], scale: Scale): number[] {
  const kept: number[] = [];
  for (const tick of [...ticks].sort((one, other) => one - other)) {
    const last = kept[kept.length - 1];
    if (last === undefined || scale(tick) - scale(last) > 9) kept.push(tick);
  }
  return kept;
}

interface GroupProps {
  page: Page;
  incident: string | null;
  lines: Line[];
  scale: Scale;
}

function Group({ page, incident, lines, scale }: GroupProps) {
  const row = incident ? page.incidents.get(incident) : undefined;
  return (
    <div class="strip-group">
      <p class="strip-head">
        {row ? <><a href={`#${row.id}`}>{row.title}</a> <span class="whom">· {row.date.text}</span></>
          : page.word("view_casualties", "untied")}
      </p>
      {lines.map((line, place) => <Strip key={place} page={page} line={line} scale={scale} />)}
    </div>
  );
}

function Strip({ page, line, scale }: { page: Page; line: Line; scale: Scale }) {
  const figure = figureOf(page, line);
  const span = figure && bounds(figure);
  const passing = page.passing().casualties;
  const side = page.actors.get(line.rows[0]?.side ?? "")?.colour ?? "s0";
  return (
    <div class="strip">
      <span class={`strip-label d${Math.min(line.depth, 3)}`}>{line.label}</span>
      <svg height="22" width="100%" role="group" aria-label={line.label}>
        <line x1="2%" x2="98%" y1="11" y2="11" class="base" />
        {span && <line x1={`${scale(span[0])}%`} x2={`${scale(span[1])}%`} y1="11" y2="11" class={`span l-${side}`} />}
        {line.rows.filter((row) => passing.has(row.id)).map((row) => <Dot key={row.id} {...{ page, row, scale }} />)}
      </svg>
      <span class="strip-figure" title={figure?.how ?? page.word("view_casualties", "left_out")}>{figure?.text ?? page.word("figures", "none")}</span>
    </div>
  );
}

/** One figure as told: round, or a diamond where it is a running total; open where a party tells it. */
function Dot({ page, row, scale }: { page: Page; row: Casualty; scale: Scale }) {
  const span = bounds(row);
  if (!span) return null;
  const teller = page.actors.get(row.according_to ?? "");
  const said = teller ? teller.name : page.word("ui", "source_voice");
  const total = row.cumulative ? `, ${page.word("view_casualties", "total")}` : "";
  const told = `${page.word("view_casualties", "told", { figure: `${row.text} ${row.group}`.trim(), who: said })}${total}`;
  const looks = `dot-mark l-${teller?.colour ?? "s0"} f-${teller?.colour ?? "s0"}${teller?.side ? " party" : ""}`;
  return (
    <a href={`#${row.id}`} aria-label={told}>
      <title>{told}</title>
      {span[0] !== span[1] && (
        <line x1={`${scale(span[0])}%`} x2={`${scale(span[1])}%`} y1="11" y2="11" class={`told l-${teller?.colour ?? "s0"}`} />
      )}
      {span.filter((value, place) => !place || value !== span[0]).map((value) => (
        <svg key={value} x={`${scale(value)}%`} y="11" class="over">
          {row.cumulative ? <polygon points="0,-6 6,0 0,6 -6,0" class={looks} /> : <circle r="5" class={looks} />}
        </svg>
      ))}
    </a>
  );
}

function Key({ page }: { page: Page }) {
  const sign = (inner: preact.JSX.Element, key: string) => (
    <li><svg viewBox="-10 -8 20 16" width="20" height="16" aria-hidden="true">{inner}</svg> {page.word("view_casualties", key)}</li>
  );
  return (
    <ul class="key">
      {sign(<circle r="5" class="dot-mark l-s0 f-s0" />, "by_others")}
      {sign(<circle r="5" class="dot-mark party l-s0 f-s0" />, "by_party")}
      {sign(<polygon points="0,-6 6,0 0,6 -6,0" class="dot-mark l-s0 f-s0" />, "total")}
      {sign(<line x1="-9" x2="9" class="span l-s0" />, "by_policy")}
    </ul>
  );
}
