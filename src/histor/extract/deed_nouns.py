"""Who did a deed that a noun names, and on whom: by the noun's own phrase, and by the verb that carries it out.

*Iranian strikes on the port*, *the army launched a series of raids*, *clashes broke out between two clans*.
"""

from __future__ import annotations

from histor.extract import details, roles
from histor.extract.constructions import Construction
from histor.extract.deed_words import is_word
from histor.extract.kinds import Kinds
from histor.model import Token
from histor.model.tree import Tree, base

#: Prepositions of the scene where a deed's name has whom it befell behind *of*: the killing *of* nurses *in* the town.
_INSIDE = frozenset({"in", "at"})


def unique(tokens: list[Token]) -> list[Token]:
    """Return words without those that stand there already."""
    return list({tok.id: tok for tok in tokens}.values())


class DeedNouns:
    """Reads the nouns of one sentence that name deeds."""

    def __init__(self, tree: Tree, kinds: Kinds) -> None:
        self.tree, self.kinds = tree, kinds

    def carrier(self, noun: Token) -> Token:
        """Climb from a deed's name to the word that carries it in the sentence: *series* of strikes."""
        here = noun
        for _ in range(3):
            parent = self.tree.parent(here)
            counting = parent is not None and base(here.deprel) == "nmod" and self.kinds.has(parent, "collective")
            if parent is None or not counting or self.tree.case(here.id) != "of":
                break
            here = parent
        return here

    def light_verb(self, carrier: Token) -> tuple[Token | None, bool]:
        """Return the verb that governs the deed's name and whether it merely carries it out."""
        top = self.tree.first_conjunct(carrier)
        parent = self.tree.parent(top)
        if base(top.deprel) == "acl" or parent is None or parent.upos != "VERB":
            participle = next((t for t in self.tree.children(carrier.id, "acl") if self.kinds.has(t, "light")), None)
            return participle, participle is not None
        if self._is_under(top, parent):
            return parent, True
        is_argument = base(top.deprel) == "obj" or top.deprel == "nsubj:pass"
        if top.deprel == "nsubj":
            return parent, self.kinds.has(parent, "occur") and not self.tree.children(parent.id, "obj")
        return parent, is_argument and self.kinds.has(parent, "light")

    def drawing_verb(self, carrier: Token) -> Token | None:
        """Return the verb whose subject draws what is said of it: *drew* criticism, *was met with* condemnation."""
        top = self.tree.first_conjunct(carrier)
        verb = self.tree.parent(top)
        if verb is None or verb.upos != "VERB":
            return None
        met = base(top.deprel) == "obl" and self.tree.case(top.id) == "with" and is_word(verb, "meeting")
        return verb if met or (base(top.deprel) == "obj" and is_word(verb, "drawing")) else None

    def _is_under(self, noun: Token, verb: Token) -> bool:
        """Tell whether a verb has its subject undergo a deed: *came under* fire."""
        under = base(noun.deprel) == "obl" and self.tree.case(noun.id) == "under"
        return under and verb.id == noun.head and self.kinds.has(verb, "undergo")

    def roles(
        self, noun: Token, carrier: Token, light: Token | None, construction: Construction
    ) -> tuple[list[Token], list[Token]]:
        """Return who did the deed that a noun names and whom it befell, by its phrase and its verb."""
        tree = self.tree
        holders = [noun] if carrier is noun else [carrier, noun]
        actors, targets = [], []
        for holder in holders:
            mine, theirs = details.modifiers(tree, holder, noun, construction, self.kinds)
            actors.extend(mine)
            targets.extend(theirs)
            preps = tuple(p for p in construction.target if p != "of" or holder is noun)
            if "of" in preps and roles.obliques(tree, holder, ("of",)):
                preps = tuple(p for p in preps if p not in _INSIDE)
            targets.extend(roles.obliques(tree, holder, preps))
            targets.extend(details.beside(tree, holder, preps))
            targets.extend(details.directed(tree, holder))
            actors.extend(details.carried_out_by(tree, holder, self.kinds))
        if construction.drawn:
            said_by = [t for h in (*holders, light) if h is not None for t in roles.obliques(tree, h, ("from", "by"))]
            actors.extend(said_by)
        if light is not None and light is self.drawing_verb(carrier):
            actors.extend(roles.heads(tree, roles.by_agent(tree, light)))
            targets.extend(roles.objects(tree, light) if tree.is_passive(light) else roles.subject(tree, light))
        else:
            actors, targets = self._with_verb(noun, carrier, light, (actors, targets), construction)
        targets.extend(details.through_means(tree, [*holders, light] if light is not None else holders))
        if construction.symmetric:
            sides = [*holders, *([light] if light is not None else [])]
            sides += [tok for h in holders for tok in tree.children(h.id, "nmod") if tree.case(tok.id) == "of"]
            actors.extend(t for h in sides for t in roles.obliques(tree, h, ("between", "with")))
            actors.extend(details.fallen_in(tree, carrier) if construction.mode == "clash" else ())
            targets = [t for t in targets if t not in actors]
        return unique(actors), unique([t for t in targets if not roles.is_when(tree, t)])

    def _with_verb(
        self, noun: Token, carrier: Token, light: Token | None, own: tuple[list[Token], list[Token]],
        construction: Construction,
    ) -> tuple[list[Token], list[Token]]:
        """Return the doers and targets of a deed's name with those that the verb tells which carries it out."""
        actors, targets = own[0], [tok for tok in own[1] if tok is not noun]
        if light is None:
            return actors or details.acting_through(self.tree, carrier), targets
        doers = self._light_doers(noun, carrier, light)
        if self.kinds.has(light, "receive_light") or self._is_under(self.tree.first_conjunct(carrier), light):
            targets.extend(doers)
        elif doers:
            actors = [*doers, *details.carried_out_by(self.tree, carrier, self.kinds)]
        targets.extend(roles.obliques(self.tree, light, construction.target))
        return actors, targets

    def _light_doers(self, noun: Token, carrier: Token, light: Token) -> list[Token]:
        """Return who carries the deed out; where the deed itself is what happens, nobody is told."""
        own = self.tree.child(light.id, "nsubj")
        if is_word(light, "beholding"):
            return []
        if own is not None and self.kinds.has(light, "occur") and noun in roles.heads(self.tree, own):
            return []
        return [tok for tok in roles.subject(self.tree, light) if tok.id != carrier.id]

    def too_thin(self, noun: Token, carrier: Token, made: Construction, light: bool, filled: bool) -> bool:
        """Tell whether a noun alone is too little sign of a deed; anaphoric ones are kept as references."""
        if made.light_only:
            return not light
        dated = details.has_time(self.tree, carrier) or details.has_time(self.tree, noun)
        if made.light_or_date:
            return not (light or dated)
        if made.weak:
            return not (light or filled or dated or details.is_definite(self.tree, carrier))
        return False
