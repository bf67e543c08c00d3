"""Lines at the head of a text that tell of its source are no part of the account."""

from __future__ import annotations

import pytest

from histor.read import read_text

HEAD = """Title: Toll of Osk shelling climbs to 22
Publisher: St. John's Courier
Kind of source: newspaper
Country: France
Party: no
Published: 1911
"""
BODY = "The army shelled Osk on Monday. Nine people were killed."


@pytest.mark.parametrize("gap", ["\n", "Photo: our own\n\n"])
def test_a_head_tells_of_the_source_and_is_no_account(gap: str) -> None:
    """Six lines are read to the last, a year is a day of publication, and the title is the title."""
    document = read_text(HEAD + gap + BODY, name="a.txt")
    source = document.source
    assert source.title == "Toll of Osk shelling climbs to 22"
    assert (source.publisher, source.publisher_kind, source.country, source.party, source.published) == (
        "St. John's Courier", "newspaper", "FRA", "no", "1911")  # fmt: skip
    assert [document.text[b.start : b.end] for b in document.blocks] == [source.title, BODY]
    assert document.blocks[0].kind == "title"


def test_the_lines_of_markdown_are_a_head_too() -> None:
    """There the lines of a paragraph are one."""
    text = "# The War\n\nPublished: 14 May 1866\nPublisher: The Mercury\n\n" + BODY
    document = read_text(text, name="a.md", kind="markdown")
    assert (document.source.title, document.source.publisher) == ("The War", "The Mercury")
    assert document.source.published == "1866-05-14"
    assert [document.text[b.start : b.end] for b in document.blocks] == ["The War", BODY]


def test_words_behind_a_label_that_go_on_are_an_account() -> None:
    """A lone label opens a paragraph as often as it names a source."""
    for text in ("Source: the army says that Osk fell. Nine people were killed.", "Published: 3 May 1911\n" + BODY):
        blocks = read_text(text, name="a.txt").blocks
        assert len(blocks) == 1 and blocks[0].end == len(text)
