"""What a deed of words is about: condemned *the raid*, condemned them *for taking* the town, rejected *the demands*.

Grammar says which words name it; which deed those words mean is for the choice among all deeds (``antecedents.py``).
"""

from __future__ import annotations

from collections.abc import Iterator

from histor.consolidate.tellings import Registry, Telling
from histor.lexicon import load_lexicon
from histor.model import Token, WordRef
from histor.model.tree import Tree

#: Prepositions and marks behind which stands what is blamed, praised or protested at.
_OVER = frozenset({"for", "over"})
#: Relations in which a denial holds what it denies.
_DENIED = ("xcomp", "obj")


def objects(registry: Registry, telling: Telling) -> Iterator[WordRef]:
    """Yield the words that may name the deed that a deed of words is about, the firmest first."""
    word = telling.event.trigger
    tree = Tree(registry.accounts[telling.account].sentences[word.sentence])
    yield from (mention.word for mention in telling.event.targets)
    for token in (*tree.children(word.token, "obj", "nsubj:pass"), *_reasons(tree, word.token)):
        yield WordRef(word.sentence, token.id)


def _reasons(tree: Tree, word: int) -> list[Token]:
    """Return what a blame or praise is *for*, beneath the verb or beneath its object."""
    tops = [word, *(token.id for token in tree.children(word, "obj"))]
    below = (token for top in tops for token in tree.children(top, "obl", "nmod", "advcl"))
    return [token for token in below if _lead(tree, token) in _OVER]


def reasoned(registry: Registry, telling: Telling) -> bool:
    """Tell whether a blame or praise says what it is for: condemned him *over* the use of force."""
    word = telling.event.trigger
    return bool(_reasons(Tree(registry.accounts[telling.account].sentences[word.sentence]), word.token))


def denied(registry: Registry, telling: Telling) -> Iterator[WordRef]:
    """Yield the words that may tell the deed that a denial denies: denied *losing* the town, any *part* in the raid."""
    word = telling.event.trigger
    tree = Tree(registry.accounts[telling.account].sentences[word.sentence])
    yield from (WordRef(word.sentence, token.id) for token in tree.children(word.token, *_DENIED))


def afterwards(registry: Registry, telling: Telling) -> Iterator[tuple[WordRef, str]]:
    """Yield what a deed is told to come *after*, with the words that say so: recalled its envoy *after* the raid."""
    word = telling.event.trigger
    tree = Tree(registry.accounts[telling.account].sentences[word.sentence])
    later = load_lexicon().words("answers")["afterwards"]
    words = dict.fromkeys(ref.token for ref in (telling.event.frame, word) if ref is not None)
    for token in (child for one in words for child in tree.children(one, "obl", "advcl", "nmod")):
        if (lead := _lead(tree, token)) in later:
            yield WordRef(word.sentence, token.id), lead


def put(registry: Registry, telling: Telling) -> tuple[bool, frozenset[str]]:
    """Return whether a rejection names what it rejects, and the types of deed by which such a thing is put to one."""
    word = telling.event.trigger
    tree = Tree(registry.accounts[telling.account].sentences[word.sentence])
    kinds = load_lexicon().words("answers")["put"]
    named = [token for token in tree.children(word.token, "obj", "nsubj:pass") if token.upos in {"NOUN", "PROPN"}]
    return bool(named), frozenset(kind for token in named for kind in kinds.get(token.lemma.lower(), ()))


def pointed(registry: Registry, telling: Telling) -> frozenset[str]:
    """Return the types of deed to which a blame or praise may point back unnamed: condemned *it*, *the move*."""
    word = telling.event.trigger
    tree = Tree(registry.accounts[telling.account].sentences[word.sentence])
    kinds = load_lexicon().words("answers")["pointed"]
    things = (token.lemma.lower() for token in tree.children(word.token, "obj", "nsubj:pass"))
    return frozenset(kind for thing in things for kind in kinds.get(thing, ()))


def _lead(tree: Tree, token: Token) -> str:
    """Return the preposition or mark before a phrase or clause, or nothing."""
    mark = tree.child(token.id, "mark")
    return tree.case(token.id) or (mark.form.lower() if mark is not None else "")
