"""The parts of the dossier by themselves: dates, ranges, marks that overlap, the layout of the timeline."""

from __future__ import annotations

import random
from typing import Any

import pytest
from page_reading import read_page

from histor.export.dossier import dossier_html
from histor.export.dossier_actors import acting_counts, pairs
from histor.export.dossier_book import Book
from histor.export.dossier_data import case_data
from histor.export.dossier_fields import acting, distinct, doers, whom_and_where
from histor.export.dossier_lanes import LONGEST, MOST_MARKS, WIDTH, lay_out
from histor.export.dossier_markup import Html, el, one_line, text
from histor.export.dossier_responses import lag
from histor.export.dossier_sources import blocks, direction
from histor.export.dossier_span import main_span, order, phase
from histor.export.dossier_words import Words, ordinals, shorten
from histor.export.json import case_dict
from sample_case import SOURCE, TEXT, sample

WORDS = Words()


@pytest.mark.parametrize(("start", "end", "words"), [
    ("2024-01-16", "2024-01-16", "16 January 2024"), ("2024-01-16", "2024-01-18", "16–18 January 2024"),
    ("2023-12-30", "2024-01-02", "30 December 2023 – 2 January 2024"), ("1988", "1988", "1988"),
    ("2024-01-30", "2024-02-02", "30 January – 2 February 2024"),
    ("2024-01", "2024-01", "January 2024"), ("2024-01", "2024-03", "January–March 2024"),
    ("1980", "1988", "1980–1988"), ("2024-01-15", None, "from 15 January 2024"),
    (None, "2024-01", "until January 2024"),
    (None, None, "date not told"), ("soon", "soon", "soon"), ("2024-13-40", "2024-13-40", "2024-13-40"),
])
def test_dates_in_words(start: str | None, end: str | None, words: str) -> None:
    """As far as they are known, nothing said twice."""
    assert WORDS.date({"start": start, "end": end}) == words


@pytest.mark.parametrize(("start", "end", "days"), [
    ("2024-02", "2024-02", 29), ("2023", "2023", 365), ("2024-12", "2024-12", 31), ("2024-01-16", None, 1),
    ("x", "x", None), (None, None, None), ("2024-05-02", "2024-05-01", None), ("2024-02-30", "2024-02-30", None),
])
def test_what_days_a_date_may_mean(start: str | None, end: str | None, days: int | None) -> None:
    """A month is all its days; what is no date is none."""
    found = ordinals({"start": start, "end": end})
    assert (found and found[1] - found[0] + 1) == days


@pytest.mark.parametrize(("figures", "words"), [
    ([(9, 9)], "9"), ([(9, 9), (4, 4)], "4–9"), ([(26, None)], "at least 26"),
    ([(9, 9), (26, None)], "9 to 26 or more"), ([(None, None)], "not counted"), ([(None, 5)], "up to 5"),
    ([(2, 4), (3, 3)], "2–4"), ([(0, 0)], "0"),
    ([(5, None), (40, 40)], "5–40"),
])
def test_ranges_span_and_never_add(figures: list[tuple[int | None, int | None]], words: str) -> None:
    """From the lowest to the highest told."""
    assert WORDS.spread([{"low": low, "high": high} for low, high in figures]) == words


def test_markup_is_safe_by_its_type() -> None:
    """A string is escaped, markup is not, nothing is nothing, numbers are text."""
    assert el("p", "<b>", Html("<i></i>"), None, 3, ["&", ["'"]], class_='"', hidden=True, id=None) == (
        '<p class="&quot;" hidden>&lt;b&gt;<i></i>3&amp;&#39;</p>')
    assert text("a\x00\ud800\r") == "a��&#13;" and one_line(" a\n\u202eb ") == "a b"
    assert WORDS.listed(["a", "", "b", "c"]) == "a, b and c" and shorten("one two three", 8) == "one two…"


@pytest.mark.parametrize("source", [
    "a\n\nb", "= T =\nx\ny\n== H ==\n\n\nz ", "  \n \n", "", "x\n" * 3000, "a\r\n\r\nb", "== H ==\n== G ==\ntext\n",
])
def test_paragraphs_keep_every_character(source: str) -> None:
    """In order, none twice, and only white space between them."""
    at = 0
    for start, end in blocks(source):
        assert at <= start < end and not source[at:start].strip()
        at = end
    assert not source[at:].strip()


def _in_reading_order(source: str, spans: list[list[int]]) -> list[tuple[int, int]]:
    """Return each span once, by where its words begin and end."""
    def words(span: tuple[int, int]) -> tuple[int, int]:
        text = source[slice(*span)]
        return span[0] + len(text) - len(text.lstrip()), span[1] - len(text) + len(text.rstrip())

    return sorted({(a, b) for a, b in spans}, key=words)


@pytest.mark.parametrize("seed", range(40))
def test_marks_that_overlap_in_any_way_keep_the_text_and_their_numbers(seed: int) -> None:
    """Each passage can be read off its pieces, and starts where its address is; across paragraphs too."""
    dice = random.Random(seed)
    case = case_dict(sample())
    source = "\n\n".join(TEXT[dice.randrange(30) :] for _ in range(4))
    spans = [sorted(dice.sample(range(len(source)), 2)) for _ in range(14)]
    spans = [one for one in spans if source[slice(*one)].strip()] + [[0, len(source)], [0, 5], [5, 9], [0, 5]]
    evidence = [{"source": SOURCE, "start": a, "end": b, "quote": source[a:b]} for a, b in spans]
    case["claims"] = [{**case["claims"][0], "id": f"c-{n}", "evidence": [e]} for n, e in enumerate(evidence)]
    case["incidents"], case["casualties"], case["responses"], case["contradictions"] = [], [], [], []
    (body,) = read_page(dossier_html(case, {SOURCE: source})).all("div", "text")
    assert "".join(p.text() for p in body.all("p")).translate(str.maketrans("", "", "0123456789 \n")) == (
        source.translate(str.maketrans("", "", "0123456789 \n")))
    for number, (start, end) in enumerate(_in_reading_order(source, spans), 1):
        pieces = [m for m in body.all("mark") if str(number) in m.get("data-e").split()]
        assert "".join("".join(m.text() for m in pieces).split()) == "".join(source[start:end].split())
        assert sum(one.get("id") == f"e{number}" for one in body.walk()) == 1
        assert sum(one.get("href") == f"#n{number}" for one in body.all("a")) == 1


def many(count: int, seed: int = 1) -> dict[str, Any]:
    """Return the small case with many incidents of all kinds around some months."""
    dice, case = random.Random(seed), case_dict(sample())
    first = case["incidents"][0]
    case["incidents"] = []
    for number in range(count):
        day = f"2031-0{dice.randint(3, 5)}-{dice.randint(10, 28)}"
        end = dice.choice([day, day, None, "2031-06-02"])
        case["incidents"].append({
            **first, "id": f"i-{number}", "date": {**first["date"], "start": day, "end": end},
            "label": " – ".join("words " * dice.randint(1, 9) for _ in range(3)),
            "status": dice.choice(["reported", "claimed", "planned"]), "type": dice.choice(["ASSAULT", "ACCUSE"]),
            "actors": dice.choice([["a-freedonia"], ["a-sylvania"], [], ["a-sylvania", "a-freedonia"]]),
        })
    return case


@pytest.mark.parametrize("count", [1, 2, 9, 40, 300])
def test_nothing_in_the_timeline_overlaps(count: int) -> None:
    """Marks and labels of one row keep apart, rows keep to their lane, lanes follow each other; all are inside."""
    picture = lay_out(Book(many(count), {SOURCE: TEXT}, WORDS))
    assert picture is not None and 0 < sum(len(lane.marks) for lane in picture.lanes) <= MOST_MARKS
    below = 0.0
    for lane in picture.lanes:
        assert lane.top >= below and all(lane.top < mark.y < lane.bottom for mark in lane.marks)
        below = lane.bottom
        for mark in lane.marks:
            low, high = mark.extent()
            assert low > -12 and high <= WIDTH + 1 and len(mark.label) <= LONGEST + 40
            assert not [other for other in lane.marks if other is not mark and other.y == mark.y
                        and other.extent()[0] <= high and low <= other.extent()[1]]
    assert picture.height >= below


def test_the_main_span_is_where_most_is_told() -> None:
    """A war long ago, told in one sentence, does not stretch the picture."""
    case = many(20)
    first = case["incidents"][0]
    told = {**first["date"], "start": "1988-07-03", "end": "1988-07-03"}
    case["incidents"].append({**first, "date": told})
    span = main_span(case["incidents"])
    assert span is not None and span[0] > (ordinals({"start": "2031-01-01", "end": None}) or (0, 0))[0]
    assert main_span([]) is None


def test_a_year_that_is_only_inferred_dates_nothing() -> None:
    """It stands with what has no date, and not before the January of that year; days that are inferred come last."""
    year = {"start": "2031", "end": "2031", "precision": "year", "basis": "inferred", "approx": False}
    days = {**year, "start": "2031-01-03", "end": "2031-01-05", "precision": "interval"}
    assert phase({"date": year}, None) == "undated" and phase({"date": {**year, "basis": "explicit"}}, None) == "main"
    assert order({"date": {**days, "basis": "explicit"}}) < order({"date": days}) < order({"date": year})


@pytest.mark.parametrize(("act", "answer", "words"), [
    (("2031-04-02", "2031-04-02"), ("2031-04-05", "2031-04-05"), "3 days"),
    (("2031-04-02", "2031-04-02"), ("2031-04-02", "2031-04-02"), "the same day"),
    (("2031-04-02", "2031-04-02"), ("2031-04-03", "2031-04-03"), "1 day"),
    (("2031-04-02", "2031-04-02"), ("2031-04-02", None), "the same day or later"),
    (("2031-04-02", "2031-04-04"), ("2031-04-05", "2031-04-08"), "1–6 days"),
    (("2031-04-02", "2031-04-02"), ("2031-03-01", "2031-03-01"), "dated before the act"),
    ((None, None), ("2031-03-01", "2031-03-01"), "not told"),
])
def test_lags(act: tuple[str | None, str | None], answer: tuple[str | None, str | None], words: str) -> None:
    """In days, as a range where dates are uncertain."""
    case = case_dict(sample())
    for row, (start, end) in zip(case["incidents"], (act, answer), strict=True):
        row["date"] = {**row["date"], "start": start, "end": end}
    assert lag(Book(case, {}, WORDS), "i-1", "i-2") == words


def test_a_large_case_stays_small_enough() -> None:
    """Five hundred incidents and five thousand claims make a page under six megabytes."""
    case = many(500)
    case["claims"] = [{**case["claims"][n % 2], "id": f"c-{n}", "incidents": [f"i-{n % 500}"]} for n in range(5000)]
    assert len(dossier_html(case, {SOURCE: TEXT}).encode()) < 6_000_000


@pytest.mark.parametrize(("words", "way"), [
    ("Plain words", None), ("12. كلمات", "rtl"), ("“מילים” then words", "rtl"), ("Words, then كلمات", None),
    ("12.", None),
])
def test_paragraphs_from_the_right(words: str, way: str | None) -> None:
    """The first letter that has a direction decides."""
    assert direction(words) == way
    assert direction(words, around="rtl") == (None if way else "ltr")


def test_a_row_is_told_in_few_elements() -> None:
    """A page of thousands of rows answers because none is wrapped in more than it needs."""
    page = read_page(dossier_html(case_dict(sample()), {SOURCE: TEXT}))
    claims = [one for one in page.all("tr", "row") if one.get("id").startswith("c-")]
    assert claims and max(len(one.walk()) for one in claims) <= 8
    assert not [one for one in page.walk() if one.get("dir") == "auto"]


@pytest.mark.parametrize(("who", "words", "note"), [
    (["a-freedonia"], "says Freedonia", "one"),
    (["a-freedonia", "a-sylvania"], "say Freedonia and Sylvania", "two agree in number"),
    (["a-freedonia", "a-cabinet"], "says Freedonia", "a government beside its own state is that state"),
    (["a-cabinet", "a-sylvania"], "say the cabinet and Sylvania", "and speaks for itself where the state is silent"),
])
def test_who_says_so(who: list[str], words: str, note: str) -> None:
    """Each party once, and the verb in its number."""
    case = case_dict(sample())
    row = next(row for row in case["actors"] if row["id"] == "a-freedonia")
    case["actors"].append(row | {"id": "a-cabinet", "name": "the cabinet", "kind": "government", "side": row["id"]})
    book = Book(case, {}, WORDS)
    told = book.parties(who)
    assert WORDS.say("said", "says", who=book.names(told), count=len(told)) == words, note


@pytest.mark.parametrize(("low", "high", "group", "words"), [
    (2, 2, "their sisters", "2 of their sisters killed"), (1, 1, "Their mother", "1 killed (their mother)"),
    (1, 1, "His sons", "1 of his sons killed"), (None, 3, "its crew", "up to 3 of its crew killed"),
    (2, 2, "League's drivers", "2 killed (League's drivers)"), (2, 2, "sisters", "2 sisters killed"),
    (40, None, "workers' families", "at least 40 workers' families killed"),
    (None, None, "their sons", "some of their sons (not counted) killed"), (1, 1, "", "1 killed"),
])
def test_somebodys_people_are_counted_as_a_person_would(
    low: int | None, high: int | None, group: str, words: str
) -> None:
    """Two *of their sisters*, and not two their sisters; a figure for all there are has them in brackets."""
    assert WORDS.befell({"low": low, "high": high, "qualifier": "exact", "effect": "killed"}, group) == words


@pytest.mark.parametrize(("names", "kept"), [
    (["drone", "killer drones", "rockets"], ["killer drones", "rockets"]), (["missile", "missiles"], ["missile"]),
    (["bombs", "Bombs"], ["bombs"]), (["arms", "firearms"], ["arms", "firearms"]),
])
def test_things_named_more_exactly_are_named_once(names: list[str], kept: list[str]) -> None:
    """Drones beside killer drones are the same ones."""
    assert distinct(names) == kept


def test_a_headline_names_each_party_and_place_once() -> None:
    """A state's forces beside it are that state; a place in the name of whom it befell is not told again."""
    case = case_dict(sample())
    state = next(row for row in case["actors"] if row["id"] == "a-freedonia")
    more = {"a-fleet": "Freedonian fleet", "a-guard": "Guard", "a-forces": "Armed forces of Freedonia"}
    for ident, name in more.items():
        whole = state["id"] if ident == "a-forces" else None
        force = {"id": ident, "name": name, "kind": "military", "side": state["id"], "part_of": whole}
        case["actors"].append(state | force)
    case["actors"].append(state | {"id": "a-mill", "name": "mill in Port Azul", "kind": "other", "side": None})
    book = Book(case, {}, WORDS)
    assert doers(book, ["a-fleet", "a-freedonia", "a-forces", "a-sylvania"]) == ["a-freedonia", "a-sylvania"]
    assert doers(book, ["a-fleet", "a-forces", "a-guard"]) == ["a-fleet", "a-guard"]
    assert acting(book, ["a-fleet", "a-forces", "a-sylvania"]) == ["a-fleet", "a-sylvania"]
    row = dict(case["incidents"][0]) | {"targets": ["a-mill"], "places": ["p-port-azul"]}
    assert whom_and_where(book, row) == (["mill in Port Azul"], [])
    assert whom_and_where(book, row | {"targets": ["a-sylvania"]}) == (["Sylvania"], ["Port Azul"])


def test_whom_a_deed_was_done_to_by_inference_is_in_no_sentence() -> None:
    """It stands in the row of the deed, called inferred; told targets stand in the headline and are not called so."""
    case = case_dict(sample())
    row = next(row for row in case["incidents"] if row["targets"] and not row["fields"]["targets"]["why"])
    book = Book(case, {}, WORDS)
    assert book.told(row, "targets") == row["targets"] and book.name(row["targets"][0]) in book.deed(row)[2]
    row["fields"]["targets"]["why"] = {"rule": "targets/likely", "sentence": "x", "score": 0.5, "version": "1"}
    row["places"] = []
    assert book.told(row, "targets") == [] and book.deed(row)[2] == ""
    marked = read_page(dossier_html(case, {SOURCE: TEXT})).all("tr", "row")
    (deed,) = [one for one in marked if one.get("id").endswith(row["id"])]
    assert [one.text() for one in deed.all("span", "infer")] == [WORDS.of("tables", "inferred")]
    assert not sum(acting_counts(book)[1].values()) and not pairs(book)
    rows = {one["id"]: one for one in case_data(book, {}, policy="", theme="", views={})["incidents"]}
    assert rows[book.anchor("incidents", row["id"])]["inferred"] == ["targets"]


def test_an_office_of_nobody_in_the_case_shows_no_id() -> None:
    """A body that no row of the case holds has no name to be shown by."""
    case = case_dict(sample())
    case["actors"][-1]["roles"] = [{"title": "envoy", "of": "a-harbour-ministry", "start": None, "end": None}]
    assert "a-harbour-ministry" not in read_page(dossier_html(case, {SOURCE: TEXT})).text()


def test_a_headline_names_each_party_once() -> None:
    """A government that acts beside its own state is that state."""
    case = case_dict(sample())
    row = next(row for row in case["actors"] if row["id"] == "a-freedonia")
    case["actors"].append(row | {"id": "a-cabinet", "name": "the cabinet", "kind": "government", "side": row["id"]})
    deed = case["incidents"][0] | {"actors": ["a-cabinet", "a-freedonia"]}
    assert Book(case, {}, WORDS).deed(deed)[0] == "Freedonia"


def test_where_a_deed_was_stands_in_no_sentence_if_only_inferred() -> None:
    """Its row says the place, and that it is inferred."""
    case = case_dict(sample())
    row = next(row for row in case["incidents"] if row["places"] and row["fields"].get("places"))
    name = next(place["name"] for place in case["places"] if place["id"] == row["places"][0])
    book = Book(case, {}, WORDS)
    assert book.told(row, "places") == row["places"] and name in book.deed(row)[2]
    row["fields"]["places"]["why"] = {"rule": "places/dateline", "sentence": "x", "score": 0.5, "version": "1"}
    row["targets"] = []
    book = Book(case, {}, WORDS)
    assert book.told(row, "places") == [] and name not in book.deed(row)[2]
    marked = read_page(dossier_html(case, {SOURCE: TEXT})).all("tr", "row")
    (deed,) = [one for one in marked if one.get("id").endswith(row["id"])]
    assert [one.text() for one in deed.all("span", "infer")] == [WORDS.of("tables", "inferred")]
