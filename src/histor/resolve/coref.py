"""Who is meant by "it", "they", "the group", "both countries": a sieve of rules over what was told so far.

The order follows Hobbs (1978) and the sieves of Lee et al. (2013): the subject of the clauses above first, then the
sentences before, subjects first, inside one section and at most three sentences back. What no rule finds stays
unresolved: an empty answer is cheaper than a wrong one.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from histor.model import Token
from histor.model.tree import Tree, base

Ids = tuple[str, ...]

#: Sentences back in which a pronoun, and a definite description, may find whom it means.
NEAR, FAR = 3, 8
#: Traces kept; more than three sentences never hold as many.
KEPT = 400

THINGS = frozenset({"state", "government", "military", "armed group", "organisation", "media"})
CROWDS = frozenset({"armed group", "military", "civilians", "government", "organisation", "media"})
_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})
#: Words for many people that are singular; any other one civilian is not "they" while a crowd is near.
_MANY_IN_ONE = frozenset({"family", "crowd", "mob", "public", "population", "populace", "staff", "people", "dead"})


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

    def last(self, sentence: int, kinds: Iterable[str], reach: int = FAR, before: int | None = None) -> Ids:
        """Return the last single actor of one of these kinds, a weak mention only where there is no other."""
        wanted = frozenset(kinds)
        weak: Ids = ()
        for trace in self.recent(sentence, reach):
            if trace.kind not in wanted or len(trace.ids) != 1 or _later(trace, sentence, before):
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
            if sentence - at <= 1 and (at < sentence or word < token):
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


def _later(trace: Trace, sentence: int, before: int | None) -> bool:
    return before is not None and trace.sentence == sentence and trace.token >= before


@dataclass(frozen=True, slots=True)
class Asked:
    """A pronoun in its place: the group of pronouns it is of, its word, tree and sentence."""

    group: str
    token: Token
    tree: Tree
    sentence: int

    @property
    def possessive(self) -> bool:
        """Whether it owns a noun ("its", "their")."""
        return base(self.token.deprel) in ("nmod", "det") or "Poss=Yes" in self.token.feats

    @property
    def reflexive(self) -> bool:
        """Whether it must mean the subject of its own clause."""
        return self.token.form.lower().endswith(("self", "selves"))

    @property
    def quoted(self) -> bool:
        """Whether it stands in quotation marks: whom a witness means was seldom told by the sentence before."""
        before = self.tree.sentence.tokens[: self.token.id - 1]
        return sum(tok.form in _QUOTES for tok in before) % 2 == 1


Look = Callable[[Token, bool], tuple[Ids, str, bool]]


def resolve_pronoun(asked: Asked, memory: Memory, look: Look) -> Ids:
    """Return whom a pronoun means; ``look`` tells a word's ids, kind and whether it is plural.

    Its second argument lets a deed stand for whose it is, which holds for "its" and not for "it".
    """
    if asked.group == "thing" and _is_empty(asked):
        return ()
    fellow = _fellow(asked)
    for subject in [*([fellow] if fellow else []), *_subjects_above(asked)]:
        ids, kind, plural = look(subject, asked.possessive)
        if subject is fellow:
            ids = ids[:1]
        if _fits(asked, ids, kind, plural):
            return ids
        if not ids and _blocks(asked, subject) and base(subject.deprel) != "conj":
            return ()
    return _from_memory(asked, memory)


def _is_empty(asked: Asked) -> bool:
    """Tell whether "it" stands for a clause: "it was reported that", "it is clear that"."""
    if asked.token.deprel.startswith("expl"):
        return True
    verb = asked.tree.parent(asked.token)
    if verb is None or base(asked.token.deprel) != "nsubj":
        return False
    passive = asked.token.deprel.endswith(":pass") or asked.tree.child(verb.id, "cop") is not None
    return passive and asked.tree.child(verb.id, "ccomp", "csubj") is not None


def _fellow(asked: Asked) -> Token | None:
    """Return the head of the coordination that a possessive stands in: "the leader and his aide"."""
    above = asked.tree.parent(asked.token)
    if asked.possessive and above is not None and base(above.deprel) == "conj":
        first = asked.tree.first_conjunct(above)
        if first.id < asked.token.id and first.upos in ("NOUN", "PROPN"):
            return first
    return None


def _subjects_above(asked: Asked) -> Iterator[Token]:
    """Yield the subjects of the clauses that a pronoun stands in, from the nearest, without its own co-arguments."""
    tree, below, first = asked.tree, asked.token.id, True
    own = asked.token.head  # the verb whose argument it is, and those that lend that verb their subject
    for above in tree.ancestors(asked.token):
        subject = tree.child(above.id, "nsubj", "csubj")
        owner = tree.child(above.id, "nmod:poss")
        apart = owner is not None and owner.id != below and owner.id < asked.token.id
        if subject is None and owner is not None and apart:
            yield owner
        if subject is not None:
            fellow = first and not asked.possessive and not asked.reflexive and own == above.id
            if subject.id != below and not fellow and subject.upos != "VERB":
                yield subject
            first = False
        if own == above.id and above.deprel == "xcomp" and tree.child(above.head, "obj", "iobj") is None:
            own = above.head
        below = above.id


def _blocks(asked: Asked, subject: Token) -> bool:
    """Tell whether a subject that is no actor is what the pronoun may mean, so that nobody is meant."""
    if subject.upos not in ("NOUN", "PROPN") or asked.possessive:
        return False
    many = "Number=Plur" in subject.feats
    return (asked.group == "thing" and not many) or (asked.group == "group" and many)


def _fits(asked: Asked, ids: Ids, kind: str, plural: bool) -> bool:
    if not ids:
        return False
    if asked.group == "person":
        return kind == "person" or (kind == "civilians" and not plural)
    if asked.group == "thing":
        return len(ids) == 1 and kind in THINGS and not plural
    return plural or len(ids) > 1 or kind in CROWDS


def _from_memory(asked: Asked, memory: Memory) -> Ids:
    best: Trace | None = None
    highest = -99.0
    for trace in memory.recent(asked.sentence, NEAR):
        if trace.joined or _later(trace, asked.sentence, asked.token.id) or _co_argument(asked, trace):
            continue
        if trace.ids and not _fits(asked, trace.ids, trace.kind, trace.plural):
            continue
        if not trace.ids and (asked.possessive or asked.group == "person" or trace.plural != (asked.group == "group")):
            continue
        if asked.group == "group" and _is_unlikely(asked, trace):
            continue
        worth = _worth(asked, trace)
        if worth > highest:
            best, highest = trace, worth
    return best.ids if best is not None else ()


def _is_unlikely(asked: Asked, trace: Trace) -> bool:
    """Tell whether "they" can hardly mean somebody: one civilian, or whom a sentence outside of the quotation told of.

    Fighters and forces stay: of them witnesses speak without a name.
    """
    if trace.kind == "civilians" and not trace.plural and len(trace.ids) == 1 and trace.lemma not in _MANY_IN_ONE:
        return True
    return asked.quoted and trace.sentence < asked.sentence and trace.kind not in ("armed group", "military")


def _worth(asked: Asked, trace: Trace) -> float:
    distance = asked.sentence - trace.sentence
    role = {"subj": 2.0, "subj below": 1.3, "obj": 0.5}.get(trace.role, 0.0)
    thing = -1.0 if not trace.ids else 0.0
    return role + thing - 1.6 * distance - (1.5 if trace.weak else 0.0)


def _co_argument(asked: Asked, trace: Trace) -> bool:
    if trace.sentence != asked.sentence or asked.possessive or asked.reflexive:
        return False
    return asked.tree.token(trace.token).head == asked.token.head
