"""A document's sentences read in order: what each mentions goes into the memory, for the words after it."""

from __future__ import annotations

from histor.model import Token
from histor.model.tree import Tree, base
from histor.resolve.actors_deeds import DeedReader
from histor.resolve.actors_scene import Scene
from histor.resolve.actors_state import Reading, State
from histor.resolve.coref_memory import Trace
from histor.resolve.names import fold

_PARTIES = frozenset({"state", "armed group", "government", "military"})


class Teller:
    """Keeps the mentions of one sentence after another."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._deeds = DeedReader(state)

    def tell(self, scene: Scene) -> None:
        """Read a sentence in order and keep its mentions."""
        blocks, at = self.state.document.blocks, scene.sentence.block
        block = blocks[at] if at < len(blocks) else None
        memory = self.state.memory
        part = block.section if block else ()
        memory.enter((part, at) if block is not None and block.kind == "item" else part)
        self._pairs(scene)
        for token in scene.tokens:
            if self._worth_reading(scene, token):
                self._keep(scene, token, self.state.read(scene, token))
            self._deeds.keep(scene, token)
        if block is not None and block.kind == "title":
            states = dict.fromkeys(hit.id for hit in scene.hits if self.state.kind(hit.id) == "state")
            memory.title_pair = tuple(states) if len(states) == 2 else memory.title_pair

    def _worth_reading(self, scene: Scene, token: Token) -> bool:
        if token.form.lower() in self.state.words.pronouns and token.upos in ("PRON", "DET"):
            return True
        if token.upos in ("PRON", "DET", "NUM"):
            return base(token.deprel) in ("nsubj", "obj", "obl") and not token.form[:1].isdigit()
        at = token.id - 1
        if at in scene.person_at:
            return scene.person_at[at].first == at
        hit = scene.hit_at.get(at)
        if hit is not None:
            return hit.last == token.id
        if token.upos not in ("NOUN", "PROPN"):
            return False
        if token.lemma.lower() in self.state.words.deeds | self.state.words.sayings:
            return True
        chunk = scene.chunk_at.get(at)
        if chunk is not None:
            return chunk.last == token.id
        return base(token.deprel) == "nsubj" or self.state.words.class_of(token.lemma.lower()) is not None

    def _keep(self, scene: Scene, token: Token, reading: Reading) -> None:
        role = self._role(scene, token)
        thing = not reading.ids or reading.kind == "other"
        if thing and not role.startswith("subj"):
            return
        ids = () if thing else reading.ids
        plural = "Number=Plur" in token.feats if thing else reading.plural
        if _is_nobody(scene.tree, token) or (token.upos == "PRON" and not ids):
            return
        memory = self.state.memory
        weak = reading.weak or (role == "other" and reading.kind == "state")
        parties = tuple(dict.fromkeys(self.state.side(ident) or ident for ident in ids))
        memory.parties.update((party, self.state.kind(party)) for party in parties)
        joined = self._coordination(scene, token)
        at, lemma = (scene.index, token.id, role), reading.lemma
        quoted = self.state.quoted.holds(scene.index, token.id)
        memory.add(Trace(ids, reading.kind, plural, *at, lemma, weak, parties, bool(joined), quoted))
        if len(joined) > 1:
            memory.add(Trace(joined, reading.kind, True, *at, lemma, False, parties, quoted=quoted))
        if ids and not reading.anaphoric and len(ids) == 1:
            for piece in fold(self.state.registry.draft(ids[0]).name)[-1:]:
                memory.by_word[piece] = ids

    def _coordination(self, scene: Scene, token: Token) -> tuple[str, ...]:
        """Return all whom a coordination names at its first word; at the others, a mark that they stand in one."""
        if base(token.deprel) == "conj":
            return ("joined",) if scene.tree.first_conjunct(token).upos in ("NOUN", "PROPN") else ()
        if scene.tree.child(token.id, "conj") is None or token.upos not in ("NOUN", "PROPN"):
            return ()
        members = [tok for tok in scene.tree.conjuncts(token.id) if tok.upos in ("NOUN", "PROPN", "PRON")]
        readings = [self.state.read(scene, tok) for tok in members]
        return tuple(dict.fromkeys(i for r in readings if r.kind != "other" for i in r.ids))

    def _role(self, scene: Scene, token: Token) -> str:
        top = token
        for _ in range(4):
            if base(top.deprel) in ("flat", "conj", "appos", "compound") and top.head:
                top = scene.tree.token(top.head)
        name = base(top.deprel)
        same = top.id == token.id or base(token.deprel) in ("flat", "conj", "appos") or token.id - 1 in scene.person_at
        if name == "nsubj" and same:
            return "subj" if _of_main_clause(scene.tree, token) else "subj below"
        return "obj" if name in ("obj", "iobj") and same else "other"

    def _pairs(self, scene: Scene) -> None:
        """Keep two parties named together by "and" or a dash; names only, so that nothing is read out of order."""
        for token in scene.tokens:
            if token.id - 1 not in scene.hit_at or self._in_name(scene, token):
                continue
            ids: dict[str, None] = dict.fromkeys(self.state.read(scene, token).ids)
            if base(token.deprel) != "conj" and scene.tree.child(token.id, "conj") is not None:
                for member in scene.tree.conjuncts(token.id):
                    named = member.id - 1 in scene.hit_at
                    ids.update(dict.fromkeys(self.state.read(scene, member).ids if named else ("", " ")))
            if len(ids) == 2 and {self.state.kind(i) for i in ids} <= _PARTIES:
                self.state.memory.add_pair(scene.index, token.id, tuple(ids))

    def _in_name(self, scene: Scene, token: Token) -> bool:
        """Tell whether a word is part of a longer proper name ("A–B War"), which tells of no pair here."""
        for above in scene.tree.ancestors(token):
            if base(token.deprel) not in ("compound", "nmod", "flat", "amod"):
                return False
            if above.id - 1 not in scene.hit_at:
                return above.form[:1].isupper()
            token = above
        return False


def _of_main_clause(tree: Tree, token: Token) -> bool:
    """Tell whether a subject is that of its sentence's main clause or of one coordinated with it."""
    verb = tree.parent(token)
    while verb is not None and base(verb.deprel) in {"conj", "parataxis"}:
        verb = tree.parent(verb)
    return verb is None or base(verb.deprel) == "root"


def _is_nobody(tree: Tree, token: Token) -> bool:
    """Tell whether a phrase names nobody, whom no later word can mean: *no citizen* had been hit."""
    return any(tok.lemma.lower() == "no" for tok in tree.children(token.id, "det"))
