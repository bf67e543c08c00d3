"""HTML as a stream of tags and text, each with its place in the original.

An own scanner, not a parser library: the place of every character is needed for the map to the original, nothing may
be lost below any depth of nesting, and hostile mark-up must cost no more than its length. It builds no tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPENING = re.compile(r"<(?:!--|!\[CDATA\[|[!?]|(?P<slash>/?)(?P<name>[A-Za-z][^\s/>\"'<=]{0,60}))")
_STOP = re.compile(r"[>\"'<]")
_ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")

#: Elements whose content is no mark-up.
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})

#: Tags with unbalanced quotes that are tolerated before quotes are ignored: each costs a scan of the rest.
_PATIENCE = 30


class Piece(NamedTuple):
    """A run of the original: ``what`` is ``text``, ``start`` or ``end`` (a tag), or ``raw`` (its content)."""

    what: str
    start: int
    end: int
    name: str = ""
    #: Where a tag's attributes begin; they end one character before ``end``.
    inner: int = 0


def pieces(source: str) -> Iterator[Piece]:
    """Yield text and tags in order; comments, declarations and processing instructions are passed over."""
    return _Scanner(source).run()


def attributes(source: str, piece: Piece) -> dict[str, str]:
    """Return a tag's attributes, names in lower case; the first of two of one name counts, as in browsers."""
    found: dict[str, str] = {}
    for hit in _ATTRIBUTE.finditer(source, piece.inner, piece.end - 1):
        found.setdefault(hit[1].lower(), hit[2] or hit[3] or hit[4] or "")
    return found


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.patience = _PATIENCE
        self.unclosed: set[str] = set()

    def run(self) -> Iterator[Piece]:
        source, at, shown = self.source, 0, 0
        while hit := _OPENING.search(source, at):
            begin = hit.start()
            name = (hit["name"] or "").lower()
            end = self._tag_end(hit.end()) if name else self._skip_end(hit)
            if end < 0:  # no closing mark at all: the sign stands for itself
                at = hit.end()
                continue
            if begin > shown:
                yield Piece("text", shown, begin)
            at = shown = end
            if not name:
                if hit.group() == "<![CDATA[":
                    yield Piece("text", hit.end(), end - 3)
                continue
            raw = name in RAW and not hit["slash"] and source[end - 2] != "/"
            close = self._find_close(name, end) if raw else -1
            if raw and close < 0:  # a browser would hide all the rest of the page; we show it
                continue
            yield Piece("end" if hit["slash"] else "start", begin, end, name, hit.end())
            if raw:
                yield Piece("raw", end, close, name)
                at = shown = close
        if shown < len(source):
            yield Piece("text", shown, len(source))

    def _skip_end(self, hit: re.Match[str]) -> int:
        """Return the end of a comment, a CDATA part or a declaration, or -1."""
        closing = {"<!--": "-->", "<![CDATA[": "]]>"}.get(hit.group(), ">")
        if closing in self.unclosed:
            return -1
        # "<!-->" is a whole comment
        found = self.source.find(closing, hit.end() - (2 if closing == "-->" else 0))
        if found < 0:
            self.unclosed.add(closing)
            return -1
        return found + len(closing)

    def _tag_end(self, at: int) -> int:
        """Return the end of the tag whose name ends at ``at``; a ``>`` in quotes does not end it."""
        if ">" in self.unclosed:
            return -1
        first = self.source.find(">", at)
        if first < 0:
            self.unclosed.add(">")
            return -1
        if self.patience <= 0:
            return first + 1
        while stop := _STOP.search(self.source, at):
            sign = stop.group()
            if sign == ">":
                return stop.end()
            at = self.source.find(sign, stop.end()) + 1 if sign != "<" else 0
            if not at:
                break
        self.patience -= 1
        return first + 1

    def _find_close(self, name: str, at: int) -> int:
        if name in self.unclosed:
            return -1
        found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.source, at)
        if not found:
            self.unclosed.add(name)
            return -1
        return found.start()
