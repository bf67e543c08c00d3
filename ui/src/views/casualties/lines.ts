/** The lines of the static matrix (what befell whom), and each line's figure under a policy. */
import type { Casualty, Figure } from "../../case";
import type { Page } from "../../page";
import { fold } from "../../text";

export interface Line {
  element: HTMLElement;
  label: string;
  depth: number;
  incident: string | null;
  rows: Casualty[];
}

/** Read the lines from the page: they stand there already, parts under their wholes. */
export function linesOf(page: Page): Line[] {
  const found: Line[] = [];
  for (const element of page.root.querySelectorAll<HTMLElement>("#casualties tr[data-rows]")) {
    const ids = (element.dataset["rows"] ?? "").split(" ");
    const rows = ids.map((id) => page.casualties.get(id)).filter((row) => row !== undefined);
    const head = element.querySelector("th");
    if (rows[0] && head) {
      const depth = Number(/\bd(\d)\b/.exec(head.className)?.[1] ?? 0);
      found.push({ element, rows, depth, label: head.textContent ?? "", incident: rows[0].incident });
    }
  }
  return found;
}

/**
 * Return a line's figure under the present policy: the one that was made from the line's rows, else the one that bears
 * the name of its group; none where the policy takes none of them.
 */
export function figureOf(page: Page, line: Line): Figure | null {
  const ids = new Set(line.rows.map((row) => row.id));
  const effect = line.rows[0]?.effect;
  const rows = page.figures(line.incident).filter((row) => row.effect === effect);
  const groups = new Set(line.rows.map((row) => fold(row.group)));
  return rows.find((row) => row.from.some((id) => ids.has(id)))
    ?? rows.find((row) => !row.from.length && groups.has(fold(row.group))) ?? null;
}

/** Return the numbers that a casualty row spans; null where it gives none. */
export function bounds(row: { low: number | null; high: number | null }): [number, number] | null {
  const low = row.low ?? row.high, high = row.high ?? row.low;
  return low === null || high === null ? null : [low, high];
}
