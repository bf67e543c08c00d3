"""The case as a book: every row with its address, every sentence with its number, every side with its colour.

Sections ask here for names, links and tags, so that one value is called and linked in the same way everywhere. Ids
come from outside and may hold anything, so an address is taken over only when it is plain, and is made up otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from histor.export.dossier_fields import doers, told_doers, whom_and_where
from histor.export.dossier_markup import Child, Html, el, join, one_line
from histor.export.dossier_shares import with_shares
from histor.export.dossier_span import FIGHTING, main_span, order, within
from histor.export.dossier_words import Words, shorten
from histor.export.told import inferred
from histor.export.words import UNREADABLE

Case = Mapping[str, Any]
Row = Mapping[str, Any]

_PLAIN = re.compile(r"[ackips]-[a-z0-9-]{1,80}")
_PREFIX = {"actors": "a", "places": "p", "incidents": "i", "claims": "c", "casualties": "k", "sources": "s"}
#: How many sides get a lane and a colour; more could not be told apart by eye.
MOST_SIDES = 4
#: A side has at least this share of the weight of the weightiest one.
_SHARE = 0.2


@dataclass(slots=True)
class Passage:
    """Words of a source that something stands on, with the rows that do: (address, layer, label).

    ``start`` and ``end`` leave out white space at the edges, so that each passage begins and ends in a paragraph.
    """

    source: str
    start: int
    end: int
    number: int = 0
    rows: list[tuple[str, str, str]] = field(default_factory=list)


class Book:
    """One case with everything that its sections look up."""

    def __init__(self, case: Case, texts: Mapping[str, str], words: Words) -> None:
        case = with_shares(case)
        #: What could not be read is no source of anything told: it is named among the issues alone.
        self.unread: dict[str, Row] = {row["id"]: row for row in case["sources"] if row.get("kind") == UNREADABLE}
        case = {**case, "sources": [row for row in case["sources"] if row["id"] not in self.unread]}
        self.case, self.texts, self.words = case, texts, words
        self.actors: dict[str, Row] = {row["id"]: row for row in case["actors"]}
        self.places: dict[str, Row] = {row["id"]: row for row in case["places"]}
        self.incidents: dict[str, Row] = {row["id"]: row for row in case["incidents"]}
        self.claims: dict[str, Row] = {row["id"]: row for row in case["claims"]}
        self.casualties: dict[str, Row] = {row["id"]: row for row in case["casualties"]}
        self.sources: dict[str, Row] = {row["id"]: row for row in case["sources"]}
        self._anchors = dict(_anchors(case))
        self.span = main_span(case["incidents"])
        self.sides = self._sides()
        self._colour = {side: f"s{place}" for place, side in enumerate(self.sides, 1)}
        self.passages: dict[tuple[str, int, int], Passage] = {}

    # Names and addresses

    def name(self, ident: str | None) -> str:
        """Return what an actor or place is called."""
        row = self.actors.get(ident or "") or self.places.get(ident or "")
        return one_line(row["name"]) if row else one_line(ident or "")

    def names(self, idents: Iterable[str]) -> str:
        """Return several names, listed."""
        return self.words.listed([self.name(ident) for ident in idents])

    def parties(self, idents: Iterable[str]) -> list[str]:
        """Return those who say or do something, each party once: a government beside its own state is that state."""
        told = list(dict.fromkeys(idents))
        organs = {ident for ident in told if self.actors.get(ident, {}).get("kind") == "government"}
        return [ident for ident in told if ident not in organs or self.actors[ident]["side"] not in told]

    def anchor(self, table: str, ident: str) -> str:
        """Return the address of a row on the page."""
        return self._anchors.get((table, ident), "top")

    def has(self, table: str, ident: str) -> bool:
        """Tell whether the case holds a row."""
        return (table, ident) in self._anchors

    def link(self, table: str, ident: str, label: Child) -> Html:
        """Return a link to a row."""
        return el("a", label, href="#" + self.anchor(table, ident))

    def actor(self, ident: str) -> Html:
        """Return an actor's name as a link, in the colour of its side."""
        return el("a", self.name(ident), href="#" + self.anchor("actors", ident), class_=self.colour(ident))

    def actor_list(self, idents: Iterable[str]) -> Html:
        """Return several actors as links."""
        return join((self.actor(ident) for ident in idents), ", ")

    # Sides

    def side(self, ident: str | None) -> str | None:
        """Return the side that an actor is on, of those that have a lane."""
        row = self.actors.get(ident or "")
        side = (row["side"] or row["id"]) if row else None
        return side if side in self._colour else None

    def colour(self, ident: str | None) -> str:
        """Return the class that colours an actor by its side."""
        return self._colour.get(self.side(ident) or "", "s0")

    def deed_side(self, row: Row) -> str | None:
        """Return the side that does a deed; None where no side or more than one does."""
        sides = {self.side(ident) for ident in told_doers(row)} - {None}
        return sides.pop() if len(sides) == 1 else None

    def _sides(self) -> list[str]:
        """Return the sides by weight: who fights in the main span, and whom; who only suffers is none."""
        weights, fighters, doers = Counter[str](), set[str](), set[str]()
        for row in self.case["incidents"]:
            if row["status"] in ("reported", "claimed", "disputed") and within(row, self.span):
                weight = len(row["evidence"]) * (5 if row["type"] in FIGHTING else 1)
                for role in ("actors", "targets"):
                    sides = {self._belongs(ident) for ident in row[role]} - {""}
                    weights.update(dict.fromkeys(sides, weight))
                    if role == "actors":
                        (fighters if row["type"] in FIGHTING else doers).update(sides)
        ranked = [(side, weight) for side, weight in weights.most_common() if side in (fighters or doers)]
        return [side for side, weight in ranked[:MOST_SIDES] if weight >= ranked[0][1] * _SHARE]

    def _belongs(self, ident: str) -> str:
        row = self.actors.get(ident)
        if row is None:
            return ""
        if row["side"] in self.actors:
            return str(row["side"])
        # Gunmen without a name are nobody's side; a name has a capital somewhere, in scripts that have them.
        named = row["name"] != row["name"].lower() or row["name"] == row["name"].upper()
        return ident if named and row["kind"] in ("state", "government", "military", "armed group") else ""

    # Who says it

    def voices(self, said_by: Iterable[str], evidence: Iterable[Row], *, denied: bool = False) -> list[Html]:
        """Return a tag for each who says a value, or for the source in whose own voice it is told."""
        speakers = list(dict.fromkeys(said_by))
        evidence = list(evidence)
        if speakers or not evidence:
            return [self.voice(speaker, denied=denied) for speaker in speakers]
        if len(self.sources) < 2:
            return [el("span", self.words.of("said", "own"), class_="chip own")]
        signs = sorted(dict.fromkeys(row["source"] for row in evidence), key=list(self.sources).index)
        told = self.words.say("said", "own_several", who=self.words.listed(map(self.sign, signs)))
        return [el("span", told, class_="chip own", title="; ".join(map(self.source_name, signs)))] if signs else []

    def voice(self, speaker: str, *, denied: bool = False) -> Html:
        """Return the tag of a speaker: ``claimed by`` a party, ``according to`` others, ``denied by`` a denier."""
        said = "denied_by" if denied else "claimed_by" if self.is_party(speaker) else "according_to"
        told = self.words.say("said", said, who=self.name(speaker))
        return el("span", told, class_=f"chip by {self.colour(speaker)}")

    def is_party(self, ident: str) -> bool:
        """Tell whether an actor is on one of the sides, or fights."""
        row = self.actors.get(ident)
        return self.side(ident) is not None or (row is not None and row["kind"] == "armed group")

    def sign(self, ident: str) -> str:
        """Return a source's letter, by which tags name it where there are several: A, B, … Z, S27, …"""
        place = list(self.sources).index(ident)
        return chr(ord("A") + place) if place < 26 else f"S{place + 1}"

    def source_name(self, ident: str) -> str:
        """Return a source's title between quotation marks."""
        row = self.sources.get(ident) or self.unread.get(ident)
        if row is None:
            return self.words.of("page", "no_source")
        return self.words.quoted(self.title_of(row))

    def title_of(self, row: Row) -> str:
        """Return what a source is called, also one without a title."""
        return one_line(row["title"] or "") or self.words.of("page", "untitled")

    # Words of a deed

    def deed(self, row: Row) -> tuple[str, str, str]:
        """Return who, the words of the deed, and whom or where, for a headline."""
        parts = one_line(row["label"] or "").split(" – ")
        who = self.names(doers(self, told_doers(row))[:2])
        words = parts[1] if len(parts) > 1 and told_doers(row) else parts[0]
        parts = [self.words.listed(names) for names in whom_and_where(self, row)]
        whom = " · ".join(part for part in parts if part)
        return who[:1].upper() + who[1:], words or self.words.type(row["type"], "noun"), whom

    def is_inferred(self, row: Row, field: str) -> bool:
        """Tell whether no telling of a deed says whom it befell or where it was."""
        return field in inferred(row)

    def told(self, row: Row, field: str) -> list[str]:
        """Return whom a deed befell or where it was; nothing where that is inferred: no sentence may say it as told."""
        return [] if self.is_inferred(row, field) else row[field]

    def headline(self, row: Row) -> Html:
        """Return a deed in one line: who in bold, what, whom or where."""
        who, words, whom = self.deed(row)
        return join([
            el("b", who, class_=self._colour.get(self.deed_side(row) or "", "s0")) if who else None,
            " " if who else None, words, el("span", f" · {whom}", class_="whom") if whom else None,
        ])

    def title(self, ident: str) -> str:
        """Return an incident in a few plain words."""
        row = self.incidents.get(ident)
        if row is None:
            return self.words.of("page", "no_act")
        who, words, whom = self.deed(row)
        return shorten(f"{who} {words}".strip() + (f" · {whom}" if whom else ""), 90)

    # Sentences

    def cite(self, evidence: Iterable[Row], most: int = 99) -> Html:
        """Return the numbers of sentences as links to them; where there are more than ``most``, how many more."""
        numbers = self.numbers(evidence)
        if not numbers:
            return Html("")
        links = [el("a", number, href=f"#e{number}", class_="n") for number in numbers[:most]]
        if (more := len(numbers) - most) > 0:
            links.append(el("small", f"+{more}", title=self.words.say("page", "more_sentences", count=more)))
        return join(links, " ")

    def numbers(self, evidence: Iterable[Row]) -> list[int]:
        """Return the numbers of sentences, each once, in the order of reading."""
        return sorted({self.passages[key].number for row in evidence if (key := _key(row)) in self.passages})

    def tongue(self, row: Row) -> str | None:
        """Return the language of a sentence's source, where that is not the page's own; for what reads pages aloud."""
        source = self.sources.get(row["source"])
        language = one_line(source["language"] or "") if source else ""
        return language if language and language != self.words.language else None

    def rows_on(self, evidence: Iterable[Row]) -> list[str]:
        """Return the addresses of the incidents, claims and figures that stand on some sentences, each once."""
        passages = [self.passages[key] for row in evidence if (key := _key(row)) in self.passages]
        return list(dict.fromkeys(anchor for passage in passages for anchor, layer, _ in passage.rows
                                  if layer in ("incident", "claim", "casualty")))

    def best(self, row: Row) -> Row | None:
        """Return the sentence that supports most fields of an incident: the one that tells it best."""
        uses = Counter(at for support in row["fields"].values() for at in support["evidence"])
        ranked = sorted(range(len(row["evidence"])), key=lambda at: (-uses[at], at))
        return row["evidence"][ranked[0]] if ranked else None

    def note(self, evidence: Iterable[Row], anchor: str, layer: str, label: str) -> None:
        """Note that a row stands on some words; numbers are given by :meth:`number` when all are known."""
        for row in evidence:
            source, start, end = _key(row)
            words = self.texts.get(source, "")[start:end] if 0 <= start < end else ""
            if len(words) == end - start and words.strip():
                first, last = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
                trimmed = Passage(source, start + first, end - last)
                passage = self.passages.setdefault((source, start, end), trimmed)
                if (anchor, layer, label) not in passage.rows:
                    passage.rows.append((anchor, layer, label))

    def number(self) -> None:
        """Give every passage its number, in the order of reading."""
        order = {ident: place for place, ident in enumerate(self.sources)}
        by_place = sorted(self.passages.values(), key=lambda p: (order.get(p.source, len(order)), p.start, p.end))
        for number, passage in enumerate(by_place, 1):
            passage.number = number

    @cached_property
    def in_order(self) -> list[Row]:
        """Incidents by date; those of no known date last, in the order of the case."""
        return sorted(self.case["incidents"], key=order)


def _key(row: Row) -> tuple[str, int, int]:
    return row["source"], row["start"], row["end"]


def _anchors(case: Case) -> Iterator[tuple[tuple[str, str], str]]:
    """Give every row an address that is plain and stands once, whatever its id."""
    for table, prefix in _PREFIX.items():
        for place, row in enumerate(case[table], 1):
            ident = str(row["id"])
            plain = bool(_PLAIN.fullmatch(ident)) and ident.startswith(prefix)
            yield (table, row["id"]), ident if plain else f"{prefix}{place}"
