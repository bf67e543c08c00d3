"""Which post a phrase tells: the health minister, the secretary-general; and whether it is the one told before."""

from __future__ import annotations

from histor.model.tree import base
from histor.resolve.actors_noun import Noun
from histor.resolve.actors_state import State
from histor.resolve.actors_text import DASHES
from histor.resolve.actors_words import PeopleWords

#: Articles that bring somebody in.
INDEFINITE = frozenset({"a", "an", "another"})


def is_of_some_state(words: PeopleWords, noun: Noun) -> bool:
    """Tell whether a post is in the government of some state that need not be named: *the health minister*."""
    return noun.lemma in words.ministers and not noun.plural and noun.det not in INDEFINITE


def title(words: PeopleWords, noun: Noun) -> str:
    """Return the words of a post: *health minister*, *secretary-general*; *minister* where it is any."""
    before = [tok for tok in noun.phrase.left if tok.form not in DASHES][-1:]
    if not before or before[0].upos not in ("NOUN", "PROPN", "ADJ") or before[0].form[:1].isupper():
        return noun.lemma
    dash = "-" if noun.phrase.left[-1].form in DASHES else " "
    post = f"{before[0].lemma.lower()}{dash}{noun.lemma}"
    whole = before[0].upos == "NOUN" and base(before[0].deprel) == "compound"
    return post if whole or words.is_("titles", post) else noun.lemma


def is_another(state: State, noun: Noun, known: str) -> bool:
    """Tell whether a post is another than a person is told to hold: *the health minister* is no foreign minister.

    Only what makes another post of it counts: *the new minister* may be any.
    """
    before = noun.phrase.left[-1] if noun.phrase.left else None
    if before is None or before.upos == "PROPN":
        return False
    post = f"{before.lemma.lower()} {noun.lemma}"
    if before.upos != "NOUN" and not state.words.is_("titles", post):
        return False
    return all(post not in role.title.casefold() for role in state.registry.draft(known).roles)
