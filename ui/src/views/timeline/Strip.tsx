/** The strip below the timeline: how much is told when, and the window that sifts the whole page by time. */

import { useRef } from "preact/hooks";
import type { Stretch } from "./time";

interface Props {
  readonly span: Stretch;
  readonly view: Stretch;
  readonly window: Stretch | null;
  readonly density: readonly number[];
  readonly words: { readonly label: string; readonly from: string; readonly to: string };
  readonly say: (day: number) => string;
  /** Called when the window changes; `step` where that is a step of its own, and not the same drag going on. */
  readonly onWindow: (window: Stretch, step: boolean) => void;
}

const HEIGHT = 34;

export function Strip({ span, view, window, density, words, say, onWindow }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const drag = useRef<{ from: number; edge: 0 | 1 | null; moved: boolean } | null>(null);
  const share = (day: number) => Math.min(Math.max((day - span[0]) / (span[1] - span[0]), 0), 1) * 100;
  const chosen = window ?? span;
  const most = Math.max(...density, 1);
  const step = Math.max(1, Math.round((span[1] - span[0]) / 60));

  const dayAt = (event: PointerEvent) => {
    const rect = box.current?.getBoundingClientRect();
    const at = rect?.width ? (event.clientX - rect.left) / rect.width : 0;
    return Math.round(span[0] + Math.min(Math.max(at, 0), 1) * (span[1] - span[0]));
  };
  const drawn = (event: PointerEvent) => {
    if (!drag.current) return;
    const at = dayAt(event);
    const { from, edge } = drag.current;
    const other = edge === null ? from : chosen[edge === 0 ? 1 : 0];
    if (edge === null && Math.abs(at - from) < 1) return;
    onWindow(at < other ? [at, Math.max(other, at + 1)] : [other, Math.max(at, other + 1)], !drag.current.moved);
    drag.current.moved = true;
  };
  const start = (event: PointerEvent, edge: 0 | 1 | null) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    (event.currentTarget as HTMLElement).focus?.();
    box.current?.setPointerCapture(event.pointerId);
    drag.current = { from: dayAt(event), edge, moved: false };
  };
  const nudge = (event: KeyboardEvent, edge: 0 | 1) => {
    const by = { ArrowRight: step, ArrowUp: step, ArrowLeft: -step, ArrowDown: -step, PageUp: step * 7, PageDown: -step * 7 }[event.key];
    const to = event.key === "Home" ? span[0] : event.key === "End" ? span[1] : by === undefined ? null : chosen[edge] + by;
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    const at = Math.min(Math.max(Math.round(to), span[0]), span[1]);
    onWindow(edge === 0 ? [Math.min(at, chosen[1] - 1), chosen[1]] : [chosen[0], Math.max(at, chosen[0] + 1)], true);
  };
  const handle = (edge: 0 | 1) => (
    <button type="button" class="edge" role="slider" aria-label={edge ? words.to : words.from} aria-valuemin={Math.round(span[0])} aria-valuemax={Math.round(span[1])}
      aria-valuenow={Math.round(chosen[edge])} aria-valuetext={say(edge ? chosen[1] - 1 : chosen[0])} style={{ left: `${share(chosen[edge])}%` }}
      onPointerDown={(event) => start(event, edge)} onKeyDown={(event) => nudge(event, edge)} />
  );
  return (
    <div class="tl-strip" role="group" aria-label={words.label} ref={box} onPointerDown={(event) => start(event, null)}
      onPointerMove={drawn} onPointerUp={(event) => { drawn(event); drag.current = null; }} onPointerCancel={() => { drag.current = null; }}>
      <svg viewBox={`0 0 ${density.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {density.map((much, at) => much > 0 && (
          <rect key={at} x={at + 0.1} width={0.8} y={HEIGHT - 2 - Math.sqrt(much / most) * (HEIGHT - 6)} height={Math.sqrt(much / most) * (HEIGHT - 6)} />
        ))}
      </svg>
      <div class="seen" style={{ left: `${share(view[0])}%`, right: `${100 - share(view[1])}%` }} />
      {window && <div class="chosen" style={{ left: `${share(window[0])}%`, right: `${100 - share(window[1])}%` }} />}
      {handle(0)}
      {handle(1)}
    </div>
  );
}
