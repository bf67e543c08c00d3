/** The bar on top: search, filters, the policy of figures and the theme; below it what is chosen, and how to undo it. */
import { render } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import type { Page } from "../page";
import { useStore } from "../parts/use";
import { isFiltered, LISTS, type ListFilter, type State } from "../store";
import { choices, label } from "./facets";
import { Search } from "./search";

export function mountBar(host: HTMLElement, page: Page): void {
  render(<Bar page={page} />, host);
}

function Bar({ page }: { page: Page }) {
  const state = useStore(page);
  const [open, setOpen] = useState(false);
  const facets = useId();
  const word = (key: string) => page.word("ui", key);
  return (
    <div class="bar" role="region" aria-label={word("tools")}>
      <div class="tools">
        <Search page={page} />
        <button type="button" class="tool" aria-expanded={open} aria-controls={facets} onClick={() => setOpen(!open)}>
          {word("filters")}
        </button>
        <PolicySwitch page={page} state={state} />
        <ThemeSwitch page={page} state={state} />
      </div>
      <div id={facets} class="facets" hidden={!open}>
        {open && LISTS.map((name) => <Facet key={name} page={page} name={name} state={state} />)}
        {open && <Dates page={page} state={state} />}
      </div>
      {isFiltered(state) && <Active page={page} state={state} />}
    </div>
  );
}

function PolicySwitch({ page, state }: { page: Page; state: State }) {
  const all = Object.entries(page.data.figures);
  if (all.length < 2) return null;
  return (
    <label class="tool pick">
      <span>{page.word("ui", "policy")}</span>
      <select value={state.policy} onChange={(event) => page.store.set({ policy: event.currentTarget.value })}>
        {all.map(([id, policy]) => <option key={id} value={id}>{policy.name}</option>)}
      </select>
    </label>
  );
}

function ThemeSwitch({ page, state }: { page: Page; state: State }) {
  const take = (value: string): void => page.store.set({ theme: value as State["theme"] }, false);
  return (
    <label class="tool pick">
      <span>{page.word("ui", "theme")}</span>
      <select value={state.theme} onChange={(event) => take(event.currentTarget.value)}>
        {["auto", "light", "dark"].map((one) => <option key={one} value={one}>{page.word("ui", `theme_${one}`)}</option>)}
      </select>
    </label>
  );
}

/** One facet: a list that adds what is chosen to the filter; what is chosen already is marked, and chosen again goes. */
function Facet({ page, name, state }: { page: Page; name: ListFilter; state: State }) {
  const all = useMemo(() => choices(page, name), [page, name]);
  const take = (list: HTMLSelectElement): void => {
    if (list.value) page.store.toggle(name, list.value);
    list.value = "";
  };
  return (
    <label class="facet">
      <span>{page.word("ui", `by_${name}`)}</span>
      <select value="" disabled={!all.length} onChange={(event) => take(event.currentTarget)}>
        <option value="">{state[name].length ? page.word("ui", "add_another") : page.word("ui", "any")}</option>
        {all.map((one) => (
          <option key={one.value} value={one.value}>
            {`${state[name].includes(one.value) ? "✓ " : ""}${one.label} (${one.count})`}
          </option>
        ))}
      </select>
    </label>
  );
}

function Dates({ page, state }: { page: Page; state: State }) {
  const [first, last] = useMemo(() => bounds(page), [page]);
  if (!first) return null;
  return (
    <>
      {(["from", "to"] as const).map((edge) => (
        <label class="facet" key={edge}>
          <span>{page.word("ui", edge)}</span>
          <input type="date" min={first} max={last} value={state[edge] ?? ""}
            onChange={(event) => page.store.set({ [edge]: event.currentTarget.value || null })} />
        </label>
      ))}
    </>
  );
}

function bounds(page: Page): [string, string] {
  const days = page.data.incidents.flatMap((row) => [row.date.first, row.date.last]).filter((day) => day !== null);
  return [days.reduce((one, other) => (one && one < other ? one : other), ""),
    days.reduce((one, other) => (one > other ? one : other), "")];
}

/** What is chosen, each with the way to undo it, and how many rows are left. */
function Active({ page, state }: { page: Page; state: State }) {
  const drop = page.word("ui", "remove");
  const chips = LISTS.flatMap((name) => state[name].map((value) => ({
    key: `${name} ${value}`, kind: page.word("ui", `by_${name}`), told: label(page, name, value),
    undo: () => page.store.toggle(name, value),
  })));
  for (const edge of ["from", "to"] as const) {
    const day = state[edge];
    if (day) chips.push({ key: edge, kind: page.word("ui", edge), told: page.speech.day(day, true), undo: () => page.store.set({ [edge]: null }) });
  }
  if (state.find.trim()) {
    const undo = (): void => page.store.set({ find: "" });
    chips.push({ key: "find", kind: page.word("ui", "words"), told: page.speech.quoted(state.find.trim()), undo });
  }
  return (
    <div class="active">
      <ul>
        {chips.map((one) => (
          <li key={one.key}>
            <button type="button" class="on-chip" onClick={one.undo} aria-label={`${drop}: ${one.kind} ${one.told}`}>
              <small>{one.kind}</small> {one.told} <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      <output class="left">{counts(page)}</output>
      <button type="button" class="clear" onClick={() => page.store.clear()}>{page.word("ui", "clear")}</button>
    </div>
  );
}

function counts(page: Page): string {
  const passing = page.passing();
  const told = (["incidents", "claims", "casualties"] as const).filter((name) => page.data[name].length).map((name) =>
    page.word("ui", `left_${name}`, { count: passing[name].size, all: page.data[name].length }));
  return told.join(" · ");
}
