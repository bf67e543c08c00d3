"""Read the mark-up of one account: header, plain text, marks with exact offsets, facts.

Nothing here knows what a label means; that is the business of ``records`` and ``check``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from training.corpus.scheme import LAYERS

_OPEN = re.compile(r"\[([a-z])(\d+) ")
#: A fact with a key; `<=40` is a figure and no key.
_KEYED = re.compile(r"^[^<>=]*=")
_ID = re.compile(r"^([a-z])(\d+)$")
_HEADER = re.compile(r"^([a-z]+):\s*(.*?)\s*$")
PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a line of a file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Show it as compilers do."""
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the plain text with an id: ``text[start:end]``."""

    id: str
    start: int
    end: int
    line: int = 0

    @property
    def layer(self) -> str:
        """Return the letter of the id."""
        return self.id[0]


@dataclass(frozen=True, slots=True)
class Fact:
    """What a line of facts tells of one id: bare words in order, and values by key."""

    id: str
    words: tuple[str, ...]
    values: dict[str, tuple[str, ...]]
    line: int = 0

    def __str__(self) -> str:
        """Show it as it is written in a file."""
        pairs = [f"{key}={','.join(values)}" for key, values in self.values.items()]
        return " ".join([self.id, *self.words, *pairs])


@dataclass(slots=True)
class Marked:
    """One account as written: its header, its plain text, its marks in text order, its facts."""

    file: str
    header: dict[str, str] = field(default_factory=dict)
    names: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, message: str) -> None:
        """Write down what is wrong at a line."""
        self.problems.append(Problem(self.file, line, message))


def parse(source: str, file: str = "account.txt") -> Marked:
    """Return what a file says; problems are listed in it and never raised."""
    marked = Marked(file)
    lines = source.replace("\r\n", "\n").split("\n")
    body = _header(marked, lines)
    paragraph: list[tuple[int, str]] = []
    for number, line in enumerate([*lines[body:], ""], body + 1):
        if line.startswith("--"):
            _flush(marked, paragraph)
            _facts(marked, number, line[2:])
        elif line.strip():
            paragraph.append((number, line.rstrip()))
        else:
            _flush(marked, paragraph)
    marked.marks.sort(key=lambda mark: (mark.start, -mark.end, mark.id))
    if not marked.text:
        marked.problem(1, "no text below the header")
    return marked


def _header(marked: Marked, lines: list[str]) -> int:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            return number
        match = _HEADER.match(line)
        if match is None:
            marked.problem(number, "header: want `key: value`, then an empty line before the text")
            continue
        key, value = match.groups()
        if key == "name":
            kind, _, forms = value.partition(" ")
            marked.names.append((kind, tuple(form.strip() for form in forms.split("/") if form.strip())))
        elif key in marked.header:
            marked.problem(number, f"header: `{key}` stands twice")
        else:
            marked.header[key] = value
    return len(lines)


def _facts(marked: Marked, number: int, line: str) -> None:
    if line.lstrip().startswith("#"):
        return
    for part in line.split(";"):
        tokens = part.split()
        if not tokens:
            continue
        if not _ID.match(tokens[0]):
            marked.problem(number, f"facts: `{tokens[0]}` is no id (a letter and a number)")
            continue
        words = tuple(token for token in tokens[1:] if not _KEYED.match(token))
        values: dict[str, tuple[str, ...]] = {}
        for key, _, value in (token.partition("=") for token in tokens[1:] if _KEYED.match(token)):
            if key in values or not value:
                marked.problem(number, f"facts: {tokens[0]}: `{key}=` stands twice or is empty")
            values[key] = tuple(value.split(","))
        if tokens[0] in marked.facts:
            marked.problem(number, f"facts: {tokens[0]} is told twice (first in line {marked.facts[tokens[0]].line})")
        else:
            marked.facts[tokens[0]] = Fact(tokens[0], words, values, number)


def _flush(marked: Marked, paragraph: list[tuple[int, str]]) -> None:
    if not paragraph:
        return
    if marked.text:
        marked.text += PARAGRAPH_BREAK
    scan = _Scan(marked, len(marked.text))
    for order, (number, line) in enumerate(paragraph):
        scan.line(number, ("\n" if order else "") + line)
    scan.close()
    marked.text += "".join(scan.out)
    paragraph.clear()


class _Scan:
    """One paragraph on its way from mark-up to plain text."""

    def __init__(self, marked: Marked, offset: int) -> None:
        self.marked = marked
        self.out: list[str] = []
        self.at = offset
        self.open: list[tuple[str, int, int]] = []

    def line(self, number: int, line: str) -> None:
        """Take in one line."""
        here = 0
        while here < len(line):
            char = line[here]
            if char == "\\" and line[here + 1:here + 2] in ("[", "]", "\\", "-"):
                self._put(line[here + 1])
                here += 2
            elif char == "[":
                here += self._begin(number, line, here)
            elif char == "]":
                self._end(number)
                here += 1
            else:
                self._put(char)
                here += 1

    def _put(self, char: str) -> None:
        self.out.append(char)
        self.at += 1

    def _begin(self, number: int, line: str, here: int) -> int:
        match = _OPEN.match(line, here)
        if match is None:
            self.marked.problem(number, f"`{line[here:here + 12]}`: want `[a1 words]`; a bracket of the text is `\\[`")
            return 1
        if match[1] not in LAYERS:
            self.marked.problem(number, f"`{match[1]}{match[2]}`: no layer has the letter `{match[1]}`")
        self.open.append((match[1] + match[2], self.at, number))
        return len(match[0])

    def _end(self, number: int) -> None:
        if not self.open:
            self.marked.problem(number, "`]` closes nothing; a bracket of the text is `\\]`")
            return
        name, start, line = self.open.pop()
        written = "".join(self.out[start - self.at:]) if start < self.at else ""
        if not written:
            self.marked.problem(line, f"{name}: empty mark")
        elif written != written.strip():
            self.marked.problem(line, f"{name}: blank at the edge of `{written[:40]}`")
        self.marked.marks.append(Mark(name, start, self.at, line))

    def close(self) -> None:
        """End the paragraph: every mark must be closed in it."""
        for name, _, line in self.open:
            self.marked.problem(line, f"{name}: bracket not closed in its paragraph")


def normalise(text: str) -> str:
    """Return a text as the mark-up keeps it: lines without blanks at their ends, one empty line between paragraphs."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    return re.sub(r"\n{2,}", PARAGRAPH_BREAK, "\n".join(lines)).strip("\n")


def render(marked: Marked) -> str:
    """Return the mark-up of a text with marks: the way back from offsets to brackets."""
    opens: dict[int, list[Mark]] = {}
    closes: dict[int, int] = {}
    for mark in marked.marks:
        opens.setdefault(mark.start, []).append(mark)
        closes[mark.end] = closes.get(mark.end, 0) + 1
    out: list[str] = []
    for at, char in enumerate(marked.text + "\0"):
        out.append("]" * closes.get(at, 0))
        out += [f"[{mark.id} " for mark in opens.get(at, [])]
        line_start = at == 0 or marked.text[at - 1] == "\n"
        out.append("\\" + char if char in "[]\\" or (line_start and char == "-") else char)
    head = [f"{key}: {value}" for key, value in marked.header.items()]
    head += [f"name: {kind} {'/'.join(forms)}" for kind, forms in marked.names]
    facts = [f"-- {fact}" for fact in marked.facts.values()]
    return "\n".join(head) + "\n\n" + "".join(out).rstrip("\0") + "\n" + "\n".join(facts) + "\n"
