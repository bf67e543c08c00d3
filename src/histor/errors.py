"""One tree of exceptions; every one ends a command with one sentence that says what, where and what to do.

    HistorError                     exit 1   anything of ours
    ├── UsageError                  exit 2   the call's own words are wrong
    ├── ReadError                   exit 3   a source could not be read
    ├── DataError                   exit 4   a file in data/ (or of the user's) breaks its schema: names file and line
    ├── CaseError                   exit 5   the case file is foreign, newer, damaged
    │   └── CaseLocked              exit 6   another process writes it
    └── ModelError                  exit 7   the language model is missing or does not fit

Ctrl-C ends with exit 130, a full disk is a CaseError. Scripts may rely on these numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import islice

_NEAR, _SOME = 5, 12


class HistorError(Exception):
    """The root: carries the sentence for the person and the exit code for the script."""

    exit_code = 1


class UsageError(HistorError):
    """The command's own words are wrong: an unknown view, a missing file name."""

    exit_code = 2


class ReadError(HistorError):
    """A source could not be read: missing, empty, binary, broken, too large, or in a language without a model."""

    exit_code = 3


class DataError(HistorError):
    """A data file breaks its schema; the message names file and line."""

    exit_code = 4


class CaseError(HistorError):
    """The case file is foreign, of a newer version, damaged, or cannot be written."""

    exit_code = 5


class CaseLocked(CaseError):  # noqa: N818  a state of the case, and the word that scripts read
    """Another process is writing the case."""

    exit_code = 6


class ModelError(HistorError):
    """The language model is missing, damaged, or does not fit this version."""

    exit_code = 7


def instead(name: str, called: Mapping[str, str], common: Iterable[str]) -> str:
    """Return what to name in the place of an unknown name: the names most like it, else some of the common ones.

    ``called`` gives for each name, written as ``name`` is, how it is shown.
    """
    near = (called[one] for one in get_close_matches(name, called, n=_NEAR))
    return ", ".join(dict.fromkeys(near) or dict.fromkeys(islice(common, _SOME)))
