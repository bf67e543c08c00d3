/** The marks: round for deeds, a diamond for words, a square for what is known only to an area; a count where many. */
import type { GeoProjection } from "d3-geo";
import type { ZoomTransform } from "d3-zoom";
import type { Page } from "../../page";
import { heaps, type Placed, type Spot } from "./layout";
import { radiusOf, type Mark } from "./marks";
import type { Size } from "./project";

interface Props {
  readonly page: Page;
  readonly spots: readonly Placed<Mark>[];
  readonly open: string | null;
  readonly onOpen: (key: string | null) => void;
  readonly onHeap: (x: number, y: number) => void;
}

/** Return where marks would stand by themselves, those far outside the picture left out, heaps as one. */
export function spotsOf(marks: readonly Mark[], project: GeoProjection, at: ZoomTransform, size: Size): Spot<Mark>[] {
  const found = marks.flatMap((mark) => {
    const spot = project([mark.lon, mark.lat]);
    if (!spot) return [];
    const [x, y] = at.apply(spot);
    const seen = x > -20 && x < size.width + 20 && y > -20 && y < size.height + 20;
    return seen ? [{ mark, x, y }] : [];
  });
  const near = (one: { mark: Mark }): boolean => one.mark.deeds.length > 0;
  const full = heaps(found.filter(near), 15).map((heap) => spotOf(heap, size.width < 620));
  return [...full, ...found.filter((one) => !near(one)).map((one) => ({ ...spotOf([one], false), name: "" }))];
}

function spotOf(heap: readonly { mark: Mark; x: number; y: number }[], narrow: boolean): Spot<Mark> {
  const of = heap.map((one) => one.mark);
  const [first] = heap;
  const one = of[0];
  if (!first || !one) throw new Error("a heap is never empty");
  const many = of.length > 1;
  return {
    of, x: first.x, y: first.y, radius: many ? 15 : radiusOf(one, narrow), halo: !many && one.aimed.length ? 7 : 0,
    name: many ? `${one.name} +${of.length - 1}` : one.name,
  };
}

/** The names stand beside the buttons and not in them: each button is called by more words than its mark shows. */
export function Marks({ page, spots, open, onOpen, onHeap }: Props) {
  return (
    <g class="mp-marks">
      {[...spots].reverse().map((spot) => (spot.of.length > 1
        ? <Heap key={spot.of.map((mark) => mark.key).join()} page={page} spot={spot} onHeap={onHeap} />
        : <One key={spot.of[0]?.key} page={page} spot={spot} open={open} onOpen={onOpen} />))}
    </g>
  );
}

function One({ page, spot, open, onOpen }: { page: Page; spot: Placed<Mark>; open: string | null; onOpen: Props["onOpen"] }) {
  const [mark] = spot.of;
  if (!mark) return null;
  const [x, y] = spot.at;
  if (!mark.deeds.length) return <circle cx={x} cy={y} r={3} class="mp-off"><title>{mark.name}</title></circle>;
  const fill = mark.look === "hatch" ? { fill: `url(#mp-hatch-${mark.colour})` } : {};
  const state = `${mark.key === open ? " open" : ""}${mark.chosen ? " chosen" : ""}`;
  return (
    <g class={`mp-mark${state}`} onClick={() => onOpen(mark.key)}>
      <g role="button" tabindex={0} aria-pressed={mark.chosen} aria-label={told(page, mark)}
        onKeyDown={(event) => press(event, () => onOpen(mark.key))}>
        <title>{told(page, mark)}</title>
        {Math.hypot(spot.x - x, spot.y - y) > 1 && (
          <>
            <path d={`M${spot.x} ${spot.y}L${x} ${y}`} class="leader" />
            <circle cx={spot.x} cy={spot.y} r={2} class={`f-${mark.colour}`} />
          </>
        )}
        <circle cx={x} cy={y} r={spot.radius + spot.halo + 5} class="mp-hold" />
        <path d={outline(mark, x, y, spot.radius)} class={`m ${mark.look} l-${mark.colour} f-${mark.colour}`} {...fill} />
        {mark.aimed.length > 0 && <path d={sight(x, y, spot.radius)} class={`sight l-${mark.colour}`} />}
        {mark.deeds.length > 1 && (
          <text x={x} y={y + 4.2} text-anchor="middle" class={`many ${mark.look}`}>{mark.deeds.length}</text>
        )}
      </g>
      <Name spot={spot} rough={!mark.data.exact} />
    </g>
  );
}

function Heap({ page, spot, onHeap }: { page: Page; spot: Placed<Mark>; onHeap: Props["onHeap"] }) {
  const deeds = new Set(spot.of.flatMap((mark) => mark.deeds.map((deed) => deed.id))).size;
  const [x, y] = spot.at;
  const label = page.word("view_map", "heap", { places: spot.of.length, deeds });
  return (
    <g class="mp-mark heap" onClick={() => onHeap(spot.x, spot.y)}>
      <g role="button" tabindex={0} aria-label={label}
        onKeyDown={(event) => press(event, () => onHeap(spot.x, spot.y))}>
        <title>{label}</title>
        <circle cx={x} cy={y} r={spot.radius + 3} class="ring" />
        <circle cx={x} cy={y} r={spot.radius} class="f-s0" />
        <text x={x} y={y + 4.2} text-anchor="middle" class="many">{deeds}</text>
      </g>
      <Name spot={spot} rough={false} />
    </g>
  );
}

function Name({ spot, rough }: { spot: Placed<Mark>; rough: boolean }) {
  const { label } = spot;
  return label && <text x={label.x} y={label.y} text-anchor={label.anchor} class={rough ? "spot rough" : "spot"}>{spot.name}</text>;
}

/** Return a mark in words: the place, how exactly it is known, and how much is told of it. */
export function told(page: Page, mark: Mark): string {
  const known = page.word("precisions", mark.precision);
  const within = mark.km ? `, ${page.word("view_map", "about", { km: Math.round(mark.km) })}` : "";
  return `${mark.name} (${known}${within}): ${page.word("view_map", "deeds", { count: mark.deeds.length })}`;
}

function press(event: KeyboardEvent, act: () => void): void {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}

function outline(mark: Mark, x: number, y: number, r: number): string {
  if (!mark.data.exact) return `M${x - r} ${y - r * 0.8}h${2 * r}v${1.6 * r}h${-2 * r}z`;
  if (mark.words) return `M${x} ${y - r - 1}l${r + 1} ${r + 1}l${-r - 1} ${r + 1}l${-r - 1} ${-r - 1}z`;
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}

/** A ring with ticks: somebody says to have aimed at another than was struck. */
export function sight(x: number, y: number, radius: number): string {
  const r = radius + 3.5;
  const ticks = [[1, 0], [-1, 0], [0, 1], [0, -1]] as const;
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`
    + ticks.map(([dx, dy]) => `M${x + dx * (r - 1.5)} ${y + dy * (r - 1.5)}l${dx * 5} ${dy * 5}`).join("");
}
