"""Origins, relations and mouths over accounts that are read as anybody's would be."""

from __future__ import annotations

from typing import Any

import pytest

from histor.model import CaseView

WIRE = """= Jets bomb bridge at Kobani =

Infobox
- Source: Northern Wire
- Published: 4 May 2016

Turkish jets bombed the bridge at Kobani on Tuesday, killing 12 people, the health ministry said. Thirty people were
injured, the ministry said."""
PAPER = """= Many dead at Kobani =

Infobox
- Source: The Evening Mirror
- Published: 5 May 2016

Turkish jets bombed the bridge at Kobani on Tuesday, killing 12 people, the health ministry said, according to
Northern Wire."""
UPDATE = """= Toll of Kobani bombing rises =

Infobox
- Source: Northern Wire
- Published: 6 May 2016

Turkish jets bombed the bridge at Kobani on 3 May 2016. The death toll has risen to 17, the health ministry said
on Thursday."""
MONITOR = """= Findings on Kobani =

Infobox
- Source: Commission of Jurists
- Published: 2 August 2016

On 3 May 2016 Turkish jets bombed the bridge at Kobani. The commission has the names of 17 people who were killed, among
them six children."""


@pytest.fixture(scope="module")
def found(crew: Any) -> CaseView:
    """The four accounts as one case."""
    from histor.consolidate import view
    from histor.pipeline import take
    from histor.read import read_text

    return view([take(read_text(text, name="test"), crew) for text in (WIRE, PAPER, UPDATE, MONITOR)], "test")


def figure(found: CaseView, low: int, day: str) -> Any:
    """Return the killed of a size told on a day."""
    return next(row for row in found.casualties if (row.effect, row.low, row.told) == ("killed", low, day))


def test_two_accounts_are_two_rows_and_one_origin(found: CaseView) -> None:
    """The paper prints the wire's figure; both are the ministry's, and so is the later toll."""
    wire, paper, update = (figure(found, *key) for key in
                           ((12, "2016-05-04"), (12, "2016-05-05"), (17, "2016-05-05")))  # fmt: skip
    assert wire.id != paper.id and wire.origin == paper.origin == update.origin is not None
    group = next(row for row in found.origins if row.id == wire.origin)
    assert group.kind == "speaker" and group.name == "health ministry"
    assert {wire.id, paper.id, update.id} <= set(group.members)


def test_who_counts_for_himself_has_an_origin_of_his_own(found: CaseView) -> None:
    """Though the number be the same."""
    assert figure(found, 17, "2016-08-02").origin != figure(found, 17, "2016-05-05").origin


def test_every_kind_of_relation(found: CaseView) -> None:
    """Echo, later toll, second count, share; each with a sentence, none of a row with itself."""
    kinds = {(row.kind, row.first, row.second) for row in found.relations}
    wire, update = figure(found, 12, "2016-05-04"), figure(found, 17, "2016-05-05")
    monitor, children = figure(found, 17, "2016-08-02"), figure(found, 6, "2016-08-02")
    assert ("repeats", figure(found, 12, "2016-05-05").id, wire.id) in kinds
    assert ("updates", update.id, wire.id) in kinds
    assert ("agrees", update.id, monitor.id) in kinds
    assert ("refines", children.id, monitor.id) in kinds
    assert all(row.why.endswith(".") and row.first != row.second for row in found.relations)


def test_a_running_toll_of_one_deed_is_of_that_deed(found: CaseView) -> None:
    """While one of a war stays without (test_around_incidents)."""
    assert figure(found, 17, "2016-05-05").incident == figure(found, 12, "2016-05-04").incident is not None


def test_the_order_of_accounts_changes_nothing(crew: Any, found: CaseView) -> None:
    """Neither origins nor relations."""
    from histor.consolidate import view
    from histor.pipeline import take
    from histor.read import read_text

    turned = view([take(read_text(text, name="test"), crew) for text in (MONITOR, UPDATE, PAPER, WIRE)], "test")
    assert (turned.origins, turned.relations, turned.casualties) == (found.origins, found.relations, found.casualties)


def test_a_title_announces_the_figure_of_the_text(case: Any) -> None:
    """And is no second mouth."""
    found = case(
        "= Shells kill 9 in Kobani =\n\nOn 3 May 2016 Turkish troops shelled Kobani. "
        "The police said that nine people were killed."
    )
    assert [(row.low, row.according_to is not None, len(row.evidence)) for row in found.casualties] == [(9, True, 2)]


def test_of_the_dead_is_a_share(case: Any) -> None:
    """Of the whole told before it."""
    found = case(
        "On 3 May 2016 Turkish troops shelled Kobani. Twelve people were killed. "
        "Three of the dead were killed by one shell."
    )
    shares = [row for row in found.casualties if row.low == 3]
    assert [row.part_of for row in shares] == [next(row.id for row in found.casualties if row.low == 12)]


def test_the_army_is_who_signs_as_its_command(case: Any) -> None:
    """A speaker's figure goes back to the one account that shows by its head to be that speaker's."""
    note = """= Press note =

Infobox
- Source: Command of the Western Zone
- Published: 14 May 2029

Gunmen ambushed a supply column at Aleppo on 13 May 2029. Three soldiers were killed."""
    paper = """= Graves =

Infobox
- Source: The Star
- Published: 15 May 2029

On 13 May 2029 a supply column was ambushed at Aleppo; the army spoke of three dead soldiers."""
    one, other = (row for row in case(note, paper).casualties if row.low == 3)
    assert one.origin == other.origin is not None


def test_who_says_our_men_is_no_bystander(case: Any) -> None:
    """A group that counts its own is a party to the deed, though it is nowhere called one."""
    told = "= We opened the gates =\n\nOn 5 July 2014 lions attacked the jail of Aleppo. Twenty guards were killed. {}"
    ours, theirs = (case(told.format(words)) for words in ("None of ours was hurt.", "“None of ours was hurt.”"))
    assert [row.party for row in ours.casualties if row.low == 20] == [True]
    assert [row.party for row in theirs.casualties if row.low == 20] == [False]
