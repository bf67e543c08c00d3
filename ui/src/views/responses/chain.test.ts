import { describe, expect, it } from "vitest";
import { chains, type Act, type Link } from "./chain";

const act = (id: string, lane: number, day: number | null): Act => ({ id, lane, day });
const link = (act: string, answer: string): Link => ({ id: `${act}>${answer}`, act, answer, basis: "told" });
const ACTS = [act("a", 0, 1), act("b", 1, 3), act("c", 0, 3), act("d", 2, null), act("x", 0, 0), act("y", 0, 9)];
const LINKS = [link("b", "c"), link("a", "b"), link("a", "c"), link("b", "d"), link("x", "y"), link("a", "gone")];

describe("chains", () => {
  it("parts groups and orders acts by day, the undated after what they answer", () => {
    const [early, late] = chains(ACTS, LINKS, false);
    expect(early!.cards.map((card) => card.id)).toEqual(["x", "y"]);
    expect(late!.cards.map((card) => card.id)).toEqual(["a", "b", "d", "c"]);
    expect(late!.lanes).toEqual([0, 1, 2]);
  });
  it("draws no line across a card", () => {
    for (const narrow of [false, true]) {
      for (const chain of chains(ACTS, LINKS, narrow)) {
        for (const line of chain.lines) {
          const ends = new Set([line.link.act, line.link.answer]);
          for (const card of chain.cards) {
            const { left, width } = chain.columns[card.column]!;
            const crosses = line.corners.slice(1).some(([x, y], at) => {
              const [px, py] = line.corners[at]!;
              const [low, high] = [Math.min(x, px), Math.max(x, px)];
              const [top, bottom] = [Math.min(y, py), Math.max(y, py)];
              return high > left + 0.01 && low < left + width - 0.01 && bottom > card.row + 0.05 && top < card.row + 0.95;
            });
            expect(crosses && !ends.has(card.id), `${line.link.id} over ${card.id}`).toBe(false);
          }
        }
      }
    }
  });
  it("runs the lines of one act together, those of others beside them", () => {
    const fan = Array.from({ length: 6 }, (_, at) => act(`r${at}`, 1, 5 + at));
    const links = [...fan.map((one) => link("a", one.id)), link("b", "r0"), { ...link("a", "r1"), id: "maybe", basis: "inferred" }];
    const [chain] = chains([act("a", 0, 1), act("b", 0, 2), ...fan], links, false);
    const tracks = new Map(chain!.lines.map((line) => [`${line.link.act} ${line.link.basis}`, line.corners[1]![0]]));
    expect(new Set(chain!.lines.map((line) => line.corners[1]![0])).size).toBe(3);
    expect(new Set(tracks.values()).size).toBe(3);
  });
  it("sets one answer beside its act", () => {
    const [pair] = chains([act("a", 1, 1), act("b", 0, 2)], [link("a", "b")], false);
    expect(pair).toMatchObject({ rows: 1, cards: [{ id: "a", row: 0, column: 1 }, { id: "b", row: 0, column: 0 }] });
    expect(chains([act("a", 1, 1), act("b", 0, 2)], [link("a", "b")], true)[0]!.rows).toBe(2);
  });
  it("enters an answer from the side of its act", () => {
    const [, chain] = chains(ACTS, LINKS, false);
    const entered = Object.fromEntries(chain!.lines.map((line) => [line.link.id, line.fromLeft]));
    expect(entered).toEqual({ "b>c": false, "a>b": true, "a>c": true, "b>d": true });
  });
  it("ends on a circle", () => {
    const [chain] = chains([act("a", 0, null), act("b", 1, null)], [link("a", "b"), link("b", "a")], false);
    expect(chain!.lines).toHaveLength(2);
  });
  it("is nothing without links", () => expect(chains(ACTS, [], false)).toEqual([]));
});
