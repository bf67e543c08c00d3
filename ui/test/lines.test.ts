/** The lines of the casualty matrix: what stands on the page, and the figure that a policy makes of it. */
import { expect, it } from "vitest";
import { bounds, figureOf, linesOf } from "../src/views/casualties/lines";
import type { Figure } from "../src/case";
import { figure, page, payload } from "./fixture";

const made = (more: Partial<Figure>): Figure =>
  ({ incident: "i-1", effect: "killed", group: "people", low: 1, high: 1, best: null, text: "1", how: "", from: [], ...more });
const BODY = `<section id="casualties"><table>
  <tr data-rows="k-1 k-4"><th class="d0">Killed: people</th><td class="range"></td></tr>
  <tr data-rows="k-5"><th class="d1">of them children</th></tr><tr data-rows="k-none"><th>nothing</th></tr></table></section>`;

function open(rows: Figure[]) {
  const casualties = [figure("k-1"), figure("k-4", { low: 4, high: 4 }), figure("k-5", { group: "Children", part_of: "k-1" })];
  const at = page(payload({ casualties, figures: { range: { name: "r", says: "s", rows } } }), BODY);
  return { at, lines: linesOf(at) };
}

it("reads the lines from the page, parts one step in; a line without figures is none", () => {
  const { lines } = open([]);
  expect(lines.map((line) => [line.label, line.depth, line.incident, line.rows.map((row) => row.id)])).toEqual([
    ["Killed: people", 0, "i-1", ["k-1", "k-4"]], ["of them children", 1, "i-1", ["k-5"]],
  ]);
});

it("takes the figure made from the line's rows, else the one of its group, else none", () => {
  const { at, lines } = open([made({ from: ["k-5"], text: "by rows" }), made({ from: ["k-4"], text: "whole" })]);
  expect(lines.map((line) => figureOf(at, line)?.text)).toEqual(["whole", "by rows"]);
  const named = open([made({ group: "CHILDREN", text: "by name" }), made({ effect: "injured", text: "other" })]);
  expect(named.lines.map((line) => figureOf(named.at, line)?.text)).toEqual([undefined, "by name"]);
});

it("knows what an open figure spans", () => {
  expect([bounds({ low: 3, high: null }), bounds({ low: null, high: 5 }), bounds({ low: null, high: null })]).toEqual([[3, 3], [5, 5], null]);
});
