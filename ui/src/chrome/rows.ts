/**
 * The rows of the static tables step aside when they do not pass, and whatever holds only such rows goes with them.
 */
import type { Passing } from "../filter";
import type { Page } from "../page";
import { isFiltered } from "../store";

interface Row {
  element: Element;
  ids: string[];
}

/** Keep the page's tables true to the filters. */
export function siftRows(page: Page): void {
  let known: Row[] | null = null;
  const sift = (): void => {
    if (!known && !isFiltered(page.store.get())) return;
    known ??= rowsOf(page.root);
    show(page, known);
  };
  page.store.subscribe((state, before) => {
    if (page.passing() !== undefined && changed(state, before)) sift();
  });
  sift();
}

function changed(state: object, before: object): boolean {
  const names = ["actor", "speaker", "stance", "type", "status", "place", "from", "to", "find"] as const;
  const one = state as Record<string, unknown>, other = before as Record<string, unknown>;
  return names.some((name) => String(one[name]) !== String(other[name]));
}

function rowsOf(root: Document): Row[] {
  return Array.from(root.querySelectorAll<HTMLElement>("main .row, main .entry"), (element) => ({
    element, ids: (element.dataset["rows"] ?? element.id).split(" ").filter(Boolean),
  }));
}

function show(page: Page, rows: readonly Row[]): void {
  const passing = page.passing();
  const passes = either(passing);
  const all = !isFiltered(page.store.get());
  page.root.documentElement.classList.toggle("sifted", !all);
  for (const { element, ids } of rows) {
    element.classList.toggle("gone", !all && ids.length > 0 && !ids.some(passes));
    element.classList.remove("anyway");
  }
  for (const holder of page.root.querySelectorAll("main table.rows tbody, main .box tr, main section.sub, main details.group")) {
    const own = Array.from(holder.querySelectorAll(".row, .entry"));
    holder.classList.toggle("gone", own.length > 0 && own.every((row) => row.classList.contains("gone")));
  }
  for (const section of page.root.querySelectorAll<HTMLElement>("main > section")) note(page, section);
}

/** Say in a section that all its rows step aside, rather than leave it bare. */
function note(page: Page, section: HTMLElement): void {
  const rows = Array.from(section.querySelectorAll(".row, .entry"));
  const bare = rows.length > 0 && rows.every((row) => row.closest(".gone"));
  let told = section.querySelector<HTMLElement>(":scope > .bare");
  if (bare && !told) {
    told = page.root.createElement("p");
    told.className = "none bare";
    told.textContent = page.word("ui", "bare");
    (section.querySelector(":scope > .intro") ?? section.querySelector("h2"))?.after(told);
  }
  if (told) told.hidden = !bare;
}

function either(passing: Passing): (id: string) => boolean {
  const sets = Object.values(passing) as ReadonlySet<string>[];
  return (id) => sets.some((set) => set.has(id));
}
