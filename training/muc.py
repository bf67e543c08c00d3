"""MUC-4 messages as training records: words, and for each head what the answer keys say of them.

Every filler is marked wherever its words stand in the message, longest first, since the keys give strings without
places. Only DEV is learned from (see the model card); TST1 and TST2 are read by the same code to measure.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.muc4.keys import Fill, Key, read_keys
from bench.muc4.messages import Message as Raw
from bench.muc4.messages import read_messages

from histor.parse.words import words

ROLES = {"PerpInd": 9, "PerpOrg": 10, "Target": 12, "Victim": 18, "Person": 19, "Weapon": 6, "Place": 3}
"""BIO heads with their slots: `Person` is a human target told by description only, `Place` a part of the location."""
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
EFFECTS = ("DEATH", "INJURY", "NO INJURY", "REGAINED FREEDOM")
"""What befell a human target; `NO INJURY` stands for all that tell of being unhurt."""
CONFIDENCES = ("REPORTED AS FACT", "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES",
               "POSSIBLE")
NUMBERS = ("1", "PLURAL")

_EDGE = re.compile(r"\w")


@dataclass(slots=True)
class Message:
    """One message: its words, their places in the text, and labels by word.

    `roles` holds a BIO code a word (0 O, 1 B, 2 I); `tells` a set of types told in the word's sentence; `types`,
    `effects` and `confidences` sets of classes on the words of fillers; `document` the types of the message's
    incidents.
    """

    ident: str
    text: str
    forms: list[str]
    ranges: list[tuple[int, int]]
    sentence: list[int]
    roles: dict[str, list[int]]
    tells: list[set[int]]
    types: list[set[int]]
    effects: list[set[int]]
    confidences: list[set[int]]
    document: set[int] = field(default_factory=set)


def load(folder: Path, splits: Sequence[str] = ("dev",)) -> list[Message]:
    """The messages of some splits of a MUC-4 folder with their labels, in file order."""
    out: list[Message] = []
    for split in splits:
        keys = read_keys(folder / split)
        out.extend(labelled(raw, keys.get(raw.ident, [])) for raw in read_messages(folder / split))
    return out


def labelled(raw: Raw, keys: Sequence[Key]) -> Message:
    """One message with the labels that its templates give."""
    message = bare(raw)
    n = len(message.forms)
    starts = [a for a, _ in message.ranges]
    for role, slot in ROLES.items():
        strings = {s for key in keys for fill in key.fills(slot) for s in _strings(fill, slot)}
        message.roles[role] = _bio(message, starts, strings)
    for key in keys:
        types = {TYPES.index(x.lower()) for fill in key.fills(4) for x in fill.labels if x.lower() in TYPES}
        message.document |= types
        _tell(message, starts, key, types)
    _mark(message.effects, message, starts, keys, 23, _effect)
    _mark(message.confidences, message, starts, keys, 11, _confidence)
    assert len(message.tells) == n
    return message


def bare(raw: Raw) -> Message:
    """A message with its words and sentences, without labels."""
    ranges, sentence, number = [], [], -1
    for a, b in raw.paragraphs:
        found = list(words(raw.text, a, b))
        number += 1
        for i, (start, end) in enumerate(found):
            if i and _ends(raw.text, found[i - 1], start):
                number += 1
            ranges.append((start, end))
            sentence.append(number)
    n = len(ranges)
    forms = [raw.text[a:b] for a, b in ranges]
    empty: list[list[set[int]]] = [[set() for _ in range(n)] for _ in range(4)]
    return Message(raw.ident, raw.text, forms, ranges, sentence, {role: [0] * n for role in ROLES}, *empty)


def _ends(text: str, last: tuple[int, int], start: int) -> bool:
    """Whether a sentence ends between two words: a full stop and two spaces, or the end of a quotation."""
    return (text[last[0] : last[1]] in ".?!" and start - last[1] > 1) or text[last[1] - 2 : last[1]] in ('."', '?"')


def _strings(fill: Fill, slot: int) -> tuple[str, ...]:
    if slot == 19:
        return fill.named or fill.strings
    if slot != 3:
        return fill.strings
    return tuple(x for label in fill.labels for x in place_names(label))


def place_names(value: str) -> list[str]:
    """The names in a location value, without countries' kinds: ``EL SALVADOR: APOPA (CITY)`` has two."""
    parts = re.split(r"[:/-]", re.sub(r"\((?:[A-Z ]+)\)", "", value))
    return [name for name in (x.strip(" ()?") for x in parts) if name]


def places_of(text: str, string: str) -> list[tuple[int, int]]:
    """Where a string stands in a text as whole words, whatever the case."""
    lower, wanted, found, at = text.lower(), string.lower(), [], 0
    while wanted and (at := lower.find(wanted, at)) >= 0:
        end = at + len(wanted)
        inside = (at and _EDGE.match(lower[at - 1]) and _EDGE.match(wanted[0])) or (
            end < len(lower) and _EDGE.match(lower[end]) and _EDGE.match(wanted[-1]))
        if not inside:
            found.append((at, end))
        at = end
    return found


def _words(message: Message, starts: list[int], place: tuple[int, int]) -> range:
    """The words that overlap a range of characters."""
    first = max(0, bisect.bisect_right(starts, place[0]) - 1)
    last = bisect.bisect_left(starts, place[1])
    return range(first, last)


def _bio(message: Message, starts: list[int], strings: Iterable[str]) -> list[int]:
    codes = [0] * len(message.forms)
    for string in sorted(strings, key=lambda s: (-len(s), s)):
        for place in places_of(message.text, string):
            held = _words(message, starts, place)
            if not any(codes[i] for i in held):
                for i in held:
                    codes[i] = 1 if i == held.start else 2
    return codes


def _tell(message: Message, starts: list[int], key: Key, types: set[int]) -> None:
    """Mark the words of a template's fillers with its types, and every word of a sentence that holds one."""
    told: set[int] = set()
    for role, slot in ROLES.items():
        for string in (s for fill in key.fills(slot) for s in _strings(fill, slot)):
            for place in places_of(message.text, string):
                for i in _words(message, starts, place):
                    message.types[i] |= types
                    if role != "Place":
                        told.add(message.sentence[i])
    for i, number in enumerate(message.sentence):
        if number in told:
            message.tells[i] |= types


def _mark(held: list[set[int]], message: Message, starts: list[int], keys: Sequence[Key], slot: int,
          code: object) -> None:
    for fill in (fill for key in keys for fill in key.fills(slot)):
        classes = {code(x) for x in fill.labels} - {-1}  # type: ignore[operator]
        for place in (p for string in fill.strings for p in places_of(message.text, string)):
            for i in _words(message, starts, place):
                held[i] |= classes


def _effect(label: str) -> int:
    if label.startswith("NO ") and "RESIGNATION" not in label:
        return EFFECTS.index("NO INJURY")
    return EFFECTS.index(label) if label in EFFECTS else -1


def _confidence(label: str) -> int:
    return CONFIDENCES.index(label) if label in CONFIDENCES else -1
