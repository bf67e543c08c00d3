"""Markdown: headings, items, quotes, tables and paragraphs, with the marks taken off and the words kept.

An own line reader: the usual parsers give lines but not characters, and stop reading below a depth of nesting. Marks
that do not pair stand for themselves, so no word can be lost to a stray star.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from histor.read.cells import Table
from histor.read.draft import Draft
from histor.read.inline import Inline
from histor.read.matter import read_matter
from histor.read.particulars import lenient
from histor.read.reading import Original, Reading

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HEADING = re.compile(r"[ \t]*(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r"[ \t]*(=+|-+)[ \t]*$")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_MARK = re.compile(r"[ \t]*(?:(?P<quote>>)|(?P<item>[-*+•]|\d{1,9}[.)])(?=[ \t]|$))[ \t]*(?:\[[ xX]\][ \t])?")
_DEFINITION = re.compile(r"[ \t]{0,3}\[(?P<note>\^)?[^\]\n]{1,200}\]:[ \t]*")
_DELIMITER = re.compile(r"[ \t]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+(?:\|[ \t]*+)?$")


def read_markdown(original: Original) -> Reading:
    """Read Markdown with an optional YAML front matter; the map points into its source."""
    return _Page(original.text).read()


class _Page:
    def __init__(self, source: str) -> None:
        self.source = source
        self.draft = Draft(source)
        self.inline = Inline(source, self.draft)
        self.title = ""
        self.fence = ""
        self.table: Table | None = None
        self.paragraph: tuple[int, int] | None = None
        self.kind = "paragraph"

    def read(self) -> Reading:
        """Read line by line, gathering the lines of a paragraph before its words are laid down."""
        matter = read_matter(self.source, self.draft)
        self.title = matter.title
        at = matter.end
        while at < len(self.source):
            hit = _LINE.match(self.source, at)
            assert hit is not None
            start, at = at, hit.end()
            self._line(start, start + len(hit.group().rstrip("\r\n")))
        self._flush()
        for what, count in sorted(self.inline.left_out.items()):
            self.draft.warn(f"{what}: {count} left out of the text")
        title = next(
            (self.draft.whole()[block.start : block.end] for block in self.draft.blocks if block.kind == "title"),
            self.title,
        )
        reading = self.draft.reading(title, matter.published, matter.publisher, matter.url)
        return replace(reading, said=lenient(matter.said))

    # --- lines -----------------------------------------------------------------------------------------------------

    def _line(self, start: int, end: int) -> None:
        source = self.source
        fence = _FENCE.match(source, start, end)
        if self.fence:
            if fence and fence[1].startswith(self.fence):
                self.fence = ""
                self._flush()
            else:
                self._gather(start, end)
                self._flush(plain=True)
            return
        if fence:
            self._flush()
            self.fence = fence[1]
        elif not source[start:end].strip():
            self._flush()
            self.table, self.kind = None, "paragraph"
        elif not self._marked(start, end):
            self._prose(start, end)

    def _marked(self, start: int, end: int) -> bool:
        """Take a heading, an underline, a rule, a definition or a table row; return whether the line was one."""
        source = self.source
        heading = _HEADING.match(source, start, end)
        if heading:
            self._heading(len(heading[1]), heading.end(), end)
        elif (
            self.paragraph and self.kind == "paragraph" and _UNDERLINE.match(source, start, end) and self._lines() == 1
        ):
            (begin, stop), self.paragraph = self.paragraph, None
            self._heading(1 if "=" in source[start:end] else 2, begin, stop)
        elif _RULE.match(source, start, end):
            self._flush()
            self.kind = "paragraph"
        elif self._definition(start, end) or self._row(start, end):
            pass
        else:
            return False
        return True

    def _lines(self) -> int:
        assert self.paragraph is not None
        return self.source.count("\n", *self.paragraph) + 1

    def _heading(self, level: int, start: int, end: int) -> None:
        self._flush()
        self.kind = "paragraph"
        words = self.source[start:end].rstrip()
        bare = words.rstrip("#")
        if bare != words and (not bare or bare[-1] in " \t"):
            end = start + len(bare)
        if level == 1 and not self.title and self.source[start:end].strip():
            self.title = " ".join(self.source[start:end].split())
            self.draft.open("title", level=1)
        else:
            self.draft.open("heading", level=level)
        self.inline.lay(start, end)
        self.draft.close()

    def _definition(self, start: int, end: int) -> bool:
        """Take a note's text (a paragraph) or a link's address (not shown)."""
        hit = _DEFINITION.match(self.source, start, end)
        if not hit or (self.paragraph and not hit["note"]):
            return False
        if hit["note"]:
            self._flush()
            self.kind = "paragraph"
            self._gather(hit.end(), end)
            return True
        if " " in self.source[hit.end() : end].strip().partition(' "')[0]:
            return False
        self.inline.left_out["link addresses"] += 1
        return True

    def _row(self, start: int, end: int) -> bool:
        """Take a table row; a table begins where the next line delimits its columns."""
        source = self.source
        if self.table is None:
            if "|" not in source[start:end]:
                return False
            follow = _LINE.match(source, end + (2 if source[end : end + 2] == "\r\n" else 1))
            if (
                self.paragraph
                or not follow
                or "-" not in follow.group()
                or not _DELIMITER.match(follow.group().rstrip())
            ):
                return False
            self._flush()
            self.table = Table(self.draft, False)
            self._cells(start, end, "th")
            return True
        if _DELIMITER.match(source, start, end):
            return True
        if "|" not in source[start:end]:
            self.table = None
            return False
        self._cells(start, end, "td")
        return True

    def _cells(self, start: int, end: int, name: str) -> None:
        assert self.table is not None
        self.table.start("tr", False)
        edges = [hit.start() for hit in re.finditer(r"(?<!\\)\|", self.source[start:end])]
        line = self.source[start:end]
        bounds = [-1, *edges, len(line)]
        parts = [(left + 1, right) for left, right in pairwise(bounds)]
        if not line[: parts[0][1]].strip():
            parts = parts[1:]
        if parts and not line[parts[-1][0] :].strip():
            parts = parts[:-1]
        for left, right in parts:
            self.table.start(name, False)
            if line[left:right].strip():
                self.table.open()
                self.inline.lay(start + left, start + right)
            self.table.end(name)

    def _prose(self, start: int, end: int) -> None:
        """Take a line of words: marks of quotes and items at its head begin a new block, else it goes on."""
        at, kind = start, ""
        while hit := _MARK.match(self.source, at, end):
            kind = "quote" if hit["quote"] and kind != "item" else "item" if hit["item"] else kind
            at = hit.end()
        goes_on = kind == "quote" and self.kind == "quote"
        if kind and not goes_on:
            self._flush()
            self.kind = kind
        elif not kind and self.paragraph is None and self.kind != "item":
            self.kind = "paragraph"
        if goes_on and at >= end:
            self._flush()
            self.kind = "quote"
        self._gather(at, end)

    def _gather(self, start: int, end: int) -> None:
        if not self.source[start:end].strip():
            return
        if self.paragraph is None:
            self.paragraph = (start, end)
        elif self.kind == "quote":  # the marks between the lines are no words
            self._lay(*self.paragraph)
            self.draft.space()
            self.paragraph = (start, end)
        else:
            self.paragraph = (self.paragraph[0], end)

    def _lay(self, start: int, end: int) -> None:
        if not self.draft.is_open:
            self.draft.open(self.kind, gap="\n" if self.kind == "item" else "\n\n")
        self.inline.lay(start, end)

    def _flush(self, *, plain: bool = False) -> None:
        lines, self.paragraph = self.paragraph, None
        if lines is not None:
            if not self.draft.is_open:
                self.draft.open(self.kind, gap="\n" if self.kind == "item" else "\n\n")
            if plain:
                self.draft.carry(*lines)
            else:
                self.inline.lay(*lines)
        self.draft.close()
