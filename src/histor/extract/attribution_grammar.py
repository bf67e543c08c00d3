"""Questions about a parsed clause that every construction of saying asks: whose word is it, was it said, what is said.

Subjects are followed through coordination, participles, infinitives and relative pronouns, since the speaker of most
sayings stands in another clause than the verb.
"""

from __future__ import annotations

from collections.abc import Iterable

from histor.extract.attribution_cues import Cues
from histor.model import Span, Token
from histor.model.tree import Tree, base

_RELATIVE = {"who", "which", "that", "whom"}
_STEPS = 8  # governors followed for one subject; deeper chains are misparses


def subject(tree: Tree, verb: Token, steps: int = _STEPS) -> Token | None:
    """Return the word whose deed a verb is, through controllers and antecedents, or None."""
    own = [tok for tok in tree.children(verb.id, "nsubj") if not tok.deprel.endswith("outer")]
    own.sort(key=lambda tok: (tok.deprel.endswith(":pass"), abs(tok.id - verb.id)))
    if len(own) > 1 and own[1].id < own[0].id < verb.id and tree.token(verb.id - 1).form == ",":
        own.pop(0)  # "X, a monitor, said": the nearer one is set off, an apposition tied wrongly
    ing = verb.form.lower().endswith("ing")
    participle = ing and base(verb.deprel) in {"acl", "advcl"} and verb.deprel != "acl:relcl"
    if participle:  # a participle's own subject stands before it; behind it is a subject of what is said, tied wrongly
        own = [tok for tok in own if tok.id < verb.id and not tree.children(tok.id, "case")]
    if own:
        return antecedent(tree, own[0], verb)
    turned = inverted(tree, verb)
    if turned is not None:
        return turned
    governor = tree.parent(verb)
    if governor is None or steps == 0:
        return None
    relation = base(verb.deprel)
    if ing and relation in {"advcl", "ccomp", "xcomp"}:
        for tok in tree.children(governor.id, "obj", "nsubj", "obl"):
            beside = governor.id < tok.id and tree.subtree(tok.id)[-1].id == verb.id - 1
            if beside and not tree.children(tok.id, "case"):
                return tok  # "showed a man confessing", "issued a report stating": the noun right before speaks
    if relation == "acl":
        return governor if governor.upos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"} else None
    if relation in {"xcomp", "ccomp", "obl"}:
        return tree.child(governor.id, "obj") or subject(tree, governor, steps - 1)
    if relation in {"conj", "advcl", "parataxis", "dep"} and governor.upos in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
        return subject(tree, governor, steps - 1)
    return None


def inverted(tree: Tree, verb: Token) -> Token | None:
    """Return the noun phrase right behind a verb whose words stand before it ("..., said X"), however it was tied."""
    if not any(tok.id < verb.id for tok in tree.children(verb.id, "ccomp", "parataxis")):
        return None
    for tok in tree.sentence.tokens[verb.id : verb.id + 10]:
        if tok.upos == "PUNCT":
            return None
        if tok.head <= verb.id:
            plain = tok.upos in {"NOUN", "PROPN", "PRON"} and not tree.children(tok.id, "case", "cop", "nsubj")
            return tok if plain and base(tok.deprel) not in {"flat", "compound", "root"} else None
    return None


def antecedent(tree: Tree, pronoun: Token, verb: Token) -> Token:
    """Return the noun that a relative pronoun stands for (the word itself where it is none)."""
    if pronoun.upos not in {"PRON", "DET", "SCONJ"} or pronoun.form.lower() not in _RELATIVE:
        return pronoun
    for above in (verb, *tree.ancestors(verb)):
        if base(above.deprel) == "acl" and above.head and above.head < pronoun.id:
            return tree.token(above.head)
        if base(above.deprel) not in {"conj", "xcomp", "ccomp"}:
            break
    return pronoun


def is_passive(tree: Tree, verb: Token) -> bool:
    """Tell whether a verb is passive; a bare past participle after a noun counts as one."""
    if any(tok.deprel == "aux:pass" for tok in tree.children(verb.id, "aux")):
        return True
    if any(tok.deprel.endswith(":pass") for tok in tree.children(verb.id, "nsubj", "csubj")):
        # without an auxiliary the label of the subject may be wrong: a verb with an object or a clause is active
        return not tree.children(verb.id, "obj", "ccomp", "advcl") and "VerbForm=Fin" not in verb.feats
    if verb.deprel == "acl":
        return not verb.form.lower().endswith("ing") and tree.child(verb.id, "mark") is None
    if base(verb.deprel) == "advcl" and not tree.children(verb.id, "nsubj", "aux"):
        return verb.form.lower().endswith(("ed", "en"))  # "when asked": without a subject no finite verb
    if base(verb.deprel) == "conj" and not tree.children(verb.id, "nsubj", "obj", "ccomp", "aux"):
        head = tree.token(verb.head)
        return "Tense=Past|VerbForm=Part" in verb.feats and is_passive(tree, head)
    return False


def agent(tree: Tree, verb: Token) -> Token | None:
    """Return the ``by``-phrase of a passive verb, or None."""
    for tok in tree.children(verb.id, "obl"):
        if tree.case(tok.id) == "by" and (tok.deprel == "obl:agent" or tok.upos != "NUM"):
            return tok
    return None


class Telling:
    """Decides whether a cue tells of a saying at all: not denied, planned, conditional or asked for."""

    def __init__(self, cues: Cues) -> None:
        self._unsaid_aux = cues.words("unsaid_auxiliaries")
        self._said_aux = cues.words("said_auxiliaries")
        self._later = cues.words("told_later")
        self._marks = cues.words("unsaid_marks")
        self._carriers = cues.words("carriers")
        self._negators = cues.words("negators")

    def is_told(self, tree: Tree, verb: Token, steps: int = _STEPS) -> bool:
        """Tell whether the verb's saying took place as far as its own clause shows."""
        if tree.is_negated(verb) or self.is_modal(tree, verb) or self._is_marked(tree, verb):
            return False
        relation = base(verb.deprel)
        infinitive = any(tok.form.lower() == "to" for tok in tree.children(verb.id, "mark", "case"))
        governor = tree.parent(verb)
        if relation == "conj" and governor is not None and steps and not tree.children(verb.id, "nsubj", "aux"):
            return governor.upos not in {"VERB", "AUX"} or self.is_told(tree, governor, steps - 1)
        if relation in {"xcomp", "ccomp", "acl", "advcl", "obl"} and infinitive and governor is not None:
            return governor.lemma in self._carriers and steps > 0 and self.is_told(tree, governor, steps - 1)
        return not (relation == "root" and tree.sentence.tokens[-1].form == "?" and not infinitive)

    def is_nobody(self, tree: Tree, speaker: Token) -> bool:
        """Tell whether a subject names that there was none: "no group", "neither side", "nobody"."""
        if speaker.lemma.lower() in self._negators or speaker.form.lower() in self._negators:
            return True
        marks = tree.children(speaker.id, "det", "cc", "advmod")
        return any(tok.form.lower() in self._negators for tok in marks)

    def is_modal(self, tree: Tree, verb: Token) -> bool:
        """Tell whether a verb is only what would, may or will be done."""
        words = {tok.form.lower() for tok in tree.children(verb.id, "aux")}
        if not words & self._unsaid_aux or words & self._said_aux:
            return False
        later = {tok.form.lower() for tok in tree.children(verb.id, "advmod")} & self._later
        return not ("would" in words and later)

    def _is_marked(self, tree: Tree, verb: Token) -> bool:
        return any(tok.form.lower() in self._marks for tok in tree.children(verb.id, "mark", "case"))


def cue_span(tree: Tree, verb: Token, *more: Token) -> Span:
    """Return the verb with its auxiliaries, adverbs and particles so far as they touch it, and further words given."""
    kept = {verb.id} | {tok.id for tok in more}
    side = {
        tok.id
        for tok in tree.children(verb.id, "aux", "advmod", "compound:prt", "cop", "mark")
        if tok.upos in {"AUX", "ADV", "PART", "ADP"}
    }
    left, right = min(kept), max(kept)
    while left - 1 in side:
        left -= 1
    while right + 1 in side and tree.token(right + 1).upos != "ADV":
        right += 1
    while left < min(kept) and tree.token(left).upos == "ADP":
        left += 1
    return Span(tree.token(left).start, tree.token(right).end)


def runs(tree: Tree, tokens: Iterable[Token]) -> list[Span]:
    """Return the characters of some words as spans, one per unbroken run, edges free of punctuation and of ``that``.

    Runs that hold no letter or digit vanish.
    """
    found: list[list[Token]] = []
    for tok in tokens:
        if found and all(t.upos == "PUNCT" for t in tree.sentence.tokens[found[-1][-1].id : tok.id - 1]):
            found[-1].append(tok)
        else:
            found.append([tok])
    spans = []
    for run in found:
        while run and (run[0].upos == "PUNCT" or (run[0].upos == "SCONJ" and run[0].form.lower() == "that")):
            run.pop(0)
        while run and run[-1].upos == "PUNCT":
            run.pop()
        if any(tok.form[:1].isalnum() or tok.upos in {"NUM", "SYM"} for tok in run):
            spans.append(balanced(tree, Span(run[0].start, run[-1].end)))
    return spans


def below(tree: Tree, head: Token, *without: Token) -> list[Token]:
    """Return a word and all below it except the branches topped by some other words."""
    tops = {tok.id for tok in without}
    return tree.subtree(head.id, lambda tok: tok.id in tops)


def balanced(tree: Tree, span: Span) -> Span:
    """Return a span with the bracket that closes one opened inside it, where it stands right behind."""
    inside = [tok for tok in tree.sentence.tokens if span.start <= tok.start and tok.end <= span.end]
    following = next((tok for tok in tree.sentence.tokens if tok.start >= span.end), None)
    opened = sum(tok.form == "(" for tok in inside) - sum(tok.form == ")" for tok in inside)
    return Span(span.start, following.end) if opened > 0 and following and following.form == ")" else span


def has_finite(words: Iterable[Token]) -> bool:
    """Tell whether words hold a finite verb: they are told as a clause of their own."""
    return any("VerbForm=Fin" in tok.feats for tok in words)
