"""What a document introduces before it is read: its abbreviations, its words, how its names are tagged."""

from __future__ import annotations

from collections.abc import Sequence

from histor.model import Document, Sentence
from histor.resolve.actors_polities import polities
from histor.resolve.actors_registry import Registry
from histor.resolve.actors_text import DocumentNames, Hit, abbreviations_of, hits_of
from histor.resolve.actors_words import PeopleWords
from histor.resolve.names import fold, plural


class Introduction:
    """Collects the names that a document introduces."""

    def __init__(self, document: Document, registry: Registry, words: PeopleWords) -> None:
        self.names = DocumentNames()
        self._document = document
        self._registry = registry
        self._words = words

    def collect(self, sentences: Sequence[Sentence]) -> DocumentNames:
        """Read the whole text for words and tags, then each sentence with a bracket for its abbreviations."""
        for sentence in sentences:
            self.names.words.update(piece for token in sentence.tokens for piece in fold(token.form))
            self.names.count_tags(sentence)
        for sentence in sentences:
            if any(token.form in "([" for token in sentence.tokens):
                self._abbreviations(sentence)
        for name, adjectives in list(polities(sentences, self._registry.catalogue, self.names, self._words)):
            self._polity(name, adjectives)
        return self.names

    def _polity(self, name: str, adjectives: Sequence[str]) -> None:
        """Let a state that no list holds be named in this document, as listed ones are."""
        draft = self._registry.named(name, "state")
        draft.side = draft.id
        self.names.add(fold(name), draft.id)
        for adjective in adjectives:
            self.names.add(fold(adjective), draft.id, "demonym")
            if plural(adjective) != adjective:
                self.names.add(fold(plural(adjective)), draft.id, "people")

    def _abbreviations(self, sentence: Sentence) -> None:
        for first, last, at in abbreviations_of(sentence):
            code = fold(sentence.tokens[at].form)
            hits = [hit for hit in hits_of(sentence, self._registry.catalogue, self.names)
                    if first <= hit.first and hit.last <= last]
            known = next((hit for hit in hits if hit.last == last and hit.how == "name"), None)
            if known is not None and (known.last - known.first) * 2 >= last - first:
                self.names.add(code, known.id)
            else:
                self._new_body(sentence, (first, last), at, hits)

    def _new_body(self, sentence: Sentence, bounds: tuple[int, int], at: int, hits: list[Hit]) -> None:
        """Make the body that "Long Name (LN)" introduces; an organ of state is on the side of the state in its name."""
        tokens = sentence.tokens[bounds[0]:bounds[1]]
        kind = self._words.kind_of_name([token.form for token in tokens])
        if kind is None and not any(token.ent.endswith("ORG") for token in tokens):
            return
        name = " ".join(self._document.text[tokens[0].start:tokens[-1].end].split())
        states = [hit.id for hit in hits if self._registry.draft(hit.id).kind == "state"]
        side = states[0] if states and kind in ("military", "government", None) else None
        draft = self._registry.named(name, kind or "organisation", side)
        self.names.add(fold(sentence.tokens[at].form), draft.id)
        if len(fold(name)) > 1:
            self.names.add(fold(name), draft.id)
