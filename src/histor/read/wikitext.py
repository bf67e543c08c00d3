"""Wikitext: the words that a wiki page shows, by a linear walk over its source.

Brackets are matched once (``marks``), then the walk goes over every character once, entering templates, links and table cells.
Notes are dropped and counted; a template that is not known shows its parts and is named in an issue.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from histor.read.cells import Table
from histor.read.dates import day_of
from histor.read.marks import Pair, match_marks
from histor.read.reading import LABEL, Draft, Original, Reading
from histor.read.templates import how, listed, table, written_date

_TOKEN = re.compile(
    r"\n[ \t]*(?:\n[ \t\n]*)?|\{\{|\[\[|\{\||<|''+|\[(?=(?:https?:)?//|mailto:)|&(?:#\w{1,8}|\w{2,31});|__[A-Z]{3,30}__|[\u00ad\u200b\u2060]+"
)
_LINE = re.compile(r"[ \t]*(?:(?P<eq>={1,6})|(?P<list>[*#:;]+)|(?P<rule>-{4,}))")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})((?:\s[^<>]{0,4000})?)/?>")
_KEYED = re.compile(r"\s*+([^={}\[\]<>|\n]{0,80}+)=")
_LANGUAGE = re.compile(r":?[a-z]{2,3}(?:-[a-z]{2,10})?:\S")
_NO_NAME = re.compile(r"[\[\]{}<>\n]")
_SPAN = re.compile(r"""(?:col|row)span\s{0,3}=\s{0,3}["']?\s{0,3}(\d{1,3})""")
_BLOCK_TAGS = {"div": "", "p": "", "center": "", "blockquote": "quote", "li": "item", "ul": "", "ol": "", "td": "", "tr": "", "th": "", "table": "", "poem": "quote"}
_HIDDEN = frozenset({"templatestyles", "includeonly", "indicator", "mapframe", "timeline", "references", "score", "imagemap"})


def read_wikitext(original: Original) -> Reading:
    """Read a page of wikitext; the map points into its source."""
    page = _Page(original.text)
    page.walk(0, len(original.text))
    return page.finish()


class _Page:
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

    def finish(self) -> Reading:
        """Hand over the reading with what was left out."""
        draft = self.draft
        draft.close()
        for name, count in sorted(self.dropped.items()):
            draft.warn(f"{name}: {count} left out of the text")
        for name, count in sorted(self.unknown.items()):
            draft.warn(f"template {name!r} is not known: its parts are kept as they stand ({count})")
        if self.marks.too_deep:
            draft.warn(f"brackets are nested deeper than any page needs: {self.marks.too_deep} pairs are kept as they stand")
        title = next((draft.whole()[block.start:block.end] for block in draft.blocks if block.kind == "title"), "")
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
            self._words(at, stop)
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
            return self._external(at, end)
        if sign[0] == "&":
            plain = unescape(sign)
            if plain == sign:
                self._words(at, hit.end())
            else:
                self._put(plain)
        elif sign[0] in "{[":
            self._words(at, hit.end())
        return hit.end()

    def _line_start(self, at: int, end: int) -> int:
        hit = _LINE.match(self.source, at, end)
        if not hit:
            return at
        if hit["eq"]:
            return self._heading(hit.start("eq"), len(hit["eq"]), end) or at
        self._boundary()
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
        self._boundary()
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
            self._words(at, hit.start() if hit else end)
            if not hit:
                return
            at = self._token(hit, end)

    # --- words and bounds ------------------------------------------------------------------------------------------

    def _words(self, start: int, end: int) -> None:
        if start < end and (self.draft.is_open or not self.source[start:end].isspace()):
            self._ready()
            self.draft.carry(start, end)

    def _put(self, words: str) -> None:
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
    def _in_value(self) -> bool:
        return self.value_key is not None or (self.table is not None and self.table.in_value)

    def _boundary(self) -> None:
        if self._in_value:
            self.draft.line()
        else:
            self.draft.close()
            self.kind = "paragraph"

    def _newline(self, lines: int) -> None:
        if lines > 1 or self.kind == "item" or self._in_value:
            self._boundary()
        else:
            self.draft.space()

    def _rule(self) -> None:
        if self._in_value and self.draft.has_words:
            self.draft.line()
            self.draft.put("---")
        self._boundary()

    # --- marks -----------------------------------------------------------------------------------------------------

    def _quotes(self, at: int, size: int) -> int:
        """Drop the marks of italic and bold; apostrophes beyond them are words."""
        spare = {2: 0, 3: 0, 4: 1, 5: 0}.get(size, size - 5)
        self._words(at, at + spare)
        return at + size

    def _external(self, at: int, end: int) -> int:
        stop = self.source.find("]", at, min(end, at + 2000))
        if stop < 0 or "\n" in self.source[at:stop]:
            self._words(at, at + 1)
            return at + 1
        gap = self.source.find(" ", at, stop)
        if gap < 0:
            self.dropped["addresses without a label"] += 1
        else:
            self.walk_inline(gap + 1, stop)
        return stop + 1

    def _tag(self, at: int, end: int) -> int:
        hit = _TAG.match(self.source, at, end)
        if not hit:
            self._words(at, at + 1)
            return at + 1
        name = hit[2].lower()
        if name == "br":
            self.draft.line()
        elif name == "hr":
            self._rule()
        elif name in _BLOCK_TAGS:
            self._boundary()
            self.kind = _BLOCK_TAGS[name] if not hit[1] and _BLOCK_TAGS[name] else "paragraph"
        return hit.end()

    def _pair(self, pair: Pair) -> None:
        if pair.kind == "{{":
            self._template(pair)
        elif pair.kind == "[[":
            self._link(pair)
        elif pair.kind == "{|":
            self._wikitable(pair)
        elif pair.kind == "ref":
            self.dropped["notes"] += 1
        elif pair.kind == "gallery":
            self._gallery(pair)
        elif pair.kind not in _HIDDEN and pair.kind != "!--":
            self._words(pair.inner, pair.close)

    def _link(self, pair: Pair) -> None:
        first = pair.bars[0] if pair.bars else pair.close
        target = self.source[pair.inner:first].strip()
        prefix = target.lstrip(":").partition(":")[0].strip().lower() if ":" in target else ""
        if prefix in table("pictures") and target[:1] != ":":
            self._picture(pair)
        elif (prefix in table("unseen_links") and target[:1] != ":") or (not pair.bars and _LANGUAGE.match(target)):
            return
        elif pair.bars:
            self.walk_inline(first + 1, pair.close)
        else:
            self._words(pair.inner + (target[:1] == ":"), pair.close)

    def _picture(self, pair: Pair) -> None:
        """Lay down a picture's caption: its last part that is no option."""
        for start, end in reversed(self._parts(pair)[1:]):
            words = self.source[start:end].strip()
            if words and not re.fullmatch(r"(?:\d*x?\d+ ?px|(?:alt|link|lang|page|class|upright|start|end)\s*=.*)", words, re.DOTALL) and (
                words.lower() not in table("picture_options")
            ):
                self._aside("caption", start, end)
                return

    def _aside(self, kind: str, start: int, end: int) -> None:
        """Lay down a part as a block of its own; what follows it begins another."""
        if self._in_value or (self.table and self.table.cell):
            self.draft.line()
            self.walk_inline(start, end)
            return
        self.draft.close()
        before, self.kind = self.kind, kind
        self.walk_inline(start, end)
        self.draft.close()
        self.kind = before

    def _gallery(self, pair: Pair) -> None:
        at = pair.inner
        for line in self.source[pair.inner:pair.close].split("\n"):
            bar = line.find("|")
            if bar >= 0:
                self._aside("caption", at + bar + 1, at + len(line))
            at += len(line) + 1

    @staticmethod
    def _parts(pair: Pair) -> list[tuple[int, int]]:
        """Return the half-open places of a pair's parts between its bars; the first is the name or target."""
        edges = [pair.inner - 1, *pair.bars, pair.close]
        return [(left + 1, right) for left, right in zip(edges, edges[1:], strict=False)]

    # --- templates -------------------------------------------------------------------------------------------------

    def _template(self, pair: Pair) -> None:
        (start, end), *rest = self._parts(pair)
        raw = re.sub(r"<!--.{0,400}?-->", "", self.source[start:end]).strip()
        name = raw.replace("_", " ").lower()
        if not name or _NO_NAME.search(name):  # the wiki shows such braces as they stand
            self._words(pair.start, pair.inner)
            self.walk_inline(pair.inner, pair.close)
            self._words(pair.close, pair.end)
            return
        manner = how(name)
        if manner == "infobox":
            self._infobox(rest)
            return
        keyed = [self._keyed(start, end) for start, end in rest]
        plain = [(start, end) for key, start, end in keyed if not key or key.isdigit()]
        named = {key.lower(): (start, end) for key, start, end in keyed if key}
        if manner in ("", "drop"):
            self._unlisted(name, manner, plain)
        else:
            getattr(self, f"_show_{manner}")(name, plain, named)

    def _keyed(self, start: int, end: int) -> tuple[str, int, int]:
        hit = _KEYED.match(self.source, start, end)
        if not hit or hit.end() in self.marks.pairs and self.source[hit.end() - 1] != "=":
            return "", start, end
        return hit[1].strip(), hit.end(), end

    def _unlisted(self, name: str, manner: str, plain: list[tuple[int, int]]) -> None:
        if manner == "drop":
            self.dropped[f"template {name.partition(' ')[0]}" if name.startswith("cite") else f"template {name}"] += 1
            return
        self.unknown[name[:60]] += 1
        self._show_words_of(plain)

    def _show_words_of(self, plain: list[tuple[int, int]]) -> None:
        for number, (start, end) in enumerate(plain):
            if number:
                self._put(" ")
            self._span(start, end)

    def _span(self, start: int, end: int) -> None:
        """Walk a part without the white space around it, which only lays out the source; lines and lists in it count."""
        words = self.source[start:end]
        start += len(words) - len(words.lstrip())
        end = max(start, end - (len(words) - len(words.rstrip())))
        if "\n" in self.source[start:end] or self.source[start:start + 1] == "*":
            self.walk(start, end)
        else:
            self.walk_inline(start, end)

    def _show_first(self, name: str, plain: list[tuple[int, int]], named: dict[str, tuple[int, int]]) -> None:
        for start, end in plain[:1]:
            self._span(start, end)

    def _show_last(self, name: str, plain: list[tuple[int, int]], named: dict[str, tuple[int, int]]) -> None:
        for start, end in plain[-1:]:
            self._span(start, end)

    def _show_list(self, name: str, plain: list[tuple[int, int]], named: dict[str, tuple[int, int]]) -> None:
        for start, end in [named["title"]] if "title" in named else []:
            self._span(start, end)
        for start, end in plain:
            self._boundary()
            if not self._in_value:
                self.kind = "item"
            self._span(start, end)
        self._boundary()

    def _show_words(self, name: str, plain: list[tuple[int, int]], named: dict[str, tuple[int, int]]) -> None:
        words = str(table("words")[name])
        self._put(" " + words if words.startswith("(") else words)

    def _show_before(self, name: str, plain: list[tuple[int, int]], named: dict[str, tuple[int, int]]) -> None:
        self._put(str(table("before")[name]))
        self._show_first(name, plain, named)

    def _show_break(self, name: str, plain: list[tuple[int, int]], named: dict[str, tuple[int, int]]) -> None:
        self.draft.line()

    def _show_rule(self, name: str, plain: list[tuple[int, int]], named: dict[str, tuple[int, int]]) -> None:
        self._rule()

    def _show_quote(self, name: str, plain: list[tuple[int, int]], named: dict[str, tuple[int, int]]) -> None:
        for part in [named.get("text") or named.get("quote"), *plain, named.get("author") or named.get("sign"), named.get("source")]:
            if part:
                self._aside("quote", *part)

    def _show_date(self, name: str, plain: list[tuple[int, int]], named: dict[str, tuple[int, int]]) -> None:
        self._put(written_date([self.source[start:end].strip() for start, end in plain]))

    def _show_measure(self, name: str, plain: list[tuple[int, int]], named: dict[str, tuple[int, int]]) -> None:
        unit = next((n for n, (start, end) in enumerate(plain) if n and self.source[start:end].strip()[:1].isalpha() and (
            self.source[start:end].strip() not in ("to", "and", "by", "x", "or"))), 1)
        self._show_words_of(plain[:unit + 1])

    def _show_published(self, name: str, plain: list[tuple[int, int]], named: dict[str, tuple[int, int]]) -> None:
        for start, end in [*plain, *([named["date"]] if "date" in named else [])]:
            self.published = self.published or day_of(self.source[start:end])
            self._aside("paragraph", start, end)

    # --- infobox and tables ----------------------------------------------------------------------------------------

    def _infobox(self, rest: list[tuple[int, int]]) -> None:
        nested = self._in_value
        outer = self.value_key
        for start, end in rest:
            key, begin, end = self._keyed(start, end)
            name = key.lower().replace("_", " ")
            if not key or not self.source[begin:end].strip() or listed("unseen_rows", name) and not listed("caption_rows", name):
                continue
            if not nested:
                self._row_label(start, key, listed("caption_rows", name))
            else:
                self.draft.line()
            self._span(begin, end)
            if not nested:
                self.draft.close()
                self.value_key = None
        self.value_key = outer
        self.kind = "paragraph"

    def _row_label(self, start: int, key: str, caption: bool) -> None:
        """Lay down a row's name and get ready for its value; the name stays alone where the value shows nothing."""
        self.draft.close()
        if caption:
            self.kind = "caption"
            return
        place = self.source.index(key, start)
        self.draft.open(LABEL, gap="\n")
        self.draft.carry(place, place + len(key))
        self.draft.close()
        self.value_key = key[:1].upper() + key[1:].replace("_", " ")

    def _wikitable(self, pair: Pair) -> None:
        self._boundary()
        before, kind = self.table, self.kind
        head = self.source.find("\n", pair.inner, pair.close)
        infobox = "infobox" in self.source[pair.inner:head if head >= 0 else pair.close]
        self.table = None if self._in_value else Table(self.draft, infobox)
        for name, start, end, wide in self._cells(pair):
            self._cell(name, start, end, wide)
        self.draft.line() if self._in_value else self.draft.close()
        self.table, self.kind = before, kind

    def _cell(self, name: str, start: int, end: int, wide: bool) -> None:
        if self.table is None:
            self.draft.line()
        elif name == "caption":
            self._aside("caption", start, end)
            return
        else:
            self.table.start(name, wide)
        if not self.source[start:end].isspace():
            self._span(start, end)
        if self.table is not None and name != "tr":
            self.table.end(name)

    def _cells(self, pair: Pair) -> list[tuple[str, int, int, bool]]:
        """Return the rows and cells of a table in order: name, content, and whether it spans several columns."""
        head = self.source.find("\n", pair.inner, pair.bars[0] if pair.bars else pair.close)
        # words before the first cell belong to no cell, but they are shown
        rows: list[list[int | str | bool]] = [["tr", head, pair.close, False, True]] if head >= 0 else []
        for bar in pair.bars:
            begin = self.source.rfind("\n", pair.start, bar)
            first = not self.source[begin + 1:bar].strip() if bar - begin < 100 else False
            sign = self.source[bar:bar + 2]
            if rows:
                rows[-1][2] = rows[-1][2] if rows[-1][3] else bar
            if first and sign in ("|-", "|+"):
                skip = self.source.find("\n", bar, pair.close) if sign == "|-" else bar + 2
                rows.append(["tr" if sign == "|-" else "caption", skip if skip >= 0 else pair.close, pair.close, False, False])
            elif first or sign in ("||", "!!"):
                header = sign[0] == "!" or (sign == "||" and not first and bool(rows) and rows[-1][0] == "th" and self._header_line(begin))
                rows.append(["th" if header else "td", bar + (1 if first else 2), pair.close, False, False])
            elif rows and not rows[-1][4] and "\n" not in self.source[int(rows[-1][1]):bar]:
                span = _SPAN.search(self.source, int(rows[-1][1]), bar)
                rows[-1][1], rows[-1][2], rows[-1][4] = bar + 1, pair.close, True
                if span and span[1] != "1" and "col" in span.group():
                    rows[-1].append(True)
        return [(str(row[0]), int(row[1]), int(row[2]), len(row) > 5) for row in rows]

    def _header_line(self, begin: int) -> bool:
        return self.source[begin + 1:begin + 60].lstrip().startswith("!")
