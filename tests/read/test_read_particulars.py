"""What is said of a source: in its own head, in a manifest, and in which forms."""

from __future__ import annotations

# ruff: noqa: E501  (tables of what comes in and of what is told)
from functools import partial
from pathlib import Path

import pytest
from containers import WORDS, jsonl, tarred, zipped

from histor.errors import DataError, UsageError
from histor.model import Particulars
from histor.read import Way, items, read_text
from histor.read.particulars import checked, lenient


@pytest.mark.parametrize(("name", "words", "made"), [
    ("country", "Iran", "IRN"), ("country", "irn", "IRN"), ("country", "Atlantis", None),
    ("country", "Republic of Albania", "ALB"), ("kind", "Wire service", "news agency"), ("kind", "ministry", "ministry"),
    ("published", "16 January 2024", "2024-01-16"), ("published", "2024-01", "2024-01"), ("published", "2024", "2024"),
    ("published", "2024-01-16T10:00:00Z", "2024-01-16"), ("published", "03/04/2016", None), ("published", "2024-13", None),
    ("party", "No", "no"), ("party", "yes", "yes"), ("party", "Iran", "Iran"), ("language", "EN-gb", "en"),
    ("language", "xx", None), ("publisher", "  The   Daily ", "The Daily"), ("version_of", "a.txt", "a.txt"),
])
def test_one_form_for_each(name: str, words: str, made: str | None) -> None:
    """The person who writes nonsense is told; the stranger's file that holds it says nothing."""
    if made is None:
        with pytest.raises(UsageError) as caught:
            checked({name: words}, "the call")
        assert name in str(caught.value) and str(caught.value).endswith(".")
        assert lenient([(name, words)]) == Particulars()
    else:
        assert list(checked({name: words}, "the call").said().values()) == [made]


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(UsageError, match=r"there is no particular 'colour' of a source\. Known are title"):
        checked({"colour": "red"}, "the call")


def test_a_text_says_it_in_its_head() -> None:
    """In plain text as in a front matter; the words stay in the text."""
    head = "The raid\n\nPublisher: The Daily\nKind of source: newspaper\nCountry: France\nParty: no\nPublished: 3 April 2031\n\n"
    source = read_text(head + WORDS).source
    told = (source.publisher, source.publisher_kind, source.country, source.party, source.published)
    assert told == ("The Daily", "newspaper", "FRA", "no", "2031-04-03")
    front = "---\ntitle: The raid\npublisher: The Daily\ncountry: France\nkind: newspaper\nparty: no\nversion_of: a.txt\n---\n"
    source = read_text(front + WORDS, kind="markdown").source
    told = (source.publisher, source.publisher_kind, source.country, source.party, source.version_of)
    assert told == ("The Daily", "newspaper", "FRA", "no", "a.txt")


def test_rows_of_an_infobox_are_of_the_conflict() -> None:
    """But for those that name the publisher."""
    box = "= The raid =\n\nInfobox\n- Country: Iran\n- Party: Freedonia\n- Kind of source: wire\n- Publisher country: France\n\n"
    source = read_text(box + WORDS).source
    assert (source.country, source.party, source.publisher_kind) == ("FRA", None, "news agency")


def test_a_later_line_is_no_head() -> None:
    text = "\n\n".join([WORDS] * 12) + "\n\nCountry: France\n"
    assert read_text(text).source.country is None


def given(folder: Path, *named: str) -> dict[str, dict[str, str]]:
    """Return what is said of every source, by its address below the folder."""
    made = items(named or [str(folder)], Way(given=Particulars(language="en")))
    return {item.address.removeprefix(f"{folder}/"): item.given.said() for item in made}


YAML = """
"*": {country: France, party: no}
reports/*.txt: {publisher: The Daily, kind: newspaper}
reports/b.txt:
  published: 3 April 2031
  country: Iran
  version_of: reports/a.txt
box.zip: {publisher: The Archive}
box.zip!/y.txt: {publisher: Somebody}
"""


def test_a_manifest(tmp_path: Path) -> None:
    """An entry further down is laid over those above; one for a container holds for all in it."""
    (tmp_path / "reports").mkdir()
    for name in ("reports/a.txt", "reports/b.txt", "c.txt"):
        (tmp_path / name).write_text(WORDS)
    (tmp_path / "box.zip").write_bytes(zipped(("x.txt", WORDS), ("y.txt", WORDS)))
    (tmp_path / "sources.yaml").write_text(YAML)
    plain = {"language": "en", "country": "FRA", "party": "no"}
    daily = {"publisher": "The Daily", "publisher_kind": "newspaper"}
    assert given(tmp_path) == {
        "reports/a.txt": plain | daily,
        "reports/b.txt": plain | daily | {"published": "2031-04-03", "country": "IRN",
                                          "version_of": f"{tmp_path}/reports/a.txt"},
        "c.txt": plain, "box.zip!/x.txt": plain | {"publisher": "The Archive"},
        "box.zip!/y.txt": plain | {"publisher": "Somebody"},
    }
    assert given(tmp_path, f"{tmp_path}/c.txt") == {"c.txt": plain}
    assert given(tmp_path, f"{tmp_path}/reports/a.txt") == {"reports/a.txt": {"language": "en"}}  # another folder's


def test_a_manifest_as_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b.jsonl").write_bytes(jsonl({"text": WORDS}))
    (tmp_path / "sources.csv").write_text('path,publisher,country\na.txt,"Radio, One",\nb.jsonl!/1,,Iran\n')
    assert given(tmp_path) == {"a.txt": {"publisher": "Radio, One", "language": "en"},
                               "b.jsonl!/1": {"country": "IRN", "language": "en"}}


PACKED = """
"?.txt": {publisher: The Daily}
b.txt: {country: Iran, version_of: a.txt}
inner.zip: {publisher: The Archive}
"""


@pytest.mark.parametrize("ending", ["zip", "tar", "tar.gz"])
@pytest.mark.parametrize("folder", ["", "papers/"])
def test_a_manifest_in_an_archive(tmp_path: Path, ending: str, folder: str) -> None:
    """It speaks of the members beside it, wherever it stands among them; what a folder's manifest says goes before."""
    members = [(f"{folder}{name}", data) for name, data in (
        ("a.txt", WORDS), ("b.txt", WORDS), ("inner.zip", zipped(("c.txt", WORDS))), ("sources.yaml", PACKED))]
    pack = zipped if ending == "zip" else partial(tarred, kind="" if ending == "tar" else "gz")
    (tmp_path / f"box.{ending}").write_bytes(pack(*members))
    (tmp_path / "sources.csv").write_text(f"path,country\nbox.{ending},France\n")
    place = f"box.{ending}!/{folder}"
    plain = {"language": "en", "country": "FRA"}
    assert given(tmp_path) == {
        f"{place}a.txt": plain | {"publisher": "The Daily"},
        f"{place}b.txt": plain | {"publisher": "The Daily", "version_of": f"{tmp_path}/{place}a.txt"},
        f"{place}inner.zip!/c.txt": plain | {"publisher": "The Archive"},
    }


@pytest.mark.parametrize(("text", "says"), [
    ("a.txt: {colour: red}", "box.zip!/sources.yaml, line 1: there is no particular 'colour'"),
    ("b.txt: {country: Iran}", "box.zip!/sources.yaml, line 1: there is no b.txt in the folder"),
    (b"\xff\xfe", "box.zip!/sources.yaml, line 1"), ("a" * 11_000_000, "larger than a manifest can be"),
])
def test_a_broken_manifest_in_an_archive_costs_no_member(tmp_path: Path, text: str | bytes, says: str) -> None:
    """An archive may come from a stranger: what is wrong is told, and the others are read."""
    (tmp_path / "box.zip").write_bytes(zipped(("a.txt", WORDS), ("sources.yaml", text)))
    fault, member = items([str(tmp_path / "box.zip")])
    assert says in fault.error and member.data == WORDS.encode() and not member.given.said()


@pytest.mark.parametrize(("name", "text", "says"), [
    ("sources.yaml", "a.txt: {colour: red}", "line 1: there is no particular 'colour'"),
    ("sources.yaml", "\n\na.txt: {country: Nowhere}", "line 3: country = 'Nowhere' is no state"),
    ("sources.yaml", "b.txt: {country: Iran}", "line 1: there is no b.txt in the folder"),
    ("sources.yaml", "a.txt: [1]", "line 1: 'a.txt' needs particulars"), ("sources.yaml", "- a.txt", "line 1: a manifest maps"),
    ("sources.yaml", "a.txt: {", "line 1"), ("sources.yml", "a.txt: {party: {a: b}}", "needs particulars"),
    ("sources.csv", "file,country\na.txt,Iran\n", "line 1: there is no column 'path'"),
    ("sources.csv", "path,country\na.txt,Iran,x\n", "line 2: more cells than columns"),
    ("sources.csv", "path,kind\na.txt,spaceship\n", "line 2: kind = 'spaceship'"),
])
def test_a_broken_manifest_stops_the_start_with_its_line(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / name).write_text(text)
    with pytest.raises(DataError) as caught:
        given(tmp_path)
    assert says in str(caught.value) and name in str(caught.value)


def test_an_empty_manifest_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "sources.yaml").write_text("# nothing yet\n")
    assert given(tmp_path) == {"a.txt": {"language": "en"}}
    (tmp_path / "sources.yaml").write_text("a.txt: {country: Iran}\n")
    assert given(tmp_path) == {"a.txt": {"language": "en", "country": "IRN"}}  # as it is now, not as it was
