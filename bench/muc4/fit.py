"""Fit the coder's light stage to a network's outputs and write `coder.json`.

    python -m bench.muc4.fit --data ../shared/data/muc4 [--heads FOLDER] [--fold FOLDER:K/N ...] [--cache DIR]

The record of nouns and the model of "same entity" come from the keys of DEV. The models of candidates come from TST1 and TST2
and, where given, from DEV as read by networks that did not learn those messages (`--fold`: the network that left out
every N-th message from the K-th); the latter weigh less, since those networks are weaker.
"""

from __future__ import annotations

import argparse
import bisect
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.muc4 import coder
from bench.muc4.candidates import Candidate, Record, Words
from bench.muc4.coder import CONFIDENCES, EFFECTS, FOLDS, Coder, Limits, Model, Study
from bench.muc4.entities import pair_features
from bench.muc4.gold import ROLES, pooled_of, templates_of
from bench.muc4.incidents import USED, Makers, Tuning, member_features, together_features, told_features
from bench.muc4.keys import Key, read_keys
from bench.muc4.logistic import Logistic, fit, newton
from bench.muc4.messages import Message, read_messages
from bench.muc4.pairs import pairs_of
from bench.muc4.reading import read
from bench.muc4.scores import ALL, Counts, plain, score_pairs, score_roles, score_templates
from bench.muc4.slots import attribution_features, dates, effect_features, places
from histor.model import Account
from histor.parse.engine import Engine
from histor.pipeline import Crew, load_crew, take

HEADED = (*ROLES, "Person")
SLOTS = {**ROLES, "Person": 19}
OWN_PART = 1.0
"""How freely a role's weights leave those that all roles share, having few examples each."""
RIDGE = 25.0
OF_DEV = 0.6
"""What an example of DEV weighs against one of TST1 and TST2."""
THINNED = 4
"""Of the wrong candidates of DEV, one in so many is looked at, and weighs as much more."""
Keys = Mapping[str, Sequence[Key]]


def accounts(messages: Iterable[Message], crew: Crew, cache: Path | None) -> dict[str, Account]:
    """What the product makes of the messages, kept in a file where asked."""
    if cache and cache.exists():
        return dict(pickle.loads(cache.read_bytes()))
    found = {m.ident: take(coder.document_of(m), crew) for m in messages}
    if cache:
        cache.write_bytes(pickle.dumps(found))
    return found


def places_in(message: Message, words: Words, string: str) -> list[tuple[int, int]]:
    """The word spans where a string of the keys stands."""
    from training.muc import places_of

    starts, found = [t.start for t in words.tokens], []
    for a, b in places_of(message.text, string):
        span = (max(0, bisect.bisect_right(starts, a) - 1), bisect.bisect_left(starts, b))
        if span[1] > span[0]:
            found.append(span)
    return found


def strings_of(role: str, key: Key) -> list[tuple[str, ...]]:
    """The entities of a role in one template; descriptions for `Person`."""
    return [fill.named or fill.strings if role == "Person" else fill.strings for fill in key.fills(SLOTS[role])]


Own = dict[tuple[str, str], int]


def record_of(messages: Sequence[Message], keys: Keys, words: Mapping[str, Words]) -> tuple[Record, dict[str, Own]]:
    """How often nouns filled roles in some messages, and what each message put in."""
    counts: dict[str, Counter[str]] = {}
    own: dict[str, Own] = {}
    for m in messages:
        w = words[m.ident]
        mine: Own = {("all", t.lemma.lower()): 1 for t in w.tokens if t.upos in ("NOUN", "PROPN")}
        for role in HEADED:
            for string in (s for key in keys[m.ident] for entity in strings_of(role, key) for s in entity):
                for span in places_in(m, w, string):
                    lemma = w.tokens[w.head(span)].lemma.lower()
                    if ("all", lemma) in mine:
                        mine[role, lemma] = 1
        own[m.ident] = mine
        for role, lemma in mine:
            counts.setdefault(lemma, Counter())[role] += 1
    total = sum(c["all"] for c in counts.values())
    usual = {role: sum(c[role] for c in counts.values()) / total for role in HEADED}
    kept = {lemma: dict(c) for lemma, c in sorted(counts.items()) if any(c[role] >= 2 for role in HEADED)}
    return Record(kept, usual), own


def same_of(messages: Sequence[Message], keys: Keys, words: Mapping[str, Words]) -> Logistic:
    """The model of "same entity", from pairs of key strings of one role and message."""
    rows, right = [], []
    for m in messages:
        w = words[m.ident]
        for role in HEADED:
            held: list[tuple[int, Candidate]] = []
            for number, entity in enumerate(_entities(role, m, keys[m.ident])):
                for string in entity:
                    spans = places_in(m, w, string)
                    if spans:
                        held.append((number, Candidate(role, string, spans, spans[0], w.head(spans[0]))))
            for i, (n, a) in enumerate(held):
                for k, b in held[:i]:
                    if plain(a.string) != plain(b.string):
                        rows.append(pair_features(w, a, b))
                        right.append(n == k)
    return fit(rows, right, ridge=5.0)


def _entities(role: str, message: Message, keys: Sequence[Key]) -> list[tuple[str, ...]]:
    if role != "Person":
        return pooled_of(message, keys)[role]
    kept: list[tuple[str, ...]] = []
    for entity in (e for key in keys for e in strings_of(role, key)):
        if not any(set(entity) & set(other) for other in kept):
            kept.append(entity)
    return kept


@dataclass(slots=True)
class Examples:
    """Rows of one task: features, whether right, the message, and (of candidates) the role."""

    rows: list[Mapping[str, float]]
    right: list[bool]
    ident: list[str]


def good_strings(role: str, message: Message, keys: Sequence[Key]) -> set[str]:
    """The strings that are right for a role, in normal form; for `Person` those that slots 20 to 23 speak of."""
    if role != "Person":
        return {plain(s) for entity in pooled_of(message, keys)[role] for s in entity}
    return {plain(s) for key in keys for slot in (20, 21, 23) for fill in key.fills(slot) for s in fill.strings}


def role_examples(held: Sequence[Study], keys: Keys) -> dict[str, Examples]:
    """Every candidate as an example of its role."""
    out = {role: Examples([], [], []) for role in HEADED}
    for s in held:
        good = {role: good_strings(role, s.message, keys[s.message.ident]) for role in HEADED}
        for c in s.rows:
            into = out[c.role]
            into.rows.append(c.features)
            into.right.append(plain(c.string) in good[c.role])
            into.ident.append(s.message.ident)
    return out


def fit_roles(tst: Mapping[str, Examples], dev: Mapping[str, Examples] | None,
              keep: Callable[[str], bool]) -> dict[str, Logistic]:  # fmt: skip
    """One model for all roles, with weights that are partly shared, taken apart again role by role."""
    names = tuple(tst["Target"].rows[0])
    x, y, r, w, mean, scale = [], [], [], [], np.zeros(0), np.ones(0)
    for source, weight in ((tst, 1.0), (dev or {}, OF_DEV)):
        chosen_rows = [(row, ok, role) for role, e in source.items()
                       for i, (row, ok, ident) in enumerate(zip(e.rows, e.right, e.ident, strict=True))
                       if (keep(ident) if weight == 1 else ok or i % THINNED == 0)]  # fmt: skip
        if not chosen_rows:
            continue
        table = np.array([[row[n] for n in names] for row, _, _ in chosen_rows])
        middle, spread = table.mean(0), table.std(0) + 1e-6
        if weight == 1:
            mean, scale = middle, spread
        x.append(np.clip((table - middle) / spread, -5, 5))
        y.append(np.array([ok for _, ok, _ in chosen_rows], dtype=float))
        r.append(np.array([HEADED.index(role) for _, _, role in chosen_rows]))
        w.append(np.where(y[-1] > 0, weight, weight if weight == 1 else weight * THINNED))
    xs, rs = np.vstack(x), np.concatenate(r)
    parts = [xs]
    for k in range(len(HEADED)):
        inside = (rs == k)[:, None]
        parts += [OWN_PART * xs * inside, 4 * OWN_PART * inside.astype(float)]
    beta = newton(np.hstack(parts), np.concatenate(y), np.concatenate(w), RIDGE)
    n, out = len(names), {}
    for k, role in enumerate(HEADED):
        at = n + k * (n + 1)
        weights = beta[:n] + OWN_PART * beta[at : at + n]
        out[role] = Logistic(names, mean, scale, weights, float(beta[-1] + 4 * OWN_PART * beta[at + n]))
    return out


def label_examples(held: Sequence[Study], keys: Keys) -> dict[str, Examples]:
    """Examples of effects and confidences: the right candidates, with every label right or wrong of them."""
    out = {name: Examples([], [], []) for name in (*EFFECTS, *CONFIDENCES)}
    for s in held:
        mine = keys[s.message.ident]
        for measure, roles, labels, features in (("effect", ("Victim", "Person"), EFFECTS, effect_features),
                                                 ("attribution", ("PerpOrg",), CONFIDENCES, attribution_features)):
            gold = pairs_of(measure, mine)
            for c in (c for role in roles for c in s.of(role)):
                pairs = [p for p in gold if plain(c.string) in p.strings]
                if pairs:
                    row = features(s.words, s.reading, s.account, c)
                    for name in labels:
                        out[name].rows.append(row)
                        out[name].right.append(any(name in p.labels for p in pairs))
                        out[name].ident.append(s.message.ident)
    return out


def option_examples(held: Sequence[Study], keys: Keys, same: Logistic) -> dict[str, Examples]:
    """Every date and place of a message, right or wrong."""
    out = {name: Examples([], [], []) for name in ("date", "place")}
    for s in held:
        near = [c for rows in coder.chosen(s, same, 0.25).values() for c in rows]
        for name, into in out.items():
            found = dates(s.message, s.words, s.reading, s.account, near) if name == "date" else \
                places(s.words, s.reading, s.account, near)
            gold = pairs_of(name, keys[s.message.ident])
            for option in found:
                into.rows.append(option.features)
                into.right.append(any(p.fits(option.label, option.string) for p in gold))
                into.ident.append(s.message.ident)
    return out


def fit_one(tst: Examples, dev: Examples | None, keep: Callable[[str], bool], ridge: float = 10.0) -> Logistic:
    """A model of one task."""
    rows = [(row, ok, 1.0) for row, ok, ident in zip(tst.rows, tst.right, tst.ident, strict=True) if keep(ident)]
    if dev:
        rows += [(row, ok, OF_DEV) for row, ok in zip(dev.rows, dev.right, strict=True)]
    return fit([a for a, _, _ in rows], [b for _, b, _ in rows], ridge=ridge, weights=[c for _, _, c in rows])


def train(tst: list[Study], dev: list[Study], keys: Keys, same: Logistic) -> list[Model]:
    """The models of all folds and, last, of everything; candidates are left with chances from models blind to them."""
    roles, of_dev = role_examples(tst, keys), role_examples(dev, keys) if dev else None
    blind = [partial(_other, k) for k in range(FOLDS + 1)]
    judged = [fit_roles(roles, of_dev, keep) for keep in blind]
    empty = Logistic((), np.zeros(0), np.ones(0), np.zeros(0), 0.0)
    models = [Model(j, {}, {}, empty, empty, Makers(empty, empty, empty)) for j in judged]
    for s in (*tst, *dev):
        coder.judge(s, models[coder.fold_of(s.message.ident)])
    tasks, more = _examples(tst, keys, same), _examples(dev, keys, same) if dev else {}
    fitted = [{name: fit_one(e, more.get(name), keep) for name, e in tasks.items()} for keep in blind]
    return [replace(m, confidences={n: f[n] for n in CONFIDENCES}, effects={n: f[n] for n in EFFECTS},
                    date=f["date"], place=f["place"], makers=Makers(**{n: f[n] for n in coder.MAKERS})) for m, f in zip(models, fitted, strict=True)]  # fmt: skip


def _examples(held: Sequence[Study], keys: Keys, same: Logistic) -> dict[str, Examples]:
    return label_examples(held, keys) | option_examples(held, keys, same) | incident_examples(held, keys, same)


LIKELY = 0.18
"""Candidates are taken for entities from this chance on, to learn how incidents are put together."""


def incident_examples(held: Sequence[Study], keys: Keys, same: Logistic) -> dict[str, Examples]:
    """Types told, entities in types, pairs in one template; of right entities only, but for the first."""
    out = {name: Examples([], [], []) for name in coder.MAKERS}

    def add(name: str, row: Mapping[str, float], right: bool, ident: str) -> None:
        out[name].rows.append(row)
        out[name].right.append(right)
        out[name].ident.append(ident)

    for s in held:
        ident, gold = s.message.ident, templates_of(s.message, keys[s.message.ident])
        rows = [c for found in coder.chosen(s, same, LIKELY).values() for c in found]
        types = {name: {i for i, t in enumerate(gold) if name in t.type} for name in USED}
        fills = [{i for i, t in enumerate(gold) for e in t.roles[c.role] if plain(c.string) in map(plain, e)} for c in rows]
        for k, name in enumerate(USED):
            add("told", told_features(s.reading, rows, k), bool(types[name]), ident)
            for c, mine in zip(rows, fills, strict=True):
                if mine and types[name]:
                    add("member", member_features(s.words, s.reading, c, k), bool(mine & types[name]), ident)
            inside = [(c, mine & types[name]) for c, mine in zip(rows, fills, strict=True) if mine & types[name]]
            for i, (a, x) in enumerate(inside):
                for b, y in inside[:i]:
                    add("together", together_features(s.words, a, b), bool(x & y), ident)
    return out


def _other(fold: int, ident: str) -> bool:
    return coder.fold_of(ident) != fold


def tune(tst: list[Study], keys: Keys, models: list[Model], same: Logistic) -> list[Model]:
    """Set the thresholds, the same for all models, on all messages as answered by models that had not seen them.

    Few numbers chosen on 200 messages flatter by about a point. Choosing them anew for each fold, without its messages,
    errs as far to the other side: what is best on 160 messages is noise around a flat top (measured: two points of roles lost).
    """
    rows = [_tables(s, keys[s.message.ident], models[coder.fold_of(s.message.ident)], same) for s in tst]
    best = {name: _best([row[name] for row in rows]) for name in rows[0]}
    limits = Limits(attribution=best["attribution"], target=best["target"], effect=best["effect"][1], date=best["date"],
                    place=best["place"])  # fmt: skip
    return [replace(model, pooled=best["pooled"], tuning=best["templates"], limits=limits) for model in models]


STEPS = (0.12, 0.15, 0.18, 0.21, 0.24, 0.28, 0.32, 0.36)
TUNINGS = [Tuning(role=role, kind=0.3, member=member, apart=apart, lone=0.4)
           for role in (0.2, 0.24, 0.28, 0.32) for member in (0.6, 0.9) for apart in (0.4, 0.48, 0.55)]  # fmt: skip
"""Few, since the choice among many settings on 160 messages is noise."""


def _tables(s: Study, keys: Sequence[Key], model: Model, same: Logistic) -> dict[str, dict[Any, Counts]]:
    """For every measure and every setting, the counts of one message."""
    gold, whole = pooled_of(s.message, keys), templates_of(s.message, keys)
    out: dict[str, dict[Any, Counts]] = {
        "pooled": {t: score_roles(gold, coder.pooled(s, same, t))[ALL] for t in STEPS},
        "templates": {t: score_templates(whole, coder.templates(s, model, same, t))[ALL] for t in TUNINGS},
    }
    pairs = {name: pairs_of(name, keys) for name in ("attribution", "effect", "number", "date", "place")}
    out["attribution"], out["target"], out["effect"] = {}, {}, {}
    for t in STEPS:
        here = replace(model, limits=Limits(attribution=t, target=t))
        out["attribution"][t] = score_pairs(pairs["attribution"], coder.attributions(s, here, same))
        out["target"][t] = score_pairs(pairs["number"], coder.effects(s, here, same)[1])
        for sure in (0.2, 0.35, 0.5):
            both = replace(here, limits=Limits(target=t, effect=sure))
            out["effect"][t, sure] = score_pairs(pairs["effect"], coder.effects(s, both, same)[0])
    for name in ("date", "place"):
        rows = coder.options(name, s, model, same)
        out[name] = {t: score_pairs(pairs[name], [(o.label, o.string) for o in rows if o.chance >= t])
                     for t in (*STEPS, 0.4, 0.5)}  # fmt: skip
    return out


def _best(rows: Sequence[Mapping[Any, Counts]]) -> Any:
    """The setting with the best F over some messages; of thresholds the one in the middle of the best three."""
    settings = list(rows[0])
    f = [sum((row[setting] for row in rows), Counts()).f for setting in settings]
    if all(isinstance(setting, float) for setting in settings):
        f = [float(np.mean(f[max(i - 1, 0) : i + 2])) for i in range(len(f))]
    return settings[int(np.argmax(f))]


def load(data: Path, splits: Sequence[str]) -> tuple[list[Message], dict[str, list[Key]]]:
    """Messages and keys of some splits."""
    messages = [m for split in splits for m in read_messages(data / split)]
    keys = {ident: found for split in splits for ident, found in read_keys(data / split).items()}
    return messages, {m.ident: keys.get(m.ident, []) for m in messages}


def main() -> None:
    """Fit and write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--heads", type=Path, help="a folder with model.onnx that has the MUC outputs (else the shipped)")
    asked.add_argument("--fold", action="append", default=[], metavar="FOLDER:K/N", help="a network blind to a part of DEV")
    asked.add_argument("--cache", type=Path, help="a folder to keep accounts in")
    asked.add_argument("--out", type=Path, default=coder.FILE)
    given = asked.parse_args()
    crew = load_crew()
    engine = Engine(given.heads) if given.heads else crew.parser.engine  # type: ignore[attr-defined]
    messages, keys = load(given.data, ("dev",))
    held = accounts(messages, crew, given.cache and given.cache / "dev.pkl")
    words = {ident: Words.of(account) for ident, account in held.items()}
    record, own = record_of(messages, keys, words)
    same = same_of(messages, keys, words)
    dev: list[Study] = []
    for fold in given.fold:
        folder, _, part = fold.rpartition(":")
        k, n = (int(x) for x in part.split("/"))
        blind = partial(read, engine=Engine(Path(folder)))
        dev += [coder.study(m, held[m.ident], blind, record, own[m.ident]) for m in messages[k::n]]
    test, more = load(given.data, ("tst1", "tst2"))
    told = accounts(test, crew, given.cache and given.cache / "tst.pkl")
    tst = [coder.study(m, told[m.ident], partial(read, engine=engine), record) for m in test]
    models = train(tst, dev, {**keys, **more}, same)
    Coder(record, same, tune(tst, more, models, same)).save(given.out)


if __name__ == "__main__":
    main()
