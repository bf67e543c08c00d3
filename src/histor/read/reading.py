"""What a reader is given and what it hands over; the records between the readers and the door of the room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from histor.model import Block, Issue, Particulars, Reference


@dataclass(frozen=True, slots=True)
class Original:
    """What came in: its name for sentences to the person, its bytes, and its characters (empty for PDF)."""

    name: str
    data: bytes
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of an original; the names are those of :class:`histor.model.Document` and ``Source``."""

    text: str
    blocks: tuple[Block, ...]
    origin: tuple[tuple[int, int, int], ...]
    title: str = ""
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    issues: tuple[Issue, ...] = ()
    #: What else the original says of itself, in the forms of :mod:`histor.read.particulars`.
    said: Particulars = field(default_factory=Particulars)
    references: tuple[Reference, ...] = ()


def trimmed(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks without the white space at their ends, of any kind; those without words are dropped."""
    kept: list[Block] = []
    for block in blocks:
        words = text[block.start : block.end]
        start = block.start + len(words) - len(words.lstrip())
        end = block.end - (len(words) - len(words.rstrip()))
        if any(map(str.isalnum, words)):
            kept.append(block if (start, end) == (block.start, block.end) else replace(block, start=start, end=end))
    return tuple(kept)


class Outline:
    """The headings above the place where we are, outermost first."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []

    def enter(self, level: int, heading: str) -> tuple[str, ...]:
        """Close what is not above this heading, open it, and return the headings above it."""
        while self._stack and self._stack[-1][0] >= level:
            self._stack.pop()
        above = self.path
        self._stack.append((level, heading))
        return above

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above, outermost first."""
        return tuple(heading for _, heading in self._stack)
