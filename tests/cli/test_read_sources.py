"""What ``histor read`` takes beyond files: containers, addresses, what people say of sources, and versions of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Ran, Run
from histor.export.laws import validate
from histor.ledger import Ledger

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "read"))  # the server for tests lives with those of reading

from local_server import Server, serving  # noqa: E402

TEXT = "The raid\n\nOn 2031-04-02 Freedonia attacked Sylvania in the hills. Sylvania said {} killed were counted."


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Return a server that this run may read from."""
    with serving() as made:
        monkeypatch.setenv("HISTOR_ALLOW_HOSTS", made.host)
        monkeypatch.setenv("HISTOR_WIKIPEDIA", made.url("/api"))
        monkeypatch.setenv("HISTOR_CACHE", "none")
        monkeypatch.setenv("HISTOR_FETCH_SECONDS", "0.6")
        monkeypatch.setenv("HISTOR_FETCH_MB", "1")
        yield made


def sources(run: Run, case: Path) -> list[dict[str, object]]:
    """Return the rows of ``histor show CASE sources``."""
    rows: list[dict[str, object]] = json.loads(run("show", case, "sources", "--json").out)
    return rows


def test_options_say_what_the_text_does_not(run: Run, tmp_path: Path) -> None:
    """They are kept, exported, shown; and may be said better later without reading again."""
    path, case = tmp_path / "a.txt", tmp_path / "c.histor"
    path.write_text(TEXT.format(5))
    assert run("read", path, "-c", case, "--publisher", "Ministry of War", "--kind", "ministry", "--country", "Iran",
               "--party", "Iran", "--published", "3 April 2031").code == 0  # fmt: skip
    exported = json.loads(run("export", case).out)
    assert validate(exported) == []
    (row,) = exported["sources"]
    told = {name: row[name] for name in ("publisher", "publisher_kind", "country", "party", "published")}
    assert told == {"publisher": "Ministry of War", "publisher_kind": "ministry", "country": "IRN", "party": "Iran",
                    "published": "2031-04-03"}  # fmt: skip
    again = run("read", path, "-c", case, "--country", "France")
    assert again.code == 0 and "already there          1" in again.out
    (row,) = sources(run, case)
    assert (row["country"], row["publisher"], row["version"]) == ("FRA", "Ministry of War", 1)
    shown = run("show", case, "sources").out
    assert "Ministry of War (ministry)" in shown and "FRA" in shown


@pytest.mark.parametrize(("words", "says"), [
    (("--country", "Atlantis"), "no state"), (("--kind", "spaceship"), "no kind of publisher"),
    (("--published", "soon"), "no date"),
])  # fmt: skip
def test_options_that_mean_nothing(run: Run, story: Path, tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    """Exit 2, and no case is made."""
    ran = run("read", story, "-c", tmp_path / "c.histor", *words)
    assert ran.code == 2 and says in ran.err and not (tmp_path / "c.histor").exists()


def test_a_source_that_changed_since_it_was_read(run: Run, tmp_path: Path) -> None:
    """One clear sentence; the new text counts, the old one is kept and listed."""
    path, case = tmp_path / "a.txt", tmp_path / "c.histor"
    for number in (5, 7):
        path.write_text(TEXT.format(number))
        ran = run("read", path, "-c", case)
        assert ran.code == 0
    assert ran.err.count("\n") == 1 and "a.txt has changed since it was read on" in ran.err
    exported = json.loads(run("export", case).out)
    assert [row["low"] for row in exported["casualties"]] == [7] and validate(exported) == []
    ((older,),) = (row["versions"] for row in exported["sources"])
    rows = sources(run, case)
    assert [(row["id"], row["version"], row["counts"]) for row in rows] == [
        (exported["sources"][0]["id"], 2, True), (older["id"], 1, False)]  # fmt: skip
    assert all(len(str(row["read"])) == len("2031-04-03T10:00:00+00:00") for row in rows)
    assert "read" not in exported["sources"][0]
    assert "(The raid)" in run("show", case, "sources").out


def test_an_archive_with_hostile_members(run: Run, tmp_path: Path) -> None:
    """Exit 3; one sentence and one issue each, the good ones are read, and nothing is written beside the case."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("good.txt", "../out.txt", "/abs.txt", "also good.txt"):
            archive.writestr(name, TEXT.format(len(name)))
    ran = run("read", tmp_path / "a.zip", "-c", tmp_path / "c.histor", "--publisher", "The Archive")
    assert ran.code == 3 and ran.err.count("\n") == 2 and "sources read           2" in ran.out
    issues = json.loads(run("show", tmp_path / "c.histor", "issues", "--json").out)
    assert len(issues) == 2 and all("points outside the archive" in row["message"] for row in issues)
    assert {path.name for path in tmp_path.iterdir()} == {"a.zip", "c.histor"}
    again = run("read", tmp_path / "a.zip", "-c", tmp_path / "c.histor")
    assert "already there          2" in again.out and "failed                 2" in again.out
    assert validate(json.loads(run("export", tmp_path / "c.histor").out)) == []


def test_a_page_that_changed(run: Run, server: Server, tmp_path: Path) -> None:
    """A page is known by its address, whatever it says; the newest counts."""
    case = tmp_path / "c.histor"
    first = run("read", server.url("/noted"), "-c", case)
    assert first.code == 0 and not first.err
    server.words += " There is more."
    second = run("read", server.url("/noted"), "-c", case)
    assert second.code == 0 and "is another version of" in second.err
    assert [(row["version"], row["counts"]) for row in sources(run, case)] == [(2, True), (1, False)]


def test_a_page_behind_a_redirect_to_a_private_address(run: Run, server: Server, tmp_path: Path) -> None:
    """Exit 3, one sentence, and the other source is read."""
    (tmp_path / "a.txt").write_text(TEXT.format(5))
    ran = run("read", server.url("/to?where=http://10.0.0.1/secret"), tmp_path / "a.txt", "-c", tmp_path / "c.histor")
    assert ran.code == 3 and ran.err.count("\n") == 1 and "private network (10.0.0.1)" in ran.err
    assert "sources read           1" in ran.out


def test_wikipedia_in_one_command(run: Run, server: Server, tmp_path: Path) -> None:
    """A dossier of a page by its title; its revisions are versions, in whichever order they are read."""
    page = tmp_path / "d.html"
    ran = run("dossier", "wikipedia:Harbour affair", "-o", page)
    assert ran.code == 0 and "1 source" in ran.out and "Harbour affair" in page.read_text(encoding="utf-8")
    for number, order in enumerate((("@101", "@100"), ("@100", ""))):
        case = tmp_path / f"{number}.histor"
        for revision in order:
            assert run("read", f"wikipedia:Harbour affair{revision}", "-c", case).code == 0
        rows = sources(run, case)
        assert [(row["revision"], row["counts"]) for row in rows] == [("101", True), ("100", False)]
        (row,) = json.loads(run("export", case).out)["sources"]
        assert (row["publisher"], row["publisher_kind"], row["version_of"]) == (
            "Wikipedia", "encyclopaedia", "wikipedia:en:Harbour affair")  # fmt: skip
        assert [one["publisher"] for one in row["references"]] == ["The Wire", None]


def test_a_manifest_with_a_fault_stops_the_start(run: Run, tmp_path: Path) -> None:
    """Exit 4 with file and line, and no case is made."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT.format(5))
    (tmp_path / "in" / "sources.yaml").write_text("a.txt: {country: Atlantis}")
    ran = run("read", tmp_path / "in", "-c", tmp_path / "c.histor")
    assert ran.code == 4 and "sources.yaml, line 1" in ran.err and ran.err.count("\n") == 1
    assert not (tmp_path / "c.histor").exists()


def _child(*args: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, HERE / "stub_cli.py", *map(str, args)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "STUB_SLEEP": "0.02"},
    )  # fmt: skip


def test_two_processes_write_one_case(tmp_path: Path) -> None:
    """From its very making: each waits for the other, nothing is lost, nothing stands there twice."""
    case = tmp_path / "c.histor"
    for number in range(3):
        (tmp_path / str(number)).mkdir()
        for at in range(6):
            (tmp_path / str(number) / f"{at}.txt").write_text(TEXT.format(10 * min(number, 1) + at))
    children = [_child("read", tmp_path / str(number), "-c", case) for number in range(3)]
    ended = [Ran(child.returncode, out, err) for child in children for out, err in [child.communicate(timeout=60)]]
    assert [ran.code for ran in ended] == [0, 0, 0], ended
    with Ledger.open(case) as ledger:
        assert len(list(ledger.accounts())) == 12  # two folders hold the same texts
        assert ledger._link.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert sum(len(one.reprints) for one in ledger.standings().values()) == 6


def test_what_a_folder_holds_besides_is_told(run: Run, tmp_path: Path) -> None:
    """A few by name: an account that is passed over unseen is missed by nobody."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Freedonia attacked Sylvania.")
    for number in range(7):
        (tmp_path / "in" / f"{number}.docx").write_text("x")
    ran = run("read", tmp_path / "in", "-c", tmp_path / "c.histor")
    assert ran.code == 0 and "passed over for their endings: 0.docx, 1.docx" in ran.err and "and 2 more" in ran.err
