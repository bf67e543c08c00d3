"""Single pictures for reports: which there are, and how one is asked for.

A picture is drawn as SVG from the same case as everything else; PNG is that SVG as pixels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from histor.errors import UsageError
from histor.export.plot_casualties import casualties_plot
from histor.export.plot_image import png
from histor.export.plot_map import map_plot
from histor.export.plot_responses import responses_plot
from histor.export.plot_sketch import Sketch, make_sketch
from histor.export.plot_timeline import timeline_plot

#: Every picture by its name; one that has nothing to show returns None.
PLOTS: dict[str, Callable[[Sketch], str | None]] = {
    "timeline": timeline_plot, "map": map_plot, "casualties": casualties_plot, "responses": responses_plot,
}
#: Kinds of files that a picture can be.
KINDS = ("svg", "png")


def plot(name: str, case: Mapping[str, Any], texts: Mapping[str, str], **looks: Any) -> str:
    """Return a picture of a case as SVG.

    ``looks`` are ``shown`` (the part of the case that is drawn, see :func:`histor.export.select.select`), ``title``,
    ``width`` in pixels, ``asked`` (what was selected), ``figures`` (those of the ``policy``) and ``language``. Raises
    :class:`UsageError` for an unknown name, and where the case has nothing of the kind to draw.
    """
    return draw(name, make_sketch(case, texts, **looks))


def draw(name: str, sketch: Sketch) -> str:
    """Return a picture of a sketch as SVG; what it draws and what it leaves out is noted there. Raises as above."""
    if name not in PLOTS:
        raise UsageError(f"There is no picture {name!r}. Known are {', '.join(PLOTS)}.")
    svg = PLOTS[name](sketch)
    if svg is None:
        raise UsageError(f"There is nothing for a {name} picture in what was asked for: ask for more of the case.")
    return svg


def size(svg: str) -> tuple[float, float]:
    """Return the width and height of one of our pictures."""
    found = re.search(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"', svg)
    assert found is not None
    return float(found[1]), float(found[2])


def pixels(svg: str, scale: float = 2) -> bytes:
    """Return one of our pictures as PNG, ``scale`` pixels for each of its own."""
    return png(svg, *size(svg), scale)
