"""The phrase book: what a phrase fits, what it is worth against the model, and what is wrong with a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from histor.errors import DataError
from histor.extract.kinds import Kinds
from histor.extract.phrase_book import PhraseBook
from histor.extract.phrases import Phrases
from histor.lexicon import Lexicon, load_lexicon
from histor.model import HintedDeed, Token, WordRef
from histor.model.tree import Tree
from histor.pipeline import load_crew, study
from histor.read import read_text

SETTINGS = """
small: [in, into, of, on, to, up]
people: [any, person]
anybody: [any, person]
classes: {person: [person], force: [force], any: [any]}
"""
CLASSES = "person: [sailor, '@PRON', '@PER']\nforce: [army, '@PRON', '@PER']\nlight: [pay]\n"


def book(tmp_path: Path, *rows: str, kind: str = "coerce") -> PhraseBook:
    """Return a book of a few lines, each ``mode phrase``, none of them ever seen in training."""
    folder = tmp_path / "lang" / "en"
    (folder / "phrases").mkdir(parents=True, exist_ok=True)
    (tmp_path / "actors").mkdir(exist_ok=True)
    (folder / "phrases.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "classes.yaml").write_text(CLASSES, encoding="utf-8")
    lines = [row if "\t" in row else "\t".join((*row.split(" ", 1), "0/0")) for row in rows]
    (folder / "phrases" / f"{kind}.tsv").write_text("# ours\n" + "\n".join(lines) + "\n", encoding="utf-8")
    lexicon = Lexicon(tmp_path)
    return PhraseBook(lexicon, Kinds(lexicon))


def found(made: PhraseBook, text: str, form: str) -> list[str]:
    """Return what is shown of the phrases that the word of that form heads."""
    tree, word = told(text, form)
    return [fit.shown for fit in made.fits(tree, word)]


def told(text: str, form: str) -> tuple[Tree, Token]:
    (sentence,) = study(read_text(text), load_crew())[0]
    return Tree(sentence), next(tok for tok in sentence.tokens if tok.form == form)


@pytest.mark.parametrize(
    ("phrase", "text", "form", "shown"),
    [
        ("put <person> in/into irons", "The captain put two sailors in irons.", "put", "put … sailors in irons"),
        ("put <person> in/into irons", "Two sailors were put in irons.", "put", "sailors … put in irons"),
        ("put <person> in/into irons", "The captain put the plan into words.", "put", None),
        ("call up reservist", "Veldia called up its reservists.", "called", "called up … reservists"),
        ("call up reservist", "Veldia called on its reservists.", "called", None),
        ("the expulsion of <person>", "The expulsion of sailors went on.", "expulsion", "expulsion of sailors"),
        ("the expulsion of <person>", "Their expulsion went on.", "expulsion", "Their expulsion"),
        ("surrender _", "The army surrendered.", "surrendered", "surrendered"),
        ("surrender _", "The army surrendered the fort.", "surrendered", None),
        ("<force> | land", "The army landed.", "landed", "army landed"),
        ("<force> | land", "The sailors landed.", "landed", None),
        ("refuse to load", "The dockers refused to load the ship.", "refused", "refused to load"),
        ("pay visit", "The envoy paid a visit.", "visit", "paid … visit"),
    ],
)
def test_what_a_phrase_fits(tmp_path: Path, phrase: str, text: str, form: str, shown: str | None) -> None:
    """Object or passive subject, particle, preposition, noun, subject, no object, infinitive, a light verb's noun."""
    assert found(book(tmp_path, f"arrest {phrase}"), text, form) == ([shown] if shown else [])


def test_the_object_of_an_idiom_may_be_anything(tmp_path: Path) -> None:
    """What is put to the torch is not on any list of what burns."""
    made = book(tmp_path, "destroy put <force> to torch", kind="assault")
    assert found(made, "The tents were put to the torch.", "put")


def test_a_pronoun_may_be_a_person_and_no_force(tmp_path: Path) -> None:
    made = book(tmp_path, "arrest <force> | halt", "seize <person> | halt")
    tree, word = told("They halted.", "halted")
    assert [fit.phrase.mode for fit in made.fits(tree, word)] == ["seize"]


def test_a_longer_phrase_says_more_than_a_shorter(tmp_path: Path) -> None:
    made = book(tmp_path, "seize put", "arrest put <person> into irons")
    assert found(made, "The captain put two sailors into irons.", "put") == ["put … sailors into irons", "put"]


def deed(*kinds: tuple[str, str, float]) -> HintedDeed:
    return HintedDeed(WordRef(0, 1), kinds[0][0], kinds[0][1], 0.9, kinds[0][2], kinds=kinds)


def test_the_model_and_the_phrase_are_weighed_together(tmp_path: Path) -> None:
    """A phrase turns a doubtful type, not a sure one; a phrase that was mostly wrong turns none."""
    tree, word = told("The captain put two sailors into irons.", "put")
    doubtful = deed(("MOBILIZE", "alert", 0.5), ("COERCE", "arrest", 0.2))
    sure = deed(("MOBILIZE", "alert", 0.999))
    made = book(tmp_path, "arrest put <person>")
    assert (made.verdict(tree, word, doubtful) or ())[:2] == ("COERCE", "arrest")
    assert (made.verdict(tree, word, sure) or ())[:2] == ("MOBILIZE", "alert")
    poor = book(tmp_path, "arrest\tput <person>\t1/40")
    assert (poor.verdict(tree, word, doubtful) or ())[:2] == ("MOBILIZE", "alert")
    tree, word = told("The captain wept.", "wept")
    assert made.verdict(tree, word, doubtful) is None


@pytest.mark.parametrize("row", ["arrest\tput", "arrest\tput\t0/0\tmore"])
def test_a_row_of_another_width_names_file_and_line(tmp_path: Path, row: str) -> None:
    with pytest.raises(DataError, match=r"coerce\.tsv, line 3"):
        book(tmp_path, "arrest\tput\t0/0", row)


def test_a_class_that_there_is_not_names_file_and_line(tmp_path: Path) -> None:
    made = book(tmp_path, "arrest put <navy>")
    with pytest.raises(DataError, match=r"coerce\.tsv: `put <navy>`.*<navy>"):
        made.phrases.all()


def test_every_shipped_phrase_can_be_read() -> None:
    """Its class, its type and its mode are there."""
    lexicon = load_lexicon()
    assert len(Phrases(lexicon).all()) > 20_000
