"""Whether a word is on one of the lists that the rules for the parts of a deed ask for.

The lists are data (``lang/<code>/deeds.yaml``); unlike the classes of :mod:`histor.extract.kinds` they take a word by
its lemma alone, since what they name are verbs and nouns of grammar, not kinds of things.
"""

from __future__ import annotations

from histor.lexicon import word_set
from histor.model import Token


def is_word(token: Token, name: str) -> bool:
    """Tell whether a word's lemma is on the list of that name."""
    return token.lemma.lower() in word_set("deeds", name)
