"""Plain text: the file's characters are the document's text, unchanged; only its layout is read.

The layout is a form that people write anyway: ``= Title =`` and ``== heading ==`` lines, an ``Infobox`` line with
``- Key: value`` rows, list items, and paragraphs parted by blank lines. Lines of hard-wrapped text are one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from histor.model import Block
from histor.read.imprint import is_imprint
from histor.read.infobox import split_value
from histor.read.reading import Original, Outline, Reading, trimmed

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BULLET = re.compile(
    r"[ \t]*(?:[-*•·–—‣▪][ \t]+|(?:\d{1,3}|[a-zA-Z])[.)][ \t]+|\((?:\d{1,3}|[a-z]{1,4})\)[ \t]+)(?=\S)"
)
_CLOSED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_UNDERLINE = re.compile(r"(=+|-+|~+)")

#: Longer lines were not wrapped by hand or by a mail program: their ends are meant.
_WRAP = 120
_TITLE = 200
_HEADING = 80


class _Line(NamedTuple):
    start: int
    end: int
    words: str


def read_plain(original: Original) -> Reading:
    """Read plain text; every offset counts into the decoded file as it is."""
    page = _Page(original.text)
    page.read()
    return Reading(
        text=original.text,
        blocks=trimmed(original.text, page.blocks),
        origin=((0, 0, len(original.text)),) if original.text else (),
        title=page.title,
    )


class _Page:
    """The lines of a text, read once from top to bottom."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.outline = Outline()
        self.blocks: list[Block] = []
        self.title = ""
        self._run: list[_Line] = []

    def read(self) -> None:
        """Sort the lines into infobox rows, headings and runs between blank lines."""
        in_infobox = False
        for line in self._lines():
            if in_infobox:
                in_infobox = self._infobox_line(line)
                if in_infobox:
                    continue
            if not line.words:
                self._flush(followed=True)
            elif self._starts_infobox(line):
                self._flush()
                in_infobox = True
            elif not self._heading(line):
                self._run.append(line)
        self._flush()

    def _lines(self) -> Iterator[_Line]:
        for found in _LINE.finditer(self.text):
            raw = found.group()
            words = raw.strip(" \t\r\n\f\v\ufeff\u00a0")
            if raw:
                start = found.start() + (raw.find(words) if words else 0)
                yield _Line(start, start + len(words), words)

    # --- infobox -----------------------------------------------------------------------------------------------

    def _starts_infobox(self, line: _Line) -> bool:
        if not line.words.startswith("Infobox") or len(line.words) > _HEADING:
            return False
        return bool(re.match(r"\s*\n?- ?[^\n:]{1,80}:", self.text[line.end : line.end + 100]))

    def _infobox_line(self, line: _Line) -> bool:
        """Take one line of an infobox; return whether the infobox goes on."""
        if not line.words:
            self._flush_row()
            return False
        if line.words.startswith("- "):
            self._flush_row()
        elif not self._run:
            return False
        self._run.append(line)
        return True

    def _flush_row(self) -> None:
        rows, self._run = self._run, []
        if not rows:
            return
        start, end = rows[0].start + 2, rows[-1].end
        label, colon, _ = rows[0].words[2:].partition(":")
        key = label.strip() if colon else ""
        value = start + len(label) + 1 if colon else start
        self.blocks.extend(split_value(self.text, value, end, key, self.outline.path))

    # --- headings ----------------------------------------------------------------------------------------------

    def _heading(self, line: _Line) -> bool:
        """Take a line that is a heading by its marks (``==``, ``#``, an underline); return whether it was one."""
        words = line.words
        if words[0] == "=" and words[-1] == "=" and len(words) > 2:
            level = min(len(words) - len(words.lstrip("=")), len(words) - len(words.rstrip("=")), 6)
            inner = words[level : len(words) - level]
            if inner.strip():
                return self._enter(level, line.start + level + len(inner) - len(inner.lstrip()), inner.strip())
        if words[0] == "#" and len(words) <= _TITLE:
            inner = words.lstrip("#")
            level = len(words) - len(inner)
            if inner[:1] == " " and level <= 6:
                return self._enter(level, line.end - len(inner.lstrip()), inner.strip())
        if len(words) >= 3 and len(self._run) == 1 and _UNDERLINE.fullmatch(words):
            above = self._run[0]
            if len(above.words) <= _WRAP and not _BULLET.match(above.words):
                self._run = []
                return self._enter(1 if words[0] == "=" else 2, above.start, above.words)
        return False

    def _enter(self, level: int, start: int, words: str) -> bool:
        self._flush()
        end = start + len(words)
        if level == 1 and not self.title:
            self.title = words
            self.blocks.append(Block("title", start, end, (), "", 1))
            return True
        section = self.outline.enter(level, words)
        self.blocks.append(Block("heading", start, end, section, "", level))
        return True

    # --- runs of lines -----------------------------------------------------------------------------------------

    def _flush(self, *, followed: bool = False) -> None:
        run, self._run = self._run, []
        if not run:
            return
        if followed and self._opens(run):
            for line in run:
                if not self._bare_heading(line, followed):
                    self._block(line, line)
            return
        if len(run) == 1 and self._bare_heading(run[0], followed):
            return
        first = 0
        for at in range(1, len(run) + 1):
            if at == len(run) or self._parts(run, first, at):
                self._block(run[first], run[at - 1])
                first = at

    def _opens(self, run: Sequence[_Line]) -> bool:
        """Tell whether lines are a headline and its imprint, or the imprint alone; each is read by itself."""
        rest = run if self.title else run[1:]
        below = [block for block in self.blocks if block.kind != "infobox"]
        return len(run) > 1 and len(below) == bool(self.title) and all(is_imprint(line.words) for line in rest)

    def _bare_heading(self, line: _Line, followed: bool) -> bool:
        """Take a short line alone between blank lines and without a full stop: the title if first, else a heading."""
        words = line.words
        if len(words) > _TITLE or _CLOSED.search(words[-20:]) or _BULLET.match(words) or not words[0].isalnum():
            return False
        if not self.blocks and not self.title and followed:
            return self._enter(1, line.start, words)
        if (
            followed
            and len(words) <= _HEADING
            and len(words.split()) <= 10
            and not words[0].islower()
            and words[-1].isalnum()
        ):
            return self._enter(2, line.start, words)
        return False

    def _parts(self, run: Sequence[_Line], first: int, at: int) -> bool:
        """Tell whether a paragraph or item ends before ``run[at]``: an item begins, or the line break was meant."""
        above, below = run[at - 1], run[at]
        closed = bool(_CLOSED.search(above.words[-20:]))
        in_item = bool(_BULLET.match(run[first].words))
        if _BULLET.match(below.words) and (closed or in_item or below.words[0] in "*•·‣▪"):
            return True
        if len(above.words) > _WRAP or len(below.words) > _WRAP:
            return True
        short = len(above.words) < 0.7 * max(
            len(line.words) for line in [*run[max(first, at - 3) : at], *run[at : at + 3]]
        )
        indented = self._indent(below) > self._indent(above)
        return closed and (short or (indented and not in_item))

    def _indent(self, line: _Line) -> int:
        begin = max(self.text.rfind("\n", 0, line.start), self.text.rfind("\r", 0, line.start)) + 1
        return line.start - begin

    def _block(self, first: _Line, last: _Line) -> None:
        bullet = _BULLET.match(first.words)
        start = first.start + (bullet.end() if bullet else 0)
        kind = "item" if bullet else "paragraph"
        self.blocks.append(Block(kind, start, last.end, self.outline.path))
