"""Deeds that the model holds there are, weighed against those that grammar found in the same sentence.

A rule's find that the model holds to be nothing falls; a trigger that the model is sure of and no rule knows becomes an
event, its roles read off the tree as for any other and filled up with what the model links to it. So a verb that
nobody listed is not lost, and ``Why`` says that it was the model that spoke.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from histor.extract import details, roles
from histor.extract.constructions import Construction
from histor.extract.deed_words import is_word
from histor.extract.hint_book import HintBook
from histor.extract.kinds import Kinds
from histor.extract.phrase_book import Fit, PhraseBook
from histor.extract.role_links import RoleLinks
from histor.extract.sufferers import BETWEEN, sufferers, verb_targets
from histor.lexicon import word_set
from histor.model import Event, HintedDeed, Mention, Token, Why, WordRef
from histor.model.tree import Tree

DOUBT, TRUST, AGAINST, RETYPE, OTHERWISE, REFERS = 0.05, 0.75, 0.8, 0.85, 0.6, 0.4
"""How sure the model must be: for a rule's find to stand; for a deed that no rule found, and for one of a word that
grammar knows and refused; of a type against the rule's own, and against what the word tells elsewhere; that a deed is
only referred to. Chosen for model 3 on the development parts of the corpus and of the accounts.
"""

#: What a deed of each type is done to, where the model names the type and grammar must find the target.
TARGETS = ("obj", "of", "on", "against", "at", "with", "to")
_TO_COME = frozenset({"planned", "hypothetical"})
SYMMETRIC = frozenset({"AGREE", "CONSULT"})
#: How sure the model must be that what is to come is planned where grammar holds it only possible, or the other way.
TURNED = 0.7
Make = Callable[[Construction, Token, list[Token], list[Token]], Event]


class Weighing:
    """One sentence's deeds, weighed."""

    def __init__(self, tree: Tree, index: int, book: HintBook, kinds: Kinds, phrases: PhraseBook) -> None:
        self.tree, self.index, self.book, self.kinds, self.phrases = tree, index, book, kinds, phrases
        self.links = RoleLinks(tree, index, book)
        self.fits: dict[WordRef, Fit] = {}  # the phrase by which a hinted trigger has its type

    def weigh(self, made: list[Event], taken: set[int]) -> list[Event]:
        """Return the rules' finds that stand, types and roles mended; the others are kept in ``doubted``."""
        self.doubted = [event for event in made if self._doubted(event)]
        kept = [self.links.filled(self._retyped(event)) for event in made if event not in self.doubted]
        self.taken = taken | {word.token for e in kept for word in (e.trigger, e.frame) if word}
        return kept

    def unknown(self) -> list[HintedDeed]:
        """Return the triggers that the model is sure of and no rule found; ask after :meth:`weigh`."""
        return [self._typed(deed) for deed in self.book.deeds(self.index)
                if deed.score >= TRUST and deed.word.token not in self.taken and deed.status != "negated"]

    def _typed(self, deed: HintedDeed, ruled: str = "") -> HintedDeed:
        """Return a hinted deed with the type that phrases, model and rule, if one found it, together give it."""
        found = self.phrases.verdict(self.tree, self.tree.token(deed.word.token), deed, ruled)
        if found is None:
            return deed
        kind, mode, fit = found
        if fit is not None:
            self.fits[deed.word] = fit
        return replace(deed, type=kind, mode=mode)

    def refused(self, deed: HintedDeed, known: list[Construction]) -> bool:
        """Tell whether grammar knows a word and did not take it here, and the model is not sure enough against it."""
        return (bool(known) and deed.score < AGAINST) or self._uses_land(self.tree.token(deed.word.token))

    def _uses_land(self, verb: Token) -> bool:
        """Tell whether only somebody's soil is *used*: what was done there, these words do not tell."""
        if verb.upos != "VERB" or not is_word(verb, "uses"):
            return False
        used = [*roles.objects(self.tree, verb), *self.tree.children(verb.id, "nsubj:pass")]
        return any(thing.lemma.lower() in word_set("places", "lands") for thing in used)

    def add(self, deed: HintedDeed, known: list[Construction], actors: list[Token], targets: list[Token],
            make: Make) -> Event:
        """Return the event of a hinted trigger; ``known`` are the constructions that the word takes elsewhere."""
        token = self.tree.token(deed.word.token)
        kind, mode, fit = deed.type, deed.mode, self.fits.get(deed.word)
        if not fit and known and deed.sure < OTHERWISE and kind not in {one.type for one in known}:
            kind, mode = known[0].type, known[0].mode  # what the word tells elsewhere, against a mere guess
        made = Construction(kind, mode, token.lemma, TARGETS, symmetric=kind in SYMMETRIC)
        event = make(made, token, actors, targets)
        said = f"the model reads “{token.form}” as a deed, and “{fit.shown}” tells {kind} ({mode})" if fit else (
            f"the model reads “{token.form}” as {kind} ({mode})")
        event = replace(event, why=Why("model/deed", said, deed.score))
        event = self.links.filled(_standing(event, deed), alone=True)
        named = token.upos != "VERB" and not (event.actors or event.targets or event.aimed_at)
        if named or deed.background >= REFERS:
            event = replace(event, background=True, definite=True)  # it may mean a deed told elsewhere, and founds none
        return event

    def _doubted(self, event: Event) -> bool:
        words = {event.trigger, event.frame} - {None}
        return max(self.book.chance("deed", word) for word in words if word) < DOUBT

    def _retyped(self, event: Event) -> Event:
        deed = self.book.deed(event.trigger)
        event = _standing(event, deed)
        if deed is None:
            return event
        told = self._typed(deed, event.type)
        fit = self.fits.get(deed.word)
        sure = told is not deed or (deed.score >= TRUST and deed.sure >= RETYPE)
        if told.type == event.type or not sure:
            return event
        other = f"“{fit.shown}” tells" if fit else "the model reads"
        why = Why("model/type", f"{event.why.sentence}; {other} {told.type} ({told.mode})", deed.score)
        return replace(event, type=told.type, mode=told.mode, why=why, targets=self._meant(event, told.type))

    def _meant(self, event: Event, kind: str) -> tuple[Mention, ...]:
        """Return the targets that a deed of another type can have: who *protests at* an act accuses nobody."""
        if kind not in BETWEEN or event.type in BETWEEN:
            return event.targets
        found = sufferers(self.tree, [self.tree.token(m.word.token) for m in event.targets], kind, self.kinds)
        told = {m.word.token: m for m in event.targets}
        return tuple(told.get(tok.id) or Mention(WordRef(self.index, tok.id), self.tree.phrase(tok.id), "actor")
                     for tok in found)


def grammar_roles(tree: Tree, token: Token, kind: str, kinds: Kinds) -> tuple[list[Token], list[Token]]:
    """Return who acts and who is acted upon by a verb, or by a deed's name, as far as the tree alone tells."""
    if token.upos == "VERB":
        if is_word(token, "undergoes") and not tree.children(token.id, "obj") and not tree.is_passive(token):
            return [], roles.subject(tree, token)  # the ship *sank*: she did not do it
        return roles.subject(tree, token), verb_targets(tree, token, kind, ("obj", "against", "on", "at"), kinds)
    actors = [t for t in tree.children(token.id, "nmod:poss") if not is_word(t, "times")]
    actors += [head for t in tree.children(token.id, "nmod", "obl") if tree.case(t.id) == "by"
               for head in roles.heads(tree, t)]
    targets = [*roles.obliques(tree, token, ("of", "on", "against")), *details.directed(tree, token)]
    return actors, [tok for tok in targets if not roles.is_when(tree, tok)]


def _standing(event: Event, deed: HintedDeed | None) -> Event:
    """Return the event as the model reads its standing where it reads it as still to come: planned, or only possible.

    Whether what is still to come is decided or only asked for, feared, threatened hangs on the sense of the words, of
    which the model must be sure against grammar. That it did come to pass is for grammar alone to say.
    """
    if deed is None or deed.status not in _TO_COME or event.status not in {"reported", *_TO_COME}:
        return event
    least = TURNED if event.status in _TO_COME else 0.0
    return replace(event, status=deed.status) if deed.standing >= least else event
