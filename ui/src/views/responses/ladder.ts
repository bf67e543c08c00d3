/** The ladder of severity: what rung each act stands on, by a chosen scale, and how each side climbs over time. */

import type { Stretch } from "../timeline/time";

export interface Span {
  readonly low: number | string;
  readonly high: number | string;
  readonly modes?: Readonly<Record<string, Span>>;
}

export interface Scale {
  readonly id: string;
  readonly kind: "classes" | "values" | "figures";
  readonly name: string;
  readonly axis: string;
  readonly what: string;
  readonly source: string;
  readonly cannot: string;
  readonly classes?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly domain?: readonly [number, number];
  readonly effects?: readonly string[];
  readonly types?: Readonly<Record<string, Span>>;
}

export interface Deed {
  readonly id: string;
  readonly side: number;
  readonly days: Stretch | null;
  readonly type: string;
  readonly mode: string | null;
  /** Told or claimed as done, so that it makes the side climb. */
  readonly done: boolean;
  readonly look: string;
}

export interface Figure {
  readonly incident: string;
  readonly effect: string;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Rung {
  /** From the mild to the grave end of the value. */
  readonly mild: number;
  readonly grave: number;
}

export interface Mark extends Rung {
  readonly side: number;
  readonly days: Stretch;
  readonly look: string;
  readonly done: boolean;
  readonly ids: readonly string[];
}

/** Returns the rung of an act, or null where the scale says nothing of it. */
export function rung(scale: Scale, deed: Deed, figures: readonly Figure[]): Rung | null {
  if (scale.kind === "figures") return counted(figures, scale.effects ?? [], deed.id);
  const kind = scale.types?.[deed.type];
  const span = kind?.modes?.[deed.mode ?? ""] ?? kind;
  if (!span) return null;
  if (scale.kind === "classes") {
    const [low, high] = [span.low, span.high].map((edge) => scale.classes?.indexOf(String(edge)) ?? -1);
    return low === undefined || high === undefined || low < 0 || high < 0 ? null : { mild: low, grave: high };
  }
  const [mild = 0, grave = 0] = scale.domain ?? [];
  const ends = [Number(span.low), Number(span.high)] as const;
  return mild > grave ? { mild: Math.max(...ends), grave: Math.min(...ends) } : { mild: Math.min(...ends), grave: Math.max(...ends) };
}

/** Returns the largest single figure told of an act; figures are never added. */
function counted(figures: readonly Figure[], effects: readonly string[], id: string): Rung | null {
  let found: Rung | null = null;
  for (const row of figures) {
    const [low, high] = [row.low ?? row.high, row.high ?? row.low];
    if (row.incident !== id || !effects.includes(row.effect) || low === null || high === null) continue;
    if (!found || high > found.grave || (high === found.grave && low > found.mild)) found = { mild: low, grave: high };
  }
  return found;
}

/** Returns the marks of all dated acts that the scale says something of; equal ones of one day are one mark. */
export function marks(scale: Scale, deeds: readonly Deed[], figures: readonly Figure[]): Mark[] {
  const found = new Map<string, Mark & { ids: string[] }>();
  for (const deed of deeds) {
    const at = rung(scale, deed, figures);
    if (!at || !deed.days) continue;
    const key = [deed.side, ...deed.days, at.mild, at.grave, deed.look, deed.done].join(" ");
    const same = found.get(key);
    if (same) same.ids.push(deed.id);
    else found.set(key, { ...at, side: deed.side, days: deed.days, look: deed.look, done: deed.done, ids: [deed.id] });
  }
  return [...found.values()].sort((a, b) => a.days[0] - b.days[0] || a.days[1] - b.days[1]);
}

/** Returns the gravest rung of a side day by day, of acts told or claimed as done and dated to within a week. */
export function climb(found: readonly Mark[], side: number, height: (value: number) => number): [number, number][] {
  const days = new Map<number, number>();
  for (const mark of found) {
    if (mark.side !== side || !mark.done || mark.days[1] - mark.days[0] > 7) continue;
    const day = (mark.days[0] + mark.days[1]) / 2;
    const before = days.get(day);
    if (before === undefined || height(mark.grave) > height(before)) days.set(day, mark.grave);
  }
  return [...days].sort((a, b) => a[0] - b[0]);
}

export interface Height {
  /** Share of the height, 0 the mildest and 1 the gravest. */
  readonly of: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** Returns how high each value of a scale stands, and the ticks of its axis. */
export function height(scale: Scale, found: readonly Mark[], number = plain): Height {
  if (scale.kind === "classes") {
    const classes = scale.classes ?? [];
    const of = (value: number) => (value + 0.5) / Math.max(classes.length, 1);
    return { of, ticks: classes.map((name, value) => ({ value, label: scale.labels?.[name] ?? name })) };
  }
  if (scale.kind === "values") {
    const [mild, grave] = scale.domain ?? [0, 1];
    const of = (value: number) => 0.04 + 0.92 * ((value - mild) / (grave - mild));
    const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => mild + share * (grave - mild));
    return { of, ticks: ticks.map((value) => ({ value, label: value > 0 ? `+${number(value)}` : number(value) })) };
  }
  const most = Math.max(1, ...found.map((mark) => mark.grave));
  // By the logarithm, so that one death and a thousand are both seen.
  const of = (value: number) => 0.06 + 0.88 * (Math.log1p(Math.max(value, 0)) / Math.log1p(most));
  return { of, ticks: rounded(most).map((value) => ({ value, label: number(value) })) };
}

function plain(value: number): string {
  return String(value).replace("-", "−");
}

function rounded(most: number): number[] {
  const found = most > 30 ? [] : [0]; // with a tall scale 0 and 1 would stand on one another
  for (let power = 1; power <= most; power *= 10) {
    for (const value of [power, 3 * power]) if (value <= most) found.push(value);
  }
  return found.length > 7 ? found.filter((value) => /^1/.test(String(value))) : found;
}
