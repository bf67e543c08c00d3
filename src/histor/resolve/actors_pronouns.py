"""Pronouns in their sentence: which rule each group of them goes by.

The choice among what was told before is made in ``coref``; here the sentence's own grammar answers first.
"""

from __future__ import annotations

from histor.model import Token
from histor.model.tree import base
from histor.resolve.actors_scene import Scene
from histor.resolve.actors_state import EMPTY, NOMINALS, Reading, State
from histor.resolve.coref import Asked, resolve_pronoun


class PronounReader:
    """Reads pronouns: it, they, he, who, we, each other."""

    def __init__(self, state: State) -> None:
        self.state = state

    def read(self, scene: Scene, token: Token, group: str) -> Reading:
        """Return whom a pronoun of a group of pronouns means."""
        lemma = token.form.lower()
        if group == "relative":
            return self._relative(scene, token)
        if group == "speaker":
            return self._speaker(scene, token)
        if group == "mutual":
            return EMPTY
        asked = Asked(group, token, scene.tree, scene.index, self._spoken(scene, token))
        ids = resolve_pronoun(asked, self.state.memory, lambda tok, owned: self.look(scene, tok, owned))
        if not ids:
            return EMPTY
        return Reading(ids, self.state.kind(ids[0]), group == "group", lemma, anaphoric=True)

    def _spoken(self, scene: Scene, token: Token) -> frozenset[int]:
        """Return the quoted words of a sentence, where a pronoun stands outside of them."""
        if self.state.quoted.holds(scene.index, token.id):
            return frozenset()
        return frozenset(tok.id for tok in scene.tokens if self.state.quoted.holds(scene.index, tok.id))

    def look(self, scene: Scene, token: Token, owned: bool = False) -> tuple[tuple[str, ...], str, bool]:
        """Return whom a subject means: itself with its conjuncts, or for a deed, where asked, whose it is."""
        members = [self.state.read(scene, tok) for tok in scene.tree.conjuncts(token.id) if tok.upos in NOMINALS]
        ids = tuple(dict.fromkeys(i for r in members if r.kind != "other" for i in r.ids))
        if ids:
            first = next(r for r in members if r.ids and r.kind != "other")
            return ids, first.kind, first.plural or len(ids) > 1
        for owner in scene.tree.children(token.id, "nmod:poss", "amod", "compound") if owned else ():
            if owner.id - 1 in scene.hit_at or owner.deprel == "nmod:poss":
                reading = self.state.read(scene, owner)
                if reading.ids and reading.kind != "other":
                    return reading.ids, reading.kind, reading.plural
        return (), "other", "Number=Plur" in token.feats

    def _relative(self, scene: Scene, token: Token) -> Reading:
        """Read "who", "which" as the noun that its clause stands with."""
        if "PronType=Rel" not in token.feats and token.lemma.lower() == "that":
            return EMPTY
        for above in [token, *scene.tree.ancestors(token)]:
            if above.deprel.startswith("acl") and above.head:
                return self.state.read(scene, scene.tree.token(above.head))
        return EMPTY

    def _speaker(self, scene: Scene, token: Token) -> Reading:
        """Read "we", "our" in a quotation as whoever the sentence says speaks."""
        for above in scene.tree.ancestors(token):
            subject = scene.tree.child(above.id, "nsubj")
            first_person = subject is None or self.state.words.pronouns.get(subject.form.lower()) == "speaker"
            if subject is not None and not first_person and above.lemma.lower() in self.state.words.speech:
                reading = self.state.read(scene, subject)
                return Reading(reading.ids, reading.kind, reading.plural, "we", anaphoric=True)
        return EMPTY

    def mutual(self, scene: Scene, token: Token) -> Reading | None:
        """Read "each other", "one another", and "the other" said by each of two, as the clause's subject."""
        if token.form.lower() not in ("each", "other", "one", "another"):
            return None
        words = [tok.form.lower() for tok in scene.tokens]
        around = " ".join(words[max(0, token.id - 2):token.id + 1])
        told = "each other" in around or "one another" in around
        if not told and (words[max(0, token.id - 2):token.id] != ["the", "other"] or not self._alone(scene, token)):
            return None
        for above in scene.tree.ancestors(token):
            subject = scene.tree.child(above.id, "nsubj")
            if subject is not None:
                if not told and not self._of_each(scene, subject):
                    return None
                ids, kind, plural = self.look(scene, subject)
                return Reading(ids, kind, plural, "other", anaphoric=True)
        return EMPTY if told else None

    @staticmethod
    def _alone(scene: Scene, token: Token) -> bool:
        """Tell whether a word stands for somebody itself, and not before a noun."""
        return base(token.deprel) not in ("amod", "det", "nsubj", "conj")

    @staticmethod
    def _of_each(scene: Scene, subject: Token) -> bool:
        """Tell whether a subject is each of two: *each government*, *either*, *both of them*."""
        words = [subject, *scene.tree.children(subject.id, "det")]
        return any(tok.lemma.lower() in ("each", "either", "both") for tok in words)
