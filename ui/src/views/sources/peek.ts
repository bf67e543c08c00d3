/** What was read from a sentence, shown at the sentence: by a click on its words, or on its number. */
import { place } from "../../chrome/tip";
import type { Page } from "../../page";

/** Let every marked sentence of a section open its rows beside it. */
export function peeks(section: HTMLElement, page: Page): void {
  const box = page.root.createElement("div");
  box.className = "peek";
  box.hidden = true;
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");
  page.root.body.append(box);
  let from: HTMLElement | null = null;
  const shut = (back: boolean): void => {
    if (box.hidden) return;
    box.hidden = true;
    if (back) from?.focus({ preventScroll: true });
  };
  const open = (at: HTMLElement, numbers: readonly string[]): void => {
    from = at;
    fill(box, page, numbers);
    box.hidden = false;
    place(box, at.getBoundingClientRect());
    box.focus({ preventScroll: true });
  };
  section.addEventListener("click", (event) => {
    const target = event.target as Element;
    const link = target.closest<HTMLElement>(".text p a.n");
    const mark = target.closest<HTMLElement>(".text mark[data-e]");
    const number = /^#n(\d+)$/.exec(link?.getAttribute("href") ?? "")?.[1];
    if (link && number && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      open(link, [number]);
    } else if (mark && !page.root.getSelection()?.toString()) {
      if (!mark.hasAttribute("tabindex")) mark.tabIndex = -1;
      open(mark, (mark.dataset["e"] ?? "").split(" "));
    }
  });
  page.root.addEventListener("mousedown", (event) => {
    if (!box.contains(event.target as Node)) shut(false);
  });
  box.addEventListener("click", (event) => (event.target as Element).closest("a") && shut(false));
  box.addEventListener("keydown", (event) => event.key === "Escape" && shut(true));
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget as Node)) shut(false);
  });
  window.addEventListener("scroll", () => shut(false), { passive: true });
}

/** Fill the box from the notes beside the paragraph, which are there for everybody. */
function fill(box: HTMLElement, page: Page, numbers: readonly string[]): void {
  const { root } = page;
  const title = root.createElement("p");
  title.textContent = page.word("view_sources", "read_from", { number: numbers.join(", ") });
  const list = root.createElement("ul");
  for (const number of numbers) {
    for (let link = root.getElementById(`n${number}`)?.nextElementSibling; link?.matches("a:not(.n)");) {
      const item = root.createElement("li");
      item.append(link.cloneNode(true));
      list.append(item);
      link = link.nextElementSibling;
    }
  }
  box.replaceChildren(title, list);
  box.setAttribute("aria-label", title.textContent);
}
