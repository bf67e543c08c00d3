/** A small case for tests: rows with the fields that matter to a test, all others plain. */
import type { Actor, Casualty, Claim, Incident, Payload, Place } from "../src/case";
import { Page } from "../src/page";
import { plain, Store, type State } from "../src/store";

export function incident(id: string, more: Partial<Incident> = {}): Incident {
  return {
    id, type: "ASSAULT", mode: "", title: `title ${id}`, who: "North", deed: "struck", whom: "South",
    date: { text: "", short: "", first: "2020-03-05", last: "2020-03-05", precision: "day", basis: "explicit", open: false },
    status: "reported", side: "a-n", colour: "s1", actors: ["a-n"], targets: ["a-s"], claimed_targets: [], places: [],
    weapons: [], part_of: null, phase: "main", said_by: [], own_voice: true, fields: {}, inferred: [], evidence: [], ...more,
  };
}

export function claim(id: string, more: Partial<Claim> = {}): Claim {
  return { id, speaker: "a-n", affiliation: null, stance: "asserts", content: id, incidents: [], nested_in: null, evidence: [], ...more };
}

export function figure(id: string, more: Partial<Casualty> = {}): Casualty {
  return {
    id, incident: "i-1", effect: "killed", group: "people", low: 9, high: 9, text: "9", side: null, according_to: null,
    part_of: null, cumulative: false, as_of: null, evidence: [], ...more,
  };
}

export function actor(id: string, more: Partial<Actor> = {}): Actor {
  return { id, name: id, aliases: [], kind: "state", side: null, belongs: null, part_of: null, country: null, roles: [], colour: "s0", ...more };
}

export function place(id: string, more: Partial<Place> = {}): Place {
  return { id, name: id, aliases: [], lat: 1, lon: 1, precision: "city", radius_km: null, country: null, admin1: null, part_of: null, ...more };
}

export function payload(more: Partial<Payload> = {}): Payload {
  return {
    version: 1, title: "t", language: "en", theme: "auto", policy: "range", span: null, sides: [], sources: [],
    actors: [actor("a-n"), actor("a-s"), actor("a-army", { part_of: "a-n" }), actor("a-minister", { belongs: "a-s" })],
    places: [place("p-land"), place("p-town", { part_of: "p-land" }), place("p-far")],
    incidents: [
      incident("i-1", { places: ["p-town"] }),
      incident("i-2", { type: "AID", actors: ["a-s"], targets: [], status: "claimed", said_by: ["a-s"], own_voice: false, places: ["p-far"],
        date: { text: "", short: "", first: "2020-04-01", last: "2020-04-30", precision: "month", basis: "explicit", open: false } }),
      incident("i-3", { actors: ["a-army"], targets: [], date: { text: "", short: "", first: null, last: null, precision: "unknown", basis: "context", open: false } }),
    ],
    claims: [claim("c-1", { incidents: ["i-1"] }), claim("c-2", { speaker: "a-minister", affiliation: "a-s", stance: "denies", incidents: ["i-1", "i-2"] }),
      claim("c-3", { stance: "denies" })],
    casualties: [figure("k-1"), figure("k-2", { according_to: "a-s", incident: "i-2" }), figure("k-3", { incident: null, side: "a-s" })],
    responses: [{ id: "r1", incident: "i-2", responds_to: "i-1", basis: "explicit", cue: "", said_by: null, evidence: [] }],
    contradictions: [{ id: "x1", about: "i-1", field: "killed", positions: [{ value: "9", said_by: ["a-s"], evidence: [] }] }],
    figures: { range: { name: "Range", says: "s", rows: [] } }, words: {}, views: {}, ...more,
  };
}

export const ALL: State = plain("range", "auto");

/** Return a page over a case, with a body for its static rows. */
export function page(data = payload(), body = ""): Page {
  document.body.innerHTML = body;
  const address = { hash: "", read() { return this.hash; }, write(hash: string) { this.hash = hash; }, watch() { /* nothing else changes it */ } };
  return new Page(data, new Store(ALL, address), document);
}
