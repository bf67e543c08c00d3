/** Which rows pass: each filter by itself, together, and over what hangs on the rows. */
import { describe, expect, it } from "vitest";
import { members, OWN_VOICE, passing } from "../src/filter";
import type { State } from "../src/store";
import { ALL, payload } from "./fixture";

const DATA = payload();
const left = (change: Partial<State>, kind: keyof ReturnType<typeof passing>) => [...passing(DATA, { ...ALL, ...change })[kind]].sort();

describe("without a filter", () => {
  it("lets every row pass", () => {
    const all = passing(DATA, ALL);
    expect([all.incidents.size, all.claims.size, all.casualties.size, all.actors.size, all.places.size]).toEqual([3, 3, 3, 4, 3]);
  });
});

describe("by actor", () => {
  it("takes all that belong to it, however deep, and what is said by or about them", () => {
    expect([...members(DATA.actors, ["a-n"])]).toEqual(["a-n", "a-army"]);
    expect(left({ actor: ["a-n"] }, "incidents")).toEqual(["i-1", "i-3"]);
    expect(left({ actor: ["a-s"] }, "incidents")).toEqual(["i-1", "i-2"]);
    expect(left({ actor: ["a-n"] }, "claims")).toEqual(["c-1", "c-2", "c-3"]);
    expect(left({ actor: ["a-s"] }, "casualties")).toEqual(["k-1", "k-2", "k-3"]);
  });
});

describe("by speaker", () => {
  it("tells the sources' own voice from those who are quoted", () => {
    expect(left({ speaker: [OWN_VOICE] }, "incidents")).toEqual(["i-1", "i-3"]);
    expect(left({ speaker: ["a-s"] }, "incidents")).toEqual(["i-2"]);
    expect(left({ speaker: ["a-s"] }, "claims")).toEqual(["c-2"]);
    expect(left({ speaker: ["a-s"] }, "casualties")).toEqual(["k-2"]);
    expect(left({ speaker: ["a-s"] }, "contradictions")).toEqual(["x1"]);
    expect(left({ speaker: [OWN_VOICE] }, "contradictions")).toEqual([]);
  });
});

describe("by manner of speaking", () => {
  it("keeps the claims made so, and the incidents they are about", () => {
    expect(left({ stance: ["denies"] }, "claims")).toEqual(["c-2", "c-3"]);
    expect(left({ stance: ["denies"] }, "incidents")).toEqual(["i-1", "i-2"]);
    expect(left({ stance: ["asserts"] }, "incidents")).toEqual(["i-1"]);
    expect(left({ stance: ["denies"], speaker: ["a-n"] }, "incidents")).toEqual([]);
  });
});

describe("by type, status, place and date", () => {
  it("keeps what is so, and what hangs on it", () => {
    expect(left({ type: ["AID"] }, "incidents")).toEqual(["i-2"]);
    expect(left({ type: ["AID"] }, "claims")).toEqual(["c-2"]);
    expect(left({ status: ["claimed"] }, "casualties")).toEqual(["k-2"]);
    expect(left({ place: ["p-land"] }, "incidents")).toEqual(["i-1"]);
    expect(left({ place: ["p-land"] }, "places")).toEqual(["p-land", "p-town"]);
  });
  it("takes a date for all the days that it may mean, and no date for none", () => {
    expect(left({ from: "2020-03-05", to: "2020-03-05" }, "incidents")).toEqual(["i-1"]);
    expect(left({ from: "2020-04-15" }, "incidents")).toEqual(["i-2"]);
    expect(left({ to: "2020-03-31" }, "incidents")).toEqual(["i-1"]);
  });
  it("keeps an answer where its act passes", () => {
    expect(left({ type: ["AID"] }, "responses")).toEqual(["r1"]);
    expect(left({ actor: ["a-army"] }, "responses")).toEqual([]);
  });
});

it("lets only rows pass that hold the words looked for, of every kind", () => {
  const found = passing(DATA, ALL, (id) => id === "i-1" || id === "k-1");
  expect([[...found.incidents], [...found.claims], [...found.casualties]]).toEqual([["i-1"], [], ["k-1"]]);
});
