"""Binds what extraction found to what resolution knows: each role to actors, each deed to a day, a place and a teller.

The law of one telling: actor, act, day and place of one record come from the same clause, or the field stays empty;
a day taken from the neighbourhood says so by its basis.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from histor.model import Attribution, Event, Mention, Sentence, Span, Token, Toll, When, WordRef
from histor.model.time import TimeExpression
from histor.model.tree import Tree, base
from histor.resolve.dates import shift

_CLAUSES = {"advcl", "ccomp", "parataxis", "conj", "root"}
#: Days in a unit of an offset, by the letters of TIMEX; months and years are left out as too coarse to count by.
_DAYS = {"D": 1, "W": 7}
_APART = {"after", "before", "since", "following", "until", "during"}
_HARM = {"injure", "wound", "hurt", "kill", "capture", "displace"}
_DEFINITE = {"the", "this", "that", "these", "those", "'s", "its", "their"}
#: Stances under which what is said is a wish or a fear; under the others it stays a claim.
_WISHING = {"demands", "warns"}


class Book(Protocol):
    """What binding needs of the actors' resolver."""

    def resolve(self, word: WordRef) -> tuple[str, ...]:
        """Return the ids of the actors that the noun phrase with this head stands for."""

    def side(self, ident: str) -> str | None:
        """Return the state or movement that an actor belongs to."""


class Binding:
    """Everything known about one document's words, asked by every record in turn."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        attributions: Sequence[Attribution],
        times: Sequence[tuple[TimeExpression, When]],
        anchors: Sequence[When | None],
        place_mentions: Sequence[Mention],
        book: Book,
    ) -> None:
        self.sentences = sentences
        self.attributions = attributions
        self.anchors = anchors
        self.book = book
        self._trees: dict[int, Tree] = {}
        self._offsets: dict[int, list[TimeExpression]] = defaultdict(list)
        for words, _ in times:
            if words.relative_to_event and words.amount and words.unit in _DAYS:
                self._offsets[words.sentence].append(words)
        own = [when for words, when in times if words.measures_event or not words.relative_to_event]
        self._times = self._by_sentence(own)
        self._places: dict[int, list[Mention]] = defaultdict(list)
        for mention in place_mentions:
            self._places[mention.word.sentence].append(mention)
        self._told: dict[int, list[int]] = defaultdict(list)
        for index, attribution in enumerate(attributions):
            for content in attribution.content:
                for sentence in self._sentences_of(content, attribution.sentence):
                    self._told[sentence].append(index)

    def tree(self, sentence: int) -> Tree:
        """Return the tree of a sentence, built once."""
        if sentence not in self._trees:
            self._trees[sentence] = Tree(self.sentences[sentence])
        return self._trees[sentence]

    def _by_sentence(self, times: Sequence[When]) -> dict[int, list[When]]:
        starts = [sentence.start for sentence in self.sentences]
        found: dict[int, list[When]] = defaultdict(list)
        for when in times:
            if when.span is not None and starts:
                found[max(0, bisect_right(starts, when.span.start) - 1)].append(when)
        return found

    def _sentences_of(self, content: Span, start: int) -> list[int]:
        """Return the sentences that a content touches, from just before the cue's to where the content ends."""
        found = []
        for index in range(max(0, start - 12), min(len(self.sentences), start + 40)):
            sentence = self.sentences[index]
            if sentence.start < content.end and content.start < sentence.end:
                found.append(index)
            elif sentence.start >= content.end and index > start:
                break
        return found

    # who says so ------------------------------------------------------------------------------------------------

    def claimant(self, word: WordRef) -> int | None:
        """Return the innermost attribution in whose content a word stands, or None for the source's own voice."""
        token = self.sentences[word.sentence].tokens[word.token - 1]
        best: tuple[int, int] | None = None
        for index in self._told.get(word.sentence, ()):
            attribution = self.attributions[index]
            if attribution.cue.start <= token.start < attribution.cue.end or self._presupposes(attribution):
                continue
            for content in attribution.content:
                if content.start <= token.start and token.end <= content.end:
                    size = content.end - content.start
                    if best is None or size < best[0]:
                        best = (size, index)
        return best[1] if best else None

    def _presupposes(self, attribution: Attribution) -> bool:
        """Tell whether a saying takes the deed it speaks of as given: to condemn or to claim a raid is not to tell it."""
        return attribution.responsibility or attribution.stance == "condemns"

    def owner(self, word: WordRef) -> int | None:
        """Return the attribution in which somebody claims a deed as his own, or None."""
        token = self.sentences[word.sentence].tokens[word.token - 1]
        for index in self._told.get(word.sentence, ()):
            attribution = self.attributions[index]
            held = any(c.start <= token.start and token.end <= c.end for c in attribution.content)
            if attribution.responsibility and (held or attribution.about == word):
                return index
        return None

    def status(self, event: Event, claimant: int | None) -> str:
        """Return the standing of a telling: its grammar's, sharpened by how its teller stands to it."""
        if claimant is None or event.status != "reported":
            return event.status
        stance = self.attributions[claimant].stance
        if stance == "denies":
            return "denied"
        return "hypothetical" if stance in _WISHING else "claimed"

    # when -------------------------------------------------------------------------------------------------------

    def when(self, word: WordRef) -> When | None:
        """Return the day of a deed: told in its own clause, in the clause above, or carried by the narrative."""
        tree = self.tree(word.sentence)
        here = tree.token(word.token)
        times = [when for when in self._times.get(word.sentence, ()) if when.kind in {"date", "time"} and when.start]
        if times:
            owners = {id(when): self._owner(tree, when) for when in times}
            for clause in [here, *tree.ancestors(here)]:
                found = [when for when in times if owners[id(when)] == clause.id]
                if found:
                    return _best(found)
                if self._turns_away(tree, clause):
                    break
            below = [when for when in times if self._is_below(tree, when, here)]
            if below:
                return _best(below)
        if (counted := self._counted(tree, word, here)) is not None:
            return counted
        if self._stands_apart(tree, here):
            return None
        anchor = self.anchors[word.sentence] if word.sentence < len(self.anchors) else None
        if times and anchor is None:
            lone = _best(times)
            return replace(lone, basis="context") if lone is not None and len(times) == 1 else None
        return anchor

    def _counted(self, tree: Tree, word: WordRef, here: Token) -> When | None:
        """Return the day of a deed from which another is counted: *two days after* the rebels fired, from the other's."""
        for clause in [here, *tree.ancestors(here)][:3]:
            marks = [t for t in tree.children(clause.id, "mark", "case") if t.lemma.lower() in {"after", "before"}]
            for mark in marks:
                offset = next((w for w in self._offsets.get(word.sentence, ()) if _ends_at(w, mark)), None)
                above = next((t for t in tree.ancestors(clause) if t.upos == "VERB"), None)
                if offset is not None and above is not None:
                    base_day = self.when(WordRef(word.sentence, above.id))
                    days = round((offset.amount or 0) * _DAYS[offset.unit]) * (1 if mark.lemma.lower() == "before" else -1)
                    if base_day is not None and base_day.precision == "day":
                        return replace(shift(base_day, days=days), basis="context", why=f"{days:+d} days from the main deed")
        return None

    def _turns_away(self, tree: Tree, clause: Token) -> bool:
        """Tell whether the clause above is another time: after, before or since this one, or a report of it."""
        if base(clause.deprel) in {"ccomp", "acl"} and clause.upos == "VERB":
            return True
        return bool({t.lemma.lower() for t in tree.children(clause.id, "mark", "case")} & _APART)

    def _stands_apart(self, tree: Tree, here: Token) -> bool:
        """Tell whether a deed is only referred to, so that the day of the narrative is not its own."""
        if here.upos == "VERB":
            marks = {t.lemma.lower() for t in tree.children(here.id, "mark")}
            perfect = any(t.form.lower() == "had" for t in tree.children(here.id, "aux"))
            return bool(marks & _APART) or (perfect and base(here.deprel) in {"acl", "advcl"})
        words = {t.form.lower() for t in tree.children(here.id, "det", "case", "nmod:poss")}
        return bool(words & (_APART | _DEFINITE)) or base(here.deprel) in {"nmod", "obl", "appos", "compound"}

    def _owner(self, tree: Tree, when: When) -> int:
        """Return the id of the word that a time expression modifies (its own head where it modifies none)."""
        words = self._words_in(tree, when)
        if not words:
            return 0
        inside = {tok.id for tok in words}
        outer = next((tok for tok in words if tok.head not in inside), words[0])
        owner = tree.token(outer.head) if outer.head else outer
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
            if above.upos == "VERB" and base(above.deprel) in _CLAUSES:
                return False
        return False

    # where ------------------------------------------------------------------------------------------------------

    def places(self, event: Event) -> tuple[Mention, ...]:
        """Return the places told with a deed: under its name, its targets, or the verb that carries it out."""
        tree = self.tree(event.trigger.sentence)
        tops = {event.trigger.token} | {m.word.token for m in (*event.targets, *event.aimed_at)}
        named = {tree.token(top).head for top in tops if base(tree.token(top).deprel) == "appos"}
        if event.frame is not None and (not event.background or not event.definite):
            tops.add(event.frame.token)
        actors = {m.word.token for m in event.actors}
        return tuple(
            mention
            for mention in self._places.get(event.trigger.sentence, ())
            if mention.word.token in named  # "Orsk, a town that the army shelled"
            or (self._is_locative(tree, mention, event) and self._leads_up(tree, mention.word.token, tops, actors))
        )

    def _leads_up(self, tree: Tree, ident: int, tops: set[int], actors: set[int]) -> bool:
        """Tell whether the way up from a place ends at the deed without passing its doer, another time or clause."""
        token = tree.token(ident)
        for above in [token, *tree.ancestors(token)]:
            if above.id in actors:
                return False
            if above.id in tops:
                return True
            if above.lemma.lower() in _HARM and base(above.deprel) == "conj":
                continue  # "nine were killed and three injured in the city": one scene for both
            if tree.case(above.id) in _APART | {"according to", "as per"} or base(above.deprel) in _CLAUSES:
                return False
            if base(above.deprel) == "acl" and above.upos == "VERB":
                return False
        return False

    def _is_locative(self, tree: Tree, mention: Mention, event: Event) -> bool:
        """A place name that acts, owns or describes a people is no scene: Iran's strikes, the Iranian border guard."""
        token = tree.token(mention.word.token)
        relation = token.deprel
        if base(relation) == "nsubj" and not relation.endswith(":pass"):
            return False
        if relation == "amod":
            return False
        if relation == "nmod:poss":
            head = tree.parent(token)
            return head is not None and any(m.word.token == head.id for m in self._places[mention.word.sentence])
        if token.head in {m.word.token for m in event.targets} and event.type != "ASSAULT":
            return True  # the ambassador in, to or from a capital is sent, called or sent home there
        if event.type in {"COERCE", "SANCTION", "RETREAT"} and tree.case(token.id) == "from":
            return True  # one seals a place off or withdraws from it
        return tree.case(token.id) not in {"of", "by", "with", "to", "for", "from"} or self._names_part(tree, token)

    def _names_part(self, tree: Tree, token: Token) -> bool:
        head = tree.parent(token)
        case = tree.case(token.id)
        if case == "of" and head is not None:
            return head.upos in {"NOUN", "PROPN"} and head.lemma.lower() not in {"government", "minister", "president"}
        return case in {"to", "from"} and head is not None and head.upos == "VERB"

    # who --------------------------------------------------------------------------------------------------------

    def bind(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return the mentions with the actors that they resolve to."""
        return tuple(replace(m, refs=self.book.resolve(m.word)) for m in mentions)

    def event(self, event: Event) -> Event:
        """Return an event with teller, standing, day, scene and actors filled in."""
        claimant, owner = self.claimant(event.trigger), self.owner(event.trigger)
        return replace(
            event,
            claimant=claimant,
            claimed_by=owner,
            status=self.status(event, claimant),
            when=self.when(event.trigger),
            places=self.places(event),
            actors=self.bind((*event.actors, *self._speakers(owner))),
            targets=self.bind(event.targets),
            aimed_at=self.bind(event.aimed_at),
        )

    def _speakers(self, index: int | None) -> tuple[Mention, ...]:
        """Return the speaker of an attribution as somebody who acts."""
        row = self.attributions[index] if index is not None else None
        if row is None or row.speaker is None or row.speaker_span is None:
            return ()
        return (Mention(word=row.speaker, span=row.speaker_span, kind="actor"),)

    def toll(self, toll: Toll) -> Toll:
        """Return a toll with its teller, and the side of those it counts where that is told."""
        side = None
        if toll.group_word is not None:
            refs = self.book.resolve(toll.group_word)
            side = next((s for s in map(self.book.side, refs) if s), None)
        return replace(toll, claimant=self.claimant(toll.word), side=side)

    def attribution(self, attribution: Attribution) -> Attribution:
        """Return an attribution with its speaker's actors, the body spoken for, and the day it was said."""
        refs = self.book.resolve(attribution.speaker) if attribution.speaker is not None else ()
        sides = [self.book.side(ref) for ref in refs]
        affiliation = next((side for ref, side in zip(refs, sides, strict=True) if side and side != ref), None)
        return replace(attribution, refs=refs, affiliation=affiliation, said_on=self._said_on(attribution))

    def _said_on(self, attribution: Attribution) -> When | None:
        tree = self.tree(attribution.sentence)
        cue = [t for t in tree.sentence.tokens if attribution.cue.start <= t.start < attribution.cue.end]
        times = [w for w in self._times.get(attribution.sentence, ()) if w.start and w.kind in {"date", "time"}]
        ids = {tok.id for tok in cue}
        return next((when for when in times if self._owner(tree, when) in ids), None)


def _ends_at(words: TimeExpression, mark: Token) -> bool:
    """Tell whether an offset's words end at or just before a preposition: two days *after*."""
    return words.span.start < mark.start and words.span.end >= mark.start - 1


def _best(times: Sequence[When]) -> When | None:
    """Return the finest of several times: a day before a month, told before worked out, first before later."""
    order = {"day": 0, "interval": 1, "month": 2, "year": 3, "unknown": 4}
    return min(times, key=lambda w: (order.get(w.precision, 4), w.basis != "explicit", w.span or (0, 0)), default=None)
