"""Tables as the page sets them: a caption, heads with their scope, and a frame that scrolls when the page is narrow."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from histor.export.dossier_markup import Child, Html, el


def table(caption: str, columns: Sequence[Child], body: Child, looks: str, numeric: Collection[int] = ()) -> Html:
    """Return a table in a frame that can be reached by keyboard; ``numeric`` are the columns of figures.

    The caption names the table for those who do not see it; the heading above it does for those who do.
    """
    heads = (el("th", column, scope="col", class_="num" if place in numeric else None)
             for place, column in enumerate(columns))
    inner = el("table", el("caption", caption, class_="vh"), el("thead", el("tr", heads)), body, class_=looks)
    return el("div", inner, class_="scroll", tabindex=0, role="group", aria_label=caption)


def group(width: int, *children: Child) -> Html:
    """Return the row that heads a group of rows."""
    return el("tr", el("th", *children, scope="rowgroup", colspan=width), class_="group")


def faint(words: str) -> Html | None:
    """Return words that step back behind their neighbours; nothing for no words."""
    return el("span", words, class_="whom") if words else None
