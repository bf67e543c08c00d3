"""What an account should give, word by word: the targets of the heads in ``mark_heads.py``, and their classes.

Apart from the network, so that a bench can cut texts as training does without a training library.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from training.corpus.scheme import scheme

SPANS = ("source", "cue", "content", "figure", "time", "answer")
OUT, BEGIN, INSIDE, END, SINGLE = range(5)
LINKS = ("by", "on", "aim", "at", "with", "when", "source", "content", "who", "event", "part", "answers", "same")
NEAR = (1, 2, 3, 4, 6, 8, 11, 16, 24, 40)
"""Upper bounds of the classes of distance between two words, the same on both sides."""
IGNORED = -100


def mark_chain(row: list[int], inside: list[int]) -> None:
    """Write a span over some words of a layer's row, unless one of them is in another span already."""
    if not inside or any(row[i] != OUT for i in inside):
        return
    for i in inside:
        row[i] = INSIDE
    row[inside[0]], row[inside[-1]] = BEGIN, END
    if len(inside) == 1:
        row[inside[0]] = SINGLE


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of each head, in the order of their numbers; "" is none."""

    events: tuple[str, ...]
    statuses: tuple[str, ...]
    stances: tuple[str, ...]
    effects: tuple[str, ...]
    kinds: tuple[str, ...]

    @classmethod
    def of_scheme(cls) -> Classes:
        """The classes that the corpus is annotated with."""
        told = scheme().lists
        events = [f"{kind}/{mode}" for kind, modes in scheme().events.items() for mode in modes]
        kinds = [f"a:{k}" for k in told["actors"]] + [f"p:{k}" for k in told["places"]]
        return cls(("", *events), told["statuses"], told["stances"], told["effects"], ("", *kinds, "o", "w"))


@dataclass(slots=True)
class Marks:
    """What one window of an account should give: numbers of classes a word, and links between words."""

    spans: list[list[int]]
    event: list[int]
    status: list[int]
    stance: list[int]
    effect: list[int]
    kind: list[int]
    background: list[int]
    cumulative: list[int]
    links: list[tuple[int, int, int]] = field(default_factory=list)
    open: list[tuple[int, int, int]] = field(default_factory=list)
    """Pairs that may be linked or not: another mention of the one that is."""
    told: bool = True
    """Whether deeds, figures and times are annotated too, and not only sayings."""

    @classmethod
    def empty(cls, n: int) -> Marks:
        """Marks of a window of `n` words that tells nothing."""
        none = [IGNORED] * n
        return cls([[OUT] * n for _ in SPANS], [0] * n, [*none], [*none], [*none], [0] * n, [*none], [*none])


ASKED = {"event": ("by", "on", "aim", "at", "with", "when", "answers", "same"), "cue": ("source", "content"),
         "figure": ("who", "event", "part")}


def asked_links(m: Marks) -> list[tuple[int, int]]:
    """The rows (kind of link, word) that the window's triggers, cues and figures must answer for."""
    words = {
        "event": [i for i, e in enumerate(m.event) if e],
        "cue": [i for i, s in enumerate(m.stance) if s != IGNORED],
        "figure": [i for i, s in enumerate(m.effect) if s != IGNORED],
    }
    rows = [(LINKS.index(link), i) for what, links in ASKED.items() for link in links for i in words[what]]
    return rows if m.told else [row for row in rows if LINKS[row[0]] in ASKED["cue"]]
