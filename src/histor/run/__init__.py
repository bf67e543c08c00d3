"""Where the west wing runs: sources in, accounts recorded, one bad document never the end of the run.

Reading is pure, so it may happen anywhere; recording happens here alone, one account at a time and in the order
of the sources, so that a case is the same however many processes read it.
"""

from histor.run.hands import Hand, Hire, ShippedHire
from histor.run.reading import OnProgress, Outcome, Report, read_sources

__all__ = ["Hand", "Hire", "OnProgress", "Outcome", "Report", "ShippedHire", "read_sources"]
