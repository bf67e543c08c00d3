"""What people say of a source, checked: names, kinds of publishers, countries, days and parties in one form each.

A manifest, a header, a front matter and the command's options all come through here, so that the same word means the
same wherever it is written, and a word that means nothing is told at once instead of being kept as if it did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from histor.errors import HistorError, UsageError
from histor.lexicon import load_lexicon
from histor.model import Particulars
from histor.read.dates import day_of
from histor.read.language import supported

#: What people write -> the name in :class:`~histor.model.Particulars`.
NAMES = {
    "title": "title", "publisher": "publisher", "kind": "publisher_kind", "country": "country", "party": "party",
    "url": "url", "published": "published", "language": "language", "version_of": "version_of",
    "revision": "revision", "revised": "revised",
}  # fmt: skip
_LONGEST = 2000
_PARTLY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2})(?:[T ].*)?)?$")
_NO = ("no", "none", "false", "neutral", "not a party")
_YES = ("yes", "true", "a party")


def checked(told: Mapping[str, str | None], where: str, error: type[HistorError] = UsageError) -> Particulars:
    """Return what is said of a source, every word in its one form; empty values say nothing.

    ``where`` names the place for the sentence of the ``error`` that an unknown name or a wrong value raises.
    """
    made: dict[str, str] = {}
    for name, value in told.items():
        words = " ".join(value.split()) if value else ""
        if not words:
            continue
        if name not in NAMES:
            raise error(f"{where}: there is no particular {name!r} of a source. Known are {', '.join(NAMES)}.")
        if len(words) > _LONGEST:
            raise error(f"{where}: {name} has {len(words):,} characters, more than {_LONGEST:,}: shorten it.")
        made[NAMES[name]] = _formed(name, words, where, error)
    return Particulars(**made)


def lenient(told: Iterable[tuple[str, str | None]]) -> Particulars:
    """Return what a stranger's file says of a source: a value that cannot be read in its one form says nothing."""
    made: dict[str, str] = {}
    for name, value in told:
        try:
            made |= {key: word for key, word in checked({name: value}, "").said().items() if key not in made}
        except UsageError:
            continue
    return Particulars(**made)


def _formed(name: str, words: str, where: str, error: type[HistorError]) -> str:
    made = _FORMS[name](words) if name in _FORMS else words
    if made is None:
        raise error(f"{where}: {name} = {words!r} {_wanted()[name]}.")
    return made


def country_code(words: str) -> str | None:
    """Return the ISO 3166-1 alpha-3 code of a state or territory told by its code or one of its names."""
    return _countries().get(words.strip().lower())


def publisher_kind(words: str) -> str | None:
    """Return the kind of publisher that words stand for, or None."""
    return _kinds().get(words.strip().lower())


def day(words: str) -> str | None:
    """Return a day, month or year as ISO 8601, or None where the words are no date that reads in one way."""
    found = _PARTLY.match(words)
    if not found:
        return day_of(words)
    year, month, number = (int(part) if part else None for part in found.groups())
    try:
        date(year or 1, month or 1, number or 1)
    except ValueError:
        return None
    return "-".join(part for part in found.groups() if part)


def party(words: str) -> str:
    """Return ``no``, ``yes`` or the party's name."""
    low = words.lower()
    return "no" if low in _NO else "yes" if low in _YES else words


def _language(words: str) -> str | None:
    code = words.lower().replace("_", "-").partition("-")[0]
    return code if code in supported() else None


_FORMS = {
    "kind": publisher_kind, "country": country_code, "published": day, "revised": day, "party": party,
    "language": _language,
}  # fmt: skip


@cache
def _wanted() -> dict[str, str]:
    return {
        "kind": f"is no kind of publisher: choose among {', '.join(load_lexicon().yaml('read/publishers.yaml'))}",
        "country": "is no state or territory: write its ISO 3166-1 code of three letters, or its English name",
        "published": "is no date that reads in one way: write it as 2024-01-16, 2024-01 or 2024",
        "revised": "is no date that reads in one way: write it as 2024-01-16, 2024-01 or 2024",
        "language": f"is a language without a model: the languages are {', '.join(supported())}",
    }


@cache
def _countries() -> dict[str, str]:
    rows = load_lexicon().yaml("places/countries.yaml")
    found: dict[str, str] = {code.lower(): code for code in rows}
    for code, row in rows.items():
        for name in (row["name"], *row.get("aka", ())):
            found.setdefault(str(name).lower(), code)
    return found


@cache
def _kinds() -> dict[str, str]:
    rows = load_lexicon().yaml("read/publishers.yaml")
    found = {kind: kind for kind in rows}
    for kind, others in rows.items():
        for word in others:
            found.setdefault(word, kind)
    return found
