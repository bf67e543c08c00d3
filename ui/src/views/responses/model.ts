/** What the views of responses draw of a case: acts, answers, deeds with their rungs, and the stretch of time. */

import type { Incident } from "../../case";
import type { Page } from "../../page";
import { bows, daysOf, lookOf, told, windowOf } from "../timeline/model";
import type { Stretch } from "../timeline/time";
import { aired, main, share, whole } from "../timeline/view";
import type { Act, Link } from "./chain";
import type { Deed, Scale } from "./ladder";

/** Statuses of an act that is told or claimed as done. */
const DONE: readonly Incident["status"][] = ["reported", "claimed", "disputed"];
/** Share of what is told that the main events must hold to be all that is drawn. */
const ENOUGH = 0.4;

/** Returns the place of an incident among the sides; the last place is for others and for several together. */
export function laneOf(page: Page, incident: Incident): number {
  const at = page.data.sides.findIndex((side) => side.id === incident.side);
  return at < 0 ? page.data.sides.length : at;
}

/** Returns the acts and answers of the responses that pass the filters. */
export function acts(page: Page): { acts: Act[]; links: Link[] } {
  const passing = page.passing().responses;
  const links = bows(page).filter((bow) => passing.has(bow.id));
  const named = new Set(links.flatMap((link) => [link.act, link.answer]));
  const rows = page.data.incidents.filter((row) => named.has(row.id));
  return { links, acts: rows.map((row) => ({ id: row.id, lane: laneOf(page, row), day: daysOf(row)?.[0] ?? null })) };
}

/** Returns the acts that pass the filters, as the ladder takes them. */
export function deeds(page: Page): Deed[] {
  const passing = page.passing().incidents;
  return page.data.incidents.filter((row) => passing.has(row.id)).map((row) => ({
    id: row.id, side: laneOf(page, row), days: daysOf(row), type: row.type, mode: row.mode || null,
    done: DONE.includes(row.status), look: lookOf(row.status),
  }));
}

/** Returns the scales that the page carries. */
export function scales(page: Page): readonly Scale[] {
  const carried = page.data.views["scales"];
  return Array.isArray(carried) ? (carried as Scale[]) : [];
}

/** Returns the stretch that the ladder is drawn over: the window, else the main events, else all dates; null for none. */
export function spanOf(page: Page, from: string | null, to: string | null): Stretch | null {
  const all = page.data.incidents.map((row) => ({ days: daysOf(row), weight: row.evidence.length }));
  const total = whole(all);
  if (!total) return null;
  const core = told(page) ?? main(all) ?? total;
  return aired(windowOf(from, to, total) ?? (share(all, core) < ENOUGH ? total : core));
}
