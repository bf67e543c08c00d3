"""Sayings whose content is a clause or a quotation: "X said that Y", "Y, X said", "X claimed to have Y", "X urged Y to
Z"."""

from __future__ import annotations

from histor.extract.attribution_draft import Draft, Speaker
from histor.extract.attribution_grammar import below, inverted, is_passive, runs
from histor.extract.attribution_place import Place
from histor.extract.attribution_speakers import Speakers
from histor.model import Span, Token, WordRef
from histor.model.tree import Tree, base

_MARKS = {":", '"', "“", "''", "``", "‘", "'"}
_COMMAS = {",", "—", "–", "--", "-", "―"}
_CLOSERS = {*_COMMAS, ".", ";", ":"}
_LONGEST_ASIDE = 25  # words of "the minister of foreign affairs of X said"
_NOMINAL = {"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PART", "AUX", "ADV", "CCONJ"}


def reporting(at: Place) -> Draft | None:
    """Read a verb of saying with its clause or its quotation."""
    stance = at.stance("clause", "weak_clause", "finding", "quote")
    mind = at.lemma in at.cues.words("mental") and at.verb.form.lower().endswith("ing") and not at.kids("aux")
    if stance is None or mind:
        return _put_it(at)
    draft = at.draft(stance, "speech.clause")
    draft.content = _complement(at) or _commented(at)
    if at.stance("clause", "weak_clause", "finding") is None and not any(at.quotes.overlapping(span) for span in draft.content):
        draft.content = []
    if not draft.content:
        draft.content, draft.rule = _beside(at), "speech.quote"
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
    draft.content = at.spans(clause)
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
    draft.content = at.spans(called, clauses[0])
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
        clauses = [tok for tok in clauses if not tok.form.lower().endswith("ing") or at.tree.children(tok.id, "aux", "cop")]
    clauses += [tok for tok in at.kids("parataxis") if _is_speech(at, tok)]
    clauses = clauses or _stray(at)
    words = {tok for clause in clauses for tok in below(at.tree, clause, *([turned] if turned else []))}
    found = at.runs(words)
    if found:
        return _with_antecedent(at, found)
    quoted = [tok for tok in at.kids("obj", "xcomp", "dep") if _opens_quote(at, tok)]
    return at.spans(*quoted)


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
        between = [tok for tok in sentence.tokens if verb.end <= tok.start < after.start and tok.form not in _MARKS - {":"}]
        return [after] if not between or between[-1].form in {",", ":"} else []
    before = at.quotes.ending_before(verb.start)
    if before is None or before.end > verb.start or before.end < sentence.start - 2 or _is_closed(at.tree, before):
        return []
    return [before] if _words(at.tree, before.end, verb.start) <= 8 else []


def _is_closed(tree: Tree, quote: Span) -> bool:
    """A quotation that ends with a full stop ends its sentence, so what follows is no "he said" of it."""
    last = [tok for tok in tree.sentence.tokens if quote.start <= tok.start and tok.end < quote.end]
    return not last or last[-1].form == "."


def _words(tree: Tree, start: int, end: int) -> int:
    return sum(start <= tok.start < end and tok.upos != "PUNCT" for tok in tree.sentence.tokens)


# what stands between commas -----------------------------------------------------------------------------------------


def aside(at: Place, speakers: Speakers) -> Draft | None:
    """Read a short "X said" between commas as a comment on the rest of its sentence, whatever the parser made of it."""
    stance = at.stance("clause")
    run = _run(at)
    if stance is None or run is None or "VerbForm=Fin" not in at.verb.feats or at.kids("obj", "xcomp", "mark"):
        return None
    left, right = run
    tokens = at.tree.sentence.tokens
    heads = [tok for tok in tokens[left - 1 : right] if tok.upos in {"NOUN", "PROPN", "PRON"} and tok != at.verb]
    heads = [tok for tok in heads if not left <= tok.head <= right or tok.head == at.verb.id]
    rest = [*tokens[: left - 2], *(tokens[right + 1 :] if tokens[right].form in _COMMAS else ())]
    if not heads or not speakers.can_speak(at.tree, heads[0]) or not any("VerbForm=Fin" in t.feats for t in rest):
        return None
    draft = at.draft(stance, "speech.parenthesis")
    names = [tok for tok in tokens[left - 1 : right] if tok.id != at.verb.id and tok.upos != "AUX"]
    draft.speakers = [Speaker(WordRef(at.index, heads[0].id), at.tree.span_of(names))]
    draft.content = runs(at.tree, rest)
    return draft


def _run(at: Place) -> tuple[int, int] | None:
    """Return the ids of the first and last word between the commas around a verb, or None where they are no name and
    verb."""
    tokens, left, right = at.tree.sentence.tokens, at.verb.id, at.verb.id
    while left > 1 and tokens[left - 2].upos in _NOMINAL and right - left < _LONGEST_ASIDE:
        left -= 1
    if left == at.verb.id:
        while right < len(tokens) and tokens[right].upos in _NOMINAL and right - left < _LONGEST_ASIDE:
            right += 1
    if left < 3 or right == left or tokens[left - 2].form not in _COMMAS | {'"', "”", "''"}:
        return None
    return (left, right) if right < len(tokens) and tokens[right].form in _CLOSERS else None
