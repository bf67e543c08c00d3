"""The light stage of the MUC-4 coder: models, candidates, entities, joined windows; made-up words, no network."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # bench/ is no part of the package

from bench.muc4.candidates import Candidate, Record, Words, bio_spans, candidates, span_chance
from bench.muc4.coder import FILE, FOLDS, Coder, fold_of
from bench.muc4.entities import choose, initials, pair_features
from bench.muc4.errors import errors
from bench.muc4.logistic import Logistic, fit
from bench.muc4.reading import HEADS, OUTPUTS, read
from bench.muc4.scores import plain

from histor.model import Account, Document, Sentence, Source, Token

HEADS_OF = [5, 4, 4, 1, 0, 8, 8, 5]
UPOS = ["NOUN", "ADP", "DET", "PROPN", "VERB", "DET", "NOUN", "NOUN"]
RELS = ["nsubj", "case", "det", "nmod", "root", "det", "compound", "obj"]


def _words() -> Words:
    forms = ["guerrillas", "of", "the", "Band", "burned", "a", "city", "bus"]
    text, at, tokens = " ".join(forms), 0, []
    for i, form in enumerate(forms):
        tokens.append(Token(i + 1, form, form.lower(), UPOS[i], "", HEADS_OF[i], RELS[i], at, at + len(form)))
        at += len(form) + 1
    document = Document("d", text, Source("d", "text"), ())
    return Words.of(Account(document, (Sentence(0, len(text), tuple(tokens), 0),)))


class _Engine:
    """Stands for the network: room for six words, and a head that knows buses."""

    def fits(self, forms: list[str], most: int) -> int:
        return min(6, most, len(forms))

    def look(self, forms: list[str], outputs: tuple[str, ...]) -> dict[str, np.ndarray]:
        n, out = len(forms), {}
        for name, width in zip(OUTPUTS, (21, 7, 6, 4, 5, 7), strict=True):
            out[name] = np.full((width,) if name == "muc_document" else (n, width), -3.0, np.float32)
        roles = out["muc_roles"].reshape(n, 7, 3)
        roles[:, :, 0] = 3.0
        for i, form in enumerate(forms):
            if form == "bus":
                roles[i, HEADS.index("Target"), 1] = 6.0
        return out


def test_windows_are_joined_word_by_word() -> None:
    """A message longer than a window is read in several; every word has one row of chances."""
    forms = ["x"] * 9 + ["bus"]
    reading = read(forms, _Engine())  # type: ignore[arg-type]
    assert reading.roles.shape == (10, 7, 3) and np.allclose(reading.roles.sum(-1), 1)
    assert reading.roles[9, HEADS.index("Target"), 1] > 0.9 > 0.1 > reading.roles[3, HEADS.index("Target"), 1]


def test_candidates_are_heads_with_shares_of_their_phrase() -> None:
    """The bus, alone and with its modifier, never with the article."""
    words = _words()
    record = Record({}, dict.fromkeys(("PerpInd", "PerpOrg", "Target", "Victim", "Person", "Weapon"), 0.01))
    rows = candidates(words, read([t.form for t in words.tokens], _Engine()), record)  # type: ignore[arg-type]
    found = {plain(c.string) for c in rows if c.role == "Target"}
    assert {"bus", "city bus"} <= found and "a city bus" not in {c.string for c in rows}


def test_record_takes_out_what_the_message_put_in() -> None:
    """Else a message would be read with its own key."""
    record = Record({"bus": {"Target": 1, "all": 1}}, {"Target": 0.01})
    assert record.rate("Target", "bus") > record.rate("Target", "bus", {("Target", "bus"): 1, ("all", "bus"): 1})


def test_bio_spans_and_their_chance() -> None:
    """A start and what goes on from it."""
    chances = np.array([[0.9, 0.1, 0.0], [0.1, 0.9, 0.0], [0.1, 0.1, 0.8], [1.0, 0.0, 0.0]])
    assert (1, 3) in list(bio_spans(chances, 0.05))
    assert span_chance(chances, (1, 3)) == pytest.approx(0.72)


def test_initials_leave_small_words_out() -> None:
    """FMLN is short of its long form by one letter; the model is told so."""
    assert initials("army of national liberation") == "anl"


def test_an_entity_is_answered_once() -> None:
    """A candidate that names an answered entity adds nothing, and waits in vain."""
    words = _words()
    long = Candidate("Target", "city bus", [(6, 8)], (6, 8), 7, chance=0.9)
    short = Candidate("Target", "bus", [(7, 8)], (7, 8), 7, chance=0.8)
    assert pair_features(words, long, short)["contained"] == 1
    same = Logistic(("contained",), np.zeros(1), np.ones(1), np.array([9.0]), -4.0)
    assert choose(words, [short, long], same, 0.3) == [long]
    apart = Logistic(("contained",), np.zeros(1), np.ones(1), np.array([0.0]), -9.0)
    assert choose(words, [short, long], apart, 0.3) == [long, short]


def test_a_logistic_model_learns_and_is_written_down() -> None:
    """What is read back answers alike."""
    rows = [{"a": float(i), "b": 1.0} for i in range(-20, 20)]
    model = fit(rows, [row["a"] > 0 for row in rows], ridge=1.0)
    again = Logistic.of_json(json.loads(json.dumps(model.as_json())))
    assert np.allclose(model.chances(rows), again.chances(rows), atol=0.01)
    assert model.chances([{"a": 9.0, "b": 1.0}])[0] > 0.8 > 0.2 > model.chances([{"a": -9.0, "b": 1.0}])[0]


def test_errors_have_kinds() -> None:
    """By rule: other ends, another entity, a message without incidents."""
    rows = [Candidate("Target", "bus", [(7, 8)], (7, 8), 7, chance=0.1)]
    gold = {"Target": [("city bus",)], "PerpInd": [], "PerpOrg": [], "Victim": [], "Weapon": []}
    told = {**dict.fromkeys(gold, ()), "Target": [("bus",)]}
    assert [e.kind for e in errors(gold, told, rows)] == ["wrong: other ends", "missing: other ends"]
    none = dict.fromkeys(gold, ())
    assert [e.kind for e in errors(none, told, rows)] == ["wrong: the message has no incident in the key"]


def test_messages_are_answered_by_models_that_have_not_seen_them() -> None:
    """Those of TST1 and TST2 by their fold's, all others by the model of all."""
    assert fold_of("TST3-MUC4-0001") == FOLDS and fold_of("TST1-MUC3-0001") < FOLDS


def test_the_learned_file_is_small_and_whole() -> None:
    """Under 200 kB, and a model for every fold."""
    if not FILE.exists():
        pytest.skip("not fitted yet")
    assert FILE.stat().st_size < 200_000
    learned = Coder.load()
    assert len(learned.models) == FOLDS + 1 and learned.model("TST1-MUC3-0001") is not learned.model("DEV-MUC3-0001")
