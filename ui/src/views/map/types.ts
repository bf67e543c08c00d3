/** What `export/dossier_map.py` writes for this view (`views.map` of the payload). */
import type { GeometryCollection, MultiLineString, MultiPolygon, Topology } from "topojson-specification";

export interface AreaFacts extends Record<string, unknown> {
  name?: string;
  country?: string;
  dispute?: string;
}

/** Areas, and a `MultiLineString` for each kind of line: `coast`, `border`, `province`, `?dispute`. */
export type Land = Omit<Topology, "objects"> & {
  objects: { areas: Omit<GeometryCollection, "geometries"> & { geometries: MultiPolygon<AreaFacts>[] } } & Record<string, MultiLineString | GeometryCollection>;
};

export interface Frame {
  kind: "region" | "world";
  lon: number;
  lat: number;
  kmPerPx: number;
  width: number;
  height: number;
  /** How far the region is cut out around the frame, as a multiple of its size. */
  wider: number;
}

export interface MarkData {
  places: string[];
  /** Whether the place is known well enough for a spot; else it is an area or a wide circle. */
  exact: boolean;
  areas: number[];
  deeds: string[];
}

export interface LandLabel {
  name: string;
  dispute: string | null;
  /** The middle of the land, in pixels of the frame, and the breadth that a name has there. */
  x: number;
  y: number;
  room: number;
}

export interface MapData {
  frame: Frame;
  region: Land;
  world: Land | null;
  marks: MarkData[];
  labels: LandLabel[];
  disputes: Record<string, { name: string; says: string }>;
}
