"""When a deed was: told in its own clause or the one above, counted from another deed, or carried by the narrative."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from histor.model import Attribution, Sentence, Span, Token, When, WordRef
from histor.model.time import TimeExpression
from histor.model.tree import POINTING, Tree, base
from histor.resolve.dates import shift

#: Relations of clauses that tell something of their own.
CLAUSES = {"advcl", "ccomp", "parataxis", "conj", "root"}
#: Words that put what follows at another time.
APART = {"after", "before", "since", "following", "until", "during"}
#: Days in a unit of an offset, by the letters of TIMEX; months and years are left out as too coarse to count by.
_DAYS = {"D": 1, "W": 7}
#: Words that put a deed into another: killed *in* a battle, *by* fire, come *under* attack.
_WITHIN = {"in", "by", "with", "under", "amid"}
#: Words that open a clause about the time of the one above.
_WHILE = {"when", "as", "while"}
_DEFINITE = POINTING | {"'s", "its", "their"}


class Days:
    """The times of one document, asked for the day of each deed."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        times: Sequence[tuple[TimeExpression, When]],
        anchors: Sequence[When | None],
        tree: Callable[[int], Tree],
    ) -> None:
        self.sentences = sentences
        self.anchors = anchors
        self.tree = tree
        self._offsets: dict[int, list[TimeExpression]] = defaultdict(list)
        for words, _ in times:
            if words.relative_to_event and words.amount and words.unit in _DAYS:
                self._offsets[words.sentence].append(words)
        own = [_lasting(words, when) for words, when in times if words.measures_event or not words.relative_to_event]
        self._measured = {words.span for words, _ in times if words.measures_event}
        self._times = self._by_sentence(own)

    def _by_sentence(self, times: Sequence[When]) -> dict[int, list[When]]:
        starts = [sentence.start for sentence in self.sentences]
        found: dict[int, list[When]] = defaultdict(list)
        for when in times:
            if when.span is not None and starts:
                found[max(0, bisect_right(starts, when.span.start) - 1)].append(when)
        return found

    def when(self, word: WordRef, *, named: bool = False) -> When | None:
        """Return the day of a deed: told in its own clause, in the clause above, or carried by the narrative.

        Where a deed is only ``named`` as what another is about, the day above is that other's: on the fifth he
        condemned *the ambush*.
        """
        tree = self.tree(word.sentence)
        here = tree.token(word.token)
        times = [when for when in self._times.get(word.sentence, ()) if when.kind in {"date", "time"} and when.start]
        if len(times) > 1:
            times = [when for when in times if not self._closes_caption(tree, when)] or times
        if times:
            owners = {id(when): self._owner(tree, when) for when in times}
            for clause in [here, *tree.ancestors(here)]:
                found = [when for when in times if owners[id(when)] == clause.id]
                found = found or self._in_front(tree, times, here, clause)
                if found:
                    return self._told(_best(found))
                if self._turns_away(tree, clause) or (named and self._is_about(tree, clause)):
                    break
            above = {tok.id for tok in tree.ancestors(here)}
            below = [w for w in times if owners[id(w)] not in above and self._is_below(tree, w, here)]
            if below:
                return _best(below)
        if (counted := self._counted(tree, word, here)) is not None:
            return counted
        if self._stands_apart(tree, here):
            return None
        if (following := self._following(tree, times, here)) is not None:
            return following
        if (together := self._together(tree, times, here)) is not None:
            return together
        anchor = self.anchors[word.sentence] if word.sentence < len(self.anchors) else None
        if times and anchor is None:
            lone = _best(times)
            return replace(lone, basis="context") if lone is not None and len(times) == 1 else None
        return anchor

    def _told(self, when: When | None) -> When | None:
        """Return a day without words of its own where those only count from it: *came two days after* the raid."""
        return replace(when, span=None) if when is not None and when.span in self._measured else when

    def _in_front(self, tree: Tree, times: Sequence[When], here: Token, clause: Token) -> list[When]:
        """Return the times under what joined verbs share: in drives *on 8 May* they crossed and took the town."""
        if clause.id == here.id or clause.id not in {tok.id for tok in tree.conjuncts(tree.first_conjunct(here).id)}:
            return []
        before = [when for when in times if when.span is not None and when.span.end <= clause.start]
        return [when for when in before if self._is_below(tree, when, clause)]

    def _closes_caption(self, tree: Tree, when: When) -> bool:
        """Tell whether a day between commas closes its sentence: that of the picture, *Unity State, Jan 12, 2014*."""
        words = self._words_in(tree, when)
        if not words or when.precision != "day" or words[0].id < 2:
            return False
        tokens = tree.sentence.tokens
        return tokens[words[0].id - 2].form == "," and all(tok.upos == "PUNCT" for tok in tokens[words[-1].id :])

    def _counted(self, tree: Tree, word: WordRef, here: Token) -> When | None:
        """Return the day of a deed counted from another: *two days after* the rebels fired."""
        for clause in [here, *tree.ancestors(here)][:3]:
            marks = _measuring(tree, clause)
            for mark in marks:
                offset = next((w for w in self._offsets.get(word.sentence, ()) if _ends_at(w.span, mark)), None)
                above = next((t for t in tree.ancestors(clause) if t.upos == "VERB"), None)
                if offset is not None and above is not None:
                    base_day = self.when(WordRef(word.sentence, above.id))
                    sign = 1 if mark.lemma.lower() == "before" else -1
                    days = sign * round((offset.amount or 0) * _DAYS[offset.unit])
                    if base_day is not None and base_day.precision == "day":
                        why = f"{days:+d} days from the main deed"
                        vague = base_day.approx or offset.unit == "W" or bool(offset.modifiers)
                        return replace(shift(base_day, days=days), basis="context", why=why, approx=vague)
        return None

    def _following(self, tree: Tree, times: Sequence[When], here: Token) -> When | None:
        """Return from when on a deed was that a clause in front puts *after* one with a day: not before that day."""
        for clause in tree.children(here.id, "advcl"):
            marks = {tok.lemma.lower() for tok in tree.children(clause.id, "mark", "case")}
            if clause.id > here.id or "after" not in marks:
                continue
            days = [when for when in times if when.precision == "day" and self._owner(tree, when) == clause.id]
            if len(days) == 1:
                why = f"not before what was done on {days[0].start}"
                return replace(days[0], end=None, precision="interval", basis="inferred", why=why)
        return None

    def _together(self, tree: Tree, times: Sequence[When], here: Token) -> When | None:
        """Return the day of a clause that says *when* a deed was: nine died *when jets bombed the port on 3 May*."""
        clauses = [tok for tok in tree.children(here.id, "advcl") if _WHILE & _opening(tree, tok)]
        days = [when for tok in clauses for when in times if self._owner(tree, when) == tok.id]
        return days[0] if len(days) == 1 and days[0].precision == "day" else None

    def _is_about(self, tree: Tree, noun: Token) -> bool:
        """Tell whether a noun is what its verb is about: condemned *the ambush*, not had *their deadliest clash*."""
        return base(noun.deprel) == "obj" and any(t.form.lower() in POINTING for t in tree.children(noun.id, "det"))

    def _turns_away(self, tree: Tree, clause: Token) -> bool:
        """Tell whether the clause above is another time: after, before or since this one, or a report of it."""
        if base(clause.deprel) in {"ccomp", "acl"} and clause.upos == "VERB":
            return True
        return bool({t.lemma.lower() for t in tree.children(clause.id, "mark", "case")} & APART)

    def _stands_apart(self, tree: Tree, here: Token) -> bool:
        """Tell whether a deed is only referred to, so that the day of the narrative is not its own."""
        if here.upos == "VERB":
            marks = {t.lemma.lower() for t in tree.children(here.id, "mark")}
            perfect = any(t.form.lower() == "had" for t in tree.children(here.id, "aux"))
            return bool(marks & APART) or (perfect and base(here.deprel) in {"acl", "advcl"})
        words = {t.form.lower() for t in tree.children(here.id, "det", "case", "nmod:poss")}
        if words & (APART | _DEFINITE):
            return True
        above = tree.token(here.head) if base(here.deprel) == "obl" else None
        if above is not None and above.upos == "VERB" and words & _WITHIN:
            return self._stands_apart(tree, above)  # nine were killed *in a battle*: one day
        return base(here.deprel) in {"nmod", "obl", "appos", "compound"}

    def _owner(self, tree: Tree, when: When) -> int:
        """Return the id of the word that a time expression modifies (its own head where it modifies none)."""
        words = self._words_in(tree, when)
        if not words:
            return 0
        inside = {tok.id for tok in words}
        outer = next((tok for tok in words if tok.head not in inside), words[0])
        owner = tree.token(outer.head) if outer.head else outer
        span = Span(words[0].start, words[-1].end)
        if any(_ends_at(span, mark) for mark in _measuring(tree, owner)):  # *one day* after the raid they fled
            return next((t.id for t in tree.ancestors(owner) if t.upos == "VERB"), owner.id)
        if owner.upos in {"NOUN", "PROPN"} and self._comma_between(tree, owner, words[0]):
            owner = next((t for t in tree.ancestors(owner) if t.upos == "VERB"), owner)
        return owner.id

    def _comma_between(self, tree: Tree, left: Token, right: Token) -> bool:
        """Tell whether a comma parts a noun from the time after it: after the raid, *on 3 May*, ..."""
        return any(tok.form == "," for tok in tree.sentence.tokens[left.id : right.id - 1])

    def _words_in(self, tree: Tree, when: When) -> list[Token]:
        span = when.span
        if span is None:
            return []
        return [tok for tok in tree.sentence.tokens if span.start <= tok.start and tok.end <= span.end]

    def _is_below(self, tree: Tree, when: When, top: Token) -> bool:
        """Tell whether a time expression hangs under a word without a finite clause between them."""
        words = self._words_in(tree, when)
        if not words or self._comma_between(tree, top, words[0]):
            return False
        for above in [words[0], *tree.ancestors(words[0])]:
            if above.id == top.id:
                return True
            beside = above.deprel == "acl:relcl" and above.head != top.id  # the war *that began in May* is another's
            if above.upos == "VERB" and (base(above.deprel) in CLAUSES or beside):
                return False
        return False

    def said_on(self, attribution: Attribution) -> When | None:
        """Return the day on which something was said, where a time stands at the word of saying."""
        tree = self.tree(attribution.sentence)
        cue = [t for t in tree.sentence.tokens if attribution.cue.start <= t.start < attribution.cue.end]
        times = [w for w in self._times.get(attribution.sentence, ()) if w.start and w.kind in {"date", "time"}]
        ids = {tok.id for tok in cue}
        return next((when for when in times if self._owner(tree, when) in ids), None)


def _lasting(words: TimeExpression, when: When) -> When:
    """Return the time of what has gone on *since* a day: from then, with no end."""
    if words.lead != "since" or when.start is None or when.kind != "date":
        return when
    return replace(when, end=None, precision="interval")


def _measuring(tree: Tree, word: Token) -> list[Token]:
    """Return the words between which and a clause above time can be measured: *after* the raid, *before* they fled."""
    return [t for t in tree.children(word.id, "mark", "case") if t.lemma.lower() in {"after", "before"}]


def _opening(tree: Tree, clause: Token) -> set[str]:
    """Return the words that open a clause."""
    return {tok.form.lower() for tok in tree.children(clause.id, "mark", "advmod") if tok.id < clause.id}


def _ends_at(span: Span, mark: Token) -> bool:
    """Tell whether an offset's words end at or just before a preposition: two days *after*."""
    return span.start < mark.start and span.end >= mark.start - 1


def _best(times: Sequence[When]) -> When | None:
    """Return the finest of several times: a day before a month, told before worked out, first before later."""
    order = {"day": 0, "interval": 1, "month": 2, "year": 3, "unknown": 4}
    return min(times, key=lambda w: (order.get(w.precision, 4), w.basis != "explicit", w.span or (0, 0)), default=None)
