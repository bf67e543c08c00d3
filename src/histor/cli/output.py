"""What every command that writes a file has in common: nothing that it reads, and no case, is written over."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import click

from histor.errors import UsageError
from histor.export.files import refuse_case
from histor.read import sources as listed


class Writing(click.Command):
    """A command with an option ``output``: it is refused, before any work, where it would destroy what was given."""

    def invoke(self, ctx: click.Context) -> Any:
        """Look at the output beside every other word of the call, then run the command."""
        output = ctx.params.get("output")
        if output is not None and output.is_file():  # a device or a pipe loses nothing by being written to
            for file in _files(value for name, value in ctx.params.items() if name != "output"):
                if os.path.samefile(file, output):
                    raise UsageError(f"{output} is what this command reads, and -o would write over it: name another "
                                     "file after -o; this one was left as it is.")  # fmt: skip
            refuse_case(output)
        return super().invoke(ctx)


def _files(values: Iterable[Any]) -> Iterable[str]:
    """Yield the files that the words of a call name, those in folders among them."""
    for value in values:
        for word in value if isinstance(value, tuple) else (value,):
            name = str(word)
            if os.path.isdir(name):
                yield from listed([name])
            elif os.path.isfile(name):
                yield name
