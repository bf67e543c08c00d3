"""Where a deed was that names no place of its own: where its sentence, its passage or its whole text is set.

A story goes on where it was until it says otherwise. What is asked, in this order, is the label of the paragraph
(*14 May, Kobani:*), the clauses tied to the deed's own, the other deeds of its sentence, the last one of the same
kind in its paragraph, and at last where the whole text is set (:mod:`histor.resolve.binding_settings`). Deeds done on
the ground share scenes with each other and those done at a table with each other; a deed that answers another takes
none from it, for an answer is given where the other side is. What is carried so is kept apart from what is told, is
never weighed when tellings are joined, and says by its mention's ``kind`` what it was taken from.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from histor.model import Account, Event, Mention, Token
from histor.model.tree import Tree, base
from histor.resolve.binding_common import GROUND, REAL
from histor.resolve.binding_settings import Setting

#: Deeds that share a scene: those done on the ground, and those done at a table.
STAGES = (GROUND, frozenset({"AGREE", "CONCEDE", "CONSULT", "COOPERATE"}))
#: Sentences back in which a scene holds.
NEAR = 6
#: Deeds looked at on either side, so that a text of any length takes time by its length.
WIDE = 60
#: Words of a paragraph's label at most: *Friday, 14 May 2021, Kobani, northern Syria*.
LABEL = 9
_COLONS = frozenset({":", "-", "–", "—"})
_IN = frozenset("across along around at beside in inside near off on outside within".split())
#: Relations of clauses that go on in the scene of the clause above them.
_TIED = frozenset({"acl", "advcl", "conj", "xcomp"})


def set_in_passages(account: Account) -> Account:
    """Return an account in which the deeds without a place of their own have the scene of their passage or text."""
    passages = _Passages(account)
    return replace(account, events=tuple(replace(e, scene=passages.scene(e)) for e in account.events))


class _Passages:
    """The scenes of one account."""

    def __init__(self, account: Account) -> None:
        self.account, self.sentences = account, account.sentences
        self._trees: dict[int, Tree] = {}
        self._places: dict[int, list[Mention]] = defaultdict(list)
        for mention in account.mentions:
            if mention.refs:
                self._places[mention.word.sentence].append(mention)
        self._starts: dict[int, int] = {}
        for index, sentence in enumerate(self.sentences):
            self._starts.setdefault(sentence.block, index)
        self._placed = sorted((e for e in account.events if _is_real(e) and _is_placed(e)), key=lambda e: e.trigger)
        self._setting = Setting(account, self._placed)

    def scene(self, event: Event) -> tuple[Mention, ...]:
        """Return where a deed without a place of its own is set, the surest ground first; nothing for one with."""
        if not _is_real(event) or _is_placed(event):
            return ()
        stage = next((kinds for kinds in STAGES if event.type in kinds), frozenset[str]())
        if found := self._clauses(event):
            return _of_kind(found, "clause")
        if not stage:
            return ()
        near = _of_kind(self._label(event), "label") or self._beside(event, stage)
        return self._setting.finer(near) or near or self._setting.of(event)

    def _beside(self, event: Event, stage: frozenset[str]) -> tuple[Mention, ...]:
        """Return the scene of the other deeds of a kind in the sentence, or of the last one in the paragraph."""
        here, at = event.trigger, bisect_left(self._placed, event.trigger, key=lambda other: other.trigger)
        back = reversed(self._placed[max(0, at - WIDE) : at])
        near = takewhile(lambda other: here.sentence - other.trigger.sentence <= NEAR, back)
        last = next((other for other in near if other.type in stage), None)
        ahead = takewhile(lambda other: other.trigger.sentence == here.sentence, self._placed[at : at + WIDE])
        after = next((o for o in ahead if o.type in stage and o.trigger > here and not _parted(o, event)), None)
        same = last if last is not None and last.trigger.sentence == here.sentence else None
        if (beside := same or after) is not None:
            return _of_kind(beside.places, "sentence")
        if last is None or event.cue is not None or not self._is_one_passage(last, event):
            return ()
        return _of_kind(last.places, "passage")

    def _is_one_passage(self, last: Event, event: Event) -> bool:
        """Tell whether a deed is told in the paragraph in which the last one was placed."""
        return self.sentences[event.trigger.sentence].block == self.sentences[last.trigger.sentence].block

    def _tree(self, sentence: int) -> Tree:
        if sentence not in self._trees:
            self._trees[sentence] = Tree(self.sentences[sentence])
        return self._trees[sentence]

    def _clauses(self, event: Event) -> list[Mention]:
        """Return the places of the clauses tied to a deed's own: they *met in Geneva* and signed a truce."""
        tree = self._tree(event.trigger.sentence)
        verb = tree.token((event.frame or event.trigger).token)
        tied = {tok.id for tok in tree.conjuncts(tree.first_conjunct(verb).id)}
        while base(verb.deprel) in _TIED and verb.head:
            verb = tree.token(verb.head)
            tied |= {tok.id for tok in tree.conjuncts(verb.id)} if verb.upos == "VERB" else set()
        return [m for m in self._places[event.trigger.sentence] if self._is_where(tree, m.word.token, tied)]

    def _is_where(self, tree: Tree, ident: int, verbs: set[int]) -> bool:
        token = tree.token(ident)
        return base(token.deprel) == "obl" and token.head in verbs and tree.case(ident) in _IN

    def _label(self, event: Event) -> list[Mention]:
        """Return the places of the label that a deed's paragraph opens with; none where it opens with a sentence."""
        here = event.trigger.sentence
        first = self._starts[self.sentences[here].block]
        end = self._label_end(first)
        trigger = self.sentences[here].tokens[event.trigger.token - 1]
        if first < here - NEAR or trigger.start < end:
            return []
        return [m for m in self._places[first] if m.span.end <= end]

    def _label_end(self, first: int) -> int:
        """Return where the label ends that a sentence is or opens with: the whole of a short one without a verb, or
        what stands before an early colon or dash."""
        tokens = self.sentences[first].tokens
        stop = next((i for i, tok in enumerate(tokens) if tok.upos in {"AUX", "VERB"} or _parts(tokens, i)), None)
        if stop is None:
            return tokens[-1].end if len(tokens) <= LABEL else 0
        return tokens[stop].start if _parts(tokens, stop) and stop <= LABEL else 0


def _parts(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a mark parts a label from what follows: *Kobani: ...*, *Kobani - ...*, not *Amir-Abdollahian*."""
    tok = tokens[at]
    joins = at > 0 and tokens[at - 1].end == tok.start and at + 1 < len(tokens) and tok.end == tokens[at + 1].start
    return tok.form in _COLONS and not joins


def _of_kind(mentions: Iterable[Mention], kind: str) -> tuple[Mention, ...]:
    return tuple(replace(m, kind=kind) for m in mentions if m.refs)


def _parted(one: Event, other: Event) -> bool:
    """Tell whether two deeds were on different days: the attack came *two days after* a raid elsewhere."""
    days = {event.when.start for event in (one, other) if event.when is not None and event.when.precision == "day"}
    return len(days) == 2


def _is_real(event: Event) -> bool:
    return event.status in REAL and not event.heading


def _is_placed(event: Event) -> bool:
    return any(place.refs for place in event.places)
