import { describe, expect, it } from "vitest";
import type { Incident } from "../../case";
import { fromDay, stretch, toDay } from "./days";
import { polygons, together } from "./ground";
import { heaps, Layout } from "./layout";
import { colourOf, lookOf } from "./marks";
import { kmPerPx, projection, roundKm, sizeFor } from "./project";
import type { Frame, Land } from "./types";

const FRAME: Frame = { kind: "region", lon: 178, lat: -17, kmPerPx: 2, width: 1080, height: 620, wider: 1.5 };
const deed = (status: string, said_by: string[] = [], colour = "s1"): Incident =>
  ({ status, colour, fields: { places: { said_by, evidence: [] } } }) as unknown as Incident;
/** Two squares side by side, their rings turned either way. */
const LAND = {
  type: "Topology", arcs: [[[1, 0], [1, 1]], [[1, 1], [0, 1], [0, 0], [1, 0]], [[1, 0], [2, 0], [2, 1], [1, 1]]],
  objects: { areas: { type: "GeometryCollection", geometries: [
    { type: "MultiPolygon", arcs: [[[0, 1]]], properties: {} }, { type: "MultiPolygon", arcs: [[[2, -1]]], properties: {} },
  ] } },
} as unknown as Land;

describe("the projection", () => {
  it("puts the frame's middle into the picture's, and holds all of the frame at any width", () => {
    for (const breadth of [390, 960, 2200]) {
      const size = sizeFor(breadth, FRAME);
      const spot = projection(FRAME, size)([178, -17]);
      expect(spot?.[0]).toBeCloseTo(size.width / 2, 3);
      expect(kmPerPx(FRAME, size) * size.width).toBeGreaterThanOrEqual(FRAME.kmPerPx * FRAME.width - 1e-6);
      expect(kmPerPx(FRAME, size) * size.height).toBeGreaterThanOrEqual(FRAME.kmPerPx * FRAME.height - 1e-6);
    }
  });
  it("has no seam at the antimeridian", () => {
    const project = projection(FRAME, sizeFor(960, FRAME));
    expect(project([180, -17])?.[0]).toBeCloseTo(project([-180, -17])?.[0] ?? NaN, 3);
  });
  it("measures in round numbers", () => expect([3, 7.2, 480, 999].map(roundKm)).toEqual([2, 5, 200, 500]));
});

describe("the ground", () => {
  it("turns rings so that none is the rest of the world", () => {
    const [one, other] = polygons(LAND);
    expect(one?.coordinates[0]?.[0]?.length).toBe(5);
    expect(other?.coordinates[0]?.[0]?.length).toBe(5);
  });
  it("lays areas together without the line between them", () => {
    expect(together(LAND, [0, 1]).coordinates[0]?.[0]?.length).toBe(7);
  });
});

describe("marks", () => {
  it("look as their surest deed does, and hatched where only somebody names the place", () => {
    expect(lookOf([deed("claimed"), deed("reported")])).toBe("solid");
    expect(lookOf([deed("reported", ["a-x"])])).toBe("hatch");
    expect(lookOf([deed("planned"), deed("denied")])).toBe("outline");
  });
  it("have a colour only where one side did all of it", () => {
    expect(colourOf([deed("reported"), deed("claimed")])).toBe("s1");
    expect(colourOf([deed("reported"), deed("reported", [], "s2")])).toBe("s0");
  });
  it("step aside and leave out names that find no room", () => {
    const spots = Array.from({ length: 9 }, (_, at) => ({ of: [at], x: 300, y: 200, radius: 7, halo: 0, name: "A long name of a place" }));
    const placed = new Layout({ width: 600, height: 400 }).place(spots);
    for (const [at, one] of placed.entries()) {
      for (const other of placed.slice(at + 1)) {
        expect(Math.hypot(one.at[0] - other.at[0], one.at[1] - other.at[1])).toBeGreaterThan(14);
      }
    }
    expect(placed[0]?.label).toBeNull();
    expect(new Layout({ width: 600, height: 400 }).place(spots.slice(0, 1))[0]?.label).not.toBeNull();
  });
  it("become heaps only where many lie in one spot", () => {
    const at = (x: number) => ({ x, y: 0 });
    expect(heaps([0, 1, 2, 3, 4, 5, 99].map(at), 15).map((heap) => heap.length)).toEqual([6, 1]);
    expect(heaps([0, 1, 2].map(at), 15).length).toBe(3);
  });
});

describe("days", () => {
  it("are numbers and come back", () => expect(toDay(fromDay("2024-02-29"))).toBe("2024-02-29"));
  it("span the main events, and nothing for a single day", () => {
    expect(stretch(["2024-01-01", "2024-01-03"], [])?.map(toDay)).toEqual(["2024-01-01", "2024-01-03"]);
    expect(stretch(["2024-01-01", "2024-01-01"], [])).toBeNull();
    expect(stretch(null, [])).toBeNull();
  });
});
