/** The map as a view of the page. */
import { render } from "preact";
import type { Page } from "../../page";
import { MapView } from "./Map";
import type { MapData } from "./types";
import "./map.css";

export function mount(host: HTMLElement, page: Page): void {
  const data = page.data.views["map"] as MapData | undefined;
  if (!data) throw new Error("the page carries no map");
  render(<MapView page={page} data={data} />, host);
}
