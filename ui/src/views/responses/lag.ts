/** How long after an act its answer came. */

import type { Stretch } from "../timeline/time";

export interface Lag {
  readonly kind: "unknown" | "before" | "days";
  readonly low: number;
  readonly high: number;
  /** The answer is told to begin, without an end. */
  readonly open: boolean;
}

/** Returns the days between an act and its answer, as a range where the dates are uncertain. */
export function lag(act: Stretch | null, answer: Stretch | null, open: boolean): Lag {
  if (!act || !answer) return { kind: "unknown", low: 0, high: 0, open };
  const [low, high] = [answer[0] - (act[1] - 1), answer[1] - 1 - act[0]];
  return high < 0 ? { kind: "before", low: 0, high: 0, open } : { kind: "days", low: Math.max(low, 0), high, open };
}

/** Returns a lag in the page's words. */
export function lagWords(told: Lag, word: (key: string, values?: Record<string, string | number>) => string): string {
  if (told.kind !== "days") return word(told.kind);
  const days = (count: number) => (count === 0 ? word("same_day") : word("days", { count }));
  if (told.open) return word("or_later", { lag: days(told.low) });
  return told.low === told.high ? days(told.low) : word("days_range", { low: told.low, high: told.high });
}
