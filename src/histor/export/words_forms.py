"""How a language counts, writes numbers, lists and quotes: by rules of its file, none of its own.

The rules for the forms of a word are those of Unicode's CLDR, in its own writing, for whole numbers. A library for
them (Babel) would weigh more than the page's script, map and words together; see docs/decisions/own-plurals.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from histor.export.dossier_markup import Child, Html, join
from histor.export.words_file import load_words

_SLOT = re.compile(r"\{(\w+)\}")
_CONDITION = re.compile(r"n(?: % (\d+))? (!?=) ([\d.,]+)")


def category(rules: Mapping[str, str], number: int) -> str:
    """Return which form a number takes by rules in CLDR's writing: ``n % 10 = 2..4 and n % 100 != 12..14``."""
    for name, rule in rules.items():
        if any(all(_holds(one, number) for one in way.split(" and ")) for way in rule.split(" or ")):
            return name
    return "other"


def _holds(condition: str, number: int) -> bool:
    found = _CONDITION.fullmatch(condition.strip())
    if found is None:
        return False
    value = number % int(found[1]) if found[1] else number
    ranges = [part.partition("..") for part in found[3].split(",")]
    inside = any(int(low) <= value <= int(high or low) for low, _, high in ranges)
    return inside == (found[2] == "=")


class Forms:
    """The words of one language by group and key, with their slots filled in the way of the language."""

    def __init__(self, language: str | Path = "en") -> None:
        told = load_words(language)
        self._rows, self.missing = told.rows, told.missing
        self.language: str = self._rows["language"]["code"]
        self.direction: str = self._rows["language"]["direction"]

    @property
    def names(self) -> list[str]:
        """Return the names of all groups."""
        return list(self._rows)

    def group(self, name: str) -> dict[str, Any]:
        """Return all words of a group."""
        return dict(self._rows[name])

    def of(self, group: str, key: str) -> str:
        """Return the label of a key; an unknown key is its own label."""
        return str(self._rows[group].get(key, key.replace("_", " ")))

    def raw(self, group: str, key: str) -> str:
        """Return words with their slots open, for a writer that fills them."""
        return str(self._rows[group][key])

    def say(self, group: str, key: str, /, **values: object) -> str:
        """Return words with their slots filled; numbers are written as the language writes them."""
        return "".join(self._shown(part) for part in self._parts(group, key, values))

    def html(self, group: str, key: str, /, **values: Child) -> Html:
        """Return words as markup, with markup in their slots: the order of a sentence is the language's own."""
        return join(self._shown(part) if isinstance(part, int) else part for part in self._parts(group, key, values))

    def _shown(self, part: object) -> str:
        return self.number(part) if isinstance(part, int) else str(part)

    def _parts(self, group: str, key: str, values: Mapping[str, Any]) -> Iterator[Any]:
        """Yield the words of a message and what fills its slots, in turn; a slot that nothing fills stands open."""
        for place, part in enumerate(_SLOT.split(self._form(self._rows[group][key], values.get("count")))):
            filled = values.get(part, f"{{{part}}}") if place % 2 else part
            if filled is not None and filled != "":
                yield filled

    def _form(self, message: Any, count: object) -> str:
        if isinstance(message, str):
            return message
        rules = self._rows["language"]["plurals"]
        name = category(rules, count) if isinstance(count, int) else "other"
        return str(message.get(name, message["other"]))

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number with the language's signs for thousands and decimals."""
        rows = self._rows["numbers"]
        whole, _, part = f"{abs(value):.{decimals}f}".partition(".")
        if len(whole) >= int(rows["from_digits"]):
            whole = f"{int(whole):,}".replace(",", str(rows["thousands"]))
        sign = "−" if value < 0 and float(f"{value:.{decimals}f}") else ""
        return f"{sign}{whole}{rows['decimal']}{part}" if part else f"{sign}{whole}"

    def listed(self, parts: Iterable[str]) -> str:
        """Return parts as a list in words: ``a, b and c``."""
        kept = [part for part in parts if part]
        if len(kept) < 2:
            return "".join(kept)
        return self.say("lists", "last", first=self.raw("lists", "between").join(kept[:-1]), last=kept[-1])

    def listed_html(self, parts: Iterable[Html]) -> Html:
        """Return markup as a list in words."""
        kept = list(parts)
        if len(kept) < 2:
            return join(kept)
        return self.html("lists", "last", first=join(kept[:-1], self.raw("lists", "between")), last=kept[-1])

    def apart(self, parts: Iterable[str]) -> str:
        """Return parts that are no list of names, one after the other: ``a; b``."""
        return self.raw("lists", "apart").join(part for part in parts if part)

    def quoted(self, words: str) -> str:
        """Return words between the language's marks of quotation."""
        return self.say("lists", "quoted", words=words)

    def sentence(self, words: str) -> str:
        """Return words as a sentence: a capital first, a full stop last."""
        told = words.strip()
        return f"{capital(told)}{'' if told[-1:] in '.!?…' else '.'}" if told else ""


def capital(words: str) -> str:
    """Return words with a capital first."""
    return words[:1].upper() + words[1:]

