"""The report as Markdown: whole, cited throughout, and never anything but what its writer meant."""

from __future__ import annotations

import re
from typing import Any

import pytest
from markdown_it import MarkdownIt

from histor.errors import UsageError
from histor.export.json import case_dict
from histor.export.markdown import export_markdown
from hostile import PAYLOADS, poisoned, told
from sample_case import SOURCE, TEXT, sample

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def tokens(words: str) -> list[tuple[str, str]]:
    """Return the elements of a Markdown page in order, each with its level; texts are left out."""
    found = []
    for token in READER.parse(words):
        found.append((token.type, token.tag))
        found += [(one.type, one.tag) for one in token.children or () if one.type != "text"]
    return found


def page(payload: str = "x", maker: Any = told) -> str:
    """Return the small case as Markdown, with a payload in its texts."""
    return export_markdown(maker(case_dict(sample()), payload), {SOURCE: TEXT})


def test_it_has_every_chapter_in_order() -> None:
    """The dossier's ten, contradictions by themselves, and the evidence."""
    heads = re.findall(r"^## (.+)$", export_markdown(case_dict(sample()), {SOURCE: TEXT}), re.MULTILINE)
    assert heads == ["Contents", "Summary", "Timeline", "Places", "Casualties", "Who says what", "Contradictions",
                     "Responses", "Actors", "Assessments", "Sources", "Method", "Evidence"]


def test_every_number_leads_to_its_sentence() -> None:
    """And the note has the source, the offsets and the very words."""
    words = export_markdown(case_dict(sample()), {SOURCE: TEXT})
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.+)$", words, re.MULTILINE))
    assert set(re.findall(r"\[\^(\d+)\](?!:)", words)) == set(notes)
    for note in notes.values():
        start, end, quote = re.fullmatch(r".*characters ([\d,]+)–([\d,]+): “(.*)”", note).groups()  # type: ignore[union-attr]
        assert TEXT[int(start) : int(end)] == quote


def test_it_tells_who_says_what() -> None:
    """A claimed aim stands with its teller, figures with theirs, parts under their whole, nothing added up."""
    words = export_markdown(case_dict(sample()), {SOURCE: TEXT})
    assert re.search(r"said aim: Red Hand \(says Freedonia\) \[\^1\]", words)
    assert "| Killed: people, not further described | **4–9** | 9 claimed by Sylvania [^2]" in words
    assert "| ↳ of them children | **2** | 2 claimed by Sylvania [^2] |" in words
    casualties = words.split("## Casualties")[1].split("## ")[0]
    assert set(re.findall(r"\*\*([\d–]+)\*\*", casualties)) == {"4–9", "2"}


def test_a_policy_comes_in_with_its_figures() -> None:
    """Its name heads the column, its meaning stands above, its figure and how it came about in the row."""
    latest = {"name": "latest", "says": "The last word counts.", "rows": [
        {"incident": "i-1", "effect": "killed", "group": "people", "low": 4, "high": 4, "text": "4",
         "how": "Freedonia spoke last.", "from": ["k-3"]}]}
    words = export_markdown(case_dict(sample()), {SOURCE: TEXT}, policy="latest", figures={"latest": latest})
    assert "Figures by policy: Latest. The last word counts." in words and "- **Figures:** Latest" in words
    assert "| **4** · Freedonia spoke last. |" in words and "4–9" not in words
    with pytest.raises(UsageError):
        export_markdown(case_dict(sample()), {SOURCE: TEXT}, policy="latest")


def test_same_case_same_characters() -> None:
    """Nothing of the clock or of chance is in it."""
    assert page() == page()


PLAIN = tokens(page())


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_text_changes_the_page(payload: str) -> None:
    """In every name, title and quotation: the elements stay as with a harmless letter."""
    assert tokens(page(payload)) == PLAIN
    page(payload).encode("utf-8")


@pytest.mark.parametrize("payload", [
    *PAYLOADS, "[a](http://evil.example)", "![a](//evil.example)", "`x`", "**x**", "# x", "- x", "1. x", "> x",
    "| x | y", "[^1]", "[^1]: x", "~~~", "---", "***", "x\n===", "$x$", "http://evil.example", "www.evil.example",
    ":smile:", "@somebody"])
def test_no_case_makes_raw_html_or_links(payload: str) -> None:
    """Whatever stands anywhere, ids and keywords too: no tag, no link but to a chapter."""
    words = export_markdown(poisoned(case_dict(sample()), payload), {f"{SOURCE}{payload}": TEXT})
    found = READER.parse(words)
    inner = [one for token in found for one in token.children or ()]
    assert not [one for one in (*found, *inner) if one.type in ("html_block", "html_inline", "image", "code_inline")]
    assert all(one.attrs["href"].startswith("#") for one in inner if one.type == "link_open")
    assert not re.search(r"(?<!\\)www\.|https?://", words.replace("\\://", ""))


def test_a_denier_is_not_told_to_claim() -> None:
    """What is only denied is the word of nobody who says it was so."""
    case = case_dict(sample())
    case = {**case, "incidents": [{**row, "status": "denied"} for row in case["incidents"]]}
    rows = [line for line in export_markdown(case, {SOURCE: TEXT}).split("\n") if "**denied**" in line]
    assert any("denied by" in line for line in rows) and not any("claimed by" in line for line in rows)


def test_what_could_not_be_read_is_no_source_but_named_among_the_issues() -> None:
    """It told nothing, so it has no letter and counts for nothing."""
    case = case_dict(sample())
    lost = {**case["sources"][0], "id": "s-ffffffffffff", "title": "Lost pages", "kind": "unreadable", "chars": 0}
    issue = {"source": lost["id"], "stage": "read", "start": 0, "end": 0, "message": "it is empty"}
    whole = export_markdown(case, {SOURCE: TEXT})
    words = export_markdown({**case, "sources": [*case["sources"], lost], "issues": [*case["issues"], issue]},
                            {SOURCE: TEXT})  # fmt: skip
    assert "“Lost pages”" in words and words.count("Lost pages") == 1
    assert words.partition("## Method")[0] == whole.partition("## Method")[0]
