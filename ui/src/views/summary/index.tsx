/** Summary: what the acts of the case cost under the present policy, each figure with how it came about. */
import "./summary.css";
import { render } from "preact";
import type { Figure, Incident } from "../../case";
import type { Page } from "../../page";
import { PolicyNote } from "../../parts/policy";
import { useStore } from "../../parts/use";

const MOST = 6;
const GRAVE = ["killed", "injured", "missing", "captured", "displaced"];

export function mount(host: HTMLElement, page: Page): void {
  render(<Summary page={page} />, host);
}

interface Card {
  incident: Incident;
  figure: Figure;
}

/** Return whole figures of the main events that pass, the gravest first; a part is never set beside its whole. */
export function cards(page: Page): Card[] {
  const { incidents } = page.passing();
  const found: Card[] = [];
  for (const incident of page.data.incidents) {
    if (!incidents.has(incident.id) || incident.phase === "before") continue;
    for (const figure of page.figures(incident.id)) {
      const rows = figure.from.map((id) => page.casualties.get(id));
      if (rows.length && rows.some((row) => row && row.part_of === null)) found.push({ incident, figure });
    }
  }
  const weight = ({ figure }: Card): number => figure.high ?? figure.low ?? 0;
  found.sort((one, other) => GRAVE.indexOf(one.figure.effect) - GRAVE.indexOf(other.figure.effect)
    || weight(other) - weight(one));
  return found.slice(0, MOST);
}

function Summary({ page }: { page: Page }) {
  useStore(page);
  const shown = cards(page);
  if (!shown.length) return null;
  return (
    <div class="cost">
      <ul>
        {shown.map(({ incident, figure }) => (
          <li key={`${incident.id} ${figure.effect} ${figure.group}`}>
            <a href={`#${figure.from[0] ?? incident.id}`} class="big">{figure.text}</a>
            <span>{page.word("figures", "befell", { what: figure.group || page.word("figures", "people"), effect: page.word("effects", figure.effect).toLowerCase() })}</span>
            <a href={`#${incident.id}`} class="deed">{incident.title}</a>
            <small>{incident.date.text}. {figure.how}</small>
          </li>
        ))}
      </ul>
      <PolicyNote page={page} />
    </div>
  );
}
