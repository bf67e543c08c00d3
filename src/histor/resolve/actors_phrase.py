"""From a noun phrase to whom it means: whose people they are, and what the head noun says they are.

Two questions answer most phrases. Whose? A nation's adjective, a body's name, a possessor or an "of"-phrase. What?
The class of the head noun. "X's government", "X-ian officials" and "the authorities in X" so become one actor without
any of them being listed.
"""

from __future__ import annotations

from dataclasses import replace

from histor.model import Office, Token
from histor.model.tree import POINTING, base
from histor.resolve import actors_posts as posts
from histor.resolve.actors_answer import NEAR_SENTENCES, Answers
from histor.resolve.actors_noun import Noun, NounReader
from histor.resolve.actors_scene import Scene, phrase_of
from histor.resolve.actors_several import SeveralReader
from histor.resolve.actors_state import Reading, State
from histor.resolve.coref_memory import Trace


class PhraseReader:
    """Reads common-noun phrases; names and pronouns are read elsewhere."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.answer = Answers(state)
        self._nouns = NounReader(state)
        self._several = SeveralReader(state)
        self._by_class = {
            "fighters": self._fighters, "soldiers": self._soldiers, "government": self._government,
            "offices": self._office_body, "titles": self._post, "members": self._members, "groups": self._group,
            "media": self._body, "polities": self._polity, "civilians": self._civilians,
            "organisations": self._body, "materiel": self._materiel,
        }

    def read(self, scene: Scene, token: Token) -> Reading | None:
        """Return whom a phrase means, or None where its head is no word for people or bodies."""
        phrase = phrase_of(scene, token)
        pair = self._several.pair(scene, phrase) or self._several.both(scene, phrase)
        if pair is not None:
            return pair
        part = self._several.partitive(scene, phrase)
        if part is not None:
            return part
        kind = self._nouns.kind(phrase)
        if kind is None:
            return None
        several = self._several.shared(scene, phrase, kind)
        if several is not None:
            return several
        return self._by_class[kind](scene, self._nouns.noun(scene, phrase, kind))

    def share(self, scene: Scene, token: Token) -> Reading | None:
        """Return whom "many of the men", "all of its guns" means; None for a word that is no share of anything."""
        return self._several.partitive(scene, phrase_of(scene, token))

    def _fighters(self, scene: Scene, noun: Noun) -> Reading:
        if noun.owner is not None and self.state.kind(noun.owner) in ("armed group", "organisation"):
            if noun.plural and not self._leads(noun):
                return self.answer.give(scene, noun, self.state.registry.draft(noun.owner), alias=not noun.phrase.right)
            return self.answer.describe(scene, noun, "person" if not noun.plural else "armed group")
        before = base(noun.phrase.head.deprel) == "compound"  # "rebel positions"
        if (before or (noun.bare and noun.plural)) and not noun.counted:
            ids = self.state.memory.by_head.get(noun.lemma, ())
            if not ids and noun.det in POINTING and noun.lemma in self.state.words.generic_fighters:
                ids = self.state.memory.last(scene.index, ("armed group",), 3)
            if ids:
                self.answer.as_many(scene, noun, ids[0])
                return Reading(ids, "armed group", True, noun.lemma, anaphoric=True)
        return self.answer.describe(scene, noun, "armed group")

    def _leads(self, noun: Noun) -> bool:
        leads = noun.lemma in self.state.words.leaders - {"fighter", "militant"}
        return leads and self.state.words.is_("titles", noun.lemma)

    def _soldiers(self, scene: Scene, noun: Noun) -> Reading:
        words, owner = self.state.words, noun.owner
        if owner is None and noun.bare and noun.det in POINTING:
            return self.answer.told_before(scene, noun, "military")
        if owner is None and noun.phrase.before in words.governing:
            state = self._governed(scene, noun)
            if state is None or noun.counted:
                return self.answer.describe(scene, noun, "military", state)
            return self.answer.give(scene, noun, self.state.registry.forces(state))
        if owner is None and words.is_("fighters", noun.phrase.before):  # rebel forces are the rebels
            ids = self.state.memory.by_head.get(noun.phrase.before, ())
            if ids and not noun.counted:
                return Reading(ids, "armed group", noun.plural, noun.lemma, anaphoric=True)
            return self.answer.describe(scene, noun, "armed group")
        secure = noun.phrase.before == "security"
        if owner is None and noun.lemma in words.unsure and not secure:
            return Reading((), "other", noun.plural, noun.lemma)
        if owner is None and secure:
            return self.answer.describe(scene, noun, "military", self._governed(scene, noun))
        if owner is None or (noun.counted and noun.plural) or noun.det in posts.INDEFINITE:
            return self.answer.describe(scene, noun, "military")
        kind = self.state.kind(owner)
        if kind == "armed group":
            return self.answer.give(scene, noun, self.state.registry.draft(owner))
        if kind not in ("state", "government"):
            return self.answer.describe(scene, noun, "military")
        state = owner if kind == "state" else (self.state.side(owner) or owner)
        two = f"{noun.phrase.before} {noun.lemma}" if noun.phrase.before else noun.lemma
        branch = bool({two, noun.lemma} & words.branches) and noun.lemma != "army"
        if branch or not self.state.listed(state):  # what no list holds is called as each account calls it
            return self.answer.describe(scene, noun, "military")
        return self.answer.give(scene, noun, self.state.registry.forces(state))

    def _government(self, scene: Scene, noun: Noun) -> Reading:
        owner = noun.owner
        if owner is not None and self.state.kind(owner) == "government":
            return self.answer.give(scene, noun, self.state.registry.draft(owner))
        if owner is not None and self.state.kind(owner) == "state":
            return self.answer.give(scene, noun, self.state.registry.government(owner))
        if owner is None and noun.lemma not in self.state.words.rulers:
            return Reading((), "other", noun.plural, noun.lemma)
        if owner is None and noun.bare and not noun.counted:
            return self._bare_government(scene, noun)
        return self.answer.describe(scene, noun, "government")

    def _bare_government(self, scene: Scene, noun: Noun) -> Reading:
        """Read "the government": the one told, else that of the only state near, else that of the clause's subject."""
        if noun.lemma in self.state.words.of_any_state and noun.det not in POINTING:
            return self.answer.describe(scene, noun, "government")
        seat = self._seat(scene, noun)
        if seat is not None:
            return self.answer.give(scene, noun, self.state.registry.government(seat))
        told = self.state.memory.last(scene.index, ("government",), NEAR_SENTENCES, but=self._is_office)
        if told:
            return Reading(told, "government", noun.plural, noun.lemma, anaphoric=True)
        state = self._governed(scene, noun)
        if state is None:
            return self.answer.describe(scene, noun, "government")
        found = self.state.registry.government(state)
        return Reading((found.id,), "government", noun.plural, noun.lemma, anaphoric=True)

    def _is_office(self, trace: Trace) -> bool:
        """Tell whether a mention is of a part of a government that acts as itself: a court, the police, a ministry."""
        name = self.state.registry.draft(trace.ids[0]).name.lower().split()
        return not self.state.words.classes["offices"].isdisjoint({trace.lemma, *name})

    def _governed(self, scene: Scene, noun: Noun) -> str | None:
        """Return the state whose government is meant where none is named.

        It is the only one told near, that of the clause's subject, the only one of the sentence, or of the whole text.
        """
        near = self.state.memory.recent(scene.index, NEAR_SENTENCES)
        states = {i for t in near if t.kind == "state" for i in t.ids}
        if len(states) == 1:
            return next(iter(states))
        here = {self.state.hit_id(hit) for hit in scene.hits}
        named = {ident for ident in here if self.state.kind(ident) == "state"}
        beside = next(iter(named)) if len(named) == 1 else None
        return self.answer.subject_state(scene, noun) or beside or self.state.memory.one_state()

    def _seat(self, scene: Scene, noun: Noun) -> str | None:
        """Return the state whose capital the clause begins with: "In Lima, the government replied"."""
        head = noun.phrase.head
        if base(head.deprel) != "nsubj":
            return None
        ahead = [tok for tok in scene.tree.children(head.head, "obl") if tok.id < head.id]
        hits = [hit for tok in ahead if scene.tree.case(tok.id) == "in" and (hit := scene.hit(tok)) is not None]
        return next((self.state.hit_id(hit) for hit in hits if hit.how == "capital"), None)

    def _office_body(self, scene: Scene, noun: Noun) -> Reading:
        if noun.bare and noun.det in POINTING:
            return self.answer.told_before(scene, noun, "government")
        return self.answer.describe(scene, noun, "government")

    def _post(self, scene: Scene, noun: Noun) -> Reading:
        """Read an office as a person: "the Y-ian ambassador", "a senior PIJ leader", "the minister"."""
        if noun.det in POINTING and not noun.plural:
            known = self.state.memory.by_title.get(noun.lemma)
            if known and posts.is_another(self.state, noun, known):
                known = None
            if known and (noun.owner is None or self.state.side(noun.owner) == self.state.side(known)):
                return Reading((known,), "person", False, noun.lemma, anaphoric=True)
        post = posts.title(self.state.words, noun)
        if noun.owner is None and posts.is_of_some_state(self.state.words, noun):
            noun = replace(noun, owner=self._governed(scene, noun))
        office = (post, noun.owner or "")
        one = not noun.plural and noun.det not in posts.INDEFINITE
        told = self.state.memory.offices.get(office) if noun.owner and one else None
        if told:
            return Reading((told,), "person", False, noun.lemma)
        side = self.state.side(noun.owner) if noun.owner else None
        armed = side is not None and self.state.kind(side) == "armed group" and noun.plural
        reading = self.answer.describe(scene, noun, "armed group" if armed else "person")
        if noun.owner is not None and self.state.words.is_post(noun.lemma) and not armed:
            draft = self.state.registry.draft(reading.ids[0])
            self.state.registry.add_role(draft, Office(post, noun.owner))
            if one:
                self.state.memory.offices[office] = draft.id
        return reading

    def _members(self, scene: Scene, noun: Noun) -> Reading:
        if noun.owner is None and noun.plural and any(tok.upos == "PROPN" for tok in noun.phrase.left):
            return self.answer.describe(scene, noun, "civilians")
        named = any(tok.form[:1].isupper() and tok.upos in ("PROPN", "ADJ") for tok in noun.phrase.left)
        if noun.owner is None and named:
            return self.answer.describe(scene, noun, "other")  # whoever the people are, the *Ostian side* spoke
        if noun.owner is None:
            return Reading((), "other", noun.plural, noun.lemma)
        draft = self.state.registry.draft(noun.owner)
        if draft.kind in ("armed group", "organisation", "military") and noun.plural:
            return self.answer.give(scene, noun, draft, alias=not noun.phrase.right)
        return self.answer.describe(scene, noun, "person" if not noun.plural else "civilians")

    def _group(self, scene: Scene, noun: Noun) -> Reading:
        named = self.answer.name_after(scene, noun)
        if named is not None:
            return named
        kind = self.answer.group_kind(noun)
        if noun.owner is not None and self.state.kind(noun.owner) in ("armed group", "organisation"):
            return self.answer.give(scene, noun, self.state.registry.draft(noun.owner))
        if noun.owner is not None and self.state.kind(noun.owner) == "state" and noun.lemma in ("army", "front"):
            return self._soldiers(scene, noun)
        if noun.det in POINTING and not noun.counted and not noun.plural:
            return self.answer.told_before(scene, noun, kind)
        if noun.owner is None and noun.lemma == "movement" and kind != "armed group":
            return Reading((), "other", noun.plural, noun.lemma)
        return self.answer.describe(scene, noun, kind)

    def _body(self, scene: Scene, noun: Noun) -> Reading:
        named = self.answer.name_after(scene, noun)
        if named is not None:
            return named
        kind = "media" if noun.kind == "media" else "organisation"
        if noun.bare and noun.det in POINTING:
            return self.answer.told_before(scene, noun, kind)
        if noun.kind == "media" and self.state.words.is_("titles", noun.lemma) and not noun.plural:
            return self._post(scene, noun)
        return self.answer.describe(scene, noun, kind)

    def _polity(self, scene: Scene, noun: Noun) -> Reading:
        named = self.answer.name_after(scene, noun)
        if named is not None:
            return named
        if noun.owner is not None and self.state.kind(noun.owner) == "state" and not noun.plural:
            return self.answer.give(scene, noun, self.state.registry.draft(noun.owner))
        if noun.bare and noun.det in POINTING and not noun.plural:
            return self._polity_told(scene, noun)
        return self.answer.describe(scene, noun, "other")

    def _polity_told(self, scene: Scene, noun: Noun) -> Reading:
        """Read "the country" as the state told last, "the republic" as the one so named: a kingdom is none."""
        if noun.lemma in self.state.words.constitutions:
            named = [ident for ident, draft in self.state.registry.drafts.items()
                     if any(noun.lemma in name.lower().split() for name in (draft.name, *draft.aliases))
                     and draft.kind in ("state", "other")]
            if named:
                kind = self.state.kind(named[-1])
                return Reading((named[-1],), kind, False, noun.lemma, anaphoric=True)
        ids = self.state.memory.last(scene.index, ("state",), NEAR_SENTENCES, noun.phrase.head.id)
        others = self.state.words.constitutions - {noun.lemma}
        if noun.lemma in self.state.words.constitutions and ids and (
                others & set(self.state.registry.draft(ids[0]).name.lower().split())):
            return self.answer.describe(scene, noun, "other")
        return Reading(ids, "state", False, noun.lemma, anaphoric=True)

    def _civilians(self, scene: Scene, noun: Noun) -> Reading:
        kind = "civilians"
        told = self.state.memory.by_head.get(noun.lemma, ()) if noun.bare and noun.det in POINTING else ()
        if told and noun.lemma not in self.state.words.anybody and self.state.kind(told[0]) == kind:
            return Reading(told, kind, noun.plural, noun.lemma, anaphoric=True)
        side = self.state.side(noun.owner) if noun.owner else None
        if side is None and noun.det in POINTING and noun.lemma in self.state.words.sufferers:
            side = self._sufferers_side(scene)
        return self.answer.describe(scene, noun, kind, side)

    def _sufferers_side(self, scene: Scene) -> str | None:
        """Return the side of the people told last, where all told near belong to one."""
        sides = {self.state.side(i) for t in self.state.memory.recent(scene.index, NEAR_SENTENCES + 2)
                 if t.kind == "civilians" for i in t.ids} - {None}
        return next(iter(sides)) if len(sides) == 1 else None

    def _materiel(self, scene: Scene, noun: Noun) -> Reading:
        doer = base(noun.phrase.head.deprel) == "nsubj" and not noun.phrase.head.deprel.endswith(":pass")
        if noun.owner is not None and doer and self.state.kind(noun.owner) == "state":
            return self.answer.give(scene, noun, self.state.registry.forces(noun.owner), alias=False)
        return self.answer.describe(scene, noun, "other")

    # what the classes share ---------------------------------------------------------------------------------------
