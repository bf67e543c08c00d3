"""What a page of wikitext cites: the works named in its notes, in their order, each once.

Whoever weighs an account of an encyclopaedia wants to know whose words it goes back to; the notes themselves are no
part of the account and stay out of its text.
"""

from __future__ import annotations

import re

from histor.model import Reference
from histor.read.dates import day_of

_NOTE = re.compile(r"<ref(?:\s[^<>]{0,400})?>(.{1,4000}?)</ref>", re.IGNORECASE | re.DOTALL)
_CITE = re.compile(r"\{\{\s*cit[ae][^|{}]{0,40}\|(?P<fields>.{0,3500}?)\}\}", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(r"https?://[^\s\[\]<>{}|\"]{4,1000}")
_MARKS = re.compile(r"'{2,}|\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_PUBLISHERS = ("newspaper", "work", "website", "agency", "publisher", "magazine", "journal")
_MOST = 2000


def references_in(wikitext: str) -> tuple[Reference, ...]:
    """Return the works that the notes of a page cite; at most two thousand."""
    found: dict[Reference, None] = {}
    for note in _NOTE.finditer(wikitext):
        cited = _CITE.search(note[1])
        reference = _cited(cited["fields"]) if cited else _linked(note[1])
        if reference is not None:
            found.setdefault(reference)
        if len(found) >= _MOST:
            break
    return tuple(found)


def _cited(fields: str) -> Reference | None:
    told: dict[str, str] = {}
    for row in fields.split("|"):
        name, sign, value = row.partition("=")
        if sign and value.strip():
            told.setdefault(name.strip().lower(), _plain(value))
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
