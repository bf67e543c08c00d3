"""Real texts of the fourth wave: messages in capitals get their small letters, names travel with the annotations."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.corpus.markup import parse
from training.corpus.split import split_of
from training.corpus.standoff import capitals, cased, pack, source_text, unpack

MESSAGE = """DEV-MUC3-0101 (NOSC)

   PORT ALMA, 3 JAN 90 -- [REPORT] [HARBOUR PRESS OFFICE]
[TEXT] THE REED FRONT [RF] SAID
IT SANK A BARGE.

   NOBODY WAS HURT.

DEV-MUC3-0102 (NOSC)

   ANOTHER ONE.
"""
MARKED = """id: alma
title: Barge
genre: wire
style: plain
conflict: invented
region: americas
century: 20
made: invented
language: en
split: {split}
by: x
pass: 1
wave: 4
source: muc4:DEV-MUC3-0101
name: group Reed Front/RF

Port Alma, 3 Jan 90 -- (Harbour Press Office) [a1 The Reed Front (RF)] [c1 said] [q1 [a1 it] [e1 sank] [o1 a barge]].
-- a1 armed; c1 asserts by=a1; e1 ASSAULT/destroy by=a1 on=o1; o1 ship

Nobody was hurt.
"""


def shared(folder: Path) -> Path:
    """A folder of data with one file of messages."""
    (folder / "data/muc4/dev").mkdir(parents=True)
    (folder / "data/muc4/dev/dev-muc3-0101-0200").write_text(MESSAGE, encoding="latin-1")
    return folder


def test_a_message_is_running_text_without_editors_tags(tmp_path: Path) -> None:
    """Lines are joined, tags such as [TEXT] gone, other square brackets round, paragraphs kept."""
    assert source_text("muc4:DEV-MUC3-0101", shared(tmp_path)) == (
        "PORT ALMA, 3 JAN 90 -- (HARBOUR PRESS OFFICE) THE REED FRONT (RF) SAID IT SANK A BARGE.\n\nNOBODY WAS HURT.")


def test_small_letters_and_names_are_kept_without_the_words(tmp_path: Path) -> None:
    """What is packed holds no sentence; over the message in capitals it gives the account as it was marked up."""
    marked = parse(MARKED.format(split=split_of("alma", later=True)))
    packed = pack(marked)
    assert "barge" not in str(packed["marks"]) + str(packed["facts"]) + str(packed["capitals"])
    account = unpack(packed, source_text(packed["header"]["source"], shared(tmp_path)))
    assert account.text == marked.text
    assert account.names == [("group", ("Reed Front", "RF"))]


def test_tokens_are_joined_as_print_has_them(tmp_path: Path) -> None:
    """A file of one token a line gives running text: marks, hyphens, quotation marks and thousands at their places."""
    words = ["The", "U.S.", "-", "led", "front", "’", "s", "envoy", ":", '"', "6", ",", "000", "(", "or", "more", ")",
             "left", ".", '"', "\n", "Nobody", "’", "s", "here", "."]
    folder = tmp_path / "treebanks/ner_re3d_open/Desk"
    folder.mkdir(parents=True)
    (folder / "1.conll").write_text("\n".join(f"{word}\tO" if word.strip() else "" for word in words))
    assert source_text("re3d:Desk/1", tmp_path) == 'The U.S.-led front’s envoy: "6,000 (or more) left." Nobody’s here.'


def test_letters_are_small_outside_of_the_spans() -> None:
    """Spans are half-open; figures and marks have no case."""
    assert cased("THE RF, 3 JAN", capitals("The RF, 3 Jan")) == "The RF, 3 Jan"


def test_a_message_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A wrong number ends in one sentence."""
    with pytest.raises(ValueError, match="no such message"):
        source_text("muc4:DEV-MUC3-0150", shared(tmp_path))


def test_later_real_texts_never_go_to_test() -> None:
    """The test split stays as it was, so that figures can be compared."""
    assert {split_of(f"r4-{i}", real=True, later=True) for i in range(300)} == {"train", "dev"}
