"""Finds the tellings of deeds in parsed sentences: type, roles, weapons, counts, codename, standing.

One pass over the words of a sentence. A word tells an event when a construction of ``data/events`` fits the grammar
around it; the roles are then read off the Universal Dependencies tree. What a role's phrase resolves to, when and where
the deed was, and who says so, is added by the rooms that know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.extract import arms, details, roles
from histor.extract.answers import AnswerWords
from histor.extract.constructions import Construction, Constructions
from histor.extract.cues import Cues
from histor.extract.events_hinted import Weighing, grammar_roles
from histor.extract.fits import Fits
from histor.extract.hint_book import NO_HINTS, HintBook
from histor.extract.kinds import Kinds
from histor.extract.status import status_of
from histor.extract.sufferers import BETWEEN, stands_in, sufferers, verb_targets
from histor.lexicon import Lexicon
from histor.model import Document, Event, Hints, Mention, Sentence, Token, Why, WordRef
from histor.model.tree import Tree, base

_ARMED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})


class EventFinder:
    """Finds events in one language; compiled once, used for every document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.kinds = Kinds(lexicon)
        self.constructions = Constructions(lexicon)
        self.constructions.check(self.kinds)
        self._fits = Fits(self.kinds)
        self._answers = AnswerWords(lexicon)

    def find(self, document: Document, sentences: Sequence[Sentence], hints: Hints = NO_HINTS) -> tuple[Event, ...]:
        """Return every telling of a deed in text order; titles and headings name deeds, infobox rows tell none.

        With ``hints`` the model's opinion is weighed against what the grammar tells.
        """
        found: list[Event] = []
        book, cues = HintBook(hints, list(sentences)), Cues(self._answers)
        for index, sentence in enumerate(sentences):
            block = document.blocks[sentence.block]
            if block.kind == "infobox" or self._is_apart(block.section):
                continue
            reading = _Reading(self, Tree(sentence), index)
            heading = block.kind in {"title", "heading"}  # names deeds told below it: the rules' own, no guesses
            made = reading.weighed(book) if book and not heading else reading.events()
            if heading:
                made = [replace(event, heading=True, background=True, definite=True) for event in made]
            found.extend(cues.tie(made, reading.tree, index, book))
        return tuple(found)

    def _is_apart(self, section: Sequence[str]) -> bool:
        """Tell whether a section only points elsewhere: see also, references, further reading."""
        return any(title.strip().casefold() in self.kinds.words("section_apart") for title in section)


class _Reading:
    """The reading of one sentence: which words tell what, and which of them tell the same deed."""

    def __init__(self, finder: EventFinder, tree: Tree, index: int) -> None:
        self.finder, self.tree, self.index = finder, tree, index
        self.kinds = finder.kinds
        self.taken: set[int] = set()

    def events(self) -> list[Event]:
        """Return the sentence's events; deeds named by a noun come first, since they take their carrying verb along."""
        tokens = self.tree.sentence.tokens
        made = [event for tok in tokens if tok.upos != "VERB" and (event := self._noun(tok))]
        verbs = [tok for tok in tokens if tok.upos == "VERB" and tok.id not in self.taken]
        made += [event for tok in verbs if (event := self._verb(tok))]
        return sorted(made, key=lambda event: event.trigger)

    def weighed(self, book: HintBook) -> list[Event]:
        """Return the sentence's events as the rules and the model together tell them."""
        weighing = Weighing(self.tree, self.index, book, self.kinds)
        made = weighing.weigh(self.events(), self.taken)
        for deed in weighing.unknown():
            token = self.tree.token(deed.word.token)
            known = self.finder.constructions.of_word(token)
            if not weighing.refused(deed, known):
                actors, targets = grammar_roles(self.tree, token, deed.type, self.kinds)
                made.append(weighing.add(deed, known, self._doers(actors, deed.type), targets,
                                         lambda rule, tok, by, on: self._make(rule, tok, tok, by, on)))
        return sorted(made, key=lambda event: event.trigger)

    def _verb(self, verb: Token) -> Event | None:
        for construction in self.finder.constructions.of_verb(verb.lemma, verb.form):
            if self.finder._fits.verb(self.tree, verb, construction):
                actors = self._doers(roles.subject(self.tree, verb), construction.type)
                targets = verb_targets(self.tree, verb, construction.type, construction.target, self.kinds)
                if "subj" in construction.target:  # a city that fell is taken, by those it fell to
                    targets, actors = roles.subject(self.tree, verb), roles.obliques(self.tree, verb, ("to",))
                if construction.symmetric:
                    actors = _unique([*actors, *roles.obliques(self.tree, verb, ("between",))])
                if construction.type == "MOBILIZE" and not actors:
                    actors = roles.objects(self.tree, verb)  # troops put on alert by nobody named mobilise themselves
                return self._make(construction, verb, verb, actors, targets)
        return None

    def _doers(self, subjects: list[Token], kind: str) -> list[Token]:
        """Return those subjects that can act; for a weapon, a craft or a deed as subject, whose it is."""
        found: list[Token] = []
        for tok in subjects:
            thing = any(self.kinds.has(tok, name) for name in ("weapon", "vehicle", "attack_noun", "deed", "thing"))
            thing = thing and not self.kinds.has(tok, "unit")
            if tok.upos == "NOUN" and self.kinds.has(tok, "abstract") and tok.ent == "O":
                continue
            thing = thing and not tok.ent.endswith(("ORG", "PER"))
            if tok.upos != "NUM" and not thing and not arms.is_designation(self.tree, tok):
                found.append(tok)
                continue
            whose = details.owners(self.tree, tok, self.kinds)
            manned = kind in _ARMED and self.kinds.has(tok, "manned") and not arms.is_designation(self.tree, tok)
            found.extend(whose or ([tok] if manned else []))  # who flies *the jets* may not be told
        return found

    def _noun(self, noun: Token) -> Event | None:
        if noun.lemma.lower() in roles.TIME_WORDS:
            return None  # the month of March is no march
        if noun.upos not in {"NOUN", "PROPN"} or (noun.upos == "PROPN" and noun.ent.endswith(("PER", "ORG"))):
            return None
        named = details.is_named_operation(self.tree, noun)
        lemma, form = ("operation", "operation") if named else (noun.lemma, noun.form)
        for construction in self.finder.constructions.of_noun(lemma, form):
            if not self.finder._fits.noun(self.tree, noun, construction):
                continue
            carrier = self._carrier(noun)
            verb, light = self._light_verb(carrier)
            actors, targets = self._noun_roles(noun, carrier, verb if light else None, construction)
            if self._too_thin(noun, carrier, construction, light, bool(actors or targets)):
                continue
            if light and verb is not None:
                self.taken.add(verb.id)
            doers = self._doers(actors, construction.type)
            return self._make(construction, noun, carrier, doers, targets, verb if light else None)
        return None

    def _carrier(self, noun: Token) -> Token:
        """Climb from a deed's name to the word that carries it in the sentence: *series* of strikes."""
        here = noun
        for _ in range(3):
            parent = self.tree.parent(here)
            counting = parent is not None and base(here.deprel) == "nmod" and self.kinds.has(parent, "collective")
            if parent is None or not counting or self.tree.case(here.id) != "of":
                break
            here = parent
        return here

    def _light_verb(self, carrier: Token) -> tuple[Token | None, bool]:
        """Return the verb that governs the deed's name and whether it merely carries it out."""
        top = self.tree.first_conjunct(carrier)
        parent = self.tree.parent(top)
        if base(top.deprel) == "acl" or parent is None or parent.upos != "VERB":
            participle = next((t for t in self.tree.children(carrier.id, "acl") if self.kinds.has(t, "light")), None)
            return participle, participle is not None
        is_argument = base(top.deprel) == "obj" or top.deprel == "nsubj:pass"
        if self._is_under(top, parent):
            return parent, True
        if top.deprel == "nsubj":
            return parent, self.kinds.has(parent, "occur") and not self.tree.children(parent.id, "obj")
        return parent, is_argument and self.kinds.has(parent, "light")

    def _is_under(self, noun: Token, verb: Token) -> bool:
        """Tell whether a verb has its subject undergo a deed: *came under* fire."""
        under = base(noun.deprel) == "obl" and self.tree.case(noun.id) == "under"
        return under and verb.id == noun.head and self.kinds.has(verb, "undergo")

    def _noun_roles(
        self, noun: Token, carrier: Token, light: Token | None, construction: Construction
    ) -> tuple[list[Token], list[Token]]:
        tree = self.tree
        holders = [noun] if carrier is noun else [carrier, noun]
        actors, targets = [], []
        for holder in holders:
            mine, theirs = details.modifiers(tree, holder, noun, construction, self.kinds)
            actors.extend(mine)
            targets.extend(theirs)
            preps = tuple(p for p in construction.target if p != "of" or holder is noun)
            targets.extend(roles.obliques(tree, holder, preps))
            targets.extend(details.beside(tree, holder, preps))
            targets.extend(details.directed(tree, holder))
            actors.extend(details.carried_out_by(tree, holder, self.kinds))
        targets = [tok for tok in targets if tok is not noun]
        if light is not None:
            doers = self._light_doers(noun, carrier, light)
            if self.kinds.has(light, "receive_light") or self._is_under(self.tree.first_conjunct(carrier), light):
                targets.extend(doers)
            elif doers:
                actors = [*doers, *details.carried_out_by(tree, carrier, self.kinds)]
            targets.extend(roles.obliques(tree, light, construction.target))
        elif not actors:
            actors = details.acting_through(tree, carrier)
        targets.extend(details.through_means(tree, [*holders, light] if light is not None else holders))
        if construction.symmetric:
            actors.extend(t for h in holders for t in roles.obliques(tree, h, ("between", "with")))
            targets = [t for t in targets if t not in actors]
        return _unique(actors), _unique([t for t in targets if not roles.is_when(tree, t)])

    def _light_doers(self, noun: Token, carrier: Token, light: Token) -> list[Token]:
        """Return who carries the deed out; where the deed itself is what happens, nobody is told."""
        own = self.tree.child(light.id, "nsubj")
        if own is not None and self.kinds.has(light, "occur") and noun in roles.heads(self.tree, own):
            return []
        return [tok for tok in roles.subject(self.tree, light) if tok.id != carrier.id]

    def _too_thin(self, noun: Token, carrier: Token, made: Construction, light: bool, filled: bool) -> bool:
        """Tell whether a noun alone is too little sign of a deed; anaphoric ones are kept as references."""
        if made.light_only:
            return not light
        dated = details.has_time(self.tree, carrier) or details.has_time(self.tree, noun)
        if made.light_or_date:
            return not (light or dated)
        if made.weak:
            return not (light or filled or dated or details.is_definite(self.tree, carrier))
        return False

    def _make(
        self,
        construction: Construction,
        trigger: Token,
        carrier: Token,
        actors: list[Token],
        targets: list[Token],
        light: Token | None = None,
    ) -> Event:
        tree, sentence = self.tree, self.tree.sentence
        frame = light or carrier
        real, aimed = details.split_targets(tree, sufferers(tree, targets, construction.type, self.kinds))
        if construction.aimed:
            real, aimed = [], [*aimed, *real]
        armed = construction.type in _ARMED | {"AID"}
        fired = construction.object == "weapon"
        return Event(
            type=construction.type,
            mode=construction.mode,
            trigger=WordRef(self.index, trigger.id),
            frame=WordRef(self.index, frame.id),
            span=details.trigger_span(tree, trigger, carrier, light),
            evidence=details.evidence(tree, frame),
            why=Why(
                rule=f"events/{construction.type.lower()}",
                sentence=f"“{trigger.form}” tells {construction.type} ({construction.mode})"
                + (f", carried out by “{light.form}”" if light else ""),
                score=0.6 if construction.weak else 0.8,
            ),
            actors=self._mentions(actors),
            targets=self._mentions(real, construction.type in BETWEEN),
            aimed_at=self._mentions(aimed),
            weapons=arms.weapons(tree, (trigger, carrier, frame), self.kinds, fired) if armed else (),
            counts=details.counts(tree, trigger, carrier, frame, self.kinds),
            status=status_of(tree, trigger, light or (trigger if trigger.upos == "VERB" else carrier), self.kinds),
            codename=details.codename(sentence, tree, frame),
            definite=self._refers_back(trigger, carrier, light),
            background=self._named_only(trigger, light),
        )

    def _refers_back(self, trigger: Token, carrier: Token, light: Token | None) -> bool:
        """Tell whether the words refer back to a deed: its definite name, or a verb with such a name as subject."""
        if trigger.upos == "VERB":
            return self._deed_as_subject(trigger)
        return details.is_definite(self.tree, carrier, bare=light is None)

    def _named_only(self, trigger: Token, light: Token | None) -> bool:
        """Tell whether a deed is named rather than carried out by a verb of its own."""
        if trigger.upos == "VERB":
            return self._deed_as_subject(trigger)
        return light is None or self.kinds.has(light, "occur")

    def _deed_as_subject(self, verb: Token) -> bool:
        """Tell whether a verb goes on with a deed already told: *the strikes* hit a village."""
        subject = self.tree.child(verb.id, "nsubj") or self.tree.child(self.tree.first_conjunct(verb).id, "nsubj")
        if subject is None or not self.kinds.has(subject, "attack_noun"):
            return False
        return details.is_definite(self.tree, subject)

    def _mentions(self, tokens: list[Token], between: bool = False) -> tuple[Mention, ...]:
        cores = _unique([core for tok in tokens for core in details.cores(self.tree, tok, self.kinds)])
        return tuple(
            Mention(WordRef(self.index, tok.id), self.tree.phrase(tok.id),
                    "stand-in" if between and stands_in(tok, self.kinds) else "actor") for tok in cores
        )


def _unique(tokens: list[Token]) -> list[Token]:
    return list({tok.id: tok for tok in tokens}.values())
