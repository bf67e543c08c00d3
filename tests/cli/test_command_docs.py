"""The pages of the commands say what the commands say, and the exit codes those of the errors."""

from __future__ import annotations

import importlib.util
import inspect
from pathlib import Path

from histor import errors
from histor.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"


def test_the_pages_are_fresh() -> None:
    """Run ``python docs/commands/generate.py`` where this fails."""
    spec = importlib.util.spec_from_file_location("generate", DOCS / "commands" / "generate.py")
    assert spec and spec.loader
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    pages = generate.pages()
    written = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "commands").glob("*.md")}
    assert written == pages


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
