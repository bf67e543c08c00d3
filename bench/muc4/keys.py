"""The answer keys: templates with their slots, every filler with its alternatives and whether it is optional.

A value is `? LABEL / LABEL: "STRING" / "STRING"`, any part of which may be missing. What is wrong in the files themselves
(missing quotation marks, alternatives without spaces) is mended as the peers mend it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

VALUE_AT = 33
"""The column where values start in every key file, comments and continuations included."""

_QUOTED = re.compile(r'"((?:\\.|[^"\\])*)"')
_CHUNK = re.compile(r"\n\n+|\n(?=0\. )")


@dataclass(frozen=True, slots=True)
class Fill:
    """One filler: set labels before the colon, strings after it (or alone), each with alternatives."""

    labels: tuple[str, ...] = ()
    strings: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    """Strings before a colon (slot 19: a description, of the person named in `strings`)."""
    optional: bool = False


@dataclass(slots=True)
class Key:
    """One template: its number, and its fillers by slot number."""

    number: str
    optional: bool
    slots: dict[int, list[Fill]] = field(default_factory=dict)

    def fills(self, slot: int) -> list[Fill]:
        """The fillers of a slot; none where it is empty or does not apply."""
        return self.slots.get(slot, [])

    @property
    def type(self) -> str:
        """The incident type as the peers keep it: lower case, alternatives as written."""
        return " / ".join(x for fill in self.fills(4) for x in fill.labels).lower()


def read_keys(folder: Path) -> dict[str, list[Key]]:
    """The templates of every message with a key; a message without incidents has an empty list."""
    keys: dict[str, list[Key]] = {}
    for path in sorted(folder.glob("key-*")):
        for ident, key in parse_keys(path.read_text(encoding="latin-1")):
            held = keys.setdefault(ident, [])
            if key:
                held.append(key)
    return keys


def parse_keys(text: str) -> Iterator[tuple[str, Key | None]]:
    """Yield the message id and the template of every entry of a key file; None where the message has no incident."""
    kept = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(";"))
    for chunk in filter(None, (part.strip("\n") for part in _CHUNK.split(kept))):
        lines = list(_lines(chunk))
        ident = next((value for slot, value in lines if slot == 0), "").split(" ")[0]
        if ident:
            yield ident, _key(lines)


def _lines(chunk: str) -> Iterator[tuple[int, str]]:
    slot = -1
    for line in chunk.split("\n"):
        name = line[:VALUE_AT].strip()
        if name:
            found = re.match(r"(\d+)\.", name)
            slot = int(found.group(1)) if found else -1
        yield slot, line[VALUE_AT:].strip()


def _key(lines: list[tuple[int, str]]) -> Key | None:
    head = next((value for slot, value in lines if slot == 1), "*")
    if head.startswith("*"):
        return None
    key = Key(head.split(" ")[0], "OPTIONAL" in head)
    for slot, value in lines:
        if slot > 1 and value not in ("", "-", "*"):
            key.slots.setdefault(slot, []).append(parse_fill(value, slot))
    return key if key.fills(4) else None


STRING_SLOTS = (6, 9, 10, 12, 18, 19)


def parse_fill(value: str, slot: int = 0) -> Fill:
    """One line of a slot as a filler."""
    optional = value.startswith("?")
    value = value.removeprefix("?").strip()
    if slot in STRING_SLOTS and '"' in value and not value.startswith(('"', "(", "-")):
        value = '"' + value
    if slot in STRING_SLOTS and '"' not in value:
        value = f'"{value}"'
    strings: list[str] = []

    def keep(found: re.Match[str]) -> str:
        strings.append(re.sub(r"\\(.)", r"\1", found.group(1)).strip())
        return f"\x00{len(strings) - 1}\x00"

    plain = _QUOTED.sub(keep, value)
    left, colon, right = plain.rpartition(":") if slot not in (2, 3) else ("", "", plain)
    before = tuple(strings[int(n)] for n in re.findall(r"\x00(\d+)\x00", left))
    after = tuple(strings[int(n)] for n in re.findall(r"\x00(\d+)\x00", right))
    words = re.sub(r"\x00\d+\x00", "", left if colon else right)
    labels = tuple(x.strip(" ()?") for x in words.split("/")) if slot not in (2, 3) else (value,)
    return Fill(tuple(x for x in labels if x and x != "-"), after, before, optional)
