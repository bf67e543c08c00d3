"""The coder's answer to a message: entities by role, templates, and the pairs of the smaller slots.

Everything learned stands in `coder.json`: logistic models and thresholds. They were fitted on the messages of TST1 and TST2,
so there are five of them, each fitted without a fifth of those messages; such a message is answered by the one that
has not seen it, and any other message by the one fitted on all.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.muc4.candidates import Candidate, Record, Words, candidates
from bench.muc4.entities import choose
from bench.muc4.gold import ROLES, Entity, Template
from bench.muc4.incidents import Makers, Tuning, incidents
from bench.muc4.logistic import Logistic
from bench.muc4.messages import Message
from bench.muc4.reading import Reading
from bench.muc4.scores import plain
from bench.muc4.slots import (
    Option,
    attribution_features,
    dates,
    effect_features,
    number_of,
    places,
)
from histor.model import Account, Block, Document, Source

FOLDS = 5
SEEN = ("TST1", "TST2")
FILE = Path(__file__).with_name("coder.json")
EFFECTS = ("DEATH", "INJURY", "NO INJURY OR DEATH")
CONFIDENCES = ("REPORTED AS FACT", "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES",
               "POSSIBLE")
MAKERS = ("told", "member", "together")
Labels = Mapping[str, Logistic]


@dataclass(slots=True)
class Study:
    """A message with all that is known of it before anything is decided."""

    message: Message
    words: Words
    reading: Reading
    account: Account
    rows: list[Candidate]
    cache: dict[Any, float] = field(default_factory=dict)

    def of(self, role: str) -> list[Candidate]:
        """The candidates of a role."""
        return [c for c in self.rows if c.role == role]


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds of the smaller slots."""

    attribution: float = 0.2
    target: float = 0.2
    effect: float = 0.3
    date: float = 0.3
    place: float = 0.3


@dataclass(frozen=True, slots=True)
class Model:
    """One set of models: chances of candidates by role, labels of organisations and of people, dates, places."""

    roles: Labels
    confidences: Labels
    effects: Labels
    date: Logistic
    place: Logistic
    makers: Makers
    tuning: Tuning = Tuning()
    pooled: float = 0.22
    limits: Limits = Limits()


@dataclass(slots=True)
class Answer:
    """What is scored: entities by role, templates, and pairs by measure."""

    pooled: dict[str, list[Entity]]
    templates: list[Template]
    pairs: dict[str, list[tuple[str, str]]]


def document_of(message: Message) -> Document:
    """The message as the product reads it: one block a paragraph, published on the day of its dateline."""
    blocks = tuple(Block("paragraph", a, b) for a, b in message.paragraphs)
    return Document(message.ident, message.text, Source(message.ident, "text", published=message.day), blocks)


def study(message: Message, account: Account, reading: Callable[[Sequence[str]], Reading], record: Record,
          own: Mapping[tuple[str, str], int] | None = None) -> Study:  # fmt: skip
    """Everything about a message but the decisions."""
    words = Words.of(account)
    read = reading([tok.form for tok in words.tokens])
    return Study(message, words, read, account, candidates(words, read, record, own))


def fold_of(ident: str) -> int:
    """The fold of a message that the models were fitted on; `FOLDS` (the model of all) for any other."""
    return zlib.crc32(ident.encode()) % FOLDS if ident.startswith(SEEN) else FOLDS


def judge(held: Study, model: Model) -> None:
    """Give every candidate its chance."""
    for role, logistic in model.roles.items():
        rows = held.of(role)
        for c, p in zip(rows, logistic.chances([c.features for c in rows]), strict=True):
            c.chance = float(p)


def chosen(held: Study, same: Logistic, threshold: float, roles: Sequence[str] = tuple(ROLES)) -> dict[str, list[Candidate]]:
    """The entities of a message by role, at one threshold."""
    return {role: choose(held.words, held.of(role), same, threshold, cache=held.cache) for role in roles}


def pooled(held: Study, same: Logistic, threshold: float) -> dict[str, list[Entity]]:
    """Entities by role as strings."""
    return {role: [(c.string,) for c in rows] for role, rows in chosen(held, same, threshold).items()}


def templates(held: Study, model: Model, same: Logistic, tuning: Tuning | None = None) -> list[Template]:
    """Incidents as templates of strings."""
    tuning = tuning or model.tuning
    found = incidents(held.words, held.reading, chosen(held, same, tuning.role), model.makers, tuning)
    return [Template(x.type, {role: [(c.string,) for c in x.roles.get(role, [])] for role in ROLES}) for x in found]


def people(held: Study, same: Logistic, threshold: float) -> list[Candidate]:
    """Human targets: the named, and those described who are none of the named."""
    found = chosen(held, same, threshold, ("Victim", "Person"))
    names = {plain(c.string) for c in found["Victim"]}
    return found["Victim"] + [c for c in found["Person"] if plain(c.string) not in names]


def label(row: Mapping[str, float], labels: Labels) -> tuple[str, float]:
    """The likeliest label and its chance."""
    told = {name: float(logistic.chances([row])[0]) for name, logistic in labels.items()}
    best = max(told, key=lambda name: told[name])
    return best, told[best]


def attributions(held: Study, model: Model, same: Logistic) -> list[tuple[str, str]]:
    """Slot 11: how sure the message is of each organisation."""
    rows = chosen(held, same, model.limits.attribution, ("PerpOrg",))["PerpOrg"]
    told = [(c, attribution_features(held.words, held.reading, held.account, c)) for c in rows]
    return [(label(f, model.confidences)[0], plain(c.string)) for c, f in told]


def effects(held: Study, model: Model, same: Logistic) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Slots 23 and 21: what befell each target, and how many they were."""
    effect, number = [], []
    for c in people(held, same, model.limits.target):
        name, sure = label(effect_features(held.words, held.reading, held.account, c), model.effects)
        if sure >= model.limits.effect:
            effect.append((name, plain(c.string)))
        number.append((number_of(held.words, held.account, c), plain(c.string)))
    return effect, number


def options(name: str, held: Study, model: Model, same: Logistic) -> list[Option]:
    """Dates or places with their chances."""
    near = [c for rows in chosen(held, same, 0.25).values() for c in rows]
    if name == "date":
        rows = dates(held.message, held.words, held.reading, held.account, near)
    else:
        rows = places(held.words, held.reading, held.account, near)
    logistic = model.date if name == "date" else model.place
    for option, p in zip(rows, logistic.chances([o.features for o in rows]), strict=True):
        option.chance = float(p)
    return rows


def answer(held: Study, model: Model, same: Logistic) -> Answer:
    """Everything that is scored of a message."""
    judge(held, model)
    effect, number = effects(held, model, same)
    pairs = {"attribution": attributions(held, model, same), "effect": effect, "number": number}
    for name in ("date", "place"):
        limit = getattr(model.limits, name)
        pairs[name] = [(o.label, o.string) for o in options(name, held, model, same) if o.chance >= limit]
    return Answer(pooled(held, same, model.pooled), templates(held, model, same), pairs)


@dataclass(frozen=True, slots=True)
class Coder:
    """All that was learned: the record of nouns, which strings are one entity, and the models by fold (all last)."""

    record: Record
    same: Logistic
    models: Sequence[Model]

    def model(self, ident: str) -> Model:
        """The model for a message."""
        return self.models[fold_of(ident)]

    def save(self, path: Path = FILE) -> None:
        """Write one compact file."""
        rows = [{"roles": _json(m.roles), "confidences": _json(m.confidences), "effects": _json(m.effects),
                 "date": m.date.as_json(), "place": m.place.as_json(),
                 "makers": {name: getattr(m.makers, name).as_json() for name in MAKERS}, "tuning": asdict(m.tuning), "pooled": m.pooled,
                 "limits": asdict(m.limits)} for m in self.models]  # fmt: skip
        whole = {"record": {"counts": self.record.counts, "usual": self.record.usual}, "same": self.same.as_json(),
                 "models": rows}  # fmt: skip
        path.write_text(json.dumps(whole, separators=(",", ":"), sort_keys=False) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path = FILE) -> Coder:
        """Read what `save` wrote."""
        given = json.loads(path.read_text(encoding="utf-8"))
        models = [
            Model(_labels(m["roles"]), _labels(m["confidences"]), _labels(m["effects"]), Logistic.of_json(m["date"]),
                  Logistic.of_json(m["place"]), Makers(**_labels(m["makers"])), Tuning(**m["tuning"]), m["pooled"], Limits(**m["limits"]))
            for m in given["models"]
        ]  # fmt: skip
        return cls(Record(**given["record"]), Logistic.of_json(given["same"]), models)


def _json(labels: Labels) -> dict[str, object]:
    return {name: logistic.as_json() for name, logistic in labels.items()}


def _labels(given: Mapping[str, Any]) -> dict[str, Logistic]:
    return {name: Logistic.of_json(value) for name, value in given.items()}
