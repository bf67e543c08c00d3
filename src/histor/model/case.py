"""What all accounts of a case say together: derived, never stored as truth, rebuilt from the ledger at will.

The records mirror the export contract ``histor-case/1`` name by name; an exporter only has to spell them out.
Every list of actors, targets, places or incidents holds ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from histor.model.account import Actor, Place, When, Why
from histor.model.source import SourceRow
from histor.model.text import Issue


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that say it: the source's id, half-open character offsets into its text, and exactly those characters."""

    source: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Count:
    """A counted thing that is no casualty: fifteen missiles, 20 km."""

    what: str
    low: int | None
    high: int | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ClaimedValue:
    """A value (an actor's id) that somebody else than a source says, and the evidence (indices) of his saying it."""

    value: str
    said_by: tuple[str, ...]
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FieldSupport:
    """Who says a field's value (actor ids; empty for the source's own voice), on which evidence (indices), and why.

    ``claimed`` holds the values that no source tells itself and not all of these say.
    """

    said_by: tuple[str, ...] = ()
    evidence: tuple[int, ...] = ()
    why: Why | None = None
    claimed: tuple[ClaimedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class TellingDate:
    """When a deed happened by one telling of it (``start`` to ``end``), and the day on which that was ``told``."""

    start: str | None
    end: str | None
    precision: str
    basis: str
    source: str
    said_by: str | None
    told: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided, as it bears on an incident: its number in the case, by whom, when (UTC) and why."""

    number: int
    who: str
    verb: str
    made: str
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """What one question about two tellings weighs, in log-odds (above 0 joins, below 0 parts), and its sentence."""

    feature: str
    weight: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Retelling:
    """One telling of an incident: half-open characters of its words, the day of the deed and the day of the telling.

    ``day`` is what this telling says of the deed's day, ``told_on`` the day on which its source was published;
    ``why`` says how it came to this incident, with the probability that it belongs here as its score, and ``scores``
    what that was reckoned from, where accounts were joined.
    """

    id: str
    source: str
    start: int
    end: int
    words: str
    type: str
    why: Why
    day: str | None = None
    told_on: str | None = None
    scores: tuple[Score, ...] = ()


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
    dates: tuple[TellingDate, ...] = ()
    tellings: tuple[Retelling, ...] = ()
    decided: tuple[Ruling, ...] = ()


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
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Casualty:
    """A figure as told by one mouth in one source.

    ``part_of`` is the id of the figure that this one is a share of, ``kind`` the kind of people counted (``people``
    for anybody), ``told`` the day on which it was said or published, ``words`` the figure in the text's own words,
    ``origin`` the id of the origin group that it goes back to (None where it stands alone), ``party`` whether who
    says it is a party to the deed.
    """

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
    kind: str = "people"
    told: str | None = None
    words: str = ""
    origin: str | None = None
    party: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """One incident answers another: ``basis`` is ``explicit`` or ``inferred``; ``said_by`` an actor id or None.

    ``why`` tells what the link rests on; its score is how likely this deed is the one answered.
    """

    incident: str
    responds_to: str
    basis: str
    cue: str
    said_by: str | None = None
    evidence: tuple[Evidence, ...] = ()
    why: Why | None = None


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
    """A typed relation between two claims or two figures, by their ids: the first does so to the second.

    ``kind`` is ``agrees``, ``contradicts``, ``refines``, ``updates`` or ``repeats``; ``why`` one readable sentence.
    """

    kind: str
    first: str
    second: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Claims and figures that go back to one origin, and so count once.

    ``kind`` is ``speaker`` (one person or body said it), ``agency`` (a wire's text), ``document`` (one publisher's own
    voice) or ``copy`` (near-identical text); ``name`` says whose it is, ``members`` are ids of claims and casualties,
    ``voices`` are ids of the sources whose own voice this origin is.
    """

    id: str
    kind: str
    name: str
    members: tuple[str, ...]
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    voices: tuple[str, ...] = ()


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
    relations: tuple[Relation, ...] = ()
    origins: tuple[OriginGroup, ...] = ()
    issues: tuple[CaseIssue, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
