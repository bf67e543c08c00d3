"""Every command does what its help says, for a person and for a script."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import STORY, Run
from histor.export.laws import validate
from histor.export.tables import VIEWS


def test_read_closes_with_a_summary(run: Run, story: Path, tmp_path: Path) -> None:
    """What this run did and what the case holds; the second time the source is already there."""
    first = run("read", story, "-c", tmp_path / "case.histor")
    told = {line[:15].strip(): line[15:].strip() for line in first.out.splitlines()}
    assert first.code == 0 and first.err == ""
    assert {name: told[name] for name in ("sources read", "already there", "failed", "sentences", "incidents", "claims",
                                          "casualties", "issues")} == {
        "sources read": "1", "already there": "0", "failed": "0", "sentences": "5", "incidents": "2", "claims": "2",
        "casualties": "1", "issues": "0"}
    assert int(told["words/s"].replace(",", "")) > 0
    again = run("read", story, "-c", tmp_path / "case.histor")
    assert again.code == 0 and "already there          1" in again.out and "incidents              2" in again.out


def test_a_few_more_do_not_make_a_large_case_be_worked_out(
    run: Run, case: Path, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told so, and whoever looks next finds them in it; where nothing new is read, nothing waits."""
    monkeypatch.setattr("histor.cli.read._LARGE", 1)
    monkeypatch.setattr("histor.cli.read._SHARE", 1)
    monkeypatch.setattr("histor.case.seen.LARGE", 1)
    more = story.with_name("more.txt")
    more.write_text("Later\n\nOn 2031-05-02 Sylvania attacked Freedonia again.")
    with monkeypatch.context() as blind:
        blind.setattr("histor.case.Case.view", property(lambda self: 1 / 0))
        ran = run("read", more, "-c", case)
    assert ran.code == 0 and "incidents" not in ran.out
    assert "What its 2 sources say together is worked out when the case is next looked at." in ran.out
    assert "2031-05-02" in run("show", case, "timeline").out
    again = run("read", more, "-c", case)
    assert "incidents              3" in again.out and "next looked at" not in again.out


def test_a_folder_is_read_with_all_below_it(run: Run, story: Path, tmp_path: Path) -> None:
    """In order, and what has an unknown ending is passed over."""
    (story.parent / "more").mkdir()
    (story.parent / "more" / "b.txt").write_text("Later\n\nSylvania attacked Freedonia again and again.")
    (story.parent / "more" / "b.xyz").write_text("not this")
    ran = run("read", story.parent, "-c", tmp_path / "case.histor", "--jobs", 2)
    assert ran.code == 0 and "sources read           2" in ran.out


def test_a_failed_source_is_told_and_the_others_are_read(run: Run, story: Path, tmp_path: Path) -> None:
    """The exit code says so to a script."""
    (tmp_path / "empty.txt").touch()
    ran = run("read", tmp_path / "empty.txt", story, tmp_path / "no.txt", "-c", tmp_path / "case.histor")
    assert ran.code == 3 and "sources read           1" in ran.out and "failed                 2" in ran.out
    assert ran.err.count("\n") == 2 and "empty.txt is empty" in ran.err and "no.txt does not exist" in ran.err
    issues = json.loads(run("show", tmp_path / "case.histor", "issues", "--json").out)
    assert [issue["stage"] for issue in issues] == ["read"]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_shown_plain_and_as_json(run: Run, case: Path, view: str) -> None:
    """Plain lines have a tab between the cells and as many cells in each."""
    plain = run("show", case, view)
    assert plain.code == 0
    assert len({line.count("\t") for line in plain.out.splitlines()}) == 1
    rows = json.loads(run("show", case, view, "--json").out)
    assert len(rows) in (len(plain.out.splitlines()) - 1, 0, 1)


def test_show_filters(run: Run, case: Path) -> None:
    """By speaker, actor, time and type."""
    def labels(*options: str) -> list[str]:
        return [row["date"]["start"] for row in json.loads(run("show", case, "timeline", "--json", *options).out)]

    assert labels() == ["2031-04-02", "2031-04-05"]
    assert labels("--from", "2031-04-03") == ["2031-04-05"] and labels("--to", "2031-04-03") == ["2031-04-02"]
    assert labels("--type", "ASSAULT") == labels()
    assert labels("--actor", "Freedonia") == labels()
    assert "no type called 'aid'" in run("show", case, "timeline", "--type", "aid").err
    claims = json.loads(run("show", case, "claims", "--speaker", "Sylvania", "--json").out)
    assert [claim["speaker"] for claim in claims] == ["a-sylvania"]


def test_why_leads_to_the_sentence(run: Run, case: Path) -> None:
    """For every id that the views give, and for a field."""
    for table in ("incidents", "claims", "casualties", "actors", "sources"):
        for row in json.loads(run("show", case, table, "--json").out):
            ran = run("why", case, row["id"])
            assert ran.code == 0 and row["id"] in ran.out and "Coded with" in ran.out
    incident = json.loads(run("show", case, "incidents", "--json").out)[0]["id"]
    told = run("why", case, f"{incident}.date").out
    assert "near the old harbour" in told and "read by   stub (version 1, score 0.50): The stub reads so." in told


def test_export_is_valid_and_the_same_each_time(run: Run, case: Path, tmp_path: Path) -> None:
    """On standard output and in a file; a title may be given."""
    out = run("export", case, "--format", "json").out
    assert validate(json.loads(out)) == []
    assert run("export", case, "-o", tmp_path / "case.json").out == ""
    assert (tmp_path / "case.json").read_text(encoding="utf-8") == out
    assert json.loads(run("export", case, "--title", "Mine").out)["title"] == "Mine"
    assert json.loads(out)["title"] == "The harbour affair"


def test_two_cases_of_the_same_text_export_the_same(run: Run, case: Path, story: Path, tmp_path: Path) -> None:
    """Byte for byte, whenever and wherever they were made."""
    run("read", story, "-c", tmp_path / "other.histor")
    assert run("export", case).out == run("export", tmp_path / "other.histor").out


def test_dossier_takes_a_source_a_case_or_both(
    run: Run, case: Path, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the page looks like is tested with the page; here, what goes into it."""
    monkeypatch.setitem(__import__("histor.registry").registry.EXPORTERS, "html", "test_commands:page")
    other = tmp_path / "other.txt"
    other.write_text("Another tale\n\nFreedonia attacked Sylvania from the sea.")
    alone, together = ((story,), "The harbour affair", 1), ((case, other), "", 2)
    for sources, title, count in (alone, ((case,), "The harbour affair", 1), together, ((story, other), "", 2)):
        ran = run("dossier", *sources, "-o", tmp_path / "d.html")
        assert ran.code == 0 and f"from {count} source" in ran.out, ran
        page_title, sources_told, texts = (tmp_path / "d.html").read_text(encoding="utf-8").split("|")
        assert int(sources_told) == int(texts) == count
        assert page_title == title or len(sources) > 1
    assert not list(tmp_path.glob("*.histor-wal"))


def page(case: dict[str, list[object]], texts: dict[str, str], **_: object) -> str:
    """Stand in for the real page."""
    return f"{case['title']}|{len(case['sources'])}|{len(texts)}"


def test_dossier_of_nothing_writes_nothing(run: Run, tmp_path: Path) -> None:
    """An empty page would look like an answer."""
    ran = run("dossier", tmp_path / "no.txt", "-o", tmp_path / "d.html")
    assert ran.code == 3 and "does not exist" in ran.err and not (tmp_path / "d.html").exists()


def test_standard_input_is_read(story: Path, tmp_path: Path) -> None:
    """``-`` among the sources."""
    ran = subprocess.run(
        [sys.executable, Path(__file__).parent / "stub_cli.py", "read", "-", "-c", tmp_path / "c.histor"],
        input=STORY, capture_output=True, text=True, check=False, env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert ran.returncode == 0 and "sources read           1" in ran.stdout


def test_version_and_help(run: Run) -> None:
    """And the short form of help."""
    from histor import __version__

    assert __version__ in run("--version").out
    assert run("-h").out == run("--help").out
    for name in ("read", "show", "why", "export", "dossier", "parse"):
        assert f"  {name} " in run("--help").out
        assert run(name, "--help").code == 0


def test_a_terminal_gets_a_ruled_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With ids in one piece and brackets in quotes left as they are."""
    from histor.cli import screen
    from histor.export.tables import Table

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    screen.draw(Table("T", ("id", "what"), (("i-0123456789", "[bold] is no mark-up"),)))
    out = capsys.readouterr().out
    assert "i-0123456789" in out and "[bold] is no mark-up" in out and "─" in out


def test_the_list_of_commands_cuts_no_sentence_off(run: Run) -> None:
    """What each does stands there whole."""
    listed = run("--help").out.partition("Commands:")[2]
    assert "..." not in listed and listed.count(".") >= 17
