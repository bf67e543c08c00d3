"""What the language model holds of a text beyond its trees: opinions for the rules of extraction to weigh.

A hint is never a claim. It says "this word tells a deed, I am this sure", and the room that extracts decides, with the
grammar in hand; what it takes from a hint says so in its ``Why``.
"""

from __future__ import annotations

from dataclasses import dataclass

from histor.model.text import WordRef


@dataclass(frozen=True, slots=True)
class HintedSpan:
    """Words that the model reads as one thing.

    ``layer`` is ``source``, ``cue``, ``content`` (who says what), ``figure`` (a number of people harmed), ``time`` or
    ``answer`` (the words that make a deed an answer); ``first`` and ``last`` are its outer words, both inside;
    ``label`` is the stance of a cue and the effect of a figure, else empty; ``score`` lies in [0, 1].
    """

    layer: str
    first: WordRef
    last: WordRef
    score: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class HintedDeed:
    """A word that the model reads as the trigger of a deed of a PLOVER type.

    ``score`` is the chance that it tells a deed at all, ``sure`` the chance of the type given that it does,
    ``standing`` that of its ``status``, and ``kinds`` the chances of all types that are not out of the question, with
    the likeliest mode of each.
    """

    word: WordRef
    type: str
    mode: str
    score: float
    sure: float = 1.0
    status: str = "reported"
    background: float = 0.0
    standing: float = 1.0
    kinds: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class HintedLink:
    """What belongs to what.

    ``kind`` is a role from a deed's trigger to the head of who or what fills it (``by on aim at with when``),
    ``answers`` or ``same`` from deed to deed, ``source`` or ``content`` from a cue to the head of its speaker or the
    first word of what is said, ``who``, ``event`` or ``part`` from a figure to whom it counts, the deed that did it,
    and the figure it is a share of.
    """

    kind: str
    start: WordRef
    end: WordRef
    score: float


@dataclass(frozen=True, slots=True)
class Hints:
    """Everything the model holds of a document; empty for a parser that holds nothing.

    ``deed_chance`` and ``cue_chance`` give for each word of each sentence the chance that it is the trigger of a deed
    or part of a cue, so that a rule's find can be doubted, and ``figure_chance`` the same of figures.
    """

    spans: tuple[HintedSpan, ...] = ()
    deeds: tuple[HintedDeed, ...] = ()
    links: tuple[HintedLink, ...] = ()
    deed_chance: tuple[tuple[float, ...], ...] = ()
    cue_chance: tuple[tuple[float, ...], ...] = ()
    figure_chance: tuple[tuple[float, ...], ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything to weigh."""
        return bool(self.deed_chance)
