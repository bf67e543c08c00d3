"""Plain text: characters unchanged, layout read."""

from __future__ import annotations

# ruff: noqa: E501  (tables of pages and of what they give)
import os
from pathlib import Path

import pytest
from read_laws import keep_laws, rows, take

from histor.read import read_bytes, read_path

SHARED = Path(os.environ.get("HISTOR_SHARED", Path(__file__).parents[3] / "shared"))

#: What stands in the file, and the blocks that it gives.
CASES = [
    pytest.param(
        "= The harbour affair =\n\nFirst paragraph here.\n\n== Background ==\nSecond one follows.\n",
        [
            ("title", "The harbour affair"),
            ("paragraph", "First paragraph here."),
            ("heading", "Background"),
            ("paragraph", "Second one follows."),
        ],
        id="marked title and headings",
    ),
    pytest.param(
        "A headline without a stop\n\nThe army said so.\nIt was late.\n\nAftermath\n\nNobody came back to it.\n",
        [
            ("title", "A headline without a stop"),
            ("paragraph", "The army said so.\nIt was late."),
            ("heading", "Aftermath"),
            ("paragraph", "Nobody came back to it."),
        ],
        id="bare title and heading",
    ),
    pytest.param(
        "Raid on a market\n\nTAMALE, Ghana, Feb 9 (Wire) - Gunmen came.\n\n(Agency) — \"We ran,\" he said.\n\n"
        "NATO - the alliance - met.\n\nORSA — Too far down.\n",
        [
            ("title", "Raid on a market"),
            ("dateline", "TAMALE, Ghana, Feb 9 (Wire)"),
            ("paragraph", "Gunmen came."),
            ("dateline", "(Agency)"),
            ("paragraph", '"We ran," he said.'),
            ("paragraph", "NATO - the alliance - met."),
            ("paragraph", "ORSA — Too far down."),
        ],
        id="datelines",
    ),
    pytest.param(
        "# Title\n\n## Part\n\nWords are here.\n\nUnder\n-----\nMore words here.\n",
        [
            ("title", "Title"),
            ("heading", "Part"),
            ("paragraph", "Words are here."),
            ("heading", "Under"),
            ("paragraph", "More words here."),
        ],
        id="other marks of headings",
    ),
    pytest.param(
        "The text begins here.\n\n- one thing\n- another thing\n  that goes on\n* third\n1. first\n(b) second\n",
        [
            ("paragraph", "The text begins here."),
            ("item", "one thing"),
            ("item", "another thing\n  that goes on"),
            ("item", "third"),
            ("item", "first"),
            ("item", "second"),
        ],
        id="items",
    ),
    pytest.param(
        "The first line of a wrapped paragraph that goes on and on\nuntil this line, which ends it and is not much\nshorter.\n"
        "The next paragraph begins without a blank line and it is\nas long as the other one was, or even longer.\n",
        [
            (
                "paragraph",
                "The first line of a wrapped paragraph that goes on and on\nuntil this line, which ends it and is not much\nshorter.",
            ),
            (
                "paragraph",
                "The next paragraph begins without a blank line and it is\nas long as the other one was, or even longer.",
            ),
        ],
        id="hard wrapped",
    ),
    pytest.param(
        "The army " + "moved on and on " * 10 + "there.\nA second " + "line that was not wrapped " * 8 + "either.",
        [
            ("paragraph", "The army " + "moved on and on " * 10 + "there."),
            ("paragraph", "A second " + "line that was not wrapped " * 8 + "either."),
        ],
        id="one line, one paragraph",
    ),
    pytest.param(
        "Word one of all.\r\n\r\nWord two\r\nof all.\r\n",
        [("paragraph", "Word one of all."), ("paragraph", "Word two\r\nof all.")],
        id="carriage returns stay",
    ),
    pytest.param(
        "== =\n\n=====\n\nWords = words.\n", [("title", "="), ("paragraph", "Words = words.")], id="stray marks"
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_layout(text: str, expected: list[tuple[str, str]]) -> None:
    document = take(text, "text")
    assert document.text == text
    assert [row for row in rows(document) if any(map(str.isalnum, row[1]))] == [
        row for row in expected if any(map(str.isalnum, row[1]))
    ]


def test_sections_nest() -> None:
    document = take("= T =\n\nLead words.\n\n== A ==\n\nIn a.\n\n=== B ===\n\nIn b.\n\n== C ==\n\nIn c.\n", "text")
    assert [block.section for block in document.blocks if block.kind == "paragraph"] == [(), ("A",), ("A", "B"), ("C",)]
    assert [(block.level, block.section) for block in document.blocks if block.kind == "heading"] == [
        (2, ()),
        (3, ("A",)),
        (2, ()),
    ]


def test_infobox_rows_keep_key_and_place() -> None:
    text = "= T =\n\nInfobox\n- Date: 1 May 1900, ()\n- Result:\n- Place: A town, a land\n\nThe text begins.\n"
    document = take(text, "text")
    assert [(block.key, text[block.start : block.end]) for block in document.blocks if block.kind == "infobox"] == [
        ("Date", "1 May 1900, ()"),
        ("Place", "A town, a land"),
    ]


def test_infobox_value_over_lines() -> None:
    document = take("Infobox\n- Combatant1: * First army\n** Its guard\n- Result: A draw\n\nThe text begins.\n", "text")
    assert rows(document)[:3] == [("infobox", "First army"), ("infobox", "Its guard"), ("infobox", "A draw")]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("= T =\n\nInfobox\n- Source: The Post\n- Published: 14 August 2016\n\nWords.\n", "2016-08-14"),
        ("= T =\n\nInfobox\n- Date: 14 August 2016\n\nWords are here.\n", None),
        ("Headline of it\n\nPublished: August 14, 2016\n\nWords are here.\n", "2016-08-14"),
        ("Headline of it\n\nPublished 2016-08-14T10:00Z\n\nWords are here.\n", "2016-08-14"),
        ("Headline of it\n\nDate: 14th of August, 2016\n\nWords are here.\n", "2016-08-14"),
        ("Headline of it\n\nPORT CITY, 14 August 2016 (Agency) — The army said so.\n", "2016-08-14"),
        ("PORT CITY, 3 JAN 90 -- [TEXT] THE ARMY SAID SO.\n", "1990-01-03"),
        ("Headline of it\n\nPublished: 03/04/2016\n\nWords are here.\n", None),
        ("Headline of it\n\nPublished: 31 February 2016\n\nWords are here.\n", None),
        ("Headline of it\n\nOn 14 August 2016 the army said so.\n", None),
        ("Headline of it\n\nTuesday, August 16 2016, 10:22 a.m.\n\nThe army said so on Monday.\n", "2016-08-16"),
        ("The diary\n\n14 August 2016\n\nWe left home.\n\n15 August 2016\n\nWe came back.\n", None),
        ("= Headline of it =\n\nBy Jane Q. Doe | August 14, 2016\n\nThe army said so.\n", "2016-08-14"),
        ("Headline of it\n\nBy Jane Doe, 14 August 2016\n\nThe army said so.\n", "2016-08-14"),
        ("World News Service Issue Date: August 14, 2016\n\nThe army said so.\n", "2016-08-14"),
        ("Headline of it\n\nBy nightfall, 14 August 2016 was over and the army gone.\n", None),
        ("The raid\n\nDate: 13–14 August 2016\n\nWords are here.\n", None),
    ],
)
def test_day_of_publication(text: str, published: str | None) -> None:
    assert take(text, "text").source.published == published


def test_publisher_from_infobox() -> None:
    assert take("= T =\n\nInfobox\n- Source: The Post\n\nWords.\n", "text").source.publisher == "The Post"


def test_lists_of_links_are_left_out_and_told() -> None:
    text = "= T =\n\nThe army left.\n\n== See also ==\n\n- Another war\n- A third war\n\n== Notes ==\n\nThe minister said that nobody had been there.\n"
    document = take(text, "text")
    assert ("item", "Another war") not in rows(document)
    assert ("paragraph", "The minister said that nobody had been there.") in rows(document)
    (issue,) = document.issues
    assert "'See also'" in issue.message
    assert "Another war" in text[issue.start : issue.end]


def test_bom_stays_in_the_text_and_out_of_the_blocks() -> None:
    data = "\ufeff= Title =\n\nThe words are here.\n".encode()
    document = read_bytes(data, "a.txt")
    assert document.text == data.decode("utf-8")
    assert rows(document)[0] == ("title", "Title")


@pytest.mark.parametrize("path", sorted((SHARED / "data" / "articles").glob("*.txt")), ids=lambda path: path.stem)
def test_articles(path: Path) -> None:
    document = read_path(path)
    keep_laws(document, document.text)
    assert document.text == path.read_bytes().decode("utf-8")
    assert document.blocks[0].kind == "title"


def test_articles_are_there() -> None:
    if not (SHARED / "data" / "articles").is_dir():
        pytest.skip("the development articles are not on this machine")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Council denies closing the ford\nLower Fen Herald, 21 May 2031", "2031-05-21"),
        ("Council denies closing the ford\n30 May 2031", "2031-05-30"),
        ("Council denies closing the ford\nBy Ada B. Marsh\nMay 30, 2031", "2031-05-30"),
        ("Council denies closing the ford\n\nBy The Fen Desk\nMay 30, 2031", "2031-05-30"),
        ("Council denies closing the ford\nReported by Ada Marsh | 30 May 2031", "2031-05-30"),
    ],
)
def test_a_headline_and_its_imprint_need_no_blank_line(head: str, day: str) -> None:
    """Each line is read by itself, as it is where blank lines part them."""
    document = take(f"{head}\n\nThe council met on Tuesday. It denied that the ford was closed.\n", "text")
    assert (document.source.title, document.source.published) == ("Council denies closing the ford", day)
    assert not any("\n" in document.text[block.start : block.end] for block in document.blocks)


@pytest.mark.parametrize("lines", [
    "The ford was closed when the river rose\nBy nightfall the guards of the council had gone",
    "Guards closed the ford and went home on\n21 May 2031 and nobody crossed it again",
    "Guards closed the ford and went home on a\nlater day. Lower Fen Herald, 21 May 2031",
])  # fmt: skip
def test_wrapped_prose_is_no_headline(lines: str) -> None:
    """A line that goes on from the one above it is no imprint."""
    document = take(f"{lines}\n\nThe council met on Tuesday.\n", "text")
    assert document.text[document.blocks[0].start : document.blocks[0].end] == lines
    assert document.source.published is None


@pytest.mark.parametrize("line", ["Raid on Fen Bridge, 21 May 2031", "Battle of Fen Bridge, 21 May 2031"])
def test_a_heading_with_a_day_is_no_day_of_publication(line: str) -> None:
    """Small words tell of a deed, not of a paper."""
    assert take(f"The fen war\n\n{line}\n\nGuards closed the ford.\n", "text").source.published is None
