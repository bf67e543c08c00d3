"""Turns the groups of a match into the fields of a :class:`TimeExpression`; no document, no context, only words."""

from __future__ import annotations

import re
from typing import Any

from histor.extract.times_rules import Grammar, Rule

Fields = dict[str, Any]

#: Forms that are no calendar date, and the kind of ``When`` they give.
_KINDS = {"duration": "duration", "set": "set", "clock": "time", "part": "time"}
#: Canonical relations by the words of the ``SAME`` macro; what is not listed is ``same`` or stands for itself.
_RELATIONS = (
    (r"same|very", "same"),
    (r"the next|the very next|following|subsequent|ensuing|intervening", "following"),
    (r"next|coming", "next"),
    (r"previous|preceding|prior", "previous"),
    (r"past|last", "last"),
    (r"^the$", "the"),
    (r"^(?:this|these|the current)$", "this"),
)


def number(word: str, grammar: Grammar) -> float | None:
    """Return the value of a number in digits or words, or None where the words leave it open."""
    text = re.sub(r"\s+", " ", word.strip().lower())
    half = 0.5 if re.search(r"and (?:a )?half$", text) else 0.0
    text = re.sub(r" and (?:a )?half$", "", text)
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", text):
        return float(text.replace(",", "")) + half
    value = grammar.numbers.get(text)
    return None if value is None else value + half


def ordinal(word: str, grammar: Grammar) -> int | None:
    """Return a day or rank told as ``16``, ``16th`` or ``sixteenth``."""
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits[0])
    value = grammar.words["ordinals"].get(word.lower())
    return None if value is None else int(value)


def astronomical(year: int, era: str | None) -> int:
    """Return a year with its era as an astronomical year: 480 BC is -479."""
    return 1 - year if era and era.replace(".", "").upper().startswith("BC") else year


def month(name: str, grammar: Grammar) -> int:
    """Return the number of a month by its full or short name."""
    word = name.lower().rstrip(".")
    words = grammar.words
    return int(words["months"].get(word) or words["short_months"][word])


def relation(words: str) -> str:
    """Return the canonical relation of a determiner such as ``the following`` or ``that same``."""
    lower = words.lower()
    for pattern, name in _RELATIONS:
        if re.search(pattern, lower):
            return name
    return "that"


def _calendar(groups: dict[str, str], grammar: Grammar) -> Fields:
    found: Fields = {}
    if "y" in groups and "dec" not in groups:
        found["year"] = astronomical(int(groups["y"]), groups.get("era"))
    if "bcy" in groups:
        found["year"] = astronomical(int(groups["bcy"]), "BC")
    if "yy" in groups:
        found.update(year=int(groups["yy"]), short_year=True)
    if "mon" in groups:
        found["month"] = month(groups["mon"], grammar)
    if "m" in groups:
        found["month"] = int(groups["m"])
    if "d" in groups:
        found["day"] = ordinal(groups["d"], grammar)
    if "inst" in groups:
        found["value"] = {"i": "this", "u": "previous", "p": "following"}[groups["inst"][0].lower()]
    if "a" in groups:
        found.update(zip(("month", "day"), _slashed(int(groups["a"]), int(groups["b"])), strict=True))
    if "holiday" in groups:
        day = grammar.words["holidays"][_plain(groups["holiday"])]
        found.update(month=day[0], day=day[1])
    return found


def _slashed(first: int, second: int) -> tuple[int, int]:
    """Read ``5/13`` as month and day, as English does without other signs, and ``13/5`` the only way it can be."""
    return (first, second) if first <= 12 else (second, first)


def _plain(word: str) -> str:
    return re.sub(r"\s+", " ", word.lower().replace("’", "'"))


def _clock(groups: dict[str, str], grammar: Grammar) -> Fields:
    hour = number(groups["h"], grammar) if "h" in groups else None
    if hour is None:
        return {}
    late = groups.get("ap", "").lower().startswith("p")
    value = int(hour) % 12 + (12 if late else 0) if "ap" in groups else int(hour)
    return {"hour": value, "minute": int(groups.get("min", 0))}


def _modifiers(groups: dict[str, str], grammar: Grammar) -> tuple[str, ...]:
    found = [str(grammar.words["modifiers"][_plain(groups[name])]) for name in ("tail", "mod") if name in groups]
    if "ending" in groups:
        found.append("end")
    if "approx" in groups:
        found.append("approx")
    return tuple(found)


def _relation_fields(form: str, groups: dict[str, str], grammar: Grammar) -> Fields:
    found: Fields = {}
    if "rel" in groups:
        words = grammar.words["relations"]
        counted = str(words.get(_plain(groups["rel"]), "after"))
        found["relation"] = counted if form == "offset" else relation(groups["rel"])
    elif form == "unit":
        found["relation"] = "that"
    if "yrel" in groups:
        found["value"] = relation(groups["yrel"])
    if "sy" in groups:
        found["same_year"] = True
    return found


def _amounts(rule: Rule, groups: dict[str, str], grammar: Grammar) -> Fields:
    found: Fields = {}
    if "unit" in groups:
        found["unit"] = str(grammar.words["units"].get(_plain(groups["unit"]), "Y"))
    if "n" in groups:
        named = rule.form in {"century", "nth"}
        found["amount"] = ordinal(groups["n"], grammar) if named else number(groups["n"], grammar)
    elif "unit" in groups and not groups["unit"].lower().endswith("s") and rule.form in {"offset", "duration"}:
        found["amount"] = 1.0
    if "age" in groups:
        found["unit"] = "Y"
    return found


def _words(groups: dict[str, str], grammar: Grammar) -> Fields:
    words, found = grammar.words, dict[str, Any]()
    if "wd" in groups:
        found["weekday"] = int(words["weekdays"][groups["wd"].lower()])
    if "season" in groups:
        found["season"] = str(words["seasons"][groups["season"].lower()])
    if "part" in groups:
        found["part"] = str(words["parts"][_plain(groups["part"])])
    if "deixis" in groups:
        found["amount"] = float(words["deixis"][_plain(groups["deixis"])])
        night = "night" in groups["deixis"].lower() or groups["deixis"].lower() == "tonight"
        found.setdefault("part", "NI" if night else "")
    if "setword" in groups:
        found["unit"] = str(words["sets"][groups["setword"].lower()])
    for name in ("present", "past", "coming", "open"):
        if name in groups:
            found["value"] = name
    return found


def _era_units(rule: Rule, groups: dict[str, str]) -> Fields:
    """Return the first year of a decade, and the first year of a century, as astronomical years."""
    if "dec" in groups:
        return {"year": int(groups["y"]) * 100 + int(groups["dec"])}
    if "bcdec" in groups:
        return {"year": astronomical(int(groups["bcdec"]), groups.get("era"))}
    if rule.form == "century" and groups.get("era", "").upper().startswith("B"):
        return {"value": "BC"}
    return {}


def fields(rule: Rule, match: re.Match[str], grammar: Grammar) -> Fields:
    """Return the fields of a TimeExpression that a match tells."""
    groups = {name: text for name, text in match.groupdict().items() if text is not None}
    found: Fields = {"form": rule.form, "kind": _KINDS.get(rule.form, "date"), "rule": rule.name}
    for part in (
        _calendar(groups, grammar),
        _clock(groups, grammar),
        _words(groups, grammar),
        _amounts(rule, groups, grammar),
        _relation_fields(rule.form, groups, grammar),
        _era_units(rule, groups),
    ):
        found.update(part)
    modifiers = _modifiers(groups, grammar)
    if modifiers:
        found["modifiers"] = modifiers
    return found
