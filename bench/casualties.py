"""Casualty figures against MUC-4: which effect befell how many people, pooled by document (slots 21 and 23).

    python bench/casualties.py --data FOLDER [--split tst] [--json FILE] [--errors]

A key pair is an effect (killed, injured, captured in a kidnapping) and a number; a plural without a number is no pair.
Named victims count as one. A document's pairs are a set, in the keys as in the answer, so that a figure told twice
counts once. Optional fillers cost nothing where they are missed and nothing where they are found.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from histor.extract.casualties import find_tolls
from histor.lexicon import load_lexicon
from histor.model import Block, Document, Source
from histor.parse import load_parser

Pair = tuple[str, int]
_SPLITS = {"tst": ("tst1", "tst2"), "tst1": ("tst1",), "tst2": ("tst2",), "dev": ("dev",)}
_EFFECT = {"DEATH": "killed", "INJURY": "injured"}
_ID = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})", re.MULTILINE)


@dataclass
class Key:
    """What the keys of one document hold: pairs that must be found and pairs that may be."""

    wanted: set[Pair] = field(default_factory=set)
    allowed: set[Pair] = field(default_factory=set)
    relevant: bool = False


def read_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of every message in a folder, paragraphs unwrapped."""
    for path in sorted(folder.glob("*-muc[34]*")):
        if path.name.startswith("key"):
            continue
        parts = _ID.split(path.read_text(encoding="latin-1"))
        for ident, body in zip(parts[1::2], parts[2::2], strict=True):
            body = body.partition("[TEXT]")[2] or body
            paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", body)]
            yield ident, "\n".join(p for p in paragraphs if p)


def read_keys(folder: Path) -> dict[str, Key]:
    """Return the keys of a folder by message id."""
    keys: dict[str, Key] = {}
    for path in sorted(folder.glob("key-*")):
        for template in re.split(r"\n(?=0\.\s)", path.read_text(encoding="latin-1")):
            _read_template(template, keys)
    return keys


def _read_template(template: str, keys: dict[str, Key]) -> None:
    ident = _ID.search(re.sub(r".*MESSAGE: ID\s+", "", template, count=1, flags=re.DOTALL))
    if ident is None:
        return
    key = keys.setdefault(ident.group(1), Key())
    slots = _slots(template)
    if slots.get(1, ["*"])[0].startswith("*"):
        return
    key.relevant = True
    optional = "OPTIONAL" in slots[1][0]
    numbers = dict(_fillers(slots.get(21, [])))
    effects = list(_fillers(slots.get(23, [])))
    if "KIDNAPPING" in " ".join(slots.get(4, [])):
        effects += [(who, "KIDNAPPED") for who in numbers]
    for who, effect in effects:
        _add(key, effect, numbers.get(who, ""), optional or effect.startswith("?"))


def _add(key: Key, effect: str, number: str, optional: bool) -> None:
    names = {_EFFECT.get(part.strip(" ?"), "captured" if part == "KIDNAPPED" else "") for part in effect.split("/")} - {
        ""
    }
    counts = {int(n) for n in re.findall(r"\d+", number)}
    pairs = {(name, count) for name in names for count in counts}
    target = key.allowed if optional or len(pairs) > 1 or "?" in number else key.wanted
    target |= pairs


def _slots(template: str) -> dict[int, list[str]]:
    slots: dict[int, list[str]] = {}
    number = -1
    for line in template.splitlines():
        head = re.match(r"(\d+)\.\s+[^:]+:[^ ]*(?: [A-Z]+)*\s{2,}(.*)", line)
        if head:
            number = int(head.group(1))
            slots[number] = [head.group(2).strip()]
        elif number >= 0 and line.strip() and not line.startswith(";"):
            slots[number].append(line.strip())
    return slots


def _fillers(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield who and what of a cross-referenced slot: ``DEATH: "JESUIT PRIESTS"``."""
    for line in lines:
        match = re.match(r"([^:]+):\s*(.+)", line)
        if match:
            for who in re.findall(r'"([^"]+)"', match.group(2)):
                yield who, match.group(1).strip()


def make_document(ident: str, text: str) -> Document:
    """Return a document with one block for each line of a text."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return Document(ident, text, Source(ident, "text"), tuple(blocks))


def measure(data: Path, split: str, limit: int, errors: bool) -> dict[str, object]:
    """Read every message of a split and return counts, precision, recall and F over pairs, and speed."""
    parser, lexicon = load_parser(), load_lexicon()
    keys = {ident: key for name in _SPLITS[split] for ident, key in read_keys(data / name).items()}
    texts = [item for name in _SPLITS[split] for item in read_texts(data / name)][: limit or None]
    hit = wanted = told = told_relevant = words = 0
    seconds = 0.0
    for ident, text in texts:
        document = make_document(ident, text)
        sentences = parser.parse(document)
        start = time.perf_counter()
        tolls = find_tolls(document, sentences, lexicon)
        seconds += time.perf_counter() - start
        key = keys.get(ident, Key())
        pairs = {(toll.effect, toll.low if toll.low is not None else toll.high) for toll in tolls}
        found = {(e, n) for e, n in pairs if n and e in ("killed", "injured", "captured")} - (key.allowed - key.wanted)
        hit += len(found & key.wanted)
        wanted += len(key.wanted)
        told += len(found)
        told_relevant += len(found) if key.relevant else 0
        words += len(text.split())
        if errors and key.relevant:
            _show(ident, document, tolls, key.wanted - found, found - key.wanted)
    recall, precision, inside = hit / max(1, wanted), hit / max(1, told), hit / max(1, told_relevant)
    return {
        "split": split,
        "documents": len(texts),
        "pairs": wanted,
        "told": told,
        "hit": hit,
        "recall": round(recall, 4),
        "precision": round(precision, 4),
        "precision_in_relevant": round(inside, 4),
        "f": round(2 * hit / max(1, wanted + told), 4),
        "f_in_relevant": round(2 * hit / max(1, wanted + told_relevant), 4),
        "words_per_second": round(words / seconds) if seconds else 0,
    }


def _show(ident: str, document: Document, tolls: tuple, missed: set[Pair], false: set[Pair]) -> None:  # type: ignore[type-arg]
    for pair in sorted(missed):
        print(ident, "MISSED", *pair)
    for toll in tolls:
        count = toll.low if toll.low is not None else toll.high
        if (toll.effect, count) in false:
            span, sentence = toll.span, toll.evidence
            shown = document.text[span.start : span.end]
            print(
                ident,
                "FALSE",
                toll.effect,
                count,
                repr(shown),
                toll.why.rule,
                "|",
                document.text[sentence.start : sentence.end],
            )


def main() -> None:
    """Run the benchmark from the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="the MUC-4 folder with dev/, tst1/ and tst2/")
    options.add_argument("--split", choices=sorted(_SPLITS), default="tst")
    options.add_argument("--limit", type=int, default=0, help="read only the first messages")
    options.add_argument("--json", type=Path, help="write the figures to this file as well")
    options.add_argument("--errors", action="store_true", help="print missed and false pairs of relevant messages")
    given = options.parse_args()
    figures = measure(given.data, given.split, given.limit, given.errors)
    print(json.dumps(figures, indent=2))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
