"""Tables that hold an account a row (``.csv``, ``.tsv``): each row is a record, its columns what the record says.

A table of figures has no accounts in it; so a column has to bear one of the names of a record's text, and where none
does, that is said instead of reading commas as prose.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from histor.errors import ReadError
from histor.read.archives import unpacked
from histor.read.decode import decode
from histor.read.item import INSIDE, Budget, Item
from histor.read.words import layout

_DELIMITERS = (",", ";", "\t", "|")


def table_items(name: str, stream: BinaryIO, budget: Budget) -> Iterator[Item]:
    """Yield the rows of a table by their numbers, the first below the header being 1."""
    most = budget.limits.member_bytes
    data = io.BufferedReader(unpacked(stream, budget)).read(most + 1)
    if len(data) > most:
        yield Item(name, error=f"{name} has more than {most / 1e6:.0f} MB: split it into several files.")
        return
    try:
        text, _ = decode(data, name)
        rows = _rows(text.removeprefix("\ufeff"), name)
        for number, row in enumerate(rows, 1):
            if any(row.values()):
                budget.member()
                yield Item(f"{name}{INSIDE}{number}", json.dumps(row, ensure_ascii=False).encode(), "record")
    except ReadError as error:
        yield Item(name, error=str(error))
    except csv.Error as error:
        yield Item(name, error=f"{name} cannot be read as a table ({error}): what came before was read; mend the row.")


def _rows(text: str, name: str) -> Iterator[dict[str, str]]:
    """Yield what each row says under the names of its columns; raises :class:`ReadError` where none holds a text."""
    known = {key for keys in layout("record_texts").values() for key in keys}
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
    columns = {column: _named(column) for column in table.fieldnames or ()}
    if not known.intersection(columns.values()):
        raise ReadError(f"{name} has no column that holds an account: head that column text, and others title,"
                        " published, publisher, url.")  # fmt: skip
    for row in table:
        yield {columns[column]: value for column, value in row.items() if column in columns and isinstance(value, str)}


def _named(column: str) -> str:
    """Return a column's name as records have it: *Text* is text, *datePublished* stays as it is."""
    known = {key for group in ("record_texts", "record_keys") for keys in layout(group).values() for key in keys}
    tidy = column.strip()
    return tidy if tidy in known else tidy.lower().replace(" ", "_")
