/** The views by the name that their host bears (`data-view`), one line each, and how they come into the page. */
import type { Mount, Page } from "../page";
import { mount as casualties } from "./casualties";
import { mount as map } from "./map";
import { mount as sources } from "./sources";
import { mount as summary } from "./summary";

export const VIEWS: Readonly<Record<string, Mount>> = {
  summary,
  map,
  casualties,
  sources,
};

/** Mount every view when it comes near the screen; where the browser cannot tell, at once. */
export function mountViews(root: Document, page: Page): void {
  const hosts = Array.from(root.querySelectorAll<HTMLElement>(".live[data-view]"));
  const near = typeof IntersectionObserver === "function"
    ? new IntersectionObserver((seen) => {
      for (const one of seen) if (one.isIntersecting) mount(one.target as HTMLElement);
    }, { rootMargin: "600px" })
    : null;
  const mount = (host: HTMLElement): void => {
    near?.unobserve(host);
    mountView(host, page);
  };
  for (const host of hosts) near ? near.observe(host) : mount(host);
  root.defaultView?.addEventListener("beforeprint", () => hosts.forEach(mount));
}

/** Mount one view. The still picture after it goes only when that went well; a failure is one line in the console. */
export function mountView(host: HTMLElement, page: Page, views = VIEWS): void {
  const view = views[host.dataset["view"] ?? ""];
  if (!view || host.dataset["state"]) return;
  const still = host.nextElementSibling;
  try {
    view(host, page);
    host.dataset["state"] = "live";
    if (still instanceof HTMLElement && still.classList.contains("still")) still.hidden = true;
  } catch (error) {
    host.replaceChildren();
    host.dataset["state"] = "failed";
    console.warn(`The view "${host.dataset["view"]}" could not be shown; its still picture stands.`, error);
  }
}
