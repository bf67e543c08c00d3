"""Annotations of real texts without the texts: offsets, facts and a hash.

``python -m training.corpus.standoff get SOURCE ID > draft.txt`` writes a draft to mark up (kept out of the tree);
``python -m training.corpus.standoff pack draft.txt`` checks it and writes ``standoff/<split>/<id>.json``, a second pass
(``pass: 2``) to ``second/<id>.json``;
``python -m training.corpus.standoff check`` reads every one of them over its text again.

A SOURCE is ``wikiwars:10_PunicWars:0:4000`` (characters of the text), ``gum:GUM_news_korea``, ``muc4:DEV-MUC3-0001``,
``ewt:weblog-...`` (a document's id) or ``re3d:CENTCOM/001C...``; ``--shared DIR`` tells where those corpora lie. The
messages of MUC-4 are all in capitals: whoever marks one up gives it its small letters, and what is packed tells which
letters stay capitals.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from itertools import cycle
from pathlib import Path

from training.corpus.markup import Fact, Mark, Marked, normalise, parse, render
from training.corpus.reader import CorpusError
from training.corpus.records import Account
from training.corpus.rules import problems
from training.corpus.scheme import FOLDER
from training.corpus.split import split_of

SHARED = Path(os.environ.get("HISTOR_SHARED", FOLDER.parents[2] / "shared"))
_TAG = re.compile(r" ?\[(?:TEXT|REPORT|EDITORIAL|COMMENTARY|COMMUNIQUE|SPEECH|INTERVIEW|EXCERPTS?|PASSAGE OMITTED"
                  r"|SIC)\] ?")
_TEXT = re.compile(r"<TEXT>\n?(.*?)\n?</TEXT>", re.DOTALL)


def source_text(source: str, shared: Path = SHARED) -> str:
    """Return the text that a source names, as the mark-up keeps texts."""
    corpus, name, *bounds = source.split(":")
    if corpus == "wikiwars":
        found = _TEXT.search((shared / "data/wikiwars/in" / f"{name}.sgm").read_text(encoding="utf-8"))
        if found is None:
            raise ValueError(f"{source}: no TEXT in the file")
        text = normalise(found[1])
    elif corpus == "gum":
        path = shared / "treebanks/gum_open_genres/dep" / f"{name}.conllu"
        text = normalise(_running(path.read_text(encoding="utf-8")))
    elif corpus == "ewt":
        path = shared / "treebanks/ud_english_ewt/en_ewt-ud-train.conllu"
        text = normalise(_running(_document(path.read_text(encoding="utf-8"), name)))
    elif corpus == "re3d":
        path = shared / "treebanks/ner_re3d_open" / f"{name}.conll"
        text = normalise(_joined(path.read_text(encoding="utf-8")))
    elif corpus == "muc4":
        text = normalise(_message(shared / "data/muc4/dev", name))
    else:
        raise ValueError(f"{source}: the corpus is wikiwars, gum, ewt, re3d or muc4")
    return normalise(text[int(bounds[0]):int(bounds[1])]) if bounds else text


def _document(conllu: str, name: str) -> str:
    """The part of a treebank file that is one document."""
    found = re.search(rf"^# newdoc id = {re.escape(name)}$(.*?)(?=^# newdoc id|\Z)", conllu, re.DOTALL | re.MULTILINE)
    if found is None:
        raise ValueError(f"{name}: no such document")
    return found[1]


def _joined(conll: str) -> str:
    """The running text of a file of one token a line, spaces set as print has them."""
    text = " ".join(line.split("\t")[0] for line in conll.split("\n") if line.strip())
    marks = cycle((' "', '" '))  # straight ones open and close in turn
    text = re.sub(r' ?" ?', lambda _: next(marks), text)
    text = re.sub(r" ([’'])( (?=(?:s|t|re|ve|ll|m|d) ))?", r"\1", text)
    text = re.sub(r"(?<=[\w.]) ([-–/]) (?=\w)", r"\1", text)
    text = re.sub(r"([(“‘\[$£]) ", r"\1", text)
    text = re.sub(r" +([,.;:!?)”%\]])", r"\1", re.sub(r" {2,}", " ", text)).strip()
    return re.sub(r"(?<=\b\d)(\d{0,2}), (?=\d{3}\b)", r"\1,", text)


def _message(folder: Path, name: str) -> str:
    """A message of MUC-4 with its lines joined, its editors' tags ([TEXT], [REPORT]) gone and square brackets round."""
    number = int(name.rpartition("-")[2])
    first = (number - 1) // 100 * 100 + 1
    lines = (folder / f"dev-muc3-{first:04d}-{first + 99:04d}").read_text(encoding="latin-1")
    found = re.search(rf"^{re.escape(name)} \(.*?\)$(.*?)(?=^DEV-MUC3-|\Z)", lines, re.DOTALL | re.MULTILINE)
    if found is None:
        raise ValueError(f"{name}: no such message")
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", found[1]) if block.strip()]
    text = _TAG.sub(" ", "\n\n".join(blocks))
    return re.sub(r" {2,}", " ", text.replace("[", "(").replace("]", ")"))


def _running(conllu: str) -> str:
    out: list[str] = []
    joint = ""
    for line in conllu.split("\n"):
        if line.startswith("# newpar") and out:
            joint = "\n\n"
        elif line.startswith("# text = "):
            out += [joint, line[len("# text = "):]]
            joint = " "
    return "".join(out)


def digest(text: str) -> str:
    """Return the sha256 of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def pack(marked: Marked) -> dict[str, object]:
    """Return everything of an account but its text."""
    letters = {"capitals": capitals(marked.text)} if _is_in_capitals(marked.header.get("source", "")) else {}
    names = {"names": [[kind, *forms] for kind, forms in marked.names]} if marked.names else {}
    return {"header": marked.header, **names, "sha256": digest(marked.text), "chars": len(marked.text), **letters,
            "marks": [[mark.id, mark.start, mark.end] for mark in marked.marks],
            "facts": [str(fact) for fact in marked.facts.values()]}


def _is_in_capitals(source: str) -> bool:
    return source.startswith("muc4:")


def capitals(text: str) -> list[list[int]]:
    """Return the half-open spans of the letters of a text that are capitals."""
    return [list(found.span()) for found in re.finditer(r"[A-Z]+", text)]


def cased(text: str, spans: list[list[int]]) -> str:
    """Return a text in capitals with small letters outside of these spans."""
    letters = list(text.lower())
    for start, end in spans:
        letters[start:end] = text[start:end]
    return "".join(letters)


def unpack(data: dict[str, object], text: str, file: str = "standoff.json") -> Account:
    """Return the account that packed annotations and their text make; a changed text is refused."""
    if "capitals" in data:
        text = cased(text, data["capitals"])  # type: ignore[arg-type]
    if digest(text) != data["sha256"]:
        raise ValueError(f"{file}: the text is another one than was annotated")
    names = [(kind, tuple(forms)) for kind, *forms in data.get("names", ())]  # type: ignore[attr-defined]
    marked = Marked(file, dict(data["header"]), names, text)  # type: ignore[call-overload]
    marked.marks = [Mark(*row) for row in data["marks"]]  # type: ignore[attr-defined]
    facts = parse("x: y\n\nx\n-- " + "\n-- ".join(data["facts"]) + "\n", file).facts  # type: ignore[arg-type]
    marked.facts = {name: Fact(name, fact.words, fact.values) for name, fact in facts.items()}
    account = Account(marked)
    if found := problems(account):
        raise CorpusError(found)
    return account


def read_standoff(path: Path, shared: Path = SHARED) -> Account:
    """Return the account in a stand-off file, its text taken from the corpora in ``shared``."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return unpack(data, source_text(data["header"]["source"], shared), str(path))


def draft(source: str, name: str, shared: Path = SHARED) -> str:
    """Return a draft to mark up: header and plain text."""
    genre = "encyclopaedia" if source.startswith("wikiwars") else "wire"
    header = {"id": name, "title": source, "genre": genre, "style": "plain", "conflict": "?", "region": "none",
              "century": "none", "made": "facts", "language": "en", "split": split_of(name, later=True), "by": "?",
              "pass": "1", "wave": "4", "source": source}
    text = source_text(source, shared)
    return render(Marked("draft.txt", header, [], text.capitalize() if _is_in_capitals(source) else text))


def _pack_file(path: Path, shared: Path) -> Path:
    marked = parse(path.read_text(encoding="utf-8"), str(path))
    found = [*marked.problems, *problems(Account(marked))]
    if found:
        raise CorpusError(found)
    source = marked.header["source"]
    text = source_text(source, shared)
    if _is_in_capitals(source):
        text = cased(text, capitals(marked.text))
    if marked.text != text:
        at = next((i for i, (a, b) in enumerate(zip(marked.text, text, strict=False)) if a != b), len(text))
        raise ValueError(f"{path}: its text differs from {source}, only brackets may be added: "
                         f"{marked.text[max(at - 30, 0):at + 20]!r} should be {text[max(at - 30, 0):at + 20]!r}")
    again = marked.header["pass"] == "2"
    folder = FOLDER / "second" if again else FOLDER / "standoff" / marked.header["split"]
    target = folder / f"{marked.header['id']}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(pack(marked), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return target


def main(arguments: list[str]) -> int:
    """Write drafts, pack them, or check what is packed."""
    parser = argparse.ArgumentParser(prog="training.corpus.standoff")
    parser.add_argument("do", choices=["get", "pack", "check"])
    parser.add_argument("what", nargs="*")
    parser.add_argument("--shared", type=Path, default=SHARED)
    chosen = parser.parse_args(arguments)
    try:
        if chosen.do == "get":
            print(draft(chosen.what[0], chosen.what[1], chosen.shared), end="")
        elif chosen.do == "pack":
            print("\n".join(str(_pack_file(Path(name), chosen.shared)) for name in chosen.what))
        else:
            files = sorted((FOLDER / "standoff").glob("*/*.json"))
            print(f"{len([read_standoff(path, chosen.shared) for path in files])} stand-off accounts, all good")
    except (CorpusError, ValueError, OSError) as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
