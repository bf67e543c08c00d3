"""What speaks for each answer of the smaller slots: the network's heads and the product's own account, side by side.

Each function gives the possible answers of a message with features; logistic models (see `fit`) choose among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from bench.muc4.candidates import Candidate, Words, logit
from bench.muc4.messages import MONTHS, Message
from bench.muc4.reading import CONFIDENCES, EFFECTS, HEADS, TYPES, Floats, Reading
from bench.muc4.scores import plain
from histor.model import Account, When

COUNTRIES = {
    "SLV": "el salvador", "GTM": "guatemala", "HND": "honduras", "ARG": "argentina", "BOL": "bolivia", "CHL": "chile",
    "COL": "colombia", "ECU": "ecuador", "PER": "peru", "PAN": "panama", "NIC": "nicaragua", "ESP": "spain",
    "USA": "united states", "MEX": "mexico", "CRI": "costa rica", "VEN": "venezuela", "BRA": "brazil", "CUB": "cuba",
    "ITA": "italy", "FRA": "france", "DEU": "germany", "PRY": "paraguay", "URY": "uruguay", "CHE": "switzerland",
}  # fmt: skip
_NUMBERS = {w: n for n, w in enumerate(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split(), 1)} | {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "a": 1, "an": 1}  # fmt: skip


@dataclass(slots=True)
class Option:
    """A possible answer as a pair, its features, and its chance once a model has spoken."""

    label: str
    string: str
    features: dict[str, float] = field(default_factory=dict)
    chance: float = 0.0


def weighed(table: Floats, reading: Reading, candidate: Candidate) -> Floats:
    """Chances of a word head at the places of a candidate, weighed by how surely it fills its role there."""
    heads = sorted({i for span in candidate.spans for i in range(*span)})
    weight = 1 - reading.roles[heads, HEADS.index(candidate.role), 0] + 1e-3
    return np.asarray((table[heads] * weight[:, None]).sum(0) / weight.sum())


CUES = {
    "claim": "claim claimed claims responsibility admitted acknowledged communique credit took telephone called",
    "accuse": "accused accuse accuses blamed blame blames charged attributed responsible held denounced",
    "suspect": "presumed presumably alleged allegedly suspected suspect apparently reportedly possibly believed probably may",
    "authority": "police authorities government army military minister ministry official officials president attorney "
                 "investigators judge court sources spokesman security general colonel",
    "deny": "denied deny denies rejected disclaimed acquitted", "identity": "members member belonging guerrillas rebels troops",
}  # fmt: skip
"""Words that the task's own guideline names for its classes of confidence, and their kin; counted in the sentences of an
organisation, never in one message's."""
_CUES = {name: frozenset(words.split()) for name, words in CUES.items()}


def _cues(words: Words, c: Candidate) -> dict[str, float]:
    """How much of each kind of cue stands in the sentences of a candidate, and in its best one."""
    inside = {words.sentence[a] for a, _ in c.spans}
    best = words.sentence[c.best[0]]
    f = {f"cue {name}": 0.0 for name in _CUES} | {f"near {name}": 0.0 for name in _CUES}
    for tok, sentence in zip(words.tokens, words.sentence, strict=True):
        if sentence in inside:
            form = tok.form.lower()
            for name, held in _CUES.items():
                if form in held:
                    f[f"cue {name}"] = 1.0
                    f[f"near {name}"] = max(f[f"near {name}"], float(sentence == best))
    return f


def attribution_features(words: Words, reading: Reading, account: Account, c: Candidate) -> dict[str, float]:
    """Who is sure of an organisation: the heads, claims of responsibility, and the status of its deeds."""
    f = {f"head {x}": logit(float(p)) for x, p in zip(CONFIDENCES, weighed(reading.confidences, reading, c), strict=True)}
    here = _ranges(words, c)
    said = [a for a in account.attributions if a.responsibility]
    f["responsibility"] = float(any(a.speaker_span and _touch(a.speaker_span, here) for a in said))
    f["responsibility told"] = float(bool(said))
    deeds = [e for e in account.events if any(_touch(m.span, here) for m in e.actors)]
    f["deeds"] = float(bool(deeds))
    f["claimed deeds"] = float(any(e.claimant is not None for e in deeds))
    f["disputed deeds"] = float(any(e.status in ("disputed", "denied") for e in deeds))
    f["chance"] = logit(c.chance)
    return f | _cues(words, c)


def effect_features(words: Words, reading: Reading, account: Account, c: Candidate) -> dict[str, float]:
    """What befell a human target: the heads, the product's casualty figures, the types told."""
    f = {f"head {x}": logit(float(p)) for x, p in zip(EFFECTS, weighed(reading.effects, reading, c), strict=True)}
    here = _ranges(words, c)
    for effect in ("killed", "injured", "captured"):
        tolls = [t for t in account.tolls if t.effect == effect]
        f[f"toll {effect}"] = float(any(_touch(t.span, here) or _at(words, t.group_word, c) or _at(words, t.word, c) for t in tolls))
    told = weighed(reading.types, reading, c)
    f |= {f"type {x}": float(p) for x, p in zip(TYPES[:3], told[:3], strict=True)}
    f["plural"], f["name"] = c.features["plural"], float(c.role == "Victim")
    return f


def number_of(words: Words, account: Account, c: Candidate) -> str:
    """How many people a phrase is: a numeral on its head, a figure of the product, or one and many by form."""
    for span in c.spans:
        head = words.head(span)
        for i in range(max(0, head - 6), head):
            tok = words.tokens[i]
            if words.heads[i] == head and tok.upos == "NUM":
                value = _value(tok.form)
                if value:
                    return str(value)
    if c.role == "Victim":
        return "1"
    for toll in account.tolls:
        if toll.low and (_at(words, toll.group_word, c) or _at(words, toll.word, c)):
            return str(toll.low)
    return "PLURAL" if "Number=Plur" in words.tokens[c.head].feats else "1"


def _value(form: str) -> int | None:
    plain_form = form.lower().replace(",", "")
    if plain_form.isdigit():
        return int(plain_form)
    return _NUMBERS.get(plain_form)


def dates(message: Message, words: Words, reading: Reading, account: Account, chosen: Sequence[Candidate]) -> list[Option]:
    """Days told in the message as the keys write them, and "by the day of the dateline" for want of one."""
    near = {words.sentence[s[0]] for c in chosen for s in c.spans}
    starts = np.array([t.start for t in words.tokens])
    options: dict[str, Option] = {}
    for when in account.times:
        text = _written(when)
        if text is None or when.span is None or when.kind not in ("date", "time") or not len(starts):
            continue
        i = int(np.searchsorted(starts, when.span.start, "right")) - 1
        sentence = words.sentence[max(i, 0)]
        f = {
            "default": 0.0, "tell": logit(float(reading.tells[i, 0])), "document": logit(float(reading.document[0])),
            "near": float(sentence in near), "next": float(bool({sentence - 1, sentence + 1} & near)),
            "first": float(sentence < 2), "explicit": float(when.basis == "explicit"),
            "day": float(when.precision == "day"), "age": _age(message.day, when.start), "span": float(" - " in text),
            "dateline day": float(when.start == message.day), "rank": float(len(options)), "none before": 0.0,
        }  # fmt: skip
        if text not in options or options[text].features["tell"] + 3 * options[text].features["near"] < f["tell"] + 3 * f["near"]:
            options[text] = Option("date", text, f)
    best = max((o.features["tell"] * o.features["near"] + 5 * o.features["near"] for o in options.values()), default=0.0)
    if message.day:
        text = f"- {_day(message.day)}"
        options[text] = Option("date", text, {"default": 1.0, "document": logit(float(reading.document[0])), "rank": float(len(options)),
                                              "none before": float(best <= 0), "near": best / 10, "tell": 0.0, "next": 0.0, "first": 0.0,
                                              "explicit": 0.0, "day": 0.0, "age": 0.0, "span": 0.0, "dateline day": 0.0})
    return list(options.values())


def _written(when: When) -> str | None:
    start, end = when.start or "", when.end or when.start or ""
    if len(start) < 10 or len(end) < 10:
        return None
    return _day(start) if start[:10] == end[:10] else f"{_day(start)} - {_day(end)}"


def _day(iso: str) -> str:
    year, month, day = iso[:10].split("-")
    return f"{int(day):02} {MONTHS[int(month) - 1]} {year[2:]}"


def _age(day: str | None, start: str | None) -> float:
    if not day or not start or len(start) < 10:
        return 3.0
    days = (np.datetime64(day) - np.datetime64(start[:10])).astype(int)
    return float(np.sign(days) * np.log1p(abs(days)))


def places(words: Words, reading: Reading, account: Account, chosen: Sequence[Candidate]) -> list[Option]:
    """Places named in the message, each with its country; a country by itself too."""
    known = {place.id: place for place in account.places}
    near = {words.sentence[s[0]] for c in chosen for s in c.spans}
    votes: dict[str, float] = {}
    rows: list[tuple[str, str, int, int]] = []
    starts = [t.start for t in words.tokens]
    for mention in account.mentions:
        if mention.kind != "place" or not mention.refs or mention.refs[0] not in known:
            continue
        place = known[mention.refs[0]]
        country = COUNTRIES.get(place.country or "", "")
        i = int(np.searchsorted(starts, mention.span.start, "right")) - 1
        if country and i >= 0:
            votes[country] = votes.get(country, 0.0) + 1
            end = int(np.searchsorted(starts, mention.span.end, "left"))
            rows.append((country, plain(account.document.text[mention.span.start : mention.span.end]), i, max(end, i + 1)))
    main = max(votes, key=lambda c: votes[c]) if votes else ""
    rows += [(main, name, i, end) for name, i, end in _headed(words, reading)] if main else []
    rows += [(c, c, -1, -1) for c in votes]
    return list(_place_options(words, reading, rows, near, votes))


def _headed(words: Words, reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Names that the BIO head for places draws."""
    chances = reading.roles[:, HEADS.index("Place")]
    for i in np.flatnonzero(chances[:, 1] > 0.15):
        end = int(i) + 1
        while end < len(chances) and chances[end, 2] > 0.4 and end - i < 8:
            end += 1
        yield plain(words.string((int(i), end))), int(i), end


def _place_options(words: Words, reading: Reading, rows: Sequence[tuple[str, str, int, int]], near: set[int],
                   votes: dict[str, float]) -> Iterator[Option]:  # fmt: skip
    options: dict[tuple[str, str], Option] = {}
    chances = 1 - reading.roles[:, HEADS.index("Place"), 0]
    total = sum(votes.values()) or 1.0
    for country, name, i, end in rows:
        if not name:
            continue
        lone = i < 0
        sentence = words.sentence[i]
        f = {
            "country": float(name == country), "lone": float(lone), "votes": votes.get(country, 0.0) / total,
            "head": 0.0 if lone else logit(float(chances[i:end].mean())), "tell": 0.0 if lone else logit(float(reading.tells[i, 0])),
            "near": 0.0 if lone else float(sentence in near), "first": 0.0 if lone else float(sentence < 2),
            "next": 0.0 if lone else float(bool({sentence - 1, sentence + 1} & near)),
            "document": logit(float(reading.document[0])), "told": float(bool(near)), "length": float(end - i), "count": 0.0,
            "other places": 0.0,
        }  # fmt: skip
        held = options.get((country, name))
        count = held.features["count"] + 1 if held else 1.0
        if held is None or held.features["head"] < f["head"] or held.features["lone"]:
            options[country, name] = Option(country, name, f)
        options[country, name].features["count"] = count
    best = max((o.features["head"] for o in options.values() if not o.features["country"]), default=-7.0)
    for option in options.values():
        option.features["other places"] = best if option.features["country"] else option.features["head"] - best
        yield option


def _ranges(words: Words, c: Candidate) -> list[tuple[int, int]]:
    return [(words.tokens[a].start, words.tokens[b - 1].end) for a, b in c.spans]


def _touch(span: tuple[int, int], ranges: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < b and a < span[1] for a, b in ranges)


def _at(words: Words, ref: tuple[int, int] | None, c: Candidate) -> bool:
    if ref is None or ref[0] >= len(words.first):
        return False
    i = words.first[ref[0]] + ref[1] - 1
    return any(a <= i < b for a, b in c.spans)
