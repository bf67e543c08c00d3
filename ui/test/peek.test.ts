/** What was read from a sentence, shown beside it: opened by its words or its number, shut by Escape and by leaving. */
import { beforeEach, expect, it } from "vitest";
import { peeks } from "../src/views/sources/peek";
import { page, payload } from "./fixture";

const BODY = `<section id="sources"><div class="text"><p><mark data-e="1 2" id="both">They fired.</mark>
  <a class="n" href="#n1" id="one">1</a></p>
  <div class="notes"><a class="n" id="n1" href="#e1">1</a><a class="i" href="#i-1">the attack</a
  ><a class="n" id="n2" href="#e2">2</a><a class="k" href="#c-1">the claim</a></div></div></section>`;

let box: HTMLElement;
beforeEach(() => {
  document.body.innerHTML = "";
  const at = page(payload({ words: { view_sources: { read_from: "Read from {number}" } } }), BODY);
  peeks(document.getElementById("sources")!, at);
  box = document.querySelector<HTMLElement>(".peek")!;
});
const press = (id: string, more: MouseEventInit = {}) => {
  const click = new MouseEvent("click", { bubbles: true, cancelable: true, ...more });
  document.getElementById(id)!.dispatchEvent(click);
  return click;
};
const links = () => [...box.querySelectorAll("a")].map((link) => link.getAttribute("href"));

it("lists the rows of all sentences that the words belong to", () => {
  expect(box.hidden).toBe(true);
  press("both");
  expect([box.hidden, box.getAttribute("aria-label"), links()]).toEqual([false, "Read from 1, 2", ["#i-1", "#c-1"]]);
});

it("opens by a number, but leaves a click for a new tab alone", () => {
  expect(press("one", { ctrlKey: true }).defaultPrevented).toBe(false);
  expect(box.hidden).toBe(true);
  expect(press("one").defaultPrevented).toBe(true);
  expect(links()).toEqual(["#i-1"]);
});

it("shuts by Escape with the focus back, by a press elsewhere, and by a link in it", () => {
  press("one");
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  expect([box.hidden, document.activeElement?.id]).toEqual([true, "one"]);
  press("both");
  document.body.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
  expect(box.hidden).toBe(true);
  press("both");
  box.querySelector("a")!.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  expect(box.hidden).toBe(true);
});
