"""Swap the declared names of an account for others of their kind, by a seed, with every offset kept right.

The same seed and account give the same names; a name is changed everywhere in its account, in all its forms, and no
two names become one. ``python -m training.corpus.swap FILE --seed 7`` prints the account with other names.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from functools import cache
from pathlib import Path

import yaml

from training.corpus.markup import Mark, Marked, parse, render
from training.corpus.names import Names, occurrences
from training.corpus.scheme import FOLDER

_ARTICLE = re.compile(r"\b([Aa]n?) $")
Edit = tuple[int, int, str]


@cache
def pool() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the names to draw from, by kind."""
    data = yaml.safe_load((FOLDER / "names.yaml").read_text(encoding="utf-8"))
    return {kind: tuple(tuple(line.split("/")) for line in lines) for kind, lines in data.items()}


def swap(marked: Marked, seed: int, keep: float = 0.2) -> Marked:
    """Return the account with other names; each name stays as it is with the chance ``keep``."""
    chosen = _choose(marked.text, marked.names, random.Random(f"{seed}:{marked.header.get('id', '')}"), keep)
    edits = _edits(marked.text, marked.names, chosen)
    text, moved = _apply(marked.text, edits)
    marks = [Mark(mark.id, moved(mark.start, False), moved(mark.end, True), mark.line) for mark in marked.marks]
    names = [(kind, new) for (kind, _), new in zip(marked.names, chosen, strict=True)]
    return Marked(marked.file, dict(marked.header), names, text, marks, dict(marked.facts))


def _choose(text: str, names: Names, draw: random.Random, keep: float) -> list[tuple[str, ...]]:
    taken = {form for _, forms in names for form in forms}
    chosen: list[tuple[str, ...]] = []
    for kind, forms in names:
        # A name that stands in the text already, or shares a form with one chosen, would make two things one.
        free = [new for new in pool().get(kind, ()) if len(new) >= len(forms) and not taken & set(new)
                and not any(form in text for form in new)]
        new = forms if not free or draw.random() < keep else draw.choice(free)[: len(forms)]
        taken |= set(new)
        chosen.append(new)
    return chosen


def _edits(text: str, names: Names, chosen: list[tuple[str, ...]]) -> list[Edit]:
    edits: list[Edit] = []
    for start, end, number, form in occurrences(text, names):
        new = chosen[number][form]
        new = new.upper() if text[start:end].isupper() and not names[number][1][form].isupper() else new
        article = _ARTICLE.search(text, max(0, start - 4), start)
        if article and (new[0] in "AEIOaeio") != article[1].lower().endswith("n"):
            fit = article[1][0] + ("n" if new[0] in "AEIOaeio" else "")
            edits.append((article.start(1), article.end(1), fit))
        edits.append((start, end, new))
    return [edit for edit in edits if text[edit[0]:edit[1]] != edit[2]]


class _Moved:
    """Offsets of the old text in the new one; inside a changed word they go to its nearer edge."""

    def __init__(self, edits: list[Edit]) -> None:
        self.edits = edits

    def __call__(self, offset: int, is_end: bool) -> int:
        shift = 0
        for start, end, new in self.edits:
            if end <= offset:
                shift += len(new) - (end - start)
            elif start < offset:
                return start + shift + (len(new) if is_end else 0)
            else:
                break
        return offset + shift


def _apply(text: str, edits: list[Edit]) -> tuple[str, _Moved]:
    out: list[str] = []
    last = 0
    for start, end, new in edits:
        out += [text[last:start], new]
        last = end
    return "".join(out) + text[last:], _Moved(edits)


def main(arguments: list[str]) -> int:
    """Print an account with other names."""
    parser = argparse.ArgumentParser(prog="training.corpus.swap")
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=float, default=0.2, help="the chance that a name stays")
    chosen = parser.parse_args(arguments)
    marked = parse(chosen.file.read_text(encoding="utf-8"), str(chosen.file))
    print(render(swap(marked, chosen.seed, chosen.keep)), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
