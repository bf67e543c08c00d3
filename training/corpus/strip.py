"""``python -m training.corpus.strip FILE``: header and plain text alone, for a second, blind pass."""

from __future__ import annotations

import sys
from pathlib import Path

from training.corpus.markup import Marked, parse, render


def blank(source: str) -> str:
    """Return an account without its marks and facts, marked as a second pass."""
    marked = parse(source)
    header = {**marked.header, "pass": "2", "by": "?"}
    return render(Marked(marked.file, header, marked.names, marked.text))


if __name__ == "__main__":
    print(blank(Path(sys.argv[1]).read_text(encoding="utf-8")), end="")
