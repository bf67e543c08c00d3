"""From annotated accounts to windows of words with the marks they should give.

An account is cut into blocks, sentences and words as the product cuts it, since those are the windows that it will
see; the tree that the product's parser gives tells the head word of each mention, to which the links go. Names are
swapped anew for every variant (``corpus/swap.py``), so that none is learnt by heart.
"""

from __future__ import annotations

import bisect
import hashlib
import logging
import pickle
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from histor.model import Sentence
from histor.parse import load_parser
from histor.read import read_text
from training.corpus.markup import Mark, Marked
from training.corpus.names import occurrences
from training.corpus.reader import CorpusError, read
from training.corpus.records import Account
from training.corpus.scheme import FOLDER
from training.corpus.standoff import read_standoff
from training.corpus.swap import swap
from training.marks import LINKS, SPANS, Classes, Marks, mark_chain

LOG = logging.getLogger("training")
LONGEST = 200
"""Words in a window; more only for one long sentence. The export tells the product (`parse.windows.Room`)."""
AGAIN = 40
"""How many of them the product shows again, so that a window starts anywhere in a block, as it does in training."""
SHORTEST = 110
"""The least room of a window while training: its room is drawn between the two, so that no one length is learnt."""
WIDEST = 256
ALONE = 0.5
"""How often a window ends with its block while training, since many texts are one block."""

NAMES = {"state": "LOC", "place": "LOC", "people": "NORP", "group": "ORG", "organisation": "ORG", "media": "ORG",
         "man": "PER", "woman": "PER", "force": "ORG"}
"""Kinds of declared names as the entity head's kinds; of a state the second and third form are its people (NORP)."""


@dataclass(slots=True)
class Window:
    """Whole sentences of one or more blocks: forms, the index of each word's sentence, marks, entity tags ("?" where
    open), and the words that start a further block."""

    forms: list[str]
    sentence: list[int]
    marks: Marks
    ents: list[str]
    breaks: list[int] = field(default_factory=list)


@cache
def _parser() -> Any:
    return load_parser()


def sentences_of(text: str, folder: Path | None) -> tuple[Sentence, ...]:
    """The sentences that the product reads in a text, kept in a folder so that a text is parsed once."""
    kept = folder / (hashlib.sha256(text.encode()).hexdigest()[:24] + ".pickle") if folder else None
    if kept and kept.exists():
        return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]
    found = _parser().parse(read_text(text))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{random.random()}")
        part.write_bytes(pickle.dumps(found))
        part.replace(kept)
    return found  # type: ignore[no-any-return]


def windows_of(account: Account, sentences: Sequence[Sentence], classes: Classes,
               rng: random.Random | None = None) -> Iterator[Window]:
    """Cover an account with windows of successive sentences, blocks run on, as the product's first reading does.

    With `rng` the room of a window is drawn, that of the first one down to nothing, so that a pass cuts elsewhere than
    the last, and some windows end with their block.
    """
    at = 0
    while at < len(sentences):
        least = SHORTEST if at else 1
        room, alone = (rng.randint(least, LONGEST), rng.random() < ALONE) if rng else (LONGEST, False)
        end, size = at + 1, len(sentences[at].tokens)
        while end < len(sentences) and not (alone and sentences[end].block != sentences[at].block):
            if size + len(sentences[end].tokens) > room:
                break
            size += len(sentences[end].tokens)
            end += 1
        if 0 < size <= WIDEST:
            yield _Maker(account, sentences[at:end], classes).window()
        at = end


class _Maker:
    """The making of one window."""

    def __init__(self, account: Account, sentences: Sequence[Sentence], classes: Classes) -> None:
        self.account, self.classes = account, classes
        self.tokens = [tok for sentence in sentences for tok in sentence.tokens]
        self.sentence = [i for i, sentence in enumerate(sentences) for _ in sentence.tokens]
        self.breaks = [at for at in range(1, len(self.tokens)) if sentences[self.sentence[at]].block
                       != sentences[self.sentence[at - 1]].block]
        offset = 0
        self.heads: list[int] = []
        for sentence in sentences:
            self.heads += [tok.head + offset if tok.head else 0 for tok in sentence.tokens]
            offset += len(sentence.tokens)
        self.starts = [tok.start for tok in self.tokens]
        self.marks = Marks.empty(len(self.tokens))

    def window(self) -> Window:
        """The window with everything filled in."""
        self._sayings()
        self._deeds()
        self._tolls()
        for time in self.account.times:
            self._span("time", time.mark)
        self._kinds()
        return Window([tok.form for tok in self.tokens], self.sentence, self.marks, self._ents(), self.breaks)

    def words(self, mark: Mark) -> list[int]:
        """The window's words that a mark touches."""
        first = max(bisect.bisect_right(self.starts, mark.start) - 1, 0)
        found = []
        for i in range(first, len(self.tokens)):
            if self.tokens[i].start >= mark.end:
                break
            if self.tokens[i].end > mark.start:
                found.append(i)
        return found

    def head(self, mark: Mark) -> int | None:
        """The word of a mark whose governor stands outside of it, or None where the mark is not in this window."""
        inside = self.words(mark)
        if not inside or not (self.tokens[0].start <= mark.start and mark.end <= self.tokens[-1].end):
            return None
        kept = set(inside)
        tops = [i for i in inside if self.heads[i] - 1 not in kept and self.tokens[i].upos != "PUNCT"]
        nominal = [i for i in tops if self.tokens[i].upos in ("NOUN", "PROPN", "PRON", "NUM")]
        return next(iter(nominal or tops or inside))

    def _span(self, layer: str, mark: Mark) -> None:
        mark_chain(self.marks.spans[SPANS.index(layer)], self.words(mark))

    def _link(self, kind: str, start: int | None, end: int | None) -> None:
        if start is not None and end is not None and start != end:
            self.marks.links.append((LINKS.index(kind), start, end))

    def _sayings(self) -> None:
        # The outer content of nested ones: the inner is found from its cue.
        rows = sorted(self.account.attributions, key=lambda a: a.nested_in is not None)
        for row in rows:
            for mark in row.content:
                self._span("content", mark)
        for row in self.account.attributions:
            for mark in row.cue:
                self._span("cue", mark)
            for mark in row.sources:
                self._span("source", mark)
            cue = self.head(row.cue[0]) if row.cue else None
            if cue is None:
                continue
            if row.stance in self.classes.stances:
                self.marks.stance[cue] = self.classes.stances.index(row.stance)
            for mark in row.sources:
                self._link("source", cue, self.head(mark))
            for mark in row.content:
                inside = self.words(mark)
                if inside:
                    self._link("content", cue, inside[0])

    def _deeds(self) -> None:
        triggers = {event.id: self.head(event.trigger[0]) for event in self.account.events if event.trigger}
        for event in self.account.events:
            word = triggers.get(event.id)
            name = f"{event.type}/{event.mode}"
            if word is None or name not in self.classes.events:
                continue
            self.marks.event[word] = self.classes.events.index(name)
            self.marks.status[word] = self.classes.statuses.index(event.status)
            self.marks.background[word] = int(event.background)
            for role, mentions in event.roles.items():
                for mention in mentions:
                    self._role(role, word, mention)
        self._again(triggers)
        for response in self.account.responses:
            self._link("answers", triggers.get(response.event), triggers.get(response.answers))
            for mark in response.cue:
                self._span("answer", mark)

    def _again(self, triggers: dict[str, int | None]) -> None:
        """Link a telling to every earlier one of the same deed; the way back to a later one stays open."""
        tellings: dict[str, list[int]] = {}
        for event in self.account.events:
            word = triggers.get(event.id)
            if word is not None:
                tellings.setdefault(event.same or event.id, []).append(word)
        for words in tellings.values():
            for later in words:
                for other in words:
                    if other < later:
                        self._link("same", later, other)
                    elif other > later:
                        self.marks.open.append((LINKS.index("same"), later, other))

    def _role(self, role: str, word: int, mention: Mark) -> None:
        """Link a trigger to the mention that fills a role; other mentions of the same one near by stay open."""
        chain = [mark for mark in self.account.marks.get(mention.id, ()) if self.head(mark) is not None]
        if not chain:
            return
        bound = [mark for mark in chain if self.heads[self.head(mark) or 0] - 1 == word]  # argument by the tree
        best = bound[0] if bound else mention if mention in chain else chain[-1]
        target = self.head(best)
        self._link(role, word, target)
        for mark in chain:
            other = self.head(mark)
            if other is not None and other != target:
                self.marks.open.append((LINKS.index(role), word, other))

    def _tolls(self) -> None:
        numbers = {toll.id: self.head(toll.number) for toll in self.account.tolls}
        triggers = {event.id: self.head(event.trigger[0]) for event in self.account.events if event.trigger}
        for toll in self.account.tolls:
            word = numbers[toll.id]
            if word is None:
                continue
            self._span("figure", toll.number)
            if toll.effect in self.classes.effects:
                self.marks.effect[word] = self.classes.effects.index(toll.effect)
                self.marks.cumulative[word] = int(toll.cumulative)
            for mark in toll.group:
                self._link("who", word, self.head(mark))
            if toll.event:
                self._link("event", word, triggers.get(toll.event))
            if toll.part:
                self._link("part", word, numbers.get(toll.part))

    def _kinds(self) -> None:
        for layer in "apow":
            for entity in self.account.entities(layer):
                name = f"{layer}:{entity.kind}" if layer in "ap" else layer
                if name not in self.classes.kinds:
                    continue
                for mark in entity.mentions:
                    word = self.head(mark)
                    if word is not None:
                        self.marks.kind[word] = self.classes.kinds.index(name)

    def _ents(self) -> list[str]:
        """Entity tags from the declared names; a word in lower case is none, any other stays open."""
        tags = ["O" if tok.form.islower() or not tok.form[0].isalpha() else "?" for tok in self.tokens]
        if not self.account.names or self.account.text.isupper():
            return ["?"] * len(tags)
        for start, end, number, form in occurrences(self.account.text, self.account.names):
            kind = self.account.names[number][0]
            label = NAMES.get(kind)
            if kind == "state" and form > 0:
                label = "NORP"
            inside = self.words(Mark("x1", start, end))
            if label is None or not inside or self.tokens[inside[0]].start < start:
                continue
            for i in inside:
                tags[i] = f"I-{label}"
            tags[inside[0]] = f"B-{label}"
        return tags


def accounts(folder: Path = FOLDER, split: str = "train") -> list[Account]:
    """The accounts of a split; one that breaks the rules is told in the log and left out, so that a run goes on."""
    found: list[Account] = []
    for path in sorted((folder / split).glob("*.txt")):
        try:
            found.append(read(path))
        except CorpusError as error:
            LOG.warning("left out: %s", error)
    return found


def standoff_accounts(shared: Path, folder: Path = FOLDER, split: str = "train", *, muc: bool = True) -> list[Account]:
    """The real texts of a split, their words taken from the corpora in `shared`, without those of MUC-4 if so told.

    One that breaks the rules is told in the log and left out.
    """
    found: list[Account] = []
    for path in sorted((folder / "standoff" / split).glob("*.json")):
        try:
            found.append(read_standoff(path, shared))
        except (CorpusError, ValueError) as error:
            LOG.warning("left out: %s: %s", path.name, error)
    return [account for account in found if muc or not account.header["source"].startswith("muc4:")]


def variant(account: Account, seed: int) -> Account:
    """The account with other names; a real text whose names are not declared stays as it is."""
    marked: Marked = account.marked
    return Account(swap(marked, seed)) if marked.names else account


def windows(found: Iterable[Account], classes: Classes, seed: int | None,
            cache_folder: Path | None, rng: random.Random | None = None) -> Iterator[Window]:
    """All windows of some accounts, with names swapped by a seed (None: as they stand); `rng` as in `windows_of`."""
    for account in found:
        chosen = account if seed is None else variant(account, seed)
        yield from windows_of(chosen, sentences_of(chosen.text, cache_folder), classes, rng)
