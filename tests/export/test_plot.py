"""Single pictures: what is drawn, how it looks by status, that nothing is left untold, that no text breaks them."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any
from xml.etree import ElementTree

import pytest

from histor.errors import UsageError
from histor.export.json import case_dict
from histor.export.plot import PLOTS, pixels, plot, size
from histor.export.plot_canvas import fitted, measure
from histor.export.select import Selection, select
from hostile import PAYLOADS, poisoned, told
from sample_case import SOURCE, TEXT, sample

TEXTS = {SOURCE: TEXT}


def drawn(name: str, case: dict[str, Any] | None = None, **looks: Any) -> ElementTree.Element:
    """Return a picture of a case as a tree; it must be whole XML."""
    return ElementTree.fromstring(plot(name, case or case_dict(sample()), TEXTS, **looks))


def words(tree: ElementTree.Element) -> str:
    """Return the words that are seen, one after the other."""
    return " | ".join(one.text or "" for one in tree.iter("{http://www.w3.org/2000/svg}text"))


def fills(tree: ElementTree.Element, tag: str) -> list[str]:
    """Return how shapes of one kind are filled, those with a meaning in words."""
    return [one.get("fill", "") for one in tree.iter(f"{{http://www.w3.org/2000/svg}}{tag}")
            if one.find("{http://www.w3.org/2000/svg}title") is not None]


@pytest.mark.parametrize("name", PLOTS)
def test_every_picture_says_what_it_is_and_where_it_is_from(name: str) -> None:
    """A title and a description for those who do not see it; below, the source and that a machine coded it."""
    tree = drawn(name)
    title, desc = list(tree)[:2]
    assert title.text == "The harbour affair" and len(desc.text or "") > 30
    assert tree.get("role") == "img" and tree.get("aria-labelledby") == "title desc"
    assert "From one source: “The harbour affair”. Coded by machine" in words(tree).replace(" | ", " ")


@pytest.mark.parametrize(("status", "fill"), [
    ("reported", "#"), ("claimed", "url("), ("disputed", "url("), ("planned", "#ffffff"), ("denied", "#ffffff")])
def test_looks_by_status(status: str, fill: str) -> None:
    """Solid is told as fact, hatched only claimed, outlined planned or denied; all in the timeline and the chain."""
    case = case_dict(sample())
    for row in case["incidents"]:
        row["status"] = status
    for name in ("timeline", "responses"):
        found = fills(drawn(name, case), "circle")
        assert len(found) == 2 and all(one.startswith(fill) for one in found)
        assert ("#ffffff" in found) == (fill == "#ffffff")


def test_an_uncertain_date_is_a_bar() -> None:
    """From its first day to its last."""
    case = case_dict(sample())
    case["incidents"][0]["date"] |= {"start": "2031-04-01", "end": "2031-04-03"}
    assert len(fills(drawn("timeline", case), "rect")) == 1 and "date uncertain" in words(drawn("timeline", case))


def test_figures_stand_with_their_tellers_and_are_not_added_up() -> None:
    """Each on its line, parts under their whole, the range as one band."""
    seen = words(drawn("casualties"))
    for told_of in ("4–9", "claimed by Sylvania", "claimed by Freedonia", "of them children"):
        assert told_of in seen
    assert set(re.findall(r"\| (\d+) (?=\|)", seen)) <= {"0", "1", "2", "4", "5", "6", "8", "9"}


def test_answers_are_whole_lines_where_told_and_dashed_where_not() -> None:
    """By basis, and by whether only somebody says so."""
    case = case_dict(sample())
    cases = (("explicit", None, False), ("explicit", "a-sylvania", True), ("inferred", None, True))
    for basis, said_by, dashed in cases:
        case["responses"][0] |= {"basis": basis, "said_by": said_by}
        for name in ("timeline", "responses"):
            paths = drawn(name, case).iter("{http://www.w3.org/2000/svg}path")
            assert [bool(one.get("stroke-dasharray")) for one in paths if "C" in one.get("d", "")] == [dashed]


def test_a_selection_is_drawn_and_named() -> None:
    """And what is left of nothing is said, not drawn."""
    case = case_dict(sample())
    shown = select(case, Selection(start="2031-04-04"))
    seen = words(drawn("timeline", case, shown=shown, asked=Selection(start="2031-04-04")))
    assert "only from 4 April 2031" in seen and "rocket" not in seen.casefold()
    with pytest.raises(UsageError, match="nothing for a casualties picture"):
        plot("casualties", case, TEXTS, shown=select(case, Selection(start="2032")))
    with pytest.raises(UsageError, match="no picture"):
        plot("pie", case, TEXTS)


@pytest.mark.parametrize("name", PLOTS)
def test_same_case_same_bytes(name: str) -> None:
    """As SVG and as PNG."""
    pytest.importorskip("typst")
    one, other = (plot(name, case_dict(sample()), TEXTS) for _ in range(2))
    assert one == other
    png = pixels(one, 1)
    assert png == pixels(other, 1) and png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == round(size(one)[0])


@pytest.mark.parametrize("name", PLOTS)
def test_no_text_changes_the_picture(name: str) -> None:
    """Neither in names and labels nor in ids and keywords: no element is added, and nothing can run or be fetched."""
    known = {one.tag for one in drawn(name).iter()}
    for payload in PAYLOADS[:: 24 if name == "map" else 4]:
        for maker in (told, poisoned):
            case = maker(case_dict(sample()), payload)
            try:
                tree = drawn(name, deepcopy(case))
            except UsageError:
                continue  # a date or a status that is none leaves nothing to draw
            assert {one.tag for one in tree.iter()} <= known | {"{http://www.w3.org/2000/svg}polygon",
                                                                "{http://www.w3.org/2000/svg}pattern"}
            assert not [key for one in tree.iter() for key in one.attrib if key.startswith("on") or "href" in key]


def test_words_are_measured_and_cut() -> None:
    """Wide letters are wider than narrow ones, and cut words fit."""
    assert measure("WWWW", 12) > 2 * measure("iiii", 12) > 0
    assert measure("bold", 12, bold=True) > measure("bold", 12)
    cut = fitted("a rather long label that does not fit at all", 12, 120)
    assert cut.endswith("…") and measure(cut, 12) <= 120
    assert fitted("short", 12, 120) == "short" and fitted("W" * 500, 12, 100) != ""
