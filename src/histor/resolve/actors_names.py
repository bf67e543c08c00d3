"""From a proper name to its actor: known names, nations' adjectives, capitals that speak, persons with posts."""

from __future__ import annotations

from histor.model import Office, Token
from histor.model.tree import base
from histor.resolve.actors_bodies import BodyReader
from histor.resolve.actors_persons import PersonSpan
from histor.resolve.actors_scene import Scene, phrase_of
from histor.resolve.actors_state import Reading, State
from histor.resolve.actors_text import DASHES, Hit


class NameReader:
    """Reads words that are, or are part of, proper names."""

    def __init__(self, state: State, bodies: BodyReader) -> None:
        self.state = state
        self.bodies = bodies

    def read(self, scene: Scene, token: Token) -> Reading | None:
        """Return whom a proper name means, or None where the word is part of none."""
        person = scene.person_at.get(token.id - 1)
        if person is not None:
            return self.person(scene, person)
        hit = scene.hit(token)
        if hit is not None:
            return self._hit(scene, token, hit)
        flat = scene.tree.child(token.id, "flat")
        if flat is not None and flat.id == token.id + 1 and flat.id - 1 in scene.person_at:
            return self.person(scene, scene.person_at[flat.id - 1])
        return None

    # known names --------------------------------------------------------------------------------------------------

    def _hit(self, scene: Scene, token: Token, hit: Hit) -> Reading | None:
        draft = self.state.registry.draft(hit.id)
        lemma = token.lemma.lower()
        if hit.how == "capital":
            return self._capital(scene, token, hit)
        if hit.how == "people" or (hit.how == "demonym" and self._is_people_noun(scene, token)):
            return self._people(scene, token, hit)
        if hit.how == "demonym":
            head = scene.tree.parent(token)
            role = base(token.deprel)
            if role not in ("amod", "compound", "nmod", "flat", "appos") and token.upos == "ADJ" and head is not None:
                return Reading((draft.id,), draft.kind, False, lemma, weak=True)
            return Reading((draft.id,), draft.kind, False, lemma, weak=True)
        self.state.alias(draft, self._told(scene, hit))
        pair = self._dash_pair(scene, hit)
        if pair:
            return Reading(pair, "state", True, lemma, weak=True)
        return Reading((draft.id,), draft.kind, False, lemma)

    def _told(self, scene: Scene, hit: Hit) -> str:
        """Return a name as told, a nation's adjective right before it taken in ("Russian Federal Security Service")."""
        first = hit.first
        before = scene.hit_at.get(first - 1)
        named = self.state.registry.catalogue.known.get(hit.id)
        if before is not None and before.how == "demonym" and named is not None and named.kind != "state":
            first = before.first
        return self.state.text(scene, scene.tokens[first:hit.last])

    def _dash_pair(self, scene: Scene, hit: Hit) -> tuple[str, ...]:
        """Return both states of "A–B border"."""
        for other in (scene.hit_at.get(hit.last + 1), scene.hit_at.get(hit.first - 2)):
            if other is None or other.id == hit.id or self.state.registry.draft(other.id).kind != "state":
                continue
            between = scene.tokens[min(hit.last, other.last)]
            if between.form in DASHES:
                return (hit.id, other.id) if hit.first < other.first else (other.id, hit.id)
        return ()

    def _is_people_noun(self, scene: Scene, token: Token) -> bool:
        """Tell whether a word of nationality stands for its people ("a Palestinian was killed", "the British")."""
        if scene.tree.children(token.id, "det", "nummod") and token.upos != "ADJ":
            return True
        return token.upos in ("NOUN", "PROPN", "ADJ") and base(token.deprel) in ("nsubj", "obj", "iobj") and (
            bool(scene.tree.children(token.id, "det")) or token.upos != "ADJ")

    def _people(self, scene: Scene, token: Token, hit: Hit) -> Reading:
        """Read "the Russians" as the side, "two Russians", "a Russian" as people of it."""
        phrase = phrase_of(scene, token)
        det = {tok.form.lower() for tok in phrase.left if tok.upos == "DET"}
        counted = any(tok.upos == "NUM" for tok in phrase.left) or bool(det - {"the", "both", "all"})
        many = "Number=Plur" in token.feats or hit.how == "people"
        draft = self.state.registry.draft(hit.id)
        possessive = any(tok.upos == "PART" for tok in scene.tree.children(token.id, "case"))
        if (not counted and "the" in det) or possessive:
            self.state.alias(draft, token.form)
            return Reading((draft.id,), draft.kind, not possessive, token.lemma.lower())
        side = self.state.side(draft.id)
        people = self.state.registry.described(self.state.text(scene, [token]), "civilians", side)
        people.country = draft.country
        return Reading((people.id,), "civilians", many, token.lemma.lower())

    def _capital(self, scene: Scene, token: Token, hit: Hit) -> Reading:
        """Read a capital as its government where it speaks or acts, else as a place."""
        head = scene.tree.token(scene.tokens[hit.last - 1].id)
        top = next((tok for tok in scene.tokens[hit.first:hit.last] if not hit.first < tok.head <= hit.last), head)
        lemma = token.lemma.lower()
        if not self._dateline(scene, hit) and self._acts(scene, scene.tree.first_conjunct(top)):
            draft = self.state.registry.government(self.state.hit_id(hit))
            self.state.alias(draft, self.state.text(scene, scene.tokens[hit.first:hit.last]))
            return Reading((draft.id,), "government", False, lemma)
        name = self.state.text(scene, scene.tokens[hit.first:hit.last])
        state = self.state.hit_id(hit)
        place = self.state.registry.described(name, "other", state)
        return Reading((place.id,), "other", False, lemma, weak=True)

    def _dateline(self, scene: Scene, hit: Hit) -> bool:
        """Tell whether a city opens the sentence as the place of report ("CITY, 3 May --", "CITY (Agency) —")."""
        after = scene.tokens[hit.last].form if hit.last < len(scene.tokens) else ""
        return hit.first == 0 and after in {",", "(", "--", "—", "–", "-", "/"}

    def _acts(self, scene: Scene, top: Token) -> bool:
        case = scene.tree.case(top.id)
        if case in self.state.words.locative:
            return False
        verb = scene.tree.parent(top)
        if verb is None:
            return False
        if top.deprel == "nmod:poss":
            return self.state.words.class_of(verb.lemma.lower()) is None
        if case in ("between", "by", "with", "against"):
            return True
        if top.deprel == "obj":
            return verb.lemma.lower() in self.state.words.addressing
        return top.deprel == "nsubj" and verb.lemma.lower() in self.state.words.speech

    # persons ------------------------------------------------------------------------------------------------------

    def person(self, scene: Scene, span: PersonSpan) -> Reading:
        """Return a person, with the post told here written down."""
        name = self.state.text(scene, scene.tokens[span.first:span.last])
        draft = self.state.registry.person(name)
        self.state.alias(draft, name)
        lemma = name.lower()
        if span.post is not None:
            lemma = scene.tokens[span.post].lemma.lower()
            self._post(scene, span, draft.id)
        return Reading((draft.id,), "person", False, lemma)

    def _post(self, scene: Scene, span: PersonSpan, ident: str) -> None:
        draft = self.state.registry.draft(ident)
        owner = self._post_owner(scene, span)
        title = self._post_title(scene, span)
        assert span.post is not None
        lemma = scene.tokens[span.post].lemma.lower()
        if self.state.words.is_post(lemma):
            no_office = lemma in self.state.words.experts and owner is not None and self.state.kind(owner) == "state"
            self.state.registry.add_role(draft, Office(title, None if no_office else owner))
            self.state.memory.by_title[lemma] = ident
        if owner is not None and draft.side is None:
            draft.side = self.state.side(owner) or owner
            draft.country = self.state.country(draft.side)

    def _post_title(self, scene: Scene, span: PersonSpan) -> str:
        """Return the words of a title: those before its head that name no nation or body, and the head."""
        assert span.post is not None
        words: list[Token] = []
        for index in range(span.begin, span.post + 1):
            tok = scene.tokens[index]
            if index in scene.hit_at or tok.upos in ("DET", "PART", "ADP", "CCONJ") or tok.form in {"'s", "’s"}:
                words = []
            elif tok.upos != "PUNCT":
                words.append(tok)
        after = span.post + 1
        if after + 1 < span.end and scene.tokens[after].form.lower() == "of" and after + 1 not in scene.hit_at:
            tail = scene.tokens[after + 1]
            if tail.upos in ("PROPN", "NOUN") and after + 2 not in scene.hit_at and tail.ent == "O":
                words.extend([scene.tokens[after], tail])
        return self.state.text(scene, words)

    def _post_owner(self, scene: Scene, span: PersonSpan) -> str | None:
        """Return whose post it is: the name nearest before the title's head, else the one after it, "at X" first."""
        assert span.post is not None
        for index in range(span.post - 1, span.begin - 1, -1):
            if scene.tokens[index].upos in ("ADP", "CCONJ"):
                break
            owner = self._owner_at(scene, index)
            if owner is not None:
                return owner
        found: list[tuple[str, str]] = []
        case = ""
        for index in range(span.post + 1, span.end):
            case = scene.tokens[index].form.lower() if scene.tokens[index].upos == "ADP" else case
            owner = self._owner_at(scene, index)
            if owner is not None:
                found.append((case, owner))
        return next((owner for case, owner in found if case == "at"), found[0][1] if found else None)

    def _owner_at(self, scene: Scene, index: int) -> str | None:
        hit, chunk = scene.hit_at.get(index), scene.chunk_at.get(index)
        size = hit.last - hit.first if hit is not None else 0
        if chunk is not None and chunk.kind == "ORG" and chunk.last - chunk.first > size:
            reading = self.bodies.read(scene, scene.tokens[chunk.last - 1])
            if reading is not None and reading.kind != "other":
                return reading.ids[0]
        return self.state.hit_id(hit) if hit is not None else None
