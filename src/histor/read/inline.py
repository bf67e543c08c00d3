"""The words of one run of Markdown without their marks: emphasis, code, links, notes, tags and escapes.

Marks are paired in one pass over the run; those without a partner are words.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from histor.read.draft import Draft
from histor.read.words import layout

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]{0,20})((?:\s[^<>]{0,2000})?)/?>|<!--.{0,500}?-->", re.DOTALL)
_INLINE = re.compile(
    r"\\[!-/:-@\[-`{-~]|`+|\*+|(?<![^\W_])_+|_+(?![^\W_])|~~|!?\[|\]|<|&(?:#\w{1,8}|\w{2,31});"
    r"|[ \t]{0,4}(?:\r\n|\r|\n)|[\u00ad\u200b\u2060]+"
)
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]{1,2000}|[^<>\s@]{1,100}@[^<>\s]{1,200})>")
_TARGET = re.compile(r"\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)|\[[^\[\]\n]{0,200}\]")


class Inline:
    """Lays the words of runs on a draft, and counts what they leave out."""

    def __init__(self, source: str, draft: Draft) -> None:
        self.source = source
        self.draft = draft
        self.left_out: Counter[str] = Counter()
        self._hidden_tag = ""
        self._unclosed: dict[str, int] = {}
        self._block_tags = frozenset(layout("html_blocks"))

    def lay(self, at: int, end: int) -> None:
        """Lay down a run of words without its marks; every mark is looked at once."""
        pairs = Pairs(self.source, at, end)
        while at < end:
            hit = _INLINE.search(self.source, at, end)
            self._words(at, hit.start() if hit else end)
            if not hit:
                return
            at = self._mark(hit, end, pairs)

    def _words(self, start: int, end: int) -> None:
        if start < end and not self._hidden_tag:
            self.draft.carry(start, end)

    def _mark(self, hit: re.Match[str], end: int, pairs: Pairs) -> int:
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
            if plain == sign:
                self._words(at, hit.end())
            elif not self._hidden_tag:
                self.draft.put(plain)
        elif sign[-1] in "\r\n":
            if sign.startswith("  "):
                self.draft.line()
            else:
                self.draft.space()
        return hit.end()

    def _code(self, at: int, size: int, end: int, pairs: Pairs) -> int:
        close = pairs.code_close(at, size)
        if close < 0:
            self._words(at, at + size)
            return at + size
        self._words(at + size, close)
        return close + size

    def _bracket(self, sign: str, at: int, after: int, end: int, pairs: Pairs) -> int:
        if sign == "]":
            target = pairs.targets.get(at)
            if target is None:
                self._words(at, after)
                return after
            self.left_out["link addresses"] += 1
            return target
        close = pairs.links.get(after - 1)
        if close is None:
            self._words(at, after)
            return after
        if sign == "[" and self.source[after : after + 1] == "^":
            self.left_out["note marks"] += 1
            return close + 1
        if sign == "![":  # its words stand in for a picture that is not shown
            self.left_out["pictures' addresses"] += 1
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
            self._hidden_tag = "" if hit[1] or not self._closes(name, hit.end(), end) else name
        elif name in self._block_tags:
            self.draft.line()
        return hit.end()

    def _closes(self, name: str, at: int, end: int) -> bool:
        """Tell whether a tag is closed in the run; a run without a closing tag is looked through once."""
        if self._unclosed.get(name) == end:
            return False
        found = re.compile(rf"</{name}", re.IGNORECASE).search(self.source, at, end)
        if not found:
            self._unclosed[name] = end
        return found is not None


class Pairs:
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
