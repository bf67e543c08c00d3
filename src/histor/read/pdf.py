"""PDF: the text of the pages without running headers, words joined across lines, and lines made paragraphs.

The pages are taken out by another process (``pages``): 20 s of processor time, 1 GB. That costs 0.2 s a file and is
done for every file, since nothing outside a PDF tells whether it is hostile. The original of the map is the pages'
texts joined by form feeds.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from histor.errors import ReadError
from histor.read import pages as child
from histor.read.draft import Draft
from histor.read.reading import Original, Reading

_CLOSED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[-*•·–▪‣●○]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)(?=\S)")
_NUMBERED = re.compile(r"(?:\d{1,2}\.){1,3}\d{0,2}\s+[A-Z]|[IVX]{1,5}\.\s+[A-Z]")
_PAGE_NUMBER = re.compile(r"[\W_]*(?:page|p\.)?[\W_]*\d{1,4}[\W_]*(?:(?:of|/)[\W_]*\d{1,4})?[\W_]*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHAPELESS = re.compile(r"untitled|microsoft word|\.(?:docx?|pdf|indd|qxd|tex)\b", re.IGNORECASE)

_WALL_SECONDS = 60
_HEADING = 90
#: A line that stands at the edge of this share of the pages, and of three at least, is a running header.
_RUNNING_SHARE = 0.4
_EDGE = 2
#: A line shorter than this share of the usual width ends its paragraph, if it ends a sentence.
_SHORT = 0.8


class _Line(NamedTuple):
    start: int
    end: int
    words: str


def read_pdf(original: Original) -> Reading:
    """Read a PDF; raises :class:`ReadError` for a broken or locked one and for one that holds only pictures."""
    told = _pages(original)
    return _Pages(told, original.name).read()


def _pages(original: Original) -> list[dict[str, Any]]:
    """Run the child on the file and return its rows; the last one may tell that it was stopped."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONIOENCODING": "utf-8"}
    # -P: else the child's folder would come first, and our html.py would hide the library's
    command = [sys.executable, "-P", str(Path(child.__file__))]
    try:
        done = subprocess.run(
            command, input=original.data, capture_output=True, timeout=_WALL_SECONDS, env=env, check=False
        )
        out, ended = done.stdout, done.returncode == 0
    except subprocess.TimeoutExpired as error:
        out, ended = error.stdout or b"", False
    rows: list[dict[str, Any]] = []
    for line in out.splitlines():
        try:
            rows.append(json.loads(line))
        except ValueError:  # the line at which it was stopped
            ended = False
    return rows if ended else [*rows, {"error": "stopped"}]


class _Pages:
    def __init__(self, rows: list[dict[str, Any]], name: str) -> None:
        self.name = name
        self.head = rows[0] if rows and "pages" in rows[0] else None
        self.rows = rows[1:] if self.head else rows
        self.texts = [str(row["text"]) for row in self.rows if "text" in row] if self.head else []
        self._refuse()
        self.joined = "\f".join(_clean(text) for text in self.texts)
        self.draft = Draft(self.joined)
        self.dropped: Counter[str] = Counter()
        self.shapes: dict[str, str] = {}

    def _refuse(self) -> None:
        if not self.head:
            why = {
                "locked": "is locked by a password: remove the password and read it again",
                "memory": "needs more memory than is safe: print it to a new PDF and read that",
                "stopped": "takes too long to open and may be damaged: print it to a new PDF and read that",
            }.get(
                str(self.rows[-1].get("error")) if self.rows else "",
                "is a broken PDF: open it in a viewer, print it to a new PDF and read that",
            )
            raise ReadError(f"{self.name} {why}.")
        if not any(text.strip() for text in self.texts):
            raise ReadError(f"{self.name} is a PDF without text, perhaps of scanned pages: read its text by OCR first.")

    def read(self) -> Reading:
        """Make the pages' lines paragraphs and hand over the reading."""
        self._warn_of_pages()
        self._lay_out(self._lines())
        for shape, count in self.dropped.most_common(20):
            self.draft.warn(
                f"a running header or page number, {self.shapes[shape]!r}, is left out of the text on {count} pages"
            )
        return self.draft.reading(self._title())

    def _warn_of_pages(self) -> None:
        count = self.head["pages"] if self.head else 0
        for number, row in enumerate(self.rows, 1):
            if "text" in row and not str(row["text"]).strip():
                self.draft.warn(f"page {number} holds no text, perhaps a picture: read its text by OCR")
            elif row.get("error") == "stopped":
                self.draft.warn(
                    f"reading was stopped at page {number} of {count}, which takes too long: the rest is not read"
                )
            elif "error" in row:
                self.draft.warn(f"page {number} is broken and not read ({row['error']})")

    def _title(self) -> str:
        told = " ".join(str(self.head["title"]).split()) if self.head else ""
        laid = next((block for block in self.draft.blocks if block.kind == "title"), None)
        if laid:
            return self.draft.whole()[laid.start : laid.end]
        return "" if _SHAPELESS.search(told) else told

    # --- lines -----------------------------------------------------------------------------------------------------

    def _lines(self) -> list[_Line]:
        """Return the lines of all pages without running headers and page numbers; an empty one for a gap."""
        sheets = self._sheets()
        heads: Counter[str] = Counter()
        for sheet in sheets:
            heads.update({_shape(line.words) for line in _edges(sheet)})
        most = max(3, _RUNNING_SHARE * len(sheets))
        running = {shape for shape, count in heads.items() if count >= most}
        lines: list[_Line] = []
        for sheet in sheets:
            edges = set(_edges(sheet))
            lines += [line for line in sheet if line not in edges or not self._is_running(line, running, len(sheets))]
        return lines

    def _is_running(self, line: _Line, running: set[str], sheets: int) -> bool:
        """Tell whether a line at a page's edge is left out; the first of its kind stays, as it may be the title."""
        shape = _shape(line.words)
        number = sheets > 1 and bool(_PAGE_NUMBER.fullmatch(line.words[:40]))
        if not number and shape not in running:
            return False
        seen = shape in self.shapes
        self.shapes.setdefault(shape, line.words[:80])
        if seen or number:
            self.dropped[shape] += 1
        return seen or number

    def _sheets(self) -> list[list[_Line]]:
        sheets: list[list[_Line]] = []
        at = 0
        for page in self.joined.split("\f"):
            sheet: list[_Line] = []
            for raw in page.split("\n"):
                words = raw.strip()
                start = at + len(raw) - len(raw.lstrip())
                sheet.append(_Line(start, start + len(words), words))
                at += len(raw) + 1
            sheets.append(sheet)
        return sheets

    # --- paragraphs ------------------------------------------------------------------------------------------------

    def _lay_out(self, lines: list[_Line]) -> None:
        widths = sorted(len(line.words) for line in lines if len(line.words) > 30)
        width = widths[int(0.8 * (len(widths) - 1))] if widths else 80
        vocabulary = {word.lower() for word in _WORD.findall(self.joined)}
        above: _Line | None = None
        fresh = True
        for number, line in enumerate(lines):
            if not line.words:
                # a gap between pages or columns does not end a sentence
                fresh = (
                    fresh or above is None or bool(_CLOSED.search(above.words[-20:])) or self.draft.kind != "paragraph"
                )
                continue
            below = next((other for other in lines[number + 1 : number + 4] if other.words), None)
            if fresh or self._begins(above, line, width):
                self._open(above, line, below, width)
            else:
                self.draft.space()
            above, fresh = line, self.draft.kind in ("heading", "title")
            self._carry(line, below, vocabulary)

    def _begins(self, above: _Line | None, line: _Line, width: int) -> bool:
        if above is None or _BULLET.match(line.words):
            return True
        closed = bool(_CLOSED.search(above.words[-20:]))
        return closed and (len(above.words) < _SHORT * width or bool(_NUMBERED.match(line.words)))

    def _open(self, above: _Line | None, line: _Line, below: _Line | None, width: int) -> None:
        if self._is_heading(line, below, width):
            if above is None:
                self.draft.open("title", level=1)
            else:
                self.draft.open("heading", level=2)
        elif _BULLET.match(line.words) and not _NUMBERED.match(line.words):
            self.draft.open("item", gap="\n")
        else:
            self.draft.open("paragraph")

    @staticmethod
    def _is_heading(line: _Line, below: _Line | None, width: int) -> bool:
        words = line.words
        if (
            len(words) > min(_HEADING, 0.85 * width)
            or _CLOSED.search(words[-20:])
            or below is None
            or words[-1] in ",-–—"
        ):
            return False
        first = below.words.lstrip("\"'“‘([")[:1]
        return words[:1].isalnum() and not words[:1].islower() and not first.islower() and len(words.split()) <= 14

    def _carry(self, line: _Line, below: _Line | None, vocabulary: set[str]) -> None:
        """Lay down a line; a hyphen at its end is dropped where the next line goes on with the word."""
        start = line.start
        if self.draft.kind == "item" and not self.draft.has_words:
            bullet = _BULLET.match(line.words)
            start += bullet.end() if bullet else 0
        self.draft.carry(start, line.end)
        if (
            line.words.endswith(("-", "\u00ad", "‐"))
            and below
            and below.words[:1].islower()
            and line.words[-2:-1].isalpha()
        ):
            self.draft.glue(drop=not _keeps_hyphen(line.words, below.words, vocabulary))


def _keeps_hyphen(above: str, below: str, vocabulary: set[str]) -> bool:
    """Tell whether a hyphen at a line's end belongs to the word: only its hyphenated form is used elsewhere."""
    left = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", above[-60:-1])
    right = re.match(r"[^\W\d_]+", below)
    if not left or not right:
        return True
    whole, parted = (left[-1] + right[0]).lower(), (left[-1] + "-" + right[0]).lower()
    return parted in vocabulary and whole not in vocabulary


def _shape(words: str) -> str:
    return re.sub(r"\d+", "0", " ".join(words.split()))


def _edges(sheet: list[_Line]) -> list[_Line]:
    full = [line for line in sheet if line.words]
    return [*full[:_EDGE], *full[_EDGE:][-_EDGE:]]


def _clean(text: str) -> str:
    """Fold the line ends of a page's text, and what would look like the end of a page."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\x00", "")
