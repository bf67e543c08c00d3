import { describe, expect, it } from "vitest";
import { type Address, format, parse, plain, Store } from "../src/store";

const FIRST = plain("range", "auto");

function inMemory(hash = ""): Address & { steps: string[]; go(hash: string): void } {
  let at = hash;
  let told = (): void => {};
  const steps: string[] = [];
  return {
    steps,
    read: () => at,
    write: (next, keep) => { at = next; if (keep) steps.push(next); },
    watch: (changed) => { told = changed; },
    go: (next) => { at = next; told(); },
  };
}

describe("the address", () => {
  it("holds a row and filters, and gives them back", () => {
    const state = { ...FIRST, at: "i-abc", actor: ["a-x", "a-y"], from: "2024-01-16", find: "drone & co", policy: "latest" };
    expect(parse(format(state, FIRST), FIRST)).toEqual(state);
  });

  it("is a plain anchor where nothing is chosen", () => {
    expect(format({ ...FIRST, at: "e12" }, FIRST)).toBe("#e12");
  });

  it("does not take over what is no date, no theme or broken", () => {
    const state = parse("#%E0%A4%A?from=yesterday&theme=pink", FIRST);
    expect([state.at, state.from, state.theme]).toEqual(["%E0%A4%A", null, "auto"]);
  });
});

describe("the store", () => {
  it("tells listeners and follows back and forward", () => {
    const address = inMemory("#i-1?type=ASSAULT");
    const store = new Store(FIRST, address);
    const seen: string[][] = [];
    store.subscribe((state) => seen.push([...state.type]));
    store.toggle("type", "AID");
    address.go("#i-1?type=ASSAULT");
    expect(seen).toEqual([["ASSAULT", "AID"], ["ASSAULT"]]);
    expect(address.steps).toEqual(["#i-1?type=ASSAULT&type=AID"]);
  });

  it("adds no step for a change that is none", () => {
    const address = inMemory();
    new Store(FIRST, address).clear();
    expect(address.steps).toEqual([]);
  });
});
