"""WARC: the pages in a web archive, each a version of its address as it was on the day of its capture.

The records are taken apart by warcio. Pictures, scripts and failed requests are what a page was made of or what was
not there, and are passed over.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any, BinaryIO, cast

from histor.model import Particulars
from histor.read.archives import BROKEN, reason, unpacked
from histor.read.decode import text_encoding
from histor.read.item import INSIDE, Budget, Item

#: Content types that hold an account, and the reader of each.
FORMS = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "text/markdown": "markdown",
    "application/pdf": "pdf", "text/x-wiki": "wikitext", "message/rfc822": "email",
}  # fmt: skip
_RECORDS = ("response", "resource", "conversion")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


def warc_items(name: str, stream: BinaryIO, budget: Budget) -> Iterator[Item]:
    """Yield the pages of a web archive in its order; a broken record ends it with one sentence."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number, said = 0, io.StringIO()
    records = ArchiveIterator(unpacked(stream, budget))
    try:
        while (record := _next(records, said)) is not None:
            if record.rec_type in _RECORDS:
                number += 1
                budget.member()
                yield from _page(name, record, budget)
    except (ArchiveLoadFailed, *BROKEN, AttributeError, TypeError, LookupError) as error:
        yield Item(name, error=f"{name} is broken after {number} records ({reason(error)}): those were read; get the"
                               " rest from another copy.")  # fmt: skip
        return
    if "Content-Length" in said.getvalue():
        yield Item(name, error=f"{name} holds records that are longer or shorter than they say: what was understood was"
                               " read; get another copy.")  # fmt: skip
    elif not number:
        yield Item(name, error=f"{name} is a web archive without pages: there is nothing to read.")


def _next(records: Iterator[Any], said: io.StringIO) -> Any:
    """Return the next record, or None at the end; what the library would say on standard error is kept instead."""
    with redirect_stderr(said):
        return next(records, None)


def _page(name: str, record: Any, budget: Budget) -> Iterator[Item]:
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    captured = str(record.rec_headers.get_header("WARC-Date") or "")
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return
    told = record.http_headers or record.rec_headers
    form, charset = content_type(str(told.get_header("Content-Type") or ""))
    if form is None:
        return
    address = f"{name}{INSIDE}{url}"
    data = budget.read(cast(BinaryIO, record.content_stream()))
    if isinstance(data, str):
        yield Item(address, error=f"{address} {data}.")
        return
    given = Particulars(url=url or None, version_of=url or None, revision=captured or None)
    yield Item(address, recoded(data, form, charset), form, given, rank=captured)


def content_type(header: str) -> tuple[str | None, str]:
    """Return the form that a content type stands for (None where it is no account) and its character set."""
    charset = _CHARSET.search(header)
    return FORMS.get(header.partition(";")[0].strip().lower()), charset[1].lower() if charset else ""


def recoded(data: bytes, form: str, charset: str) -> bytes:
    """Return a text in UTF-8 where only its transport told its character set, else the bytes as they are."""
    if form in ("pdf", "email") or charset in ("", "utf-8", "utf8", "us-ascii"):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        encoding = text_encoding(charset)
        try:
            return data.decode(encoding).encode("utf-8") if encoding else data
        except UnicodeError:
            return data
    return data
