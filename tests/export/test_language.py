"""The page in another language: no word of ours stands in code, and what a file lacks or misspells is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_reading import read_page

from histor.errors import DataError, UsageError
from histor.export.dossier import dossier_html
from histor.export.dossier_words import Words
from histor.export.json import case_dict
from histor.export.markdown import export_markdown
from histor.export.plot import PLOTS, plot
from histor.export.words_file import known_languages, load_words
from histor.export.words_forms import category
from sample_case import SOURCE, TEXT, sample
from strange import READ, latin, strange_file, told_case


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person's own file, in a language that runs from right to left."""
    return strange_file(tmp_path_factory.mktemp("words") / "own.yaml")


def test_no_word_of_the_page_stands_in_code(file: Path) -> None:
    """With all words of the file in another script, none in Latin letters is left: not in texts, not in labels."""
    case, texts = told_case()
    page = read_page(dossier_html(case, texts, language=file, policy="range"))
    scripts = {part for one in page.all("script") for part in one.parts}
    shown = [part for one in page.walk() if one.tag in ("body", "title") for part in one.parts if part not in scripts]
    left = {word for part in shown for word in latin(part)}
    left |= {word for one in page.walk() for name in READ for word in latin(one.get(name))}
    assert not left
    html = page.all("html")[0]
    assert (html.get("lang"), html.get("dir")) == ("he", "rtl")
    assert page.all("div", "text")[0].get("lang") == case["sources"][0]["language"]


def test_no_word_of_reports_and_pictures_stands_in_code(file: Path) -> None:
    """The same for Markdown, which every format is set from, and for every picture."""
    case, texts = told_case()
    words = re.sub(r"\]\([^)]*\)|&\w+;", "", export_markdown(case, texts, language=file, policy="range"))
    assert not set(latin(words))
    for name in PLOTS:
        svg = plot(name, case, texts, language=file, title="1")
        told = re.sub(r"<style>.*?</style>|<[^>]*>|&\w+;|<\?xml.*?\?>", " ", svg, flags=re.DOTALL)
        assert not set(latin(told)), name


@pytest.mark.parametrize("language", known_languages())
def test_shipped_languages_say_everything(language: str) -> None:
    """Nothing of a shipped language stands in English, and the command's help names each."""
    assert load_words(language).missing == ()
    words = Words(language)
    assert words.language == language and words.direction in ("ltr", "rtl")
    html = dossier_html(case_dict(sample()), {SOURCE: TEXT}, language=language)
    assert f'<html lang="{language}"' in html and '<div class="text" lang="en">' in html


@pytest.mark.parametrize(("language", "told"), [
    ("en", ["16 January 2024", "16–18 January 2024", "from January 2024", "1,234", "9.50", "1 more figure",
            "2 more figures"]),
    ("fr", ["16 janvier 2024", "16–18 janvier 2024", "à partir de janvier 2024", "1 234", "9,50", "1 autre chiffre",
            "2 autres chiffres"]),
    ("es", ["16 de enero de 2024", "16–18 de enero de 2024", "desde enero de 2024", "1234", "9,50", "1 cifra más",
            "2 cifras más"]),
])
def test_dates_numbers_and_forms_are_the_languages_own(language: str, told: list[str]) -> None:
    """Each in its own order, with its own signs."""
    words = Words(language)
    assert [
        words.date({"start": "2024-01-16", "end": "2024-01-16"}),
        words.date({"start": "2024-01-16", "end": "2024-01-18"}),
        words.date({"start": "2024-01", "end": None}), words.number(1234), words.number(9.5, 2),
        words.say("box", "more_figures", count=1), words.say("box", "more_figures", count=2)] == told
    assert Words("fr").day("2024-05-01") == "1er mai 2024"


@pytest.mark.parametrize(("number", "form"), [
    (1, "one"), (21, "one"), (11, "many"), (3, "few"), (13, "many"), (5, "many"),
])
def test_forms_follow_the_rules_of_cldr(number: int, form: str) -> None:
    """As in Russian, whose rules have all parts of the notation."""
    rules = {"one": "n % 10 = 1 and n % 100 != 11", "few": "n % 10 = 2..4 and n % 100 != 12..14",
             "many": "n % 10 = 0 or n % 10 = 5..9 or n % 100 = 11..14"}
    assert category(rules, number) == form and category({}, number) == "other"


def test_what_a_file_lacks_stands_in_english_and_is_named(tmp_path: Path) -> None:
    """On the page itself, under what could not be read."""
    path = tmp_path / "nl.yaml"
    path.write_text("language: {code: nl}\nsections: {summary: Samenvatting}\n", encoding="utf-8")
    words = Words(path)
    assert words.of("sections", "summary") == "Samenvatting" and words.of("sections", "map") == "Map"
    assert "sections.map" in words.missing and "ui" in words.missing
    html = dossier_html(case_dict(sample()), {SOURCE: TEXT}, language=path)
    assert "have no words in this language and stand in English" in html and "sections.map" in html


@pytest.mark.parametrize(("text", "fault"), [
    ("sections: {}\n", "begins with language"), ("language: {code: nl}\nfoo: {}\n", "'foo' is no group"),
    ("language: {code: nl}\nsections: {sumary: x}\n", "sections.sumary is no key"),
    ("language: {code: nl}\nsaid: {says: 'zegt {wie}'}\n", r"said.says has no slot \{wie\}; its slots are: who"),
    ("language: {code: nl}\nmonths: [a]\n", "list of 12"), ("language: {code: nl}\nsections: x\n", "has to hold keys"),
    ("language: {code: nl}\nsections: {map: [x]}\n", "has to be a text"),
])
def test_a_file_that_breaks_the_form_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    """Naming the file and what is wrong with it."""
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=fault):
        Words(path)


def test_an_unknown_language_names_the_known_ones() -> None:
    """And that a file may be brought."""
    with pytest.raises(UsageError, match=r"Known are en, es, fr, or a \.yaml file"):
        Words("xx")
