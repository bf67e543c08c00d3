/** The buttons above the timeline: closer, wider, earlier, later, the main events, all dates, and the window. */

import type { Page } from "../../page";
import { dayWords } from "./model";
import type { Stretch } from "./time";
import { FACTOR, pan, zoom } from "./view";

interface Props {
  readonly page: Page;
  readonly view: Stretch;
  readonly core: Stretch;
  readonly limits: Stretch;
  readonly window: Stretch | null;
  readonly onView: (view: Stretch) => void;
  readonly onWindow: (window: Stretch | null) => void;
}

export function Bar({ page, view, core, limits, window, onView, onWindow }: Props) {
  const word = (key: string) => page.word("view_timeline", key);
  const middle = (view[0] + view[1]) / 2;
  const length = view[1] - view[0];
  const same = (one: Stretch) => Math.abs(one[0] - view[0]) + Math.abs(one[1] - view[1]) < 0.01;
  const apart = core[0] > limits[0] + 0.01 || core[1] < limits[1] - 0.01;
  return (
    <div class="tl-bar" role="toolbar" aria-label={word("bar")}>
      <span class="set">
        <Button sign="−" label={word("wider")} onClick={() => onView(zoom(view, 1 / FACTOR, middle, limits))} off={same(limits)} />
        <Button sign="+" label={word("closer")} onClick={() => onView(zoom(view, FACTOR, middle, limits))} />
        <Button sign="←" label={word("earlier")} onClick={() => onView(pan(view, -length / 2, limits))} off={view[0] <= limits[0] + 0.01} />
        <Button sign="→" label={word("later")} onClick={() => onView(pan(view, length / 2, limits))} off={view[1] >= limits[1] - 0.01} />
      </span>
      <span class="set">
        <button type="button" aria-pressed={same(core)} onClick={() => onView(core)}>{word("main")}</button>
        {apart && <button type="button" aria-pressed={same(limits)} onClick={() => onView(limits)}>{word("all")}</button>}
      </span>
      <span class="set">
        <button type="button" onClick={() => onWindow(view)} disabled={same(limits)}>{word("sift")}</button>
        {window && <button type="button" onClick={() => onWindow(null)}>{word("unsift")}</button>}
      </span>
      <output>{page.word("dates", "span", { from: dayWords(page, Math.ceil(view[0])), to: dayWords(page, Math.floor(view[1] - 1e-6)) })}</output>
    </div>
  );
}

function Button({ sign, label, onClick, off = false }: { sign: string; label: string; onClick: () => void; off?: boolean }) {
  return <button type="button" class="sign" aria-label={label} title={label} onClick={onClick} disabled={off}><span aria-hidden="true">{sign}</span></button>;
}
