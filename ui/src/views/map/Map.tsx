/** The map: the ground, the marks of what passes the filters, time below it, and what a mark says beside it. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useStore } from "../../parts/use";
import type { Page } from "../../page";
import { Bar } from "./Bar";
import { Circles, GroundLayer, Lands, landsOf, Patterns, Scale, Zones } from "./Ground";
import { ground } from "./ground";
import { Key } from "./Key";
import { Layout, type Placed } from "./layout";
import { Marks, spotsOf } from "./Marks";
import { marksOf, type Mark } from "./marks";
import { Panel } from "./Panel";
import { kmPerPx, projection, sizeFor } from "./project";
import { Time } from "./Time";
import type { MapData } from "./types";
import { useBreadth } from "./breadth";
import { useZoom } from "./zoom";

interface Props {
  readonly page: Page;
  readonly data: MapData;
}

/** How far out the whole Earth is still shown: a few of its breadths, as a share of the region's. */
const WIDEST_KM = 16_000;

export function MapView({ page, data }: Props) {
  const state = useStore(page);
  const [box, breadth] = useBreadth();
  const size = useMemo(() => sizeFor(breadth, data.frame), [breadth, data]);
  const project = useMemo(() => projection(data.frame, size), [data, size]);
  const drawn = useMemo(() => ground(data, size, project), [data, size, project]);
  const marks = useMemo(() => marksOf(page, data), [page, data, state]);
  const svg = useRef<SVGSVGElement>(null);
  const widest = data.frame.kind === "world" ? 1 : Math.min(0.8, (kmPerPx(data.frame, size) * size.width) / WIDEST_KM);
  const zoom = useZoom(svg, size, widest);
  const [open, setOpen] = useState<string | null>(null);
  const { at } = zoom;

  const { spots, lands } = useMemo(() => {
    const own = new Layout(size);
    own.take([6, size.height - 34, 180, size.height - 4]);
    const set = own.place(spotsOf(marks, project, at, size));
    return { spots: set, lands: landsOf(data, size, at, own) };
  }, [data, marks, project, at, size]);
  const shown = marks.find((mark) => mark.key === open) ?? null;

  const find = (id: string): void => {
    const mark = marks.find((one) => one.data.places.includes(id)) ?? marks.find((one) => one.data.places.some((own) => liesIn(page, own, id)));
    const spot = mark && project([mark.lon, mark.lat]);
    if (!mark || !spot) return;
    setOpen(mark.key);
    zoom.show(spot[0], spot[1], Math.max(at.k, mark.data.exact ? 3 : 1));
  };
  useFromTable(page, find);

  return (
    <figure class="map mp">
      <Bar page={page} zoom={zoom} widest={widest} worldly={data.world !== null} />
      <div class="mp-box" ref={box}>
        <svg ref={svg} class={at.k > 1 ? "closer" : ""} viewBox={`0 0 ${size.width} ${size.height}`} width={size.width}
          height={size.height} role="group" tabindex={0} aria-label={page.word("view_map", "label")}
          onKeyDown={zoom.onKey as never}>
          <Patterns page={page} />
          <rect width={size.width} height={size.height} class="sea" />
          <g transform={at.toString()} class="mp-ground">
            <GroundLayer drawn={drawn} out={at.k < 0.7} />
            <Zones marks={marks} drawn={drawn} open={open} />
            <Circles marks={marks} drawn={drawn} kmPerPx={kmPerPx(data.frame, size) / at.k} />
          </g>
          <Lands lands={lands} />
          <Marks page={page} spots={spots} open={open} onOpen={setOpen} onHeap={(x, y) => {
            const [ux, uy] = at.invert([x, y]);
            zoom.show(ux, uy, Math.min(at.k * 2.5, 32));
          }} />
          {data.frame.kind === "region" && <Scale page={page} size={size} kmPerPx={kmPerPx(data.frame, size) / at.k} />}
        </svg>
        {shown && <Panel page={page} mark={shown} left={isRight(spots, shown, size.width)} onClose={() => { setOpen(null); svg.current?.focus(); }} />}
      </div>
      <Time page={page} marks={data.marks} />
      <figcaption>
        <Key page={page} aimed={marks.some((mark) => mark.aimed.length > 0)} disputed={Object.keys(data.disputes).length > 0} />
        <p>{counted(page, marks)} {page.word("view_map", "lines")}</p>
        <Disputes page={page} data={data} />
      </figcaption>
    </figure>
  );
}

/** Tell whether a place lies in another, however deep. */
function liesIn(page: Page, id: string, whole: string): boolean {
  const seen = new Set<string>();
  for (let at = page.places.get(id)?.part_of ?? null; at && !seen.has(at); at = page.places.get(at)?.part_of ?? null) {
    if (at === whole) return true;
    seen.add(at);
  }
  return false;
}

/** Tell whether a mark stands in the right half, so that what it says had better stand in the left. */
function isRight(spots: readonly Placed<Mark>[], mark: Mark, width: number): boolean {
  const spot = spots.find((one) => one.of.includes(mark));
  return spot !== undefined && spot.at[0] > width / 2;
}

/** Follow the links of the table of places: `data-map` names the place to be shown. */
function useFromTable(page: Page, find: (id: string) => void): void {
  const last = useRef(find);
  last.current = find;
  useEffect(() => {
    const follow = (event: Event): void => {
      const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-map]") : null;
      if (link) last.current(link.dataset["map"] ?? "");
    };
    page.root.addEventListener("click", follow);
    return () => page.root.removeEventListener("click", follow);
  }, [page]);
}

function counted(page: Page, marks: readonly Mark[]): string {
  const seen = new Set(marks.flatMap((mark) => mark.deeds.map((deed) => deed.id)));
  const all = page.passing().incidents.size;
  return page.word("view_map", "counted", { shown: seen.size, all });
}

function Disputes({ page, data }: Props) {
  const rows = Object.entries(data.disputes);
  if (!rows.length) return null;
  return (
    <details class="contested">
      <summary>{page.word("view_map", "contested")}: {rows.map(([, row]) => row.name).join(", ")}</summary>
      <dl>{rows.map(([id, row]) => [<dt key={id}>{row.name}</dt>, <dd key={`${id}-says`}>{row.says}</dd>])}</dl>
    </details>
  );
}
