"""The commands with the shipped model and rules: from a text to a lawful export, and the faults only they can have."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import histor
from histor.case import Case
from histor.export.laws import breaches, validate
from histor.export.tables import VIEWS
from histor.export.why import explain

TEXT = """The siege of Port Azul

On 2 April 1931, Marovian cruisers shelled the harbour of Port Azul, killing nine dockers and wounding at least 26.
The Marovian admiralty said that it had struck an arms depot of the rebels. Foreign Minister Ana Vole condemned the
attack and denied that any weapons were kept there.

Two days later, in response, rebel gunners fired on two cruisers. According to the mayor, four sailors were killed,
including an officer.
"""


def _articles() -> list[Path]:
    shared = Path(os.environ.get("HISTOR_SHARED") or Path(__file__).parents[3] / "shared")
    return sorted((shared / "data" / "articles").glob("*.txt"))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Return the case into which the text was read."""
    folder = tmp_path_factory.mktemp("shipped")
    path = folder / "siege.txt"
    path.write_text(TEXT, encoding="utf-8")
    with histor.read(path, case=folder / "siege.histor") as made:
        yield made


def _histor(*args: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "histor", *map(str, args)], capture_output=True, text=True, check=False, timeout=900,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}, **options,  # type: ignore[call-overload]
    )


def test_the_export_is_valid_and_lawful(case: Case) -> None:
    """And not empty: a deed, who says what, and figures were found."""
    told = case.to_dict()
    assert validate(told) == []
    assert breaches(told, case.view.texts) == []
    assert case.incidents and case.claims and case.casualties
    assert {"histor", "model", "lexicon"} <= set(told["coder"])


def test_every_view_and_every_chain_can_be_told(case: Case) -> None:
    """Of what was really read."""
    told = case.to_dict()
    assert "read by" in "\n".join(case.why(f"{case.incidents[0].id}.type"))
    for view in VIEWS.values():
        assert all(len(cells) == len(view(told).columns) for cells in view(told).rows)
    for table in ("incidents", "claims", "casualties", "actors", "places", "sources"):
        for row in told[table]:
            assert explain(told, row["id"])
            for field in row.get("fields", ()):
                assert explain(told, f"{row['id']}.{field}")


def test_the_same_text_gives_the_same_bytes(case: Case, tmp_path: Path) -> None:
    """In another process, by the command line, from two jobs."""
    path = tmp_path / "siege.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "other.txt").write_text("Other\n\nRebel gunners fired on a cruiser on 9 April 1931.", encoding="utf-8")
    made = tmp_path / "siege.histor"
    assert _histor("read", path, "-c", made).returncode == 0
    out = _histor("export", made).stdout

    def without_place(text: str) -> str:
        case = json.loads(text)
        return json.dumps({**case, "sources": [{**row, "uri": ""} for row in case["sources"]]})

    assert without_place(out) == without_place(case.export())


def test_parse_prints_conllu(tmp_path: Path) -> None:
    """Ten columns a word."""
    path = tmp_path / "siege.txt"
    path.write_text(TEXT, encoding="utf-8")
    ran = _histor("parse", path)
    words = [line for line in ran.stdout.splitlines() if line and not line.startswith("#")]
    assert ran.returncode == 0 and len(words) > 80 and all(line.count("\t") == 9 for line in words)


@pytest.mark.parametrize("text", [
    "Le port\n\nLe ministre a déclaré que les soldats avaient attaqué la ville pendant la nuit et que neuf personnes"
    " étaient mortes dans les rues autour de la gare.",
    "Der Hafen\n\nDer Minister sagte, dass die Soldaten in der Nacht die Stadt angegriffen hätten und dass neun"
    " Menschen in den Straßen rund um den Bahnhof gestorben seien.",
    "Порт\n\nМинистр заявил, что солдаты ночью атаковали город и что девять человек погибли на улицах вокруг вокзала.",
])
def test_a_language_without_a_model(text: str, tmp_path: Path) -> None:
    """One sentence, exit 3, noted in the case."""
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8")
    ran = _histor("read", path, "-c", tmp_path / "c.histor")
    assert ran.returncode == 3 and ran.stderr.count("\n") == 1 and str(path) in ran.stderr, ran


def test_a_missing_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 7, and nothing is recorded as if the source were at fault."""
    from histor.cli import main
    from histor.errors import ModelError

    def none(*args: object) -> object:
        raise ModelError("The language model is missing: reinstall histor.")

    monkeypatch.setattr("histor.parse.load_parser", none)
    monkeypatch.setenv("HISTOR_MAX_CHARS", "1234567")  # other settings, so that no hand of an earlier test is at hand
    path = tmp_path / "siege.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["read", str(path), "-c", str(tmp_path / "c.histor")])
    assert left.value.code == 7 and "model is missing" in capsys.readouterr().err
    with histor.open_case(tmp_path / "c.histor") as case:
        assert not case.sources


def test_a_text_longer_than_one_source_may_be(tmp_path: Path) -> None:
    """Exit 3, at once, and how to go on."""
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 5, encoding="utf-8")
    ran = _histor("read", path, "-c", tmp_path / "c.histor", cwd=_with_settings(tmp_path, "max_chars = 1000"))
    assert ran.returncode == 3 and "more than the 1,000" in ran.stderr and ran.stderr.count("\n") == 1


def _with_settings(folder: Path, text: str) -> Path:
    (folder / "histor.toml").write_text(text)
    return folder


@pytest.mark.slow
def test_a_text_of_fifty_megabytes(tmp_path: Path) -> None:
    """One sentence, exit 3; the case can be used afterwards."""
    path = tmp_path / "long.txt"
    path.write_text("A very long story\n\n" + "Marovian cruisers shelled the harbour of Port Azul again.\n\n" * 900_000)
    assert path.stat().st_size > 50_000_000
    ran = _histor("read", path, "-c", tmp_path / "c.histor")
    assert ran.returncode == 3 and "split it" in ran.stderr and ran.stderr.count("\n") == 1, ran.stderr[-2000:]
    assert _histor("show", tmp_path / "c.histor", "issues").returncode == 0


@pytest.mark.skipif(not _articles(), reason="needs the shared articles (HISTOR_SHARED)")
@pytest.mark.parametrize("article", _articles(), ids=lambda path: path.stem[:20])
def test_the_articles_export_lawfully(article: Path) -> None:
    """Real accounts keep the contract and the laws."""
    case = histor.read(article)
    assert validate(case.to_dict()) == []
    assert breaches(case.to_dict(), case.view.texts) == []
