"""What a choice of heads word by word leaves wrong is mended, and nothing else is touched."""

from __future__ import annotations

import pytest

from histor.parse.mend import one_subject

#: the minister condemned the raid , the agency reported
RELS = ["det", "nsubj", "ccomp", "det", "obj", "punct", "det", "nsubj", "root"]


def test_the_first_of_two_subjects_goes_to_the_clause_that_it_begins() -> None:
    assert one_subject([2, 9, 9, 5, 3, 9, 8, 9, 0], RELS) == [2, 3, 9, 5, 3, 9, 8, 9, 0]


@pytest.mark.parametrize("heads", [
    [2, 3, 9, 5, 3, 9, 8, 9, 0],  # as it should be
    [2, 9, 9, 5, 9, 9, 8, 3, 0],  # the clause has a subject of its own
    [2, 9, 5, 5, 9, 9, 8, 9, 0],  # no clause of the verb between the two
])
def test_other_trees_stay_as_they_are(heads: list[int]) -> None:
    assert one_subject(heads, RELS) == heads
