"""Trees and tags are well formed and best, against brute force on small inputs."""

from itertools import product

import numpy as np

from histor.model import Sentence, Token
from histor.model.tree import Tree
from histor.parse.tags import bio
from histor.parse.tree import heads_of


def is_tree(heads: list[int]) -> bool:
    """One root, and every word reaches it."""
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


def test_best_tree_as_by_brute_force() -> None:
    rng = np.random.default_rng(3)
    for _ in range(150):
        n = int(rng.integers(1, 6))
        arcs = rng.normal(size=(n, n + 1)).astype(np.float32)
        found = heads_of(arcs)
        trees = [h for h in product(range(n + 1), repeat=n) if is_tree(list(h))]
        best = max(sum(arcs[i, h] for i, h in enumerate(t)) for t in trees)
        assert is_tree(found)
        assert abs(sum(arcs[i, h] for i, h in enumerate(found)) - best) < 1e-4


def test_ties_and_long_sentences_are_trees() -> None:
    assert is_tree(heads_of(np.zeros((12, 13), dtype=np.float32)))
    assert is_tree(heads_of(np.random.default_rng(1).normal(size=(240, 241)).astype(np.float32)))


def test_bio_is_well_formed_and_best() -> None:
    names = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
    rng = np.random.default_rng(5)

    def allowed(tags: tuple[str, ...]) -> bool:
        return all(t[0] != "I" or (b[0] in "BI" and b[2:] == t[2:])
                   for b, t in zip(("O", *tags), tags, strict=False))

    for _ in range(100):
        scores = rng.normal(size=(4, 5)).astype(np.float32)
        found = tuple(bio(scores, names))
        best = max((sum(scores[i, names.index(t)] for i, t in enumerate(tags)), tags)
                   for tags in product(names, repeat=4) if allowed(tags))
        assert found == best[1]


def test_a_ring_of_words_has_an_end() -> None:
    """A case may come from a stranger: words that hang on each other in a ring are gone through once."""
    tokens = tuple(Token(i, "w", "w", "NOUN", "", head, "nmod", 2 * i, 2 * i + 1) for i, head in ((1, 2), (2, 1)))
    assert len(Tree(Sentence(0, 6, tokens, 0)).subtree(1)) == 2
