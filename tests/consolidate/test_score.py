"""The questions that join the deeds of two accounts, and the table that weighs them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from test_features import REGISTRY

from histor.consolidate import score
from histor.consolidate.group import Tale, finer
from histor.consolidate.telling_days import Days


def group(**told: object) -> Tale:
    return replace(Tale(kind="ASSAULT", modes=frozenset({"attack"})), **told)  # type: ignore[arg-type]


def names(a: Tale, b: Tale) -> set[str]:
    return {name for name, _, _ in score.answers(a, b, REGISTRY)}


DAY = Days(100, 100, True)


@pytest.mark.parametrize(("other", "answer"), [
    (DAY, "same day"), (Days(101, 101, True), "next day"), (Days(90, 120, True), "days meet"), (None, "day untold"),
    (Days(100, 100, False, sure=False), "same day, carried over"), (Days(104, 104, False), "other day"),
    (Days(104, 104, False, sure=False), "other day, carried over"),
])
def test_days(other: Days | None, answer: str) -> None:
    """A day that only another sentence gives says less."""
    north = group(days=DAY, actors=frozenset({"a-north"}))
    assert answer in names(north, replace(north, days=other))


@pytest.mark.parametrize(("year", "month", "old", "new", "same"), [
    (1715, 6, 13, 24, True), (1605, 11, 5, 15, True), (1854, 10, 13, 25, True), (1917, 10, 12, 25, True),
    (1715, 6, 13, 23, False), (1954, 10, 12, 25, False),
])
def test_two_calendars(year: int, month: int, old: int, new: int, same: bool) -> None:
    """One day has two dates while two calendars were in use, eleven days apart in the eighteenth century."""
    days = [Days(at, at, True) for at in (date(year, month, old).toordinal(), date(year, month, new).toordinal())]
    one, other = (group(days=day) for day in days)
    if same:
        assert "same day, other calendar" in names(one, other) & names(other, one)
    else:
        with pytest.raises(score.Parted):
            score.answers(one, other, REGISTRY)


def test_a_borrowed_year() -> None:
    """A diary's *3 March*, printed in 1948, can be that of 1942; another day cannot, nor a year that was told."""
    told, printed = (Days(day, day, True) for day in (date(1942, 3, 3).toordinal(), date(1948, 3, 3).toordinal()))
    diary = replace(printed, borrowed=True)
    assert "same day, carried over" in names(group(days=told), group(days=diary))
    assert finer(told, diary) == finer(diary, told) == told
    for other in (printed, replace(diary, low=diary.low + 9, high=diary.high + 9)):
        with pytest.raises(score.Parted):
            score.answers(group(days=told), group(days=other), REGISTRY)


def test_words_that_call_a_deed() -> None:
    """*Landed* and *the landing* are one word; *attack* can call any deed."""
    landed, again = (group(days=DAY, calls=frozenset({word})) for word in ("land", "landing"))
    assert "same word" in names(landed, again)
    assert "same word" not in names(landed, group(days=DAY, calls=frozenset({"siege"})))
    assert "same word" not in names(landed, group(days=DAY, calls=frozenset({"attack"})))


def test_what_accounts_open_with() -> None:
    """Both, or it says nothing; and accounts without a name in common are of other affairs."""
    first, second = group(days=DAY, leads=True), group(days=DAY)
    assert "both told first" in names(first, first)
    assert "both told first" not in names(first, second)
    topics = [frozenset({"orsk", "tembia", "lomong"}), frozenset({"velsk", "sarn", "dole"})]
    assert "no name shared" in names(*(group(days=DAY, topic=topic) for topic in topics))
    assert "no name shared" not in names(*(group(days=DAY, topic=topics[0]) for _ in topics))


def test_blow_and_return_blow() -> None:
    """One day, but the hands have changed sides."""
    blow = group(days=DAY, actors=frozenset({"a-north"}), targets=frozenset({"a-south"}))
    back = group(days=DAY, actors=frozenset({"a-south"}), targets=frozenset({"a-north"}))
    assert "opposite hands" in names(blow, back)


@pytest.mark.parametrize("change", [
    {"kind": "PROTEST"}, {"days": Days(104, 104, True)}, {"ordinals": frozenset({"second"})},
    {"about": frozenset({"other"})},
])
def test_what_parts_outright(change: dict[str, object]) -> None:
    """Another type, told days that do not meet, namesakes counted apart, words about other deeds."""
    one = group(days=DAY, ordinals=frozenset({"first"}), about=frozenset({"one"}))
    with pytest.raises(score.Parted):
        score.answers(one, replace(group(days=DAY), **change), REGISTRY)  # type: ignore[arg-type]


def test_everyone_does_his_own_words() -> None:
    """Two sides' denials are two, however alike they are told; blows of two sides may be one clash."""
    one, other = (group(kind="REJECT", modes={"deny"}, days=DAY, actors=frozenset({a})) for a in ("a-north", "a-south"))
    with pytest.raises(score.Parted):
        score.answers(one, other, REGISTRY)
    assert "other actor" in names(replace(one, kind="ASSAULT"), replace(other, kind="ASSAULT"))


def test_a_country_alone_joins_nothing_that_has_no_day() -> None:
    """Bombings in a land, undated, are any bombings there; those with a doer, a word or a day in common may be one."""
    land = group(places=frozenset({"p-land"}))
    with pytest.raises(score.Parted):
        score.answers(land, land, REGISTRY)
    assert "within" in names(replace(land, days=DAY), replace(land, days=DAY))
    assert "same word" in names(*[replace(land, calls=frozenset({"massacre"}))] * 2)
    assert "same actor" in names(*[replace(land, actors=frozenset({"a-north"}))] * 2)


@pytest.mark.parametrize(("a", "b", "answer"), [
    ("p-town", "p-town", "same place"), ("p-town", "p-shire", "within"), ("p-town", "p-far", "other place"),
])
def test_places(a: str, b: str, answer: str) -> None:
    """One scene, one within the other, two."""
    assert answer in names(*(group(days=DAY, places=frozenset({place})) for place in (a, b)))


def test_every_answer_has_a_weight_and_a_sentence_and_none_changes_sides() -> None:
    """The fit may make an answer weigh nothing, never the opposite of what it says."""
    table = score._table()
    assert set(table["set"]) == set(table["weights"]) == {"base", *table["sentences"]}
    assert all(table["set"][name] * weight >= 0 for name, weight in table["weights"].items())


def test_agreement_makes_one_deed_likelier() -> None:
    """And the scores add up to the probability."""
    bare, full = group(days=DAY), group(days=DAY, places=frozenset({"p-town"}), figures=frozenset({("killed", 9)}))
    low = score.chance(score.answers(bare, bare, REGISTRY))
    said = score.answers(full, full, REGISTRY)
    assert score.chance(said) > low
    assert {row.feature for row in score.scores(said, REGISTRY)} >= {"same day", "same place", "same figure"}
    assert all(row.sentence for row in score.scores(said, REGISTRY))


def test_the_finer_day_is_the_surer_then_the_narrower() -> None:
    """A weekday beside the deed goes before a month that is told outright."""
    month, weekday = Days(90, 120, True), Days(100, 100, False)
    assert finer(month, weekday) == weekday and finer(None, month) == month
    assert finer(weekday, Days(101, 101, False, sure=False)) == weekday


def test_what_several_sides_did_in_weeks_is_no_deed_of_one_day() -> None:
    """Two states bombed each other in May; what one of them did on the third is a part, and no telling of it."""
    first = date(2031, 5, 1).toordinal()
    month, day = Days(first, first + 30, True), Days(first + 2, first + 2, True)
    whole = group(days=month, actors=frozenset({"a-orvia", "a-tarnia"}))
    with pytest.raises(score.Parted):
        score.answers(whole, group(days=day, actors=frozenset({"a-orvia"})), REGISTRY)
    assert "days meet" in names(whole, group(days=day, actors=frozenset({"a-orvia", "a-tarnia"})))
