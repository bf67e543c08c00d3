"""A browser to try pages in, and pages that tell everything that happens on them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Witness

from histor.export.dossier import dossier_html, has_script
from histor.export.json import case_dict
from sample_case import SOURCE, TEXT, sample

ROOT = Path(__file__).resolve().parents[2]
#: No sandbox, for the machines that build; no errands of the browser's own; no name is looked up.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium, or a skip that says what is missing."""
    api = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install 'histor[browser]'")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("there is no Chromium on this machine")
    if not has_script():
        pytest.skip("the package was built without the page's script: make ui")
    with api.sync_playwright() as play:
        launched = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def witness(browser: Any) -> Iterator[Callable[..., Witness]]:
    """A function that opens a fresh window; its options are those of the browser's context."""
    opened = []

    def fresh(**options: Any) -> Witness:
        context = browser.new_context(**options)
        opened.append(context)
        return Witness(context.new_page())

    yield fresh
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker of accessibility, or a skip."""
    path = ROOT / "ui" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        pytest.skip("there is no axe: npm ci in ui/")
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the small case."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(dossier_html(case_dict(sample()), {SOURCE: TEXT}), "utf-8")
    return path


@pytest.fixture(scope="session")
def example_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the accounts that come with Histor, every policy's figures with it."""
    from histor.case import Case
    from histor.ledger import Ledger

    path = tmp_path_factory.mktemp("page") / "examples.html"
    with Case(Ledger.memory(), "A border crisis") as case:
        case.add([str(ROOT / "examples")])
        case.dossier(path)
    return path
