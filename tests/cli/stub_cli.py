"""The command line with the stub's hand in place of the shipped one, for tests that need a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import histor.run
import stub_hand
from histor.cli import main


def hire_of(settings: object) -> object:
    """Return the stub's hire whatever the settings."""
    return stub_hand.hire


histor.run.ShippedHire = hire_of  # type: ignore[assignment, misc]

if __name__ == "__main__":
    main()
