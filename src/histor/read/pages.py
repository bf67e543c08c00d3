"""The pages of a PDF, told line by line as JSON; run as a program of its own, with limits on its time and memory.

A PDF is a program that others wrote, and its streams may unpack to anything. It imports nothing of ours, so that it
starts quickly and can be killed at any line: what was told before stays told.
"""

from __future__ import annotations

import json
import logging
import sys
from io import BytesIO
from typing import Any

CPU_SECONDS = 20
MEMORY_BYTES = 1 << 30


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows; there the caller's clock is the only limit
        return
    for what, bound in ((resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_AS, MEMORY_BYTES)):
        _, most = resource.getrlimit(what)
        resource.setrlimit(what, (bound, bound if most == resource.RLIM_INFINITY else min(bound, most)))


def _tell(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()


def tell_pages(data: bytes) -> None:
    """Write one JSON row for the file (``pages``, ``title``) and one for each page (``text`` or ``error``)."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        _tell({"error": "locked"})
        return
    title = reader.metadata.title if reader.metadata else None
    _tell({"pages": len(reader.pages), "title": title if isinstance(title, str) else ""})
    for page in reader.pages:
        try:
            _tell({"text": page.extract_text()})
        except MemoryError:
            _tell({"error": "memory"})
        except Exception as error:  # noqa: BLE001  one bad page is told, and the others are read
            _tell({"error": type(error).__name__})


def main() -> None:
    """Read a PDF from standard input; a broken one is told as a row, not as a traceback."""
    _limit()
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(3000)
    data = sys.stdin.buffer.read()
    try:
        tell_pages(data)
    except MemoryError:
        _tell({"error": "memory"})
    except Exception as error:  # noqa: BLE001  the library raises what it likes on broken files
        _tell({"error": type(error).__name__})


if __name__ == "__main__":
    main()
