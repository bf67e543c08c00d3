"""Judging roles of annotated accounts: whom a word stands for, places around places, and choosing sureties."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # bench/ is no part of the package

from bench.corpus_roles import Judged, RoleJudge
from training.corpus.reader import read_source

from bench import roles
from histor.extract.role_links import NEVER, SURETIES
from histor.model import Account, Block, Document, Event, Mention, Sentence, Source, Span, Token, Why, WordRef

MARKED = """id: quay
title: The quay
genre: wire
style: plain
conflict: none
region: europe
century: 20
made: invented
language: en
by: me
pass: 1
split: train

[a1 Marines] [e1 shelled] [p1 the quay] of [p2 Orsa]; they burned it and [a2 gulls] fled
-- a1 military; e1 ASSAULT/heavy-weapons by=a1 on=p1; p1 site in=p2; p2 city; a2 other
"""
TEXT = "Marines shelled the quay of Orsa; they burned it and gulls fled"


def told(**given: list[tuple[str, str]]) -> Event:
    """Our telling of the shelling: words and whom each is taken for, by role."""
    def mention(word: str, ref: str) -> Mention:
        return Mention(WordRef(0, forms().index(word) + 1), Span(0, 1), "actor", (ref,) if ref else ())

    rows = {role: tuple(mention(*pair) for pair in pairs) for role, pairs in given.items()}
    return Event("ASSAULT", "heavy-weapons", WordRef(0, 2), Span(8, 15), Span(0, 15), Why("r", "s", 1.0), **rows)


def forms() -> list[str]:
    return TEXT.replace(";", " ;").split()


def judged(*events: Event) -> dict[str, Judged]:
    tokens, at = [], 0
    for i, form in enumerate(forms(), 1):
        at = TEXT.index(form, at)
        tokens.append(Token(i, form, form, "NOUN", "_", 0, "dep", at, at + len(form)))
        at += len(form)
    document = Document("x", TEXT, Source("x", "text"), (Block("paragraph", 0, len(TEXT)),))
    ours = Account(document, (Sentence(0, len(TEXT), tuple(tokens), 0),), events)
    gold = read_source(MARKED)
    return {row.role: row for row in RoleJudge(gold, ours).roles(gold.events[0], events[0])}


@pytest.mark.parametrize(("doers", "hit", "wrong", "note"), [
    ([("Marines", "m")], 1, 0, "the mark itself"),
    ([("they", "m")], 1, 0, "a word without a mark, taken for somebody told where the mark is"),
    ([("they", "x")], 0, 1, "a word without a mark, taken for somebody else"),
    ([("they", "")], 0, 1, "a word without a mark, taken for nobody"),
    ([("gulls", "m")], 0, 1, "a mark of another stays another's, whomever we take it for"),
])
def test_who_is_meant(doers: list[tuple[str, str]], hit: int, wrong: int, note: str) -> None:
    by = judged(told(actors=doers), told(actors=[("Marines", "m")]))["by"]
    assert (len(by.hit), len(by.wrong), len(by.wanted)) == (hit, wrong, 1), note


def test_a_place_around_the_one_wanted_is_neither_asked_for_nor_wrong() -> None:
    at = judged(told(places=[("Orsa", "o")]))["at"]
    assert (len(at.hit), len(at.wrong), set(at.wanted)) == (0, 0, {"p1"})
    at = judged(told(places=[("quay", ""), ("fled", "")]))["at"]
    assert (len(at.hit), len(at.wrong)) == (1, 1)


class Bends(roles.Chooser):
    """A chooser whose score has its best at one value of one field."""

    def __init__(self) -> None:
        super().__init__((), None)  # type: ignore[arg-type]

    def scores(self, table: object) -> dict[str, float]:
        return {role: 0.5 - abs(table[role].fill - 0.4) / 10 for role in roles.ROLES}  # type: ignore[index]


def test_a_surety_is_chosen_by_score_and_only_for_a_gain() -> None:
    start = {role: replace(row, fill=0.7) for role, row in SURETIES.items()}
    best = Bends().choose(start, rounds=2)
    assert {best[role].fill for role in roles.ROLES} == {0.4} and best["aim"] == start["aim"]
    near = {role: replace(row, fill=0.41) for role, row in SURETIES.items()}
    assert Bends().choose(near, rounds=1) == near, "a gain of a thousandth is chance"


def test_the_table_is_printed_as_code() -> None:
    made: dict[str, object] = {}
    exec(roles.shown(SURETIES), {"NEVER": NEVER, "Sureties": type(SURETIES["by"])}, made)
    assert made["SURETIES"] == SURETIES
