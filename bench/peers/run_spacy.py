"""Asks the spaCy model that ``train_spacy`` trained for trees: JSON list of lists of words in, lists of rows out.

A row is head (0 at the root, else the number of the word), relation, word class and entity tag. Where its parser cuts
a sentence in two, the second root is a root too, as it would be for a user.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc

MODEL = Path(os.environ.get("HISTOR_SPACY", Path(__file__).resolve().parents[2] / "build" / "spacy-peer")) / "model"


def rows(doc: Doc) -> list[tuple[int, str, str, str]]:
    """The rows of a sentence."""
    return [
        (0 if token.head is token or token.head.i == token.i else token.head.i + 1,
         "root" if token.dep_ == "ROOT" else token.dep_, token.pos_,
         f"{token.ent_iob_}-{token.ent_type_}" if token.ent_iob_ in ("B", "I") else "O")
        for token in doc
    ]


if __name__ == "__main__":
    if not MODEL.exists():
        sys.exit(f"there is no trained model in {MODEL} (bench/peers/train_spacy.py makes it)")
    nlp = spacy.load(MODEL)
    docs = nlp.pipe(Doc(nlp.vocab, words=words) for words in json.load(sys.stdin))
    json.dump([rows(doc) for doc in docs], sys.stdout)
