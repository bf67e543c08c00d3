/** What the views of actors take from a case: deeds with doer and target, and each actor's place and weight. */

import type { Incident } from "../../case";
import type { Page } from "../../page";
import type { Deed } from "./matrix";
import type { Person } from "./tree";

const DONE: readonly Incident["status"][] = ["reported", "claimed", "disputed"];
/** What stands for all who are on no side. */
export const OTHERS = "";

/** Which acts count: all, those of one manner, or those of one type. */
export type Manner = "all" | "deed" | "word" | `type:${string}`;

/** Returns the incidents that pass the filters, are told or claimed as done, and have a doer and a target. */
export function deeds(page: Page, manner: Manner): Deed[] {
  const passing = page.passing().incidents;
  return page.data.incidents.filter((row) => {
    if (!passing.has(row.id) || !DONE.includes(row.status) || !row.actors.length || !told(row).length) return false;
    if (manner === "all") return true;
    return manner.startsWith("type:") ? row.type === manner.slice(5) : page.word("type_kinds", row.type) === manner;
  }).map((row) => ({ ...row, targets: told(row) }));
}

/** Returns whom a deed is told to have befallen: what is only inferred counts for nobody. */
function told(row: Incident): string[] {
  return row.inferred.includes("targets") ? [] : row.targets;
}

/** Returns the types that the case has among deeds with doer and target, by how often. */
export function types(page: Page): string[] {
  const counts = new Map<string, number>();
  for (const deed of deeds(page, "all")) {
    const type = page.incidents.get(deed.id)?.type ?? "";
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([type]) => type);
}

export interface Counts {
  readonly acts: number;
  readonly suffers: number;
  readonly says: number;
}

/** Returns how often each actor acts, is acted upon and speaks, in what passes the filters. */
export function counts(page: Page): ReadonlyMap<string, Counts> {
  const found = new Map<string, { acts: number; suffers: number; says: number }>();
  const add = (ids: readonly (string | null)[], what: keyof Counts) => {
    for (const id of new Set(ids)) {
      if (id === null) continue;
      const own = found.get(id) ?? { acts: 0, suffers: 0, says: 0 };
      own[what] += 1;
      found.set(id, own);
    }
  };
  const { incidents, claims } = page.passing();
  for (const row of page.data.incidents) {
    if (!incidents.has(row.id)) continue;
    add(row.actors, "acts");
    add(told(row), "suffers");
  }
  for (const row of page.data.claims) if (claims.has(row.id)) add([row.speaker, row.affiliation], "says");
  return found;
}

/** Returns the actors that pass the filters, as the tree takes them, with all that they stand under. */
export function people(page: Page, weights: ReadonlyMap<string, Counts>): Person[] {
  const passing = page.passing().actors;
  const rows = page.data.actors.map((row) => {
    const own = weights.get(row.id);
    const side = page.data.sides.findIndex((one) => one.id === row.side);
    return {
      id: row.id, kind: row.kind, side: side < 0 ? null : side, partOf: row.part_of ?? (side < 0 ? row.belongs : null),
      offices: row.roles.flatMap((role) => role.of ?? []), weight: (own?.acts ?? 0) + (own?.suffers ?? 0) + (own?.says ?? 0),
    };
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const kept = new Set<string>();
  for (const row of rows) {
    for (let at = passing.has(row.id) ? row : undefined; at && !kept.has(at.id); at = byId.get(at.partOf ?? at.offices[0] ?? "")) kept.add(at.id);
  }
  for (const side of page.data.sides) if (rows.some((row) => kept.has(row.id) && page.data.sides[row.side ?? -1]?.id === side.id)) kept.add(side.id);
  return rows.filter((row) => kept.has(row.id));
}
