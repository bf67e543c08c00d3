"""Whatever a case says, no script of it runs in a browser, nothing is asked for and nothing goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import MISSING, OPEN_ALL, Witness

from histor.export.dossier import dossier_html
from histor.export.json import case_dict
from hostile import MORE_PAYLOADS, PAYLOADS, poisoned, texts_with, told
from sample_case import SOURCE, TEXT, sample

ALL = PAYLOADS + MORE_PAYLOADS


def harm(payload: str, path: Path, seen: Witness) -> list[str]:
    """Return what went wrong with a payload in every name, in the text, and in every id and keyword."""
    case = case_dict(sample())
    pages = {"names": dossier_html(told(case, payload), {SOURCE: TEXT}), "text": dossier_html(*texts_with(payload)),
             "ids": dossier_html(poisoned(case, payload), {f"{SOURCE}{payload}": TEXT})}
    found = []
    for slot, html in pages.items():
        path.write_text(html, "utf-8")
        page = seen.go(path.as_uri())
        page.evaluate(OPEN_ALL)
        box = page.locator("#bar input").first
        box.fill(payload[:200].replace("\\ud800", "") or "x")
        box.press("Enter")
        page.mouse.move(400, 400)
        if page.evaluate("window.__pwned !== undefined"):
            found.append(f"{slot}: a script ran")
        found += [f"{slot}: the view {name} is missing" for name in page.evaluate(MISSING)]
        found += [f"{slot}: {one}" for one in seen.told]
        found += [f"{slot}: asked for {url}" for url in seen.asked if not url.startswith(path.as_uri())]
        seen.told.clear()
        seen.asked.clear()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_nothing_of_a_case_runs(part: int, tmp_path: Path, witness: Callable[..., Witness]) -> None:
    """A tenth of all payloads, each in every slot."""
    assert len(set(ALL)) >= 200
    seen, path = witness(), tmp_path / "page.html"
    faults = {payload[:80]: found for payload in ALL[part::10] if (found := harm(payload, path, seen))}
    assert not faults
