import { describe, expect, it } from "vitest";
import { dayOf, interval, isoOf, partsOf, stretchOf, ticks } from "./time";

const NAMES = "January February March April May June July August September October November December".split(" ");
const MONTHS = { short: (month: number) => NAMES[month - 1]!.slice(0, 3), long: (month: number, year: number) => `${NAMES[month - 1]} ${year}` };

describe("stretches of days", () => {
  it("counts whole, cut and early dates", () => {
    expect(stretchOf("1970-01-02")).toEqual([1, 2]);
    expect(stretchOf("2024-02")).toEqual([dayOf(2024, 2, 1), dayOf(2024, 3, 1)]);
    expect(stretchOf("2024-12")![1]).toBe(dayOf(2025));
    expect(stretchOf("0014")).toEqual([dayOf(14), dayOf(15)]);
    expect(partsOf(dayOf(14, 8, 19))).toEqual([14, 8, 19]);
    expect(isoOf(dayOf(-43, 3, 15))).toBe("-0043-03-15");
  });
  it("knows what is no date", () => {
    for (const iso of [null, "", "soon", "2024-13", "2024-02-30", "2024-02-00"]) expect(stretchOf(iso)).toBeNull();
  });
  it("takes an open end as the day that is known, and an end before its start as none", () => {
    expect(interval({ start: "2024-01-16", end: null })).toEqual([dayOf(2024, 1, 16), dayOf(2024, 1, 17)]);
    expect(interval({ start: "2024-01-18", end: "2024-01-16" })).toBeNull();
    expect(interval({ start: null, end: null })).toBeNull();
  });
});

describe("ticks", () => {
  const apart = (domain: [number, number], width: number) => {
    const found = ticks(domain, width, MONTHS);
    const scale = width / (domain[1] - domain[0]);
    return { found, least: Math.min(...found.slice(1).map((tick, at) => (tick.at - found[at]!.at) * scale)) };
  };
  it.each([3, 10, 45, 200, 366, 4000, 36525, 400000])("keeps the labels of %i days apart", (days) => {
    for (const width of [320, 1000, 2000]) {
      const { found, least } = apart([dayOf(1914, 7, 28), dayOf(1914, 7, 28) + days], width);
      expect(found.length).toBeGreaterThan(0);
      if (found.length > 1) expect(least).toBeGreaterThan(42);
    }
  });
  it("tells the larger unit first and where it changes", () => {
    const { found } = apart([dayOf(2023, 12, 30), dayOf(2024, 1, 3)], 800);
    expect(found.map((tick) => [tick.label, tick.over])).toEqual([
      ["30", "December 2023"], ["31", ""], ["1", "January 2024"], ["2", ""],
    ]);
  });
});
