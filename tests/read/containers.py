"""Containers for tests, made in memory: archives, mail, feeds, web archives, records."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from email.message import EmailMessage

WORDS = "Freedonia attacked Sylvania at the harbour on 2 April 2031, the army said in the town."


def zipped(*members: tuple[str, bytes | str], mode: dict[str, int] | None = None) -> bytes:
    """Return a ZIP archive; ``mode`` gives a member the file mode of a link or device."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (mode or {}).get(name, 0o100644) << 16
            archive.writestr(info, data)
    return held.getvalue()


def tarred(*members: tuple[str, bytes | str], kind: str = "gz", types: dict[str, bytes] | None = None) -> bytes:
    """Return a tar archive; ``types`` makes a member a link or device."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=f"w:{kind}") as archive:  # type: ignore[call-overload]
        for name, data in members:
            info = tarfile.TarInfo(name)
            raw = data.encode() if isinstance(data, str) else data
            info.size, info.type = len(raw), (types or {}).get(name, tarfile.REGTYPE)
            info.linkname = "/etc/passwd" if name in (types or {}) else ""
            archive.addfile(info, io.BytesIO(raw) if name not in (types or {}) else None)
    return held.getvalue()


def message(text: str = WORDS, html: str | None = None, **headers: str) -> EmailMessage:
    """Return a mail message."""
    made = EmailMessage()
    told = {"From": "Foreign Ministry of Freedonia <press@mfa.example>", "Subject": "On the raid",
            "Date": "Thu, 03 Apr 2031 10:00:00 +0200"}  # fmt: skip
    for name, value in (told | headers).items():
        made[name] = value
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def mbox(*messages: EmailMessage) -> bytes:
    """Return an mbox file."""
    return b"".join(b"From someone Thu Apr  3 10:00:00 2031\n" + bytes(one) + b"\n" for one in messages)


def jsonl(*rows: object) -> bytes:
    """Return JSON Lines."""
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def rss(*items: str, head: str = "<title>The Wire</title><language>en-GB</language>") -> bytes:
    """Return a feed."""
    return (f'<?xml version="1.0"?><rss version="2.0"><channel>{head}'
            f"{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>").encode()  # fmt: skip


def atom(*entries: str) -> bytes:
    """Return a feed in the newer form."""
    return ('<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>'
            f"{''.join(f'<entry>{entry}</entry>' for entry in entries)}</feed>").encode()  # fmt: skip


def warc(*pages: tuple[str, str, str], kind: str = "text/html", status: str = "200 OK") -> bytes:
    """Return a web archive of (address, time of capture, HTML)."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    held = io.BytesIO()
    writer = WARCWriter(held, gzip=True)
    for url, moment, html in pages:
        head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(
            url, "response", payload=io.BytesIO(html.encode("latin-1")), http_headers=head,
            warc_headers_dict={"WARC-Date": moment}))  # fmt: skip
    return held.getvalue()
