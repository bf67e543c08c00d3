"""The counts beside the phrases: what an account tells of a phrase, and how they are written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from corpus_help import account
from training import phrases

TOLD = """[a1 The captain] [e1 put] [a2 two sailors] in irons. [a1 He] [e2 put] [a3 a third] in irons.
-- a1 military; a2 military; a3 military; e1 COERCE/arrest by=a1 on=a2; e2 RETREAT/release by=a1 on=a3
"""


def test_a_trigger_is_met_by_the_phrases_of_its_words(crew: Any) -> None:
    """Right where the trigger has the type of the phrase, seen wherever it fits."""
    (first, second) = phrases.triggers(account(TOLD), crew)
    assert [(word.form, kind) for _, word, kind in (first, second)] == [("put", "COERCE"), ("put", "RETREAT")]
    seen, right = phrases.count([account(TOLD)], crew)
    irons = [key for key in seen if key[0] == "COERCE" and "irons" in key[2]]
    assert irons and all((right[key], seen[key]) == (1, 2) for key in irons)


def test_counts_are_written_beside_their_phrases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sorted, below the remarks at the head, and in the place of what was counted before."""
    monkeypatch.setattr(phrases, "FOLDER", tmp_path)
    file = tmp_path / "coerce.tsv"
    file.write_text("# ours\nseize\ttake prize\t7/9\narrest\tput <person> in irons\t0/0\n", encoding="utf-8")
    key = ("COERCE", "arrest", "put <person> in irons")
    phrases.write(Counter({key: 4}), Counter({key: 3}))
    assert file.read_text(encoding="utf-8") == "# ours\narrest\tput <person> in irons\t3/4\nseize\ttake prize\t0/0\n"
