/**
 * The case as the page carries it: what `export/dossier_data.py` writes, and nothing that could be looked up in the page.
 *
 * Every `id` here is the row's address on the page (`#i-…`), unique among all rows. Sentences are named by the number
 * that the page prints beside them; their words stand in the page, at `mark[data-e~="N"]`.
 */

export type Status = "reported" | "claimed" | "disputed" | "denied" | "planned" | "hypothetical";
export type Slot = "s0" | "s1" | "s2" | "s3" | "s4";
/** A day as `YYYY-MM-DD`. */
export type Day = string;

/** A date as told: `text` in the page's words, `first` and `last` the first and last day that it may mean. */
export interface When {
  text: string;
  short: string;
  first: Day | null;
  last: Day | null;
  precision: string;
  basis: string;
  /** Told to begin, without an end. */
  open: boolean;
}

export interface Support {
  said_by: string[];
  evidence: number[];
}

export interface Incident {
  id: string;
  type: string;
  mode: string;
  /** The headline in plain words; `who`, `deed` and `whom` are its parts. */
  title: string;
  who: string;
  deed: string;
  whom: string;
  date: When;
  status: Status;
  /** The side that does it, or null for others and for several sides together. */
  side: string | null;
  colour: Slot;
  actors: string[];
  targets: string[];
  claimed_targets: string[];
  places: string[];
  weapons: string[];
  part_of: string | null;
  /** Whether it belongs to the main events, or lies before or after them. */
  phase: "main" | "before" | "after" | "undated";
  /** Who says any of it; empty where only the sources themselves tell it. */
  said_by: string[];
  /** Whether a source tells any of it in its own voice. */
  own_voice: boolean;
  fields: Record<string, Support>;
  /** The fields whose values no telling says. */
  inferred: string[];
  evidence: number[];
}

export interface Actor {
  id: string;
  name: string;
  aliases: string[];
  kind: string;
  /** The side with a lane that it is on, or null. */
  side: string | null;
  /** The actor that the case names as its side, with a lane or without. */
  belongs: string | null;
  part_of: string | null;
  country: string | null;
  roles: { title: string; of: string | null }[];
  colour: Slot;
}

export interface Place {
  id: string;
  name: string;
  aliases: string[];
  lat: number | null;
  lon: number | null;
  precision: string;
  radius_km: number | null;
  country: string | null;
  admin1: string | null;
  part_of: string | null;
}

export interface Claim {
  id: string;
  speaker: string | null;
  affiliation: string | null;
  stance: string;
  content: string;
  incidents: string[];
  nested_in: string | null;
  evidence: number[];
}

export interface Casualty {
  id: string;
  incident: string | null;
  effect: string;
  group: string;
  low: number | null;
  high: number | null;
  /** The figure as told, in the page's words. */
  text: string;
  side: string | null;
  according_to: string | null;
  part_of: string | null;
  cumulative: boolean;
  as_of: string | null;
  evidence: number[];
}

export interface Response {
  id: string;
  incident: string;
  responds_to: string;
  basis: "explicit" | "inferred";
  cue: string;
  said_by: string | null;
  evidence: number[];
}

export interface Contradiction {
  id: string;
  about: string | null;
  field: string;
  positions: { value: string; said_by: string[]; evidence: number[] }[];
}

export interface Source {
  id: string;
  title: string;
  sign: string;
  publisher: string;
}

export interface Side {
  id: string;
  name: string;
  colour: Slot;
}

/** One figure under a policy: what befell whom in one incident, and how the policy came to it. */
export interface Figure {
  incident: string | null;
  effect: string;
  group: string;
  low: number | null;
  high: number | null;
  /** The one number that the policy holds for best; null where it has none. */
  best: number | null;
  text: string;
  how: string;
  from: string[];
}

export interface Policy {
  name: string;
  says: string;
  rows: Figure[];
}

/** What is said: a text, or its forms by number under the names of CLDR (one, few, other, …). */
export type Message = string | Readonly<Record<string, string>>;
export type Words = Record<string, Record<string, Message>>;

export interface Payload {
  version: 1;
  title: string;
  language: string;
  theme: "auto" | "light" | "dark";
  policy: string;
  /** First and last day of the main events. */
  span: [Day, Day] | null;
  sides: Side[];
  sources: Source[];
  actors: Actor[];
  places: Place[];
  incidents: Incident[];
  claims: Claim[];
  casualties: Casualty[];
  responses: Response[];
  contradictions: Contradiction[];
  figures: Record<string, Policy>;
  words: Words;
  /** What single views bring along, each under its own key: `map`, `scales`. */
  views: Record<string, unknown>;
}

/** Read the case out of a page; null where the page carries none. */
export function readPayload(root: Document): Payload | null {
  const holder = root.getElementById("case");
  return holder?.textContent ? (JSON.parse(holder.textContent) as Payload) : null;
}
