"""The phrase book: which type of deed a word tells in the company it stands in.

The model finds the words that tell a deed well and types rare ones badly; grammar's constructions are few and sure.
Between them stands what English says in phrases: *put in irons* is an arrest, *took to the hills* a retreat. A phrase
decides only of what type a deed is that was found; by itself it finds none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log
from operator import itemgetter

from histor.extract.constructions import candidates
from histor.extract.kinds import Kinds, spellings
from histor.extract.phrase_company import Company
from histor.extract.phrases import Part, Phrase, Phrases
from histor.lexicon import Lexicon
from histor.model import HintedDeed, Token
from histor.model.tree import Tree

#: What each part of a phrase that fits is worth: a word says more than a class, and any part more than none.
WORD, CLASS, EMPTY = 2.0, 1.0, 0.5
LEAST, RULED = 0.005, 2.0
"""The least chance that the model gives any type, and what the type of the rule that found a deed is worth.

A phrase adds the log-odds that it is right and, the less the more often it was seen in training, its weight: how much
it says tells only of what nobody counted. Chosen among round values on the development part of the corpus, both halves
of which like them: of 2,585 types 118 were mended and 22 spoilt.
"""


@dataclass(frozen=True, slots=True)
class Fit:
    """A phrase that fits a word, how much of it there was to fit (0 is the word alone), and the words that fit."""

    phrase: Phrase
    weight: float
    words: tuple[Token, ...]

    @property
    def odds(self) -> float:
        """What the phrase adds to the log-odds of its type."""
        return self.phrase.worth + self.weight * self.phrase.unseen

    @property
    def shown(self) -> str:
        """The words of the account that the phrase is read from: “put … in irons”."""
        said = ""
        for before, tok in zip((None, *self.words), self.words, strict=False):
            said += ("" if before is None else " " if tok.id == before.id + 1 else " … ") + tok.form
        return said


_Worth = tuple[float, tuple[Token, ...]]
_NOTHING: _Worth = (0.0, ())


class PhraseBook:
    """Looks up the phrases that a word stands in, and weighs them with what the model holds of it."""

    def __init__(self, lexicon: Lexicon, kinds: Kinds) -> None:
        self.phrases, self._kinds = Phrases(lexicon), kinds
        self._irregular: Mapping[str, str] = lexicon.words("forms")["forms"] if lexicon.has_words("forms") else {}

    def fits(self, tree: Tree, word: Token) -> list[Fit]:
        """Return the phrases that a word heads, or is the noun of (*paid a visit*), the likeliest first."""
        found = list(self._headed(tree, word))
        parent = tree.parent(word)
        if word.upos != "VERB" and parent is not None and self._kinds.has(parent, "light"):
            found += [fit for fit in self._headed(tree, parent) if _names(fit.phrase, word)]
        return sorted(found, key=lambda fit: -fit.odds)

    def verdict(self, tree: Tree, word: Token, deed: HintedDeed, ruled: str = "") -> tuple[str, str, Fit | None] | None:
        """Return the likeliest type and mode by the phrases and the model, and the phrase that tells it, if one does.

        None where no phrase fits. The model's chances, the best phrase of each type and the type of the rule that found
        the deed, if a rule did, are taken for independent signs: the log-odds add up.
        """
        best: dict[str, Fit] = {}
        for fit in self.fits(tree, word):
            best.setdefault(fit.phrase.type, fit)
        if not best:
            return None
        by_model = {kind: (mode, sure) for kind, mode, sure in deed.kinds or ((deed.type, deed.mode, deed.sure),)}

        def odds(kind: str) -> float:
            sure = log(max(by_model.get(kind, ("", 0.0))[1], LEAST))
            return sure + (best[kind].odds if kind in best else 0.0) + RULED * (kind == ruled)

        kind = max(sorted({*by_model, *best}), key=odds)
        told = best.get(kind)
        return kind, told.phrase.mode if told else by_model[kind][0], told

    def _headed(self, tree: Tree, word: Token) -> Iterator[Fit]:
        verbs, nouns = self.phrases.verbs, self.phrases.nouns
        for table in (verbs, nouns) if word.upos in {"VERB", "AUX"} else (nouns, verbs):
            forms = candidates(word.lemma, word.form, self._irregular)
            rows = next((table[form] for form in forms if form in table), None)
            if rows is None:
                continue
            company = Company.of_verb(tree, word) if table is verbs else Company.of_noun(tree, word)
            spelled = company.spell(self._spellings)
            for phrase in map(self.phrases.read, rows):
                if not all(spelled & words for words in phrase.named):
                    continue  # most phrases of a common word name another one that is not here
                found = self._parts_found(phrase, company)
                if found is not None:
                    words = {word.id: word} | {tok.id: tok for _, toks in found for tok in toks}
                    weight = sum(worth for worth, _ in found) + EMPTY * phrase.bare
                    yield Fit(phrase, weight, tuple(words[at] for at in sorted(words)))
            return

    def _spellings(self, token: Token) -> frozenset[str]:
        more = candidates(token.lemma, token.form, self._irregular) if token.upos == "VERB" else ()
        return frozenset(spellings(token)).union(more)

    def _parts_found(self, phrase: Phrase, company: Company) -> list[_Worth] | None:
        """Return what each part of a phrase is worth and the words that are it; None where a part is missing."""
        if phrase.bare and company.object is not None:
            return None
        rows = [(part, self._part_found(part, company, first=not at)) for at, part in enumerate(phrase.parts)]
        if phrase.subject is not None:
            subject = phrase.subject
            rows.append((subject, max((self._worth(subject, tok, company) for tok in company.subjects),
                                      default=_NOTHING, key=itemgetter(0))))
        if any(worth and part.is_idiom for part, (worth, _) in rows):  # what is put *to the torch* may be anything
            rows = [(part, found) for part, found in rows if found[0] or not part.is_open]
        return [found for _, found in rows] if all(worth for _, (worth, _) in rows) else None

    def _part_found(self, part: Part, company: Company, *, first: bool) -> _Worth:
        if part.is_particle:
            small = tuple(tok for tok in company.particles if tok.form.lower() in part.small)
            return (WORD, small[:1]) if small else _NOTHING
        rows = [(tok, [tie for tie in ties if tie.form.lower() in part.small])
                for tok, ties, free in company.others if free or part.small]
        ruled = company.is_noun and "of" in part.small  # *the rebels' release*, as *the release of the rebels*
        found = [(self._worth(part, tok, company), ties) for tok, ties in rows if ties or ruled or not part.small]
        if first and part.small and company.object is not None:  # *called in* the army, not: called him *in the army*
            found = [row for row in found if row[0][0] == WORD or row[0][1] == (company.object,)]
        (worth, words), ties = max(found, default=(_NOTHING, []), key=lambda row: row[0][0])
        return (worth + CLASS * bool(part.small), (*ties[:1], *words)) if worth else _NOTHING

    def _worth(self, part: Part, token: Token, company: Company) -> _Worth:
        if part.words & company.spelled[token.id]:
            return WORD, (token,)
        if token.upos == "PRON" and part.classes:
            return (EMPTY, (token,)) if not part.subject or self.phrases.anybody & {*part.classes} else _NOTHING
        if token.ent.endswith("PER") and not self.phrases.people & {*part.classes}:
            return _NOTHING  # one man is no force and no crowd
        fits = any(name == "any" or self._kinds.has(token, name) for name in part.classes)
        return (CLASS, (token,)) if fits else _NOTHING


def _names(phrase: Phrase, noun: Token) -> bool:
    """Tell whether a phrase names a noun by its word."""
    return any(part.words & spellings(noun) for part in phrase.parts)
