/** How wide a box is on the page. */
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Return a box's handle and its width in pixels, kept true as the window changes. */
export function useBreadth(first = 960): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [breadth, take] = useState(first);
  useLayoutEffect(() => {
    const own = box.current;
    if (!own) return undefined;
    const measure = (): void => {
      if (own.clientWidth) take(own.clientWidth);
    };
    measure();
    if (typeof ResizeObserver !== "function") return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(own);
    return () => observer.disconnect();
  }, []);
  return [box, breadth];
}
