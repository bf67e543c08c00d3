"""Containers with bytes changed at random: every member is read or refused in a sentence, and nothing is raised."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
from containers import WORDS, atom, jsonl, mbox, message, rss, tarred, warc, zipped

from histor.errors import ReadError
from histor.read import items, read_bytes

PAGE = f"<html><body><p>{WORDS}</p></body></html>"
PAGES = warc(("http://a.example/1", "2031-04-03T00:00:00Z", PAGE), ("http://a.example/2", "2031-04-03T00:00:00Z", PAGE))
XHTML = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p></div></content>'
WHOLE = {
    "a.zip": zipped(("a.txt", WORDS * 5), ("b/c.html", PAGE), ("d.mbox", mbox(message()))),
    "a.tar": tarred(("a.txt", WORDS), ("b.md", WORDS), kind=""), "a.tgz": tarred(("a.txt", WORDS), ("b.md", WORDS)),
    "a.tar.xz": tarred(("a.txt", WORDS), kind="xz"), "a.warc.gz": PAGES, "a.warc": gzip.decompress(PAGES),
    "a.mbox": mbox(message(), message(html=PAGE)), "a.jsonl": jsonl({"text": WORDS, "date": "2031"}, {"html": PAGE}),
    "a.rss": rss(f"<title>a</title><guid>1</guid><description>{WORDS}</description>"),
    "a.atom": atom(f"<id>1</id>{XHTML}"),
    "a.eml": bytes(message(html=PAGE)),
}  # fmt: skip
_ODD = (b"\0", b"\xff" * 4, b"<", b"&", b"\n", b"From ", b"charset=punycode;")


def changed(data: bytes, dice: random.Random) -> bytes:
    """Return bytes with some of them changed, taken out, put in or said twice."""
    made = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        at = dice.randrange(len(made) or 1)
        what = dice.randrange(4)
        if what == 0 and made:
            made[at] = dice.choice((0, 255, dice.randrange(256), made[at] ^ (1 << dice.randrange(8))))
        elif what == 1:
            del made[at : at + dice.choice((1, 4, 50, 500))]
        else:
            made[at:at] = made[at : at + dice.choice((10, 200))] if what == 2 else dice.choice(_ODD)
    return bytes(made)


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_is_raised(tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Nor said by a library behind our back."""
    dice = random.Random(name)
    for _ in range(40):
        data = changed(WHOLE[name], dice)
        (tmp_path / name).write_bytes(data)
        for item in items([str(tmp_path / name)]):
            told = item.error
            if not told:
                try:
                    read_bytes(data if item.data is None else item.data, item.address, item.form)
                except ReadError as error:
                    told = str(error)
            assert not told or (told.endswith(".") and "\n" not in told)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("charset", ["punycode", "idna", "rot13", "unicode_escape", "undefined", "a\0b", "nonsense"])
def test_an_encoding_in_which_no_text_is_sent(charset: str) -> None:
    """Some of them take time quadratic in the length, some are no encodings of texts."""
    page = f"<meta charset={charset}>".encode() + b"<p>The g\xe9n\xe9ral left the town, the army said. " * 5_000
    assert "général" in read_bytes(page, "a.html").text
    mail = f"Content-Type: text/plain; charset={charset}\n\n".encode() + WORDS.encode() * 1000
    assert WORDS in read_bytes(mail, "a.eml").text
