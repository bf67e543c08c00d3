"""Sayings set between commas: "Twelve died, officials said", "..., said Jane Roe, a nurse."

They are read from the order of words, since the name, the verb and the rest of the sentence are three clauses to most
parsers and are tied together in many ways.
"""

from __future__ import annotations

from histor.extract.attribution_draft import Draft, Speaker
from histor.extract.attribution_grammar import has_finite, runs
from histor.extract.attribution_place import Place
from histor.extract.attribution_speakers import Speakers
from histor.model import Token, WordRef
from histor.model.tree import base

_COMMAS = {",", "—", "–", "--", "-", "―"}
_CLOSERS = {*_COMMAS, ".", ";", ":"}
_QUOTES = {'"', "”", "''", "’"}
_NOMINAL = {"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PART", "ADV", "CCONJ", "SYM", "X"}
_RELATIVE = {"who", "which", "that", "whom", "what"}
_LONGEST = 25  # words of "the minister of foreign affairs of X, a lawyer"
_TAIL = 12  # words of "said in a statement on Monday"


def is_loose(at: Place) -> bool:
    """Tell whether a verb lacks a subject of its own, so that the words beside it know better than the tree."""
    return at.kid("nsubj") is None and base(at.verb.deprel) not in {"conj", "xcomp", "acl"}


def aside(at: Place, speakers: Speakers) -> Draft | None:
    """Read a name and a verb of saying between commas as a comment on the rest of the sentence."""
    stance = at.stance("clause")
    if stance is None or "VerbForm=Fin" not in at.verb.feats or at.kids("obj", "xcomp", "mark"):
        return None
    found = _before(at) or _behind(at)
    if found is None:
        return None
    name, left, right = found
    rest = _rest(at, left, right)
    head = _head(at, name)
    if head is None or not speakers.can_speak(at.tree, head) or not has_finite(rest):
        return None
    draft = at.draft(stance, "speech.parenthesis")
    draft.speakers = [Speaker(WordRef(at.index, head.id), at.tree.span_of(name))]
    draft.content = runs(at.tree, rest)
    return draft


def _before(at: Place) -> tuple[list[Token], int, int] | None:
    """Return the name before the verb, the id of its first word and of the last word of the aside."""
    last = at.verb.id - 1
    while last > 0 and _word(at, last).upos == "AUX":
        last -= 1
    first = _run_back(at, last)
    if first > last and last > 0 and _word(at, last).form == ",":  # "John Smith, a policeman, said"
        middle = _run_back(at, last - 1)
        if middle < last and middle > 2 and _word(at, middle - 1).form == ",":
            first = _run_back(at, middle - 2)
            first = first if first < middle - 1 else last + 1
    if first > last or first < 3 or _word(at, first - 1).form not in _COMMAS | _QUOTES:
        return None
    right = _right_edge(at)
    return None if right is None else ([_word(at, i) for i in range(first, last + 1)], first, right)


def _behind(at: Place) -> tuple[list[Token], int, int] | None:
    """Return the name behind the verb ("said Jane Roe"), the verb's id and the id of the name's last word."""
    tokens, right = at.tree.sentence.tokens, at.verb.id
    if at.kid("iobj") is not None:  # "told the press": who stands behind the verb hears
        return None
    if at.verb.id < 3 or _word(at, at.verb.id - 1).form not in _COMMAS | _QUOTES:
        return None
    while right < len(tokens) and tokens[right].upos in _NOMINAL and right - at.verb.id < _LONGEST:
        right += 1
    if right == at.verb.id or right >= len(tokens) or tokens[right].form not in _CLOSERS:
        return None
    return [_word(at, i) for i in range(at.verb.id + 1, right + 1)], at.verb.id, right


def _run_back(at: Place, last: int) -> int:
    """Return the id of the first word of the run of nominal words that ends here (``last + 1`` where there is none)."""
    first = last + 1
    while first > 1 and last - first < _LONGEST:
        word = _word(at, first - 1)
        hyphen = word.form in {"-", "–"} and first - 2 >= 1 and _word(at, first - 2).end == word.start
        inner = hyphen or word.form in {"(", ")"}
        nominal = word.upos in _NOMINAL or base(word.deprel) in {"compound", "amod", "flat"}
        if not inner and (not nominal or word.form.lower() in _RELATIVE):
            break
        first -= 1
    return first


def _right_edge(at: Place) -> int | None:
    """Return where the aside ends: at a mark behind verb and hearer, or with the sentence if no clause follows."""
    tokens, here = at.tree.sentence.tokens, at.verb.id
    hearer = at.kid("iobj")
    if hearer is not None:
        here = max(here, at.tree.subtree(hearer.id)[-1].id)
    if here < len(tokens) and tokens[here].form in _CLOSERS:
        return here
    tail = tokens[here:]
    short = 0 < len(tail) <= _TAIL and tail[0].upos in {"ADP", "ADV", "PROPN"}
    return len(tokens) if short and not has_finite(tail) else None


def _rest(at: Place, left: int, right: int) -> list[Token]:
    tokens = at.tree.sentence.tokens
    behind = tokens[right + 1 :] if right < len(tokens) and tokens[right].form in _COMMAS else ()
    return [*tokens[: left - 2], *(behind if has_finite(behind) else ())]


def _head(at: Place, name: list[Token]) -> Token | None:
    """Return the head of a name: its first noun that no other word of it governs."""
    ids = {tok.id for tok in name}
    nouns = [tok for tok in name if tok.upos in {"NOUN", "PROPN", "PRON"}]
    return next((tok for tok in nouns if tok.head not in ids or tok.head == tok.id), nouns[0] if nouns else None)


def _word(at: Place, ident: int) -> Token:
    return at.tree.token(ident)
