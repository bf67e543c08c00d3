"""A bar while sources are read, for a person at a terminal, and what went wrong with each as it happens."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from histor.cli import screen
from histor.run import OnProgress, Outcome


@contextmanager
def progress(total: int | None) -> Iterator[OnProgress]:
    """Give a function to call after each source; it draws a bar on standard error where that is a terminal.

    ``total`` is None where nobody knows how many sources there are.
    """
    if not sys.stderr.isatty():
        yield _complain
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)

        def step(outcome: Outcome) -> None:
            bar.advance(task)
            _complain(outcome)

        yield step


def _complain(outcome: Outcome) -> None:
    if outcome.status == "failed":
        screen.warn(outcome.message)
    elif outcome.note:
        screen.warn(outcome.note)
