import { expect, it } from "vitest";
import { arc } from "./arcs";
import { step, type Spot } from "./steps";

const SPOTS: Spot[] = [
  { id: "a", lane: 0, x: 10, y: 5 }, { id: "b", lane: 0, x: 90, y: 5 }, { id: "c", lane: 2, x: 80, y: 50 },
  { id: "d", lane: 2, x: 20, y: 50 },
];

it("walks along a lane, and to the nearest mark of the next", () => {
  expect(step(SPOTS, "a", "ArrowRight")).toBe("b");
  expect(step(SPOTS, "b", "ArrowRight")).toBeUndefined();
  expect(step(SPOTS, "b", "ArrowDown")).toBe("c");
  expect(step(SPOTS, "d", "ArrowUp")).toBe("a");
  expect(step(SPOTS, "a", "ArrowUp")).toBeUndefined();
});
it("starts at the first mark and knows both ends", () => {
  expect(step(SPOTS, null, "ArrowRight")).toBe("a");
  expect(step(SPOTS, "c", "Home")).toBe("a");
  expect(step(SPOTS, "a", "End")).toBe("b");
  expect(step(SPOTS, "a", "x")).toBeUndefined();
  expect(step([], null, "ArrowRight")).toBeUndefined();
});
it("draws an arc that ends before its answer, bowed where no time passes", () => {
  expect(arc({ x: 0, y: 0 }, { x: 100, y: 40 }).line).toBe("M0.0,0.0 C0.0,40.0 45.5,40.0 91.0,40.0");
  expect(arc({ x: 50, y: 0 }, { x: 50, y: 80 }).line).toContain("C22.0,0.0");
  expect(arc({ x: 10, y: 0 }, { x: 10, y: 80 }).line).toContain("C2.0,0.0");
  expect(arc({ x: 0, y: 0 }, { x: 100, y: 40 }, true)).toMatchObject({ line: expect.stringMatching(/109\.0,40\.0$/), tip: expect.stringContaining("L109.0,40.0") });
});
