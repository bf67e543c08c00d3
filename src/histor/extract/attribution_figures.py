"""Sources set behind a figure: "6 killed (per the ministry); 21 killed (rebel claim)", "four are missing, per X".

Lists, boxes and tallies name who tells a figure in brackets and without a verb; what stands in front of the bracket, back
to the mark that ends the figure before it, is what that source tells.
"""

from __future__ import annotations

from histor.extract.attribution_cues import Cues
from histor.extract.attribution_draft import Draft, Speaker
from histor.extract.attribution_place import Place
from histor.extract.attribution_speakers import Speakers, is_time, speaker_span
from histor.model import Span, Token, WordRef
from histor.model.tree import Tree

_ENDS = frozenset({")", ":", "•", "|"})
_PRONOUNS = frozenset({"them", "whom", "these", "which"})
_LONGEST = 12  # words in a bracket that names a source
_STOPS = frozenset({".", ";", "(", ")", "while", "whereas", "but", "though", "although", "?", "!"})
_CLAUSE = 25  # words in front of a bracket or a comma that a source may tell


def figure_sources(index: int, tree: Tree, speakers: Speakers, cues: Cues) -> list[Draft]:
    """Return the sayings of a sentence whose source stands behind a figure, in brackets or behind "per"."""
    found: list[Draft] = []
    for token in tree.sentence.tokens:
        if token.form == "(":
            again = bool(found) and _again(tree, token, cues)
            found[-1:] = [_widened(found[-1], tree, token)] if again else found[-1:]
            draft = None if again else _bracketed(index, tree, token, speakers, cues)
        elif token.form == "," and _lower(tree, token.id + 1) in cues.words("figure_sources", "openers"):
            draft = _tail(index, tree, token, speakers)
        else:
            draft = None
        if draft is not None:
            found.append(draft)
    return found


def _widened(draft: Draft, tree: Tree, bracket: Token) -> Draft:
    draft.content += _told(tree, bracket)
    return draft


def _lower(tree: Tree, ident: int) -> str:
    tokens = tree.sentence.tokens
    return tokens[ident - 1].form.lower() if 1 <= ident <= len(tokens) else ""


def _inside(tree: Tree, bracket: Token) -> list[Token]:
    """Return the words of a bracket, empty where it does not close or is too long to name a source."""
    words = tree.sentence.tokens[bracket.id : bracket.id + _LONGEST + 1]
    ends = [at for at, tok in enumerate(words) if tok.form == ")"]
    return list(words[: ends[0]]) if ends else []


def _bracketed(index: int, tree: Tree, bracket: Token, speakers: Speakers, cues: Cues) -> Draft | None:
    inside = _inside(tree, bracket)
    content = [*_told(tree, bracket), *_share_behind(tree, inside[-1].id + 2)] if inside else []
    if not inside or not content:
        return None
    first, last = inside[0], inside[-1]
    if f"{first.form} {_lower(tree, first.id + 1)}".lower() in cues.words("according"):
        return _draft(index, tree, (first, inside[2:]), "asserts", content, speakers)
    said = next((tok for tok in (first, last) if cues.lemma(tok) in cues.words("figure_sources", "verbs")), None)
    if first.form.lower() in cues.words("figure_sources", "openers"):
        return _draft(index, tree, (first, inside[1:]), "asserts", content, speakers)
    if said is not None:
        return _draft(index, tree, (said, [tok for tok in inside if tok != said]), "asserts", content, speakers)
    stance = next((stance for stance in ("asserts", "claims", "estimates")
                   if last.lemma.lower() in cues.words("figure_sources", stance)), None)
    return _draft(index, tree, (last, inside[:-1]), stance, content, speakers) if stance else None


def _draft(index: int, tree: Tree, words: tuple[Token, list[Token]], stance: str, content: list[Span],
           speakers: Speakers) -> Draft | None:
    """Return the saying of a cue and the words that name its source; the words decide where the source is nobody."""
    cue, name = words
    while name and name[-1].form.lower() in ("'s", "’s", "'", "’", ","):
        name = name[:-1]
    ids = {tok.id for tok in name}
    heads = [tok for tok in name if tok.upos in ("NOUN", "PROPN", "PRON", "ADJ")]
    head = next((tok for tok in heads if tok.head not in ids), heads[-1] if heads else None)
    if head is None or is_time(head) or not (speakers.can_speak(tree, head) or head.upos == "ADJ"):
        return None
    draft = Draft(index, Span(cue.start, cue.end), stance, "nominal.figure")
    draft.speakers = [Speaker(WordRef(index, head.id), tree.span_of(name))]
    draft.content = content
    return draft


def _told(tree: Tree, mark: Token) -> list[Span]:
    """Return what stands before a mark, back to where the figure before it ends; none where it holds no number."""
    words: list[Token] = []
    for token in reversed(tree.sentence.tokens[max(0, mark.id - 1 - _CLAUSE) : mark.id - 1]):
        if token.form in _ENDS or (token.form == ";" and any("VerbForm=Fin" in tok.feats for tok in words)):
            break
        words.insert(0, token)
    semicolons = [at for at, tok in enumerate(words) if tok.form == ";"]
    if any("VerbForm=Fin" in tok.feats for tok in words) and semicolons:
        words = words[semicolons[-1] + 1 :]
    return [tree.span_of(words)] if any(_counts(tok) for tok in words) else []


def _share_behind(tree: Tree, ident: int) -> list[Span]:
    """Return the share that goes on behind a bracket: "828 (per the ministry); 190 of them children"."""
    number = ident + 1
    if _lower(tree, ident) not in (";", ",") or not number <= len(tree.sentence.tokens):
        return []
    if not _counts(tree.token(number)) or _lower(tree, number + 1) != "of" or _lower(tree, number + 2) not in _PRONOUNS:
        return []
    return [tree.span_of([tree.token(number), tree.token(number + 2)])]


def _counts(token: Token) -> bool:
    return token.upos == "NUM" or token.form[:1].isdigit() or token.form.lower() in ("no", "none", "nobody")


def _again(tree: Tree, bracket: Token, cues: Cues) -> bool:
    """Tell whether a bracket points back to the source named last: "(same source)"."""
    inside = _inside(tree, bracket)
    return bool(inside) and inside[0].form.lower() in cues.words("figure_sources", "again")


def _tail(index: int, tree: Tree, comma: Token, speakers: Speakers) -> Draft | None:
    """Read "..., per the ministry" at the end of a clause."""
    tokens = tree.sentence.tokens
    opener = tree.token(comma.id + 1)
    name: list[Token] = []
    for token in tokens[opener.id : opener.id + _LONGEST]:
        if token.upos in ("PUNCT", "VERB", "AUX", "NUM", "SCONJ"):
            break
        name.append(token)
    head = next((tok for tok in name if tok.upos in ("NOUN", "PROPN")), None)
    content = _told(tree, comma)
    if head is None or not content:
        return None
    draft = _draft(index, tree, (opener, name), "asserts", content, speakers)
    if draft is not None and draft.speakers[0].word is not None:
        span = speaker_span(tree, tree.token(draft.speakers[0].word.token))
        draft.speakers = [Speaker(draft.speakers[0].word, span if span.start > opener.start else draft.speakers[0].span)]
    return draft


def giving(at: Place) -> Draft | None:
    """Read "the list gave 40 dead", "the ministry gives the figure as 16": plain verbs with people harmed behind them."""
    stance = at.stance("object_toll") or ("estimates" if at.lemma in at.cues.words("figure_sources", "giving") else None)
    if stance is None:
        return None
    words: list[Token] = []
    for token in at.tree.sentence.tokens[at.verb.id : at.verb.id + _CLAUSE]:
        if token.form.lower() in _STOPS or _new_clause(at, token):
            break
        words.append(token)
    known = at.cues.words("figure_sources", "harmed")
    harmed = any(tok.form.lower() in known or tok.lemma.lower() in known for tok in words)
    if not harmed or not any(_counts(tok) for tok in words):
        return None
    draft = at.draft(stance, "speech.sizing")
    draft.content = [at.tree.span_of([tok for tok in words if tok.form != ","] or words)]
    return draft


def _new_clause(at: Place, token: Token) -> bool:
    """Tell whether a word begins what the same subject does next: "counted 40 dead and left"."""
    known = at.cues.words("figure_sources", "harmed")
    return "VerbForm=Fin" in token.feats and token.upos == "VERB" and token.form.lower() not in known
