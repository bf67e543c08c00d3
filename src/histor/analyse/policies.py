"""How several figures become one line: a policy, a small file that a person can read and write.

A policy never decides who is right. It says which figures it takes, which it leaves out and why, and every output
names it. Built-in ones lie in ``data/policies/``; :func:`load_policy` takes the path of anybody's own as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from histor.errors import DataError, UsageError
from histor.lexicon import load_lexicon, load_yaml

TAKES = ("range", "latest", "majority", "lowest", "low-best-high", "preferred")
DATES = ("range", "latest", "majority", "by day")
LEAVES = ("parties", "not-neutral")
#: The policy of every output that is not asked for another.
DEFAULT = "range"
_KEYS = {"name", "says", "take", "leave_out", "words", "prefer", "dates"}


@dataclass(frozen=True, slots=True)
class Policy:
    """A way from figures to a line; the fields are those of its file (docs/formats/policy.md)."""

    id: str
    name: str
    says: str
    take: str = "range"
    leave_out: tuple[str, ...] = ()
    words: Mapping[str, int] = field(default_factory=dict)
    prefer: tuple[str, ...] = ()
    dates: str = "range"


def policy_names() -> tuple[str, ...]:
    """Return the names of the built-in policies, the default first."""
    found = load_lexicon().folder("policies")
    return (DEFAULT, *(name for name in found if name != DEFAULT))


def load_policy(name: str | Path = DEFAULT) -> Policy:
    """Return a built-in policy by its name, or a person's own by the path of its file.

    Raises :class:`UsageError` for a name that is neither, and :class:`DataError` for a file that breaks the form.
    """
    if str(name) in policy_names():
        return _checked(str(name), load_lexicon().yaml(f"policies/{name}.yaml"), f"policies/{name}.yaml")
    path = Path(name)
    own = path.suffix in (".yaml", ".yml")
    known = ", ".join(policy_names())
    if own and not path.exists():
        raise UsageError(f"There is no file {path}: check the path of your policy, or name one of {known}.")
    if not own or not path.is_file():
        raise UsageError(f"There is no policy {str(name)!r}: name one of {known}, or a .yaml file of your own.")
    return _checked(path.stem, load_yaml(path), str(path))


def _checked(ident: str, told: Any, where: str) -> Policy:
    """Return the policy that a file tells; a misspelt key must not silently change a figure."""
    if not isinstance(told, Mapping) or not {"name", "says", "take"} <= set(told):
        raise DataError(f"{where}: a policy needs name, says and take. See docs/formats/policy.md.")
    unknown = sorted(set(told) - _KEYS)
    if unknown:
        raise DataError(f"{where}: {unknown[0]!r} is no key of a policy. Known are {', '.join(sorted(_KEYS))}.")
    for key, known in (("take", TAKES), ("dates", DATES)):
        if told.get(key, known[0]) not in known:
            raise DataError(f"{where}: {key} is {told[key]!r}, but has to be one of {', '.join(known)}.")
    wrong = [item for item in _listed(told, "leave_out", where) if item not in LEAVES]
    if wrong:
        raise DataError(f"{where}: leave_out names {wrong[0]!r}, but can only name {', '.join(LEAVES)}.")
    words = told.get("words", {})
    if not isinstance(words, Mapping) or any(not isinstance(value, int) or value < 0 for value in words.values()):
        raise DataError(f"{where}: words has to give a whole number for each word, as in dozens: 12.")
    return Policy(
        id=ident, name=str(told["name"]), says=str(told["says"]), take=told["take"],
        leave_out=tuple(_listed(told, "leave_out", where)), words={str(k).casefold(): v for k, v in words.items()},
        prefer=tuple(str(item).casefold() for item in _listed(told, "prefer", where)),
        dates=told.get("dates", DATES[0]),
    )


def _listed(told: Mapping[str, Any], key: str, where: str) -> list[Any]:
    found = told.get(key, [])
    if not isinstance(found, list):
        raise DataError(f"{where}: {key} has to be a list, as in {key}: [one, two].")
    return found
