"""Wikitext: the words that a wiki page shows, by a linear walk over its source.

Brackets are matched once (``marks``), then the walk goes over every character once, entering templates, links and
table cells. Notes are dropped and counted; a template that is not known shows its parts and is named in an issue.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import unescape

from histor.read.cells import Table
from histor.read.draft import Draft
from histor.read.marks import Pair, match_marks
from histor.read.reading import Original, Reading
from histor.read.references import references_in
from histor.read.templates import Templates
from histor.read.wikilinks import Links
from histor.read.wikitable import Cell, cells_of

_TOKEN = re.compile(
    r"\n[ \t]*(?:\n[ \t\n]*)?|\{\{|\[\[|\{\||<|''+|\[(?=(?:https?:)?//|mailto:)"
    r"|&(?:#\w{1,8}|\w{2,31});|__[A-Z]{3,30}__|[\u00ad\u200b\u2060]+"
)
_LINE = re.compile(r"[ \t]*(?:(?P<eq>={1,6})|(?P<list>[*#:;]+)|(?P<rule>-{4,}))")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})((?:\s[^<>]{0,4000})?)/?>")
_BLOCK_TAGS = {
    "div": "",
    "p": "",
    "center": "",
    "blockquote": "quote",
    "li": "item",
    "ul": "",
    "ol": "",
    "td": "",
    "tr": "",
    "th": "",
    "table": "",
    "poem": "quote",
}
_HIDDEN = frozenset(
    {"templatestyles", "includeonly", "indicator", "mapframe", "timeline", "references", "score", "imagemap"}
)


def read_wikitext(original: Original) -> Reading:
    """Read a page of wikitext; the map points into its source."""
    page = Page(original.text)
    page.walk(0, len(original.text))
    return replace(page.finish(), references=references_in(original.text))


class Page:
    """One page under way: the walk's state, and what the templates of it need."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.marks = match_marks(source)
        self.draft = Draft(source)
        self.kind = "paragraph"
        self.table: Table | None = None
        self.value_key: str | None = None
        self.titled = False
        self.published: str | None = None
        self.dropped: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()
        self.templates = Templates(self)
        self.links = Links(self)

    def finish(self) -> Reading:
        """Hand over the reading with what was left out."""
        draft = self.draft
        draft.close()
        for name, count in sorted(self.dropped.items()):
            draft.warn(f"{name}: {count} left out of the text")
        for name, count in sorted(self.unknown.items()):
            draft.warn(f"template {name!r} is not known: its parts are kept as they stand ({count})")
        if self.marks.too_deep:
            draft.warn(
                f"brackets are nested deeper than any page needs: {self.marks.too_deep} pairs are kept as they stand"
            )
        title = next((draft.whole()[block.start : block.end] for block in draft.blocks if block.kind == "title"), "")
        return draft.reading(title=title, published=self.published)

    # --- the walk --------------------------------------------------------------------------------------------------

    def walk(self, at: int, end: int) -> None:
        """Lay down what ``source[at:end]`` shows."""
        fresh = True
        while at < end:
            if fresh:
                at = self._line_start(at, end)
            hit = _TOKEN.search(self.source, at, end)
            stop = hit.start() if hit else end
            self.words(at, stop)
            if not hit:
                return
            fresh = hit.group()[0] == "\n"
            at = self._token(hit, end)

    def _token(self, hit: re.Match[str], end: int) -> int:
        sign, at = hit.group(), hit.start()
        if sign[0] == "\n":
            self._newline(sign.count("\n"))
            # the indent of the next line belongs to it
            return hit.end()
        pair = self.marks.pairs.get(at)
        if pair and pair.end <= end:
            self._pair(pair)
            return pair.end
        if sign[0] == "<":
            return self._tag(at, end)
        if sign[0] == "'":
            return self._quotes(at, len(sign))
        if sign == "[":
            return self.links.external(at, end)
        if sign[0] == "&":
            plain = unescape(sign)
            if plain == sign:
                self.words(at, hit.end())
            else:
                self.put(plain)
        elif sign[0] in "{[":
            self.words(at, hit.end())
        return hit.end()

    def _line_start(self, at: int, end: int) -> int:
        hit = _LINE.match(self.source, at, end)
        if not hit:
            return at
        if hit["eq"]:
            return self._heading(hit.start("eq"), len(hit["eq"]), end) or at
        self.boundary()
        if hit["list"]:
            self.kind = "paragraph" if set(hit["list"]) == {":"} else "item"
        return hit.end()

    def _heading(self, at: int, level: int, end: int) -> int:
        """Lay down a heading line and return its end, or 0 where the line is none."""
        stop = self.source.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = re.sub(r"<!--.{0,400}?-->\s*$", "", self.source[at:stop], flags=re.DOTALL).rstrip()
        level = min(level, len(line) - len(line.rstrip("=")))
        if self.value_key is not None or not level or len(line) <= 2 * level:
            return 0
        self.boundary()
        title = level == 1 and not self.titled
        self.titled = self.titled or title
        self.draft.open("title" if title else "heading", level=level)
        self.walk_inline(at + level, at + len(line) - level)
        self.draft.close()
        return stop

    def walk_inline(self, at: int, end: int) -> None:
        """Walk a part whose beginning is not the beginning of a line."""
        while at < end:
            hit = _TOKEN.search(self.source, at, end)
            self.words(at, hit.start() if hit else end)
            if not hit:
                return
            at = self._token(hit, end)

    # --- words and bounds ------------------------------------------------------------------------------------------

    def words(self, start: int, end: int) -> None:
        if start < end and (self.draft.is_open or not self.source[start:end].isspace()):
            self._ready()
            self.draft.carry(start, end)

    def put(self, words: str) -> None:
        if self.draft.is_open or words.strip():
            self._ready()
            self.draft.put(words)

    def _ready(self) -> None:
        """Open a block of the kind that the place asks for."""
        if self.draft.is_open:
            return
        if self.value_key is not None:
            self.draft.open("infobox", key=self.value_key, gap=": ")
        elif self.table and self.table.cell:
            self.table.open()
        else:
            self.draft.open(self.kind, gap="\n" if self.kind == "item" else "\n\n")

    @property
    def in_value(self) -> bool:
        return self.value_key is not None or (self.table is not None and self.table.in_value)

    def boundary(self) -> None:
        if self.in_value:
            self.draft.line()
        else:
            self.draft.close()
            self.kind = "paragraph"

    def span(self, start: int, end: int) -> None:
        """Walk a part without the white space around it; lines and lists inside it count."""
        words = self.source[start:end]
        start += len(words) - len(words.lstrip())
        end = max(start, end - (len(words) - len(words.rstrip())))
        if "\n" in self.source[start:end] or self.source[start : start + 1] == "*":
            self.walk(start, end)
        else:
            self.walk_inline(start, end)

    def _newline(self, lines: int) -> None:
        if lines > 1 or self.kind == "item" or self.in_value:
            self.boundary()
        else:
            self.draft.space()

    def rule(self) -> None:
        if self.in_value and self.draft.has_words:
            self.draft.line()
            self.draft.put("---")
        self.boundary()

    # --- marks -----------------------------------------------------------------------------------------------------

    def _quotes(self, at: int, size: int) -> int:
        """Drop the marks of italic and bold; apostrophes beyond them are words."""
        spare = {2: 0, 3: 0, 4: 1, 5: 0}.get(size, size - 5)
        self.words(at, at + spare)
        return at + size

    def _tag(self, at: int, end: int) -> int:
        hit = _TAG.match(self.source, at, end)
        if not hit:
            self.words(at, at + 1)
            return at + 1
        name = hit[2].lower()
        if name == "br":
            self.draft.line()
        elif name == "hr":
            self.rule()
        elif name in _BLOCK_TAGS:
            self.boundary()
            self.kind = _BLOCK_TAGS[name] if not hit[1] and _BLOCK_TAGS[name] else "paragraph"
        return hit.end()

    def _pair(self, pair: Pair) -> None:
        if pair.kind == "{{":
            self.templates.show(pair)
        elif pair.kind == "[[":
            self.links.show(pair)
        elif pair.kind == "{|":
            self._wikitable(pair)
        elif pair.kind == "ref":
            self.dropped["notes"] += 1
        elif pair.kind == "gallery":
            self.links.gallery(pair)
        elif pair.kind not in _HIDDEN and pair.kind != "!--":
            self.words(pair.inner, pair.close)

    def aside(self, kind: str, start: int, end: int) -> None:
        """Lay down a part as a block of its own; what follows it begins another."""
        if self.in_value or (self.table and self.table.cell):
            self.draft.line()
            self.walk_inline(start, end)
            return
        self.draft.close()
        before, self.kind = self.kind, kind
        self.walk_inline(start, end)
        self.draft.close()
        self.kind = before

    def _wikitable(self, pair: Pair) -> None:
        self.boundary()
        before, kind = self.table, self.kind
        head = self.source.find("\n", pair.inner, pair.close)
        infobox = "infobox" in self.source[pair.inner : head if head >= 0 else pair.close]
        self.table = None if self.in_value else Table(self.draft, infobox)
        for cell in cells_of(self.source, pair):
            self._cell(cell)
        self.draft.line() if self.in_value else self.draft.close()
        self.table, self.kind = before, kind

    def _cell(self, cell: Cell) -> None:
        if self.table is None:
            self.draft.line()
        elif cell.name == "caption":
            self.aside("caption", cell.start, cell.end)
            return
        else:
            self.table.start(cell.name, cell.wide)
        if not self.source[cell.start : cell.end].isspace():
            self.span(cell.start, cell.end)
        if self.table is not None and cell.name != "tr":
            self.table.end(cell.name)
