"""The manifest of a folder or archive: a small file that says of each source in it who publishes it, when, for whom.

``sources.yaml`` or ``sources.csv``, written by hand or by a program. It is checked whole before anything is read: a
word in it that means nothing, or a file that is not there, stops the start with the line.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Collection, Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import yaml

from histor.errors import DataError
from histor.model import Particulars
from histor.read.item import INSIDE, NOTHING
from histor.read.particulars import checked

#: The names by which a folder's manifest is known; the first that is there counts.
MANIFESTS = ("sources.yaml", "sources.yml", "sources.csv")
_MOST = 16_000_000
_WILD = "*?["


class _Entry(NamedTuple):
    pattern: str
    given: Particulars


class Manifest:
    """What a manifest says of the sources below it; an empty one where there is none.

    ``root`` is what the addresses of those sources begin with: a folder, or a folder in an archive.
    """

    def __init__(self, root: Path | str, entries: tuple[_Entry, ...] = ()) -> None:
        self._root = root
        self._entries = entries

    def of(self, address: str) -> Particulars:
        """Return what is said of a source by its address; an entry further down is laid over those above it.

        An entry for a container holds for all in it, one for a member for that member.
        """
        below = self._below(address) if self._entries else None
        if below is None:
            return NOTHING
        name, inside, member = below.partition(INSIDE)
        said = NOTHING
        for wanted in (name, name + inside + member) if inside else (name,):
            for entry in self._entries:
                if entry.pattern == wanted or fnmatchcase(wanted, entry.pattern):
                    said = entry.given.over(said)
        return said

    def _below(self, address: str) -> str | None:
        """Return an address from the root on, or None where it lies elsewhere."""
        if isinstance(self._root, str):
            return address[len(self._root) :] if address.startswith(self._root) else None
        path, inside, member = address.partition(INSIDE)
        try:
            return Path(path).relative_to(self._root).as_posix() + inside + member
        except ValueError:
            return None


def manifest_of(folder: Path) -> Manifest:
    """Return a folder's manifest as it is now. Raises :class:`DataError` naming file and line."""

    def there(name: str) -> str | None:
        return str(folder / name) if os.path.exists(folder / name) else None

    for name in MANIFESTS:
        file = folder / name
        if os.path.isfile(file):
            return Manifest(folder, tuple(_entry(str(file), there, *row) for row in _rows(str(file), _text(file))))
    return Manifest(folder)


def packed_manifest(name: str, data: bytes, names: Collection[str]) -> Manifest:
    """Return the manifest that lies in an archive; ``name`` is its address, ``names`` the addresses of all members.

    It speaks of what lies beside and below it. Raises :class:`DataError` naming its address and line.
    """
    root = name[: -len(PurePosixPath(name).name)]

    def there(member: str) -> str | None:
        address = root + member
        return address if address in names or any(known.startswith(f"{address}/") for known in names) else None

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{name}, line 1: {error}. Correct the file, or take it out.") from None
    return Manifest(root, tuple(_entry(name, there, *row) for row in _rows(name, text)))


def _rows(file: str, text: str) -> Iterator[tuple[int, str, dict[str, str]]]:
    return _from_csv(file, text) if file.endswith(".csv") else _from_yaml(file, text)


def _entry(
    file: str, there: Callable[[str], str | None], line: int, pattern: str, told: dict[str, str]
) -> _Entry:
    where = f"{file}, line {line}"
    pattern = str(PurePosixPath(pattern.replace("\\", "/"))) if INSIDE not in pattern else pattern
    path = pattern.partition(INSIDE)[0]
    if not any(sign in path for sign in _WILD) and there(path) is None:
        raise DataError(f"{where}: there is no {path} in the folder: correct the name, or take the entry out.")
    earlier = there(told["version_of"]) if told.get("version_of") else None
    if earlier is not None:
        told = {**told, "version_of": earlier}
    return _Entry(pattern, checked(told, where, DataError))


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > _MOST:
            raise DataError(f"{file}, line 1: a manifest of more than {_MOST / 1e6:.0f} MB: split the folder.")
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file}, line 1: {error}. Correct the file, or move it away.") from None


def _from_yaml(file: str, text: str) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Yield line, path and particulars. Nodes are composed, not loaded, to keep their lines and their words."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise DataError(f"{file}, line {line}: {getattr(error, 'problem', None) or error}. Correct the line.") from None
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise DataError(f"{file}, line 1: a manifest maps each file to what is said of it: write `file.txt: {{…}}`.")
    for key, value in root.value:
        line = key.start_mark.line + 1
        pairs = value.value if isinstance(value, yaml.MappingNode) else None
        if pairs is None or not all(isinstance(node, yaml.ScalarNode) for pair in pairs for node in pair):
            raise DataError(f"{file}, line {line}: {key.value!r} needs particulars, such as {{publisher: The Daily}}.")
        yield line, str(key.value), {str(name.value): str(word.value) for name, word in pairs}


def _from_csv(file: str, text: str) -> Iterator[tuple[int, str, dict[str, str]]]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        if "path" not in (rows.fieldnames or ()):
            raise DataError(f"{file}, line 1: there is no column 'path': name the columns in the first line.")
        for row in rows:
            if None in row:
                raise DataError(f"{file}, line {rows.line_num}: more cells than columns: put commas in quotes.")
            path = (row.pop("path") or "").strip()
            if path:
                yield rows.line_num, path, {name.strip(): word or "" for name, word in row.items()}
    except csv.Error as error:
        raise DataError(f"{file}, line {rows.line_num}: {error}. Correct the line.") from None
