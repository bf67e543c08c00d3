"""The language of what a command writes, checked before anything is read."""

from __future__ import annotations

from histor.cli.screen import warn
from histor.export.words_file import load_words

#: Missing words that are named; the page's chapter on method names all.
_MOST = 5


def check_language(language: str) -> None:
    """Say which words a language lacks. Raises as :func:`histor.export.words_file.load_words` for one without any."""
    missing = load_words(language).missing
    if missing:
        more = f" and {len(missing) - _MOST} more" if len(missing) > _MOST else ""
        warn(f"{language} has no words for {', '.join(missing[:_MOST])}{more}; these stand in English.")
