"""What looks like a saying and is none: words of nobody, and an office given by a verb that also speaks.

*No group claimed it* has no speaker, and a court that *named a judge the acting president* did a deed: it said nothing
of the judge, least of all against him.
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
    if draft.rule == "model.saying" and any(speakers.is_nobody(tree, tree.token(word.token)) for word in named):
        return False
    return not _gives_office(draft, tree, cues)


def _is_next_label(draft: Draft, text: str) -> bool:
    """Tell whether a cue is the label of a line and its content the lines before: "Hurt: 9 / Claimed by: the Sons"."""
    line = text[text.rfind("\n", 0, draft.cue.start) + 1 : draft.cue.start]
    labelled = _LABEL.match(text, draft.cue.end) is not None and not line.strip(" -*•")
    return labelled and all(span.end <= draft.cue.start for span in draft.content)


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
