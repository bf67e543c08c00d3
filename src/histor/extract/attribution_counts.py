"""Whose a number is where no verb of saying tells it: "the Brigade's thirty", "the list has 86", "the keeper saw nine".

Accounts that weigh rival figures name each teller once and leave the rest out. The owner beside a bare number, the
record that holds it, and the second subject after one whose figure was just told are tellers too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from histor.extract.attribution_cues import Cues
from histor.extract.attribution_draft import Draft, Speaker
from histor.extract.attribution_grammar import subject
from histor.extract.attribution_speakers import Speakers
from histor.model import Span, Token
from histor.model.tree import Tree, base

_RULE = "nominal.count"
_WHICH = frozenset({"which", "that", "who"})
_TIES = frozenset({"PART", "ADP", "AUX"})
_SELF = frozenset({"i", "we"})


def counted_by(index: int, tree: Tree, speakers: Speakers, cues: Cues, found: list[Draft]) -> list[Draft]:
    """Return the sayings of a sentence that are only a teller and a number; ``found`` are its other sayings."""
    here = _Counts(index, tree, speakers, cues, found)
    tops = dict.fromkeys(here.top(tok).id for tok in tree.sentence.tokens if tok.upos == "NUM")
    return [draft for top in tops if (draft := here.draft(tree.token(top))) is not None]


@dataclass(frozen=True, slots=True)
class _Counts:
    """One sentence and its sayings."""

    index: int
    tree: Tree
    speakers: Speakers
    cues: Cues
    found: list[Draft]

    def top(self, number: Token) -> Token:
        """Return the word that a number's phrase hangs by: what it counts, or itself."""
        while base(number.deprel) in {"nummod", "compound", "advmod"} and number.head:
            number = self.tree.token(number.head)
        return number

    def draft(self, top: Token) -> Draft | None:
        """Return the saying whose content is a number's phrase, or None where nobody's is told."""
        for teller, cue in self._tellers(top):
            who = self.speakers.of(self.index, self.tree, teller)
            phrase = self._phrase(top, teller)
            if who and phrase and not self._told(cue, phrase) and self.speakers.can_speak(self.tree, teller):
                draft = Draft(self.index, Span(cue.start, cue.end), "asserts", _RULE, who)
                if self._hangs(top, teller):  # "the Hill Brigades of 14" is called the Hill Brigades
                    name = [tok for tok in self.tree.subtree(teller.id) if tok.end <= teller.end]
                    draft.speakers = [Speaker(who[0].word, self.tree.span_of(name))]
                draft.content = [self.tree.span_of(phrase)]
                return draft
        return None

    def _told(self, cue: Token, phrase: list[Token]) -> bool:
        """Tell whether a saying is found already that the same word tells, or that ends on the number as its own."""
        span = self.tree.span_of(phrase)
        return any(row.cue.start <= cue.start < row.cue.end or span in row.content for row in self.found)

    def _phrase(self, top: Token, teller: Token) -> list[Token]:
        """Return the words of a number's phrase, without its teller's name and the words that tie it to others."""
        if base(top.deprel) != "nsubj" and self.tree.child(top.id, "cop") is not None and top.upos == "NUM":
            told = self.tree.sentence.tokens[teller.id : top.id]  # "the ministry's figure was 40, and the rebels' ..."
            return [tok for tok in told if tok.upos not in _TIES]
        name = set() if self._hangs(top, teller) else {tok.id for tok in self.tree.subtree(teller.id)}
        return [tok for tok in self.tree.subtree(top.id) if tok.id not in name and tok.upos not in _TIES]

    def _hangs(self, top: Token, teller: Token) -> bool:
        return teller in self.tree.ancestors(top)

    def _tellers(self, top: Token) -> Iterator[tuple[Token, Token]]:
        """Yield who may tell a number, with the word that says so, the surest first."""
        bare = top.upos == "NUM"
        for owner in self.tree.children(top.id, "nmod") if bare else ():
            if owner.deprel == "nmod:poss" and owner.upos != "PRON":
                yield owner, owner
        if bare and (beside := self._beside_owner(top)) is not None:
            yield beside, beside
        verb = self._governor(top)
        who = self._subject(verb) or self._subject(top) if verb is not None else None
        if verb is not None and who is not None:
            if verb.lemma in self._words("holding") and who.lemma.lower() in self._words("records"):
                owners = (tok for tok in self.tree.children(who.id, "nmod") if tok.deprel == "nmod:poss")
                yield next((tok for tok in owners if tok.upos != "PRON"), who), verb
            elif self._tells_of(verb, top) or (bare and self._sees(verb)):
                yield who, verb
        holder = self.tree.parent(top)
        if bare and holder is not None and self.tree.case(top.id) == "of" and self._beside(holder, top):
            yield holder, holder
        if (figure := self._owner(top)) is not None:
            yield figure

    def _owner(self, top: Token) -> tuple[Token, Token] | None:
        """Return whose figure a number is, and the figure's noun: "the army's figure of 40 dead"."""
        copula = top.upos == "NUM" and self.tree.child(top.id, "cop") is not None  # "the ministry's figure was 40"
        noun = self.tree.child(top.id, "nsubj") if copula else self.tree.parent(top)
        given = copula or self._is_of(top)
        if noun is None or not given or noun.lemma.lower() not in self._words("figures"):
            return None
        first = {tok.form.lower() for tok in self.tree.children(noun.id, "amod")} & self._words("figures_first")
        if noun.lemma.lower() == "toll" and not first:
            return None  # "the army's toll of 40" counts its dead, whoever tells of them
        owner = next((tok for tok in self.tree.children(noun.id, "nmod") if tok.deprel == "nmod:poss"), None)
        if owner is not None and owner.upos == "PRON":
            verb = self.tree.parent(noun)
            owner = subject(self.tree, verb) if verb is not None else None
        return (owner, noun) if owner is not None and owner.id < noun.id else None

    def _is_of(self, top: Token) -> bool:
        """Tell whether *of* stands before a number's phrase, whichever of its words the parser ties it to."""
        first = min(tok.id for tok in self.tree.subtree(top.id) if tok.form.lower() != "of")
        return self.tree.case(top.id) == "of" or (first > 1 and self.tree.token(first - 1).form.lower() == "of")

    def _beside_owner(self, top: Token) -> Token | None:
        """Return who owns a bare number by the words alone: "the Front's 118 seems high", "the 118 of the League"."""
        tokens = self.tree.sentence.tokens
        before = tokens[max(0, top.id - 3) : top.id - 1]
        if len(before) == 2 and before[1].form in {"'s", "’s"} and before[0].upos in {"NOUN", "PROPN"}:
            return before[0]
        owner = next((tok for tok in self.tree.children(top.id, "nmod") if self.tree.case(tok.id) == "of"), None)
        headed = bool(before) and before[-1].form.lower() == "the"
        return owner if headed and owner is not None and owner.upos == "PROPN" else None

    def _tells_of(self, verb: Token, top: Token) -> bool:
        return verb.lemma in self._words("of_many") and self.tree.case(top.id) in {"of", "to"}

    def _sees(self, verb: Token) -> bool:
        return verb.lemma in self._words("seeing") and self._after_another(verb)

    def _beside(self, name: Token, number: Token) -> bool:
        """Tell whether a name and a number stand between commas behind another's: ", the Hill Brigades of 14"."""
        tokens = self.tree.sentence.tokens
        words = [tok for tok in self.tree.subtree(name.id) if tok.id <= name.id and tok.upos != "PUNCT"]
        definite = name.upos == "PROPN" or words[0].form.lower() == "the"
        opened = words[0].id > 1 and tokens[words[0].id - 2].form in {",", ";", "and"}
        closed = number.id == len(tokens) or tokens[number.id].upos == "PUNCT"
        return definite and opened and closed and self._after_another(number)

    def _words(self, name: str) -> frozenset[str]:
        return self.cues.words("figure_sources", name)

    def _governor(self, top: Token) -> Token | None:
        """Return the verb whose object or oblique a number's phrase is; the parser takes *has 86* for a perfect."""
        verb = self.tree.parent(self.tree.first_conjunct(top))
        if verb is not None and verb.upos in {"VERB", "AUX"} and base(top.deprel) in {"obj", "obl"}:
            return verb
        return self.tree.child(top.id, "aux") if top.upos == "NUM" else None

    def _subject(self, verb: Token) -> Token | None:
        """Return the subject of a verb, behind *which* the noun that it stands for."""
        holder = self.tree.token(verb.head) if base(verb.deprel) == "aux" and verb.head else verb
        who = subject(self.tree, holder)
        if who is not None and who.form.lower() in _WHICH:
            noun = self.tree.parent(holder) if base(holder.deprel) == "acl" else None
            if noun is None:
                before = [tok for tok in self.tree.sentence.tokens[: who.id - 1] if tok.upos in {"NOUN", "PROPN"}]
                noun = before[-1] if before else None
            who = noun
        return None if who is None or who.form.lower() in _SELF else who

    def _after_another(self, word: Token) -> bool:
        """Tell whether a saying that holds a number was told earlier in the sentence: one teller beside another."""
        numbers = [tok for tok in self.tree.sentence.tokens if tok.upos == "NUM" and tok.end < word.start]
        return any(span.start <= tok.start < span.end for row in self.found if row.speakers
                   for span in row.content for tok in numbers)  # fmt: skip
