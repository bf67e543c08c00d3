/** The ground as path data: land, disputed land, lines of each kind, areas of marks, circles of uncertainty. */
import { geoArea, geoCircle, geoPath, type GeoPath, type GeoProjection } from "d3-geo";
import type { MultiPolygon, Position } from "geojson";
import { feature, merge } from "topojson-client";
import type { Topology } from "topojson-specification";
import type { Frame, Land, MapData } from "./types";
import { EARTH_KM, kmPerPx, type Size } from "./project";

export interface Layer {
  readonly land: string;
  readonly contested: string;
  readonly coast: string;
  readonly border: string;
  readonly province: string;
  readonly disputed: readonly { id: string; d: string }[];
}

export interface Ground {
  readonly region: Layer;
  readonly world: Layer | null;
  /** What the region covers of the coarse world: x, y, width, height. */
  readonly cover: readonly [number, number, number, number];
  area(numbers: readonly number[]): string;
  circle(lon: number, lat: number, km: number): string;
}

export function ground(data: MapData, size: Size, project: GeoProjection): Ground {
  const path = geoPath(project).digits(1);
  const shapes = polygons(data.region);
  return {
    region: layer(data.region, path, shapes),
    world: data.world ? layer(data.world, path, polygons(data.world)) : null,
    cover: cover(data.frame, size),
    area: (numbers) => path(together(data.region, numbers)) ?? "",
    circle: (lon, lat, km) => path(geoCircle().center([lon, lat]).radius((km / EARTH_KM) * (180 / Math.PI)).precision(6)()) ?? "",
  };
}

function layer(land: Land, path: GeoPath, shapes: readonly MultiPolygon[]): Layer {
  const facts = land.objects.areas.geometries;
  const draw = (kind: string): string => {
    const line = land.objects[kind];
    return line ? path(feature(land as unknown as Topology, line)) ?? "" : "";
  };
  const contested = shapes.filter((_, at) => facts[at]?.properties?.dispute);
  return {
    land: shapes.map((shape) => path(shape) ?? "").join(""),
    contested: contested.map((shape) => path(shape) ?? "").join(""),
    coast: draw("coast"), border: draw("border"), province: draw("province"),
    disputed: Object.keys(land.objects).filter((kind) => kind.startsWith("?"))
      .map((kind) => ({ id: kind.slice(1), d: draw(kind) })).filter((line) => line.d),
  };
}

/**
 * Return the areas with every ring turned so that it goes around its own ground: on a sphere the other way around means
 * the rest of the world.
 */
export function polygons(land: Land): MultiPolygon[] {
  return land.objects.areas.geometries.map((one) => {
    const shape = feature(land as unknown as Topology, one).geometry as MultiPolygon;
    return { type: "MultiPolygon", coordinates: shape.coordinates.map((rings) => rings.map(turned)) };
  });
}

/** Return the outline of several areas as one, without the lines between them. */
export function together(land: Land, numbers: readonly number[]): MultiPolygon {
  const chosen = numbers.flatMap((at) => land.objects.areas.geometries[at] ?? []);
  const shape = merge(land as unknown as Topology, chosen as never);
  return { type: "MultiPolygon", coordinates: shape.coordinates.map((rings) => rings.map(turned)) };
}

function turned(ring: Position[]): Position[] {
  return geoArea({ type: "Polygon", coordinates: [ring] }) > 2 * Math.PI ? [...ring].reverse() : ring;
}

function cover(frame: Frame, size: Size): [number, number, number, number] {
  const share = (frame.kmPerPx / kmPerPx(frame, size)) * frame.wider;
  const [width, height] = [frame.width * share, frame.height * share];
  return [(size.width - width) / 2, (size.height - height) / 2, width, height];
}
