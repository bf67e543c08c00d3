"""Agreement of two annotators, layer by layer: ``python -m training.corpus.agree [FIRST SECOND]``.

Without files, every account of ``second/`` is held against the first pass of the same id. For each layer: how many
items each has, F of items that are the same, and for labels on items both have, the share that agrees and kappa.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path

from training.corpus.markup import Mark
from training.corpus.reader import paths, read
from training.corpus.records import Account
from training.corpus.scheme import FOLDER
from training.corpus.standoff import SHARED, read_standoff

Items = dict[Hashable, str]
Layer = Callable[[Account], Items]


def _spans(marks: Iterable[Mark]) -> tuple[tuple[int, int], ...]:
    return tuple((mark.start, mark.end) for mark in marks)


def _marks(letter: str, label: Callable[[Account, str], str]) -> Layer:
    def layer(account: Account) -> Items:
        marks = (mark for mark in account.marked.marks if mark.layer == letter)
        return {(mark.start, mark.end): label(account, mark.id) for mark in marks}
    return layer


def _kind(account: Account, name: str) -> str:
    return (*account.fact(name).words, "")[0]


def _events(field: str) -> Layer:
    return lambda account: {_spans(event.trigger): str(getattr(event, field)) for event in account.events}


def _roles(account: Account) -> Items:
    return {(event.trigger[0].start, role, mark.start, mark.end): role
            for event in account.events for role, marks in event.roles.items() for mark in marks}


def _same(account: Account) -> Items:
    chains: dict[str, list[int]] = {}
    for event in account.events:
        chains.setdefault(event.same or event.id, []).append(event.trigger[0].start)
    return {(one, other): "" for chain in chains.values() for one in chain for other in chain if one < other}


def _sayings(account: Account) -> Items:
    return {_spans(saying.cue): saying.stance for saying in account.attributions}


def _triples(account: Account) -> Items:
    return {(_spans(saying.sources), _spans(saying.cue), _spans(saying.content)): "" for saying in account.attributions}


def _pieces(field: str) -> Layer:
    return lambda account: {span: "" for saying in account.attributions for span in _spans(getattr(saying, field))}


def _tolls(label: Callable[[Account, str], str]) -> Layer:
    return _marks("n", label)


def _claimant(account: Account, name: str) -> str:
    holder = account.claimant(name, "by")
    sources = next((saying.sources for saying in account.attributions if saying.id == holder), ())
    return str(_spans(sources)) if holder else "the account"


def _figure(account: Account, name: str) -> str:
    return " ".join(account.fact(name).words[:2])


def _answers(account: Account) -> Items:
    at = {event.id: event.trigger[0].start for event in account.events}
    return {(at[row.event], at[row.answers]): row.basis for row in account.responses}


LAYERS: dict[str, Layer] = {
    "actor mentions, kind": _marks("a", _kind), "place mentions, grain": _marks("p", _kind),
    "triggers, type": _events("type"), "triggers, type and mode": lambda account: {
        _spans(event.trigger): f"{event.type}/{event.mode}" for event in account.events},
    "triggers, status": _events("status"), "roles": _roles, "event coreference (pairs)": _same,
    "cues, stance": _sayings, "sources": _pieces("sources"), "contents": _pieces("content"), "whole sayings": _triples,
    "numbers, effect and figure": _tolls(_figure), "numbers, claimant": _tolls(_claimant),
    "times, value": _marks("t", _kind), "answers, basis": _answers,
}


def _is_one_text(one: Account, other: Account) -> bool:
    """Tell whether two annotations are of one text; of one that came in capitals each gives the small letters."""
    return one.text.lower() == other.text.lower()


def compare(pairs: list[tuple[Account, Account]]) -> list[tuple[str, int, int, int, float, float]]:
    """Return for each layer: items of the first, of the second, of both, share of agreeing labels, kappa."""
    rows = []
    for name, layer in LAYERS.items():
        first = second = 0
        labels: list[tuple[str, str]] = []
        for one, other in pairs:
            if not _is_one_text(one, other):
                raise ValueError(f"{other.marked.file}: its text is not that of {one.marked.file}")
            here, there = layer(one), layer(other)
            first, second = first + len(here), second + len(there)
            labels += [(here[key], there[key]) for key in here if key in there]
        rows.append((name, first, second, len(labels), *_kappa(labels)))
    return rows


def _kappa(labels: list[tuple[str, str]]) -> tuple[float, float]:
    if not labels:
        return 0.0, 0.0
    same = sum(one == other for one, other in labels) / len(labels)
    left, right = Counter(one for one, _ in labels), Counter(other for _, other in labels)
    chance = sum(left[label] * right[label] for label in left) / len(labels) ** 2
    return same, 1.0 if chance == 1 else (same - chance) / (1 - chance)


def table(pairs: list[tuple[Account, Account]]) -> str:
    """Return the agreement of some pairs of annotations as a table."""
    lines = [f"{'layer':28}{'first':>7}{'second':>7}{'both':>7}{'F':>7}{'label':>7}{'kappa':>7}"]
    for name, first, second, both, same, kappa in compare(pairs):
        score = 2 * both / (first + second) if first + second else 0.0
        lines.append(f"{name:28}{first:7}{second:7}{both:7}{score:7.2f}{same:7.2f}{kappa:7.2f}")
    return "\n".join([*lines, f"{len(pairs)} accounts annotated twice"])


def written_twice() -> list[tuple[Account, Account]]:
    """Return first and second pass of every account in ``second/``."""
    first = {path.stem: path for path in paths()}
    return [(read(first[path.stem]), read(path)) for path in sorted((FOLDER / "second").glob("*.txt"))]


def real_twice(shared: Path = SHARED) -> list[tuple[Account, Account]]:
    """Return first and second pass of every stand-off text in ``second/``; none where the texts are not at hand."""
    first = {path.stem: path for path in (FOLDER / "standoff").glob("*/*.json")}
    found = sorted((FOLDER / "second").glob("*.json")) if shared.exists() else []
    return [(read_standoff(first[path.stem], shared), read_standoff(path, shared)) for path in found]


def main(arguments: list[str]) -> int:
    """Print the agreement of two files, or of all second passes with the first."""
    if len(arguments) == 2:
        pairs = [(read(Path(arguments[0])), read(Path(arguments[1])))]
    else:
        found = [*written_twice(), *real_twice()]
        pairs = [(one, other) for one, other in found if _is_one_text(one, other)]
        for one, other in found:
            if not _is_one_text(one, other):
                print(f"left out: the text of {one.header['id']} was changed after its second pass")
    print(table(pairs))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
