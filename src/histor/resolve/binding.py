"""Binds what extraction found to what resolution knows: each role to actors, each deed to a day, a place and a teller.

The law of one telling: actor, act, day and place of one record come from the same clause, or the field stays empty;
a day taken from the neighbourhood says so by its basis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from histor.model import Attribution, Event, Hints, Mention, Sentence, Span, Toll, When, WordRef
from histor.model.time import TimeExpression
from histor.model.tree import Tree
from histor.resolve.binding_answers import answered, turned_to_asked
from histor.resolve.binding_apart import told_apart
from histor.resolve.binding_begun import begun
from histor.resolve.binding_blame import turned_to_doers
from histor.resolve.binding_common import Book, by_word
from histor.resolve.binding_days import Days
from histor.resolve.binding_foes import with_foes
from histor.resolve.binding_scenes import Scenes
from histor.resolve.binding_speakers import arms_of_state, does_by_saying, speakers_again
from histor.resolve.binding_threats import threatened
from histor.resolve.binding_voices import Voices
from histor.resolve.places_again import precisions

#: Stances under which what is said is a wish or a fear; under the others it stays a claim.
_WISHING = {"demands", "warns"}
#: Words that may stand between *and* and a figure that goes on with the one before: and some fifty.
_ADVERBS = 2
#: Deeds of those who go somewhere, and the words for the way.
_GOING = frozenset({"CONSULT", "MOBILIZE", "RETREAT"})
_WAYS = frozenset("at from in into to toward towards".split())
#: What one can say no to: it was asked or done all the same.
_REFUSED = {"REQUEST", "PROTEST", "THREATEN"}


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
        hints: Hints | None = None,
    ) -> None:
        self.sentences = sentences
        self.book = book
        self.attributions = speakers_again([
            replace(row, refs=book.resolve(row.speaker)) if row.speaker is not None else row for row in attributions
        ], sentences, book.kind)  # fmt: skip
        self._spoken = {(row.cue, row.speaker): row.refs for row in self.attributions}
        self._trees: dict[int, Tree] = {}
        self._voices = Voices(hints, sentences, self.attributions, self.tree)
        self._days = Days(sentences, times, anchors, self.tree)
        self._scenes = Scenes(place_mentions, self.tree)
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
        """Tell whether a saying takes its deed as given: to condemn or to claim a raid is not to tell it."""
        return attribution.responsibility or attribution.stance == "condemns"

    def _refused(self, event: Event, attribution: Attribution) -> bool:
        """Tell whether a deed is what somebody says no to: *rejected the protests*, which there were."""
        return attribution.stance == "denies" and attribution.about == event.trigger and event.type in _REFUSED

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

    # who --------------------------------------------------------------------------------------------------------

    def bind(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return the mentions with the actors that they resolve to."""
        return tuple(replace(m, refs=self.book.resolve(m.word)) for m in mentions)

    def events(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Return the events bound."""
        bound = turned_to_asked([self.event(event) for event in events], self.tree, self.book)
        bound = told_apart(bound, self.sentences, self.tree)
        bound = with_foes(begun(bound, self.tree), self.tree, self.book)
        at = by_word(bound)
        bound = [replace(e, targets=(*e.targets, *threatened(e, at, self.tree, self.book))) for e in bound]
        return turned_to_doers(bound, self.tree, self.book)

    def event(self, event: Event) -> Event:
        """Return an event with teller, standing, day, scene and actors filled in."""
        claimant, owner = self.claimant(event.trigger), self.owner(event.trigger)
        if self._voices.is_given(event):
            claimant = None
        elif claimant is None:
            claimant = self._voices.teller(event)
        if claimant is not None and self._refused(event, self.attributions[claimant]):
            claimant = None
        event = replace(event, actors=self.bind((*event.actors, *self._speakers(owner))))
        tree = self.tree(event.trigger.sentence)
        event = replace(event, actors=arms_of_state(event, tree, self.book))
        if claimant is not None and does_by_saying(event, self.attributions[claimant], tree):
            claimant = None
        targets = self._targets(event)
        if claimant is not None and self.attributions[claimant].stance == "denies":
            event = replace(event, actors=_not_upon_itself(event, targets))
        return replace(
            event,
            claimant=claimant,
            claimed_by=owner,
            status=self.status(event, claimant),
            when=self._days.when(event.trigger, named=event.background and event.definite),
            places=self._scenes.places(event),
            targets=(*targets, *(() if any(m.refs for m in targets) else self._answered(event, claimant))),
            aimed_at=tuple(map(self._again, self.bind(event.aimed_at))),
        )

    def _again(self, mention: Mention) -> Mention:
        """Return *the city*, *the port* as the named place that it means again, where that was told by its name."""
        told = self._scenes.first_told(mention.word)
        if told is None:
            return mention
        refs = self.book.resolve(told)
        return replace(mention, refs=refs) if len(refs) == 1 else mention

    def _targets(self, event: Event) -> tuple[Mention, ...]:
        """Return whom a deed befell; a deed or saying that nobody is known to stand behind is kept as nobody's word.

        What it names may be told elsewhere, and with it who stands behind it: *France condemned the bombing*.
        """
        bound = (self._visited(event, self._again(m)) for m in self.bind(event.targets))
        told = (m for m in bound if not self._is_ground(event, m))
        return tuple(
            m if m.kind != "stand-in" or any(self.book.kind(ref) != "other" for ref in m.refs) else replace(m, refs=())
            for m in told
        )

    def _is_ground(self, event: Event, mention: Mention) -> bool:
        """Tell whether a place stands where a party would: one flies *to the city*, and withdraws *from the hills*."""
        if event.type not in _GOING or any(self.book.kind(ref) != "other" for ref in mention.refs):
            return False
        tree = self.tree(mention.word.sentence)
        token = tree.token(mention.word.token)
        reached = token.ent.endswith("LOC") and tree.case(token.id) in _WAYS
        return reached or self._scenes.is_place(mention.word) or token.lemma.lower() in precisions()

    def _visited(self, event: Event, mention: Mention) -> Mention:
        """Return a capital to which somebody comes to talk as its state: *the envoy flew to Doha*."""
        sides = self._sides(ref for ref in mention.refs if self.book.kind(ref) == "other")
        host = next((side for side in sides if self.book.kind(side) == "state"), None)
        own = self._sides(ref for m in event.actors for ref in m.refs)
        return mention if event.type != "CONSULT" or host is None or host in own else replace(mention, refs=(host,))

    def _answered(self, event: Event, claimant: int | None) -> tuple[Mention, ...]:
        """Return whom a denial or refusal without an object of its own answers."""
        if event.type != "REJECT" or event.background or not event.actors:
            return ()
        here = self.sentences[event.trigger.sentence].block
        apart = {i for i, row in enumerate(self.attributions) if self.sentences[row.sentence].block != here}
        while claimant is not None and claimant not in apart:
            apart.add(claimant)
            claimant = self.attributions[claimant].nested_in
        return answered(event, self.attributions, apart, self._sides)

    def _sides(self, refs: Iterable[str]) -> set[str]:
        return {self.book.side(ref) or ref for ref in refs}

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
        claimant = self.claimant(toll.word)
        if claimant is None:  # a tree may cut the number off from the word that tells what was done to those counted
            claimant = self.claimant(toll.trigger)
        if claimant is None:
            claimant = self._gone_on(toll)
        return replace(toll, claimant=self._named(claimant), side=side)

    def _gone_on(self, toll: Toll) -> int | None:
        """Return whose words a figure without a verb of its own goes on with: he said five died *and 50 wounded*."""
        if self.tree(toll.trigger.sentence).children(toll.trigger.token, "aux", "aux:pass", "cop"):
            return None
        rows = ((index, self.attributions[index]) for index in self._told.get(toll.word.sentence, ()))
        ends = ((s.end, i) for i, row in rows for s in row.content if s.end <= toll.span.start)
        end, index = max(ends, default=(0, -1))
        tokens = self.sentences[toll.word.sentence].tokens
        between = [tok.form.lower() for tok in tokens if end <= tok.start < toll.span.start and tok.upos != "PUNCT"]
        return index if index >= 0 and between[:1] == ["and"] and len(between) <= _ADVERBS + 1 else None

    def _named(self, claimant: int | None) -> int | None:
        """Return who is named as telling: "he said reports told of two dead" is his word, where none else is named."""
        row = self.attributions[claimant] if claimant is not None else None
        while row is not None and not row.refs and row.nested_in is not None:
            outer = self.attributions[row.nested_in]
            if outer.refs:
                return row.nested_in
            row = outer
        return claimant

    def attribution(self, attribution: Attribution) -> Attribution:
        """Return an attribution with its speaker's actors, the body spoken for, and the day it was said."""
        refs = self._spoken.get((attribution.cue, attribution.speaker), ())
        sides = [self.book.side(ref) for ref in refs]
        affiliation = next((side for ref, side in zip(refs, sides, strict=True) if side and side != ref), None)
        return replace(attribution, refs=refs, affiliation=affiliation, said_on=self._days.said_on(attribution))


def _not_upon_itself(event: Event, targets: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the doers of a denied deed but for whom it befell: denying that *its men were hit*, one hits nobody."""
    befell = {ref for mention in targets for ref in mention.refs}
    return tuple(m for m in event.actors if not m.refs or not befell.issuperset(m.refs))
