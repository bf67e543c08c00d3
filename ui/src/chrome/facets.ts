/** What one can filter by: each facet's choices, with how many rows of the whole case bear them. */
import { OWN_VOICE } from "../filter";
import type { Page } from "../page";
import type { ListFilter } from "../store";

export interface Choice {
  value: string;
  label: string;
  count: number;
}

/** Return the choices of a facet, the most frequent first; statuses in their own order. */
export function choices(page: Page, name: ListFilter): Choice[] {
  const counts = new Map<string, number>();
  const add = (values: Iterable<string | null>): void => {
    for (const one of new Set(values)) if (one) counts.set(one, (counts.get(one) ?? 0) + 1);
  };
  const { incidents, claims, casualties } = page.data;
  if (name === "speaker") {
    for (const row of claims) add([row.speaker, row.affiliation]);
    for (const row of casualties) add([row.according_to]);
    for (const row of incidents) add([...row.said_by, row.own_voice ? OWN_VOICE : null]);
  }
  if (name === "stance") for (const row of claims) add([row.stance]);
  for (const row of incidents) {
    if (name === "actor") add([...row.actors, ...row.targets, ...row.claimed_targets]);
    if (name === "type" || name === "status") add([row[name]]);
    if (name === "place") add(row.places);
  }
  const found = [...counts].map(([value, count]) => ({ value, count, label: label(page, name, value) }));
  return found.sort((one, other) => other.count - one.count || one.label.localeCompare(other.label));
}

/** Return what a value of a facet is called. */
export function label(page: Page, name: ListFilter, value: string): string {
  if (name === "type") return page.word("types", value);
  if (name === "stance") return page.word("stances", value);
  if (name === "status") return page.word("statuses", value);
  return value === OWN_VOICE ? page.word("ui", "source_voice") : page.name(value);
}
