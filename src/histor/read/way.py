"""From a call's settings to the way in which it comes by its sources; the network is loaded where one is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from histor.model import Particulars
from histor.read.item import Item, Limits
from histor.read.items import Way
from histor.settings import Settings

if TYPE_CHECKING:
    from histor.read.fetch import Fetcher


def way_of(settings: Settings, given: Particulars | None = None) -> Way:
    """Return the way of a call: within its settings, with what a person says of all its sources."""
    limits = Limits(members=settings.max_members, total_bytes=settings.max_unpacked * 1_000_000,
                    ratio=settings.max_ratio, depth=settings.max_depth, pages=settings.max_pages)  # fmt: skip
    return Way(limits, given or Particulars(), _Network(settings, limits))


class _Network:
    """Reads addresses with one fetcher for the whole run, made at the first."""

    def __init__(self, settings: Settings, limits: Limits) -> None:
        self._settings, self._limits = settings, limits
        self._fetcher: Fetcher | None = None

    def __call__(self, name: str) -> Iterator[Item]:
        """Yield the sources at an address or title."""
        from histor.read.web import fetcher_of, web_items  # late: most runs need no network, and it takes 50 ms

        self._fetcher = self._fetcher or fetcher_of(self._settings)
        return web_items(name, self._fetcher, self._settings.wikipedia, self._limits)
