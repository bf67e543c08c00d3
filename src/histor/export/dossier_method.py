"""How the page came about and what to be careful about: versions, counts, what could not be read, how to cite."""

from __future__ import annotations

from collections import Counter

from histor.export.dossier_book import Book
from histor.export.dossier_markup import Html, el, join, one_line
from histor.export.dossier_tables import table

_LAYERS = (("sources", "Sources"), ("incidents", "Incidents"), ("claims", "Claims"), ("casualties", "Casualty figures"),
           ("responses", "Answers"), ("contradictions", "Contradictions"), ("actors", "Actors"), ("places", "Places"),
           ("issues", "Things that could not be read"))

WARNING = (
    "This page was coded by a machine from the texts below, without a person checking it. It says what the texts tell "
    "and in whose name they tell it; it does not say what is true. The machine overlooks things, takes one act for two "
    "or two for one, and mistakes who did what. Before you rely on a value, follow its number and read the sentence."
)


def method_section(book: Book) -> Html:
    """Return the section; it is there for every case."""
    return join([
        el("p", WARNING, class_="warning"), el("div", _counts(book), _coder(book), class_="pair"), _statuses(book),
        _unread(book), el("h3", "How to cite"), el("p", _citation(book), class_="cite"),
    ])


def _counts(book: Book) -> Html:
    rows = [(label, str(len(book.case[name]))) for name, label in _LAYERS]
    return _facts("What this page holds", [*rows, ("Sentences cited", str(len(book.passages)))])


def _coder(book: Book) -> Html:
    named = {"histor": "Histor, version", "model": "Language model", "lexicon": "Lexicon"}
    rows = [(named.get(name, one_line(name)), one_line(value)) for name, value in book.case["coder"].items()]
    stated = Counter(row["status"] for row in book.case["incidents"])
    rows += [(f"Incidents {book.words.of('statuses', status)}", str(count)) for status, count in stated.most_common()]
    return _facts("Coded with", rows)


def _facts(title: str, rows: list[tuple[str, str]]) -> Html:
    lines = (el("tr", el("th", label, scope="row"), el("td", value, class_="num")) for label, value in rows)
    return el("table", el("caption", title), el("tbody", lines), class_="small")


def _statuses(book: Book) -> Html:
    meanings = book.words.group("status_meanings")
    rows = ((el("dt", book.words.of("statuses", key)), el("dd", meaning)) for key, meaning in meanings.items())
    return join([el("h3", "What the statuses mean"), el("dl", rows, class_="terms")])


def _unread(book: Book) -> Html:
    if not book.case["issues"]:
        return join([el("h3", "What could not be read"), el("p", "Nothing was reported as unread.")])
    rows = (el("tr", el("td", book.source_name(row["source"])), el("td", one_line(row["stage"])),
               el("td", one_line(row["message"])), class_="row") for row in book.case["issues"])
    title = "What could not be read"
    return join([el("h3", title), table(title, ("Source", "Stage", "What"), el("tbody", rows), "wide rows")])


def _citation(book: Book) -> str:
    coder = {name: one_line(value) for name, value in book.case["coder"].items()}
    told = "; ".join(f"{one_line(row['title'] or 'untitled')} (SHA-256 {one_line(row['sha256'])[:12]}…)"
                     for row in book.sources.values())
    return (f"“{one_line(book.case['title'])}”. Dossier coded by machine with Histor {coder.get('histor', '?')}, "
            f"model {coder.get('model', '?')}, lexicon {coder.get('lexicon', '?')}, from: {told}.")
