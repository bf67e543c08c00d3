"""Who may speak, and by which words: the step from a grammatical subject to the speakers of a saying.

A paper speaks for its author ("a statement by the ministry said"), a coordination for each of its members, and an
attack for
nobody.
"""

from __future__ import annotations

from histor.extract.attribution_cues import Cues
from histor.extract.attribution_draft import Speaker
from histor.extract.attribution_grammar import Telling, balanced, subject
from histor.model import Span, Token, WordRef
from histor.model.tree import Tree, base

_BY = {"by", "from"}
_IN = {"in", "through", "via"}
#: Dependents of a speaker's head that are no part of its name.
_NO_NAME = {"case", "mark", "cop", "aux", "nsubj", "advmod", "discourse", "expl", "cc", "conj"}


class Speakers:
    """Turns subjects into speakers; keeps, for one document, whose a paper was when it was first named."""

    def __init__(self, cues: Cues, telling: Telling) -> None:
        self._mute = cues.words("mute")
        self._documents = cues.words("documents")
        self._worded = cues.words("worded_of")
        self._ordinances = cues.words("ordinances")
        self._investigators = cues.words("investigators")
        self._calendar = cues.words("calendar")
        self._light = cues.words("light_verbs")
        self._telling = telling
        self._authors: dict[str, WordRef] = {}

    def can_speak(self, tree: Tree, token: Token) -> bool:
        """Tell whether a word may head the name of one who says something."""
        word = token.lemma.lower()
        if token.upos == "PRON":
            return token.form.lower() not in self._mute or word == "it"
        if token.upos == "PROPN":
            if token.form.lower() in self._calendar and not tree.children(token.id, "flat"):
                return False
            if token.ent[2:] in {"PER", "PERSON", "ORG"} or tree.children(token.id, "flat"):
                return True
            return token.form.lower() not in self._ordinances and token.ent[2:] not in {"DATE", "TIME", "EVENT"}
        if token.upos in {"NOUN", "X"}:
            if token.id > 1 and token.form[:1].isupper() and not tree.sentence.tokens[0].form.isupper():
                return word not in self._ordinances  # "the Times"
            return word not in self._mute and word not in self._ordinances
        return token.upos in {"NUM", "DET", "ADJ"} and token.form.isalpha()

    def is_nobody(self, tree: Tree, token: Token) -> bool:
        """Tell whether a noun phrase names that there was none."""
        return self._telling.is_nobody(tree, token)

    def is_unreal(self, tree: Tree, verb: Token) -> bool:
        """Tell whether a verb is only what would have been said: "would admit only nine" tells what is."""
        past = any(tok.lemma.lower() == "have" for tok in tree.children(verb.id, "aux"))
        return past and self._telling.is_modal(tree, verb)

    def looks_into(self, subject: Token | None) -> bool:
        """Tell whether a subject is one whose finding is an assessment: a study, a court, an organisation by name."""
        if subject is None:
            return False
        word = subject.lemma.lower()
        return word in self._investigators or word in self._documents or subject.ent[2:] == "ORG"

    def of(self, index: int, tree: Tree, subject: Token | None) -> list[Speaker]:
        """Return the speakers that a subject names, one per member of a coordination; empty where nobody speaks."""
        if subject is None or self._telling.is_nobody(tree, subject):
            return []
        heads = [tok for tok in tree.conjuncts(subject.id) if self.can_speak(tree, tok)]
        return [self._speaker(index, tree, tok, single=len(heads) == 1) for tok in heads]

    def sign(self, tree: Tree, verb: Token, speakers: list[Speaker]) -> None:
        """Keep who said something *in a statement*: what the statement said from there on is that speaker's."""
        if len(speakers) != 1 or speakers[0].word is None:
            return
        for tok in tree.children(verb.id, "obl"):
            if tok.lemma.lower() in self._documents and tree.case(tok.id) in _IN:
                self._authors[tok.lemma.lower()] = speakers[0].word

    def _speaker(self, index: int, tree: Tree, head: Token, single: bool) -> Speaker:
        span = speaker_span(tree, head)
        if head.upos in {"NUM", "DET"}:  # "one John Roe"
            head = next((tok for tok in tree.children(head.id) if tok.upos == "PROPN" and tok.id == head.id + 1), head)
        if head.lemma.lower() not in self._documents:
            return Speaker(WordRef(index, head.id), span)
        author = self._author(tree, head)
        if author is not None:
            self._authors[head.lemma.lower()] = WordRef(index, author.id)
            return Speaker(WordRef(index, author.id), span)
        known = self._authors.get(head.lemma.lower())
        definite = any(tok.lemma in {"the", "this", "that"} for tok in tree.children(head.id, "det"))
        if known is not None and definite:
            return Speaker(known, span)
        return Speaker(WordRef(index, head.id), span)

    def _is_worded(self, tree: Tree, paper: Token, token: Token) -> bool:
        """Tell whether a wording is that of whom "of" names: "the version of the northern side"."""
        return paper.lemma.lower() in self._worded and _is_party(tree, token)

    def _author(self, tree: Tree, paper: Token) -> Token | None:
        for tok in tree.children(paper.id, "nmod", "obl"):
            case = tree.case(tok.id)
            told = case in _BY or (case == "of" and self._is_worded(tree, paper, tok))
            by = base(tok.deprel) != "nmod:poss" and told
            if (by or tok.deprel == "nmod:poss") and self.can_speak(tree, tok) and not is_time(tok):
                return tok
        people = next((tok for tok in tree.children(paper.id, "amod", "compound") if is_people(tok)), None)
        if people is not None:
            return people
        verb = tree.parent(paper)
        if verb is not None and base(paper.deprel) == "obj" and verb.lemma in self._light:
            giver = subject(tree, verb)
            return giver if giver and self.can_speak(tree, giver) and giver.upos != "PRON" else None
        return None


def _is_party(tree: Tree, token: Token) -> bool:
    """Tell whether a phrase names a body or a side by a name: "the ministry of Oshtan", "the northern side"."""
    inside = [token, *tree.children(token.id, "compound", "amod", "flat", "nmod")]
    return token.form.lower() == "side" or any(tok.ent != "O" or tok.upos == "PROPN" for tok in inside)


def is_people(token: Token) -> bool:
    """A capitalised adjective or a name before a noun of saying tells whose it is: "Russian accusations"."""
    named = token.ent != "O" or (token.id > 1 and token.upos == "ADJ")
    return named and token.form[:1].isupper() and token.upos in {"ADJ", "PROPN"} and not is_time(token)


def is_time(token: Token) -> bool:
    """Tell whether a word names a time by its entity tag."""
    return token.ent[2:] in {"DATE", "TIME"}


def speaker_span(tree: Tree, head: Token) -> Span:
    """Return a speaker's phrase with appositions ("Jane Roe, the minister"), without coordination and asides."""

    def outside(tok: Token) -> bool:
        relation = base(tok.deprel)
        if tok.head != head.id or relation in {"parataxis", "ccomp"}:
            return relation in {"parataxis", "ccomp"}
        return relation in _NO_NAME or (relation == "acl" and _after_comma(tree, tok))

    return balanced(tree, tree.span(head.id, outside))


def _after_comma(tree: Tree, clause: Token) -> bool:
    """Tell whether a clause is set off, or is the one in which its noun speaks ("X, who said that ...")."""
    first = tree.subtree(clause.id)[0]
    opened = first if first.upos == "PUNCT" else tree.token(first.id - 1) if first.id > 1 else first
    return opened.upos == "PUNCT"
