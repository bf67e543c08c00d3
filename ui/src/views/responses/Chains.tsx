/** Acts and answers as turns: a column for each side, lines with lags, whose word each answer rests on. */

import { useState } from "preact/hooks";
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
      <p class="intro">{word("chains_intro")}</p>
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
  const narrow = chain.lanes.length === 0;
  return (
    <div class={narrow ? "rs-chain narrow" : "rs-chain"} style={{ maxWidth: `${Math.max(chain.columns.length * 29, 36)}rem` }}>
      {chain.lanes.length > 1 && chain.rows > 1 && (
        <div class="heads" aria-hidden="true">
          {chain.lanes.map((lane, at) => {
            const side = page.data.sides[lane];
            const column = chain.columns[at];
            return <b key={lane} class={side ? `t-${side.colour}` : ""} style={{ left: `${column?.left}%`, width: `${column?.width}%` }}>{side?.name ?? page.word("view_responses", "others")}</b>;
          })}
        </div>
      )}
      <div class="turns" style={{ height: `calc(${chain.rows} * var(--row))` }}>
        <svg viewBox={`0 0 100 ${chain.rows * 100}`} preserveAspectRatio="none" aria-hidden="true">
          {chain.lines.map((line) => <path key={line.link.id} d={pathOf(line)} class={`line ${line.link.basis}`} />)}
        </svg>
        <ol>{chain.cards.map((card) => <Deed key={card.id} page={page} card={card} chain={chain} />)}</ol>
        {chain.lines.map((line) => {
          const [x, y] = line.corners.at(-1) ?? [0, 0];
          return <i key={line.link.id} class={line.fromLeft ? "head right" : "head left"} aria-hidden="true" style={{ left: `${x}%`, top: `calc(${y} * var(--row))` }} />;
        })}
      </div>
    </div>
  );
}

function Deed({ page, card, chain }: { page: Page; card: Card; chain: Chain }) {
  const incident = page.incidents.get(card.id);
  const column = chain.columns[card.column];
  if (!incident || !column) return null;
  const dim = page.passing().incidents.has(incident.id) ? "" : " aside";
  const answers = chain.lines.filter((line) => line.link.answer === card.id);
  return (
    <li class={`turn ${lookOf(incident.status)} l-s${slotOf(incident.colour)}${dim}`} style={{ top: `calc(${card.row} * var(--row))`, left: `${column.left}%`, width: `${column.width}%` }}>
      <p>
        <small class="when">{incident.date.short}{incident.status !== "reported" && ` · ${page.word("statuses", incident.status)}`}</small>
        {answers.map((line) => <After key={line.link.id} page={page} line={line} />)}
      </p>
      <a class="deed" href={`#${incident.id}`} title={incident.title}>
        {incident.who && <b class={`t-s${slotOf(incident.colour)}`}>{incident.who} </b>}{incident.deed}{incident.whom && ` · ${incident.whom}`}
      </a>
    </li>
  );
}

/** How long after the act the answer came, and on whose word it answers; leads to the row with the sentence. */
function After({ page, line }: { page: Page; line: Line }) {
  const row = page.data.responses.find((one) => one.id === line.link.id);
  if (!row) return null;
  const word = (key: string, values = {}) => page.word("view_responses", key, values);
  const [act, answer] = [page.incidents.get(row.responds_to), page.incidents.get(row.incident)];
  const days = lagWords(lag(act ? daysOf(act) : null, answer ? daysOf(answer) : null, answer?.date.open ?? false), word);
  const basis = line.link.basis === "claimed" ? word("claimed", { name: page.name(row.said_by) }) : word(line.link.basis);
  const told = row.cue ? `${basis}: ${page.speech.quoted(row.cue)}` : basis;
  return (
    <a class="lag" href={`#${row.id}`} title={`${days}, ${told}`} aria-label={word("after", { lag: days, act: act?.title ?? "", basis: told })}>
      <span aria-hidden="true">↳ </span>{days}{line.link.basis !== "told" && ` · ${basis}`}
    </a>
  );
}

function pathOf(line: Line): string {
  return line.corners.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(2)},${(y * 100).toFixed(1)}`).join(" ");
}
