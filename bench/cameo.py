"""The unit tests of PETRARCH: one sentence, the codes that its coder must give, as types of PLOVER.

    python -m bench.cameo [--data DIR] [--plain] [--json FILE] [--errors FILE]

DIR holds ``PETR.UnitTest.records.xml`` and ``UP_TestSuite_test.xml.gz`` (UniversalPetrarch's, the same sentences with
other parses), each read where it is there; a text counts once. The codes are those of WEIS, from the dictionaries
that the tests were handed down with, and mean a type of PLOVER by ``crosswalks/petrarch.yaml``, which also says which
sentences only try the machinery with invented words and codes; those are left out, and so are sentences for which the
tests want nothing because their actors are in no dictionary.

``types``: the set of types that a sentence tells. ``quads``: likewise, verbal or material, cooperation or conflict.
``with actors``: who did what to whom, by the names behind the actor codes; where a code names nobody who stands in the
sentence, that part is not asked for. PETRARCH codes the main clause alone ("after crowds trashed its embassy" is no
event to it), so that precision says little here and recall is what to read.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.coded import coded
from bench.tally import ROOT, SHARED, Counts, asked, f_table, told
from histor.model import Account, Event, Mention
from histor.pipeline import Crew, load_crew

FILES = ("PETR.UnitTest.records.xml", "UP_TestSuite_test.xml.gz")
CROSSWALK = ROOT / "bench" / "crosswalks" / "petrarch.yaml"
_RECORD = re.compile(r"<Sentence\s([^>]*)>(.*?)</Sentence>", re.DOTALL)
_CODED = re.compile(r"<EventCoding\s([^>]*?)/?>")
_FIELD = re.compile(r'(\w+)\s*=\s*"([^"]*)"')
Types = frozenset[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A coded event: the types that it may have, and names of who did it to whom (none where that is not asked for)."""

    types: Types
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence and what the tests want of it."""

    ident: str
    text: str
    wanted: tuple[Wanted, ...]


def records(folder: Path) -> Iterator[tuple[dict[str, str], str, list[dict[str, str]]]]:
    """Yield the fields, the text and the coded events of every sentence of the files that are there."""
    for name in FILES:
        path = folder / name
        if not path.exists():
            continue
        data = path.read_bytes()
        for head, body in _RECORD.findall((gzip.decompress(data) if name.endswith("gz") else data).decode("utf-8")):
            text = re.search(r"<Text>(.*?)</Text>", body, re.DOTALL)
            if text:
                yield dict(_FIELD.findall(head)), " ".join(text[1].split()), [
                    dict(_FIELD.findall(row)) for row in _CODED.findall(body)]


def cases(folder: Path, table: dict[str, Any]) -> list[Case]:
    """Return the sentences that are scored, each text once."""
    found: dict[str, Case] = {}
    for head, text, rows in records(folder):
        codes = [row.get("eventcode", "") for row in rows]
        usable = head.get("category") in table["categories"] and head.get("sentence", "true") == "true"
        if usable and text not in found and codes and all(code in table["codes"] for code in codes):
            wanted = dict.fromkeys(_wanted(row, text, table) for row in rows if table["codes"][row["eventcode"]])
            found[text] = Case(head.get("id", "?"), text, tuple(wanted))
    return list(found.values())


def _wanted(row: dict[str, str], text: str, table: dict[str, Any]) -> Wanted:
    def names(code: str) -> tuple[str, ...]:
        return tuple(name for name in table["actors"].get(code[:3], ()) if name in text)

    types = frozenset(table["codes"][row["eventcode"]])
    return Wanted(types, names(row.get("sourcecode", "")), names(row.get("targetcode", "")))


class Comparison:
    """Compares what was found with what was wanted, sentence by sentence."""

    def __init__(self, crew: Crew, table: dict[str, Any], quads: dict[str, str]) -> None:
        self.crew, self.table, self.quads = crew, table, quads
        self.errors: list[str] = []

    def run(self, case: Case) -> Counts:
        """Counts of one sentence."""
        account = coded(self.crew, case.text, case.ident)
        ours = [event for event in account.events if event.type != "OTHER"]
        wanted = {row.types for row in case.wanted}
        types = {event.type for event in ours}
        found = {"types": _sets(wanted, types)}
        quads = {frozenset(self.quads[name] for name in row) for row in wanted}
        found["quads"] = _sets(quads, {self.quads[name] for name in types})
        said = [(e.type, self._said(account, e.actors), self._said(account, _on(e))) for e in ours]
        triples = list(dict.fromkeys(said))
        asked_for = [row for row in case.wanted if row.actors or row.targets]
        met = [row for row in asked_for if any(self._fits(row, triple) for triple in triples)]
        right = [triple for triple in triples if any(self._fits(row, triple) for row in case.wanted)]
        found["with actors"] = [len(right), len(triples), len(met), len(asked_for)]
        for row in case.wanted:
            if row in asked_for and row not in met:
                kind = "ROLES" if row.types & types else "TYPE" if types else "MISS"
                self.errors.append(f"{kind}\t{case.ident}\t{'/'.join(sorted(row.types))} {row.actors} > {row.targets}\t"
                                   f"{triples}\t{case.text}")
        self.errors += [f"EXTRA\t{case.ident}\t{triple}\t{case.text}" for triple in triples if triple not in right]
        return found

    @staticmethod
    def _said(account: Account, mentions: Sequence[Mention]) -> str:
        return " | ".join(account.document.text[mention.span.start : mention.span.end] for mention in mentions)

    def _fits(self, row: Wanted, triple: tuple[str, str, str]) -> bool:
        kind, actors, targets = triple
        if kind not in row.types:
            return False
        straight = _named(row.actors, actors) and _named(row.targets, targets)
        both = f"{actors} | {targets}"
        mutual = kind in self.table["mutual"] and _named(row.actors, both) and _named(row.targets, both)
        return straight or mutual


def _on(event: Event) -> tuple[Mention, ...]:
    return (*event.targets, *event.aimed_at, *event.places)


def _named(names: Sequence[str], said: str) -> bool:
    return not names or any(name in said for name in names)


def _sets(wanted: set[Types], ours: set[str]) -> list[int]:
    """Right of ours, ours, met of what was wanted, wanted."""
    right = sum(any(name in row for row in wanted) for name in ours)
    return [right, len(ours), sum(bool(row & ours) for row in wanted), len(wanted)]


def quads_of(folder: Path) -> dict[str, str]:
    """Return the quad class of each type, as the product's own files of events give it."""
    rows = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))]
    return {row["type"]: row["crosswalk"]["quad"] for row in rows}


def main() -> int:
    """Print the table."""
    parser = asked(__doc__, SHARED / "data" / "cameo")
    parser.add_argument("--plain", action="store_true", help="the rules alone, without the model\'s hints")
    options = parser.parse_args()
    table = yaml.safe_load(CROSSWALK.read_text(encoding="utf-8"))
    found = cases(options.data, table)
    if not found:
        print(f"No {' or '.join(FILES)} in {options.data}: give their folder with --data.", file=sys.stderr)
        return 2
    quads = quads_of(ROOT / "src" / "histor" / "data" / "events")
    comparison = Comparison(load_crew(hints=not options.plain), table, quads)
    figures = f_table([comparison.run(case) for case in found], options.draws)
    print(f"{len(found)} sentences")
    return told(figures, options, comparison.errors)


if __name__ == "__main__":
    sys.exit(main())
