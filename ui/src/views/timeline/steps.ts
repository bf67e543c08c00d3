/** Where the arrow keys lead among marks: along the time, and from lane to lane. */

export interface Spot {
  readonly id: string;
  readonly lane: number;
  readonly x: number;
  readonly y: number;
}

/** Returns the mark that a key leads to from another, or undefined where the key means nothing or nothing is there. */
export function step(spots: readonly Spot[], from: string | null, key: string): string | undefined {
  const inOrder = [...spots].sort((a, b) => a.x - b.x || a.y - b.y);
  const here = spots.find((spot) => spot.id === from);
  if (key === "Home" || (!here && /^Arrow/.test(key))) return inOrder[0]?.id;
  if (key === "End") return inOrder.at(-1)?.id;
  if (!here) return undefined;
  if (key === "ArrowRight" || key === "ArrowLeft") {
    const lane = inOrder.filter((spot) => spot.lane === here.lane);
    return lane[lane.indexOf(here) + (key === "ArrowRight" ? 1 : -1)]?.id;
  }
  if (key === "ArrowDown" || key === "ArrowUp") return across(spots, here, key === "ArrowDown" ? 1 : -1);
  return undefined;
}

/** Returns the mark nearest in time in the next lane that has one. */
function across(spots: readonly Spot[], here: Spot, way: 1 | -1): string | undefined {
  const beyond = spots.filter((spot) => (spot.lane - here.lane) * way > 0);
  if (!beyond.length) return undefined;
  const lane = way > 0 ? Math.min(...beyond.map((spot) => spot.lane)) : Math.max(...beyond.map((spot) => spot.lane));
  return beyond
    .filter((spot) => spot.lane === lane)
    .reduce((best, spot) => (Math.abs(spot.x - here.x) < Math.abs(best.x - here.x) ? spot : best)).id;
}
