"""Answers kept from one run to the next by what they were worked out from, so that only what is new is worked out.

An answer that a whole run did not ask for is forgotten, so that what is kept never outgrows the case.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, ItemsView, Iterable, Mapping
from functools import partial
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


class Kept(Generic[Key, Answer]):
    """Answers by their key, which has to name everything that the answer hangs on; for an empty key none is kept."""

    def __init__(self) -> None:
        self._now: dict[Key, Answer] = {}
        self._past: dict[Key, Answer] = {}

    def begin(self) -> None:
        """Begin a run."""
        self._now, self._past = {}, self._now

    def end(self) -> None:
        """End a run: what it did not ask for is forgotten."""
        self._past = {}

    def now(self) -> ItemsView[Key, Answer]:
        """Return what the last run asked for, with its answers."""
        return self._now.items()

    def recall(self, answers: Iterable[tuple[Key, Answer]]) -> None:
        """Take up what was kept elsewhere, as if the last run had asked for it."""
        self._now = dict(answers)

    def of(self, key: Key | None, work_out: Callable[[], Answer]) -> Answer:
        """Return the answer for a key, worked out where it is not kept."""
        if not key:
            return work_out()
        found = self._now.get(key)
        if found is None:
            found = self._past.get(key)
            self._now[key] = found = work_out() if found is None else found
        return found


class KeptOf(Generic[Key, Answer]):
    """Answers about objects that stay as they are, by the object and by what else the answer hangs on."""

    def __init__(self) -> None:
        self._kept: Kept[tuple[int, Key], tuple[object, Answer]] = Kept()

    def begin(self) -> None:
        """Begin a run."""
        self._kept.begin()

    def end(self) -> None:
        """End a run: what it did not ask for is forgotten."""
        self._kept.end()

    def of(self, thing: object, key: Key, work_out: Callable[[], Answer]) -> Answer:
        """Return the answer about an object, worked out where it is not kept.

        The object is held with it, so that no other one can take its place in memory and its answer.
        """
        return self._kept.of((id(thing), key), partial(_held, thing, work_out))[1]


class KeptAcross(KeptOf[Key, Answer]):
    """Answers about objects that another process can take up: by a mark of the object, where ``mark`` knows one."""

    def __init__(self, mark: Callable[[object], bytes | None] = lambda thing: None) -> None:
        super().__init__()
        self._mark = mark
        self._recalled: Mapping[str, Callable[[Any], Answer]] = {}

    def end(self) -> None:
        """End a run: what it did not ask for is forgotten."""
        super().end()
        self._recalled = {}

    def of(self, thing: object, key: Key, work_out: Callable[[], Answer]) -> Answer:
        """Return the answer about an object, taken up or worked out where it is not kept."""
        return super().of(thing, key, partial(self._again, thing, key, work_out))

    def _again(self, thing: object, key: Key, work_out: Callable[[], Answer]) -> Answer:
        again = self._recalled.get(self._name(thing, key) or "") if self._recalled else None
        return work_out() if again is None else again(thing)

    def _name(self, thing: object, key: Key) -> str | None:
        """Return what tells an object and a key from all others, in any process; None where the object has no mark."""
        mark = self._mark(thing)
        told = repr(_ordered(key)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(mark + told, digest_size=16).hexdigest() if mark is not None else None

    def now(self) -> dict[str, Answer]:
        """Return the answers of the last run about objects with marks, for :meth:`recall` in another process."""
        rows = ((self._name(thing, key), answer) for (_, key), (thing, answer) in self._kept.now())
        return {name: answer for name, answer in rows if name is not None}

    def recall(self, answers: Mapping[str, Callable[[Any], Answer]]) -> None:
        """Take up what :meth:`now` returned in another process that works by the same rules.

        Each answer is a function that makes it again of the object that it is about.
        """
        self._recalled = answers


def _ordered(key: object) -> object:
    """Return a key whose like is written alike in every process."""
    if isinstance(key, frozenset):
        return sorted(key)
    return tuple(map(_ordered, key)) if isinstance(key, tuple) else key


def _held(thing: object, work_out: Callable[[], Answer]) -> tuple[object, Answer]:
    return thing, work_out()
