"""A hand that reads without a model: enough of an account to record, show and export, at once and in any process.

Words are split at spaces and sentences at full stops; ``X attacked Y`` is an event, ``X said`` a claim and
``N killed`` a toll. It reads files through the real reading room, so that what is wrong with a file is told for real.
"""

from __future__ import annotations

import os
import re
import time

from histor.errors import ReadError
from histor.model import (
    Account,
    Actor,
    Attribution,
    Document,
    Event,
    Mention,
    Sentence,
    Span,
    Token,
    Toll,
    When,
    Why,
    WordRef,
)
from histor.read import read_bytes, read_path

CODER = {"histor": "0", "model": "stub@0", "lexicon": "0"}
_WHY = Why("stub", "The stub reads so.", 0.5)


class StubHand:
    """A hand for tests. ``STUB_SLEEP`` (seconds) makes it slow; a text with ``CRASH`` makes it fail."""

    coder = CODER

    def read(self, source: str, data: bytes | None, form: str | None = None) -> Document:
        """Return the document as the real reading room reads it."""
        return read_path(source, kind=form) if data is None else read_bytes(data, source, form)

    def take(self, document: Document) -> Account:
        """Return what the stub finds."""
        time.sleep(float(os.environ.get("STUB_SLEEP", "0")))
        if "CRASH" in document.text:
            raise KeyError("a fault in the stub")
        if "Bonjour" in document.text:
            raise ReadError(f"{document.source.uri} is in French, for which there is no model: read it in English.")
        sentences = tuple(_sentences(document))
        found: dict[str, list[object]] = {"events": [], "attributions": [], "tolls": []}
        actors: dict[str, Actor] = {}
        for number, sentence in enumerate(sentences):
            _look(document, number, sentence, found, actors)
        return Account(
            document, sentences, tuple(found["events"]), tuple(found["attributions"]), tuple(found["tolls"]),  # type: ignore[arg-type]
            actors=tuple(actors.values()), issues=document.issues, coder=dict(CODER),
        )


def hire() -> StubHand:
    """Return the hand: what a process is told to call."""
    return StubHand()


def _sentences(document: Document) -> list[Sentence]:
    made = []
    for at, block in enumerate(document.blocks):
        for match in re.finditer(r"\S[^.]*\.?", document.text[block.start : block.end]):
            start = block.start + match.start()
            words = list(re.finditer(r"[^\s.,]+", match.group()))
            if words:
                tokens = tuple(
                    Token(n, w.group(), w.group().lower(), "X", "", 0 if n == 1 else 1, "root" if n == 1 else "dep",
                          start + w.start(), start + w.end())
                    for n, w in enumerate(words, 1)
                )
                made.append(Sentence(start, block.start + match.end(), tokens, at))
    return made


def _actor(token: Token, actors: dict[str, Actor]) -> tuple[str, ...]:
    ident = "a-" + token.form.lower()
    actors[ident] = Actor(ident, token.form, "state", side=ident)
    return (ident,)


def _look(
    document: Document, number: int, sentence: Sentence, found: dict[str, list[object]], actors: dict[str, Actor]
) -> None:
    evidence, tokens = Span(sentence.start, sentence.end), sentence.tokens
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        word = WordRef(number, token.id)
        if token.lemma == "attacked":
            by, on = (Mention(WordRef(number, t.id), Span(t.start, t.end), "actor", _actor(t, actors))
                      for t in (before, after))
            days = re.search(r"\d{4}-\d\d-\d\d", document.text[sentence.start : sentence.end])
            when = When(days[0], days[0], "day", "explicit") if days else None
            found["events"].append(Event("ASSAULT", "attack", word, Span(token.start, token.end), evidence, _WHY,
                                         (by,), (on,), when=when))
        if token.lemma == "said":
            found["attributions"].append(Attribution(
                Span(token.start, token.end), "asserts", evidence, number, _WHY, WordRef(number, before.id),
                Span(before.start, before.end), (Span(after.start, sentence.end),), refs=_actor(before, actors)))
        if token.lemma == "killed" and before.form.isdigit():
            number_of = int(before.form)
            found["tolls"].append(Toll("killed", number_of, number_of, Span(before.start, before.end), evidence,
                                       WordRef(number, before.id), word, _WHY))
