"""The ledger: accounts go in once, whole, in one transaction each, and come out as they went in."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from histor.errors import CaseError
from histor.ledger import briefs, codec, computed, decisions, finding, opening, rows, versions
from histor.ledger.computed import Part
from histor.ledger.decisions import Decision
from histor.ledger.faults import damaged, speaking
from histor.ledger.finding import Entry, Hit, Question
from histor.ledger.versions import Known, Standing, Whereabouts
from histor.model import Account, Document, Source, Version

_COLUMNS = {"actors": 6, "places": 8, "events": 14, "event_roles": 5, "claims": 14, "tolls": 15, "issues": 5}
_NEWEST_BODIES = ("SELECT a.body, c.digest, s.uri, s.id FROM current_accounts c JOIN accounts a ON a.id = c.id"
                  " JOIN sources s ON s.id = c.source ORDER BY c.source")
_OF_SOURCE = ("SELECT s.sha256, a.body FROM accounts a JOIN sources s ON s.id = a.source"
              " WHERE a.readable AND substr(s.sha256, 1, length(?1)) = ?1 AND ?1 <> '' ORDER BY a.id")
_NEWEST_DIGESTS = "SELECT source, digest FROM current_accounts ORDER BY source"


def coder_key(coder: dict[str, str], published: str | None = None) -> str:
    """Return a coder as one line of canonical JSON: the same coder gives the same line.

    A day of publication that others than the text tell is part of it, since dates are reckoned from it.
    """
    coder = {**coder, "published": published} if published else coder
    return json.dumps(coder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class Ledger:
    """An open case. Use it as a context manager, or :meth:`close` it."""

    def __init__(self, link: sqlite3.Connection, path: Path | None, *, sound: bool = True) -> None:
        self._file, self._sound = link, sound
        self._print: tuple[tuple[int, int] | None, str] = (None, "")
        self.path = path

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False, wait: float = 5.0) -> Ledger:
        """Return the case at ``path``, made if ``create`` and not there.

        ``wait`` is how many seconds to wait for another writer. Raises :class:`CaseError` for a file that is
        missing, foreign, newer or damaged, and :class:`CaseLocked` while another process writes it.
        """
        return cls(opening.connect(Path(path), create, wait), Path(path), sound=create)

    @property
    def _link(self) -> sqlite3.Connection:
        """The file, looked through: what was computed of a case is known by a digest, and may be had without."""
        if not self._sound:
            opening.look_through(self._file, self._name)
            self._sound = True
        return self._file

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
            versions.note(link, source, told, at, now())
            key = (source, coder_key(account.coder, at.given.published), int(readable))
            if link.execute("SELECT 1 FROM accounts WHERE (source, coder, readable) = (?, ?, ?)", key).fetchone():
                return False
            made = link.execute(
                "INSERT INTO accounts (source, coder, readable, body, digest, recorded) VALUES (?, ?, ?, ?, ?, ?)",
                (*key, body, hashlib.sha256(body).hexdigest(), now()),
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
            return bool(found) and versions.note(link, found[0], source, at, now())

    def newest(self, source: Source, at: Whereabouts) -> tuple[str, str] | None:
        """Return the sha256 of the text that counts where a source belongs, and when it was read, or None."""
        with speaking(self._name):
            return versions.newest(self._link, source, at)

    def versions(self) -> tuple[Version, ...]:
        """Return every source of the case, also those in whose place a newer version stands."""
        with speaking(self._name):
            return versions.versions(self._file)

    def standings(self) -> dict[str, Standing]:
        """Return what is said of every source and where else it was met, by the sha256 of its bytes."""
        with speaking(self._name):
            said = versions.standings(self._link)
            rows = self._link.execute("SELECT id, sha256 FROM sources").fetchall()
        return {sha256: said[number] for number, sha256 in rows if number in said}

    def accounts(self, known: dict[str, Account] | None = None, rules: str = "") -> Iterator[Account]:
        """Yield the account that counts of every source, in the order in which the sources were recorded.

        That is the newest readable one; older readings stay in the file. Raises :class:`CaseError` where the stored
        bytes are not those that were recorded. ``known`` keeps accounts from one call to the next, by a digest of all
        that they hang on: one that is in it is handed out as it is. An account of which there is a brief by these
        ``rules`` unfolds its words when they are asked for.
        """
        known = {} if known is None else known
        with speaking(self._name):
            said = versions.standings(self._link)
            for body, digest, uri, number in self._link.execute(_NEWEST_BODIES):
                if hashlib.sha256(body).hexdigest() != digest:
                    raise damaged(self._name, f"the account of {uri} has changed since it was recorded")
                try:
                    key = briefs.key_of(digest, said[number])
                    if key not in known:
                        brief = computed.found(self._link, rules, f"brief {key}") if rules else None
                        known[key] = versions.told(briefs.account_of(brief, body), said[number])
                    yield known[key]
                except (ValueError, zlib.error) as error:
                    raise damaged(self._name, f"the account of {uri} cannot be read: {error}") from error

    def computed(self, key: str, part: str) -> bytes | None:
        """Return a part of what :meth:`keep` kept under a key, or None."""
        with speaking(self._name):
            return computed.found(self._file, key, part)

    def keep(self, parts: Mapping[tuple[str, str], Part]) -> bool:
        """Keep what was computed in the place of what was kept before; tell whether the file could take it.

        A part is kept under a key (of all that it hangs on) and its name; one that is a function is made only where it
        is not there. A case that may not be written now (another writes it, or the folder forbids it) is as good
        without.
        """
        try:
            with self._writing() as link:
                computed.keep(link, parts)
        except CaseError:
            return False
        return True

    def account(self, source: str) -> Account:
        """Return the newest readable account of a source by the beginning of its id; older versions can be named too.

        Raises :class:`CaseError` where none or several have such an id.
        """
        with speaking(self._name):
            rows = self._link.execute(_OF_SOURCE, (source.removeprefix("s-").casefold(),)).fetchall()
        if len({row[0] for row in rows}) != 1:
            many = "several sources have" if rows else "no source has"
            raise CaseError(f"In {self._name}, {many} the id {source!r}: see `histor show CASE sources`.")
        return codec.decode(Account, zlib.decompress(rows[-1][1]))

    def sentences(self) -> Iterator[tuple[str, int, int, str]]:
        """Yield source id, bounds and text of every sentence of the accounts that count."""
        with speaking(self._name):
            yield from self._link.execute(
                "SELECT 's-' || substr(src.sha256, 1, 12), s.start, s.\"end\", s.text FROM sentences s"
                " JOIN current_accounts c ON c.id = s.account JOIN sources src ON src.id = c.source ORDER BY s.id")

    def indexed(self) -> str | None:
        """Return the key that the index for finding was made under, None where there is none."""
        with speaking(self._name):
            return finding.state(self._link)

    def index(self, key: str, entries: Sequence[Entry], names: Sequence[finding.Name]) -> None:
        """Make the index for finding: in the file, or for this connection where the file may not be written."""
        try:
            with self._writing() as link:
                finding.fill(link, key, entries, names)
        except CaseError:
            with speaking(self._name):
                finding.fill_aside(self._link, key, entries, names)

    def search(self, asked: Question) -> tuple[list[Hit], int]:
        """Return what answers a question from the index, best first, and how much there is in all."""
        with speaking(self._name):
            return finding.search(self._link, asked)

    def fingerprint(self) -> str:
        """Return a hash of what the case holds: its accounts in their order, and what people decided about them."""
        with speaking(self._name):
            (theirs,) = self._file.execute("PRAGMA data_version").fetchone()
            if self._print[0] == (theirs, self._file.total_changes):  # neither others nor we have written since
                return self._print[1]
            digests = self._file.execute(_NEWEST_DIGESTS).fetchall()
            last = self._file.execute("SELECT hash FROM decisions ORDER BY id DESC LIMIT 1").fetchall()
            said = versions.standings(self._file)
            texts = self._file.execute("SELECT sha256 FROM sources ORDER BY id").fetchall()
        held = [*(f"{digest}{said[number]}" for number, digest in digests), *(row[0] for row in (*texts, *last))]
        told = hashlib.sha256("\n".join(held).encode("utf-8", "surrogatepass")).hexdigest()
        self._print = ((theirs, self._file.total_changes), told)
        return told

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
        self._file.close()

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
            (document.id, *map(rows.tidy, values), len(document.text), now()),
        )
        return made.lastrowid or 0


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


def now() -> str:
    """Return the present in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
