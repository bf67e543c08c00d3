"""The index for finding: queries that cannot break it, facets by name, days, rank, a file that may not be written."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from histor.errors import UsageError
from histor.ledger import Ledger
from histor.ledger.asking import expression
from histor.ledger.finding import CLOSE, OPEN, Entry, Question


@pytest.mark.parametrize(("words", "wanted"), [
    ("", ""), ("— !", ""), ("bridge", '"bridge"'), ("bridge Tal", '"bridge" AND "Tal"'), ("Al-Adl", '"Al-Adl"'),
    ('"old town" shell*', '"old town" AND "shell"*'), ('"to end"', '"to end"'), ("a OR b c", '"a" OR "b" AND "c"'),
    ("a NOT b", '"a" NOT "b"'), ("a -b -c", '"a" NOT ("b" OR "c")'), ('a b -"c d"', '("a" AND "b") NOT "c d"'),
    ("(a OR b) c", '("a" OR "b") AND "c"'), ("and or not", '"and" AND "or" AND "not"'), ("text:a", '"text:a"'),
    ("a NEAR(b)", '"a" AND "NEAR" AND ("b")'),
])  # fmt: skip
def test_queries_are_read(words: str, wanted: str) -> None:
    """Operators in capitals, everything else as it stands."""
    assert expression(words) == wanted


@pytest.mark.parametrize(("words", "said"), [
    ("AND", "name a word before and after"), ("a OR", "name a word before"), ("NOT a", "name a word before"),
    ("-a", "name a word before"),
    ('"no end', "quotation mark"), ("(a", "needs a \\\\) after it"), ("a)", "needs a \\\\( before it"),
    ("()", "name a word"),
    ("(" * 40 + "a" + ")" * 40, "brackets inside each other"), ("a " * 300, "more than 200 words"),
])  # fmt: skip
def test_what_cannot_be_read_is_told(words: str, said: str) -> None:
    """In a sentence about the query, none of SQLite's."""
    with pytest.raises(UsageError, match=said.replace("\\\\", "\\")):
        expression(words)


ROWS = (
    Entry("incident", "i-1", "s-1", 0, 20, "Bombing of the bridge", "Jets bombed the bridge at Tal.", "1987-03-03",
          "1987-03-03", "Tal Oshtan", {"actor": frozenset({"a-oshtan"}), "status": frozenset({"reported"})}),
    Entry("incident", "i-2", "s-2", 5, 30, "Shelling of Orm", "The army shelled Orm, east of the bridge.", "1987-03",
          "1987-03", "Orm", {"actor": frozenset({"a-army"}), "status": frozenset({"claimed"})}),
    Entry("claim", "c-1", "s-1", 0, 20, "ministry asserts", "The ministry said that twelve were killed.",
          facets={"speaker": frozenset({"a-ministry"})}),
    Entry("sentence", "s-1:40", "s-1", 40, 60, "", "Nothing of note, apart from a bridge."),
)
NAMES = [("actor", "oshtan", "a-oshtan", "Oshtan"), ("actor", "oshtan", "a-army", "Oshtan"),
         ("actor", "a army", "a-army", "Army of Oshtan"), ("actor", "army of oshtan", "a-army", "Army of Oshtan"),
         ("status", "reported", "reported", "reported"), ("status", "claimed", "claimed", "claimed"),
         ("speaker", "ministry", "a-ministry", "ministry")]


CASE = Ledger.memory()
CASE.index("key", ROWS, NAMES)


@pytest.fixture
def ledger() -> Ledger:
    """A case in memory with an index of four rows."""
    made = Ledger.memory()
    made.index("key", ROWS, NAMES)
    return made


def refs(ledger: Ledger, words: str = "", **asked: object) -> list[str]:
    hits, total = ledger.search(Question(words, **asked))  # type: ignore[arg-type]
    assert total == len(hits)
    return [hit.ref for hit in hits]


def test_titles_weigh_more_and_words_are_marked(ledger: Ledger) -> None:
    """The deed that is called so comes before those that only mention it."""
    hits, total = ledger.search(Question("bridge"))
    assert hits[0].ref == "i-1" and total == 3 and hits[0].score > hits[-1].score > 0
    assert f"{OPEN}bridge{CLOSE}" in hits[0].snippet
    assert refs(ledger, "tal oshtan") == ["i-1"], "names of who and where count, though they are not shown"


def test_facets_days_and_kinds_narrow(ledger: Ledger) -> None:
    """A name stands for all that it was given for; a month meets any of its days."""
    assert refs(ledger, facets={"actor": "oshtan"}) == ["i-2", "i-1"]
    assert refs(ledger, facets={"actor": "army"}) == ["i-2"]
    assert refs(ledger, "bridge", facets={"actor": "oshtan", "status": "claimed"}) == ["i-2"]
    assert refs(ledger, start="1987-03-02", end="1987-03-04") == ["i-2", "i-1"]
    assert refs(ledger, start="1987-03-04") == ["i-2"]
    assert refs(ledger, end="1986") == []
    assert refs(ledger, "bridge", kinds=("sentence",)) == ["s-1:40"]
    assert len(ledger.search(Question(limit=2))[0]) == 2 and ledger.search(Question(limit=2))[1] == 4


@pytest.mark.parametrize("name", ["freedonia", "", "%", "osht"])
def test_an_unknown_name_is_told_with_some_that_are_known(ledger: Ledger, name: str) -> None:
    """Part of a word is no name; names are told as people read them."""
    with pytest.raises(UsageError, match=r"no actor called .* Among those it has: .*Oshtan"):
        refs(ledger, facets={"actor": name})


def test_the_nearest_names_are_told_first(ledger: Ledger) -> None:
    """And no others, where there are some; else the commonest, none of them an id."""
    for name, told in (("oshtam", "Oshtan."), ("a aarmy", "Army of Oshtan."), ("freedonia", "Oshtan, Army of Oshtan.")):
        with pytest.raises(UsageError, match=rf"it has: {told}$".replace(".$", r"\.$")):
            refs(ledger, facets={"actor": name})


@given(st.text(alphabet='ab "()*-—^:{}+\\\'ANDORNTE\x00é', max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_query_is_an_error_of_sqlite(words: str) -> None:
    """It is answered, or told to be none."""
    with suppress(UsageError):
        CASE.search(Question(words))


def test_the_index_is_made_anew_and_kept(tmp_path: Path) -> None:
    """In the file; a second one takes the first one's place."""
    path = tmp_path / "case.histor"
    with Ledger.open(path, create=True) as ledger:
        assert ledger.indexed() is None
        ledger.index("old", ROWS, NAMES)
        ledger.index("new", ROWS[:1], NAMES)
    with Ledger.open(path) as ledger:
        assert ledger.indexed() == "new" and refs(ledger) == ["i-1"]


def test_a_file_that_may_not_be_written_is_searched_too(tmp_path: Path) -> None:
    """The index then lasts as long as the connection, and hides one that is out of date."""
    path = tmp_path / "case.histor"
    with Ledger.open(path, create=True) as ledger:
        ledger.index("old", ROWS[:1], NAMES)
    with Ledger.open(path) as reader, Ledger.open(path, wait=0) as other:
        other._link.execute("BEGIN IMMEDIATE")  # another process writes
        reader._link.execute("PRAGMA busy_timeout = 0")
        reader.index("new", ROWS, NAMES)
        assert reader.indexed() == "new" and len(refs(reader)) == 4
        other._link.execute("ROLLBACK")
    with Ledger.open(path) as ledger:
        assert ledger.indexed() == "old"
