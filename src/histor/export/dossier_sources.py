"""The full text of every source, every sentence that something stands on marked and numbered.

Marks may overlap in any way, which elements cannot; so the text is cut at every boundary, and each piece carries the
numbers of all passages that it belongs to. What was read from a passage stands beside its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import bidirectional

from histor.export.dossier_book import Book, Passage
from histor.export.dossier_markup import Html, el, join, one_line, text
from histor.export.dossier_particulars import particulars
from histor.export.dossier_views import live
from histor.export.words_forms import capital

_BREAK = re.compile(r"\n[^\S\n]*\n+")
#: A paragraph longer than this is parted at its line ends, for texts that leave no empty lines.
_LONG = 2500
_HEADING = re.compile(r"=+ .* =+")
_LETTERS = {"incident": "i", "claim": "c", "casualty": "k", "response": "r", "contradiction": "x"}


def sources_section(book: Book) -> Html | None:
    """Return every source with its particulars and its marked text."""
    if not book.case["sources"]:
        return None
    by_source: dict[str, list[Passage]] = {}
    for passage in sorted(book.passages.values(), key=lambda one: one.number):
        by_source.setdefault(passage.source, []).append(passage)
    layers = (el("mark", label, class_=_LETTERS[layer]) for layer, label in book.words.group("layers").items())
    key = el("p", book.words.of("page", "marked"), " ", join(layers, " "), class_="legend")
    return join([live("sources", key), *(_source(book, ident, by_source.get(ident, [])) for ident in book.sources)])


def _source(book: Book, ident: str, passages: list[Passage]) -> Html:
    row = book.sources[ident]
    told = ((book.words.of("source", key), _shown(key, value)) for key, value in particulars(book, row))
    facts = el("dl", ((el("dt", label), el("dd", value)) for label, value in told), class_="facts")
    language = one_line(row["language"] or "") or None
    body = el("div", _paragraphs(book, book.texts.get(ident, ""), passages), class_="text", lang=language)
    sign = f"{book.sign(ident)} · " if len(book.sources) > 1 else ""
    return el("details", el("summary", el("h3", sign, capital(book.title_of(row)))), facts, body,
              id=book.anchor("sources", ident), class_="source", open=True)


def _shown(key: str, value: str) -> Html | str:
    """Return an address as a link, if it is one of the web, and a digest as code; all else as it is."""
    if key == "address" and re.match(r"https?://[^\s]+\Z", value):
        return el("a", value, href=value, rel="noopener noreferrer nofollow")
    return el("code", value) if key == "digest" else value


def blocks(words: str) -> Iterator[tuple[int, int]]:
    """Yield where paragraphs begin and end; together they hold every character that is not white space."""
    at = 0
    for found in [*_BREAK.finditer(words), None]:
        end = found.start() if found else len(words)
        yield from _parted(words, at, end)
        at = found.end() if found else end


def _parted(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a paragraph, a heading in it by itself, and its lines by themselves if it is very long."""
    at = start
    for line in re.finditer(r"[^\n]+", words[start:end]):
        low, high = start + line.start(), start + line.end()
        if end - start > _LONG or _HEADING.fullmatch(words[low:high].strip()):
            yield from (part for part in ((at, low), (low, high)) if words[slice(*part)].strip())
            at = high
    if words[at:end].strip():
        yield at, end


def _paragraphs(book: Book, words: str, passages: list[Passage]) -> Iterator[Html]:
    """Yield each paragraph with the notes of the passages that end in it."""
    coming, active = list(reversed(passages)), []
    for start, end in blocks(words):
        while coming and coming[-1].start < end:
            active.append(coming.pop())
        here = [one for one in active if one.end > start]
        active = [one for one in here if one.end > end]
        closing = [one for one in here if one.end <= end]
        marked = _marked(book, words, start, end, here)
        heading = _HEADING.fullmatch(words[start:end].strip())
        notes = el("div", (_note(book, one) for one in closing), class_="notes") if closing else None
        looks = "h" if heading else "lines" if "\n" in words[start:end].strip() else None
        way = direction(words[start:end], book.words.direction)
        yield el("div", el("p", marked, dir=way, class_=looks), notes, class_="para")


def direction(words: str, around: str = "ltr") -> str | None:
    """Return ``rtl`` or ``ltr``, by the first letter that has a direction; nothing where that is the page's own.

    A browser would find out by itself (``dir="auto"``), but anew for each piece of a marked paragraph that it reads.
    """
    ways = (bidirectional(sign) for sign in words)
    first = next((way for way in ways if way in ("L", "R", "AL")), "L")
    own = "ltr" if first == "L" else "rtl"
    return own if own != around else None


def _marked(book: Book, words: str, start: int, end: int, passages: list[Passage]) -> Iterator[Html]:
    """Yield the pieces of one paragraph between the boundaries of its passages."""
    edges = sorted({start, end, *(edge for one in passages for edge in (one.start, one.end) if start < edge < end)})
    by_start: dict[int, list[Passage]] = {}
    by_end: dict[int, list[Passage]] = {}
    for one in passages:
        by_start.setdefault(max(one.start, start), []).append(one)
        by_end.setdefault(min(one.end, end), []).append(one)
    inside: dict[int, Passage] = {}
    for low, high in pairwise(edges):
        inside.update((one.number, one) for one in by_start.get(low, ()))
        begun = [one for one in by_start.get(low, ()) if one.start == low]
        yield from (el("span", id=f"e{one.number}", class_="a") for one in begun[:-1])
        yield _piece(text(words[low:high]), inside, begun[-1] if begun else None)
        for one in by_end.get(high, ()):
            inside.pop(one.number, None)
            if one.end <= end:
                yield el("a", one.number, href=f"#n{one.number}", class_="n",
                         aria_label=book.words.say("page", "read_from", number=str(one.number)))


def _piece(words: Html, inside: dict[int, Passage], begun: Passage | None) -> Html:
    if not inside:
        return words
    letters = sorted({_LETTERS[layer] for one in inside.values() for _, layer, _ in one.rows})
    numbers = " ".join(map(str, inside))
    return el("mark", words, id=f"e{begun.number}" if begun else None, class_=" ".join(letters), data_e=numbers)


def _note(book: Book, passage: Passage) -> Html:
    """Return the number of a passage and what was read from it, each row as a link to where it stands.

    They stand one after the other, with nothing around them: a large case has thousands.
    """
    rows = (
        el("a", label, href=f"#{anchor}", class_=_LETTERS[layer], title=book.words.of("layers", layer))
        for anchor, layer, label in passage.rows)
    number = passage.number
    back = el("a", number, href=f"#e{number}", class_="n", id=f"n{number}",
              aria_label=book.words.say("page", "to_sentence", number=str(number)))
    return join([back, *rows])
