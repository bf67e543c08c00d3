"""Reads the words of a page: one file for each language, ours or a person's own; what it lacks is told in English.

English is the measure of what there is to say. A file may leave anything out, but not misspell a slot, because a
number that silently goes missing from a sentence is worse than a file that is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from histor.errors import DataError, UsageError
from histor.lexicon import load_lexicon, load_yaml

#: The names that Unicode's CLDR has for the forms that a word takes by number.
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
#: Groups whose keys are a language's own, so that English does not say which there are.
_OWN = frozenset({"language.plurals"})
#: Slots that all messages of a group have, whether English uses them or not.
_BESIDES = {"sentences": ("who", "did", "noun", "whom", "where", "date", "told"), "dates": ("day", "month", "year")}
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Told:
    """All words of a language by group and key, and the names (``group.key``) of those that stand in English."""

    rows: Mapping[str, Any]
    missing: tuple[str, ...]


def known_languages() -> list[str]:
    """Return the languages that ship with the package."""
    return sorted(path.name.split(".")[1] for path in load_lexicon().path("pages").glob("words.*.yaml"))


def load_words(language: str | Path = "en") -> Told:
    """Return the words of a shipped language, or of the file that a person brings.

    Raises :class:`UsageError` for what is neither, and :class:`DataError` for a file that breaks the form.
    """
    english = _english()
    if str(language) == "en":
        return Told(english, ())
    if str(language) in known_languages():
        name = f"pages/words.{language}.yaml"
        return _filled(load_lexicon().yaml(name), english, name)
    path = Path(language)
    if path.suffix not in (".yaml", ".yml") or not path.is_file():
        known = ", ".join(known_languages())
        raise UsageError(
            f"The page has no words in {str(language)!r}. Known are {known}, or a .yaml file of your own.")
    return _filled(load_yaml(path), english, str(path))


def is_message(value: Any) -> bool:
    """Tell whether a value is said as it is: a text, or its forms by number."""
    return isinstance(value, str) or (isinstance(value, Mapping) and "other" in value and set(value) <= PLURALS)


def _english() -> dict[str, Any]:
    """Return the English words; those of scales and policies stand in the files of these, beside what they do."""
    lexicon = load_lexicon()
    return {
        **lexicon.yaml("pages/words.en.yaml"),
        "scales": {name: row["says"]["en"] for name, row in lexicon.folder("scales").items()},
        "policies": {name: {key: row[key] for key in ("name", "says")}
                     for name, row in lexicon.folder("policies").items()},
    }


def _filled(told: Any, english: Mapping[str, Any], where: str) -> Told:
    """Return a file's words with English in the gaps."""
    code = told.get("language", {}).get("code") if isinstance(told, Mapping) else None
    if not isinstance(code, str) or not re.fullmatch(r"[a-z]{2,8}(-[A-Za-z0-9]{1,8})*", code):
        raise DataError(f"{where}: a file of words begins with language: {{code: …}}. See docs/formats/words.md.")
    missing: list[str] = []
    rows = {name: _merged(told.get(name), row, name, where, missing) for name, row in english.items()}
    if unknown := sorted(set(told) - set(english)):
        raise DataError(f"{where}: {unknown[0]!r} is no group of words. See docs/formats/words.md.")
    return Told(rows, tuple(missing))


def _merged(own: Any, english: Any, name: str, where: str, missing: list[str]) -> Any:
    """Return what a file says under a name, with English for what it does not."""
    if own is None:
        missing.append(name)
        return english
    if is_message(english):
        return _checked(own, english, name, where)
    if isinstance(english, list):
        if not isinstance(own, list) or len(own) != len(english):
            raise DataError(f"{where}: {name} has to be a list of {len(english)}.")
        return own
    if not isinstance(own, Mapping):
        raise DataError(f"{where}: {name} has to hold keys with words: {', '.join(list(english)[:4])} …")
    if name in _OWN:
        return own
    if unknown := sorted(set(map(str, own)) - set(map(str, english))):
        raise DataError(f"{where}: {name}.{unknown[0]} is no key that the page has words for.")
    return {key: _merged(own.get(key), row, f"{name}.{key}", where, missing) for key, row in english.items()}


def _checked(own: Any, english: Any, name: str, where: str) -> Any:
    """Return a message, if it has no slots that the page cannot fill."""
    if not is_message(own):
        raise DataError(f"{where}: {name} has to be a text, or its forms by number (one, other, …).")
    allowed = {*slots(english), *_BESIDES.get(name.partition(".")[0], ())}
    if wrong := sorted(set(slots(own)) - allowed):
        known = ", ".join(sorted(allowed)) or "none"
        raise DataError(f"{where}: {name} has no slot {{{wrong[0]}}}; its slots are: {known}.")
    return own


def slots(message: Any) -> Iterator[str]:
    """Yield the names in braces of a message, in all its forms."""
    for form in [message] if isinstance(message, str) else message.values():
        yield from _SLOT.findall(form)
