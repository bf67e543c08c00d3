"""Deeds and words as stand-ins for whose they are: "condemned the strikes", "denied the claim".

What is condemned or denied is told as a noun; whom that is aimed at is who did or said it. The doer is the name before
the noun, else the subject of the clause that told it, else the doer told last by the same word or one like it.
"""

from __future__ import annotations

from histor.model import Token
from histor.model.tree import POINTING, base
from histor.resolve.actors_scene import Scene, phrase_of
from histor.resolve.actors_state import Reading, State

_DOERS = frozenset({"state", "government", "military", "armed group", "person"})
_POINTING = POINTING | {"such"}


class DeedReader:
    """Reads nouns for deeds and words, and keeps whose they were."""

    def __init__(self, state: State) -> None:
        self.state = state

    def read(self, scene: Scene, token: Token) -> Reading | None:
        """Return whose a deed or word is; nobody for one that nobody is told for; None for any other noun."""
        lemma, words = token.lemma.lower(), self.state.words
        if token.upos != "NOUN" or lemma not in words.deeds | words.sayings | words.abstract:
            return None
        if lemma in words.deeds and base(token.deprel) != "obj" and not self._owner(scene, token):
            return Reading((), "other", "Number=Plur" in token.feats, lemma)
        ids = self._owner(scene, token) or self._told(scene, token)
        kind = self.state.kind(ids[0]) if ids else "other"
        return Reading(ids, kind, "Number=Plur" in token.feats, lemma, weak=True, anaphoric=True)

    def keep(self, scene: Scene, token: Token) -> None:
        """Keep whose a deed told here is, or who speaks with a verb of saying."""
        lemma, words = token.lemma.lower(), self.state.words
        if token.upos == "NOUN" and lemma in words.deeds | words.sayings:
            ids = self._owner(scene, token) or self._clause_doer(scene, token)
        elif token.upos == "VERB" and lemma in words.speech and scene.tree.child(token.id, "ccomp", "obj", "xcomp"):
            ids, lemma = self._subject(scene, token), "claim"
        else:
            return
        if token.upos == "NOUN":
            self.state.memory.doers[scene.index, token.id] = ids or self._told(scene, token)
        if ids:
            self.state.memory.add_deed(lemma, ids)

    def _clause_doer(self, scene: Scene, token: Token) -> tuple[str, ...]:
        """Return who does a deed that a clause tells anew; a deed pointed at or reacted to is another's."""
        det = scene.tree.child(token.id, "det")
        verb = scene.tree.parent(token)
        pointed = det is not None and det.form.lower() in _POINTING
        if pointed or (verb is not None and verb.lemma.lower() in self.state.words.addressing):
            return ()
        return self._subject(scene, token)

    def _owner(self, scene: Scene, token: Token) -> tuple[str, ...]:
        for tok in reversed(phrase_of(scene, token).left):
            hit = scene.hit(tok)
            if hit is not None or tok.deprel == "nmod:poss":
                reading = self.state.read(scene, tok)
                if reading.kind in _DOERS and len(reading.ids) == 1:
                    return reading.ids
        return ()

    def _told(self, scene: Scene, token: Token) -> tuple[str, ...]:
        words, lemma = self.state.words, token.lemma.lower()
        det = scene.tree.child(token.id, "det")
        if det is None or det.form.lower() not in _POINTING or lemma in words.abstract:
            return ()
        like = words.deeds if lemma in words.deeds else words.sayings
        return self.state.memory.doer(lemma, like, self._subject(scene, token))

    def _subject(self, scene: Scene, token: Token) -> tuple[str, ...]:
        """Return who does the clause that a word stands in: its active subject or its agent."""
        for above in [token, *scene.tree.ancestors(token)]:
            agent = scene.tree.child(above.id, "obl:agent")
            subject = scene.tree.child(above.id, "nsubj")
            passive = subject is not None and subject.deprel.endswith(":pass")
            doer = agent if passive or subject is None else subject
            if doer is not None and doer.id != token.id:
                reading = self.state.read(scene, doer)
                return reading.ids if reading.kind in _DOERS and len(reading.ids) == 1 else ()
            if subject is not None:
                return ()
        return ()
