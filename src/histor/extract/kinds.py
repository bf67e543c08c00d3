"""What kind of thing a word names, as far as the event constructions ask.

The classes are data (``lang/<code>/classes.yaml``); this file only answers whether a word of a parsed sentence belongs
to one, by its lemma, its entity tag, or, for a number or a pronoun, by its part of speech.
"""

from __future__ import annotations

from collections.abc import Mapping

from histor.lexicon import Lexicon
from histor.model import Token
from histor.model.tree import Tree


def peoples(lexicon: Lexicon) -> frozenset[str]:
    """Return the lower-case words that name a people (``iraqi``, ``iraqis``, ``danes``), from the states' demonyms."""
    words: set[str] = set()
    for facts in lexicon.folder("actors").values():
        for row in [row for rows in facts.values() if isinstance(rows, list) for row in rows]:
            for word in [*row.get("dem", ()), *row.get("people", ())]:
                words |= {word.lower(), f"{word.lower()}s"}
    return frozenset(words)


def lands(lexicon: Lexicon) -> frozenset[str]:
    """Return the lower-case names of the states, but for abbreviations that only their capitals tell."""
    rows = lexicon.folder("actors").get("states", {}).get("states", [])
    names = {name for row in rows for name in (row["name"].split(" (")[0], *row.get("also", ()))}
    return frozenset(name.lower() for name in names if not name.isupper() or len(name) > 3)


def spellings(token: Token) -> set[str]:
    """Return a word's lemma and form with and without a plural ending, since lemmas of rare words are guesses."""
    found = {token.lemma.lower(), token.form.lower()}
    return found | {word[:-1] for word in found if word.endswith("s")}


class Kinds:
    """The classes of one language, with included classes spelled out once."""

    def __init__(self, lexicon: Lexicon) -> None:
        raw: Mapping[str, list[str]] = lexicon.words("classes")
        self._lexicon = lexicon
        self._classes = {name: frozenset(self._spell(name, raw, ())) for name in raw}
        self._peoples = peoples(lexicon)
        self._lands = lands(lexicon)

    def _spell(self, name: str, raw: Mapping[str, list[str]], seen: tuple[str, ...]) -> set[str]:
        found: set[str] = set()
        for word in raw[name]:
            if "/" in word:
                file, _, part = word[1:].partition("/")
                found |= set(self._lexicon.words(file)[part])
            elif word.startswith("+") and word[1:] not in seen:
                found |= self._spell(word[1:], raw, (*seen, name))
            else:
                found.add(word)
        return found

    def knows(self, name: str) -> bool:
        """Tell whether there is a class of that name."""
        return name in self._classes

    def words(self, name: str) -> frozenset[str]:
        """Return the lemmas (and tags) of a class."""
        return self._classes[name]

    def has(self, token: Token, name: str) -> bool:
        """Tell whether a single word belongs to a class by its lemma, tag or part of speech."""
        words = self._classes[name]
        if any(word in words for word in spellings(token)):
            return True
        if token.ent != "O" and f"@{token.ent[2:]}" in words:
            return True
        if "@NORP" in words and self.is_people(token):
            return True
        if "@PRON" in words and token.upos == "PRON" and token.form.lower() not in {"it", "this", "that", "which"}:
            return True
        if "@NUM" in words and token.upos == "NUM":
            return True
        return "@LOC" in words and token.upos == "PROPN" and token.ent == "O"

    def is_people(self, token: Token) -> bool:
        """Tell whether the word names a people (``Iraqis``, ``Tamil``) as far as the demonym list knows."""
        return token.upos in {"PROPN", "NOUN", "ADJ"} and (
            token.form.lower() in self._peoples or token.lemma.lower() in self._peoples
        )

    def is_land(self, tree: Tree, token: Token) -> bool:
        """Tell whether a word ends the name of a state: *Burkina Faso*."""
        words = [*tree.children(token.id, "compound", "flat"), token]
        return token.upos == "PROPN" and " ".join(tok.form.lower() for tok in words) in self._lands

    def phrase_has(self, tree: Tree, token: Token, name: str) -> bool:
        """Tell whether a noun phrase belongs to a class: by its head, or what a counting head counts, or a modifier."""
        if self.has(token, name):
            return True
        if self.has(token, "collective") or token.upos in {"NUM", "PRON", "DET"} or token.lemma in {"member", "part"}:
            inner = tree.child(token.id, "nmod")
            return inner is not None and self.has(inner, name)
        return False
