"""The hall: ``take`` leads one document through the west wing. Nothing but composition.

A pure function of the document and the crew, so that the same call runs in a loop, in a process pool or on a cluster.
"""

from __future__ import annotations

from dataclasses import dataclass

from histor import __version__
from histor.extract.attribution import find_attributions
from histor.extract.casualties import find_tolls
from histor.extract.events import EventFinder
from histor.extract.hint_book import NO_HINTS
from histor.extract.speech_events import verbal_events
from histor.extract.times import find_times
from histor.lexicon import Lexicon, load_lexicon
from histor.model import Account, Document, Hints, Sentence
from histor.parse import HintingParser, Parser, load_parser
from histor.resolve.actors import ActorResolver
from histor.resolve.binding import Binding
from histor.resolve.binding_boxes import BoxSides
from histor.resolve.binding_figures import carried_on
from histor.resolve.binding_passages import set_in_passages
from histor.resolve.binding_periods import set_in_periods
from histor.resolve.binding_whom import done_to_likely
from histor.resolve.dates import anchors, resolve_times
from histor.resolve.places import PlaceResolver
from histor.resolve.places_again import places_again


@dataclass(frozen=True, slots=True)
class Crew:
    """Everything that coding needs, loaded once and used for every document."""

    parser: Parser
    lexicon: Lexicon
    events: EventFinder
    actors: ActorResolver
    places: PlaceResolver
    hints: bool = True

    @property
    def name(self) -> dict[str, str]:
        """Who codes, as every account and export names it: version, model and lexicon."""
        return {"histor": __version__, "model": self.parser.name, "lexicon": self.lexicon.fingerprint}


def load_crew(parser: Parser | None = None, lexicon: Lexicon | None = None, *, hints: bool = True) -> Crew:
    """Return the crew that ships; a parser or lexicon of one's own takes the place of the shipped one.

    Without ``hints`` the rules of grammar speak alone, so that a bench can tell how far they go.
    """
    lexicon = lexicon or load_lexicon()
    return Crew(
        parser=parser or load_parser(),
        lexicon=lexicon,
        events=EventFinder(lexicon),
        actors=ActorResolver(lexicon),
        places=PlaceResolver(lexicon),
        hints=hints,
    )


def study(document: Document, crew: Crew) -> tuple[tuple[Sentence, ...], Hints]:
    """Return a document's sentences, and the hints of a parser that has any."""
    if crew.hints and isinstance(crew.parser, HintingParser):
        return crew.parser.study(document)
    return crew.parser.parse(document), NO_HINTS


def take(document: Document, crew: Crew) -> Account:
    """Read one document to the end: its sentences, who says what, the deeds, the tolls, and what they refer to."""
    sentences, hints = study(document, crew)
    expressions = find_times(document, sentences)
    times = resolve_times(document, sentences, expressions)
    named, places = crew.places.resolve(document, sentences)
    book = crew.actors.open(document, sentences)
    named = tuple(row for row in named if not book.names_body(row.word))  # the tagger takes Mossad for a town
    scenes = (*named, *places_again(document, sentences, named, places))
    told = find_attributions(document, sentences, crew.lexicon, hints=hints)
    binding = Binding(
        sentences, told, tuple(zip(expressions, times, strict=True)), anchors(document, sentences, times), scenes, book,
        hints,
    )
    deeds = crew.events.find(document, sentences, hints)
    events = binding.events((*deeds, *verbal_events(sentences, told, deeds)))
    boxes = BoxSides(document, sentences, book)
    tolls = find_tolls(document, sentences, crew.lexicon, hints)
    attributions = tuple(binding.attribution(row) for row in told)
    account = Account(
        document=document,
        sentences=sentences,
        events=events,
        attributions=attributions,
        tolls=carried_on([boxes.sided(binding.toll(toll)) for toll in tolls], told, sentences),
        times=times,
        actors=book.actors(),
        places=places,
        mentions=scenes,
        issues=document.issues,
        coder=crew.name,
    )
    return set_in_periods(done_to_likely(set_in_passages(account)))
