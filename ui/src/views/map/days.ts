/** Days as whole numbers, for a slider. */
import type { Day, Incident } from "../../case";

export type Stretch = readonly [number, number];
const MS = 86_400_000;

export function fromDay(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MS);
}

export function toDay(day: number): Day {
  return new Date(day * MS).toISOString().slice(0, 10);
}

/** Return the days that the slider spans: those of the main events, or else of all that is dated; none for a single day. */
export function stretch(span: readonly [Day, Day] | null, deeds: readonly Incident[]): Stretch | null {
  if (span) {
    const [first, last] = [fromDay(span[0]), fromDay(span[1])];
    return last > first ? [first, last] : null;
  }
  const days = deeds.flatMap((deed) => (deed.date.first && deed.date.last ? [fromDay(deed.date.first), fromDay(deed.date.last)] : []));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  return days.length && last > first ? [first, last] : null;
}
