"""Where what is said ends: a semicolon parts a speaker's clause from what the account goes on to say itself, and so
does "while" or "although" before what somebody says next.

"Officials said aircraft struck; a cameraman was killed" tells the second clause in its own voice, and so does what
follows a comment ("..., two envoys believe; 27 died"). A clause that begins with *that* goes on, and quotation marks
are stronger than any semicolon.
"""

from __future__ import annotations

from collections.abc import Iterable

from histor.extract.attribution_draft import Draft
from histor.extract.attribution_grammar import has_finite
from histor.extract.hint_book import meets
from histor.model import Span, Token
from histor.model.quotes import Quotes
from histor.model.tree import Tree

_CONCEDES = frozenset({"while", "whereas", "although", "though"})
_NEAR = 6
"""Words between the conjunction and the next cue; in the corpus' training half no content holds such a pair."""
_GOES_ON = frozenset({"that", "and", "or", "nor", "whether", "how", "why", "who", "which", "what"})


def end_contents(tree: Tree, drafts: Iterable[Draft], quotes: Quotes) -> None:
    """Cut from contents in their own words what stands on the far side of such a mark from their cue."""
    rows = list(drafts)
    marks = [tok for tok in tree.sentence.tokens if (tok.form == ";" and _parts(tree, tok)) or _turns(tree, tok, rows)]
    for draft in rows if marks else ():
        for mark in marks:
            if quotes.around(Span(mark.start, mark.end)) is None and not draft.direct:
                draft.content = _one_side(tree, draft, mark) or draft.content


def _turns(tree: Tree, mark: Token, drafts: list[Draft]) -> bool:
    """Tell whether a conjunction sets against what was said what somebody says: "..., although it later admitted"."""
    if mark.form.lower() not in _CONCEDES:
        return False
    near = tree.sentence.tokens[mark.id : mark.id + _NEAR]
    return any(draft.cue.start == tok.start for draft in drafts for tok in near)


def _parts(tree: Tree, mark: Token) -> bool:
    """Tell whether whole clauses stand on both sides of a semicolon."""
    tokens = tree.sentence.tokens
    if mark.id >= len(tokens) or tokens[mark.id].form.lower() in _GOES_ON:
        return False
    before, behind = tokens[: mark.id - 1], tokens[mark.id :]
    return has_finite(before) and has_finite(behind)


def _one_side(tree: Tree, draft: Draft, mark: Token) -> list[Span]:
    """Return the parts of a content that stand on the cue's side of a mark, or the clause between mark and cue."""
    ahead = draft.cue.end <= mark.start
    found = []
    for span in draft.content:
        words = [tok for tok in tree.sentence.tokens if span.start <= tok.start and tok.end <= span.end]
        kept = _bare([tok for tok in words if (tok.end <= mark.start) == ahead and tok.id != mark.id])
        if not words:
            found.append(span)
        elif kept and not meets(tree.span_of(kept), draft.cue):
            found.append(tree.span_of(kept))
    between = _bare([tok for tok in tree.sentence.tokens if mark.end <= tok.start and tok.end <= draft.cue.start])
    if not found and between:  # "...; all 28 were killed, according to the army"
        found.append(tree.span_of(between))
    return found


def _bare(words: list[Token]) -> list[Token]:
    """Return words without the commas at their end."""
    while words and words[-1].form == ",":
        words = words[:-1]
    return words
