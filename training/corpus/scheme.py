"""The labels of the corpus, read once from ``scheme.yaml``, and the shapes of its mark-up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent

#: Letter of an id -> what its marks are.
LAYERS = {"a": "actor", "p": "place", "t": "time", "w": "weapon", "o": "object", "e": "event", "c": "cue",
          "q": "content", "n": "number", "k": "effect word", "r": "response cue"}
#: Layers whose id may stand on several marks that mean the same thing (a coreference chain).
CHAINS = frozenset("apwo")
#: Layers whose id may stand on several marks that are pieces of one thing.
PIECES = frozenset("ecqkr")
#: Layers whose every id must have a line of facts.
TOLD = frozenset("aptecn")
HEADER = ("id", "title", "genre", "style", "conflict", "region", "century", "made", "language", "split", "by", "pass")
OPTIONAL = ("dated", "name", "source", "licence", "note")

_DAY = r"-?\d{4}(-(\d\d(-\d\d)?|W\d\d(-(\d|WE))?|SP|SU|FA|WI|Q[1-4]|H[12]))?"
_FAR = r"BC\d{2,4}(-(\d\d(-\d\d)?|SP|SU|FA|WI))?"
_OPEN = r"XXXX-\d\d-\d\d|XXXX-\d\d|XXXX-XX-\d\d|XXXX-(SP|SU|FA|WI)"
#: A day, month, season, year, decade (three digits), century (two digits), or a part of them that is known.
_POINT = rf"({_DAY}|-?\d{{3}}|-?\d{{2}}|{_OPEN}|{_FAR})"
_CLOCK = r"(T(\d\d(:\d\d)?|MO|MI|AF|EV|NI|DT))?"
TIME_VALUE = re.compile(
    rf"^(\?|(PAST|PRESENT|FUTURE)_REF|P(T?[\dX]+(\.\d+)?[YMWDHS]|[\dX]+(DE|CE))|{_POINT}{_CLOCK}(/{_POINT}{_CLOCK})?|T(\d\d(:\d\d)?|MO|MI|AF|EV|NI|DT))$")
FIGURE = re.compile(r"^(?:(?P<lead>~|>|<=|<)?(?P<low>\d+)(?P<tail>\+)?|(?P<from>\d+)-(?P<to>\d+)|(?P<open>\?))$")


@dataclass(frozen=True, slots=True)
class Scheme:
    """Every label that an account may use."""

    lists: dict[str, tuple[str, ...]]
    events: dict[str, tuple[str, ...]]
    status_under: dict[str, str]

    def has(self, kind: str, label: str) -> bool:
        """Return whether a list of the scheme holds a label."""
        return label in self.lists[kind]


@cache
def scheme() -> Scheme:
    """Return the scheme of the corpus."""
    data = yaml.safe_load((FOLDER / "scheme.yaml").read_text(encoding="utf-8"))
    events = {name: tuple(modes) for name, modes in data.pop("events").items()}
    under = data.pop("status_under")
    return Scheme({name: tuple(str(label) for label in labels) for name, labels in data.items()}, events, under)
