"""Phrases that mean several parties or a part of one: both countries, the two sides, five of the herders."""

from __future__ import annotations

from histor.model import Token
from histor.model.tree import base
from histor.resolve.actors_scene import Phrase, Scene, core_words, is_plural
from histor.resolve.actors_state import Reading, State
from histor.resolve.coref_memory import is_later


class SeveralReader:
    """Reads pairs, shares and bare numbers."""

    def __init__(self, state: State) -> None:
        self.state = state

    def pair(self, scene: Scene, phrase: Phrase) -> Reading | None:
        """Read "both countries", "the two sides", "neither country", "the warring parties"."""
        words, lemma = self.state.words, phrase.lemma
        if not (lemma in words.sides or words.is_("polities", lemma) or lemma in ("government", "army")):
            return None
        lefts = {tok.lemma.lower() for tok in phrase.left}
        if lefts & {"other", "more", "another"}:
            return None
        paired = bool(lefts & {"both", "neither", "two", "either", "2"}) or "each" in lefts
        plain = "Number=Plur" in phrase.head.feats and "the" in lefts and lemma in words.sides | {"country", "nation"}
        if not paired and not (plain and not phrase.right and len(core_words(phrase, words)) == 1):
            return None
        if any(scene.hit(tok) for tok in [*phrase.left, *phrase.right]):
            return None
        kinds = frozenset({"state"}) if lemma not in words.sides else frozenset({"state", "armed group", "military"})
        ids = self.state.memory.pair(scene.index, phrase.head.id, kinds)
        return Reading(ids, "state", True, lemma, anaphoric=True)

    def both(self, scene: Scene, phrase: Phrase) -> Reading | None:
        """Read "the two agreed", "both left" as the two people, else the two states, that were just told of."""
        word, lefts = phrase.head.form.lower(), {tok.lemma.lower() for tok in phrase.left}
        if not (word == "both" or (word == "two" and "the" in lefts)) or phrase.right or len(lefts) > 1:
            return None
        told = [t for t in self.state.memory.recent(scene.index, 1)
                if t.ids and not is_later(t, scene.index, phrase.head.id)]
        kind = next((kind for kind in ("person", "state") if any(t.kind == kind for t in told)), None)
        ids = sorted({ident for t in told if t.kind == kind for ident in t.ids})
        return Reading(tuple(ids), kind, True, word, anaphoric=True) if kind and len(ids) == 2 else None

    def shared(self, scene: Scene, phrase: Phrase, kind: str) -> Reading | None:
        """Read "X-ian and Y-ian forces", "officials of X and Y" as those of each state."""
        if kind not in ("government", "offices", "soldiers") or not is_plural(phrase.head):
            return None
        if scene.tree.child(phrase.head.id, "nummod") is not None:
            return None
        for child in scene.tree.children(phrase.head.id, "amod", "compound", "nmod"):
            behind = child.id > phrase.head.id
            if behind and scene.tree.case(child.id) not in ("of", "from"):
                continue
            states = self._states(scene, scene.tree.conjuncts(child.id))
            if len(states) > 1:
                registry = self.state.registry
                found = [registry.forces(i) if kind == "soldiers" else registry.government(i) for i in states]
                return Reading(tuple(draft.id for draft in found), found[0].kind, True, phrase.lemma)
        return None

    def _states(self, scene: Scene, words: list[Token]) -> list[str]:
        """Return the state that each word names; nothing where one of them names none."""
        found = [self.state.hit_id(hit) for hit in map(scene.hit, words) if hit is not None]
        return found if len(found) == len(words) and all(self.state.kind(i) == "state" for i in found) else []

    def partitive(self, scene: Scene, phrase: Phrase) -> Reading | None:
        """Read "a group of X", "five of the X", "dozens of X": the phrase after "of" says who."""
        head, shares = phrase.head, self.state.words.shares
        if phrase.lemma not in self.state.words.partitives | shares and head.upos != "NUM":
            return None
        if phrase.lemma in shares and any(tok.form[:1].isupper() and tok.upos != "DET" for tok in phrase.left):
            return None  # the Armenian half of the city is the Armenians'
        for child in scene.tree.children(head.id, "nmod", "obl"):
            if child.id > head.id and scene.tree.case(child.id) in ("of", "among"):
                inner = self.state.read(scene, child)
                if inner.kind == "state" and phrase.lemma not in shares:
                    return None if head.upos != "NUM" else Reading((), "other", True, phrase.lemma)
                return Reading(inner.ids, inner.kind, True, inner.lemma, inner.weak)
        if head.upos == "NUM":
            counts = base(head.deprel) in ("nsubj", "obj") and not head.form[:1].isdigit()
            return self._elliptic(scene, head) if counts else Reading((), "other", True, phrase.lemma)
        return None

    def _elliptic(self, scene: Scene, head: Token) -> Reading:
        """Read a bare number as the people told last in the same sentence ("nine … and three were injured")."""
        for trace in self.state.memory.recent(scene.index, 0):
            if trace.token < head.id and trace.kind in ("civilians", "military", "armed group") and trace.plural:
                return Reading(trace.ids, trace.kind, True, trace.lemma, anaphoric=True)
        return Reading((), "other", True, head.lemma.lower())
