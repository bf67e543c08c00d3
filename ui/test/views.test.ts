/** The views of time, answers and actors: what they draw, and that filters, policies and keys reach them. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor, Figure, Incident, Payload } from "../src/case";
import { Page } from "../src/page";
import { plain, Store, type Address } from "../src/store";
import { mount as actors } from "../src/views/actors";
import { mount as responses } from "../src/views/responses";
import { mount as timeline } from "../src/views/timeline";

const HOSTILE = `<img src=x onerror="window.hit=1">"'&{count}`;

function incident(id: string, more: Partial<Incident> & { day?: string | null } = {}): Incident {
  const { day = "2020-03-05", ...rest } = more;
  return {
    id, type: "ASSAULT", mode: "", title: `title ${id}`, who: "North", deed: `deed ${id}`, whom: "South",
    date: { text: day ?? "no date", short: day ?? "no date", first: day, last: day, precision: "day", basis: "explicit", open: false },
    status: "reported", side: "a-n", colour: "s1", actors: ["a-n"], targets: ["a-s"], claimed_targets: [], places: [],
    weapons: [], part_of: null, phase: day ? "main" : "undated", said_by: [], own_voice: true, fields: {}, evidence: [3], ...rest,
  };
}
function actor(id: string, more: Partial<Actor> = {}): Actor {
  return { id, name: id, aliases: [], kind: "state", side: id, belongs: null, part_of: null, country: null, roles: [], colour: "s0", ...more };
}
const figure = (incident: string, high: number): Figure =>
  ({ incident, effect: "killed", group: "", low: high, high, text: String(high), how: "", from: [], best: null });
const span = { low: -10, high: -9 };
const words = { axis: "a", what: "what", source: "source", cannot: "cannot" };

function payload(more: Partial<Payload> = {}): Payload {
  return {
    version: 1, title: "t", language: "en", theme: "auto", policy: "range", span: ["2020-03-01", "2020-03-20"],
    sides: [{ id: "a-n", name: "North", colour: "s1" }, { id: "a-s", name: "South", colour: "s2" }], sources: [],
    actors: [actor("a-n", { colour: "s1", aliases: ["the northern side"] }), actor("a-s", { colour: "s2" }),
      actor("a-g", { kind: "person", side: "a-n", roles: [{ title: "general", of: "a-n" }] })],
    places: [], claims: [], casualties: [], contradictions: [],
    incidents: [
      incident("i-1"), incident("i-2", { day: "2020-03-07", side: "a-s", colour: "s2", actors: ["a-s"], targets: ["a-n"], status: "claimed", said_by: ["a-s"] }),
      incident("i-3", { day: "2020-03-12", status: "planned", type: "AID" }), incident("i-4", { day: null }),
      incident("i-5", { day: "1990-01-01", phase: "before" }),
    ],
    responses: [{ id: "r1", incident: "i-2", responds_to: "i-1", basis: "explicit", cue: "in response", said_by: "a-s", evidence: [3] }],
    figures: { range: { name: "Range", says: "s", rows: [figure("i-1", 9)] }, latest: { name: "Latest", says: "s", rows: [figure("i-1", 4)] } },
    words: { dates: { span: "{from} – {to}", day: "{day} {month} {year}" }, view_actors: { also: "also {names}", former: "{title} of {of}" } }, views: { scales: [
      { id: "quad", kind: "classes", name: "Classes", classes: ["a", "b"], labels: { a: "mild", b: "grave" }, types: { ASSAULT: { low: "b", high: "b" } }, ...words },
      { id: "gold", kind: "values", name: "Values", domain: [10, -10], types: { ASSAULT: span }, ...words },
      { id: "killed", kind: "figures", name: "Killed", effects: ["killed"], ...words }] }, ...more,
  };
}

class Place implements Address {
  hash = "";
  read(): string { return this.hash; }
  write(hash: string): void { this.hash = hash; }
  watch(): void { /* nothing else changes it */ }
}

let host: HTMLElement;
beforeEach(() => { document.body.append((host = document.createElement("div"))); });
afterEach(() => host.remove());

function open(data = payload()): Page {
  return new Page(data, new Store(plain("range", "auto"), new Place()), document);
}
const settle = () => new Promise((done) => setTimeout(done, 30));
const all = (selector: string) => [...host.querySelectorAll<HTMLElement>(selector)];
const ids = () => all(".mark[data-id]").map((mark) => mark.dataset["id"] ?? mark.getAttribute("data-id"));
const press = (element: Element, key: string) => element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const button = (text: string) => all("button").find((one) => one.textContent === text || one.getAttribute("aria-label") === text)!;

describe("the timeline", () => {
  it("draws the main events by status and side, and tells apart what it leaves out", async () => {
    timeline(host, open());
    await settle();
    expect(ids()).toEqual(["i-1", "i-3", "i-2"]);
    const look = (id: string) => host.querySelector(`[data-id="${id}"] .m`)!.getAttribute("class");
    expect(look("i-1")).toContain("solid l-s1");
    expect(look("i-2")).toContain("hatch l-s2");
    expect(look("i-3")).toContain("outline");
    expect(all(".tl-apart a").map((link) => link.getAttribute("href"))).toEqual(["#i-5", "#i-4"]);
    expect(host.querySelector(".arc.claimed")).not.toBeNull();
  });
  it("shows all dates when it is asked to", async () => {
    timeline(host, open());
    await settle();
    button("all").click();
    await settle();
    expect(ids()).toContain("i-5");
  });
  it("follows filters, and sifts the page by time", async () => {
    const page = open();
    timeline(host, page);
    await settle();
    page.store.set({ type: ["AID"] });
    await settle();
    expect(ids()).toEqual(["i-3"]);
    page.store.clear();
    button("sift").click();
    expect(page.store.get()).toMatchObject({ from: expect.stringMatching(/^2020-0[23]/), to: expect.stringMatching(/^2020-03/) });
    await settle();
    press(host.querySelector('[role="slider"]')!, "ArrowRight");
    expect(page.store.get().from! > "2020-02-29").toBe(true);
  });
  it("says so where nothing passes", async () => {
    const page = open();
    timeline(host, page);
    page.store.set({ status: ["denied"] });
    await settle();
    expect(host.querySelector(".none")?.textContent).toBe("nothing");
  });
  it("steps from mark to mark and tells each with its figure under the policy", async () => {
    const page = open();
    timeline(host, page);
    await settle();
    const box = host.querySelector(".tl-box")!;
    press(box, "Home");
    await settle();
    expect(host.querySelector(".tl-tip .what")?.textContent).toBe("title i-1");
    expect(host.querySelector(".tl-tip dd")?.textContent).toBe("9");
    page.store.set({ policy: "latest" });
    await settle();
    expect(host.querySelector(".tl-tip dd")?.textContent).toBe("4");
    expect(host.querySelector(".tl-tip a.n")?.getAttribute("href")).toBe("#e3");
    press(box, "ArrowDown");
    await settle();
    expect(document.activeElement?.getAttribute("data-id")).toBe("i-2");
  });
  it("moves by dragging, after which a key still follows a mark", async () => {
    timeline(host, open());
    await settle();
    const box = host.querySelector<HTMLElement>(".tl-box")!;
    box.setPointerCapture = () => undefined;
    const point = (type: string, clientX: number) => box.dispatchEvent(new PointerEvent(type, { clientX, pointerId: 1, button: 0, bubbles: true }));
    press(box, "+");
    await settle();
    const before = host.querySelector("output")!.textContent;
    for (const [type, x] of [["pointerdown", 300], ["pointermove", 200], ["pointerup", 200]] as const) point(type, x);
    await settle();
    expect(host.querySelector("output")!.textContent).not.toBe(before);
    const followed = (detail: number) => {
      const click = new MouseEvent("click", { bubbles: true, cancelable: true, detail });
      host.querySelector(".mark")!.dispatchEvent(click);
      return !click.defaultPrevented;
    };
    for (const [type, x] of [["pointerdown", 300], ["pointermove", 280], ["pointerup", 280]] as const) point(type, x);
    expect([followed(1), followed(0), followed(1)]).toEqual([false, true, true]);
  });
  it("works where nothing has a date", async () => {
    timeline(host, open(payload({ incidents: [incident("i-4", { day: null })], responses: [], span: null })));
    await settle();
    expect(host.querySelector("svg")).toBeNull();
    expect(all(".tl-apart a")).toHaveLength(1);
  });
});

describe("responses", () => {
  it("chains an act and its answer, with the lag and whose word it is", async () => {
    responses(host, open());
    await settle();
    expect(all(".turn .deed").map((link) => link.getAttribute("href"))).toEqual(["#i-1", "#i-2"]);
    expect(host.querySelector(".lag")?.getAttribute("href")).toBe("#r1");
    expect(host.querySelector(".lag")?.textContent).toContain("claimed");
    expect(host.querySelector(".line")?.getAttribute("class")).toContain("claimed");
  });
  it("switches scales, says what each cannot tell, and draws only what it knows", async () => {
    const page = open();
    responses(host, page);
    await settle();
    const marks = () => all(".live-ladder .mark").length;
    expect(marks()).toBe(2);
    expect(host.querySelector(".rs-note")?.textContent).toContain("cannot");
    button("Killed").click();
    await settle();
    expect(marks()).toBe(1);
    page.store.set({ actor: ["a-x"] });
    await settle();
    expect(marks()).toBe(0);
  });
  it("has a ladder where nothing answers", async () => {
    responses(host, open(payload({ responses: [] })));
    await settle();
    expect(host.querySelector(".rs-chains")).toBeNull();
    expect(all(".live-ladder .mark").length).toBe(2);
  });
});

describe("actors", () => {
  it("counts who acts on whom and lists the incidents of a count", async () => {
    actors(host, open());
    await settle();
    const cells = all(".ac-matrix .cell");
    expect(cells.map((cell) => cell.textContent)).toEqual(["3", "1"]);
    cells[1]!.click();
    await settle();
    expect(all(".ac-list li a:not(.n)").map((link) => link.getAttribute("href"))).toEqual(["#i-2"]);
  });
  it("shows the tree with every alias, and sifts the page by an actor", async () => {
    const page = open();
    actors(host, page);
    await settle();
    for (const told of ["general of a-n", "the northern side"]) expect(host.querySelector(".ac-tree")?.textContent).toContain(told);
    expect(all(".ac-tree .name > a").map((link) => link.getAttribute("href"))).toEqual(["#a-n", "#a-g", "#a-s"]);
    all(".ac-tree .vw-button")[1]!.click();
    expect(page.store.get().actor).toEqual(["a-g"]);
  });
});

it("takes hostile words as words, in every view", async () => {
  const data = payload();
  for (const row of data.incidents) Object.assign(row, { title: HOSTILE, who: HOSTILE, deed: HOSTILE, whom: HOSTILE });
  for (const row of data.actors) Object.assign(row, { name: HOSTILE, aliases: [HOSTILE], roles: [{ title: HOSTILE, of: null }] });
  for (const row of data.responses) row.cue = HOSTILE;
  for (const side of data.sides) side.name = HOSTILE;
  for (const mount of [timeline, responses, actors]) {
    const own = document.createElement("div");
    host.append(own);
    mount(own, open(data));
  }
  await settle();
  expect(host.querySelectorAll("img, script")).toHaveLength(0);
  expect(host.textContent).toContain("<img");
});
