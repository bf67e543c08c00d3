"""The page in another language: no word of ours stands in code, and what a file lacks or misspells is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from page_reading import read_page

from histor.analyse.policy_figures import policy_figures
from histor.errors import DataError, UsageError
from histor.export.dossier import dossier_html
from histor.export.dossier_words import Words
from histor.export.json import case_dict
from histor.export.markdown import export_markdown
from histor.export.plot import PLOTS, plot
from histor.export.words_file import known_languages, load_words
from histor.export.words_forms import category
from hostile import TEXTUAL
from sample_case import SOURCE, TEXT, sample

#: What stands in Latin letters in every language: the program's name, the kind of fingerprint, digests.
OURS = re.compile(r"Histor|SHA-256|\b[0-9a-f]{12,}\b|I?DF")
#: Attributes that are read to people.
READ = ("aria-label", "title", "alt", "placeholder")


def strange(words: str) -> str:
    """Return words in letters of another script, slots left alone: what is still Latin was never in the file."""
    parts = re.split(r"(\{\w+\})", words)
    return "".join(part if place % 2 else re.sub("[A-Za-z]", "ש", part) for place, part in enumerate(parts))


def strangely(value: Any, name: str = "") -> Any:
    """Return all words of a file in strange letters; what is no word (codes, shapes, rules) stays."""
    if isinstance(value, dict):
        return {key: strangely(one, str(key)) for key, one in value.items()}
    if isinstance(value, list):
        return [strangely(one) for one in value]
    return value if name == "kind" and value in ("deed", "word") else strange(str(value))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person's own file, in a language that runs from right to left."""
    rows = {name: strangely(row) for name, row in load_words().rows.items() if name not in ("language", "numbers")}
    head = {"language": {"code": "he", "name": "x", "direction": "rtl", "plurals": {"one": "n = 1"}},
            "numbers": {"thousands": "'", "decimal": ";", "from_digits": "4"}}
    path = tmp_path_factory.mktemp("words") / "own.yaml"
    path.write_text(yaml.safe_dump({**head, **rows}, allow_unicode=True), encoding="utf-8")
    return path


def foreign(value: Any, named: bool = False) -> Any:
    """Return a case whose own words are in Cyrillic letters, one for one, so that offsets hold."""
    if isinstance(value, dict):
        return {name: foreign(one, name in TEXTUAL) for name, one in value.items()}
    if isinstance(value, list):
        return [foreign(one, named) for one in value]
    return re.sub("[A-Za-z]", "ж", value) if named and isinstance(value, str) else value


def told_case() -> tuple[dict[str, Any], dict[str, str]]:
    """Return the small case with more to say: a claim inside a claim, an assessment, a total, an unsure date."""
    case = case_dict(sample())
    first, claim, figure = case["incidents"][0], case["claims"][0], case["casualties"][0]
    case["incidents"] += [
        {**first, "id": "i-3", "status": "claimed", "date": {**first["date"], "end": None, "basis": "inferred"}},
        {**first, "id": "i-4", "status": "denied", "type": "ACCUSE", "mode": "allege",
         "date": {**first["date"], "start": None, "end": None, "precision": "unknown"}},
        {**first, "id": "i-5", "date": {**first["date"], "start": "1988-07", "end": "1988-07"}},
    ]
    case["claims"] += [{**claim, "id": "c-3", "nested_in": "c-1", "stance": "denies"},
                       {**claim, "id": "c-4", "stance": "assesses", "speaker": None, "affiliation": None}]
    case["casualties"] += [{**figure, "id": "k-4", "cumulative": True, "as_of": "2031-04-03", "low": None},
                           {**figure, "id": "k-5", "low": None, "high": None, "incident": None},
                           {**figure, "id": "k-6", "effect": "injured", "low": 1200, "high": None}]
    case["contradictions"] += [
        {**case["contradictions"][0], "about": "c-1", "positions": [
            {**case["contradictions"][0]["positions"][0], "value": value}
            for value in ("it happened", "at least 9 killed")]}]
    case["responses"] += [{**case["responses"][0], "incident": "i-3", "basis": "inferred"}]
    for row in case["incidents"]:
        row["mode"] = "assist"
    figures = policy_figures(case)
    positions = [row["positions"] for row in case["contradictions"]]
    case = foreign(case)
    for row, told in zip(case["contradictions"], positions, strict=True):
        for position, old in zip(row["positions"], told, strict=True):
            position["value"] = old["value"]
    for row in case["incidents"]:
        row["mode"] = "assist"
    for row in case["casualties"]:
        row["qualifier"] = "exact"
    for row in case["issues"]:
        row["stage"] = "read"
    told = foreign({name: row["rows"] for name, row in figures.items()}, False)
    figures = {name: {**row, "rows": _voiced(told[name])} for name, row in figures.items()}
    case["coder"] = {"histor": "0", "model": "0", "lexicon": "0"}
    return {**case, "figures": figures}, {SOURCE: re.sub("[A-Za-z]", "ж", TEXT)}


def _voiced(rows: Any) -> Any:
    """Return figures of a policy in which the words and names of voices are foreign, too."""
    for row in rows:
        for voice in [*row["took"]["voices"], *(one for _, left in row["took"]["left"] for one in left)]:
            voice.update({key: re.sub("[A-Za-z]", "ж", voice[key]) for key in ("words", "who")})
    return rows


def latin(words: str) -> list[str]:
    """Return what stands in Latin letters and is not ours in every language."""
    return re.findall(r"[A-Za-z]{2,}", OURS.sub("", words))


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
