"""From an address of the network to the sources there: a page, the entries of a feed, an encyclopaedia's page.

Only what a person names is fetched: no link on a page is followed, and an entry of a feed is what the feed says of it.
A feed that is given in pages is one feed: it is read to its last page, within limits and on its own host.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import urldefrag, urljoin, urlsplit

from histor.errors import ReadError
from histor.model import Particulars
from histor.read.cache import Cache, default_folder
from histor.read.feeds import is_feed, next_page
from histor.read.fetch import Fetched, Fetcher, Manners
from histor.read.item import Item, Limits
from histor.read.items import stream_items
from histor.read.warc import content_type, recoded
from histor.read.wikipedia import wikipedia_item
from histor.settings import Settings

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/rdf+xml")
_RECORDS = ("application/x-ndjson", "application/jsonl", "application/x-jsonlines", "application/jsonlines")


def fetcher_of(settings: Settings) -> Fetcher:
    """Return the fetcher of a run: its manners, its limits, its cache."""
    allowed = frozenset(host for part in settings.allow_hosts.split(",") if (host := part.strip().lower()))
    contact = "" if settings.contact == "none" else settings.contact
    manners = Manners(settings.fetch_seconds, settings.fetch_mb * 1_000_000, contact, allowed - {"none"})
    folder = default_folder() if settings.cache in ("auto", "") else Path(settings.cache).expanduser()
    return Fetcher(manners, Cache(None if settings.cache == "none" else folder))


def web_items(name: str, fetcher: Fetcher, interface: str, limits: Limits) -> Iterator[Item]:
    """Yield the sources at an address or title; what fails is the error of one item."""
    try:
        if name.lower().startswith("wikipedia:"):
            yield wikipedia_item(name, interface, fetcher)
            return
        url = urldefrag(name).url
        fetched = fetcher.page(url)
        if _bare(fetched) in _FEEDS and is_feed(fetched.data):
            yield from _feed(url, fetched, fetcher, limits)
        else:
            yield from _page(url, fetched, limits)
    except ReadError as error:
        yield Item(name, error=str(error))


def _page(url: str, fetched: Fetched, limits: Limits) -> Iterator[Item]:
    bare = _bare(fetched)
    if bare in _RECORDS:
        yield from stream_items(url, BytesIO(fetched.data), limits, ".jsonl")
    else:
        yield _text(url, fetched, bare)


def _bare(fetched: Fetched) -> str:
    return fetched.content_type.partition(";")[0].strip().lower()


def _feed(url: str, fetched: Fetched, fetcher: Fetcher, limits: Limits) -> Iterator[Item]:
    """Yield the entries of a feed from page to page; whatever ends it before its last page is one item that says so."""
    now, left, seen = _now(), limits.members, {url, fetched.url}
    for page in range(1, limits.pages + 1):
        within = replace(limits, members=max(left, 0))
        for item in stream_items(url, BytesIO(fetched.data), within, ".rss"):
            left -= 1
            yield item if item.error else replace(item, rank=now)
        onward = next_page(fetched.data)
        if not onward:
            return
        before, url = url, urldefrag(urljoin(fetched.url, onward)).url
        fault = _astray(url, fetched.url, seen) or (f"has more than {limits.pages} pages (the setting max_pages)"
                                                    if page == limits.pages else "")  # fmt: skip
        if fault or left <= 0:
            fault = fault or f"holds more than {limits.members:,} entries (the setting max_members)"
            yield Item(url, error=f"{before} {fault}: what came before was read; name {url} to read on from there.")
            return
        seen.add(url)
        fetched = fetcher.page(url)


def _astray(url: str, at: str, seen: set[str]) -> str:
    """Return why a feed's next page is not fetched, or nothing."""
    if url in seen:
        return "leads back to a page of the feed that was read"
    if urlsplit(url)[:2] != urlsplit(at)[:2]:
        return f"goes on at another host ({urlsplit(url).netloc or 'none'})"
    return ""


def _text(url: str, fetched: Fetched, bare: str) -> Item:
    form, charset = content_type(fetched.content_type)
    if form is None and bare not in ("", "application/octet-stream"):
        raise ReadError(f"{url} is of the kind {bare}, which is no text: save what it shows as a text, and read that.")
    named = PurePosixPath(urlsplit(fetched.url).path).suffix.lower()
    if form == "text" and named in (".md", ".markdown", ".wiki", ".wikitext"):
        form = "wikitext" if named.startswith(".wiki") else "markdown"
    given = Particulars(url=fetched.url, version_of=url)
    return Item(url, recoded(fetched.data, form or "text", charset), form, given, rank=_now())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
