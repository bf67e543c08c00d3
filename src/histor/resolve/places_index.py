"""The form of the gazetteer's index: plain arrays one after the other behind a head in JSON; writing and reading it.

Names lie sorted in one run of bytes for binary search, rows in columns, every row with the row that contains it.
"""

from __future__ import annotations

import json
import struct
from typing import Any, NamedTuple

import numpy as np

MAGIC = b"HGZ1"
CITY, ADMIN2, ADMIN1, COUNTRY, REGION = 1, 2, 3, 4, 5

COLUMNS = (
    ("kind", "<u1"),
    ("country", "<u1"),
    ("parent", "<i4"),
    ("lat", "<i4"),
    ("lon", "<i4"),
    ("pop", "<u4"),
    ("ref", "<u4"),
    ("radius", "<u2"),
)

Ints = np.ndarray[Any, np.dtype[np.int32]]


class Index(NamedTuple):
    """The arrays of an index: ``names`` by row, ``keys`` sorted, ``key_rows`` the row of each."""

    head: dict[str, Any]
    columns: dict[str, np.ndarray[Any, Any]]
    names: bytes
    name_starts: Ints
    keys: bytes
    key_starts: Ints
    key_rows: np.ndarray[Any, Any]


def pack(
    rows: list[tuple[Any, ...]], iso3: dict[str, str], capital: dict[str, str], near: dict[str, list[str]]
) -> bytes:
    """Return the index as bytes; the build recipe's other half lives here so that the format stands in one file.

    ``rows`` are sorted tuples (country, level, admin1, admin2, kind, name, lat, lon, population, id, radius, keys).
    """
    codes = sorted(iso3)
    number = {(r[0], r[2], r[3], r[4]): i for i, r in enumerate(rows) if r[4] != CITY}
    columns: dict[str, list[int]] = {name: [] for name, _ in COLUMNS}
    keys: list[tuple[bytes, int]] = []
    for i, (code, _, one, two, kind, _, lat, lon, pop, ref, radius, names) in enumerate(rows):
        chain = [(code, one, two, ADMIN2), (code, one, "", ADMIN1), (code, "", "", COUNTRY)]
        ups = [number[c] for c in chain[{CITY: 0, ADMIN2: 1, ADMIN1: 2, COUNTRY: 3}[kind] :] if c in number]
        values = (kind, codes.index(code), ups[0] if ups else -1, round(lat * 1e4), round(lon * 1e4), pop, ref, radius)
        for (column, _), value in zip(COLUMNS, values, strict=True):
            columns[column].append(value)
        keys += [(key.encode(), i) for key in dict.fromkeys(names) if key]
    keys.sort()
    parts = [np.array(columns[name], dtype=kind).tobytes() for name, kind in COLUMNS]
    parts.append("\n".join(r[5].replace("\n", " ") for r in rows).encode())
    parts.append(b"\n".join(key for key, _ in keys))
    parts.append(np.array([i for _, i in keys], dtype="<u4").tobytes())
    head = {
        "rows": len(rows),
        "keys": len(keys),
        "sizes": [len(p) for p in parts],
        "codes": codes,
        "iso3": iso3,
        "capital": capital,
        "near": near,
    }
    told = json.dumps(head, ensure_ascii=False, sort_keys=True).encode()
    return MAGIC + struct.pack("<I", len(told)) + told + b"".join(parts)


def unpack(blob: bytes) -> Index:
    """Return the arrays of an index, views into its bytes."""
    start = 8 + struct.unpack("<I", blob[4:8])[0]
    head: dict[str, Any] = json.loads(blob[8:start])
    parts: list[bytes] = []
    for size in head["sizes"]:
        parts.append(blob[start : start + size])
        start += size
    columns = {name: np.frombuffer(part, dtype=kind) for (name, kind), part in zip(COLUMNS, parts, strict=False)}
    names, keys, rows = parts[len(COLUMNS) :]
    return Index(head, columns, names, _starts(names), keys, _starts(keys), np.frombuffer(rows, dtype="<u4"))


def _starts(lines: bytes) -> Ints:
    ends = np.flatnonzero(np.frombuffer(lines, dtype=np.uint8) == 10)
    return np.concatenate(([0], ends + 1, [len(lines) + 1])).astype(np.int32)
