import { describe, expect, it } from "vitest";
import { key, matrix } from "./matrix";
import { count, tree, type Person } from "./tree";

const one = (id: string, more: Partial<Person> = {}): Person =>
  ({ id, kind: "person", side: 0, partOf: null, offices: [], weight: 1, ...more });

describe("the tree", () => {
  const people = [
    one("state", { kind: "state" }), one("army", { partOf: "state", weight: 5 }), one("general", { offices: ["army"] }),
    one("minister", { offices: ["elsewhere"] }), one("other", { side: null }), one("guest", { side: null, offices: ["army"] }),
  ];
  it("puts bodies under sides, holders under the bodies of their offices, strangers apart", () => {
    const [own, rest] = tree(people, ["state"]);
    expect(own).toEqual({ side: 0, nodes: [{ id: "state", below: [
      { id: "army", below: [{ id: "general", below: [] }] }, { id: "minister", below: [] }] }] });
    expect(rest!.nodes.map((node) => node.id)).toEqual(["guest", "other"]);
    expect(count(own!.nodes[0]!)).toBe(3);
  });
  it("holds every actor once, circles and all", () => {
    const round = [one("a", { partOf: "b" }), one("b", { partOf: "c" }), one("c", { partOf: "a" })];
    const ids = (nodes: readonly { id: string; below: readonly never[] }[]): string[] =>
      nodes.flatMap((node) => [node.id, ...ids(node.below)]);
    for (const list of [round, people]) {
      const found = tree(list, ["state"]).flatMap((branch) => ids(branch.nodes as never));
      expect(found.sort()).toEqual(list.map((person) => person.id).sort());
    }
  });
});

describe("the matrix", () => {
  const deeds = [
    { id: "1", actors: ["a", "b"], targets: ["c"] }, { id: "2", actors: ["a"], targets: ["c", "d"] },
    { id: "3", actors: ["d"], targets: ["a"] }, { id: "4", actors: [], targets: ["a"] },
  ];
  it("counts a deed once in each cell", () => {
    const found = matrix(deeds, (actor) => (actor === "b" ? "a" : actor), [], 9);
    expect(found.cells.get(key("a", "c"))?.ids).toEqual(["1", "2"]);
    expect(found.doers).toEqual(["a", "d"]);
    expect(found.most).toBe(2);
  });
  it("keeps the order asked for and says what is left out", () => {
    expect(matrix(deeds, (actor) => actor, ["d"], 9)).toMatchObject({ doers: ["d", "a", "b"], leftOut: 0 });
    expect(matrix(deeds, (actor) => actor, [], 2)).toMatchObject({ doers: ["a", "b"], targets: ["c"], leftOut: 2 });
    expect(matrix([], (actor) => actor, [], 9)).toMatchObject({ doers: [], targets: [], most: 0 });
  });
});
