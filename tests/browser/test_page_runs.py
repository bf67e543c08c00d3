"""The page in a browser: its script runs from disk, asks for nothing, and filters what the address says."""

from __future__ import annotations

from pathlib import Path

import pytest

from histor.export.dossier import dossier_html, has_script
from histor.export.json import case_dict
from sample_case import SOURCE, TEXT, sample

CHROMIUM = Path("/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]


def test_the_address_filters_every_row(tmp_path: Path) -> None:
    """Rows that do not pass step aside, what is chosen is shown, and nothing fails or is asked for."""
    api = pytest.importorskip("playwright.sync_api", reason="pip install 'histor[browser]'")
    if not CHROMIUM.is_file() or not has_script():
        pytest.skip("there is no Chromium, or the package was built without the page's script")
    path = tmp_path / "page.html"
    path.write_text(dossier_html(case_dict(sample()), {SOURCE: TEXT}), "utf-8")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        page = browser.new_page()
        asked: list[str] = []
        told: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("console", lambda message: told.append(message.text))
        page.goto(f"{path.as_uri()}#claims?speaker=a-sylvania")
        page.wait_for_selector(".on-chip")
        gone = page.eval_on_selector_all("#claims tr.gone", "rows => rows.map(row => row.id)")
        kept = page.eval_on_selector_all("#claims tr.row:not(.gone)", "rows => rows.map(row => row.id)")
        page.click(".clear")
        left = page.eval_on_selector_all(".gone", "rows => rows.length")
        browser.close()
    assert gone == ["c-2"] and kept == ["c-1"] and left == 0
    assert len(asked) == 1 and told == []
