"""When things go wrong: one clear sentence, an exit code for scripts, no traceback, and the case intact."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Ran, Run
from histor.ledger import Ledger, opening

STUB = Path(__file__).parent / "stub_cli.py"


def _clear(ran: Ran, code: int, *words: str) -> None:
    """One sentence on standard error, the right code, and the words that say what, where and what to do."""
    assert ran.code == code, ran
    assert "Traceback" not in ran.err and ran.err.count("\n") == 1 and ran.err.rstrip().endswith((".", "?")), ran.err
    assert all(word in ran.err for word in words), ran.err


def _intact(case: Path) -> None:
    with Ledger.open(case) as ledger:
        assert len(list(ledger.accounts())) >= 1
        assert ledger._link.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _child(*args: object, **env: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, STUB, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **env},
    )


def _ran(child: subprocess.Popen[str]) -> Ran:
    out, err = child.communicate(timeout=60)
    return Ran(child.returncode, out, err)


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "rubbish.txt": (bytes(range(256)) * 64, "rubbish.txt"),
    "zeros.txt": (bytes(4096), "zeros.txt"),
    "broken.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", "broken.pdf"),
    "french.txt": (b"Le titre\n\nBonjour le monde et ses habitants.", "French"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_source_that_cannot_be_read(run: Run, case: Path, tmp_path: Path, name: str) -> None:
    """Told, noted in the case, exit 3."""
    (tmp_path / name).write_bytes(BAD[name][0])
    _clear(run("read", tmp_path / name, "-c", case), 3, str(tmp_path / name), BAD[name][1])
    _intact(case)
    assert len(json.loads(run("show", case, "issues", "--json").out)) >= 1


def test_a_missing_source(run: Run, case: Path, tmp_path: Path) -> None:
    """Told; and no case is made for it."""
    _clear(run("read", tmp_path / "no.txt", "-c", case), 3, "no.txt does not exist", "check the path")
    _clear(run("read", tmp_path / "no.txt", "-c", tmp_path / "new.histor"), 3, "no.txt does not exist")
    assert not (tmp_path / "new.histor").exists()


def test_an_empty_folder(run: Run, case: Path, tmp_path: Path) -> None:
    """Told."""
    (tmp_path / "empty").mkdir()
    _clear(run("read", tmp_path / "empty", "-c", case), 3, "empty", "folder")


def test_a_folder_to_parse(run: Run, tmp_path: Path) -> None:
    """``parse`` takes one file."""
    _clear(run("parse", tmp_path), 3, "is a folder")


def test_mixed_encodings_are_read_with_an_issue(run: Run, case: Path, tmp_path: Path) -> None:
    """Broken characters are not a reason to lose an account, and not a reason to be silent."""
    path = tmp_path / "mixed.txt"
    utf8, latin = "Title of it\n\nThe café of Freedonia. ", "Été in Sylvania attacked Freedonia."
    path.write_bytes(utf8.encode() + latin.encode("latin-1"))
    ran = run("read", path, "-c", case)
    assert ran.code == 0 and "Traceback" not in ran.err
    assert json.loads(run("show", case, "issues", "--json").out)


def test_a_locked_case(run: Run, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 6, and showing goes on working meanwhile."""
    monkeypatch.setenv("HISTOR_WAIT", "0.05")
    (tmp_path / "b.txt").write_text("Second\n\nSylvania attacked Freedonia at noon.")
    other = sqlite3.connect(case, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    _clear(run("read", tmp_path / "b.txt", "-c", case), 6, "another process is writing", str(case), "run this again")
    assert run("show", case).code == 0
    other.execute("ROLLBACK")
    other.close()
    assert run("read", tmp_path / "b.txt", "-c", case).code == 0


@pytest.mark.parametrize("words", [("show",), ("export",), ("why",), ("read",), ("dossier",)])
def test_a_case_that_is_none(run: Run, story: Path, tmp_path: Path, words: tuple[str]) -> None:
    """Foreign, newer and damaged files, in every command; none of them is touched."""
    foreign, newer, damaged = (tmp_path / f"{name}.histor" for name in ("foreign", "newer", "damaged"))
    for path in (foreign, newer, damaged):
        with Ledger.open(path, create=True):
            pass
    for path, pragma in ((foreign, "application_id = 7"), (newer, f"user_version = {opening.NEWEST + 1}")):
        link = sqlite3.connect(path)
        link.execute(f"PRAGMA {pragma}")
        link.commit()
        link.close()
    with damaged.open("r+b") as stream:
        stream.truncate(8192)
    for path, told in ((foreign, "another program"), (newer, "newer histor"), (damaged, "damaged")):
        before = path.read_bytes()
        args = {"read": ("read", story, "-c", path), "why": ("why", path, "i-1"),
                "dossier": ("dossier", path, "-o", tmp_path / "d.html")}.get(words[0], (words[0], path))
        _clear(run(*args), 5, str(path), told)
        assert path.read_bytes() == before


def test_a_missing_case(run: Run, tmp_path: Path) -> None:
    """Exit 5, and how to make one."""
    _clear(run("show", tmp_path / "no.histor"), 5, "There is no case", "histor read")
    assert not (tmp_path / "no.histor").exists()


def test_a_text_is_not_a_case(run: Run, story: Path) -> None:
    """The two arguments of ``read`` mixed up do no harm."""
    before = story.read_bytes()
    _clear(run("read", story, "-c", story), 5, "is not a case file")
    assert story.read_bytes() == before


def test_a_full_disk_while_recording(run: Run, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 5; what was there stays."""
    tuned = opening._tuned

    def small(link: sqlite3.Connection, wait: float) -> sqlite3.Connection:
        (pages,) = tuned(link, wait).execute("PRAGMA page_count").fetchone()
        link.execute(f"PRAGMA max_page_count = {pages + 2}")
        return link

    (tmp_path / "b.txt").write_text("Second\n\n" + "Sylvania attacked Freedonia at noon. " * 2000)
    with monkeypatch.context() as patch:
        patch.setattr(opening, "_tuned", small)
        _clear(run("read", tmp_path / "b.txt", "-c", case), 5, "the disk is full", str(case), "free some space")
    _intact(case)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_while_exporting(case: Path) -> None:
    """To a file and to standard output."""
    _clear(_ran(_child("export", case, "-o", "/dev/full")), 5, "disk is full")
    with open("/dev/full", "w") as full:
        done = subprocess.run([sys.executable, STUB, "export", case], stdout=full, stderr=subprocess.PIPE, text=True,
                              check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))})
    _clear(Ran(done.returncode, "", done.stderr), 5, "disk is full")


def test_a_closed_pipe_is_quiet(case: Path) -> None:
    """As with ``| head``."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, STUB, "export", case], stdout=writing, stderr=subprocess.PIPE, text=True,
                          check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))})
    os.close(writing)
    assert done.returncode == 1 and done.stderr == ""


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c(tmp_path: Path, jobs: int) -> None:
    """Exit 130; says what was recorded, and the same command reads the rest."""
    folder, case = tmp_path / "texts", tmp_path / "case.histor"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"Text {number}\n\nFreedonia attacked Sylvania at hour {number}.")
    child = _child("read", folder, "-c", case, "--jobs", jobs, STUB_SLEEP="0.25")
    _wait_for_accounts(case, 2)
    child.send_signal(signal.SIGINT)
    begun = time.monotonic()
    ran = _ran(child)
    assert time.monotonic() - begun < 10
    # Python 3.11's own process pool now and then complains at exit of its closed pipe, after our sentence
    ran = ran._replace(err=ran.err.partition("Exception ignored in: <module 'threading'")[0])
    _clear(ran, 130, "interrupted", "of 12 sources were recorded", "the same command reads the rest")
    _intact(case)
    with Ledger.open(case) as ledger:
        done = len(list(ledger.accounts()))
    assert f"interrupted: {done} of 12" in ran.err and 2 <= done < 12
    rest = _ran(_child("read", folder, "-c", case))
    assert rest.code == 0 and f"{'already there':<15}{done:>9}" in rest.out


def _wait_for_accounts(case: Path, count: int) -> None:
    for _ in range(200):
        time.sleep(0.05)
        if case.exists() and case.stat().st_size:
            try:
                with sqlite3.connect(f"file:{case}?mode=ro", uri=True) as link:
                    if link.execute("SELECT count(*) FROM accounts").fetchone()[0] >= count:
                        return
            except sqlite3.OperationalError:
                continue  # it is just being made
    pytest.fail("nothing was recorded in time")


@pytest.mark.parametrize(("words", "told"), [
    (("show", "CASE", "nonsense"), "nonsense"), (("export", "CASE", "-f", "odt"), "There is no exporter 'odt'"),
    (("why", "CASE", "i-nothing"), "There is no i-nothing"), (("read", "x.txt"), "--case"),
    (("show", "CASE", "claims", "--speaker", "Zembla"), "Zembla"), (("nonsense",), "nonsense"),
    (("show", "CASE", "timeline", "--type", "FOO"), "no type called 'FOO'. Among those it has: assault"),
    (("show", "CASE", "--from", "2020", "--to", "2010"), "from 2020 to 2010 ends before it begins"),
    (("find", "CASE", "--to", "2010-01", "--from", "2010-02-03"), "ends before it begins"),
    (("find", "CASE", '"unclosed'), "quotation mark"), (("find", "CASE", "--actor", "Silvania"), "it has: Sylvania."),
    (("dossier", "CASE", "-o", "x.xyz"), "let it end in .html"),
    (("show", "CASE", "--from", "yesterday"), "is no date"), (("show", "CASE", "--from", "2031-13"), "is no date"),
    (("show", "CASE", "--to", "2031-02-30"), "is no date"), (("read", "-c", "CASE"), "SOURCE"),
])
def test_wrong_words(run: Run, case: Path, words: tuple[str, ...], told: str) -> None:
    """Exit 2, naming the word."""
    ran = run(*[case if word == "CASE" else word for word in words])
    assert ran.code == 2 and told in ran.err and "Traceback" not in ran.err


def test_an_earlier_version_that_is_not_there(run: Run, case: Path, story: Path, tmp_path: Path) -> None:
    """An id is of the case or of nothing; and no case is made for it."""
    _clear(run("read", story, "-c", case, "--version-of", "s-nonsense"), 5, "no source has the id 's-nonsense'")
    _clear(run("read", story, "-c", tmp_path / "new.histor", "--version-of", "s-0123456789ab"), 2, "earlier version")
    assert not (tmp_path / "new.histor").exists()
    later = tmp_path / "later.txt"
    later.write_text("The harbour affair\n\nOn 2031-04-02 Freedonia attacked Sylvania.", encoding="utf-8")
    ident = json.loads(run("show", case, "sources", "--json").out)[0]["id"]
    assert run("read", later, "-c", case, "--version-of", ident).code == 0


def test_wrong_settings(run: Run, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A settings file is named with its line (4); a variable by its name (2)."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "histor.toml").write_text("\njobbs = 2\n")
    _clear(run("read", story, "-c", tmp_path / "c.histor"), 4, "histor.toml, line 2", "jobbs", "jobs")
    (tmp_path / "histor.toml").unlink()
    monkeypatch.setenv("HISTOR_JOBS", "many")
    _clear(run("read", story, "-c", tmp_path / "c.histor"), 2, "HISTOR_JOBS", "many")


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    """Systems allow bytes in file names that no encoding has."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/st\xffry.txt"))
    case = Path(os.fsdecode(os.fsencode(tmp_path) + b"/c\xff #%?.histor"))
    path.write_text("On 2031-04-02 Freedonia attacked Sylvania near the old harbour.")
    ran = _ran(_child("read", path, "-c", case))
    assert ran.code == 0 and not ran.err and case.exists(), ran
    for words in (("show", case, "sources"), ("export", case), ("export", case, "-o", tmp_path / "c.json")):
        assert _ran(_child(*words)).code == 0


def test_too_little_memory(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it comes up."""
    def hungry(self: object) -> object:
        raise MemoryError

    monkeypatch.setattr("histor.case.Case.view", property(hungry))
    _clear(run("show", case), 1, "not enough memory")


def test_a_fault_of_our_own(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a sentence; where it is can be asked for."""
    def broken(self: object) -> object:
        raise KeyError("x")

    monkeypatch.setattr("histor.case.Case.view", property(broken))
    _clear(run("show", case), 1, "a fault of histor itself", "HISTOR_TRACEBACK=1")
    monkeypatch.setenv("HISTOR_TRACEBACK", "1")
    with pytest.raises(KeyError):
        run("show", case)
