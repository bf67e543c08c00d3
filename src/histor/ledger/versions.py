"""Where each source was met, what was said of it there, and which of several versions counts.

A text has no name of its own; what makes two texts versions of one another is that they were found in the same place (a
file, a page's address), or that somebody says so (``version_of``). Both are kept as readings, and only ever added to.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from histor.model import Account, Particulars, Reprint, Source, Version

_BARE = "sha256:"
_OF = "of:"
_SILENT = Particulars()
_ID = re.compile(r"s-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a source was met: its address, the place whose newest text counts, what orders the texts, what was said.

    An empty ``series`` is that of a text without a place (standard input); ``rank`` is ISO 8601 or empty, and among
    equals the text that was read later is the newer one.
    """

    uri: str = ""
    series: str = ""
    rank: str = ""
    given: Particulars = field(default_factory=Particulars)


@dataclass(frozen=True, slots=True)
class Known:
    """What a case holds of a text: by which coders it was read, what is said of it, and where it was met."""

    coders: frozenset[str] = frozenset()
    given: Particulars = field(default_factory=Particulars)
    series: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is said of a source over all its readings: at its first place, and where else its very words were met."""

    given: Particulars
    reprints: tuple[Reprint, ...] = ()


def note(link: sqlite3.Connection, number: int, source: Source, at: Whereabouts, now: str) -> bool:
    """Add a reading within the caller's transaction where it says anything new, and tell whether it did."""
    series, rank = place_of(link, source, at)
    told = json.dumps(at.given.said())
    mine = link.execute("SELECT series, given, rank FROM readings WHERE source = ? ORDER BY id", (number,)).fetchall()
    if mine and not at.series and not source.version_of:
        series = mine[0][0]  # a text without a place of its own, met again
    last = link.execute(
        "SELECT source FROM readings WHERE series = ? ORDER BY rank DESC, id DESC LIMIT 1", (series,)
    ).fetchone()
    same = [(given, ranked) for name, given, ranked in mine if name == series]
    stands = bool(same) and (last[0] == number or (rank != "" and rank <= max(ranked for _, ranked in same)))
    if stands and (not at.given.said() or same[-1][0] == told):
        return False
    link.execute(
        "INSERT INTO readings (source, uri, series, rank, given, recorded) VALUES (?, ?, ?, ?, ?, ?)",
        (number, _held(at.uri or source.uri), series, rank, told, now),
    )
    return True


def _held(text: str) -> str:
    """Return text that SQLite can hold, two names never becoming one: a lone surrogate is written out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def place_of(link: sqlite3.Connection, source: Source, at: Whereabouts) -> tuple[str, str]:
    """Return the series that a source belongs to and its rank there.

    A declared version joins the source that it names, whichever of the two was read first.
    """
    if source.version_of:
        found = _named(link, _held(source.version_of), source.sha256)
        rank = at.rank or f"{source.revised or source.published or '0'} {(source.revision or '').rjust(24, '0')}"
        return found or _OF + _held(source.version_of), rank
    for name in (_held(at.uri or source.uri), f"s-{source.sha256[:12]}"):
        if link.execute("SELECT 1 FROM readings WHERE series = ?", (_OF + name,)).fetchone():
            return _OF + name, at.rank
    return _held(at.series) or _BARE + source.sha256, at.rank


def _named(link: sqlite3.Connection, name: str, besides: str) -> str | None:
    """Return the series of the first source that was read from an address, or that has an id; never one's own."""
    rows = "SELECT r.series FROM readings r JOIN sources s ON s.id = r.source WHERE s.sha256 <> ? AND "
    found = link.execute(rows + "r.uri = ? ORDER BY r.id LIMIT 1", (besides, name)).fetchone()
    if found is None and _ID.fullmatch(name):
        low, high = name[2:], name[2:] + "g"  # the letter after the last that a hash has
        found = link.execute(
            rows + "s.sha256 > ? AND s.sha256 < ? ORDER BY r.id LIMIT 1", (besides, low, high)
        ).fetchone()
    return found[0] if found else None


def known(link: sqlite3.Connection, sha256: str) -> Known:
    """Return what the case holds of a text by the sha256 of its bytes."""
    coders = link.execute(
        "SELECT a.coder FROM accounts a JOIN sources s ON s.id = a.source WHERE s.sha256 = ? AND a.readable", (sha256,)
    )
    rows = link.execute(
        "SELECT r.uri, r.series, r.given FROM readings r JOIN sources s ON s.id = r.source WHERE s.sha256 = ?"
        " ORDER BY r.id", (sha256,),
    ).fetchall()  # fmt: skip
    series = frozenset(name for _, name, _ in rows)
    return Known(frozenset(row[0] for row in coders), _standing(rows).given, series)


def newest(link: sqlite3.Connection, source: Source, at: Whereabouts) -> tuple[str, str] | None:
    """Return the sha256 of the version that counts where a source belongs, and when it was read; None where none is."""
    series, _ = place_of(link, source, at)
    found = link.execute(
        "SELECT s.sha256, r.recorded FROM readings r JOIN sources s ON s.id = r.source WHERE r.series = ?"
        " ORDER BY r.rank DESC, r.id DESC LIMIT 1", (series,),
    ).fetchone()  # fmt: skip
    return (found[0], found[1]) if found else None


def standings(link: sqlite3.Connection) -> dict[int, Standing]:
    """Return what is said of every source, by its number."""
    rows: dict[int, list[tuple[str, str, str]]] = {}
    for number, *row in link.execute("SELECT source, uri, series, given FROM readings ORDER BY id"):
        rows.setdefault(number, []).append((row[0], row[1], row[2]))
    return {number: _standing(found) for number, found in rows.items()}


def _standing(rows: Iterable[tuple[str, str, str]]) -> Standing:
    """Fold the readings of one source: those at its first place are laid over one another, the others stand beside."""
    given, first = Particulars(), ""
    reprints: dict[str, Reprint] = {}
    for uri, series, told in rows:
        said = Particulars(**json.loads(told)) if told != "{}" else _SILENT  # of most sources nobody says anything
        first = first or series
        if series == first or first.startswith(_BARE):
            given, first = given if said is _SILENT else said.over(given), series
        else:
            reprints[uri] = Reprint(uri, said.publisher, said.url, said.published)
    return Standing(given, tuple(reprints.values()))


def versions(link: sqlite3.Connection) -> tuple[Version, ...]:
    """Return every source of the case, also those that no longer count, as versions of their series, in order."""
    counting = {number for (number,) in link.execute("SELECT id FROM current_sources")}
    said = standings(link)
    rows = link.execute(
        "SELECT s.id, s.sha256, s.title, s.kind, s.uri, s.publisher, s.published, s.revision, s.chars, r.series,"
        " min(r.recorded) FROM sources s JOIN readings r ON r.source = s.id"
        " GROUP BY s.id, r.series ORDER BY r.series, max(r.rank), max(r.id)"
    ).fetchall()
    firsts: dict[str, str] = {}
    numbers: dict[str, int] = {}
    made: dict[int, Version] = {}
    for number, sha256, title, kind, uri, publisher, published, revision, chars, series, read in rows:
        ident = f"s-{sha256[:12]}"
        of, at = firsts.setdefault(series, ident), numbers.get(series, 0) + 1
        numbers[series] = at
        given = said[number].given
        version = Version(
            ident, given.title or title, given.published or published, given.revision or revision, sha256, chars,
            of, at, number in counting, kind, uri, given.publisher or publisher, read,
        )
        if number not in made or at > made[number].number:
            made[number] = version
    return tuple(made[number] for number in sorted(made))


def told(account: Account, standing: Standing) -> Account:
    """Return an account with what was said of its source since, which may be more than when it was taken down."""
    if not standing.given.said():
        return account
    document = account.document
    return replace(account, document=replace(document, source=standing.given.on(document.source)))
