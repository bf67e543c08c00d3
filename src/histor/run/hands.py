"""A hand: what a process needs to turn one source into one account, and how it does so without ever giving up a run.

A hand is hired inside the process that works (a loaded model cannot be sent to another), so what travels is only
the function that hires it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Protocol

from histor.errors import ReadError
from histor.ledger import Whereabouts, coder_key
from histor.model import Account, Document, Issue, Particulars, Source
from histor.read import INSIDE, Item
from histor.settings import Settings


class Hand(Protocol):
    """Reads a source and takes down its account."""

    @property
    def coder(self) -> dict[str, str]:
        """Version, model and lexicon, which are written into every account."""

    def read(self, source: str, data: bytes | None, form: str | None = None) -> Document:
        """Return the document; ``data`` holds the bytes where they do not lie in a file of that name."""

    def take(self, document: Document) -> Account:
        """Return what the document says."""


Hire = Callable[[], Hand]


@dataclass(frozen=True, slots=True)
class Job:
    """One source to read, the sha256 of its bytes (empty where they cannot be had), and who has read it already.

    ``given`` is what is said of the source, now and in earlier readings.
    """

    item: Item
    sha256: str
    coders: frozenset[str] = frozenset()
    given: Particulars = field(default_factory=Particulars)

    @property
    def source(self) -> str:
        """The address of the source, for people."""
        return self.item.address


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job: ``status`` is ``read``, ``known`` or ``failed``; ``account`` is what is to be recorded.

    ``told`` is the source of a known text, and ``at`` where it was met this time.
    """

    source: str
    status: str
    account: Account | None = None
    message: str = ""
    seconds: float = 0.0
    told: Source | None = None
    at: Whereabouts = field(default_factory=Whereabouts)


@dataclass(frozen=True, slots=True)
class ShippedHire:
    """Hires a hand that works with the shipped pipeline; equal settings are equal hires, so a process loads once."""

    settings: Settings

    def __call__(self) -> Hand:
        """Load the pipeline. Raises :class:`ModelError` and :class:`DataError`."""
        from histor.run.shipped import ShippedHand  # late: it loads the model

        return ShippedHand(self.settings)


@cache
def _hired(hire: Hire) -> Hand:
    return hire()


def work(hire: Hire, job: Job) -> Result:
    """Do one job with this process's hand; what is wrong with the source becomes a result, never an exception."""
    begun = perf_counter()
    result = _worked(_hired(hire), job)
    item = job.item
    at = Whereabouts(item.address, item.series, item.rank, item.given)
    return replace(result, seconds=perf_counter() - begun, at=at)


def _worked(hand: Hand, job: Job) -> Result:
    try:
        if job.item.error:
            raise ReadError(job.item.error)
        document = hand.read(job.source, job.item.data, job.item.form)
    except ReadError as error:
        account = _unread(job, str(error), hand.coder) if job.sha256 else None
        return Result(job.source, "failed", account, str(error))
    except MemoryError:
        return Result(job.source, "failed", None, _memory(job.source))
    document = replace(document, source=job.given.on(document.source))
    if coder_key(hand.coder, job.given.published) in job.coders:
        return Result(job.source, "known", told=document.source)
    return _taken(hand, job, document)


def _taken(hand: Hand, job: Job, document: Document) -> Result:
    try:
        account = hand.take(document)
    except ReadError as error:
        status, message, issue = "failed", str(error), Issue("parse", str(error))
    except MemoryError:
        return Result(job.source, "failed", None, _memory(job.source))
    except Exception as error:  # noqa: BLE001  a fault of ours in one document must not cost the others
        message = f"{job.source} could not be coded ({type(error).__name__}: {error}): please report it with the text."
        status, issue = "failed", Issue("extract", message)
    else:
        return Result(job.source, "read", account)
    account = Account(document, issues=(*document.issues, issue), coder=dict(hand.coder))
    return Result(job.source, status, account, message)


def _unread(job: Job, message: str, coder: dict[str, str]) -> Account:
    """Return the account of a source whose bytes are there and say nothing to us: its row, and why."""
    holder, inside, member = job.source.partition(INSIDE)
    title = f"{Path(holder).name}{INSIDE}{member}" if inside else Path(holder).stem
    source = job.given.on(Source(title, "unreadable", job.source, sha256=job.sha256))
    issues = (Issue("read", message),)
    return Account(Document(job.sha256, "", source, (), issues=issues), issues=issues, coder=dict(coder))


def _memory(source: str) -> str:
    return f"{source} needs more memory than there is: split it, or read with fewer --jobs."


def digest(item: Item) -> str:
    """Return the sha256 (hex) of a source's bytes, or an empty string where they cannot be had.

    A member that was refused before its bytes were read is known by its address and the reason, so that it has a row.
    """
    try:
        if item.error:
            if INSIDE not in item.address and not os.path.isfile(item.address):
                return ""
            return hashlib.sha256(f"{item.address}\n{item.error}".encode(errors="replace")).hexdigest()
        if item.data is not None:
            return hashlib.sha256(item.data).hexdigest()
        with Path(item.address).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""  # the reader will say why
