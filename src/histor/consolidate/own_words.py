"""Denials that an account makes in its own voice, set against what other accounts put forward.

A source's own narration is no claim: a wire that tells of a raid vouches for it. But where a ministry writes that its
guns were silent, and another account says that they fired, neither tells the plain truth of the case: both are the word
of somebody, and only then do they become rows, with the publisher as the speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from histor.consolidate import features
from histor.consolidate.contradictions import PUTS
from histor.consolidate.mouths import Mouths
from histor.consolidate.tellings import Registry, Telling
from histor.model import Claim, Event, Relation, Why, WordRef
from histor.model.tree import Tree

#: Types of deeds whose denial says that something did not happen.
_DONE = {"ASSAULT", "COERCE"}
#: What a shared place, target or doer and a shared word speak for, and what it takes for a deed to be the one denied.
_PLACE, _WHO, _WORD, _ENOUGH = 2.0, 1.5, 1.0, 2.5
#: How alike (0 to 1) two names have to be.
_ALIKE = 0.5
#: Words of what is yet to come: who *will not* attack denies nothing.
_TO_COME = {"will", "would", "shall", "should", "must", "can", "could", "may", "might"}


class OwnWords:
    """What publishers deny in their own voice."""

    def __init__(
        self, registry: Registry, mouths: Mouths, tellings: Sequence[Telling], at: Mapping[tuple[int, WordRef], str],
        claims: Sequence[Claim],
    ) -> None:
        self._registry, self._mouths, self._at = registry, mouths, at
        self._claims = claims
        self._here: dict[int, set[str]] = defaultdict(set)
        self._by_word: dict[str, list[Telling]] = defaultdict(list)
        for telling in tellings:
            if telling.event.type in _DONE and telling.word in at and self._is_told(telling):
                self._here[telling.account].add(at[telling.word])
                for word in self._words(telling.places | telling.targets | telling.aimed | telling.actors):
                    self._by_word[word].append(telling)

    @staticmethod
    def _is_told(telling: Telling) -> bool:
        return telling.event.status in {"reported", "claimed"} and not telling.event.heading

    def denials(self) -> list[tuple[Claim, Claim]]:
        """Return what is put forward and its denial, pair by pair in the order of the accounts."""
        found: list[tuple[Claim, Claim]] = []
        for number, account in enumerate(self._registry.accounts):
            own = (event for event in account.events if self._denies(number, event))
            found += [pair for event in own for pair in self._against(number, event)]
        return found

    def _denies(self, number: int, event: Event) -> bool:
        """Tell whether an account says in its own voice, and nobody in it, that a deed was not done."""
        if event.status != "negated" or event.type not in _DONE or event.claimant is not None or event.heading:
            return False
        account = self._registry.accounts[number]
        if self._mouths.own(number).kind != "document" or not account.document.source.publisher:
            return False
        said = (span for row in account.attributions for span in row.content)
        if any(span.start <= event.span.start < span.end for span in said):
            return False
        tree = Tree(account.sentences[event.trigger.sentence])
        verb = event.frame or event.trigger
        return not any(tok.lemma.lower() in _TO_COME for tok in tree.children(verb.token, "aux"))

    def _against(self, number: int, event: Event) -> Iterator[tuple[Claim, Claim]]:
        """Yield what others put forward that a denial is of: who lays the deed at its door, and who tells it."""
        speaker = self._speaker(number)
        accused = next((c for c in self._claims if c.stance == "accuses" and self._names(c, number)), None)
        telling = self._meant(number, event)
        incident = self._at[telling.word] if telling is not None else None
        told = self._put(telling) if telling is not None else None
        for claim in (accused, told):
            if speaker is not None and claim is not None:
                about = claim.incidents or ((incident,) if incident is not None else ())
                yield claim, self._row(number, event, "denies", speaker, about)

    def _names(self, claim: Claim, number: int) -> bool:
        """Tell whether an accusation in another account names an account's publisher, and nobody else."""
        if claim.evidence[0].source == self._registry.sources[number]:
            return False
        told = claim.content.replace("’", "'").replace("'s", "").split()
        names = {word.casefold() for word in told if word.istitle()}
        return bool(names) and names <= self._publisher(number)

    def _meant(self, number: int, event: Event) -> Telling | None:
        """Return the telling of another mouth that a denial most likely is of, None where none shares enough."""
        own = self._mouths.own(number).key
        best: tuple[float, int, Telling] | None = None
        named = (*event.places, *event.targets, *event.aimed_at, *event.actors)
        words = self._words(frozenset(ref for mention in named for ref in mention.refs))
        near = {telling.order: telling for word in sorted(words) for telling in self._by_word.get(word, ())}
        for telling in near.values():
            if telling.account == number or self._mouths.own(telling.account).key == own:
                continue
            score = self._bearing(number, event, telling)
            if score >= _ENOUGH and (best is None or (score, -telling.order) > best[:2]):
                best = (score, -telling.order, telling)
        return best[2] if best is not None else None

    def _words(self, idents: frozenset[str]) -> frozenset[str]:
        return frozenset(word for ident in idents for word in self._registry.name_words(ident))

    def _bearing(self, number: int, event: Event, telling: Telling) -> float:
        """Weigh what a denied deed shares with one that is told."""
        means = features.means(event.mode, frozenset({telling.event.mode}))
        if event.type != telling.event.type or means.weight is None:
            return 0.0
        places = frozenset(ref for m in event.places for ref in m.refs)
        struck = frozenset(ref for m in (*event.targets, *event.aimed_at) for ref in m.refs)
        doers = frozenset(ref for m in event.actors for ref in m.refs)
        word, other = self._lemma(number, event), self._lemma(telling.account, telling.event)
        same = features.one_stem(word, other) and not {word, other} & features.GENERAL
        return (
            _PLACE * self._alike(places, telling.places) + _WHO * self._alike(struck, telling.targets | telling.aimed)
            + _WHO * self._alike(doers, telling.actors) + _WORD * same
            + _WORD * (self._at[telling.word] in self._here[number])
        )  # fmt: skip

    def _alike(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return bool(one & other) or self._registry.like_names(one, other) >= _ALIKE

    def _lemma(self, number: int, event: Event) -> str:
        word = event.trigger
        return self._registry.accounts[number].sentences[word.sentence].tokens[word.token - 1].lemma.casefold()

    def _put(self, telling: Telling) -> Claim | None:
        """Return the claim that tells a deed: somebody's in the account, else the publisher's own."""
        event, source = telling.event, telling.source
        for claim in self._claims:
            proof = claim.evidence[0]
            here = proof.source == source and proof.start <= event.span.start < proof.end
            if here and claim.stance in PUTS and self._at[telling.word] in claim.incidents:
                return claim
        speaker = self._speaker(telling.account)
        if speaker is None or self._mouths.own(telling.account).kind != "document":
            return None  # what a wire tells is no claim
        return self._row(telling.account, event, "asserts", speaker, (self._at[telling.word],))

    def _row(self, number: int, event: Event, stance: str, speaker: str, about: tuple[str, ...]) -> Claim:
        registry, said = self._registry, "denies" if stance == "denies" else "tells"
        proof = registry.evidence(number, event.evidence)
        word = event.trigger
        token = registry.accounts[number].sentences[word.sentence].tokens[word.token - 1]
        return Claim(
            id=f"c-{registry.sources[number][2:8]}-{event.span.start}-own", speaker=speaker, affiliation=None,
            stance=stance, content=" ".join(proof.quote.split()), incidents=about,
            said_on=registry.accounts[number].document.source.published, evidence=(proof,), cue=token.form,
            why=Why("consolidate/own-words", f"its publisher {said} itself what another account tells otherwise", 0.7),
        )  # fmt: skip

    def _publisher(self, number: int) -> frozenset[str]:
        return self._mouths.words(self._registry.accounts[number].document.source.publisher or "")

    def _speaker(self, number: int) -> str | None:
        """Return the actor that an account's publisher is: the one whose name holds most of its words and no other."""
        head = self._publisher(number)
        found = ((len(words), ident) for ident in sorted(self._registry.actors)
                 if (words := self._mouths.words(self._registry.actors[ident].name)) and words <= head)
        return max(found, default=(0, None), key=lambda row: (row[0], row[1] or ""))[1]


def relations_of(denials: Sequence[tuple[Claim, Claim]]) -> list[Relation]:
    """Return a contradiction for every denial made in an account's own voice."""
    return [Relation("contradicts", denial.id, claim.id, f"“{denial.content}” is its publisher's own word against "
                     f"“{claim.content or claim.cue}”.") for claim, denial in denials]
