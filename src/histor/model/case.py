"""What all accounts of a case say together: derived, never stored as truth, rebuilt from the ledger at will.

The records mirror the export contract ``histor-case/1`` name by name; an exporter only has to spell them out.
Every list of actors, targets, places or incidents holds ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from histor.model.account import Actor, Place, When, Why
from histor.model.text import Issue, Reference


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that say it: the source's id, half-open character offsets into its text, and exactly those characters."""

    source: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Version:
    """One of the texts that a source has had: ``of`` is the id of the first of them, ``number`` counts from 1.

    ``counts`` is False for one in whose place a newer one stands; ``read`` is when it was first read (UTC, ISO 8601),
    which no export tells.
    """

    id: str
    title: str
    published: str | None
    revision: str | None
    sha256: str
    chars: int
    of: str
    number: int
    counts: bool
    kind: str = ""
    uri: str = ""
    publisher: str | None = None
    read: str = ""


@dataclass(frozen=True, slots=True)
class Reprint:
    """Another place where the very bytes of a source were met, with what was said of them there."""

    uri: str
    publisher: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as the case lists it; ``id`` is ``s-`` and the first twelve hex digits of its sha256.

    ``versions`` holds the older texts in whose place it stands, ``reprints`` where else its very bytes were met.
    """

    id: str
    title: str
    kind: str
    publisher: str | None
    url: str | None
    published: str | None
    language: str
    sha256: str
    chars: int
    uri: str = ""
    publisher_kind: str | None = None
    country: str | None = None
    party: str | None = None
    version_of: str | None = None
    revision: str | None = None
    revised: str | None = None
    references: tuple[Reference, ...] = ()
    versions: tuple[Version, ...] = ()
    reprints: tuple[Reprint, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A counted thing that is no casualty: fifteen missiles, 20 km."""

    what: str
    low: int | None
    high: int | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FieldSupport:
    """Who says a field's value (actor ids; empty for the source's own voice), on which evidence (indices), and why."""

    said_by: tuple[str, ...] = ()
    evidence: tuple[int, ...] = ()
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """A cluster of tellings of one deed, with the ranges that they span."""

    id: str
    type: str
    mode: str
    label: str
    date: When
    status: str
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    claimed_targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    part_of: str | None = None
    codename: str | None = None
    fields: dict[str, FieldSupport] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what: speaker and affiliation are actor ids; ``nested_in`` the id of the claim that reports this one."""

    id: str
    speaker: str | None
    affiliation: str | None
    stance: str
    content: str
    incidents: tuple[str, ...] = ()
    said_on: str | None = None
    nested_in: str | None = None
    evidence: tuple[Evidence, ...] = ()
    cue: str = ""
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Casualty:
    """A figure as told by one mouth. ``part_of`` is the id of the figure that this one is a share of."""

    id: str
    incident: str | None
    effect: str
    low: int | None
    high: int | None
    group: str
    side: str | None
    according_to: str | None
    part_of: str | None = None
    cumulative: bool = False
    as_of: str | None = None
    evidence: tuple[Evidence, ...] = ()
    qualifier: str = "exact"
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """One incident answers another: ``basis`` is ``explicit`` or ``inferred``; ``said_by`` an actor id or None."""

    incident: str
    responds_to: str
    basis: str
    cue: str
    said_by: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a contradiction: a value and who holds it."""

    value: str
    said_by: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Values of one field that cannot all hold; ``about`` is the id of the incident (or claim) concerned."""

    about: str
    field: str
    positions: tuple[Position, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed relation between two claims: contradicts, agrees, refines, updates, repeats."""

    kind: str
    first: str
    second: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class CaseIssue:
    """An issue and the id of the source it belongs to."""

    source: str
    issue: Issue


@dataclass(frozen=True, slots=True)
class CaseView:
    """The whole case, computed: what every exporter, page and table reads."""

    title: str
    coder: dict[str, str]
    sources: tuple[SourceRow, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    incidents: tuple[Incident, ...] = ()
    claims: tuple[Claim, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    responses: tuple[Response, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    issues: tuple[CaseIssue, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
