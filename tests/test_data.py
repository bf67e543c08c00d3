"""The data files: each says what it is and under which licence, fits its schema, and names only what exists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from histor.errors import DataError
from histor.extract.constructions import Constructions
from histor.extract.events import EventFinder
from histor.extract.kinds import Kinds
from histor.lexicon import DATA, Lexicon, load_lexicon

YAML, TABLES = sorted(DATA.rglob("*.yaml")), sorted(DATA.rglob("*.tsv"))
NAMES, TABLE_NAMES = ([path.relative_to(DATA).as_posix() for path in paths] for paths in (YAML, TABLES))
LEXICON = load_lexicon()
#: Endings of files that are data; pages and notes are not.
DATA_ENDINGS = {".yaml", ".json", ".gz", ".ttf", ".txt", ".onnx", ".tsv"}
SOURCE_WORDS = re.compile(r"source|compil|ours|written|follow", re.IGNORECASE)
LICENCE_WORDS = re.compile(r"Apache-2\.0|CC BY|CC0|licen[cs]e", re.IGNORECASE)


def schema(name: str) -> Any:
    return json.loads((DATA / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))


def head(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines[:12] if line.startswith("#"))


@pytest.mark.parametrize("name", [*NAMES, *TABLE_NAMES])
def test_every_file_says_what_it_is_and_whose(name: str) -> None:
    """In its first lines, so that a file copied out of the house still tells."""
    first = head(DATA / name)
    assert first.startswith("# ")
    assert SOURCE_WORDS.search(first), "no word on where it comes from"
    assert LICENCE_WORDS.search(first), "no word on the licence"


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("events/")])
def test_event_files_fit_their_schema(name: str) -> None:
    """Unknown keys and too few examples are errors."""
    facts = LEXICON.yaml(name)
    jsonschema.validate(facts, schema("events"))
    assert facts["type"] == Path(name).stem.upper()
    assert LEXICON.language in facts


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("scales/")])
def test_scales_fit_their_schema(name: str) -> None:
    """Known keys, words in English, and low never above high, as the scale counts."""
    facts = LEXICON.yaml(name)
    jsonschema.validate(facts, schema("scales"))
    classes = facts.get("classes", [])
    types = facts.get("types", {}).values()
    for span in (*types, *(mode for kind in types for mode in kind.get("modes", {}).values())):
        low, high = (classes.index(edge) if classes else edge for edge in (span["low"], span["high"]))
        assert low <= high
        assert classes or min(facts["domain"]) <= low <= high <= max(facts["domain"])
    for words in facts["says"].values():
        assert set(words.get("classes", {})) == set(classes)


def test_classes_fit_their_schema() -> None:
    """Lower-case lemmas, known tags, and only classes that exist."""
    classes = LEXICON.words("classes")
    jsonschema.validate(classes, schema("classes"))
    included = {word[1:] for words in classes.values() for word in words if word.startswith("+")}
    unknown = {name for name in included if "/" not in name and name not in classes}
    for name in (name for name in included if "/" in name):
        file, _, part = name.partition("/")
        unknown |= set() if part in LEXICON.words(file) else {name}
    assert not unknown


def test_words_of_deeds_fit_their_schema() -> None:
    """Lists of lower-case lemmas, each word once."""
    jsonschema.validate(LEXICON.words("deeds"), schema("deeds"))


def test_the_rules_ask_for_the_words_of_deeds_that_there_are() -> None:
    """A list that is not there would break in the middle of a document, and one that nobody asks for is idle."""
    calls = re.compile(r'\bis_word\([^,()]+, "(\w+)"\)|\bword_set\("deeds", "(\w+)"\)')
    rooms = [path for room in ("extract", "resolve") for path in (DATA.parent / room).glob("*.py")]
    asked = {one or two for path in rooms for one, two in calls.findall(path.read_text(encoding="utf-8"))}
    assert asked == set(LEXICON.words("deeds"))


def test_the_lists_that_rules_ask_for_by_name_are_there() -> None:
    """In whichever file of the language they stand."""
    calls = re.compile(r'\bword_set\("(\w+)", "(\w+)"\)')
    asked = {call for path in DATA.parent.rglob("*.py") for call in calls.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 1
    assert not [f"{file}/{name}" for file, name in asked if not isinstance(LEXICON.words(file).get(name), list)]


def test_there_are_all_sixteen_types() -> None:
    """The PLOVER types in words and deeds."""
    types = {facts["type"] for facts in LEXICON.folder("events").values()}
    assert types == set(
        "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
        "COERCE ASSAULT".split()
    )


def test_every_class_named_by_a_construction_exists() -> None:
    """Else a construction would break in the middle of a document."""
    Constructions(LEXICON).check(Kinds(LEXICON))


def broken(tmp_path: Path, events: str, classes: str = "person: [man]\n") -> Lexicon:
    for folder in ("events", "lang/en", "actors"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "events" / "raid.yaml").write_text(events, encoding="utf-8")
    (tmp_path / "lang" / "en" / "classes.yaml").write_text(classes, encoding="utf-8")
    return Lexicon(tmp_path)


def test_an_unknown_key_stops_the_start_and_names_the_file(tmp_path: Path) -> None:
    """A misspelt condition would silently widen a construction."""
    lexicon = broken(tmp_path, "type: RAID\nen: {verbs: [{words: [raid], mode: x, objct: person}]}\n")
    with pytest.raises(DataError, match=r"raid\.yaml.*objct"):
        EventFinder(lexicon)


def test_an_unknown_class_stops_the_start_and_names_the_file(tmp_path: Path) -> None:
    """And says which class is asked for."""
    lexicon = broken(tmp_path, "type: RAID\nen: {verbs: [{words: [raid], mode: x, object: persn}]}\n")
    with pytest.raises(DataError, match=r"raid\.yaml.*persn"):
        EventFinder(lexicon)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{path}/{key} (key)", key
            yield from leaves(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}/{number}")
    else:
        yield path, value


@pytest.mark.parametrize("name", NAMES)
def test_words_are_words(name: str) -> None:
    """No list of words holds a truth value or a null: ``no`` and ``on`` are English."""
    wrong = [
        place for place, value in leaves(LEXICON.yaml(name))
        if isinstance(value, bool) and (place.rsplit("/", 1)[-1].isdigit() or "(key)" in place)
    ]
    assert not wrong


def rows() -> list[tuple[str, ...]]:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines]


def test_the_table_names_every_file_and_no_other() -> None:
    """One row a file (or a family of files), each cell filled."""
    patterns = [pattern for row in rows() for pattern in re.findall(r"`([^`]+)`", row[0])]
    files = [path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.suffix in DATA_ENDINGS]
    missing = [name for name in files if not any(fnmatch(name, pattern) for pattern in patterns)]
    idle = [pattern for pattern in patterns if not any(fnmatch(name, pattern) for name in files)]
    assert not missing and not idle
    assert all(len(row) == 5 and all(row) for row in rows())
