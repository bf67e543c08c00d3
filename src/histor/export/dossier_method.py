"""How the page came about and what to be careful about: versions, counts, what could not be read, how to cite."""

from __future__ import annotations

from collections import Counter
from functools import partial

from histor.export.dossier_book import Book
from histor.export.dossier_markup import Html, el, join, one_line
from histor.export.dossier_sure import note, sure
from histor.export.dossier_tables import table

#: What is counted, by the keys of the case.
LAYERS = ("sources", "incidents", "claims", "casualties", "responses", "contradictions", "actors", "places", "issues")


def method_section(book: Book) -> Html:
    """Return the section; it is there for every case."""
    say = book.words.of
    return join([
        el("p", say("method", "warning"), class_="warning"), el("div", _counts(book), _coder(book), class_="pair"),
        _statuses(book), _sure(book), _unread(book),
        el("h3", say("method", "head_cite")), el("p", citation(book), class_="cite"),
    ])


def _counts(book: Book) -> Html:
    rows = [(book.words.of("method", f"count_{name}"), book.words.number(len(book.case[name]))) for name in LAYERS]
    passages = book.words.of("method", "count_passages"), book.words.number(len(book.passages))
    return _facts(book.words.of("method", "holds"), [*rows, passages])


def _coder(book: Book) -> Html:
    rows = [(book.words.of("method", one_line(name)), one_line(value)) for name, value in book.case["coder"].items()]
    stated = Counter(row["status"] for row in book.case["incidents"])
    rows += [(book.words.say("method", "incidents_of", status=book.words.of("statuses", status)),
              book.words.number(count)) for status, count in stated.most_common()]
    return _facts(book.words.of("method", "coded_with"), rows)


def _facts(title: str, rows: list[tuple[str, str]]) -> Html:
    lines = (el("tr", el("th", label, scope="row"), el("td", value, class_="num")) for label, value in rows)
    return el("table", el("caption", title), el("tbody", lines), class_="small")


def _statuses(book: Book) -> Html:
    meanings = book.words.group("status_meanings")
    rows = ((el("dt", book.words.of("statuses", key)), el("dd", meaning)) for key, meaning in meanings.items())
    return join([el("h3", book.words.of("method", "head_statuses")), el("dl", rows, class_="terms")])


def _sure(book: Book) -> Html:
    title = book.words.of("method", "head_sure")
    rows = (el("tr", el("td", row.told), el("td", row.figure, class_="num"), el("td", row.data))
            for row in sure(book.words))
    heads = book.words.columns("layer", "right", "measured")
    return join([el("h3", title), el("p", book.words.of("sure", "intro")),
                 table(title, heads, el("tbody", rows), "wide", (1,)), el("p", note(book.words), class_="whom")])


def _unread(book: Book) -> Html:
    title = book.words.of("method", "head_unread")
    told = unsaid(book)
    note = el("p", told, class_="unsaid") if told else None
    if not book.case["issues"]:
        return join([el("h3", title), note or el("p", book.words.of("method", "all_read"))])
    stage = partial(book.words.of, "stages")
    rows = (el("tr", el("td", book.source_name(row["source"])), el("td", one_line(stage(row["stage"]))),
               el("td", one_line(row["message"])), class_="row") for row in book.case["issues"])
    columns = book.words.columns("source", "stage", "what")
    return join([el("h3", title), note, table(title, columns, el("tbody", rows), "wide rows")])


def unsaid(book: Book) -> str:
    """Return which of the page's own words its language lacks, so that they stand in English; nothing where none."""
    missing = book.words.missing
    return book.words.say("method", "in_english", count=len(missing), names=", ".join(missing)) if missing else ""


def citation(book: Book) -> str:
    """Return how to cite the page, with the digest of every source."""
    coder = {name: one_line(value) for name, value in book.case["coder"].items()}
    told = book.words.apart(book.words.say("method", "cited_source", title=book.title_of(row),
                                           digest=one_line(row["sha256"])[:12]) for row in book.sources.values())
    return book.words.say("method", "citation", title=one_line(book.case["title"]), histor=coder.get("histor", "?"),
                          model=coder.get("model", "?"), lexicon=coder.get("lexicon", "?"), sources=told)
