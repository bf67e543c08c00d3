"""What ``casualties.yaml`` says, compiled: from a word's form to the effect it tells and where its victims stand.

Forms are matched beside lemmas, so that a wrong lemma or an all-capitals telegram loses no trigger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from histor.lexicon import Lexicon, load_lexicon
from histor.model import Token

_VOWELS = "aeiou"
#: Lists within lists: ``to_death: {verbs: […], nouns: […]}`` is read as "to_death.verbs" and "to_death.nouns".
_NESTED = ("nought", "unreal", "parts", "cumulative", "lives", "to_death", "to_hospital", "to_shelter", "to_prison")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a verb tells: the effect, the frame, and what its victims must be."""

    effect: str
    frame: str
    lemma: str
    people: bool = False
    civil: bool = False


@dataclass(frozen=True, slots=True)
class Light:
    """A verb and its object that together tell an effect of the subject; one of ``marks`` stands before the object."""

    verbs: frozenset[str]
    objects: frozenset[str]
    effect: str
    owned: bool
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CasualtyWords:
    """The compiled content of ``casualties.yaml``."""

    verbs: dict[str, Sense]
    forms: dict[str, str]
    helpers: dict[str, str]
    particles: dict[str, frozenset[str]]
    states: dict[str, str]
    nouns: dict[str, str]
    victims: dict[str, str]
    behind: dict[str, frozenset[str]]
    unseen: dict[str, frozenset[str]]
    light: tuple[Light, ...]
    lists: dict[str, frozenset[str]]
    phrases: tuple[tuple[str, ...], ...]

    def has(self, name: str, word: str) -> bool:
        """Tell whether a word stands in the list of that name."""
        return word in self.lists[name]

    def verb(self, token: Token) -> Sense | None:
        """Return what a word tells as a verb, by its form first."""
        lemma = self.forms.get(token.form.lower())
        if lemma is None and token.upos == "VERB":
            lemma = token.lemma.lower()
        return self.verbs.get(lemma) if lemma else None

    def noun(self, token: Token) -> str | None:
        """Return the effect a word tells as a noun of the deed or its outcome ("deaths", "the killing of")."""
        if token.upos in ("NOUN", "PROPN") or token.form.lower().endswith("ing"):
            lemma = singular(token)
            return self.nouns.get(lemma) or self.nouns.get(token.form.lower())
        return None

    def state(self, token: Token) -> str | None:
        """Return the effect a word tells as a state ("dead", "wounded", "missing")."""
        return self.states.get(token.form.lower())

    def victim(self, token: Token) -> str | None:
        """Return the effect by which people are called so ("the dead", "hostages", "victims")."""
        return self.victims.get(singular(token)) or self.victims.get(token.form.lower())

    def stem(self, token: Token) -> str:
        """Return the lemma of one of the verbs that the lists name, by its form first, else the model's lemma."""
        return self.helpers.get(token.form.lower(), token.lemma.lower())

    def effect(self, token: Token) -> str | None:
        """Return the effect a word tells in any of these ways, or None."""
        sense = self.verb(token)
        return sense.effect if sense else self.state(token) or self.noun(token) or self.victim(token)


@cache
def _plurals() -> Mapping[str, str]:
    return {str(many): str(one) for many, one in load_lexicon().words("forms")["plurals"].items()}


def singular(token: Token) -> str:
    """Return the lower-case singular of a noun, cut from its form: a model's lemma of a rare noun may be none."""
    form = token.form.lower()
    if form.endswith("selves"):
        return form
    for plural, single in _plurals().items():
        if form.endswith(plural) and (form == plural or plural in ("men", "women")):
            return form[: -len(plural)] + single
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes")):
        return form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 3:
        return form[:-1]
    return form


def compile_casualties(lexicon: Lexicon) -> CasualtyWords:
    """Return the lexicon's words for tolls as look-up tables."""
    data = lexicon.words("casualties")
    verbs = {sense.lemma: sense for sense in _senses(data["verbs"])}
    lists = {name: frozenset(map(str, value)) for name, value in data.items() if isinstance(value, list)}
    for name in _NESTED:
        lists |= {f"{name}.{key}": frozenset(map(str, v)) for key, v in data[name].items() if isinstance(v, list)}
    lists["unseen"] = frozenset(data["unseen"])
    lists["victims_behind"] = frozenset(data["victims_behind"])
    return CasualtyWords(
        verbs=verbs,
        forms=_all_forms(verbs, data["irregular"]),
        helpers=_helpers(lists, data),
        particles={verb: frozenset(words) for verb, words in data["particles"].items()},
        states=_inverted(data["states"]),
        nouns=_inverted(data["nouns"]),
        victims=_inverted(data["victims"]),
        behind={noun: frozenset(found) for noun, found in data["victims_behind"].items()},
        unseen={verb: frozenset(tails) for verb, tails in data["unseen"].items()},
        light=tuple(_light(row) for row in data["light"]),
        lists=lists,
        phrases=tuple(tuple(phrase.split()) for phrase in data["cumulative"]["phrases"]),
    )


def _helpers(lists: dict[str, frozenset[str]], data: dict[str, Any]) -> dict[str, str]:
    """Return the forms of every verb that the lists name: "sustained" is a form of "sustain" whatever a model says."""
    named = {verb for row in data["light"] for verb in row["verbs"]}
    for name in (
        "leaving",
        "leaving_hold",
        "lives.verbs",
        "to_death.verbs",
        "to_hospital.verbs",
        "to_shelter.verbs",
        "to_prison.verbs",
        "denying",
        "lose",
        "undoing",
        "moving",
        "unreal.verbs",
        "deed_above",
        "held",
        "unseen",
        "nought.verbs",
    ):
        named |= lists[name]
    forms: dict[str, str] = {}
    for lemma in sorted(named):
        forms |= dict.fromkeys(regular_forms(lemma), lemma)
    for lemma, shapes in data["irregular"].items():
        forms |= dict.fromkeys(shapes, lemma)
    return forms


def _light(row: dict[str, Any]) -> Light:
    marks = frozenset(map(str, row.get("marks", ())))
    return Light(frozenset(row["verbs"]), frozenset(row["objects"]), row["effect"], bool(row.get("owned")), marks)


def _senses(table: dict[str, dict[str, list[str]]]) -> list[Sense]:
    found: list[Sense] = []
    for effect, frames in table.items():
        for frame, lemmas in frames.items():
            people, civil = frame == "people", frame == "civil"
            kept = "object" if people else "subject" if civil else frame
            found.extend(Sense(effect, kept, lemma, people, civil) for lemma in lemmas)
    return found


def _inverted(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: effect for effect, words in table.items() for word in words}


def _all_forms(verbs: dict[str, Sense], irregular: dict[str, list[str]]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for lemma in verbs:
        forms |= dict.fromkeys(irregular.get(lemma) or regular_forms(lemma), lemma)
        forms[lemma] = lemma
        if lemma in irregular:
            forms |= dict.fromkeys((f for f in regular_forms(lemma) if f.endswith(("ing", "s"))), lemma)
    return forms


def regular_forms(lemma: str) -> list[str]:
    """Return the regular inflections of an English verb: third person, past, gerund."""
    if lemma.endswith("e"):
        return [lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return [lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    doubled = lemma + lemma[-1] if lemma in ("gun", "cut", "gas") else lemma
    return [third, doubled + "ed", doubled + "ing"]
