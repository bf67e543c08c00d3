/** The search box: a combobox over rows and sentences. `/` goes to it, arrows move, Enter goes, Escape leaves. */
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import type { Page } from "../page";
import { type Hit, Index } from "./find";

export function Search({ page }: { page: Page }) {
  const [words, setWords] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const list = useId();
  const index = useRef<Index | null>(null);
  const whole = page.whole;
  const hits = useMemo(() => {
    if (!words.trim()) return [];
    if (!index.current?.whole) index.current = new Index(page);
    return index.current.search(words);
  }, [page, words, whole]);
  useSlash(page, box);
  useEffect(() => setAt(hits.length ? 1 : 0), [hits]);
  useEffect(() => {
    const active = page.root.getElementById(`${list}-${at}`);
    if (open) active?.scrollIntoView({ block: "nearest" });
  }, [at, open, list, page]);
  const shown = open && words.trim() !== "";
  const leave = (): void => {
    setOpen(false);
    setWords("");
  };
  const choose = (place: number): void => {
    const hit = hits[place - 1];
    leave();
    if (hit) page.go(hit.at);
    else page.store.set({ find: words.trim() });
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") leave();
    else if (event.key === "Enter" && words.trim()) choose(at);
    else if (step && shown) setAt((at + step + hits.length + 1) % (hits.length + 1));
    else return;
    event.preventDefault();
  };
  return (
    <div class="search" onFocusOut={(event) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOpen(false);
    }}>
      <input ref={box} role="combobox" enterKeyHint="search" autocomplete="off" spellcheck={false} value={words}
        aria-label={page.word("ui", "search")} placeholder={page.word("ui", "search_hint")} aria-autocomplete="list"
        aria-expanded={shown} aria-controls={list} aria-activedescendant={shown ? `${list}-${at}` : undefined}
        onInput={(event) => { setWords(event.currentTarget.value); setOpen(true); }}
        onFocus={() => setOpen(true)} onKeyDown={press} />
      <ul id={list} role="listbox" aria-label={page.word("ui", "search")} hidden={!shown}>
        {shown && [null, ...hits].map((hit, place) => (
          <li key={place} id={`${list}-${place}`} role="option" aria-selected={place === at}
            onMouseDown={(event) => event.preventDefault()} onClick={() => choose(place)}
            onMouseMove={() => place !== at && setAt(place)}>
            {hit ? <Found page={page} hit={hit} /> : page.word("ui", "only_rows", { words: words.trim() })}
          </li>
        ))}
      </ul>
      <output class="vh">{shown ? page.word("ui", "hits", { count: hits.length }) : ""}</output>
    </div>
  );
}

function Found({ page, hit }: { page: Page; hit: Hit }) {
  return (
    <>
      <small>{page.word("ui", `kind_${hit.kind}`)}</small>
      <span>{hit.label}</span>
      {hit.detail && <small>{hit.detail}</small>}
    </>
  );
}

/** `/` goes to the box, from wherever one is not writing. */
function useSlash(page: Page, box: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const writing = (event.target as Element | null)?.closest?.("input, select, textarea");
      if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.current?.focus();
    };
    page.root.addEventListener("keydown", press);
    return () => page.root.removeEventListener("keydown", press);
  }, [page, box]);
}
