"""Dating time expressions: the right interval, its basis, and nothing dropped."""

from __future__ import annotations

import importlib.util
import os
import sys
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from histor.extract.times import find_times
from histor.model import Block, Document, Sentence, Source, When
from histor.resolve import calendar as cal
from histor.resolve.calendar import Point
from histor.resolve.dates import anchors, resolve_times, shift

NEWS_DAY = "2024-03-06"  # a Wednesday


def document(text: str, published: str | None = None) -> Document:
    """Return a text whose lines are its blocks; a line that starts with ``# `` is a heading."""
    blocks, at, section = [], 0, ()
    for line in text.split("\n"):
        heading = line.startswith("# ")
        start = at + 2 * heading
        section = (line[2:],) if heading else section
        if line:
            blocks.append(Block("heading" if heading else "paragraph", start, at + len(line), section))
        at += len(line) + 1
    return Document("0", text, Source("t", "text", published=published), tuple(blocks))


def whens(text: str, published: str | None = None) -> list[When]:
    doc = document(text, published)
    expressions = find_times(doc, ())
    resolved = resolve_times(doc, (), expressions)
    assert [when.span for when in resolved] == [one.span for one in expressions]
    return list(resolved)


def intervals(text: str, published: str | None = None) -> list[str]:
    """Return each time as ``start/end``, or the start alone where both are one."""
    return [w.start or "?" if w.start == w.end else f"{w.start}/{w.end}" for w in whens(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 16 January 2024 it began. Two days later, on 18 January, it ended.", ["2024-01-16", *["2024-01-18"] * 2]),
        ("From 9–13 May 2023 they fought.", ["2023-05-09/2023-05-13"]),
        ("from 3 March until 5 June 1915", ["1915-03-03/1915-06-05"]),
        ("from December to February 1943", ["1942-12/1943-02"]),
        ("In January and February 1937 they tried.", ["1937-01", "1937-02"]),
        ("On 24 October 1877 war came. In January the city fell.", ["1877-10-24", "1878-01"]),
        ("On 12 May 2023 they fired. On this day he died. The following day", [*["2023-05-12"] * 2, "2023-05-13"]),
        ("In May 1940 they came. The following month they won.", ["1940-05", "1940-06"]),
        ("On 12 April 1865 he wept. The next morning; later that year.", ["1865-04-12", "1865-04-13", "1865"]),
        ("In 1965 he joined. Four years later, he led a coup on 1 September.", ["1965", "1969", "1969-09-01"]),
        ("On 5 May 1862 they won. The best since 1810. On 7 June they lost.", ["1862-05-05", "1810", "1862-06-07"]),
        ("In August 480 BC they met. In September the fleet won.", ["-0479-08", "-0479-09"]),
        ("the spring of 1943, the winter of 1941–42", ["1943-03/1943-05", "1941-12/1942-02"]),
        ("the 1920s and the 19th century", ["1920/1929", "1801/1900"]),
        ("the 4th century BC", ["-0399/-0300"]),
        ("in the first half of 1942", ["1942-01/1942-06"]),
        ("On 1 July 1916, the first day of the battle, 19,240 died.", ["1916-07-01", "1916-07-01"]),
        ("A year after the 1974 coup, talks began.", ["1975", "1974"]),
        ("On 31 June 1990 it rained.", ["1990-06"]),
        ("At 04:50 on 24 February 2022 it began.", ["2022-02-24", "2022-02-24"]),
        ("It fell on July 14th, 1863. On the 28th ult. we marched.", ["1863-07-14", "1863-06-28"]),
        ("On 11 March the general left. Later that year he died.", ["?", "?"]),
        ("for three weeks, every day, now", ["?", "?", "?"]),
    ],
)  # fmt: skip
def test_histories(text: str, expected: list[str]) -> None:
    assert intervals(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They were put on alert on Thursday.", ["2024-02-29"]),
        ("On Wednesday they fired.", ["2024-03-06"]),
        ("It said on Monday that over the preceding weekend it ran.", ["2024-03-04", "2024-03-02/2024-03-03"]),
        ("The army will leave on Monday.", ["2024-03-11"]),
        ("Yesterday 3 died; three days ago 4.", ["2024-03-05", "2024-03-03"]),
        ("Last week, last month and last year.", ["2024-02-26/2024-03-03", "2024-02", "2023"]),
        ("On 20 December the rebels came.", ["2023-12-20"]),
        ("Polls are due on 20 March.", ["2024-03-20"]),
        ("Russia took it in 2014. On 1 March it rained.", ["2014", "2024-03-01"]),
    ],
)
def test_news(text: str, expected: list[str]) -> None:
    assert intervals(text, NEWS_DAY) == expected


def test_set_is_ahead_only_where_something_is_set_for_it() -> None:
    """Raiders who set fire on Monday did; talks set for Monday are to come."""
    assert [w.start for w in whens("On Monday the raiders set fire to every house.", NEWS_DAY)] == ["2024-03-04"]
    assert [w.start for w in whens("Talks are set for Monday.", NEWS_DAY)] == ["2024-03-11"]


def test_what_counts_from_a_deed_without_a_date_has_none() -> None:
    """A week after a raid that nobody dates is not a week after the day of publication."""
    assert [w.start for w in whens("A week after raiders burned the mill, the army is silent.", NEWS_DAY)] == [None]


def test_basis_precision_and_reason() -> None:
    first, later = whens("On 16 January 2024 it began. On 18 January it ended.")
    assert (first.basis, first.precision, later.basis) == ("explicit", "day", "explicit")
    assert later.why == "year 2024 carried from 2024-01-16"
    same = whens("On 2 May 2023 he died. The same day they fired.")[1]
    assert (same.basis, same.precision) == ("context", "day")
    assert whens("in early June 1944")[0].approx
    assert whens("for two hours")[0].kind == "duration"
    assert whens("from 2010 to 2012")[0].precision == "interval"


def test_what_counts_from_an_event_of_another_section_stays_unknown() -> None:
    text = "On 17 March 1776 they left.\n# North\nThree weeks after the siege began, they marched."
    assert whens(text)[1].precision == "unknown"


def test_a_section_goes_back_over_a_background_that_tells_no_days() -> None:
    lead, years = "On 4 March 2031 they struck.\n# Background\n", "In May 2030 they had signed. "
    assert intervals(lead + years + "\n# Strikes\nThree days later, they struck again.")[2] == "2031-03-07"
    assert intervals(lead + years + "Three days later, it was broken.")[2] == "?"


def test_a_section_may_begin_again_where_the_text_began() -> None:
    """A lead tells its story to the end, down to an inquiry a year later; the sections tell it from the start."""
    lead = "On 4 October 2017 they struck. The inquiry, completed in 2018, blamed nobody.\n"
    months = "On 5 October he spoke. On 7 October they were buried."
    assert intervals(f"{lead}# Aftermath\n{months}")[2:] == ["2017-10-05", "2017-10-07"]
    years = "The war of 1839–1840 was lost. It was won in 1873.\n# The march\nOn 26 November they left."
    assert intervals(years)[-1] == "1839-11-26"


def test_the_weekend_of_the_news_is_the_last_one() -> None:
    text = "The fighting, which broke out on 2 February, escalated over the weekend."
    assert intervals(text, NEWS_DAY) == ["2024-02-02", "2024-03-02/2024-03-03"]


def test_a_month_looked_back_on_does_not_move_the_day() -> None:
    text = "16 July 2017.\nThe paper says that they broke in back in May. He denies it the following morning."
    assert intervals(text)[-1] == "2017-07-17"


def test_first_and_last_days_of_months_are_days() -> None:
    text = "On the last day of August, 1870, they lay there. The day before they had been beaten."
    assert intervals(text) == ["1870-08-31", "1870-08-30"]
    assert intervals("the first day of March 1904") == ["1904-03-01"]


def test_a_deed_dated_by_another_keeps_its_own_day() -> None:
    text = "On 16 January 2024 it struck. The attack came one day after a raid in the south."
    assert intervals(text) == ["2024-01-16", "2024-01-16"]


def test_what_names_its_event_and_its_day() -> None:
    text = "On 18 January 2024 seven died, two days after a raid. Ten days after the burial, on 1 February, they met."
    assert intervals(text) == ["2024-01-18", "2024-01-18", "2024-02-01", "2024-02-01"]
    assert intervals("Army strikes rebels, two days after a raid", NEWS_DAY) == ["?"]


def test_reading_ahead_finds_the_year() -> None:
    text = (
        "In September 1944 they landed. The siege lasted until February 1945.\n"
        "By July they had crossed the river. In August the town fell. On 16 December 1944 they struck back."
    )
    assert intervals(text)[2:4] == ["1944-07", "1944-08"]


def sentences(doc: Document, *texts: str) -> list[Sentence]:
    """Return sentences without words: the finder of anchors then goes by position alone."""
    found = []
    for text in texts:
        start = doc.text.index(text)
        block = next(i for i, b in enumerate(doc.blocks) if b.start <= start < b.end)
        found.append(Sentence(start, start + len(text), (), block))
    return found


def test_anchors_carry_within_a_paragraph() -> None:
    lines = ["On 9 May 2023 they struck.", "Two men died.", "Later, a house burned.", "Nobody knows why."]
    doc = document(f"# 1 June 2023\nIt was calm.\n{lines[0]} {lines[1]} {lines[2]}\n# Aftermath\n{lines[3]}")
    parts = sentences(doc, "It was calm.", *lines)
    times = resolve_times(doc, parts, find_times(doc, parts))
    carried = anchors(doc, parts, times)
    assert [when and when.start for when in carried] == ["2023-06-01", "2023-05-09", "2023-05-09", None, None]
    assert carried[2] is not None and carried[2].basis == "context" and "9 May" in carried[2].why


def test_shift() -> None:
    day = When("2024-01-31", "2024-01-31", "day", "explicit")
    assert shift(day, days=1).start == "2024-02-01"
    assert shift(day, months=1).start == "2024-02-29"
    assert shift(day, years=-1).end == "2023-01-31"
    assert shift(day, days=1).basis == "context"
    assert shift(When("2024", "2024", "year"), days=1).precision == "unknown"
    assert shift(When(None, "2024-01-31", "interval"), days=-31).end == "2023-12-31"


def test_calendar_agrees_with_the_standard_library() -> None:
    day = date(1, 1, 1)
    while day.year < 2100:
        point = Point(day.year, day.month, day.day)
        assert cal.day_of(cal.number(point)) == point
        assert cal.weekday(point) == day.isoweekday()
        year, week, _ = day.isocalendar()
        assert cal.iso_week(point) == f"{year:04d}-W{week:02d}"
        day += timedelta(days=271)


def test_calendar_before_our_era() -> None:
    assert cal.add_days(Point(0, 1, 1), -1) == Point(-1, 12, 31)
    assert Point(-479, 8, 3).iso == "-0479-08-03"
    assert cal.parse("-0479-08") == Point(-479, 8)
    assert cal.parse("2024-01-16T10:00") == Point(2024, 1, 16)


def _bench(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("histor_bench_time", root / "bench" / "time.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_public_gold() -> None:
    root = Path(__file__).resolve().parents[2]
    shared = Path(os.environ.get("HISTOR_SHARED", root.parent / "shared"))
    folder = shared / "data" / "wikiwars" / "tml"
    if not folder.is_dir():
        pytest.skip("the WikiWars corpus is not beside the project")
    bench = _bench(root)
    tallies = []
    for path in sorted(folder.glob("*.tml")):
        text, gold = bench.read_gold(path)
        tallies.append(bench.score(text, gold, bench.our_rows(bench.as_document(path.stem, text)), path.stem))
    found = bench.figures(tallies, 10)
    f = {name: found[name]["f"] for name in ("strict", "relaxed", "value")}
    assert f["strict"] > 0.90 and f["relaxed"] > 0.95 and f["value"] > 0.88, f


def test_a_day_without_a_year_is_of_the_year_just_told() -> None:
    """Of what is long past, and not of the day on which it was printed."""
    told = "On 16 May 1989 they opened fire. On 17 May they killed four farmers."
    assert intervals(told, "2003-11-14") == ["1989-05-16", "1989-05-17"]
    told = "The landing of 8 October 1943 was costly. The bombing on 7 October was not."
    assert intervals(told, "1971-11-11") == ["1943-10-08", "1943-10-07"]


def test_years_ago_count_for_the_day_before_them() -> None:
    """9 September two years ago, as it was written in 1945; a day of news keeps its own year."""
    assert intervals("They were killed on 9 September two years ago.", "1945-11-01")[0] == "1943-09-09"
    assert intervals("They met on 9 September.", "1945-11-01") == ["1945-09-09"]


def test_an_end_is_not_before_its_beginning() -> None:
    """What lasts *until* February 2022 did not begin on a 31 May after it."""
    told = ("The army arrested the president on 24 May 2021. On 9 January 2022 the League closed its borders. "
            "On 31 May, the League suspended Orvia until the end of February 2022.")
    assert intervals(told, None) == ["2021-05-24", "2022-01-09", "2021-05-31", "2022-02"]
