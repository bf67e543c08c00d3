"""The desk on which a reader lays out its text.

Every reader but the one for plain text builds a new text out of runs of the original. :class:`Draft` is the only
place that appends characters, so the law of the character map (``text[t:t+n] == original[o:o+n]``) is kept there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from histor.model import Block, Issue
from histor.read.infobox import split_value
from histor.read.reading import Outline, Reading, trimmed

#: Runs of words parted by single spaces: what can be carried over unchanged when white space is folded.
_RUN = re.compile(r"[^ \t\n\r\f\v\ufeff]+(?: [^ \t\n\r\f\v\ufeff]+)*")
_WHITE = " \t\n\r\f\v\ufeff"


@dataclass(slots=True)
class _Open:
    kind: str
    level: int
    key: str
    start: int
    part: str
    inner: bool


_LABEL_SIZE = 200
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*$")

#: The kind of a run whose words become the key of the blocks after it; it is in the text, but no block.
LABEL = "label"


@dataclass(slots=True)
class Draft:
    """The text as it grows, with its blocks and its map to the original; linear in what is laid down.

    A block is opened, words are carried or put into it, and it is closed; an empty one leaves no trace. White space
    is folded to one space as it is carried, a line break is laid down by :meth:`line`.
    """

    original: str
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    origin: list[tuple[int, int, int]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)
    length: int = 0
    label: str = ""
    left: list[tuple[int, int, str]] = field(default_factory=list)
    #: Set by a reader while it stands in the page's main part; ``inside`` holds the numbers of the blocks begun there.
    inner: bool = False
    inside: set[int] = field(default_factory=set)
    _now: _Open | None = None
    _gap: str = ""
    _glued: bool = False

    def open(self, kind: str, *, level: int = 0, key: str = "", gap: str = "\n\n", part: str = "") -> None:
        """Begin a block, closing the one before; ``gap`` parts it from the text before it.

        A ``part`` names what is no part of the account (navigation): its words are in the text but in no block.
        """
        self.close()
        self._glued = False
        self._gap = gap if self.length else ""
        self._now = _Open(kind, level, key, -1, part, self.inner)

    def close(self) -> None:
        """End the block; a heading enters the outline, a block without words is dropped."""
        now, self._now, self._gap = self._now, None, ""
        if now is None or now.start < 0:
            return
        start, end = now.start, self.length
        if now.part:
            self.left.append((start, end, now.part))
        else:
            self._keep(now, start, end)

    def _keep(self, now: _Open, start: int, end: int) -> None:
        section, kind = self.outline.path, now.kind
        if kind in (LABEL, "table") and end - start <= _LABEL_SIZE:
            self.label = self.slice(start, end)
        if kind == LABEL:
            return
        if kind == "heading":
            section = self.outline.enter(now.level, self.slice(start, end))
        elif kind == "table" and not now.key and _SENTENCE_END.search(self.slice(max(start, end - 3), end)):
            kind = "paragraph"  # a table that only lays out the page
        if now.inner:
            self.inside.add(len(self.blocks))
        self.blocks.append(Block(kind, start, end, section, now.key, now.level))

    @property
    def is_open(self) -> bool:
        """Whether a block is open."""
        return self._now is not None

    @property
    def kind(self) -> str:
        """The open block's kind, or an empty string."""
        return self._now.kind if self._now else ""

    @property
    def has_words(self) -> bool:
        """Whether the open block holds words already."""
        return self._now is not None and self._now.start >= 0

    def slice(self, start: int, end: int) -> str:
        """Return laid-down text from ``start``, which must lie in the last parts (the open block)."""
        tail: list[str] = []
        at = self.length
        for part in reversed(self.parts):
            tail.append(part)
            at -= len(part)
            if at <= start:
                break
        return "".join(reversed(tail))[start - at : end - at]

    def carry(self, start: int, end: int) -> None:
        """Lay down ``original[start:end]`` with its white space folded, and remember where each run came from."""
        for run in _RUN.finditer(self.original, start, end):
            if run.start() > start:
                self.space()
            self._lay(run.group(), run.start())
            start = run.end()
        if start < end:
            self.space()

    def put(self, words: str) -> None:
        """Lay down words that do not stand in the original in this form (a decoded entity, a written-out date)."""
        lead, bare = words[:1] in _WHITE, words.strip(_WHITE)
        if lead:
            self.space()
        if bare:
            self._lay(bare, -1)
            if words[-1] in _WHITE:
                self.space()

    def space(self) -> None:
        """Ask for a space before the next words of this block."""
        if not self._gap and self.has_words:
            self._gap = " "

    def line(self) -> None:
        """Ask for a line break before the next words of this block."""
        if self.has_words:
            self._gap = "\n"

    def glue(self, *, drop: bool) -> None:
        """Let the next words follow without a space, taking back a hyphen just laid down where ``drop`` is set."""
        self._glued = True
        if drop and self.parts:
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
            text, original, size = self.origin[-1]
            self.origin[-1:] = [(text, original, size - 1)] if size > 1 else []

    def _lay(self, words: str, at: int) -> None:
        if self._glued:
            self._glued, self._gap = False, ""
        if self._now is None:
            self.open("paragraph")
        now = self._now
        assert now is not None
        if self._gap:
            self.parts.append(self._gap)
            self.length += len(self._gap)
            self._gap = ""
        if now.start < 0:
            now.start = self.length
        if at >= 0:
            self._map(at, len(words))
        self.parts.append(words)
        self.length += len(words)

    def _map(self, at: int, size: int) -> None:
        if self.origin:
            text, original, length = self.origin[-1]
            if text + length == self.length and original + length == at:
                self.origin[-1] = (text, original, length + size)
                return
        self.origin.append((self.length, at, size))

    def warn(self, message: str, start: int = 0, end: int = 0) -> None:
        """Keep an issue of the reading."""
        self.issues.append(Issue("read", message, start, end))

    def whole(self) -> str:
        """Return all the text laid down so far."""
        return "".join(self.parts)

    def reading(
        self, title: str = "", published: str | None = None, publisher: str | None = None, url: str | None = None
    ) -> Reading:
        """Close the last block and hand over what was laid down."""
        self.close()
        text = self.whole()
        blocks: list[Block] = []
        for block in self.blocks:
            if block.kind == "infobox":
                blocks.extend(split_value(text, block.start, block.end, block.key, block.section))
            else:
                blocks.append(block)
        return Reading(
            text=text,
            blocks=trimmed(text, blocks),
            origin=tuple(self.origin),
            title=title,
            published=published,
            publisher=publisher,
            url=url,
            issues=(*self.issues, *_left_out(text, self.left)),
        )


def _left_out(text: str, left: list[tuple[int, int, str]]) -> list[Issue]:
    """Tell each run of parts that are in the text but were not read as the account, neighbours of one name together."""
    runs: list[tuple[int, int, str]] = []
    for start, end, part in left:
        if runs and runs[-1][2] == part and not text[runs[-1][1] : start].strip():
            runs[-1] = (runs[-1][0], end, part)
        else:
            runs.append((start, end, part))
    sizes = [len(text[start:end].split()) for start, end, _ in runs]
    return [
        Issue(
            "read",
            f"{part} ({size} word{'' if size == 1 else 's'}) is kept in the text but not read as the account",
            start,
            end,
        )
        for (start, end, part), size in zip(runs, sizes, strict=True)
    ]
