"""WikiEvents: words that tell an event, and its type, in news on attacks and bombings.

    python -m bench.wikievents [--data DIR] [--plain] [--json FILE] [--errors FILE]

DIR holds ``dev.jsonl.gz`` (or any ``*.jsonl`` or ``*.jsonl.gz`` with ``event_mentions``; files of coreference are
passed over). Its sentences are given, as they are to its peers. A gold trigger is found when one of our deeds stands
on one of its words, by its trigger or its verb; each counts once.

``all triggers``: every gold trigger against every deed of ours, no crosswalk; the ontology is another one (a speech, a
transport, an outbreak are events to it; to condemn or to mobilise is none), so that this figure has a low ceiling.
``triggers`` and ``typed``: what both ontologies hold, by ``crosswalks/kairos.yaml``; a deed of ours that stands on a
trigger of another type, or is of a type that the ontology lacks, counts for nothing. ``apart from harm``: the same
without deaths and injuries, which Histor counts as casualty figures.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.coded import coded, meets, place
from bench.tally import ROOT, SHARED, Counts, around, asked, f_table, told
from histor.model import Account, Event
from histor.pipeline import Crew, load_crew

CROSSWALK = ROOT / "bench" / "crosswalks" / "kairos.yaml"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A gold trigger: where it stands, its own type, and the PLOVER types that this may be."""

    start: int
    end: int
    kind: str
    types: tuple[str, ...]
    harm: bool = False


def documents(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the annotated documents of a folder."""
    for path in sorted((*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz"))):
        data = path.read_bytes()
        for line in (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").splitlines():
            row = json.loads(line)
            if "event_mentions" in row:
                yield row


def text_of(row: dict[str, Any]) -> str:
    """The text that the words' offsets count in; the file's own lacks what stands between its sentences."""
    text = ""
    for words, sentence in row["sentences"]:
        if words:
            text = text.ljust(words[0][1])[: words[0][1]] + sentence
    return text


def triggers(row: dict[str, Any], table: dict[str, Any]) -> list[Trigger]:
    """Return the gold triggers of a document in characters of its text."""
    words = [word for sentence in row["sentences"] for word in sentence[0]]
    found = []
    for event in row["event_mentions"]:
        at = event["trigger"]
        types, harm = _types(event["event_type"], table)
        found.append(Trigger(words[at["start"]][1], words[at["end"] - 1][2], event["event_type"], types, harm))
    return found


def _types(kind: str, table: dict[str, Any]) -> tuple[tuple[str, ...], bool]:
    for group in ("asked", "harmed"):
        for name, types in table[group].items():
            if kind == name or kind.startswith(f"{name}."):
                return tuple(types), group == "harmed"
    return (), False


Pairs = list[tuple[int, int]]


def pair(gold: Sequence[Trigger], ours: Sequence[Event], account: Account, *, typed: bool) -> Pairs:
    """Match gold triggers and deeds one to one, those of a fitting type first."""
    scored = []
    for i, trigger in enumerate(gold):
        for j, event in enumerate(ours):
            fits = event.type in trigger.types
            words = [event.trigger, *([event.frame] if event.frame else [])]
            stands = [meets((trigger.start, trigger.end), place(account, word)) for word in words]
            if any(stands) and (fits or not typed):
                scored.append((not fits, not stands[0], i, j))
    taken: Pairs = []
    for _, _, i, j in sorted(scored):
        if all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


class Comparison:
    """Compares documents and keeps what went wrong."""

    def __init__(self, crew: Crew, table: dict[str, Any]) -> None:
        self.crew, self.table = crew, table
        self.errors: list[str] = []

    def run(self, row: dict[str, Any]) -> Counts:
        """Counts of one document."""
        pieces = [(sentence[0][0][1], sentence[0][-1][2]) for sentence in row["sentences"] if sentence[0]]
        account = coded(self.crew, text_of(row), row["doc_id"], pieces)
        gold, ours = triggers(row, self.table), list(account.events)
        met = pair(gold, ours, account, typed=False)
        found = {"all triggers": [len(met), len(ours), len(met), len(gold)]}
        for name, typed in (("triggers", False), ("typed", True)):
            pairs = pair(gold, ours, account, typed=typed)
            shared = [i for i, t in enumerate(gold) if t.types]
            apart = [i for i in shared if not gold[i].harm]
            for label, kept in ((name, shared), (f"{name}, apart from harm", apart)):
                hits = [(i, j) for i, j in pairs if i in kept]
                wrong = self._wrong(gold, ours, account, {j for _, j in hits}, set(kept) if typed else set())
                found[label] = [len(hits), len(hits) + len(wrong), len(hits), len(kept)]
                if label == "typed":
                    self._tell(row, gold, ours, account, {i for i, _ in hits}, wrong)
        return found

    def _wrong(self, gold: Sequence[Trigger], ours: Sequence[Event], account: Account, met: set[int],
               kept: set[int]) -> list[int]:
        """Deeds of ours that are wrong: of a counted type, met by nothing, and on no trigger that is not asked for."""
        free = [t for i, t in enumerate(gold) if i not in kept]

        def counts(event: Event) -> bool:
            here = place(account, event.trigger)
            on_kept = any(meets((gold[i].start, gold[i].end), here) for i in kept)
            counted = event.type in self.table["counted"] and not any(meets((t.start, t.end), here) for t in free)
            return on_kept or counted

        return [j for j, event in enumerate(ours) if j not in met and counts(event)]

    def _tell(self, row: dict[str, Any], gold: Sequence[Trigger], ours: Sequence[Event], account: Account,
              got: set[int], wrong: Sequence[int]) -> None:
        text, stood = account.document.text, [(place(account, event.trigger), event) for event in ours]
        for i, t in enumerate(gold):
            if t.types and i not in got:
                near = [e.type for p, e in stood if meets((t.start, t.end), p)]
                kind = f"TYPE {near[0]}" if near else "MISS"
                self.errors.append(f"{kind}\t{row['doc_id']}\t{t.kind}\t{around(text, t.start, t.end)}")
        for j in wrong:
            p, event = stood[j]
            told = f"{event.type}/{event.mode} ({event.why.rule})"
            self.errors.append(f"EXTRA\t{row['doc_id']}\t{told}\t{around(text, *p)}")


def main() -> int:
    """Print the table."""
    parser = asked(__doc__, SHARED / "data" / "wikievents")
    parser.add_argument("--plain", action="store_true", help="the rules alone, without the model\'s hints")
    options = parser.parse_args()
    rows = list(documents(options.data))
    if not rows:
        print(f"No documents with event_mentions in {options.data}: give their folder with --data.", file=sys.stderr)
        return 2
    comparison = Comparison(load_crew(hints=not options.plain), yaml.safe_load(CROSSWALK.read_text(encoding="utf-8")))
    figures = f_table([comparison.run(row) for row in rows], options.draws)
    print(f"{len(rows)} documents")
    return told(figures, options, comparison.errors)


if __name__ == "__main__":
    sys.exit(main())
