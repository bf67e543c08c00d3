"""Sayings told by verbs: which construction makes somebody's word of a clause, a quotation or a noun phrase.

The verb's lemma opens constructions (``attribution.yaml``), the tree decides between them: one function per
construction, and
the first that finds words wins. The order goes from the construction with most conditions to that with fewest.
"""

from __future__ import annotations

from histor.extract.attribution_asides import aside, is_loose
from histor.extract.attribution_clauses import command, disbelief, of_oneself, reporting
from histor.extract.attribution_cues import Cues
from histor.extract.attribution_draft import Draft, Speaker
from histor.extract.attribution_figures import giving
from histor.extract.attribution_grammar import Telling, is_passive, subject
from histor.extract.attribution_objects import (
    accusing,
    compare,
    naming,
    noun_object,
    prepositional,
    responsibility,
    sizing,
)
from histor.extract.attribution_passives import passive
from histor.extract.attribution_place import Place
from histor.extract.attribution_speakers import Speakers
from histor.model import Span, Token
from histor.model.quotes import Quotes
from histor.model.tree import Tree, base

_RULES = (
    naming, accusing, responsibility, sizing, command, reporting, compare, of_oneself, giving, noun_object,
    prepositional,
)  # fmt: skip


_CONTRAST = {"while", "whereas", "but", "although", "though"}


class Speech:
    """Finds the sayings of verbs in one document's sentences."""

    def __init__(self, cues: Cues, telling: Telling, speakers: Speakers, quotes: Quotes) -> None:
        self._cues = cues
        self._telling = telling
        self._speakers = speakers
        self._quotes = quotes

    def find(self, index: int, tree: Tree, after: Span | None = None) -> list[Draft]:
        """Return the sayings that the verbs of a sentence tell, in text order.

        ``after`` is a block of quotation that follows the sentence on the page.
        """
        found = []
        for token in tree.sentence.tokens:
            lemma = self._cues.lemma(token)
            if self._is_cue(tree, token, lemma):
                draft = self._verb(Place(index, tree, token, lemma, self._cues, self._quotes, after))
                if draft is not None and draft.content:
                    found.append(draft)
        _part_contrasts(tree, found)
        return [draft for draft in found if draft.content]

    def _is_cue(self, tree: Tree, token: Token, lemma: str) -> bool:
        """Verbs, and words tagged otherwise that nevertheless govern an infinitive's ``to`` and a clause."""
        if lemma not in self._cues.lemmas:
            return False
        if token.upos == "VERB":  # "an alleged plot" is no allegation by anybody
            return token.id == 1 or tree.token(token.id - 1).upos != "DET" or token.form.lower().endswith("ing")
        marked = any(tok.form.lower() == "to" for tok in tree.children(token.id, "case", "mark"))
        return marked and tree.child(token.id, "ccomp") is not None

    def _verb(self, at: Place) -> Draft | None:
        if not self._telling.is_told(at.tree, at.verb):
            return self._with_speakers(at, disbelief(at))
        if is_loose(at):
            draft = aside(at, self._speakers)
            if draft is not None:
                return draft
        if is_passive(at.tree, at.verb):
            return passive(at, self._speakers)
        for rule in _RULES:
            draft = rule(at)
            if draft is not None and draft.content:
                found = self._with_speakers(at, draft)
                if found is not None:
                    return found
        return aside(at, self._speakers)

    def _with_speakers(self, at: Place, draft: Draft | None) -> Draft | None:
        if draft is None:
            return None
        who = _quoted(at) or subject(at.tree, at.verb)
        if at.stance("clause") is None and at.stance("weak_clause") and who is not None and who.form.lower() == "it":
            return None
        if at.stance("clause") is None and at.stance("finding") and not self._speakers.looks_into(who):
            return None
        below = self._speakers.of(at.index, at.tree, who)
        thing = who is None or who.upos == "NOUN" or at.lemma == "add" or not below
        draft.speakers = self._sayer_above(at, who) if thing else []
        draft.goes_on = bool(draft.speakers)
        draft.speakers = draft.speakers or below
        self._speakers.sign(at.tree, at.verb, draft.speakers)
        return draft if draft.speakers else None

    def _sayer_above(self, at: Place, who: Token | None) -> list[Speaker]:
        """A verb behind what somebody says ("..., adding that", "... and warned that") may be that speaker's next word.

        A participle must be set off by a comma, a coordinate verb's subject be a patient: parsers misplace both.
        """
        governor = at.tree.parent(at.verb)
        if governor is None:
            return []
        joined = base(at.verb.deprel) == "conj" and at.kid("nsubj") is None and base(governor.deprel) == "ccomp"
        if joined and (who is None or who.deprel == "nsubj:pass" or not self._speakers.can_speak(at.tree, who)):
            return self._said_above(at)
        if base(at.verb.deprel) != "advcl" or not at.verb.form.lower().endswith("ing"):
            return []
        first = at.tree.subtree(at.verb.id)[0].id
        set_off = first < at.verb.id or at.tree.token(max(first - 1, 1)).upos == "PUNCT"
        if base(governor.deprel) not in {"ccomp", "csubj", "conj"} or not set_off:
            return []
        return self._said_above(at)

    def _said_above(self, at: Place) -> list[Speaker]:
        for above in at.tree.ancestors(at.verb):
            if above.upos == "VERB" and self._cues.stance(self._cues.lemma(above), "clause"):
                return self._speakers.of(at.index, at.tree, subject(at.tree, above))
        return []


def _quoted(at: Place) -> Token | None:
    """Return whom a paper quotes: "the wire quoted the hospital as saying that 31 had died"."""
    above = at.tree.parent(at.verb)
    if above is None or at.verb.form.lower() != "saying" or not at.marked(at.verb, "as"):
        return None
    if at.cues.lemma(above) not in ("quote", "cite") and above.lemma.lower() not in ("quote", "cite"):
        above = at.tree.parent(above) or above
    return at.tree.child(above.id, "obj") if above.lemma.lower() in ("quote", "cite") else None


def _part_contrasts(tree: Tree, drafts: list[Draft]) -> None:
    """Cut from what one speaker says a clause that says more: "X said A, while Y said B", "X said A, adding that B".

    Parsers tie such a clause to A's words. Only a clause with a named subject of its own is cut, and never inside
    quotation marks
    (these widen contents later).
    """
    for other in drafts:
        verb = tree.token(other.verb)
        own = tree.child(verb.id, "nsubj")
        links = {tok.form.lower() for tok in tree.children(verb.id, "mark", "cc")}
        named = own is not None and own.upos != "PRON"
        first = tree.subtree(verb.id)[0]
        apart = bool(links & _CONTRAST) and base(verb.deprel) in {"advcl", "conj"}
        apart = apart or (base(verb.deprel) in {"parataxis", "conj"} and _follows_semicolon(tree, first))
        if not other.goes_on and not (named and apart):
            continue
        start = first.start
        for draft in drafts:
            if draft is not other and draft.cue.end <= start:
                draft.content = [_cut(tree, span, start) for span in draft.content if span.start < start]


def _follows_semicolon(tree: Tree, first: Token) -> bool:
    return first.form == ";" or (first.id > 1 and tree.token(first.id - 1).form == ";")


def _cut(tree: Tree, span: Span, end: int) -> Span:
    kept = [tok for tok in tree.sentence.tokens if span.start <= tok.start and tok.end <= min(span.end, end)]
    return tree.span_of(kept) if kept else span
