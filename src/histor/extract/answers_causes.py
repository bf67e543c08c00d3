"""Reads what brought a deed about, where the text names it: *because of* the arrest, *provoked by* it.

Unlike words of answer these are everyday words, so that both ends must be deeds.
"""

from __future__ import annotations

from collections.abc import Iterator

from histor.extract.answer_words import AnswerWords, Cue
from histor.model import Span, Token
from histor.model.tree import Tree, base


def causes(tree: Tree, words: AnswerWords, token: Token) -> Iterator[Cue]:
    """Yield the cues of one word that tell what brought a deed about."""
    if token.upos == "VERB" and words.prompts(token.lemma):
        yield from _prompt(tree, words, token)
    if token.upos == "VERB":
        yield from _lead_to(tree, words, token)
    if base(token.deprel) in {"obl", "nmod"} and token.upos in {"NOUN", "PROPN", "PRON"}:
        yield from _cause(tree, words, token)
    if base(token.deprel) == "advcl":
        yield from _clause(tree, words, token)


def _cause(tree: Tree, words: AnswerWords, token: Token) -> Iterator[Cue]:
    """Read *because of* the arrest, fined *for* the raid, *provoked by* it: what is named must be a deed too."""
    lead, above = tree.case(token.id), tree.parent(token)
    marks = tree.children(token.id, "case")
    if above is None or not marks:
        return
    if lead == "by" and words.prompts(above.lemma) and above.upos == "VERB":
        deeds = [above.head, *(t.id for t in tree.children(above.id, "nsubj:pass"))]
        yield Cue(tree.span_of([above, marks[0]]), tuple(deeds), token.id, fixed=True)
    elif words.has("pointing", token.form.lower()) and words.has("thereby", lead):
        span = tree.span_of([marks[0], *tree.children(marks[0].id, "fixed"), token])
        yield Cue(span, (above.id, *(t.id for t in tree.children(above.id, "obj"))), fixed=True)
    elif lead in words.causes:
        span = tree.span_of([marks[0], *tree.children(marks[0].id, "fixed")])
        yield Cue(span, (above.id,), token.id, fixed=True, both=True, only=words.part("narrow", lead))


def _prompt(tree: Tree, words: AnswerWords, token: Token) -> Iterator[Cue]:
    """Read *the raid prompted an inquiry* and *the riot was sparked when they arrested him*: both must be deeds."""
    span = Span(token.start, token.end)
    subject, suffered = tree.child(token.id, "nsubj"), tree.child(token.id, "nsubj:pass")
    brought = [t.id for top in tree.children(token.id, "obj") for t in tree.conjuncts(top.id)]
    if suffered is not None:
        for clause in tree.children(token.id, "advcl", "obl"):
            if words.has("whence", _lead(tree, clause)):
                yield Cue(span, (suffered.id,), clause.id, fixed=True, both=True)
    elif subject is not None:
        for deed in (*brought, *_moved_to(tree, token)):
            for answered in _mover(tree, token, subject):
                yield Cue(span, (deed,), answered, fixed=True, both=True)


def _lead_to(tree: Tree, words: AnswerWords, token: Token) -> Iterator[Cue]:
    """Read *the arrest led to riots* and *it led them to close the border*: everyday verbs, said of two deeds."""
    into, subject = words.part("leads", token.lemma.lower()), tree.child(token.id, "nsubj")
    if subject is None or not into:
        return
    named = [t for top in tree.children(token.id, "obl") if tree.case(top.id) in into for t in tree.conjuncts(top.id)]
    only = words.part("narrow", token.lemma.lower())  # the raid that led *to a killing* did it itself
    for deed, kinds in (*((t.id, only) for t in named), *((ident, frozenset()) for ident in _moved_to(tree, token))):
        for answered in _mover(tree, token, subject):
            yield Cue(Span(token.start, token.end), (deed,), answered, fixed=True, both=True, only=kinds)


def _moved_to(tree: Tree, token: Token) -> list[int]:
    """Return what somebody is moved to do, and what is told beside it: *prompted it to close and mine*."""
    whom = tree.child(token.id, "obj")
    return [t.id for top in tree.children(token.id, "xcomp") for t in tree.conjuncts(top.id)] if whom else []


def _mover(tree: Tree, token: Token, subject: Token) -> list[int]:
    """Return the words of what moves: the subject; for *which*, the noun that it stands for, then its whole clause."""
    if not token.deprel.endswith(":relcl") or subject.upos != "PRON" or not token.head:
        return [subject.id]
    told = tree.token(token.head)
    clause = subject.form.lower() == "which" and told.upos != "VERB" and told.head
    return [told.id, told.head] if clause else [told.id]


def _clause(tree: Tree, words: AnswerWords, token: Token) -> Iterator[Cue]:
    """Read *because* they had bombed it."""
    above = tree.parent(token)
    marks = tree.children(token.id, "mark")
    lead = marks[0].form.lower() if marks else ""
    if above is not None and lead in words.causes:
        only = words.part("narrow", lead)
        yield Cue(tree.span_of(marks[:1]), (above.id,), token.id, fixed=True, both=True, only=only)


def _lead(tree: Tree, token: Token) -> str:
    """Return the preposition, conjunction or adverb that opens a phrase or clause."""
    mark = next((t for t in tree.children(token.id, "mark", "advmod") if t.id < token.id), None)
    return tree.case(token.id) or (mark.form.lower() if mark is not None else "")
