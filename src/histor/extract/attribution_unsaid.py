"""What looks like a saying and is none: words of nobody, and an office given by a verb that also speaks.

*No group claimed it* has no speaker, and a court that *named a judge the acting president* did a deed: it said nothing
of the judge, least of all against him.
"""

from __future__ import annotations

from histor.extract.attribution_cues import Cues
from histor.extract.attribution_draft import Draft
from histor.extract.attribution_speakers import Speakers
from histor.model import Token
from histor.model.tree import Tree


def is_said(draft: Draft, index: int, tree: Tree, speakers: Speakers, cues: Cues) -> bool:
    """Tell whether a draft is somebody's saying: it has no nobody for a speaker, and its verb gives no office."""
    named = [s.word for s in draft.speakers if s.word is not None and s.word.sentence == index]
    if draft.rule == "model.saying" and any(speakers.is_nobody(tree, tree.token(word.token)) for word in named):
        return False
    return not _gives_office(draft, tree, cues)


def _gives_office(draft: Draft, tree: Tree, cues: Cues) -> bool:
    """Tell "named her the next governor" from "named the governor": the office stands behind the one who gets it."""
    words = tree.sentence.tokens
    verb = next((tok for tok in words if tok.start < draft.cue.end and draft.cue.start < tok.end), None)
    if verb is None or cues.lemma(verb) not in cues.words("appointing"):
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
