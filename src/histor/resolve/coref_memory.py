"""What a document told so far, as its pronouns and definite phrases ask for it: by recency and by word."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Ids = tuple[str, ...]

#: Sentences back in which a pronoun, and a definite description, may find whom it means.
NEAR, FAR = 3, 8
#: Traces kept; more than three sentences never hold as many.
KEPT = 400


@dataclass(frozen=True, slots=True)
class Trace:
    """One mention as the memory keeps it; ``ids`` is empty for a thing that is no actor but may be meant."""

    ids: Ids
    kind: str
    plural: bool
    sentence: int
    token: int
    role: str
    lemma: str
    weak: bool = False
    parties: Ids = ()
    joined: bool = False
    quoted: bool = False


class Memory:
    """What the document told so far, by recency and by word."""

    def __init__(self) -> None:
        self._traces: deque[Trace] = deque(maxlen=KEPT)
        self._pairs: deque[tuple[int, int, Ids]] = deque(maxlen=8)
        self.by_word: dict[str, Ids] = {}
        self.by_head: dict[str, Ids] = {}
        self.by_title: dict[str, str] = {}
        self.offices: dict[tuple[str, str], str] = {}
        self.states: Counter[str] = Counter()
        self.parties: dict[str, str] = {}
        self.title_pair: Ids = ()
        self._deeds: deque[tuple[object, str, Ids]] = deque(maxlen=60)
        self.doers: dict[tuple[int, int], Ids] = {}
        self._section: object = None

    def enter(self, section: object) -> None:
        """Begin a sentence of a section; a new section forgets all but names."""
        if section != self._section:
            self._section = section
            self._traces.clear()
            self._pairs.clear()
            self.by_head.clear()

    def add(self, trace: Trace) -> None:
        """Keep a mention."""
        self._traces.append(trace)
        if trace.ids:
            self.by_head[trace.lemma] = trace.ids
        if trace.kind == "state":
            self.states.update(trace.ids)

    def add_pair(self, sentence: int, token: int, ids: Ids) -> None:
        """Keep two parties that were named together at a word."""
        self._pairs.append((sentence, token, ids))

    def add_deed(self, lemma: str, ids: Ids) -> None:
        """Keep whose a deed or word was, by the noun that told it."""
        self._deeds.append((self._section, lemma, ids))

    def doer(self, lemma: str, like: frozenset[str], but: Ids) -> Ids:
        """Return whose "the strikes" were, leaving out ``but``.

        In the section the last told by that word, else by one like it; before the section the last told by that word.
        """
        here: Ids = ()
        before: Ids = ()
        for section, told, ids in reversed(self._deeds):
            if told not in like or ids == but:
                continue
            if told == lemma and section == self._section:
                return ids
            if section == self._section:
                here = here or ids
            elif told == lemma:
                before = before or ids
        return here or before

    def recent(self, sentence: int, reach: int) -> Iterator[Trace]:
        """Yield the mentions of this section from the last to the first within some sentences."""
        for trace in reversed(self._traces):
            if sentence - trace.sentence > reach:
                return
            if trace.sentence <= sentence:
                yield trace

    def last(
        self, sentence: int, kinds: Iterable[str], reach: int = FAR, before: int | None = None,
        but: Callable[[Trace], bool] | None = None,
    ) -> Ids:
        """Return the last single actor of one of these kinds, a weak mention only where there is no other.

        ``but`` tells which mentions are of none that can be meant.
        """
        wanted = frozenset(kinds)
        weak: Ids = ()
        for trace in self.recent(sentence, reach):
            if trace.kind not in wanted or len(trace.ids) != 1 or is_later(trace, sentence, before):
                continue
            if but is not None and but(trace):
                continue
            if not trace.weak:
                return trace.ids
            weak = weak or trace.ids
        return weak

    def one_state(self) -> str | None:
        """Return the state that a text has told of, where it told of one alone or of no other half as often."""
        top = self.states.most_common(2)
        return top[0][0] if top and (len(top) == 1 or top[0][1] > 2 * top[1][1]) else None

    def pair(self, sentence: int, token: int, kinds: frozenset[str]) -> Ids:
        """Return the two parties meant by "both" at a word.

        They are those just named together, else the two told most near, else the title's, else the two told most.
        """
        for at, word, ids in reversed(self._pairs):
            named = sentence - at <= 1 and (at < sentence or word < token)
            if named and all(self.parties.get(ident) in kinds for ident in ids):
                return ids
        near: Counter[str] = Counter()
        for trace in self.recent(sentence, NEAR):
            parties = [party for party in trace.parties if self.parties.get(party) in kinds]
            if trace.sentence < sentence:
                near.update(dict.fromkeys(parties, 1 if trace.weak else 3))
        return _top_two(near) or self.title_pair or _top_two(self.states)


def _top_two(counts: Counter[str]) -> Ids:
    """Return the two counted most where no third comes near them, in the order of their ids."""
    top = counts.most_common(3)
    if len(top) < 2 or (len(top) == 3 and top[2][1] * 2 > top[1][1]):
        return ()
    return tuple(sorted((top[0][0], top[1][0])))


def is_later(trace: Trace, sentence: int, before: int | None) -> bool:
    """Tell whether a mention stands at or behind a word of a sentence."""
    return before is not None and trace.sentence == sentence and trace.token >= before
