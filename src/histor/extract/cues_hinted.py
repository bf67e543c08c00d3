"""Words of answer that the model reads, where the list of words knows none: *stung by*, *paid them back for*.

The model says which words make a deed an answer (its layer ``answer``) and, less surely, which deed is answered. The
tree says which deed of the sentence those words belong to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.extract.hint_book import HintBook, meets
from histor.model import Event, HintedSpan, Span, Token, WordRef
from histor.model.tree import Tree, base

#: How sure a link must be to name the deed answered. Chosen on the corpus, dev.
NAMED = 0.2
#: Words that only tie on what they govern, so that the deed below them is the one answered.
_TIES = frozenset({"case", "mark"})
_NAMING = frozenset({"for", "to", "of", "against", "by", "over"})


def with_hinted(
    events: Sequence[Event], tree: Tree, index: int, book: HintBook,
    known: Sequence[tuple[Span, frozenset[int]]] = (),
) -> list[Event]:
    """Return the deeds of one sentence, those made answers by words that only the model knows among them.

    ``known`` are the words of answer that the list knows, each with the words that tell what is answered.
    """
    found = list(events)
    for span in book.spans("answer", index):
        words = [word.token for word in book.words(span) if word.sentence == index]
        if not words or any(event.cue is not None and meets(event.cue, book.characters(span)) for event in found):
            continue
        answered = _answered(tree, words)
        barred = {token.id for word in answered for token in tree.subtree(word)}
        barred.update(*(told for cue, told in known if meets(cue, book.characters(span))))
        number = _bearer(tree, words, found, barred, index)
        if number is not None and found[number].cue is None:
            found[number] = _cued(found[number], span, book, [WordRef(index, word) for word in answered])
    return found


def _cued(event: Event, span: HintedSpan, book: HintBook, told: Sequence[WordRef]) -> Event:
    """Return a deed with the words that make it an answer, and the deed answered where words or model name one."""
    link = book.best("answers", [event.trigger], NAMED)
    named = told[0] if told else link.end if link is not None else None
    return replace(event, cue=book.characters(span), answers=named)


def _answered(tree: Tree, words: Sequence[int]) -> list[int]:
    """Return the words that the cue's last word governs: *because of* **the raid**, *revenge for* **the raid**."""
    last = tree.token(words[-1])
    if base(last.deprel) in _TIES and last.head not in words:
        return [last.head]
    if base(last.deprel) == "fixed":
        head = tree.parent(last)
        if head is not None and base(head.deprel) in _TIES and head.head not in words:
            return [head.head]
    found = [t for word in words for t in tree.children(word, "nmod", "obl") if t.id not in words]
    return [t.id for t in found if t.id > words[-1] and tree.case(t.id) in _NAMING][:1]


def _bearer(tree: Tree, words: Sequence[int], found: Sequence[Event], barred: set[int], index: int) -> int | None:
    """Return the deed that words of answer belong to: one of the words, the nearest by the tree's edges otherwise."""
    at = {event.trigger.token: n for n, event in enumerate(found) if event.trigger.sentence == index}
    for word in words:
        if word in at:
            return at[word]
    open_ = {word: n for word, n in at.items() if word not in barred and not found[n].background} or {
        word: n for word, n in at.items() if word not in barred}
    if not open_:
        return None
    top = _top(tree, words)
    return open_[min(open_, key=lambda word: (_edges(tree, top, word), abs(word - words[0])))]


def _top(tree: Tree, words: Sequence[int]) -> Token:
    inside = set(words)
    return next((tree.token(word) for word in words if tree.token(word).head not in inside), tree.token(words[0]))


def _edges(tree: Tree, a: Token, b: int) -> int:
    """Return how many edges of the tree lie between two words."""
    way = {a.id: 0, **{token.id: n for n, token in enumerate(tree.ancestors(a), 1)}}
    for n, token in enumerate((tree.token(b), *tree.ancestors(tree.token(b)))):
        if token.id in way:
            return way[token.id] + n
    return 99
