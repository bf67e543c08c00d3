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

/** Returns a curve from an act to its answer, and the arrow's tip: down and in from the left, bowed where time allows none. */
export function arc(act: Point, answer: Point): Arc {
  const end = { x: answer.x - HEAD, y: answer.y };
  const bow = answer.x <= act.x + 22;
  const out = bow ? Math.min(70, 18 + Math.abs(end.y - act.y) / 8) : 0;
  const line = bow
    ? `M${at(act)} C${at({ x: act.x - out, y: act.y })} ${at({ x: end.x - out, y: end.y })} ${at(end)}`
    : `M${at(act)} C${at({ x: act.x, y: end.y })} ${at({ x: (act.x + end.x) / 2, y: end.y })} ${at(end)}`;
  const tip = `M${at({ x: end.x - 6, y: end.y - 4 })} L${at(end)} L${at({ x: end.x - 6, y: end.y + 4 })}`;
  return { line, tip };
}

function at({ x, y }: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}
