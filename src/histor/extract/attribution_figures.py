"""Sources set behind a figure: "6 killed (per the ministry); 21 killed (rebel claim)", "four are missing, per X".

Lists, boxes and tallies name who tells a figure in brackets and without a verb; what stands in front of the bracket,
back to the mark that ends the figure before it, is what that source tells.
"""

from __future__ import annotations

from dataclasses import dataclass

from histor.extract.attribution_cues import Cues
from histor.extract.attribution_draft import Draft, Speaker
from histor.extract.attribution_grammar import has_finite
from histor.extract.attribution_place import Place
from histor.extract.attribution_speakers import Speakers, is_time, speaker_span
from histor.model import Span, Token, WordRef
from histor.model.tree import Tree

_ENDS = frozenset({")", ":", "•", "|"})
_PRONOUNS = frozenset({"them", "whom", "these", "which"})
_STOPS = frozenset({".", ";", "(", ")", "while", "whereas", "but", "though", "although", "?", "!"})
_LONGEST = 12  # words in a bracket that names a source
_CLAUSE = 25  # words in front of a bracket or a comma that a source may tell


def figure_sources(index: int, tree: Tree, speakers: Speakers, cues: Cues, *, boxed: bool = False) -> list[Draft]:
    """Return the sayings of a sentence whose source stands behind a figure, in brackets or behind "per".

    In a box's row (``boxed``) the source may tell what is no number: who was there, who won.
    """
    here, found = _Line(index, tree, speakers, cues, boxed), list[Draft]()
    for token in tree.sentence.tokens:
        draft = None
        if token.form == "(" and found and here.again(token):
            found[-1].content += here.told(token)
        elif token.form == "(":
            draft = here.bracketed(token)
        elif token.form == "," and here.lower(token.id + 1) in cues.words("figure_sources", "openers"):
            draft = here.tail(token)
        found += [draft] if draft is not None else []
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """One sentence, with what its sources are told by."""

    index: int
    tree: Tree
    speakers: Speakers
    cues: Cues
    boxed: bool = False

    def lower(self, ident: int) -> str:
        """Return the lower-case form of a word, empty beyond the ends."""
        tokens = self.tree.sentence.tokens
        return tokens[ident - 1].form.lower() if 1 <= ident <= len(tokens) else ""

    def inside(self, bracket: Token) -> list[Token]:
        """Return the words of a bracket, empty where it does not close or is too long to name a source."""
        words = self.tree.sentence.tokens[bracket.id : bracket.id + _LONGEST + 1]
        ends = [at for at, tok in enumerate(words) if tok.form == ")"]
        return list(words[: ends[0]]) if ends else []

    def again(self, bracket: Token) -> bool:
        """Tell whether a bracket points back to the source named last: "(same source)"."""
        inside = self.inside(bracket)
        return bool(inside) and inside[0].form.lower() in self.cues.words("figure_sources", "again")

    def bracketed(self, bracket: Token) -> Draft | None:
        """Read "(per X)", "(says X)", "(according to X)", "(X claim)" behind a figure."""
        inside = self.inside(bracket)
        content = [*self.told(bracket), *self._share_behind(inside[-1].id + 2)] if inside else []
        if not inside or not content:
            return None
        first, last = inside[0], inside[-1]
        listed = {name: self.cues.words("figure_sources", name) for name in ("openers", "verbs")}
        if f"{first.form} {self.lower(first.id + 1)}".lower() in self.cues.words("according"):
            return self._draft(first, inside[2:], "asserts", content)
        if first.form.lower() in listed["openers"]:
            return self._draft(first, inside[1:], "asserts", content)
        said = next((tok for tok in (first, last) if self.cues.lemma(tok) in listed["verbs"]), None)
        if said is not None:
            stance = "claims" if self.cues.lemma(said) in self.cues.words("figure_sources", "claims") else "asserts"
            return self._draft(said, [tok for tok in inside if tok != said], stance, content)
        made = self._stance(last)
        return self._draft(last, inside[:-1], made, content) if made else None

    def _stance(self, noun: Token) -> str | None:
        """Return what a noun of telling makes of a figure: "claim", "estimate", "communiqué"."""
        stances = ("asserts", "claims", "estimates")
        return next((s for s in stances if noun.lemma.lower() in self.cues.words("figure_sources", s)), None)

    def _draft(self, cue: Token, name: list[Token], stance: str, content: list[Span]) -> Draft | None:
        """Return the saying of a cue and the words that name its source, or None where they name nobody."""
        while name and name[-1].form.lower() in ("'s", "’s", "'", "’", ","):
            name = name[:-1]
        while name and name[0].upos == "ADP":  # "claimed by X"
            name = name[1:]
        ids = {tok.id for tok in name}
        heads = [tok for tok in name if tok.upos in ("NOUN", "PROPN", "PRON", "ADJ")]
        head = next((tok for tok in heads if tok.head not in ids), heads[-1] if heads else None)
        if head is None or is_time(head) or not (self.speakers.can_speak(self.tree, head) or head.upos == "ADJ"):
            return None
        draft = Draft(self.index, Span(cue.start, cue.end), stance, "nominal.figure")
        draft.speakers = self._named(head, name)
        draft.content = content
        return draft

    def _named(self, head: Token, name: list[Token]) -> list[Speaker]:
        """Return the speakers that a name lists: "per Amnesty International and the League" are two."""
        ids = {tok.id for tok in name}
        listed = [tok for tok in self.tree.conjuncts(head.id) if tok.id in ids]
        heads = [tok for tok in listed if self.speakers.can_speak(self.tree, tok)]
        if len(heads) < 2:
            return [Speaker(WordRef(self.index, head.id), self.tree.span_of(name))]
        return [Speaker(WordRef(self.index, tok.id), speaker_span(self.tree, tok)) for tok in heads]

    def told(self, mark: Token) -> list[Span]:
        """Return what stands before a mark, back to where the figure before it ends; none where it holds no number."""
        words: list[Token] = []
        for token in reversed(self.tree.sentence.tokens[max(0, mark.id - 1 - _CLAUSE) : mark.id - 1]):
            if token.form in _ENDS or (token.form == ";" and has_finite(words)):
                break
            words.insert(0, token)
        semicolons = [at for at, tok in enumerate(words) if tok.form == ";"]
        if has_finite(words) and semicolons:
            words = words[semicolons[-1] + 1 :]
        told = any(_counts(tok) for tok in words) or (self.boxed and any(tok.form[:1].isalpha() for tok in words))
        return [self.tree.span_of(_trimmed(words))] if told else []

    def _share_behind(self, ident: int) -> list[Span]:
        """Return the share that goes on behind a bracket: "828 (per the ministry); 190 of them children"."""
        number = ident + 1
        if self.lower(ident) not in (";", ",") or number > len(self.tree.sentence.tokens):
            return []
        shared = self.lower(number + 1) == "of" and self.lower(number + 2) in _PRONOUNS
        if not shared or not _counts(self.tree.token(number)):
            return []
        return [self.tree.span_of([self.tree.token(number), self.tree.token(number + 2)])]

    def tail(self, comma: Token) -> Draft | None:
        """Read "..., per the ministry" at the end of a clause."""
        opener = self.tree.token(comma.id + 1)
        name: list[Token] = []
        for token in self.tree.sentence.tokens[opener.id : opener.id + _LONGEST]:
            if token.upos in ("PUNCT", "VERB", "AUX", "NUM", "SCONJ"):
                break
            name.append(token)
        content = self.told(comma)
        if not content or not any(tok.upos in ("NOUN", "PROPN") for tok in name):
            return None
        draft = self._draft(opener, name, "asserts", content)
        word = draft.speakers[0].word if draft is not None else None
        if draft is not None and word is not None:
            span = speaker_span(self.tree, self.tree.token(word.token))
            draft.speakers = [Speaker(word, span)] if span.start > opener.start else draft.speakers
        return draft


def giving(at: Place) -> Draft | None:
    """Read "the list gave 40 dead", "counted 12 wounded and three dead": plain verbs with people harmed behind them."""
    giver = at.lemma in at.cues.words("figure_sources", "giving")
    stance = at.stance("object_toll") or ("estimates" if giver else None)
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


def _trimmed(words: list[Token]) -> list[Token]:
    """Leave out the comma that parts a figure from the one before it."""
    return words[1:] if words and words[0].form in (",", ";") else words


def _counts(token: Token) -> bool:
    return token.upos == "NUM" or token.form[:1].isdigit() or token.form.lower() in ("no", "none", "nobody")
