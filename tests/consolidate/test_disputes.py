"""Who tells a disputed deed as done and who denies it, and how many stand behind a deed."""

from __future__ import annotations

from typing import Any

import pytest

from histor.model import CaseView

LETTER = """= Letter from Osk =

Infobox
- Source: Journal of Osk
- Published: 4 May 2031

Mortar shells hit the market of Osk on 3 May 2031, killing nine people."""
SECOND = """= Second letter from Osk =

Infobox
- Source: Journal of Osk
- Published: 6 May 2031

The shelling of the market of Osk on 3 May 2031 lasted ten minutes."""
STAFF = """= Word of the General Staff =

Infobox
- Source: General Staff of Tarn
- Published: 5 May 2031

The General Staff denies that its units shelled the market of Osk on 3 May 2031."""


@pytest.fixture(scope="module")
def found(crew: Any) -> CaseView:
    """The three accounts as one case."""
    from histor.consolidate import view
    from histor.pipeline import take
    from histor.read import read_text

    return view([take(read_text(text, name="test"), crew) for text in (LETTER, SECOND, STAFF)], "test")


def test_a_denial_stands_with_who_denies(found: CaseView) -> None:
    """However many tell it before him: the accounts that tell it deny nothing."""
    row = next(row for row in found.contradictions if row.field == "status")
    told, denied = row.positions
    title = {source.id: source.title for source in found.sources}
    assert {title[e.source] for e in told.evidence} <= {"Letter from Osk", "Second letter from Osk"}
    assert [title[e.source] for e in denied.evidence] == ["Word of the General Staff"]
    assert [actor.name for actor in found.actors if actor.id in denied.said_by] == ["General Staff"]


def test_a_publisher_is_one_origin_however_much_he_tells(found: CaseView) -> None:
    """Two letters of one journal, with a figure and without, are one voice."""
    from histor.export.compared import origins_behind
    from histor.export.json import case_dict

    deed = next(row for row in found.incidents if row.type == "ASSAULT")
    behind = origins_behind(case_dict(found))[deed.id]
    assert [name for name in behind if "Journal" in name or "Letter" in name] == ["Journal of Osk"]


@pytest.mark.parametrize(("status", "doer", "acts"), [
    ("planned", "a-nato", False), ("planned", "a-tarn-gunners", True), ("claimed", "a-nato", True),
])  # fmt: skip
def test_a_plan_of_others_does_not_make_them_doers(status: str, doer: str, acts: bool) -> None:
    """What a third side only considers is no deed of its; the plan of those who did it is."""
    from types import SimpleNamespace

    from histor.consolidate.incidents import _acting

    side = {"a-tarn-army": "a-tarn", "a-tarn-gunners": "a-tarn"}
    registry: Any = SimpleNamespace(sides=lambda actors: frozenset(side.get(one, one) for one in actors))
    rows: Any = [SimpleNamespace(id=ident, actors=frozenset({who}), event=SimpleNamespace(status=how))
                 for ident, who, how in (("t-1", "a-tarn-army", "reported"), ("t-2", doer, status))]
    assert ("t-2" in _acting(rows, registry)) is acts
    assert _acting(rows[1:], registry) == {"t-2"}
