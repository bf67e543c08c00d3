"""Actors: names, owners, posts, kinds and sides, and the data that they stand on."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from actors_help import Case, load, parse, plain

from histor.lexicon import load_lexicon
from histor.model import WordRef
from histor.pipeline import load_crew, take
from histor.read import read_text
from histor.resolve.actors import ActorBook, ActorResolver
from histor.resolve.actors_known import Catalogue
from histor.resolve.names import fold, slug

CASE = load("actors.conllu")
KINDS = {"state", "government", "military", "armed group", "person", "organisation", "media", "civilians", "other"}


@pytest.fixture(scope="module")
def resolver() -> ActorResolver:
    return ActorResolver(load_lexicon())


@pytest.fixture(scope="module")
def book(resolver: ActorResolver) -> ActorBook:
    opened = resolver.open(CASE.document, CASE.sentences)
    for word, _ in CASE.expected:
        opened.resolve(word)
    return opened


def open_case(resolver: ActorResolver, conllu: str) -> tuple[Case, ActorBook]:
    case = parse(conllu)
    return case, resolver.open(case.document, case.sentences)


@pytest.mark.parametrize(("word", "ids"), CASE.expected, ids=[CASE.text(word) for word, _ in CASE.expected])
def test_each_word_of_the_table_means_whom_it_should(book: ActorBook, word: WordRef, ids: tuple[str, ...]) -> None:
    assert book.resolve(word) == ids


@pytest.mark.parametrize(("ident", "kind", "side"), [
    ("a-kenya", "state", "a-kenya"),
    ("a-government-of-sudan", "government", "a-sudan"),
    ("a-nigerian-armed-forces", "military", "a-nigeria"),
    ("a-burmese-air-force", "military", "a-myanmar"),
    ("a-sudan-relief-congress", "armed group", "a-sudan-relief-congress"),
    ("a-boko-haram", "armed group", "a-boko-haram"),
    ("a-chadian-herders", "civilians", "a-chad"),
    ("a-idris-kombo", "person", "a-sudan"),
    ("a-juan-robles", "person", "a-colombia"),
    ("a-ruth-adler", "person", "a-international-crisis-group"),
    ("a-gunmen", "armed group", None),
    ("a-rwandan-backed-congolese-rebels", "armed group", "a-democratic-republic-of-the-congo"),
])
def test_an_actor_has_its_kind_and_its_side(book: ActorBook, ident: str, kind: str, side: str | None) -> None:
    assert (book.actor(ident).kind, book.side(ident)) == (kind, side)


@pytest.mark.parametrize(("ident", "title", "of"), [
    ("a-amina-warsame", "Foreign Minister", "a-kenya"),
    ("a-idris-kombo", "President", "a-sudan"),
    ("a-juan-robles", "defence minister", "a-colombia"),
    ("a-ruth-adler", "senior analyst", "a-international-crisis-group"),
    ("a-olga-lind", "journalist", None),
])
def test_a_post_is_told_before_or_after_the_name(book: ActorBook, ident: str, title: str, of: str | None) -> None:
    assert [(role.title, role.of) for role in book.actor(ident).roles] == [(title, of)]


def test_an_abbreviation_and_its_long_name_are_one_actor(book: ActorBook) -> None:
    actor = book.actor("a-sudan-relief-congress")
    assert actor.name == "Sudan Relief Congress"
    assert {"SRC", "SRC fighters"} <= set(actor.aliases)


def test_a_government_keeps_the_words_by_which_it_was_told(book: ActorBook) -> None:
    assert {"Algerian officials", "Algerian government"} <= set(book.actor("a-government-of-algeria").aliases)


def test_only_actors_that_were_asked_for_and_their_sides_are_listed(resolver: ActorResolver) -> None:
    fresh = resolver.open(CASE.document, CASE.sentences)
    assert fresh.actors() == ()
    word = next(word for word, ids in CASE.expected if ids == ("a-nigerian-armed-forces",))
    fresh.resolve(word)
    assert [actor.id for actor in fresh.actors()] == ["a-nigeria", "a-nigerian-armed-forces"]


def test_coordinated_phrases_give_each_actor_once(book: ActorBook) -> None:
    word = next(word for word, ids in CASE.expected if ids == ("a-egypt",))
    assert book.resolve_all(word) == ("a-egypt", "a-libya")


def test_the_span_of_a_person_takes_the_title_in(book: ActorBook) -> None:
    word = next(word for word, ids in CASE.expected if ids == ("a-idris-kombo",))
    span = book.mention_span(word)
    assert CASE.document.text[span.start:span.end] == "Sudanese President Idris Kombo"
    assert book.name_of(word) == "Idris Kombo"


def test_the_same_text_gives_the_same_actors(resolver: ActorResolver) -> None:
    def read() -> list[object]:
        opened = resolver.open(CASE.document, CASE.sentences)
        return [[opened.resolve(word) for word, _ in CASE.expected], opened.actors()]
    assert read() == read()


def test_a_thing_is_an_actor_of_kind_other_with_its_phrase_as_name(resolver: ActorResolver) -> None:
    case, opened = open_case(resolver, plain(
        "Rockets rocket NOUN 2 nsubj O Number=Plur", "hit hit VERB 0 root", "a a DET 5 det",
        "grain grain NOUN 5 compound", "silo silo NOUN 2 obj O Number=Sing", "in in ADP 7 case",
        "Odesa Odesa PROPN 5 nmod B-LOC",
        text="Rockets hit a grain silo in Odesa"))
    ids = opened.resolve(WordRef(0, 5))
    assert [(opened.actor(i).name, opened.actor(i).kind) for i in ids] == [("grain silo in Odesa", "other")]
    assert case.document.text[slice(*opened.mention_span(WordRef(0, 5)))].endswith("grain silo in Odesa")


@pytest.mark.parametrize(("noun", "ids"), [("diplomats diplomat", ("a-diplomats",)),
                                           ("officials official", ("a-government-of-libya",))])
def test_diplomats_without_an_article_are_of_no_government_told_before(
        resolver: ActorResolver, noun: str, ids: tuple[str, ...]) -> None:
    before = plain("The the DET 3 det", "Libyan Libyan ADJ 3 amod B-NORP",
                   "government government NOUN 4 nsubj O Number=Sing", "fell fall VERB 0 root",
                   text="The Libyan government fell")
    here = plain(f"{noun} NOUN 2 nsubj O Number=Plur", "said say VERB 0 root", text=f"{noun.split()[0]} said")
    _, opened = open_case(resolver, before + "\n\n" + here)
    assert opened.resolve(WordRef(1, 1)) == ids


def test_a_group_is_called_by_the_name_set_off_behind_it(resolver: ActorResolver) -> None:
    _, opened = open_case(resolver, plain(
        "A a DET 3 det", "rebel rebel NOUN 3 compound", "group group NOUN 8 nsubj O Number=Sing", ", , PUNCT 6 punct",
        "the the DET 6 det", "M23 M23 NOUN 3 appos", ", , PUNCT 3 punct", "left leave VERB 0 root",
        text="A rebel group, the M23, left"))
    assert opened.resolve(WordRef(0, 3)) == ("a-march-23-movement",)


def test_a_thing_is_of_the_side_whose_it_is_told_to_be(resolver: ActorResolver) -> None:
    _, opened = open_case(resolver, plain(
        "Chadian Chadian ADJ 2 amod B-NORP", "positions position NOUN 3 nsubj O Number=Plur", "held hold VERB 0 root",
        text="Chadian positions held"))
    (ident,) = opened.resolve(WordRef(0, 2))
    assert (opened.kind(ident), opened.side(ident)) == ("other", "a-chad")


@pytest.mark.parametrize(("noun", "number", "kind"), [
    ("officials official", "Plur", "government"), ("troops troops", "Ptan", "military"),
])
def test_people_of_two_states_under_one_noun_are_those_of_each(
        resolver: ActorResolver, noun: str, number: str, kind: str) -> None:
    _, opened = open_case(resolver, plain(
        "Chadian Chadian ADJ 4 amod B-NORP", "and and CCONJ 3 cc", "Libyan Libyan ADJ 1 conj B-NORP",
        f"{noun} NOUN 5 nsubj O Number={number}", "came come VERB 0 root",
        text=f"Chadian and Libyan {noun.split()[0]} came"))
    found = opened.resolve(WordRef(0, 4))
    assert [(opened.side(i), opened.kind(i)) for i in found] == [("a-chad", kind), ("a-libya", kind)]


@pytest.mark.parametrize(("form", "upos", "ids"), [
    ("US", "PROPN", ("a-united-states",)), ("us", "PRON", ()), ("WHO", "PROPN", ("a-world-health-organization",)),
    ("U.S.", "PROPN", ("a-united-states",)),
])
def test_abbreviations_must_stand_in_capitals(
        resolver: ActorResolver, form: str, upos: str, ids: tuple[str, ...]) -> None:
    _, opened = open_case(resolver, plain("They they PRON 2 nsubj", "asked ask VERB 0 root",
                                          f"{form} {form.lower()} {upos} 2 obj", text=f"They asked {form}"))
    assert opened.resolve(WordRef(0, 3)) == ids


@pytest.mark.parametrize(("one", "other"), [
    ("Jaish ul-Adl", "JAISH AL-ADL"), ("Al-Shabaab", "al‑Shabaab"), ("Côte d'Ivoire", "Cote d’Ivoire"),
    ("Hồ Chí Minh", "Ho Chi Minh"), ("U.S.", "US"), ("Bảo Đại", "Bao Dai"),
])
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert slug(one) == slug(other)


def test_folding_keeps_different_names_apart() -> None:
    assert fold("Reunion") != fold("Union") and fold("Niger") != fold("Nigeria")


class TestData:
    """The lists are broad, well-formed and treat every party alike."""

    catalogue = Catalogue(load_lexicon())

    def test_the_lists_are_broad(self) -> None:
        count = Counter(known.kind for known in self.catalogue)
        assert count["state"] >= 300 and count["armed group"] >= 350
        assert count["military"] >= 120 and count["organisation"] >= 150 and count["media"] >= 150
        assert set(count) <= KINDS

    def test_ids_are_the_slugs_of_the_names(self) -> None:
        assert all(ident == slug(known.name) for ident, known in self.catalogue.known.items())

    def test_every_side_and_part_is_known(self) -> None:
        known = self.catalogue.known
        missing = [k.id for k in self.catalogue for ref in (k.side, k.part_of) if ref is not None and ref not in known]
        assert missing == []

    def test_every_country_code_is_that_of_a_state(self) -> None:
        codes = {known.country for known in self.catalogue if known.country}
        assert [code for code in sorted(codes) if self.catalogue.state_of(code) is None] == []

    def test_armed_groups_are_a_side_of_their_own_or_of_another_group(self) -> None:
        for known in self.catalogue:
            if known.kind == "armed group":
                assert known.side is not None and self.catalogue.known[known.side].kind != "state", known.name

    @pytest.mark.parametrize(("form", "ident"), [
        ("Burmese", "a-myanmar"), ("Czechia", "a-czech-republic"), ("Ottomans", "a-ottoman-empire"),
        ("LTTE", "a-liberation-tigers-of-tamil-eelam"), ("FARC", "a-revolutionary-armed-forces-of-colombia"),
        ("M23", "a-march-23-movement"), ("Kuomintang", "a-kuomintang"), ("Soviets", "a-soviet-union"),
    ])
    def test_well_known_forms_are_found(self, form: str, ident: str) -> None:
        assert ident in [found.id for found in self.catalogue.forms(fold(form))]


def _shared() -> Path | None:
    root = Path(os.environ.get("HISTOR_SHARED", Path(__file__).parents[2] / ".." / "shared"))
    articles = root / "data" / "articles"
    return articles if articles.is_dir() else None


@pytest.mark.skipif(_shared() is None, reason="the development articles are not beside this project")
def test_most_gold_actors_are_found_in_the_sentences_that_name_them(resolver: ActorResolver) -> None:
    """Nine in ten of the gold actors, targets and speakers that their evidence names in words must be found there."""
    parser = pytest.importorskip("histor.parse").load_parser()
    read_path = pytest.importorskip("histor.read").read_path
    shared, found, asked = _shared(), 0, 0
    assert shared is not None
    for path in sorted(shared.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = read_path(shared / path.name.replace(".gold.json", ".txt"))
        sentences = parser.parse(document)
        opened = resolver.open(document, sentences)
        for event in gold["events"]:
            names = _names_near(document.text, event["evidence"], sentences, opened)
            for want in {*event["actors"], *event["targets"]}:
                if want in event["evidence"]:
                    asked += 1
                    found += any(_same(want, name) for name in names)
    assert asked > 50 and found / asked > 0.9


def _names_near(text: str, evidence: str, sentences: object, opened: ActorBook) -> set[str]:
    at = text.find(evidence)
    names: set[str] = set()
    for index, sentence in enumerate(sentences):  # type: ignore[call-overload]
        if sentence.start < at + len(evidence) and at < sentence.end:
            for token in sentence.tokens:
                for ident in opened.resolve(WordRef(index, token.id)):
                    actor = opened.actor(ident)
                    names.update((actor.name, *actor.aliases))
    return names


def _same(one: str, other: str) -> bool:
    first, second = (re.sub(r"\W+", " ", name.casefold()).strip() for name in (one, other))
    return first == second or f" {first} " in f" {second} " or (len(second) > 3 and f" {second} " in f" {first} ")


def test_nobody_is_nobody_whom_a_later_word_can_mean() -> None:
    """"No citizen" says nothing afterwards: what *he* says must not become a citizen's word."""
    told = "It said that no citizen of Pakistan had been hit. Iran had only hit bandits, he said."
    account = take(read_text(told), load_crew())
    assert [row.refs for row in account.attributions] == [(), ()]


@pytest.mark.parametrize(("text", "who"), [
    ("The spokesman of the army, Colonel Harding, denied it.", "a-harding"),
    ("A spokeswoman, Major Karen Ellis, said that seven people had been killed.", "a-karen-ellis"),
])
def test_a_post_before_rank_and_name_is_that_persons(account, text: str, who: str) -> None:  # type: ignore[no-untyped-def]
    """The rank stands between the post and the name; both are his."""
    assert [row.refs for row in account(text).attributions] == [(who,)]


def test_rebels_told_by_a_word_before_another_are_those_told_again(account) -> None:  # type: ignore[no-untyped-def]
    """"Rebel forces" are no actor called "rebel", and "the rebels" after them are they."""
    rows = account("Troops retook Bentiu from rebel forces. Rebels announced that they had captured Malakal.")
    (who,) = {ref for row in rows.attributions for ref in row.refs}
    assert {actor.id: actor.name for actor in rows.actors}[who] == "Rebels"
    again = account("Syrian rebels shelled Hermel. Planes hit rebel positions. The rebels denied the attack.")
    assert [row.refs for row in again.attributions] == [("a-syrian-rebels",)]


@pytest.mark.parametrize(("text", "who"), [
    ("Nikola Gruevski came. The Macedonian Prime Minister Gruevski said that four had died.", "a-nikola-gruevski"),
    ("In Lima, the government said that a mine had sunk the ferry.", "a-government-of-peru"),
])
def test_who_speaks_in_an_office_or_a_capital(account, text: str, who: str) -> None:  # type: ignore[no-untyped-def]
    """A title of two words is no part of a name, and the capital tells whose the government is."""
    assert [row.refs for row in account(text).attributions] == [(who,)]


def test_a_short_name_in_brackets_parts_no_phrase(account) -> None:  # type: ignore[no-untyped-def]
    """The leaders are those of the body named before the bracket."""
    read = account("European Union (EU) ministers threatened Belarus with a boycott.")
    (ident,) = read.attributions[0].refs
    assert {actor.id: actor.side for actor in read.actors}[ident] == "a-european-union"


def test_the_republic_is_one_that_is_named_so(account) -> None:  # type: ignore[no-untyped-def]
    """Not the kingdom whose consul was told of last."""
    read = account("The Republic of Osk sent ships against Vellan. The British consul protested. "
                   "Vellan offered peace, which the Republic refused.")
    refused = next(e for e in read.events if e.type == "REJECT")
    assert {ref for mention in refused.actors for ref in mention.refs} == {"a-republic-of-osk"}


def test_a_kingdom_is_no_republic(account) -> None:  # type: ignore[no-untyped-def]
    """Where nothing is named so, nobody is guessed."""
    read = account("The United Kingdom sent ships to Vellan. The Republic attacked the ships.")
    attack = next(e for e in read.events if e.type == "ASSAULT")
    assert "a-united-kingdom" not in {ref for mention in attack.actors for ref in mention.refs}


def test_words_that_bend_a_number_are_no_part_of_a_name(account) -> None:  # type: ignore[no-untyped-def]
    """Nor half of them."""
    read = account("Rebels killed at least nine villagers near Osk.")
    assert {alias for row in read.actors for alias in row.aliases} >= {"nine villagers"}
    assert not any("least" in alias for row in read.actors for alias in row.aliases)
