import { expect, it } from "vitest";
import { lag, lagWords } from "./lag";

const say = (key: string, values: Record<string, string | number> = {}) => [key, ...Object.values(values)].join(" ");

it("counts the days between, as a range where dates are uncertain", () => {
  expect(lagWords(lag([5, 6], [7, 8], false), say)).toBe("days 2");
  expect(lagWords(lag([5, 6], [5, 6], false), say)).toBe("same_day");
  expect(lagWords(lag([5, 6], [6, 7], true), say)).toBe("or_later days 1");
  expect(lagWords(lag([5, 8], [7, 10], false), say)).toBe("days_range 0 4");
});
it("says what cannot be counted", () => {
  expect(lagWords(lag(null, [7, 8], false), say)).toBe("unknown");
  expect(lagWords(lag([9, 10], [7, 8], false), say)).toBe("before");
});
