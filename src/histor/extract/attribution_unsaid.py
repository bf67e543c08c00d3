"""What looks like a saying and is none: words of nobody, words not said, and deeds told by a verb that also speaks.

*No group claimed it* has no speaker, and what somebody *would have declared* was never said. A court that *named a
judge the acting president* did a deed: it said nothing of the judge, least of all against him. Nor did two states that
*agreed to* withdraw say something, nor does who *decided to* stay speak: they did it, or only meant to.
"""

from __future__ import annotations

import re

from histor.extract.attribution_cues import Cues
from histor.extract.attribution_draft import Draft
from histor.extract.attribution_speakers import Speakers
from histor.model import Token
from histor.model.tree import Tree

_LABEL = re.compile(r"\s*(?:by)?\s*:")


def is_said(draft: Draft, tree: Tree, text: str, speakers: Speakers, cues: Cues) -> bool:
    """Tell whether a draft is somebody's saying: of somebody, giving no office, and no label of a list's next line."""
    named = [s.word for s in draft.speakers if s.word is not None and s.word.sentence == draft.sentence]
    if _is_next_label(draft, text):  # of a list of what is known of a deed: who claims it tells no figure
        draft.responsibility = draft.stance == "claims"
        return draft.responsibility
    verb = _verb(draft, tree)
    if draft.rule == "model.saying" and (
        any(speakers.is_nobody(tree, tree.token(word.token)) for word in named)
        or (verb is not None and speakers.is_unreal(tree, verb))
    ):
        return False
    if verb is None:
        return True
    return not (_gives_office(draft, tree, verb, cues) or _is_done(draft, tree, verb, cues))


def unvouched(draft: Draft, tree: Tree, cues: Cues) -> Draft:
    """Take the speaker from what he *could not confirm*: others say it, and he only tells that he does not know."""
    verb = _verb(draft, tree)
    if verb is not None and cues.lemma(verb) in cues.words("vouching") and tree.is_negated(verb):
        draft.speakers, draft.hedge = [], True
        draft.stance = "asserts"
    return draft


def _verb(draft: Draft, tree: Tree) -> Token | None:
    """Return the first verb of a cue, or None where it has none."""
    cue = draft.cue
    return next((tok for tok in tree.sentence.tokens
                 if tok.upos == "VERB" and tok.start < cue.end and cue.start < tok.end), None)  # fmt: skip


def _is_done(draft: Draft, tree: Tree, verb: Token, cues: Cues) -> bool:
    """Tell a bargain that several strike, and what somebody decides to do, from words: nobody is quoted by them."""
    lemma = cues.lemma(verb)
    if cues.attitudes or draft.direct:
        return False
    if lemma in cues.words("bargaining"):
        heads = [tree.token(s.word.token) for s in draft.speakers if s.word is not None]
        return len(heads) > 1 or any("Number=Plur" in tok.feats for tok in heads)
    infinitives = [tok for tok in tree.children(verb.id, "xcomp", "ccomp") if tree.child(tok.id, "mark")]
    return lemma in cues.words("deciding") and any(
        mark.form.lower() == "to" for tok in infinitives for mark in tree.children(tok.id, "mark")
    )


def _is_next_label(draft: Draft, text: str) -> bool:
    """Tell whether a cue is the label of a line and its content the lines before: "Hurt: 9 / Claimed by: the Sons"."""
    line = text[text.rfind("\n", 0, draft.cue.start) + 1 : draft.cue.start]
    labelled = _LABEL.match(text, draft.cue.end) is not None and not line.strip(" -*•")
    return labelled and all(span.end <= draft.cue.start for span in draft.content)


def _gives_office(draft: Draft, tree: Tree, verb: Token, cues: Cues) -> bool:
    """Tell "named her the next governor" from "named the governor": the office stands behind the one who gets it."""
    words = tree.sentence.tokens
    if cues.lemma(verb) not in cues.words("appointing"):
        return False
    content = [tok for span in draft.content for tok in words if span.start <= tok.start and tok.end <= span.end]
    first = next((tok.id for tok in content if tok.upos in ("PROPN", "NOUN", "PRON")), None)
    posts = cues.words("posts")
    return any(tok.form.lower() in posts and first is not None and tok.id > first and _alone(tree, tok)
               for tok in content)  # fmt: skip


def _alone(tree: Tree, post: Token) -> bool:
    """Tell an office from a title before a name."""
    following = tree.sentence.tokens[post.id : post.id + 1]
    return not following or following[0].upos != "PROPN"
