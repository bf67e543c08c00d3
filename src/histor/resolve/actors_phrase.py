"""From a noun phrase to whom it means: whose people they are, and what the head noun says they are.

Two questions answer most phrases. Whose? A nation's adjective, a body's name, a possessor or an "of"-phrase. What?
The class of the head noun. "X's government", "X-ian officials" and "the authorities in X" so become one actor without
any of them being listed.
"""

from __future__ import annotations

from dataclasses import dataclass

from histor.model import Office, Token
from histor.model.tree import base
from histor.resolve.actors_registry import Draft
from histor.resolve.actors_scene import Phrase, Scene, core_words, is_backing, phrase_of
from histor.resolve.actors_state import Reading, State

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_BELONGING = frozenset({"belong", "loyal", "link", "linked", "affiliate", "affiliated", "allied", "ally", "aligned"})
_GENERIC_FIGHTERS = frozenset({"militant", "rebel", "insurgent", "fighter", "guerrilla", "separatist", "terrorist",
                               "extremist", "jihadist", "gunman", "partisan"})
_GENERIC_GROUPS = frozenset({"group", "movement", "organisation", "organization", "outfit", "faction"})
_ARMED_WORDS = frozenset({"armed", "militant", "paramilitary", "terror", "liberation", "resistance"})
_FEMALE_OR_MALE = frozenset({"woman", "man", "boy", "girl", "people", "person", "child"})


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


class PhraseReader:
    """Reads common-noun phrases; names and pronouns are read elsewhere."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._by_class = {
            "fighters": self._fighters, "soldiers": self._soldiers, "government": self._government,
            "offices": self._office_body, "titles": self._post, "members": self._members, "groups": self._group,
            "media": self._body, "polities": self._polity, "civilians": self._civilians,
            "organisations": self._body, "materiel": self._materiel,
        }

    def read(self, scene: Scene, token: Token) -> Reading | None:
        """Return whom a phrase means, or None where its head is no word for people or bodies."""
        phrase = phrase_of(scene, token)
        pair = self._pair(scene, phrase)
        if pair is not None:
            return pair
        part = self._partitive(scene, phrase)
        if part is not None:
            return part
        kind = self._class(scene, phrase)
        if kind is None:
            return None
        return self._by_class[kind](scene, self._noun(scene, phrase, kind))

    # what the phrase says of itself ------------------------------------------------------------------------------

    def _class(self, scene: Scene, phrase: Phrase) -> str | None:
        words = self.state.words
        kind = words.class_of(phrase.lemma, phrase.before)
        if kind is None and phrase.head.form.lower() != phrase.lemma:
            kind = words.class_of(phrase.head.form.lower(), phrase.before)
        lefts = {tok.lemma.lower() for tok in phrase.left}
        if kind == "civilians" and lefts & words.arming and phrase.lemma in _FEMALE_OR_MALE | {"group", "individual"}:
            return "fighters"
        if kind == "government" and "Number=Plur" not in phrase.head.feats and words.is_("titles", phrase.lemma):
            return "titles"
        return kind

    def _noun(self, scene: Scene, phrase: Phrase, kind: str) -> Noun:
        owner, by_pronoun = self._owner(scene, phrase, kind)
        if owner is not None and kind in _PUBLIC and self.state.kind(owner) == "person":
            owner = self.state.side(owner) or owner
        det = next((tok.form.lower() for tok in phrase.left if tok.upos == "DET"), "")
        counted = any(tok.upos == "NUM" for tok in phrase.left) or det in {"a", "an", "another", "some", "every", "no"}
        phrase = self._trimmed(scene, phrase, kind)
        core = core_words(phrase, self.state.words)
        bare = len(core) == 1 and owner is None
        return Noun(phrase, kind, phrase.lemma, owner, by_pronoun, det, "Number=Plur" in phrase.head.feats, counted, bare)

    def _trimmed(self, scene: Scene, phrase: Phrase, kind: str) -> Phrase:
        """Leave out what follows the head unless it says whose or where they serve; parsers hang much on nouns."""
        keeps = {"of", "'s", "from"} | ({"in", "at", "for"} if kind in ("government", "offices") else set())
        keeps |= {"to"} if kind == "titles" else set()
        if not phrase.right or phrase.right[0].form.lower() not in keeps:
            return Phrase(phrase.head, phrase.left, [])
        if phrase.right[0].form.lower() in ("in", "at") and not phrase.right[-1].form[:1].isupper():
            return Phrase(phrase.head, phrase.left, [])
        return phrase

    def _owner(self, scene: Scene, phrase: Phrase, kind: str) -> tuple[str | None, bool]:
        for tok in reversed(phrase.left):
            hit = scene.hit(tok)
            if hit is not None and not is_backing(scene, hit):
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
            if (code or tok.ent.endswith("ORG")) and not self.state.words.is_("titles", tok.lemma.lower()):
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
                if case in ("of", "from") and hit is None:
                    return self._single(scene, child)
        return self._belonging(scene, phrase)

    def _belonging(self, scene: Scene, phrase: Phrase) -> str | None:
        """Read "fighters loyal to X", "members belonging to X"."""
        tokens = scene.tokens
        for at in range(phrase.head.id, min(phrase.head.id + 3, len(tokens) - 2)):
            if tokens[at].lemma.lower() in _BELONGING and tokens[at + 1].upos == "ADP":
                for hit_at in (at + 2, at + 3):
                    hit = scene.hit_at.get(hit_at)
                    if hit is not None:
                        return self.state.hit_id(hit)
        return None

    def _single(self, scene: Scene, token: Token) -> str | None:
        reading = self.state.read(scene, token)
        return reading.ids[0] if len(reading.ids) == 1 and reading.kind != "other" else None

    # both, the two, some of ---------------------------------------------------------------------------------------

    def _pair(self, scene: Scene, phrase: Phrase) -> Reading | None:
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

    def _partitive(self, scene: Scene, phrase: Phrase) -> Reading | None:
        """Read "a group of X", "five of the X", "dozens of X": the phrase after "of" says who."""
        head = phrase.head
        if phrase.lemma not in self.state.words.partitives and head.upos != "NUM":
            return None
        for child in scene.tree.children(head.id, "nmod"):
            if child.id > head.id and scene.tree.case(child.id) in ("of", "among"):
                inner = self.state.read(scene, child)
                if inner.kind in ("state", "other"):
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

    # one class each -----------------------------------------------------------------------------------------------

    def _fighters(self, scene: Scene, noun: Noun) -> Reading:
        if noun.owner is not None and self.state.kind(noun.owner) in ("armed group", "organisation"):
            if noun.plural and not self._leads(noun):
                return self._give(scene, noun, self.state.registry.draft(noun.owner), alias=not noun.phrase.right)
            return self._describe(scene, noun, "person" if not noun.plural else "armed group")
        if noun.bare and noun.plural and not noun.counted:
            ids = self.state.memory.by_head.get(noun.lemma, ())
            if not ids and noun.det in _DEFINITE and noun.lemma in _GENERIC_FIGHTERS:
                ids = self.state.memory.last(scene.index, ("armed group",), 3)
            if ids:
                return Reading(ids, "armed group", True, noun.lemma, anaphoric=True)
        return self._describe(scene, noun, "armed group")

    def _leads(self, noun: Noun) -> bool:
        return self.state.words.is_("titles", noun.lemma) and noun.lemma in self.state.words.leaders - {"fighter", "militant"}

    def _soldiers(self, scene: Scene, noun: Noun) -> Reading:
        words, owner = self.state.words, noun.owner
        if owner is None and noun.bare and noun.det in _DEFINITE:
            return self._told_before(scene, noun, "military")
        if owner is None and noun.lemma in words.unsure:
            return Reading((), "other", noun.plural, noun.lemma)
        if owner is None or (noun.counted and noun.plural) or noun.det in {"a", "an", "another"}:
            return self._describe(scene, noun, "military")
        kind = self.state.kind(owner)
        if kind == "armed group":
            return self._give(scene, noun, self.state.registry.draft(owner))
        if kind not in ("state", "government"):
            return self._describe(scene, noun, "military")
        state = owner if kind == "state" else (self.state.side(owner) or owner)
        two = f"{noun.phrase.before} {noun.lemma}" if noun.phrase.before else noun.lemma
        if {two, noun.lemma} & words.branches and noun.lemma != "army":
            return self._describe(scene, noun, "military")
        return self._give(scene, noun, self.state.registry.forces(state))

    def _government(self, scene: Scene, noun: Noun) -> Reading:
        owner = noun.owner
        if owner is not None and self.state.kind(owner) == "government":
            return self._give(scene, noun, self.state.registry.draft(owner))
        if owner is not None and self.state.kind(owner) == "state":
            return self._give(scene, noun, self.state.registry.government(owner))
        if owner is None and noun.lemma not in _RULERS:
            return Reading((), "other", noun.plural, noun.lemma)
        if owner is None and noun.bare and not noun.counted:
            return self._bare_government(scene, noun)
        return self._describe(scene, noun, "government")

    def _bare_government(self, scene: Scene, noun: Noun) -> Reading:
        """Read "the government": the one told, else that of the only state near, else that of the clause's subject."""
        memory, near = self.state.memory, NEAR_SENTENCES
        told = memory.last(scene.index, ("government",), near)
        if told:
            return Reading(told, "government", noun.plural, noun.lemma, anaphoric=True)
        states = {i for t in memory.recent(scene.index, near) if t.kind == "state" for i in t.ids}
        state = next(iter(states)) if len(states) == 1 else self._subject_state(scene, noun)
        if state is None:
            return self._describe(scene, noun, "government")
        found = self.state.registry.government(state)
        return Reading((found.id,), "government", noun.plural, noun.lemma, anaphoric=True)

    def _subject_state(self, scene: Scene, noun: Noun) -> str | None:
        for above in scene.tree.ancestors(noun.phrase.head):
            subject = scene.tree.child(above.id, "nsubj")
            if subject is not None and subject.id < noun.phrase.head.id:
                reading = self.state.read(scene, subject)
                side = self.state.side(reading.ids[0]) if len(reading.ids) == 1 else None
                return side if side is not None and self.state.kind(side) == "state" else None
        return None

    def _office_body(self, scene: Scene, noun: Noun) -> Reading:
        if noun.bare and noun.det in _DEFINITE:
            return self._told_before(scene, noun, "government")
        return self._describe(scene, noun, "government")

    def _post(self, scene: Scene, noun: Noun) -> Reading:
        """Read an office as a person: "the Y-ian ambassador", "a senior PIJ leader", "the minister"."""
        if noun.det in _DEFINITE and not noun.plural:
            known = self.state.memory.by_title.get(noun.lemma)
            if known and (noun.owner is None or self.state.side(noun.owner) == self.state.side(known)):
                return Reading((known,), "person", False, noun.lemma, anaphoric=True)
        office = (noun.lemma, noun.owner or "")
        told = self.state.memory.offices.get(office) if noun.owner and not noun.plural and noun.det not in {"a", "an", "another"} else None
        if told:
            return Reading((told,), "person", False, noun.lemma)
        side = self.state.side(noun.owner) if noun.owner else None
        armed = side is not None and self.state.kind(side) == "armed group" and noun.plural
        reading = self._describe(scene, noun, "armed group" if armed else "person")
        if noun.owner is not None and self.state.words.is_post(noun.lemma) and not armed:
            draft = self.state.registry.draft(reading.ids[0])
            self.state.registry.add_role(draft, Office(noun.lemma, noun.owner))
            if not noun.plural and noun.det not in {"a", "an", "another"}:
                self.state.memory.offices[office] = draft.id
        return reading

    def _members(self, scene: Scene, noun: Noun) -> Reading:
        if noun.owner is None:
            return Reading((), "other", noun.plural, noun.lemma)
        draft = self.state.registry.draft(noun.owner)
        if draft.kind in ("armed group", "organisation", "military") and noun.plural:
            return self._give(scene, noun, draft, alias=not noun.phrase.right)
        return self._describe(scene, noun, "person" if not noun.plural else "civilians")

    def _group(self, scene: Scene, noun: Noun) -> Reading:
        named = self._name_after(scene, noun)
        if named is not None:
            return named
        kind = self._group_kind(noun)
        if noun.owner is not None and self.state.kind(noun.owner) in ("armed group", "organisation"):
            return self._give(scene, noun, self.state.registry.draft(noun.owner))
        if noun.owner is not None and self.state.kind(noun.owner) == "state" and noun.lemma in ("army", "front"):
            return self._soldiers(scene, noun)
        if noun.det in _DEFINITE and not noun.counted and not noun.plural:
            return self._told_before(scene, noun, kind)
        if noun.owner is None and noun.lemma == "movement" and kind != "armed group":
            return Reading((), "other", noun.plural, noun.lemma)
        return self._describe(scene, noun, kind)

    def _group_kind(self, noun: Noun) -> str:
        lefts = {tok.lemma.lower() for tok in noun.phrase.left}
        armed = any(self.state.words.is_("fighters", word) for word in lefts) or bool(lefts & _ARMED_WORDS)
        return "armed group" if armed or noun.lemma not in _GENERIC_GROUPS else "organisation"

    def _body(self, scene: Scene, noun: Noun) -> Reading:
        named = self._name_after(scene, noun)
        if named is not None:
            return named
        kind = "media" if noun.kind == "media" else "organisation"
        if noun.bare and noun.det in _DEFINITE:
            return self._told_before(scene, noun, kind)
        if noun.kind == "media" and self.state.words.is_("titles", noun.lemma) and not noun.plural:
            return self._post(scene, noun)
        return self._describe(scene, noun, kind)

    def _polity(self, scene: Scene, noun: Noun) -> Reading:
        named = self._name_after(scene, noun)
        if named is not None:
            return named
        if noun.owner is not None and self.state.kind(noun.owner) == "state" and not noun.plural:
            return self._give(scene, noun, self.state.registry.draft(noun.owner))
        if noun.bare and noun.det in _DEFINITE and not noun.plural:
            ids = self.state.memory.last(scene.index, ("state",), NEAR_SENTENCES, noun.phrase.head.id)
            return Reading(ids, "state", False, noun.lemma, anaphoric=True)
        return self._describe(scene, noun, "other")

    def _civilians(self, scene: Scene, noun: Noun) -> Reading:
        kind = "civilians"
        told = self.state.memory.by_head.get(noun.lemma, ()) if noun.bare and noun.det in _DEFINITE else ()
        if told and noun.lemma not in _ANYBODY and self.state.kind(told[0]) == kind:
            return Reading(told, kind, noun.plural, noun.lemma, anaphoric=True)
        side = self.state.side(noun.owner) if noun.owner else None
        if side is None and noun.det in _DEFINITE and noun.lemma in _SUFFERERS:
            side = self._sufferers_side(scene)
        return self._describe(scene, noun, kind, side)

    def _sufferers_side(self, scene: Scene) -> str | None:
        """Return the side of the people told last, where all told near belong to one."""
        sides = {self.state.side(i) for t in self.state.memory.recent(scene.index, NEAR_SENTENCES + 2)
                 if t.kind == "civilians" for i in t.ids} - {None}
        return next(iter(sides)) if len(sides) == 1 else None

    def _materiel(self, scene: Scene, noun: Noun) -> Reading:
        doer = base(noun.phrase.head.deprel) == "nsubj" and not noun.phrase.head.deprel.endswith(":pass")
        if noun.owner is not None and doer and self.state.kind(noun.owner) == "state":
            return self._give(scene, noun, self.state.registry.forces(noun.owner), alias=False)
        return self._describe(scene, noun, "other")

    # what the classes share ---------------------------------------------------------------------------------------

    def _name_after(self, scene: Scene, noun: Noun) -> Reading | None:
        """Read the name in "the separatist group X" where the common noun is the head."""
        head = noun.phrase.head
        at = head.id  # the index of the next token
        if at >= len(scene.tokens) or scene.tokens[at].upos not in ("PROPN", "X") or noun.plural:
            return None
        tok, hit = scene.tokens[at], scene.hit_at.get(at)
        if hit is not None and hit.how != "name":
            return None
        last = scene.tokens[(hit.last if hit else at + 1) - 1]
        if not {tok.head, last.head} & {head.id} or base(tok.deprel) in ("nsubj", "obj", "conj"):
            return None
        reading = self.state.read(scene, last if last.head == head.id else tok)
        if reading.ids and reading.kind == "other":
            draft = self.state.registry.draft(reading.ids[0])
            draft.kind = self._group_kind(noun) if noun.kind == "groups" else ("media" if noun.kind == "media" else "organisation")
            return Reading(reading.ids, draft.kind, False, noun.lemma)
        return reading if reading.ids else None

    def _told_before(self, scene: Scene, noun: Noun, kind: str) -> Reading:
        """Read a definite description as the body told before: by a word of its name, by its head, by its kind."""
        memory = self.state.memory
        ids = memory.by_word.get(noun.lemma, ()) or memory.by_head.get(noun.lemma, ())
        if ids and noun.owner is not None and self.state.side(ids[0]) != self.state.side(noun.owner):
            ids = ()
        if not ids and noun.kind == "groups":
            kinds = ("armed group", "organisation") if noun.lemma in _GENERIC_GROUPS else ("armed group",)
            ids = memory.last(scene.index, kinds, before=noun.phrase.head.id)
        if not ids and noun.kind == "soldiers" and noun.lemma not in self.state.words.unsure:
            state = self._subject_state(scene, noun)
            if state is not None:
                ids = (self.state.registry.forces(state).id,)
            elif noun.lemma in _ANY_TROOPS:
                ids = memory.last(scene.index, ("military",), NEAR_SENTENCES)
        if ids:
            return Reading(ids, self.state.kind(ids[0]), noun.plural, noun.lemma, anaphoric=True)
        if noun.lemma in self.state.words.unsure:
            return Reading((), "other", noun.plural, noun.lemma)
        return self._describe(scene, noun, kind)

    def _give(self, scene: Scene, noun: Noun, draft: Draft, alias: bool = True) -> Reading:
        """Return a known actor for a phrase, and keep the phrase as one of its names where it holds a name."""
        if alias and not noun.owner_by_pronoun:
            self.state.alias(draft, self._owned_text(scene, noun))
        return Reading((draft.id,), draft.kind, noun.plural, noun.lemma)

    def _owned_name(self, noun: Noun, name: str) -> str:
        """Put a nation's adjective, or a person's name, where the text has only "its" or "his"."""
        if not noun.owner_by_pronoun or noun.owner is None:
            return name
        owner = self.state.registry.draft(noun.owner)
        if self.state.kind(self.state.side(noun.owner) or noun.owner) == "state":
            return f"{self.state.adjective(noun.owner)} {name}"
        return f"{name} of {owner.name}" if owner.kind == "person" and not owner.generic else name

    def _owned_text(self, scene: Scene, noun: Noun) -> str:
        """Return a phrase as told from its owner's name on; nothing for a word inside a longer phrase."""
        told = core_words(noun.phrase, self.state.words)
        if base(noun.phrase.head.deprel) == "compound":
            return ""
        for tok in told:
            hit = scene.hit(tok)
            if hit is not None and tok.id < noun.phrase.head.id:
                return self.state.text(scene, [*scene.tokens[hit.first:noun.phrase.head.id], *noun.phrase.right])
        return self.state.text(scene, told)

    def _describe(self, scene: Scene, noun: Noun, kind: str, side: str | None = None) -> Reading:
        """Return the actor that the phrase describes, with the side of its owner."""
        if side is None and noun.owner is not None:
            side = self.state.side(noun.owner)
        name = self._text(scene, noun)
        name = self._owned_name(noun, name)
        draft = self.state.registry.described(name, kind, side)
        draft.country = draft.country or self.state.country(side)
        self.state.alias(draft, self.state.text(scene, noun.phrase.left + [noun.phrase.head, *noun.phrase.right]))
        return Reading((draft.id,), kind, noun.plural, noun.lemma)

    def _text(self, scene: Scene, noun: Noun) -> str:
        return self.state.text(scene, core_words(noun.phrase, self.state.words))


NEAR_SENTENCES = 3
_PUBLIC = frozenset({"soldiers", "government", "offices", "fighters"})
_RULERS = frozenset({"government", "authority", "authorities", "official", "officials", "regime", "junta", "cabinet",
                     "diplomat", "delegation", "negotiator"})
_ANY_TROOPS = frozenset({"troop", "troops", "soldier", "force", "forces", "military", "armed forces"})
_ANYBODY = frozenset({"people", "person", "man", "woman", "individual", "everyone", "nobody", "someone", "anyone"})
_SUFFERERS = frozenset({"victim", "survivor", "deceased", "dead", "injured", "wounded", "hostage", "captive", "detainee",
                        "prisoner", "family", "relative", "body", "casualty", "man", "woman", "child"})
