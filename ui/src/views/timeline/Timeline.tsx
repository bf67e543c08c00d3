/** The timeline: the picture, what lies apart from it, the strip that sifts by time, and the key. */

import { useMemo, useState } from "preact/hooks";
import type { Page } from "../../page";
import { useStore } from "../../parts/use";
import { Apart } from "./Apart";
import { Bar } from "./Bar";
import { Key } from "./Key";
import { layOut, type Frame, type Gathered } from "./layout";
import { useFont, useGestures, useLit, useTallest, useWidth } from "./hooks";
import { bows, dayWords, entries, filterOf, lanes, months, told, windowOf, type Entry } from "./model";
import { AXIS, Picture } from "./Picture";
import { step } from "./steps";
import { Strip } from "./Strip";
import { ticks, type Stretch } from "./time";
import { Tip } from "./Tip";
import { aired, density, FACTOR, main, pan, share, whole, within, zoom } from "./view";

/** Most parts of the strip below the picture. */
const PARTS = 120;
/** Share of what is told that the main events must hold to be what is seen first. */
const ENOUGH = 0.4;

export function Timeline({ page }: { page: Page }) {
  const all = useMemo(() => entries(page), [page]);
  const total = whole(all);
  if (!total) return <Apart page={page} entries={all} />;
  const limits = aired(total);
  return <Dated page={page} all={all} limits={limits} core={within(aired(told(page) ?? main(all) ?? total), limits)} />;
}

interface Props {
  readonly page: Page;
  readonly all: readonly Entry[];
  readonly limits: Stretch;
  /** The stretch of the main events. */
  readonly core: Stretch;
}

function Dated({ page, all, limits, core }: Props) {
  const state = useStore(page);
  const passing = page.passing().incidents;
  const home = useMemo(() => (share(all, core) < ENOUGH ? limits : core), [all]);
  const [view, look] = useState<Stretch>(home);
  const [box, width] = useWidth();
  const measure = useFont(box);
  const [lit, light, hold] = useLit();
  const [current, point] = useState<string | null>(null);

  const wide = view[0] < core[0] - 0.01 || view[1] > core[1] + 0.01;
  const shown = useMemo(() => all.filter((entry) => passing.has(entry.id)), [all, passing]);
  const drawn = shown.filter((entry): entry is Entry & { days: Stretch } => entry.days !== null && (wide || entry.phase === "main"));
  const frame: Frame = useMemo(() => ({ domain: view, width, lanes: page.data.sides.length + 1, top: AXIS, measure }), [view, width, page, measure]);
  const laid = useMemo(() => layOut(drawn, frame), [shown, wide, frame]);
  const tall = useTallest(laid.height, `${width} ${shown.length}`);
  const window = windowOf(state.from, state.to, limits);
  const words = (key: string, values = {}) => page.word("view_timeline", key, values);

  const move = (next: Stretch) => look(within(next, limits));
  const come = (gathered: Gathered) => {
    const days = gathered.items.map((item) => item.days);
    move(aired([Math.min(...days.map((one) => one[0])), Math.max(...days.map((one) => one[1]))]));
  };
  const gestures = useGestures(box, {
    view, width,
    onPan: (days) => move(pan(view, days, limits)),
    onZoom: (factor, at) => move(zoom(view, factor, at, limits)),
  });
  const focus = (id: string | undefined) => {
    if (!id) return;
    point(id);
    light(id);
    box.current?.querySelector<SVGAElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  };
  const middle = (view[0] + view[1]) / 2;
  const keys = (event: KeyboardEvent) => {
    const length = view[1] - view[0];
    const act: Record<string, () => void> = {
      "+": () => move(zoom(view, FACTOR, middle, limits)), "=": () => move(zoom(view, FACTOR, middle, limits)),
      "-": () => move(zoom(view, 1 / FACTOR, middle, limits)), "0": () => look(home),
      Escape: () => light(null),
    };
    if (event.shiftKey && /^Arrow(Left|Right)$/.test(event.key)) move(pan(view, length * (event.key === "ArrowRight" ? 0.25 : -0.25), limits));
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (act[event.key]) act[event.key]?.();
    else {
      const spots = laid.placed.map((mark) => ({ id: mark.item.id, lane: mark.item.lane, x: (mark.x0 + mark.x1) / 2, y: mark.y }));
      const next = step(spots, current, event.key);
      if (!next) return;
      focus(next);
    }
    event.preventDefault();
  };
  const marked = laid.placed.find((mark) => mark.item.id === lit);
  const incident = lit ? page.incidents.get(lit) : undefined;
  const first = laid.placed.some((mark) => mark.item.id === current) ? current : (laid.placed[0]?.item.id ?? null);
  const strip = wide ? limits : core;
  const parts = Math.max(Math.min(Math.round(strip[1] - strip[0]), PARTS), 12);
  const beat = useMemo(() => density(shown, strip, parts), [shown, strip[0], strip[1]]);
  const sift = (next: Stretch, step: boolean) => page.store.set(filterOf(next, limits), step);

  return (
    <figure class="timeline live-timeline">
      <Bar page={page} view={view} core={core} limits={limits} window={window} onView={move} onWindow={(next) => sift(next ?? limits, true)} />
      <div class="tl-box" ref={box} style={{ minHeight: `${tall}px` }} {...gestures} onKeyDown={keys} onMouseOver={(event) => light(idOf(event.target))} onMouseLeave={() => light(null)}
        onFocusIn={(event) => { const id = idOf(event.target); if (id) point(id); light(id); }} onFocusOut={() => light(null)}>
        {laid.placed.length ? (
          <Picture laid={laid} frame={frame} ticks={ticks(view, width, months(page))} lanes={lanes(page)} looks={new Map(drawn.map((entry) => [entry.id, entry.look]))}
            bows={bows(page).filter((bow) => page.passing().responses.has(bow.id))} current={first} lit={lit} window={window} label={words("label", { count: drawn.length })}
            more={(count) => words("gathered", { count })} onGathered={come} />
        ) : <p class="none">{words(shown.length ? "nothing_here" : "nothing")}</p>}
        {marked && incident && <Tip page={page} incident={incident} x={Math.min(Math.max((marked.x0 + marked.x1) / 2, 0), width)} y={marked.y + 12} width={width} onEnter={hold} onLeave={() => light(null)} />}
      </div>
      <Strip span={strip} view={view} window={window} density={beat} say={(day) => dayWords(page, day)} onWindow={sift}
        words={{ label: words("strip"), from: words("from"), to: words("to") }} />
      <figcaption>
        <Key page={page} />
        <p class="hint">{words("hint")}</p>
        <Apart page={page} entries={shown} only={wide ? ["undated"] : ["before", "after", "undated"]} />
      </figcaption>
    </figure>
  );
}

function idOf(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest("[data-id]")?.getAttribute("data-id") ?? null) : null;
}
