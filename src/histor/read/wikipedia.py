"""A page of Wikipedia by its title, through the interface that its makers offer to programs.

``wikipedia:Title``, ``wikipedia:xx:Title`` for another language, ``wikipedia:Title@REVISION`` for the page as it once
was. The text is the page's own wikitext; every revision is a version of the page.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from histor.errors import ReadError
from histor.model import Particulars
from histor.read.fetch import Fetcher
from histor.read.item import Item

_NAME = re.compile(r"wikipedia:(?:(?P<language>[a-z]{2,3}(?:-[a-z]{2,8})*|simple):(?=\S))?\s*(?P<title>[^@]*?)\s*"
                   r"(?:@(?P<revision>\d{1,19}))?\Z", re.IGNORECASE)  # fmt: skip
_ILLEGAL = re.compile(r"[\[\]{}|<>#\x00-\x1f]")


class _Page(NamedTuple):
    title: str
    revision: int
    time: str
    text: str


def wikipedia_item(name: str, interface: str, fetcher: Fetcher) -> Item:
    """Return the page that a name stands for; ``interface`` is the address, with ``{language}`` in it.

    Raises :class:`ReadError` where there is no such page or revision, and for all that the network does.
    """
    language, title, revision = _parsed(name)
    page = _page(name, title, revision, interface.replace("{language}", language), fetcher)
    whole = f"wikipedia:{language}:{page.title}"
    site = urlsplit(interface.replace("{language}", language))
    shown = f"title={quote(page.title.replace(' ', '_'))}&oldid={page.revision}"
    given = Particulars(
        title=page.title, publisher="Wikipedia", publisher_kind="encyclopaedia",
        url=f"{site.scheme}://{site.netloc}/w/index.php?{shown}",
        version_of=whole, revision=str(page.revision), revised=page.time[:10] or None,
    )  # fmt: skip
    data = page.text.encode("utf-8", "surrogatepass")
    return Item(f"{whole}@{page.revision}", data, "wikitext", given, rank=f"{page.time} {page.revision:020d}")


def _parsed(name: str) -> tuple[str, str, str]:
    found = _NAME.match(name)
    title = found["title"].replace("_", " ").strip() if found else ""
    if found is None or not (title or found["revision"]) or _ILLEGAL.search(title):
        raise ReadError(f"{name} is no title: write wikipedia:Title, wikipedia:xx:Title or wikipedia:Title@revision.")
    return (found["language"] or "en").lower(), title, found["revision"] or ""


def _page(name: str, title: str, revision: str, interface: str, fetcher: Fetcher) -> _Page:
    which = {"revids": revision} if revision else {"titles": title, "redirects": "1"}
    asked = {"action": "query", "format": "json", "formatversion": "2", "prop": "revisions", "rvslots": "main",
             "rvprop": "ids|timestamp|content", **which}  # fmt: skip
    fetched = fetcher.api(f"{interface}?{urlencode(asked)}", unchanging=bool(revision))
    try:
        answer = json.loads(fetched.data)
        if "error" in answer:
            raise ReadError(f"{name} was not given: {interface} says {answer['error'].get('info', 'no')!r}; try again.")
        page = _made(answer["query"]["pages"][0])
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        missing = f"there is no revision {revision}" if revision else "there is no such page"
        raise ReadError(f"{name} could not be had: {missing} at {interface}; check title and language.") from None
    if title and revision and _same(page.title) != _same(title):
        raise ReadError(f"{name}: revision {revision} is one of the page {page.title!r}; correct one of the two.")
    return page


def _made(row: dict[str, Any]) -> _Page:
    """Return a page from the interface's own record. Raises :class:`KeyError` where it holds no revision."""
    last = row["revisions"][0]
    text = last["slots"]["main"]["content"]
    if not isinstance(text, str):
        raise TypeError("no text")
    return _Page(str(row["title"]), int(last["revid"]), str(last.get("timestamp", "")), text)


def _same(title: str) -> str:
    """Return a title as the site compares it: spaces for low lines, the first letter in either case."""
    plain = " ".join(title.replace("_", " ").split())
    return plain[:1].upper() + plain[1:]
