"""CoNLL-U, in and out: how trees travel between us, the treebanks and other parsers.

Format: universaldependencies.org/format.html. Character places go into MISC as `TokenRange=start:end` (as UDPipe
writes them), entity tags as `NER=B-PER`, the block into the comment `# block`; so what we write we read back equal.
Where a file has no `TokenRange`, places are counted from forms and `SpaceAfter=No`, one space between sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from histor.model import Sentence, Token

Row = list[str]


def write_conllu(sentences: Iterable[Sentence]) -> str:
    """The sentences as CoNLL-U text; `read_conllu` gives back equal ones."""
    out: list[str] = []
    for number, sentence in enumerate(sentences, start=1):
        out.append(f"# sent_id = {number}")
        out.append(f"# block = {sentence.block}")
        tokens = sentence.tokens
        if not tokens or (sentence.start, sentence.end) != (tokens[0].start, tokens[-1].end):
            out.append(f"# span = {sentence.start}:{sentence.end}")
        out.append(f"# text = {' '.join(surface([sentence]).split())}")
        following = [t.start for t in tokens[1:]] + [-1]
        out.extend(_line(t, after) for t, after in zip(tokens, following, strict=True))
        out.append("")
    return "\n".join([*out, ""]) if out else ""


def _line(token: Token, after: int) -> str:
    misc = [f"NER={token.ent}"] if token.ent != "O" else []
    misc += ["SpaceAfter=No"] if after == token.end else []
    misc.append(f"TokenRange={token.start}:{token.end}")
    cells = [str(token.id), token.form, token.lemma, token.upos, "_", token.feats, str(token.head), token.deprel]
    return "\t".join([c or "_" for c in cells] + ["_", "|".join(misc)])


def read_conllu(text: str) -> list[Sentence]:
    """Sentences of CoNLL-U text; ranges ("1-2") join words without a space, empty nodes ("1.1") are left out.

    Raises `ValueError` with the line number where a line has not ten columns or a number is none.
    """
    place = _Place()
    return [_sentence(comments, rows, place) for comments, rows in _groups(text)]


def surface(sentences: Sequence[Sentence]) -> str:
    """The shortest text in which every token stands at its place, spaces between (for tests and for display).

    For one sentence the text starts at its first word; for several, and so for a whole document, at character 0.
    """
    tokens = [t for s in sentences for t in s.tokens]
    base = tokens[0].start if len(sentences) == 1 and tokens else 0
    out: list[str] = []
    at = base
    for token in tokens:
        out.append(" " * (token.start - at) + token.form)
        at = max(at, token.start) + len(token.form)
    return "".join(out)


def _groups(text: str) -> Iterator[tuple[dict[str, str], list[tuple[int, Row]]]]:
    comments: dict[str, str] = {}
    rows: list[tuple[int, Row]] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.split()[0] if key.split() else ""] = value.strip()
        elif line.strip():
            cells = line.split("\t")
            if len(cells) != 10:
                raise ValueError(f"line {number}: {len(cells)} columns where CoNLL-U has 10")
            rows.append((number, cells))
        elif rows:
            yield comments, rows
            comments, rows = {}, []


@dataclass(slots=True)
class _Place:
    """Where the next word stands when a file does not say so, and in which block."""

    at: int = 0
    block: int = -1


@dataclass(slots=True)
class _Range:
    """The multiword token that is being read, if any."""

    until: int = 0
    spaced: bool = True


def _sentence(comments: dict[str, str], rows: list[tuple[int, Row]], place: _Place) -> Sentence:
    if "newpar" in comments or "newdoc" in comments or place.block < 0:
        place.block += 1
    if "block" in comments:
        place.block = int(comments["block"])
    tokens: list[Token] = []
    wide = _Range()
    for number, cells in rows:
        try:
            _row(cells, tokens, wide, place)
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from None
    start, end = (tokens[0].start, tokens[-1].end) if tokens else (place.at, place.at)
    if "span" in comments:
        start, end = (int(n) for n in comments["span"].split(":"))
    return Sentence(start, end, tuple(tokens), place.block)


def _row(cells: Row, tokens: list[Token], wide: _Range, place: _Place) -> None:
    misc = dict(p.partition("=")[::2] for p in cells[9].split("|"))
    if "." in cells[0]:
        return
    if "-" in cells[0]:
        wide.until, wide.spaced = int(cells[0].split("-")[1]), misc.get("SpaceAfter") != "No"
        return
    number = int(cells[0])
    start, end = place.at, place.at + len(cells[1])
    if "TokenRange" in misc:
        start, end = (int(n) for n in misc["TokenRange"].split(":"))
    tokens.append(Token(number, cells[1], _cell(cells[2], cells[1]), cells[3], _cell(cells[5]),
                        int(cells[6]) if cells[6] != "_" else 0, _cell(cells[7]), start, end, misc.get("NER", "O")))
    inside = number < wide.until
    spaced = wide.spaced if number == wide.until else not inside and misc.get("SpaceAfter") != "No"
    place.at = end + spaced


def _cell(cell: str, form: str = "") -> str:
    """A cell's value; "_" is empty, unless the word itself is an underscore."""
    return "" if cell == "_" and form != "_" else cell
