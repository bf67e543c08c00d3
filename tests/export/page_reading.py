"""Reads a page back as a browser would, as far as tests need: elements with attributes, texts, and the tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "input", "link"}


@dataclass
class Element:
    """An element with its attributes, its children and the text directly and indirectly in it."""

    tag: str
    attributes: dict[str, str | None]
    children: list[Element] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute, or nothing."""
        return self.attributes.get(name) or ""

    def walk(self) -> list[Element]:
        """Return this element and all below it, in the order of the page."""
        return [self, *(below for child in self.children for below in child.walk())]

    def all(self, tag: str = "", looks: str = "") -> list[Element]:
        """Return all elements below of a tag and with a class."""
        return [one for one in self.walk()[1:]
                if (not tag or one.tag == tag) and (not looks or looks in one.get("class").split())]

    def text(self) -> str:
        """Return the text in it."""
        return "".join(self.parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#", {})
        self.open = [self.root]
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _ in attrs}) < len(attrs):
            self.faults.append(f"{tag} has an attribute twice")
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            self.faults.append(f"{self.open[-1].tag} is closed by {tag}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.parts.append(data)

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data[:40]}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"a declaration: {data[:40]}")


def read_page(html: str) -> Element:
    """Return the page's tree. Fails where elements are not closed in order or something else than elements stands."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.faults, reader.faults[:3]
    assert len(reader.open) == 1
    return reader.root


def skeleton(page: Element) -> list[tuple[str, tuple[str, ...]]]:
    """Return tags with the names of their attributes, in order: what no text may change."""
    return [(one.tag, tuple(sorted(one.attributes))) for one in page.walk()]
