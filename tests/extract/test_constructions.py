"""The dictionary forms that an inflected word can have, and words of a class by lemma, form and plural."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histor.extract.constructions import Constructions, candidates
from histor.extract.kinds import Kinds
from histor.extract.numbers import number_of
from histor.lexicon import load_lexicon
from histor.model import Token

LEXICON = load_lexicon()


@pytest.mark.parametrize(("lemma", "form", "first"), [
    ("shell", "shelled", "shell"), ("denounc", "denounced", "denounce"), ("deploy", "deplored", "deplore"),
    ("ratifie", "ratified", "ratify"), ("swor", "swore", "swear"), ("strike", "struck", "strike"),
    ("bombe", "bombed", "bomb"), ("travell", "travelled", "travel"), ("raid", "raids", "raid"),
])
def test_a_wrong_lemma_does_not_hide_the_word(lemma: str, form: str, first: str) -> None:
    """The right form is among the candidates, and before any word that the ending does not allow."""
    known = LEXICON.words("forms")["forms"]
    found = candidates(lemma, form, known)
    assert first in found
    assert lemma not in Constructions(LEXICON).verbs or lemma == first or found.index(first) < found.index(lemma)


@given(st.text(st.characters(codec="utf-8"), max_size=12), st.text(st.characters(codec="utf-8"), max_size=12))
def test_candidates_never_fail(lemma: str, form: str) -> None:
    """Whatever the parser gives, the lemma is kept and nothing is said twice."""
    found = candidates(lemma, form)
    assert lemma.lower() in found and len(found) == len(set(found)) <= 20


@pytest.mark.parametrize(("form", "lemma", "upos", "ent", "name", "belongs"), [
    ("soldiers", "soldier", "NOUN", "O", "person", True), ("battalions", "battaliy", "NOUN", "O", "force", True),
    ("editor", "editor", "NOUN", "O", "person", True), ("bridge", "bridge", "NOUN", "O", "person", False),
    ("Lagos", "Lagos", "PROPN", "B-LOC", "territory", True), ("it", "it", "PRON", "O", "person", False),
    ("they", "they", "PRON", "O", "person", True), ("Iraqis", "Iraqis", "PROPN", "O", "person", True),
    ("nine", "nine", "NUM", "O", "person", True), ("earthquake", "earthquake", "NOUN", "O", "thing", True),
])
def test_classes(form: str, lemma: str, upos: str, ent: str, name: str, belongs: bool) -> None:
    """By lemma, by form where the lemma is a guess, by tag, by people, by part of speech."""
    token = Token(1, form, lemma, upos, "", 0, "root", 0, len(form), ent)
    assert Kinds(LEXICON).has(token, name) is belongs


@pytest.mark.parametrize(("text", "value"), [
    ("15", 15), ("1,200", 1200), ("seven", 7), ("twenty-three", 23), ("Forty", 40), ("none", None), ("²", None),
    ("twenty-twelve", None), ("9" * 40, None), ("", None), ("-5", None),
])
def test_plain_numbers(text: str, value: int | None) -> None:
    """Digits and simple words, nothing else."""
    assert number_of(text) == value
