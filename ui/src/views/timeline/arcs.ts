/** The lines that lead from an act to its answer. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Arc {
  readonly line: string;
  readonly tip: string;
}

const HEAD = 9;

/** Returns a curve from an act to its answer, and the arrow's tip.
 *
 * It comes from the left, bowed where time allows no other way; from the right where the answer's label stands before it.
 */
export function arc(act: Point, answer: Point, fromRight = false): Arc {
  const way = fromRight ? 1 : -1;
  const end = { x: answer.x + way * HEAD, y: answer.y };
  const bow = fromRight || answer.x <= act.x + 22;
  const room = fromRight ? Infinity : Math.max(Math.min(act.x, end.x) - 6, 8);
  const out = way * Math.min(70, 18 + Math.abs(end.y - act.y) / 8, room);
  const far = { x: fromRight ? Math.max(act.x, end.x) : act.x, y: act.y };
  const line = bow
    ? `M${at(act)} C${at({ x: far.x + out, y: act.y })} ${at({ x: end.x + out, y: end.y })} ${at(end)}`
    : `M${at(act)} C${at({ x: act.x, y: end.y })} ${at({ x: (act.x + end.x) / 2, y: end.y })} ${at(end)}`;
  const tip = `M${at({ x: end.x + way * 6, y: end.y - 4 })} L${at(end)} L${at({ x: end.x + way * 6, y: end.y + 4 })}`;
  return { line, tip };
}

function at({ x, y }: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}
