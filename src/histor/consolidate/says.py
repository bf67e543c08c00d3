"""Turns attributions into claims: who says what, about which incident, with which stance, inside whose words."""

from __future__ import annotations

from histor.consolidate.tellings import Registry
from histor.model import Attribution, Claim, Span, WordRef
from histor.model.records import replace

#: For each sentence of an account, the words that tell deeds: word, start, end, incident.
_Deeds = dict[tuple[int, int], list[tuple[int, int, int, str]]]
#: Sentences from the cue on that a claim's content can run over.
_REACH = 12


def claims_of(registry: Registry, incident_at: dict[tuple[int, WordRef], str]) -> list[Claim]:
    """Return a claim for every attribution whose speaker resolves; a nameless one stays in the account alone."""
    found: list[Claim] = []
    deeds = _deeds(registry, incident_at)
    for number, account in enumerate(registry.accounts):
        ids = [_ident(registry, number, row, index) for index, row in enumerate(account.attributions)]
        for index, row in enumerate(account.attributions):
            if row.refs:
                nested = ids[row.nested_in] if row.nested_in is not None else None
                found.extend(_rows(registry, number, row, ids[index], nested, deeds))
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
    deeds: _Deeds,
) -> list[Claim]:
    account = registry.accounts[number]
    text = account.document.text
    content = " … ".join(" ".join(text[s.start : s.end].split()) for s in row.content)
    about = _incidents(number, row, deeds)
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


def _deeds(registry: Registry, incident_at: dict[tuple[int, WordRef], str]) -> _Deeds:
    found: _Deeds = {}
    for (number, word), ident in sorted(incident_at.items()):
        token = registry.accounts[number].sentences[word.sentence].tokens[word.token - 1]
        found.setdefault((number, word.sentence), []).append((word.token, token.start, token.end, ident))
    return found


def _incidents(number: int, row: Attribution, deeds: _Deeds) -> tuple[str, ...]:
    """Return the incidents told inside a claim's content, or named by what it condemns or denies."""
    found: dict[str, None] = {}
    if row.about is not None:
        named = deeds.get((number, row.about.sentence), ())
        found.update({ident: None for token, *_, ident in named if token == row.about.token})
    for sentence in range(row.sentence - 1, row.sentence + _REACH):
        for _, start, end, ident in deeds.get((number, sentence), ()):
            if any(_holds(content, start, end) for content in row.content):
                found[ident] = None
    return tuple(found)


def _holds(content: Span, start: int, end: int) -> bool:
    return content.start <= start and end <= content.end
