"""The questions that join or part two tellings, one by one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histor.consolidate import features
from histor.consolidate.telling_days import Days, days_of
from histor.consolidate.tellings import Registry
from histor.model import Account, Actor, Block, Document, Place, Source, When

EMPTY: frozenset[str] = frozenset()


def registry() -> Registry:
    actors = (
        Actor("a-north", "North", "state", side="a-north", country="NOR"),
        Actor("a-army-of-north", "Army of North", "military", side="a-north"),
        Actor("a-south", "South", "state", side="a-south"),
        Actor("a-gunmen", "Gunmen", "armed group"),
        Actor("a-reds", "Reds", "armed group", side="a-reds"),
    )
    places = (
        Place("p-land", "Land", country="NOR", precision="country", gazetteer="geonames:1"),
        Place("p-shire", "Shire", country="NOR", precision="admin1", gazetteer="geonames:2", part_of="p-land"),
        Place("p-hamlet", "Hamlet", country="NOR", precision="country", part_of="p-land"),
        Place("p-croft", "Croft", country="NOR", precision="country", part_of="p-land"),
        Place("p-town", "Town", country="NOR", precision="city", part_of="p-shire"),
        Place("p-port", "Port", country="NOR", precision="city", part_of="p-land"),
        Place("p-far", "Far", country="SWE", precision="city"),
        Place("p-nowhere", "Nowhere"),
    )
    document = Document("0" * 64, "x", Source("x", "text"), (Block("paragraph", 0, 1),))
    return Registry([Account(document, actors=actors, places=places)])


REGISTRY = registry()


@pytest.mark.parametrize(("a", "b", "weight"), [
    (("ASSAULT", "heavy-weapons"), ("ASSAULT", "kill"), 0.5),
    (("ASSAULT", "territory"), ("ASSAULT", "kill"), None),
    (("PROTEST", "demo"), ("PROTEST", "strike"), 0.5),
    (("SANCTION", "expel"), ("SANCTION", "expel"), 0.5),
    (("SANCTION", "expel"), ("SANCTION", "embargo"), None),
    (("ASSAULT", "attack"), ("COERCE", "seize"), None),
])
def test_kind(a: tuple[str, str], b: tuple[str, str], weight: float | None) -> None:
    """Means and result of one assault meet; a taken town is another deed than a fallen man."""
    assert features.kind(a, b).weight == weight


@pytest.mark.parametrize(("a", "b", "weight"), [
    (Days(10, 10, True), Days(10, 10, True), 2.0),
    (Days(10, 10, True), Days(11, 11, True), None),
    (Days(10, 10, True), Days(1, 365, True), 0.0),
    (Days(1, 30, True), Days(10, 40, True), 1.0),
    (Days(10, 10, True), None, 0.0),
])
def test_days(a: Days | None, b: Days | None, weight: float | None) -> None:
    """One day parts from the next; a year says nothing about a day in it."""
    assert features.days(a, b).weight == weight


@pytest.mark.parametrize(("a", "b", "weight"), [
    ({"a-north"}, {"a-north"}, 2.0),
    ({"a-north"}, {"a-army-of-north"}, 1.5),
    ({"a-north"}, {"a-south"}, None),
    ({"a-gunmen"}, {"a-south"}, 0.0),
    ({"a-reds"}, {"a-south"}, None),
    (set(), {"a-south"}, 0.0),
])
def test_actors(a: set[str], b: set[str], weight: float | None) -> None:
    """Gunmen can be anybody's; a named group of one word is a side of its own."""
    assert features.actors(frozenset(a), frozenset(b), REGISTRY).weight == weight


@pytest.mark.parametrize(("a", "b", "weight"), [
    ({"p-town"}, {"p-town"}, 2.0),
    ({"p-town"}, {"p-shire"}, 1.5),
    ({"p-town"}, {"p-land"}, 1.5),
    ({"p-port"}, {"p-shire"}, 1.0),
    ({"p-town"}, {"p-port"}, None),
    ({"p-hamlet"}, {"p-croft"}, None),  # on no map, only set into the land
    ({"p-hamlet"}, {"p-shire"}, 1.0),
    ({"p-town"}, {"p-far"}, None),
    ({"p-town"}, {"p-nowhere"}, 0.0),
    (set(), {"p-town"}, 0.0),
])
def test_places(a: set[str], b: set[str], weight: float | None) -> None:
    """A town lies in its province; two towns are two scenes; a place that nobody knows decides nothing."""
    assert features.places(frozenset(a), frozenset(b), REGISTRY).weight == weight


def test_targets_never_part_but_named_ones_weigh() -> None:
    """A deed has many targets, so difference never forbids."""
    assert features.targets(frozenset({"a-north"}), frozenset({"a-north"}), REGISTRY).weight == 1.0
    assert features.targets(frozenset({"a-north"}), frozenset({"a-army-of-north"}), REGISTRY).weight == 0.5
    assert features.targets(frozenset({"a-north"}), frozenset({"a-south"}), REGISTRY).weight == -0.5
    assert features.targets(frozenset({"a-gunmen"}), frozenset({"a-south"}), REGISTRY).weight == 0.0
    assert features.targets(EMPTY, EMPTY, REGISTRY).weight == 0.0


@pytest.mark.parametrize(("lemma", "others", "weight"), [
    ("shelling", {"shelling"}, 1.0), ("strike", {"airstrike"}, 1.0), ("attack", {"shelling"}, 0.0),
    ("raid", {"shelling"}, 0.0), ("massacre", {"shelling"}, -2.0),
])
def test_name(lemma: str, others: set[str], weight: float) -> None:
    """A deed is referred to by its own word or a general one."""
    assert features.name(lemma, frozenset(others)).weight == weight


@pytest.mark.parametrize(("a", "b", "parted"), [
    ((("a-north",), ("a-south",)), (("a-south",), ("a-north",)), True),
    ((("a-army-of-north",), ("a-reds",)), (("a-reds",), ("a-north",)), True),
    ((("a-north",), ("a-reds",)), (("a-south",), ("a-reds",)), False),
    ((("a-north",), ("a-south",)), ((), ("a-north",)), False),
    ((("a-north", "a-south"), ("a-reds",)), (("a-south",), ("a-north",)), False),
])
def test_hands(a: tuple[tuple[str, ...], ...], b: tuple[tuple[str, ...], ...], parted: bool) -> None:
    """Blow and return blow are two; one deed laid at other doors is not parted, nor one that nobody is said to do."""
    one, other = (features.Hands(frozenset(by), frozenset(on)) for by, on in (a, b))
    assert (features.hands(one, other, REGISTRY).weight is None) is parted
    assert (features.hands(other, one, REGISTRY).weight is None) is parted


def test_hands_are_known_by_their_nouns() -> None:
    """The guard that a mob attacks is of those who fired on the crowd."""
    fired = features.Hands(frozenset({"a-army-of-north"}), frozenset(), frozenset({"crowd"}))
    stoned = features.Hands(frozenset({"a-gunmen"}), frozenset(), frozenset({"guard"}))
    assert features.hands(fired, stoned, REGISTRY).weight is None


@pytest.mark.parametrize(("one", "other", "same"), [
    ("land", "landing", True), ("bomb", "bombardment", True), ("assassinate", "assassination", True),
    ("raid", "siege", False), ("hit", "kill", False), ("do", "dose", False),
])
def test_one_stem(one: str, other: str, same: bool) -> None:
    """Verb and noun of one deed."""
    assert features.one_stem(one, other) is same


def test_about_and_codename() -> None:
    """Words about two deeds are two acts; one codename is one deed."""
    assert features.about(frozenset({1}), frozenset({1, 2})).weight == 2.0
    assert features.about(frozenset({1}), frozenset({2})).weight is None
    assert features.about(frozenset(), frozenset({2})).weight == 0.0
    assert features.codename("operation x", "operation x").weight == 3.0
    assert features.codename("operation x", None).weight == 0.0


IDS = st.sets(st.sampled_from(["a-north", "a-army-of-north", "a-south", "a-gunmen", "a-reds"])).map(frozenset)
PLACES = st.sets(st.sampled_from(["p-land", "p-shire", "p-town", "p-port", "p-far", "p-nowhere"])).map(frozenset)
RANGES = st.one_of(
    st.none(), st.tuples(st.integers(1, 900), st.integers(0, 400)).map(lambda t: Days(t[0], t[0] + t[1], True))
)


@given(IDS, IDS, PLACES, PLACES, RANGES, RANGES)
def test_every_question_is_symmetric(  # type: ignore[no-untyped-def]
    a: frozenset[str], b: frozenset[str], p: frozenset[str], q: frozenset[str], d, e
) -> None:
    """Whether two tellings agree cannot depend on which was read first."""
    assert features.actors(a, b, REGISTRY) == features.actors(b, a, REGISTRY)
    assert features.targets(a, b, REGISTRY) == features.targets(b, a, REGISTRY)
    assert features.places(p, q, REGISTRY) == features.places(q, p, REGISTRY)
    assert features.days(d, e) == features.days(e, d)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_days_of_a_day_a_month_and_a_year_hold_each_other(day: date) -> None:
    """A day lies in its month, the month in its year."""
    spans = [days_of(When(start=day.isoformat()[:size])) for size in (10, 7, 4)]
    assert all(span is not None for span in spans)
    fine, month, year = (span for span in spans if span is not None)
    assert fine.width == 1 and 28 <= month.width <= 31 and 365 <= year.width <= 366
    assert year.low <= month.low <= fine.low <= fine.high <= month.high <= year.high


@pytest.mark.parametrize("when", [None, When(), When(end="1999-01-01"), When(start="-0480"), When(start="1999-02-30"),
                                  When(start="2000-01-02", end="2000-01-01"), When(start="99999-01-01")])
def test_days_that_are_none(when: When | None) -> None:
    """Open, unknown, impossible and turned-round times are no days."""
    assert days_of(when) is None
