"""The front matter of a Markdown file: title, day, publisher, and infobox rows where it holds any.

The YAML is composed, not loaded: nodes keep their places in the file, and no object is built from what others wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from histor.read.dates import day_of
from histor.read.draft import LABEL, Draft
from histor.read.templates import listed
from histor.read.words import is_word, layout

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_MOST = 1 << 18
_DEEPEST = 12
_WORDS = ("text", "value", "name")


@dataclass(slots=True)
class Matter:
    """What the front matter tells of the file as a whole; ``end`` is where the account begins."""

    end: int = 0
    title: str = ""
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    others: list[str] = field(default_factory=list)
    #: What else it says of the source, by the names of :mod:`histor.read.particulars`.
    said: list[tuple[str, str]] = field(default_factory=list)
    #: A bare ``date``: of the publication, unless an infobox dates its subject and the day may be the subject's.
    dated: str | None = None


def read_matter(source: str, draft: Draft) -> Matter:
    """Lay down the title and infobox rows of a front matter and return the rest; empty where there is none."""
    opening = _FRONT.match(source)
    closing = _CLOSE.search(source, opening.end(), opening.end() + _MOST) if opening else None
    if not opening or not closing:
        return Matter()
    try:
        root = yaml.compose(source[opening.end() : closing.start()], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        draft.warn("the front matter is no valid YAML and is kept as text")
        return Matter()
    matter = Matter(end=closing.end())
    if isinstance(root, yaml.MappingNode):
        _Front(source, opening.end(), draft, matter).read(root)
    return matter


class _Front:
    def __init__(self, source: str, offset: int, draft: Draft, matter: Matter) -> None:
        self.source, self.offset, self.draft, self.matter = source, offset, draft, matter

    def read(self, root: yaml.MappingNode) -> None:
        boxes: list[yaml.Node] = []
        for key, value in root.value:
            name = str(key.value).lower() if isinstance(key, yaml.ScalarNode) else ""
            if name.startswith("infobox"):
                boxes += value.value if isinstance(value, yaml.SequenceNode) else [value]
            elif isinstance(value, yaml.ScalarNode):
                self._entry(name, value)
            else:
                self.matter.others.append(name)
        for box in boxes:
            self._box(box)
        if not any(block.key.lower() in ("date", "time", "dates") for block in self.draft.blocks):
            self.matter.published = self.matter.published or self.matter.dated
        if self.matter.others:
            names = ", ".join(self.matter.others[:12]) + (" …" if len(self.matter.others) > 12 else "")
            self.draft.warn(f"front matter: left out of the text: {names}")

    def _entry(self, name: str, node: yaml.ScalarNode) -> None:
        value = str(node.value).strip()
        matter = self.matter
        if name == "title" and value:
            matter.title = " ".join(value.split())
            self.draft.open("title", level=1)
            self._carry(node)
            self.draft.close()
        elif is_word("published_keys", name):
            matter.published = matter.published or day_of(value)
        elif is_word("maybe_published_keys", name):
            matter.dated = matter.dated or day_of(value)
        elif is_word("publisher_keys", name):
            matter.publisher = value or None
        elif name in ("url", "link", "permalink", "canonical", "source_url"):
            matter.url = value or None
        elif said := _said(name):
            matter.said.append((said, value))
        else:
            matter.others.append(name)

    def _box(self, box: yaml.Node) -> None:
        if not isinstance(box, yaml.MappingNode):
            return
        for key, value in box.value:
            if not isinstance(key, yaml.ScalarNode) or listed("unseen_rows", str(key.value).lower()):
                continue
            scalars = list(_scalars(value, 0))
            if not any(str(node.value).strip() for node in scalars):
                continue
            self.draft.open(LABEL, gap="\n")
            self._carry(key)
            self.draft.open("infobox", key=str(key.value)[:1].upper() + str(key.value)[1:].replace("_", " "), gap=": ")
            for node in scalars:
                self._carry(node)
                self.draft.line()
            self.draft.close()

    def _carry(self, node: yaml.Node) -> None:
        """Lay down a scalar's lines from their places in the file, or as they read where escapes changed them."""
        at, end = self.offset + node.start_mark.index, self.offset + node.end_mark.index
        for number, line in enumerate(str(node.value).split("\n")):
            if number:
                self.draft.line()
            found = self.source.find(line, at, end) if line else -1
            if found >= 0:
                self.draft.carry(found, found + len(line))
                at = found + len(line)
            elif line:
                self.draft.put(" ".join(line.split()))


def _said(name: str) -> str | None:
    """Return what an entry says of the source, by its name in a manifest, or None."""
    plain = name.replace("_", " ")
    return next((key for key, words in layout("said_keys").items() if plain in (key.replace("_", " "), *words)), None)


def _scalars(node: yaml.Node, depth: int) -> Iterator[yaml.ScalarNode]:
    """Yield the words of a row: itself, its items, or its text; links and the like beside a text are left alone."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif depth > _DEEPEST:
        return
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value[:1000]:
            yield from _scalars(item, depth + 1)
    elif isinstance(node, yaml.MappingNode):
        named = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
        chosen = next((named[name] for name in _WORDS if name in named), None)
        if chosen is not None:
            yield from _scalars(chosen, depth + 1)
