"""The constructions that tell an event, compiled from ``data/events/*.yaml``.

A construction says: this word, in this shape, tells a deed of this type. It is looked up by lemma, so that the cost of
a text does not grow with the number of event types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from histor.errors import DataError
from histor.extract.kinds import Kinds
from histor.lexicon import Lexicon
from histor.model import Token


@dataclass(frozen=True, slots=True)
class Construction:
    """One entry of an event file: the shape around a verb or a noun, and where its target stands.

    ``target`` lists where the one acted upon is found: ``obj`` or prepositions. ``object``, ``subject``, ``of``,
    ``compound`` name word classes that must stand there. ``weak`` marks words that tell an event only with some
    further sign of one (an actor, a day, a place, a verb that carries them out). ``drawn`` marks names of what is said
    of a deed or of somebody that draws it: *drew* criticism *from* the bishops, *was met with* praise.
    """

    type: str
    mode: str
    lemma: str
    target: tuple[str, ...] = ()
    object: str | None = None
    subject: str | None = None
    of: str | None = None
    compound: str | None = None
    not_compound: str | None = None
    not_subject: str | None = None
    not_object: str | None = None
    not_of: str | None = None
    not_prep: tuple[str, ...] = ()
    not_modifier_of: tuple[str, ...] = ()
    particle: str | None = None
    prep: tuple[str, ...] = ()
    complement: str | None = None
    xcomp: str | None = None
    not_xcomp: str | None = None
    object_side: str | None = None
    place: tuple[str, ...] = ()
    symmetric: bool = False
    drawn: bool = False
    weak: bool = False
    light_only: bool = False
    light_or_date: bool = False
    not_content: bool = False
    aimed: bool = False


#: Fields that name a word class, and what they may hold besides.
_CLASSES = (
    "object", "subject", "of", "compound", "not_compound", "not_subject", "not_object", "not_of", "complement", "xcomp",
    "not_xcomp",
)
_SPECIAL = {"any", "none", "none_or_topic"}
_LISTS = {"target", "prep", "place", "not_modifier_of", "not_prep"}
_IGNORED = {"words"}


def _compile(name: str, kind: str, entry: Mapping[str, Any]) -> list[Construction]:
    known = Construction.__dataclass_fields__.keys()
    facts: dict[str, Any] = {}
    for key, value in entry.items():
        if key in _IGNORED:
            continue
        if key not in known:
            place = f"data/events/{name.lower()}.yaml"
            raise DataError(f"{place}: `{key}` is no part of a construction ({entry['words']}).")
        facts[key] = tuple(value) if key in _LISTS else value
    return [Construction(type=name, lemma=word, **facts) for word in entry["words"]]


def candidates(lemma: str, form: str, irregular: Mapping[str, str] | None = None) -> list[str]:
    """Return the dictionary forms that a word can have, the likeliest first.

    A lemmatiser that has not seen a verb may leave off a silent e ("denounc"), keep a doubled consonant or take another
    word for it ("deplored", deploy). So a lemma that the form's ending does not allow comes after the spellings that it
    does allow, and an irregular form is looked up.
    """
    low, first = form.lower(), lemma.lower()
    spelled = [word for ending in ("ing", "ed", "es", "s") for word in _stems(low, ending)]
    likely = first in spelled or not low.endswith(("ing", "ed"))
    own = [first, f"{first}e", low]
    found = [*own, *spelled] if likely else [*spelled, *own]
    known = (irregular or {}).get(low)
    return list(dict.fromkeys([known, *found] if known else found))


def _stems(form: str, ending: str) -> list[str]:
    """Return what a regular form can be made from: its stem, with e, with the doubled letter undone, with y for i."""
    if not form.endswith(ending) or len(form) <= len(ending) + 2:
        return []
    stem = form[: -len(ending)]
    undone = [stem[:-1]] if stem[-1] == stem[-2] else []
    turned = [f"{stem[:-1]}y"] if stem[-1] == "i" else []
    return [stem, f"{stem}e", *undone, *turned]


class Constructions:
    """All constructions of a language by lemma, in the order of the files: verbs, nouns, and names that only refer."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._irregular: dict[str, str] = lexicon.words("forms")["forms"] if lexicon.has_words("forms") else {}
        self.verbs: dict[str, list[Construction]] = {}
        self.nouns: dict[str, list[Construction]] = {}
        self.names: dict[str, list[Construction]] = {}
        for stem, facts in lexicon.folder("events").items():
            words = facts.get(lexicon.language, {})
            for kind, table in (("verbs", self.verbs), ("nouns", self.nouns), ("names", self.names)):
                for entry in words.get(kind, []):
                    for made in _compile(facts.get("type", stem.upper()), kind, entry):
                        table.setdefault(made.lemma, []).append(made)

    def check(self, kinds: Kinds) -> None:
        """Raise :class:`DataError` where a construction asks for a word class that there is not."""
        tables = (self.verbs, self.nouns, self.names)
        for made in (made for table in tables for rows in table.values() for made in rows):
            for field in _CLASSES:
                name = getattr(made, field)
                if name is not None and name not in _SPECIAL and not kinds.knows(name):
                    place = f"data/events/{made.type.lower()}.yaml"
                    raise DataError(f"{place}: `{made.lemma}` asks for a class `{name}` ({field}) that there is not.")

    def of_verb(self, lemma: str, form: str) -> list[Construction]:
        """Return the verb constructions of a word, trying its possible dictionary forms in turn."""
        return next((self.verbs[word] for word in candidates(lemma, form, self._irregular) if word in self.verbs), [])

    def of_word(self, token: Token) -> list[Construction]:
        """Return what a word can tell, whatever stands around it here."""
        found = self.of_verb(token.lemma, token.form) if token.upos == "VERB" else []
        return found or self.of_noun(token.lemma, token.form)

    def of_noun(self, lemma: str, form: str) -> list[Construction]:
        """Return the noun constructions of a word, trying its possible dictionary forms in turn."""
        return next((self.nouns[word] for word in candidates(lemma, form) if word in self.nouns), [])

    def of_name(self, lemma: str, form: str) -> list[Construction]:
        """Return what a noun can refer back to that tells no deed by itself: *the events of Tuesday*."""
        return next((self.names[word] for word in candidates(lemma, form) if word in self.names), [])
