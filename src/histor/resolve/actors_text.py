"""What the surface of a sentence names, before any grammar: known names, persons with titles, abbreviations.

Parsers err on long names; runs of words do not. So names are found on the words as they stand, left to right and the
longest first, and the tree is asked only about phrases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from histor.model import Sentence, Token
from histor.resolve.actors_known import Catalogue, Form, Known
from histor.resolve.names import Pieces, fold, is_article

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM", "SYM"})
DASHES = frozenset("-‐‑‒–—―")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name on the tokens ``[first, last)`` (indices from 0) of a sentence; ``how`` as in the catalogue."""

    first: int
    last: int
    id: str
    how: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of tokens ``[first, last)`` that the model tags as one entity of a kind (PER, ORG, LOC, MISC)."""

    first: int
    last: int
    kind: str


@dataclass(slots=True)
class DocumentNames:
    """The names that one document introduces, and its words, by which an ambiguous abbreviation is decided."""

    local: dict[Pieces, tuple[str, str]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    tags: dict[tuple[str, ...], int] = field(default_factory=dict)
    surnames: set[str] = field(default_factory=set)
    lengths: dict[str, set[int]] = field(default_factory=dict)

    def add(self, key: Pieces, ident: str, how: str = "name") -> None:
        """Let a folded name mean an actor in this document; ``how`` as in the catalogue."""
        self.local[key] = (ident, how)
        self.lengths.setdefault(key[0], set()).add(len(key))

    def count_tags(self, sentence: Sentence) -> None:
        """Count whether the tagger takes each short name for a place or a person, and note the surnames."""
        for chunk in chunks_of(sentence):
            if chunk.kind == "PER" and chunk.last - chunk.first > 1:
                self.surnames.add(sentence.tokens[chunk.last - 1].form)
            if chunk.kind in ("LOC", "PER") and chunk.last - chunk.first <= 2:
                key = tuple(token.form for token in sentence.tokens[chunk.first:chunk.last])
                self.tags[key] = self.tags.get(key, 0) + (1 if chunk.kind == "LOC" else -1)

    def is_place(self, key: tuple[str, ...]) -> bool:
        """Tell whether the document's tags take a name for a place more often than for a person."""
        return self.tags.get(key, 0) > 0

    def likeliest(self, forms: list[Form], catalogue: Catalogue) -> Form:
        """Return the form whose full name, or else whose country, the document speaks of; the first on a tie."""
        return max(forms, key=lambda form: 8 * bool(form.needs) + self._weight(catalogue.known[form.id], catalogue))

    def _weight(self, known: Known, catalogue: Catalogue) -> int:
        weight = 4 if all(piece in self.words for piece in fold(known.name.split(" (")[0])) else 0
        state = catalogue.known.get(catalogue.state_of(known.country) or "") if known.country else None
        if state is not None:
            told = (state.name, state.adjective or state.name)
            weight += 2 if any(self.words.issuperset(fold(word)) for word in told) else -1
        return weight


def pieces_of(sentence: Sentence) -> list[tuple[str, int]]:
    """Return the folded pieces of a sentence, each with the index of its token; dashes inside names give none."""
    found: list[tuple[str, int]] = []
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        following = tokens[index + 1].form if index + 1 < len(tokens) else ""
        if token.form in DASHES:
            if not _glued(tokens, index):
                found.append((token.form, index))
            continue
        pieces = fold(token.form)
        if len(pieces) == 1 and is_article(pieces[0], following[:1]):
            pieces = ("al",)
        found.extend((piece, index) for piece in pieces) if pieces else found.append((token.form, index))
    return found


def _glued(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a dash joins its neighbours without a space."""
    before = index > 0 and tokens[index - 1].end == tokens[index].start
    after = index + 1 < len(tokens) and tokens[index + 1].start == tokens[index].end
    return before and after


def hits_of(sentence: Sentence, catalogue: Catalogue, names: DocumentNames) -> list[Hit]:
    """Return the known names of a sentence from left to right; names that the text introduced among them."""
    pieces = pieces_of(sentence)
    words = [token.form for token in sentence.tokens if token.form[:1].isalpha()]
    lower = not any(word[:1].isupper() for word in words)
    shouted = len(words) > 2 and all(word.isupper() for word in words)
    found: list[Hit] = []
    at = 0
    while at < len(pieces):
        hit, taken = _match(sentence, pieces, at, catalogue, names, lower, shouted)
        if hit is not None:
            found.append(hit)
        at += taken
    return found


def _match(sentence: Sentence, pieces: list[tuple[str, int]], at: int, catalogue: Catalogue,
           names: DocumentNames, lower: bool, shouted: bool) -> tuple[Hit | None, int]:
    local = names.local
    first = pieces[at][0]
    lengths = catalogue.lengths(first)
    if first in names.lengths:
        lengths = sorted({*lengths, *names.lengths[first]}, reverse=True)
    for length in lengths:
        if at + length > len(pieces) or (at and pieces[at - 1][1] == pieces[at][1]):
            continue
        run = pieces[at:at + length]
        key = tuple(piece for piece, _ in run)
        begin, end = run[0][1], run[-1][1] + 1
        if at + length < len(pieces) and pieces[at + length][1] == end - 1:
            continue
        tokens = sentence.tokens[begin:end]
        if key in local and tokens[0].form[:1].isupper():
            return Hit(begin, end, *local[key]), length
        forms = [form for form in catalogue.forms(key) if _may_be(form, tokens, lower, shouted)
                 and (not form.needs or not form.needs.isdisjoint(names.words))]
        if forms:
            form = forms[0] if len(forms) == 1 else names.likeliest(forms, catalogue)
            return Hit(begin, end, form.id, form.how), length
    return None, 1


def _may_be(form: Form, tokens: tuple[Token, ...], lower: bool, shouted: bool) -> bool:
    """Tell whether tokens may stand for a name: by capitals, and in text without capitals by part of speech."""
    head = tokens[0]
    if head.form == "the" and len(tokens) > 1:
        return False
    if form.code:
        letters = [char for char in "".join(token.form for token in tokens) if char.isalpha()]
        if not all(char.isupper() for char in letters):
            return False
        return not shouted or head.upos == "PROPN"
    if len(tokens) == 1 and head.upos not in NOMINAL:
        return head.form[:1].isupper() and head.id > 1 and not shouted
    if lower:
        return len(tokens) > 1 or head.upos in ("PROPN", "ADJ")
    return head.form[:1].isupper() or any(token.form[:1].isupper() for token in tokens[1:])


def chunks_of(sentence: Sentence) -> list[Chunk]:
    """Return the tagged entities, those of one kind that touch joined (a name cut in two by the tagger)."""
    found: list[Chunk] = []
    for index, token in enumerate(sentence.tokens):
        if token.ent == "O":
            continue
        kind = token.ent[2:]
        if found and found[-1].last == index and found[-1].kind == kind and (token.ent[0] == "I" or kind == "PER"):
            found[-1] = Chunk(found[-1].first, index + 1, kind)
        else:
            found.append(Chunk(index, index + 1, kind))
    return found


def abbreviations_of(sentence: Sentence) -> Iterator[tuple[int, int, int]]:
    """Yield ``(first, last, at)``: the tokens ``[first, last)`` are the long form of the abbreviation at ``at``.

    The form "Long Name (LN)" is read as Schwartz and Hearst (2003) do, with words for letters; where the initials do
    not fit, the capitalised run before the bracket is taken.
    """
    tokens = sentence.tokens
    for at in range(2, len(tokens) - 1):
        if tokens[at - 1].form in "([" and _is_code(tokens[at].form) and tokens[at + 1].form in {")", "]", ",", ";"}:
            first = _long_form(tokens, at - 1, tokens[at].form)
            if first is not None:
                yield first, at - 1, at


def _is_code(form: str) -> bool:
    capitals = sum(char.isupper() for char in form)
    return 2 <= len(form) <= 12 and capitals >= 2 and form[0].isalpha() and capitals * 2 >= len(form.strip("s-"))


def _long_form(tokens: tuple[Token, ...], end: int, code: str) -> int | None:
    initials = [char.casefold() for char in code if char.isupper()]
    run = end
    fit: int | None = None
    for index in range(end - 1, max(-1, end - 12), -1):
        form = tokens[index].form
        if not form[:1].isalpha() and form not in DASHES and form not in {"'s", "’s", "&", "'", "’"}:
            break
        if tokens[index].upos in ("VERB", "AUX", "PRON", "SCONJ") and not form[:1].isupper():
            break
        if form[:1].isupper():
            run = index
            letters = [word.form[0].casefold() for word in tokens[index:end] if word.form[:1].isupper()]
            if letters == initials:
                fit = index
                break
    if fit is not None:
        return fit
    return _capital_run(tokens, end) if run < end else None


def _capital_run(tokens: tuple[Token, ...], end: int) -> int | None:
    """Return where the unbroken run of capitalised words (with of, for, the between) before ``end`` begins."""
    first = None
    for index in range(end - 1, max(-1, end - 12), -1):
        form = tokens[index].form
        if form[:1].isupper():
            first = index
        elif form not in {"of", "for", "the", "and", "&", "'s", "’s"} and form not in DASHES:
            break
    return first
