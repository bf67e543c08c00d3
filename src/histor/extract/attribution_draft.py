"""The working record of one saying, before it becomes one :class:`Attribution` per speaker.

A draft is open: quotation marks may still widen its content, and a quotation that runs on after it may join it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from histor.model import Span, WordRef


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: the head word (None where only a span names it) and the whole phrase."""

    word: WordRef | None
    span: Span | None


@dataclass(slots=True)
class Draft:
    """One saying by one or more speakers; ``direct`` where quotation marks enclose what is said.

    ``goes_on`` marks a participle by which the speaker of another saying says more ("..., adding that").
    """

    sentence: int
    cue: Span
    stance: str
    rule: str
    speakers: list[Speaker] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)
    about: WordRef | None = None
    responsibility: bool = False
    hedge: bool = False
    direct: bool = False
    goes_on: bool = False
    verb: int = 0
