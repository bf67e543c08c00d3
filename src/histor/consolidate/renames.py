"""Gives an actor another's name throughout an account, where a person holds the two to be one."""

from __future__ import annotations

from collections.abc import Mapping

from histor.model import Account, Actor, Attribution, Event, Mention, Toll
from histor.model.records import replace

Names = Mapping[str, str]


def renamed(account: Account, names: Names) -> Account:
    """Return the account with every id that ``names`` holds replaced; the words of the source stay as they are."""
    return replace(
        account,
        actors=_actors(account.actors, names),
        mentions=_mentions(account.mentions, names),
        events=tuple(_event(row, names) for row in account.events),
        attributions=tuple(_attribution(row, names) for row in account.attributions),
        tolls=tuple(_toll(row, names) for row in account.tolls),
    )


def _actors(rows: tuple[Actor, ...], names: Names) -> tuple[Actor, ...]:
    """Return the actors, those of one name as one: the renamed one's name becomes an alias."""
    found: dict[str, Actor] = {}
    for row in sorted(rows, key=lambda row: row.id in names):  # who lends the name comes first
        ident = names.get(row.id, row.id)
        known = found.get(ident)
        side, above = _one(row.side, names), _one(row.part_of, names)
        if known is None:
            found[ident] = replace(row, id=ident, side=side, part_of=above)
        else:
            aliases = dict.fromkeys((*known.aliases, row.name, *row.aliases))
            found[ident] = replace(
                known, aliases=tuple(aliases), roles=tuple(dict.fromkeys((*known.roles, *row.roles))),
                side=known.side or side, part_of=known.part_of or above,
            )
    return tuple(found.values())


def _one(ident: str | None, names: Names) -> str | None:
    return names.get(ident, ident) if ident is not None else None


def _refs(refs: tuple[str, ...], names: Names) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.get(ref, ref) for ref in refs))


def _mentions(rows: tuple[Mention, ...], names: Names) -> tuple[Mention, ...]:
    return tuple(replace(row, refs=_refs(row.refs, names)) for row in rows)


def _event(row: Event, names: Names) -> Event:
    return replace(
        row, actors=_mentions(row.actors, names), targets=_mentions(row.targets, names),
        aimed_at=_mentions(row.aimed_at, names),
    )


def _attribution(row: Attribution, names: Names) -> Attribution:
    return replace(row, refs=_refs(row.refs, names), affiliation=_one(row.affiliation, names))


def _toll(row: Toll, names: Names) -> Toll:
    return replace(row, side=_one(row.side, names))
