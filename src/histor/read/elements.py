"""One open element of an HTML page: what its words are, from its name, its attributes and what it stands in."""

from __future__ import annotations

import re

from histor.read.cells import Table
from histor.read.words import layout

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS = {
    "li": "item",
    "dd": "item",
    "dt": "item",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
}
#: Parts in a sentence: they are taken out of the text, since a block cannot be.
_INLINE = frozenset({"sup", "span", "a", "small", "i", "b"})


class Element:
    """An element on the stack; what it does not say itself it has from the element above.

    ``part`` names what is no part of the account ("navigation"), ``main`` tells the page's main part, ``kind`` the
    kind of block that words in it belong to.
    """

    __slots__ = ("hidden", "infobox", "inline", "kind", "level", "main", "name", "part", "table")

    def __init__(self, name: str, above: Element | None, marks: dict[str, str]) -> None:
        classes = marks.get("class", "").split()
        self.name = name
        self.inline = name in _INLINE
        self.infobox = any(word.startswith("infobox") for word in classes)
        self.hidden: bool = (above is not None and above.hidden) or _is_hidden(name, marks)
        self.part: str = above.part if above else ""
        if not self.part and not self.infobox:
            self.part = _part(name, marks, classes)
        self.kind: str = _KINDS.get(name) or (above.kind if above else "paragraph")
        self.level: int = above.level if above else 0
        if name in _HEADINGS:
            self.kind, self.level = "heading", _HEADINGS[name]
        self.main: bool = (above is not None and above.main) or name in ("main", "article")
        self.table: Table | None = above.table if above else None


def _is_hidden(name: str, marks: dict[str, str]) -> bool:
    return name in layout("html_hidden") or "hidden" in marks or bool(_HIDING.search(marks.get("style", "")))


def _part(name: str, marks: dict[str, str], classes: list[str]) -> str:
    named = layout("html_classes")
    by_class = next((named[word] for word in classes if word in named), "")
    return str(layout("html_elements").get(name) or layout("html_roles").get(marks.get("role", "")) or by_class)
