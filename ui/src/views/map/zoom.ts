/** Closer, wider and about: by wheel, drag, two fingers, buttons and keys. */
import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from "d3-zoom";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import type { Size } from "./project";

export const CLOSEST = 32;
const STEP = 1.6;

export interface Zoom {
  readonly at: ZoomTransform;
  closer(factor?: number): void;
  move(x: number, y: number): void;
  reset(): void;
  /** Bring a point of the unzoomed picture into the middle, at a scale. */
  show(x: number, y: number, k: number): void;
  onKey(event: KeyboardEvent): void;
}

/**
 * Return the transform of a picture and how to change it. The wheel is the page's until the picture has the focus (or
 * Ctrl is held), and one finger scrolls the page until the picture was zoomed: a map must not catch who passes by.
 */
export function useZoom(svg: RefObject<SVGSVGElement | null>, size: Size, widest: number): Zoom {
  const [at, take] = useState<ZoomTransform>(zoomIdentity);
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown> | null>(null);
  useEffect(() => {
    const node = svg.current;
    if (!node) return;
    const own = zoom<SVGSVGElement, unknown>()
      .scaleExtent([widest, CLOSEST]).extent([[0, 0], [size.width, size.height]])
      .translateExtent([[-3 * size.width, -3 * size.height], [4 * size.width, 4 * size.height]])
      .filter((event: Event) => allowed(event, node)).on("zoom", (event: { transform: ZoomTransform }) => take(event.transform));
    behaviour.current = own;
    select(node).call(own).on("dblclick.zoom", null);
    return () => { select(node).on(".zoom", null); };
  }, [size.width, size.height, widest]);
  return useMemo(() => {
    const go = (act: (own: ZoomBehavior<SVGSVGElement, unknown>, node: SVGSVGElement) => void): void => {
      if (behaviour.current && svg.current) act(behaviour.current, svg.current);
    };
    const closer = (factor = STEP): void => go((own, node) => own.scaleBy(select(node), factor));
    const move = (x: number, y: number): void => go((own, node) => own.translateBy(select(node), x / at.k, y / at.k));
    const reset = (): void => go((own, node) => own.transform(select(node), zoomIdentity));
    return {
      at, closer, move, reset,
      show: (x, y, k) => go((own, node) => own.transform(select(node),
        zoomIdentity.translate(size.width / 2 - k * x, size.height / 2 - k * y).scale(k))),
      onKey: (event) => {
        const keys: Record<string, () => void> = {
          "+": closer, "=": closer, "-": () => closer(1 / STEP), "0": reset,
          ArrowLeft: () => move(60, 0), ArrowRight: () => move(-60, 0), ArrowUp: () => move(0, 60), ArrowDown: () => move(0, -60),
        };
        const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
        if (act) {
          event.preventDefault();
          act();
        }
      },
    };
  }, [at, size.width, size.height]);
}

function allowed(event: Event, node: SVGSVGElement): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey || node.contains(node.ownerDocument.activeElement);
  if (typeof TouchEvent !== "undefined" && event instanceof TouchEvent) return event.touches.length > 1 || node.classList.contains("closer");
  return !(event instanceof MouseEvent) || event.button === 0;
}
