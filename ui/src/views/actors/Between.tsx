/** Who acts on whom, as a matrix of counts; a press on a count lists its incidents. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Page } from "../../page";
import { Numbers } from "../timeline/Tip";
import { key, matrix, type Matrix } from "./matrix";
import { deeds, OTHERS, types, type Manner } from "./model";

/** Rows and columns that a matrix of single actors has at most. */
const MOST = 12;

export function Between({ page }: { page: Page }) {
  const [single, part] = useState(page.data.sides.length < 2);
  const [manner, choose] = useState<Manner>("all");
  const [cell, open] = useState<string | null>(null);
  const word = (name: string, values = {}) => page.word("view_actors", name, values);
  const sides = page.data.sides.map((side) => side.id);
  const group = (actor: string) => (single ? actor : (page.actors.get(actor)?.side ?? OTHERS));
  const found = matrix(deeds(page, manner), group, single ? [] : [...sides, OTHERS], single ? MOST : sides.length + 1);
  const listed = cell === null ? undefined : found.cells.get(cell);
  return (
    <div class="ac-between">
      <h3>{word("between")}</h3>
      <p class="intro">{word("between_intro")}</p>
      <div class="ac-bar">
        <Choice label={word("by")} options={[["sides", word("sides")], ["single", word("single")]]} chosen={single ? "single" : "sides"} onChoose={(to) => part(to === "single")} />
        <Choice label={word("what")} options={[["all", word("all")], ["deed", word("deeds")], ["word", word("words")]]} chosen={manner} onChoose={(to) => choose(to as Manner)} />
        <label>
          {word("type")}{" "}
          <select value={manner.startsWith("type:") ? manner : ""} onChange={(event) => choose((event.currentTarget.value || "all") as Manner)}>
            <option value="">{word("every_type")}</option>
            {types(page).map((type) => <option key={type} value={`type:${type}`}>{page.word("types", type)}</option>)}
          </select>
        </label>
      </div>
      {found.most === 0 ? <p class="none">{word("none")}</p> : <Table page={page} found={found} open={cell} onOpen={(to) => open(to === cell ? null : to)} />}
      {listed && <List page={page} title={word("listed", { doer: nameOf(page, listed.doer), target: nameOf(page, listed.target) })} ids={listed.ids} onClose={() => open(null)} />}
      {found.leftOut > 0 && <p class="hint">{word("left_out", { count: found.leftOut })}</p>}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly (readonly [string, string])[];
  readonly chosen: string;
  readonly onChoose: (to: string) => void;
}

function Choice({ label, options, chosen, onChoose }: ChoiceProps) {
  return (
    <span class="choice" role="group" aria-label={label}>
      <span aria-hidden="true">{label} </span>
      <span class="set">
        {options.map(([value, name]) => <button key={value} type="button" aria-pressed={chosen === value} onClick={() => onChoose(value)}>{name}</button>)}
      </span>
    </span>
  );
}

function Table({ page, found, open, onOpen }: { page: Page; found: Matrix; open: string | null; onOpen: (cell: string) => void }) {
  const word = (name: string, values = {}) => page.word("view_actors", name, values);
  const head = (id: string) => <span class={`t-${page.actors.get(id)?.colour ?? "s0"}`}>{nameOf(page, id)}</span>;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={word("between")}>
      <table class="ac-matrix">
        <caption class="vh">{word("between")}</caption>
        <thead>
          <tr><td />{found.targets.map((target) => <th key={target} scope="col"><div><small>{word("on", { name: "" })}</small>{head(target)}</div></th>)}</tr>
        </thead>
        <tbody>
          {found.doers.map((doer) => (
            <tr key={doer}>
              <th scope="row">{head(doer)}</th>
              {found.targets.map((target) => {
                const cell = found.cells.get(key(doer, target));
                if (!cell) return <td key={target} class="nothing">·</td>;
                const share = Math.sqrt(cell.ids.length / found.most);
                return (
                  <td key={target}>
                    <button type="button" class={`cell ${page.actors.get(doer)?.colour ?? "s0"}`} style={{ "--share": `${Math.round(8 + 46 * share)}%` }} aria-expanded={open === key(doer, target)}
                      aria-label={word("cell", { doer: nameOf(page, doer), target: nameOf(page, target), count: cell.ids.length })} onClick={() => onOpen(key(doer, target))}>
                      {cell.ids.length}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function List({ page, title, ids, onClose }: { page: Page; title: string; ids: readonly string[]; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [title]);
  return (
    <div class="ac-list" ref={box} tabIndex={-1} role="region" aria-label={title} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <p><b>{title}</b> <button type="button" class="vw-button" aria-label={page.word("view_actors", "close")} onClick={onClose}>×</button></p>
      <ol>
        {ids.map((id) => {
          const row = page.incidents.get(id);
          return row && (
            <li key={id}>
              <span class="when">{row.date.short}</span>
              <span><a href={`#${id}`}>{row.title}</a> <small>{page.word("statuses", row.status)}</small> <Numbers evidence={row.evidence} most={4} /></span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function nameOf(page: Page, id: string): string {
  return id === OTHERS ? page.word("view_actors", "others") : page.name(id);
}
