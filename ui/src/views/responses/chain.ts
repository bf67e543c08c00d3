/** Lays acts and their answers out as a chart of turns: a column for each side, a row for each act, lines between.
 *
 * Each act has a row of its own, so a line can leave it sideways, run along a gutter and reach its answer without
 * crossing a card. Sizes are shares of the width and counts of rows, so the chart needs no measuring and prints as it is.
 */

export interface Act {
  readonly id: string;
  /** Index of the column wanted: a side, or the last one for others. */
  readonly lane: number;
  /** First day, if one is told. */
  readonly day: number | null;
}

export interface Link {
  readonly id: string;
  readonly act: string;
  readonly answer: string;
  /** On whose word; lines of one act that rest on the same run together. */
  readonly basis: string;
}

export interface Card {
  readonly id: string;
  readonly row: number;
  readonly column: number;
}

export interface Line {
  readonly link: Link;
  /** Corners: share of the width (0–100) and row, where .5 is the middle of a row. */
  readonly corners: readonly (readonly [number, number])[];
  /** Whether the line enters its answer from the left. */
  readonly fromLeft: boolean;
}

export interface Chain {
  readonly lanes: readonly number[];
  readonly rows: number;
  readonly cards: readonly Card[];
  readonly lines: readonly Line[];
  readonly columns: readonly { readonly left: number; readonly width: number }[];
}

/** Returns a chain for each group of acts that answer one another, in order of time; `narrow` puts all in one column. */
export function chains(acts: readonly Act[], links: readonly Link[], narrow: boolean): Chain[] {
  const known = new Map(acts.map((act) => [act.id, act]));
  const usable = links.filter((link) => known.has(link.act) && known.has(link.answer) && link.act !== link.answer);
  return groups(usable)
    .map((own) => chain(own, known, narrow))
    .sort((a, b) => first(a, known) - first(b, known) || order(a.cards[0]?.id, b.cards[0]?.id));
}

/** Parts links into groups that share no act. */
function groups(links: readonly Link[]): Link[][] {
  const head = new Map<string, string>();
  const find = (id: string): string => {
    const up = head.get(id) ?? id;
    return up === id ? id : find(up);
  };
  for (const link of links) head.set(find(link.act), find(link.answer));
  const found = new Map<string, Link[]>();
  for (const link of links) found.set(find(link.act), [...(found.get(find(link.act)) ?? []), link]);
  return [...found.values()];
}

function chain(links: readonly Link[], known: ReadonlyMap<string, Act>, narrow: boolean): Chain {
  const ids = [...new Set(links.flatMap((link) => [link.act, link.answer]))];
  const rows = inOrder(ids.flatMap((id) => known.get(id) ?? []), links);
  const lanes = [...new Set(rows.map((act) => act.lane))].sort((a, b) => a - b);
  // One answer to one act of another side stands beside it, which says the same in half the room.
  const flat = !narrow && rows.length === 2 && lanes.length === 2;
  const cards = rows.map((act, row) => ({ id: act.id, row: flat ? 0 : row, column: narrow ? 0 : lanes.indexOf(act.lane) }));
  const columns = spread(narrow ? 1 : lanes.length, cards, links);
  return { lanes: narrow ? [] : lanes, rows: flat ? 1 : rows.length, cards, columns, lines: route(cards, links, columns) };
}

/** Returns acts by day, each undated one right after what it answers. */
function inOrder(acts: readonly Act[], links: readonly Link[]): Act[] {
  const sorted = acts.filter((act) => act.day !== null).sort((a, b) => (a.day ?? 0) - (b.day ?? 0) || turn(a, b, links));
  const waiting = acts.filter((act) => act.day === null);
  while (waiting.length) {
    const at = Math.max(waiting.findIndex((act) => acted(act, links).some((id) => sorted.some((one) => one.id === id))), 0);
    const [act] = waiting.splice(at, 1);
    if (!act) break;
    const after = Math.max(...acted(act, links).map((id) => sorted.findIndex((one) => one.id === id)), -1);
    sorted.splice(after < 0 ? sorted.length : after + 1, 0, act);
  }
  return sorted;
}

function acted(act: Act, links: readonly Link[]): string[] {
  return links.filter((link) => link.answer === act.id).map((link) => link.act);
}

/** Orders two acts of one day: what is answered comes first. */
function turn(a: Act, b: Act, links: readonly Link[]): number {
  if (links.some((link) => link.act === a.id && link.answer === b.id)) return -1;
  return links.some((link) => link.act === b.id && link.answer === a.id) ? 1 : 0;
}

/** Returns the columns, with a gutter before each; the first has one only where a line needs it. */
function spread(count: number, cards: readonly Card[], links: readonly Link[]): { left: number; width: number }[] {
  const at = new Map(cards.map((card) => [card.id, card.column]));
  const own = links.some((link) => at.get(link.act) === 0 && at.get(link.answer) === 0);
  const gutter = count === 1 ? 13 : 26 / count;
  const lead = own ? gutter : 0;
  const width = (100 - lead - gutter * (count - 1)) / count;
  return Array.from({ length: count }, (_, index) => ({ left: lead + index * (width + gutter), width }));
}

function route(cards: readonly Card[], links: readonly Link[], columns: Chain["columns"]): Line[] {
  const at = new Map(cards.map((card) => [card.id, card]));
  const drawn = links.flatMap((link) => {
    const [act, answer] = [at.get(link.act), at.get(link.answer)];
    return act && answer ? [{ link, act, answer, gutter: act.column <= answer.column ? answer.column : answer.column + 1 }] : [];
  });
  const share = assign(drawn.map(({ link, act, answer, gutter }) => ({ key: `${gutter} ${link.basis} ${act.id}`, gutter, rows: span(act.row, answer.row) })));
  const answered = new Set(links.map((link) => link.act));
  const inner = new Set(links.map((link) => link.answer).filter((id) => answered.has(id)));
  return drawn.map(({ link, act, answer, gutter }, index) => {
    const fromLeft = gutter === answer.column;
    const x = within(columns, gutter, share[index] ?? 0.5);
    const [from, to] = [edge(columns, act, gutter <= act.column), edge(columns, answer, fromLeft)];
    // What both answers and is answered is entered above its middle and left below it, so that no line seems to pass through.
    const [out, into] = [act.row + (inner.has(act.id) ? 0.66 : 0.5), answer.row + (inner.has(answer.id) ? 0.34 : 0.5)];
    return { link, corners: [[from, out], [x, out], [x, into], [to, into]] as const, fromLeft };
  });
}

type Rows = readonly [number, number];

function span(a: number, b: number): Rows {
  return a < b ? [a, b] : [b, a];
}

/** Gives lines that run side by side in a gutter a track each, those of one act and basis the same, and returns where it is. */
function assign(lines: readonly { readonly key: string; readonly gutter: number; readonly rows: Rows }[]): number[] {
  const reach = new Map<string, { gutter: number; rows: Rows }>();
  for (const { key, gutter, rows } of lines) {
    const own = reach.get(key)?.rows ?? rows;
    reach.set(key, { gutter, rows: [Math.min(own[0], rows[0]), Math.max(own[1], rows[1])] });
  }
  const used = new Map<number, Rows[][]>();
  const track = new Map<string, number>();
  for (const [key, { gutter, rows }] of reach) {
    const tracks = used.get(gutter) ?? [];
    used.set(gutter, tracks);
    let at = tracks.findIndex((own) => own.every(([low, high]) => rows[1] < low || rows[0] > high));
    if (at < 0) at = tracks.push([]) - 1;
    tracks[at]?.push(rows);
    track.set(key, at);
  }
  return lines.map(({ key, gutter }) => ((track.get(key) ?? 0) + 1) / ((used.get(gutter)?.length ?? 1) + 1));
}

function within(columns: Chain["columns"], gutter: number, share: number): number {
  const before = columns[gutter - 1];
  const low = before ? before.left + before.width : 0;
  return low + share * ((columns[gutter]?.left ?? 100) - low);
}

function edge(columns: Chain["columns"], card: Card, left: boolean): number {
  const column = columns[card.column] ?? { left: 0, width: 100 };
  return left ? column.left : column.left + column.width;
}

function first(one: Chain, known: ReadonlyMap<string, Act>): number {
  return known.get(one.cards[0]?.id ?? "")?.day ?? Infinity;
}

function order(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
