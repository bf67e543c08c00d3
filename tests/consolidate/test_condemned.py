"""A condemnation means who did the deed that it names, where only a guess says whom it means."""

from __future__ import annotations

import pytest

from histor.consolidate.condemned import meant_doers
from histor.model import FieldSupport, Incident, Response, When, Why

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
    assert meant_doers([deed, blame], [answer])[1].targets == wanted
