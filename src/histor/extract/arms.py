"""What a deed was done with: compounds, objects of firing, lists after *using*; and words that only look like names."""

from __future__ import annotations

import re

from histor.extract import roles
from histor.extract.deed_words import is_word
from histor.extract.kinds import Kinds
from histor.model import Span, Token
from histor.model.tree import Tree, base

_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,4}-\d{1,4}[A-Z]{0,2}s?\b")


def is_designation(tree: Tree, token: Token) -> bool:
    """Tell whether a word begins or ends a type designation (F-16, T-72), which never acts."""
    first = tree.child(token.id, "compound", "flat")
    whole = first is not None and token.form[:1].isdigit() and bool(_DESIGNATION.match(_run(tree, first)))
    return whole or bool(_DESIGNATION.match(_run(tree, token)))


def weapons(tree: Tree, words: tuple[Token, Token, Token], kinds: Kinds, fired: bool) -> tuple[Span, ...]:
    """Return what the deed was done with: compounds, what was ``fired``, and lists after *using* or *with*.

    ``words`` are the deed's trigger, what carries it and the verb that frames it.
    """
    found: list[Token] = [t for t in tree.children(words[0].id, "compound") if kinds.has(t, "weapon")]
    if fired:
        found.extend(t for t in roles.objects(tree, words[0])
                     if kinds.phrase_has(tree, t, "weapon") and not kinds.has(t, "measure") and len(t.form) > 1)
    if is_word(words[0], "uses"):
        found.extend(_listed(tree, words[0], kinds))
    found.extend(_struck(tree, words[0], kinds))
    for word in dict.fromkeys(words):
        found.extend(_told_with(tree, word, kinds, ("with", "by", "from", "of")))
        doers = tree.children(word.id, "nsubj") if word.upos == "VERB" else []
        found.extend(t for doer in doers if kinds.has(doer, "unit") or kinds.has(doer, "force")
                     for t in tree.children(doer.id, "compound") if kinds.has(t, "weapon"))
        for verb in [verb for held in (word, *doers) for verb in tree.children(held.id, "advcl", "acl")]:
            if is_word(verb, "uses") or verb.lemma.lower() == "involve":
                found.extend(_listed(tree, verb, kinds))
            elif is_word(verb, "means"):
                held = roles.obliques(tree, verb, ("with", "by"))
                found.extend(t for t in held if _is_weapon(tree, t, kinds) or kinds.has(t, "vehicle"))
    return tuple(sorted({named(tree, tok) for tok in found}))


def is_used(tree: Tree, verb: Token, token: Token, kinds: Kinds) -> bool:
    """Tell whether an object is what a deed was done with: the army *used rockets*."""
    return is_word(verb, "uses") and kinds.phrase_has(tree, token, "weapon")


def _told_with(tree: Tree, word: Token, kinds: Kinds, preps: tuple[str, ...]) -> list[Token]:
    """Return the weapons that a word's phrases name: *with* clubs, *by* artillery fire, *with the use of* rockets."""
    found: list[Token] = []
    for noun in roles.obliques(tree, word, preps):
        if is_word(noun, "use"):
            used = [t for t in tree.children(noun.id, "nmod") if tree.case(t.id) == "of"]
            found.extend(t for one in used for t in tree.conjuncts(one.id) if _is_weapon(tree, t, kinds))
        elif kinds.has(noun, "attack_noun"):
            held = [t for one in tree.children(noun.id, "compound", "amod") for t in tree.conjuncts(one.id)]
            found.extend(t for t in held if kinds.has(t, "weapon") and not kinds.has(t, "attack_noun"))
        elif _is_weapon(tree, noun, kinds):
            found.append(noun)
    return found


def _struck(tree: Tree, deed: Token, kinds: Kinds) -> list[Token]:
    """Return weapons and craft that are told as doing the deed themselves: *rockets* hit it, *a drone* struck."""
    if deed.upos != "VERB":
        return []
    subjects = [t for one in tree.children(deed.id, "nsubj") if one.deprel == "nsubj" for t in tree.conjuncts(one.id)]
    return [t for t in subjects if not kinds.has(t, "attack_noun") and (kinds.has(t, "weapon") or (
            kinds.has(t, "vehicle") and not kinds.has(t, "unit")) or is_designation(tree, t))]


def named(tree: Tree, tok: Token) -> Span:
    """Return a weapon's words: its head, the near modifiers that name it, and what is joined to it by a hyphen."""
    tokens = tree.sentence.tokens
    first = last = tok.id
    while first > 1 and tok.id - first < 4 and _names(tokens[first - 2], tokens[first - 1], range(first, tok.id + 1)):
        first -= 1
    while last < len(tokens) and tokens[last].start == tokens[last - 1].end and tokens[last].form not in ",.;:)”\"":
        last += 1
    while first < tok.id and tokens[first - 1].upos == "PUNCT":
        first += 1
    return Span(tokens[first - 1].start, tokens[last - 1].end)


def _names(left: Token, right: Token, inside: range) -> bool:
    """Tell whether the word to the left still names the weapon: a compound, a name, a plain adjective, a hyphen.

    Whose it is does not: *Iranian* missiles are missiles; nor does what names who has it: *army artillery* units.
    """
    if left.ent.endswith("NORP"):
        return False
    if left.end == right.start:
        return left.form in "-–" or right.form in "-–"
    if left.head not in inside:
        return False
    return base(left.deprel) in {"compound", "flat"} or (left.upos in {"ADJ", "VERB", "NOUN"} and left.deprel == "amod")


def _is_weapon(tree: Tree, token: Token, kinds: Kinds) -> bool:
    return kinds.phrase_has(tree, token, "arms") and not kinds.has(token, "attack_noun")


def _listed(tree: Tree, verb: Token, kinds: Kinds) -> list[Token]:
    """Return the weapons listed after *using*: read word by word up to whom they were used on.

    A long list is where trees break, so the list is taken by position: nouns for weapons, type designations
    (F-16s, T-72, JF-17), and the names that follow *like* and *such as*.
    """
    found: list[Token] = []
    after_like = False
    for tok in tree.sentence.tokens[verb.id :]:
        low = tok.form.lower()
        if low in {"against", "in", "at", "on", "while", "after", "before"} and tok.upos in {"ADP", "SCONJ"}:
            break
        plain = kinds.has(tok, "weapon") and tok.upos == "NOUN" and base(tok.deprel) != "compound"
        named = after_like and tok.upos == "PROPN" and tok.deprel != "compound"
        if plain or named or _DESIGNATION.match(_run(tree, tok)):
            found.append(tok)
        after_like = low in {"like", "as"} or (after_like and low not in {",", "and"})
    return found


def _run(tree: Tree, tok: Token) -> str:
    """Return the letters, hyphens and digits written in one piece from a word on: F-16s."""
    tokens, last = tree.sentence.tokens, tok.id
    if tok.id > 1 and tokens[tok.id - 2].end == tok.start and tokens[tok.id - 2].form in "-–":
        return ""
    while last < len(tokens) and tokens[last].start == tokens[last - 1].end and last - tok.id < 4:
        last += 1
    return "".join(t.form for t in tokens[tok.id - 1 : last])
