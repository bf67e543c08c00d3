/** Land, lines and names of lands; areas of marks and circles in which they may lie. */
import type { ZoomTransform } from "d3-zoom";
import type { Page } from "../../page";
import type { Ground, Layer } from "./ground";
import { LETTER_LAND, type Layout } from "./layout";
import { radiusOf, type Mark } from "./marks";
import { fromFrame, roundKm, type Size } from "./project";
import type { LandLabel, MapData } from "./types";

/** One hatching for each colour, and the dots of disputed land; a pattern does not take the colour of what it fills. */
export function Patterns({ page }: { page: Page }) {
  return (
    <defs>
      {["s0", ...page.data.sides.map((side) => side.colour)].map((colour) => (
        <pattern key={colour} id={`mp-hatch-${colour}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" class="paper" />
          <rect width="3" height="6" class={`f-${colour}`} />
        </pattern>
      ))}
      <pattern id="mp-dots" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r=".9" class="dot" /></pattern>
    </defs>
  );
}

/** The coarse world, then the region over it where it is finer; provinces go when the reader is far out. */
export function GroundLayer({ drawn, out }: { drawn: Ground; out: boolean }) {
  const [x, y, width, height] = drawn.cover;
  return (
    <>
      {drawn.world && <Sheet layer={drawn.world} />}
      {drawn.world && <rect x={x} y={y} width={width} height={height} class="sea" />}
      <Sheet layer={drawn.region} out={out} />
    </>
  );
}

function Sheet({ layer, out = false }: { layer: Layer; out?: boolean }) {
  return (
    <>
      <path d={layer.land} class="land" />
      {layer.contested && <path d={layer.contested} class="contested" />}
      {!out && layer.province && <path d={layer.province} class="province" />}
      <path d={layer.coast} class="coast" />
      <path d={layer.border} class="border" />
      {layer.disputed.map((line) => <path key={line.id} d={line.d} class="disputed" />)}
    </>
  );
}

/** The areas that marks stand for, where a text tells no more than a province or country. */
export function Zones({ marks, drawn, open }: { marks: readonly Mark[]; drawn: Ground; open: string | null }) {
  return (
    <>
      {marks.filter((mark) => mark.deeds.length && mark.data.areas.length).map((mark) => (
        <path key={mark.key} d={drawn.area(mark.data.areas)} fill-rule="evenodd"
          class={`zone ${mark.precision === "country" ? "whole " : ""}f-${mark.colour} l-${mark.colour}${mark.key === open ? " open" : ""}`} />
      ))}
    </>
  );
}

/** Circles in which a place lies, where that is wider than its mark. */
export function Circles({ marks, drawn, kmPerPx }: { marks: readonly Mark[]; drawn: Ground; kmPerPx: number }) {
  return (
    <>
      {marks.filter((mark) => mark.deeds.length && !mark.data.areas.length && mark.km / kmPerPx > radiusOf(mark) + 3).map((mark) => (
        <path key={mark.key} d={drawn.circle(mark.lon, mark.lat, mark.km)} class={`within l-${mark.colour}`} />
      ))}
    </>
  );
}

/** Return the lands that have room left for their names, and take it. */
export function landsOf(data: MapData, size: Size, at: ZoomTransform, layout: Layout): LandLabel[] {
  const share = fromFrame(data.frame, size, 1, 0)[0] - fromFrame(data.frame, size, 0, 0)[0];
  return data.labels.flatMap((label) => {
    const [x, y] = at.apply(fromFrame(data.frame, size, label.x, label.y));
    const width = label.name.length * LETTER_LAND * (label.dispute ? 0.85 : 1);
    const fits = width < label.room * share * at.k * 1.25;
    return fits && layout.take([x - width / 2, y - 11, x + width / 2, y + 4]) ? [{ ...label, x, y }] : [];
  });
}

export function Lands({ lands }: { lands: readonly LandLabel[] }) {
  return (
    <g aria-hidden="true">
      {lands.map((label) => (
        <text key={label.name} x={label.x} y={label.y} text-anchor="middle" class={label.dispute ? "country contested" : "country"}>
          {label.name}
        </text>
      ))}
    </g>
  );
}

/** A bar of a round number of kilometres, true in the middle of the picture. */
export function Scale({ page, size, kmPerPx }: { page: Page; size: Size; kmPerPx: number }) {
  const km = roundKm(Math.min(150, size.width / 3) * kmPerPx);
  const [width, y] = [km / kmPerPx, size.height - 14];
  return (
    <g aria-hidden="true">
      <path d={`M14 ${y - 6}v6h${width.toFixed(1)}v-6`} class="bar" />
      <text x={21 + width} y={y + 1} class="day">{page.word("figures", "kilometres", { km })}</text>
    </g>
  );
}
