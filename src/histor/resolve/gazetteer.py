"""The embedded gazetteer: settlements, districts, provinces and countries of the world, and lands in no list of cities.

One gzipped block of plain arrays, read whole at first use (some 20 MB of memory, under a tenth of a second): names
sorted for binary search, rows in columns, every row pointing to the row that contains it. Countries' names and the
lands of history and nature come from YAML beside it, so that a person can mend them without building anything.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np

from histor.errors import DataError
from histor.lexicon import Lexicon
from histor.resolve.places_index import ADMIN1, ADMIN2, CITY, COUNTRY, MAGIC, REGION, unpack

#: Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "ə": "a",
        "ǝ": "a",
        "&": " and ",
        **dict.fromkeys("'’‘`´ʼʿʾʻ", ""),
    }
)
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_]\.|[\s,;]|$)")
_WORDS = re.compile(r"[^\W_]+")
#: One spelling for words that are written in full or cut short in names.
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the search key of a name: lower case, no accents, no apostrophes, no dots, single spaces."""
    plain = _INITIALS.sub(r"\1", name.strip()).lower().translate(_PLAIN)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_SHORT.get(word, word) for word in _WORDS.findall(plain.translate(_PLAIN)))


__all__ = ["ADMIN1", "ADMIN2", "CITY", "COUNTRY", "REGION", "Entry", "Gazetteer", "fold"]


class Entry(NamedTuple):
    """One row: ``parent`` is the number of the row that contains it (-1 for none), ``country`` ISO 3166-1 alpha-3."""

    row: int
    name: str
    kind: int
    country: str | None
    parent: int
    lat: float | None
    lon: float | None
    pop: int
    ref: int
    radius: int
    feature: str = ""


class Gazetteer:
    """Names to rows and rows to places, for one data folder."""

    def __init__(self, lexicon: Lexicon) -> None:
        path = lexicon.path("places/gazetteer.gz")
        try:
            blob = gzip.decompress(path.read_bytes())
        except (OSError, EOFError) as error:
            raise DataError(f"{path} cannot be read ({error}): reinstall histor, or build it anew.") from None
        if blob[:4] != MAGIC:
            raise DataError(f"{path} is no gazetteer of this version: reinstall histor, or build it anew.")
        self._unpack(blob)
        self._countries: dict[str, dict[str, Any]] = lexicon.yaml("places/countries.yaml")
        self._regions: list[dict[str, Any]] = lexicon.yaml("places/regions.yaml")
        self._own = self._own_names()

    def _unpack(self, blob: bytes) -> None:
        index = unpack(blob)
        self.head = index.head
        self._column, self._key_row = index.columns, index.key_rows
        self._names, self._name_at = index.names, index.name_starts
        self._keys, self._key_at = index.keys, index.key_starts
        self.size: int = self.head["rows"]
        iso3 = self.head["iso3"]
        self._codes: list[str] = [iso3[code] for code in self.head["codes"]]
        self._cache: dict[int, Entry] = {}
        self._found: dict[str, tuple[int, ...]] = {}

    def _own_names(self) -> dict[str, list[int]]:
        names: dict[str, list[int]] = {}
        for code, land in self._countries.items():
            for name in (land["name"], *land.get("aka", ())):
                names.setdefault(fold(name), []).append(self.country_row[code])
        self._merged: dict[int, int] = {}
        self._told: dict[int, dict[str, Any]] = {}
        for number, region in enumerate(self._regions):
            row = self._same(region, self.size + number)
            self._merged[self.size + number] = row
            self._told[row] = region
            for name in (region["name"], *region.get("aka", ())):
                names.setdefault(fold(name), []).append(row)
        return names

    def _same(self, region: dict[str, Any], row: int) -> int:
        """Return the admin-1 row that a land of the list is (Chechnya, the Gaza Strip), or the row given."""
        if region.get("country") and region["kind"] in ("region", "disputed"):
            for known in self._search(fold(region["name"]).encode()):
                if self._column["kind"][known] == ADMIN1 and self._listed(known).country == region["country"]:
                    return known
        return row

    @cached_property
    def country_row(self) -> dict[str, int]:
        """The row of each country by its ISO 3166-1 alpha-3 code."""
        rows = np.flatnonzero(self._column["kind"] == COUNTRY)
        return {self._codes[int(self._column["country"][row])]: int(row) for row in rows}

    @cached_property
    def near(self) -> dict[str, frozenset[str]]:
        """The neighbours of each country, both by alpha-3 code."""
        iso3 = self.head["iso3"]
        return {iso3[code]: frozenset(iso3[n] for n in names if n in iso3) for code, names in self.head["near"].items()}

    @cached_property
    def capitals(self) -> dict[str, str]:
        """The folded name of each country's capital by alpha-3 code."""
        iso3 = self.head["iso3"]
        return {iso3[code]: fold(name) for code, name in self.head["capital"].items() if name}

    @cached_property
    def capital_letters(self) -> frozenset[str]:
        """Keys of names that are abbreviations: they count only where the text writes them in capitals."""
        told = [name for land in self._countries.values() for name in land.get("aka", ())]
        told += [name for region in self._regions for name in region.get("aka", ())]
        return frozenset(fold(name) for name in told if name.isupper() and len(fold(name)) < 5)

    def find(self, key: str) -> tuple[int, ...]:
        """Return the rows that a folded name may mean: countries and lands first, then the most people first."""
        if key not in self._found:
            own = list(dict.fromkeys(self._own.get(key, ())))
            listed = [row for row in self._search(key.encode()) if row not in own]
            listed.sort(key=lambda row: (-int(self._column["kind"][row]) // 4, -int(self._column["pop"][row]), row))
            self._found[key] = (*own, *listed)
        return self._found[key]

    def _search(self, key: bytes) -> list[int]:
        low, high, at, blob = 0, len(self._key_row), self._key_at, self._keys
        while low < high:
            middle = (low + high) // 2
            if blob[at[middle] : at[middle + 1] - 1] < key:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(self._key_row) and blob[at[low] : at[low + 1] - 1] == key:
            found.append(int(self._key_row[low]))
            low += 1
        return found

    def entry(self, row: int) -> Entry:
        """Return a row; rows from :attr:`size` on are the lands of ``regions.yaml``."""
        if row not in self._cache:
            self._cache[row] = self._region(row) if row >= self.size else self._listed(row)
        return self._cache[row]

    def _listed(self, row: int) -> Entry:
        column = {name: int(values[row]) for name, values in self._column.items()}
        name = self._names[self._name_at[row] : self._name_at[row + 1] - 1].decode()
        code = self._codes[column["country"]]
        if column["kind"] == COUNTRY and code in self._countries:
            name = self._countries[code]["name"]
        return Entry(
            row,
            name,
            column["kind"],
            code,
            column["parent"],
            column["lat"] / 1e4,
            column["lon"] / 1e4,
            column["pop"],
            column["ref"],
            column["radius"],
        )

    def _region(self, row: int) -> Entry:
        land = self._regions[row - self.size]
        lat, lon = land.get("at", (None, None))
        code = land.get("country")
        parent = self.country_row.get(code, -1) if code else -1
        kind = {"city": CITY, "admin1": ADMIN1, "point": CITY}.get(land["kind"], REGION)
        return Entry(
            row,
            land["name"],
            kind,
            code,
            parent,
            lat,
            lon,
            land.get("pop", 0),
            0,
            land.get("radius", 100),
            land["kind"],
        )

    def is_land(self, row: int) -> bool:
        """Tell whether a row is a country or stands in the list of lands: names that need no other sign."""
        return row >= self.size or row in self._told or self._column["kind"][row] == COUNTRY

    def chain(self, row: int) -> tuple[int, ...]:
        """Return the row and all that contain it, the nearest first."""
        found = [row]
        while (up := self.entry(found[-1]).parent) >= 0 and len(found) < 6:
            found.append(up)
        return tuple(found)

    def aliases(self, row: int) -> tuple[str, ...]:
        """Return the other names of a country or land as its list tells them."""
        if row in self._told:
            return tuple(self._told[row].get("aka", ()))
        entry = self.entry(row)
        if entry.kind == COUNTRY and entry.country in self._countries:
            return tuple(self._countries[entry.country].get("aka", ()))
        return ()

    def status(self, row: int) -> str:
        """Return the note on a disputed land, empty where there is none."""
        if row in self._told:
            return str(self._told[row].get("status", ""))
        entry = self.entry(row)
        return str(self._countries.get(entry.country or "", {}).get("status", "")) if entry.kind == COUNTRY else ""

    @cached_property
    def demonyms(self) -> dict[str, tuple[int, ...]]:
        """Rows by lower-case adjective or people's name, singular and plural."""
        table: dict[str, dict[int, None]] = {}
        lands: Iterable[tuple[int, dict[str, Any]]] = [(self.country_row[c], d) for c, d in self._countries.items()]
        for row, land in [*lands, *((self._merged[self.size + n], r) for n, r in enumerate(self._regions))]:
            for word in (*land.get("adj", ()), *land.get("people", ())):
                for form in (word, _plural(word)):
                    table.setdefault(form.lower(), {})[row] = None
        return {word: tuple(rows) for word, rows in table.items()}


def _plural(word: str) -> str:
    if word.endswith(("ese", "ish", "ch", "s", "men", "women")):
        return word
    if word.endswith("man"):
        return word[:-3] + "men"
    return word + "s"
