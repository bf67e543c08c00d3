"""Splits, swapped names, blind copies, stand-off annotations, counts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from corpus_help import HEAD, account
from tests.conftest import shared_folder
from training.corpus.agree import compare
from training.corpus.check import hints, main
from training.corpus.markup import normalise, parse
from training.corpus.reader import paths, read
from training.corpus.records import Account
from training.corpus.rules import problems
from training.corpus.show import lines
from training.corpus.split import place, split_of
from training.corpus.standoff import draft, pack, source_text, unpack
from training.corpus.stats import counts, sentences, table
from training.corpus.strip import blank
from training.corpus.swap import pool, swap

NAMED = HEAD + """name: state Egypt/Egyptian/Egyptians
name: man Ivo Brandt/Brandt

[a1 An Egyptian patrol] under [a2 Ivo Brandt] [e1 shelled] [p1 EGYPT]. [a2 Brandt] [c1 said] [q1 so].
-- a1 military; a2 person; e1 ASSAULT/heavy-weapons by=a1 on=p1; p1 country; c1 asserts by=a2
"""


def test_splits_are_even_and_fixed() -> None:
    """About 70, 15 and 15 of a hundred; the same id always goes to the same split; half of real texts to test."""
    shares = Counter(split_of(f"account-{number}") for number in range(2000))
    assert 0.65 < shares["train"] / 2000 < 0.75
    assert 0.12 < shares["test"] / 2000 < 0.18
    assert {split_of(f"x{number}", real=True) for number in range(50)} == {"train", "test"}
    assert split_of("kurran-ferry") == "train"


def test_place_moves_and_corrects(tmp_path: Path) -> None:
    """A file goes to the folder of its split, its header corrected; a taken id is refused."""
    loose = tmp_path / "draft.txt"
    loose.write_text(HEAD.replace(f"split: {split_of('probe')}\n", "") + "\nNothing.\n", encoding="utf-8")
    placed = place(loose, tmp_path)
    assert placed == tmp_path / split_of("probe") / "probe.txt"
    assert not loose.exists()
    assert read(placed).text == "Nothing."
    loose.write_text(HEAD + "\nOther.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="exists already"):
        place(loose, tmp_path)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 5))])
def test_swapped_accounts_keep_the_rules(seed: int) -> None:
    """With other names every account is still good, says the same, and its marks stand on whole words."""
    for path in paths():
        marked = parse(path.read_text(encoding="utf-8"), str(path))
        other = swap(marked, seed, keep=0.0)
        swapped = Account(other)
        assert problems(swapped) == []
        assert len(other.marks) == len(marked.marks)
        assert counts(swapped)["roles"] == counts(Account(marked))["roles"]
        for old, new in zip(marked.marks, other.marks, strict=True):
            words = marked.text[old.start:old.end]
            if not any(form.upper() in words.upper() for _, forms in marked.names for form in forms):
                assert words.lstrip("anAN ") == other.text[new.start:new.end].lstrip("anAN ")


def test_names_swap_everywhere_and_articles_follow() -> None:
    """All forms change together, capitals stay, `an` becomes `a` where it must, the same seed gives the same."""
    marked = parse(NAMED)
    found = {swap(marked, seed, keep=0.0).text for seed in range(12)}
    assert len(found) > 5
    assert all("Egypt" not in text and "Brandt" not in text and "EGYPT" not in text for text in found)
    assert all((text.split()[1][0] in "AEIO") == text.startswith("An ") for text in found)
    assert swap(marked, 3).text == swap(marked, 3).text
    assert swap(marked, 3, keep=1.0).text == marked.text


def test_the_pool_is_sound() -> None:
    """Every kind has names, none twice, and states come with three forms."""
    for kind, names in pool().items():
        assert len({forms[0] for forms in names}) == len(names), kind
    assert all(len(forms) == 3 for forms in pool()["state"])


def test_blank_copies_hide_the_first_pass() -> None:
    """A second annotator sees header and text and nothing else."""
    copy = parse(blank(NAMED))
    assert (copy.marks, copy.facts, copy.header["pass"]) == ([], {}, "2")
    assert copy.text == parse(NAMED).text


def test_stand_off_has_no_text_and_comes_back() -> None:
    """Packed annotations hold no word of the text but declared names; over the same text they give the same records,
    over another none."""
    marked = parse(NAMED)
    data = json.loads(json.dumps(pack(marked)))
    assert "patrol" not in json.dumps(data) and data["names"][0] == ["state", "Egypt", "Egyptian", "Egyptians"]
    again = unpack(data, marked.text)
    assert lines(again) == lines(Account(marked))
    with pytest.raises(ValueError, match="another one"):
        unpack(data, marked.text + ".")


@pytest.mark.parametrize(("source", "words"), [
    ("wikiwars:10_PunicWars:0:1500", "Carthage"), ("gum:GUM_news_korea", "Korea"),
])
def test_real_texts_are_found(source: str, words: str) -> None:
    """The text of a source is read the same way each time; drafts of it can be marked up."""
    if not (shared_folder() / "treebanks").exists():
        pytest.skip("the development data are not here")
    text = source_text(source, shared_folder())
    assert words in text
    assert text == normalise(text)
    assert parse(draft(source, "some-id", shared_folder())).text == text


def test_counts_and_hints() -> None:
    """Counts count, and hints name the words that look forgotten."""
    good = account("[a1 Ann] [c1 said] [q1 so]. Troops shelled Tal.\n-- a1 person; c1 asserts by=a1")
    assert counts(good)["sayings"] == 1
    assert "sayings" in table([good])
    assert any("`shelled`" in hint for hint in hints(good))
    assert sentences('He left. "Who?" he asked.\n\nHEADLINE') == 4


def test_the_command_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints file and line of a problem and fails."""
    bad = tmp_path / "bad.txt"
    bad.write_text(HEAD + "\n[a1 Ann] left.\n", encoding="utf-8")
    assert main([str(bad), "--quiet"]) == 1
    assert "bad.txt:14: a1: no line of facts tells it" in capsys.readouterr().out
    assert main([]) == 0


def test_agreement_counts_what_two_readers_share() -> None:
    """The same annotation agrees wholly; another type, a lost cue and another figure show in their layers alone."""
    body = "[a1 Ann] [c1 said] [q1 [n1 two] [k1 died]]; Bo [e1 fled].\n-- a1 person; c1 asserts by=a1; "
    one = account(body + "n1 killed 2 word=k1; e1 RETREAT/withdraw")
    other = account(body + "n1 killed 2+ word=k1; e1 CONCEDE/concede")
    whole = {row[0]: row[1:] for row in compare([(one, one)])}
    assert all(first == second == both and same in (0.0, 1.0) for first, second, both, same, _ in whole.values())
    parts = {row[0]: row[4] for row in compare([(one, other)]) if row[3]}
    assert {name for name, same in parts.items() if same < 1} == {
        "triggers, type", "triggers, type and mode", "numbers, effect and figure"}
    with pytest.raises(ValueError, match="its text is not that of"):
        compare([(one, account("Nothing."))])
