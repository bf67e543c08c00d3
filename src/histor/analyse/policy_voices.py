"""The figures of one deed as a policy sees them: one voice for each origin, with its last word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from histor.analyse.policies import Policy
from histor.lexicon import load_lexicon

Case = Mapping[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Voice:
    """A figure with all that a policy asks of it; ``low`` and ``high`` are None where open.

    ``adds`` is True for one that counts people beside those of another ("two more commanders").
    """

    id: str
    low: int | None
    high: int | None
    origin: str
    told: str
    order: int
    name: str
    party: bool
    neutral: bool
    words: str
    adds: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of one incident, effect and kind of people. ``part`` marks a share of somebody else's whole."""

    incident: str
    effect: str
    kind: str
    part: bool
    voices: tuple[Voice, ...]


class Kinds:
    """Which kinds of people are one group: soldiers and people can be the same dead, children are a share of them."""

    def __init__(self) -> None:
        words = load_lexicon().words("comparing")
        self._shares, self._plain = frozenset(words["shares"]), frozenset(words["plain"])

    def grouped(self, rows: Sequence[Row]) -> dict[str, list[Row]]:
        """Return the figures by kind of people; all but the shares are one where only one kind is named."""
        kinds = [str(row.get("kind") or "people") for row in rows]
        whole = {kind for kind, row in zip(kinds, rows, strict=True) if row["part_of"] is None}
        named = whole - self._plain - self._shares
        found: dict[str, list[Row]] = defaultdict(list)
        for kind, row in zip(kinds, rows, strict=True):
            alone = len(named) == 1 and bool(whole & self._plain)
            merged = "people" if kind in self._plain or (alone and kind in named and row["part_of"] is None) else kind
            if merged != "people" or row["part_of"] is None:  # nine here, five there: shares of no kind stay with it
                found[merged].append(row)
        return found


def groups_of(case: Case, policy: Policy) -> Iterator[Group]:
    """Yield the figures of every deed, effect and kind of people, in the order of the case."""
    maker, kinds = _Maker(case, policy), Kinds()
    deeds: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in case["casualties"]:
        if row["incident"] is not None:
            deeds[row["incident"], row["effect"]].append(row)
    for (incident, effect), rows in deeds.items():
        for kind, same in kinds.grouped(rows).items():
            voices = tuple(maker.voice(row) for row in same)
            yield Group(incident, effect, kind, all(row["part_of"] is not None for row in same), voices)


class _Maker:
    """Turns figures into voices."""

    def __init__(self, case: Case, policy: Policy) -> None:
        self._policy = policy
        self._actors = {row["id"]: row for row in case.get("whole", case)["actors"]}
        self._sources = {row["id"]: row for row in case["sources"]}
        self._order = {row["id"]: at for at, row in enumerate(case["casualties"])}
        words = load_lexicon().words("comparing")
        self._neutral = tuple(words["neutral"])
        self._further, self._no_more = _cue(words["further"]), _cue(words["no_more"])

    def voice(self, row: Row) -> Voice:
        """Return a figure as a voice; a word for a number is given the policy's number for it."""
        source = row["evidence"][0]["source"]
        own = self._sources.get(source, {})
        actor = self._actors.get(row["according_to"] or "")
        name = str(actor["name"] if actor else own.get("publisher") or own.get("title") or source)
        low, high = row["low"], row["high"]
        if low is None and high is None:
            low = high = self._number(row)
        return Voice(
            row["id"], low, high, row.get("origin") or row["according_to"] or source, row.get("told") or "",
            self._order[row["id"]], name, bool(row.get("party")), self._is_neutral(actor, name), row.get("words") or "",
            bool(self._further.search(self._no_more.sub(" ", row.get("words") or ""))),
        )

    def _number(self, row: Row) -> int | None:
        told = {*str(row.get("words") or "").casefold().split(), str(row.get("qualifier") or "").casefold()}
        return min((value for word, value in self._policy.words.items() if word in told), default=None)

    def _is_neutral(self, actor: Row | None, name: str) -> bool:
        """Tell whether a voice is an account's own, or that of a body that counts for neither side nor government."""
        if actor is None:
            return True
        called = name.casefold()
        return actor["kind"] == "media" or any(word in called for word in self._neutral)


def _cue(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def last_words(voices: Iterable[Voice], replaced: frozenset[str]) -> tuple[list[Voice], list[Voice]]:
    """Return the last word of each origin, and the figures that an origin itself replaced later."""
    told = list(voices)
    latest: dict[str, str] = {}
    for voice in told:
        if voice.id not in replaced:
            latest[voice.origin] = max(latest.get(voice.origin, ""), voice.told)
    last = [v for v in told if v.id not in replaced and v.told == latest.get(v.origin, v.told)]
    same = {(voice.origin, voice.low, voice.high) for voice in last}
    kept: list[Voice] = []
    older: list[Voice] = []
    for voice in told:  # the same word told before is no other
        (kept if (voice.origin, voice.low, voice.high) in same else older).append(voice)
    return kept, older


def numbered(voices: Iterable[Voice]) -> tuple[list[Voice], list[Voice]]:
    """Return the voices that tell a number, and those that tell none."""
    told = list(voices)
    with_one = [voice for voice in told if voice.low is not None or voice.high is not None]
    return with_one, [voice for voice in told if voice.low is None and voice.high is None]

