"""What no tree of English may have and a word-by-word choice of heads now and then gives: two subjects of one verb."""

from __future__ import annotations

from collections.abc import Sequence

from histor.model.tree import base


def one_subject(heads: Sequence[int], rels: Sequence[str]) -> list[int]:
    """Return the heads with the first of two subjects given to the clause that it begins.

    "The minister condemned the raid, the agency reported": both subjects were tied to *reported*. Words count from 1,
    0 is the root; only a clause that stands between the two and has no subject of its own takes one.
    """
    found = list(heads)
    subjects: dict[int, list[int]] = {}
    for word, (head, rel) in enumerate(zip(heads, rels, strict=True), start=1):
        if base(rel) == "nsubj":
            subjects.setdefault(head, []).append(word)
    for verb, tied in subjects.items():
        if len(tied) != 2:
            continue
        first, second = tied
        below = [word for word in range(first + 1, second) if heads[word - 1] == verb and word not in subjects]
        clauses = [word for word in below if base(rels[word - 1]) in ("ccomp", "parataxis")]
        if len(clauses) == 1:
            found[first - 1] = clauses[0]
    return found
