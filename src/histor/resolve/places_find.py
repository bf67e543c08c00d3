"""Which words of a sentence name a place.

Two witnesses are heard: the gazetteer (the longest run of words that is a listed name) and the parser (entity tags,
proper nouns, prepositions, appositions). A listed name needs a second sign before it counts, for half of all surnames
are towns somewhere; a name that no list holds needs grammar that says it is a place. Names inside other names (the
Pakistan Air Force) are told apart from names of places, and kept for who wants every toponym.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from histor.model import Sentence, Token
from histor.model.tree import base
from histor.resolve.gazetteer import REGION, Gazetteer, fold
from histor.resolve.places_runs import (
    DASH,
    GLUE,
    Runs,
    Tokens,
    beside_name,
    capital,
    head_of,
    inside_entity,
    names_thing,
    opens,
    part_of_word,
    prefixes,
    priced,
    tag,
)
from histor.resolve.places_words import PlaceWords

#: A settlement with no sign but its name and a proper noun's tag must have so many inhabitants.
BIG = 100_000


@dataclass(frozen=True, slots=True)
class Found:
    """Words ``first`` to ``last`` (indices from 0, inclusive) of a sentence that name a place.

    ``role`` is ``name``, ``unknown`` (in no list, but tagged or told to be a place), ``embedded`` (inside another name)
    or ``demonym``. ``rows`` are fixed readings (demonyms), ``level`` the kind that a noun beside it tells, ``core`` the
    key of a listed name in an unlisted one ("Manassas" in "Lake Manassas").
    """

    sentence: int
    first: int
    last: int
    key: str
    role: str
    rows: tuple[int, ...] = ()
    level: int = 0
    core: str = ""


class Finder:
    """Finds toponyms in parsed sentences; keeps no state between documents."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self.gazetteer, self.words = gazetteer, words
        self.runs = Runs(gazetteer, words)

    def others(self, sentences: Sequence[Sentence]) -> frozenset[str]:
        """Return the words that a document uses for persons and ships at least as often as for places."""
        person, place, told = Counter[str](), Counter[str](), set[str]()
        for sentence in sentences:
            for before, token in zip((None, *sentence.tokens), sentence.tokens, strict=False):
                if self._told_place(sentence.tokens, token):
                    told.add(token.form)
                if tag(token) == "PER" or (before is not None and before.form in self.words.ships):
                    person[token.form] += 1
                elif tag(token) == "LOC":
                    place[token.form] += 1
        most = {word for word, count in person.items() if count >= place[word] and word[:1].isupper()}
        return frozenset(most - told)

    def _told_place(self, tokens: Tokens, token: Token) -> bool:
        """Tell whether a word is told to be a place: *the island of* Morvan."""
        before = [tok.form.lower() for tok in tokens[max(0, token.id - 3) : token.id - 1]]
        return tag(token) in ("LOC", "GPE") and before[1:] == ["of"] and before[0] in self.words.kinds

    def find(self, number: int, sentence: Sentence, text: str, others: frozenset[str] = frozenset()) -> list[Found]:
        """Return the toponyms of one sentence in text order, none overlapping another.

        ``others`` are words that mean somebody in this document: alone they name no place but a country or land.
        """
        tokens, at = sentence.tokens, 0
        found: list[Found] = []
        while at < len(tokens):
            hit = self._demonym(number, tokens, at, text) or self._listed(number, tokens, at, text)
            hit = hit or self._unlisted(number, tokens, at, text)
            if hit is not None and not self._is_land(hit.key) and (
                (hit.first == hit.last and tokens[at].form in others)
                or (hit.role in {"name", "unknown"} and names_thing(tokens, at, hit.last, self.words))
            ):
                hit = None
            if hit is not None:
                found.append(hit)
                at = hit.last + 1
            else:
                at += 1
        return found

    def _demonym(self, number: int, tokens: Tokens, at: int, text: str) -> Found | None:
        """Recognise "Iranian", "South Koreans": an adjective or people's name, where no longer listed name starts."""
        for size in (2, 1):
            last = at + size - 1
            if last >= len(tokens) or not tokens[at].form[:1].isupper():
                continue
            told = text[tokens[at].start : tokens[last].end]
            rows = self.gazetteer.demonyms.get(" ".join(told.lower().split()))
            if rows and not self._is_land(fold(told)) and self.runs.longer(tokens, at, text) <= size:
                role = "embedded" if inside_entity(tokens, at, last, ("ORG", "PER", "EVENT")) else "demonym"
                return Found(number, at, last, fold(told), role, rows)
        return None

    def _is_land(self, key: str) -> bool:
        """Tell whether a key is the name of a country or land of the lists and not of a settlement alone."""
        rows = self.gazetteer.find(key)
        return bool(rows) and self.gazetteer.is_land(rows[0])

    def _listed(self, number: int, tokens: Tokens, at: int, text: str) -> Found | None:
        for last, key in self.runs.listed(tokens, at, text):
            wide = self._wider(tokens, at, last)
            role = self._role(tokens, at, last, key)
            if (
                role and last > at and tokens[last].form in self.words.kinds
            ):  # "Kasai province" is listed, "Kasai" named
                return Found(number, at, last - 1, key, role, level=self.words.kinds[tokens[last].form])
            if role == "name" and wide != (at, last):
                return self._widened(number, tokens, (at, last), wide, text)
            if role:
                return Found(number, at, last, key, role, level=self._level(tokens, at, last))
        return None

    def _role(self, tokens: Tokens, at: int, last: int, key: str) -> str:
        """Return what a listed name is here: ``name``, ``embedded`` in another name, or nothing."""
        if prefixes(tokens, last):
            return "embedded"
        if priced(tokens, last) or part_of_word(tokens, at, last):
            return ""
        kinds = {tag(tok) for tok in tokens[at : last + 1]} - {""}
        entry = self.gazetteer.entry(self.gazetteer.find(key)[0])
        sure = self.gazetteer.is_land(entry.row)
        if "LOC" in kinds or "GPE" in kinds:
            return "name"
        whole = not inside_entity(tokens, at, last, ("ORG", "PER", "EVENT", "MISC"))
        place = self._locative(tokens, at, last, self.words.strong if kinds else self.words.locative)
        if "PER" in kinds:
            return "name" if whole and (sure or place) and not beside_name(tokens, at, last) else ""
        if kinds & {"ORG", "EVENT", "MISC", "NORP"}:
            if not whole and kinds == {"EVENT"} and not sure:
                return "name"  # the Tours bombing, the battle of Verdun: an event is named by its scene
            if not whole:
                return "embedded" if sure or entry.pop >= BIG else ""
            told = sure or place or "EVENT" in kinds or self._level(tokens, at, last) or entry.pop >= BIG
            return "name" if told else "embedded"
        if not any(tok.upos == "PROPN" for tok in tokens[at : last + 1]):
            return "name" if sure and last > at else ""
        if sure or place:
            return "name" if not beside_name(tokens, at, last) or sure else ""
        return "name" if entry.pop >= BIG and not beside_name(tokens, at, last) else ""

    def _locative(self, tokens: Tokens, at: int, last: int, prepositions: frozenset[str]) -> bool:
        """Tell whether a preposition of place governs the words: as a case dependent, or just before them."""
        head = head_of(tokens, at, last)
        if any(
            base(tok.deprel) == "case" and tok.head == head.id and tok.form.lower() in prepositions for tok in tokens
        ):
            return True
        if self._taken(tokens, head):
            return True
        before = tokens[at - 1] if at else None
        if before is not None and before.form.lower() == "the" and at > 1:
            before = tokens[at - 2]
        return before is not None and before.form.lower() in prepositions and before.upos == "ADP"

    def _taken(self, tokens: Tokens, head: Token) -> bool:
        """Tell whether a name is what a verb of striking or taking ground befalls: they *stormed* the place."""
        verb = tokens[head.head - 1] if head.head else None
        if verb is None or verb.upos != "VERB" or head.ent.endswith("PER"):
            return False
        bare = base(head.deprel) == "obl" and not any(t.head == head.id and base(t.deprel) == "case" for t in tokens)
        befalls = base(head.deprel) == "obj" or head.deprel == "nsubj:pass" or (bare and head.id == verb.id + 1)
        falls = head.deprel == "nsubj" and verb.lemma.lower() == "fall"
        return falls or (befalls and verb.lemma.lower() in self.words.taken)

    def _wider(self, tokens: Tokens, at: int, last: int) -> tuple[int, int]:
        """Return the bounds of the entity that holds the words, lower-case and joined parts at its rims cut off."""
        if not any(tag(tok) in ("LOC", "GPE") for tok in tokens[at : last + 1]):
            return at, last
        right = last
        while right + 1 < len(tokens) and tokens[right + 1].ent.startswith("I-") and tokens[right + 1].form not in DASH:
            right += 1
        while right > last and not capital(tokens[right]):
            right -= 1
        return at, right

    def _widened(self, number: int, tokens: Tokens, core: tuple[int, int], wide: tuple[int, int], text: str) -> Found:
        """Read an entity longer than the listed name in it: a kind beside it ("X City"), or a place of its own."""
        rest = [tok.form.lower() for tok in tokens[core[1] + 1 : wide[1] + 1]]
        told = text[tokens[wide[0]].start : tokens[wide[1]].end]
        key = fold(text[tokens[core[0]].start : tokens[core[1]].end])
        levels = [self.words.kinds[word] for word in rest if word in self.words.kinds]
        if levels and len(rest) == 1 and levels[0] != REGION:
            return Found(number, *wide, key, "name", level=levels[0])
        words = {tok.form.lower() for tok in tokens[core[0] : core[1] + 1]}
        two = not (self.words.common | self.words.landforms).intersection(rest)  # two names, of which one is listed
        none = words <= self.words.never | self.words.facilities | self.words.kinds.keys()  # the Camp of Camp Lejeune
        return Found(number, *wide, fold(told), "unknown", core="" if two or none else key)

    def _level(self, tokens: Tokens, at: int, last: int) -> int:
        """Return the kind that a noun beside the name tells: "X province", "the province of X", "X, a town"."""
        after = tokens[last + 1].form.lower() if last + 1 < len(tokens) else ""
        if after in self.words.kinds and tokens[last + 1].upos in ("NOUN", "PROPN"):
            return self.words.kinds[after]
        before = [tok.form.lower() for tok in tokens[max(0, at - 3) : at] if tok.form.lower() != "the"]
        if len(before) > 1 and before[-1] == "of" and before[-2] in self.words.kinds:
            return self.words.kinds[before[-2]]
        if before and before[-1] in self.words.kinds:
            return self.words.kinds[before[-1]]
        if after == ",":
            return self._apposed(tokens, last + 2)
        return 0

    def _apposed(self, tokens: Tokens, at: int) -> int:
        """Return the kind told by an apposition that starts at a word: "a small town in Y"; 0 for none."""
        if at >= len(tokens) or tokens[at].form.lower() not in ("a", "an", "the", "another", "its"):
            return 0
        for token in tokens[at + 1 : at + 5]:
            if token.form.lower() in self.words.kinds and token.upos == "NOUN":
                return self.words.kinds[token.form.lower()]
            if token.upos not in ("ADJ", "NOUN", "PROPN", "ADV", "PUNCT", "VERB", "NUM"):
                return 0
        return 0

    def _unlisted(self, number: int, tokens: Tokens, at: int, text: str) -> Found | None:
        """Recognise a name that no list holds: tagged as a place, or told to be one by a noun beside it."""
        if not opens(tokens[at], self.words) or (tag(tokens[at]) == "PER" and tokens[at].ent[0] == "I"):
            return None
        if at and opens(tokens[at - 1], self.words) and tokens[at - 1].ent == tokens[at].ent == "O":
            return None
        if (
            tokens[at].form.lower() in self.words.directions
            and at + 1 < len(tokens)
            and self.runs.longer(tokens, at + 1, text)
        ):
            return None
        last = self._name_end(tokens, at)
        told = text[tokens[at].start : tokens[last].end]
        if self._nameless(told):
            return None
        loc = tag(tokens[at]) in ("LOC", "GPE")
        if last > at and tokens[last].form.lower() in self.words.landforms and self._taken(tokens, tokens[last]):
            return Found(number, at, last, fold(told), "unknown", level=REGION)
        level = self._level(tokens, at, last)
        told_so = level and (tag(tokens[at]) != "PER" or self._apposed(tokens, last + 2))
        if told_so and self._placed(tokens, at, last):
            return Found(number, at, last, fold(told), "unknown", level=level)
        if loc:
            return Found(number, at, last, fold(told), "unknown", level=level)
        return None

    def _nameless(self, told: str) -> bool:
        """Tell whether words in no list are too short, an acronym, a common word, or no words at all."""
        if len(told) < 3 or (told.isupper() and len(told) < 6) or re.fullmatch(r"[\W\d_]*", told):
            return True
        words = self.words
        return fold(told) in words.never | words.particles | words.bodies or told.lower() in words.common

    def _placed(self, tokens: Tokens, at: int, last: int) -> bool:
        """Tell whether grammar beyond the noun beside it says that an unlisted name is a place."""
        before = [tok.form.lower() for tok in tokens[max(0, at - 2) : at]]
        if before and before[-1] == "of" and len(before) > 1 and before[-2] in self.words.kinds:
            return True
        if last + 1 < len(tokens) and tokens[last + 1].form == ",":
            return True
        return self._locative(tokens, at, last, self.words.locative)

    def _name_end(self, tokens: Tokens, at: int) -> int:
        """Return the last word of the run of name-like words from here: one entity, or proper nouns and their glue."""
        last = at
        while last + 1 < len(tokens):
            token, glued = tokens[last + 1], tokens[last + 1].start == tokens[last].end
            if tokens[at].ent != "O" and tag(tokens[at]) in ("LOC", "GPE"):
                more = token.ent.startswith("I-") and token.form not in "–—/"
            else:
                more = token.upos == "PROPN" and capital(token)
            if not more and not (glued and (token.form in GLUE or tokens[last].form in GLUE)):
                break
            last += 1
        while last > at and (
            (not capital(tokens[last]) and tokens[last].start != tokens[last - 1].end) or tokens[last].upos == "PUNCT"
        ):
            last -= 1
        return last
