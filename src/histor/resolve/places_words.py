"""The words about places of one language, read once: kinds, facilities, lands, directions, prepositions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from histor.lexicon import Lexicon
from histor.resolve.gazetteer import ADMIN1, ADMIN2, CITY, REGION, fold

_LEVEL = {"admin1": ADMIN1, "admin2": ADMIN2, "city": CITY, "area": REGION}


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Sets of lower-case words.

    ``kinds`` gives the gazetteer's kind for "province", "village", "valley"; ``common`` are all nouns and adjectives
    that only say what a place is, or which side of it.
    """

    kinds: dict[str, int]
    facilities: frozenset[str]
    lands: frozenset[str]
    borders: frozenset[str]
    directions: dict[str, tuple[float, float]]
    locative: frozenset[str]
    taken: frozenset[str]
    landforms: frozenset[str]
    strong: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    ships: frozenset[str]
    christened: frozenset[str]
    makes: frozenset[str]
    dotted: dict[str, str]
    after_comma: dict[str, str]
    common: frozenset[str]
    bodies: frozenset[str]


def load_words(lexicon: Lexicon) -> PlaceWords:
    """Return the words of the lexicon's language."""
    told, short = lexicon.words("places"), lexicon.yaml("places/abbreviations.yaml")
    kinds = {word: _LEVEL[kind] for kind, words in told["kinds"].items() for word in words}
    common = {*kinds, *told["facilities"], *told["lands"], *told["directions"]}
    names = ("facilities", "lands", "borders", "locative", "taken", "landforms", "strong", "particles", "never",
             "ships", "christened", "makes")  # fmt: skip
    return PlaceWords(
        kinds=kinds,
        directions={word: (float(way[0]), float(way[1])) for word, way in told["directions"].items()},
        common=frozenset(common),
        bodies=frozenset(fold(name) for name in _bodies(lexicon)),
        dotted=dict(short["dotted"]),
        after_comma=dict(short["after_comma"]),
        **{name: frozenset(told[name]) for name in names},
    )


def _bodies(lexicon: Lexicon) -> Iterator[str]:
    """Yield the names of the bodies, groups and media that the product knows: where no list has them, no places."""
    for stem, kinds in lexicon.folder("actors").items():
        for row in (row for rows in kinds.values() for row in rows if stem != "states"):
            yield from (row["name"], *row.get("also", ()))
