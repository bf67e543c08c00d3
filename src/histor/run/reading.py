"""One run: every source to a hand, every account to the ledger, in order, and a report of what became of each."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from time import perf_counter

from histor.errors import HistorError
from histor.ledger import Ledger, Whereabouts
from histor.model import Source
from histor.read import Item, Way, items
from histor.run.hands import Hire, Job, Result, digest, work


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: ``status`` is ``read``, ``known`` or ``failed``, ``message`` the reason.

    ``note`` is a sentence about one that was read or known: that it has changed since, that it was met elsewhere.
    """

    source: str
    status: str
    message: str = ""
    words: int = 0
    sentences: int = 0
    seconds: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a run; ``outcomes`` are in the order of the sources and end where it was interrupted."""

    outcomes: tuple[Outcome, ...]
    seconds: float
    interrupted: bool = False

    def count(self, status: str) -> int:
        """Return how many sources ended so."""
        return sum(outcome.status == status for outcome in self.outcomes)

    @property
    def words(self) -> int:
        """Words read in this run."""
        return sum(outcome.words for outcome in self.outcomes)

    @property
    def sentences(self) -> int:
        """Sentences read in this run."""
        return sum(outcome.sentences for outcome in self.outcomes)

    @property
    def speed(self) -> float:
        """Words a second, over the whole run."""
        return self.words / self.seconds if self.seconds else 0.0


OnProgress = Callable[[Outcome], None]


def read_sources(
    sources: Sequence[str],
    ledger: Ledger,
    hire: Hire,
    on_progress: OnProgress = lambda outcome: None,
    jobs: int = 1,
    *,
    way: Way | None = None,
) -> Report:
    """Read every source and record its account; ``on_progress`` is called after each.

    ``sources`` are what a person names: files, folders, containers, addresses; ``way`` tells how they are come by.
    ``hire`` makes the hand and, for more than one job, must be a function that can be pickled. Ctrl-C finishes the
    account that is being recorded and returns a report that says so. Raises :class:`CaseError` and
    :class:`ModelError`; what was recorded before stays.
    """
    begun = perf_counter()
    done: list[Outcome] = []
    found = items(sources, way)
    first = list(islice(found, jobs))  # a process for each of a few sources is enough
    queue = (_job(item, ledger) for item in chain(first, found))
    jobs = min(jobs, len(first))
    try:
        with closing(_in_pool(hire, queue, jobs) if jobs > 1 else _here(hire, queue)) as results:
            for result in results:
                with _undisturbed():
                    done.append(_recorded(ledger, result))
                    on_progress(done[-1])
    except KeyboardInterrupt:
        return Report(tuple(done), perf_counter() - begun, interrupted=True)
    return Report(tuple(done), perf_counter() - begun)


def _job(item: Item, ledger: Ledger) -> Job:
    """Return a source as work to do. What was said of it in earlier readings at the same place still holds."""
    sha256 = digest(item)
    known = ledger.known(sha256)
    elsewhere = bool(item.series) and bool(known.series) and not known.series & {item.series}
    given = known.given if elsewhere else item.given.over(known.given)
    return Job(item, sha256, known.coders, given)


def _recorded(ledger: Ledger, result: Result) -> Outcome:
    status, source = result.status, result.account.document.source if result.account else result.told
    note = _change(ledger, source, result.at) if source and status != "failed" else ""
    if result.account and not ledger.record(result.account, readable=status == "read", at=result.at):
        status = "known" if status == "read" else status  # the same bytes twice in one run
    if result.told and ledger.note(result.told.sha256, result.told, result.at) and not note:
        note = _elsewhere(result.told, result.at)
    sentences = result.account.sentences if result.account and status == "read" else ()
    words = sum(len(sentence.tokens) for sentence in sentences)
    return Outcome(result.source, status, result.message, words, len(sentences), result.seconds, note)


def _elsewhere(source: Source, at: Whereabouts) -> str:
    """Return the sentence for a text that was met before in another place, or nothing."""
    if not at.series or source.uri == at.uri:
        return ""
    return (f"{at.uri} holds the very bytes of {source.uri}, which was read before: it is kept as another place of"
            f" s-{source.sha256[:12]} and says nothing twice.")


def _change(ledger: Ledger, source: Source, at: Whereabouts) -> str:
    """Return the sentence for a source in whose place another text was read before, or nothing."""
    before = ledger.newest(source, at)
    if before is None or before[0] == source.sha256:
        return ""
    old, day = f"s-{before[0][:12]}", before[1][:10]
    if at.rank or source.version_of:
        return (f"{at.uri} is another version of {old}, which was read on {day}: both are kept, and the newest counts"
                " (histor show CASE sources lists them).")  # fmt: skip
    return (f"{at.uri} has changed since it was read on {day}: what it says now counts, and what it said then is kept"
            f" as {old} (histor show CASE sources lists both).")  # fmt: skip


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C back until the block has ended, so that an account is recorded and counted, or neither."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
    if pressed:
        raise KeyboardInterrupt


def _here(hire: Hire, queue: Iterable[Job]) -> Generator[Result, None, None]:
    """Yield the results of this process."""
    for job in queue:
        yield work(hire, job)


def _in_pool(hire: Hire, queue: Iterable[Job], jobs: int) -> Generator[Result, None, None]:
    """Yield the results in the order of the jobs, with a few jobs under way at any time."""
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _deaf)
    waiting: deque[Future[Result]] = deque()
    finished = False
    try:
        for job in queue:
            waiting.append(pool.submit(work, hire, job))
            if len(waiting) >= 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
        finished = True
    except BrokenProcessPool:
        raise HistorError(
            "A reading process was ended by the system, most likely for lack of memory; what was recorded is kept:"
            " run this again with fewer --jobs."
        ) from None
    finally:
        pool.shutdown(wait=finished, cancel_futures=True)
        for child in () if finished else set(multiprocessing.active_children()) - others:
            child.terminate()  # left early: nobody will ask for what they are reading


def _deaf() -> None:
    """In a worker: leave Ctrl-C, which a terminal sends to every process, to the one that records."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
