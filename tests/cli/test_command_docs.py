"""The pages of exit codes and settings say what the program says; those of the commands are in test_docs.py."""

from __future__ import annotations

import inspect
from pathlib import Path

from histor import errors
from histor.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"


def test_every_exit_code_is_told() -> None:
    """One row for each exception with its own code."""
    text = (DOCS / "exit-codes.md").read_text(encoding="utf-8")
    for _, kind in inspect.getmembers(errors, inspect.isclass):
        if issubclass(kind, errors.HistorError):
            assert f"| {kind.exit_code} | `{kind.__name__}`" in text, kind


def test_every_setting_is_told() -> None:
    """With its default."""
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    for name in Settings.__dataclass_fields__:
        assert f"| `{name}` | `{getattr(Settings(), name)}` |" in text
