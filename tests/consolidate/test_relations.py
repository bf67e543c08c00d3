"""How two figures stand to each other, by figures made by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from histor.consolidate.mouths import Mouth
from histor.consolidate.people import people
from histor.consolidate.relations import FigureRelations
from histor.consolidate.rivals import Teller
from histor.model import Casualty, Evidence, Relation

_NUMBERS = count()


def row(low: int | None, high: int | None = -1, **more: object) -> Casualty:
    """Return a figure of killed, exact unless a high is given; told on 1 May by its own source."""
    number = next(_NUMBERS)
    source, quote = str(more.pop("source", f"s-{number}")), str(more.pop("quote", "They were killed there."))
    made = Casualty(f"k-{number}", "i-1", "killed", low, low if high == -1 else high, "", None, None,
                    evidence=(Evidence(source, 0, len(quote), quote),), words=str(low), told="2031-05-01")  # fmt: skip
    return replace(made, **more)


def related(
    *rows: Casualty, origins: str = "", parties: str = "", titles: str = ""
) -> list[tuple[str, int | None, int | None]]:
    """Return the relations as kind and lows; ``origins`` and ``parties`` have a letter for each figure."""
    tellers = {
        figure.id: Teller(
            Mouth(f"m{at}", f"M{at}", "speaker"), (origins or "abcdefgh")[at], (parties or "n" * 9)[at] == "p"
        )
        for at, figure in enumerate(rows)
    }
    names = {figure.evidence[0].source: titles for figure in rows}
    lows = {figure.id: figure.low for figure in rows}
    found: list[Relation] = FigureRelations(rows, tellers, names).rows()
    return [(r.kind, lows[r.first], lows[r.second]) for r in found]


def test_same_numbers_agree_or_repeat() -> None:
    """From two origins, or from one."""
    assert related(row(9), row(9)) == [("agrees", 9, 9)]
    assert related(row(9), row(9), origins="aa") == [("repeats", 9, 9)]


def test_an_echo_adds_no_contradiction() -> None:
    """It repeats, and is compared with nothing else."""
    assert related(row(9), row(12), row(9), origins="aba") == [("contradicts", 9, 12), ("repeats", 9, 9)]


def test_figures_of_two_sides_are_set_against_their_like() -> None:
    """Who counts four and 140 counts two sides: another's five is a rival of the four, its 86 of the 140."""
    told = [row(4, source="s-a"), row(140, source="s-a"), row(5, source="s-b"), row(86, source="s-b")]
    assert related(*told, origins="aabb") == [("contradicts", 4, 5), ("contradicts", 140, 86)]


def test_an_older_figure_that_its_own_account_repeats_is_updated_too() -> None:
    """*Risen to 17; it had been put at 12*: both twelves are out of date."""
    told = [row(12, source="s-a"), row(17, source="s-b", told="2031-05-03"), row(12, source="s-b", told="2031-05-03")]
    assert related(*told, origins="aaa") == [("updates", 17, 12), ("repeats", 12, 12), ("updates", 17, 12)]


def test_open_bounds_that_meet_are_refined() -> None:
    """Nine is at least seven; at least forty is not twelve."""
    assert related(row(7, None), row(9)) == [("refines", 9, 7)]
    assert related(row(40, None), row(12)) == [("contradicts", 40, 12)]


def test_of_two_open_bounds_the_higher_is_the_more_exact() -> None:
    """"At least thirty" says more than "at least six", whichever account stands first."""
    assert related(row(6, None), row(30, None)) == [("refines", 30, 6)]
    assert related(row(30, None), row(6, None)) == [("refines", 30, 6)]


def test_a_few_of_one_kind_can_be_some_of_all() -> None:
    """Eight soldiers can be among 27 people; eleven miners rival twelve people, and so do thirty."""
    assert related(row(27, kind="people"), row(8, kind="soldiers")) == []
    assert related(row(8, kind="soldiers"), row(27, kind="people", told="2031-05-03")) == []
    assert related(row(12, kind="people"), row(11, kind="workers")) == [("contradicts", 12, 11)]
    assert related(row(12, kind="people"), row(30, kind="workers")) == [("contradicts", 12, 30)]


@pytest.mark.parametrize(("origins", "parties", "day", "kind"), [
    ("aa", "nn", "2031-05-03", "updates"), ("ab", "nn", "2031-05-03", "updates"),
    ("ab", "np", "2031-05-03", "contradicts"), ("ab", "pn", "2031-05-03", "contradicts"),
    ("ab", "nn", "2031-09-03", "updates"),
    ("ab", "nn", "2031-05-01", "contradicts"),
])  # fmt: skip
def test_a_later_figure_updates_or_contradicts(origins: str, parties: str, day: str, kind: str) -> None:
    """One origin updates itself; a bystander a bystander, within days and upwards."""
    assert [r[0] for r in related(row(12), row(17, told=day), origins=origins, parties=parties)] == [kind]


def test_a_toll_told_as_risen_updates_another_of_its_day() -> None:
    """By its words alone: of two figures of one day neither is the later."""
    assert related(row(23), row(26, quote="The toll has risen to 26.")) == [("updates", 26, 23)]
    assert related(row(23), row(26)) == [("contradicts", 23, 26)]


def test_who_counts_his_own_is_no_bystander() -> None:
    """Another bystander's later figure follows a bystander's up, and rivals that of somebody who counts his own."""
    assert related(row(5), row(7, told="2031-05-03")) == [("updates", 7, 5)]
    assert related(row(5), row(7, told="2031-05-03", words="Seven of my colleagues")) == [("contradicts", 5, 7)]


def test_a_much_higher_figure_long_after_is_a_rival() -> None:
    """Half as many again may have died of wounds; three times as many were counted otherwise."""
    assert related(row(4), row(14, told="2031-09-03")) == [("contradicts", 4, 14)]
    assert related(row(4), row(14, told="2031-05-03")) == [("updates", 14, 4)]


def test_a_lower_figure_by_another_is_no_later_count() -> None:
    """Tolls grow; a lower one is rival."""
    assert related(row(17), row(12, told="2031-05-03")) == [("contradicts", 17, 12)]


def test_one_account_mends_a_figure_only_in_words() -> None:
    """"Had put" looks back; without such words two figures of one mouth are of two groups."""
    old, new = "The ministry had put the number at 12.", "The toll has risen to 17."
    figures = row(12, source="s", quote=old), row(17, source="s", quote=new)
    assert related(*figures, origins="aa") == [("updates", 17, 12)]
    assert related(row(12, source="s"), row(17, source="s"), origins="aa") == []


def test_looking_back_at_anothers_figure_does_not_replace_it() -> None:
    """Unless the account is a correction."""
    rows = row(9, source="s", quote="The government had put the toll at nine."), row(10, source="s")
    assert [r[0] for r in related(*rows)] == ["contradicts"]
    assert [r[0] for r in related(*rows, titles="Correction: the toll")] == ["updates"]


def test_shares_and_kinds() -> None:
    """A share refines its whole; children are not set against people, officers are against soldiers."""
    whole = row(9)
    assert related(whole, row(4, kind="children", part_of=whole.id)) == [("refines", 4, 9)]
    assert related(row(9), row(4, kind="children")) == []
    assert [r[0] for r in related(row(3, kind="officers"), row(4, kind="soldiers"))] == ["contradicts"]


def test_what_a_side_tells_of_its_own_is_compared_with_what_fits() -> None:
    """Our seven dead are not the enemy's thirty-eight."""
    ours = row(7, quote="Our own losses are seven dead.")
    assert related(ours, row(38)) == []
    assert related(ours, row(7)) == [("agrees", 7, 7)]


def test_two_more_are_set_against_nobody() -> None:
    """But more than eighty are against twelve."""
    assert related(row(26), row(2, words="two more commanders")) == []
    assert related(row(80, None, words="more than 80"), row(12)) == [("contradicts", 80, 12)]


def test_two_sides_dead_are_two_groups() -> None:
    """Whoever counts them."""
    assert related(row(7, side="a-x"), row(38, side="a-y")) == []


def test_a_crowd_of_figures_grows_no_faster_than_its_rows() -> None:
    """Each is compared with a bounded number of others."""
    figures = [row(at + 1) for at in range(400)]
    tellers = {f.id: Teller(Mouth(f.id, f.id, "speaker"), f.id, True) for f in figures}
    assert len(FigureRelations(figures, tellers, {}).rows()) <= 24 * len(figures)


@pytest.mark.parametrize(("lemma", "group", "kind"), [
    ("child", "small children", "children"), ("officer", "police officers", "police"), ("people", "people", "people"),
    ("driver", "drivers", "driver"), ("worker", "Pakistani workers", "workers"),
    ("", "Israeli", "israeli"), ("", "", "people"),
])  # fmt: skip
def test_kinds_of_people(lemma: str, group: str, kind: str) -> None:
    """By the head of the group; a head of no known kind is one of its own."""
    assert people().kind(lemma, group) == kind


def test_one_mouths_later_word_replaces_what_it_could_be_a_part_of() -> None:
    """*At least 60* on Monday and 83 on Friday; and of one day's two counts the higher is the later."""
    first, then = row(60, None), row(83, told="2031-05-04")
    assert related(first, then, origins="aa") == [("updates", 83, 60)]
    assert related(row(6), row(4), origins="aa") == [("updates", 6, 4)]
    assert related(first, then) == [("refines", 83, 60)]


def test_people_counted_alone_are_the_same_by_another_name() -> None:
    """One account's workers are the other's rebels, but not where either counts others beside them."""
    workers, rebels = row(36, kind="workers", source="s-a"), row(12, kind="fighters", source="s-b")
    assert related(workers, rebels) == [("contradicts", 36, 12)]
    soldiers = row(3, kind="soldiers", source="s-b")
    assert related(workers, rebels, soldiers, origins="abb") == []


def test_words_that_are_denied_make_nothing_newer() -> None:
    """A figure that somebody never corrected stays his."""
    buried = row(9, source="s", quote="We buried nine.")
    said = row(6, source="s", quote="He said six and never corrected it.")
    assert related(buried, said) == [("contradicts", 9, 6)]


def test_a_figure_that_its_own_mouth_replaced_is_contradicted_by_none() -> None:
    """The ministry's four became six; a monitor's later six updates the four, as its five would not."""
    four, six, monitor = row(4), row(6, told="2031-05-02"), row(6, told="2031-05-03")
    told = related(four, six, monitor, origins="aab", parties="ppn")
    assert told == [("updates", 6, 4), ("updates", 6, 4), ("agrees", 6, 6)]


def test_those_whom_one_side_calls_its_own_are_the_others_enemy() -> None:
    """So their figures are rivals; what a side tells of its own is else only met."""
    ours = row(3, quote="Three of our men fell.")
    assert related(ours, row(11, quote="It cost the enemy eleven dead.")) == [("contradicts", 3, 11)]
    assert related(ours, row(11)) == []


def test_a_toll_rises_from_its_own_mouths_figure() -> None:
    """The hospital's has risen to 17; the ministry's 14 beside it is a rival and no earlier count."""
    told = [row(17, source="s-a", quote="The toll has risen to 17."), row(14, source="s-a", quote="It said 14.")]
    assert related(*told) == [("contradicts", 17, 14)]


def test_an_open_figure_of_the_same_day_is_updated() -> None:
    """One mouth's "at least nine" and its later 14, in two accounts of one day."""
    assert related(row(9, None), row(14), origins="aa") == [("updates", 14, 9)]


def test_two_are_no_more_exact_than_up_to_forty() -> None:
    """A bare upper bound says little of what lies far below it."""
    assert related(row(None, 40), row(2)) == []
    assert related(row(None, 40), row(31)) == [("refines", 31, None)]


def test_guards_are_no_mutineers() -> None:
    """Two accounts that count each another side contradict each other in nothing."""
    guards, mutineers = row(8, group="guards", kind="guards"), row(34, group="mutineers", kind="rebels")
    assert related(guards, mutineers) == []
    assert related(guards, row(11, group="guards", kind="guards")) == [("contradicts", 8, 11)]


def test_a_sides_own_dead_are_among_all_the_dead() -> None:
    """Who counts "two of our clerks" contradicts nobody's eleven, but those who count one."""
    own = row(2, words="two of our clerks", kind="clerk", group="our clerks")
    assert related(own, row(11, kind="people")) == []
    assert related(own, row(1, kind="people")) == [("contradicts", 2, 1)]
