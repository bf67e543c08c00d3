/** Lays the timeline out: which row of its lane a mark stands in and where its label goes, so that nothing collides.
 *
 * A lane first tries whole labels, then ever shorter ones; where even bare marks fill too many rows, what is left over is
 * gathered into counts. Pure: the same marks in the same width give the same picture.
 */

import type { Stretch } from "./time";

export interface Item {
  readonly id: string;
  /** Index of the lane. */
  readonly lane: number;
  readonly days: Stretch;
  /** Told to begin or to go on, without an end. */
  readonly open: boolean;
  readonly label: string;
  /** How much is told of it; labels go to the weightiest where not all find room. */
  readonly weight: number;
}

export interface Placed {
  readonly item: Item;
  readonly x0: number;
  readonly x1: number;
  readonly row: number;
  readonly y: number;
  readonly bar: boolean;
  /** A bar that fills most of the picture is drawn thin, under its label. */
  readonly vague: boolean;
  readonly label: string;
  readonly labelX: number;
  readonly before: boolean;
}

export interface Gathered {
  readonly lane: number;
  readonly x: number;
  readonly y: number;
  readonly items: readonly Item[];
}

export interface Lane {
  readonly index: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Picture {
  readonly lanes: readonly Lane[];
  readonly placed: readonly Placed[];
  readonly gathered: readonly Gathered[];
  readonly height: number;
}

export interface Frame {
  readonly domain: Stretch;
  readonly width: number;
  readonly lanes: number;
  /** Top of the first lane. */
  readonly top: number;
  readonly measure: (label: string) => number;
}

export const HEAD = 28;
export const RADIUS = 6.5;
const ROOMY = { row: 23, most: 14 };
const TIGHT = { row: 16, most: 16 };
const LENGTHS = [72, 48, 34, 22];
const GAP = 7;
const BIN = 34;

interface Box {
  readonly item: Item;
  readonly x0: number;
  readonly x1: number;
  readonly bar: boolean;
  readonly vague: boolean;
}
type Taken = [number, number][];

/** Returns where everything in sight stands. Items out of sight are left out; empty lanes take no room. */
export function layOut(items: readonly Item[], frame: Frame): Picture {
  const lanes: Lane[] = [];
  const placed: Placed[] = [];
  const gathered: Gathered[] = [];
  let top = frame.top;
  for (let index = 0; index < frame.lanes; index += 1) {
    const boxes = items.filter((item) => item.lane === index).map((item) => boxOf(item, frame)).filter(seen(frame));
    if (!boxes.length) continue;
    boxes.sort((a, b) => Number(a.vague) - Number(b.vague) || a.x0 - b.x0 || order(a.item.id, b.item.id));
    const lane = layLane(boxes, frame, top, index);
    placed.push(...lane.placed);
    gathered.push(...lane.gathered);
    lanes.push({ index, top, bottom: lane.bottom });
    top = lane.bottom;
  }
  return { lanes, placed, gathered, height: top + 8 };
}

/** Returns the pixel of a day. */
export function xOf(day: number, frame: Pick<Frame, "domain" | "width">): number {
  return ((day - frame.domain[0]) / (frame.domain[1] - frame.domain[0])) * frame.width;
}

function boxOf(item: Item, frame: Frame): Box {
  const left = xOf(item.days[0], frame);
  const right = xOf(item.days[1], frame);
  const bar = item.days[1] - item.days[0] > 1.5 && right - left > 2 * RADIUS + 2;
  const middle = (left + right) / 2;
  const [x0, x1] = bar ? [left, right] : [middle - RADIUS, middle + RADIUS];
  const shown = Math.min(x1, frame.width) - Math.max(x0, 0);
  return { item, x0, x1: item.open && !bar ? x1 + 18 : x1, bar, vague: bar && shown > frame.width * 0.6 };
}

function seen(frame: Frame): (box: Box) => boolean {
  return (box) => box.x1 > -RADIUS && box.x0 < frame.width + RADIUS;
}

interface Laid {
  readonly placed: Placed[];
  readonly gathered: Gathered[];
  readonly bottom: number;
}

function layLane(boxes: readonly Box[], frame: Frame, top: number, index: number): Laid {
  for (const length of LENGTHS) {
    const rows = fit(boxes, (box) => extent(box, shorten(box.item.label, length), frame));
    if (rows.used <= ROOMY.most) {
      const placed = boxes.map((box, at) => place(box, shorten(box.item.label, length), rows.of[at] ?? 0, frame, top, ROOMY.row));
      return { placed, gathered: [], bottom: top + HEAD + rows.used * ROOMY.row + 8 };
    }
  }
  return crowd(boxes, frame, top, index);
}

/** Packs bare marks tightly, gathers what finds no row, then gives labels to the weightiest where there is room. */
function crowd(boxes: readonly Box[], frame: Frame, top: number, index: number): Laid {
  const reach = (box: Box): readonly [number, number] => [box.x0 - 1, box.x1 + 1];
  let rows = fit(boxes, reach, TIGHT.most);
  if (rows.of.includes(-1)) {
    // In order of time the rows are fullest; where not all find one, the weightiest must.
    boxes = [...boxes].sort((a, b) => b.item.weight - a.item.weight || a.x0 - b.x0 || order(a.item.id, b.item.id));
    rows = fit(boxes, reach, TIGHT.most);
  }
  const kept = boxes.map((box, at) => ({ box, row: rows.of[at] ?? -1 })).filter(({ row }) => row >= 0);
  const taken = new Map<number, Taken>();
  for (const { box, row } of kept) push(taken, row, [box.x0 - 1, box.x1 + 1]);
  const labels = new Map<string, string>();
  const heaviest = [...kept].sort((a, b) => b.box.item.weight - a.box.item.weight || a.box.x0 - b.box.x0);
  for (const { box, row } of heaviest) {
    const label = shorten(box.item.label, 34);
    const [low, high] = extent(box, label, frame);
    const own = beforeRoom(box, label, frame) ? ([low, box.x0 - 2] as const) : ([box.x1 + 2, high] as const);
    const free = (taken.get(row) ?? []).every(([a, b]) => own[1] < a || own[0] > b);
    if (!free || box.vague || own[1] > frame.width || own[0] < 0) continue;
    labels.set(box.item.id, label);
    push(taken, row, [own[0], own[1]]);
  }
  const placed = kept.map(({ box, row }) => place(box, labels.get(box.item.id) ?? "", row, frame, top, TIGHT.row));
  const used = Math.min(rows.used, TIGHT.most);
  const rest = boxes.filter((_, at) => (rows.of[at] ?? -1) < 0);
  const bottom = top + HEAD + used * TIGHT.row + (rest.length ? 24 : 8);
  return { placed, gathered: gather(rest, bottom - 12, index), bottom };
}

function gather(rest: readonly Box[], y: number, lane: number): Gathered[] {
  const bins = new Map<number, Item[]>();
  for (const box of rest) {
    const bin = Math.floor(Math.max(box.x0, 0) / BIN);
    bins.set(bin, [...(bins.get(bin) ?? []), box.item]);
  }
  return [...bins].sort((a, b) => a[0] - b[0]).map(([bin, items]) => ({ lane, x: (bin + 0.5) * BIN, y, items }));
}

interface Rows {
  readonly of: number[];
  readonly used: number;
}

/** Puts each box into the first row that is free at its place; -1 where all rows are taken. */
function fit(boxes: readonly Box[], reach: (box: Box) => readonly [number, number], most = Infinity): Rows {
  const rows: Taken[] = [];
  const of = boxes.map((box) => {
    const [low, high] = reach(box);
    let row = rows.findIndex((taken) => taken.every(([a, b]) => high < a || low > b));
    if (row < 0 && rows.length < most) row = rows.push([]) - 1;
    if (row >= 0) rows[row]?.push([low, high]);
    return row;
  });
  return { of, used: rows.length };
}

/** Returns the pixels from and to which a mark and its label reach. */
function extent(box: Box, label: string, frame: Frame): readonly [number, number] {
  const wide = label ? frame.measure(label) + GAP : 0;
  if (box.vague) return [-1e4, 1e4];
  if (beforeRoom(box, label, frame)) return [box.x0 - wide - 6, box.x1 + 4];
  return [box.x0 - 4, box.x1 + wide + 6];
}

/** Tells whether the label stands before its mark: where it would leave the picture behind it, and fits before. */
function beforeRoom(box: Box, label: string, frame: Frame): boolean {
  const wide = frame.measure(label) + GAP;
  return !box.vague && box.x1 + wide > frame.width && box.x0 - wide > 0;
}

function place(box: Box, label: string, row: number, frame: Frame, top: number, height: number): Placed {
  const before = label !== "" && beforeRoom(box, label, frame);
  const after = box.vague ? Math.max(box.x0, 0) + 4 : Math.max(box.x1, RADIUS) + GAP;
  const room = frame.width - after;
  // A label that fits on neither side is cut to what there is.
  const cut = before || box.vague || frame.measure(label) <= room ? label : fitted(label, room, frame.measure);
  return {
    item: box.item, x0: box.x0, x1: box.x1, row, y: top + HEAD + row * height + height / 2, bar: box.bar,
    vague: box.vague, label: cut, labelX: before ? box.x0 - GAP : after, before,
  };
}

function fitted(label: string, room: number, measure: (label: string) => number): string {
  for (let length = label.length; length > 6; length -= 3) {
    const cut = shorten(label, length);
    if (measure(cut) <= room) return cut;
  }
  return "";
}

/** Returns words cut at a blank to a length, with an ellipsis where something is gone. */
export function shorten(words: string, most: number): string {
  if (words.length <= most) return words;
  const cut = words.slice(0, most);
  const blank = cut.lastIndexOf(" ");
  return `${(blank > most / 2 ? cut.slice(0, blank) : cut).replace(/[ ,;:·–]+$/, "")}…`;
}

function push(taken: Map<number, Taken>, row: number, span: [number, number]): void {
  const rows = taken.get(row) ?? [];
  rows.push(span);
  taken.set(row, rows);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Pixels that the larger unit's name takes, written out, and cut to a month's first letters. */
const OVER = 104, OVER_SHORT = 36;

/** Returns the larger unit's name for each tick as there is room for it: whole, cut, or none. */
export function overs(ticks: readonly { readonly x: number; readonly over: string }[], width: number): string[] {
  let next = width + OVER;
  return ticks.map((tick) => tick).reverse().map(({ x, over }) => {
    if (!over) return "";
    // At the right edge the name stands before its tick.
    const start = x > width - 110 ? x + 24 - OVER : x;
    const room = next - start;
    const long = over.length > 4;
    const told = room >= OVER || (!long && room >= OVER_SHORT) ? over : long && room >= OVER_SHORT ? over.slice(0, 3) : "";
    if (told) next = start;
    return told;
  }).reverse();
}
