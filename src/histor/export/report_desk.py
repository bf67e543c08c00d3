"""Where a report looks names, sentences and voices up: the dossier's book, answering in runs instead of markup.

Numbers of sentences, sides and headlines are the dossier's own, so that page and paper can be read side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_figures import in_words
from histor.export.dossier_notes import note_rows
from histor.export.dossier_particulars import country
from histor.export.dossier_words import Words
from histor.export.report_nouns import Line, Note, Run, clean, faint, joined, line

Fields = Mapping[str, Any]
#: A policy's name and meaning and its figures, as ``histor.analyse`` makes them.
Figures = Mapping[str, Any]


class Desk:
    """One case with everything that the sections of a report look up."""

    def __init__(
        self, case: Mapping[str, Any], texts: Mapping[str, str], language: str | Path = "en",
        figures: Figures | None = None, policy: str = "",
    ) -> None:
        self.book = Book(case, texts, Words(language))
        note_rows(self.book)
        self.case, self.words = self.book.case, self.book.words
        self.figures = in_words(self.words, {policy: figures})[policy] if figures else None

    def say(self, key: str, group: str = "report", **filled: object) -> str:
        """Return fixed words of the report, or of another group, with what is filled into them."""
        return self.words.say(group, key, **filled)

    # Names

    def actor(self, ident: str) -> Run:
        """Return an actor's name, leading to its row."""
        return Run(clean(self.book.name(ident)), to=self.book.anchor("actors", ident))

    def actors(self, idents: Iterable[str]) -> Line:
        """Return several actors, listed."""
        return joined(map(self.actor, idents), ", ")

    def places(self, idents: Iterable[str]) -> Line:
        """Return several places, listed, each leading to its row."""
        return joined((Run(clean(self.book.name(i)), to=self.book.anchor("places", i)) for i in idents), ", ")

    def country(self, code: str | None) -> str:
        """Return what a country is called by its ISO code; an unknown code is its own name."""
        return clean(country(code or ""))

    def incident(self, ident: str) -> Run:
        """Return an incident in a few words, leading to its row."""
        return Run(clean(self.book.title(ident)), to=self.book.anchor("incidents", ident))

    def headline(self, row: Fields) -> Line:
        """Return a deed in one line: who in bold, what, whom or where."""
        who, words, whom = self.book.deed(row)
        return line(Run(clean(who), bold=True) if who else None, f" {clean(words)}" if who else clean(words),
                    faint(f" · {clean(whom)}") if whom else None)

    def date(self, row: Fields) -> str:
        """Return when an incident was, in words."""
        return clean(self.words.date(row["date"]))

    # Who says it, and where

    def cite(self, evidence: Iterable[Fields], most: int = 99) -> Line:
        """Return the numbers of the sentences that something stands on."""
        passages = self.book.passages
        keys = ((row["source"], row["start"], row["end"]) for row in evidence)
        numbers = sorted({passages[key].number for key in keys if key in passages})
        more = faint(f" +{len(numbers) - most}") if len(numbers) > most else None
        return line(tuple(Run(str(number), cite=number) for number in numbers[:most]), more)

    def voice(self, ident: str, *, denied: bool = False) -> str:
        """Return ``claimed by`` a party, ``according to`` anybody else; ``denied by`` for what is only denied."""
        key = "denied_by" if denied else "claimed_by" if self.book.is_party(ident) else "according_to"
        return self.say(key, "said", who=clean(self.book.name(ident)))

    def voices(
        self, supports: Iterable[tuple[list[str], list[Fields]]], most: int = 5, *, denied: bool = False
    ) -> Line:
        """Return in words who says something, the source's own voice first, and whether only parties do."""
        supports = list(supports)
        own = [row for said, evidence in supports if not said for row in evidence]
        speakers = list(dict.fromkeys(who for said, _ in supports for who in said))
        told = [self.own(own)] if own else []
        told += [self.voice(who, denied=denied) for who in speakers[:most]]
        if len(speakers) > most:
            told.append(self.say("and_more", "page", count=len(speakers) - most))
        only = not own and bool(speakers) and all(map(self.book.is_party, speakers))
        return line(Run(self.words.apart(told), italic=only)) if told else ()

    def own(self, evidence: Iterable[Fields]) -> str:
        """Return that the source itself tells something, by its letter where there are several."""
        if len(self.book.sources) < 2:
            return self.say("source", "said")
        idents = dict.fromkeys(row["source"] for row in evidence)
        signs = [self.book.sign(ident) for ident in self.book.sources if ident in idents]
        who = self.words.listed(signs)
        return self.say("own_several", "said", who=who) if signs else self.say("source", "said")

    def notes(self) -> tuple[Note, ...]:
        """Return every sentence that something stands on, by its number."""
        passages = sorted(self.book.passages.values(), key=lambda passage: passage.number)
        return tuple(
            Note(one.number, self.say("note", source=self.source(one.source), start=one.start, end=one.end),
                 clean(self.book.texts[one.source][one.start : one.end]), self.book.anchor("sources", one.source))
            for one in passages)

    def source(self, ident: str) -> str:
        """Return what a source is called, with its letter where there are several."""
        row = self.book.sources.get(ident)
        named = row or self.book.unread.get(ident)
        title = clean(named["title"] or "") if named else ""
        sign = f"{self.book.sign(ident)}, " if row and len(self.book.sources) > 1 else ""
        return sign + self.words.quoted(title or self.say("untitled", "page"))


class _Inline(HTMLParser):
    """Reads a sentence of the dossier's markup back as runs; the markup is ours, whole and escaped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self._open: list[tuple[str, Mapping[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that begins."""
        self._open.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Note an element that ends."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep words with what the elements around them say of them; a link for the screen alone is left out."""
        classes = " ".join(named.get("class", "") for _, named in self._open).split()
        href = next((named["href"] for tag, named in reversed(self._open) if tag == "a"), "")
        if "more" in classes:
            return
        if "n" in classes:
            self.runs.append(Run(data, cite=int(data)))
        elif "refs" not in classes or data.strip():
            self.runs.append(Run(data, faint="whom" in classes, to=href.removeprefix("#")))


def inline(html: str) -> Line:
    """Return a sentence of the dossier's markup as runs, without blanks before what it cites and at its end."""
    reader = _Inline()
    reader.feed(html)
    reader.close()
    runs = [run for run in reader.runs if run.text]
    kept = [run for place, run in enumerate(runs) if run.text.strip() or _parts(runs[place + 1 : place + 2])]
    return tuple(kept)


def _parts(after: list[Run]) -> bool:
    return bool(after) and not after[0].cite
