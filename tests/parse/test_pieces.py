"""Forms to word pieces: as the encoder was first trained, whatever the text holds."""

import pytest

from histor.parse.lemma import apply
from histor.parse.pieces import MAX_PIECES, SHAPES, Pieces, normal, shape

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[", "]", "pad", "army", "##s", "in", "##g", "-", '"', "'", "e", "x"]
PIECES = Pieces({p: i for i, p in enumerate(VOCABULARY)})


def names(form: str) -> list[str]:
    return [VOCABULARY[i] for i in PIECES.word(form)[0]]


@pytest.mark.parametrize(("form", "wanted"), [
    ("Armys", "army ##s"), ("ARMY", "army"), ("é", "e"), ("[PAD]", "[ pad ]"), ("“", '"'), ("’", "'"), ("—", "-"),
    ("zzz", "[UNK]"), ("\x00", "[UNK]"), ("in\u00adg", "in ##g"), ("army-in", "army - in"),
])
def test_pieces(form: str, wanted: str) -> None:
    assert names(form) == wanted.split()


def test_a_long_word_is_cut() -> None:
    assert len(PIECES.word("x-" * 50_000)[0]) == MAX_PIECES


@pytest.mark.parametrize(("form", "wanted"), [
    ("army", "lower"), ("Kyiv", "title"), ("NATO", "upper"), ("A", "single"), ("al-Assad", "mixed"), ("12", "digits"),
    ("1,200", "number"), ("T72", "alnum"), ("...", "punct"), ("€", "symbol"), ("U.S.", "initials"), ("北京", "other"),
])
def test_shapes(form: str, wanted: str) -> None:
    assert SHAPES[shape(form)] == wanted


def test_marks_are_made_alike() -> None:
    assert [normal(f) for f in ("“", "''", "‘", "–", "…", "Kyiv")] == ['"', '"', "'", "-", "...", "Kyiv"]


@pytest.mark.parametrize(("script", "form", "lemma"), [
    ("k0", "Kyiv", "Kyiv"), ("l1", "Troops", "Troop".lower()), ("l3y", "Armies", "army"), ("t0", "NATO", "Nato"),
    ("=be", "were", "be"), ("k9", "it", "it"), ("u0", "nato", "NATO"),
])
def test_lemma_scripts(script: str, form: str, lemma: str) -> None:
    assert apply(script, form) == lemma
