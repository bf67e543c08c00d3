"""How a phrase about people gets its actor: a known one, one told before, or one that the words describe."""

from __future__ import annotations

from histor.model.tree import base
from histor.resolve.actors_noun import Noun
from histor.resolve.actors_registry import Draft
from histor.resolve.actors_scene import Scene, core_words
from histor.resolve.actors_state import Reading, State

#: Sentences back in which "the army", "the government" find whom they mean.
NEAR_SENTENCES = 3

#: What a common noun for a group or body can be named as.
_BODIES = frozenset({"armed group", "organisation", "media", "military", "other"})
#: Classes of words for bodies of which a state has one.
_OF_STATES = frozenset({"offices", "soldiers"})


class Answers:
    """Finds or makes the actor for a phrase."""

    def __init__(self, state: State) -> None:
        self.state = state

    def name_after(self, scene: Scene, noun: Noun) -> Reading | None:
        """Read the name in "the separatist group X" where the common noun is the head."""
        head = noun.phrase.head
        at = head.id  # the index of the next token
        if noun.plural:
            return None
        if at >= len(scene.tokens) or scene.tokens[at].upos not in ("PROPN", "X"):
            return self._set_off(scene, noun)
        tok, hit = scene.tokens[at], scene.hit_at.get(at)
        if hit is not None and hit.how != "name":
            return None
        last = scene.tokens[(hit.last if hit else at + 1) - 1]
        if not {tok.head, last.head} & {head.id} or base(tok.deprel) in ("nsubj", "obj", "conj"):
            return None
        return self._as_told(noun, self.state.read(scene, last if last.head == head.id else tok))

    def _set_off(self, scene: Scene, noun: Noun) -> Reading | None:
        """Read the name in "a rebel group, the X, said", a name behind a comma and all else that tells of the group."""
        name = scene.tree.child(noun.phrase.head.id, "appos")
        if name is None or noun.det not in ("a", "an") or not (name.upos in ("PROPN", "X") or scene.hit(name)):
            return None
        reading = self.state.read(scene, name)
        return self._as_told(noun, reading) if reading.kind in _BODIES else None

    def _as_told(self, noun: Noun, reading: Reading) -> Reading | None:
        """Return a name's reading, its kind by the common noun where the name itself tells none."""
        if reading.ids and reading.kind == "other":
            draft = self.state.registry.draft(reading.ids[0])
            draft.kind = {"groups": self.group_kind(noun), "media": "media"}.get(noun.kind, "organisation")
            return Reading(reading.ids, draft.kind, False, noun.lemma)
        return reading if reading.ids else None

    def told_before(self, scene: Scene, noun: Noun, kind: str) -> Reading:
        """Read a definite description as the body told before: by a word of its name, by its head, by its kind."""
        memory = self.state.memory
        ids = memory.by_word.get(noun.lemma, ()) or memory.by_head.get(noun.lemma, ())
        if ids and noun.owner is not None and self.state.side(ids[0]) != self.state.side(noun.owner):
            ids = ()
        if not ids and noun.kind == "groups":
            any_group = noun.lemma in self.state.words.generic_groups
            kinds = ("armed group", "organisation") if any_group else ("armed group",)
            ids = memory.last(scene.index, kinds, before=noun.phrase.head.id)
        if not ids and noun.kind == "soldiers" and noun.lemma not in self.state.words.unsure:
            state = self.subject_state(scene, noun)
            if state is not None:
                ids = (self.state.registry.forces(state).id,)
            elif noun.lemma in self.state.words.any_troops:
                ids = memory.last(scene.index, ("military",), NEAR_SENTENCES)
        if ids:
            self.as_many(scene, noun, ids[0])
            return Reading(ids, self.state.kind(ids[0]), noun.plural, noun.lemma, anaphoric=True)
        if noun.lemma in self.state.words.unsure:
            return Reading((), "other", noun.plural, noun.lemma)
        return self.describe(scene, noun, kind)

    def as_many(self, scene: Scene, noun: Noun, ident: str) -> None:
        """Name those first told by a word before another ("rebel forces") as they are called later: "the rebels"."""
        draft = self.state.registry.draft(ident)
        if noun.plural and draft.generic and draft.name.lower() == noun.lemma:
            draft.name = self.text(scene, noun)

    def give(self, scene: Scene, noun: Noun, draft: Draft, alias: bool = True) -> Reading:
        """Return a known actor for a phrase, and keep the phrase as one of its names where it holds a name."""
        if alias and not noun.owner_by_pronoun:
            self.state.alias(draft, self.owned_text(scene, noun))
        return Reading((draft.id,), draft.kind, noun.plural, noun.lemma)

    def owned_name(self, noun: Noun, name: str) -> str:
        """Put a nation's adjective, or a person's name, where the text has only "its" or "his"."""
        if not noun.owner_by_pronoun or noun.owner is None:
            return name
        owner = self.state.registry.draft(noun.owner)
        if self.state.kind(self.state.side(noun.owner) or noun.owner) == "state":
            return f"{self.state.adjective(noun.owner)} {name}"
        return f"{name} of {owner.name}" if owner.kind == "person" and not owner.generic else name

    def owned_text(self, scene: Scene, noun: Noun) -> str:
        """Return a phrase as told from its owner's name on; nothing for a word inside a longer phrase."""
        told = core_words(noun.phrase, self.state.words)
        if base(noun.phrase.head.deprel) == "compound":
            return ""
        for tok in told:
            hit = scene.hit(tok)
            if hit is not None and tok.id < noun.phrase.head.id:
                return self.state.text(scene, [*scene.tokens[hit.first:noun.phrase.head.id], *noun.phrase.right])
        return self.state.text(scene, told)

    def describe(self, scene: Scene, noun: Noun, kind: str, side: str | None = None) -> Reading:
        """Return the actor that the phrase describes, with the side of its owner."""
        if side is None and noun.owner is not None:
            side = self.state.side(noun.owner)
        name = self.text(scene, noun)
        name = self.owned_name(noun, name)
        draft = self.state.registry.described(name, kind, side, self._owned(scene, noun))
        draft.country = draft.country or self.state.country(side)
        self.state.alias(draft, self.state.text(scene, [*noun.phrase.left, noun.phrase.head, *noun.phrase.right]))
        return Reading((draft.id,), kind, noun.plural, noun.lemma)

    def _owned(self, scene: Scene, noun: Noun) -> str:
        """Return the words for a state's body, the same however its state is told: *X's* and *X-ian ministry*."""
        if noun.owner is None or noun.plural or noun.kind not in _OF_STATES or self.state.kind(noun.owner) != "state":
            return ""
        if not self.state.listed(noun.owner):
            return ""
        words = [tok for tok in core_words(noun.phrase, self.state.words) if scene.hit(tok) is None]
        words = [tok for tok in words if tok.upos not in ("PART", "ADP", "DET")]
        if words[-1:] != [noun.phrase.head]:  # more is told behind it than whose it is
            return ""
        return f"{self.state.adjective(noun.owner)} {self.state.text(scene, words)}"

    def text(self, scene: Scene, noun: Noun) -> str:
        """Return the words that name what the phrase describes."""
        return self.state.text(scene, core_words(noun.phrase, self.state.words))


    def subject_state(self, scene: Scene, noun: Noun) -> str | None:
        """Return the state that the subject of the clauses above belongs to ("the minister said the army …")."""
        for above in scene.tree.ancestors(noun.phrase.head):
            subject = scene.tree.child(above.id, "nsubj")
            if subject is not None and subject.id < noun.phrase.head.id:
                reading = self.state.read(scene, subject)
                side = self.state.side(reading.ids[0]) if len(reading.ids) == 1 else None
                return side if side is not None and self.state.kind(side) == "state" else None
        return None

    def group_kind(self, noun: Noun) -> str:
        """Return whether a group is told as armed: by its own word ("militia") or by one before it."""
        lefts = {tok.lemma.lower() for tok in noun.phrase.left}
        words = self.state.words
        armed = any(words.is_("fighters", word) for word in lefts) or bool(lefts & words.armed_words)
        return "armed group" if armed or noun.lemma not in words.generic_groups else "organisation"
