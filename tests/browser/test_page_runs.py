"""The page in a browser: its script runs from disk or a server, asks for nothing, and does what the reader chooses."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from browsing import MISSING, OPEN_ALL, Witness
from pypdf import PdfReader

SECTIONS = ("summary", "timeline", "map", "casualties", "claims", "contradictions", "responses", "places", "actors",
            "assessments", "sources", "method")
Open = Callable[..., Witness]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def served(example_page: Path) -> Iterator[str]:
    """The address of the page on a server of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(example_page.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{example_page.name}"
    server.shutdown()
    server.server_close()


def test_the_address_filters_every_row(small_page: Path, witness: Open) -> None:
    """Rows that do not pass step aside, what is chosen is shown, and nothing fails or is asked for."""
    seen = witness()
    page = seen.go(f"{small_page.as_uri()}#claims?speaker=a-sylvania")
    page.wait_for_selector(".on-chip")
    gone = page.eval_on_selector_all("#claims tr.gone", "rows => rows.map(row => row.id)")
    kept = page.eval_on_selector_all("#claims tr.row:not(.gone)", "rows => rows.map(row => row.id)")
    page.click(".clear")
    left = page.eval_on_selector_all(".gone", "rows => rows.length")
    assert gone == ["c-2"] and kept == ["c-1"] and left == 0
    assert len(seen.asked) == 1 and seen.told == []


@pytest.mark.slow
def test_from_disk_nothing_is_asked_for(example_page: Path, witness: Open) -> None:
    """Every view is mounted, however far down, and the file is all that is read."""
    seen = witness()
    page = seen.go(example_page.as_uri())
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(500)
    assert page.evaluate(MISSING) == []
    assert seen.asked == [example_page.as_uri()] and seen.told == []


@pytest.mark.slow
def test_from_a_server_nothing_is_asked_for(served: str, witness: Open) -> None:
    """The page and nothing else, with every other address out of reach."""
    seen = witness()
    seen.page.route(lambda url: url != served, lambda route: route.abort())
    page = seen.go(served)
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(500)
    assert page.evaluate(MISSING) == []
    assert seen.asked == [served] and seen.told == []


@pytest.mark.slow
def test_views_mount_as_the_reader_jumps(example_page: Path, witness: Open) -> None:
    """From section to section."""
    seen = witness()
    page = seen.go(example_page.as_uri())
    for name in page.eval_on_selector_all(".live[data-view]", "hosts => hosts.map(host => host.dataset.view)"):
        page.evaluate("name => document.querySelector(`[data-view=${name}]`).scrollIntoView()", name)
        page.wait_for_selector(f"[data-view={name}][data-state=live]", state="attached", timeout=5000)
    assert seen.told == []


@pytest.mark.slow
def test_views_mount_as_the_reader_scrolls(example_page: Path, witness: Open) -> None:
    """By the wheel, down to the end."""
    seen = witness()
    page = seen.go(example_page.as_uri())
    page.mouse.move(20, 600)
    for _ in range(150):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(30)
    assert page.evaluate(MISSING) == []
    assert seen.told == []


@pytest.mark.slow
def test_without_scripts_every_section_is_read(example_page: Path, witness: Open) -> None:
    """All that the sections tell stands there and takes room."""
    seen = witness(java_script_enabled=False)
    page = seen.go(example_page.as_uri())
    for name in SECTIONS:
        section = page.locator(f"#{name}")
        assert section.is_visible() and len(section.inner_text()) > 40, name
        assert section.bounding_box()["height"] > 60, name
    assert page.locator("#bar").inner_text() == ""
    assert page.locator(".still").count() and page.locator(".still[hidden]").count() == 0
    assert seen.asked == [example_page.as_uri()] and seen.told == []


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
def test_it_prints(example_page: Path, witness: Open, scripts: bool) -> None:
    """On several pages, with the words of the first and the last section."""
    page = witness(java_script_enabled=scripts).go(example_page.as_uri())
    printed = PdfReader(BytesIO(page.pdf(format="A4")))
    words = [one.extract_text() for one in printed.pages]
    assert 5 < len(words) < 200
    assert all(one.strip() for one in words)
    whole = " ".join(words)
    for name in SECTIONS:
        assert page.locator(f"#{name}-title").inner_text().lower() in whole.lower(), name


@pytest.mark.slow
def test_a_sifted_page_prints_what_it_is_sifted_by(example_page: Path, witness: Open) -> None:
    """The filters and the numbers of rows stand on paper; the sentences about the whole case do not."""
    page = witness().go(f"{example_page.as_uri()}#?status=claimed")
    page.wait_for_selector(".on-chip")
    printed = PdfReader(BytesIO(page.pdf(format="A4"))).pages[0].extract_text()
    assert "only claimed" in printed.lower() and re.search(r"\d+ of \d+ incidents", printed)
    assert page.locator(".gist").count() > 5 and page.locator(".gist:visible").count() == 0


@pytest.mark.slow
def test_the_policy_changes_the_figures(example_page: Path, witness: Open) -> None:
    """Each policy says what it does, and shows the figures that it comes to."""
    seen = witness()
    page = seen.go(f"{example_page.as_uri()}#casualties")
    page.wait_for_selector("[data-view=casualties][data-state=live]", state="attached")
    picked = page.locator(".pick select").first
    shown: dict[str, tuple[str, str]] = {}
    for policy in page.evaluate("Object.keys(JSON.parse(document.getElementById('case').textContent).figures)"):
        picked.select_option(policy)
        page.wait_for_timeout(50)
        notes = page.locator("[data-view=casualties] .policy").first.inner_text()
        shown[policy] = notes, page.locator("[data-view=casualties]").inner_text().replace(notes, "")
    assert len({notes for notes, _ in shown.values()}) == len(shown) >= 7
    assert all(len(notes) > 40 for notes, _ in shown.values())
    assert len({figures for _, figures in shown.values()}) >= len(shown) // 2
    assert seen.told == []
