"""The dossier as a whole: complete without scripts, closed to the outside, every value linked to its words."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from itertools import dropwhile, takewhile

import pytest
from page_reading import Element, read_page

from histor.errors import UsageError
from histor.export.dossier import dossier_html, has_script
from histor.export.json import case_dict
from histor.lexicon import load_lexicon
from histor.model import CaseView, Claim, When
from sample_case import SOURCE, TEXT, sample

CASE = case_dict(sample())
TEXTS = {SOURCE: TEXT}
SECTIONS = ["summary", "timeline", "map", "casualties", "claims", "contradictions", "responses", "places", "actors",
            "assessments", "sources", "method"]


@pytest.fixture(scope="module")
def page() -> Element:
    """The page of the small case."""
    return read_page(dossier_html(CASE, TEXTS))


def by_id(page: Element, ident: str) -> Element:
    """Return the element of an address."""
    return next(one for one in page.walk() if one.get("id") == ident)


def test_the_page_has_its_landmarks_and_sections(page: Element) -> None:
    """One of each, in order, with headings that name them; a way past the navigation."""
    assert [len(page.all(tag)) for tag in ("html", "head", "body", "h1", "main", "nav", "header", "footer")] == [1] * 8
    sections = [one for one in by_id(page, "main").children if one.tag == "section"]
    assert [one.get("id") for one in sections] == SECTIONS
    assert all(by_id(page, one.get("aria-labelledby")).tag == "h2" for one in sections)
    assert page.all("a")[0].get("href") == "#main" and page.all("html")[0].get("lang") == "en"
    assert [one.get("href") for one in page.all("nav")[0].all("a")] == [f"#{name}" for name in SECTIONS]
    levels = [int(one.tag[1]) for one in page.walk() if re.fullmatch("h[1-6]", one.tag)]
    assert all(after - before <= 1 for before, after in zip([1, *levels], levels, strict=False))


def test_nothing_can_be_loaded_or_run_but_what_is_ours(page: Element) -> None:
    """The policy names the style and the script by their digests, and nothing on the page asks for more."""
    policy = next(one for one in page.all("meta") if one.get("http-equiv")).get("content")
    running = [one for one in page.all("script") if one.get("type") != "application/json"]
    for kind, elements in (("style", page.all("style")), ("script", running)):
        for element in elements:
            assert f"{kind}-src '{_digest(element.text())}'" in policy and not element.attributes
    assert len(page.all("style")) == 1 and len(running) == has_script()
    assert has_script() or "script-src 'none'" in policy
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy
    asking = {"src", "srcset", "data", "action", "style", "background", "poster", "ping"}
    assert not [one for one in page.walk() if asking & set(one.attributes) or one.tag in ("link", "img", "iframe")]
    assert not [name for one in page.walk() for name in one.attributes if name.startswith("on")]
    assert not re.search(r"https?://|url\((?!#)|@import", page.all("style")[0].text())


def _digest(content: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def test_every_link_leads_somewhere_on_the_page(page: Element) -> None:
    """And no address is given twice."""
    ids = [one.get("id") for one in page.walk() if one.get("id")]
    assert len(ids) == len(set(ids))
    links = [one.get("href") for one in page.all("a")]
    assert len(links) > 60 and all(link[0] == "#" and link[1:] in ids for link in links)


def test_every_row_of_the_case_has_its_place_and_leads_to_its_words(page: Element) -> None:
    """Each id is an address; from there a number leads to a mark that holds the words, and a note leads back."""
    for table in ("incidents", "claims", "casualties"):
        for row in CASE[table]:
            numbers = [a.get("href")[2:] for a in by_id(page, row["id"]).all("a", "n")]
            assert numbers, row["id"]
            words = {"".join(m.text() for m in page.all("mark") if n in m.get("data-e").split()) for n in numbers}
            assert row["evidence"][0]["quote"] in words
            assert any(f"#{row['id']}" in _noted(page, n) for n in numbers)
    assert by_id(page, "r1").all("a", "n") and by_id(page, "x1").all("a", "n")


def _noted(page: Element, number: str) -> list[str]:
    """Return where the links after a passage's number in the notes lead, up to the next number."""
    (notes,) = [one for one in page.all("div", "notes") if f"n{number}" in [a.get("id") for a in one.children]]
    after = dropwhile(lambda a: a.get("id") != f"n{number}", notes.children)
    return [a.get("href") for a in takewhile(lambda a: a.get("id") in ("", f"n{number}"), after)]


def test_tables_can_be_read_aloud(page: Element) -> None:
    """Every table has a caption, every head cell a scope, every row as many columns as the head."""
    for table in page.all("table"):
        assert table.all("caption")[0].text()
        assert all(one.get("scope") in ("col", "row", "rowgroup") for one in table.all("th"))
        heads = [sum(int(cell.get("colspan") or 1) for cell in tr.children) for tr in table.all("tr")]
        assert len(set(heads)) == 1, table.all("caption")[0].text()


def test_the_summary_tells_who_says_what(page: Element) -> None:
    """A claimed aim stands under who claims it and is greyed; a part of a figure is not told as a whole."""
    summary = by_id(page, "summary")
    told = summary.text()
    assert "On 2 April 2031, Freedonia attacked Port Azul (rockets), aiming, Freedonia says, at Red Hand." in told
    assert "9 people according to Sylvania" in told and "4 people according to Freedonia" in told
    assert "Aimed at, says Freedonia" in told and "2–5 April 2031" in told and "2 children" not in told
    greyed = [one.text() for one in summary.all("li", "only")]
    assert any("Red Hand" in one and "claimed by Freedonia" in one for one in greyed)
    assert not any("Port Azul" in one for one in greyed)


def test_figures_stand_by_claimant_and_are_never_added(page: Element) -> None:
    """Rival figures side by side, their range, and the part one step in under its whole."""
    (table,) = by_id(page, "casualties").all("table")
    rows = [[re.sub(r"\s*\b\d+$", "", cell.text().strip()) if cell.all("a", "n") else cell.text().strip()
             for cell in tr.children] for tr in table.all("tr")]
    assert rows == [["What befell whom", "Range", "Sylvania", "Freedonia"],
                    ["Killed: people, not further described", "4–9", "9", "4"], ["of them children", "2", "2", "–"]]
    assert "never added" in by_id(page, "casualties").text()


def test_responses_tell_their_lag_and_whose_word_it_is(page: Element) -> None:
    """Told as such where the text says so, else by whom it is claimed, else inferred."""
    assert "3 days" in by_id(page, "r1").text() and "told as such" in by_id(page, "r1").text()
    for changes, words in (({"said_by": "a-sylvania"}, "claimed by Sylvania"), ({"basis": "inferred"}, "inferred")):
        case = {**CASE, "responses": [{**CASE["responses"][0], **changes}]}
        assert words in by_id(read_page(dossier_html(case, TEXTS)), "r1").text()


def test_contradictions_face_each_other(page: Element) -> None:
    """With the sentences that hold them."""
    positions = by_id(page, "x1").all("div", "position")
    assert [one.all("p", "value")[0].text() for one in positions] == ["9", "4"]
    assert [one.all("blockquote")[0].text().split(" ")[0] for one in positions] == ["Sylvania", "Freedonia"]


def test_reports_of_reports_are_indented_and_assessments_stand_apart() -> None:
    """So that nobody is made to say what another says of him."""
    view = sample()
    words = view.claims[0].evidence
    inner = Claim("c-3", "a-freedonia", None, "denies", "that it fired", nested_in="c-1", evidence=words)
    held = Claim("c-4", "a-minister", "a-sylvania", "assesses", "it will end soon", evidence=words)
    page = read_page(dossier_html(case_dict(replace(view, claims=(*view.claims, inner, held))), TEXTS))
    rows = [one.get("id") for one in by_id(page, "claims").all("tr", "row")]
    assert rows.index("c-3") == rows.index("c-1") + 1 and "c-4" not in rows
    assert by_id(page, "c-3").children[0].get("class").startswith("d1")
    assert by_id(page, "c-3").children[0].text() == "↳ Freedonia denies"
    assert "it will end soon" in by_id(page, "assessments").text() and by_id(page, "c-4").tag == "li"


def test_claims_that_report_each_other_in_a_circle_are_all_told() -> None:
    """Once each."""
    case = {**CASE, "claims": [{**CASE["claims"][0], "nested_in": "c-2"}, {**CASE["claims"][1], "nested_in": "c-1"}]}
    page = read_page(dossier_html(case, TEXTS))
    assert {one.get("id") for one in by_id(page, "claims").all("tr", "row")} == {"c-1", "c-2"}


def test_background_stands_apart() -> None:
    """A war long before is neither in the picture nor among the main events."""
    view = sample()
    old = replace(view.incidents[1], id="i-0", date=When("1988-07-03", "1988-07-03", "day", "explicit"))
    page = read_page(dossier_html(case_dict(replace(view, incidents=(*view.incidents, old))), TEXTS))
    groups = [one.all("tr", "group")[0].text() if one.all("tr", "group") else "" for one in
              by_id(page, "timeline").all("tbody")]
    assert groups == ["", "Background: before the main events"]
    assert "#i-0" not in [one.get("href") for one in page.all("figure")[0].all("a")]


def test_ids_are_not_shown_to_readers(page: Element) -> None:
    """They are addresses only."""
    shown = re.sub(r"\s+", " ", by_id(page, "main").text())
    assert not re.search(r"\b[aickp]-[a-z0-9]+", shown), re.search(r".{30}\b[aickp]-[a-z0-9]+.{10}", shown)


def test_the_same_case_gives_the_same_page() -> None:
    """Character by character."""
    assert dossier_html(CASE, TEXTS) == dossier_html(case_dict(sample()), dict(TEXTS))


def test_an_empty_case_still_makes_a_page() -> None:
    """That says of each section what it would hold."""
    page = read_page(dossier_html(case_dict(CaseView("Empty", {})), {}))
    assert [len(by_id(page, name).all("p", "none")) for name in SECTIONS] == [1] * 11 + [0]
    assert "not the same as no casualties" in by_id(page, "casualties").text()


def test_options() -> None:
    """A title takes the case's place; a policy that is not known is told."""
    assert "<h1>My &lt;title&gt;</h1>" in dossier_html(CASE, TEXTS, title="My <title>")
    with pytest.raises(UsageError, match="Known are range"):
        dossier_html(CASE, TEXTS, policy="majority")


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1, 2])
def test_colours_can_be_read(theme: int) -> None:
    """Text has a contrast of 4.5 to 1 (WCAG AA) on paper, panel and every mark: in light, dark, and dark by choice."""
    style = load_lexicon().path("pages/dossier.css").read_text("utf-8")
    block = re.findall(r":root[^{]*\{([^}]*--ink: .*?)\}", style, re.DOTALL)[theme]
    colours = dict(re.findall(r"--([a-z0-9]+): (#[0-9a-f]{6})", block))
    inks = ("ink", "soft", "link", "s0", "s1", "s2", "s3", "s4")
    pairs = [(ink, ground) for ink in inks for ground in ("paper", "panel")]
    for ink, ground in [*pairs, ("ink", "mi"), ("ink", "on"), ("soft", "on"), ("link", "on")]:
        light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_a_case_exported_by_a_policy_shows_that_policy() -> None:
    """`histor export --policy` hands the figures over inside the case."""
    figures = {"latest": {"name": "Latest", "says": "the last word of each", "rows": []}}
    html = dossier_html({**CASE, "policy": "latest", "figures": figures, "dates": []}, TEXTS)
    assert '"policy":"latest"' in html or not has_script()
    with pytest.raises(UsageError, match="no policy 'range'"):
        dossier_html({**CASE, "policy": "latest", "figures": figures}, TEXTS, policy="range")


def test_each_view_says_what_it_shows_of_this_case(page: Element) -> None:
    """A sentence atop, counted from the rows below, in the form for one or for many; an empty section has none."""
    told = {one.get("id"): gist.text() for one in page.all("section") for gist in one.all("p", "gist")}
    assert told["timeline"] == "2 incidents: 1 by Freedonia and 1 by Sylvania. The main events: 2–5 April 2031."
    assert told["casualties"].startswith("3 figures, given by 2 tellers. The highest told as killed in one incident:")
    assert told["responses"] == "1 answer: 1 told as such."
    assert {"map", "claims", "contradictions", "actors", "sources"} <= set(told)
    empty = read_page(dossier_html(case_dict(CaseView("Nothing", {})), {}))
    assert not empty.all("p", "gist")


def test_what_a_name_holds_fills_no_slot() -> None:
    """A name with braces stays a name in a sentence that is put together."""
    actors = [{**row, "name": "{n} {names}"} for row in CASE["actors"]]
    told = [one.text() for one in read_page(dossier_html({**CASE, "actors": actors}, TEXTS)).all("p", "gist")]
    assert any("by {n} {names}" in one for one in told)
