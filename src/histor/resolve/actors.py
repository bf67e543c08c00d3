"""Whom a word of a document means: one book for each document, asked word by word.

The book reads the document once, in order, as a reader does, keeping who was named when; an answer therefore never
scans the text again, and the time is linear in its length.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from histor.lexicon import Lexicon
from histor.model import Actor, Document, Sentence, Span, Token, WordRef
from histor.model.tree import base
from histor.resolve.actors_known import Catalogue
from histor.resolve.actors_names import NameReader
from histor.resolve.actors_phrase import PhraseReader
from histor.resolve.actors_registry import Registry
from histor.resolve.actors_scene import Scene, build_scene, core_words, phrase_of
from histor.resolve.actors_state import Reading, State
from histor.resolve.actors_text import DocumentNames, abbreviations_of, hits_of
from histor.resolve.actors_words import PeopleWords
from histor.resolve.coref import Asked, Memory, Trace, resolve_pronoun
from histor.resolve.names import Pieces, fold

#: Laid-out sentences kept at hand; askers walk forward, so a few suffice.
SCENES = 64
#: Deepest chain of words asked in answering one word; a deeper one is a circle.
DEEPEST = 12
_EMPTY = Reading((), "other", False, "")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})


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
        self._document = document
        self._catalogue = catalogue
        self._words = words
        self._names_told = DocumentNames()
        self._scenes: OrderedDict[int, Scene] = OrderedDict()
        self._memo: dict[WordRef, Reading] = {}
        self._depth = 0
        self._state = State(document, words, Registry(catalogue), Memory(), self._read)
        self._names = NameReader(self._state)
        self._phrases = PhraseReader(self._state)
        self._introduce()
        for index in range(len(sentences)):
            self._tell(index)

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
            if token.upos in _NOMINAL or token.upos in ("ADJ", "DET"):
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
            scene = build_scene(index, self._sentences[index], self._catalogue, self._words, self._names_told)
            self._scenes[index] = scene
            if len(self._scenes) > SCENES:
                self._scenes.popitem(last=False)
        return scene

    def _tell(self, index: int) -> None:
        """Read a sentence in order and keep its mentions."""
        sentence = self._sentences[index]
        block = self._document.blocks[sentence.block] if sentence.block < len(self._document.blocks) else None
        memory = self._state.memory
        memory.enter(block.section if block else ())
        scene = self._scene(index)
        self._pairs(scene)
        for token in scene.tokens:
            if self._worth_reading(scene, token):
                self._keep(scene, token, self._read(scene, token))
        if block is not None and block.kind == "title":
            states = dict.fromkeys(hit.id for hit in scene.hits if self._state.kind(hit.id) == "state")
            memory.title_pair = tuple(states) if len(states) == 2 else memory.title_pair

    def _worth_reading(self, scene: Scene, token: Token) -> bool:
        if token.form.lower() in self._words.pronouns and token.upos in ("PRON", "DET"):
            return True
        if token.upos in ("PRON", "DET", "NUM"):
            return base(token.deprel) in ("nsubj", "obj", "obl") and not token.form[:1].isdigit()
        at = token.id - 1
        if at in scene.person_at:
            return scene.person_at[at].first == at
        hit = scene.hit_at.get(at)
        if hit is not None:
            return hit.last == token.id
        if token.upos not in ("NOUN", "PROPN"):
            return False
        chunk = scene.chunk_at.get(at)
        if chunk is not None:
            return chunk.last == token.id
        return base(token.deprel) == "nsubj" or self._words.class_of(token.lemma.lower()) is not None

    def _keep(self, scene: Scene, token: Token, reading: Reading) -> None:
        role = self._role(scene, token)
        thing = not reading.ids or reading.kind == "other"
        if thing and role != "subj":
            return
        ids = () if thing else reading.ids
        plural = "Number=Plur" in token.feats if thing else reading.plural
        if token.upos == "PRON" and not ids:
            return
        memory = self._state.memory
        weak = reading.weak or (role == "other" and reading.kind == "state")
        parties = tuple(dict.fromkeys(self._state.side(ident) or ident for ident in ids))
        memory.parties.update((party, self._state.kind(party)) for party in parties)
        memory.add(Trace(ids, reading.kind, plural, scene.index, token.id, role, reading.lemma, weak, parties))
        if ids and not reading.anaphoric and len(ids) == 1:
            for piece in fold(self._state.registry.draft(ids[0]).name)[-1:]:
                memory.by_word[piece] = ids

    def _role(self, scene: Scene, token: Token) -> str:
        top = token
        for _ in range(4):
            if base(top.deprel) in ("flat", "conj", "appos", "compound") and top.head:
                top = scene.tree.token(top.head)
        name = base(top.deprel)
        same = top.id == token.id or base(token.deprel) in ("flat", "conj", "appos") or token.id - 1 in scene.person_at
        if name == "nsubj" and same:
            return "subj"
        return "obj" if name in ("obj", "iobj") and same else "other"

    def _pairs(self, scene: Scene) -> None:
        """Keep two parties named together by "and" or a dash; names only, so that nothing is read out of order."""
        for token in scene.tokens:
            if token.id - 1 not in scene.hit_at or self._in_name(scene, token):
                continue
            ids: dict[str, None] = dict.fromkeys(self._read(scene, token).ids)
            if base(token.deprel) != "conj" and scene.tree.child(token.id, "conj") is not None:
                for member in scene.tree.conjuncts(token.id):
                    named = member.id - 1 in scene.hit_at
                    ids.update(dict.fromkeys(self._read(scene, member).ids if named else ("", " ")))
            if len(ids) == 2 and {self._state.kind(i) for i in ids} <= {"state", "armed group", "government", "military"}:
                self._state.memory.add_pair(scene.index, token.id, tuple(ids))

    def _in_name(self, scene: Scene, token: Token) -> bool:
        """Tell whether a word is part of a longer proper name ("A–B War"), which tells of no pair here."""
        for above in scene.tree.ancestors(token):
            if base(token.deprel) not in ("compound", "nmod", "flat", "amod"):
                return False
            if above.id - 1 not in scene.hit_at:
                return above.form[:1].isupper()
            token = above
        return False

    def _read(self, scene: Scene, token: Token) -> Reading:
        """Read a word once; a word that can only be read through itself means nobody."""
        ref = WordRef(scene.index, token.id)
        if ref in self._memo:
            return self._memo[ref]
        if self._depth >= DEEPEST:
            return _EMPTY
        self._depth += 1
        self._memo[ref] = _EMPTY
        try:
            self._memo[ref] = self._fresh(scene, token)
        finally:
            self._depth -= 1
        return self._memo[ref]

    def _fresh(self, scene: Scene, token: Token) -> Reading:
        mutual = self._mutual(scene, token)
        if mutual is not None:
            return mutual
        group = self._words.pronouns.get(token.form.lower())
        if group and token.upos in ("PRON", "DET"):
            return self._pronoun(scene, token, group)
        if base(token.deprel) != "det" and token.lemma.lower() in ("both", "each", "neither", "either"):
            ids = self._state.memory.pair(scene.index, token.id, frozenset({"state", "armed group", "government"}))
            return Reading(ids, "state", True, token.lemma.lower(), anaphoric=True)
        named = self._names.read(scene, token)
        if named is not None:
            return named
        if token.upos not in _NOMINAL or token.upos == "PRON":
            return _EMPTY
        return self._noun(scene, token)

    def _noun(self, scene: Scene, token: Token) -> Reading:
        apposed = self._apposition(scene, token)
        if apposed is not None:
            return apposed
        proper = token.upos in ("PROPN", "X") and token.form[:1].isupper()
        if not proper or self._plainly_owned(token) or self._names.alone(scene, token):
            found = self._phrases.read(scene, token)
            if found is not None:
                return found
        if proper:
            body = self._names.body(scene, token)
            if body is not None:
                return body
        return self._other(scene, token)

    def _plainly_owned(self, token: Token) -> bool:
        """Tell whether a capitalised word is a government or people all the same ("the Government of X")."""
        lemma = token.lemma.lower()
        if token.ent.endswith("LOC"):
            return False
        return any(self._words.is_(name, lemma) for name in ("titles", "government", "fighters"))

    def _apposition(self, scene: Scene, token: Token) -> Reading | None:
        """Read "X, a rebel group": the apposition of a named actor is that actor."""
        if base(token.deprel) != "appos" or token.upos != "NOUN" or not token.head:
            return None
        if self._words.class_of(token.lemma.lower()) is None:
            return None
        told = scene.tree.token(token.head)
        head = self._read(scene, told)
        if len(head.ids) != 1 or head.kind in ("other", "civilians") or self._of_another(scene, token, head):
            return None
        draft, kind = self._state.registry.draft(head.ids[0]), self._names.apposed_kind(scene, told)
        if kind is not None and draft.id not in self._catalogue.known and not draft.generic:
            draft.kind = kind
            draft.side = draft.side or (draft.id if kind == "armed group" else None)
        return Reading(head.ids, draft.kind, head.plural, head.lemma)

    def _of_another(self, scene: Scene, token: Token, head: Reading) -> bool:
        """Tell whether an apposition names another nation than its head's, so that it is a misread list."""
        side = self._state.side(head.ids[0])
        hits = [scene.hit(child) for child in scene.tree.children(token.id, "amod", "compound", "nmod:poss")]
        states = [hit.id for hit in hits if hit is not None and self._state.kind(hit.id) == "state"]
        return side is not None and head.kind != "person" and bool(states) and side not in states

    def _other(self, scene: Scene, token: Token) -> Reading:
        """Return a thing or place as the phrase tells it; nothing for a word that names no thing."""
        if token.upos not in ("NOUN", "PROPN", "X") or not token.form[:1].isalpha():
            return _EMPTY
        phrase = phrase_of(scene, token)
        words = core_words(phrase, self._words)
        name = self._state.text(scene, words)
        draft = self._state.registry.described(name, "other", None)
        self._state.alias(draft, self._state.text(scene, [*phrase.left, phrase.head, *phrase.right]))
        return Reading((draft.id,), "other", "Number=Plur" in token.feats, token.lemma.lower())

    def _use(self, ident: str) -> None:
        """Mark an actor and those it belongs to as part of the account."""
        draft = self._state.registry.draft(ident)
        if draft.used:
            return
        draft.used = True
        for other in (draft.side, draft.part_of, *(role.of for role in draft.roles)):
            if other is not None and other != ident:
                self._use(other)
