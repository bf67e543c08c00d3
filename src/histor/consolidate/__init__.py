"""From claims to incidents: what several tellings have in common, and where they part.

Reads accounts (from the ledger or straight from the west wing), owns no facts, and can be rebuilt at will. Every
joining of two tellings carries the sentence that says why.
"""

from histor.consolidate.build import view
from histor.consolidate.deciding import Draft, different, incident_named, merge, same, split
from histor.consolidate.rulings import Rulings, rulings_of
from histor.consolidate.sheets import Sheets

__all__ = [
    "Draft", "Rulings", "Sheets", "different", "incident_named", "merge", "rulings_of", "same", "split", "view",
]
