"""Persons on the surface: a name, the post told before or after it, and the words that say whose post it is.

"Foreign Minister of X Name Surname", "X's army chief General Surname", "Name Surname, a senior expert at the Y
Institute,": the words stand in a fixed order, so that order is read and not the tree, which often errs here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from histor.model import Token
from histor.resolve.actors_words import PeopleWords

#: How many words before or after a name may belong to its title.
REACH = 14
_INSIDE = frozenset({"of", "for", "and", "'s", "’s", "-", "–", "’", "'"})
_BREAKS = frozenset({"who", "which", "whose", "whom", "where", "when", "that", ";", ":", ".", "(", ")", '"', "“", "”"})


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A person's name on tokens ``[first, last)`` and the tokens ``[begin, end)`` that may tell his or her post.

    ``post`` is the index of the title's head, or None where no title is told.
    """

    first: int
    last: int
    begin: int = 0
    end: int = 0
    post: int | None = None


def trim_name(tokens: Sequence[Token], first: int, last: int, words: PeopleWords) -> tuple[int, int]:
    """Return the name without titles at its front and possessive or punctuation at its end."""
    while last - first > 1 and (_is_bare_title(tokens, first, words) or tokens[first].form in {".", ","}):
        first += 1
    if last - first > 2 and words.is_("titles", f"{tokens[first].form} {tokens[first + 1].form}".lower()):
        first += 2  # "Prime Minister"
    while last - first > 1 and (tokens[last - 1].upos in ("PUNCT", "PART", "ADP") or tokens[last - 1].form in {"'s"}):
        last -= 1
    while last < len(tokens) and _name_goes_on(tokens, first, last):
        last += 1
    return first, last


def _name_goes_on(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether the next word belongs to the name by a glued hyphen or a flat relation to it."""
    token, before = tokens[last], tokens[last - 1]
    if token.form in {"-", "‑", "–"} or before.form in {"-", "‑", "–"}:
        return before.end == token.start and last + 1 <= len(tokens) and token.upos in ("PUNCT", "PROPN", "X", "NOUN")
    return token.deprel.startswith("flat") and first < token.head <= last and token.upos in ("PROPN", "X")


def _is_bare_title(tokens: Sequence[Token], at: int, words: PeopleWords) -> bool:
    """Tell whether a word is a title and not the front of a hyphenated name: Amir-Abdollahian is no emir."""
    return is_title(tokens[at], words) and tokens[at + 1].form not in {"-", "‐", "‑"}


def is_title(token: Token, words: PeopleWords) -> bool:
    """Tell whether a word is a title by its lemma or form."""
    lowered = token.form.lower()
    return words.is_("titles", token.lemma.lower()) or words.is_("titles", lowered.rstrip("."))


def with_post(tokens: Sequence[Token], first: int, last: int, words: PeopleWords) -> PersonSpan:
    """Return the person whose name stands on ``[first, last)`` with the title found before or after it."""
    for reader in (_behind_rank, _before, _between_commas, _after):
        found = reader(tokens, first, last, words)
        if found is not None:
            return found
    return PersonSpan(first, last)


def _before(tokens: Sequence[Token], first: int, last: int, words: PeopleWords) -> PersonSpan | None:
    return _leftwards(tokens, first, first, last, words)


def _behind_rank(tokens: Sequence[Token], first: int, last: int, words: PeopleWords) -> PersonSpan | None:
    """Read "the spokesman of the army, Colonel Surname, said": the post tells more than the rank at the name."""
    rank = first
    while rank > 0 and is_title(tokens[rank - 1], words):
        rank -= 1
    if rank == first or rank < 2 or tokens[rank - 1].form != "," or last >= len(tokens) or tokens[last].form != ",":
        return None
    return _leftwards(tokens, rank - 1, first, last, words)


def _between_commas(tokens: Sequence[Token], first: int, last: int, words: PeopleWords) -> PersonSpan | None:
    """Read "the president of X, Name Surname, said"."""
    if first < 2 or tokens[first - 1].form != "," or last >= len(tokens) or tokens[last].form != ",":
        return None
    return _leftwards(tokens, first - 1, first, last, words)


def _leftwards(tokens: Sequence[Token], stop: int, first: int, last: int, words: PeopleWords) -> PersonSpan | None:
    begin = stop
    while begin > 0 and stop - begin < REACH and _may_lead(tokens, begin - 1, words):
        begin -= 1
    for index in range(stop - 1, begin - 1, -1):
        if is_title(tokens[index], words):
            follower = tokens[index + 1].form.lower() if index + 1 < stop else "of"
            dashed = follower in {"-", "‑", "–"} and index + 2 < stop and tokens[index + 2].form.lower() in {"of", "in"}
            if dashed or follower in {"of", "for", ".", "in", "to"}:
                return PersonSpan(first, last, begin, stop, index)
            return None
    return None


def _may_lead(tokens: Sequence[Token], index: int, words: PeopleWords) -> bool:
    token = tokens[index]
    if token.form.lower() in _INSIDE:
        return True
    if token.form == ".":
        return index > 0 and tokens[index - 1].end == token.start and tokens[index - 1].form[:1].isupper()
    if token.form.lower() in {"the", "to"}:
        return index > 0 and tokens[index - 1].form.lower() in {"of", "for", "ambassador", "envoy"}
    named = token.ent.endswith("PER") and not is_title(token, words) and not is_title(tokens[index + 1], words)
    fits = not named or (token.ent.startswith("B") and _is_owner(tokens, index))
    return fits and token.upos in ("NOUN", "PROPN", "ADJ")


def _is_owner(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].form.lower() == "of"


def _after(tokens: Sequence[Token], first: int, last: int, words: PeopleWords) -> PersonSpan | None:
    """Read the apposition "Name Surname, (a, the) … title (of, at, for …), "."""
    if last >= len(tokens) - 1 or tokens[last].form not in {",", "("}:
        return None
    post: int | None = None
    end = last + 1
    while end < len(tokens) and end - last < REACH:
        token = tokens[end]
        if token.form in _BREAKS or token.form == "," or token.form.lower() in _BREAKS:
            break
        if token.upos in ("AUX", "PRON", "CCONJ") or (token.upos == "VERB" and "VerbForm=Fin" in token.feats):
            break
        if post is None:
            if token.upos == "ADP" or token.ent.endswith("PER"):
                break
            if is_title(token, words) and not _title_goes_on(tokens, end, words):
                post = end
        end += 1
    return PersonSpan(first, last, last + 1, end, post) if post is not None else None


def _title_goes_on(tokens: Sequence[Token], index: int, words: PeopleWords) -> bool:
    return index + 1 < len(tokens) and is_title(tokens[index + 1], words)
