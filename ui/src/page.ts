/** What every view gets: the case, ways to look things up in it, the store, the page's words and its sentences. */
import type { Actor, Casualty, Claim, Figure, Incident, Payload, Place, Policy, Side } from "./case";
import { passing, type Passing } from "./filter";
import type { State, Store } from "./store";

export class Page {
  readonly actors: ReadonlyMap<string, Actor>;
  readonly places: ReadonlyMap<string, Place>;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly claims: ReadonlyMap<string, Claim>;
  readonly casualties: ReadonlyMap<string, Casualty>;
  readonly sides: ReadonlyMap<string, Side>;
  private last: { state: State; found: Passing } | null = null;

  constructor(readonly data: Payload, readonly store: Store, readonly root: Document) {
    this.actors = by_id(data.actors);
    this.places = by_id(data.places);
    this.incidents = by_id(data.incidents);
    this.claims = by_id(data.claims);
    this.casualties = by_id(data.casualties);
    this.sides = by_id(data.sides);
  }

  /** Return which rows pass the present filters; worked out once for each state. */
  passing(): Passing {
    const state = this.store.get();
    if (this.last?.state !== state) this.last = { state, found: passing(this.data, state) };
    return this.last.found;
  }

  /** Return one of the page's own words: a label of a group, with `{name}` in it filled. */
  word(group: string, key: string, values: Readonly<Record<string, string | number>> = {}): string {
    const told = this.data.words[group]?.[key] ?? key.replace(/_/g, " ");
    return told.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  }

  /** Return what an actor or place is called. */
  name(id: string | null): string {
    return (id && (this.actors.get(id)?.name ?? this.places.get(id)?.name)) || id || "";
  }

  /** Return the words of a numbered sentence, as they stand in the source. */
  quote(number: number): string {
    const pieces = this.root.querySelectorAll(`mark[data-e~="${number}"]`);
    return Array.from(pieces, (one) => one.textContent ?? "").join("").trim();
  }

  /** Return the present policy; the page always carries at least one. */
  policy(): Policy {
    const { figures, policy } = this.data;
    return figures[this.store.get().policy] ?? figures[policy] ?? { name: "", says: "", rows: [] };
  }

  /** Return the figures of an incident under the present policy. */
  figures(incident: string | null): Figure[] {
    return this.policy().rows.filter((row) => row.incident === incident);
  }

  /** Go to a row (`i-…`) or a sentence (`e12`), keeping the filters. */
  go(at: string): void {
    this.store.set({ at });
  }

  /** Tell whether the reader asks for no movement. */
  still(): boolean {
    return this.root.defaultView?.matchMedia("(prefers-reduced-motion: reduce)").matches ?? false;
  }
}

/** What a view's module exports: it fills its host and keeps it true to the store. */
export type Mount = (host: HTMLElement, page: Page) => void;

function by_id<T extends { id: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
