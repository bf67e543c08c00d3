"""What every test may ask for: the shipped crew, loaded once, and a document made from plain text."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# A shell that starts a command in the background has it ignore Ctrl-C, and what it starts too; some tests press it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def shared_folder() -> Path:
    """Return the folder of development data beside the project; tests that need it skip where it is missing."""
    return Path(os.environ.get("HISTOR_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def crew():  # type: ignore[no-untyped-def]
    """The crew that ships, loaded once for all tests."""
    from histor.pipeline import load_crew

    return load_crew()


@pytest.fixture(scope="session")
def parser(crew):  # type: ignore[no-untyped-def]
    """The parser that ships."""
    return crew.parser


@pytest.fixture
def account(crew):  # type: ignore[no-untyped-def]
    """A function that reads plain text to an account."""
    from histor.pipeline import take
    from histor.read import read_text

    return lambda text: take(read_text(text, name="test"), crew)


@pytest.fixture
def case(account):  # type: ignore[no-untyped-def]
    """A function that reads plain texts to a case view."""
    from histor.consolidate import view

    return lambda *texts: view([account(text) for text in texts], "test")


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of annotated articles, or a skip with a message where it is missing."""
    folder = shared_folder() / "data" / "articles"
    if not folder.is_dir():
        pytest.skip(f"the annotated articles are not at {folder}; set HISTOR_SHARED to run this test")
    return folder
