"""Turns attributions into claims: who says what, about which incident, with which stance, inside whose words."""

from __future__ import annotations

from dataclasses import replace

from histor.consolidate.tellings import Registry
from histor.model import Attribution, Claim, Span, WordRef


def claims_of(registry: Registry, incident_at: dict[tuple[int, WordRef], str]) -> list[Claim]:
    """Return a claim for every attribution whose speaker resolves; a nameless one is no row but stays in the account."""
    found: list[Claim] = []
    for number, account in enumerate(registry.accounts):
        ids = [_ident(registry, number, row, index) for index, row in enumerate(account.attributions)]
        for index, row in enumerate(account.attributions):
            if row.refs:
                nested = ids[row.nested_in] if row.nested_in is not None else None
                found.extend(_rows(registry, number, row, ids[index], nested, incident_at))
    kept = {claim.id for claim in found}
    return [c if c.nested_in in kept or c.nested_in is None else replace(c, nested_in=None) for c in found]


def _ident(registry: Registry, number: int, row: Attribution, index: int) -> str:
    return f"c-{registry.sources[number][2:8]}-{row.cue.start}-{index}"


def _rows(
    registry: Registry,
    number: int,
    row: Attribution,
    ident: str,
    nested: str | None,
    incident_at: dict[tuple[int, WordRef], str],
) -> list[Claim]:
    account = registry.accounts[number]
    text = account.document.text
    content = " … ".join(" ".join(text[s.start : s.end].split()) for s in row.content)
    about = _incidents(registry, number, row, incident_at)
    return [
        Claim(
            id=ident if place == 0 else f"{ident}-{place + 1}",
            speaker=speaker,
            affiliation=row.affiliation if row.affiliation != speaker else None,
            stance=row.stance,
            content=content,
            incidents=about,
            said_on=row.said_on.start if row.said_on is not None else None,
            nested_in=nested,
            evidence=(registry.evidence(number, row.evidence),),
            cue=text[row.cue.start : row.cue.end],
            why=row.why,
        )
        for place, speaker in enumerate(row.refs)
    ]


def _incidents(
    registry: Registry, number: int, row: Attribution, incident_at: dict[tuple[int, WordRef], str]
) -> tuple[str, ...]:
    """Return the incidents told inside a claim's content, or named by what it condemns or denies."""
    account = registry.accounts[number]
    found: dict[str, None] = {}
    if row.about is not None and (known := incident_at.get((number, row.about))):
        found[known] = None
    low, high = max(0, row.sentence - 1), min(len(account.sentences), row.sentence + 12)
    for index in range(low, high):
        for token in account.sentences[index].tokens:
            if any(_holds(content, token.start, token.end) for content in row.content):
                known = incident_at.get((number, WordRef(index, token.id)))
                if known is not None:
                    found[known] = None
    return tuple(found)


def _holds(content: Span, start: int, end: int) -> bool:
    return content.start <= start and end <= content.end
