"""Whatever a source or a file is called and says, the page keeps its elements and attributes."""

from __future__ import annotations

from typing import Any

import pytest
from page_reading import read_page, skeleton

from histor.export.dossier import dossier_html, has_script
from histor.export.json import case_dict
from sample_case import SOURCE, TEXT, sample

PAYLOADS = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<iframe src=//evil.example>", "<object data=//evil.example>", "<embed src=//evil.example>",
    "<link rel=stylesheet href=//evil.example>", "<base href=//evil.example>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">', "<style>*{display:none}</style>",
    "<form action=//evil.example>", "<input autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>",
    "<video src=x onerror=alert(1)>", "<audio src=//evil.example>", "<body onload=alert(1)>",
    "<marquee onstart=alert(1)>", "<math><mtext></mtext></math>", "<template><b></template>", "<plaintext>",
    "<textarea>", "<title>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<xmp>", "<!-- ", "-->",
    "<!--><script>", "<![CDATA[", "]]>", "<?php echo 1 ?>", "<!DOCTYPE html>", '" onmouseover="alert(1)',
    "' onmouseover='alert(1)", '"><b>', "'><b>", "` onmouseover=`alert(1)", 'x" id="main', "x' class='row",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<b>x</b>", "vbscript:x", "//evil.example",
    "https://evil.example/<b>", 'http://evil.example/" onclick="alert(1)', "#main", "&lt;script&gt;",
    "&#60;script&#62;", "&quot; onclick=&quot;x", "&", "&amp", "&notin;", "<", ">", "<<<>>>", "</",
    "</p></div></main></body></html>", "</td></tr></table>", "</svg>", "</title></head>", "</mark></p>",
    "%3Cscript%3E", "\\u003cscript\\u003e", "{{7*7}}", "${alert(1)}", "{% raw %}", "<%= 1 %>", "expression(alert(1))",
    "url(//evil.example)", "a\x00b", "\x01\x08\x0b\x0c\x1f", "\x7f\x85\x9f", "a\ufffeb\uffff", "\ud800",
    "\udc00\ud83d", "\u202eevil\u202c", "\u2066x\u2069", "\u200b\u200d\ufeff", "\u2028a\u2029",
    "line\nline\n\n\nline", "a\r\nb\rc", "\ttab", "=cmd|'/c calc'!A1", "'; DROP TABLE incidents; --",
    "../../etc/passwd", "C:\\x\\<b>.txt", "a.txt<img src=x>", "\uff41\uff1cscript\uff1e", "\u02ba onclick=alert(1)",
    "<\u017fcript>", "<a\x00 href=x>", "<a/onclick=alert(1)>x", "<scr<script>ipt>", "A" * 5000, "<b>" * 500,
    "é" * 300,
]


def poisoned(value: Any, payload: str) -> Any:
    """Return a value in which every text, ids and keywords too, carries a payload, the same for the same text."""
    if isinstance(value, dict):
        return {name: poisoned(one, payload) for name, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one, payload) for one in value]
    return f"{value}{payload}" if isinstance(value, str) and value else value


def told(value: Any, payload: str, named: bool = False) -> Any:
    """Return a case in which what is text carries a payload; ids and keywords stay, so that all links hold."""
    if isinstance(value, dict):
        return {name: told(one, payload, name in TEXTUAL) for name, one in value.items()}
    if isinstance(value, list):
        return [told(one, payload, named) for one in value]
    return f"{value}{payload}" if named and isinstance(value, str) else value


TEXTUAL = {
    "title", "publisher", "url", "uri", "sha256", "name", "aliases", "label", "weapons", "what", "unit", "codename",
    "content", "cue", "group", "value", "quote", "message", "stage", "admin1", "mode", "qualifier", "country",
    "histor", "model", "lexicon", "language", "published", "said_on", "as_of", "sentence", "rule",
}


def texts_with(payload: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the small case with a payload at both ends of every passage of its text, quotes and offsets in step."""
    case = case_dict(sample())
    text, moved = "", {}
    for passage in sorted({(e["start"], e["end"]) for row in case["incidents"] + case["claims"] + case["casualties"]
                           for e in row["evidence"]}):
        begin = len(text)
        text += payload + TEXT[slice(*passage)] + payload
        moved[passage] = begin, len(text)
        text += " "
    for row in (*case["incidents"], *case["claims"], *case["casualties"], *case["responses"],
                *(p for c in case["contradictions"] for p in c["positions"])):
        for e in row["evidence"]:
            e["start"], e["end"] = moved[e["start"], e["end"]]
            e["quote"] = text[e["start"] : e["end"]]
    return case, {SOURCE: text}


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
    assert {one.tag for one in page.all("div", "text")[0].walk()} <= {"div", "p", "mark", "span", "a", "ol", "li", "i"}
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
