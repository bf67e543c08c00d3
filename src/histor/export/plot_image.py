"""Pictures as pixels, and pages as PDF: the one place that speaks to the typesetter.

Typst sets both: it shapes every script, embeds the very letters that it uses, and gives the same bytes for the same
input; it is told to use no font of the machine, so that another machine gives them too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from histor.errors import HistorError
from histor.lexicon import load_lexicon

if TYPE_CHECKING:
    from types import ModuleType

_PICTURE = """#set document(title: "picture", date: none)
#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: white)
#image("picture.svg", width: 100%, alt: "picture")
"""


def png(svg: str, width: float, height: float, scale: float = 2) -> bytes:
    """Return a picture as PNG, ``scale`` pixels for each of its own. Needs the extra ``documents``."""
    files = {"main.typ": _PICTURE.format(width=width, height=height).encode(), "picture.svg": svg.encode()}
    return typeset(files, format="png", ppi=72 * scale)


def typeset(files: Mapping[str, bytes], **options: Any) -> bytes:
    """Return what the typesetter makes of some files, of which ``main.typ`` is the page."""
    typst = typesetter()
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(load_lexicon().path("fonts"))])
    try:
        made: bytes = typst.compile(dict(files), font_paths=fonts, sys_inputs={}, **options)
    except typst.TypstError as error:
        raise HistorError(f"The page could not be set ({error.message}): report it with the case.") from None
    return made


def typesetter() -> ModuleType:
    """Return the typesetter, or raise :class:`HistorError` with the command that installs it."""
    try:
        import typst
    except ImportError:
        raise HistorError("PDF and PNG need the extra documents: pip install 'histor[documents]'.") from None
    return typst
