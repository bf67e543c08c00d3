"""Where an account belongs: train, dev or test by a hash of its id, so that nobody chooses.

``python -m training.corpus.split ID`` prints the split of an id; given a file, it corrects the header's split and
moves the file to ``training/corpus/<split>/<id>.txt``.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

from training.corpus.scheme import FOLDER


def split_of(name: str, *, real: bool = False, later: bool = False) -> str:
    """Return the split of an id: of a hundred, 15 go to test and 15 to dev; of real texts 50 go to test.

    A later wave (header ``wave: 2`` and on, real texts of ``wave: 4`` too) leaves the test split as it was, so that
    its figures stay comparable: of a hundred 10 go to dev.
    """
    bucket = int(hashlib.sha256(name.encode("utf-8")).hexdigest(), 16) % 100
    if later:
        return "dev" if bucket < 10 else "train"
    if real:
        return "test" if bucket < 50 else "train"
    return "test" if bucket < 15 else "dev" if bucket < 30 else "train"


def place(path: Path, folder: Path = FOLDER) -> Path:
    """Write the split into a file's header and move the file to its folder; return where it lies now."""
    source = path.read_text(encoding="utf-8")
    head, _, body = source.partition("\n\n")
    found = re.search(r"^id:\s*(\S+)", head, re.MULTILINE)
    if found is None:
        raise ValueError(f"{path}: no id in the header")
    split = split_of(found[1], later=bool(re.search(r"^wave:", head, re.MULTILINE)))
    head = re.sub(r"(?m)^split:.*\n?", "", head).rstrip() + f"\nsplit: {split}"
    target = folder / split / f"{found[1]}.txt"
    if target.exists() and target.resolve() != path.resolve():
        raise ValueError(f"{path}: {target} exists already; choose another id")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(head + "\n\n" + body, encoding="utf-8")
    if target.resolve() != path.resolve():
        path.unlink()
    return target


def main(arguments: list[str]) -> int:
    """Print the split of each id, or place each file."""
    for argument in arguments:
        path = Path(argument)
        print(place(path) if path.is_file() else f"{argument}: {split_of(argument)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
