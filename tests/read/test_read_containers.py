"""Everything that holds sources: each member is one source with its address, and what is wrong costs no other."""

from __future__ import annotations

# ruff: noqa: E501  (tables of what comes in and of what is told)
import gzip
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from containers import WORDS, atom, jsonl, mbox, message, rss, tarred, warc, zipped

from histor.errors import ReadError
from histor.model import Document
from histor.read import Item, Limits, Way, items, passed_over, read_bytes
from histor.read.documents import read_path

PAGE = f"<!doctype html><html><body><p>{WORDS}</p></body></html>"


def found(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> list[Item]:
    """Return the sources in a container."""
    path = folder / name
    path.write_bytes(data)
    return list(items([str(path)], Way(limits or Limits())))


def names(made: list[Item], folder: Path) -> list[str]:
    """Return the addresses below a folder; one of an error with a sign before it."""
    return [("! " if item.error else "") + item.address.removeprefix(f"{folder}/") for item in made]


def read(item: Item) -> Document:
    """Return a member's document."""
    assert not item.error, item.error
    return read_path(item.address) if item.data is None else read_bytes(item.data, item.address, item.form)


ARCHIVES = [("a.zip", zipped), *((f"a.tar.{kind}", lambda *m, kind=kind: tarred(*m, kind=kind)) for kind in ("gz", "bz2", "xz")),
            ("a.tar", lambda *m: tarred(*m, kind=""))]


@pytest.mark.parametrize(("name", "make"), ARCHIVES, ids=[row[0] for row in ARCHIVES])
def test_an_archive(tmp_path: Path, name: str, make: object) -> None:
    """Members by their endings, in the archive's order; hidden ones, folders and pictures are passed over."""
    data = make(("b/two.txt", WORDS), ("one.html", PAGE), (".git/x.txt", "no"), ("x.png", b"no"),  # type: ignore[operator]
                ("__MACOSX/b/two.txt", "no"))
    made = found(tmp_path, name, data)
    assert names(made, tmp_path) == [f"{name}!/b/two.txt", f"{name}!/one.html"]
    assert [read(item).source.kind for item in made] == ["text", "html"]
    assert all(WORDS in read(item).text for item in made)
    assert made[0].series == f"file:{tmp_path}/{name}!/b/two.txt"


HOSTILE = ["../out.txt", "a/../../out.txt", "/etc/out.txt", "C:\\out.txt", "..\\out.txt", "a\x07b.txt"]


@pytest.mark.parametrize("make", [zipped, tarred])
def test_hostile_names_are_refused_one_by_one(tmp_path: Path, make: object) -> None:
    """The good member between them is read, and nothing is written anywhere."""
    data = make(*[(name, "Evil words.") for name in HOSTILE], ("good.txt", WORDS))  # type: ignore[operator]
    made = found(tmp_path, "a.zip" if make is zipped else "a.tar.gz", data)
    assert len(made) == len(HOSTILE) + 1 and [item.error for item in made].count("") == 1
    for item in made[:-1]:
        assert "leave it out" in item.error and "\x07" not in item.error and "\n" not in item.error
    assert read(made[-1]).text == WORDS
    assert len(list(tmp_path.iterdir())) == 1


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    types = {"link.txt": tarfile.SYMTYPE, "hard.txt": tarfile.LNKTYPE, "null": tarfile.CHRTYPE, "pipe": tarfile.FIFOTYPE}
    made = found(tmp_path, "a.tgz", tarred(*((name, b"") for name in types), ("good.txt", WORDS), types=types))
    assert names(made, tmp_path) == [*(f"! a.tgz!/{name}" for name in types), "a.tgz!/good.txt"]
    assert "link to another file" in made[0].error and "device or pipe" in made[2].error
    made = found(tmp_path, "a.zip", zipped(("l.txt", "/etc/passwd"), ("p.txt", ""), mode={"l.txt": 0o120777, "p.txt": 0o10644}))
    assert "link" in made[0].error and "device" in made[1].error


def test_bombs(tmp_path: Path) -> None:
    """By ratio, by size, by total, by count, by depth; what came before is kept."""
    zeros = b"0" * 30_000_000
    small = Limits(member_bytes=20_000_000)
    made = found(tmp_path, "ratio.zip", zipped(("a.txt", WORDS), ("bomb.txt", zeros), ("b.txt", WORDS)))
    assert [bool(item.error) for item in made] == [False, True, False] and "bomb" in made[1].error
    made = found(tmp_path, "size.zip", zipped(("bomb.txt", zeros[:20_000_001])), Limits(member_bytes=20_000_000, ratio=10**6))
    assert "has more than 20 MB" in made[0].error
    made = found(tmp_path, "ratio.tgz", tarred(("a.txt", WORDS), ("bomb.txt", zeros), ("b.txt", WORDS)))
    assert names(made, tmp_path) == ["ratio.tgz!/a.txt", "! ratio.tgz"] and "max_ratio" in made[1].error
    made = found(tmp_path, "skipped.tgz", tarred(("a.txt", WORDS), ("bomb.bin", zeros), ("b.txt", WORDS)))
    assert "max_ratio" in made[-1].error  # also where nobody keeps what is unpacked
    many = zipped(*((f"{n}.txt", zeros[:9_000_000]) for n in range(5)))
    made = found(tmp_path, "total.zip", many, Limits(total_bytes=20_000_000))
    assert [bool(item.error) for item in made] == [False, False, True] and "max_unpacked" in made[-1].error
    made = found(tmp_path, "count.zip", zipped(*((f"{n}.txt", WORDS) for n in range(9))), Limits(members=4))
    assert len(made) == 5 and "more than 4 members (the setting max_members)" in made[-1].error
    assert small.members == Limits().members


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_have_no_bound(tmp_path: Path, method: int) -> None:
    """A few bytes of them unpack to gigabytes in one step, before anything can be counted."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
        archive.writestr("a.txt", WORDS)
    (item,) = items([str(tmp_path / "a.zip")])
    assert "cannot be unpacked within limits" in item.error


def test_archives_in_archives(tmp_path: Path) -> None:
    """To a depth; a member's address tells the whole way."""
    inner = zipped(("deep.txt", WORDS))
    middle = tarred(("inner.zip", inner), ("mid.txt", WORDS))
    made = found(tmp_path, "outer.zip", zipped(("middle.tar.gz", middle), ("mail.mbox", mbox(message()))))
    assert names(made, tmp_path) == [
        "outer.zip!/middle.tar.gz!/inner.zip!/deep.txt", "outer.zip!/middle.tar.gz!/mid.txt", "outer.zip!/mail.mbox!/1"]
    deeper = zipped(("outer.zip", (tmp_path / "outer.zip").read_bytes()), ("b.txt", WORDS))
    made = found(tmp_path, "whole.zip", deeper)
    assert [item.address.rpartition("!/")[2] for item in made if item.error] == ["inner.zip"]
    assert "max_depth" in next(item.error for item in made if item.error)
    assert sum(not item.error for item in made) == 3


@pytest.mark.parametrize("name", ["a.zip", "a.tgz", "a.tar.xz", "a.warc.gz", "a.jsonl.gz"])
@pytest.mark.parametrize("cut", [0, 1, 30, 0.5, 0.9])
def test_a_container_cut_off(tmp_path: Path, name: str, cut: float) -> None:
    """Whatever is left of it, the end is one sentence and nothing is raised."""
    made = {"a.zip": zipped(("a.txt", WORDS)), "a.tgz": tarred(("a.txt", WORDS)),
            "a.tar.xz": tarred(("a.txt", WORDS), kind="xz"),
            "a.warc.gz": warc(("http://a.example/", "2031-04-03T00:00:00Z", PAGE)),
            "a.jsonl.gz": gzip.compress(jsonl({"text": WORDS}))}[name]
    size = int(cut * len(made)) if isinstance(cut, float) else cut
    got = found(tmp_path, name, made[:size])
    told = got[-1].error
    if not told:
        try:
            assert read(got[-1]).text == WORDS  # all that was cut off is the packing's last mark
        except ReadError as error:
            told = str(error)
        else:
            return
    assert told.endswith(".") and "\n" not in told


def test_a_broken_member_costs_no_other(tmp_path: Path) -> None:
    data = bytearray(zipped(("a.txt", WORDS * 20), ("b.txt", WORDS)))
    data[60:70] = b"\xff" * 10
    made = found(tmp_path, "a.zip", bytes(data))
    assert names(made, tmp_path) == ["! a.zip!/a.txt", "a.zip!/b.txt"] and "is broken" in made[0].error


def test_an_empty_archive_is_told(tmp_path: Path) -> None:
    (item,) = found(tmp_path, "a.zip", zipped())
    assert "holds nothing that can be read" in item.error


def test_a_huge_table_of_contents_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    data = zipped(("a.txt", WORDS))
    at = data.rfind(b"PK\x05\x06")
    hostile = data[: at + 12] + (2_000_000_000).to_bytes(4, "little") + data[at + 16 :]
    (item,) = found(tmp_path, "a.zip", hostile)
    assert "more names than anybody reads" in item.error


def test_a_message(tmp_path: Path) -> None:
    """Plain text is preferred; subject, sender and day are what it says of itself; what is attached is told."""
    mail = message(WORDS, "<p>html</p>", Subject="=?utf-8?q?On_the_caf=C3=A9_raid?=")
    mail.add_attachment(b"PK", maintype="application", subtype="zip", filename="maps.zip")
    path = tmp_path / "statement.eml"
    path.write_bytes(bytes(mail))
    document = read_path(path)
    source = document.source
    assert document.text.strip() == WORDS and source.kind == "email"
    assert (source.title, source.publisher, source.published) == (
        "On the café raid", "Foreign Ministry of Freedonia", "2031-04-03")
    assert [issue.message for issue in document.issues] == [
        "an attachment, 'maps.zip', of the kind application/zip is not read: save it, and read it by itself"]


def test_a_message_in_html_only() -> None:
    mail = message("x")
    mail.set_content(f"<p>{WORDS}</p>", subtype="html")
    document = read_bytes(bytes(mail), "a.eml")
    assert document.text == WORDS and document.source.title == "On the raid"


@pytest.mark.parametrize("data", [
    b"Subject: x\n\n", b"Content-Type: image/png\n\nabc", b"Content-Type: text/plain; charset=nonsense\n\nThe army said so.",
    b"Content-Type: multipart/mixed; boundary=a\n\n--a\n", b"From: =?x?q?=\nDate: never\n\nThe army said so in the town.",
    b"Subject: =?utf-8?b?!!!?=\nContent-Transfer-Encoding: base64\n\n!!!!", b"\xff\xfe\xff: \xff\n\n\xff\xff\xff",
    b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3000,
])
def test_hostile_messages_are_read_or_refused(data: bytes) -> None:
    try:
        assert read_bytes(data, "a.eml").source.kind == "email"
    except ReadError as error:
        assert str(error).endswith(".") and "a.eml" in str(error)


@pytest.mark.parametrize("data", [b"Subject: x\n" + b"\n" * 1_000_001, b"multipart/mixed\n" * 200])
def test_a_message_that_would_take_minutes(data: bytes) -> None:
    with pytest.raises(ReadError, match="more lines or parts than any message"):
        read_bytes(data, "a.eml")


def test_a_mail_box(tmp_path: Path) -> None:
    """Its messages by number; a line that begins with From inside one is no new message."""
    quoted = message(f"He wrote:\n\n>From the town.\n\n{WORDS}")
    made = found(tmp_path, "a.mbox", mbox(message(), quoted, message(Subject="Third")))
    assert names(made, tmp_path) == ["a.mbox!/1", "a.mbox!/2", "a.mbox!/3"]
    assert "From the town" in read(made[1]).text and read(made[2]).source.title == "Third"
    (item,) = found(tmp_path, "b.mbox", b"no mail at all")
    assert "holds nothing" in item.error
    made = found(tmp_path, "c.mbox", mbox(message(WORDS * 400), message()), Limits(member_bytes=10_000))
    assert bool(made[0].error) and read(made[1]).text.strip() == WORDS


def test_records(tmp_path: Path) -> None:
    """The names that others use; what a record says of itself is checked, and nonsense says nothing."""
    rows = jsonl({"text": WORDS, "headline": "The raid", "source": {"name": "AFP"}, "date": "2031-04-03T10:00:00Z",
                  "country": "France", "kind": "wire", "party": False, "link": "https://a.example/1", "views": 7},
                 {"html": f"<p>{WORDS}</p>", "country": "Nowhere", "published": "soon"}, {"title": "no text"}, [1, 2])
    made = found(tmp_path, "a.jsonl", rows + b"\n{broken\n")
    assert names(made, tmp_path) == [f"a.jsonl!/{n}" for n in (1, 2, 3, 4, 6)]
    source = read(made[0]).source
    assert (source.title, source.publisher, source.published, source.country, source.publisher_kind, source.party,
            source.url) == ("The raid", "AFP", "2031-04-03", "FRA", "news agency", "no", "https://a.example/1")
    assert [issue.message for issue in read(made[0]).issues] == ["record: left out of the text: views"]
    assert read(made[1]).text == WORDS and read(made[1]).source.country is None
    for item, says in zip(made[2:], ("holds no text", "is no JSON object", "is no JSON ("), strict=True):
        with pytest.raises(ReadError) as caught:
            read(item)
        assert says in str(caught.value)


@pytest.mark.parametrize(("data", "published"), [
    (f'Title,Date,Text\nOne,2031-04-03,"{WORDS}"\n,,\nTwo,,"{WORDS}"\n', "2031-04-03"),
    (f"\ufefftitle;published;text\r\nOne;2031-04-03;{WORDS}\r\n;;\r\nTwo;;{WORDS}\r\n", "2031-04-03"),
    (f"title\ttext\nOne\t{WORDS}\n\t\nTwo\t{WORDS}\n", None)])
def test_a_table_with_an_account_a_row(tmp_path: Path, data: str, published: str | None) -> None:
    """Whatever parts its cells; a row without words is none."""
    made = found(tmp_path, "a.csv", data.encode())
    assert names(made, tmp_path) == ["a.csv!/1", "a.csv!/3"]
    first = read(made[0])
    assert (first.text, first.source.title, first.source.published) == (WORDS, "One", published)


def test_a_table_without_an_account_says_so(tmp_path: Path) -> None:
    """Its commas are not read as prose."""
    (item,) = found(tmp_path, "a.csv", b"year,killed\n2031,4\n")
    assert "has no column that holds an account" in item.error
    (item,) = found(tmp_path, "b.csv", f"text\n{WORDS}\n".encode())
    assert read(item).source.title == "b 1"


def test_tables_in_folders_are_passed_over_and_told(tmp_path: Path) -> None:
    """So is all that has another ending; hidden files and manifests are not."""
    for name in ("a.txt", "b.csv", "c.png", ".hidden.png", "sources.csv"):
        (tmp_path / name).write_text(WORDS)
    assert [Path(file).name for file in passed_over([str(tmp_path)])] == ["b.csv", "c.png"]
    assert list(passed_over([str(tmp_path / "b.csv"), "-"])) == []


def test_two_publishers_of_one_text_are_two_sources() -> None:
    one, two = (read_bytes(json.dumps({"text": WORDS, "publisher": name}).encode(), "x", "record") for name in "AB")
    assert one.id != two.id and one.text == two.text


def test_records_packed_and_too_long(tmp_path: Path) -> None:
    rows = gzip.compress(jsonl({"text": WORDS}, {"text": WORDS * 500}, {"text": WORDS}))
    made = found(tmp_path, "a.jsonl.gz", rows, Limits(member_bytes=5_000))
    assert names(made, tmp_path) == ["a.jsonl.gz!/1", "! a.jsonl.gz!/2", "a.jsonl.gz!/3"]
    made = found(tmp_path, "b.jsonl.gz", gzip.compress(b'{"text": "' + b"a" * 40_000_000 + b'"}'))
    assert made[-1].error and "max_ratio" in made[-1].error


def test_a_feed(tmp_path: Path) -> None:
    """Title, address, day; the longest of its texts; one without text is told."""
    made = found(tmp_path, "a.rss", rss(
        "<title>The raid</title><link>https://a.example/1</link><guid>g1</guid>"
        "<pubDate>Thu, 03 Apr 2031 10:00:00 GMT</pubDate><description>Short.</description>"
        f'<encoded xmlns="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>{WORDS}</p><p>More.</p>]]></encoded>',
        "<title>Only a title</title>"))
    assert names(made, tmp_path) == ["a.rss!/1", "! a.rss!/2"] and "entry without text" in made[1].error
    document = read(made[0])
    assert document.text == f"{WORDS}\n\nMore."
    source = document.source
    assert (source.title, source.publisher, source.published, source.url, source.version_of) == (
        "The raid", "The Wire", "2031-04-03", "https://a.example/1", "entry:g1")


def test_a_feed_of_the_newer_form(tmp_path: Path) -> None:
    """Mark-up inside an entry keeps its paragraphs; plain text is plain text."""
    made = found(tmp_path, "a.atom", atom(
        '<title>The raid</title><link rel="self" href="x"/><link href="https://a.example/1"/><id>e1</id>'
        "<published>2031-04-03T10:00:00Z</published><updated>2031-04-05T10:00:00Z</updated>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p><p>A &lt; B.</p></div></content>',
        f'<id>e2</id><summary type="text">{WORDS} A &lt; B</summary>'))
    one, two = (read(item) for item in made)
    assert one.text == f"{WORDS}\n\nA < B." and two.text == f"{WORDS} A < B"
    assert (one.source.published, one.source.revised, one.source.url) == (
        "2031-04-03", "2031-04-05", "https://a.example/1")


@pytest.mark.parametrize(("data", "says"), [
    (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;">]><rss><channel><item><title>&c;</title></item>'
     b"</channel></rss>", "is broken after 0 entries"),
    (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><description>&x;</description></item>'
     b"</channel></rss>", "is broken after 0 entries"),
    (rss(f"<description>{WORDS}</description>")[:-10], "is broken after 1 entries"),
    (b"<rss><channel></channel></rss>", "without entries"), (b"", "is broken after 0 entries"), (b"<rss", "is broken"),
    (b"<rss><item>" + b"<a>" * 60_000, "more than 50,000 parts"),
])
def test_hostile_feeds(tmp_path: Path, data: bytes, says: str) -> None:
    """Entities are refused; what came before a break is kept."""
    made = found(tmp_path, "a.rss", data)
    assert says in made[-1].error


def test_a_long_feed_needs_little_memory_and_ends_at_a_limit(tmp_path: Path) -> None:
    entry = f"<guid>{{}}</guid><description>{WORDS}</description>"
    made = found(tmp_path, "a.rss", rss(*(entry.format(n) for n in range(60))), Limits(members=50))
    assert len(made) == 51 and "max_members" in made[-1].error


def test_a_web_archive(tmp_path: Path) -> None:
    """Two captures of one page are versions of it; pictures and failures are passed over."""
    url = "http://a.example/page"
    made = found(tmp_path, "a.warc.gz", warc((url, "2031-04-03T00:00:00Z", PAGE), (url, "2031-04-05T00:00:00Z", PAGE + " ")))
    assert names(made, tmp_path) == [f"a.warc.gz!/{url}"] * 2
    assert [(item.given.url, item.given.version_of, item.rank, item.series) for item in made] == [
        (url, url, f"2031-04-0{day}T00:00:00Z", "") for day in (3, 5)]
    assert read(made[0]).text == WORDS
    gone = warc((url, "2031-04-03T00:00:00Z", PAGE), status="404 Not Found")
    picture = warc((url, "2031-04-03T00:00:00Z", "x"), kind="image/png")
    assert names(found(tmp_path, "b.warc.gz", gone + picture), tmp_path) == ["! b.warc.gz"]
    assert "without pages" in found(tmp_path, "c.warc", b"")[0].error


def test_a_web_archives_character_sets(tmp_path: Path) -> None:
    page = f"<html><body><p>{WORDS} The général left.</p></body></html>"
    data = warc(("http://a.example/", "2031-04-03T00:00:00Z", page), kind="text/html; charset=iso-8859-1")
    assert "général" in read(found(tmp_path, "a.warc.gz", data)[0]).text


def test_a_folder_of_containers(tmp_path: Path) -> None:
    """In the order of names; .xml is read where it is named, and passed over in a folder."""
    (tmp_path / "b.zip").write_bytes(zipped(("x.txt", WORDS)))
    (tmp_path / "a.eml").write_bytes(bytes(message()))
    (tmp_path / "c.xml").write_bytes(rss(f"<description>{WORDS}</description>"))
    assert names(list(items([str(tmp_path)])), tmp_path) == ["a.eml", "b.zip!/x.txt"]
    assert names(list(items([str(tmp_path / "c.xml")])), tmp_path) == ["c.xml!/1"]
