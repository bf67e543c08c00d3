"""Places meant again by a kind of place: *the city*, *the province*, *the camp*.

Like a pronoun, such a phrase stands for the last place of its kind told in the passage; where none fits it stays
unresolved, and no scene is carried to a deed that names none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from histor.model import Document, Mention, Place, Sentence, Token, WordRef
from histor.model.tree import Tree

#: Precisions that a kind of place can have.
_KINDS = {
    **dict.fromkeys(("city", "town", "capital", "port"), frozenset({"city", "point"})),
    **dict.fromkeys(("village", "settlement", "camp", "hamlet"), frozenset({"city", "point", "admin2", "unknown"})),
    **dict.fromkeys(("province", "state", "governorate", "region"), frozenset({"admin1", "region"})),
    **dict.fromkeys(("district", "county"), frozenset({"admin2"})),
    **dict.fromkeys(("island", "peninsula", "enclave", "strip", "territory"), frozenset({"region", "admin1", "point"})),
}
_DEFINITE = frozenset({"the", "this", "that"})
#: Sentences back in which a place may be meant again.
NEAR = 4


def places_again(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], places: Sequence[Place]
) -> tuple[Mention, ...]:
    """Return a mention for each definite kind of place that stands for a place told shortly before."""
    rows: Mapping[str, Place] = {place.id: place for place in places}
    told: dict[int, list[Mention]] = {}
    for mention in mentions:
        told.setdefault(mention.word.sentence, []).append(mention)
    found: list[Mention] = []
    recent: deque[tuple[int, int, str]] = deque(maxlen=60)
    section: tuple[str, ...] = ()
    for index, sentence in enumerate(sentences):
        here = document.blocks[sentence.block].section
        if here != section:
            section = here
            recent.clear()
        named = {m.word.token for m in told.get(index, ())}
        recent.extend((index, m.word.token, ref) for m in told.get(index, ()) for ref in m.refs)
        tree = Tree(sentence)
        for token in sentence.tokens:
            if token.id not in named and (wanted := _wanted(tree, token, named)):
                ref = _last(recent, rows, index, token.id, wanted)
                if ref is not None:
                    found.append(Mention(WordRef(index, token.id), tree.phrase(token.id), "place again", (ref,)))
    return tuple(found)


def _wanted(tree: Tree, token: Token, named: set[int]) -> frozenset[str]:
    """Return the precisions that a definite kind of place asks for; none where it is named or told apart."""
    kinds = _KINDS.get(token.lemma.lower(), frozenset())
    if token.upos != "NOUN" or not kinds:
        return frozenset()
    children = tree.children(token.id)
    definite = any(t.form.lower() in _DEFINITE for t in children if t.deprel == "det")
    own = any(t.id in named or t.deprel in {"nmod", "acl", "acl:relcl", "compound", "nummod"} for t in children)
    return kinds if definite and not own else frozenset()


def _last(
    recent: deque[tuple[int, int, str]], rows: Mapping[str, Place], index: int, token: int, wanted: frozenset[str]
) -> str | None:
    for sentence, word, ref in reversed(recent):
        if index - sentence > NEAR:
            return None
        if (sentence < index or word < token) and ref in rows and rows[ref].precision in wanted:
            return ref
    return None
