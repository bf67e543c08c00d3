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
        answered = token.head if token.deprel == "acl:relcl" and subject.upos == "PRON" else subject.id
        for deed in brought:
            yield Cue(span, (deed,), answered, fixed=True, both=True)


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
