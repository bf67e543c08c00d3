"""From claims to incidents: what several tellings have in common, and where they part.

Reads accounts (from the ledger or straight from the west wing), owns no facts, and can be rebuilt at will. Every
joining of two tellings carries the sentence that says why.
"""

from histor.consolidate.build import view

__all__ = ["view"]
