"""Where a deed was: the places told under its name, its targets, or the verb that carries it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from histor.lexicon import word_set
from histor.model import Event, Mention, Token, WordRef
from histor.model.tree import Tree, base
from histor.resolve.binding_common import SAID
from histor.resolve.binding_days import APART, CLAUSES

#: What leads in whose words something is.
_TELLING = frozenset({"according to", "as per"})
#: Deeds by which one leaves a place, or makes others leave it.
_LEAVING = frozenset({"COERCE", "SANCTION", "RETREAT"})
#: Deeds whose target, a country, is a party: ties cut with it are not cut there.
_BETWEEN = SAID | {"AGREE", "CONCEDE", "SANCTION"}


class Scenes:
    """The places of one document, asked for the scene of each deed."""

    def __init__(self, mentions: Sequence[Mention], tree: Callable[[int], Tree]) -> None:
        self.tree = tree
        self._places: dict[int, list[Mention]] = defaultdict(list)
        self._first: dict[str, WordRef] = {}
        for mention in sorted(mentions, key=lambda m: m.word):
            self._places[mention.word.sentence].append(mention)
            proper = tree(mention.word.sentence).token(mention.word.token).upos == "PROPN"
            if proper and mention.kind != "place again" and len(mention.refs) == 1:
                self._first.setdefault(mention.refs[0], mention.word)

    def is_place(self, word: WordRef) -> bool:
        """Tell whether a word names a known place or means one again."""
        return any(m.word == word for m in self._places.get(word.sentence, ()))

    def first_told(self, word: WordRef) -> WordRef | None:
        """Return where a place was first told by its name that a word means again, None where it means none again."""
        here = (m for m in self._places.get(word.sentence, ()) if m.word == word and m.kind == "place again")
        again = next(here, None)
        return self._first.get(again.refs[0]) if again is not None else None

    def places(self, event: Event) -> tuple[Mention, ...]:
        """Return the places told with a deed; where the tree shows none, those that the model links to it.

        Besides come those that have no name, where the model is surer: *shot at the fort*.
        """
        told = self._told(event) or self._linked(event)
        return (*told, *self._sites(event, told))

    def _sites(self, event: Event, told: Sequence[Mention]) -> Iterator[Mention]:
        """Yield the phrases without a known place that the model takes for the scene; they stay unresolved."""
        tree, own = self.tree(event.trigger.sentence), _tokens(event, (*event.actors, *event.targets, *event.aimed_at))
        for site in event.places:
            token = tree.token(site.word.token)
            named = any(_meet(m, site) for m in (*told, *self._places[site.word.sentence]))
            if site.kind == "site" and token.upos in {"NOUN", "PROPN"} and not named and token.id not in own:
                yield site

    def _linked(self, event: Event) -> tuple[Mention, ...]:
        """Return the known places in the phrases that the model takes for the scene; what one aims at is none."""
        own = _tokens(event, (*event.actors, *event.aimed_at))
        tree = self.tree(event.trigger.sentence)
        return tuple(
            mention
            for mention in self._places.get(event.trigger.sentence, ())
            if mention.word.token not in own
            if not self._came_from(tree, tree.token(mention.word.token), event)
            if not _is_of_teller(tree, tree.token(mention.word.token))
            if any(m.word == mention.word or (m.span.start <= mention.span.start and mention.span.end <= m.span.end)
                   for m in event.places)
        )

    def _told(self, event: Event) -> tuple[Mention, ...]:
        """Return the places under a deed's name, its targets, or the verb that carries it out."""
        tree = self.tree(event.trigger.sentence)
        own = _tokens(event, (*event.targets, *event.aimed_at))
        tops = {event.trigger.token} | own
        named = {tree.token(top).head for top in tops if base(tree.token(top).deprel) == "appos"}
        named |= {self._behind_comma(tree, tree.token(top)) for top in tops}
        if event.frame is not None and (not event.background or not event.definite):
            tops.add(event.frame.token)
            named |= self._where(tree, tree.token(event.frame.token))
            named |= self._set_in_front(tree, tree.token(event.frame.token))
        return tuple(
            mention
            for mention in self._places.get(event.trigger.sentence, ())
            if not (mention.word.token in own and (event.status == "planned" or event.type in _BETWEEN))
            # what one aims at is no scene, nor whom one speaks to
            # where words were said is told apart from the places that they are about
            if event.type not in SAID or self._said_at(tree, mention, event)
            if mention.word.token in named  # "Orsk, a town that the army shelled"
            or (self._is_locative(tree, mention, event) and self._leads_up(tree, mention.word.token, tops, event))
        )

    def _said_at(self, tree: Tree, mention: Mention, event: Event) -> bool:
        """Tell whether a place is where words were said, not what they are about: *In Vienna* he asked for calm."""
        token = tree.token(mention.word.token)
        frame = event.frame or event.trigger
        direct = token.head == frame.token and tree.case(token.id) in {"in", "at"}
        return direct or any(_meet(mention, place) for place in event.places)

    def _behind_comma(self, tree: Tree, token: Token) -> int:
        """Return the word before the comma that a noun phrase stands behind, 0 for none: Orsk, *a town* they took."""
        if token.upos != "NOUN" or not tree.children(token.id, "det"):
            return 0
        first = min(t.id for t in [token, *tree.children(token.id, "det", "amod", "compound")])
        return first - 2 if first > 2 and tree.token(first - 1).form == "," else 0

    def _where(self, tree: Tree, frame: Token) -> set[int]:
        """Return the noun that a clause with *where* describes: the town *where* he signed."""
        if base(frame.deprel) == "acl" and any(t.form.lower() == "where" for t in tree.children(frame.id)):
            return {frame.head}
        return set()

    def _set_in_front(self, tree: Tree, frame: Token) -> set[int]:
        """Return the places set before a row of verbs, which hold for all: *At Verdun* they met and signed."""
        first = tree.first_conjunct(frame)
        if first.id == frame.id:
            return set()
        before = [tok for tok in tree.children(first.id, "obl") if tok.id < first.id]
        return {tok.id for tok in before if tree.case(tok.id) in {"in", "at", "near"}}

    def _leads_up(self, tree: Tree, ident: int, tops: set[int], event: Event) -> bool:
        """Tell whether the way up from a place ends at the deed without passing its doer, another time or clause."""
        actors = _tokens(event, event.actors)
        sides, actors = (actors, set[int]()) if event.mode == "clash" else (set[int](), actors)
        token = tree.token(ident)
        for above in [token, *tree.ancestors(token)]:
            if above.id in actors:
                return False
            if above.id in tops:
                return True
            if above.lemma.lower() in word_set("deeds", "harmed") and base(above.deprel) == "conj":
                continue  # "nine were killed and three injured in the city": one scene for both
            if above.lemma.lower() in word_set("deeds", "using") and base(above.deprel) in {"advcl", "acl"}:
                continue  # "struck, using drones in the valley": the means were used where the deed was
            if above.id in sides and _does(tree, above):
                return False  # soldiers of A clashed with those of B
            if base(above.deprel) == "conj" and above.id in sides:
                continue  # "clashes between A and B in C"
            if above.deprel == "acl" and above.head in tops and above.upos == "VERB":
                continue  # "attacked rebels entrenched at the ford": where they were it was done
            if tree.case(above.id) in APART - {"during"} | _TELLING or base(above.deprel) in CLAUSES:
                return False
            if base(above.deprel) == "acl" and above.upos == "VERB":
                return False
        return False

    def _is_locative(self, tree: Tree, mention: Mention, event: Event) -> bool:
        """A place name that acts, owns or describes a people is no scene: Iran's strikes, the Iranian border guard."""
        token = tree.token(mention.word.token)
        relation = token.deprel
        if _does(tree, token):
            return token.id in _tokens(event, event.targets)  # a town that fell
        if relation == "amod" or self._is_party(tree, token, event):
            return False
        if tree.case(token.id) == "of" and token.head in _tokens(event, event.actors):
            return False  # the army of a land fights anywhere
        if relation == "compound" and token.lemma.lower() == "border" and token.head != event.trigger.token:
            return False  # border posts may stand anywhere
        if self._came_from(tree, token, event):
            return False
        if relation == "nmod:poss":
            head = tree.parent(token)
            struck = _tokens(event, event.targets)  # "stormed the city's hospital" was in the city
            within = {m.word.token for m in self._places[mention.word.sentence]}
            inside = head is not None and tree.case(head.id) in {"in", "into"}  # "shot in the city's market"
            return head is not None and (head.id in struck | within or inside)
        if token.head in _tokens(event, event.targets) and event.type != "ASSAULT":
            return tree.case(token.id) != "from" or event.type in _LEAVING  # the ambassador in or to a capital
        if event.type in _LEAVING and tree.case(token.id) == "from":
            return True  # one seals a place off or withdraws from it; *troops from Chad* only come from there
        return tree.case(token.id) not in {"of", "by", "with", "to", "for", "from"} or self._names_part(tree, token)

    def _came_from(self, tree: Tree, token: Token, event: Event) -> bool:
        """Tell whether an attack was made *from* a place, which is not where it struck."""
        own = {word.token for word in (event.frame, event.trigger) if word is not None}
        return event.type == "ASSAULT" and tree.case(token.id) == "from" and token.head in own

    def _is_party(self, tree: Tree, token: Token, event: Event) -> bool:
        """Tell whether a place stands for one of those between whom something is: talks *between Sudan and Chad*."""
        if tree.case(tree.first_conjunct(token).id) != "between":
            return False
        return event.type in _BETWEEN | {"CONSULT"} or token.id in _tokens(event, (*event.actors, *event.targets))

    def _names_part(self, tree: Tree, token: Token) -> bool:
        head = tree.parent(token)
        case = tree.case(token.id)
        if case == "of" and head is not None:
            return head.upos in {"NOUN", "PROPN"} and head.lemma.lower() not in {"government", "minister", "president"}
        return case in {"to", "from"} and head is not None and head.upos == "VERB"


def _does(tree: Tree, token: Token) -> bool:
    """Tell whether a word is the subject of a verb in the active, alone or with others."""
    relation = tree.first_conjunct(token).deprel
    return base(relation) == "nsubj" and not relation.endswith(":pass")


def _is_of_teller(tree: Tree, token: Token) -> bool:
    """Tell whether a place only tells who speaks: according to *officials in Ankara*."""
    return any(tree.case(above.id) in _TELLING for above in [token, *tree.ancestors(token)])


def _tokens(event: Event, mentions: Iterable[Mention]) -> set[int]:
    """Return the words of a deed's own sentence among these; who is told elsewhere says nothing of its scene."""
    return {m.word.token for m in mentions if m.word.sentence == event.trigger.sentence}


def _meet(one: Mention, other: Mention) -> bool:
    """Tell whether two phrases share a character."""
    return one.span.start < other.span.end and other.span.start < one.span.end
