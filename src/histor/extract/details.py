"""The smaller fields of an event: modifiers as roles, weapons, counts, codename, spans.

Kept apart from the finder so that each question is one function that can be read and tested alone.
"""

from __future__ import annotations

from histor.extract import roles
from histor.extract.constructions import Construction
from histor.extract.deed_words import is_word
from histor.extract.kinds import Kinds
from histor.extract.numbers import number_of
from histor.model import Sentence, Span, Token
from histor.model.tree import POINTING, Tree, base

#: Longest evidence in characters; a longer sentence is cut to the clause, since evidence that long points at nothing.
LONGEST_EVIDENCE = 600


def modifiers(
    tree: Tree, holder: Token, noun: Token, made: Construction, kinds: Kinds
) -> tuple[list[Token], list[Token]]:
    """Return who acts and who is acted upon by the modifiers of a deed's name: *Iranian* strikes, strikes *by* X."""
    actors: list[Token] = []
    targets: list[Token] = []
    undergoes = "of" in made.target and made.mode in {"kill", "assassinate", "execute", "arrest", "seize", "release"}
    for tok in tree.children(holder.id):
        case = tree.case(tok.id)
        if tok.deprel == "nmod:poss" and not is_word(tok, "times"):
            (targets if undergoes else actors).extend(roles.heads(tree, tok))
        elif base(tok.deprel) == "amod" and kinds.is_people(tok):
            actors.extend(t for t in tree.conjuncts(tok.id) if kinds.is_people(t))
        elif tok.deprel == "compound" and (_can_act(tok, kinds) or _strikes(tree, holder, tok, kinds)):
            actors.append(tok)
        elif base(tok.deprel) in {"nmod", "obl"} and case == "by":
            actors.extend(roles.heads(tree, tok))
        elif tok.deprel in {"amod", "compound"} and kinds.has(tok, "civilian") and undergoes:
            targets.append(tok)
    return actors, targets


def _strikes(tree: Tree, deed: Token, tok: Token, kinds: Kinds) -> bool:
    """Tell whether a land before a deed's name is whose deed it is, since another is told as struck."""
    return kinds.is_land(tree, tok) and bool(roles.obliques(tree, deed, ("on", "against")))


def _can_act(tok: Token, kinds: Kinds) -> bool:
    """Tell whether a word before a deed's name is whose deed it is; an *embassy attack* is one on an embassy."""
    named = tok.ent.endswith("ORG") or kinds.is_people(tok)
    return named or kinds.has(tok, "fighter") or kinds.has(tok, "striking")


def acting_through(tree: Tree, carrier: Token) -> list[Token]:
    """Return who acts where the deed's name is a participial or prepositional means: *responded with* an attack."""
    carrier = tree.first_conjunct(carrier)
    parent = tree.parent(carrier)
    if parent is None or parent.upos != "VERB" or base(carrier.deprel) != "obl":
        return []
    case = tree.case(carrier.id)
    if is_word(parent, "blaming") and case in {"of", "for", "with"}:
        return roles.objects(tree, parent)
    if case in {"in", "to"} and is_word(parent, "taking_part"):
        return roles.subject(tree, parent)
    if case == "with" and is_word(parent, "answering"):
        return roles.subject(tree, parent)
    return []


def owners(tree: Tree, thing: Token, kinds: Kinds) -> list[Token]:
    """Return whose a weapon, craft or deed is: *Omani* aircraft, *the army's* guns, rockets *launched by* the group."""
    near = [each for tok in tree.children(thing.id, "amod", "compound") for each in tree.conjuncts(tok.id)]
    found = [tok for tok in near if kinds.is_people(tok) or tok.ent.endswith("ORG") or kinds.has(tok, "institution")]
    found += [tok for tok in tree.children(thing.id, "nmod:poss") if not is_word(tok, "times")]
    agents = [roles.by_agent(tree, verb) for verb in tree.children(thing.id, "acl")]
    agents += [tok for tok in tree.children(thing.id, "nmod") if tree.case(tok.id) == "by"]
    return found + [head for agent in agents for head in roles.heads(tree, agent)]


def cores(tree: Tree, token: Token, kinds: Kinds) -> list[Token]:
    """Return whom a counting head or a head of membership stands for.

    *A group of* saboteurs are the saboteurs; fighters *of* two fronts are both fronts.
    """
    inner = next((t for t in tree.children(token.id, "nmod") if tree.case(t.id) == "of"), None)
    if inner is None or token.ent != "O":
        return [token]
    if kinds.has(token, "collective") and (kinds.has(inner, "person") or kinds.has(inner, "force")):
        return [inner]
    several = roles.heads(tree, inner)
    named = all(head.upos == "PROPN" for head in several)
    parts = kinds.has(token, "fighter") or token.lemma.lower() == "member" or kinds.has(token, "part_of_place")
    if len(several) > 1 and named and parts:
        return several
    return [token]


def beside(tree: Tree, holder: Token, preps: tuple[str, ...]) -> list[Token]:
    """Return what stands right behind a deed's name as its target though the tree hangs it on the verb above.

    In "condemned the strike on the port" nobody condemns on the port.
    """
    behind = tree.sentence.tokens[holder.id : holder.id + 1]
    if base(holder.deprel) != "obj" or not behind or behind[0].form.lower() not in {"on", "against"} & {*preps}:
        return []
    noun = tree.parent(behind[0])
    hung = noun is not None and noun.head == holder.head and base(noun.deprel) == "obl"
    return roles.heads(tree, noun) if hung else []


def directed(tree: Tree, holder: Token) -> list[Token]:
    """Return whom a deed's name or its means is directed at by a participle: missiles *directed at* the port."""
    found: list[Token] = []
    for word in [holder, *tree.children(holder.id, "nmod")]:
        for verb in tree.children(word.id, "acl"):
            if is_word(verb, "directing"):
                found.extend(roles.obliques(tree, verb, ("at", "against", "toward", "towards", "on", "into")))
    return found


def through_weapon(tree: Tree, verb: Token) -> list[Token]:
    """Return whom what was fired harmed: *a shell fired by the gunners* killed two and injured ten citizens."""
    fired = tree.parent(verb)
    above = tree.parent(fired) if fired is not None else None
    if fired is None or above is None or base(verb.deprel) != "acl" or fired.deprel != "nsubj":
        return []
    harms = [tok for tok in tree.conjuncts(above.id) if is_word(tok, "harm")]
    return [head for harm in harms for head in roles.objects(tree, harm) if head.upos != "NUM"]


def fallen_in(tree: Tree, clash: Token) -> list[Token]:
    """Return who fell in a clash, where the other side is told: two guards *were killed in a clash with* smugglers."""
    verb = tree.parent(clash)
    if verb is None or base(clash.deprel) != "obl" or tree.case(clash.id) not in {"in", "during"}:
        return []
    if not roles.obliques(tree, clash, ("with",)):
        return []
    if is_word(verb, "harm"):
        return roles.objects(tree, verb)
    return roles.subject(tree, verb) if is_word(verb, "falling") else []


def carried_out_by(tree: Tree, holder: Token, kinds: Kinds) -> list[Token]:
    """Return who carried a deed out, told by a participle at its name: a raid *carried out by* two battalions."""
    found: list[Token] = []
    for verb in tree.children(holder.id, "acl"):
        if kinds.has(verb, "light") and (agent := roles.by_agent(tree, verb)) is not None:
            found.extend(roles.heads(tree, agent))
    return found


def through_means(tree: Tree, holders: list[Token]) -> list[Token]:
    """Return whom the means were turned on: *using* drones and rockets *against* seven positions."""
    found: list[Token] = []
    for holder in holders:
        for verb in tree.children(holder.id, "advcl", "acl"):
            if is_word(verb, "turned"):
                below = tree.subtree(verb.id, lambda t: t.upos == "VERB")
                found.extend(h for t in below if tree.case(t.id) == "against" for h in roles.heads(tree, t))
    return found


def is_definite(tree: Tree, noun: Token, bare: bool = False) -> bool:
    """Tell whether a deed's name refers back: the, this, that, these, such, its, or a possessor.

    With ``bare``, a plural without article as a clause's subject ("Airstrikes left the city dark") counts too: it
    names a deed in order to say something else of it.
    """
    words = {tok.form.lower() for tok in tree.children(noun.id, "det", "nmod:poss", "amod")}
    if words & (POINTING | {"such", "its", "their", "his", "her", "both"}):
        return True
    if tree.children(noun.id, "nmod:poss"):
        return True
    return bare and noun.deprel == "nsubj" and not words & {"a", "an", "another", "several", "more", "new"}


def has_time(tree: Tree, word: Token) -> bool:
    """Tell whether a date stands directly at a word."""
    for tok in tree.children(word.id, "obl", "nmod", "compound", "nummod", "amod", "advmod"):
        if is_word(tok, "times") or (tok.form.isdigit() and len(tok.form) == 4):
            return True
    return False


def split_targets(tree: Tree, targets: list[Token]) -> tuple[list[Token], list[Token]]:
    """Part whom a deed befell from whom it was aimed at: *seven targets of the group* names an aim, not a hit."""
    real: list[Token] = []
    aimed: list[Token] = []
    for tok in targets:
        owners = [t for t in tree.children(tok.id, "nmod") if tree.case(t.id) == "of"]
        if is_word(tok, "aims") and owners:
            aimed.extend(head for owner in owners for head in roles.heads(tree, owner))
        elif _is_somebody(tree, tok) if tok.upos == "NUM" else not _is_none(tok):
            real.append(tok)
    return real, aimed


def befalls(token: Token, kind: str, kinds: Kinds) -> bool:
    """Tell whether a deed of a type can befall what a word names: no manner and no time, no shell that was fired."""
    thrown = kind == "ASSAULT" and kinds.has(token, "projectile")
    return not thrown and not _is_none(token)


def _is_none(token: Token) -> bool:
    """Tell whether a word tells how or when: on a regular *basis*; but the *bases* of an army are struck."""
    return (is_word(token, "no_targets") or is_word(token, "times")) and token.form.lower() != "bases"


def _is_somebody(tree: Tree, number: Token) -> bool:
    """Tell whether a bare number stands for people: two *of them*, the *six* were shot; not at *2* am."""
    return bool(tree.children(number.id, "nmod", "det")) or base(number.deprel) in {"nsubj", "obj"}


def trigger_span(tree: Tree, trigger: Token, carrier: Token, light: Token | None) -> Span:
    """Return the words that tell the deed, from its name to what carries it."""
    words = [trigger, carrier] + [tok for tok in tree.children(trigger.id, "compound", "amod") if tok.id < trigger.id]
    span = tree.span_of(sorted(set(words), key=lambda tok: tok.id))
    span = Span(span.start, _hyphenated(tree, span.end))
    return span if light is None or light.id > trigger.id else Span(light.start, span.end)


def _hyphenated(tree: Tree, end: int) -> int:
    """Return where a word ends that the tokens cut at its hyphens: *de-escalate*, *sign-off*."""
    for tok in tree.sentence.tokens:
        if tok.start == end and (tok.form in "-‐‑" or tree.sentence.tokens[tok.id - 2].form in "-‐‑"):
            end = tok.end
    return end


def evidence(tree: Tree, frame: Token) -> Span:
    """Return the sentence, or the clause where the sentence is too long to point at."""
    sentence = tree.sentence
    if sentence.end - sentence.start <= LONGEST_EVIDENCE:
        return Span(sentence.start, sentence.end)
    span = tree.span(frame.id)
    return span if span.end - span.start <= LONGEST_EVIDENCE else Span(span.start, span.start + LONGEST_EVIDENCE)


def counts(
    tree: Tree, trigger: Token, carrier: Token, frame: Token, kinds: Kinds
) -> tuple[tuple[str, int, int, str], ...]:
    """Return counted means and aims (fifteen missiles, seven targets) as (what, low, high, unit)."""
    near = [tok for word in {trigger.id, carrier.id, frame.id} for tok in tree.subtree(word, _other_clause)]
    found = []
    for tok in near:
        if tok.upos == "NUM" and base(tok.deprel) == "nummod":
            head = tree.parent(tok)
            value = number_of(tok.form)
            if head is None or value is None or kinds.has(head, "person") or _is_dated(tree, head):
                continue
            if kinds.has(head, "weapon") or kinds.has(head, "vehicle") or is_word(head, "aims"):
                found.append((head.lemma.lower(), value, value, ""))
            elif is_word(head, "distances"):
                found.append(("distance", value, value, head.lemma.lower()))
    return tuple(dict.fromkeys(found))


def _is_dated(tree: Tree, noun: Token) -> bool:
    return any(is_word(tok, "times") for tok in [noun, *tree.children(noun.id, "compound", "nmod")])


def _other_clause(tok: Token) -> bool:
    return base(tok.deprel) in {"advcl", "ccomp", "parataxis", "conj"} and tok.upos == "VERB"


def codename(sentence: Sentence, tree: Tree, frame: Token) -> Span | None:
    """Return the codename told in the deed's clause: *Operation* and the capitalised words that follow."""
    for index, tok in enumerate(sentence.tokens):
        if tok.form != "Operation":
            continue
        end = index
        while end + 1 < len(sentence.tokens) and _continues(sentence, end + 1):
            end += 1
        while end > index and not sentence.tokens[end].form[0].isupper():
            end -= 1
        inside = any(above.id == frame.id for above in [tok, *tree.ancestors(tok)])
        if end > index and inside:
            return Span(tok.start, sentence.tokens[end].end)
    return None


def is_named_operation(tree: Tree, noun: Token) -> bool:
    """Tell whether a word is the head of an operation's name: *Gate* in Operation Iron Gate."""
    return noun.upos == "PROPN" and any(t.form == "Operation" for t in tree.children(noun.id, "compound", "flat"))


def _continues(sentence: Sentence, index: int) -> bool:
    tok = sentence.tokens[index]
    return tok.form[0].isupper() or tok.form.lower() in {"of", "the", "and", "for", "'s", "-", "–"}
