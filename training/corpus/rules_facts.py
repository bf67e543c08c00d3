"""The rules for lines of facts: which words, keys and references each layer takes."""

from __future__ import annotations

from collections.abc import Callable

from training.corpus.markup import Fact
from training.corpus.records import ROLES, Account
from training.corpus.scheme import FIGURE, TIME_VALUE, scheme

Say = Callable[[int, str], None]
#: Layer -> key -> letters of the ids it may point at (``-`` a plain word).
KEYS: dict[str, dict[str, str]] = {
    "a": {"side": "ap", "of": "ap"},
    "p": {"in": "p"},
    "t": {"from": "et"},
    "w": {"count": "-"},
    "o": {"side": "ap", "count": "-"},
    "e": {**ROLES, "same": "e", "part": "e", "under": "c", "or": "-"},
    "c": {"by": "a", "to": "a", "about": "e", "when": "t", "in": "c", "or": "-"},
    "q": {},
    "n": {"who": "ao", "side": "ap", "word": "ek", "part": "n", "by": "c", "event": "e", "when": "t"},
    "k": {},
    "r": {"to": "e", "by": "c"},
}
#: Keys that may say ``none``: what would be worked out from the brackets does not hold.
MAY_BE_NONE = {("e", "under"), ("n", "by"), ("c", "in"), ("r", "by")}


def facts(account: Account, say: Say) -> None:
    """Check every line of facts."""
    for fact in account.marked.facts.values():
        layer = fact.id[0]
        if layer not in KEYS:
            say(fact.line, f"{fact.id}: no layer has the letter `{layer}`")
            continue
        _WORDS[layer](fact, lambda message, line=fact.line: say(line, message))  # type: ignore[misc]
        for key, values in fact.values.items():
            if key not in KEYS[layer]:
                say(fact.line, f"{fact.id}: unknown key `{key}=`; `{layer}` takes {' '.join(KEYS[layer]) or 'none'}")
                continue
            for value in values:
                _reference(account, fact, key, value, say)


def _reference(account: Account, fact: Fact, key: str, value: str, say: Say) -> None:
    letters = KEYS[fact.id[0]][key]
    if letters == "-" or (value == "none" and (fact.id[0], key) in MAY_BE_NONE):
        if key == "or":
            _alternative(fact, value, say)
        return
    name = value.partition("#")[0]
    if name[:1] not in letters:
        say(fact.line, f"{fact.id}: {key}={value} must point at one of: {' '.join(letters)}")
    elif name not in account.marks:
        say(fact.line, f"{fact.id}: {key}={value} points at nothing")


def _alternative(fact: Fact, value: str, say: Say) -> None:
    good = _is_type(value) if fact.id[0] == "e" else scheme().has("stances", value)
    if not good:
        say(fact.line, f"{fact.id}: or={value} is no label")


def _is_type(label: str) -> bool:
    kind, _, mode = label.partition("/")
    return mode in scheme().events.get(kind, ())


def _first(fact: Fact, kind: str, say: Callable[[str], None]) -> None:
    label = fact.words[0] if fact.words else ""
    if not scheme().has(kind, label):
        say(f"{fact.id}: `{label}` is none of: {' '.join(scheme().lists[kind])}")


def _rest(fact: Fact, first: int, allowed: tuple[str, ...], say: Callable[[str], None]) -> None:
    for word in fact.words[first:]:
        if word not in allowed:
            say(f"{fact.id}: unknown word `{word}`; want one of: {' '.join(allowed) or 'nothing more'}")
    if len(set(fact.words)) != len(fact.words):
        say(f"{fact.id}: a word stands twice")


def _entity(kind: str) -> Callable[[Fact, Callable[[str], None]], None]:
    def check(fact: Fact, say: Callable[[str], None]) -> None:
        _first(fact, kind, say)
        _rest(fact, 1, (), say)
    return check


def _time(fact: Fact, say: Callable[[str], None]) -> None:
    if not fact.words or not TIME_VALUE.match(fact.words[0]):
        say(f"{fact.id}: `{' '.join(fact.words[:1])}` is no value of a time (2019-03-04, 1863-SU, P3D, ?, ...)")
    _rest(fact, 1, ("context", "set", *scheme().lists["mods"]), say)


def _event(fact: Fact, say: Callable[[str], None]) -> None:
    label = fact.words[0] if fact.words else ""
    if not _is_type(label):
        kind = label.partition("/")[0]
        known = scheme().events.get(kind)
        say(f"{fact.id}: `{label}` is no type/mode; " + (f"modes of {kind}: {' '.join(known)}" if known
            else f"types: {' '.join(scheme().events)}"))
    _rest(fact, 1, (*scheme().lists["statuses"], "background"), say)
    if sum(scheme().has("statuses", word) for word in fact.words) > 1:
        say(f"{fact.id}: two statuses")


def _saying(fact: Fact, say: Callable[[str], None]) -> None:
    _first(fact, "stances", say)
    _rest(fact, 1, ("own", "hedge"), say)


def _toll(fact: Fact, say: Callable[[str], None]) -> None:
    _first(fact, "effects", say)
    value = fact.words[1] if len(fact.words) > 1 else ""
    if not FIGURE.match(value) and not scheme().has("orders", value.replace("_", " ")):
        say(f"{fact.id}: `{value}` is no figure (15 ~15 26+ >26 <=40 <40 10-12 ? dozens tens_of_thousands)")
    _rest(fact, 2, ("cumulative",), say)
    if "word" not in fact.values:
        say(f"{fact.id}: word= is missing: which mark (k or e) tells the effect")


def _response(fact: Fact, say: Callable[[str], None]) -> None:
    if not fact.words or not fact.words[0][1:].isdigit():
        say(f"{fact.id}: want `{fact.id} e2 explicit to=e1`")
    if "to" not in fact.values:
        say(f"{fact.id}: to= is missing: the event that is answered")
    if fact.words[1:] not in (("explicit",), ("inferred",)):
        say(f"{fact.id}: basis is explicit or inferred")


def _any(fact: Fact, say: Callable[[str], None]) -> None:
    _rest(fact, 0, (), say)


def _weapon(fact: Fact, say: Callable[[str], None]) -> None:
    """Weapons may carry one plain word, their kind."""


_WORDS: dict[str, Callable[[Fact, Callable[[str], None]], None]] = {
    "a": _entity("actors"), "p": _entity("places"), "o": _entity("objects"), "t": _time, "e": _event, "c": _saying,
    "n": _toll, "r": _response, "w": _weapon, "q": _any, "k": _any,
}
