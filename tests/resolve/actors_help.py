"""Documents for the tests of actors, from CoNLL-U: grammar is tested apart from the model that finds it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from histor.model import Block, Document, Sentence, Source, Token, WordRef

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """A document, its sentences, and for some words the ids that they should resolve to."""

    document: Document
    sentences: tuple[Sentence, ...]
    expected: tuple[tuple[WordRef, tuple[str, ...]], ...]

    def text(self, word: WordRef) -> str:
        """Return a word with its sentence, for the message of a failed test."""
        sentence = self.sentences[word.sentence]
        return f"{sentence.tokens[word.token - 1].form!r} in {self.document.text[sentence.start:sentence.end]!r}"


def load(name: str) -> Case:
    """Read a CoNLL-U file whose comments tell section, text and expected ids."""
    return parse((HERE / name).read_text(encoding="utf-8"))


def parse(conllu: str) -> Case:
    """Read CoNLL-U with ``section``, ``text`` and ``expect`` comments; each sentence is a paragraph of its own."""
    text, blocks, sentences, expected = "", [], [], []
    for chunk in conllu.split("\n\n"):
        lines = [line for line in chunk.splitlines() if line]
        told = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        if not rows:
            continue
        index, start = len(sentences), len(text)
        tokens = tuple(_tokens(rows, told["text"], start))
        sentences.append(Sentence(start, start + len(told["text"]), tokens, len(blocks)))
        section = (told["section"],) if told.get("section") else ()
        blocks.append(Block("paragraph", start, start + len(told["text"]), section))
        for pair in told.get("expect", "").split():
            ident, _, ids = pair.partition("=")
            expected.append((WordRef(index, int(ident)), () if ids == "-" else tuple(ids.split("+"))))
        text += told["text"] + "\n"
    document = Document("case", text, Source("case", "text"), tuple(blocks))
    return Case(document, tuple(sentences), tuple(expected))


def _tokens(rows: list[list[str]], text: str, start: int) -> list[Token]:
    found, at = [], 0
    for row in rows:
        at = text.index(row[1], at)
        feats = "" if row[5] == "_" else row[5]
        entity = row[9].removeprefix("Entity=") if row[9] != "_" else "O"
        found.append(Token(int(row[0]), row[1], row[2], row[3], feats, int(row[6]), row[7],
                           start + at, start + at + len(row[1]), entity))
        at += len(row[1])
    return found


def plain(*lines: str, text: str, section: str = "") -> str:
    """Write a short sentence as CoNLL-U: each line is ``form lemma upos head deprel [entity] [feats]``."""
    rows = [f"# section = {section}", f"# text = {text}"]
    for number, line in enumerate(lines, 1):
        form, lemma, upos, head, deprel, *rest = line.split()
        entity = f"Entity={rest[0]}" if rest and rest[0] != "O" else "_"
        feats = rest[1] if len(rest) > 1 else "_"
        rows.append("\t".join([str(number), form, lemma, upos, "_", feats, head, deprel, "_", entity]))
    return "\n".join(rows) + "\n\n"
