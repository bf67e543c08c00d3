"""Sayings whose content is a clause or a quotation: "X said that Y", "Y, X said", "X claimed to have Y", "X urged Y to
Z"."""

from __future__ import annotations

from histor.extract.attribution_draft import Draft
from histor.extract.attribution_grammar import below, inverted, is_passive, runs
from histor.extract.attribution_place import Place
from histor.model import Span, Token
from histor.model.tree import Tree, base

_PAUSES = {",", ";", ":", "—", "–"}
_MARKS = {":", '"', "“", "''", "``", "‘", "'"}


def reporting(at: Place) -> Draft | None:
    """Read a verb of saying with its clause or its quotation."""
    stance = at.stance("clause", "weak_clause", "finding", "quote")
    participle = at.verb.form.lower().endswith("ing") and not at.kids("aux")
    mind = at.lemma in at.cues.words("mental") and (participle or at.verb.deprel == "acl:relcl")
    if stance is None or mind:
        return _put_it(at)
    draft = at.draft(stance, "speech.clause")
    draft.content = _after_colon(at) or _complement(at) or _commented(at)
    quoted = any(at.quotes.overlapping(span) for span in draft.content)
    if at.stance("clause", "weak_clause", "finding") is None and not quoted:
        draft.content = []
    if not draft.content:
        draft.content, draft.rule = _beside(at), "speech.quote"
    if not draft.content and at.after is not None and at.tree.sentence.tokens[-1].form == ":":
        draft.content = [at.after]
    return draft


def _put_it(at: Place) -> Draft | None:
    """Read "as X put it", which only this frame makes a saying."""
    stance = at.stance("comment")
    if stance is None or not any(tok.form.lower() == "it" for tok in at.kids("obj")):
        return None
    draft = at.draft(stance, "speech.clause")
    draft.content = _commented(at)
    return draft


def disbelief(at: Place) -> Draft | None:
    """Read "X do not believe that Y" as X denying Y; every other saying that is not told makes no row."""
    clause = at.kid("ccomp")
    if at.stance("clause") != "assesses" or clause is None or not at.tree.is_negated(at.verb) or at.kids("mark"):
        return None
    if is_passive(at.tree, at.verb):
        return None
    draft = at.draft("denies", "speech.disbelief")
    draft.content = at.spans(clause)
    return draft


def of_oneself(at: Place) -> Draft | None:
    """Read "X claimed to have done Y" and "X denied doing Y"."""
    clause = at.kid("xcomp")
    if clause is None or at.kids("obj", "iobj"):
        return None
    gerund = not at.is_infinitive(clause) and clause.form.lower().endswith("ing")
    stance = at.stance("gerund" if gerund else "infinitive")
    if stance is None:
        return None
    draft = at.draft(stance, "speech.infinitive")
    draft.content = at.spans(*at.kids("xcomp"))
    return draft


def command(at: Place) -> Draft | None:
    """Read "X urged Y to Z" and "X called on Y to Z"; a command to one's own forces is a deed, no demand."""
    stance = at.stance("command")
    on = next((tok for tok in at.kids("obl") if at.tree.case(tok.id) in {"on", "upon", "to"}), None)
    called = on if at.of_verb("call", "appeal", "plead") else at.kid("obj", "iobj")
    clauses = [tok for tok in at.kids("xcomp", "ccomp", "advcl") if at.is_infinitive(tok)]
    if stance is None or called is None or not clauses:
        return None
    if at.lemma in at.cues.words("ordering") and at.among(called, at.cues.words("own_forces")):
        return None
    if at.of_verb("order", "command") and called.upos == "PRON":
        return None
    draft = at.draft(stance, "speech.command", *_near(at, called))
    marks = at.tree.children(called.id, "case") if called == on else []
    draft.content = at.runs({*below(at.tree, called, *marks), *below(at.tree, clauses[0])})
    return draft


def _near(at: Place, phrase: Token) -> list[Token]:
    """Return the preposition that follows the verb at once ("called on"), which belongs to its cue."""
    return [tok for tok in at.tree.children(phrase.id, "case") if tok.id == at.verb.id + 1]


# what is said -------------------------------------------------------------------------------------------------------


def _complement(at: Place) -> list[Span]:
    turned = inverted(at.tree, at.verb)
    clauses = [tok for tok in at.kids("ccomp") if tok != turned and tok.upos != "PUNCT"]
    clauses = [tok for tok in clauses if not _is_of_time(at, tok)]
    if at.stance("clause") is None:  # "the video showed men running" is a picture, no word of anybody's
        clauses = [tok for tok in clauses if "VerbForm=Fin" in tok.feats or at.tree.children(tok.id, "aux", "cop")]
    clauses += [tok for tok in at.kids("parataxis") if _is_speech(at, tok)]
    clauses = clauses or _stray(at)
    if not clauses:
        quoted = [tok for tok in at.kids("obj", "xcomp", "dep") if _opens_quote(at, tok)]
        return _headless(at) or _uncoordinated(at) or at.spans(*quoted)
    words = {tok for clause in clauses for tok in below(at.tree, clause, *([turned] if turned else []))}
    return _with_antecedent(at, at.runs(words))


def _headless(at: Place) -> list[Span]:
    """Read "which X had stated were Y": a finite verb right behind the cue begins the words said."""
    tokens = at.tree.sentence.tokens
    if at.verb.deprel != "acl:relcl" or at.verb.id >= len(tokens):
        return []
    word = tokens[at.verb.id]
    if word.upos not in {"AUX", "VERB"} or "VerbForm=Fin" not in word.feats:
        return []
    clause = at.tree.token(word.head) if word.upos == "AUX" and word.head > word.id else word
    said = at.runs(tok for tok in below(at.tree, clause) if tok.id > at.verb.id)
    return [at.tree.phrase(at.verb.head), *said]


def _uncoordinated(at: Place) -> list[Span]:
    """Read as what is said a finite verb that is called coordinate, though no conjunction and no comma joins it."""
    for tok in at.kids("conj"):
        between = at.tree.sentence.tokens[at.verb.id : tok.id - 1]
        joined = at.tree.children(tok.id, "cc") or any(word.form in _PAUSES for word in between)
        if not joined and "VerbForm=Fin" in tok.feats and tok.id > at.verb.id + 1:
            last = at.tree.subtree(tok.id)[-1].id
            return at.runs(word for word in at.tree.sentence.tokens if at.verb.id < word.id <= last)
    return []


def _is_of_time(at: Place, clause: Token) -> bool:
    """A clause that "when", "as" or "because" opens tells the time or the reason of the saying."""
    words = {tok.form.lower() for tok in at.tree.children(clause.id, "mark", "advmod") if tok.id < clause.id}
    return bool(words & at.cues.words("not_content")) and "that" not in words


def _stray(at: Place) -> list[Token]:
    """Return a clause behind the verb that the parser took for a phrase: it has a copula, or a finite verb and
    subject."""
    for tok in at.kids("obl", "obj", "dep", "xcomp"):
        finite = "VerbForm=Fin" in tok.feats and at.tree.child(tok.id, "nsubj") is not None
        copula = at.tree.child(tok.id, "cop")
        if tok.id > at.verb.id and (finite or (copula is not None and "VerbForm=Fin" in copula.feats)):
            return [tok]
    return []


def _is_speech(at: Place, clause: Token) -> bool:
    """A clause set beside the verb is its speech after a colon or a quotation mark, or where it stands before the
    verb."""
    first = at.tree.subtree(clause.id)[0].id
    before = at.tree.sentence.tokens[max(0, first - 3) : first]
    return any(tok.form in _MARKS for tok in before) or at.tree.span(clause.id).end <= at.verb.start


def _opens_quote(at: Place, token: Token) -> bool:
    span = at.tree.span(token.id)
    return any(abs(quote.start - span.start) <= 2 for quote in at.quotes.overlapping(span))


def _with_antecedent(at: Place, found: list[Span]) -> list[Span]:
    """Add the noun that "which X said was Y" says it of."""
    if at.verb.deprel != "acl:relcl" or not at.verb.head:
        return found
    pronouns = [tok for tok in at.tree.subtree(at.verb.id) if tok.form.lower() in {"which", "that", "who", "whom"}]
    pronoun = next((tok for tok in pronouns if tok.id < at.verb.id), None)
    own = pronoun is not None and pronoun.head == at.verb.id and base(pronoun.deprel) in {"nsubj", "mark"}
    if pronoun is None or own or pronoun.deprel == "mark":
        return found
    return [at.tree.phrase(at.verb.head), *([span for span in found if span.start > at.verb.start] or found)]


def _commented(at: Place) -> list[Span]:
    """Return the clause that "officials said" or "as X said" is set into."""
    governor = at.tree.parent(at.verb)
    if governor is None:
        return []
    marks = {tok.form.lower() for tok in at.kids("mark", "advmod")}
    objects = [tok for tok in at.kids("obj") if tok.form.lower() != "it"]
    set_in = base(at.verb.deprel) == "parataxis" and not at.kids("ccomp", "obj", "xcomp")
    as_told = base(at.verb.deprel) == "advcl" and "as" in marks and not objects
    return runs(at.tree, below(at.tree, governor, at.verb)) if set_in or as_told else []


def _beside(at: Place) -> list[Span]:
    """Return the quotation that touches the verb's clause where the parser tied it to nothing."""
    sentence, verb = at.tree.sentence, at.verb
    after = at.quotes.starting_from(verb.end)
    if after and after.start < sentence.end and _words(at.tree, verb.end, after.start) <= 12:
        between = [tok for tok in sentence.tokens if verb.end <= tok.start < after.start]
        between = [tok for tok in between if tok.form not in _MARKS - {":"}]
        return [after] if not between or between[-1].form in {",", ":"} else []
    before = at.quotes.ending_before(verb.start)
    if before is None or before.end > verb.start or before.end < sentence.start - 2 or _is_closed(at.tree, before):
        return []
    inside = [tok for tok in sentence.tokens if tok.start < before.end]
    told = any(tok.form in {",", "?", "!", "—", "–", "..."} for tok in inside[-2:]) or _word_after(at, before) == ","
    return [before] if told and _words(at.tree, before.end, verb.start) <= 8 else []


def _word_after(at: Place, quote: Span) -> str:
    return next((tok.form for tok in at.tree.sentence.tokens if tok.start >= quote.end), "")


def _after_colon(at: Place) -> list[Span]:
    """Return the quotation behind "X said:", also where the parser began a new sentence with it."""
    after, sentence = at.quotes.starting_from(at.verb.end), at.tree.sentence
    if after is None or after.start > sentence.end + 2:
        return []
    between = [tok for tok in sentence.tokens if at.verb.end <= tok.start < after.start]
    between = [tok for tok in between if tok.form not in _MARKS - {":"}]
    return [after] if between and between[-1].form == ":" and len(between) <= 12 else []


def _is_closed(tree: Tree, quote: Span) -> bool:
    """A quotation that ends with a full stop ends its sentence, so what follows is no "he said" of it."""
    last = [tok for tok in tree.sentence.tokens if quote.start <= tok.start and tok.end < quote.end]
    return not last or last[-1].form == "."


def _words(tree: Tree, start: int, end: int) -> int:
    return sum(start <= tok.start < end and tok.upos != "PUNCT" for tok in tree.sentence.tokens)
