"""Pronouns and definite descriptions: whom they mean, and that they mean nobody where nobody is told."""

from __future__ import annotations

import pytest
from actors_help import load, parse, plain

from histor.lexicon import load_lexicon
from histor.model import WordRef
from histor.resolve.actors import ActorBook, ActorResolver
from histor.resolve.coref_memory import Memory, Trace

CASE = load("coref.conllu")


@pytest.fixture(scope="module")
def resolver() -> ActorResolver:
    return ActorResolver(load_lexicon())


@pytest.fixture(scope="module")
def book(resolver: ActorResolver) -> ActorBook:
    return resolver.open(CASE.document, CASE.sentences)


@pytest.mark.parametrize(("word", "ids"), CASE.expected, ids=[CASE.text(word) for word, _ in CASE.expected])
def test_each_word_of_the_table_means_whom_it_should(book: ActorBook, word: WordRef, ids: tuple[str, ...]) -> None:
    assert book.resolve(word) == ids


def sentence(subject: str, verb: str, section: str) -> str:
    return plain(f"{subject} {subject} PROPN 2 nsubj B-LOC Number=Sing", f"{verb} {verb} VERB 0 root",
                 text=f"{subject} {verb}", section=section)


IT_ACTED = ("It it PRON 2 nsubj O Number=Sing", "acted act VERB 0 root")


@pytest.mark.parametrize(("section", "between", "ids"), [
    ("a", 0, ("a-chile",)), ("a", 2, ("a-chile",)), ("a", 3, ()), ("b", 0, ()),
])
def test_a_pronoun_looks_back_three_sentences_and_never_over_a_heading(
        resolver: ActorResolver, section: str, between: int, ids: tuple[str, ...]) -> None:
    rain = plain("Snow snow NOUN 2 obl", "fell fall VERB 0 root", text="Snow fell", section="a")
    case = parse(sentence("Chile", "agreed", "a") + rain * between + plain(*IT_ACTED, text="It acted", section=section))
    book = resolver.open(case.document, case.sentences)
    assert book.resolve(WordRef(len(case.sentences) - 1, 1)) == ids


def test_the_subject_is_preferred_to_the_object(resolver: ActorResolver) -> None:
    first = plain("Chile Chile PROPN 2 nsubj B-LOC", "warned warn VERB 0 root", "Peru Peru PROPN 2 obj B-LOC",
                  text="Chile warned Peru")
    case = parse(first + plain(*IT_ACTED, text="It acted"))
    assert resolver.open(case.document, case.sentences).resolve(WordRef(1, 1)) == ("a-chile",)


def test_an_object_pronoun_is_not_its_own_subject(resolver: ActorResolver) -> None:
    first = plain("Peru Peru PROPN 2 nsubj B-LOC", "moved move VERB 0 root", text="Peru moved")
    second = plain("Chile Chile PROPN 2 nsubj B-LOC", "attacked attack VERB 0 root", "it it PRON 2 obj O Number=Sing",
                   text="Chile attacked it")
    case = parse(first + second)
    assert resolver.open(case.document, case.sentences).resolve(WordRef(1, 3)) == ("a-peru",)


def test_a_thing_told_as_subject_keeps_a_pronoun_from_meaning_an_actor(resolver: ActorResolver) -> None:
    first = plain("The the DET 2 det", "ship ship NOUN 3 nsubj O Number=Sing", "left leave VERB 0 root",
                  "Chile Chile PROPN 3 obj B-LOC", text="The ship left Chile")
    case = parse(first + plain(*IT_ACTED, text="It acted"))
    assert resolver.open(case.document, case.sentences).resolve(WordRef(1, 1)) == ()


class TestDeeds:
    """What is condemned or denied stands for whoever did or said it."""

    first = plain("Chile Chile PROPN 2 nsubj B-LOC", "launched launch VERB 0 root",
                  "strikes strike NOUN 2 obj O Number=Plur",
                  text="Chile launched strikes")
    second = plain("Peru Peru PROPN 2 nsubj B-LOC", "condemned condemn VERB 0 root", "the the DET 4 det",
                   "strikes strike NOUN 2 obj O Number=Plur", text="Peru condemned the strikes")

    def test_the_doer_told_before(self, resolver: ActorResolver) -> None:
        case = parse(self.first + self.second)
        book = resolver.open(case.document, case.sentences)
        assert book.resolve(WordRef(1, 4)) == book.doer(WordRef(1, 4)) == ("a-chile",)

    def test_nobody_condemns_a_deed_of_their_own(self, resolver: ActorResolver) -> None:
        case = parse(self.first.replace("Chile", "Peru") + self.second)
        assert resolver.open(case.document, case.sentences).resolve(WordRef(1, 4)) == ()

    def test_nobody_where_nobody_did_it(self, resolver: ActorResolver) -> None:
        case = parse(self.second)
        assert resolver.open(case.document, case.sentences).resolve(WordRef(0, 4)) == ()


class TestPair:
    """Whom "both countries" means, from the nearest evidence to the farthest."""

    @staticmethod
    def trace(ident: str, at: int, weak: bool = False) -> Trace:
        return Trace((ident,), "state", False, at, 1, "subj", ident, weak, (ident,))

    def memory(self, *told: tuple[str, int]) -> Memory:
        memory = Memory()
        memory.enter("a")
        for ident, at in told:
            memory.parties[ident] = "state"
            memory.add(self.trace(ident, at))
        return memory

    def test_those_just_named_together(self) -> None:
        memory = self.memory(("x", 0), ("y", 0), ("z", 1))
        memory.add_pair(1, 1, ("y", "z"))
        assert memory.pair(2, 1, frozenset({"state"})) == ("y", "z")

    def test_the_two_told_near(self) -> None:
        assert self.memory(("x", 0), ("y", 1)).pair(2, 1, frozenset({"state"})) == ("x", "y")

    def test_nobody_among_three_alike(self) -> None:
        memory = self.memory(("x", 0), ("y", 0), ("z", 1))
        assert memory.pair(2, 1, frozenset({"state"})) == ()

    def test_the_title_where_the_text_near_tells_none(self) -> None:
        memory = Memory()
        memory.title_pair = ("x", "y")
        assert memory.pair(9, 1, frozenset({"state"})) == ("x", "y")
