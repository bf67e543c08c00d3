"""Whatever a case says, no script of it runs in a browser, nothing is asked for and nothing goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browsing import MISSING, OPEN_ALL, Witness

from histor.export import dossier
from histor.export.dossier import dossier_html
from histor.export.dossier_figures import range_figures
from histor.export.json import case_dict
from hostile import MORE_PAYLOADS, PAYLOADS, poisoned, texts_with, told, worded
from sample_case import SOURCE, TEXT, sample

ALL = PAYLOADS + MORE_PAYLOADS


def _pages(payload: str) -> dict[str, str]:
    """Return pages with a payload in every name, in the text, in every id and keyword, and in the page's own words."""
    case = case_dict(sample())
    return {"names": dossier_html(told(case, payload), {SOURCE: TEXT}), "text": dossier_html(*texts_with(payload)),
            "ids": dossier_html(poisoned(case, payload), {f"{SOURCE}{payload}": TEXT}),
            "words": _worded(case, payload)}


def _worded(case: dict[str, Any], payload: str) -> str:
    """Return a page whose title, policies and own words carry a payload."""
    figures = {f"{name}{payload}": {**policy, "name": payload, "says": payload}
               for name, policy in range_figures(case).items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dossier, "Words", lambda _: worded(payload))
        return dossier_html(case, {SOURCE: TEXT}, title=payload, figures=figures, policy=f"range{payload}")


def _address(path: Path, payload: str) -> str:
    """Return the address of a page with a payload wherever the page reads its address."""
    sent = quote(payload.encode("utf-8", "replace"), safe="")
    chosen = "&".join(f"{name}={sent}" for name in ("actor", "speaker", "type", "status", "place", "policy", "theme"))
    return f"{path.as_uri()}#{sent}?{chosen}&from={sent}&find={sent}"


def harm(payload: str, path: Path, seen: Witness) -> list[str]:
    """Return what went wrong with a payload on any of its pages."""
    found = []
    for slot, html in _pages(payload).items():
        path.write_text(html, "utf-8")
        page = seen.go(_address(path, payload) if slot == "words" else path.as_uri())
        page.evaluate(OPEN_ALL)
        box = page.locator("#bar input").first
        box.fill(payload[:200].replace("\\ud800", "") or "x")
        box.press("Enter")
        page.locator("#bar button.tool").first.click()
        page.mouse.move(400, 400)
        if page.evaluate("window.__pwned !== undefined"):
            found.append(f"{slot}: a script ran")
        found += [f"{slot}: the view {name} is missing" for name in page.evaluate(MISSING)]
        found += [f"{slot}: {one}" for one in seen.told]
        found += [f"{slot}: asked for {url}" for url in seen.asked if not url.startswith(path.as_uri())]
        seen.told.clear()
        seen.asked.clear()
        seen.page.goto("about:blank")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_nothing_of_a_case_runs(part: int, tmp_path: Path, witness: Callable[..., Witness]) -> None:
    """A tenth of all payloads, each in every slot, and in the address."""
    assert len(set(ALL)) >= 200
    seen, path = witness(), tmp_path / "page.html"
    faults = {payload[:80]: found for payload in ALL[part::10] if (found := harm(payload, path, seen))}
    assert not faults


@pytest.mark.slow
def test_nothing_is_asked_for_without_scripts(tmp_path: Path, witness: Callable[..., Witness]) -> None:
    """Every payload in names and texts, read by a browser whose scripts are off: the page stands, and that is all."""
    seen, path = witness(java_script_enabled=False), tmp_path / "page.html"
    for payload in ALL:
        for slot, html in list(_pages(payload).items())[:2]:
            path.write_text(html, "utf-8")
            page = seen.go(path.as_uri())
            assert page.locator("#method").is_visible(), (slot, payload[:80])
    assert set(seen.asked) == {path.as_uri()} and seen.told == []
