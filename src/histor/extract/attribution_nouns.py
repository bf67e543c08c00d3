"""Sayings told by other words than verbs: "according to X", "X's claim that", "the stated aim was", "allegedly".

Nouns of saying make a row only where both a speaker and the words said stand beside them; a bare "the accusations"
points
back and tells nothing new.
"""

from __future__ import annotations

from histor.extract.attribution_cues import Cues
from histor.extract.attribution_draft import Draft, Speaker
from histor.extract.attribution_grammar import Telling, below, runs, subject
from histor.extract.attribution_speakers import Speakers, is_people, is_time
from histor.model import Span, Token, WordRef
from histor.model.tree import Tree, base

_PAUSES = frozenset({",", ";", ":", "—", "–", "("})


class Nominal:
    """Finds the sayings of prepositions, nouns and adverbs in one document's sentences."""

    def __init__(self, cues: Cues, telling: Telling, speakers: Speakers) -> None:
        self._cues = cues
        self._telling = telling
        self._speakers = speakers
        self._according = cues.words("according")
        self._openers = {phrase.split()[0] for phrase in self._according}
        self._hedges = cues.words("hedges")
        self._counts = cues.words("according_phrases", "counts")
        self._stated = cues.words("stated")

    def find(self, index: int, tree: Tree) -> list[Draft]:
        """Return the sayings that no verb of saying tells, in text order."""
        found = []
        for token in tree.sentence.tokens:
            if token.upos == "ADV" and token.lemma.lower() in self._hedges:
                draft = self._hedge(index, tree, token)
            elif token.form.lower() in self._openers:
                draft = self._according_to(index, tree, token)
            elif token.upos == "NOUN":
                draft = self._in_words_of(index, tree, token) or self._noun(index, tree, token)
            else:
                draft = None
            if draft is not None and draft.content:
                found.append(draft)
        return found

    # according to -----------------------------------------------------------------------------------------------------

    def _according_to(self, index: int, tree: Tree, word: Token) -> Draft | None:
        """Read "according to X" from the words themselves, since parsers tie its two halves in many ways."""
        tokens = tree.sentence.tokens
        if word.id >= len(tokens) or f"{word.form} {tokens[word.id].form}".lower() not in self._according:
            return None
        who = _next_head(tree, word.id + 1)
        if who is None:
            return None
        cue = Span(word.start, tokens[word.id].end)
        if who.form.lower() == "which":
            return self._by_which(index, tree, who, cue)
        return self._comment(index, tree, who, who, cue, "nominal.according", word.id)

    def _by_which(self, index: int, tree: Tree, which: Token, cue: Span) -> Draft | None:
        """Read "reports *according to which* Y": Y is the word of whose reports they are, and hearsay of nobody's."""
        verb = tree.parent(which)
        noun = tree.parent(verb) if verb is not None and base(verb.deprel) == "acl" else None
        if verb is None or noun is None or base(noun.deprel) == "obj":  # who *rejects* claims denies what they say
            return None
        owner = self._owner(tree, noun, ("by", "of", "from")) or _possessor(tree, noun)
        speakers = self._speakers.of(index, tree, owner) if owner is not None else []
        draft = Draft(index, cue, "asserts", "nominal.according", speakers or [Speaker(None, None)], hedge=not speakers)
        draft.content = runs(tree, [tok for tok in below(tree, verb, which) if tok.id > which.id])
        return draft

    def _in_words_of(self, index: int, tree: Tree, noun: Token) -> Draft | None:
        """"in the words of X", "in X's view": the preposition's noun must be one of telling."""
        nouns = self._cues.words("according_phrases", "nouns")
        prepositions = self._cues.words("according_phrases", "prepositions")
        mark = tree.child(noun.id, "case")
        if mark is not None and mark.form.lower() == "by" and noun.lemma.lower() in self._counts:
            return self._counted(index, tree, noun, mark)
        if mark is None or noun.lemma.lower() not in nouns or mark.form.lower() not in prepositions:
            return None
        owner = self._owner(tree, noun, ("of",))
        own = any(tok.upos == "PRON" for tok in tree.children(noun.id, "nmod:poss"))  # "by its estimate of 130 dead"
        if owner is None or own or base(noun.deprel) != "obl":
            return None
        return self._comment(index, tree, noun, owner, Span(mark.start, noun.end), "nominal.words_of", mark.id)

    def _counted(self, index: int, tree: Tree, noun: Token, mark: Token) -> Draft | None:
        """Read "killing one and injuring 53 by the count of X": the words with the number right before it are X's."""
        owner = self._owner(tree, noun, ("of",)) or _possessor(tree, noun)
        speakers = self._speakers.of(index, tree, owner)
        told = list(tree.sentence.tokens[: mark.id - 1])
        while told and told[-1].form == ",":
            told.pop()
        first = max((at + 1 for at, tok in enumerate(told) if tok.form in _PAUSES), default=0)
        told = told[first:]
        if not speakers or not any(tok.upos == "NUM" for tok in told):
            return None
        draft = Draft(index, Span(mark.start, noun.end), "asserts", "nominal.words_of", speakers)
        draft.content = [tree.span_of(told)]
        return draft

    def _comment(
        self, index: int, tree: Tree, top: Token, who: Token, cue: Span, rule: str, first: int
    ) -> Draft | None:
        """Make the clause or phrase that a comment hangs on its content, less the comment's own words."""
        speakers = self._speakers.of(index, tree, who)
        head = tree.parent(top)
        if head is None or not speakers:
            return None
        draft = Draft(index, cue, "asserts", rule, speakers)
        last = max(tok.id for tok in below(tree, top))
        strays = _second_name(tree, head, last)
        if strays and len(speakers) == 1:
            name = tree.span_of([tok for tok in strays if tok.upos != "PUNCT"])
            start = speakers[0].span.start if speakers[0].span else who.start
            draft.speakers, last = [Speaker(speakers[0].word, Span(start, name.end))], strays[-1].id
        rest = [tok for tok in below(tree, head, top) if not first <= tok.id <= last or tok == head]
        draft.content = runs(tree, rest)
        return draft

    # nouns of saying --------------------------------------------------------------------------------------------------

    def _noun(self, index: int, tree: Tree, noun: Token) -> Draft | None:
        lemma = noun.lemma.lower()
        if noun.upos != "NOUN":
            return None
        stated = next((tok for tok in tree.children(noun.id, "amod") if tok.form.lower() in self._stated), None)
        if stated is not None or lemma in self._cues.words("copular"):
            draft = self._copular(index, tree, noun, stated)
            if draft is not None:
                return draft
        stance = self._cues.nouns.get(lemma)
        if stance is None or self._telling.is_nobody(tree, noun):
            return None
        said = self._said(tree, noun)
        speakers = self._whose(index, tree, noun, said)
        if not said or not speakers:
            return None
        draft = Draft(index, Span(noun.start, noun.end), stance, "nominal.noun", speakers)
        draft.content = [span for tok in said for span in runs(tree, self._inside(tree, tok))]
        draft.about = WordRef(index, said[0].id) if base(said[0].deprel) == "nmod" else None
        return draft

    def _inside(self, tree: Tree, token: Token) -> list[Token]:
        marks = {tok.id for tok in tree.children(token.id, "case") if tok.id < token.id}
        marks |= {tok.id for tok in tree.children(token.id, "mark") if tok.form.lower() in {"of", "that", "for"}}
        return [tok for tok in below(tree, token) if tok.id not in marks]

    def _said(self, tree: Tree, noun: Token) -> list[Token]:
        """Return the tops of what the noun says: a ``that``-clause, or an ``of``-phrase where the noun takes one."""
        for clause in tree.children(noun.id, "acl", "ccomp"):
            marks = {tok.form.lower() for tok in tree.children(clause.id, "mark")}
            if "that" in marks and clause.deprel != "acl:relcl":
                return [clause]
        if noun.lemma in self._cues.words("nouns", "to_too"):
            for clause in tree.children(noun.id, "acl"):
                if any(tok.form.lower() == "to" for tok in tree.children(clause.id, "mark")):
                    return [clause]
        wanted = {"of", "against", "about", "regarding", "concerning"} if noun.lemma in self._cues.of_too else set()
        wanted |= {"for"} if noun.lemma in self._cues.for_too else set()
        found = []
        for phrase in tree.children(noun.id, "nmod", "acl"):
            marks = {tok.form.lower() for tok in tree.children(phrase.id, "case", "mark")}
            if marks & wanted and not is_time(phrase):
                found.append(phrase)
        return found

    def _whose(self, index: int, tree: Tree, noun: Token, said: list[Token]) -> list[Speaker]:
        owner = self._owner(tree, noun, ("by", "from"))
        if owner is not None and owner not in said:
            return self._speakers.of(index, tree, owner)
        people = next((tok for tok in tree.children(noun.id, "amod", "compound") if is_people(tok)), None)
        if people is not None:
            return [Speaker(WordRef(index, people.id), Span(people.start, people.end))]
        verb = tree.parent(noun)
        if verb is None or base(noun.deprel) != "obj" or verb.lemma not in self._cues.words("light_verbs"):
            return []
        if not self._telling.is_told(tree, verb):
            return []
        return self._speakers.of(index, tree, subject(tree, verb))

    def _owner(self, tree: Tree, noun: Token, cases: tuple[str, ...]) -> Token | None:
        for tok in tree.children(noun.id, "nmod", "obl", "acl"):
            possessor = tok.deprel == "nmod:poss" and tok.form.lower() not in {"its"} | set()
            if (possessor or tree.case(tok.id) in cases) and self._speakers.can_speak(tree, tok) and not is_time(tok):
                return tok
        return None

    def _copular(self, index: int, tree: Tree, noun: Token, stated: Token | None) -> Draft | None:
        """"X's stated aim was Y", "X's answer was that Y": the predicate is what X says."""
        if base(noun.deprel) != "nsubj" or not noun.head:
            return None
        predicate = tree.token(noun.head)
        copula = tree.child(predicate.id, "cop")
        clause = predicate if copula else None
        if clause is None and predicate.lemma == "be":
            clause = tree.child(predicate.id, "ccomp", "xcomp")
        that = clause is not None and any(tok.form.lower() == "that" for tok in tree.children(clause.id, "mark"))
        if clause is None or not (stated or that):
            return None
        owner = self._owner(tree, noun, ("of",)) if stated is None else self._owner(tree, noun, ("of", "by"))
        speakers = self._speakers.of(index, tree, owner)
        if not speakers:
            return None
        start = stated.start if stated is not None else noun.start
        draft = Draft(index, Span(start, noun.end), "asserts", "nominal.copula", speakers)
        outside = [tok for tok in tree.children(clause.id, "nsubj", "cop", "aux", "punct") if tok.id < clause.id]
        inside = below(tree, clause, *[tok for tok in outside if tok.id == noun.id or base(tok.deprel) == "cop"])
        draft.content = runs(tree, [tok for tok in inside if tok.id != predicate.id or copula])
        return draft

    # adverbs ----------------------------------------------------------------------------------------------------------

    def _hedge(self, index: int, tree: Tree, adverb: Token) -> Draft | None:
        head = tree.parent(adverb)
        if head is None:
            return None
        stance = "asserts" if adverb.lemma.lower() == "reportedly" else "claims"
        cue = Span(adverb.start, adverb.end)
        draft = Draft(index, cue, stance, "nominal.adverb", [Speaker(None, None)], hedge=True)
        draft.content = runs(tree, below(tree, head, adverb))
        return draft


def _second_name(tree: Tree, head: Token, last: int) -> list[Token]:
    """Return an apposition ("Roe, a fellow at X, ...") that the parser made a second subject of the clause behind."""
    subjects = [tok for tok in tree.children(head.id, "nsubj") if last < tok.id < head.id]
    if len(subjects) < 2:
        return []
    words = tree.subtree(subjects[0].id)
    return words if words[0].id - last <= 2 and words[-1].id < subjects[1].id else []


def _next_head(tree: Tree, after: int, reach: int = 15) -> Token | None:
    """Return the head of the noun phrase that begins behind a word: its first noun that no word of it governs."""
    phrase = []
    for tok in tree.sentence.tokens[after : after + reach]:
        verb = tok.upos in {"VERB", "AUX"} and base(tok.deprel) != "amod"  # a high-*ranking* officer
        if verb or (tok.upos == "PUNCT" and tok.form not in {'"', "“", "''", "-", "–"}):
            break
        phrase.append(tok)
    ids = {tok.id for tok in phrase}
    nouns = [tok for tok in phrase if tok.upos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}]
    top = next((tok for tok in nouns if tok.head not in ids), None)
    return top or next((tok for tok in nouns if tok.upos in {"NOUN", "PROPN", "PRON"}), None)


def _possessor(tree: Tree, noun: Token) -> Token | None:
    """Return the owner right before a noun where the tree hangs it elsewhere: "by the bureau's count"."""
    before = tree.sentence.tokens[max(0, noun.id - 3) : noun.id - 1]
    owned = len(before) == 2 and before[1].form in {"'s", "’s"} and before[0].upos in {"NOUN", "PROPN"}
    return before[0] if owned else None
