"""UW and MEANTIME: does the text say that it happened? Histor's status of a word against people's scores.

    python -m bench.factuality [--data DIR] [--split dev] [--plain] [--json FILE] [--errors FILE]

DIR holds ``UW/`` and ``MEANTIME/`` with ``SPLIT.jsonl`` (or ``.jsonl.gz``): sentences of words joined by blanks, with
marked words and a mean score from -3 (certainly not) to +3 (certainly).

Every marked word is asked, whether or not Histor would find a deed there: where it finds one, the status of the deed
counts, elsewhere what its rule of status says of the word. ``deeds`` asks only those words where it finds one.

A score above 1 says that it happened, one below -1 that it did not, what lies between is open; our statuses fall into
the same three (`CLASS`). ``accuracy`` is the share in the right class, ``macro F`` the mean F of the three. Peers
predict a number; so that they can be compared, each status stands for one (`NUMBER`, set before anything was
measured, fitted to nothing): ``mean error`` (MAE) and ``correlation`` (Pearson's r) are in their form. ``always +3``
answers 3 to everything; most words did happen, so that its mean error is hard to beat and correlation tells more.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.coded import coded, place
from bench.tally import SEED, SHARED, Floats, Table, asked, interval, rounded, told
from histor.extract.status import status_of
from histor.model import Account
from histor.model.tree import Tree
from histor.pipeline import Crew, load_crew

SETS = ("UW", "MEANTIME")
CLASS = {"reported": 1, "claimed": 1, "disputed": 0, "planned": 0, "hypothetical": 0, "denied": -1, "negated": -1}
NUMBER = {"reported": 3.0, "claimed": 3.0, "disputed": 1.5, "planned": 1.0, "hypothetical": 0.0, "denied": -2.0,
          "negated": -3.0}
HAPPENED = 1.0
FEWEST = 30
"""Of fewer words no figure is made."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence and the words of it that people scored, by their characters."""

    text: str
    scores: tuple[tuple[Span, float], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A scored word and what we say of it; ``deed`` where we find a deed there."""

    gold: float
    status: str
    deed: bool


def marked(path: Path) -> list[Marked]:
    """Read a file of sentences."""
    data = path.read_bytes()
    found = []
    for line in (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").splitlines():
        row = json.loads(line)
        starts, at = [], 0
        for word in row["text"].split(" "):
            starts.append((at, at + len(word)))
            at += len(word) + 1
        scores = tuple(((starts[t["span1"][0]][0], starts[t["span1"][1] - 1][1]), float(t["label"]))
                       for t in row["targets"])
        found.append(Marked(row["text"], scores))
    return found


def status(account: Account, crew: Crew, span: Span) -> tuple[str, bool] | None:
    """What we say of the word at a place, and whether we find a deed there; None where no word of ours stands."""
    for event in account.events:
        here = place(account, event.trigger)
        if span[0] <= here.start < span[1]:
            return event.status, True
    for sentence in account.sentences:
        for token in sentence.tokens:
            if span[0] <= token.start < span[1]:
                return status_of(Tree(sentence), token, token, crew.events.kinds), False
    return None


def ask(sentence: Marked, name: str, crew: Crew, errors: list[str]) -> list[Asked]:
    """Ask for every scored word of a sentence."""
    account = coded(crew, sentence.text, name)
    found = []
    for span, gold in sentence.scores:
        ours = status(account, crew, span) or ("reported", False)
        found.append(Asked(gold, *ours))
        if CLASS[ours[0]] != class_of(gold):
            shown = f"{sentence.text[:span[0]]}[[{sentence.text[slice(*span)]}]]{sentence.text[span[1]:]}"
            errors.append(f"{name}\t{gold:+.1f}\t{ours[0]}{' deed' if ours[1] else ''}\t{shown}")
    return found


def class_of(score: float) -> int:
    """1 happened, 0 open, -1 did not."""
    return (score > HAPPENED) - (score < -HAPPENED)


def accuracy(gold: Floats, ours: Floats) -> float:
    """The share of equal classes."""
    return float(np.mean(gold == ours)) if len(gold) else 0.0


def macro_f(gold: Floats, ours: Floats) -> float:
    """The mean F of the classes that stand in the gold."""
    kinds = np.unique(gold)
    hits = np.array([np.sum((gold == k) & (ours == k)) for k in kinds])
    return float(np.mean(2 * hits / [np.sum(gold == k) + np.sum(ours == k) for k in kinds])) if len(kinds) else 0.0


def error(gold: Floats, ours: Floats) -> float:
    """The mean absolute error."""
    return float(np.mean(np.abs(gold - ours))) if len(gold) else 0.0


def correlation(gold: Floats, ours: Floats) -> float:
    """Pearson's r; 0 where either is always the same."""
    return float(np.corrcoef(gold, ours)[0, 1]) if len(gold) > 1 and gold.std() and ours.std() else 0.0


def figures(name: str, sentences: Sequence[Sequence[Asked]], draws: int) -> Table:
    """All figures of a set, with intervals over sentences."""
    table: Table = {}
    for label, rows in ((name, sentences), (f"{name}, deeds", [[a for a in row if a.deed] for row in sentences])):
        classes = _columns(rows, lambda a: float(class_of(a.gold)), lambda a: float(CLASS[a.status]))
        numbers = _columns(rows, lambda a: a.gold, lambda a: NUMBER[a.status])
        constant = _columns(rows, lambda a: a.gold, lambda a: 3.0)
        if sum(map(len, rows)) < FEWEST:
            continue
        for title, key, figure, columns in (
            ("accuracy", "share", accuracy, classes), ("macro F", "f", macro_f, classes),
            ("correlation", "r", correlation, numbers), ("mean error", "mean", error, numbers),
            ("mean error", "mean", error, constant),
        ):
            spread = _spread(columns, figure, draws)
            whole = [np.concatenate(side) for side in columns]
            row = {key: figure(whole[0], whole[1]), **interval(spread), "of": len(whole[0])}
            peer = "always +3: " if columns is constant else ""
            table[f"{peer}{label}: {title}"] = rounded(row)
    return table


Columns = tuple[list[Floats], list[Floats]]
Number = Callable[[Asked], float]


def _columns(rows: Sequence[Sequence[Asked]], gold: Number, ours: Number) -> Columns:
    return [np.array([gold(a) for a in row]) for row in rows], [np.array([ours(a) for a in row]) for row in rows]


def _spread(columns: Columns, figure: Callable[[Floats, Floats], float], draws: int) -> Floats:
    rng = np.random.default_rng(SEED)
    found = []
    for _ in range(draws):
        chosen = rng.integers(0, len(columns[0]), len(columns[0]))
        found.append(figure(*(np.concatenate([side[i] for i in chosen]) for side in columns)))
    return np.array(found)


def main() -> int:
    """Print the table."""
    parser = asked(__doc__, SHARED / "data" / "factuality")
    parser.add_argument("--split", default="dev", help="train, dev, or whatever the files are called")
    parser.add_argument("--plain", action="store_true", help="the rules alone, without the model's hints")
    options = parser.parse_args()
    crew, table, errors = load_crew(hints=not options.plain), Table(), []
    for name in SETS:
        files = [options.data / name / f"{options.split}.{end}" for end in ("jsonl", "jsonl.gz")]
        path = next((file for file in files if file.exists()), None)
        if path is None:
            print(f"{name}: skipped, there is no {files[0]}", file=sys.stderr)
            continue
        table |= figures(name, [ask(sentence, name, crew, errors) for sentence in marked(path)], options.draws)
    return told(table, options, errors) if table else 2


if __name__ == "__main__":
    sys.exit(main())
