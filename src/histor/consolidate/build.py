"""Composes the case: tellings to clusters to incidents, then claims, figures, answers and contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from histor.consolidate.comparison import Comparison
from histor.consolidate.condemned import meant_doers
from histor.consolidate.contradictions import contradictions_of
from histor.consolidate.denials import denial_links
from histor.consolidate.disputes import Disputes
from histor.consolidate.figures import Figures
from histor.consolidate.hierarchy import hang_parts
from histor.consolidate.incidents import incident_of
from histor.consolidate.joining import joined
from histor.consolidate.kept import Kept
from histor.consolidate.own_words import OwnWords, relations_of
from histor.consolidate.periods import dated_by_periods
from histor.consolidate.responses import Responses
from histor.consolidate.rulings import Rulings
from histor.consolidate.says import claims_of
from histor.consolidate.sheets import Sheets
from histor.consolidate.shelf import Cluster
from histor.consolidate.standing import JOINT, WORDS, is_dated
from histor.consolidate.tellings import Registry, Telling, source_id
from histor.model import (
    Account,
    CaseIssue,
    CaseView,
    Casualty,
    Claim,
    Contradiction,
    Evidence,
    Incident,
    Response,
    SourceRow,
    When,
    Why,
    WordRef,
)
from histor.model.records import replace


def view(
    accounts: Sequence[Account], title: str = "", rulings: Rulings | None = None, sheets: Sheets | None = None
) -> CaseView:
    """Return the case that some accounts make together, as people have ruled on it.

    The order in which they were read changes nothing, and the same source read twice says nothing twice. ``sheets``
    keeps what was made of single accounts from one call to the next.
    """
    rulings, sheets = rulings or Rulings(), sheets or Sheets()
    unique = {account.document.id: account for account in sorted(accounts, key=_rank, reverse=True)}
    ordered = [sheets.named(account, rulings.same) for account in sorted(unique.values(), key=_rank)]
    registry = Registry(ordered, rulings.different)
    tellings, incidents, incident_at = told(registry, rulings, sheets)
    incidents = hang_parts(_blamed(incidents, tellings, incident_at), registry)
    claims = claims_of(registry, tellings, incident_at, sheets.claims)
    names = [sheets.of(account).names for account in ordered]
    figures = Figures(registry, incident_at, tellings, names, sheets.harm)
    compared = Comparison(registry, incidents, claims, figures, sketches=sheets.sketches,
                          kept=sheets.figures)
    own = OwnWords(registry, compared.mouths, tellings, incident_at, compared.claims).denials()
    claims, casualties = _with_own(compared.claims, own), compared.casualties
    answers = Responses(registry, tellings, incident_at, sheets.answers)
    responses = answers.rows()
    contradictions = contradictions_of(
        incidents, casualties, [*compared.denials, *own], Disputes(registry, tellings, incident_at).held
    )
    linked = {row.incident for row in responses}
    denials = denial_links(incidents, claims, contradictions, registry)
    responses += [row for row in denials if row.incident not in linked]
    responses += answers.spoken(frozenset(row.incident for row in responses))
    incidents = _dated_by_answer(meant_doers(incidents, responses, registry.sides), responses)
    incidents = dated_by_periods(_denied_to(incidents, contradictions), tellings, incident_at)
    return CaseView(
        title=title or (ordered[0].document.source.title if ordered else ""),
        coder=dict(ordered[-1].coder) if ordered else {},
        sources=tuple(_source(account) for account in ordered),
        actors=tuple(registry.actors[i] for i in _used_actors(registry, incidents, claims, casualties)),
        places=tuple(registry.places[i] for i in _used_places(registry, incidents)),
        incidents=tuple(incidents),
        claims=tuple(claims),
        casualties=tuple(casualties),
        responses=tuple(responses),
        contradictions=tuple(contradictions),
        relations=(*compared.relations, *relations_of(own)),
        origins=compared.origins,
        issues=tuple(CaseIssue(source_id(a), issue) for a in ordered for issue in a.issues),
        texts={source_id(a): a.document.text for a in ordered},
    )


def _with_own(claims: Sequence[Claim], denials: Sequence[tuple[Claim, Claim]]) -> list[Claim]:
    """Return claims with those that publishers make in their own voice, each once."""
    found = {claim.id: claim for claim in claims}
    found.update({claim.id: claim for pair in denials for claim in pair})
    return list(found.values())


def told(
    registry: Registry, rulings: Rulings, sheets: Sheets
) -> tuple[list[Telling], list[Incident], dict[tuple[int, WordRef], str]]:
    """Return all tellings, the incidents that they make, and the incident of each telling's trigger."""
    tellings, found = joined(registry, [sheets.of(account) for account in registry.accounts], rulings, sheets.judged)
    clusters = [c for c in found if _tells(c)]
    incidents = _incidents(clusters, registry, sheets.incidents)
    incident_at = {
        telling.word: incident.id
        for cluster, incident in zip(clusters, incidents, strict=True)
        for telling in cluster.tellings
    }
    return tellings, incidents, incident_at


def _incidents(clusters: Sequence[Cluster], registry: Registry, kept: Kept[bytes, Incident]) -> list[Incident]:
    """Return the incident of each cluster; one whose cluster is as it was before is what it was before."""
    kept.begin()
    found = [kept.of(cluster.mark, partial(incident_of, cluster, registry)) for cluster in clusters]
    kept.end()
    return found


def _rank(account: Account) -> tuple[str, str, str, str]:
    source = account.document.source
    return source.published or "9999", account.document.id, source.uri, source.title


_IN_WORDS = WORDS | JOINT | {"CONCEDE"}


def _tells(cluster: Cluster) -> bool:
    """Tell whether a cluster is an incident: something told as done or claimed, or a plan or denial with an actor."""
    statuses = {t.event.status for t in cluster.tellings}
    if cluster.first.event.type in _IN_WORDS and not any(t.event.actors or _signed(t) for t in cluster.tellings):
        return False  # words without a mouth are no incident
    if statuses & {"reported", "claimed"}:
        only_aim = all(t.event.status == "planned" or not _anything(t) for t in cluster.tellings)
        return not only_aim
    told = any(t.event.targets or t.event.places for t in cluster.tellings)
    return "denied" in statuses and any(t.actors for t in cluster.tellings) and told


def _signed(telling: Telling) -> bool:
    """Tell whether what takes several is told as done, with its day or scene: *a treaty was signed at Orsk*."""
    event = telling.event
    done = event.type in JOINT and event.status == "reported" and not event.background
    return done and (is_dated(telling) or any(m.kind == "place" for m in event.places))


def _anything(telling: Telling) -> bool:
    event = telling.event
    return bool(event.actors or event.targets or event.places or event.when or event.aimed_at)


def _blamed(
    incidents: Sequence[Incident], tellings: Sequence[Telling], at: dict[tuple[int, WordRef], str]
) -> list[Incident]:
    """Give a condemnation of a deed the deed's doers as its target: who condemns the raid condemns the raiders.

    Those of whom the same account tells: whom another account holds to the deed, nobody quoted in this one has named.
    """
    doers: dict[tuple[int, str], dict[str, None]] = {}
    for telling in tellings:
        if (ident := at.get(telling.word)) is not None and telling.event.status != "planned":
            told = (ref for mention in telling.event.actors for ref in mention.refs)
            doers.setdefault((telling.account, ident), {}).update(dict.fromkeys(told))
    by_id = {incident.id: incident for incident in incidents}
    blamed: dict[str, dict[str, None]] = {}
    deeds: dict[str, set[str]] = {}
    for telling in tellings:
        here = at.get(telling.word) if telling.event.type in {"ACCUSE", "REJECT", "SUPPORT"} else None
        if here is None:
            continue
        for mention in telling.event.targets:
            there = at.get((telling.account, mention.word))
            if there is not None and there != here:
                ours = doers.get((telling.account, there), ())
                blamed.setdefault(here, {}).update(dict.fromkeys(i for i in by_id[there].actors if i in ours))
                deeds.setdefault(here, set()).update(mention.refs)
    return [
        _aimed_at(
            row,
            [t for t in row.targets if t not in deeds.get(row.id, ())]
            + [i for i in blamed.get(row.id, ()) if i not in row.actors],
            "who condemns or praises a deed means its doers",
        )
        for row in incidents
    ]


def _dated_by_answer(incidents: Sequence[Incident], responses: Sequence[Response]) -> list[Incident]:
    """Give an undated answer an open interval from the day of what it answers: it cannot be earlier."""
    by_id = {row.id: row for row in incidents}
    start: dict[str, str] = {}
    for row in responses:
        day = by_id[row.responds_to].date
        if by_id[row.incident].date.start is None and day.start is not None and day.precision == "day":
            start.setdefault(row.incident, day.start)
    return [
        replace(
            row,
            date=When(start=start[row.id], precision="interval", basis="inferred", why="not before what it answers"),
        )
        if row.id in start
        else row
        for row in incidents
    ]


def _denied_to(incidents: Sequence[Incident], contradictions: Sequence[Contradiction]) -> list[Incident]:
    """Give a denial the mouth that it contradicts as its target, where none but the claim itself is named."""
    against: dict[Evidence, tuple[str, ...]] = {}
    for row in contradictions:
        if row.field == "claim":
            for proof in row.positions[1].evidence:
                against[proof] = row.positions[0].said_by
    found = list(incidents)
    for at, incident in enumerate(incidents):
        if incident.type == "REJECT" and incident.mode == "deny":
            denied = next((against[e] for e in incident.evidence if e in against), ())
            theirs = tuple(i for i in denied if i not in incident.actors)
            if theirs:
                found[at] = _aimed_at(incident, theirs, "who denies a claim means who makes it")
    return found


def _aimed_at(row: Incident, targets: Iterable[str], why: str) -> Incident:
    """Return an incident with other targets, standing on what tells the incident where nothing told them before."""
    found = tuple(dict.fromkeys(targets))
    if found == row.targets and bool(found) == ("targets" in row.fields):
        return row
    fields = {name: support for name, support in row.fields.items() if name != "targets" or found}
    if found and "targets" not in fields:
        reason = Why(rule="consolidate/blame", sentence=why, score=0.8)
        fields["targets"] = replace(fields["type"], why=reason)
    return replace(row, targets=found, fields=dict(sorted(fields.items())))


def _source(account: Account) -> SourceRow:
    source, document = account.document.source, account.document
    return SourceRow(
        id=source_id(account),
        title=source.title,
        kind=source.kind,
        publisher=source.publisher,
        url=source.url,
        published=source.published,
        language=source.language,
        sha256=document.id,
        chars=len(document.text),
        uri=source.uri,
        publisher_kind=source.publisher_kind,
        country=source.country,
        party=source.party,
        version_of=source.version_of,
        revision=source.revision,
        revised=source.revised,
        references=source.references,
    )


def _used_actors(
    registry: Registry, incidents: Sequence[Incident], claims: Sequence[Claim], casualties: Sequence[Casualty]
) -> list[str]:
    """Return the ids of every actor that a row names, in order of first use, with those that they belong to.

    These are the bodies and sides above them, and the bodies for which they speak or hold office.
    """
    found: dict[str, None] = {}
    for row in incidents:
        found.update(dict.fromkeys([*row.actors, *row.targets, *row.claimed_targets]))
    for claim in claims:
        found.update(dict.fromkeys(i for i in (claim.speaker, claim.affiliation) if i))
    for figure in casualties:
        found.update(dict.fromkeys(i for i in (figure.according_to, figure.side) if i))
    for known in registry.actors.values():
        if known.roles or known.kind in {"person", "armed group"}:
            found.setdefault(known.id)
            found.update(dict.fromkeys(office.of for office in known.roles if office.of))
    for ident in list(found):
        actor = registry.actors.get(ident)
        while actor is not None and (above := actor.part_of or actor.side) and above not in found:
            found[above] = None
            actor = registry.actors.get(above)
    return [ident for ident in found if ident in registry.actors]


def _used_places(registry: Registry, incidents: Sequence[Incident]) -> list[str]:
    found: dict[str, None] = {}
    for row in incidents:
        for place in row.places:
            found.update(dict.fromkeys(registry.line(place)))
    return [ident for ident in found if ident in registry.places]
