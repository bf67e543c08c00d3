"""Where what is said ends: a semicolon parts a speaker's clause from what the account goes on to say itself.

"Officials said aircraft struck; a cameraman was killed" tells the second clause in its own voice, and so does what
follows a comment ("..., two envoys believe; 27 died"). A clause that begins with *that* goes on, and quotation marks
are stronger than any semicolon.
"""

from __future__ import annotations

from collections.abc import Iterable

from histor.extract.attribution_draft import Draft
from histor.extract.quotes import Quotes
from histor.model import Span, Token
from histor.model.tree import Tree

_GOES_ON = frozenset({"that", "and", "or", "nor", "whether", "how", "why", "who", "which", "what"})


def end_contents(tree: Tree, drafts: Iterable[Draft], quotes: Quotes) -> None:
    """Cut from contents in their own words what stands on the far side of a semicolon from their cue."""
    marks = [tok for tok in tree.sentence.tokens if tok.form == ";" and _parts(tree, tok)]
    for draft in drafts if marks else ():
        for mark in marks:
            if quotes.around(Span(mark.start, mark.end)) is None and not draft.direct:
                draft.content = _one_side(tree, draft, mark) or draft.content


def _parts(tree: Tree, mark: Token) -> bool:
    """Tell whether whole clauses stand on both sides of a semicolon."""
    tokens = tree.sentence.tokens
    if mark.id >= len(tokens) or tokens[mark.id].form.lower() in _GOES_ON:
        return False
    before, behind = tokens[: mark.id - 1], tokens[mark.id :]
    return all(any("VerbForm=Fin" in tok.feats for tok in side) for side in (before, behind))


def _one_side(tree: Tree, draft: Draft, mark: Token) -> list[Span]:
    """Return the parts of a content that stand on the cue's side of a mark."""
    ahead = draft.cue.end <= mark.start
    found = []
    for span in draft.content:
        words = [tok for tok in tree.sentence.tokens if span.start <= tok.start and tok.end <= span.end]
        kept = [tok for tok in words if (tok.end <= mark.start) == ahead and tok.id != mark.id]
        if not words:
            found.append(span)
        elif kept:
            found.append(tree.span_of(kept))
    return found
