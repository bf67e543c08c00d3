/** What stretch of time is in view, and how zooming and panning change it. */

import type { Day, Stretch } from "./time";

/** Nothing is told finer than a day, so less than this much in view shows nothing more. */
export const LEAST = 2;
/** How much one press of a button or key zooms. */
export const FACTOR = 1.6;
const LULL = 45;

export interface Weighed {
  readonly days: Stretch | null;
  readonly weight: number;
}

/** Zooms around a day; the result stays within the limits. */
export function zoom(view: Stretch, factor: number, at: Day, limits: Stretch): Stretch {
  const whole = limits[1] - limits[0];
  const length = Math.min(Math.max((view[1] - view[0]) / factor, Math.min(LEAST, whole)), whole);
  const share = (at - view[0]) / (view[1] - view[0]);
  return within([at - share * length, at - share * length + length], limits);
}

/** Moves the view by some days; the result stays within the limits. */
export function pan(view: Stretch, by: number, limits: Stretch): Stretch {
  return within([view[0] + by, view[1] + by], limits);
}

/** Returns the view moved, and where it is too long cut, to lie within the limits. */
export function within(view: Stretch, limits: Stretch): Stretch {
  const length = Math.min(view[1] - view[0], limits[1] - limits[0]);
  const start = Math.min(Math.max(view[0], limits[0]), limits[1] - length);
  return [start, start + length];
}

/** Returns a stretch with some air at both ends, never less than a few days. */
export function aired(span: Stretch): Stretch {
  const air = Math.max((span[1] - span[0]) * 0.03, 0.6);
  return [span[0] - air, span[1] + air];
}

/** Returns the stretch that holds all, or null where nothing has a date. */
export function whole(items: readonly Weighed[]): Stretch | null {
  const dated = items.flatMap((item) => (item.days ? [item.days] : []));
  if (!dated.length) return null;
  return [Math.min(...dated.map((days) => days[0])), Math.max(...dated.map((days) => days[1]))];
}

/** Returns the stretch about which most is told, parted from others by a lull; null where nothing has a date. */
export function main(items: readonly Weighed[]): Stretch | null {
  const dated = items
    .flatMap((item) => (item.days && item.days[1] - item.days[0] <= LULL + 1 ? [{ days: item.days, weight: item.weight }] : []))
    .sort((a, b) => a.days[0] - b.days[0] || a.days[1] - b.days[1]);
  let best: { span: [number, number]; weight: number } | null = null;
  let now: { span: [number, number]; weight: number } | null = null;
  for (const { days, weight } of dated) {
    if (now && days[0] - now.span[1] <= LULL) {
      now.span[1] = Math.max(now.span[1], days[1]);
      now.weight += weight;
    } else now = { span: [days[0], days[1]], weight };
    if (!best || now.weight > best.weight) best = now;
  }
  return best?.span ?? whole(items);
}

/** Returns what share of the dated items lies in a stretch, each weighed as told. */
export function share(items: readonly Weighed[], span: Stretch): number {
  const dated = items.flatMap(({ days, weight }) => (days ? [{ days, weight }] : []));
  const sum = (list: typeof dated) => list.reduce((all, item) => all + item.weight, 0);
  return sum(dated.filter(({ days }) => days[0] >= span[0] && days[1] <= span[1])) / Math.max(sum(dated), 1);
}

/** Returns how many items lie in each of some equal parts of a stretch, each item in all that it may lie in. */
export function density(items: readonly Weighed[], span: Stretch, parts: number): number[] {
  const found = new Array<number>(parts).fill(0);
  const part = (day: Day) => Math.floor(((day - span[0]) / (span[1] - span[0])) * parts);
  for (const { days } of items) {
    if (!days || days[1] <= span[0] || days[0] >= span[1]) continue;
    const [first, last] = [Math.max(part(days[0]), 0), Math.min(part(days[1] - 1e-6), parts - 1)];
    for (let at = first; at <= last; at += 1) found[at] = (found[at] ?? 0) + 1 / (last - first + 1);
  }
  return found;
}
