"""Lemmas of forms that training never showed, by their spelling."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from histor.parse.lemma import Lemmas
from histor.parse.spelling import noun, verb

KNOWN = frozenset("plan stop burn wreck murmur fish".split())
TABLE: Mapping[str, Mapping[str, str]] = {"VERB": {"burn": "l0", "held": "=hold"}, "NOUN": {"wreck": "l0"}}


@pytest.mark.parametrize(("lemma", "forms"), [
    ("repudiate", "repudiated repudiates repudiating"), ("avenge", "avenged avenging"), ("mine", "mined mining"),
    ("bomb", "bombed bombing bombs"), ("nationalise", "nationalised nationalising"), ("besiege", "besieged besieging"),
    ("shell", "shelled shelling shells"), ("patrol", "patrolled patrolling"), ("ram", "rammed ramming"),
    ("harass", "harassed harasses harassing"), ("deplore", "deplored"), ("harbour", "harboured"),
    ("retreat", "retreated"), ("scuttle", "scuttled scuttling"), ("decree", "decreed"),
    ("amnesty", "amnestied amnesties"), ("launch", "launches"),
    ("murmur", "murmured"), ("wreck", "wrecked"), ("plan", "planning"), ("fish", "fish"), ("clung", "clung"),
])
def test_regular_endings_are_undone(lemma: str, forms: str) -> None:
    """By orthography, or by the word that is known; a form without a regular ending is left as it is."""
    assert {verb(form, KNOWN, "xx") for form in forms.split()} == {lemma}


def test_a_known_guess_stands_for_an_irregular_form() -> None:
    """Where it begins like the form, and the form is no known word itself."""
    assert (verb("burnt", KNOWN, "burn"), verb("borne", KNOWN, "stop"), verb("fish", KNOWN, "fi")) == (
        "burn", "borne", "fish")


@pytest.mark.parametrize(("plural", "singular"), [
    ("airstrikes", "airstrike"), ("lorries", "lorry"), ("churches", "church"), ("riflemen", "rifleman"),
    ("barracks", "barracks"), ("mistress", "mistress"), ("yeomanry", "yeomanry"),
])
def test_plurals_are_undone(plural: str, singular: str) -> None:
    """But not what only looks like one."""
    assert noun(plural) == singular


def test_what_training_showed_comes_first() -> None:
    """A form seen, or its lower case, then spelling for verbs and for nouns whose guess nobody knows."""
    lemmas = Lemmas(TABLE)
    forms = [("Held", "VERB", "l0"), ("Wrecked", "VERB", "l2"), ("torches", "NOUN", "l1"), ("Orsk", "PROPN", "k0"),
             ("1st", "NOUN", "k0")]
    assert [lemmas.of(*form) for form in forms] == ["hold", "wreck", "torch", "Orsk", "1st"]
