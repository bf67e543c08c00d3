"""Histor reads accounts of conflicts and keeps a ledger of who did what to whom, and who says so.

    >>> import histor                                       # doctest: +SKIP
    >>> case = histor.read("account.txt", case="case.histor")
    >>> case.incidents[0].label

The public face: :func:`read`, :func:`open_case`, :class:`Case`. Everything behind it is imported when it is first
asked for, so that ``import histor`` costs next to nothing.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from histor.case import Case, open_case, read

__version__ = "0.1.0"

__all__ = ["Case", "__version__", "open_case", "read"]


class _Face(ModuleType):
    """The package itself: knows where its names are, and lets its reading room be called.

    ``histor.read`` is the room (a package) and the verb (a function) by the same name. Whichever is asked for first,
    Python sets the attribute to the room; so the room is made to answer a call.
    """

    def __getattr__(self, name: str) -> Any:
        if name == "read":
            import histor.read as room

            return room
        if name in ("Case", "open_case"):
            from histor import case

            return getattr(case, name)
        raise AttributeError(f"module 'histor' has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "read" and type(value) is ModuleType:
            value.__class__ = _Room
        super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


class _Room(ModuleType):
    """The reading room, called: ``histor.read("account.txt")``."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        from histor.case import read

        return read(*args, **options)


sys.modules[__name__].__class__ = _Face
