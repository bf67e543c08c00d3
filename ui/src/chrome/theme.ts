/** Light, dark, or as the reader's system says. */
import type { Page } from "../page";

export function themes(page: Page): void {
  const put = (): void => {
    const { theme } = page.store.get();
    if (theme === "auto") delete page.root.documentElement.dataset["theme"];
    else page.root.documentElement.dataset["theme"] = theme;
  };
  page.store.subscribe(put);
  put();
}
