"""From what a person names to the sources in it: files, folders, archives, mail boxes, feeds, records, addresses.

A container is told by its ending, opened as a stream, and yields its members one by one; what is wrong with one of
them is a sentence in its place. ``CONTAINERS`` is the one place where a kind of container is listed.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from histor.errors import DataError, ReadError
from histor.model import Particulars
from histor.read.archives import BROKEN, names_in, reason, tar_items, zip_items
from histor.read.documents import ENDINGS, STDIN, STDIN_NAME
from histor.read.feeds import feed_items
from histor.read.item import INSIDE, NOTHING, Budget, Item, Limits, OverLimitError
from histor.read.mail import mbox_items
from histor.read.manifest import MANIFESTS, Manifest, manifest_of, packed_manifest
from histor.read.records import record_items
from histor.read.spreadsheet import table_items
from histor.read.warc import warc_items

Opener = Callable[[str, BinaryIO, Budget], Iterator[Item]]
#: What an address of the web, or a title of an encyclopaedia, is read by; given from outside, for a run without one
#: has no network at all.
Fetch = Callable[[str], Iterator[Item]]


def _readable(name: str) -> bool:
    """Tell whether a member's ending is one that is read; listings pass over the others."""
    if name.lower().endswith(_TABLES):
        return False
    return Path(name).suffix.lower() in ENDINGS or container_of(name) is not None


#: Endings of tables, which are read where a person names one: most of those in a folder or an archive hold no accounts.
_TABLES = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
_TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
#: File endings of containers and what opens each.
CONTAINERS: dict[str, Opener] = {
    ".zip": partial(zip_items, readable=_readable),
    **dict.fromkeys(_TARS, partial(tar_items, readable=_readable)),
    **dict.fromkeys((".warc", ".warc.gz"), warc_items),
    ".mbox": mbox_items,
    **dict.fromkeys((".rss", ".atom", ".xml"), feed_items),
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), record_items),
    **dict.fromkeys(_TABLES, table_items),
}  # fmt: skip
#: Endings of files that are read where a person names one, and passed over in a folder: most of them are no feeds.
_ONLY_NAMED = (".xml",)
#: Endings of archives, which can hold a manifest of what is in them.
_ARCHIVES = (".zip", *_TARS)
_LIMITS = Limits()
_ADDRESS = re.compile(r"(?:https?://|wikipedia:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Way:
    """How sources are come by: within which limits, what a person says of all of them, and how the web is read."""

    limits: Limits = _LIMITS
    given: Particulars = NOTHING
    fetch: Fetch | None = None


def sources(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files to read, in order: a path as it is, a folder as its readable files, sorted, with all below it.

    ``-`` is standard input. Hidden files and folders are passed over. Raises :class:`ReadError` for a missing path
    and for a folder that holds nothing readable.
    """
    for path in paths:
        if path == STDIN or not os.path.isdir(path):  # a web address is no folder either
            yield path
            continue
        found = False
        for file in _below(Path(path)):
            found = True
            yield str(file)
        if not found:
            endings = " ".join((*ENDINGS, *(ending for ending in CONTAINERS if ending not in (*_ONLY_NAMED, *_TABLES))))
            raise ReadError(
                f"{path} is a folder without a file that can be read: put files in it that end in {endings}."
            )


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and _readable(name) and not name.lower().endswith(_ONLY_NAMED):
                yield Path(root, name)


def passed_over(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files in named folders that are not read, for their endings are those of no source; no hidden ones."""
    for path in paths:
        if path != STDIN and os.path.isdir(path):
            read = set(_below(Path(path)))
            for root, folders, files in os.walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                shown = (name for name in sorted(files) if not name.startswith(".") and name not in MANIFESTS)
                yield from (str(file) for file in (Path(root, name) for name in shown) if file not in read)


def container_of(name: str) -> Opener | None:
    """Return what opens a container, told by its ending, or None."""
    low = name.lower()
    endings = (ending for ending in CONTAINERS if low.endswith(ending))
    longest = max(endings, key=len, default=None)
    return CONTAINERS[longest] if longest else None


def is_address(name: str) -> bool:
    """Tell whether a name is one for the network: a web address or ``wikipedia:Title``, and no file of that name."""
    return bool(_ADDRESS.match(name)) and not os.path.exists(name)  # os.path: a long address is no error


def items(named: Iterable[str], way: Way | None = None) -> Iterator[Item]:
    """Yield every source in what a person names, in order, each as soon as it is at hand.

    Raises :class:`ReadError` for a folder that holds nothing readable, and :class:`DataError` for a broken manifest;
    everything else that is wrong is the ``error`` of an item.
    """
    way = way or Way()
    manifests: dict[Path, Manifest] = {}
    for name in named:
        if name == STDIN:
            yield Item(STDIN_NAME, sys.stdin.buffer.read(), given=way.given)
        elif is_address(name):
            yield from (replace(item, given=way.given.over(item.given)) for item in _fetched(name, way))
        else:
            folder = _folder(name)
            if folder not in manifests:
                manifests[folder] = manifest_of(folder)
            for path in sources([name]):
                yield from _at(path, manifests[folder], way)


def check_manifests(named: Iterable[str]) -> None:
    """Raise :class:`DataError` where a manifest beside what a person names is broken, before anything is read."""
    for folder in dict.fromkeys(_folder(name) for name in named if name != STDIN and not is_address(name)):
        manifest_of(folder)


def _folder(name: str) -> Path:
    """Return the folder whose manifest speaks of what a person names."""
    return Path(name) if os.path.isdir(name) else Path(name).parent


def _fetched(name: str, way: Way) -> Iterator[Item]:
    if way.fetch is None:
        raise ReadError(f"{name} lies on the network, and this run reads none: save it, and read the file.")
    return way.fetch(name)


def _at(path: str, manifest: Manifest, way: Way) -> Iterator[Item]:
    """Yield the source at a path, or those in the container there, with what is said of them."""
    opener = container_of(path)
    if opener is None or not os.path.isfile(path):
        found: Iterable[Item] = (Item(path, series=series_of(path)),)
    else:
        found = _in_file(path, opener, way.limits)
    for item in found:
        yield replace(item, given=way.given.over(manifest.of(item.address)).over(item.given))


def _in_file(path: str, opener: Opener, limits: Limits) -> Iterator[Item]:
    try:
        with Path(path).open("rb") as stream:
            manifest = Manifest(path)
            try:
                manifest = _packed(path, stream, limits)
            except DataError as error:  # a stranger's archive: its members are read without what it says of them
                yield Item(path, error=str(error))
            for item in opened(path, stream, limits, opener):
                plain = item.form not in ("email", "record") and not item.given.version_of and item.address != path
                told = replace(item, given=manifest.of(item.address).over(item.given))
                yield replace(told, series=series_of(item.address)) if plain else told
    except PermissionError:
        yield Item(path, error=f"{path} may not be read by you: change its permissions, or copy it.")


def _packed(path: str, stream: BinaryIO, limits: Limits) -> Manifest:
    """Return the manifest in an archive, an empty one where it has none or is no archive."""
    if not path.lower().endswith(_ARCHIVES):
        return Manifest(path)
    names, manifest, data = names_in(path, stream, limits, MANIFESTS)
    stream.seek(0)
    return packed_manifest(manifest, data, names) if manifest else Manifest(path)


def opened(name: str, stream: BinaryIO, limits: Limits, opener: Opener) -> Iterator[Item]:
    """Yield what is in a container; whatever stops it before its end is one item that says so."""
    budget, empty = Budget(limits, inner=_inner), True
    try:
        for item in opener(name, stream, budget):
            empty = False
            yield item
    except OverLimitError as error:
        yield Item(name, error=f"{name} {error}: what came before was read; split it, or raise the setting.")
    except BROKEN as error:
        yield Item(name, error=f"{name} is broken ({reason(error)}): what came before was read; get another copy.")
    else:
        if empty:
            yield Item(name, error=f"{name} holds nothing that can be read: see what is in it.")


def _inner(name: str, stream: BinaryIO, budget: Budget) -> Iterator[Item] | None:
    """Return what is in a container inside a container, or None where a member is none."""
    opener = container_of(name)
    if opener is None:
        return None
    if budget.depth + 1 >= budget.limits.depth:
        depth = budget.limits.depth
        return iter([Item(name, error=f"{name} lies in archives more than {depth} deep (the setting max_depth): unpack"
                                      " the outermost one.")])  # fmt: skip
    return _deeper(name, stream, budget, opener)


def _deeper(name: str, stream: BinaryIO, budget: Budget, opener: Opener) -> Iterator[Item]:
    budget.depth += 1
    try:
        yield from opener(name, stream, budget)
    except BROKEN as error:
        yield Item(name, error=f"{name} is broken ({reason(error)}): what came before was read; get another copy.")
    finally:
        budget.depth -= 1


def series_of(address: str) -> str:
    """Return the place whose newest text counts: a file by its full path, with the member's name where it is one."""
    path, inside, member = address.partition(INSIDE)
    return f"file:{os.path.abspath(path)}{inside}{member}"


def stream_items(name: str, stream: BinaryIO, limits: Limits, opener: str) -> Iterator[Item]:
    """Yield what is in a container that came from elsewhere than a file; ``opener`` is its ending."""
    return opened(name, stream, limits, CONTAINERS[opener])


__all__ = ["CONTAINERS", "Fetch", "Item", "Limits", "Way", "container_of", "is_address", "items", "passed_over",
           "series_of", "stream_items"]  # fmt: skip
