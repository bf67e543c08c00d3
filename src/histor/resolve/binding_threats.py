"""Whom a threat is made to, where the threat itself does not say: whom the threatened deed would befall.

*The general threatened strikes against the port*; *the envoy threatened sanctions if the republic did not yield*: the
one told of in the deed, or as who must do something to avert it, is threatened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from histor.model import Event, Mention, WordRef
from histor.model.tree import Tree, base
from histor.resolve.binding_common import Book

_CONDITIONS = frozenset({"if", "unless", "until"})


def threatened(event: Event, at: Mapping[WordRef, Event], tree: Callable[[int], Tree], book: Book
               ) -> tuple[Mention, ...]:
    """Return whom a threat without a target of its own is made to; nobody for any other deed."""
    if event.type != "THREATEN" or event.mode != "violence" or any(m.refs for m in (*event.targets, *event.aimed_at)):
        return ()
    words, here = tree(event.trigger.sentence), event.trigger.sentence
    own = {book.side(ref) or ref for m in event.actors for ref in m.refs}
    for token in (event.frame or event.trigger).token, event.trigger.token:
        below = words.children(token, "obj", "xcomp", "ccomp", "nmod", "acl", "obl")
        deeds = [at.get(WordRef(here, tok.id)) for top in below for tok in words.conjuncts(top.id)]
        found = [m for deed in deeds if deed is not None for m in (*deed.targets, *deed.aimed_at)]
        found += _must(words, token, here, book)
        meant = {m.refs: m for m in found if m.refs and not own & {book.side(ref) or ref for ref in m.refs}}
        if meant:
            return tuple(meant.values())
    return ()


def _must(words: Tree, verb: int, here: int, book: Book) -> list[Mention]:
    """Return who must do something to avert what is threatened: the subject of the clause with *if* or *unless*."""
    found = []
    for clause in words.children(verb, "advcl"):
        marks = {tok.form.lower() for tok in words.children(clause.id) if base(tok.deprel) in {"mark", "advmod"}}
        subject = words.child(clause.id, "nsubj")
        if marks & _CONDITIONS and subject is not None:
            word = WordRef(here, subject.id)
            refs = tuple(ref for ref in book.resolve(word) if book.kind(ref) != "other")
            found.append(Mention(word, words.phrase(subject.id), "actor", refs))
    return found
