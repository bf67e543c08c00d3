"""A case by the names of the export, table by table: what nobody asks for is not read.

The tables are rows of plain data, as JSON has them. They come from the file where it keeps them, or else all at once
from the case itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any


class Spelt(Mapping[str, Any]):
    """``kept`` reads a table, or returns None where it is not kept; then ``whole`` makes them all."""

    def __init__(
        self, names: Sequence[str], whole: Callable[[], Mapping[str, Any]], kept: Callable[[str], Any]
    ) -> None:
        self._names, self._whole, self._kept = names, whole, kept
        self._held: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._held:
            if name not in self._names:
                raise KeyError(name)
            found = self._kept(name)
            self._held = {**self._whole(), **self._held} if found is None else {**self._held, name: found}
        return self._held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
