"""Bytes to characters: the encoding is found, and what had to be guessed is told.

UTF-8 is tried first and strictly. A file that is UTF-8 but for a few bytes (two sources pasted into one) keeps its
UTF-8, and the odd bytes are read as Windows-1252, which is what such bytes mostly are; each is an issue with its
offset.
"""

from __future__ import annotations

import codecs
import re

from histor.errors import ReadError
from histor.model import Issue

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?\s{0,4}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]")

#: Openings of files that hold no text, and what the person may do about each.
_MAGIC = (
    (b"PK\x03\x04", "is a ZIP, Word or spreadsheet file: save it as PDF, HTML or plain text and read that"),
    (b"\xd0\xcf\x11\xe0", "is an old Word or spreadsheet file: save it as PDF, HTML or plain text and read that"),
    (b"{\\rtf", "is a rich text file: save it as PDF, HTML or plain text and read that"),
    (b"\x1f\x8b", "is compressed: unpack it and read what is in it"),
    (b"BZh", "is compressed: unpack it and read what is in it"),
    (b"\xfd7zXZ", "is compressed: unpack it and read what is in it"),
    (b"\x89PNG", "is a picture: read its text by OCR first"),
    (b"\xff\xd8\xff", "is a picture: read its text by OCR first"),
    (b"GIF8", "is a picture: read its text by OCR first"),
    (b"\x7fELF", "is a program, not a text: give a text"),
    (b"SQLite format 3\0", "is a database: if it is a case file, open it with -c"),
)
#: Encodings in which no text is sent: of host names (which take time quadratic in the length) and of program sources.
_NO_TEXTS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"})
_SAMPLE = 1 << 16
#: Issues told one by one; the rest are told as a count.
_SHOWN = 20


def decode(data: bytes, name: str) -> tuple[str, list[Issue]]:
    """Return the characters and the issues of decoding; raise :class:`ReadError` where the bytes hold no text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"{name} {what}.")
    text, issues = _decoded(data)
    _refuse_binary(text, name)
    return text, issues


def _decoded(data: bytes) -> tuple[str, list[Issue]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _replacing(data, encoding)
    wide = _wide(data)
    if wide:
        return _replacing(data, wide)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        first_bad = error.start
    declared = _DECLARED.search(data[:4096])
    if declared and text_encoding(declared[1].decode("ascii")) not in (None, "utf-8"):
        return _replacing(data, declared[1].decode("ascii"))
    if _mostly_utf8(data):
        return _patched(data)
    return _replacing(data, _guess(data, first_bad))


def _wide(data: bytes) -> str | None:
    """Return UTF-16's byte order for data without a mark: every other byte of Western text is then zero."""
    head = data[:_SAMPLE]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.5 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 * half and odd < 0.05 * half else None


def text_encoding(name: str) -> str | None:
    """Return the proper name of an encoding of texts, or None for one that is unknown or that no text is sent in."""
    try:
        b"a".decode(name)  # refuses codecs of the language that are none of texts
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return None if found in _NO_TEXTS else found


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether good UTF-8 sequences outnumber the bytes that are part of none."""
    good = stray = 0
    for found in re.finditer(rb"[\x80-\xff]+", data):
        run = found.group()
        inside = sum(len(hit.group()) for hit in _MULTIBYTE.finditer(run))
        good += len(_MULTIBYTE.findall(run))
        stray += len(run) - inside
    return good > stray


def _guess(data: bytes, first_bad: int) -> str:
    """Name a one-byte or Asian encoding for data that is not UTF-8, from the part around the first odd byte."""
    head = data[max(0, first_bad - _SAMPLE // 2) : first_bad + _SAMPLE // 2]
    high = sum(byte > 0x7F for byte in head)
    if high < 0.1 * len(head):  # accents and quotes in a Western text; a statistical guess is at its worst there
        return "cp1252"
    from charset_normalizer import from_bytes  # late: it takes 50 ms to import, and few files need it

    best = from_bytes(head).best()
    return best.encoding if best and text_encoding(best.encoding) else "cp1252"


def _replacing(data: bytes, encoding: str) -> tuple[str, list[Issue]]:
    text = data.decode(encoding, errors="replace")
    lost = [m.start() for m in re.finditer("\ufffd", text)] if "\ufffd" in text else []
    issues = _told(lost, f"a character could not be read as {encoding} and stands as \ufffd; check the source here")
    if encoding not in ("utf-16", "utf-32"):
        issues.insert(
            0,
            Issue("read", f"the file is not UTF-8 and was read as {encoding}; save it as UTF-8 if letters look wrong"),
        )
    return text, issues


def _patched(data: bytes) -> tuple[str, list[Issue]]:
    """Decode UTF-8 with its odd bytes read as Windows-1252; linear, as every piece is decoded once."""
    parts: list[str] = []
    odd: list[int] = []
    length = at = 0
    decoder = codecs.getdecoder("utf-8")
    for bad, size in _bad_runs(data):
        good = decoder(data[at:bad])[0]
        length += len(good)
        odd.append(length)
        fix = data[bad : bad + size].decode("cp1252", errors="replace")
        parts += (good, fix)
        length += len(fix)
        at = bad + size
    parts.append(decoder(data[at:])[0])
    return "".join(parts), _told(odd, "bytes here are not UTF-8 and were read as Windows-1252; check these letters")


_UTF8 = re.compile(
    rb"(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+"
)


def _bad_runs(data: bytes) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    at = 0
    for good in _UTF8.finditer(data):
        if good.start() > at:
            runs.append((at, good.start() - at))
        at = good.end()
    if at < len(data):
        runs.append((at, len(data) - at))
    return runs


def _told(places: list[int], message: str) -> list[Issue]:
    issues = [Issue("read", message, at, at + 1) for at in places[:_SHOWN]]
    if len(places) > _SHOWN:
        issues.append(
            Issue(
                "read", f"and {len(places) - _SHOWN} more places like these: {message}", places[_SHOWN], places[-1] + 1
            )
        )
    return issues


def _refuse_binary(text: str, name: str) -> None:
    """Raise where control characters tell that the bytes are no text; one odd one in a thousand is tolerated."""
    sample = text[: 1 << 20]
    odd = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    if odd > 2 and odd > 0.005 * len(sample):
        raise ReadError(
            f"{name} is not a text (it holds control characters): give a text, Markdown, HTML, wikitext or PDF file."
        )
