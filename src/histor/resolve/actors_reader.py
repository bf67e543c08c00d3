"""One word read afresh: the readers for pronouns, names, phrases, bodies and things, asked in that order."""

from __future__ import annotations

from histor.model import Token
from histor.model.tree import base
from histor.resolve.actors_bodies import BodyReader
from histor.resolve.actors_deeds import DeedReader
from histor.resolve.actors_names import NameReader
from histor.resolve.actors_phrase import PhraseReader
from histor.resolve.actors_pronouns import PronounReader
from histor.resolve.actors_scene import Phrase, Scene, core_words, phrase_of
from histor.resolve.actors_state import EMPTY, NOMINALS, Reading, State


class WordReader:
    """Reads any word of a sentence."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._bodies = BodyReader(state)
        self._names = NameReader(state, self._bodies)
        self._phrases = PhraseReader(state)
        self._pronouns = PronounReader(state)
        self._deeds = DeedReader(state)

    def read(self, scene: Scene, token: Token) -> Reading:
        """Return whom a word means: as a pronoun, a name, an apposition, a phrase about people, a body, a thing."""
        mutual = self._pronouns.mutual(scene, token)
        if mutual is not None:
            return mutual
        group = self.state.words.pronouns.get(token.form.lower())
        if group and token.upos in ("PRON", "DET"):
            return self._pronouns.read(scene, token, group)
        if base(token.deprel) != "det" and token.lemma.lower() in ("both", "each", "neither", "either"):
            ids = self.state.memory.pair(scene.index, token.id, frozenset({"state", "armed group", "government"}))
            return Reading(ids, "state", True, token.lemma.lower(), anaphoric=True)
        named = self._names.read(scene, token)
        if named is not None:
            return named
        if token.upos in ("ADJ", "DET", "PRON") and (share := self._phrases.share(scene, token)) is not None:
            return share
        if token.upos not in NOMINALS or token.upos == "PRON":
            return EMPTY
        return self._noun(scene, token)

    def _noun(self, scene: Scene, token: Token) -> Reading:
        apposed = self._apposition(scene, token)
        if apposed is not None:
            return apposed
        proper = token.upos in ("PROPN", "X") and token.form[:1].isupper()
        told = self._told_by_word(scene, token)
        if told is not None:
            return told
        if not proper or self._plainly_owned(token) or self._bodies.alone(scene, token):
            found = self._phrases.read(scene, token)
            if found is not None:
                return found
        deed = self._deeds.read(scene, token)
        if deed is not None:
            return deed
        if proper:
            body = self._bodies.read(scene, token)
            if body is not None:
                return body
        return self._other(scene, token)

    def _told_by_word(self, scene: Scene, token: Token) -> Reading | None:
        """Read "the Front", "the League": a capital after "the" recalls the body whose name ends so."""
        det = scene.tree.child(token.id, "det")
        if token.id == 1 or not token.form[:1].isupper() or det is None or det.id != token.id - 1:
            return None
        ids = self.state.memory.by_word.get(token.form.lower(), ())
        if not ids or scene.tree.child(token.id, "compound", "flat", "amod") is not None:
            return None
        return Reading(ids, self.state.kind(ids[0]), False, token.lemma.lower(), anaphoric=True)

    def _plainly_owned(self, token: Token) -> bool:
        """Tell whether a capitalised word is a government or people all the same ("the Government of X")."""
        lemma = token.lemma.lower()
        if token.ent.endswith("LOC"):
            return False
        return any(self.state.words.is_(name, lemma) for name in ("titles", "government", "fighters"))

    def _apposition(self, scene: Scene, token: Token) -> Reading | None:
        """Read "X, a rebel group": the apposition of a named actor is that actor."""
        if base(token.deprel) != "appos" or token.upos != "NOUN" or not token.head:
            return None
        if self.state.words.class_of(token.lemma.lower()) is None:
            return None
        told = scene.tree.token(token.head)
        head = self.state.read(scene, told)
        if len(head.ids) != 1 or head.kind in ("other", "civilians") or self._of_another(scene, token, head):
            return None
        draft, kind = self.state.registry.draft(head.ids[0]), self._bodies.apposed_kind(scene, told)
        if kind is not None and draft.id not in self.state.registry.catalogue.known and not draft.generic:
            draft.kind = kind
            draft.side = draft.id if kind == "armed group" else draft.side
        return Reading(head.ids, draft.kind, head.plural, head.lemma)

    def _of_another(self, scene: Scene, token: Token, head: Reading) -> bool:
        """Tell whether an apposition names another nation than its head's, so that it is a misread list."""
        side = self.state.side(head.ids[0])
        hits = [scene.hit(child) for child in scene.tree.children(token.id, "amod", "compound", "nmod:poss")]
        states = [hit.id for hit in hits if hit is not None and self.state.kind(hit.id) == "state"]
        return side is not None and head.kind != "person" and bool(states) and side not in states

    def _whose(self, scene: Scene, phrase: Phrase) -> str | None:
        """Return the state whose a thing is by a word of nationality before it: "Chadian positions"."""
        near = [tok for tok in phrase.left if base(tok.deprel) in ("amod", "compound", "nmod")]
        hits = [hit for hit in map(scene.hit, near) if hit is not None]
        states = [ident for hit in hits if self.state.kind(ident := self.state.hit_id(hit)) == "state"]
        return states[-1] if states else None

    def _other(self, scene: Scene, token: Token) -> Reading:
        """Return a thing or place as the phrase tells it; nothing for a word that names no thing."""
        if token.upos not in ("NOUN", "PROPN", "X") or not token.form[:1].isalpha():
            return EMPTY
        phrase = phrase_of(scene, token)
        whose = self._whose(scene, phrase)
        if whose is not None and {token.lemma.lower(), f"{phrase.before} {phrase.lemma}"} & self.state.words.soil:
            return Reading((whose,), self.state.kind(whose), False, token.lemma.lower(), weak=True)
        words = core_words(phrase, self.state.words)
        name = self.state.text(scene, words)
        draft = self.state.registry.described(name, "other", whose)
        self.state.alias(draft, self.state.text(scene, [*phrase.left, phrase.head, *phrase.right]))
        return Reading((draft.id,), "other", "Number=Plur" in token.feats, token.lemma.lower())
