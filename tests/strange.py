"""A language in letters of another script, and a case in a third: whatever stays Latin on a page stands in its code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from histor.analyse.policy_figures import policy_figures
from histor.export.json import case_dict
from histor.export.words_file import load_words
from hostile import TEXTUAL
from sample_case import SOURCE, TEXT, sample

#: What stands in Latin letters in every language: the program's name, the kind of fingerprint, digests.
OURS = re.compile(r"Histor|SHA-256|\b[0-9a-f]{12,}\b|I?DF")
#: Attributes that are read to people.
READ = ("aria-label", "title", "alt", "placeholder")


def strange(words: str) -> str:
    """Return words in letters of another script, slots left alone: what is still Latin was never in the file."""
    parts = re.split(r"(\{\w+\})", words)
    return "".join(part if place % 2 else re.sub("[A-Za-z]", "ש", part) for place, part in enumerate(parts))


def strangely(value: Any, name: str = "") -> Any:
    """Return all words of a file in strange letters; what is no word (codes, shapes, rules) stays."""
    if isinstance(value, dict):
        return {key: strangely(one, str(key)) for key, one in value.items()}
    if isinstance(value, list):
        return [strangely(one) for one in value]
    return value if name == "kind" and value in ("deed", "word") else strange(str(value))


def strange_file(path: Path) -> Path:
    """Write a person's own file of words, in a language that runs from right to left, and return its path."""
    rows = {name: strangely(row) for name, row in load_words().rows.items() if name not in ("language", "numbers")}
    head = {"language": {"code": "he", "name": "x", "direction": "rtl", "plurals": {"one": "n = 1"}},
            "numbers": {"thousands": "'", "decimal": ";", "from_digits": "4"}}
    path.write_text(yaml.safe_dump({**head, **rows}, allow_unicode=True), encoding="utf-8")
    return path


def foreign(value: Any, named: bool = False) -> Any:
    """Return a case whose own words are in Cyrillic letters, one for one, so that offsets hold."""
    if isinstance(value, dict):
        return {name: foreign(one, name in TEXTUAL) for name, one in value.items()}
    if isinstance(value, list):
        return [foreign(one, named) for one in value]
    return re.sub("[A-Za-z]", "ж", value) if named and isinstance(value, str) else value


def told_case() -> tuple[dict[str, Any], dict[str, str]]:
    """Return the small case with more to say: a claim inside a claim, an assessment, a total, an unsure date."""
    case = case_dict(sample())
    first, claim, figure = case["incidents"][0], case["claims"][0], case["casualties"][0]
    case["incidents"] += [
        {**first, "id": "i-3", "status": "claimed", "date": {**first["date"], "end": None, "basis": "inferred"}},
        {**first, "id": "i-4", "status": "denied", "type": "ACCUSE", "mode": "allege",
         "date": {**first["date"], "start": None, "end": None, "precision": "unknown"}},
        {**first, "id": "i-5", "date": {**first["date"], "start": "1988-07", "end": "1988-07"}},
    ]
    case["claims"] += [{**claim, "id": "c-3", "nested_in": "c-1", "stance": "denies"},
                       {**claim, "id": "c-4", "stance": "assesses", "speaker": None, "affiliation": None}]
    case["casualties"] += [{**figure, "id": "k-4", "cumulative": True, "as_of": "2031-04-03", "low": None},
                           {**figure, "id": "k-5", "low": None, "high": None, "incident": None},
                           {**figure, "id": "k-6", "effect": "injured", "low": 1200, "high": None}]
    case["contradictions"] += [
        {**case["contradictions"][0], "about": "c-1", "positions": [
            {**case["contradictions"][0]["positions"][0], "value": value}
            for value in ("it happened", "at least 9 killed")]}]
    case["responses"] += [{**case["responses"][0], "incident": "i-3", "basis": "inferred"}]
    for row in case["incidents"]:
        row["mode"] = "assist"
    figures = policy_figures(case)
    positions = [row["positions"] for row in case["contradictions"]]
    case = foreign(case)
    for row, told in zip(case["contradictions"], positions, strict=True):
        for position, old in zip(row["positions"], told, strict=True):
            position["value"] = old["value"]
    for row in case["incidents"]:
        row["mode"] = "assist"
    for row in case["casualties"]:
        row["qualifier"] = "exact"
    for row in case["issues"]:
        row["stage"] = "read"
    told = foreign({name: row["rows"] for name, row in figures.items()}, False)
    figures = {name: {**row, "rows": _voiced(told[name])} for name, row in figures.items()}
    case["coder"] = {"histor": "0", "model": "0", "lexicon": "0"}
    return {**case, "figures": figures}, {SOURCE: re.sub("[A-Za-z]", "ж", TEXT)}


def _voiced(rows: Any) -> Any:
    """Return figures of a policy in which the words and names of voices are foreign, too."""
    for row in rows:
        for voice in [*row["took"]["voices"], *(one for _, left in row["took"]["left"] for one in left)]:
            voice.update({key: re.sub("[A-Za-z]", "ж", voice[key]) for key in ("words", "who")})
    return rows


def latin(words: str) -> list[str]:
    """Return what stands in Latin letters and is not ours in every language."""
    return re.findall(r"[A-Za-z]{2,}", OURS.sub("", words))
