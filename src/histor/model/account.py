"""What one document says: tellings of events, of tolls, and who is said to say them.

Everything here is content, never truth. A record points at words by :class:`WordRef` and at characters by
:class:`Span`; what a mention resolves to stands beside it, never in its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from histor.model.text import Document, Issue, Sentence, Span, WordRef


@dataclass(frozen=True, slots=True)
class Why:
    """The reason for a reading: which rule or model, its version, a score in [0, 1], and one readable sentence."""

    rule: str
    sentence: str
    score: float = 1.0
    version: str = "1"


@dataclass(frozen=True, slots=True)
class When:
    """A time expression resolved to an interval.

    ``start`` and ``end`` are inclusive ISO 8601 values cut to the precision (``2024-01-16``, ``2024-01``,
    ``1988``) or ``None`` where open or unknown. ``precision`` is ``day``, ``month``, ``year``, ``interval`` or
    ``unknown``; ``basis`` is ``explicit`` (day, month or year words stand there), ``context`` (worked out from
    neighbours, heading, relative words) or ``inferred``. ``kind`` is ``date``, ``duration``, ``set`` or ``time``.
    """

    start: str | None = None
    end: str | None = None
    precision: str = "unknown"
    basis: str = "inferred"
    span: Span | None = None
    kind: str = "date"
    approx: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A post that a person holds: its title, the body or state it belongs to (an actor id), and its dates."""

    title: str
    of: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Whom a mention resolves to.

    ``id`` is stable for the same text (``a-`` and a slug for known actors, else slug of the name). ``kind`` is one
    of ``state``, ``government``, ``military``, ``armed group``, ``person``, ``organisation``, ``media``,
    ``civilians``, ``other``. ``side`` is the id of the state or movement it belongs to, ``country`` an ISO 3166-1
    alpha-3 code, ``part_of`` the id of the body above it.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    side: str | None = None
    country: str | None = None
    part_of: str | None = None
    roles: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention resolves to.

    ``precision`` is ``point``, ``city``, ``admin2``, ``admin1``, ``country``, ``region`` or ``unknown`` (then
    ``lat`` and ``lon`` are ``None``). ``gazetteer`` names the source and id; ``radius_km`` is the honest
    uncertainty. ``country`` is an ISO 3166-1 alpha-3 code or ``None``.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: str = "unknown"
    gazetteer: str | None = None
    radius_km: float | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that fills a role, with what it resolves to.

    ``word`` is its head, ``span`` the phrase, ``kind`` ``actor``, ``stand-in`` (a deed or saying, for whose it is),
    ``place``, ``place again`` ("the city"), ``site`` (a place without a name, never resolved: "the fort"), ``weapon``
    or ``speaker``; ``refs`` holds the ids of the actors or places (several for "both countries"; empty while
    unresolved).
    """

    word: WordRef
    span: Span
    kind: str
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is said to say something.

    ``speaker`` is the head word of who says it (``None`` where unnamed: "it was reported"), ``speaker_span`` its
    phrase, ``cue`` the words that show the saying, ``content`` what is said (one or more spans), ``stance`` one of
    FORMAT's stances, ``about`` the head word of what is denied or condemned where that is a noun phrase,
    ``nested_in`` the index of the attribution whose content holds this one. ``evidence`` is the sentence or clause.
    ``refs`` holds the resolved speaker's actor ids, ``affiliation`` the body or state spoken for.
    """

    cue: Span
    stance: str
    evidence: Span
    sentence: int
    why: Why
    speaker: WordRef | None = None
    speaker_span: Span | None = None
    content: tuple[Span, ...] = ()
    about: WordRef | None = None
    nested_in: int | None = None
    said_on: When | None = None
    refs: tuple[str, ...] = ()
    affiliation: str | None = None
    #: True for a claim that one did the deed oneself ("claimed responsibility for"), in passive or active.
    responsibility: bool = False
    #: Head words of further speakers of the same saying ("both A and B refuted"); one attribution each is preferred.
    hedge: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """One telling of a number of people killed, injured, captured, missing or displaced.

    ``low`` and ``high`` are inclusive, ``None`` where open ("at least 26" is 26, None) or where no number is told.
    ``word`` is the head of the number's phrase, ``trigger`` the word that tells the effect, ``group`` the phrase that
    says who ("Pakistani labourers"), ``part_of`` the index of the toll this one is a share of, ``cumulative`` True
    for a running or overall toll. ``claimant`` is the index of the attribution under which it is told.
    """

    effect: str
    low: int | None
    high: int | None
    span: Span
    evidence: Span
    word: WordRef
    trigger: WordRef
    why: Why
    group: str = ""
    group_word: WordRef | None = None
    qualifier: str = "exact"
    part_of: int | None = None
    cumulative: bool = False
    as_of: When | None = None
    side: str | None = None
    claimant: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One telling of a deed: type and roles, content only.

    ``type`` is a PLOVER type or ``OTHER``, ``mode`` refines it. Role fields hold mentions. ``status`` is
    ``reported``, ``claimed``, ``disputed``, ``denied``, ``planned`` or ``hypothetical``. ``claimant`` is the index of
    the attribution under which it is told. ``claimed_by`` is the index of the attribution in which somebody claims
    the deed as his own, and is then one of ``actors``. ``background`` is True where the telling only refers to the
    deed ("the strikes", "this attack") rather than tells it. ``heading`` marks a title or heading,
    which names a deed told below it. ``scene`` holds where the sentence, passage or text is set that tells a deed
    without a place of its own: carried over, not told; the ``kind`` of its mentions tells from what (``clause``,
    ``passage``, ``dateline``, ``opening`` ...). ``period`` is likewise the time in which the passage or text is set
    that tells a deed without a date of its own, with its reason in ``why``. ``foes`` are whom a deed was done to
    that names nobody, inferred; the ``kind`` of its mentions tells from what (``answered``, ``fought``, ``likely``).
    ``cue`` is a response cue found at this telling ("retaliatory", "in response to") with ``answers`` the word of the
    deed answered, where named.
    """

    type: str
    mode: str
    trigger: WordRef
    span: Span
    evidence: Span
    why: Why
    actors: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    aimed_at: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    scene: tuple[Mention, ...] = ()
    foes: tuple[Mention, ...] = ()
    weapons: tuple[Span, ...] = ()
    counts: tuple[tuple[str, int, int, str], ...] = ()
    frame: WordRef | None = None
    when: When | None = None
    period: When | None = None
    status: str = "reported"
    certainty: float = 1.0
    claimant: int | None = None
    claimed_by: int | None = None
    codename: Span | None = None
    background: bool = False
    definite: bool = False
    heading: bool = False
    cue: Span | None = None
    cue_basis: str = "explicit"
    answers: WordRef | None = None
    part_of: WordRef | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """All that one document said: the unit of work, of storage and of distribution."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    tolls: tuple[Toll, ...] = ()
    times: tuple[When, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[Mention, ...] = ()
    issues: tuple[Issue, ...] = ()
    coder: dict[str, str] = field(default_factory=dict)
