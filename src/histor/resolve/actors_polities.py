"""States that no list holds: lands of the past, of other worlds, of a scholar's model, known by what only a state has.

A name is a state's in a text that speaks of its ambassador, its army, its king. So its soldiers, its envoys and its
words of nationality are on its side, as those of a listed state are; names of persons, bodies and listed actors are no
such names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from histor.model import Sentence, Token
from histor.model.tree import Tree, base
from histor.resolve.actors_known import Catalogue
from histor.resolve.actors_text import DocumentNames, hits_of
from histor.resolve.actors_words import PeopleWords

#: Shortest stem that a name and its word of nationality share.
_STEM = 3
_VOWELS = "aeiouy"
_NOMINAL = frozenset({"PROPN", "ADJ", "NOUN"})


def polities(
    sentences: Sequence[Sentence], catalogue: Catalogue, names: DocumentNames, words: PeopleWords
) -> Iterator[tuple[str, list[str]]]:
    """Yield each unlisted state that a text names, with its words of nationality in the text, in text order."""
    told = list(dict.fromkeys(
        token.form for sentence in sentences for token in sentence.tokens
        if token.upos in _NOMINAL and token.form[:1].isupper() and token.form[1:].islower()))  # fmt: skip
    marked: dict[str, None] = {}
    for sentence in sentences:
        marked.update(dict.fromkeys(_marked(sentence, catalogue, names, words, told)))
    for name in marked:
        yield name, [word for word in told if word not in marked and _is_of(word, name, words)]


def _marked(
    sentence: Sentence, catalogue: Catalogue, names: DocumentNames, words: PeopleWords, told: Sequence[str]
) -> Iterator[str]:
    """Yield the names in a sentence that have something which only a state has."""
    tree: Tree | None = None
    for token in sentence.tokens:
        before = sentence.tokens[token.id - 2].lemma.lower() if token.id > 1 else ""
        lemma = token.lemma.lower()
        common = token.upos == "NOUN" or token.form.islower()  # no *X-ian Liberation Army*
        if not common or words.of_states.isdisjoint({lemma, f"{before} {lemma}"}):
            continue
        tree = tree or Tree(sentence)
        for owner in tree.children(token.id, "nmod", "nmod:poss", "amod", "compound"):
            name = _name(tree, owner, words, told)
            if name is None or name in words.no_states or _listed(sentence, owner, catalogue, names):
                continue
            if names.is_place((name,)) or owner.ent.endswith("NORP"):
                yield name


def _name(tree: Tree, owner: Token, words: PeopleWords, told: Sequence[str]) -> str | None:
    """Return the state that an owner names: army *of X*, *X's* army, *X-ian* army, where the text names X too."""
    if not owner.form[:1].isupper() or owner.upos not in _NOMINAL:
        return None
    if base(owner.deprel) == "nmod" and tree.case(owner.id) in {"of", "'s", "’s", "to"}:
        return owner.form if tree.child(owner.id, "flat", "compound", "amod") is None else None
    if owner.deprel in {"amod", "compound"}:
        return next((name for name in told if _is_of(owner.form, name, words)), None)
    return None


def _listed(sentence: Sentence, owner: Token, catalogue: Catalogue, names: DocumentNames) -> bool:
    """Tell whether an owner is a listed actor, or part of one's name."""
    return any(hit.first < owner.id <= hit.last for hit in hits_of(sentence, catalogue, names))


def _is_of(word: str, name: str, words: PeopleWords) -> bool:
    """Tell whether a word is a name's word of nationality: *Ruritanian* of Ruritania."""
    stems = {name, name.rstrip(_VOWELS)}
    return word != name and any(
        len(stem) >= _STEM and word.startswith(stem) and word[len(stem) :] in words.nationality for stem in stems)
