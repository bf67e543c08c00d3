"""Cues that one deed answers another: retaliatory, in response to, tit for tat, responded by.

Only what the text says: a cue without a named deed leaves ``answers`` empty, and the consolidation looks for the deed.
"""

from __future__ import annotations

from dataclasses import dataclass

from histor.extract.kinds import Kinds
from histor.model import Span, Token
from histor.model.tree import Tree, base


@dataclass(frozen=True, slots=True)
class Cue:
    """The words of a response cue, how far the text says it, and the word of the deed answered (UD id or None)."""

    span: Span
    basis: str
    answers: int | None = None


def find_cue(tree: Tree, trigger: Token, carrier: Token, frame: Token, kinds: Kinds) -> Cue | None:
    """Return the response cue at a deed's telling, the strongest first, or None."""
    for word in dict.fromkeys((trigger, carrier, frame)):
        found = _at(tree, word, kinds)
        if found is not None:
            return found
    return _above(tree, frame, kinds)


def _at(tree: Tree, word: Token, kinds: Kinds) -> Cue | None:
    for tok in tree.children(word.id):
        relation = base(tok.deprel)
        if relation in {"amod", "compound"} and tok.lemma.lower() in kinds.words("answer_adjective"):
            return Cue(Span(tok.start, tok.end), "explicit")
        if relation in {"obl", "nmod", "advmod"} and _is_answer(tree, tok, kinds):
            return Cue(tree.span_of([*tree.children(tok.id, "case"), tok]), "explicit", _answered(tree, tok))
        if relation == "advcl" and tok.lemma.lower() in kinds.words("answer_verb"):
            return Cue(Span(tok.start, tok.end), "explicit", _answered(tree, tok))
        if relation in {"obl", "parataxis", "dep", "appos"} and "tit for tat" in _text(tree, tok):
            return Cue(tree.span(tok.id), "explicit")
    if word.lemma.lower() in kinds.words("answer_verb") | kinds.words("answer_noun"):
        return Cue(Span(word.start, word.end), "explicit", _answered(tree, word))
    return None


def _is_answer(tree: Tree, tok: Token, kinds: Kinds) -> bool:
    case = tree.case(tok.id)
    if tok.lemma.lower() in kinds.words("answer_noun") and case in {"in", "as"}:
        return True
    return tok.lemma.lower() in kinds.words("result_noun") and case == "as"


def _text(tree: Tree, tok: Token) -> str:
    return " ".join(t.form.lower() for t in tree.subtree(tok.id)).replace("-", " ").replace("  ", " ")


def _answered(tree: Tree, tok: Token) -> int | None:
    """Return the deed that a response word names: response *to the raid*, responded *to the bombing*."""
    for child in tree.children(tok.id, "nmod", "obl", "obj"):
        case = tree.case(child.id)
        if case in {"to", "for", "against", "of"} or (child.deprel == "obj" and tok.upos == "VERB"):
            return child.id
    return None


def _is_means(tree: Tree, frame: Token) -> bool:
    """Tell whether a deed is that by which one answers: *by* shelling, *with* a raid; what one responds *to* is not."""
    if base(frame.deprel) == "obl":
        return tree.case(frame.id) in {"with", "by", "through"}
    marks = {tok.lemma.lower() for tok in tree.children(frame.id, "mark", "case")}
    return base(frame.deprel) in {"advcl", "xcomp"} and marks <= {"by", "with", "through"}


def _above(tree: Tree, frame: Token, kinds: Kinds) -> Cue | None:
    """Read a response verb that governs the deed: *responded* to the raid *by* shelling."""
    frame = tree.first_conjunct(frame)  # "answered with shells and raids": both answer
    parent = tree.parent(frame)
    if parent is None:
        return None
    if _is_means(tree, frame) and parent.lemma.lower() in kinds.words("answer_verb"):
        return Cue(Span(parent.start, parent.end), "explicit", _answered(tree, parent))
    return None
