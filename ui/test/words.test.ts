/** The page's words in its language. */
import { describe, expect, it } from "vitest";
import { Speech } from "../src/words";

const WORDS = {
  ui: { found: { one: "{count} résultat", other: "{count} résultats" }, plain: "{who} dit {what}" },
  numbers: { thousands: "\u202f", decimal: ",", from_digits: "4" }, months: { 5: "mai" }, months_short: { 5: "mai" },
  dates: { first_day: "1er", day: "{day} {month} {year}", day_short: "{day} {month} {year}", month: "{month} {year}", month_short: "{month} {year}" },
  lists: { open: "« ", close: " »" },
};
const french = new Speech(WORDS, "fr");

describe("words", () => {
  it("take their form by number as the language has it", () => {
    expect([0, 1, 2, 1234].map((count) => french.word("ui", "found", { count }))).toEqual(
      ["0 résultat", "1 résultat", "2 résultats", "1\u202f234 résultats"]);
  });
  it("are filled once, and stand as their key where there are none", () => {
    expect(french.word("ui", "plain", { who: "{what}", what: "x" })).toBe("{what} dit x");
    expect(french.word("ui", "not_there")).toBe("not there");
  });
  it("come with the language's days, numbers and quotation marks", () => {
    expect([french.day("2024-05-01"), french.month(5, 2024), french.number(-1234.56, 1), french.number(-0.01, 1), french.quoted("a")])
      .toEqual(["1er mai 2024", "mai 2024", "−1\u202f234,6", "0,0", "« a »"]);
  });
  it("count in English where the browser does not know the language", () => {
    expect(new Speech(WORDS, "x-y-z!").word("ui", "found", { count: 1 })).toBe("1 résultat");
  });
});
