"""An account as rows for people who ask in SQL: sentences, actors, places, events, claims, tolls, issues.

These tables are an index. The account itself is kept whole beside them, and only that is ever read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from histor.model import Account, Attribution, Event, Mention, Span, Toll

Row = tuple[Any, ...]

_SURROGATE = re.compile("[\ud800-\udfff]")


def table_rows(account: Account) -> dict[str, list[Row]]:
    """Return the rows of every table, without the account's number, which the store puts in front."""
    return {
        "actors": [tuple(map(tidy, (a.id, a.name, a.kind, a.side, a.country))) for a in _once(account.actors)],
        "places": [
            (tidy(p.id), tidy(p.name), p.lat, p.lon, p.country, tidy(p.admin1), p.precision)
            for p in _once(account.places)
        ],
        "events": [_event(account, n, event) for n, event in enumerate(account.events)],
        "event_roles": [row for n, event in enumerate(account.events) for row in _roles(account, n, event)],
        "claims": [_claim(account, n, said) for n, said in enumerate(account.attributions)],
        "tolls": [_toll(n, toll) for n, toll in enumerate(account.tolls)],
        "issues": [
            (i.stage, i.start, i.end, tidy(i.message))
            for i in dict.fromkeys((*account.document.issues, *account.issues))
        ],
    }


def sentence_rows(account: Account) -> Iterator[Row]:
    """Yield number, bounds, block, section and words of every sentence."""
    blocks = account.document.blocks
    for n, sentence in enumerate(account.sentences):
        known = 0 <= sentence.block < len(blocks)
        kind, section = (blocks[sentence.block].kind, blocks[sentence.block].section) if known else ("", ())
        words = _words(account, Span(sentence.start, sentence.end))
        yield (n, sentence.start, sentence.end, kind, tidy(" / ".join(section)), words)


def tidy(text: str | None) -> str | None:
    """Return text that SQLite can hold: a lone surrogate, which no UTF-8 has, becomes the replacement character."""
    return _SURROGATE.sub("\ufffd", text) if text else text


def _once(things: tuple[Any, ...]) -> list[Any]:
    return list({thing.id: thing for thing in things}.values())


def _words(account: Account, span: Span | None) -> str:
    return tidy(account.document.text[span.start : span.end]) or "" if span else ""


def _event(account: Account, n: int, event: Event) -> Row:
    when = event.when
    dates = (when.start, when.end, when.precision) if when else (None, None, None)
    words = _words(account, event.span)
    return (n, event.type, event.mode, event.status, *dates, event.claimant, words, *event.evidence,
            event.why.rule, float(event.why.score))


def _roles(account: Account, n: int, event: Event) -> Iterator[Row]:
    filled: tuple[tuple[str, tuple[Mention, ...]], ...] = (
        ("actor", event.actors), ("target", event.targets), ("aimed_at", event.aimed_at), ("place", event.places),
    )
    for role, mentions in filled:
        for mention in mentions:
            for ref in mention.refs or (None,):
                yield (n, role, tidy(ref), _words(account, mention.span))
    for span in event.weapons:
        yield (n, "weapon", None, _words(account, span))


def _claim(account: Account, n: int, said: Attribution) -> Row:
    content = " … ".join(_words(account, span) for span in said.content)
    speaker = (said.refs[0] if said.refs else None, _words(account, said.speaker_span) or None, said.affiliation)
    said_on = said.said_on.start if said.said_on else None
    return (n, *speaker, said.stance, _words(account, said.cue), content, said.nested_in, said_on, *said.evidence,
            said.why.rule, float(said.why.score))


def _toll(n: int, toll: Toll) -> Row:
    return (n, toll.effect, toll.low, toll.high, toll.qualifier, tidy(toll.group), toll.side, toll.part_of,
            int(toll.cumulative), toll.claimant, *toll.evidence, toll.why.rule, float(toll.why.score))
