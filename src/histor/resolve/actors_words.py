"""What a common noun tells of who is meant: the classes of ``people.yaml``, asked by lemma.

A noun may stand in several classes; callers ask for the one they need, or for the first in the order in which a
bare noun is most often meant.
"""

from __future__ import annotations

from typing import Any

from histor.lexicon import Lexicon

#: The order in which the class of a head noun is decided.
ORDER = ("fighters", "soldiers", "government", "offices", "titles", "members", "groups", "media", "polities",
         "civilians", "organisations", "materiel")

KINDS = {"fighters": "armed group", "soldiers": "military", "government": "government", "offices": "government",
         "titles": "person", "groups": "armed group", "media": "media", "polities": "state", "civilians": "civilians",
         "organisations": "organisation", "materiel": "other", "members": "other"}


class PeopleWords:
    """The language's words for people and bodies, compiled for look-up."""

    def __init__(self, lexicon: Lexicon) -> None:
        data: dict[str, Any] = lexicon.words("people")
        self.classes = {name: frozenset(str(word) for word in data[name]) for name in ORDER}
        self.unsure = frozenset(data["unsure_soldiers"])
        self.branches = frozenset(data["branches"])
        self.sides = frozenset(data["sides"])
        self.arming = frozenset(data["arming"])
        self.ministers = frozenset(data["ministers"])
        self.quantifiers = frozenset(data["quantifiers"])
        self.partitives = frozenset(data["partitives"])
        self.shares = frozenset(data["shares"])
        self.leaders = frozenset(data["leaders"])
        self.deeds = frozenset(data["deeds"])
        self.sayings = frozenset(data["sayings"])
        self.abstract = frozenset(data["abstract"])
        self.soil = frozenset(data["soil"])
        self.experts = frozenset(data["experts"])
        self.no_bodies = frozenset(data["no_bodies"])
        self.speech = frozenset(data["speech"])
        self.addressing = frozenset(data["addressing"])
        self.locative = frozenset(data["locative"])
        self.generic_fighters = frozenset(data["generic_fighters"])
        self.rulers = frozenset(data["rulers"])
        self.of_any_state = frozenset(data["of_any_state"])
        self.governing = frozenset(data["governing"])
        self.anybody = frozenset(data["anybody"])
        self.sufferers = frozenset(data["sufferers"])
        self.constitutions = frozenset(data["constitutions"])
        self.of_states = frozenset(data["of_states"])
        self.no_states = frozenset(data["no_states"])
        self.nationality = frozenset(data["nationality"])
        self.generic_groups = frozenset(data["generic_groups"])
        self.armed_words = frozenset(data["armed_words"])
        self.any_troops = frozenset(data["any_troops"])
        self.belonging = frozenset(data["belonging"])
        self.any_sex = frozenset(data["any_sex"])
        self.backing = frozenset(data["backing"])
        self.pronouns = {form: kind for kind, forms in data["pronouns"].items() for form in forms}
        self.name_kinds = [(str(kind), frozenset(words)) for kind, words in data["name_kinds"].items()]
        weak = ("fighters", "soldiers", "civilians", "members")
        self._weak_titles: frozenset[str] = frozenset().union(*(self.classes[name] for name in weak))

    def class_of(self, lemma: str, before: str = "") -> str | None:
        """Return the class of a noun, asked with the word before it first ("prime minister", "air force")."""
        for word in ((f"{before} {lemma}", lemma) if before else (lemma,)):
            for name in ORDER:
                if word in self.classes[name] and (name != "titles" or word not in self._weak_titles):
                    return name
        return None

    def is_(self, name: str, lemma: str) -> bool:
        """Tell whether a lemma stands in a class."""
        return lemma in self.classes[name]

    def is_post(self, lemma: str) -> bool:
        """Tell whether a title makes an office: not one that only says what a person is ("farmer", "soldier")."""
        return lemma in self.classes["titles"] and lemma not in self._weak_titles

    def kind_of_name(self, words: list[str]) -> str | None:
        """Return the kind of an unknown body by the words of its name, the last one asked first."""
        lowered = [word.lower() for word in words]
        if not self.no_bodies.isdisjoint(lowered):
            return None
        ends = {" ".join(lowered[-2:]), lowered[-1] if lowered else ""}
        for pool in (ends, {" ".join(lowered[i:i + 2]) for i in range(len(lowered))} | set(lowered)):
            for kind, known in self.name_kinds:
                if pool & known:
                    return kind
        return None
