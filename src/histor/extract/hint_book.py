"""The model's hints, looked up by sentence and word: what the rules weigh their own finds against.

Two sureties are used by every weigher: below its ``DOUBT`` the model holds that there is nothing, and a rule's find
falls; from its ``TRUST`` on it holds that there is something, and what no rule found is added. All were chosen among a
handful of round values on the development halves of the corpus, of ``bench/accounts`` and, for sayings, of PolNeAR.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from histor.model import HintedDeed, HintedLink, HintedSpan, Hints, Sentence, Span, WordRef

NO_HINTS = Hints()


def meets(a: Span, b: Span) -> bool:
    """Tell whether two spans share a character."""
    return a.start < b.end and b.start < a.end


class HintBook:
    """The hints of one document by place."""

    def __init__(self, hints: Hints, sentences: tuple[Sentence, ...] | list[Sentence]) -> None:
        self.hints, self.sentences = hints, sentences
        self._spans: dict[tuple[str, int], list[HintedSpan]] = defaultdict(list)
        for span in hints.spans:
            for sentence in range(span.first.sentence, span.last.sentence + 1):
                self._spans[span.layer, sentence].append(span)
        self._deeds: dict[int, list[HintedDeed]] = defaultdict(list)
        for deed in hints.deeds:
            self._deeds[deed.word.sentence].append(deed)
        self._links: dict[tuple[str, WordRef], list[HintedLink]] = defaultdict(list)
        self._back: dict[tuple[str, WordRef], list[HintedLink]] = defaultdict(list)
        for link in hints.links:
            self._links[link.kind, link.start].append(link)
            self._back[link.kind, link.end].append(link)

    def __bool__(self) -> bool:
        return self.hints.any

    def spans(self, layer: str, sentence: int) -> list[HintedSpan]:
        """The spans of a layer that touch a sentence, in text order."""
        return self._spans.get((layer, sentence), [])

    def deeds(self, sentence: int) -> list[HintedDeed]:
        """The words of a sentence that may tell a deed, in text order."""
        return self._deeds.get(sentence, [])

    def deed(self, word: WordRef) -> HintedDeed | None:
        """What the model holds of a word as a trigger, where it holds anything."""
        return next((deed for deed in self.deeds(word.sentence) if deed.word == word), None)

    def links(self, kind: str, word: WordRef) -> list[HintedLink]:
        """The links of a kind from a word, the surest first."""
        return sorted(self._links.get((kind, word), ()), key=lambda link: (-link.score, link.end))

    def links_to(self, kind: str, word: WordRef) -> list[HintedLink]:
        """The links of a kind to a word, the surest first."""
        return sorted(self._back.get((kind, word), ()), key=lambda link: (-link.score, link.start))

    def best(self, kind: str, words: Iterable[WordRef], least: float) -> HintedLink | None:
        """The surest link of a kind from any of some words, or None where none is sure enough."""
        found = [link for word in words for link in self._links.get((kind, word), ()) if link.score >= least]
        return max(found, key=lambda link: (link.score, -link.end.sentence, -link.end.token), default=None)

    def chance(self, what: str, word: WordRef) -> float:
        """The chance that a word is the trigger of a deed, part of a cue, or part of a figure."""
        rows = getattr(self.hints, f"{what}_chance")
        return float(rows[word.sentence][word.token - 1])

    def words(self, span: HintedSpan) -> list[WordRef]:
        """Every word of a span."""
        found: list[WordRef] = []
        for sentence in range(span.first.sentence, span.last.sentence + 1):
            first = span.first.token if sentence == span.first.sentence else 1
            last = span.last.token if sentence == span.last.sentence else len(self.sentences[sentence].tokens)
            found += [WordRef(sentence, token) for token in range(first, last + 1)]
        return found

    def characters(self, span: HintedSpan) -> Span:
        """The characters from a span's first word to its last."""
        first = self.sentences[span.first.sentence].tokens[span.first.token - 1]
        last = self.sentences[span.last.sentence].tokens[span.last.token - 1]
        return Span(first.start, last.end)
