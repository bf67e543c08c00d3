/** Looking for words: in names before bodies, in sentences, without case and accents, none crowded out. */
import { expect, it } from "vitest";
import { Index } from "../src/chrome/find";
import { around, fold, shorten } from "../src/text";
import { actor, incident, page, payload } from "./fixture";

const BODY = `<table><tr class="row" id="i-1"><td>Rockets fell on Córdoba</td></tr><tr class="row" id="i-2"><td>talks</td></tr></table>
  <p><mark data-e="1">Nine people </mark><mark data-e="1 2">died in Córdoba.</mark></p>`;

const labels = (query: string, data = payload({ words: { figures: { befell: "{what} {effect}" } } })) =>
  new Index(page(data, BODY)).search(query).map((hit) => `${hit.kind} ${hit.at}`);

it("finds a row by what stands in it, and a sentence by its words", () => {
  expect(labels("CORDOBA")).toEqual(["incident i-1", "sentence e1", "sentence e2"]);
  expect(labels("córdoba nine")).toEqual(["sentence e1"]);
  expect(labels("rockets talks")).toEqual([]);
  expect(labels("   ")).toEqual([]);
});

it("puts a name that begins with the word before one that holds it, and names before bodies", () => {
  const data = payload({ actors: [actor("a-1", { name: "New Cordoba" }), actor("a-2", { name: "Cordoba" })] });
  expect(labels("cordoba", data).slice(0, 3)).toEqual(["actor a-2", "actor a-1", "incident i-1"]);
});

it("shows no more than six of a kind", () => {
  const incidents = Array.from({ length: 20 }, (_, at) => incident(`i-x${at}`, { title: `raid ${at}` }));
  expect(labels("raid", payload({ incidents }))).toHaveLength(6);
});

it("finds a figure by what it says in the page's words", () => {
  expect(labels("9 people killed")).toContain("casualty k-1");
});

it("shows why a long sentence was found", () => {
  expect(around(`${"word ".repeat(60)}needle and more`, "needle", 60)).toMatch(/^….*needle/);
  expect([shorten("one two three", 8), fold("  ÉTÉ\n d'Été ")]).toEqual(["one two…", "ete d'ete"]);
});
