"""What the readers of one document share: the registry, the memory, the words, and one door to read any word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from histor.model import Document, Token
from histor.resolve.actors_registry import Draft, Registry
from histor.resolve.actors_scene import Scene
from histor.resolve.actors_text import DocumentNames, Hit
from histor.resolve.actors_words import PeopleWords
from histor.resolve.coref_memory import Memory
from histor.resolve.coref_quotes import Quoted

#: Longest text that is kept as a name or alias; a longer phrase is no name.
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Reading:
    """Whom a word means: ids, the kind of the first, and how the mention counts for later ones."""

    ids: tuple[str, ...]
    kind: str
    plural: bool
    lemma: str
    weak: bool = False
    anaphoric: bool = False


#: Nobody can be told.
EMPTY = Reading((), "other", False, "")
#: Parts of speech that can head a phrase that means somebody.
NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})


@dataclass(slots=True)
class State:
    """The shared state of a document's readers."""

    document: Document
    words: PeopleWords
    registry: Registry
    memory: Memory
    names: DocumentNames
    read: Callable[[Scene, Token], Reading]
    quoted: Quoted

    def hit_id(self, hit: Hit) -> str:
        """Return the id behind a known name, its draft made; a local name's id is a draft already."""
        return self.registry.draft(hit.id).id

    def kind(self, ident: str) -> str:
        """Return the kind of an actor; a people counts as itself."""
        return self.registry.draft(ident).kind

    def listed(self, ident: str) -> bool:
        """Tell whether an actor stands in the lists; a state that does not is known by what its text says of it."""
        return ident in self.registry.catalogue.known

    def side(self, ident: str) -> str | None:
        """Return the state or movement that an actor belongs to; states, peoples and groups are their own."""
        draft = self.registry.draft(ident)
        if draft.side is not None:
            return draft.side
        own = draft.kind in ("state", "armed group") or self.listed(ident)
        return ident if own and not draft.generic else None

    def country(self, ident: str | None) -> str | None:
        """Return the country code of an actor."""
        return self.registry.draft(ident).country if ident else None

    def adjective(self, ident: str) -> str:
        """Return the word of nationality of an actor's side, else its name."""
        side = self.side(ident) or ident
        known = self.registry.catalogue.known.get(side)
        return known.adjective or known.name if known else self.registry.draft(side).name

    def alias(self, draft: Draft, text: str) -> None:
        """Keep a form in which an actor was named."""
        if text and len(text) <= LONGEST and len(draft.aliases) < 40:
            draft.aliases[text] = draft.aliases.get(text, 0) + 1

    def text(self, scene: Scene, tokens: Sequence[Token]) -> str:
        """Return the words of a phrase as told, spaces made one, a possessive ending and leading article left out."""
        if not tokens:
            return ""
        ordered = sorted(tokens, key=lambda tok: tok.id)
        while len(ordered) > 1 and (ordered[0].upos in ("DET", "PUNCT", "ADP") or ordered[0].form in {"'s", "’s"}
                                    or scene.tree.bends_number(ordered[0])):
            ordered.pop(0)
        while len(ordered) > 1 and ordered[-1].form in {"'s", "’s", "'", "’"}:
            ordered.pop()
        runs: list[str] = []
        for index, tok in enumerate(ordered):
            glued = index > 0 and ordered[index - 1].end == tok.start
            runs.append(tok.form if glued or index == 0 else f" {tok.form}")
        return "".join(runs)[:LONGEST]
