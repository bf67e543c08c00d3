"""Wikitext's brackets, matched in one pass: templates, links, tables, and the parts whose content is no wikitext.

The pass keeps a stack and looks at every character once, so hostile nesting costs no more than its length. Brackets
without a partner stand for themselves, as they do on a wiki page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

_TOKEN = re.compile(
    r"\{\{|\}\}|\[\[|\]\]|\{\||\|\}(?!\})|\|\||\||!!|\n[ \t]*!|<!--"
    r"|<(?P<tag>ref|references|nowiki|pre|math|chem|syntaxhighlight|source|gallery|timeline|score|templatestyles|imagemap|includeonly|indicator|mapframe)\b",
    re.IGNORECASE,
)

#: Deeper brackets are not matched: real pages nest less than twenty deep.
MAX_DEPTH = 60


@dataclass(slots=True)
class Pair:
    """Matched brackets: ``kind`` is ``{{``, ``[[``, ``{|``, or a tag's name; the content is ``[inner, close)``.

    ``bars`` holds the places of the bars (and of a table's cell marks) that belong to this pair and to none inside it.
    """

    kind: str
    start: int
    inner: int
    close: int = -1
    end: int = -1
    bars: list[int] = field(default_factory=list)

    def parts(self) -> list[tuple[int, int]]:
        """Return the half-open places of the parts between the bars; the first is the name or target."""
        edges = [self.inner - 1, *self.bars, self.close]
        return [(left + 1, right) for left, right in pairwise(edges)]


@dataclass(slots=True)
class Marks:
    """All pairs by the place where each begins, and how many were too deep to be matched."""

    pairs: dict[int, Pair] = field(default_factory=dict)
    too_deep: int = 0


class _Matcher:
    def __init__(self, source: str) -> None:
        self.source = source
        self.marks = Marks()
        self.stack: list[Pair] = []
        self.count = {"{{": 0, "[[": 0, "{|": 0}
        self.unclosed: set[str] = set()

    def run(self) -> Marks:
        at = 0
        while hit := _TOKEN.search(self.source, at):
            sign = hit.group()
            if hit["tag"]:
                at = self._region(hit.start(), hit["tag"].lower(), hit.end())
            elif sign == "<!--":
                at = self._comment(hit.start())
            else:
                at = self._bracket(sign, hit.start(), hit.end())
        return self.marks

    def _bracket(self, sign: str, at: int, end: int) -> int:
        if sign in ("{{", "[["):
            self._push(sign, at, end)
        elif sign == "{|":
            if not self._at_line_start(at):
                return at + 1
            self._push(sign, at, end)
        elif sign == "}}":
            self._pop("{{", at, end)
        elif sign == "]]":
            if self.stack and self.stack[-1].kind == "[[":
                self._pop("[[", at, end)
        elif sign == "|}":
            top = self._below_links()
            if top == "{|" and self._at_line_start(at):
                self._pop("{|", at, end)
            else:
                self._bar(at)
                return at + 1
        else:
            self._bar(end - 1 if sign[0] == "\n" else at)
            if sign == "||" and self.stack and self.stack[-1].kind == "{{":
                self._bar(at + 1)
        return end

    def _push(self, kind: str, at: int, end: int) -> None:
        self.stack.append(Pair(kind, at, end))
        self.count[kind] += 1

    def _pop(self, kind: str, at: int, end: int) -> None:
        """Close the nearest open pair of a kind; the pairs inside it that were left open stand for themselves."""
        if not self.count[kind]:
            return
        orphans: list[list[int]] = []
        while self.stack:
            pair = self.stack.pop()
            self.count[pair.kind] -= 1
            if pair.kind == kind:
                break
            orphans.append(pair.bars)
        for bars in reversed(orphans):
            pair.bars += bars
        pair.close, pair.end = at, end
        if len(self.stack) < MAX_DEPTH:
            self.marks.pairs[pair.start] = pair
        else:
            self.marks.too_deep += 1

    def _bar(self, at: int) -> None:
        if self.stack:
            self.stack[-1].bars.append(at)

    def _below_links(self) -> str:
        return next((pair.kind for pair in self.stack[:-9:-1] if pair.kind != "[["), "")

    def _at_line_start(self, at: int) -> bool:
        begin = at
        while begin and self.source[begin - 1] in " \t:*#" and at - begin < 40:
            begin -= 1
        return not begin or self.source[begin - 1] in "\n|=>"

    def _comment(self, start: int) -> int:
        close = -1 if "-->" in self.unclosed else self.source.find("-->", start + 4)
        if close < 0:
            self.unclosed.add("-->")
            return start + 4
        self.marks.pairs[start] = Pair("!--", start, start + 4, close, close + 3)
        return close + 3

    def _region(self, start: int, name: str, at: int) -> int:
        """Match an element whose content is no wikitext, or is none of the account's."""
        stop = self.source.find(">", at, at + 2000)
        if stop < 0:
            return at
        if self.source[stop - 1] == "/":
            self.marks.pairs[start] = Pair(name, start, stop + 1, stop + 1, stop + 1)
            return stop + 1
        if name in self.unclosed:
            return at
        found = re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE).search(self.source, stop)
        if not found:
            self.unclosed.add(name)
            return at
        self.marks.pairs[start] = Pair(name, start, stop + 1, found.start(), found.end())
        return found.end()


def match_marks(source: str) -> Marks:
    """Match the brackets of a page of wikitext, in time linear in its length."""
    return _Matcher(source).run()
