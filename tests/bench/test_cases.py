"""The cases hold together: every mark is found once, every id resolves, and the checker sees what is broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bench.cases.check import main, problems
from bench.cases.gold import HERE, GoldError, cases, folders, read_case


@pytest.mark.parametrize("folder", folders(), ids=lambda path: path.name)
def test_a_case_holds_together(folder: Path) -> None:
    """Words once in their account, ids, ranges, end figures, relations, origins."""
    assert problems(read_case(folder)) == []


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of a case to break."""
    return Path(shutil.copytree(HERE / "dev" / "river-bridge", tmp_path / "river-bridge"))


def change(case: Path, before: str, after: str) -> None:
    """Change the gold of a case in one place or more."""
    gold = (case / "gold.yaml").read_text(encoding="utf-8")
    assert before in gold
    (case / "gold.yaml").write_text(gold.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize(("before", "after", "said"), [
    ('words: "nine bodies"', 'words: "ten bodies"', "has no 'ten bodies'"),
    ('words: "nine bodies"', 'words: "the"', "times: lengthen it or set nth"),
    ('account: "05-front"', 'account: "06-nobody"', "there is no account 06-nobody"),
])  # fmt: skip
def test_words_that_are_not_there_once_are_an_error(broken: Path, before: str, after: str, said: str) -> None:
    """And the sentence names account and words."""
    change(broken, before, after)
    with pytest.raises(GoldError, match=said):
        read_case(broken)


@pytest.mark.parametrize(("before", "after", "said"), [
    ("{incident: i2, claimant: teacher", "{incident: i1, claimant: teacher", "no end figure"),
    ("effect: killed, claimant: ferryman", "effect: hurt, claimant: ferryman", "has the effect hurt"),
    ("claimant: ferryman, low: 9", "claimant: nobody, low: 9", "who is not among the claimants"),
    ("part_of: null\n    tellings", "part_of: i9\n    tellings", "is part of i9, which is not there"),
    ("kind: updates", "kind: agrees", "agrees, but the ranges do not meet"),
    ("case: river-bridge", "case: other", "the case is called other"),
])  # fmt: skip
def test_what_does_not_hold_together_is_told(broken: Path, before: str, after: str, said: str) -> None:
    """A rule that could not be broken would be none."""
    change(broken, before, after)
    assert any(said in problem for problem in problems(read_case(broken)))


@pytest.mark.parametrize(("part", "size"), [("dev", 20), ("fresh", 16), ("later", 13), ("test", 20)])
def test_the_page_counts_what_is_there(part: str, size: int) -> None:
    """As many cases as there should be, and every number of the table."""
    found = list(cases(part))
    counts = [len(found), *(sum(map(len, numbers)) for numbers in (
        [c.texts for c in found], [c.incidents for c in found], [i.tellings for c in found for i in c.incidents],
        [c.figures for c in found], [c.ends for c in found], [c.relations for c in found], [c.origins for c in found]))]
    assert counts[0] == size
    page = (HERE / "README.md").read_text(encoding="utf-8")
    assert f"| `{part}` | {' | '.join(map(str, counts))} |" in page


def test_the_checker_counts_and_fails(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its exit status is for the shell, its lines for people."""
    assert main([str(broken)]) == 0
    assert "1 cases, 5 accounts" in capsys.readouterr().out
    change(broken, "kind: updates", "kind: follows")
    assert main([str(broken)]) == 1
    assert "is 'follows'" in capsys.readouterr().out
