"""Markdown: headings, items, quotes, tables and paragraphs, with the marks taken off and the words kept.

An own line reader: the usual parsers give lines but not characters, and stop reading below a depth of nesting. Marks
that do not pair stand for themselves, so no word can be lost to a stray star.
"""

from __future__ import annotations

import re
from html import unescape

from histor.read.cells import Table
from histor.read.matter import read_matter
from histor.read.reading import Draft, Original, Reading
from histor.read.words import layout

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HEADING = re.compile(r"[ \t]*(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r"[ \t]*(=+|-+)[ \t]*$")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_MARK = re.compile(r"[ \t]*(?:(?P<quote>>)|(?P<item>[-*+•]|\d{1,9}[.)])(?=[ \t]|$))[ \t]*(?:\[[ xX]\][ \t])?")
_DEFINITION = re.compile(r"[ \t]{0,3}\[(?P<note>\^)?[^\]\n]{1,200}\]:[ \t]*")
_DELIMITER = re.compile(r"[ \t]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+(?:\|[ \t]*+)?$")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]{0,20})((?:\s[^<>]{0,2000})?)/?>|<!--.{0,500}?-->", re.DOTALL)
_INLINE = re.compile(
    r"\\[!-/:-@\[-`{-~]|`+|\*+|(?<![^\W_])_+|_+(?![^\W_])|~~|!?\[|\]|<|&(?:#\w{1,8}|\w{2,31});|[ \t]{0,4}(?:\r\n|\r|\n)|[\u00ad\u200b\u2060]+"
)
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]{1,2000}|[^<>\s@]{1,100}@[^<>\s]{1,200})>")
_TARGET = re.compile(r"\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)|\[[^\[\]\n]{0,200}\]")
_WRAPS = ("*", "_", "~~")


def read_markdown(original: Original) -> Reading:
    """Read Markdown with an optional YAML front matter; the map points into its source."""
    return _Page(original.text).read()


class _Page:
    def __init__(self, source: str) -> None:
        self.source = source
        self.draft = Draft(source)
        self.title = ""
        self.fence = ""
        self.table: Table | None = None
        self.paragraph: tuple[int, int] | None = None
        self.kind = "paragraph"
        self.notes = 0
        self.pictures = 0
        self.addresses = 0
        self.hidden_tag = ""
        self.block_tags = frozenset(layout("html_blocks"))

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
        for count, what in ((self.notes, "note marks"), (self.pictures, "pictures' addresses"), (self.addresses, "link addresses")):
            if count:
                self.draft.warn(f"{what}: {count} left out of the text")
        title = next((self.draft.whole()[block.start:block.end] for block in self.draft.blocks if block.kind == "title"), self.title)
        return self.draft.reading(title, matter.published, matter.publisher, matter.url)

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
        elif self.paragraph and self.kind == "paragraph" and _UNDERLINE.match(source, start, end) and self._lines() == 1:
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
        self._inline(start, end)
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
        if " " in self.source[hit.end():end].strip().partition(' "')[0]:
            return False
        self.addresses += 1
        return True

    def _row(self, start: int, end: int) -> bool:
        """Take a table row; a table begins where the next line delimits its columns."""
        source = self.source
        if self.table is None:
            if "|" not in source[start:end]:
                return False
            follow = _LINE.match(source, end + (2 if source[end:end + 2] == "\r\n" else 1))
            if self.paragraph or not follow or "-" not in follow.group() or not _DELIMITER.match(follow.group().rstrip()):
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
        parts = [(left + 1, right) for left, right in zip(bounds, bounds[1:], strict=False)]
        if not line[:parts[0][1]].strip():
            parts = parts[1:]
        if parts and not line[parts[-1][0]:].strip():
            parts = parts[:-1]
        for left, right in parts:
            self.table.start(name, False)
            if line[left:right].strip():
                self.table.open()
                self._inline(start + left, start + right)
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
        self._inline(start, end)

    def _flush(self, *, plain: bool = False) -> None:
        lines, self.paragraph = self.paragraph, None
        if lines is not None:
            if not self.draft.is_open:
                self.draft.open(self.kind, gap="\n" if self.kind == "item" else "\n\n")
            if plain:
                self.draft.carry(*lines)
            else:
                self._inline(*lines)
        self.draft.close()

    # --- words -----------------------------------------------------------------------------------------------------

    def _inline(self, at: int, end: int) -> None:
        """Lay down a run of words without its marks; every mark is looked at once."""
        pairs = _Pairs(self.source, at, end)
        while at < end:
            hit = _INLINE.search(self.source, at, end)
            self._words(at, hit.start() if hit else end)
            if not hit:
                return
            at = self._mark(hit, end, pairs)

    def _words(self, start: int, end: int) -> None:
        if start < end and not self.hidden_tag:
            self.draft.carry(start, end)

    def _mark(self, hit: re.Match[str], end: int, pairs: _Pairs) -> int:
        sign, at = hit.group(), hit.start()
        if sign[0] == "\\":
            self._words(at + 1, hit.end())
        elif sign[0] in "*_~":
            if not pairs.wraps(at, sign):
                self._words(at, hit.end())
        elif sign[0] == "`":
            return self._code(at, len(sign), end, pairs)
        elif sign in ("[", "![", "]"):
            return self._bracket(sign, at, hit.end(), end, pairs)
        elif sign[0] == "<":
            return self._tag(at, end)
        elif sign[0] == "&":
            plain = unescape(sign)
            self.draft.put(plain) if plain != sign else self._words(at, hit.end())
        elif sign[-1] in "\r\n":
            hard = sign.startswith("  ")
            self.draft.line() if hard else self.draft.space()
        return hit.end()

    def _code(self, at: int, size: int, end: int, pairs: _Pairs) -> int:
        close = pairs.code_close(at, size)
        if close < 0:
            self._words(at, at + size)
            return at + size
        self._words(at + size, close)
        return close + size

    def _bracket(self, sign: str, at: int, after: int, end: int, pairs: _Pairs) -> int:
        if sign == "]":
            target = pairs.targets.get(at)
            if target is None:
                self._words(at, after)
                return after
            self.addresses += 1
            return target
        close = pairs.links.get(after - 1)
        if close is None:
            self._words(at, after)
            return after
        if sign == "[" and self.source[after:after + 1] == "^":
            self.notes += 1
            return close + 1
        if sign == "![":  # its words stand in for a picture that is not shown
            self.pictures += 1
        return after

    def _tag(self, at: int, end: int) -> int:
        link = _AUTOLINK.match(self.source, at, end)
        if link:
            self._words(link.start(1), link.end(1))
            return link.end()
        hit = _TAG.match(self.source, at, end)
        if not hit:
            self._words(at, at + 1)
            return at + 1
        name = (hit[2] or "").lower()
        if name == "br":
            self.draft.line()
        elif name in ("script", "style"):
            self.hidden_tag = "" if hit[1] else name if f"</{name}" in self.source[hit.end():end].lower() else ""
        elif name in self.block_tags:
            self.draft.line()
        return hit.end()


class _Pairs:
    """Which marks of one run of words belong together, found in one pass."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source, self.start, self.end = source, start, end
        self.links: dict[int, int] = {}
        self.targets: dict[int, int] = {}
        self._wrapping: set[int] = set()
        self._ticks: dict[int, list[int]] = {}
        self._match()

    def _match(self) -> None:
        brackets: list[int] = []
        wraps: dict[str, list[int]] = {}
        for hit in _INLINE.finditer(self.source, self.start, self.end):
            sign, at = hit.group(), hit.start()
            if sign in ("[", "!["):
                brackets.append(hit.end() - 1)
            elif sign == "]" and brackets:
                self._close(brackets.pop(), at)
            elif sign[0] == "`":
                self._ticks.setdefault(len(sign), []).append(at)
            elif sign[0] in "*_~":
                self._wrap(wraps, sign, at)
        for places in self._ticks.values():
            places.reverse()

    def _close(self, opening: int, at: int) -> None:
        note = self.source.startswith("^", opening + 1)
        target = _TARGET.match(self.source, at + 1, self.end)
        if note:
            self.links[opening] = at
        elif target:
            self.links[opening], self.targets[at] = at, target.end()

    def _wrap(self, wraps: dict[str, list[int]], sign: str, at: int) -> None:
        before = self.source[at - 1] if at > self.start else " "
        after = self.source[at + len(sign)] if at + len(sign) < self.end else " "
        waiting = wraps.setdefault(sign, [])
        if waiting and not before.isspace():
            self._wrapping.update((waiting.pop(), at))
        elif not after.isspace():
            waiting.append(at)

    def wraps(self, at: int, sign: str) -> bool:
        """Tell whether stars, underscores or tildes here open or close an emphasis."""
        return at in self._wrapping

    def code_close(self, at: int, size: int) -> int:
        """Return where the next run of as many ticks begins, or -1; earlier ones are used up."""
        places = self._ticks.get(size, [])
        while places and places[-1] <= at:
            places.pop()
        return places[-1] if places else -1
