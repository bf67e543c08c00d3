"""Who speaks, across accounts: one mouth for *the governor's office* here and the *Office of the Governor* there.

An account's own voice is its publisher's; a spokesman's is that of the body he speaks for. Witnesses and officials
without a name are mouths of their own in each account: two papers that quote residents quote two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from histor.consolidate.tellings import Registry
from histor.lexicon import load_lexicon
from histor.model import Actor, Attribution

#: Names that contain another are looked for among at most so many: a word that hundreds of names hold tells nobody.
_MOST = 40
_Words = frozenset[str]
#: A body's office for the press, by the name of its publisher (folded).
_OFFICE = re.compile(r"\bpress (?:office|bureau|service|centre|department|section) of\b|, press (?:office|bureau)")


@dataclass(frozen=True, slots=True)
class Mouth:
    """Somebody who tells something. ``kind`` is ``speaker``, ``agency`` or ``document`` (an account's own voice).

    ``party`` is whether an account's publisher was said to be a party to the conflict; None where nobody has said.
    """

    key: str
    name: str
    kind: str
    actor: str | None = None
    party: bool | None = None


class Mouths:
    """Every mouth of a case. Two names are one mouth where one holds all words of the other, and no third name does."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        words = load_lexicon().words("comparing")
        self._idle, self._anybody = frozenset(words["idle"]), frozenset(words["anybody"])
        self._self = frozenset(words["self"])
        self._wires, self.armed = tuple(words["wires"]), frozenset(words["armed"])
        self._bodies = frozenset(words["bodies"])
        self._documents = frozenset(words["documents"])
        self._same = {word: name for name, known in words["bodies_called"].items() for word in known}
        self._split: dict[str, _Words] = {}
        self._speakers: dict[tuple[int, str, str | None], Mouth] = {}
        self._owns: dict[int, Mouth] = {}
        self._posts = self._titles()
        self._there = [self._names(number) for number in range(len(registry.accounts))]
        self._whole = self._wholes(dict.fromkeys(name for names in self._there for name in names))

    def own(self, number: int) -> Mouth:
        """Return the mouth of an account's own voice: its publisher, or the account itself where none is told."""
        if number not in self._owns:
            self._owns[number] = self._publishing(number)
        return self._owns[number]

    def _publishing(self, number: int) -> Mouth:
        told = self.registry.accounts[number].document.source
        publisher, said = told.publisher, getattr(told, "party", None)
        party = None if said is None else said != "no"
        if not publisher:
            source = self.registry.sources[number]
            return Mouth(source, told.title or source, "document", party=party)
        name = publisher.casefold()
        wire = any(re.search(rf"\b{word}\b", name) for word in self._wires) and not self._speaks_for(name)
        kind = "agency" if wire else "document"
        return Mouth(self._key(number, self.words(publisher)), publisher, kind, party=party)

    def _speaks_for(self, publisher: str) -> bool:
        """Tell whether a press office is one of an armed side or of some body, and so no wire that others print."""
        return bool(_OFFICE.search(publisher)) or bool(self.armed & {*re.findall(r"[^\W_]+", publisher)})

    def of(self, number: int, row: Attribution | None) -> Mouth:
        """Return the mouth of an attribution in an account; that of the account's own voice for None."""
        actor = self.registry.actors.get(row.refs[0]) if row is not None and row.refs else None
        if row is not None and actor is not None:
            return self.speaker(number, actor.id, row.affiliation)
        if row is not None and row.speaker_span is not None:  # named, but nobody whom the case knows
            name = self._told(number, row)
            return self.own(number) if name.casefold() in self._self else self._named(number, name, None, False)
        return self.own(number)

    def speaker(self, number: int, ident: str, affiliation: str | None) -> Mouth:
        """Return the mouth of a speaker (an actor id) in an account, by the body spoken for where he has no name."""
        asked = (number, ident, affiliation)
        if asked not in self._speakers:
            self._speakers[asked] = self._speaker(*asked)
        return self._speakers[asked]

    def _speaker(self, number: int, ident: str, affiliation: str | None) -> Mouth:
        actor = self.registry.actors[ident]
        body = self.registry.actors.get(affiliation or "")
        nameless = self._nameless(actor)
        if body is not None and nameless and not self._nameless(body):
            actor, nameless = body, False
        return self._named(number, actor.name, actor.id, nameless)

    def _named(self, number: int, name: str, ident: str | None, nameless: bool) -> Mouth:
        """Return the mouth of a name; officials of a hospital are the hospital, and of nothing are an account's own."""
        words = self.words(name)
        if nameless or (ident is None and name.casefold().split()[-1].removesuffix("s") in self._anybody):
            words = words - self._anybody - {f"{word}s" for word in self._anybody}
            if not words & self._bodies:
                return Mouth(f"{self.registry.sources[number]}:{name.casefold()}", name, "speaker", ident)
        return Mouth(self._key(number, words), name, "speaker", ident)

    def head(self, number: int) -> _Words:
        """Return the words of an account's publisher and title, with the common name of the body that they show."""
        source = self.registry.accounts[number].document.source
        return self._common(self.words(f"{source.publisher or ''} {source.title}"))

    def calling(self, mouth: Mouth) -> _Words:
        """Return the words that call a mouth, bodies by their common name and no word in the plural."""
        last = _singular(mouth.name.casefold().split()[-1])
        if last in self._documents:
            return frozenset({last})
        return frozenset(self._same.get(word, word) for word in map(_singular, self.words(mouth.name)))

    def _common(self, words: _Words) -> _Words:
        told = {_singular(word) for word in words}
        return frozenset(told | {self._same[word] for word in told if word in self._same})

    def _told(self, number: int, row: Attribution) -> str:
        text = self.registry.accounts[number].document.text
        return " ".join(text[row.speaker_span.start : row.speaker_span.end].split()) if row.speaker_span else ""

    def _nameless(self, actor: Actor) -> bool:
        """Tell whether nothing tells a speaker apart from others of his kind: residents, an official."""
        last = actor.name.casefold().split()[-1:] or [""]
        stem = last[0].removesuffix("s")
        if not {last[0], stem} & self._anybody:
            return actor.name.islower() and last[0].endswith("men")
        return actor.kind != "person" or not actor.name[:1].isupper() or " " not in actor.name

    def words(self, name: str) -> _Words:
        """Return the words that tell a name from others."""
        if name not in self._split:
            told = re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", " ", name.casefold()))
            self._split[name] = frozenset(word for word in told if word not in self._idle)
        return self._split[name]

    def _key(self, number: int, words: _Words) -> str:
        """Return one key for all names of a mouth; a name that several hold is told apart by those of its account."""
        words = self._posts.get(words, words)
        if words not in self._whole:
            longer = [name for name in self._there[number] if words < name]
            words = longer[0] if len(longer) == 1 else words
        return "-".join(sorted(self._whole.get(words, words)))

    def _titles(self) -> dict[_Words, _Words]:
        """Return by the words of a post who holds it, where only one person of the case does."""
        holders: dict[_Words, set[_Words]] = defaultdict(set)
        for actor in self.registry.actors.values():
            for role in actor.roles if actor.kind == "person" else ():
                if role.of is None and self.words(role.title):
                    holders[self.words(role.title)].add(self.words(actor.name))
        return {title: next(iter(names)) for title, names in holders.items() if len(names) == 1}

    def _names(self, number: int) -> list[_Words]:
        """Return the words of every name of a mouth in an account: its publisher, and all who are said to speak."""
        account = self.registry.accounts[number]
        found: dict[_Words, None] = {self.words(account.document.source.publisher or ""): None}
        for row in account.attributions:
            told = (self.registry.actors.get(ident or "") for ident in (*row.refs, row.affiliation))
            found.update({self.words(actor.name): None for actor in told if actor is not None})
            found.update({} if row.refs else {self.words(self._told(number, row)): None})
        found.pop(frozenset(), None)
        return list(found)

    def _wholes(self, names: Iterable[_Words]) -> dict[_Words, _Words]:
        """Return for a name the longest one that holds all of its words, where those that do hold one another."""
        listed = list(names)
        having: dict[str, list[_Words]] = defaultdict(list)
        for name in listed:
            for word in name:
                having[word].append(name)
        found = {}
        for name in listed:
            rarest = min((having[word] for word in name), key=len)
            longer = sorted((other for other in rarest if name < other), key=len) if len(rarest) <= _MOST else []
            if longer and all(a < b for a, b in pairwise(longer)):
                found[name] = longer[-1]
        return found


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word
