"""The fit of the MUC-4 coder's light stage: it learns what was planted, blind to what it judges; no network."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from bench.muc4 import coder, fit
from bench.muc4.candidates import Record, Words
from bench.muc4.coder import FOLDS, Coder, Model, fold_of
from bench.muc4.fit import HEADED, Examples, fit_one, fit_roles
from bench.muc4.incidents import Makers
from bench.muc4.keys import Fill, Key
from bench.muc4.logistic import Logistic
from bench.muc4.messages import Message
from bench.muc4.scores import Counts

from histor.model import Account, Document, Sentence, Source, Token

IDENTS = [f"TST1-MUC3-{number:04}" for number in range(100)]


def everything(ident: str) -> bool:
    return True


def made_up(right: Callable[[bool], bool] = bool, *, number: int = 200, seed: int = 4) -> Examples:
    """Candidates with a sign that tells, nine times in ten and as ``right`` says, whether they are right."""
    draw, found = random.Random(seed), Examples([], [], [])
    for place in range(number):
        sign = draw.random() < 0.5
        found.rows.append({"planted": float(sign), "noise": draw.random()})
        found.right.append(right(sign) if draw.random() < 0.9 else not right(sign))
        found.ident.append(IDENTS[place % len(IDENTS)])
    return found


def contrary(sign: bool) -> bool:
    return not sign


def never(sign: bool) -> bool:
    return False


def weight(model: Logistic, name: str = "planted") -> float:
    return float(model.weights[model.names.index(name)])


def test_a_model_finds_the_planted_sign() -> None:
    """And gives next to nothing for chance."""
    model = fit_one(made_up(), None, everything)
    assert weight(model) > 0.7 > 0.2 > abs(weight(model, "noise"))
    assert weight(fit_one(made_up(contrary), None, everything)) < -0.7
    with_sign, without = model.chances([{"planted": 1.0, "noise": 0.5}, {"planted": 0.0, "noise": 0.5}])
    assert with_sign > 0.7 > 0.3 > without


def test_nothing_is_likely_where_nothing_is_right() -> None:
    """Whatever a candidate shows."""
    none = made_up(never)
    none.right = [False] * len(none.right)
    assert fit_one(none, None, everything).chances(none.rows).max() < 0.01


def test_a_stronger_ridge_holds_weights_back() -> None:
    """Down to nothing; how often candidates are right at all stays known."""
    rows = made_up()
    loose, tight = (fit_one(rows, None, everything, ridge) for ridge in (1.0, 1e6))
    assert weight(loose) > weight(fit_one(rows, None, everything)) > weight(tight) > 0
    assert np.allclose(tight.chances(rows.rows), np.mean(rows.right), atol=0.01)
    model = fit_one(rows, None, everything, 10.0)
    x = (np.array([[row[name] for name in model.names] for row in rows.rows]) - model.mean) / model.scale
    pull = x.T @ (np.array(rows.right, float) - model.chances(rows.rows))
    assert np.allclose(pull, 10.0 * model.weights, atol=0.01)  # what the examples gain by more is what it costs


def test_a_model_sees_only_what_is_kept() -> None:
    """Messages of one fold that tell the contrary teach nothing to the model that is to judge them."""
    rows, odd = made_up(number=400), made_up(contrary, number=400)
    inside = [fold_of(ident) == 2 for ident in rows.ident]
    rows.right = [b if one else a for one, a, b in zip(inside, rows.right, odd.right, strict=True)]
    blind = fit_one(rows, None, lambda ident: fit._other(2, ident))
    assert 0 < sum(inside) < len(inside) / 2 and weight(blind) > weight(fit_one(rows, None, everything)) + 0.2
    kept = Examples(*([x for x, one in zip(column, inside, strict=True) if not one]
                      for column in (rows.rows, rows.right, rows.ident)))  # type: ignore[arg-type]
    assert np.allclose(blind.weights, fit_one(kept, None, everything).weights)


def test_every_message_has_one_model_that_is_blind_to_it() -> None:
    """And the last model has seen them all."""
    for ident in IDENTS:
        assert [k for k in range(FOLDS + 1) if not fit._other(k, ident)] == [fold_of(ident)]
    assert len({fold_of(ident) for ident in IDENTS}) == FOLDS


def test_weaker_readings_weigh_less() -> None:
    """As many examples of DEV that tell the contrary draw a weight towards nothing, and do not turn it."""
    alone, both = fit_one(made_up(), None, everything), fit_one(made_up(), made_up(contrary), everything)
    assert 0.05 < weight(both) < weight(alone) / 2


def roles(**own: Examples) -> dict[str, Examples]:
    return {role: own.get(role) or made_up(seed=number) for number, role in enumerate(HEADED)}


def test_roles_learn_from_one_another() -> None:
    """A role with two examples has the weight of the others, and one in which the contrary holds leaves it."""
    few = Examples([{"planted": 1.0, "noise": 0.1}, {"planted": 0.0, "noise": 0.9}], [True, False], IDENTS[:2])
    models = fit_roles(roles(Weapon=few, Victim=made_up(contrary)), None, everything)
    assert list(models) == list(HEADED)
    assert weight(models["Weapon"]) > 0.4 and weight(models["Target"]) > 0.7
    assert weight(models["Victim"]) < -0.4


def test_roles_see_only_what_is_kept_and_dev_as_well() -> None:
    """The folds left out are those of TST; of DEV all that is right is seen, whatever its fold."""
    tst = roles()
    one = fit_roles(tst, None, lambda ident: fit._other(0, ident))["Target"]
    whole = fit_roles(tst, None, everything)["Target"]
    with_dev = fit_roles(tst, roles(Target=made_up(contrary)), everything)["Target"]
    assert weight(one) != weight(whole) and weight(with_dev) < weight(whole)


def test_a_threshold_is_taken_from_the_middle_of_a_height() -> None:
    """Not from a peak by itself, which is chance; of settings that are no thresholds the best is taken."""
    def good(f: int) -> Counts:
        return Counts(f, 100, f, 100)

    peak = {0.1: good(60), 0.2: good(10), 0.3: good(50), 0.4: good(55), 0.5: good(50), 0.6: good(10)}
    assert fit._best([peak]) == 0.4
    assert fit._best([{"one": good(20), "two": good(30)}, {"one": good(90), "two": good(70)}]) == "one"


def message(ident: str) -> Message:
    return Message(ident, "", "THE BAND BURNED A CITY BUS", (), None)


def words() -> Words:
    upos, heads = ["DET", "NOUN", "VERB", "DET", "NOUN", "NOUN"], [2, 3, 0, 6, 6, 3]
    relations, at, tokens = ["det", "nsubj", "root", "det", "compound", "obj"], 0, []
    text = message("").text
    for i, form in enumerate(text.split()):
        tokens.append(Token(i + 1, form, form.lower(), upos[i], "", heads[i], relations[i], at, at + len(form)))
        at += len(form) + 1
    document = Document("d", text, Source("d", "text"), ())
    return Words.of(Account(document, (Sentence(0, len(text), tuple(tokens), 0),)))


def test_the_record_counts_nouns_once_a_message() -> None:
    """And keeps those that filled a role in two messages, with what each message put in."""
    messages = [message(ident) for ident in IDENTS[:3]]
    target = Key("1", False, {12: [Fill(strings=("CITY BUS", "BUS"))]})
    once = Key("1", False, {9: [Fill(strings=("BAND",))], 12: [Fill(strings=("BUS",))]})
    keys = {IDENTS[0]: [target, target], IDENTS[1]: [once], IDENTS[2]: list[Key]()}
    record, own = fit.record_of(messages, keys, dict.fromkeys(IDENTS[:3], words()))
    assert record.counts == {"bus": {"all": 3, "Target": 2}}
    assert record.usual["Target"] == pytest.approx(2 / 9) and record.usual["Weapon"] == 0
    assert own[IDENTS[0]][("Target", "bus")] == 1 and ("PerpInd", "band") not in own[IDENTS[0]]
    assert record.rate("Target", "bus", own[IDENTS[0]]) < record.rate("Target", "bus")


def test_a_string_stands_where_its_whole_words_stand() -> None:
    """Whatever the case."""
    assert fit.places_in(message("m"), words(), "city bus") == [(4, 6)]
    assert fit.places_in(message("m"), words(), "us") == []


def test_accounts_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is a file to keep them in."""
    read: list[str] = []
    monkeypatch.setattr(fit, "take", lambda document, crew: read.append(document.id))
    for cache in (tmp_path / "kept.pkl", tmp_path / "kept.pkl", None):
        assert list(fit.accounts([message("m")], None, cache)) == ["m"]  # type: ignore[arg-type]
    assert len(read) == 2


def test_the_fit_writes_where_it_is_asked_and_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written is read back, and the product's own file is as before."""
    model = fit_one(made_up(), None, everything)
    makers = Makers(model, model, model)
    whole = Model({"Target": model}, {"POSSIBLE": model}, {"DEATH": model}, model, model, makers)
    crew = SimpleNamespace(parser=SimpleNamespace(engine=None))
    splits: list[tuple[str, ...]] = []

    def load(data: Path, names: tuple[str, ...]) -> tuple[list[Message], dict[str, list[Key]]]:
        splits.append(names)
        return [], {}

    record = Record({"bus": {"all": 3, "Target": 2}}, dict.fromkeys(HEADED, 0.1))
    stubs = {"load_crew": lambda: crew, "load": load, "record_of": lambda *given: (record, {}),
             "same_of": lambda *given: model, "train": lambda *given: [whole] * (FOLDS + 1),
             "tune": lambda tst, keys, models, same: [replace(m, pooled=0.31) for m in models]}  # fmt: skip
    for name, stub in stubs.items():
        monkeypatch.setattr(fit, name, stub)
    out, before = tmp_path / "coder.json", coder.FILE.read_bytes()
    monkeypatch.setattr(sys, "argv", ["fit", "--data", str(tmp_path), "--out", str(out)])
    fit.main()
    assert splits == [("dev",), ("tst1", "tst2")]
    again = Coder.load(out)
    assert [m.pooled for m in again.models] == [0.31] * (FOLDS + 1) and again.record == record
    assert np.allclose(again.same.chances(made_up().rows), model.chances(made_up().rows), atol=0.01)
    assert coder.FILE.read_bytes() == before and [path.name for path in tmp_path.iterdir()] == ["coder.json"]
