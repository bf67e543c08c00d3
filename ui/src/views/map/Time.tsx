/** The window of time below the map: how much is told of each day, and two thumbs that every view follows. */
import { useMemo } from "preact/hooks";
import { useStore } from "../../parts/use";
import type { Day, Incident } from "../../case";
import type { Page } from "../../page";
import { fromDay, stretch, toDay, type Stretch } from "./days";
import type { MarkData } from "./types";

interface Props {
  readonly page: Page;
  readonly marks: readonly MarkData[];
}

const HIGH = 26;

export function Time({ page, marks }: Props) {
  const state = useStore(page);
  const deeds = useMemo(() => {
    const ids = new Set(marks.flatMap((mark) => mark.deeds));
    return page.data.incidents.filter((deed) => ids.has(deed.id) && deed.date.first && deed.date.last);
  }, [page, marks]);
  const whole = useMemo(() => stretch(page.data.span, deeds), [page, deeds]);
  if (!whole) return null;
  const [first, last] = whole;
  const clamp = (day: Day | null, other: number): number => Math.min(last, Math.max(first, day ? fromDay(day) : other));
  const [from, to] = [clamp(state.from, first), clamp(state.to, last)];
  const set = (low: number, high: number, keep: boolean): void => page.store.set({
    from: low <= first ? null : toDay(low), to: high >= last ? null : toDay(high),
  }, keep);
  const words = (day: number): string => page.speech.day(toDay(day), true);
  const thumb = (value: number, key: string, act: (day: number) => void) => (
    <input type="range" min={first} max={last} step={1} value={value} aria-label={page.word("view_map", key)}
      aria-valuetext={words(value)} onInput={(event) => act(Number(event.currentTarget.value))} />
  );
  const all = from === first && to === last;
  return (
    <div class="mp-time" role="group" aria-label={page.word("view_map", "time")}>
      <output>{all ? page.word("view_map", "always", { from: words(first), to: words(last) }) : page.word("dates", "span", { from: words(from), to: words(to) })}</output>
      <button type="button" disabled={all} onClick={() => set(first, last, true)}>{page.word("view_map", "all_time")}</button>
      <div class="mp-track">
        <Bars deeds={deeds} whole={whole} from={from} to={to} />
        {thumb(from, "from", (day) => set(Math.min(day, to), to, false))}
        {thumb(to, "to", (day) => set(from, Math.max(day, from), false))}
      </div>
    </div>
  );
}

/** How many of the deeds on the map fall on each day, or stretch of days where days are too many to be seen. */
function Bars({ deeds, whole, from, to }: { deeds: readonly Incident[]; whole: Stretch; from: number; to: number }) {
  const [first, last] = whole;
  const days = last - first + 1;
  const step = Math.max(1, Math.ceil(days / 160));
  const counts = new Array<number>(Math.ceil(days / step)).fill(0);
  for (const deed of deeds) {
    const [start, end] = [fromDay(deed.date.first ?? ""), fromDay(deed.date.last ?? "")];
    if (end - start > days / 2) continue;
    for (let at = Math.max(0, Math.floor((start - first) / step)); at <= Math.floor((end - first) / step) && at < counts.length; at++) {
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  const most = Math.max(1, ...counts);
  return (
    <svg viewBox={`0 0 ${counts.length} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true">
      {counts.map((count, at) => {
        const day = first + at * step;
        const inside = day + step > from && day <= to;
        const high = count ? 4 + ((HIGH - 4) * count) / most : 0;
        return high > 0 && <rect key={at} x={at + 0.1} width={0.8} y={HIGH - high} height={high} class={inside ? "in" : ""} />;
      })}
    </svg>
  );
}
