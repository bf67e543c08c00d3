/** Responses as a view of the page: the chains of act and answer, and the ladder of severity. */

import { render } from "preact";
import type { Page } from "../../page";
import { useStore } from "../../parts/use";
import { Chains } from "./Chains";
import { Ladder } from "./Ladder";
import "./responses.css";

export function mount(host: HTMLElement, page: Page): void {
  render(<Responses page={page} />, host);
}

function Responses({ page }: { page: Page }) {
  useStore(page);
  return (
    <>
      {page.data.responses.length > 0 && <Chains page={page} />}
      <Ladder page={page} />
    </>
  );
}
