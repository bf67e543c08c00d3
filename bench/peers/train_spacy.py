"""Trains the spaCy pipeline of ``spacy.cfg`` on the treebanks that our own model learned from, for so many minutes.

    PYTHONPATH=src python -m bench.peers.train_spacy [--data DIR] [--out FOLDER] [--minutes 25] [--limit N]

Data: EWT train and the train documents of GUM's open genres (trees and word classes), UNER on EWT (entities). One
core is all that it takes. The rate falls to zero as the minutes run out, so that the schedule ends whatever the load.
What was done (words seen, minutes, processor seconds) is written beside the model, in ``trained.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from training.treebanks import Gold, add_uner, gum_names, trees

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("HISTOR_SHARED", ROOT.parent / "shared")) / "treebanks"
OUT = ROOT / "build" / "spacy-peer"
RATE, WORDS = 0.001, 1200
KINDS = ("PER", "ORG", "LOC")


def golds(root: Path) -> list[Gold]:
    """The sentences to learn from."""
    ewt = trees(root / "ud_english_ewt/en_ewt-ud-train.conllu", "uner")
    add_uner(ewt, root / "ner_uner_ewt/en_ewt-ud-train.early.iob2")
    gum = root / "gum_open_genres"
    return ewt + [gold for path in gum_names(gum, "train") for gold in trees(path, "gum")]


def example(nlp: Language, gold: Gold) -> Example:
    """One sentence with what its corpus says of it; entities are missing where the corpus is silent."""
    heads = [head - 1 if head else i for i, head in enumerate(gold.heads)]
    kinds = [tag if tag[2:] in KINDS else "O" for tag in gold.ents]
    rels = [rel.split(":")[0] if head else "ROOT" for rel, head in zip(gold.rels, gold.heads, strict=True)]
    reference = Doc(nlp.vocab, words=gold.forms, spaces=gold.spaces, pos=gold.upos, heads=heads, deps=rels,
                    ents=kinds or None)
    if not kinds:
        reference.set_ents([], missing=[reference[:]], default="unmodified")
    return Example(Doc(nlp.vocab, words=gold.forms, spaces=gold.spaces), reference)


def batches(found: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Batches of about so many words, for ever, in a new order each time round."""
    while True:
        rng.shuffle(found)
        batch: list[Example] = []
        size = 0
        for one in found:
            batch.append(one)
            size += len(one.reference)
            if size >= WORDS:
                yield batch
                batch, size = [], 0


def main() -> None:
    """Train until the minutes are over, and save."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, default=DATA)
    asked.add_argument("--out", type=Path, default=OUT)
    asked.add_argument("--minutes", type=float, default=25)
    asked.add_argument("--limit", type=int)
    given = asked.parse_args()
    spacy.util.fix_random_seed(20)
    config = spacy.util.load_config(Path(__file__).with_name("spacy.cfg"))
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    found = [example(nlp, gold) for gold in golds(given.data)[: given.limit]]
    words = sum(len(one.reference) for one in found)
    optimizer = nlp.initialize(lambda: found)
    began, seen, shown = time.process_time(), 0, 0
    for batch in batches(found, random.Random(20)):
        gone = (time.process_time() - began) / (60 * given.minutes)
        if gone >= 1:
            break
        optimizer.learn_rate = RATE * min(1.0, (1 - gone) / 0.7)
        nlp.update(batch, sgd=optimizer, drop=0.1)
        seen += sum(len(one.reference) for one in batch)
        if gone * 20 >= shown:
            shown += 1
            print(f"{gone:.0%} of {given.minutes:g} minutes, {seen / words:.1f} passes", flush=True)
    given.out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(given.out / "model")
    told = {"spacy": spacy.__version__, "sentences": len(found), "words": words, "passes": round(seen / words, 2),
            "minutes": given.minutes}
    (given.out / "trained.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(told)


if __name__ == "__main__":
    main()
