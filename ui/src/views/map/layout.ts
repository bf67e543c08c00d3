/**
 * Where marks and names stand so that none hides another, as in `export/map_layout.py`; and heaps of marks as one.
 *
 * Marks that would cover each other step aside with a line to their true spot. Where many lie in one spot they become
 * one mark with a count, which parts when the reader comes closer.
 */
import type { Size } from "./project";

export interface Spot<T> {
  readonly of: readonly T[];
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly name: string;
  /** Pixels around the mark that are its own: a sight, say. */
  readonly halo: number;
}

export interface Placed<T> extends Spot<T> {
  readonly at: readonly [number, number];
  readonly label: { x: number; y: number; anchor: "start" | "end" | "middle" } | null;
}

const LETTER = 6.9;
/** Pixels that a letter of a land's name takes: wide capitals. */
export const LETTER_LAND = 8.2;
const HEAP = 6;
type Rect = readonly [number, number, number, number];
type Circle = readonly [number, number, number];

export class Layout {
  private readonly circles: Circle[] = [];
  private readonly rects: Rect[] = [];

  constructor(private readonly size: Size) {}

  /** Give every mark its spot, then every name that finds room its own; the first come first. */
  place<T>(spots: readonly Spot<T>[]): Placed<T>[] {
    const set = spots.map((spot) => {
      const at = around(spot).find(([x, y]) => this.free(x, y, spot.radius + spot.halo)) ?? [spot.x, spot.y] as const;
      this.circles.push([at[0], at[1], spot.radius + spot.halo]);
      return { ...spot, at };
    });
    return set.map((spot) => ({ ...spot, label: spot.name ? this.name(spot.at, spot.radius + spot.halo, spot.name) : null }));
  }

  name([x, y]: readonly [number, number], radius: number, words: string): Placed<unknown>["label"] {
    const width = words.length * LETTER;
    const gap = radius + 6;
    const tries = [
      [gap, 4.5, "start"], [-gap, 4.5, "end"], [0, -gap, "middle"], [0, gap + 10, "middle"],
      [gap - 3, -gap + 4, "start"], [gap - 3, gap + 6, "start"], [-gap + 3, -gap + 4, "end"],
    ] as const;
    for (const [dx, dy, anchor] of tries) {
      const left = x + dx - { start: 0, end: width, middle: width / 2 }[anchor];
      if (this.take([left, y + dy - 12, left + width, y + dy + 3])) return { x: x + dx, y: y + dy, anchor };
    }
    return null;
  }

  /** Take a rectangle if it lies in the picture and is free. */
  take(rect: Rect): boolean {
    const [left, top, right, bottom] = rect;
    const { width, height } = this.size;
    if (left < 4 || right > width - 4 || top < 4 || bottom > height - 4) return false;
    if (this.rects.some(([l, t, r, b]) => left < r && right > l && top < b && bottom > t)) return false;
    if (this.circles.some((circle) => touches(rect, circle))) return false;
    this.rects.push(rect);
    return true;
  }

  private free(x: number, y: number, radius: number): boolean {
    return this.circles.every(([cx, cy, other]) => Math.hypot(x - cx, y - cy) > radius + other + 1);
  }
}

function around(spot: Spot<unknown>): [number, number][] {
  const found: [number, number][] = [[spot.x, spot.y]];
  const room = spot.radius + spot.halo;
  for (let ring = 1; ring < 7; ring++) {
    for (let step = 0; step < 12; step++) {
      const turn = (Math.PI * (step + ring / 2)) / 6;
      const reach = room * (1 + ring * 0.8);
      found.push([spot.x + reach * Math.cos(turn), spot.y - reach * Math.sin(turn)]);
    }
  }
  return found;
}

function touches(rect: Rect, [x, y, radius]: Circle): boolean {
  const nearX = Math.min(Math.max(x, rect[0]), rect[2]);
  const nearY = Math.min(Math.max(y, rect[1]), rect[3]);
  return Math.hypot(x - nearX, y - nearY) < radius + 1;
}

/** Return things in heaps: those that would lie on the first of a heap go to it; small heaps are left apart. */
export function heaps<T extends { x: number; y: number }>(things: readonly T[], reach: number): T[][] {
  const found: T[][] = [];
  for (const thing of things) {
    const near = found.find(([first]) => first && Math.hypot(first.x - thing.x, first.y - thing.y) < reach);
    if (near) near.push(thing);
    else found.push([thing]);
  }
  return found.flatMap((heap) => (heap.length >= HEAP ? [heap] : heap.map((one) => [one])));
}
