"""Where the script puts its views: an empty host before the still picture that it replaces once it stands."""

from __future__ import annotations

from histor.export.dossier_markup import Html, el, join


def live(name: str, still: Html | None = None) -> Html:
    """Return the host of a view and, where given, what stands in its place with scripts off."""
    host = el("div", class_="live", data_view=name)
    return join([host, el("div", still, class_="still")]) if still is not None else host
