"""Reads what a person asks for in words: every query becomes one that SQLite's full text search understands.

Words must all occur; ``"words in a row"``, ``begin*``, ``OR``, ``NOT`` (or ``-word``) and brackets mean what they mean
elsewhere. Everything else is looked for as it stands, so that no sign in a query can be an error of SQLite's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from histor.errors import UsageError

_MOST = 200
_TOKEN = re.compile(r'-?"[^"]*"?\*?|[()]|[^\s()"]+')
_DEEPEST = 30
_NOTHING = "The query has nothing to look for beside an AND, OR or NOT: name a word before and after."


def expression(words: str) -> str:
    """Return a query in the language of FTS5, empty for a query without words.

    Raises :class:`UsageError` with what is missing for a query that cannot be read.

    >>> expression('bridge OR ferry')
    '"bridge" OR "ferry"'
    >>> expression('shell* "old town" -market')
    '("shell"* AND "old town") NOT "market"'
    """
    if words.count('"') % 2:
        raise UsageError('The query has a quotation mark too many: every " needs another after the words in a row.')
    reader = _Reader(_TOKEN.findall(words.replace("\x00", " ")))
    if len(reader.tokens) > _MOST:
        raise UsageError(f"The query has more than {_MOST} words: ask with fewer.")
    if not reader.tokens:
        return ""
    found = reader.either(0)
    if reader.tokens:
        raise UsageError("The query has a closing bracket too many: every ) needs a ( before it.")
    return found


class _Reader:
    """The tokens that are left, read from the front."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = [token for token in tokens if token in ("(", ")") or any(map(str.isalnum, token))]

    def either(self, depth: int) -> str:
        """Read alternatives."""
        if depth > _DEEPEST:
            raise UsageError(f"The query has more than {_DEEPEST} brackets inside each other: ask with fewer.")
        found = [self.all_of(depth)]
        while self._takes("OR"):
            found.append(self.all_of(depth))
        return " OR ".join(found)

    def all_of(self, depth: int) -> str:
        """Read what must occur together, and what must not."""
        wanted: list[str] = []
        unwanted: list[str] = []
        while self.tokens and self.tokens[0] not in (")", "OR"):
            self._takes("AND")
            (unwanted if self._takes("NOT") else wanted).append(self.one(depth, unwanted))
        wanted = [part for part in wanted if part]
        if not wanted:
            raise UsageError(_NOTHING)
        together = " AND ".join(wanted)
        left_out = [part for part in unwanted if part]
        if not left_out:
            return together
        return f"({together}) NOT {_grouped(left_out)}" if len(wanted) > 1 else f"{together} NOT {_grouped(left_out)}"

    def one(self, depth: int, unwanted: list[str]) -> str:
        """Read a word, a phrase, a beginning or what stands in brackets; a word with a hyphen before it is left out."""
        token = self.tokens.pop(0) if self.tokens else ")"
        if token in (")", "AND", "OR", "NOT"):
            raise UsageError(_NOTHING)
        if token == "(":
            found = f"({self.either(depth + 1)})"
            if not self._takes(")"):
                raise UsageError("The query has an opening bracket too many: every ( needs a ) after it.")
            return found
        if token.startswith("-"):
            unwanted.append(_quoted(token[1:]))
            return ""
        return _quoted(token)

    def _takes(self, token: str) -> bool:
        if self.tokens and self.tokens[0] == token:
            self.tokens.pop(0)
            return True
        return False


def _grouped(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _quoted(token: str) -> str:
    """Return a word or phrase as a string of FTS5, in which nothing has a meaning of its own."""
    beginning = "*" if token.endswith("*") else ""
    return f'"{token.strip(chr(34) + "*")}"{beginning}'
