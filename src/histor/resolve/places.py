"""Every name of a place in a document, and which place it is.

``PlaceResolver.resolve`` gives mentions and places; ``toponyms`` gives every toponym however it is used, adjectives and
names inside other names too, as corpora of toponyms count them. Whether "Tehran" said something or was bombed is not
asked here: the name is a place name, what it stands for is decided by who reads the clause.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from histor.lexicon import Lexicon
from histor.model import Document, Mention, Place, Sentence, Span, WordRef
from histor.resolve.gazetteer import CITY, Gazetteer, fold
from histor.resolve.places_astray import astray
from histor.resolve.places_find import Finder, Found
from histor.resolve.places_link import links
from histor.resolve.places_make import border, contains, distance, finest, identify, listed, parent_of, part, unlisted
from histor.resolve.places_rank import Ranker, Toponym, Weights
from histor.resolve.places_runs import head_of
from histor.resolve.places_words import PlaceWords, load_words

__all__ = ["Gazetteer", "PlaceResolver", "Weights", "contains", "distance", "finest"]

#: A country that holds so large a share of a document's toponyms is taken for the country of a name without a parent.
DOMINANT = 0.6


@dataclass(slots=True)
class _Reading:
    """What one document's toponyms were read as, while it is being read.

    ``lands`` are the countries of the names that stand by themselves: the "Salvador Pass" of a text on Libya does not
    lie in Brazil, where there is a Salvador.
    """

    document: Document
    sentences: Sequence[Sentence]
    found: list[list[Found]]
    uses: list[list[Toponym]]
    chosen: dict[Toponym, int]
    lands: set[int] = field(default_factory=set)
    parents: dict[str, int | None] = field(default_factory=dict)
    told: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    places: dict[str, Place] = field(default_factory=dict)


class PlaceResolver:
    """Finds and resolves toponyms with the gazetteer of a lexicon; safe to share between documents."""

    def __init__(self, lexicon: Lexicon, weights: Weights | None = None) -> None:
        self.gazetteer = Gazetteer(lexicon)
        self.words: PlaceWords = load_words(lexicon)
        self._finder = Finder(self.gazetteer, self.words)
        self._ranker = Ranker(self.gazetteer, weights)

    def resolve(
        self, document: Document, sentences: Sequence[Sentence]
    ) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
        """Return the mentions of places, in text order, and the places that they and their parents are."""
        reading = self._read(document, sentences)
        mentions = [mention for number in range(len(sentences)) for mention in self._mentions(reading, number)]
        return tuple(mentions), tuple(reading.places[key] for key in sorted(reading.places))

    def toponyms(
        self, document: Document, sentences: Sequence[Sentence]
    ) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
        """Return every toponym, with adjectives ("Iranian") and names inside names ("Pakistan Air Force"), bare."""
        reading = self._read(document, sentences)
        mentions = []
        for number, hits in enumerate(reading.found):
            for index, hit in enumerate(hits):
                place = self._place(reading, number, index)
                mentions.append(self._mention(reading, number, (hit.first, hit.last), (place.id,) if place else ()))
        return tuple(mentions), tuple(reading.places[key] for key in sorted(reading.places))

    def demonym(self, word: str) -> Place | None:
        """Return the land that an adjective or people's name belongs to ("Iranian", "Kurds"), None where unknown."""
        rows = self.gazetteer.demonyms.get(" ".join(word.lower().split()), ())
        return listed(self.gazetteer, rows[0], ()) if rows else None

    def place(self, name: str) -> Place | None:
        """Return the place most likely meant by a name without any text around it; None where it is not listed."""
        key = fold(name)
        rows = self.gazetteer.find(key)
        if not rows:
            return None
        return listed(self.gazetteer, self._ranker.choose([Toponym(key)])[Toponym(key)], ())

    def _read(self, document: Document, sentences: Sequence[Sentence]) -> _Reading:
        text = document.text
        others = self._finder.others(sentences)
        found = [self._finder.find(number, sentence, text, others) for number, sentence in enumerate(sentences)]
        uses, lands = [], Counter[str]()
        for sentence, hits in zip(sentences, found, strict=True):
            above = links(sentence, hits, text, self.gazetteer)
            uses.append(
                [Toponym(hit.core or hit.key, within, hit.level) for hit, within in zip(hits, above, strict=True)]
            )
            for hit in hits:
                country = self.gazetteer.entry(hit.rows[0]).country if hit.rows else None
                if country:
                    lands[country] += 1
        names = [
            use
            for row, hits in zip(uses, found, strict=True)
            for use, hit in zip(row, hits, strict=True)
            if not hit.rows
        ]
        votes = {land: 0.5 + 0.5 * min(count, 6) ** 0.5 for land, count in sorted(lands.items())}
        chosen = self._ranker.choose(names, votes)
        firm = {hit.rows[0] for hits in found for hit in hits if hit.rows}
        lost = astray(chosen, firm, self.gazetteer)
        chosen = {use: row for use, row in chosen.items() if use not in lost}
        reading = _Reading(document, sentences, found, uses, chosen)
        self._note(reading)
        return reading

    def _note(self, reading: _Reading) -> None:
        """Collect spellings by row and a parent for every unlisted name."""
        shares = Counter[int]()
        for number, hits in enumerate(reading.found):
            for index, hit in enumerate(hits):
                row = self._row(reading, number, index)
                if row is not None:
                    reading.told[row][self._told(reading, number, hit)] += not hit.rows
                    shares[self.gazetteer.chain(row)[-1]] += 1
        whole, reading.lands = sum(shares.values()), set(shares)
        best = max(shares, key=lambda row: (shares[row], -row)) if shares else None
        home = best if best is not None and shares[best] >= DOMINANT * whole else None
        for number, hits in enumerate(reading.found):
            for index, hit in enumerate(hits):
                if hit.role == "unknown" and reading.parents.get(hit.key) is None:
                    reading.parents[hit.key] = self._parent(reading, number, index)
        for key, parent in reading.parents.items():
            reading.parents[key] = home if parent is None else parent

    def _parent(self, reading: _Reading, number: int, index: int) -> int | None:
        """Return the row that holds an unlisted name: the listed name in it, the one it is told to lie in, or the one
        country that the rest of its sentence speaks of: never a province that is only mentioned beside it."""
        use, hits = reading.uses[number][index], reading.found[number]
        if hits[index].core and use in reading.chosen and (
            not reading.lands or self.gazetteer.chain(reading.chosen[use])[-1] in reading.lands
        ):
            return reading.chosen[use]
        for key in use.within:
            for other, hit in enumerate(hits):
                row = self._row(reading, number, other)
                if row is not None and key in (hit.key, fold(self.gazetteer.entry(row).name)):
                    return row
        rows = [self._row(reading, number, other) for other in range(len(hits)) if hits[other].role != "embedded"]
        lands = {self.gazetteer.chain(row)[-1] for row in rows if row is not None}
        return lands.pop() if len(lands) == 1 else None

    def _row(self, reading: _Reading, number: int, index: int) -> int | None:
        """Return the row a toponym is read as; None for a name in no list."""
        hit = reading.found[number][index]
        if hit.rows:
            return hit.rows[0]
        return None if hit.role == "unknown" else reading.chosen.get(reading.uses[number][index])

    def _told(self, reading: _Reading, number: int, hit: Found) -> str:
        tokens = reading.sentences[number].tokens
        return " ".join(reading.document.text[tokens[hit.first].start : tokens[hit.last].end].split())

    def _place(self, reading: _Reading, number: int, index: int) -> Place | None:
        """Return the record of a toponym, made once a document, its parents with it."""
        hit, row = reading.found[number][index], self._row(reading, number, index)
        if row is not None:
            return self._listed(reading, row)
        parent = reading.parents.get(hit.key)
        place = unlisted(self.gazetteer, self._told(reading, number, hit), (), parent)
        if parent is not None:
            self._listed(reading, parent)
        return reading.places.setdefault(place.id, place)

    def _listed(self, reading: _Reading, row: int) -> Place:
        key = identify(self.gazetteer, row)
        if key not in reading.places:
            spelt = (
                sorted(reading.told[row].items(), key=lambda item: (-item[1], item[0])) if row in reading.told else []
            )
            reading.places[key] = listed(self.gazetteer, row, tuple(name for name, count in spelt if count))
            up = parent_of(self.gazetteer, row)
            if up >= 0:
                self._listed(reading, up)
        return reading.places[key]

    def _mentions(self, reading: _Reading, number: int) -> list[Mention]:
        """Return one sentence's mentions of places: names, sides of lands, and what belongs to a land."""
        mentions = []
        for index, hit in enumerate(reading.found[number]):
            mentions += self._lands(reading, number, index)
            if hit.role in ("demonym", "embedded"):
                continue
            place = self._place(reading, number, index)
            if place is None:
                continue
            first, side = self._side(reading, number, index)
            refs = (side.id,) if side else (place.id,)
            mentions.append(self._mention(reading, number, (first, hit.last), refs))
        return mentions

    def _mention(self, reading: _Reading, number: int, bounds: tuple[int, int], refs: tuple[str, ...]) -> Mention:
        tokens = reading.sentences[number].tokens
        word = head_of(tokens, *bounds)
        return Mention(WordRef(number, word.id), Span(tokens[bounds[0]].start, tokens[bounds[1]].end), "place", refs)

    def _side(self, reading: _Reading, number: int, index: int) -> tuple[int, Place | None]:
        """Return where the mention begins and the side of the land it names: "southern Israel"."""
        hit, row = reading.found[number][index], self._row(reading, number, index)
        before = reading.sentences[number].tokens[hit.first - 1] if hit.first else None
        if row is None or before is None or self.gazetteer.entry(row).kind == CITY:
            return hit.first, None
        way = self.words.directions.get(before.form.lower().replace("-", ""))
        if way is None or before.upos not in ("ADJ", "PROPN", "NOUN"):
            return hit.first, None
        tokens = reading.sentences[number].tokens
        name = " ".join(reading.document.text[before.start : tokens[hit.last].end].split())
        place = part(self.gazetteer, row, name, way)
        return hit.first - 1, reading.places.setdefault(place.id, place)

    def _lands(self, reading: _Reading, number: int, index: int) -> list[Mention]:
        """Return the mention of what belongs to a land: "Iranian airspace", "the Iran–Pakistan border"."""
        tokens, hits = reading.sentences[number].tokens, reading.found[number]
        hit, row = hits[index], self._row(reading, number, index)
        at = hit.last + 1
        if row is None or at >= len(tokens) or tokens[at].form not in self.words.lands:
            return []
        first = hit.first
        lands: tuple[Place, ...] = (self._listed(reading, row),)
        if tokens[at].form not in self.words.borders:
            if hit.role != "demonym":
                return []
            refs = lands[0].id
        else:
            joined = index > 0 and hits[index - 1].last + 2 == hit.first
            other = self._row(reading, number, index - 1) if joined else None
            if other is not None and tokens[hit.first - 1].upos == "PUNCT":
                first, lands = hits[index - 1].first, (self._listed(reading, other), *lands)
            name = reading.document.text[tokens[first].start : tokens[at].end]
            place = border(lands, " ".join(name.split()))
            refs = reading.places.setdefault(place.id, place).id
        word = WordRef(number, tokens[at].id)
        return [Mention(word, Span(tokens[first].start, tokens[at].end), "place", (refs,))]
