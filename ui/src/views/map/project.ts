/** The projections of `export/map_frame.py`, scaled to the room that the picture has on the page. */
import { geoAzimuthalEqualArea, geoEqualEarth, type GeoProjection } from "d3-geo";
import type { Frame } from "./types";

export const EARTH_KM = 6371;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Return the size of the picture in a given breadth: a landscape on a desk, nearly a square on a telephone. */
export function sizeFor(breadth: number, frame: Frame): Size {
  const width = Math.max(280, Math.round(breadth));
  const share = frame.height / frame.width;
  const height = width < 620 ? Math.min(width * 1.05, 460) : Math.min(width * share, 760);
  return { width, height: Math.round(Math.max(height, frame.kind === "world" ? width * share : 300)) };
}

/** Return how many kilometres a pixel is, so that all of the frame is seen. */
export function kmPerPx(frame: Frame, size: Size): number {
  return frame.kmPerPx * Math.max(frame.width / size.width, frame.height / size.height);
}

export function projection(frame: Frame, size: Size): GeoProjection {
  const scale = EARTH_KM / kmPerPx(frame, size);
  const base = frame.kind === "world"
    ? geoEqualEarth().rotate([-frame.lon, 0])
    : geoAzimuthalEqualArea().rotate([-frame.lon, -frame.lat]).clipAngle(178);
  return base.scale(scale).translate([size.width / 2, size.height / 2]).precision(0.3);
}

/** Return a pixel of the frame as a pixel of the picture. */
export function fromFrame(frame: Frame, size: Size, x: number, y: number): [number, number] {
  const share = frame.kmPerPx / kmPerPx(frame, size);
  return [size.width / 2 + (x - frame.width / 2) * share, size.height / 2 + (y - frame.height / 2) * share];
}

/** Return the longest round number of kilometres that fits into some pixels. */
export function roundKm(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return [5, 2, 1].map((factor) => factor * power).find((length) => length <= most) ?? 1;
}
