"""Deeds told by words that stand for the deed just told: Y *did the same*, Z *followed suit*.

Such words have no type of their own, so they take that of the deed before them; whom it befell they leave open, for
who is expelled by the one is not who is expelled by the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.extract import details, roles
from histor.lexicon import word_set
from histor.model import Event, Mention, Token, Why, WordRef
from histor.model.tree import Tree

_NAMED = frozenset({"NOUN", "PROPN"})


def done_again(made: Sequence[Event], before: Sequence[Event], tree: Tree, index: int) -> list[Event]:
    """Return the deeds of a sentence with those that only stand for one told before, there or in the sentence before.

    ``before`` are the deeds told so far.
    """
    found = list(made)
    for verb in tree.sentence.tokens:
        same = _same(tree, verb)
        meant = _meant(found, before, verb, index) if same is not None else None
        if same is None or meant is None:
            continue
        words = {verb.id, same.id}
        told = next((event for event in found if event.trigger.token in words), None)
        found = [event for event in found if event is not told]
        found.append(_made(meant, told, tree, WordRef(index, verb.id), same))
    return sorted(found, key=lambda event: event.trigger)


def _same(tree: Tree, verb: Token) -> Token | None:
    """Return the word by which a past verb with a subject of its own stands for another: *the same*, *likewise*."""
    lemma, who = verb.lemma.lower(), tree.child(verb.id, "nsubj")
    if verb.upos not in {"VERB", "AUX"} or not tree.has_feature(verb, "Tense=Past"):
        return None
    if who is None or who.upos not in _NAMED or tree.children(verb.id, "aux") or tree.is_negated(verb):
        return None
    alike = word_set("deeds", "alike") if lemma == "do" else word_set("deeds", "followed") if lemma == "follow" else ()
    return next((tok for tok in tree.children(verb.id, "obj", "advmod") if tok.lemma.lower() in alike), None)


def _meant(found: Sequence[Event], before: Sequence[Event], verb: Token, index: int) -> Event | None:
    """Return the deed told last before a verb, in its sentence or the one before, by a verb of its own."""
    here = [event for event in found if event.trigger.token < verb.id]
    near = [event for event in (*before[-3:], *here) if index - event.trigger.sentence <= 1]
    return next((event for event in reversed(near) if event.actors and not event.background), None)


def _made(meant: Event, told: Event | None, tree: Tree, word: WordRef, same: Token) -> Event:
    """Return the deed that a verb (``word``) stands for, done by its own subject."""
    verb = tree.token(word.token)
    who = roles.subject(tree, verb)
    said = f"“{verb.form} … {same.form}” stands for the deed told before, {meant.type} ({meant.mode})"
    return replace(
        meant, trigger=word, frame=word, span=tree.span_of([verb, same]), evidence=details.evidence(tree, verb),
        why=Why("events/again", said, 0.6), status="reported", when=None, codename=None, definite=False,
        actors=tuple(Mention(WordRef(word.sentence, tok.id), tree.phrase(tok.id), "actor") for tok in who),
        targets=told.targets if told is not None else (), aimed_at=(), places=(), weapons=(), counts=(),
        cue=None, answers=None,
    )  # fmt: skip
