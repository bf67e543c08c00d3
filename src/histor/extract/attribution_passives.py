"""Sayings in the passive: "Y was condemned by X", "Y was said to Z", "it was reported that Y".

Without an agent the speaker is unknown, which is told (``hedge``) and never guessed.
"""

from __future__ import annotations

from histor.extract.attribution_draft import Draft, Speaker
from histor.extract.attribution_grammar import agent, below, subject
from histor.extract.attribution_place import Place
from histor.extract.attribution_speakers import Speakers
from histor.model import Span, Token
from histor.model.tree import base

_CLAUSES = ("ccomp", "xcomp", "csubj")


def passive(at: Place, speakers: Speakers) -> Draft | None:
    """Read a passive verb of saying with its agent or without."""
    by = agent(at.tree, at.verb) or _agent_within(at)
    names = speakers.of(at.index, at.tree, by)
    hearer = at.kid("nsubj:pass")
    if hearer is not None and speakers.is_nobody(at.tree, hearer):
        return None
    stance = _stance(at, bool(names))
    patient = hearer or (at.tree.parent(at.verb) if at.verb.deprel == "acl" else None)
    if patient is not None and at.among(patient, at.cues.not_said.get(at.lemma, frozenset())):
        return None  # "a valley claimed by both"
    if stance is None or (by is not None and not names) or not (names or _tells(at)):
        return None
    draft = at.draft(stance, "speech.passive")
    if by is not None and (strays := _strayed(at, by)):
        end = at.tree.subtree(strays[0].id)[0].start
        names = [Speaker(name.word, _before(at, name.span, end)) for name in names]
    draft.speakers, draft.hedge = names or [Speaker(None, None)], not names
    draft.content = _content(at, by)
    if at.stance("naming") and any(tok.lemma in at.cues.words("blaming") for tok in _named(at)):
        draft.stance = stance = "condemns"
    if patient is not None and stance in {"condemns", "denies", "accuses"}:
        draft.about = at.about(patient)
    draft.responsibility = _is_credit(at)
    return draft


def _stance(at: Place, named: bool) -> str | None:
    frames = ["passive"]
    if at.of_verb("accuse", "blame"):
        frames.append("accuse")
    if named:
        frames += ["object", "object_claim"] + (["object_deed"] if _is_credit(at) else [])
        frames += ["clause"] if at.kid("ccomp") else []
        frames += ["command", "naming"] if at.kid("xcomp") else []
        frames += ["naming"] if any(at.marked(tok, "as") for tok in at.kids("obl", "advcl")) else []
    return at.stance(*frames)


def _named(at: Place) -> list[Token]:
    heads = [tok for tok in at.kids("obl", "advcl", "xcomp") if at.marked(tok, "as") or base(tok.deprel) == "xcomp"]
    return [tok for head in heads for tok in below(at.tree, head)]


def _agent_within(at: Place) -> Token | None:
    """Return the ``by``-phrase of "was labelled as a crime by X" where the parser tied it to the name."""
    for head in at.kids("obl", "xcomp"):
        if at.marked(head, "as"):
            return next((tok for tok in at.tree.children(head.id, "nmod") if at.tree.case(tok.id) == "by"), None)
    return None


def _strayed(at: Place, by: Token | None) -> list[Token]:
    """Return the charge of "was accused by X of doing Y" where the parser tied it to X."""
    if by is None or not at.of_verb("accuse", "suspect", "blame"):
        return []
    return [tok for tok in at.tree.children(by.id, "nmod", "acl") if tok.upos == "VERB" and at.marked(tok, "of", "for")]


def _before(at: Place, span: Span | None, end: int) -> Span | None:
    tokens = at.tree.sentence.tokens
    inside = [tok for tok in tokens if span and span.start <= tok.start and tok.end <= min(span.end, end)]
    return at.tree.span_of(inside) if inside else span


def _tells(at: Place) -> bool:
    """Without a speaker only a clause, an infinitive or an accusation tells that somebody said something."""
    if at.of_verb("accuse", "blame") or at.kids(*_CLAUSES):
        return True
    told = at.of_verb("report", "allege", "claim", "announce", "confirm")
    return told and at.verb.deprel != "acl" and base(at.verb.deprel) != "advcl"


def _is_credit(at: Place) -> bool:
    patient = at.kid("nsubj:pass")
    return patient is not None and patient.lemma in {"responsibility", "credit"} and at.of_verb("claim", "take")


def _content(at: Place, by: Token | None) -> list[Span]:
    heads = at.kids("ccomp", "csubj", "xcomp")
    heads += [tok for tok in at.kids("advcl", "obl") if tok != by and at.marked(tok, "of", "for", "as", "at", "on")]
    within = {tok.id for tok in below(at.tree, by, *_strayed(at, by))} if by is not None else set()
    hearers = at.of_verb("tell", "inform", "notify", "advise", "assure", "warn") and bool(at.kids(*_CLAUSES))
    patients = [tok for tok in at.kids("nsubj:pass") if tok.form.lower() not in {"it", "which", "that", "who"}]
    heads += [] if hearers else patients
    heads += _strayed(at, by)
    if not patients and base(at.verb.deprel) == "conj":
        shared = subject(at.tree, at.verb)
        heads += [shared] if shared is not None and shared.deprel.startswith("nsubj") else []
    spans = at.runs({tok for head in heads for tok in below(at.tree, head) if tok.id not in within})
    if base(at.verb.deprel) == "acl" and at.verb.head:
        spans.insert(0, at.tree.phrase(at.verb.head))
    return spans
