import { describe, expect, it } from "vitest";
import { climb, height, marks, rung, type Deed, type Scale } from "./ladder";

const words = { name: "n", axis: "a", what: "w", source: "s", cannot: "c" };
const CLASSES: Scale = { ...words, id: "quad", kind: "classes", classes: ["aid", "talk", "threat", "force"],
  labels: { aid: "Aid" }, types: { ASSAULT: { low: "force", high: "force" }, REQUEST: { low: "talk", high: "threat" } } };
const VALUES: Scale = { ...words, id: "goldstein", kind: "values", domain: [10, -10],
  types: { ASSAULT: { low: -10, high: -9, modes: { beat: { low: -9.5, high: -9.5 } } }, REQUEST: { low: -5, high: 3 } } };
const KILLED: Scale = { ...words, id: "casualties", kind: "figures", effects: ["killed"] };
const deed = (id: string, more: Partial<Deed> = {}): Deed =>
  ({ id, side: 0, days: [1, 2], type: "ASSAULT", mode: null, done: true, look: "solid", ...more });
const FIGURES = [
  { incident: "i", effect: "killed", low: 2, high: 9 }, { incident: "i", effect: "killed", low: 4, high: 4 },
  { incident: "i", effect: "injured", low: 90, high: 90 }, { incident: "j", effect: "killed", low: null, high: null },
];

describe("rungs", () => {
  it("come by type, and by mode where the scale parts modes", () => {
    expect(rung(VALUES, deed("i"), [])).toEqual({ mild: -9, grave: -10 });
    expect(rung(VALUES, deed("i", { mode: "beat" }), [])).toEqual({ mild: -9.5, grave: -9.5 });
    expect(rung(CLASSES, deed("i", { type: "REQUEST" }), [])).toEqual({ mild: 1, grave: 2 });
    expect(rung(CLASSES, deed("i", { type: "OTHER" }), [])).toBeNull();
  });
  it("take the largest single figure and never add", () => {
    expect(rung(KILLED, deed("i"), FIGURES)).toEqual({ mild: 2, grave: 9 });
    expect(rung(KILLED, deed("j"), FIGURES)).toBeNull();
  });
});

describe("marks", () => {
  it("gather what is equal and leave out what has no date", () => {
    const found = marks(CLASSES, [deed("a"), deed("b"), deed("c", { days: null }), deed("d", { side: 1 })], []);
    expect(found.map((mark) => mark.ids)).toEqual([["a", "b"], ["d"]]);
  });
  it("climb by the gravest act of a day that is told as done", () => {
    const deeds = [deed("a", { type: "REQUEST" }), deed("b"), deed("c", { days: [5, 6], done: false }), deed("d", { days: [3, 40] })];
    expect(climb(marks(VALUES, deeds, []), 0, height(VALUES, []).of)).toEqual([[1.5, -10]]);
  });
});

describe("heights", () => {
  it("grow towards the grave end", () => {
    for (const scale of [CLASSES, VALUES, KILLED]) {
      const found = marks(scale, [deed("i")], FIGURES);
      const { of, ticks } = height(scale, found);
      const heights = ticks.map((tick) => of(tick.value));
      expect(heights).toEqual([...heights].sort((a, b) => a - b));
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...heights)).toBeLessThanOrEqual(1);
    }
  });
  it("name their ticks", () => {
    expect(height(VALUES, []).ticks.map((tick) => tick.label)).toEqual(["+10", "+5", "0", "−5", "−10"]);
    expect(height(CLASSES, []).ticks[0]).toEqual({ value: 0, label: "Aid" });
  });
});
