/** Who acts on whom: how many incidents lead from each actor, or side, to each other. */

export interface Deed {
  readonly id: string;
  readonly actors: readonly string[];
  readonly targets: readonly string[];
}

export interface Cell {
  readonly doer: string;
  readonly target: string;
  readonly ids: readonly string[];
}

export interface Matrix {
  readonly doers: readonly string[];
  readonly targets: readonly string[];
  readonly cells: ReadonlyMap<string, Cell>;
  readonly most: number;
  /** Doers and targets that found no row or column. */
  readonly leftOut: number;
}

/** Returns the matrix of deeds; `group` says under which heading an actor counts, `order` ranks headings alike. */
export function matrix(
  deeds: readonly Deed[], group: (actor: string) => string, order: readonly string[], most: number,
): Matrix {
  const cells = new Map<string, { doer: string; target: string; ids: string[] }>();
  for (const deed of deeds) {
    const [doers, targets] = [deed.actors, deed.targets].map((list) => [...new Set(list.map(group))]);
    for (const doer of doers ?? []) {
      for (const target of targets ?? []) {
        const cell = cells.get(key(doer, target)) ?? { doer, target, ids: [] };
        cell.ids.push(deed.id);
        cells.set(key(doer, target), cell);
      }
    }
  }
  const doers = ranked(cells, (cell) => cell.doer, order);
  const targets = ranked(cells, (cell) => cell.target, order);
  const shown = [doers.slice(0, most), targets.slice(0, most)] as const;
  const kept = [...cells].filter(([, cell]) => shown[0].includes(cell.doer) && shown[1].includes(cell.target));
  const inside = ([, cell]: [string, Cell]) => cell.ids.length;
  return {
    doers: shown[0].filter((one) => kept.some(([, cell]) => cell.doer === one)),
    targets: shown[1].filter((one) => kept.some(([, cell]) => cell.target === one)),
    cells: new Map(kept), most: Math.max(0, ...kept.map(inside)),
    leftOut: doers.length - shown[0].length + targets.length - shown[1].length,
  };
}

/** Returns the key of a cell. */
export function key(doer: string, target: string): string {
  return `${doer}\n${target}`;
}

function ranked(cells: ReadonlyMap<string, Cell>, of: (cell: Cell) => string, order: readonly string[]): string[] {
  const sums = new Map<string, number>();
  for (const cell of cells.values()) sums.set(of(cell), (sums.get(of(cell)) ?? 0) + cell.ids.length);
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...sums]
    .sort((a, b) => place(a[0]) - place(b[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([id]) => id);
}
