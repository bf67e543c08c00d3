"""Pages from the network, kept in a folder with what tells whether they have changed since.

A file is written beside its place and moved there, so that a reader never meets half of one; what does not fit its
own hash is not used. The folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from histor.errors import ReadError

_MARK = b"\n"


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was fetched: its last address, its content type, and the server's words on its version."""

    url: str
    content_type: str
    etag: str
    modified: str
    sha256: str
    data: bytes = b""


class Cache:
    """A folder of pages by their addresses; without a folder, one that keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, url: str) -> Kept | None:
        """Return the page kept for an address, or None; a damaged file is as good as none."""
        if self._folder is None:
            return None
        try:
            head, _, data = self._path(url).read_bytes().partition(_MARK)
            kept = Kept(**json.loads(head), data=data)
        except (OSError, ValueError, TypeError):
            return None
        return kept if hashlib.sha256(data).hexdigest() == kept.sha256 else None

    def put(self, url: str, kept: Kept) -> None:
        """Keep a page. Raises :class:`ReadError` where the folder cannot be written."""
        if self._folder is None:
            return
        told = {name: value for name, value in asdict(kept).items() if name != "data"}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".part-")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(json.dumps(told, sort_keys=True).encode() + _MARK + kept.data)
                os.replace(name, self._path(url))
            except BaseException:
                os.unlink(name)
                raise
        except OSError as error:
            raise ReadError(
                f"{self._folder} cannot be written ({error.strerror or error}), where pages are kept: free some space,"
                " or set `cache` to another folder or to none."
            ) from None

    def _path(self, url: str) -> Path:
        assert self._folder is not None
        return self._folder / hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def default_folder() -> Path:
    """Return the folder for what this program keeps, as the system's custom has it."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "histor"
