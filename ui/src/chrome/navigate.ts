/**
 * Going to a row or a sentence: every link within the page keeps the filters, opens what is shut, and shows where it led.
 */
import type { Page } from "../page";

/** Take over the links within the page, and follow the address. */
export function navigate(page: Page): void {
  const { root, store } = page;
  root.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.<HTMLElement>("a");
    const to = link && inPage(link);
    if (!link || to === null || to === undefined || event.defaultPrevented || !isPlain(event)) return;
    event.preventDefault();
    if (sifts(page, link)) return;
    if (to === store.get().at) reveal(page, to);
    else page.go(to);
  });
  store.subscribe((state, before) => {
    if (state.at !== before.at) reveal(page, state.at);
  });
  if (store.get().at) reveal(page, store.get().at);
}

/** Sift by a count of the matrix of speakers, which names whose claims of which manner it counts. */
function sifts(page: Page, link: HTMLElement): boolean {
  const { speaker, stance } = link.dataset;
  if (!speaker && !stance) return false;
  page.store.set({ speaker: speaker ? [speaker] : [], stance: stance ? [stance] : [] });
  return true;
}

/** Return where on the page a link leads; null where it leads elsewhere. */
function inPage(link: Element): string | null {
  const href = link.getAttribute("href") ?? "";
  if (!href.startsWith("#")) return null;
  try {
    return decodeURIComponent(href.slice(1));
  } catch {
    return href.slice(1);
  }
}

function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/** Show a row or sentence: open what holds it, light it, bring it to the screen, put the focus there. */
export function reveal(page: Page, at: string): void {
  const { root } = page;
  for (const lit of root.querySelectorAll(".here, .anyway")) lit.classList.remove("here", "anyway");
  const target = at ? root.getElementById(at) : null;
  if (!target) return;
  for (let outer: Element | null = target; outer; outer = outer.parentElement) {
    if (outer instanceof HTMLDetailsElement) outer.open = true;
    if (outer.classList.contains("gone")) outer.classList.add("anyway");
  }
  const sentence = /^e(\d+)$/.exec(at);
  const lit = sentence ? root.querySelectorAll(`mark[data-e~="${sentence[1]}"]`) : [target];
  for (const one of lit) one.classList.add("here");
  const shown = sentence && lit[0] instanceof HTMLElement ? lit[0] : target;
  if (!shown.hasAttribute("tabindex") && !shown.matches("a, button, input, select")) shown.tabIndex = -1;
  shown.focus({ preventScroll: true });
  // At once: on a page as long as this, a gliding jump takes longer than the reader's thought.
  shown.scrollIntoView({ behavior: "instant", block: sentence ? "center" : "start" });
}
