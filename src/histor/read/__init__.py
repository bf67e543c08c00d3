"""The reading room: where a source lies -> Document. One file per kind of source, listed in ``READERS``.

Reading changes no words. Plain text keeps every character; other kinds are laid out anew, with a map back to the
original.
"""

from histor.read.documents import ENDINGS, MAX_BYTES, READERS, read_bytes, read_path, read_text
from histor.read.item import INSIDE, Item, Limits
from histor.read.items import CONTAINERS, Way, check_manifests, container_of, is_address, items, passed_over, sources

__all__ = ["CONTAINERS", "ENDINGS", "INSIDE", "MAX_BYTES", "READERS", "Item", "Limits", "Way", "check_manifests",
           "container_of", "is_address", "items", "passed_over", "read_bytes", "read_path", "read_text",
           "sources"]  # fmt: skip
