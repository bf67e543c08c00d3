"""Turns attributions into claims: who says what, about which incident, with which stance, inside whose words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from histor.consolidate.kept import KeptOf
from histor.consolidate.tellings import Registry, Telling
from histor.model import Account, Attribution, Claim, Span, WordRef
from histor.model.records import replace

#: The words of an account that tell deeds, in text order, with their incidents; and the claims that hang on them.
_Told = tuple[tuple[WordRef, str], ...]
KeptClaims = KeptOf[_Told, tuple[Claim, ...]]
#: For each sentence of an account, the words that tell deeds: word, start, end, incident.
_Deeds = dict[int, list[tuple[int, int, int, str]]]
#: Sentences from the cue on that a claim's content can run over.
_REACH = 12


def claims_of(
    registry: Registry, tellings: Sequence[Telling], incident_at: Mapping[tuple[int, WordRef], str],
    kept: KeptClaims | None = None,
) -> list[Claim]:
    """Return a claim for every attribution whose speaker resolves; a nameless one stays in the account alone.

    ``kept`` keeps the claims of an account while its deeds are of the same incidents.
    """
    kept = KeptClaims() if kept is None else kept
    told = _told(tellings, incident_at)
    kept.begin()
    found = [
        kept.of(account, told.get(number, ()), partial(_of_account, registry, number, told.get(number, ())))
        for number, account in enumerate(registry.accounts)
    ]
    kept.end()
    return [claim for claims in found for claim in claims]


def _told(tellings: Sequence[Telling], incident_at: Mapping[tuple[int, WordRef], str]) -> dict[int, _Told]:
    """Return for every account the words that tell its deeds, in text order, with their incidents."""
    found: dict[int, dict[WordRef, str]] = defaultdict(dict)
    for telling in tellings:
        ident = incident_at.get(telling.word)
        if ident is not None:
            found[telling.account][telling.event.trigger] = ident
    return {number: tuple(rows.items()) for number, rows in found.items()}


def _of_account(registry: Registry, number: int, told: _Told) -> tuple[Claim, ...]:
    account, deeds = registry.accounts[number], _deeds(registry.accounts[number], told)
    ids = [_ident(registry, number, row, index) for index, row in enumerate(account.attributions)]
    found: list[Claim] = []
    for index, row in enumerate(account.attributions):
        if row.refs:
            nested = ids[row.nested_in] if row.nested_in is not None else None
            found.extend(_rows(registry, number, row, (ids[index], nested), deeds))
    there = {claim.id for claim in found}
    return tuple(c if c.nested_in in there or c.nested_in is None else replace(c, nested_in=None) for c in found)


def _ident(registry: Registry, number: int, row: Attribution, index: int) -> str:
    return f"c-{registry.sources[number][2:8]}-{row.cue.start}-{index}"


def _rows(
    registry: Registry, number: int, row: Attribution, ids: tuple[str, str | None], deeds: _Deeds
) -> list[Claim]:
    account, (ident, nested) = registry.accounts[number], ids
    text = account.document.text
    content = " … ".join(" ".join(text[s.start : s.end].split()) for s in row.content)
    about = _incidents(row, deeds)
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


def _deeds(account: Account, told: _Told) -> _Deeds:
    found: _Deeds = {}
    for word, ident in told:
        token = account.sentences[word.sentence].tokens[word.token - 1]
        found.setdefault(word.sentence, []).append((word.token, token.start, token.end, ident))
    return found


def _incidents(row: Attribution, deeds: _Deeds) -> tuple[str, ...]:
    """Return the incidents told inside a claim's content, or named by what it condemns or denies."""
    found: dict[str, None] = {}
    if row.about is not None:
        named = deeds.get(row.about.sentence, ())
        found.update({ident: None for token, *_, ident in named if token == row.about.token})
    for sentence in range(row.sentence - 1, row.sentence + _REACH):
        for _, start, end, ident in deeds.get(sentence, ()):
            if any(_holds(content, start, end) for content in row.content):
                found[ident] = None
    return tuple(found)


def _holds(content: Span, start: int, end: int) -> bool:
    return content.start <= start and end <= content.end
