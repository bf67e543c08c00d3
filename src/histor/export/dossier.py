"""The dossier: one page that needs nothing else, from the case as the contract names it.

The page is complete before any script runs; the script only helps to find things. Its security policy names the two
things that may take effect, the style sheet and the script, by what they are, so that nothing in a source ever can.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from histor.errors import UsageError
from histor.export.dossier_actors import actors_section, places_section
from histor.export.dossier_book import Book
from histor.export.dossier_casualties import casualties_section
from histor.export.dossier_claims import assessments_section, claims_section, contradictions_section
from histor.export.dossier_data import case_data, case_json
from histor.export.dossier_figures import Figures, in_words, range_figures
from histor.export.dossier_gist import gist
from histor.export.dossier_map import map_data, map_section
from histor.export.dossier_markup import Html, el, join, one_line, text
from histor.export.dossier_method import method_section
from histor.export.dossier_notes import note_rows
from histor.export.dossier_responses import responses_section
from histor.export.dossier_scales import scales
from histor.export.dossier_sources import sources_section
from histor.export.dossier_summary import summary_section
from histor.export.dossier_timeline import timeline_section
from histor.export.dossier_words import Words
from histor.export.map_chart import chart_of
from histor.lexicon import load_lexicon

#: Sources that the heading names; all stand in their section.
_MOST_SOURCES = 12


def dossier_html(
    case: Mapping[str, Any], texts: Mapping[str, str], *, title: str | None = None, policy: str | None = None,
    language: str | Path = "en", theme: str = "auto", figures: Figures | None = None, borders: Path | None = None,
) -> str:
    """Return a case as one HTML page; ``texts`` holds the text of every source by its id.

    ``title`` stands in place of the case's own, ``language`` names the words of the page itself or is a file of them,
    ``theme`` is ``auto``,
    ``light`` or ``dark``. ``borders`` is a TopoJSON or GeoJSON file whose outlines the map is drawn on. ``figures``
    holds the figures of each policy (docs/formats/dossier-data.md), ``policy`` names the one that is shown first; where
    neither is handed in, both are the case's own, if it was exported by a policy, else there is ``range`` alone. The
    same case gives the same characters. Raises :class:`UsageError` for a policy or a language that is not known.
    """
    words = Words(language)
    figures = in_words(words, figures or case.get("figures") or range_figures(case, words))
    policy = policy or case.get("policy", "range")
    if policy not in figures:
        raise UsageError(f"There is no policy {policy!r}. Known are {', '.join(figures)}.")
    if title is not None:
        case = {**case, "title": title}
    book = Book(case, texts, words)
    note_rows(book)
    chart = chart_of(book, borders)
    bodies: dict[str, Html | None] = {
        "summary": summary_section(book), "timeline": timeline_section(book), "map": map_section(chart),
        "casualties": casualties_section(book), "claims": claims_section(book),
        "contradictions": contradictions_section(book), "responses": responses_section(book),
        "places": places_section(book), "actors": actors_section(book),
        "assessments": assessments_section(book), "sources": sources_section(book), "method": method_section(book),
    }
    style, script = _built()
    style = Html(f"{_spoken(words)}{style}")
    data = case_json(case_data(book, figures, policy=policy, theme=theme,
                               views={"scales": scales(words), **({"map": map_data(chart)} if chart else {})}))
    head = el("head", _meta(book, style, script), el("style", style))
    scripts = [el("script", data, type="application/json", id="case"), el("script", script)] if script else []
    body = el("body", _frame(book, bodies, join(scripts)), id="top")
    page = el("html", head, body, lang=words.language,
              dir=words.direction if words.direction != "ltr" else None, data_theme=theme if theme != "auto" else None)
    return f"<!DOCTYPE html>\n{page}\n"


def has_script() -> bool:
    """Tell whether the package holds the page's script; one that was built without Node does not."""
    return bool(_built()[1])


def _built() -> tuple[Html, Html]:
    """Return the page's style and script; the script is empty where the package was installed without it."""
    pages = load_lexicon()
    style = pages.path("pages/dossier.css").read_text("utf-8")
    more, script = (pages.path(f"pages/built/dossier.{kind}") for kind in ("css", "js"))
    if not script.is_file() or not more.is_file():
        return Html(style), Html("")
    return Html(style + more.read_text("utf-8")), Html(script.read_text("utf-8"))


def _spoken(words: Words) -> str:
    """Return the one thing that the style sheet says: what a number of a sentence is, for who hears the page."""
    told = "".join(sign if sign.isalnum() else f"\\{ord(sign):x} " for sign in words.of("page", "sentence"))
    return f':root {{ --sentence: "{told}"; }}\n'


def _meta(book: Book, style: str, script: str) -> Html:
    runs = f"'{_digest(script)}'" if script else "'none'"
    policy = (f"default-src 'none'; style-src '{_digest(style)}'; script-src {runs}; base-uri 'none'; "
              "form-action 'none'")
    return join([
        el("meta", charset="utf-8"), Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"), el("meta", name="color-scheme", content="light dark"),
        el("meta", name="generator", content=f"Histor {one_line(book.case['coder'].get('histor', ''))}".strip()),
        el("title", book.words.say("page", "title", title=_title(book))),
    ])


def _digest(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode('utf-8')).digest()).decode('ascii')}"


def _frame(book: Book, bodies: Mapping[str, Html | None], scripts: Html) -> Html:
    """Return the page's landmarks: how to skip, the heading, the way about, the sections, the foot.

    The scripts stand before the sections, so that the bar answers while a long page is still coming in.
    """
    of = partial(book.words.of, "page")
    links = (el("li", el("a", book.words.of("sections", name), href=f"#{name}")) for name in bodies)
    nav = el("nav", el("h2", of("contents"), class_="vh"), el("ol", links), aria_label=of("contents"))
    note = (el("strong", of("coded")), "; ", el("a", of("coded_means"), href="#method"), ".")
    header = el("header", el("p", of("kind"), class_="kind"), el("h1", _title(book)),
                el("p", _origin(book), note, class_="from"))
    foot = el("footer", el("p", of("made")))
    main = el("main", (_section(book, name, body) for name, body in bodies.items()), id="main")
    tip = el("div", id="tip", role="tooltip", hidden=True)
    return join([el("a", of("skip"), href="#main", class_="skip"), el("div", header, class_="mast"),
                 el("div", id="bar"), tip, scripts, el("div", nav, main, class_="page"), foot])


def _title(book: Book) -> str:
    return one_line(book.case["title"] or "") or book.words.of("page", "case")


def _origin(book: Book) -> Html:
    """Say what the page was made from, each source with the letter that tags name it by."""
    if len(book.sources) == 1:
        return join([book.words.of("page", "from_one"), " "])
    signed = [book.link("sources", ident, [el("b", book.sign(ident)), " ", book.title_of(row)])
              for ident, row in list(book.sources.items())[:_MOST_SOURCES]]
    if (more := len(book.sources) - _MOST_SOURCES) > 0:
        signed.append(text(book.words.say("page", "and_more", count=more)))
    named = join(signed, book.words.raw("lists", "apart"))
    return join([book.words.html("page", "from_several", count=len(book.sources), named=named), " "])


def _section(book: Book, name: str, body: Html | None) -> Html:
    intro = [gist(book, name), el("p", book.words.of("intros", name), class_="intro")] if body is not None else None
    shown = body if body is not None else el("p", book.words.of("empty", name), class_="none")
    return el("section", el("h2", book.words.of("sections", name), id=f"{name}-title"), intro, shown,
              id=name, aria_labelledby=f"{name}-title")
