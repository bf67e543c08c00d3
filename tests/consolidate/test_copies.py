"""Copied sentences are found, independent ones are not, and the work does not grow with the pairs."""

from __future__ import annotations

from histor.consolidate.copies import copies, words_of

WIRE = "Mortar shells hit the covered market in Velsk at noon on Saturday, killing 31 people, the city's hospital said."
PRINTED = "Mortar shells hit the covered market in Velsk at noon yesterday, killing 31 people, the hospital said."
TURNED = "Thirty-one people died when mortar shells hit the covered market in Velsk at noon, our readers report."
OTHER = "The commission examined the attack on the market of Velsk and has the names of 20 people who died there."


def test_a_printed_wire_is_a_copy_and_a_report_of_its_own_is_none() -> None:
    """Nearly the same words, or a long run of them; not the same matter."""
    told = [("wire", 0, WIRE), ("paper", 1, PRINTED), ("other", 2, OTHER), ("tabloid", 3, TURNED)]
    assert dict(copies(told)) == {"paper": "wire", "tabloid": "paper"}  # the likest of those before


def test_an_account_does_not_copy_itself_and_short_sentences_are_nobodys() -> None:
    """"Four people were killed." may stand anywhere."""
    assert list(copies([("a", 0, WIRE), ("b", 0, WIRE)])) == []
    assert list(copies([("a", 0, "Four people were killed."), ("b", 1, "Four people were killed.")])) == []


def test_punctuation_and_case_are_no_words() -> None:
    """Quotes and datelines differ from house to house."""
    assert words_of("VELSK — “Four”, he said.") == ["velsk", "four", "he", "said"]
