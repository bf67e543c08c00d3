"""Whom others only hold to a deed is a doer in their words, and in nobody's headline."""

from __future__ import annotations

from typing import Any

import pytest
from reading import deeds, names

from histor.export.json import case_dict
from histor.export.laws import validate
from histor.export.markdown import export_markdown
from histor.export.tables import VIEWS


@pytest.mark.parametrize("text", [
    "Police accused Anton Lind of the murder of 12 farmers in Asmara on 3 March 1998.",
    "Prosecutors charged Anton Lind with the murder of 12 farmers in Asmara on 3 March 1998.",
    "The court indicted Anton Lind for the massacre of 12 farmers in Asmara on 3 March 1998.",
])
def test_the_accused_did_it_in_the_accusers_words(case: Any, text: str) -> None:
    """The murder may be a fact; who did it is the accuser's word, and no label says it for him."""
    found = case(text)
    (deed,) = deeds(found)
    assert names(found, deed.actors) == {"Anton Lind"} and deed.status == "reported"
    assert len(deed.fields["actors"].said_by) == 1 and deed.fields["type"].said_by == ()
    assert "Lind" not in deed.label


def test_whom_the_source_itself_tells_stays_its_word(case: Any) -> None:
    """Who is told outside the accusation, or accused of something else, did it as before."""
    found = case("After Ethiopian troops killed 12 farmers in Asmara on 3 March 1998, police accused Lind of lying.")
    (deed,) = deeds(found)
    assert deed.fields["actors"].said_by == () and "Ethiopia" in deed.label


ONE = "Dawn raid\n\nOn 3 March 1998 gunmen attacked the town of Adigrat and killed 12 farmers.\n"
TWO = ("Charges\n\nOn 3 March 1998 gunmen attacked the town of Adigrat. Police charged Anton Lind with the attack on"
       " Adigrat of 3 March 1998.\n")  # fmt: skip


def test_beside_doers_that_are_told_the_accused_keeps_his_accuser(case: Any) -> None:
    """The field is the source's word, the one value is not; export, table and report say so."""
    found = case(ONE, TWO)
    row = next(row for row in deeds(found) if len(row.actors) > 1)
    (claimed,) = row.fields["actors"].claimed
    assert row.fields["actors"].said_by == () and names(found, (claimed.value,)) == {"Anton Lind"}
    assert "Lind" not in row.label and "unmen" in row.label
    told = case_dict(found)
    validate(told)
    assert "Anton Lind (so " in "\n".join(" ".join(cells) for cells in VIEWS["incidents"](told).rows)
    words = export_markdown(told, {one.id: "" for one in found.sources})
    assert "Anton Lind (says Police)" in words.replace("*", "")
