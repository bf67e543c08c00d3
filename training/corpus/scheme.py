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
OPTIONAL = ("dated", "name", "source", "licence", "note", "wave")

_YEAR = r"(-?\d{4}|XXXX|BC(\d{4}|XXXX))"
_DAY = rf"{_YEAR}(-((\d\d|XX)(-(\d\d|XX))?|W(\d\d|XX)(-(\d|WE))?|SP|SU|FA|WI|Q[1-4]|H[12]))?"
#: A day, month, season or year, a decade (three digits), a century (two digits); X where a part is not told.
_POINT = rf"({_DAY}|(-|BC)?\d{{2,3}})"
_CLOCK = r"T((\d\d|XX)(:\d\d){0,2}|MO|MI|AF|EV|NI|DT)"
_LENGTH = r"PT?(X|\d*\.?\d+)([YMWDHS]|DE|CE|SP|SU|FA|WI|WE|Q)"
_MOMENT = rf"{_POINT}({_CLOCK})?"
TIME_VALUE = re.compile(rf"^(\?|(PAST|PRESENT|FUTURE)_REF|{_LENGTH}|{_CLOCK}|{_MOMENT}(/{_MOMENT})?)$")
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
