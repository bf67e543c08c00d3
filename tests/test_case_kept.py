"""A large case keeps in its file what was computed: each view is read from there, and is what it would be anew."""

from __future__ import annotations

import gc
import sqlite3
import subprocess
import sys
import weakref
from pathlib import Path
from typing import Any

import pytest

from histor.case import Case
from histor.case.parts import drawn_tables
from histor.export.json import KEYS, dumps
from histor.ledger import Ledger, codec

TEXTS = (
    "On 4 May 2016 Turkish jets bombed Kobani. The Syrian government said that nine people were killed.",
    "On 4 May 2016 Turkish aircraft bombed the town of Kobani. Ankara said that four militants were killed.",
)


@pytest.fixture
def path(account: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a case of two accounts, which counts as large."""
    monkeypatch.setattr("histor.case.seen.LARGE", 1)
    with Ledger.open(tmp_path / "case.histor", create=True) as ledger:
        for text in TEXTS:
            ledger.record(account(text))
    return tmp_path / "case.histor"


@pytest.fixture
def closed(path: Path) -> tuple[Path, dict[str, Any], dict[str, Any]]:
    """Return the case after it was seen and closed: its path, its tables spelt out, and drawn."""
    with Case(Ledger.open(path)) as case:
        return path, case.to_dict(), {name: table(case.to_dict()) for name, table in drawn_tables().items()}


def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever would compute the case fails."""
    monkeypatch.setattr("histor.case.Case.view", property(lambda self: 1 / 0))


def test_every_table_is_read_from_the_file(closed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path, spelt, drawn = closed
    blind(monkeypatch)
    for name in KEYS:  # each by itself, in an opening of its own
        with Case(Ledger.open(path)) as case:
            assert case.spelt[name] == spelt[name]
    with Case(Ledger.open(path)) as case:
        assert dumps(case.to_dict()) == dumps(spelt)
        assert {name: case.drawn(name) for name in drawn_tables()} == drawn
        with pytest.raises(KeyError):
            case.spelt["nonsense"]


def test_what_is_kept_of_another_case_is_not_shown(closed: Any, account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One account more, another title, or other rules: then it is computed anew."""
    path, spelt, _ = closed
    with Case(Ledger.open(path), title="Another") as case:
        assert case.spelt["title"] == "Another" != spelt["title"]
    with Ledger.open(path) as ledger:
        ledger.record(account("On 9 March 1998 Eritrean troops shelled Adigrat."))
    with Case(Ledger.open(path)) as case:
        assert len(case.spelt["sources"]) == 3
        assert any("Adigrat" in " ".join(row) for row in case.drawn("timeline").rows)
    monkeypatch.setattr("histor.case.parts.made_by", lambda: "other rules")
    blind(monkeypatch)
    with pytest.raises(ZeroDivisionError), Case(Ledger.open(path)) as case:
        case.drawn("timeline")


_OPENED = """
import sys
from pathlib import Path
opened = set()
sys.addaudithook(lambda event, told: opened.add(str(told[0])) if event == "open" else None)
from histor.case.made_by import files
from histor.case.parts import drawn_tables
from histor.consolidate import view
from histor.export.json import case_dict
from histor.ledger import codec
from histor.model import Account
case = case_dict(view([codec.decode(Account, Path(name).read_bytes()) for name in sys.argv[1:]]))
for table in drawn_tables().values():
    table(case)
opened = {Path(name) for name in opened if "/histor/data/" in Path(name).as_posix()}
assert len(opened) > 5
print(*opened - set(files()), sep="\\n")
"""


def test_all_words_that_a_case_is_made_by_are_named_by_its_rules(account: Any, tmp_path: Path) -> None:
    """So that nothing is shown that other words have made: whatever file of words is opened counts."""
    names = [tmp_path / f"{number}.json" for number in range(len(TEXTS) + 1)]
    texts = (*TEXTS, "On 6 May 2016 Ankara denied the strike in answer to the claim.")
    for name, text in zip(names, texts, strict=True):
        name.write_bytes(codec.encode(account(text)))
    done = subprocess.run([sys.executable, "-c", _OPENED, *map(str, names)], capture_output=True, text=True,
                          check=False, env={"PYTHONPATH": ":".join(filter(None, sys.path))})  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stdout + done.stderr


def test_what_is_kept_but_damaged_is_as_good_as_not_there(closed: Any) -> None:
    path, spelt, drawn = closed
    with sqlite3.connect(path) as link:
        assert link.execute("UPDATE computed SET body = substr(body, 1, length(body) - 9)").rowcount > len(KEYS)
    with Case(Ledger.open(path)) as case:
        assert case.to_dict() == spelt and case.drawn("claims") == drawn["claims"]


def test_adding_writes_what_is_kept_once(path: Path, account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the case is closed, however often it was looked at; a case that cannot be written is as good without."""
    kept: list[str] = []
    keep = Ledger.keep
    monkeypatch.setattr(Ledger, "keep", lambda self, parts: kept.append("once") or keep(self, parts))
    with Case(Ledger.open(path)) as case:
        for text in ("On 9 March 1998 Eritrean troops shelled Adigrat.", "On 10 March 1998 Badme was shelled."):
            case._ledger.record(account(text))
            assert case.incidents and not kept
    assert len(kept) == 1
    with Case(Ledger.open(path)) as case:
        assert case.incidents
    assert len(kept) == 1


def test_a_case_that_another_adds_to_is_never_shown_stale(path: Path, account: Any) -> None:
    with Case(Ledger.open(path)) as case, Ledger.open(path) as other:
        assert len(case.sources) == 2
        other.record(account("On 9 March 1998 Eritrean troops shelled Adigrat."))
        assert len(case.sources) == 3


def test_the_collector_of_garbage_is_left_as_it_was(path: Path) -> None:
    """Nothing stays hidden from it, and what was garbage before a look is still found after it."""
    gone = weakref.ref(rung := Rung())
    rung.self = rung
    del rung
    with Case(Ledger.open(path)) as case:
        assert case.incidents
    assert gc.isenabled() and gc.get_freeze_count() == 0
    gc.collect()
    assert gone() is None


class Rung:
    """Something that can hold itself."""

    self: Any


def test_whether_a_case_is_at_hand_is_told_without_looking(closed: Any, account: Any) -> None:
    """And how much each table holds."""
    path, spelt, _ = closed
    with Case(Ledger.open(path)) as case:
        assert case.at_hand and case._seen is None
        assert case.counts["incidents"] == len(spelt["incidents"]) and case._seen is None
        case._ledger.record(account("On 9 March 1998 Eritrean troops shelled Adigrat."))
        assert not case.at_hand
        assert case.counts["sources"] == 3 and case.at_hand
