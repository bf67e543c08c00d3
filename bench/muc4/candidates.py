"""Candidate phrases of a message for each role, with what speaks for and against them.

Boundaries are the parser's: a candidate is a head word with some of what the tree hangs on it, from the bare noun to the
phrase with its of-part; spans that the BIO heads draw join them. A candidate is one string of a message, however often it
stands there; its features are those of its best place and of all places together.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from bench.muc4.reading import HEADS, TYPES, Floats, Reading
from bench.muc4.scores import plain
from histor.model import Account, Token
from histor.model.tree import Tree, base

LEAST = {"PerpInd": 0.035, "PerpOrg": 0.05, "Target": 0.06, "Victim": 0.06, "Person": 0.06, "Weapon": 0.05}
"""The least chance that some word of a phrase fills a role, for the phrase to be a candidate for it."""
KNOWN = 0.12
"""How often a noun must have filled a role in training for its phrases to be candidates whatever the heads say."""
LONGEST = 12
LEFT = ("compound", "amod", "flat", "nmod", "nummod", "goeswith", "dep")
DEPRELS = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "compound", "conj", "appos", "flat", "root")
UPOS = ("NOUN", "PROPN", "ADJ", "VERB", "NUM")
ENTS = ("PER", "ORG", "LOC", "NORP", "WEAPON", "FAC")


@dataclass(slots=True)
class Words:
    """The words of a message in one row: tokens, their sentence, and the index of each token's head (-1 at a root)."""

    text: str
    tokens: list[Token]
    sentence: list[int]
    heads: list[int]
    trees: list[Tree]
    first: list[int]

    @classmethod
    def of(cls, account: Account) -> Words:
        """Line up the sentences of an account."""
        out = cls(account.document.text, [], [], [], [], [])
        for number, sentence in enumerate(account.sentences):
            at = len(out.tokens)
            out.first.append(at)
            out.trees.append(Tree(sentence))
            for tok in sentence.tokens:
                out.tokens.append(tok)
                out.sentence.append(number)
                out.heads.append(at + tok.head - 1 if tok.head else -1)
        return out

    def string(self, span: tuple[int, int]) -> str:
        """The characters of the words `[start, end)`."""
        return self.text[self.tokens[span[0]].start : self.tokens[span[1] - 1].end]

    def head(self, span: tuple[int, int]) -> int:
        """The word of a span that the tree puts on top (the last one of several)."""
        inside = [i for i in range(*span) if not span[0] <= self.heads[i] < span[1]]
        nouns = [i for i in inside if self.tokens[i].upos in ("NOUN", "PROPN")]
        return (nouns or inside or [span[1] - 1])[0]


@dataclass(slots=True)
class Candidate:
    """A string that may fill a role: where it stands (word spans), its best place, and its features."""

    role: str
    string: str
    spans: list[tuple[int, int]]
    best: tuple[int, int]
    head: int
    features: dict[str, float] = field(default_factory=dict)
    chance: float = 0.0


@dataclass(slots=True)
class Record:
    """How often each noun (lemma, lower case) filled a role in the messages learned from: messages by role, and in all."""

    counts: dict[str, dict[str, int]]
    usual: dict[str, float]

    def rate(self, role: str, lemma: str, own: Mapping[tuple[str, str], int] | None = None) -> float:
        """The smoothed share; `own` is what the message at hand has put into the record, to be taken out again."""
        held = self.counts.get(lemma, {})
        filled, seen = held.get(role, 0), held.get("all", 0)
        if own is not None and seen:
            filled, seen = filled - own.get((role, lemma), 0), seen - own.get(("all", lemma), 0)
        return (max(filled, 0) + 4 * self.usual[role]) / (max(seen, 0) + 4)


def phrases(words: Words, evidence: Floats, least: float, known: Set[int]) -> Iterator[tuple[int, int]]:
    """Word spans of noun phrases with some evidence: every head with shorter and longer shares of what hangs on it."""
    for i, tok in enumerate(words.tokens):
        if tok.upos not in ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "VERB", "X"):
            continue
        start, end = _core(words, i)
        whole = _of_part(words, i, end)
        if i not in known and evidence[start:whole].max() < least:
            continue
        for left in range(start, i + 1):
            yield left, end
            if whole != end and left in (start, i):
                yield left, whole
        if end > i + 1:
            yield start, i + 1


def _core(words: Words, i: int) -> tuple[int, int]:
    """The run around a head: modifiers on its left without determiners, names on its right."""
    number = words.sentence[i]
    start, end, first = i, i + 1, words.first[number]
    while start > first and _under(words, start - 1, i) and i - start < LONGEST:
        start -= 1
    last = words.first[number + 1] if number + 1 < len(words.first) else len(words.tokens)
    while end < last and base(words.tokens[end].deprel) in ("flat", "compound", "nummod") and words.heads[end] == i:
        end += 1
    while start < i and words.tokens[start].upos in ("DET", "PUNCT", "PART"):
        start += 1
    return start, end


def _under(words: Words, j: int, top: int) -> bool:
    tok = words.tokens[j]
    if tok.upos in ("PUNCT", "SYM") and tok.form in ("-", '"', "'", "/"):
        return True
    for _ in range(4):
        rel = base(words.tokens[j].deprel)
        if words.heads[j] == top:
            return rel in LEFT and not (rel == "nmod" and j > top)
        if rel not in (*LEFT, "case", "det", "advmod", "conj", "cc", "obl", "punct") or words.heads[j] < 0:
            return False
        j = words.heads[j]
    return False


def _of_part(words: Words, i: int, end: int) -> int:
    """The end of a head's phrase with its first of-part (de, for, in, where it follows at once)."""
    for j in range(end, min(end + 8, len(words.tokens))):
        if words.sentence[j] != words.sentence[i]:
            break
        if words.heads[j] == i and base(words.tokens[j].deprel) == "nmod" and words.tokens[end].upos in ("ADP", "X", "PROPN"):
            return _core(words, j)[1]
    return end


def bio_spans(roles: Floats, least: float) -> Iterator[tuple[int, int]]:
    """Spans that one BIO head draws: from every likely start for as long as going on is likelier than not, and a bit less."""
    n = len(roles)
    for i in np.flatnonzero(roles[:, 1] > least):
        end = int(i) + 1
        while end < n and roles[end, 2] > 0.5 * (1 - roles[end, 1]) and end - i < LONGEST:
            end += 1
        yield int(i), end
        longer = end
        while longer < n and roles[longer, 2] > 0.15 and longer - i < LONGEST:
            longer += 1
        if longer != end:
            yield int(i), longer


def candidates(words: Words, reading: Reading, record: Record,
               own: Mapping[tuple[str, str], int] | None = None) -> list[Candidate]:  # fmt: skip
    """All candidates of a message, role by role (`Person` with the others), with features."""
    out: list[Candidate] = []
    nouns = [(i, t.lemma.lower()) for i, t in enumerate(words.tokens) if t.upos in ("NOUN", "PROPN")]
    for r, role in enumerate(HEADS):
        if role == "Place":
            continue
        chances = reading.roles[:, r]
        known = {i for i, lemma in nouns if record.rate(role, lemma, own) > KNOWN}
        spans = sorted({*phrases(words, 1 - chances[:, 0], LEAST[role], known), *bio_spans(chances, LEAST[role])})
        grouped: dict[str, list[tuple[int, int]]] = {}
        for span in spans:
            name = plain(words.string(span))
            if name and span[1] <= len(words.tokens) and words.sentence[span[0]] == words.sentence[span[1] - 1]:
                grouped.setdefault(name, []).append(span)
        rows = [_candidate(words, reading, r, places) for places in grouped.values()]
        for row in rows:
            row.features["record"] = logit(record.rate(role, words.tokens[row.head].lemma.lower(), own))
        _compare(rows)
        out.extend(rows)
    return out


def span_chance(chances: Floats, span: tuple[int, int]) -> float:
    """The chance that BIO draws exactly this span, words taken one by one."""
    a, b = span
    inside = float(np.prod(chances[a + 1 : b, 2]))
    after = 1 - float(chances[b, 2]) if b < len(chances) else 1.0
    return float(chances[a, 1]) * inside * after


def logit(p: float) -> float:
    """Log odds, cut at 7 either way."""
    p = min(max(p, 1e-3), 1 - 1e-3)
    return math.log(p / (1 - p))


def _candidate(words: Words, reading: Reading, r: int, spans: list[tuple[int, int]]) -> Candidate:
    chances = reading.roles[:, r]
    exact = [span_chance(chances, span) for span in spans]
    heads = [words.head(span) for span in spans]
    filled = [1 - float(chances[h, 0]) for h in heads]
    order = sorted(range(len(spans)), key=lambda k: (-exact[k] - 0.1 * filled[k], spans[k]))
    k = order[0]
    span, head = spans[k], heads[k]
    out = Candidate(HEADS[r], words.string(span), spans, span, head)
    none = float(np.prod([1 - p for p in exact]))
    no_head = float(np.prod([1 - p for p in filled]))
    tell = [float(reading.tells[h, 0]) for h in heads]
    others = np.delete(1 - reading.roles[head, :, 0], [r, HEADS.index("Place")])
    tok = words.tokens[head]
    f = out.features
    f["exact"], f["exact any"] = math.log(exact[k] + 1e-4), math.log(1 - none + 1e-4)
    f["head"], f["head any"], f["head most"] = logit(filled[k]), logit(1 - no_head), logit(max(filled))
    f["given head"] = math.log((exact[k] + 1e-3) / (filled[k] + 2e-3))
    f["mean in"] = logit(float(np.mean(1 - chances[span[0] : span[1], 0])))
    f["least in"] = logit(float(np.min(1 - chances[span[0] : span[1], 0])))
    f["before"] = float(1 - chances[span[0] - 1, 0]) if span[0] else 0.0
    f["after"] = float(1 - chances[span[1], 0]) if span[1] < len(chances) else 0.0
    f["tell"], f["tell most"] = logit(tell[k]), logit(max(tell))
    f["document"] = logit(float(reading.document[0]))
    f["document tells"] = logit(float(np.sort(reading.tells[:, 0])[-20:].mean()))
    f["share of head"] = filled[k] / (float((1 - chances[:, 0]).max()) + 1e-6)
    f["other role"] = logit(float(others.max()))
    f["place"] = float(1 - reading.roles[head, HEADS.index("Place"), 0])
    f["count"] = math.log(len(spans))
    f["where"], f["in opening"] = words.sentence[spans[0][0]] / (words.sentence[-1] + 1), float(words.sentence[spans[0][0]] < 2)
    f["length"], f["long"] = span[1] - span[0], float(span[1] - span[0] > 4)
    _grammar(f, words, span, tok, head)
    for number, name in enumerate(TYPES[:4]):
        f[f"type {name}"] = float(reading.tells[head, 1 + number])
    return out


_POSSESSIVES = ("'s", "'")


def _grammar(f: dict[str, float], words: Words, span: tuple[int, int], tok: Token, head: int) -> None:
    f |= {f"upos {u}": float(tok.upos == u) for u in UPOS}
    f |= {f"rel {d}": float(d in (tok.deprel, base(tok.deprel))) for d in DEPRELS}
    kind = tok.ent[2:] if tok.ent != "O" else ""
    f |= {f"ent {e}": float(kind == e) for e in ENTS}
    last = words.tokens[span[1] - 1]
    before = words.tokens[span[0] - 1] if span[0] else None
    f["plural"] = float("Number=Plur" in tok.feats)
    f["head last"] = float(head == span[1] - 1)
    f["of"] = float(any(words.tokens[i].upos == "ADP" for i in range(*span)))
    f["odd edge"] = float(last.upos in ("ADP", "DET", "PUNCT", "VERB", "AUX") or words.tokens[span[0]].upos in ("ADP", "PUNCT", "DET", "AUX", "CCONJ"))
    f["cut left"] = float(before is not None and span[0] - 1 >= 0 and span[0] <= words.heads[span[0] - 1] < span[1]
                          and base(before.deprel) in ("compound", "amod", "flat"))
    f["cut left name"] = float(f["cut left"] and before is not None and before.upos == "PROPN")
    f["cut right"] = float(span[1] < len(words.tokens) and span[0] <= words.heads[span[1]] < span[1]
                           and base(words.tokens[span[1]].deprel) in ("flat", "compound"))
    f["inner compound"] = float(span[1] < len(words.tokens) and base(tok.deprel) in ("compound", "amod") and words.heads[head] >= span[1])
    f["determined"] = float(before is not None and before.upos == "DET")
    f["counted"] = float(before is not None and before.upos == "NUM")
    f["starts adj"] = float(words.tokens[span[0]].upos == "ADJ" and span[1] - span[0] > 1)
    f["starts number"] = float(words.tokens[span[0]].upos == "NUM" and span[1] - span[0] > 1)
    f["negated"] = float(before is not None and before.form.lower() in ("no", "any"))
    f["possessive"] = float(span[1] < len(words.tokens) and words.tokens[span[1]].form.lower() in _POSSESSIVES)


def _compare(rows: Sequence[Candidate]) -> None:
    """Features that set a candidate against those it holds or lies in."""
    names = [f" {plain(row.string)} " for row in rows]
    for row, name in zip(rows, names, strict=True):
        around = [o.features["exact any"] for o, other in zip(rows, names, strict=True) if name != other and name in other]
        within = [o.features["exact any"] for o, other in zip(rows, names, strict=True) if name != other and other in name]
        own = row.features["exact any"]
        row.features["against longer"] = own - max(around) if around else 9.0
        row.features["against shorter"] = own - max(within) if within else 9.0
        row.features["longer"], row.features["shorter"] = float(bool(around)), float(bool(within))
