"""One run: every source to a hand, every account to the ledger, in order, and a report of what became of each."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from time import perf_counter

from histor.errors import HistorError
from histor.ledger import Ledger
from histor.run.hands import STDIN, Hire, Job, Result, digest, work


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: ``status`` is ``read``, ``known`` or ``failed``, ``message`` the reason."""

    source: str
    status: str
    message: str = ""
    words: int = 0
    sentences: int = 0
    seconds: float = 0.0


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
) -> Report:
    """Read every source and record its account; ``on_progress`` is called after each.

    ``hire`` makes the hand and, for more than one job, must be a function that can be pickled. Ctrl-C finishes the
    account that is being recorded and returns a report that says so. Raises :class:`CaseError` and
    :class:`ModelError`; what was recorded before stays.
    """
    begun = perf_counter()
    done: list[Outcome] = []
    queue = (_job(source, ledger) for source in sources)
    jobs = min(jobs, len(sources))
    try:
        with closing(_in_pool(hire, queue, jobs) if jobs > 1 else _here(hire, queue)) as results:
            for result in results:
                with _undisturbed():
                    done.append(_recorded(ledger, result))
                    on_progress(done[-1])
    except KeyboardInterrupt:
        return Report(tuple(done), perf_counter() - begun, interrupted=True)
    return Report(tuple(done), perf_counter() - begun)


def _job(source: str, ledger: Ledger) -> Job:
    data = sys.stdin.buffer.read() if source == STDIN else None
    sha256 = digest(source, data)
    return Job(source, sha256, ledger.coders(sha256), data)


def _recorded(ledger: Ledger, result: Result) -> Outcome:
    status = result.status
    if result.account and not ledger.record(result.account, readable=status == "read") and status == "read":
        status = "known"  # the same bytes twice in one run
    sentences = result.account.sentences if result.account and status == "read" else ()
    words = sum(len(sentence.tokens) for sentence in sentences)
    return Outcome(result.source, status, result.message, words, len(sentences), result.seconds)


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
