/** Sources: layers that can be shown and hidden, and, for any marked sentence, what was read from it. */
import "./sources.css";
import { render } from "preact";
import { useState } from "preact/hooks";
import type { Page } from "../../page";
import { peeks } from "./peek";

/** The class that a mark of each layer bears. */
const LAYERS = { incident: "i", claim: "c", casualty: "k", response: "r", contradiction: "x" } as const;

export function mount(host: HTMLElement, page: Page): void {
  const section = page.root.getElementById("sources");
  if (!section) return;
  peeks(section, page);
  render(<Layers page={page} section={section} />, host);
}

function Layers({ page, section }: { page: Page; section: HTMLElement }) {
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const toggle = (letter: string): void => {
    const next = hidden.includes(letter) ? hidden.filter((one) => one !== letter) : [...hidden, letter];
    for (const one of Object.values(LAYERS)) section.classList.toggle(`without-${one}`, next.includes(one));
    setHidden(next);
  };
  return (
    <div class="legend" role="group" aria-label={page.word("view_sources", "layers")}>
      <span>{page.word("view_sources", "layers")} </span>
      {Object.entries(LAYERS).map(([layer, letter]) => (
        <button key={letter} type="button" aria-pressed={!hidden.includes(letter)} onClick={() => toggle(letter)}>
          <i class={`dot ${letter}`} aria-hidden="true" />{page.word("layers", layer)}
        </button>
      ))}
      <span class="hint">{page.word("view_sources", "hint")}</span>
    </div>
  );
}
