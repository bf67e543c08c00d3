"""A condemnation means who did the deed that it names, where only a guess says whom it means."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from reading import deeds

from histor.consolidate.condemned import meant_doers
from histor.model import ClaimedValue, FieldSupport, Incident, Response, When, Why

OBJECT = Why("consolidate/answer/object", "named")


def _row(ident: str, kind: str, mode: str, actors: tuple[str, ...], rule: str = "") -> Incident:
    fields = {"type": FieldSupport()} | ({"targets": FieldSupport(why=Why(rule, "so"))} if rule else {})
    targets = ("a-guess",) if rule else ()
    return Incident(ident, kind, mode, ident, When(), "reported", actors, targets, fields=fields)


@pytest.mark.parametrize(("mode", "rule", "wanted"), [
    ("disapprove", "targets/likely", ("a-raiders",)),
    ("disapprove", "events/accuse", ("a-guess",)),
    ("allege", "targets/likely", ("a-guess",)),
])
def test_a_guess_gives_way_to_the_deeds_doers(mode: str, rule: str, wanted: tuple[str, ...]) -> None:
    """What the text tells stays; who charges somebody with a deed need not mean whom others hold to it."""
    deed = _row("i-1", "ASSAULT", "attack", ("a-raiders",))
    blame = _row("i-2", "ACCUSE", mode, ("a-speaker",), rule=rule)
    answer = Response("i-2", "i-1", "explicit", "condemned", why=OBJECT)
    assert meant_doers([deed, blame], [answer], frozenset)[1].targets == wanted


@pytest.mark.parametrize(("rule", "doer", "wanted"), [
    ("consolidate/answer/denied", "a-raiders", ("a-raiders",)),
    ("consolidate/answer/likeliest", "a-raiders", ("a-raiders",)),
    ("consolidate/answer/denied", "a-speaker", ("a-guess",)), ("consolidate/answer/put", "a-raiders", ("a-guess",)),
])
def test_who_denies_having_been_struck_means_the_striker(rule: str, doer: str, wanted: tuple[str, ...]) -> None:
    """Of a deed of his own side, he means whoever tells of it."""
    deed = _row("i-1", "ASSAULT", "attack", (doer,))
    denial = _row("i-2", "REJECT", "deny", ("a-speaker",), rule="targets/likely")
    answer = Response("i-2", "i-1", "explicit", "denied", why=Why(rule, "so"))
    assert meant_doers([deed, denial], [answer], frozenset)[1].targets == wanted


def test_whom_others_hold_to_the_deed_is_not_condemned() -> None:
    """And that its doers are meant is inferred, so that no headline tells it."""
    deed = _row("i-1", "ASSAULT", "attack", ("a-raiders", "a-suspect"))
    held = FieldSupport(claimed=(ClaimedValue("a-suspect", ("a-police",), (0,)),))
    blame = _row("i-2", "ACCUSE", "disapprove", ("a-speaker",), rule="targets/likely")
    answer = Response("i-2", "i-1", "explicit", "condemned", why=OBJECT)
    told = meant_doers([replace(deed, fields={**deed.fields, "actors": held}), blame], [answer], frozenset)[1]
    assert told.targets == ("a-raiders",)
    assert told.fields["targets"].why is not None and told.fields["targets"].why.rule.startswith("targets/")


def test_nobody_condemns_whom_only_another_account_names(case: Any) -> None:
    """The raid is one; who raided is known to the first account alone."""
    raid = "On 3 March 1998 Ethiopian troops raided the town of Adigrat and killed 12 farmers."
    words = "The council condemned the raid on the town of Adigrat on 3 March 1998, in which 12 farmers were killed."
    (alone,) = deeds(case(f"{raid} The council condemned the raid."), "ACCUSE")
    assert alone.targets
    found = case(raid, words)
    assert len(deeds(found)) == 1 and deeds(found)[0].actors
    (told,) = deeds(found, "ACCUSE")
    assert not told.targets
