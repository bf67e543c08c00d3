/** What is told of an incident in short, beside its mark: headline, date, status, who says so, figures, sentences. */

import type { Incident } from "../../case";
import type { Page } from "../../page";

interface Props {
  readonly page: Page;
  readonly incident: Incident;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Others that share the mark. */
  readonly more?: readonly Incident[];
  readonly onEnter?: () => void;
  readonly onLeave?: () => void;
}

/** Sentences and sharers that are shown; the rows have them all. */
const MOST = 8;

export function Tip({ page, incident, x, y, width, more = [], onEnter, onLeave }: Props) {
  const flip = x > width / 2;
  const room = Math.min(340, width - 8);
  const left = flip ? Math.max(x - room, 4) : Math.min(x, width - room - 4);
  return (
    <div class="tl-tip" role="status" style={{ left: `${Math.max(left, 4)}px`, top: `${y}px`, width: `${room}px` }} onMouseEnter={onEnter} onMouseLeave={onLeave}>
      <Told page={page} incident={incident} />
      {more.length > 0 && (
        <ul>
          {more.slice(0, MOST).map((one) => <li key={one.id}><a href={`#${one.id}`}>{one.title}</a></li>)}
          {more.length > MOST && <li>{`+${more.length - MOST}`}</li>}
        </ul>
      )}
    </div>
  );
}

/** The same words, wherever they stand. */
export function Told({ page, incident }: { page: Page; incident: Incident }) {
  const figures = page.figures(incident.id);
  return (
    <>
      <p class="what"><a href={`#${incident.id}`}>{incident.title}</a></p>
      <p class="when">
        {incident.date.text}
        {incident.date.basis !== "explicit" && incident.date.first && <small>{` (${page.word("bases", incident.date.basis)})`}</small>}
        {" · "}<span class={`status ${incident.status}`}>{page.word("statuses", incident.status)}</span>
      </p>
      <p class="who">{voices(page, incident)}</p>
      {figures.length > 0 && (
        <dl>
          {figures.map((row) => (
            <div key={`${row.effect} ${row.group}`}>
              <dt>{page.word("effects", row.effect)}</dt>
              <dd><b>{row.text}</b>{row.group && ` ${row.group}`}{row.how && <small>{` ${row.how}`}</small>}</dd>
            </div>
          ))}
        </dl>
      )}
      <Numbers evidence={incident.evidence} />
    </>
  );
}

/** The numbers of sentences, as links to them. */
export function Numbers({ evidence, most = MOST }: { evidence: readonly number[]; most?: number }) {
  if (!evidence.length) return null;
  return (
    <span class="refs">
      {evidence.slice(0, most).map((number) => <a key={number} class="n" href={`#e${number}`}>{number}</a>)}
      {evidence.length > most && <small>{` +${evidence.length - most}`}</small>}
    </span>
  );
}

/** Returns who says it, in words: the sources' own voice first, then who is quoted. */
export function voices(page: Page, incident: Pick<Incident, "own_voice" | "said_by">): string {
  const own = incident.own_voice ? [page.word("view_timeline", "own_voice")] : [];
  const said = incident.said_by.map((id) => page.word("view_timeline", "according", { name: page.name(id) }));
  return [...own, ...said].join(page.word("lists", "apart"));
}
