"""The model's hints weighed against the rules: what falls, what is added, and who `why` says that spoke."""

from __future__ import annotations

from dataclasses import replace

import pytest

from histor.extract.attribution import find_attributions
from histor.extract.casualties import find_tolls
from histor.extract.events import EventFinder
from histor.lexicon import load_lexicon
from histor.model import (
    Block,
    Document,
    HintedDeed,
    HintedLink,
    HintedSpan,
    Hints,
    Sentence,
    Source,
    WordRef,
)
from histor.parse.conllu import read_conllu, surface
from histor.pipeline import load_crew, take
from histor.read import read_text

FINDER = EventFinder(load_lexicon())
# "Raiders gutted the mill, the elder grumbled; nine perished." with the deed and the saying in words no list holds
ROWS = """
Raiders raider NOUN Number=Plur 2 nsubj
gutted gut VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
the the DET _ 4 det
mill mill NOUN Number=Sing 2 obj
, , PUNCT _ 8 punct
the the DET _ 7 det
elder elder NOUN Number=Sing 8 nsubj
frobbed frob VERB Mood=Ind|Tense=Past|VerbForm=Fin 2 parataxis
; ; PUNCT _ 10 punct
nine nine NUM NumType=Card 11 nsubj
glimmed glim VERB Mood=Ind|Tense=Past|VerbForm=Fin 2 parataxis
. . PUNCT _ 2 punct
"""


def sentence() -> tuple[Document, tuple[Sentence, ...]]:
    rows = [row.split() for row in ROWS.strip().splitlines()]
    lines = ["\t".join((str(i), form, lemma, upos, "_", feats, head, rel, "_", "_"))
             for i, (form, lemma, upos, feats, head, rel) in enumerate(rows, 1)]
    sentences = tuple(read_conllu("\n".join(lines) + "\n\n"))
    text = surface(sentences)
    return Document("x", text, Source("x", "text"), (Block("paragraph", 0, len(text)),)), sentences


def word(token: int) -> WordRef:
    return WordRef(0, token)


def nothing() -> Hints:
    """A model that holds that there is nothing at all."""
    quiet = ((0.0,) * 12,)
    return Hints(deed_chance=quiet, cue_chance=quiet, figure_chance=quiet)


def chance(at: int, value: float) -> tuple[tuple[float, ...], ...]:
    return (tuple(value if i == at - 1 else 0.0 for i in range(12)),)


def gutting(score: float, **more: object) -> Hints:
    links = (HintedLink("by", word(2), word(1), 0.3), HintedLink("on", word(2), word(4), 0.3))
    return replace(nothing(), deed_chance=chance(2, score), links=links,
                   deeds=(replace(HintedDeed(word(2), "ASSAULT", "destroy", score), **more),))  # type: ignore[arg-type]


def test_a_deed_that_no_rule_knows_is_added_with_roles_by_the_tree() -> None:
    document, sentences = sentence()
    assert FINDER.find(document, sentences) == ()
    (event,) = FINDER.find(document, sentences, gutting(0.9))
    assert (event.type, event.mode, event.why.rule) == ("ASSAULT", "destroy", "model/deed")
    assert [m.word.token for m in event.actors] == [1] and [m.word.token for m in event.targets] == [4]
    assert "model" in event.why.sentence and event.why.score == 0.9


@pytest.mark.parametrize(
    ("score", "status", "found"), [(0.9, "reported", 1), (0.4, "reported", 0), (0.9, "negated", 0)])
def test_only_what_the_model_is_sure_of(score: float, status: str, found: int) -> None:
    assert len(FINDER.find(*sentence(), gutting(score, status=status))) == found


@pytest.mark.parametrize(("aux", "status", "standing", "found"), [
    ("will", "hypothetical", 0.9, "hypothetical"),  # whether decided or only threatened hangs on the sense
    ("will", "hypothetical", 0.5, "planned"),
    ("might", "planned", 0.9, "planned"),
    ("will", "reported", 0.99, "planned"),  # that it came to pass is for grammar to say
    ("not", "reported", 0.99, "negated"),
    ("not", "planned", 0.99, "negated"),
])
def test_the_models_reading_of_what_came_to_pass(aux: str, status: str, standing: float, found: str) -> None:
    """Whether it is decided or only possible the model may say where it is sure, and no more."""
    document, sentences = sentence()
    kind = {"upos": "PART", "deprel": "advmod"} if aux == "not" else {"upos": "AUX", "deprel": "aux"}
    changed = {3: {"form": aux, "lemma": aux, "head": 2, "feats": "", **kind}}
    tokens = tuple(replace(t, **changed.get(t.id, {})) for t in sentences[0].tokens)  # type: ignore[arg-type]
    hints = gutting(0.9, status=status, standing=standing)
    assert [e.status for e in FINDER.find(document, (replace(sentences[0], tokens=tokens),), hints)] == [found]


def test_a_link_takes_a_phrase_out_of_the_wrong_role() -> None:
    """Of *the town fell* the town is no doer, whatever the tree calls its subject."""
    document, sentences = sentence()
    hints = replace(gutting(0.9), links=(HintedLink("on", word(2), word(1), 0.9),))
    (event,) = FINDER.find(document, sentences, hints)
    assert event.actors == () and [m.word.token for m in event.targets] == [1]


def test_a_role_that_the_model_holds_impossible_stays_empty() -> None:
    """Empty rather than wrong, in a deed that only the model knows."""
    document, sentences = sentence()
    (event,) = FINDER.find(document, sentences, replace(gutting(0.9), links=()))
    assert event.actors == event.targets == ()


def test_a_rules_deed_falls_where_the_model_holds_that_there_is_none() -> None:
    document, sentences = sentence()
    tokens = tuple(replace(t, lemma="bomb", form="gutted") if t.id == 2 else t for t in sentences[0].tokens)
    told = (replace(sentences[0], tokens=tokens),)
    assert [e.why.rule for e in FINDER.find(document, told)] == ["events/assault"]
    assert FINDER.find(document, told, nothing()) == ()
    assert [e.why.rule for e in FINDER.find(document, told, replace(nothing(), deed_chance=chance(2, 0.5)))] == [
        "events/assault"]


def test_a_saying_that_no_rule_knows_is_added_with_speaker_and_content() -> None:
    document, sentences = sentence()
    cue = HintedSpan("cue", word(8), word(8), 0.8, "claims")
    hints = replace(nothing(), cue_chance=chance(8, 0.8),
                    spans=(cue, HintedSpan("content", word(1), word(4), 0.9),
                           HintedSpan("source", word(6), word(7), 0.9)),
                    links=(HintedLink("source", word(8), word(7), 0.9), HintedLink("content", word(8), word(1), 0.9)))
    (row,) = find_attributions(document, sentences, load_lexicon(), hints=hints)
    text = document.text
    assert (row.stance, row.why.rule, row.speaker) == ("claims", "model.saying", word(7))
    assert [text[s.start : s.end] for s in row.content] == ["Raiders gutted the mill"]
    assert row.speaker_span and text[row.speaker_span.start : row.speaker_span.end] == "the elder"


def test_a_participle_of_saying_that_is_linked_to_nobody_is_the_subjects_word() -> None:
    """They left a note *frobbing* that nine had died: whoever left it says so."""
    document, sentences = sentence()
    changed = {8: {"form": "frobbing", "head": 2, "deprel": "advcl"}, 7: {"head": 4, "deprel": "nmod"}}
    tokens = tuple(replace(t, **changed.get(t.id, {})) for t in sentences[0].tokens)  # type: ignore[arg-type]
    hints = replace(nothing(), cue_chance=chance(8, 0.8), spans=(
        HintedSpan("cue", word(8), word(8), 0.8, "asserts"), HintedSpan("content", word(10), word(11), 0.9)),
        links=(HintedLink("content", word(8), word(10), 0.9),))
    (row,) = find_attributions(document, (replace(sentences[0], tokens=tokens),), load_lexicon(), hints=hints)
    assert (row.why.rule, row.speaker) == ("model.saying", word(1))


def test_a_statement_behind_a_colon_goes_on_over_its_sentences() -> None:
    """A ministry's statement has no quotation marks, and ends where the model reads its end."""
    words = "The minister said: the raid was a crime. Our men will stay."
    document, crew = read_text(words, name="test"), load_crew()
    sentences = crew.parser.parse(document)
    first, last = WordRef(0, 5), WordRef(1, len(sentences[1].tokens) - 1)
    sure = tuple(tuple(1.0 for _ in s.tokens) for s in sentences)
    hints = Hints((HintedSpan("content", first, last, 0.9),), deed_chance=sure, cue_chance=sure, figure_chance=sure)
    (row,) = find_attributions(document, sentences, crew.lexicon, hints=hints)
    assert [words[s.start : s.end] for s in row.content] == ["the raid was a crime. Our men will stay"]


def test_an_attitude_is_a_saying_only_where_it_is_asked_for() -> None:
    document, sentences = sentence()
    hints = replace(nothing(), cue_chance=chance(8, 0.8), spans=(
        HintedSpan("cue", word(8), word(8), 0.8, "attitude"), HintedSpan("content", word(1), word(4), 0.9)))
    assert find_attributions(document, sentences, load_lexicon(), hints=hints) == ()
    assert len(find_attributions(document, sentences, load_lexicon(), hints=hints, attitudes=True)) == 1


def test_a_figure_that_no_rule_knows_is_added_by_its_number() -> None:
    document, sentences = sentence()
    hints = replace(nothing(), figure_chance=chance(10, 0.9), spans=(
        HintedSpan("figure", word(10), word(10), 0.9, "killed"),))
    assert find_tolls(document, sentences, load_lexicon()) == ()
    (toll,) = find_tolls(document, sentences, load_lexicon(), hints)
    assert (toll.effect, toll.low, toll.high, toll.why.rule) == ("killed", 9, 9, "casualties.model")


def test_none_of_the_dead_is_not_no_dead() -> None:
    """What is denied of the dead counts nobody; the shipped model once read a toll of nought from it."""
    told = read_text("Officials said that nine people were killed. None of the dead was an Ostrian citizen, he said.")
    tolls = take(told, load_crew()).tolls
    assert [(toll.effect, toll.low, toll.high) for toll in tolls] == [("killed", 9, 9)]
