import { describe, expect, it } from "vitest";
import { aired, density, main, pan, share, whole, zoom } from "./view";

const day = (start: number, weight = 1, length = 1) => ({ days: [start, start + length] as const, weight });

describe("the view", () => {
  it("zooms around what is pointed at and stays within the limits", () => {
    expect(zoom([0, 100], 2, 50, [0, 100])).toEqual([25, 75]);
    expect(zoom([0, 100], 2, 0, [0, 100])).toEqual([0, 50]);
    expect(zoom([25, 75], 0.1, 50, [0, 100])).toEqual([0, 100]);
    expect(zoom([0, 100], 1e9, 50, [0, 100])).toEqual([49, 51]);
  });
  it("pans up to the limits", () => {
    expect(pan([0, 10], 20, [0, 100])).toEqual([20, 30]);
    expect(pan([0, 10], 500, [0, 100])).toEqual([90, 100]);
    expect(pan([0, 10], -5, [0, 100])).toEqual([0, 10]);
  });
  it("takes the stretch told most as the main one", () => {
    const items = [day(0), day(1), day(5000, 9), day(5003), day(5030), day(9000), day(0, 99, 4000)];
    expect(main(items)).toEqual([5000, 5031]);
    expect(whole(items)).toEqual([0, 9001]);
    expect(main([day(0, 1, 400)])).toEqual([0, 400]);
    expect(main([{ days: null, weight: 1 }])).toBeNull();
  });
  it("gives air even to a single day", () => {
    expect(aired([10, 11])).toEqual([9.4, 11.6]);
  });
  it("weighs what lies in a stretch", () => {
    expect(share([day(0, 3), day(50), { days: null, weight: 9 }], [0, 10])).toBe(0.75);
    expect(share([], [0, 10])).toBe(0);
  });
  it("counts what lies in each part, the uncertain in shares", () => {
    expect(density([day(0), day(5), day(0, 1, 10), { days: null, weight: 1 }], [0, 10], 2)).toEqual([1.5, 1.5]);
  });
});
