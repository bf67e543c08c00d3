"""Who fills a role by the tree and by the model's links together; sentences of our own, links made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from histor.extract import role_links
from histor.extract.hint_book import HintBook
from histor.extract.role_links import NEVER, SURETIES, RoleLinks, Sureties
from histor.model import Event, HintedLink, Hints, Mention, Sentence, Span, Why, WordRef
from histor.model.tree import Tree
from histor.parse.conllu import read_conllu

SHELLED = """
Gunboats gunboat NOUN 2 nsubj
shelled shell VERB 0 root
positions position NOUN 2 obj
of of ADP 6 case
the the DET 6 det
militia militia NOUN 3 nmod
and and CCONJ 8 cc
mills mill NOUN 3 conj
near near ADP 11 case
a a DET 11 det
ford ford NOUN 2 obl
"""
BOAT = """
The the DET 2 det
boat boat NOUN 6 nsubj
marines marine NOUN 4 nsubj
seized seize VERB 2 acl:relcl
lately lately ADV 4 advmod
sank sink VERB 0 root
"""


def parsed(*blocks: str) -> tuple[Sentence, ...]:
    lines = []
    for block in blocks:
        for i, row in enumerate(block.strip().splitlines(), 1):
            form, lemma, upos, head, rel = row.split()
            lines.append("\t".join((str(i), form, lemma, upos, "_", "_", head, rel, "_", "_")))
        lines.append("")
    return tuple(read_conllu("\n".join(lines) + "\n"))


def filled(sentences: Sequence[Sentence], trigger: WordRef, links: Sequence[HintedLink], *, by: Sequence[int] = (),
           on: Sequence[int] = (), alone: bool = True) -> Event:
    """The event of a trigger whose tree puts some words into its roles, weighed against links."""
    tree = Tree(sentences[trigger.sentence])

    def told(words: Sequence[int]) -> tuple[Mention, ...]:
        return tuple(Mention(WordRef(trigger.sentence, word), tree.phrase(word), "actor") for word in words)

    event = Event("ASSAULT", "attack", trigger, Span(0, 1), Span(0, 1), Why("r", "s", 1.0), told(by), told(on))
    book = HintBook(Hints(links=tuple(links), deed_chance=((0.9,),)), sentences)
    return RoleLinks(tree, trigger.sentence, book).filled(event, alone=alone)


def link(kind: str, end: int, score: float, start: WordRef | None = None, sentence: int = 0) -> HintedLink:
    return HintedLink(kind, start or WordRef(0, 2), WordRef(sentence, end), score)


def words(mentions: Sequence[Mention]) -> list[int]:
    return [mention.word.token for mention in mentions]


def test_within_a_phrase_the_linked_word_fills_the_role() -> None:
    """Who shells *positions of the militia* shells the militia, where the model holds so."""
    sentences = parsed(SHELLED)
    assert words(filled(sentences, WordRef(0, 2), [link("on", 6, 0.4)], on=[3]).targets) == [6]
    both = [link("on", 6, 0.4), link("on", 3, 0.6)]
    assert words(filled(sentences, WordRef(0, 2), both, on=[3]).targets) == [3]
    named = tuple(replace(tok, ent="B-LOC") if tok.id == 3 else tok for tok in sentences[0].tokens)
    of_name = (replace(sentences[0], tokens=named),)
    assert words(filled(of_name, WordRef(0, 2), [link("on", 6, 0.2)], on=[3], alone=False).targets) == [3]


def test_a_row_of_targets_stays_together() -> None:
    """A link to the first of several holds all of them; one to nobody holds none."""
    sentences = parsed(SHELLED)
    assert words(filled(sentences, WordRef(0, 2), [link("on", 3, 0.5)], on=[3, 8]).targets) == [3, 8]
    assert words(filled(sentences, WordRef(0, 2), [], on=[3, 8]).targets) == []


def test_a_clause_at_a_word_needs_no_link_to_it() -> None:
    """*The boat marines seized*: links into relative clauses are weak, and the tree is sure."""
    event = filled(parsed(BOAT), WordRef(0, 4), [link("by", 3, 0.8, WordRef(0, 4))], by=[3], on=[2])
    assert (words(event.actors), words(event.targets)) == ([3], [2])


@pytest.mark.parametrize(("score", "doers"), [(0.4, [1]), (0.9, [])])
def test_a_phrase_changes_roles_only_where_the_model_is_sure(score: float, doers: list[int]) -> None:
    sentences = parsed(SHELLED)
    event = filled(sentences, WordRef(0, 2), [link("on", 1, score), link("by", 1, 0.2)], by=[1])
    assert words(event.actors) == doers and (1 in words(event.targets)) == (not doers)


def test_where_the_model_is_surer_a_place_may_have_no_name() -> None:
    """A likely scene waits for a known place in its phrase; a surer one may stay unresolved."""
    sentences = parsed(SHELLED)
    kinds = [[m.kind for m in filled(sentences, WordRef(0, 2), [link("at", 11, s)]).places] for s in (0.1, 0.3, 0.6)]
    assert kinds == [[], ["place"], ["site"]]


def test_another_joins_those_told_only_where_that_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences, links = parsed(SHELLED), [link("on", 3, 0.9), link("on", 11, 0.9)]
    assert words(filled(sentences, WordRef(0, 2), links, on=[3]).targets) == [3]
    monkeypatch.setitem(role_links.SURETIES, "on", replace(SURETIES["on"], join=0.7))
    assert words(filled(sentences, WordRef(0, 2), links, on=[3]).targets) == [3, 11]


def test_every_surety_is_a_chance_or_never() -> None:
    assert all(isinstance(row, Sureties) and 0.0 <= row.fill <= NEVER for row in SURETIES.values())


def test_whom_the_tree_tells_suffers_does_nothing() -> None:
    """An empty role is not filled with whoever has the other: *the mills were burned* tells of no doer."""
    sentences = parsed(SHELLED)
    event = filled(sentences, WordRef(0, 2), [link("by", 3, 0.6), link("on", 3, 0.3)], on=[3], alone=False)
    assert (words(event.actors), words(event.targets)) == ([], [3])


def test_whom_a_deed_struck_in_its_own_clause_did_it_not() -> None:
    """The bombing that hit the guards: no link makes them bombers; those whom it names beside may be."""
    sentences = parsed("""
The the DET 2 det
bombing bombing NOUN 7 nsubj
that that PRON 4 nsubj
hit hit VERB 2 acl:relcl
the the DET 6 det
guards guard NOUN 4 obj
failed fail VERB 0 root
there there ADV 7 advmod
""")
    assert words(filled(sentences, WordRef(0, 2), [link("by", 6, 0.9)]).actors) == []
    assert words(filled(sentences, WordRef(0, 2), [link("by", 8, 0.9)]).actors) == [8]
