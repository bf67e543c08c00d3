"""Whom a deed is done to, of the phrases that stand where its target stands.

Words are said to somebody: who *condemns the raid* condemns whoever made it, and who *rejects the demand of the rebels*
turns the rebels down. So where a thing stands in the target's place of such a deed, those to whom the thing belongs are
meant; where nobody is told, the target stays empty. Nor is what one strikes with, or sends out, what is struck.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from histor.extract import arms, details, roles
from histor.extract.kinds import Kinds
from histor.model import Token
from histor.model.tree import Tree, base

#: Deeds between parties: what is done is said, given, agreed or withheld, and it is somebody to whom it is done.
BETWEEN = frozenset("ACCUSE AGREE AID CONCEDE CONSULT COOPERATE REJECT REQUEST SANCTION SUPPORT THREATEN".split())
_PEOPLE = ("PER", "ORG", "NORP")
#: Classes of deeds and sayings.
_STANDING_FOR = ("deed", "charge", "proposal")
#: Pronouns that single nobody out.
_ANY = frozenset("anybody anyone anything everything nobody none nothing something what whatever whoever".split())
_TOWARDS = ("to", "upon", "on")


def verb_targets(tree: Tree, verb: Token, kind: str, places: Sequence[str], kinds: Kinds) -> list[Token]:
    """Return whom a verb's deed is done to: the first of its phrases, in the order of likelihood, that can be it.

    ``places`` are where the target stands: ``obj`` or prepositions.
    """
    standing: list[Token] = []
    for found in _candidates(tree, verb, kind, places, kinds):
        told = [tok for tok in found if not (roles.is_when(tree, tok) or kinds.has(tok, "measure") or _is_any(tok))]
        told = [tok for tok in told if not _is_manner(tree, tok, kinds)]
        whom = sufferers(tree, told, kind, kinds)
        if whom and not all(stands_in(tok, kinds) for tok in whom):
            return whom
        standing = standing or whom  # one demands *of the king* the release of the men: the king is asked
    return standing


def _candidates(tree: Tree, verb: Token, kind: str, places: Sequence[str], kinds: Kinds) -> Iterator[list[Token]]:
    """Yield phrase after phrase; one to whom something is given or told comes before what is given or told."""
    preps = tuple(p for p in places if p != "obj")
    things = roles.objects(tree, verb)
    if kind in BETWEEN:
        yield [head for tok in tree.children(verb.id, "iobj") for head in roles.heads(tree, tok)]
    if "obj" in places:
        yield [tok for tok in things if not (arms.is_used(tree, verb, tok, kinds) or _is_means(tok, kind, kinds))]
    yield [tok for holder in [verb, *things] for tok in roles.obliques(tree, holder, preps)]
    if kind in BETWEEN and "obj" in places:
        yield roles.obliques(tree, verb, _TOWARDS)


def _is_any(token: Token) -> bool:
    """Tell whether a pronoun means nobody in particular: *anyone* in trousers, *whatever* ran."""
    return token.upos == "PRON" and token.form.lower() in _ANY


def _is_means(token: Token, kind: str, kinds: Kinds) -> bool:
    """Tell whether an object is sent out and not struck: troops that are mobilised, whoever is sent with them."""
    return kind == "MOBILIZE" and (kinds.has(token, "troops") or kinds.has(token, "vehicle"))


def _is_manner(tree: Tree, token: Token, kinds: Kinds) -> bool:
    """Tell whether a phrase with *with* tells how and not whom: they fought with great courage."""
    return tree.case(token.id) == "with" and not kinds.phrase_has(tree, token, "actor")


def sufferers(tree: Tree, tokens: list[Token], kind: str, kinds: Kinds) -> list[Token]:
    """Return whom a deed of a type is done to; for a thing, whose it is or who made it."""
    if kind not in BETWEEN:
        return tokens
    found: dict[int, Token] = {}
    for token in tokens:
        somebody = [token] if is_somebody(tree, token, kinds) else behind(tree, token, kinds)
        for whom in somebody or ([token] if stands_in(token, kinds) else []):
            found[whom.id] = whom
    return list(found.values())


def is_somebody(tree: Tree, token: Token, kinds: Kinds) -> bool:
    """Tell whether a phrase can be spoken to: people, bodies, lands, names that are not names of things."""
    if token.ent.endswith(_PEOPLE):
        return True
    if stands_in(token, kinds) or (token.upos == "NOUN" and kinds.has(token, "abstract")):
        return False
    return kinds.phrase_has(tree, token, "actor")


def stands_in(token: Token, kinds: Kinds) -> bool:
    """Tell whether a noun names a deed or a saying, which can stand for whose it is: *the strikes*, *the claim*."""
    return token.upos == "NOUN" and any(kinds.has(token, name) for name in _STANDING_FOR)


def behind(tree: Tree, thing: Token, kinds: Kinds) -> list[Token]:
    """Return who stands behind a thing: its owner, its doer, the people that it is named after; no pronouns.

    Not whom it was done to: who condemns *the murder of three nurses* condemns no nurse.
    """
    undergone = kinds.has(thing, "undergone") or (thing.upos == "NOUN" and thing.form.lower().endswith("ing"))
    cases = {"by", "from"} if undergone or base(thing.deprel) == "nmod" else {"by", "from", "of"}
    found = [tok for tok in details.owners(tree, thing, kinds) if tok.upos != "PRON"]
    if not kinds.has(thing, "deed"):  # *U.S.* requests are made by a land; a *Kabul* bombing is not
        found += [tok for tok in tree.children(thing.id, "compound") if tok.ent.endswith("LOC")]
    for tok in tree.children(thing.id, "nmod"):
        if tree.case(tok.id) in cases and not roles.is_when(tree, tok):
            found += [head for head in roles.heads(tree, tok) if is_somebody(tree, head, kinds)]
    return found
