/** What the picture leaves out, told of as such: background before and after the main events, and what has no date. */

import type { Page } from "../../page";
import type { Entry } from "./model";

type Phase = "before" | "after" | "undated";

interface Props {
  readonly page: Page;
  readonly entries: readonly Entry[];
  readonly only?: readonly Phase[];
}

export function Apart({ page, entries, only = ["before", "after", "undated"] }: Props) {
  return (
    <>
      {only.map((phase) => {
        const own = entries.filter((entry) => entry.phase === phase);
        if (!own.length) return null;
        return (
          <details key={phase} class="tl-apart">
            <summary>{page.word("view_timeline", phase, { count: own.length })}</summary>
            <ol>
              {own.map((entry) => {
                const incident = page.incidents.get(entry.id);
                return incident && (
                  <li key={entry.id}>
                    {phase !== "undated" && <span class="when">{incident.date.short}</span>}{" "}
                    <a href={entry.look.href}>{incident.title}</a>{" "}
                    <small>{page.word("statuses", incident.status)}</small>
                  </li>
                );
              })}
            </ol>
          </details>
        );
      })}
    </>
  );
}
