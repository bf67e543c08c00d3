"""Makes a long account from a short one: its text and records laid end to end, so that growth can be measured.

Parsing two hundred thousand words takes minutes; what is measured here begins after it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from histor.model import Account, Attribution, Block, Document, Event, Mention, Sentence, Span, Toll, When, WordRef


class _Shift:
    """One copy of an account: how far its characters, sentences, blocks, records and days are moved."""

    def __init__(self, account: Account, copy: int, days: int) -> None:
        self.chars = copy * (len(account.document.text) + 2)
        self.sentences = copy * len(account.sentences)
        self.blocks = copy * len(account.document.blocks)
        self.told = copy * len(account.attributions)
        self.tolls = copy * len(account.tolls)
        self.days = timedelta(days=copy * days)
        self.copy = copy

    def span(self, span: Span | None) -> Any:
        return Span(span.start + self.chars, span.end + self.chars) if span is not None else None

    def word(self, word: WordRef | None) -> Any:
        return WordRef(word.sentence + self.sentences, word.token) if word is not None else None

    def index(self, index: int | None, by: int) -> int | None:
        return index + by if index is not None else None

    def when(self, when: When | None) -> When | None:
        if when is None:
            return None
        moved = [
            (date.fromisoformat(day) + self.days).isoformat() if day is not None and len(day) == 10 else day
            for day in (when.start, when.end)
        ]
        return replace(when, start=moved[0], end=moved[1], span=self.span(when.span))

    def mentions(self, rows: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(replace(m, word=self.word(m.word), span=self.span(m.span)) for m in rows)

    def block(self, block: Block) -> Block:
        section = (*block.section, str(self.copy))
        return replace(block, start=block.start + self.chars, end=block.end + self.chars, section=section)

    def sentence(self, row: Sentence) -> Sentence:
        tokens = tuple(replace(t, start=t.start + self.chars, end=t.end + self.chars) for t in row.tokens)
        return replace(
            row, start=row.start + self.chars, end=row.end + self.chars, tokens=tokens, block=row.block + self.blocks
        )

    def event(self, row: Event) -> Event:
        return replace(
            row,
            trigger=self.word(row.trigger), frame=self.word(row.frame), answers=self.word(row.answers),
            part_of=self.word(row.part_of), span=self.span(row.span), evidence=self.span(row.evidence),
            actors=self.mentions(row.actors), targets=self.mentions(row.targets),
            aimed_at=self.mentions(row.aimed_at), places=self.mentions(row.places),
            weapons=tuple(self.span(s) for s in row.weapons), when=self.when(row.when),
            claimant=self.index(row.claimant, self.told), claimed_by=self.index(row.claimed_by, self.told),
            codename=self.span(row.codename), cue=self.span(row.cue),
        )

    def attribution(self, row: Attribution) -> Attribution:
        return replace(
            row,
            cue=self.span(row.cue), evidence=self.span(row.evidence), sentence=row.sentence + self.sentences,
            speaker=self.word(row.speaker), speaker_span=self.span(row.speaker_span), about=self.word(row.about),
            content=tuple(self.span(s) for s in row.content), nested_in=self.index(row.nested_in, self.told),
            said_on=self.when(row.said_on),
        )

    def toll(self, row: Toll) -> Toll:
        return replace(
            row,
            span=self.span(row.span), evidence=self.span(row.evidence), word=self.word(row.word),
            trigger=self.word(row.trigger), group_word=self.word(row.group_word), as_of=self.when(row.as_of),
            part_of=self.index(row.part_of, self.tolls), claimant=self.index(row.claimant, self.told),
        )


def stretch(account: Account, times: int, days: int = 0) -> Account:
    """Return the account told ``times`` times over, each copy ``days`` days later and in a section of its own."""
    copies = [_Shift(account, copy, days) for copy in range(times)]
    document: Document = account.document
    return replace(
        account,
        document=replace(
            document,
            text="\n\n".join([document.text] * times),
            blocks=tuple(s.block(b) for s in copies for b in document.blocks),
        ),
        sentences=tuple(s.sentence(row) for s in copies for row in account.sentences),
        events=tuple(s.event(row) for s in copies for row in account.events),
        attributions=tuple(s.attribution(row) for s in copies for row in account.attributions),
        tolls=tuple(s.toll(row) for s in copies for row in account.tolls),
        times=tuple(when for s in copies for row in account.times if (when := s.when(row)) is not None),
        mentions=tuple(row for s in copies for row in s.mentions(account.mentions)),
    )
