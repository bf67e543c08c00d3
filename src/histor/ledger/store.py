"""The ledger: accounts go in once, whole, in one transaction each, and come out as they went in."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from histor.ledger import codec, decisions, opening, rows, versions
from histor.ledger.decisions import Decision
from histor.ledger.faults import damaged, speaking
from histor.ledger.versions import Known, Standing, Whereabouts
from histor.model import Account, Document, Source, Version

_COLUMNS = {
    "actors": 6, "places": 8, "events": 14, "event_roles": 5, "claims": 14, "tolls": 15, "issues": 5,
}
_NEWEST = "FROM current_accounts c JOIN accounts a ON a.id = c.id JOIN sources s ON s.id = a.source ORDER BY s.id"
_NEWEST_BODIES = f"SELECT a.body, a.digest, s.uri, s.id {_NEWEST}"
_NEWEST_DIGESTS = f"SELECT s.id, a.digest {_NEWEST}"


def coder_key(coder: dict[str, str], published: str | None = None) -> str:
    """Return a coder as one line of canonical JSON: the same coder gives the same line.

    A day of publication that others than the text tell is part of it, since dates are reckoned from it.
    """
    coder = {**coder, "published": published} if published else coder
    return json.dumps(coder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class Ledger:
    """An open case. Use it as a context manager, or :meth:`close` it."""

    def __init__(self, link: sqlite3.Connection, path: Path | None) -> None:
        self._link = link
        self.path = path

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False, wait: float = 5.0) -> Ledger:
        """Return the case at ``path``, made if ``create`` and not there.

        ``wait`` is how many seconds to wait for another writer. Raises :class:`CaseError` for a file that is
        missing, foreign, newer or damaged, and :class:`CaseLocked` while another process writes it.
        """
        return cls(opening.connect(Path(path), create, wait), Path(path))

    @classmethod
    def memory(cls) -> Ledger:
        """Return a case that lives only as long as this object."""
        return cls(opening.memory(), None)

    def record(self, account: Account, *, readable: bool = True, at: Whereabouts | None = None) -> bool:
        """Keep an account, and tell whether it was new: one source by one coder is kept once.

        When this returns, the account is on the disk; when it raises, nothing of it is. ``readable`` is False for a
        source that could not be read, whose account holds only the issue; a readable account takes its place.
        ``at`` is where the source was met; the newest of the texts from one place counts.
        """
        at = at or Whereabouts(account.document.source.uri)
        body = zlib.compress(codec.encode(account))
        with self._writing() as link:
            source = self._source(link, account.document)
            told = at.given.on(replace(account.document.source, sha256=account.document.id))
            versions.note(link, source, told, at, _now())
            key = (source, coder_key(account.coder, at.given.published), int(readable))
            if link.execute("SELECT 1 FROM accounts WHERE (source, coder, readable) = (?, ?, ?)", key).fetchone():
                return False
            made = link.execute(
                "INSERT INTO accounts (source, coder, readable, body, digest, recorded) VALUES (?, ?, ?, ?, ?, ?)",
                (*key, body, hashlib.sha256(body).hexdigest(), _now()),
            )
            _index(link, made.lastrowid or 0, account)
        return True

    def has(self, sha256: str, coder: dict[str, str]) -> bool:
        """Tell whether a source (by the sha256 of its bytes) was already read by this coder."""
        return coder_key(coder) in self.coders(sha256)

    def coders(self, sha256: str) -> frozenset[str]:
        """Return the keys of all coders that have read a source."""
        return self.known(sha256).coders

    def known(self, sha256: str) -> Known:
        """Return what the case holds of a text: its coders, what is said of it, where it was met."""
        with speaking(self._name):
            return versions.known(self._link, sha256)

    def note(self, sha256: str, source: Source, at: Whereabouts) -> bool:
        """Keep where a known source was met again, and tell whether that says anything new."""
        with self._writing() as link:
            found = link.execute("SELECT id FROM sources WHERE sha256 = ?", (sha256,)).fetchone()
            return bool(found) and versions.note(link, found[0], source, at, _now())

    def newest(self, source: Source, at: Whereabouts) -> tuple[str, str] | None:
        """Return the sha256 of the text that counts where a source belongs, and when it was read, or None."""
        with speaking(self._name):
            return versions.newest(self._link, source, at)

    def versions(self) -> tuple[Version, ...]:
        """Return every source of the case, also those in whose place a newer version stands."""
        with speaking(self._name):
            return versions.versions(self._link)

    def standings(self) -> dict[str, Standing]:
        """Return what is said of every source and where else it was met, by the sha256 of its bytes."""
        with speaking(self._name):
            said = versions.standings(self._link)
            rows = self._link.execute("SELECT id, sha256 FROM sources").fetchall()
        return {sha256: said[number] for number, sha256 in rows if number in said}

    def accounts(self) -> Iterator[Account]:
        """Yield the account that counts of every source, in the order in which the sources were recorded.

        That is the newest readable one; older readings stay in the file. Raises :class:`CaseError` where the stored
        bytes are not those that were recorded.
        """
        with speaking(self._name):
            said = versions.standings(self._link)
            for body, digest, uri, number in self._link.execute(_NEWEST_BODIES):
                if hashlib.sha256(body).hexdigest() != digest:
                    raise damaged(self._name, f"the account of {uri} has changed since it was recorded")
                try:
                    yield _told(codec.decode(Account, zlib.decompress(body)), said[number])
                except (ValueError, zlib.error) as error:
                    raise damaged(self._name, f"the account of {uri} cannot be read: {error}") from error

    def find(self, words: str) -> list[tuple[str, int, int, str]]:
        """Return source id, bounds and text of every sentence that holds all the words, best first."""
        phrase = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        with speaking(self._name):
            return self._link.execute(
                "SELECT 's-' || substr(src.sha256, 1, 12), s.start, s.\"end\", s.text FROM sentence_index i"
                " JOIN sentences s ON s.id = i.rowid JOIN current_accounts c ON c.id = s.account"
                " JOIN sources src ON src.id = c.source WHERE sentence_index MATCH ? ORDER BY i.rank, s.id",
                (phrase,),
            ).fetchall() if phrase else []

    def fingerprint(self) -> str:
        """Return a hash of what the case holds; two cases with the same content in the same order have the same."""
        with speaking(self._name):
            digests = self._link.execute(_NEWEST_DIGESTS).fetchall()
            said = versions.standings(self._link)
            texts = self._link.execute("SELECT sha256 FROM sources ORDER BY id").fetchall()
        held = "\n".join([*(f"{digest}{said[number]}" for number, digest in digests), *(row[0] for row in texts)])
        return hashlib.sha256(held.encode("utf-8", "surrogatepass")).hexdigest()

    def decide(self, decision: Decision) -> str:
        """Keep a decision and return the hash that seals it and all before it."""
        with self._writing() as link:
            return decisions.append(link, decision)

    def decisions(self) -> Iterator[Decision]:
        """Yield every decision in order. Raises :class:`CaseError` where one was changed afterwards."""
        with speaking(self._name):
            for decision, holds in decisions.walk(self._link):
                if not holds:
                    raise damaged(self._name, f"the decision of {decision.made} about {decision.about} was changed")
                yield decision

    def close(self) -> None:
        """Close the file; the last to close leaves one file without companions."""
        self._link.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _name(self) -> str:
        return str(self.path or "the case in memory")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or, after any exception, nothing of it."""
        with speaking(self._name):
            self._link.execute("BEGIN IMMEDIATE")
            try:
                yield self._link
                self._link.execute("COMMIT")
            except BaseException:
                if self._link.in_transaction:  # a full disk has rolled back by itself
                    self._link.execute("ROLLBACK")
                raise

    def _source(self, link: sqlite3.Connection, document: Document) -> int:
        """Return the number of a document's source, which is written down at its first account."""
        known = link.execute("SELECT id FROM sources WHERE sha256 = ?", (document.id,)).fetchone()
        if known:
            return int(known[0])
        told = document.source
        values = (told.title, told.kind, told.uri, told.publisher, told.url, told.published, told.language,
                  told.publisher_kind, told.country, told.party, told.version_of, told.revision)
        made = link.execute(
            "INSERT INTO sources (sha256, title, kind, uri, publisher, url, published, language, publisher_kind,"
            " country, party, version_of, revision, chars, recorded) VALUES "
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (document.id, *map(rows.tidy, values), len(document.text), _now()),
        )
        return made.lastrowid or 0


def _told(account: Account, standing: Standing) -> Account:
    """Return an account with what was said of its source since, which may be more than when it was taken down."""
    if not standing.given.said():
        return account
    document = account.document
    return replace(account, document=replace(document, source=standing.given.on(document.source)))


def _index(link: sqlite3.Connection, number: int, account: Account) -> None:
    for table, found in rows.table_rows(account).items():
        marks = ", ".join("?" * _COLUMNS[table])
        link.executemany(f"INSERT INTO {table} VALUES ({marks})", ((number, *row) for row in found))
    for row in rows.sentence_rows(account):
        made = link.execute(
            'INSERT INTO sentences (account, n, start, "end", block, section, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
            (number, *row),
        )
        link.execute("INSERT INTO sentence_index (rowid, text) VALUES (?, ?)", (made.lastrowid, row[-1]))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
