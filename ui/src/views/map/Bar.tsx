/** The buttons above the map: closer, wider, the case's region, the Earth. */
import type { Page } from "../../page";
import type { Zoom } from "./zoom";

interface Props {
  readonly page: Page;
  readonly zoom: Zoom;
  readonly widest: number;
  readonly worldly: boolean;
}

export function Bar({ page, zoom, widest, worldly }: Props) {
  const word = (key: string): string => page.word("view_map", key);
  const { k, x, y } = zoom.at;
  const home = Math.abs(k - 1) < 1e-6 && Math.abs(x) + Math.abs(y) < 1e-3;
  const out = k <= widest * 1.001;
  return (
    <div class="mp-bar" role="toolbar" aria-label={word("bar")}>
      <button type="button" aria-label={word("wider")} title={word("wider")} disabled={out} onClick={() => zoom.closer(1 / 1.6)}>−</button>
      <button type="button" aria-label={word("closer")} title={word("closer")} onClick={() => zoom.closer()}>+</button>
      <button type="button" disabled={home} onClick={zoom.reset}>{word("region")}</button>
      {worldly && <button type="button" disabled={out} onClick={() => zoom.closer(widest / k)}>{word("earth")}</button>}
      <small>{word("hint")}</small>
    </div>
  );
}
