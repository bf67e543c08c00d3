"""The public face: three names, nothing imported before it is needed, and the room that answers a call."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import histor
from histor.case import TABLES, Case
from histor.errors import CaseError, ReadError, UsageError
from stub_hand import hire

#: Measured at 2 ms on the machine where it was written; the promise is 150 ms for a cold start.
IMPORT_SECONDS = 0.15


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False,
                          env={"PYTHONPATH": ":".join(filter(None, sys.path))})
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_import_is_quick_and_lazy() -> None:
    """The best of three, so that a busy machine does not fail it; no foreign package comes along."""
    code = ("import sys, time; before = set(sys.modules); t = time.perf_counter(); import histor;"
            "print(time.perf_counter() - t, *{m.split('.')[0] for m in set(sys.modules) - before"
            " if m.split('.')[0] not in sys.stdlib_module_names})")
    told = [_python(code).split() for _ in range(3)]
    assert min(float(line[0]) for line in told) < IMPORT_SECONDS
    assert all(set(line[1:]) <= {"histor"} for line in told)


def test_showing_a_case_waits_for_nothing_that_it_does_not_use() -> None:
    """What finds packages of others, writes files or joins deeds is imported by who does so."""
    told = _python("import sys, histor.cli.show; print(*sys.modules)").split()
    unused = {"importlib.metadata", "email.message", "tempfile", "numpy", "histor.consolidate", "histor.parse"}
    assert "histor.cli.show" in told and not unused & set(told)


@pytest.mark.parametrize("code", [
    "import histor; assert callable(histor.read) and histor.read.read_path",
    "from histor.read import read_path; import histor; assert callable(histor.read)",
    "from histor import read; assert callable(read)",
    "import histor.read as room; assert callable(room) and room.read_path",
    "from histor import Case, open_case, __version__; import histor; assert {'read', 'Case'} <= set(dir(histor))",
    "from histor import *; assert read and open_case and Case",
    "import histor.read, histor.parse, histor; assert callable(histor.read)",
])
def test_the_verb_and_the_room_have_one_name(code: str) -> None:
    """Whichever is asked for first."""
    _python(code)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As with any module."""
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        histor.write  # noqa: B018


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Return an account."""
    path = tmp_path / "story.txt"
    path.write_text("The harbour\n\nOn 2031-04-02 Freedonia attacked Sylvania. Sylvania said 12 killed lay there.")
    return path


def test_a_case_in_memory(story: Path) -> None:
    """Typed tuples, named as the export names its tables."""
    case = histor.read(story, hire=hire)
    assert isinstance(case, Case) and case.view.title == "The harbour"
    assert case.incidents[0].type == "ASSAULT" and case.casualties[0].low == 12 and len(case.claims) == 1
    for table in TABLES:
        assert getattr(case, table) == getattr(case.view, table)


def test_a_case_in_a_file_is_opened_again(story: Path, tmp_path: Path) -> None:
    """And sees what is added to it, also from elsewhere."""
    with histor.read(story, case=tmp_path / "c.histor", hire=hire) as case:
        again = histor.open_case(tmp_path / "c.histor")
        assert again.to_dict() == case.to_dict() and again.view is again.view
        other = tmp_path / "b.txt"
        other.write_text("Later\n\nSylvania attacked Freedonia at sea.")
        case.add([str(other)], hire=hire)
        assert len(again.sources) == 2 and again.view.title == "c"
        again.close()


def test_frames(story: Path) -> None:
    """One column for each field, records as dicts, empty tables with their columns."""
    pytest.importorskip("pandas")
    case = histor.read(story, hire=hire)
    incidents = case.frame("incidents")
    assert list(incidents["type"]) == ["ASSAULT"] and incidents["date"][0]["start"] == "2031-04-02"
    assert incidents["evidence"][0][0]["quote"].startswith("On 2031")
    for table in TABLES:
        frame = case.frame(table)
        assert len(frame) == len(getattr(case, table)) and len(frame.columns) > 1
    with pytest.raises(UsageError, match="no table 'x'"):
        case.frame("x")


def test_export(story: Path, tmp_path: Path) -> None:
    """The text, and the file with the same text."""
    case = histor.read(story, hire=hire)
    assert case.export(tmp_path / "c.json") == (tmp_path / "c.json").read_text() == case.export(format="json")


def test_faults_are_exceptions(tmp_path: Path) -> None:
    """The same as the commands tell."""
    with pytest.raises(UsageError):
        histor.read(hire=hire)
    with pytest.raises(ReadError, match="does not exist"):
        histor.read(tmp_path / "no.txt", hire=hire)
    with pytest.raises(CaseError):
        histor.open_case(tmp_path / "no.histor")
