/** Hooks that tie a component to the store. */
import { useEffect, useState } from "preact/hooks";
import type { Page } from "../page";
import type { State } from "../store";

/** Return the present state, and draw again when it changes. */
export function useStore(page: Page): State {
  const [state, take] = useState(page.store.get());
  useEffect(() => {
    take(page.store.get());
    return page.store.subscribe(take);
  }, [page]);
  return state;
}
