"""HTML: the words that a browser shows, with their headings, items, tables and infobox rows.

Scripts, styles and hidden elements are not shown and not read. Navigation, footers and the like are shown: they stay
in the text, but are no block of the account, and an issue says so. Nothing is lost below any depth of nesting.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from histor.read.cells import Table
from histor.read.dates import day_of
from histor.read.draft import Draft
from histor.read.elements import Element
from histor.read.reading import Original, Reading
from histor.read.tags import RAW, Piece, attributes, pieces
from histor.read.words import layout

_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?|[\u00ad\u200b\u2060\ufeff]+")
_DATE_IN_SCRIPT = re.compile(r'"datePublished"\s{0,4}:\s{0,4}"([^"]{4,40})"')
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
#: What closes an element of the same scope that was left open, and where the search for it ends.
_CLOSES = {
    "li": (("li",), ("ul", "ol", "menu")),
    "dd": (("dd", "dt"), ("dl",)),
    "dt": (("dd", "dt"), ("dl",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "tr": (("tr",), ("table",)),
    "tbody": (("tr",), ("table",)),
    "option": (("option",), ("select",)),
}
#: What may stand in a head; anything else ends one that was left open.
_IN_HEAD = frozenset(
    {"html", "head", "title", "meta", "link", "base", "script", "style", "noscript", "template", "object"}
)
_REACH = 40
#: An article or main element is taken for the account where it holds this share of the words.
_MAIN_SHARE = 0.4


def read_html(original: Original) -> Reading:
    """Read a page of HTML; the map points into its decoded source."""
    return _Page(original.text).read()


class _Page:
    def __init__(self, source: str) -> None:
        self.source = source
        self.draft = Draft(source)
        self.stack: list[Element] = []
        self.open: dict[str, int] = {}
        self.blocks = frozenset(layout("html_blocks"))
        self.title = ""
        self.head_title = ""
        self.meta: dict[str, str] = {}
        self.times: list[str] = []
        self.dropped: Counter[str] = Counter()
        self.breaks = 0

    def read(self) -> Reading:
        """Walk the pieces once and hand over the reading."""
        for piece in pieces(self.source):
            if piece.what == "text":
                self._text(piece.start, piece.end)
            elif piece.what == "start":
                self._start(piece)
            elif piece.what == "end":
                self._end(piece.name)
            else:
                self._raw(piece)
        self._boundary()
        self._keep_main()
        for part, count in self.dropped.items():
            self.draft.warn(f"{part}: {count} left out of the text")
        return self.draft.reading(
            title=self.title or self.head_title,
            published=self._published(),
            publisher=self.meta.get("html_publisher"),
            url=self.meta.get("html_url"),
        )

    @property
    def top(self) -> Element | None:
        return self.stack[-1] if self.stack else None

    # --- tags ------------------------------------------------------------------------------------------------------

    def _start(self, piece: Piece) -> None:
        name = piece.name
        if self.open.get("head") and name not in _IN_HEAD:
            self._end("head")
        if name in _CLOSES:
            self._close_open(*_CLOSES[name])
        if name == "p" and self.open.get("p") and self.stack[-1].name == "p":
            self._end("p")
        if name in self.blocks:
            self._boundary(rule=name == "hr")
        if name == "br":
            self._break()
        elif name == "meta" or name == "link":
            self._meta(attributes(self.source, piece))
        elif name not in _VOID:
            self._push(name, piece)

    def _push(self, name: str, piece: Piece) -> None:
        marks = attributes(self.source, piece) if piece.end - piece.inner > 2 else {}
        above = self.top
        element = Element(name, above, marks)
        if element.part and element.inline and not element.hidden and not (above and above.part):
            element.hidden = True
            self.dropped[element.part] += 1
        if name == "time" and marks.get("datetime"):
            self.times.append(marks["datetime"])
        if name == "table":
            # an infobox may hold its rows in tables of its own
            infobox = element.infobox or (element.table is not None and element.table.infobox)
            element.table, element.kind = Table(self.draft, infobox), "paragraph"
        if element.table and not element.hidden:
            element.table.start(name, marks.get("colspan", "1") != "1")
        if self.source[piece.end - 2] == "/" and name not in self.blocks and name not in RAW:
            return  # it closes itself, which only XHTML means
        self.stack.append(element)
        self.open[name] = self.open.get(name, 0) + 1

    def _end(self, name: str) -> None:
        if name == "br":  # browsers read </br> as a break
            self._break()
        if not self.open.get(name):
            return
        while self.stack:
            element = self.stack[-1]
            if element.name in self.blocks:
                self._boundary()
            if element.table:
                element.table.end(element.name)
            self.stack.pop()
            self.open[element.name] -= 1
            if element.name == name:
                return

    def _close_open(self, names: tuple[str, ...], scope: tuple[str, ...]) -> None:
        """Close an item, cell or row that was left open, looking no further than its list or table."""
        for element in self.stack[: -_REACH - 1 : -1]:
            if element.name in names:
                self._end(element.name)
                return
            if element.name in scope:
                return

    def _boundary(self, *, rule: bool = False) -> None:
        self.breaks = 0
        top = self.top
        if top and top.table and top.table.in_value:
            top.table.bound(rule)
            return
        self.draft.close()

    def _break(self) -> None:
        self.breaks += 1
        top = self.top
        if self.breaks > 1 and not (top and (top.hidden or top.table)):
            self._boundary()
        elif not (top and top.hidden):
            self.draft.line()

    def _meta(self, marks: dict[str, str]) -> None:
        name = (marks.get("property") or marks.get("name") or marks.get("itemprop") or "").lower()
        content = unescape(marks.get("content", "")).strip()
        for kind in ("html_published", "html_publisher", "html_url"):
            if name in layout(kind) and content:
                self.meta.setdefault(kind, content)
        if marks.get("rel", "").lower() == "canonical" and marks.get("href"):
            self.meta.setdefault("html_url", unescape(marks["href"]))

    # --- words -----------------------------------------------------------------------------------------------------

    def _raw(self, piece: Piece) -> None:
        if piece.name == "title" and not self.head_title and not self.open.get("svg"):
            self.head_title = " ".join(unescape(self.source[piece.start : piece.end]).split())
        elif piece.name == "script":
            found = _DATE_IN_SCRIPT.search(self.source, piece.start, piece.end)
            if found:
                self.meta.setdefault("html_published", found[1])
        elif piece.name in ("textarea", "xmp"):
            self._text(piece.start, piece.end)

    def _text(self, start: int, end: int) -> None:
        top = self.top
        if top and top.name == "head" and not self.source[start:end].isspace():
            self._end("head")
            top = self.top
        if top and top.hidden:
            return
        if not self.draft.is_open:
            if not self.source[start:end].strip():
                return
            self._open(top)
        for entity in _ENTITY.finditer(self.source, start, end):
            self._carry(start, entity.start())
            if entity.group()[0] == "&":
                plain = unescape(entity.group())
                if plain == entity.group():
                    self._carry(entity.start(), entity.end())
                elif plain not in "\u00ad\u200b\u2060\ufeff":
                    self.draft.put(plain)
            start = entity.end()
        self._carry(start, end)

    def _carry(self, start: int, end: int) -> None:
        if start < end:
            self.draft.carry(start, end)
            if self.breaks and not self.source[start:end].isspace():
                self.breaks = 0

    def _open(self, top: Element | None) -> None:
        self.draft.inner = bool(top and top.main)
        if top is None:
            self.draft.open("paragraph")
        elif top.part:
            self.draft.open(top.kind, part=top.part, gap="\n")
        elif top.kind == "heading" and top.level == 1 and not self.title:
            self.draft.open("title", level=1)
        elif top.table and top.table.cell and top.kind in ("paragraph", "item"):
            top.table.open()
        else:
            self.draft.open(
                top.kind, level=top.level if top.kind == "heading" else 0, gap="\n" if top.kind == "item" else "\n\n"
            )

    # --- the whole page --------------------------------------------------------------------------------------------

    def _published(self) -> str | None:
        stated = [self.meta.get("html_published", ""), *self.times[:1]]
        return next((day for day in map(day_of, stated) if day), None)

    def _keep_main(self) -> None:
        """Leave out what stands around the main part, where the page marks one that holds a good share of the words."""
        draft = self.draft
        draft.close()
        marked = draft.inside
        size = sum(block.end - block.start for block in draft.blocks)
        held = sum(draft.blocks[at].end - draft.blocks[at].start for at in marked)
        first = next((block for block in draft.blocks if block.kind == "title"), None)
        if first:
            self.title = draft.whole()[first.start : first.end]
        if not marked or held < _MAIN_SHARE * size:
            return
        kept = [block for at, block in enumerate(draft.blocks) if at in marked or block.kind == "title"]
        draft.left += [
            (block.start, block.end, "what stands around the article")
            for at, block in enumerate(draft.blocks)
            if at not in marked and block.kind != "title"
        ]
        draft.left.sort()
        draft.blocks[:] = kept
