"""The reading room: where a source lies -> Document. One file per kind of source, listed in ``READERS``.

Reading changes no words. Plain text keeps every character; other kinds are laid out anew, with a map back to the
original.
"""

from histor.read.documents import ENDINGS, MAX_BYTES, READERS, read_bytes, read_path, read_text, sources

__all__ = ["ENDINGS", "MAX_BYTES", "READERS", "read_bytes", "read_path", "read_text", "sources"]
