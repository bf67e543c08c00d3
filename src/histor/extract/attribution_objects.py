"""Sayings whose content is a noun phrase: condemning, denying, accusing, claiming a deed, naming, comparing, calling
for.

``about`` is the head noun of what is spoken of, so that a denial can be tied to what it denies.
"""

from __future__ import annotations

from itertools import pairwise

from histor.extract.attribution_draft import Draft
from histor.extract.attribution_grammar import below
from histor.extract.attribution_place import Place
from histor.model import Token, WordRef
from histor.model.tree import base

_CREDIT = {"responsibility", "credit"}
_BARE_NAMES = {"NOUN", "ADJ", "PROPN"}


def noun_object(at: Place) -> Draft | None:
    """Read "X condemned Y", "X denied Y", "X confirmed Y"; what the verb does as a mere deed is left out by list."""
    thing = at.kid("obj")
    if thing is None or at.kids("iobj"):
        return None
    stance = at.stance("object")
    if stance is None and thing.lemma.lower() in at.cues.nouns:
        stance = at.stance("object_claim")
    if stance is None and at.among(thing, at.cues.words("threats")):
        stance = at.stance("object_threat")
    if stance is None and (thing.upos == "NUM" or at.tree.children(thing.id, "nummod")):
        stance = at.stance("object_toll")
    reflexive = thing.upos == "PRON" and thing.form.lower().endswith(("self", "selves"))
    if stance is None or reflexive or at.among(thing, at.cues.not_said.get(at.lemma, frozenset())):
        return None
    return with_object(at, thing, stance)


def with_object(at: Place, thing: Token, stance: str) -> Draft:
    """Return a draft whose content is an object and the ``as``-phrase behind it ("as a violation")."""
    draft = at.draft(stance, "speech.object")
    more = [tok for tok in at.kids("obl", "advcl", "xcomp") if tok.id > thing.id and at.marked(tok, "as")]
    draft.content = at.spans(thing, *more)
    draft.about = at.about(thing)
    return draft


def responsibility(at: Place) -> Draft | None:
    """Read "claimed responsibility for Y", "took credit for Y" and "claimed the bombing"."""
    thing, stance = at.kid("obj"), at.stance("object_deed")
    if thing is None or stance is None:
        return None
    if thing.lemma.lower() not in _CREDIT:
        if at.lemma != "claim" or thing.upos != "NOUN" or at.among(thing, at.cues.not_said["claim"]):
            return None
        draft = with_object(at, thing, stance)
        draft.responsibility = at.among(thing, at.cues.words("deeds"))
        return draft
    draft = at.draft(stance, "speech.responsibility", thing)
    draft.responsibility = True
    rows = [*at.tree.children(thing.id, "nmod", "acl"), *at.kids("obl", "advcl")]
    deed = next((tok for tok in rows if at.marked(tok, "for", "of")), None)
    if deed is None and at.verb.deprel == "acl:relcl" and _follows_for_which(at):
        draft.content, draft.about = [at.tree.phrase(at.verb.head)], WordRef(at.index, at.verb.head)
    elif deed is None:
        draft.content = at.spans(thing)
    elif at.is_relative(deed):
        draft.content, draft.about = at.spans(deed), at.about(deed)
    else:
        inner = below(at.tree, deed)
        draft.content = at.runs(tok for tok in inner if tok.head != deed.id or tok.deprel not in {"case", "mark"})
        draft.about = WordRef(at.index, deed.id)
    return draft


def _follows_for_which(at: Place) -> bool:
    """Tell whether "for which" stands between the noun and its clause, however it was tied."""
    words = [tok.form.lower() for tok in at.tree.sentence.tokens[at.verb.head : at.verb.id - 1]]
    return ("for", "which") in pairwise(words)


def accusing(at: Place) -> Draft | None:
    """Read "X accused Y of Z", "X blamed Y for Z", "X criticised Y for Z"."""
    stance, accused = at.stance("accuse"), at.kid("obj")
    if stance is None or accused is None:
        return None
    rows = [*at.kids("obl", "advcl", "xcomp"), *at.tree.children(accused.id, "nmod", "acl")]
    if at.of_verb("hold"):
        rows += at.tree.children(accused.id, "amod")
        deeds = [tok for tok in rows if tok.id > accused.id and tok.lemma in {"responsible", "accountable", "liable"}]
    else:
        words = {"suspect": ("of",), "blame": ("for", "on"), "charge": ("with",)}.get(at.lemma, ("of", "for"))
        deeds = [tok for tok in rows if tok.id > accused.id and at.marked(tok, *words)]
    plain = at.of_verb("accuse", "blame")
    if (not deeds and not plain) or (stance == "condemns" and at.among(accused, at.cues.words("mute"))):
        return None
    draft = at.draft(stance, "speech.accuse")
    draft.content = at.spans(accused, *deeds)
    draft.about = at.about(accused)
    return draft


def naming(at: Place) -> Draft | None:
    """Read "X called Y a Z" and "X described Y as Z"; a word of blame in the name makes it a condemnation."""
    stance = at.stance("naming")
    if stance is None:
        return None
    named = at.kid("obj")
    name = _name(at, named, stance)
    if name is None and named is not None and _is_free_relative(at):
        draft = at.draft(stance, "speech.naming")
        draft.content = at.spans(named)
        return draft
    if name is None or (named is None and base(at.verb.deprel) != "acl" and at.tree.child(name.id, "nsubj") is None):
        return None
    draft = at.draft(stance, "speech.naming")
    draft.content = at.spans(*([named] if named else []), name)
    draft.about = at.about(named) if named else None
    if any(tok.lemma.lower() in at.cues.words("blaming") for tok in below(at.tree, name)):
        draft.stance = "condemns"
    return draft


def _is_free_relative(at: Place) -> bool:
    """Tell whether the verb stands in "what X called Y", where its object is the name itself."""
    first = max(0, at.tree.subtree(at.verb.id)[0].id - 2)
    return any(tok.form.lower() == "what" for tok in at.tree.sentence.tokens[first : at.verb.id - 1])


def _name(at: Place, named: Token | None, stance: str) -> Token | None:
    rows = at.kids("xcomp", "obl", "advcl", "ccomp")
    rows += at.tree.children(named.id, "nmod", "acl") if named else []
    with_as = next((tok for tok in rows if at.marked(tok, "as") and at.tree.child(tok.id, "nsubj") is None), None)
    if with_as is not None or stance == "condemns" or at.of_verb("see", "view", "regard", "cite", "hail", "describe"):
        return with_as
    bare = [tok for tok in rows if base(tok.deprel) == "xcomp" and tok.upos in _BARE_NAMES]
    return next((tok for tok in bare if not at.tree.children(tok.id, "case", "mark")), None)


def compare(at: Place) -> Draft | None:
    """Read "X compared Y to Z"."""
    stance, thing = at.stance("compare"), at.kid("obj")
    if stance is None or thing is None:
        return None
    rows = [*at.kids("obl"), *at.tree.children(thing.id, "nmod")]
    other = next((tok for tok in rows if tok.id > thing.id and at.tree.case(tok.id) in {"to", "with"}), None)
    if other is None:
        return None
    draft = at.draft(stance, "speech.compare")
    draft.content, draft.about = at.spans(thing, other), at.about(thing)
    return draft


def sizing(at: Place) -> Draft | None:
    """Read "X put the toll at 34" as an estimate."""
    stance, thing = at.stance("sizing"), at.kid("obj")
    if stance is None or thing is None:
        return _resizing(at)
    size = _size(at, thing, "at")
    if size is None:
        return None
    draft = at.draft(stance, "speech.sizing")
    draft.content, draft.about = at.spans(thing, size), at.about(thing)
    return draft


def _resizing(at: Place) -> Draft | None:
    """Read "X raised its toll to 34": whoever changes a figure of his own tells the new one."""
    stance = at.stance("resizing")
    phrases = at.kids("obj", "obl") if stance is not None else []
    known = at.cues.words("figure_sources", "figures") | at.cues.words("figure_sources", "harmed")
    rows = [*phrases, *(tok for row in phrases for tok in at.tree.children(row.id, "appos"))]
    thing = next((tok for tok in rows if tok.lemma.lower() in known and _is_own(at, tok)), None)
    size = _size(at, thing, "to") if thing is not None else None
    if stance is None or thing is None or size is None:
        return None
    draft = at.draft(stance, "speech.sizing")
    draft.content = at.spans(*sorted((thing, size), key=lambda tok: tok.id))
    return draft


def _is_own(at: Place, thing: Token) -> bool:
    return any(tok.upos == "PRON" for tok in at.tree.children(thing.id, "nmod:poss"))


def _size(at: Place, thing: Token, mark: str) -> Token | None:
    """Return the number behind a preposition that a figure is put at."""
    rows = [*at.kids("obl"), *at.tree.children(thing.id, "nmod")]
    return next((tok for tok in rows if at.tree.case(tok.id) == mark and _has_number(at, tok)), None)


def _has_number(at: Place, token: Token) -> bool:
    return any(tok.upos == "NUM" for tok in below(at.tree, token))


def prepositional(at: Place) -> Draft | None:
    """Read "X called for Y", "X warned of Y", "X boasted about Y"."""
    stance, wanted = at.stance("prepositional"), at.cues.prepositions.get(at.lemma)
    if stance is None or wanted is None or at.kids("ccomp"):
        return None
    for phrase in at.kids("obl", "advcl", "xcomp", "obj", "dep"):
        marks = at.tree.children(phrase.id, "case", "mark")
        if marks and marks[0].form.lower() in {words.split()[0] for words in wanted} and marks[0].id > at.verb.id:
            gap = at.tree.sentence.tokens[at.verb.id : marks[0].id - 1]
            near = len(gap) < 2 and all(tok.upos not in _BARE_NAMES | {"PRON"} for tok in gap)
            draft = at.draft(stance, "speech.preposition", *(marks[:1] if near else []))
            draft.content = at.runs(tok for tok in below(at.tree, phrase) if tok.id != marks[0].id)
            draft.about = at.about(phrase)
            return draft
    return None
