"""What a choice of heads word by word leaves wrong is mended, and nothing else is touched."""

from __future__ import annotations

import pytest

from histor.parse.mend import (
    articles,
    behind,
    determined,
    joined,
    one_subject,
    paired,
    passives,
    quoted,
    related,
    tied,
    verbs,
)

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


def test_a_phrase_behind_and_is_joined_to_the_one_beside_it() -> None:
    """Battles between Sudan and South Sudan."""
    heads, rels = [0, 3, 1, 6, 6, 1], ["root", "case", "nmod", "cc", "compound", "nmod"]
    assert joined(heads, rels) == ([0, 3, 1, 6, 6, 3], ["root", "case", "nmod", "cc", "compound", "conj"])


@pytest.mark.parametrize(("heads", "rels"), [
    ([0, 3, 1, 7, 7, 7, 1], ["root", "case", "nmod", "cc", "case", "compound", "nmod"]),  # and over South Sudan
    ([0, 3, 1, 6, 6, 1], ["root", "det", "obj", "cc", "compound", "nmod"]),  # no phrase of its kind beside it
])
def test_a_phrase_with_a_case_or_with_nothing_beside_it_stays(heads: list[int], rels: list[str]) -> None:
    assert joined(heads, rels) == (heads, rels)


def test_what_has_a_subject_and_an_object_is_a_verb() -> None:
    """The strikes hit a village; a book worth the money, as adjectives go, stays."""
    heads, rels = [2, 3, 0, 5, 3], ["det", "nsubj", "root", "det", "obj"]
    assert verbs(["DET", "NOUN", "ADP", "DET", "NOUN"], heads, rels) == ["DET", "NOUN", "VERB", "DET", "NOUN"]
    assert verbs(["DET", "NOUN", "ADJ", "DET", "NOUN"], heads, rels)[2] == "ADJ"
    assert verbs(["DET", "NOUN", "ADP", "DET", "NOUN"], heads, [*rels[:4], "nmod"])[2] == "ADP"
    passive = ["nsubj:pass", "aux:pass", "root"]
    assert verbs(["PRON", "AUX", "ADJ"], [3, 3, 0], passive)[2] == "VERB"
    assert verbs(["PRON", "AUX", "ADJ"], [3, 3, 0], ["nsubj", "cop", "root"])[2] == "ADJ"


def test_a_name_before_and_the_is_no_part_of_the_phrase_behind() -> None:
    """After Orsk and the raids of May: the preposition goes with the first of the two."""
    heads, rels = [5, 5, 5, 5, 0, 7, 5], ["case", "compound", "cc", "det", "root", "case", "nmod"]
    assert paired(heads, rels) == ([2, 0, 5, 5, 2, 7, 5], ["case", "root", "cc", "det", "conj", "case", "nmod"])


def test_a_phrase_of_names_stays_whole() -> None:
    """The Orsk and Tal raids; Orsk raids and the fire."""
    for heads, rels in (([5, 5, 4, 2, 0], ["det", "compound", "cc", "conj", "root"]),
                        ([2, 0, 5, 5, 2], ["compound", "root", "cc", "det", "conj"])):
        assert paired(heads, rels) == (heads, rels)


def test_an_article_goes_with_the_noun_behind_its_preposition() -> None:
    """They claimed responsibility for the raid; and the soldiers all fled to the hills."""
    rels = ["nsubj", "root", "obj", "case", "det", "nmod"]
    assert determined([2, 0, 2, 6, 3, 3], rels) == [2, 0, 2, 6, 6, 3]
    heads = [2, 4, 2, 0, 7, 7, 4]
    assert determined(heads, ["det", "nsubj", "det", "root", "case", "det", "obl"]) == heads


@pytest.mark.parametrize(("rels", "feats", "mended"), [
    (["nsubj", "aux:pass", "root"], ["", "", "VerbForm=Part"], "nsubj:pass"),  # villages were shelled
    (["nsubj:pass", "aux:pass", "root"], ["", "", "VerbForm=Part"], "nsubj:pass"),
    (["nsubj:pass", "advmod", "root"], ["", "", "VerbForm=Fin"], "nsubj"),  # police quickly moved
    (["nsubj:pass", "advmod", "root"], ["", "", "VerbForm=Part"], "nsubj:pass"),  # nine reportedly killed
    (["nsubj", "advmod", "root"], ["", "", "VerbForm=Fin"], "nsubj"),
])
def test_a_subject_is_told_as_the_voice_has_it(rels: list[str], feats: list[str], mended: str) -> None:
    assert passives(rels, [3, 3, 0], feats) == [mended, *rels[1:]]


def test_what_is_quoted_right_behind_a_verb_is_its_object() -> None:
    """They carried out "precise raids" there."""
    forms = ["They", "carried", "out", '"', "precise", "raids", '"', "there"]
    heads, rels = [2, 0, 2, 6, 6, 2, 6, 2], ["nsubj", "root", "compound:prt", "punct", "amod", "obl", "punct", "advmod"]
    assert quoted(forms, heads, rels) == [*rels[:5], "obj", *rels[6:]]


@pytest.mark.parametrize(("forms", "rels"), [
    (["They", "struck", '"', "long", "weekly", "days", '"'], ["nsubj", "root", "obj", "amod", "amod", "obl", "punct"]),
    (["They", "marched", "for", '"', "two", "days", '"'], ["nsubj", "root", "case", "punct", "nummod", "obl", "punct"]),
    (["They", "ran", "some", "forty", "long", "days", "."], ["nsubj", "root", "det", "nummod", "amod", "obl", "punct"]),
])
def test_other_phrases_stay_what_they_are(forms: list[str], rels: list[str]) -> None:
    """A verb that has its object, a phrase with a case, and a time without quotation marks."""
    heads = [2, 0, 6, 6, 6, 2, 6] if rels[2] != "obj" else [2, 0, 2, 6, 6, 2, 6]
    assert quoted(forms, heads, rels) == rels


def test_an_article_goes_with_the_noun_right_behind_it() -> None:
    """They condemned *the* shelling."""
    forms, upos = ["They", "condemned", "the", "shelling"], ["PRON", "VERB", "DET", "NOUN"]
    assert articles(forms, upos, [2, 0, 2, 2], ["nsubj", "root", "obj", "obj"]) == (
        [2, 0, 4, 2], ["nsubj", "root", "det", "obj"])
    sound = ([2, 0, 4, 2], ["nsubj", "root", "det", "obj"])
    assert articles(forms, upos, *sound) == sound


def test_the_first_of_two_subjects_goes_to_the_auxiliary_right_behind_it() -> None:
    """Nine people were killed when guns shelled ports."""
    rels = ["nummod", "nsubj", "aux:pass", "ccomp", "advmod", "nsubj", "root", "obj"]
    assert one_subject([2, 7, 4, 0, 7, 7, 4, 7], rels) == [2, 4, 4, 0, 7, 7, 4, 7]


def test_a_first_subject_with_no_auxiliary_behind_it_stays() -> None:
    """The mayor, guns were heard, said he: the auxiliary is another word's."""
    rels = ["det", "nsubj", "punct", "nsubj", "aux:pass", "dep", "root", "nsubj"]
    assert one_subject([2, 7, 2, 6, 6, 0, 6, 7], rels) == [2, 7, 2, 6, 6, 0, 6, 7]


def test_a_mend_that_closes_a_ring_is_left_out() -> None:
    """Nine people, who were wounded, said so: the auxiliary behind the subject is of a clause about that subject."""
    heads, rels = [2, 5, 4, 2, 0, 5, 5], ["nummod", "nsubj", "aux:pass", "acl", "root", "advmod", "nsubj"]
    assert one_subject(heads, rels)[1] == 4  # below which it would stand, and it below that
    assert tied(["w"] * 7, ["X"] * 7, heads, rels) == (heads, rels)


def test_a_phrase_behind_the_verb_of_saying_is_its_own() -> None:
    """Nine had died , he said on Friday; said he on Friday, and a clause that is none of its own, stay."""
    upos = ["NUM", "AUX", "VERB", "PUNCT", "PRON", "VERB", "ADP", "PROPN"]
    heads, rels = [3, 3, 6, 3, 6, 0, 8, 3], ["nsubj", "aux", "ccomp", "punct", "nsubj", "root", "case", "obl"]
    assert behind(upos, heads, rels) == [3, 3, 6, 3, 6, 0, 8, 6]
    turned = ["NUM", "AUX", "VERB", "PUNCT", "VERB", "PRON", "ADP", "PROPN"]
    assert behind(turned, [3, 3, 5, 3, 0, 5, 8, 3], rels) == [3, 3, 5, 3, 0, 5, 8, 3]
    assert behind(upos, [3, 3, 0, 3, 6, 3, 8, 3], rels) == [3, 3, 0, 3, 6, 3, 8, 3]


def test_a_bare_noun_amid_a_relative_clause_is_its_subject() -> None:
    """The raid in which nine people died; with a preposition of its own it stays what it was."""
    heads = [2, 0, 4, 7, 6, 2, 2]
    rels = ["det", "root", "case", "obl", "nummod", "appos", "acl:relcl"]
    assert related(heads, rels) == ([2, 0, 4, 7, 6, 7, 2], [*rels[:5], "nsubj", "acl:relcl"])
    other = [*rels[:4], "case", "nmod", "acl:relcl"]
    assert related(heads, other) == (heads, other)
