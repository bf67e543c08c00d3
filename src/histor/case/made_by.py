"""What a case is made by: a hash of the code and the words that turn accounts into tables.

It is a part of the key under which a case keeps what was computed, so that nothing is ever shown that another version
of the rules has made. Hashing a few hundred kilobytes costs less than a mistake.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_HOUSE = Path(__file__).parents[1]
#: The rooms and words that a view and its tables are made by.
_FROM = ("model/*.py", "ledger/codec.py", "ledger/briefs.py", "lexicon.py", "consolidate/*.py", "export/*.py",
         "case/parts.py", "analyse/polic*.py", "data/policies/*.yaml", "data/joining/*.yaml", "data/answering/*.yaml",
         "data/lang/en/comparing.yaml", "data/lang/en/answers.yaml")  # fmt: skip


@cache
def made_by() -> str:
    """Return the hash, as twelve hex digits; the same code gives the same on every machine."""
    told = hashlib.sha256()
    for path in files():
        told.update(path.name.encode() + b"\0" + path.read_bytes())
    return told.hexdigest()[:12]


def files() -> Iterator[Path]:
    """Yield the files that the hash is of, always in one order."""
    for pattern in _FROM:
        yield from sorted(_HOUSE.glob(pattern))
