"""Bodies and places that no list knows: their proper names, found as runs of capitals, and what kind they are.

The kind is told by an apposition ("X, a rebel group"), else by a word of the name ("Front", "Ministry", "Times"),
else by the tagger; where none tells, the name stands for a thing.
"""

from __future__ import annotations

from histor.model import Token
from histor.model.tree import base
from histor.resolve.actors_scene import Scene
from histor.resolve.actors_state import Reading, State
from histor.resolve.actors_text import DASHES
from histor.resolve.names import fold

#: Longest name of an unknown body in words.
LONG_NAME = 12


class BodyReader:
    """Reads proper names that are neither known nor a person's."""

    def __init__(self, state: State) -> None:
        self.state = state

    def read(self, scene: Scene, token: Token) -> Reading | None:
        """Return the unknown body or place whose proper name a word is part of."""
        bounds = self._bounds(scene, token)
        if bounds is None:
            return None
        first, last = bounds
        tokens = scene.tokens[first:last]
        name = self.state.text(scene, tokens)
        kind = self._kind(scene, first, last, token)
        side = self._side(scene, first, last, token)
        known = self.state.registry.lookup(name)
        if kind == "other" and known is None:
            place = self.state.registry.named(name, "other")
            return Reading((place.id,), "other", False, token.lemma.lower())
        draft = self.state.registry.named(name, kind, side, self._owned(scene, first, last, kind))
        self.state.alias(draft, name)
        if last - first > 1 and kind != "other":
            self.state.names.add(fold(name), draft.id)
        lead = scene.hit_at.get(first)
        if lead is not None and lead.how == "demonym" and lead.last < last:
            self.state.registry.also(draft, self.state.text(scene, scene.tokens[lead.last:last]))
        return Reading((draft.id,), draft.kind, False, tokens[-1].lemma.lower())

    def _owned(self, scene: Scene, first: int, last: int, kind: str) -> str:
        """Return the words by which a state's body with a name is described: *X-ian air force*, of *X Air Force*."""
        lead = scene.hit_at.get(first)
        if lead is None or lead.last >= last or kind not in ("military", "government"):
            return ""
        owner = self.state.hit_id(lead)
        rest = self.state.text(scene, scene.tokens[lead.last:last])
        return f"{self.state.adjective(owner)} {rest}" if self.state.kind(owner) == "state" else ""

    def alone(self, scene: Scene, token: Token) -> bool:
        """Tell whether a capitalised common noun with "the" stands for a body told before ("the Council")."""
        if self.state.words.class_of(token.lemma.lower()) is None or scene.tree.child(token.id, "det") is None:
            return False
        bounds = self._bounds(scene, token)
        return bounds is not None and bounds[1] - bounds[0] == 1

    def _bounds(self, scene: Scene, token: Token) -> tuple[int, int] | None:
        """Return the run of capitalised words around a word, "of" and "for" taken in inside a tagged body."""
        at = token.id - 1
        if not self._capital_word(scene, at):
            return None
        first, last = at, at + 1
        chunk = scene.chunk_at.get(at)
        if chunk is not None and chunk.kind != "PER":
            first, last = chunk.first, chunk.last
        while first > 0 and last - first < LONG_NAME and (step := self._step(scene, first, -1)):
            first -= step
        while last < len(scene.tokens) and last - first < LONG_NAME and (step := self._step(scene, last - 1, 1)):
            last += step
        while last - first > 1 and scene.tokens[first].upos in ("DET", "PUNCT"):
            first += 1
        return first, last

    def _step(self, scene: Scene, edge: int, way: int) -> int:
        """Return how many words the name goes on by at an edge: 1, 2 over a link or glued dash, else 0."""
        tokens, near = scene.tokens, edge + way
        if not 0 <= near < len(tokens):
            return 0
        if self._capital_word(scene, near):
            return 1
        far = near + way
        if not (0 <= far < len(tokens) and self._capital_word(scene, far)):
            return 0
        if tokens[near].form in DASHES:
            low, high = min(edge, far), max(edge, far)
            glued = tokens[low].end == tokens[near].start and tokens[near].end == tokens[high].start
            return 2 if glued else 0
        if tokens[near].form.lower() in ("of", "for", "&") and self._bodily(scene, edge if way > 0 else far):
            return 2
        return 0

    def _bodily(self, scene: Scene, index: int) -> bool:
        return self.state.words.kind_of_name([scene.tokens[index].form]) is not None

    def _capital_word(self, scene: Scene, index: int) -> bool:
        tok = scene.tokens[index]
        if not tok.form[:1].isupper() or index in scene.person_at:
            return False
        hit = scene.hit_at.get(index)
        if hit is not None:
            return hit.how != "people"
        if tok.upos in ("PROPN", "X"):
            return True
        if tok.upos not in ("ADJ", "NOUN"):
            return False
        chunk = scene.chunk_at.get(index)
        return (chunk is not None and chunk.kind == "ORG") or self._modifies_name(scene, tok)

    def _modifies_name(self, scene: Scene, tok: Token) -> bool:
        """Tell whether a capitalised adjective inside a sentence belongs to the name it stands before."""
        head = scene.tree.parent(tok)
        near = head is not None and head.upos == "PROPN" and tok.id < head.id <= tok.id + 3
        return near and tok.id > 1 and head is not None and head.form[:1].isupper()

    def _kind(self, scene: Scene, first: int, last: int, token: Token) -> str:
        tokens = scene.tokens[first:last]
        words = [tok.form for tok in tokens]
        told = self.apposed_kind(scene, token)
        if told is not None:
            return told
        kind = self.state.words.kind_of_name(words) if len(words) > 1 else None
        if kind == "government" and words[-1].lower() == "department" and self._located(scene, token):
            return "other"
        if kind is not None:
            return kind
        tags = {tok.ent[2:] for tok in tokens if tok.ent != "O"}
        if not tags and self._looks_personal(scene, first, last):
            return "person"
        if "ORG" not in tags or not self.state.words.no_bodies.isdisjoint(word.lower() for word in words):
            return "other"
        code = len(words[0]) > 1 and words[0].isupper()
        return "organisation" if len(words) > 1 or code or scene.tree.child(token.id, "det") else "other"

    def _located(self, scene: Scene, token: Token) -> bool:
        return scene.tree.case(token.id) in self.state.words.locative or token.ent.endswith("LOC")

    def _looks_personal(self, scene: Scene, first: int, last: int) -> bool:
        """Tell whether an untagged name is built as persons' names are: two to four words joined as flat."""
        tokens = scene.tokens[first:last]
        if not 2 <= len(tokens) <= 4 or any(not tok.form.isalpha() or tok.form.isupper() for tok in tokens):
            return False
        flats = sum(base(tok.deprel) == "flat" for tok in tokens)
        return flats == len(tokens) - 1 and not any(i in scene.hit_at for i in range(first, last))

    def apposed_kind(self, scene: Scene, token: Token) -> str | None:
        """Return the kind that an apposition tells: "X, a rebel group"."""
        told = next((tok for tok in scene.tree.children(token.id, "appos") if tok.upos == "NOUN"), None)
        if told is None:
            return None
        name = self.state.words.class_of(told.lemma.lower())
        lefts = {tok.lemma.lower() for tok in scene.tree.children(told.id)}
        armed = any(self.state.words.is_("fighters", word) for word in lefts) or "armed" in lefts
        if name == "groups":
            return "armed group" if armed or told.lemma.lower() == "militia" else "organisation"
        return {"media": "media", "organisations": "organisation", "fighters": "armed group"}.get(name or "")

    def _side(self, scene: Scene, first: int, last: int, token: Token) -> str | None:
        """Return the state in a body's name, or of which it is told to be ("the X of Y")."""
        ids = [scene.hit_at[i].id for i in range(first, last) if i in scene.hit_at]
        before = scene.hit_at.get(first - 1)
        if before is not None:
            ids.append(before.id)
        for child in scene.tree.children(token.id, "nmod", "nmod:poss"):
            hit = scene.hit(child)
            if hit is not None and scene.tree.case(child.id) in ("of", "'s", "’s"):
                ids.append(hit.id)
        for ident in ids:
            if self.state.kind(ident) in ("state", "government", "military"):
                return self.state.side(ident)
        return None
