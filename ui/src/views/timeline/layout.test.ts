import { describe, expect, it } from "vitest";
import { layOut, overs, shorten, type Frame, type Item, type Picture } from "./layout";

const frame = (width = 1000, days = 100): Frame => ({
  domain: [0, days], width, lanes: 3, top: 40, measure: (label) => label.length * 6.6,
});
/** A fixed sequence that looks like chance. */
function chance(seed: number): () => number {
  let at = seed;
  return () => (at = (at * 16807) % 2147483647) / 2147483647;
}
function many(count: number, days: number, seed = 7): Item[] {
  const next = chance(seed);
  return Array.from({ length: count }, (_, at) => {
    const start = Math.floor(next() * days);
    const length = next() < 0.1 ? Math.ceil(next() * days) : 1;
    return {
      id: `i-${at}`, lane: at % 3, days: [start, start + length] as const, open: next() < 0.05,
      label: "word ".repeat(1 + Math.floor(next() * 12)).trim(), weight: Math.floor(next() * 5),
    };
  });
}
/** Returns the boxes of marks and labels, as drawn. */
function boxes(picture: Picture, measure: (label: string) => number) {
  return picture.placed.flatMap((mark) => {
    const wide = measure(mark.label);
    const label = mark.before ? [mark.labelX - wide, mark.labelX] : [mark.labelX, mark.labelX + wide];
    const own = { id: mark.item.id, y: mark.y };
    const parts = [{ ...own, part: "mark", x0: mark.x0, x1: mark.x1 }];
    if (mark.label) parts.push({ ...own, part: "label", x0: label[0]!, x1: label[1]! });
    return parts;
  });
}

describe("the layout", () => {
  it.each([[5, 1000, 10], [40, 1000, 60], [500, 1000, 365], [500, 350, 365], [500, 2000, 36500], [60, 350, 5]])(
    "lets nothing collide: %i marks in %i px over %i days", (count, width, days) => {
      const own = frame(width, days);
      const picture = layOut(many(count, days), own);
      const found = boxes(picture, own.measure);
      for (const [at, a] of found.entries()) {
        for (const b of found.slice(at + 1)) {
          if (a.id === b.id || Math.abs(a.y - b.y) > 6) continue;
          expect(a.x1 <= b.x0 + 0.01 || b.x1 <= a.x0 + 0.01, `${a.id} ${a.part} on ${b.id} ${b.part}`).toBe(true);
        }
      }
      const gathered = picture.gathered.reduce((sum, one) => sum + one.items.length, 0);
      expect(picture.placed.length + gathered).toBe(count);
      expect(picture.height).toBeLessThan(1100);
    });
  it("keeps labels in the picture", () => {
    const own = frame(600, 20);
    for (const mark of layOut(many(30, 20), own).placed) {
      if (!mark.label) continue;
      expect(mark.before ? mark.labelX - own.measure(mark.label) : mark.labelX).toBeGreaterThanOrEqual(0);
      expect(mark.before ? mark.labelX : mark.labelX + own.measure(mark.label)).toBeLessThanOrEqual(own.width + 0.5);
    }
  });
  it("leaves out what is out of sight and lanes without marks", () => {
    const items = many(9, 10).map((item) => ({ ...item, lane: 1, days: [500, 501] as const }));
    expect(layOut(items, frame())).toMatchObject({ lanes: [], placed: [] });
  });
  it("gives labels to the weightiest in a crowd", () => {
    const items = many(400, 5).map((item, at) => ({ ...item, lane: 0, weight: at === 200 ? 99 : 1, days: [2, 3] as const }));
    const picture = layOut(items, frame(1000, 5));
    const told = picture.placed.find((mark) => mark.item.id === "i-200");
    if (told) expect(told.label).not.toBe("");
    expect(picture.gathered.length).toBeGreaterThan(0);
  });
  it("is the same for the same marks", () => {
    expect(layOut(many(100, 50), frame())).toEqual(layOut(many(100, 50), frame()));
  });
  it("shortens at a blank", () => {
    expect(shorten("a strike on the port", 12)).toBe("a strike on…");
    expect(shorten("short", 12)).toBe("short");
  });
});

describe("names of months above the axis", () => {
  it("are cut or left out where the next one is near", () => {
    const told = (...places: number[]) => overs(places.map((x) => ({ x, over: "December 2023" })), 1000);
    expect(told(100, 300)).toEqual(["December 2023", "December 2023"]);
    expect(told(100, 160)).toEqual(["Dec", "December 2023"]);
    expect(told(100, 110)).toEqual(["", "December 2023"]);
    expect(told(860, 980)).toEqual(["Dec", "December 2023"]);
    expect(overs([{ x: 0, over: "2023" }, { x: 40, over: "2024" }], 1000)).toEqual(["2023", "2024"]);
  });
});
