"""The only reader of ``data/``: loads, checks and keeps what the product knows as data.

One object for one folder of knowledge: a language's folder, the events, the actors, the places. It is read lazily
and once, so that ``import histor`` costs nothing, and it has a fingerprint, so that a result can name what it was
coded with.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from histor.errors import DataError

DATA = Path(__file__).parent / "data"

#: Endings of the files that carry coding knowledge; the model's weights are named by their own digest.
_KNOWLEDGE = {".yaml", ".tsv", ".gz"}
#: Folders that do not change what is coded: maps, fonts, the model (named by its own digest), the pages' words and
#: scales, the schemas, and the rules by which figures and grades are worked out from what was coded.
_NOT_CODING = {"borders", "comparing.yaml", "fonts", "gold", "grades", "joining", "model", "pages", "policies",
               "scales", "schema"}


@cache
def _loader() -> Any:
    """Return a safe YAML loader that reads ``on``, ``off``, ``yes`` and ``no`` as the words they are (YAML 1.2)."""
    import yaml  # late: import histor must stay under 150 ms

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        yaml_implicit_resolvers = {  # noqa: RUF012
            first: [(tag, regexp) for tag, regexp in rows if tag != "tag:yaml.org,2002:bool"]
            for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
    return Loader


def load_yaml(path: Path) -> Any:
    """Return the content of a YAML file, ours or a person's own. Raises :class:`DataError` naming file and line."""
    import yaml

    loader = _loader()
    try:
        with path.open("rb") as stream:
            return yaml.load(stream, Loader=loader)  # a safe loader in both cases
    except FileNotFoundError:
        raise DataError(f"{path} is missing: reinstall histor, or give a complete data folder.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise DataError(f"{path}, line {line}: {getattr(error, 'problem', error)}. Correct the line.") from None


class Lexicon:
    """What the product knows as data, for one data folder and one language."""

    def __init__(self, root: Path = DATA, language: str = "en") -> None:
        self.root = root
        self.language = language
        self._kept: dict[str, Any] = {}

    def path(self, name: str) -> Path:
        """Return the path of a data file by its name relative to the data folder."""
        return self.root / name

    def yaml(self, name: str) -> Any:
        """Return the content of a YAML file, read once. Raises :class:`DataError` naming file and line."""
        if name not in self._kept:
            self._kept[name] = load_yaml(self.path(name))
        return self._kept[name]

    def words(self, name: str) -> Any:
        """Return the language's own file of that name: ``words("times")`` reads ``lang/en/times.yaml``."""
        return self.yaml(f"lang/{self.language}/{name}.yaml")

    def has_words(self, name: str) -> bool:
        """Tell whether the language has a file of that name; languages need not have all."""
        return self.path(f"lang/{self.language}/{name}.yaml").exists()

    def folder(self, name: str) -> dict[str, Any]:
        """Return every YAML file of a folder by its stem, in the order of the names."""
        return {path.stem: self.yaml(f"{name}/{path.name}") for path in sorted(self.path(name).glob("*.yaml"))}

    def rows(self, name: str, columns: int) -> Iterator[tuple[str, ...]]:
        """Yield the rows of every table of a folder, by the names of the files: the stem in capitals and its columns.

        A table (``.tsv``) has a row a line, its columns parted by tabs; lines that begin with ``#`` are remarks. Raises
        :class:`DataError` naming file and line where a row has another number of columns.
        """
        for path in sorted(self.path(name).glob("*.tsv")):
            stem = path.stem.upper()
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if line.startswith("#"):
                    continue
                cells = line.split("\t")
                if len(cells) != columns:
                    raise DataError(f"{path}, line {number}: a row has {columns} columns, parted by tabs. Correct it.")
                yield stem, *cells

    @cached_property
    def fingerprint(self) -> str:
        """The first twelve hex digits of the sha256 over the names and bytes of every knowledge file."""
        digest = hashlib.sha256()
        for path in sorted(self.root.rglob("*")):
            if path.suffix in _KNOWLEDGE and not _NOT_CODING & set(path.relative_to(self.root).parts):
                digest.update(str(path.relative_to(self.root)).encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:12]


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon that ships with the package."""
    return Lexicon(language=language)


@cache
def word_set(file: str, name: str, language: str = "en") -> frozenset[str]:
    """Return one list of a language's file of words as a set, made once: ``word_set("deeds", "harm")``."""
    return frozenset(map(str, load_lexicon(language).words(file)[name]))


@cache
def fitted(file: str) -> Mapping[str, float]:
    """Return what each sign is worth by a file of fitted weights: ``fitted("answering/weights.yaml")``."""
    return {str(name): float(value) for name, value in load_lexicon().yaml(file)["weights"].items()}
