/** What every view gets: the case, ways to look things up in it, the store, the page's words and its sentences. */
import type { Actor, Casualty, Claim, Figure, Incident, Payload, Place, Policy, Side } from "./case";
import { passing, type Passing } from "./filter";
import type { State, Store } from "./store";
import { fold } from "./text";
import { Speech, type Values } from "./words";

export class Page {
  readonly actors: ReadonlyMap<string, Actor>;
  readonly places: ReadonlyMap<string, Place>;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly claims: ReadonlyMap<string, Claim>;
  readonly casualties: ReadonlyMap<string, Casualty>;
  readonly sides: ReadonlyMap<string, Side>;
  /** How the page's language writes words, numbers and days. */
  readonly speech: Speech;
  private last: { state: State; found: Passing } | null = null;
  private words: Map<string, string> | null = null;
  private sentences: Map<number, string> | null = null;
  /** Whether the page is there to its end; before that, what its rows and sentences say is looked up anew each time. */
  whole = false;
  private byIncident: { policy: Policy; rows: Map<string | null, Figure[]> } | null = null;

  constructor(readonly data: Payload, readonly store: Store, readonly root: Document) {
    this.speech = new Speech(data.words, data.language);
    this.actors = byId(data.actors);
    this.places = byId(data.places);
    this.incidents = byId(data.incidents);
    this.claims = byId(data.claims);
    this.casualties = byId(data.casualties);
    this.sides = byId(data.sides);
  }

  /** Return which rows pass the present filters; worked out once for each state. */
  passing(): Passing {
    const state = this.store.get();
    if (this.last?.state !== state) {
      const words = fold(state.find).split(" ").filter(Boolean);
      const says = words.length
        ? (id: string): boolean => words.every((word) => this.rowText(id).includes(word))
        : null;
      this.last = { state, found: passing(this.data, state, says) };
    }
    return this.last.found;
  }

  /** Return one of the page's own words: a label of a group, with `{name}` in it filled; `count` chooses the form. */
  word(group: string, key: string, values: Values = {}): string {
    return this.speech.word(group, key, values);
  }

  /** Return what an actor or place is called. */
  name(id: string | null): string {
    return (id && (this.actors.get(id)?.name ?? this.places.get(id)?.name)) || id || "";
  }

  /** Return the words of a numbered sentence, as they stand in the source. */
  quote(number: number): string {
    return this.quotes().get(number) ?? "";
  }

  /** Return all numbered sentences, in the order of reading. */
  quotes(): ReadonlyMap<number, string> {
    if (!this.whole) return sentencesOf(this.root);
    return (this.sentences ??= sentencesOf(this.root));
  }

  /** The last of the page is there: what was found on its way does not hold any more. */
  complete(): void {
    this.whole = true;
    this.last = null;
    this.store.again();
  }

  /** Return all that a row of the static page says, folded for searching; nothing for a row that is not there. */
  rowText(id: string): string {
    this.words ??= new Map();
    let told = this.words.get(id);
    if (told === undefined) {
      const row = this.root.getElementById(id);
      told = fold((row?.closest(".row") ?? row)?.textContent ?? "");
      if (this.whole) this.words.set(id, told);
    }
    return told;
  }

  /** Return the present policy; the page always carries at least one. */
  policy(): Policy {
    const { figures, policy } = this.data;
    return figures[this.store.get().policy] ?? figures[policy] ?? { name: "", says: "", rows: [] };
  }

  /** Return the figures of an incident (null: those tied to none) under the present policy. */
  figures(incident: string | null): readonly Figure[] {
    const policy = this.policy();
    if (this.byIncident?.policy !== policy) {
      const rows = new Map<string | null, Figure[]>();
      for (const row of policy.rows) rows.set(row.incident, [...(rows.get(row.incident) ?? []), row]);
      this.byIncident = { policy, rows };
    }
    return this.byIncident.rows.get(incident) ?? [];
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

function byId<T extends { id: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

/** Gather sentences from the marks in the text, which overlap: a mark may belong to several. */
function sentencesOf(root: Document): Map<number, string> {
  const found = new Map<number, string>();
  for (const mark of root.querySelectorAll<HTMLElement>("mark[data-e]")) {
    for (const number of (mark.dataset["e"] ?? "").split(" ").map(Number)) {
      found.set(number, (found.get(number) ?? "") + (mark.textContent ?? ""));
    }
  }
  return new Map([...found].sort(([one], [other]) => one - other));
}
