/** What the timeline draws of a case: each incident with its lane, its days, its look and its words. */

import type { Incident } from "../../case";
import type { Page } from "../../page";
import type { Item } from "./layout";
import type { Bow, Look } from "./Picture";
import { isoOf, stretchOf, type Stretch, type Months } from "./time";

export interface Entry extends Omit<Item, "days"> {
  readonly days: Stretch | null;
  readonly phase: Incident["phase"];
  readonly look: Look;
}

export interface LaneName {
  readonly name: string;
  readonly slot: number;
}

/** Returns how an incident of a status looks: told as fact, only claimed, or neither told nor claimed as done. */
export function lookOf(status: Incident["status"]): Look["look"] {
  if (status === "reported") return "solid";
  return status === "claimed" || status === "disputed" ? "hatch" : "outline";
}

/** Returns the days that an incident may lie on, or null. */
export function daysOf(incident: Incident): Stretch | null {
  const { first, last } = incident.date;
  const [from, to] = [stretchOf(first), stretchOf(last)];
  return from && to && to[1] > from[0] ? [from[0], to[1]] : null;
}

/** Returns the number in a colour's name: `s2` is 2. */
export function slotOf(colour: string): number {
  return Number(colour.slice(1)) || 0;
}

/** Returns every incident as the timeline draws it. */
export function entries(page: Page): Entry[] {
  const { sides, incidents } = page.data;
  return incidents.map((incident) => {
    const lane = sides.findIndex((side) => side.id === incident.side);
    const who = incident.who ? `${incident.who} ` : "";
    const deed = `${incident.deed}${incident.whom ? ` · ${incident.whom}` : ""}`;
    return {
      id: incident.id, lane: lane < 0 ? sides.length : lane, days: daysOf(incident), phase: incident.phase,
      open: incident.date.open === true, weight: incident.evidence.length,
      label: lane < 0 ? who + deed : deed,
      look: {
        look: lookOf(incident.status), word: page.word("type_kinds", incident.type) === "word",
        slot: slotOf(incident.colour), href: `#${incident.id}`,
        title: `${incident.date.text}: ${who}${deed} (${page.word("statuses", incident.status)})`,
      },
    };
  });
}

/** Returns the names of the lanes: the sides, then all others. */
export function lanes(page: Page): LaneName[] {
  const sides = page.data.sides.map((side) => ({ name: side.name, slot: slotOf(side.colour) }));
  return [...sides, { name: page.word("view_timeline", sides.length ? "others" : "all_lane"), slot: 0 }];
}

/** Returns the lines from acts to answers, each with whose word it is. */
export function bows(page: Page): (Bow & { id: string })[] {
  return page.data.responses.map((row) => ({
    id: row.id, act: row.responds_to, answer: row.incident,
    basis: row.basis !== "explicit" ? "inferred" : row.said_by ? "claimed" : "told",
  }));
}

/** Returns a day in the page's words. */
export function dayWords(page: Page, day: number): string {
  return page.speech.day(isoOf(day));
}

/** Returns the stretch that the page is sifted by; an end that is not set is the limit's. */
export function windowOf(from: string | null, to: string | null, limits: Stretch): Stretch | null {
  if (!from && !to) return null;
  return [stretchOf(from)?.[0] ?? limits[0], stretchOf(to)?.[1] ?? limits[1]];
}

/** Returns the first and last whole day of a stretch, as the store keeps them; none where it is all there is. */
export function filterOf(window: Stretch, limits: Stretch): { from: string | null; to: string | null } {
  const [first, last] = [Math.round(window[0]), Math.max(Math.round(window[1]) - 1, Math.round(window[0]))];
  if (first <= Math.ceil(limits[0]) && last + 1 >= Math.floor(limits[1])) return { from: null, to: null };
  return { from: isoOf(first), to: isoOf(last) };
}

/** Returns what the page's language calls months. */
export function months(page: Page): Months {
  return {
    short: (month) => page.word("months_short", String(month)), long: (month, year) => page.speech.month(month, year),
  };
}

/** Returns the main stretch as the page tells it, or null. */
export function told(page: Page): Stretch | null {
  const span = page.data.span;
  const [from, to] = [stretchOf(span?.[0] ?? null), stretchOf(span?.[1] ?? null)];
  return from && to ? [from[0], to[1]] : null;
}

