"""The case file: the one door between the wings, and the only room that speaks SQL.

One SQLite file that a person can copy, mail and query. What machines read and what people decide is only ever
added, so that a case can always be taken back to what was said, by whom, and when it was recorded.
"""

from histor.ledger.briefs import brief_of
from histor.ledger.computed import Part
from histor.ledger.decisions import Decided, Decision, decided, effective, undone
from histor.ledger.opening import is_case
from histor.ledger.store import Ledger, coder_key, now
from histor.ledger.versions import Known, Whereabouts

__all__ = ["Decided", "Decision", "Known", "Ledger", "Part", "Whereabouts", "brief_of", "coder_key", "decided",
           "effective", "is_case", "now", "undone"]
