"""Finds the tellings of deeds in parsed sentences: type, roles, weapons, counts, codename, standing.

One pass over the words of a sentence. A word tells an event when a construction of ``data/events`` fits the grammar
around it; the roles are then read off the Universal Dependencies tree. What a role's phrase resolves to, when and where
the deed was, and who says so, is added by the rooms that know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.extract import arms, details, roles
from histor.extract.answer_words import AnswerWords
from histor.extract.answers_listed import with_listed
from histor.extract.constructions import Construction, Constructions
from histor.extract.cues import Cues
from histor.extract.deed_nouns import DeedNouns, unique
from histor.extract.deed_words import is_word
from histor.extract.done_again import done_again
from histor.extract.events_hinted import Weighing, grammar_roles
from histor.extract.fits import Fits
from histor.extract.hint_book import NO_HINTS, HintBook
from histor.extract.killings import Killings
from histor.extract.kinds import Kinds
from histor.extract.names import names_of
from histor.extract.phrase_book import PhraseBook
from histor.extract.status import status_of
from histor.extract.sufferers import BETWEEN, stands_in, sufferers, verb_targets
from histor.lexicon import Lexicon
from histor.model import Document, Event, Hints, Mention, Sentence, Token, Why, WordRef
from histor.model.tree import Tree

_ARMED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})


class EventFinder:
    """Finds events in one language; compiled once, used for every document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.kinds = Kinds(lexicon)
        self.constructions = Constructions(lexicon)
        self.constructions.check(self.kinds)
        self.phrases = PhraseBook(lexicon, self.kinds)
        self._fits = Fits(self.kinds)
        self._answers = AnswerWords(lexicon)
        self._killings = Killings(self.kinds, self.constructions)

    def find(self, document: Document, sentences: Sequence[Sentence], hints: Hints = NO_HINTS) -> tuple[Event, ...]:
        """Return every telling of a deed in text order; titles and headings name deeds, infobox rows tell none.

        With ``hints`` the model's opinion is weighed against what the grammar tells.
        """
        found, doubted = list[Event](), list[Event]()
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
            else:
                made = [*made, *names_of(reading, made, self.constructions, self._fits)]
            made = done_again(made, found, reading.tree, index)
            found.extend(cues.tie(made, reading.tree, index, book))
            doubted.extend(reading.doubted)
        alone = self._killings.among(doubted, found, sentences)
        told = sorted([*found, *alone], key=lambda event: event.trigger) if alone else found
        return tuple(with_listed(told, document, sentences, self._answers))

    def _is_apart(self, section: Sequence[str]) -> bool:
        """Tell whether a section only points elsewhere: see also, references, further reading."""
        return any(title.strip().casefold() in self.kinds.words("section_apart") for title in section)


class _Reading:
    """The reading of one sentence: which words tell what, and which of them tell the same deed."""

    def __init__(self, finder: EventFinder, tree: Tree, index: int) -> None:
        self.finder, self.tree, self.index = finder, tree, index
        self.kinds = finder.kinds
        self.nouns = DeedNouns(tree, finder.kinds)
        self.taken: set[int] = set()
        self.doubted: list[Event] = []

    def events(self) -> list[Event]:
        """Return the sentence's events; deeds named by a noun come first, since they take their carrying verb along."""
        tokens = self.tree.sentence.tokens
        made = [event for tok in tokens if tok.upos != "VERB" and (event := self._noun(tok))]
        verbs = [tok for tok in tokens if tok.upos == "VERB" and tok.id not in self.taken]
        made += [event for tok in verbs if (event := self._verb(tok))]
        return sorted(made, key=lambda event: event.trigger)

    def weighed(self, book: HintBook) -> list[Event]:
        """Return the sentence's events as the rules and the model together tell them."""
        weighing = Weighing(self.tree, self.index, book, self.kinds, self.finder.phrases)
        made = weighing.weigh(self.events(), self.taken)
        self.doubted = weighing.doubted
        for deed in weighing.unknown():
            token = self.tree.token(deed.word.token)
            known = self.finder.constructions.of_word(token)
            if not weighing.refused(deed, known):
                actors, targets = grammar_roles(self.tree, token, deed.type, self.kinds)
                made.append(weighing.add(deed, known, self.doers(actors, deed.type), targets,
                                         lambda rule, tok, by, on: self.make(rule, tok, tok, by, on)))
        return sorted(map(self._likely, made), key=lambda event: event.trigger)

    def _likely(self, event: Event) -> Event:
        """Return an event without what no deed of its type befalls, whoever put it there."""
        if event.mode in {"destroy", "territory"}:
            return event  # a cache of shells is destroyed or taken
        kept = tuple(m for m in event.targets if details.befalls(self.tree.token(m.word.token), event.type, self.kinds))
        return event if kept == event.targets else replace(event, targets=kept)

    def _verb(self, verb: Token) -> Event | None:
        for construction in self.finder.constructions.of_verb(verb.lemma, verb.form):
            if self.finder._fits.verb(self.tree, verb, construction):
                actors = self.doers(roles.subject(self.tree, verb), construction.type)
                targets = verb_targets(self.tree, verb, construction.type, construction.target, self.kinds)
                targets = targets or details.through_weapon(self.tree, verb)
                if "subj" in construction.target:  # a city that fell is taken, by those it fell to
                    targets, actors = roles.subject(self.tree, verb), roles.obliques(self.tree, verb, ("to",))
                if construction.symmetric:
                    both = ("between",) if "with" in construction.target else ("between", "with")
                    actors = unique([*actors, *self.doers(roles.obliques(self.tree, verb, both), construction.type)])
                    targets = [tok for tok in targets if tok not in actors]
                if construction.type == "MOBILIZE" and not actors:
                    actors = roles.objects(self.tree, verb)  # troops put on alert by nobody named mobilise themselves
                return self.make(construction, verb, verb, actors, targets)
        return None

    def doers(self, subjects: list[Token], kind: str) -> list[Token]:
        """Return those subjects that can act; for a weapon, a craft or a deed as subject, whose it is."""
        found: list[Token] = []
        for tok in subjects:
            thing = any(self.kinds.has(tok, name) for name in ("weapon", "vehicle", "attack_noun", "deed", "thing"))
            thing = thing and (not self.kinds.has(tok, "unit") or self._is_beside_deed(tok, subjects))
            if tok.upos == "NOUN" and self.kinds.has(tok, "abstract") and tok.ent == "O":
                continue
            thing = thing and not tok.ent.endswith(("ORG", "PER"))
            told = tok.upos != "NUM" or self.tree.child(tok.id, "det") is not None  # *the two* signed
            if told and not thing and not arms.is_designation(self.tree, tok):
                found.append(tok)
                continue
            whose = details.owners(self.tree, tok, self.kinds)
            manned = kind in _ARMED and self.kinds.has(tok, "manned") and not arms.is_designation(self.tree, tok)
            found.extend(whose or ([tok] if manned else []))  # who flies *the jets* may not be told
        return found

    def _is_beside_deed(self, token: Token, subjects: list[Token]) -> bool:
        """Tell whether arms stand bare in one row with a deed: hit by *artillery* and shelling by the army."""
        bare = token.upos == "NOUN" and not self.tree.children(token.id, "det", "amod", "compound", "nmod")
        return bare and any(self.kinds.has(tok, "attack_noun") for tok in subjects if tok is not token)

    def _noun(self, noun: Token) -> Event | None:
        if is_word(noun, "times"):
            return None  # the month of March is no march
        if noun.upos not in {"NOUN", "PROPN"} or (noun.upos == "PROPN" and noun.ent.endswith(("PER", "ORG"))):
            return None
        named = details.is_named_operation(self.tree, noun)
        lemma, form = ("operation", "operation") if named else (noun.lemma, noun.form)
        for construction in self.finder.constructions.of_noun(lemma, form):
            if not self.finder._fits.noun(self.tree, noun, construction):
                continue
            carrier = self.nouns.carrier(noun)
            drawing = self.nouns.drawing_verb(carrier) if construction.drawn else None
            verb, light = (drawing, True) if drawing is not None else self.nouns.light_verb(carrier)
            actors, targets = self.nouns.roles(noun, carrier, verb if light else None, construction)
            if self.nouns.too_thin(noun, carrier, construction, light, bool(actors or targets)):
                continue
            if light and verb is not None:
                self.taken.add(verb.id)
            doers = self.doers(actors, construction.type)
            return self.make(construction, noun, carrier, doers, targets, verb if light else None)
        return None

    def make(
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
            background=self._named_only(trigger, carrier, light),
        )

    def _refers_back(self, trigger: Token, carrier: Token, light: Token | None) -> bool:
        """Tell whether the words refer back to a deed: its definite name, or a verb with such a name as subject."""
        if trigger.upos == "VERB":
            return self._deed_as_subject(trigger)
        return details.is_definite(self.tree, carrier, bare=light is None)

    def _named_only(self, trigger: Token, carrier: Token, light: Token | None) -> bool:
        """Tell whether a deed is named rather than carried out by a verb of its own: many saw *the raid* as revenge."""
        if trigger.upos == "VERB":
            return self._deed_as_subject(trigger)
        if light is not None and is_word(light, "beholding"):
            return details.is_definite(self.tree, carrier)
        return light is None or self.kinds.has(light, "occur")

    def _deed_as_subject(self, verb: Token) -> bool:
        """Tell whether a verb goes on with a deed already told: *the strikes* hit a village."""
        subject = self.tree.child(verb.id, "nsubj") or self.tree.child(self.tree.first_conjunct(verb).id, "nsubj")
        if subject is None or not self.kinds.has(subject, "attack_noun"):
            return False
        return details.is_definite(self.tree, subject)

    def _mentions(self, tokens: list[Token], between: bool = False) -> tuple[Mention, ...]:
        cores = unique([core for tok in tokens for core in details.cores(self.tree, tok, self.kinds)])
        return tuple(
            Mention(WordRef(self.index, tok.id), self.tree.phrase(tok.id),
                    "stand-in" if between and stands_in(tok, self.kinds) else "actor") for tok in cores
        )
