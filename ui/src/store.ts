/**
 * What the reader has chosen, in one place: filters, time window, policy, theme, words looked for, and the row gone to.
 *
 * The address is where it lives (`#row?actor=a-x&type=ASSAULT`), so that a link carries it and back and forward work.
 * Whatever differs from the page as made stands there, and nothing else.
 */
import type { Day } from "./case";

/** Filters that hold ids or codes; an empty list lets everything pass. */
export const LISTS = ["actor", "speaker", "stance", "type", "status", "place"] as const;
export type ListFilter = (typeof LISTS)[number];

export interface State {
  readonly actor: readonly string[];
  /** Actor ids; `source` stands for what the sources tell in their own voice. */
  readonly speaker: readonly string[];
  /** Manners of speaking; they sift claims, and what these are about. */
  readonly stance: readonly string[];
  readonly type: readonly string[];
  readonly status: readonly string[];
  readonly place: readonly string[];
  readonly from: Day | null;
  readonly to: Day | null;
  readonly find: string;
  readonly policy: string;
  readonly theme: "auto" | "light" | "dark";
  /** The row or sentence gone to; empty for none. */
  readonly at: string;
}

export type Change = Partial<State>;
type Listener = (state: State, before: State) => void;

/** Where the state is written to and read from; the browser's address, or something in its place in a test. */
export interface Address {
  read(): string;
  write(hash: string, keep: boolean): void;
  watch(changed: () => void): void;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class Store {
  private state: State;
  private readonly listeners = new Set<Listener>();

  constructor(private readonly first: State, private readonly address: Address) {
    this.state = parse(address.read(), first);
    address.watch(() => this.take(parse(address.read(), first)));
  }

  get(): State {
    return this.state;
  }

  /** Change the state; `keep` adds a step to the browser's history, which small steps (a slider) should not. */
  set(change: Change, keep = true): void {
    const next = { ...this.state, ...change };
    const hash = format(next, this.first);
    if (hash === format(this.state, this.first)) return;
    this.address.write(hash, keep);
    this.take(next);
  }

  /** Put a value into a list filter, or take it out. */
  toggle(name: ListFilter, value: string): void {
    const had = this.state[name];
    this.set({ [name]: had.includes(value) ? had.filter((one) => one !== value) : [...had, value] });
  }

  /** Let everything pass again. */
  clear(): void {
    this.set({ actor: [], speaker: [], stance: [], type: [], status: [], place: [], from: null, to: null, find: "" });
  }

  /** Call back on every change; returns how to stop. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tell everybody the present state once more, since what they made of it may have changed. */
  again(): void {
    this.take({ ...this.state });
  }

  private take(next: State): void {
    const before = this.state;
    this.state = next;
    for (const listener of [...this.listeners]) listener(next, before);
  }
}

/** Return the state before anybody chose anything. */
export function plain(policy: string, theme: State["theme"]): State {
  return {
    actor: [], speaker: [], stance: [], type: [], status: [], place: [], from: null, to: null, find: "", policy, theme, at: "",
  };
}

/** Tell whether anything steps aside. */
export function isFiltered(state: State): boolean {
  return LISTS.some((name) => state[name].length > 0) || !!state.from || !!state.to || state.find.trim() !== "";
}

export function parse(hash: string, first: State): State {
  const text = hash.replace(/^#/, "");
  const cut = text.indexOf("?");
  const at = decode(cut < 0 ? text : text.slice(0, cut));
  const given = new URLSearchParams(cut < 0 ? "" : text.slice(cut + 1));
  const day = (name: string): Day | null => {
    const told = given.get(name) ?? "";
    return DAY.test(told) ? told : null;
  };
  const theme = given.get("theme") ?? "";
  const state = {
    ...first, at, from: day("from"), to: day("to"), find: given.get("find") ?? "",
    policy: given.get("policy") ?? first.policy,
    theme: theme === "light" || theme === "dark" || theme === "auto" ? theme : first.theme,
  };
  const lists = LISTS.map((name) => [name, [...new Set(given.getAll(name))]] as const);
  return { ...state, ...(Object.fromEntries(lists) as Pick<State, ListFilter>) };
}

export function format(state: State, first: State): string {
  const out = new URLSearchParams();
  for (const name of LISTS) for (const value of state[name]) out.append(name, value);
  if (state.from) out.set("from", state.from);
  if (state.to) out.set("to", state.to);
  if (state.find.trim()) out.set("find", state.find);
  if (state.policy !== first.policy) out.set("policy", state.policy);
  if (state.theme !== first.theme) out.set("theme", state.theme);
  const query = out.toString();
  return `#${encodeURIComponent(state.at)}${query ? `?${query}` : ""}`;
}

/** Return the address bar as an {@link Address}. */
export function browserAddress(win: Window): Address {
  return {
    read: () => win.location.hash,
    write: (hash, keep) => {
      const url = hash === "#" ? `${win.location.pathname}${win.location.search}` : hash;
      if (keep) win.history.pushState(null, "", url);
      else win.history.replaceState(null, "", url);
    },
    watch: (changed) => {
      win.addEventListener("popstate", changed);
      win.addEventListener("hashchange", changed);
    },
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
