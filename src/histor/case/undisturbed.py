"""Making a whole case at once, undisturbed by the collector of garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the collector of garbage still while millions of records are made, none of which is garbage.

    Nor does it look through them as soon as it may: they count as old, as if it had. They hold no rings, so what is let
    go of is freed without it. What else the process has frozen stays so.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if running:
            gc.enable()
