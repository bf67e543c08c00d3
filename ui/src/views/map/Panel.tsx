/** What a mark says: the place, how exactly it is known, what is told to have happened, and the ways on. */
import { useEffect, useRef } from "preact/hooks";
import type { Incident } from "../../case";
import type { Page } from "../../page";
import type { Mark } from "./marks";

interface Props {
  readonly page: Page;
  readonly mark: Mark;
  readonly left: boolean;
  readonly onClose: () => void;
}

export function Panel({ page, mark, left, onClose }: Props) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), [mark.key]);
  const word = (key: string, values = {}): string => page.word("view_map", key, values);
  const only = (): void => page.store.set({ place: mark.chosen ? [] : [...mark.data.places] });
  const within = mark.km ? `, ${word("about", { km: Math.round(mark.km) })}` : "";
  return (
    <aside class={left ? "mp-panel left" : "mp-panel"} ref={box} tabindex={-1} aria-label={mark.name} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <button type="button" class="close" aria-label={word("close")} onClick={onClose}>×</button>
      <h3>
        {mark.data.places.map((id, at) => <span key={id}>{at > 0 && ", "}<a href={`#${id}`}>{page.name(id)}</a></span>)}
      </h3>
      <p class="known">{page.word("precisions", mark.precision)}{within}</p>
      <ol>{mark.deeds.map((deed) => <Deed key={deed.id} page={page} deed={deed} />)}</ol>
      <button type="button" class="only" aria-pressed={mark.chosen} onClick={only}>{word(mark.chosen ? "all_places" : "only")}</button>
    </aside>
  );
}

function Deed({ page, deed }: { page: Page; deed: Incident }) {
  const names = (ids: readonly string[]): string => ids.map((id) => page.name(id)).join(", ");
  const said = deed.fields["claimed_targets"]?.said_by ?? [];
  const look = ({ reported: "solid", claimed: "hatch", disputed: "hatch" } as Record<string, string>)[deed.status] ?? "outline";
  const mark = (field: string) => deed.inferred.includes(field) && <span class="chip infer">{page.word("tables", "inferred")}</span>;
  return (
    <li>
      <span class="when">{deed.date.short}</span> <a href={`#${deed.id}`}>{deed.title}</a>{" "}
      {mark("places")}{" "}
      <span class={`status ${look}`}>{page.word("statuses", deed.status)}</span>
      {deed.claimed_targets.length > 0 && (
        <dl>
          {deed.targets.length > 0 && <><dt>{page.word("view_map", "struck")}</dt><dd>{names(deed.targets)} {mark("targets")}</dd></>}
          <dt>{page.word("view_map", "said_aim")}</dt>
          <dd>{names(deed.claimed_targets)}{said.length > 0 && ` (${page.word("view_map", "says", { who: names(said) })})`}</dd>
        </dl>
      )}
    </li>
  );
}
