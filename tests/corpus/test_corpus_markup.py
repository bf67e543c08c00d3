"""The mark-up of the corpus: brackets to offsets and back, and every message about brackets and headers."""

from __future__ import annotations

import pytest
from corpus_help import HEAD, account, messages
from training.corpus.markup import normalise, parse, render
from training.corpus.reader import paths, read
from training.corpus.split import split_of


def test_marks_stand_on_their_words() -> None:
    """Every mark is exactly its words, nested ones too, across paragraphs."""
    body = "He [e1 shot] [a1 the [k1 dead] man] \\[sic\\].\n-- e1 ASSAULT/firearms on=a1; a1 person\n\nNext."
    read_in = account(body)
    assert read_in.text == "He shot the dead man [sic].\n\nNext."
    assert {mark.id: read_in.text[mark.start:mark.end] for mark in read_in.marked.marks} == {
        "e1": "shot", "a1": "the dead man", "k1": "dead"}


def test_lines_of_a_paragraph_stay_lines_and_facts_vanish() -> None:
    """Lists keep their line ends; a paragraph may go on below its facts as a new one."""
    assert account("* one\n* two\n-- # nothing\n\n\\-- three").text == "* one\n* two\n\n-- three"


def test_one_id_in_pieces() -> None:
    """A trigger in two words is one event."""
    (event,) = account("They [e1 called] the talks [e1 off].\n-- e1 SANCTION/discontinue").events
    assert len(event.trigger) == 2


@pytest.mark.parametrize(("body", "message"), [
    ("[a1 Ann said.", "a1: bracket not closed in its paragraph"),
    ("Ann said.]", "`]` closes nothing"),
    ("[sic] she said.", "want `[a1 words]`"),
    ("[z1 Ann] said.", "no layer has the letter `z`"),
    ("[a1 Ann ]said.\n-- a1 person", "a1: blank at the edge"),
    ("[a1 ] said.\n-- a1 person", "a1: empty mark"),
    ("[t1 Monday] and [t1 Tuesday].\n-- t1 2020-01-06", "t1: stands twice"),
    ("[a1 Ann and [a1 she]] left.\n-- a1 person", "a1: a mark inside another of the same id"),
    ("[a1 Ann] left.", "a1: no line of facts tells it"),
    ("Ann left.\n-- a1 person", "a1: facts without a mark in the text"),
    ("[a1 Ann] left.\n-- a1 person; a1 state", "a1 is told twice"),
    ("[a1 Ann] left.\n-- a1 person; ann person", "`ann` is no id"),
    ("[a1 Ann] left.\n-- a1 person side=", "stands twice or is empty"),
    ("", "no text below the header"),
])
def test_bracket_messages(body: str, message: str) -> None:
    """What is wrong with brackets and facts is told with its line."""
    assert message in messages(body)
    assert messages(body).startswith("account.txt:")


@pytest.mark.parametrize(("old", "new", "message"), [
    ("title: A probe\n", "", "`title` is missing"),
    ("title: A probe", "title: A probe\ncolour: red", "unknown key `colour`"),
    ("genre: wire", "genre: poem", "genre `poem` is none of"),
    ("century: 21", "century: twenty", "century is a number"),
    ("id: probe", "id: Probe 1", "id has small letters"),
    (f"split: {split_of('probe')}", f"split: {'dev' if split_of('probe') != 'dev' else 'test'}", "belongs to"),
    ("title: A probe", "A probe", "want `key: value`"),
    ("title: A probe", "title: A probe\ntitle: B", "`title` stands twice"),
    ("by: t", "by: t\nname: planet Mars", "name `planet` is none of"),
    ("by: t", "by: t\nname: place Erewhon", "name `Erewhon` is not in the text"),
])
def test_header_messages(old: str, new: str, message: str) -> None:
    """What is wrong with a header is told."""
    assert message in messages("Nothing happened.", HEAD.replace(old, new))


def test_names_must_be_marked_whole() -> None:
    """A declared name stands in a mark, and no mark cuts it."""
    head = HEAD + "name: man Ivo Brandt/Brandt\n"
    assert "the name `Brandt` is in no mark" in messages("[a1 Ivo Brandt] left; Brandt wept.\n-- a1 person", head)
    assert "a1: cuts the name `Ivo Brandt` in two" in messages("[a1 Ivo] Brandt left.\n-- a1 person", head)


def test_there_and_back() -> None:
    """Rendering what was read and reading it again changes nothing, for every account of the corpus."""
    for path in paths():
        first = parse(path.read_text(encoding="utf-8"), str(path))
        again = parse(render(first), str(path))
        assert (first.text, first.header, first.names) == (again.text, again.header, again.names)
        assert [(m.id, m.start, m.end) for m in first.marks] == [(m.id, m.start, m.end) for m in again.marks]
        assert list(map(str, first.facts.values())) == list(map(str, again.facts.values()))


def test_every_account_keeps_the_rules() -> None:
    """The whole corpus is good, its ids are unique and its texts are as the mark-up keeps texts."""
    accounts = [read(path) for path in paths()]
    assert len(accounts) >= 16
    assert len({item.header["id"] for item in accounts}) == len({item.text for item in accounts}) == len(accounts)
    assert all(normalise(item.text) == item.text for item in accounts)
