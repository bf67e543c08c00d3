/** Acts and answers as turns: a column for each side, lines with lags, whose word each answer rests on. */

import { useState } from "preact/hooks";
import type { Response } from "../../case";
import type { Page } from "../../page";
import { useWidth } from "../timeline/hooks";
import { daysOf, lookOf, slotOf } from "../timeline/model";
import { chains, type Card, type Chain, type Line } from "./chain";
import { lag, lagWords } from "./lag";
import { acts } from "./model";

/** Width in pixels from which sides get columns. */
const COLUMNS = 620;
/** Chains that are shown at first. */
const FIRST = 6;

export function Chains({ page }: { page: Page }) {
  const [box, width] = useWidth();
  const [all, open] = useState(false);
  const word = (key: string, values = {}) => page.word("view_responses", key, values);
  const { acts: own, links } = acts(page);
  const found = chains(own, links, width < COLUMNS);
  const shown = all ? found : found.slice(0, FIRST);
  return (
    <div class="rs-chains" ref={box}>
      <h3>{word("chains")}</h3>
      <p class="policy">{word("chains_intro")}</p>
      <BasisKey page={page} />
      {found.length === 0 && <p class="none">{word("none")}</p>}
      {shown.map((chain) => <Turns key={chain.cards[0]?.id} page={page} chain={chain} />)}
      {found.length > FIRST && (
        <button type="button" class="vw-button" aria-expanded={all} onClick={() => open(!all)}>
          {all ? word("fewer") : word("more", { count: found.length - FIRST })}
        </button>
      )}
    </div>
  );
}

function BasisKey({ page }: { page: Page }) {
  return (
    <ul class="key">
      {(["told", "claimed", "inferred"] as const).map((basis) => (
        <li key={basis}>
          <svg viewBox="0 0 28 16" width={28} height={16} aria-hidden="true"><g class={`arc ${basis}`}><path d="M1,8 H24" /><path d="M19,4.5 L24,8 L19,11.5" class="tip" /></g></svg>
          {" "}{page.word("view_timeline", basis)}
        </li>
      ))}
    </ul>
  );
}

function Turns({ page, chain }: { page: Page; chain: Chain }) {
  const rows = chain.cards.length;
  const narrow = chain.lanes.length === 0;
  return (
    <div class={narrow ? "rs-chain narrow" : "rs-chain"} style={{ maxWidth: `${Math.max(chain.columns.length * 25, 34)}rem` }}>
      {chain.lanes.length > 1 && (
        <div class="heads" aria-hidden="true">
          {chain.lanes.map((lane, at) => {
            const side = page.data.sides[lane];
            const column = chain.columns[at];
            return <b key={lane} class={side ? `t-${side.colour}` : ""} style={{ left: `${column?.left}%`, width: `${column?.width}%` }}>{side?.name ?? page.word("view_responses", "others")}</b>;
          })}
        </div>
      )}
      <div class="turns" style={{ height: `calc(${rows} * var(--row))` }}>
        <svg viewBox={`0 0 100 ${rows * 100}`} preserveAspectRatio="none" aria-hidden="true">
          {chain.lines.map((line) => <path key={line.link.id} d={pathOf(line)} class={`line ${basisOf(page, line)}`} />)}
        </svg>
        <ol>{chain.cards.map((card) => <Deed key={card.id} page={page} card={card} chain={chain} />)}</ol>
        {chain.lines.map((line) => <Words key={line.link.id} page={page} line={line} />)}
      </div>
    </div>
  );
}

function Deed({ page, card, chain }: { page: Page; card: Card; chain: Chain }) {
  const incident = page.incidents.get(card.id);
  const column = chain.columns[card.column];
  if (!incident || !column) return null;
  const dim = page.passing().incidents.has(incident.id) ? "" : " aside";
  return (
    <li class={`turn ${lookOf(incident.status)} l-s${slotOf(incident.colour)}${dim}`} style={{ top: `calc(${card.row} * var(--row))`, left: `${column.left}%`, width: `${column.width}%` }}>
      <a href={`#${incident.id}`} title={incident.title}>
        <small>{incident.date.short}{incident.status !== "reported" && ` · ${page.word("statuses", incident.status)}`}</small>
        <span>{incident.who && <b class={`t-s${slotOf(incident.colour)}`}>{incident.who} </b>}{incident.deed}{incident.whom && ` · ${incident.whom}`}</span>
      </a>
    </li>
  );
}

/** The words on a line: the lag, and whose word the answer rests on where the text does not tell it. */
function Words({ page, line }: { page: Page; line: Line }) {
  const row = responseOf(page, line);
  if (!row) return null;
  const word = (key: string, values = {}) => page.word("view_responses", key, values);
  const [act, answer] = [page.incidents.get(row.responds_to), page.incidents.get(row.incident)];
  const days = lagWords(lag(act ? daysOf(act) : null, answer ? daysOf(answer) : null, answer?.date.open ?? false), word);
  const basis = row.basis !== "explicit" ? word("inferred") : row.said_by ? word("claimed", { name: page.name(row.said_by) }) : word("told");
  const tip = line.corners[3];
  return (
    <>
      <a class="lag" href={`#${row.id}`} style={{ left: `${line.label[0]}%`, top: `calc(${line.label[1]} * var(--row))` }}
        title={row.cue ? `${basis}: “${row.cue}”` : basis} aria-label={`${answer?.title ?? ""} ← ${act?.title ?? ""}: ${days}, ${basis}`}>
        {days}{basisOf(page, line) !== "told" && <small>{basis}</small>}
      </a>
      {tip && <i class={line.fromLeft ? "head right" : "head left"} aria-hidden="true" style={{ left: `${tip[0]}%`, top: `calc(${tip[1]} * var(--row))` }} />}
    </>
  );
}

function responseOf(page: Page, line: Line): Response | undefined {
  return page.data.responses.find((row) => row.id === line.link.id);
}

function basisOf(page: Page, line: Line): "told" | "claimed" | "inferred" {
  const row = responseOf(page, line);
  return row?.basis !== "explicit" ? "inferred" : row.said_by ? "claimed" : "told";
}

function pathOf(line: Line): string {
  return line.corners.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(2)},${(y * 100).toFixed(1)}`).join(" ");
}
