/** The sentence behind a number, shown beside it when it is pointed at or reached by keyboard. */
import type { Page } from "../page";

const NUMBER = /^#[en](\d+)$/;

export function tips(page: Page): void {
  const { root } = page;
  const tip = root.getElementById("tip");
  if (!tip) return;
  let shown: Element | null = null;
  const hide = (): void => {
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  };
  const show = (event: Event): void => {
    const link = (event.target as Element | null)?.closest?.("a.n") ?? null;
    if (link === shown) return;
    hide();
    const number = link && !link.closest(".text, .peek") ? NUMBER.exec(link.getAttribute("href") ?? "")?.[1] : undefined;
    const words = number ? page.quote(Number(number)) : "";
    if (!link || !words) return;
    shown = link;
    tip.textContent = words;
    tip.hidden = false;
    link.setAttribute("aria-describedby", "tip");
    place(tip, link.getBoundingClientRect());
  };
  root.addEventListener("mouseover", show);
  root.addEventListener("focusin", show);
  root.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  root.addEventListener("scroll", hide, { passive: true, capture: true });
}

/** Put a floating box below what it belongs to, or above where there is no room. */
export function place(box: HTMLElement, at: DOMRect): void {
  const { innerWidth, innerHeight } = window;
  const own = box.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, innerWidth - own.width - 8));
  const below = at.bottom + 6;
  const top = below + own.height + 4 > innerHeight && at.top > own.height + 10 ? at.top - own.height - 6 : below;
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}
