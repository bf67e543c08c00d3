"""Whatever a source or a file is called and says, the page keeps its elements and attributes."""

from __future__ import annotations

import pytest
from page_reading import read_page, skeleton

from histor.export.dossier import dossier_html, has_script
from histor.export.json import case_dict
from hostile import PAYLOADS, poisoned, texts_with, told, worded
from sample_case import SOURCE, TEXT, sample

PLAIN = skeleton(read_page(dossier_html(told(case_dict(sample()), "x"), {SOURCE: TEXT})))


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_text_changes_the_page(payload: str) -> None:
    """In every name, title, quotation and file name: elements and attributes stay as with a harmless letter."""
    page = read_page(dossier_html(told(case_dict(sample()), payload), {SOURCE: TEXT}))
    assert skeleton(page) == PLAIN


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_source_text_changes_the_page(payload: str) -> None:
    """In the text itself, inside the marks: nothing is added but marks, and the text stands there to the letter."""
    case, texts = texts_with(payload)
    html = dossier_html(case, texts)
    page = read_page(html)
    assert {one.tag for one in page.all("div", "text")[0].walk()} <= {"div", "p", "mark", "span", "a"}
    assert len(page.all("style")) == len(page.all("body")) == len(page.all("main")) == 1
    assert len(page.all("script")) == (2 if has_script() else 0)
    assert not [name for one in page.walk() for name in one.attributes if name.startswith("on")]
    html.encode("utf-8")  # no half of a pair is left


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_id_or_keyword_changes_the_page(payload: str) -> None:
    """A case made by somebody else may hold anything anywhere, ids, statuses and dates too."""
    case = poisoned(case_dict(sample()), payload)
    page = read_page(dossier_html(case, {f"{SOURCE}{payload}": TEXT}))
    assert len(page.all("style")) == len(page.all("body")) == len(page.all("main")) == 1
    assert len(page.all("script")) == (2 if has_script() else 0)
    assert not [name for one in page.walk() for name in one.attributes if name.startswith("on") or name == "style"]
    ids = [one.get("id") for one in page.walk() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(one.get("href")[1:] in ids for one in page.all("a") if one.get("href").startswith("#"))
    assert all(one.get("href").startswith(("#", "http://", "https://")) for one in page.all("a"))


@pytest.mark.parametrize("payload", PAYLOADS[::6], ids=range(0, len(PAYLOADS), 6))
def test_no_words_of_a_language_change_the_page(payload: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words come from a file that anybody may write; many sources make the page say how many more there are."""
    case = case_dict(sample())
    many = {**case, "sources": [case["sources"][0], *({**case["sources"][0], "id": f"s-{n}"} for n in range(15))]}
    pages = []
    for words in ("x", payload):
        monkeypatch.setattr("histor.export.dossier.Words", lambda _, words=words: worded(words))
        pages.append(skeleton(read_page(dossier_html(many, {SOURCE: TEXT}))))
    assert pages[0] == pages[1]


@pytest.mark.parametrize(("url", "linked"), [
    ("https://example.org/a?b=c&d='e'", True), ("http://example.org", True), ("javascript:alert(1)", False),
    ("https://example.org/ x", False), (" javascript:alert(1)", False), ("file:///etc/passwd", False),
    ("data:text/html,x", False), ("https:example", False), ("HTTPS://example.org", False),
])
def test_only_web_addresses_are_links(url: str, linked: bool) -> None:
    """And they tell the site nothing of where one comes from."""
    case = case_dict(sample())
    case["sources"][0]["url"] = url
    links = [one for one in read_page(dossier_html(case, {SOURCE: TEXT})).all("a") if one.get("href")[0] != "#"]
    assert [one.get("href") for one in links] == ([url] if linked else [])
    assert all("noreferrer" in one.get("rel") for one in links)


def test_the_folder_of_a_file_is_not_told() -> None:
    """A page that is passed on says what was read, not where it lay."""
    case = case_dict(sample())
    case["sources"][0]["uri"] = "/home/somebody/secret-place/account.txt"
    html = dossier_html(case, {SOURCE: TEXT})
    assert "account.txt" in html and "secret-place" not in html
