"""PDF: pages made paragraphs, and the failures of a file that others wrote."""

from __future__ import annotations

# ruff: noqa: E501  (tables of pages and of what they give)
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from makepdf import make_pdf
from pypdf import PdfReader
from read_laws import keep_laws, rows

from histor.errors import ReadError
from histor.model import Document
from histor.read import pages, pdf, read_bytes

PAGES = [
    ["Rights Watch, Report 7", "The harbour affair", "Published: 14 August 2016", "On 16 January the army said that it had fired at the vil-",
     "lage in the north, where a well-known commander was be-", "lieved to hide among the people of the large town there.", "It was late.",
     "The next paragraph begins here and goes on over the page", "without any end", "1"],
    ["Rights Watch, Report 7", "of its sentence, as a spokesman told us in a well-", "known speech.", "- one thing", "- another thing that was said", "2"],
    ["Rights Watch, Report 7", "Aftermath", "More (of it) was said by the ministry in the town of the north.", "3"],
]  # fmt: skip


def _read(made: list[list[str]], title: str = "") -> Document:
    return read_bytes(make_pdf(made, title), "a.pdf")


def test_paragraphs_headings_items() -> None:
    document = _read(PAGES)
    keep_laws(document)
    assert rows(document) == [
        ("title", "Rights Watch, Report 7"),
        ("heading", "The harbour affair"),
        ("paragraph", "On 16 January the army said that it had fired at the village in the north, where a well-known commander was"
                      " believed to hide among the people of the large town there. It was late."),
        ("paragraph", "The next paragraph begins here and goes on over the page without any end of its sentence, as a spokesman told us in a"
                      " well-known speech."),
        ("item", "one thing"),
        ("item", "another thing that was said"),
        ("heading", "Aftermath"),
        ("paragraph", "More (of it) was said by the ministry in the town of the north."),
    ]  # fmt: skip
    assert document.source.published == "2016-08-14"
    assert document.source.kind == "pdf"


def test_running_lines_are_told() -> None:
    told = [issue.message for issue in _read(PAGES).issues]
    assert any("'Rights Watch, Report 7', is left out of the text on 2 pages" in message for message in told)
    assert any("'1', is left out of the text on 3 pages" in message for message in told)


def test_map_points_into_the_pages() -> None:
    data = make_pdf(PAGES)
    document = read_bytes(data, "a.pdf")
    joined = "\f".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    for text, place, size in document.origin:
        assert document.text[text:text + size] == joined[place:place + size]  # fmt: skip


def test_title_from_the_file() -> None:
    words = [["the words begin in the midst of things and have no title at all.", "There is more."]]
    assert _read(words, "The report").source.title == "The report"
    assert _read(words, "Microsoft Word - draft.docx").source.title == "a"


def test_a_page_without_text_is_told() -> None:
    document = _read(
        [["The army said so on the day after it had left the town."], [], ["More words were said in the town."]]
    )
    assert any("page 2 holds no text" in issue.message for issue in document.issues)


FAILURES = [
    (b"%PDF-1.4\nrubbish", "broken PDF"),
    (make_pdf([["Words"]])[:200], "broken PDF"),
    (make_pdf([[]]), "OCR"),
    (make_pdf([]), "OCR"),
]


@pytest.mark.parametrize(("data", "says"), FAILURES)
def test_failures(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        read_bytes(data, "a.pdf")


def test_a_bomb_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream that unpacks to a thousand times its length: read or refused, but not for ever."""
    stream = zlib.compress(b"BT (x) Tj ET " * 400_000, 9)
    head = b"<< /Length %d /Filter /FlateDecode >>" % len(stream)
    made = make_pdf([["x"]])
    begin, end = made.index(b"<< /Length"), made.index(b"endstream")
    monkeypatch.setattr(pdf, "_WALL_SECONDS", 1)
    with pytest.raises(ReadError, match=r"a\.pdf takes too long|a\.pdf holds no words|a\.pdf is a PDF without text"):
        read_bytes(made[:begin] + head + b"\nstream\n" + stream + b"\n" + made[end:], "a.pdf")


def test_what_was_told_before_the_end_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child.py"
    row = '{\\"text\\": \\"The army said so in the town.\\"}'
    child.write_text(
        f'import os\nprint("{{\\"pages\\": 3, \\"title\\": \\"T\\"}}")\nprint("{row}", flush=True)\nos._exit(9)\n'
    )
    monkeypatch.setattr(pages, "__file__", str(child))
    document = read_bytes(b"%PDF-1.4\n", "a.pdf")
    assert rows(document) == [("paragraph", "The army said so in the town.")]
    assert any("stopped at page 2 of 3" in issue.message for issue in document.issues)


def test_a_child_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child.py"
    child.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(pages, "__file__", str(child))
    monkeypatch.setattr(pdf, "_WALL_SECONDS", 0.5)
    with pytest.raises(ReadError, match="takes too long"):
        read_bytes(b"%PDF-1.4\n", "a.pdf")
