"""Who fills a deed's roles, by what the tree puts there and what the model links to the trigger.

Neither is believed alone: the model reads who is meant where the grammar is odd or the clause says nothing, and the
tree knows where a phrase ends and who shares a verb. All sureties at which one gives way to the other stand in one
table, so that a new model can be weighed anew: ``python -m bench.roles`` chooses them from annotated accounts, but for
those of weapons, which were taken from six pairs of values on the development part.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from histor.extract import arms
from histor.extract.deed_words import is_word
from histor.extract.hint_book import HintBook, meets
from histor.extract.roles import subject
from histor.model import Event, HintedLink, Mention, Span, WordRef
from histor.model.tree import Tree, base


@dataclass(frozen=True, slots=True)
class Sureties:
    """How sure a link must be, for one role.

    ``stay`` for what the tree puts into a role of a deed that a rule found, ``back`` for the same of a deed that only
    the model found, to stay there; ``turn`` to take a phrase out of the other role; ``fill`` to fill a role that is
    empty, ``join`` to stand beside those who fill it, ``inside`` to stand for the phrase in which it is told.
    """

    stay: float
    back: float
    turn: float
    fill: float
    join: float
    inside: float


NEVER = 1.1
SURETIES = {
    "by": Sureties(stay=0.0, back=0.15, turn=0.7, fill=0.5, join=NEVER, inside=0.2),
    "on": Sureties(stay=0.0, back=0.15, turn=0.7, fill=0.3, join=NEVER, inside=0.15),
    "aim": Sureties(stay=0.0, back=0.0, turn=NEVER, fill=0.5, join=NEVER, inside=NEVER),
    "at": Sureties(stay=0.0, back=0.0, turn=NEVER, fill=0.2, join=0.4, inside=NEVER),
    "with": Sureties(stay=0.0, back=0.0, turn=NEVER, fill=0.4, join=0.5, inside=NEVER),
}


class RoleLinks:
    """The links of one sentence's deeds."""

    def __init__(self, tree: Tree, index: int, book: HintBook) -> None:
        self.tree, self.index, self.book = tree, index, book

    def filled(self, event: Event, *, alone: bool = False) -> Event:
        """Return an event with its roles emptied of what the model holds impossible and filled by what it links.

        ``alone`` tells that no rule found the deed: then the model also tells which of two roles a phrase fills.
        """
        event = self._turned(event) if alone else event
        held = "back" if alone else "stay"
        does, suffers = self._meant(event, event.actors, "by"), self._meant(event, event.targets, "on")
        event = replace(event, actors=does, targets=suffers)
        actors = self._role(event, self._held(event, does, "by", held), "by")
        aimed = self._role(event, event.aimed_at, "aim")
        taken = {m.word for m in (*actors, *aimed)}
        targets = self._role(event, self._held(event, suffers, "on", held), "on")
        kept = tuple(m for m in targets if m.word not in taken)
        return replace(event, actors=actors, aimed_at=aimed, targets=kept, places=self._places(event),
                       weapons=self._weapons(event, {m.word for m in kept}))

    def _weapons(self, event: Event, struck: set[WordRef]) -> tuple[Span, ...]:
        """Return what the deed was done with: what the tree tells, and what the model links that was not struck."""
        sure = SURETIES["with"]
        told = event.weapons
        more = [arms.named(self.tree, self.tree.token(word.token))
                for word in self._linked(event, "with", sure.join if told else sure.fill)
                if word not in struck and len(self.tree.token(word.token).form) > 1]  # three missiles 500 *m* far
        return (*told, *(span for span in dict.fromkeys(more) if not any(meets(span, known) for known in told)))

    def _places(self, event: Event) -> tuple[Mention, ...]:
        """Return where the model sets a deed; what it is surer of may be a place without a name, a ``site``."""
        sites = self._linked(event, "at", SURETIES["at"].join)
        return tuple(self._mention(word, "site" if word in sites else "place")
                     for word in self._linked(event, "at", SURETIES["at"].fill))

    def _turned(self, event: Event) -> Event:
        """Take a phrase out of the role that the tree gives it where the model links it to the other: a town *fell*."""
        does = set(self._linked(event, "by", SURETIES["by"].turn))
        suffers = set(self._linked(event, "on", SURETIES["on"].turn))
        struck = [m for m in event.actors if m.word in suffers - does]
        doers = [m for m in event.targets if m.word in does - suffers and not self._is_borne(m.word)]
        actors = (*(m for m in event.actors if m not in struck), *doers)
        targets = (*(m for m in event.targets if m not in doers), *struck)
        return replace(event, actors=actors, targets=targets)

    def _is_borne(self, word: WordRef) -> bool:
        """Tell whether a word is the subject of a passive, which bears a deed: the fleet *was fired on*."""
        return self.tree.token(word.token).deprel == "nsubj:pass"

    def _borne(self, event: Event) -> frozenset[int]:
        """Return words of which none did the deed: *streets of Orsk* were shelled, the raid that hit *the guards*.

        Nor did those who are called by having gone through it: *survivors of* the raid.
        """
        top = event.trigger.token
        bearing = [*self.tree.children(top, "nsubj:pass"), *(
            struck for clause in self.tree.children(top, "acl:relcl")
            if (does := self.tree.child(clause.id, "nsubj")) is not None and does.upos == "PRON"
            for struck in self.tree.children(clause.id, "obj"))]
        words = (self.tree.subtree(one.id, lambda tok: base(tok.deprel) == "acl") for one in bearing)
        holder = self.tree.parent(self.tree.token(top))
        through = holder is not None and base(self.tree.token(top).deprel) == "nmod" and is_word(holder, "undergone")
        return frozenset([*(tok.id for row in words for tok in row), *([holder.id] if holder and through else [])])

    def _meant(self, event: Event, filled: tuple[Mention, ...], kind: str) -> tuple[Mention, ...]:
        """Within each phrase that fills a role, take the word that the model links: *positions of the army*."""
        score = self._scores(event, kind)
        found: dict[WordRef, Mention] = {}
        for mention in filled:
            owners = self._owners(mention.word.token)
            best = max(owners, key=lambda word: (score.get(word, 0.0), -word.token), default=mention.word)
            sure = score.get(best, 0.0)
            better = sure >= SURETIES[kind].inside and sure > score.get(mention.word, 0.0)
            found[best if better else mention.word] = self._mention(best, "actor") if better else mention
        return tuple(found.values())

    def _owners(self, head: int) -> list[WordRef]:
        """Return who is told with *of* or *'s* at a phrase that names nobody itself."""
        if self.tree.token(head).ent != "O":
            return []
        return [WordRef(self.index, tok.id) for tok in self.tree.children(head, "nmod")
                if tok.deprel == "nmod:poss" or self.tree.case(tok.id) == "of"]

    def _held(self, event: Event, filled: tuple[Mention, ...], kind: str, how: str) -> tuple[Mention, ...]:
        """Keep of what the tree puts into a role only what the model holds possible there."""
        least, score = float(getattr(SURETIES[kind], how)), self._scores(event, kind)
        kept = {m.word for m in filled if score.get(m.word, 0.0) >= least or self._described(event, m.word)
                or (kind == "on" and self._is_borne(m.word))}
        return tuple(m for m in filled if m.word in kept or self._beside(m.word) in kept)

    def _described(self, event: Event, word: WordRef) -> bool:
        """Tell whether a deed is told in a relative clause at a word, where links are weak: *the boat they seized*."""
        trigger = self.tree.token(event.trigger.token)
        return trigger.deprel == "acl:relcl" and trigger.head == word.token

    def _beside(self, word: WordRef) -> WordRef:
        """Return the first of those that a word is coordinated with: *hit a bridge and two mills* is one row."""
        return WordRef(word.sentence, self.tree.first_conjunct(self.tree.token(word.token)).id)

    def _scores(self, event: Event, kind: str) -> dict[WordRef, float]:
        return {link.end: link.score for link in reversed(self._links(event, kind))}

    def _role(self, event: Event, filled: tuple[Mention, ...], kind: str) -> tuple[Mention, ...]:
        """Return who fills a role: whom the tree tells and the model adds, else whom the model reads."""
        sure = SURETIES[kind]
        told = {m.word for m in (*event.actors, *event.targets, *event.aimed_at)}  # by the tree: *the men* were beaten
        more = self._linked(event, kind, sure.join if filled else sure.fill)
        return (*filled, *(self._mention(word, "actor") for word in more if word not in told))

    def _linked(self, event: Event, kind: str, least: float) -> list[WordRef]:
        """The words of this sentence that the model surely enough links to a deed in some role."""
        found = [link.end for link in self._links(event, kind)
                 if link.score >= least and link.end.sentence == self.index]
        apart = self._borne(event) | self._outside(event) if kind == "by" else frozenset[int]()
        found = [word for word in found if word.token not in apart]
        return [word for word in dict.fromkeys(found) if word not in (event.trigger, event.frame)]

    def _outside(self, event: Event) -> frozenset[int]:
        """Return who stands outside a deed, by what he does with it: he *avenged* or *mourned* the raid."""
        top = self.tree.first_conjunct(self.tree.token(event.trigger.token))
        verb = self.tree.parent(top)
        if top.upos == "VERB" or verb is None or verb.upos != "VERB" or not is_word(verb, "outside"):
            return frozenset()
        return frozenset(tok.id for tok in subject(self.tree, verb))

    def _links(self, event: Event, kind: str) -> list[HintedLink]:
        """The links from a deed's words, those of its trigger first, the surest first."""
        words = dict.fromkeys(word for word in (event.trigger, event.frame) if word)
        return [link for word in words for link in self.book.links(kind, word)]

    def _mention(self, word: WordRef, kind: str) -> Mention:
        return Mention(word=word, span=self.tree.phrase(word.token), kind=kind)
