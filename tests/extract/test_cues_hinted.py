"""Words of answer that only the model knows: which deed of the sentence they belong to, and which deed they name."""

from __future__ import annotations

from dataclasses import replace

from histor.extract.cues_hinted import with_hinted
from histor.extract.hint_book import HintBook
from histor.model import Event, HintedLink, HintedSpan, Hints, Sentence, Span, Why, WordRef
from histor.model.tree import Tree
from histor.parse.conllu import read_conllu

# "Stung by the raid, Ruria expelled two envoys and shelled a fort."
ROWS = """
Stung sting VERB 7 advcl
by by ADP 4 case
the the DET 4 det
raid raid NOUN 1 obl
, , PUNCT 1 punct
Ruria Ruria PROPN 7 nsubj
expelled expel VERB 0 root
two two NUM 9 nummod
envoys envoy NOUN 7 obj
and and CCONJ 11 cc
shelled shell VERB 7 conj
a a DET 13 det
fort fort NOUN 11 obj
. . PUNCT 7 punct
"""


def sentence() -> Sentence:
    rows = [row.split() for row in ROWS.strip().splitlines()]
    lines = ["\t".join((str(i), form, lemma, upos, "_", "_", head, rel, "_", "_"))
             for i, (form, lemma, upos, head, rel) in enumerate(rows, 1)]
    return next(iter(read_conllu("\n".join(lines) + "\n\n")))


def told(at: int) -> Event:
    token = sentence().tokens[at - 1]
    span = Span(token.start, token.end)
    return Event("ASSAULT", "attack", WordRef(0, at), span, span, Why("test", "Test."))


def tied(span: tuple[int, int], *links: HintedLink) -> list[Event]:
    words = HintedSpan("answer", WordRef(0, span[0]), WordRef(0, span[1]), 0.6)
    book = HintBook(Hints(spans=(words,), links=links), [sentence()])
    return with_hinted([told(4), told(7), told(11)], Tree(sentence()), 0, book)


def test_a_cue_belongs_to_the_nearest_deed_that_it_does_not_name() -> None:
    """And names the deed below its last word."""
    raid, expelled, shelled = tied((1, 2))
    assert raid.cue is None and shelled.cue is None
    assert expelled.cue == Span(sentence().tokens[0].start, sentence().tokens[1].end)
    assert expelled.answers == WordRef(0, 4)


def test_a_deed_among_the_words_of_answer_bears_them() -> None:
    """Where no word names the deed answered, the model's link does, if it is sure enough."""
    far = WordRef(3, 2)
    assert tied((11, 11))[2].answers is None
    assert tied((11, 11), HintedLink("answers", WordRef(0, 11), far, 0.4))[2].answers == far
    assert tied((11, 11), HintedLink("answers", WordRef(0, 11), far, 0.1))[2].answers is None


def test_words_that_the_list_knows_are_left_to_it() -> None:
    """A deed that has a cue keeps it."""
    words = HintedSpan("answer", WordRef(0, 1), WordRef(0, 2), 0.6)
    book = HintBook(Hints(spans=(words,)), [sentence()])
    known = replace(told(7), cue=Span(0, 5))
    assert with_hinted([known], Tree(sentence()), 0, book) == [known]
