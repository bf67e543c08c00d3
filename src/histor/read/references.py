"""What a page of wikitext cites: the works named in its notes, in their order, each once.

Whoever weighs an account of an encyclopaedia wants to know whose words it goes back to; the notes themselves are no
part of the account and stay out of its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from histor.model import Reference
from histor.read.dates import day_of

_OPEN = re.compile(r"<ref(?:\s[^<>]{0,400})?(?<!/)>", re.IGNORECASE)
_CLOSE = "</ref>"
_CITE = re.compile(r"\{\{\s{0,9}cit[ae][^|{}]{0,40}\|", re.IGNORECASE)
_BARE = re.compile(r"https?://[^\s\[\]<>{}|\"]{4,1000}")
_MARKS = re.compile(r"'{2,}|\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_PUBLISHERS = ("newspaper", "work", "website", "agency", "publisher", "magazine", "journal")
_MOST = 2000
_LONGEST = 4000


def references_in(wikitext: str) -> tuple[Reference, ...]:
    """Return the works that the notes of a page cite; at most two thousand."""
    found: dict[Reference, None] = {}
    for note in _notes(wikitext):
        head = _CITE.search(note)
        reference = _cited(note[head.end() :].partition("}}")[0]) if head else _linked(note)
        if reference is not None:
            found.setdefault(reference)
        if len(found) >= _MOST:
            break
    return tuple(found)


def _notes(wikitext: str) -> Iterator[str]:
    """Yield what stands in each note; every character is looked at a fixed number of times, also in a hostile page."""
    close = -1
    for opening in _OPEN.finditer(wikitext):
        if close < opening.end():
            close = wikitext.find(_CLOSE, opening.end())
        if close < 0:
            return
        if close - opening.end() <= _LONGEST:
            yield wikitext[opening.end() : close]


def _cited(fields: str) -> Reference | None:
    told: dict[str, str] = {}
    for row in _plain(fields).split("|"):
        name, sign, value = row.partition("=")
        if sign and value.strip():
            told.setdefault(name.strip().lower(), value.strip())
    publisher = next((told[name] for name in _PUBLISHERS if told.get(name)), None)
    made = Reference(told.get("title", ""), publisher, told.get("url"), day_of(told.get("date", "")))
    return made if made.title or made.url else None


def _linked(note: str) -> Reference | None:
    link = _BARE.search(note)
    if link is None:
        return None
    words = note[link.end() :].partition("]")[0]
    return Reference(_plain(words), url=link[0])


def _plain(words: str) -> str:
    return " ".join(_MARKS.sub(lambda mark: mark[1] or "", words).split())
