/** Actors as a view of the page: who acts on whom, and the tree of sides, bodies, offices and persons. */

import { render } from "preact";
import type { Page } from "../../page";
import { useStore } from "../../parts/use";
import { Between } from "./Between";
import { Tree } from "./Tree";
import "./actors.css";

export function mount(host: HTMLElement, page: Page): void {
  render(<Actors page={page} />, host);
}

function Actors({ page }: { page: Page }) {
  useStore(page);
  return (
    <>
      <Between page={page} />
      <Tree page={page} />
    </>
  );
}
