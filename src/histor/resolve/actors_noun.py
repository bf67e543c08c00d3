"""What a noun phrase says of itself: the class of its head, whose people they are, which and how many."""

from __future__ import annotations

from dataclasses import dataclass

from histor.model import Token
from histor.model.tree import base
from histor.resolve.actors_scene import Phrase, Scene, core_words, is_backing, is_plural
from histor.resolve.actors_state import State

#: Prepositions by which the people of a class are told; for all other classes it is "from".
_COMPLEMENTS = {"titles": frozenset({"to", "for"}), "government": frozenset({"from", "in", "at", "for"}),
                "offices": frozenset({"from", "in", "at", "for"})}
#: Classes whose people serve the side of a person that owns them ("his troops").
_PUBLIC = frozenset({"soldiers", "government", "offices", "fighters"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A phrase with what its surroundings say: whose (an actor id), which article, and whether it stands bare."""

    phrase: Phrase
    kind: str
    lemma: str
    owner: str | None
    owner_by_pronoun: bool
    det: str
    plural: bool
    counted: bool
    bare: bool


class NounReader:
    """Reads a phrase's own words."""

    def __init__(self, state: State) -> None:
        self.state = state

    def kind(self, phrase: Phrase) -> str | None:
        """Return the class of a phrase's head, as its modifiers shift it ("armed men", "an official")."""
        words = self.state.words
        kind = words.class_of(phrase.lemma, phrase.before)
        if kind is None and phrase.head.form.lower() != phrase.lemma:
            kind = words.class_of(phrase.head.form.lower(), phrase.before)
        lefts = {tok.lemma.lower() for tok in phrase.left}
        if kind == "civilians" and lefts & words.arming and phrase.lemma in words.any_sex:
            return "fighters"
        if kind == "government" and "Number=Plur" not in phrase.head.feats and words.is_("titles", phrase.lemma):
            return "titles"
        return kind

    def noun(self, scene: Scene, phrase: Phrase, kind: str) -> Noun:
        """Return the phrase with its owner, article and number."""
        owner, by_pronoun = self._owner(scene, phrase, kind)
        if owner is not None and kind in _PUBLIC and self.state.kind(owner) == "person":
            owner = self.state.side(owner) or owner
        det = next((tok.form.lower() for tok in phrase.left if tok.upos == "DET"), "")
        counted = any(tok.upos == "NUM" for tok in phrase.left) or det in {"a", "an", "another", "some", "every", "no"}
        phrase = self._trimmed(scene, phrase, kind)
        core = core_words(phrase, self.state.words)
        bare = len(core) == 1 and owner is None
        plural = is_plural(phrase.head)
        return Noun(phrase, kind, phrase.lemma, owner, by_pronoun, det, plural, counted, bare)

    def _trimmed(self, scene: Scene, phrase: Phrase, kind: str) -> Phrase:
        """Leave out what follows the head unless it says whose or where they serve; parsers hang much on nouns."""
        keeps = _COMPLEMENTS.get(kind, frozenset({"from"})) | {"of", "'s"}
        if not phrase.right or phrase.right[0].form.lower() not in keeps:
            return Phrase(phrase.head, phrase.left, [])
        if phrase.right[0].form.lower() in ("in", "at") and not phrase.right[-1].form[:1].isupper():
            return Phrase(phrase.head, phrase.left, [])
        return phrase

    def _owner(self, scene: Scene, phrase: Phrase, kind: str) -> tuple[str | None, bool]:
        """Return whose people or body a phrase tells, and whether by a pronoun: the word nearest the head decides."""
        for tok in reversed(phrase.left):
            hit = scene.hit(tok)
            if hit is not None and not is_backing(scene, hit, self.state.words):
                return self.state.hit_id(hit), False
            if base(tok.deprel) in ("nmod", "det") and tok.upos in ("PRON", "DET") and tok.head == phrase.head.id:
                ids = self.state.read(scene, tok).ids
                if len(ids) == 1:
                    return ids[0], True
            owner = self._left_body(scene, tok, kind)
            if owner is not None:
                return owner, False
        return self._right_owner(scene, phrase, kind), False

    def _left_body(self, scene: Scene, tok: Token, kind: str) -> str | None:
        """Return an owner told by a possessor or by the name of a body unknown so far ("XYZ militants")."""
        if tok.deprel == "nmod:poss" and tok.upos in ("NOUN", "PROPN"):
            return self._single(scene, tok)
        if tok.upos == "PROPN" and kind in ("fighters", "soldiers", "members", "titles", "groups"):
            code = tok.form.isupper() and len(tok.form) > 1
            led = tok.ent.endswith("PER") and kind in ("members", "fighters")
            if (code or led or tok.ent.endswith("ORG")) and not self.state.words.is_("titles", tok.lemma.lower()):
                return self._single(scene, tok)
        return None

    def _right_owner(self, scene: Scene, phrase: Phrase, kind: str) -> str | None:
        for child in scene.tree.children(phrase.head.id, "nmod"):
            if child.id < phrase.head.id:
                continue
            case = scene.tree.case(child.id)
            if case in ("of", "from", "for") or (case in ("in", "at") and kind in ("government", "offices")):
                hit = scene.hit(child)
                if hit is not None and (case in ("of", "from") or kind != "civilians"):
                    return self.state.hit_id(hit)
                if hit is None and (case in ("of", "from") or kind == "titles"):
                    return self._single(scene, child)
        return self._belonging(scene, phrase)

    def _belonging(self, scene: Scene, phrase: Phrase) -> str | None:
        """Read "fighters loyal to X", "members belonging to X"."""
        tokens = scene.tokens
        for at in range(phrase.head.id, min(phrase.head.id + 3, len(tokens) - 2)):
            if tokens[at].lemma.lower() in self.state.words.belonging and tokens[at + 1].upos == "ADP":
                for hit_at in (at + 2, at + 3):
                    hit = scene.hit_at.get(hit_at)
                    if hit is not None:
                        return self.state.hit_id(hit)
        return None

    def _single(self, scene: Scene, token: Token) -> str | None:
        reading = self.state.read(scene, token)
        return reading.ids[0] if len(reading.ids) == 1 and reading.kind != "other" else None
