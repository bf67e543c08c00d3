"""RSS and Atom: each entry of a feed is a source, with its title, address, day and what text the feed gives of it.

A feed is read as a stream, so that one without an end is stopped by a limit and what came before it is kept. Entities
are refused; entries become records, so that what a feed says of an entry is part of its bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from histor.read.archives import reason
from histor.read.item import INSIDE, Budget, Item, Metered

_ENTRIES = ("item", "entry")
#: Elements of one entry: the longest articles have a few thousand.
_MOST_PARTS = 50_000
_TEXTS = ("encoded", "content", "description", "summary")
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")


def is_feed(head: bytes) -> bool:
    """Tell whether a file's first bytes are those of a feed."""
    return bool(_FEED.search(head[:4096]))


def next_page(data: bytes) -> str:
    """Return where a feed goes on (RFC 5005: its own link of the relation *next*), or nothing."""
    above: list[str] = []
    try:
        for event, node in iterparse(BytesIO(data), events=("start", "end")):
            if event == "end":
                above.pop()
                continue
            above.append(_local(node))
            own = _local(node) == "link" and not {*_ENTRIES} & {*above}
            if own and node.get("rel") == "next" and node.get("href"):
                return str(node.get("href")).strip()
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return ""  # whoever reads the entries says what is wrong with it
    return ""


def feed_items(name: str, stream: BinaryIO, budget: Budget) -> Iterator[Item]:
    """Yield the entries of a feed in its order; what is wrong with it ends it with one sentence."""
    feed: dict[str, str] = {}
    number = 0
    try:
        for entry in _entries(stream, budget, feed):
            number += 1
            budget.member()
            yield from _item(name, number, entry, feed)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        yield Item(name, error=f"{name} is broken after {number} entries ({reason(error)}): those were read; get the"
                               " rest from another copy.")  # fmt: skip
        return
    if not number:
        yield Item(name, error=f"{name} is a feed without entries: there is nothing to read.")


def _entries(stream: BinaryIO, budget: Budget, feed: dict[str, str]) -> Iterator[Element]:
    """Yield whole entries; what stands outside them is let go as soon as it ends, or a long feed would fill memory."""
    above: list[Element] = []
    entry: Element | None = None
    parts = 0
    for event, node in iterparse(Metered(stream, None, budget), events=("start", "end")):
        if event == "start":
            above.append(node)
            if entry is None and _local(node) in _ENTRIES:
                entry, parts = node, 0
            parts += 1
            if entry is not None and parts > _MOST_PARTS:
                raise ValueError(f"an entry with more than {_MOST_PARTS:,} parts")
            continue
        above.pop()
        if entry is not None and node is entry:
            entry = None
            yield node
        elif entry is not None:
            continue
        elif len(above) <= 2:
            _note(feed, _local(node), node)
        if above:
            above[-1].remove(node)


def _note(feed: dict[str, str], tag: str, node: Element) -> None:
    """Keep what the feed says of itself."""
    value = _words(node) or node.get("href", "")
    if tag in ("title", "language", "link", "id") and value and not (tag == "link" and node.get("rel") == "self"):
        feed.setdefault(tag, value)


def _item(name: str, number: int, entry: Element, feed: dict[str, str]) -> Iterator[Item]:
    record = _record(entry, feed)
    address = f"{name}{INSIDE}{number}"
    if "html" not in record:
        yield Item(address, error=f"{address} ({record.get('title', 'untitled')[:80]}) is an entry without text: read"
                                  f" the page {record.get('url', 'that it names')} itself.")  # fmt: skip
        return
    data = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    yield Item(address, data, "record")


def _record(entry: Element, feed: dict[str, str]) -> dict[str, Any]:
    found: dict[str, list[Element]] = {}
    for child in entry:
        found.setdefault(_local(child), []).append(child)

    def first(*tags: str) -> str:
        return next((words for tag in tags for node in found.get(tag, ()) if (words := _words(node))), "")

    ident = first("id", "guid") or _link(found)
    told = {
        "title": first("title"), "url": _link(found), "published": _day(first("published", "pubDate", "date", "issued"))
        or _day(first("updated", "modified")), "publisher": first("source") or feed.get("title", ""),
        "language": feed.get("language", ""), "version_of": f"entry:{ident}" if ident else "",
        "revised": _day(first("updated", "modified")), "html": max((_body(found, tag) for tag in _TEXTS), key=len),
    }  # fmt: skip
    return {key: value for key, value in told.items() if value}


def _body(found: dict[str, list[Element]], tag: str) -> str:
    """Return an entry's text as HTML: escaped text as it is, mark-up inside it written out."""
    for node in found.get(tag, ()):
        if node.get("type") in ("text", "text/plain"):
            return _escaped(_words(node))
        if len(node):
            return _markup(node)
        if (node.text or "").strip():
            return str(node.text)
    return ""


def _markup(node: Element) -> str:
    """Return the mark-up inside an element as HTML, without the name spaces that XHTML needs and HTML does not."""
    for part in node.iter():
        part.tag = _local(part)
    return tostring(node, encoding="unicode", method="html")


def _link(found: dict[str, list[Element]]) -> str:
    links = found.get("link", [])
    chosen = next((node for node in links if node.get("rel", "alternate") == "alternate"), None)
    return "" if chosen is None else (chosen.get("href") or _words(chosen))


def _day(words: str) -> str:
    """Return the day of a time as RSS (RFC 822) or Atom (RFC 3339) writes it, or nothing."""
    if re.match(r"\d{4}-\d{2}-\d{2}", words):
        return words[:10]
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _words(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]
