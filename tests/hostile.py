"""Texts that mean harm to a page, and ways to put them into every slot of a case."""

from __future__ import annotations

from typing import Any

from histor.export.dossier_words import Words
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

_RUN = "window.__pwned=1"
_TAGS = ["img src=x onerror={}", "svg/onload={}", "svg><animate onbegin={} attributeName=x", "svg><set onend={}",
         "body onpageshow={}", "input autofocus onfocus={}", "select autofocus onfocus={}", "details open ontoggle={}",
         "a href=javascript:{}", "iframe srcdoc='<script>{}</script>'", "iframe src=javascript:{}",
         "object data=javascript:{}", "embed src=javascript:{}", "video><source onerror={}", "audio src onerror={}",
         "p tabindex=1 autofocus onfocus={}", "div style=animation-name:x onanimationstart={}",
         "math href=javascript:{}>x</math", "form><button formaction=javascript:{}",
         "link rel=preload onload={} href=x",
         "script src=data:,{}", "script>{}</script", "script type=module>{}</script",
         "svg><a xlink:href=javascript:{}><text>x</text></a", "isindex onfocus={} autofocus"]
_ROUNDS = ["<{}>", '"><{}>', "'><{}>", "</script><{}>", "</textarea></title></style><{}>"]
#: Harm of many kinds in many wrappings; whatever runs leaves a trace in the window.
MORE_PAYLOADS = [around.format(tag.format(_RUN)) for tag in _TAGS for around in _ROUNDS]


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


def worded(payload: str) -> Words:
    """Return the page's own words, as a file of a language might hold them, a payload in each."""
    words = Words("en")
    kept = ("language", "numbers")  # what is calculated with; a file that spoils it is refused when it is read
    words._rows = {group: rows if group in kept else poisoned(rows, payload) for group, rows in words._rows.items()}
    return words


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
