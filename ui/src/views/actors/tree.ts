/** The tree of actors: sides, their bodies, the offices in them and the persons who hold them. */

export interface Person {
  readonly id: string;
  readonly kind: string;
  /** Index of the side, or null. */
  readonly side: number | null;
  readonly partOf: string | null;
  /** Bodies in which the actor holds an office. */
  readonly offices: readonly string[];
  /** How much is told of it. */
  readonly weight: number;
}

export interface Node {
  readonly id: string;
  readonly below: readonly Node[];
}

export interface Branch {
  readonly side: number | null;
  readonly nodes: readonly Node[];
}

/** Returns a branch for each side, and one for who is on none; circles end where they close. */
export function tree(people: readonly Person[], sides: readonly string[]): Branch[] {
  const byId = new Map(people.map((one) => [one.id, one]));
  const parent = new Map(people.map((one) => [one.id, above(one, byId, sides)]));
  for (const one of people) cut(one.id, parent);
  const below = new Map<string, Person[]>();
  for (const one of people) {
    const up = parent.get(one.id);
    if (up) below.set(up, [...(below.get(up) ?? []), one]);
  }
  const grow = (list: readonly Person[]): Node[] =>
    [...list].sort(ranked).map((one) => ({ id: one.id, below: grow(below.get(one.id) ?? []) }));
  return [...sides.keys(), null]
    .map((side) => ({ side, nodes: grow(people.filter((one) => !parent.get(one.id) && one.side === side)) }))
    .filter((branch) => branch.nodes.length > 0);
}

/** Returns what an actor stands under: the body it is part of, the office's body, or else its side. */
function above(one: Person, byId: ReadonlyMap<string, Person>, sides: readonly string[]): string | null {
  const own = one.side === null ? null : (sides[one.side] ?? null);
  if (one.id === own) return null;
  const bodies = [one.partOf, ...one.offices].filter((id): id is string => id !== null && id !== one.id && byId.has(id));
  return bodies.find((id) => byId.get(id)?.side === one.side) ?? (own !== null && byId.has(own) ? own : null);
}

function cut(id: string, parent: Map<string, string | null>): void {
  const seen = new Set([id]);
  for (let at = parent.get(id); at; at = parent.get(at)) {
    if (seen.has(at)) {
      parent.set(id, null);
      return;
    }
    seen.add(at);
  }
}

function ranked(a: Person, b: Person): number {
  return b.weight - a.weight || (a.id < b.id ? -1 : 1);
}

/** Returns how many actors stand under a node. */
export function count(node: Node): number {
  return node.below.reduce((sum, one) => sum + 1 + count(one), 0);
}
