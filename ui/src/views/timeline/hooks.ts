/** What the timeline needs of the browser: its width, how wide words are, what is lit, and gestures. */

import type { RefObject } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Stretch } from "./time";

/** Returns a box and how wide it is, in pixels; drawn again when that changes. */
export function useWidth(least = 280): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, take] = useState(1000);
  useEffect(() => {
    const own = box.current;
    if (!own) return undefined;
    const measure = () => own.clientWidth && take(Math.max(own.clientWidth, least));
    measure();
    if (typeof ResizeObserver !== "function") return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(own);
    return () => observer.disconnect();
  }, [least]);
  return [box, width];
}

/** Returns how wide words are in the font of a box; a generous guess where the browser does not tell. */
export function useFont(box: RefObject<HTMLElement | null>, size = 13): (words: string) => number {
  return useMemo(() => {
    const known = new Map<string, number>();
    let pen: CanvasRenderingContext2D | null | undefined;
    return (words) => {
      if (pen === undefined) {
        pen = document.createElement("canvas").getContext?.("2d") ?? null;
        if (pen) pen.font = `${size}px ${getComputedStyle(box.current ?? document.body).getPropertyValue("--sans") || "sans-serif"}`;
      }
      let width = known.get(words);
      if (width === undefined) known.set(words, (width = pen ? pen.measureText(words).width + 2 : words.length * 6.8));
      return width;
    };
  }, [box, size]);
}

/** Returns what is lit, how to light, and how to hold it: the light goes out late enough to reach what it shows. */
export function useLit(): [string | null, (id: string | null) => void, () => void] {
  const [lit, take] = useState<string | null>(null);
  const timer = useRef(0);
  const light = useCallback((id: string | null) => {
    clearTimeout(timer.current);
    if (id !== null) take(id);
    else timer.current = window.setTimeout(() => take(null), 160);
  }, []);
  const hold = useCallback(() => clearTimeout(timer.current), []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return [lit, light, hold];
}

/** Returns the greatest height so far, so that zooming does not push the page about; a new key begins anew. */
export function useTallest(height: number, key: string): number {
  const kept = useRef({ key, height: 0 });
  if (kept.current.key !== key) kept.current = { key, height: 0 };
  kept.current.height = Math.max(kept.current.height, height);
  return kept.current.height;
}

interface Gestures {
  readonly view: Stretch;
  readonly width: number;
  readonly onPan: (days: number) => void;
  readonly onZoom: (factor: number, at: number) => void;
}

/** Pixels that a pointer may tremble before it drags. */
const TREMBLE = 4;

/** Returns handlers for dragging and pinching; the wheel zooms with Ctrl and pans sideways, and else scrolls the page. */
export function useGestures(box: RefObject<HTMLElement | null>, own: Gestures) {
  const now = useRef(own);
  now.current = own;
  const pointers = useRef(new Map<number, number>());
  const moved = useRef(0);
  const dayAt = (x: number) => {
    const { view, width } = now.current;
    const rect = box.current?.getBoundingClientRect();
    return view[0] + (((x - (rect?.left ?? 0)) / width) * (view[1] - view[0]));
  };
  useEffect(() => {
    const wheel = (event: WheelEvent) => {
      const { view, width, onPan, onZoom } = now.current;
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (event.ctrlKey || event.metaKey) onZoom(Math.exp(-event.deltaY * 0.004), dayAt(event.clientX));
      else if (sideways || event.shiftKey) onPan(((sideways ? event.deltaX : event.deltaY) / width) * (view[1] - view[0]));
      else return;
      event.preventDefault();
    };
    const element = box.current;
    element?.addEventListener("wheel", wheel, { passive: false });
    return () => element?.removeEventListener("wheel", wheel);
  }, [box]);
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      if (!pointers.current.size) moved.current = 0;
      pointers.current.set(event.pointerId, event.clientX);
    },
    onPointerMove: (event: PointerEvent) => {
      const before = pointers.current.get(event.pointerId);
      if (before === undefined) return;
      const { view, width, onPan, onZoom } = now.current;
      const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, x]) => x);
      pointers.current.set(event.pointerId, event.clientX);
      moved.current += Math.abs(event.clientX - before);
      if (moved.current < TREMBLE) return;
      box.current?.setPointerCapture(event.pointerId);
      const [other] = others;
      if (other === undefined) onPan(((before - event.clientX) / width) * (view[1] - view[0]));
      else onZoom(Math.abs(event.clientX - other) / Math.max(Math.abs(before - other), 1), dayAt(other));
    },
    onPointerUp: (event: PointerEvent) => { pointers.current.delete(event.pointerId); },
    onPointerCancel: (event: PointerEvent) => { pointers.current.delete(event.pointerId); },
    // A mark that was dragged is not gone to.
    onClickCapture: (event: MouseEvent) => {
      const dragged = moved.current >= TREMBLE && event.detail > 0; // a key's click has no detail
      moved.current = 0;
      if (!dragged) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onDragStart: (event: DragEvent) => event.preventDefault(),
  };
}
