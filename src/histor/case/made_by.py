"""What a case is made by: a hash of the code and the words that turn accounts into tables.

It is a part of the key under which a case keeps what was computed, so that nothing is ever shown that another version
of the rules has made. Hashing a few hundred kilobytes costs less than a mistake.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_HOUSE = Path(__file__).parents[1]
#: The rooms and words that a view and its tables are made by.
_FROM = ("model/*.py", "ledger/codec.py", "ledger/briefs.py", "consolidate/*.py", "export/*.py", "case/parts.py",
         "analyse/polic*.py", "data/policies/*.yaml", "data/joining/*.yaml", "data/lang/en/comparing.yaml")  # fmt: skip


@cache
def made_by() -> str:
    """Return the hash, as twelve hex digits; the same code gives the same on every machine."""
    told = hashlib.sha256()
    for pattern in _FROM:
        for path in sorted(_HOUSE.glob(pattern)):
            told.update(path.name.encode() + b"\0" + path.read_bytes())
    return told.hexdigest()[:12]
