/** Dates as stretches of days, and the ticks of an axis of days.
 *
 * Days are counted from 1 January 1970 in the proleptic Gregorian calendar, so that no time zone and no daylight
 * saving can shift a deed to another day; a stretch is half-open, so that one day is one day long.
 */

export type Day = number;
export type Stretch = readonly [Day, Day];

export interface Told {
  readonly start: string | null;
  readonly end: string | null;
  readonly precision?: string;
}

const ISO = /^(-?\d{1,6})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*)?$/;
const DAY = 86_400_000;

/** Returns the day on which a date begins; months from 1. */
export function dayOf(year: number, month = 1, day = 1): Day {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day); // Date.UTC would read 14 as 1914
  return Math.round(at.getTime() / DAY);
}

/** Returns year, month (from 1) and day of the month of a day. */
export function partsOf(day: Day): [number, number, number] {
  const at = new Date(Math.floor(day) * DAY);
  return [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
}

/** Returns a day as an ISO date. */
export function isoOf(day: Day): string {
  const [year, month, date] = partsOf(day);
  const sign = year < 0 ? "-" : "";
  return `${sign}${String(Math.abs(year)).padStart(4, "0")}-${two(month)}-${two(date)}`;
}

/** Returns the days that a date cut or whole may mean: "2024-01" is the whole month. Null for what is no date. */
export function stretchOf(iso: string | null): Stretch | null {
  const found = ISO.exec(iso ?? "");
  if (!found) return null;
  const year = Number(found[1]);
  if (found[2] === undefined) return [dayOf(year), dayOf(year + 1)];
  const month = Number(found[2]);
  if (month < 1 || month > 12) return null;
  const next = dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1);
  if (found[3] === undefined) return [dayOf(year, month), next];
  const day = dayOf(year, month, Number(found[3]));
  return Number(found[3]) < 1 || day >= next ? null : [day, day + 1];
}

/** Returns the days on which a deed may have been; an open end is the day that is known. Null where none is told. */
export function interval(date: Told): Stretch | null {
  const first = stretchOf(date.start ?? date.end);
  const last = stretchOf(date.end ?? date.start);
  return first && last && last[1] > first[0] ? [first[0], last[1]] : null;
}

/** How a language calls months: short, or whole with their year. */
export interface Months {
  short(month: number): string;
  long(month: number, year: number): string;
}

export interface Tick {
  readonly at: Day;
  readonly label: string;
  /** The larger unit, told where it begins and at the first tick. */
  readonly over: string;
}

const DAY_STEPS = [1, 2, 5, 10];
const MONTH_STEPS = [1, 3, 6];
const YEAR_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
/** Pixels that two labels of an axis keep apart. */
const APART = 58;

/** Returns the ticks for a stretch of days drawn over some pixels: days, months or years, as close as labels allow. */
export function ticks(domain: Stretch, width: number, months: Months): Tick[] {
  const perDay = width / Math.max(domain[1] - domain[0], 1e-6);
  const days = DAY_STEPS.find((step) => step * perDay >= APART);
  if (days) return dayTicks(domain, days, months);
  const month = MONTH_STEPS.find((step) => step * 30.4 * perDay >= APART);
  if (month) return monthTicks(domain, month, months);
  const year = YEAR_STEPS.find((step) => step * 365.25 * perDay >= APART) ?? 2000;
  return yearTicks(domain, year);
}

function dayTicks(domain: Stretch, step: number, months: Months): Tick[] {
  const found: Tick[] = [];
  let over = "";
  for (let at = Math.ceil(domain[0]); at < domain[1] && found.length < 400; at += 1) {
    const [year, month, day] = partsOf(at);
    // Counted within the month, so that panning does not make the labels jump; 31 next to 1 would collide.
    const next = month === 12 ? dayOf(year + 1) : dayOf(year, month + 1);
    if (step > 1 && ((day - 1) % step !== 0 || (day > 1 && at + step > next))) continue;
    const now = months.long(month, year);
    found.push({ at, label: String(day), over: now === over ? "" : now });
    over = now;
  }
  return found;
}

function monthTicks(domain: Stretch, step: number, months: Months): Tick[] {
  const found: Tick[] = [];
  let [year, month] = partsOf(domain[0]);
  month = Math.floor((month - 1) / step) * step + 1;
  for (; found.length < 400; month += step) {
    if (month > 12) [year, month] = [year + 1, 1];
    const at = dayOf(year, month);
    if (at >= domain[1]) return found;
    if (at < domain[0]) continue;
    const over = found.length === 0 || month === 1 ? String(year) : "";
    found.push({ at, label: months.short(month), over });
  }
  return found;
}

function yearTicks(domain: Stretch, step: number): Tick[] {
  const found: Tick[] = [];
  for (let year = Math.ceil(partsOf(domain[0])[0] / step) * step; found.length < 400; year += step) {
    const at = dayOf(year);
    if (at >= domain[1]) break;
    if (at >= domain[0]) found.push({ at, label: String(year), over: "" });
  }
  return found;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
