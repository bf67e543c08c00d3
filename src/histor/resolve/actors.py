"""Whom a word of a document means: one book for each document, asked word by word.

The book reads the document once, in order, as a reader does, keeping who was named when; an answer therefore never
scans the text again, and the time is linear in its length.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from histor.lexicon import Lexicon
from histor.model import Actor, Document, Sentence, Span, Token, WordRef
from histor.resolve.actors_intro import Introduction
from histor.resolve.actors_known import Catalogue
from histor.resolve.actors_reader import WordReader
from histor.resolve.actors_registry import Registry
from histor.resolve.actors_scene import Scene, build_scene, phrase_of
from histor.resolve.actors_state import EMPTY, NOMINALS, Reading, State
from histor.resolve.actors_teller import Teller
from histor.resolve.actors_words import PeopleWords
from histor.resolve.coref_memory import Memory
from histor.resolve.coref_quotes import Quoted

#: Laid-out sentences kept at hand; askers walk forward, so a few suffice.
SCENES = 64
#: Deepest chain of words asked in answering one word; a deeper one is a circle.
DEEPEST = 12

_BODIES = frozenset({"military", "armed group", "organisation", "media"})


class ActorResolver:
    """Knows the actors that the product knows, and opens a book for each document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._catalogue = Catalogue(lexicon)
        self._words = PeopleWords(lexicon)

    def open(self, document: Document, sentences: Sequence[Sentence]) -> ActorBook:
        """Read a document's sentences once and return the book that answers for them."""
        return ActorBook(document, sentences, self._catalogue, self._words)


class ActorBook:
    """Answers whom the words of one document mean."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], catalogue: Catalogue,
                 words: PeopleWords) -> None:
        self._sentences = sentences
        self._catalogue = catalogue
        self._words = words
        self._scenes: OrderedDict[int, Scene] = OrderedDict()
        self._memo: dict[WordRef, Reading] = {}
        self._depth = 0
        registry = Registry(catalogue)
        self._told = Introduction(document, registry, words).collect(sentences)
        self._state = State(document, words, registry, Memory(), self._told, self._read,
                            Quoted(document, sentences))
        self._reader = WordReader(self._state)
        teller = Teller(self._state)
        for index in range(len(sentences)):
            teller.tell(self._scene(index))
        self._scenes.clear()  # laid out anew when asked, with every name that the text introduced

    # asked from outside -------------------------------------------------------------------------------------------

    def resolve(self, word: WordRef) -> tuple[str, ...]:
        """Return the ids of the actors that the phrase headed by a word means; empty where nobody can be told."""
        scene = self._scene(word.sentence)
        reading = self._read(scene, scene.tree.token(word.token))
        for ident in reading.ids:
            self._use(ident)
        return reading.ids

    def resolve_all(self, word: WordRef) -> tuple[str, ...]:
        """Return the ids for a word and for all words coordinated with it, each once, in text order."""
        tree = self._scene(word.sentence).tree
        found: dict[str, None] = {}
        for token in tree.conjuncts(word.token):
            if token.upos in NOMINALS or token.upos in ("ADJ", "DET"):
                found.update(dict.fromkeys(self.resolve(WordRef(word.sentence, token.id))))
        return tuple(found)

    def actor(self, ident: str) -> Actor:
        """Return an actor by its id. Raises KeyError for an id that this book never gave."""
        return self._state.registry.finish(ident)

    def actors(self) -> tuple[Actor, ...]:
        """Return every actor that was asked for, and those that they belong to, in the order of their ids."""
        drafts = self._state.registry.drafts
        return tuple(self.actor(ident) for ident in sorted(drafts) if drafts[ident].used)

    def side(self, ident: str) -> str | None:
        """Return the id of the state or movement that an actor belongs to; a state or armed group is its own."""
        side = self._state.side(ident)
        if side is not None:
            self._use(side)
        return side

    def names_body(self, word: WordRef) -> bool:
        """Tell whether a word is part of the listed name of a body: a force, a group, an organisation, an outlet."""
        hit = self._scene(word.sentence).hit_at.get(word.token - 1)
        listed = self._catalogue.known.get(hit.id) if hit is not None and hit.how == "name" else None
        return listed is not None and listed.kind in _BODIES

    def kind(self, ident: str) -> str:
        """Return the kind of an actor; ``other`` for a thing that only stands in an actor's place."""
        return self._state.kind(ident)

    def doer(self, word: WordRef) -> tuple[str, ...]:
        """Return whose a deed told by a noun is ("the strikes"), by its owner, its clause, or what was told before."""
        ids = self._state.memory.doers.get((word.sentence, word.token), ())
        for ident in ids:
            self._use(ident)
        return ids

    def name_of(self, word: WordRef) -> str:
        """Return the canonical name of whom a word means, or the phrase as told, without its article."""
        ids = self.resolve(word)
        if len(ids) == 1:
            return self._state.registry.draft(ids[0]).name
        scene = self._scene(word.sentence)
        phrase = phrase_of(scene, scene.tree.token(word.token))
        return self._state.text(scene, [*phrase.left, phrase.head, *phrase.right])

    def mention_span(self, word: WordRef) -> Span:
        """Return the characters of the noun phrase that a word heads; of a person's name with its title."""
        scene = self._scene(word.sentence)
        person = scene.person_at.get(word.token - 1)
        if person is not None:
            first = person.begin if person.post is not None and person.end == person.first else person.first
            return Span(scene.tokens[first].start, scene.tokens[person.last - 1].end)
        return scene.tree.phrase(word.token)

    # reading ------------------------------------------------------------------------------------------------------

    def _scene(self, index: int) -> Scene:
        scene = self._scenes.get(index)
        if scene is None:
            scene = build_scene(index, self._sentences[index], self._catalogue, self._words, self._told)
            self._scenes[index] = scene
            if len(self._scenes) > SCENES:
                self._scenes.popitem(last=False)
        return scene

    def _read(self, scene: Scene, token: Token) -> Reading:
        """Read a word once; a word that can only be read through itself means nobody."""
        ref = WordRef(scene.index, token.id)
        if ref in self._memo:
            return self._memo[ref]
        if self._depth >= DEEPEST:
            return EMPTY
        self._depth += 1
        self._memo[ref] = EMPTY
        try:
            self._memo[ref] = self._reader.read(scene, token)
        finally:
            self._depth -= 1
        return self._memo[ref]

    def _use(self, ident: str) -> None:
        """Mark an actor and those it belongs to as part of the account."""
        draft = self._state.registry.draft(ident)
        if draft.used:
            return
        draft.used = True
        for other in (draft.side, draft.part_of, *(role.of for role in draft.roles)):
            if other is not None and other != ident:
                self._use(other)
