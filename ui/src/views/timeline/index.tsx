/** The timeline as a view of the page. */

import { render } from "preact";
import type { Page } from "../../page";
import { Timeline } from "./Timeline";
import "./timeline.css";

export function mount(host: HTMLElement, page: Page): void {
  render(<Timeline page={page} />, host);
}
