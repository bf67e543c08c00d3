/** What stands on the map under the present filters, in the looks of the timeline. */
import type { Incident, Place, Slot } from "../../case";
import type { Page } from "../../page";
import type { MapData, MarkData } from "./types";

export type Look = "solid" | "hatch" | "outline";

export interface Mark {
  readonly data: MarkData;
  readonly key: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly km: number;
  readonly precision: string;
  /** The deeds that pass the filters; none makes it a mere dot. */
  readonly deeds: readonly Incident[];
  readonly look: Look;
  readonly colour: Slot;
  readonly words: boolean;
  readonly aimed: readonly Incident[];
  readonly chosen: boolean;
}

const LOOKS: Readonly<Record<string, Look>> = { reported: "solid", claimed: "hatch", disputed: "hatch" };

export function marksOf(page: Page, data: MapData): Mark[] {
  const { incidents } = page.passing();
  const places = page.store.get().place;
  return data.marks.flatMap((one) => {
    const known = one.places.flatMap((id) => page.places.get(id) ?? []);
    const deeds = one.deeds.flatMap((id) => (incidents.has(id) ? page.incidents.get(id) ?? [] : []));
    const mark = known[0] && made(page, one, known, deeds);
    return mark ? [{ ...mark, chosen: one.places.some((id) => places.includes(id)) }] : [];
  }).sort((one, other) => other.deeds.length - one.deeds.length);
}

function made(page: Page, data: MarkData, known: Place[], deeds: Incident[]): Omit<Mark, "chosen"> | null {
  const [first] = known;
  if (!first || first.lat === null || first.lon === null) return null;
  const names = [...new Set(known.map((place) => place.name))];
  return {
    data, key: data.places.join(" "), lon: first.lon, lat: first.lat, precision: first.precision, deeds,
    name: names.length > 1 ? `${names[0]} +${names.length - 1}` : names[0] ?? "",
    km: Math.max(...known.map((place) => place.radius_km ?? 0)),
    look: lookOf(deeds), colour: colourOf(deeds),
    words: deeds.length > 0 && deeds.every((deed) => page.data.words["type_kinds"]?.[deed.type] === "word"),
    aimed: deeds.filter((deed) => deed.claimed_targets.length > 0),
  };
}

/** Return `solid` where any deed is told as fact, `hatch` where only claimed, else `outline`. */
export function lookOf(deeds: readonly Incident[]): Look {
  const looks = new Set(deeds.map((deed) => {
    const look = LOOKS[deed.status] ?? "outline";
    return look === "solid" && deed.fields["places"]?.said_by.length ? "hatch" : look;
  }));
  return (["solid", "hatch", "outline"] as const).find((one) => looks.has(one)) ?? "outline";
}

/** Return the colour of the side that did all of it, or of none. */
export function colourOf(deeds: readonly Incident[]): Slot {
  const colours = new Set(deeds.map((deed) => deed.colour));
  const [only] = colours;
  return colours.size === 1 && only ? only : "s0";
}

/** Return how large a mark is, in pixels; on a narrow picture a little smaller. */
export function radiusOf(mark: Mark, narrow = false): number {
  const full = Math.min(6.5 + 2.2 * Math.sqrt(mark.deeds.length - 1), 15);
  return mark.deeds.length ? full * (narrow ? 0.8 : 1) : 3;
}
