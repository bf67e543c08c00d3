"""The nouns: frozen, slotted, typed records that every other room speaks in.

They hold no behaviour beyond reading themselves and import nothing of ours, so that a record
made in one room can be stored, sent to another process or compared in a third without a door between them.
Three files, in the order in which an account is understood: ``text`` (what was read), ``account`` (what one
document says), ``case`` (what all accounts together say, derived and rebuildable).
"""

from histor.model.account import (
    Account,
    Actor,
    Attribution,
    Event,
    Mention,
    Office,
    Place,
    Toll,
    When,
    Why,
)
from histor.model.case import (
    CaseIssue,
    CaseView,
    Casualty,
    Claim,
    ClaimedValue,
    Contradiction,
    Count,
    Evidence,
    FieldSupport,
    Incident,
    OriginGroup,
    Position,
    Relation,
    Response,
    Retelling,
    Ruling,
    Score,
    TellingDate,
)
from histor.model.hints import HintedDeed, HintedLink, HintedSpan, Hints
from histor.model.source import Reprint, SourceRow, Version
from histor.model.text import (
    Block,
    Document,
    Issue,
    Particulars,
    Reference,
    Sentence,
    Source,
    Span,
    Token,
    WordRef,
)

__all__ = [
    "Account", "Actor", "Attribution", "Block", "CaseIssue", "CaseView", "Casualty", "Claim", "ClaimedValue",
    "Contradiction", "Count", "Document", "Event", "Evidence", "FieldSupport", "HintedDeed",
    "HintedLink", "HintedSpan", "Hints", "Incident", "Issue", "Mention", "Office", "OriginGroup", "Particulars",
    "Place", "Position", "Reference", "Relation", "Reprint", "Response", "Retelling", "Ruling", "Score", "Sentence",
    "Source", "SourceRow", "Span", "TellingDate", "Token", "Toll", "Version", "When", "Why", "WordRef",
]
