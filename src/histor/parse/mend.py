"""What no tree of English has and a word-by-word choice of heads now and then gives, mended.

Two subjects of one verb; an article tied to a noun before its preposition; a phrase behind *and* tied to nothing it
could be joined to; a name taken for part of the phrase behind *and*; subject and object of no verb; a passive verb
whose subject acts; a quoted object tied as a time or measure; an article and its noun as two of one kind; a phrase
behind a verb tied over it to the clause before; the subject of a relative clause tied to the noun that it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from histor.model.tree import base
from histor.parse.tree import ring

_QUOTES = frozenset({'"', "“", "”", "''", "``", "«", "»", "„"})
_PHRASES = frozenset({"nmod", "obl"})
#: Words that may have a subject and an object as they are.
_MAY = frozenset({"VERB", "AUX", "ADJ"})
_PARTICIPLES = frozenset({"ADJ", "NOUN"})
_ARTICLES, _NOUNS = frozenset({"the", "a", "an"}), frozenset({"NOUN", "PROPN"})
_OBJECTS = frozenset({"obj", "iobj", "ccomp", "xcomp", "aux:pass"})


def tied(
    forms: Sequence[str], upos: Sequence[str], heads: list[int], rels: list[str]
) -> tuple[list[int], list[str]]:
    """Return heads and relations with the words tied anew that every mend here ties, one mend after the other.

    A mend that would close a ring is left out: it judges by a few words and cannot see all that hangs on them.
    """
    steps: tuple[Callable[[list[int], list[str]], tuple[list[int], list[str]]], ...] = (
        partial(articles, forms, upos), lambda at, by: (one_subject(at, by), by),
        lambda at, by: (determined(at, by), by), joined, paired, lambda at, by: (behind(upos, at, by), by),
        related,
    )  # fmt: skip
    for step in steps:
        found = step(heads, rels)
        if ring([-1, *found[0]]) is None:
            heads, rels = found
    return heads, rels


def one_subject(heads: Sequence[int], rels: Sequence[str]) -> list[int]:
    """Return the heads with the first of two subjects given to the clause that it begins.

    "The minister condemned the raid, the agency reported": both subjects were tied to *reported*. Words count from 1,
    0 is the root; only a clause that stands between the two and has no subject of its own takes one: one told by the
    verb, or one whose auxiliary stands right behind the first ("Nine people *were* killed when guns shelled the port").
    """
    found = list(heads)
    subjects: dict[int, list[int]] = {}
    for word, (head, rel) in enumerate(zip(heads, rels, strict=True), start=1):
        if base(rel) == "nsubj":
            subjects.setdefault(head, []).append(word)
    for verb, tied in subjects.items():
        if len(tied) != 2:
            continue
        first, second = tied
        below = [word for word in range(first + 1, second) if heads[word - 1] == verb and word not in subjects]
        clauses = [word for word in below if base(rels[word - 1]) in ("ccomp", "parataxis")]
        if len(clauses) == 1:
            found[first - 1] = clauses[0]
        elif (own := _auxiliated(first, heads, rels)) is not None and own < second and own not in subjects:
            found[first - 1] = own
    return found


def behind(upos: Sequence[str], heads: Sequence[int], rels: Sequence[str]) -> list[int]:
    """Return the heads with a phrase right behind a verb given to it, not to the clause before that hangs on it.

    "Nine had died, the mayor said *on Friday*": the day was tied over *said* to *died*. No arc of a tree of English
    leads over the word that it hangs on.
    """
    found = list(heads)
    first = list(range(len(heads) + 1))  # where each word's phrase begins
    for word, head in enumerate(heads, start=1):
        if head > word:
            first[head] = min(first[head], first[word])
    for word, (head, rel) in enumerate(zip(heads, rels, strict=True), start=1):
        verb = first[word] - 1
        if base(rel) == "obl" and 0 < head < verb and upos[verb - 1] == "VERB" and heads[head - 1] == verb:
            found[word - 1] = verb
    return found


def related(heads: Sequence[int], rels: Sequence[str]) -> tuple[list[int], list[str]]:
    """Return heads and relations with a bare noun amid a relative clause that lacks a subject as the subject of it.

    "The bombing in which at least *nine people* died": the noun was tied to *bombing*, across the clause's own words.
    """
    found, by, below = list(heads), list(rels), _below(heads, rels)
    begins: dict[int, int] = {}
    for word, head in enumerate(heads, start=1):
        begins[head] = min(begins.get(head, word), word)
    for verb, (noun, rel) in enumerate(zip(heads, rels, strict=True), start=1):
        if rel != "acl:relcl" or below.get(verb, set()) & {"nsubj", "csubj"}:
            continue
        amid = [word for word in range(begins.get(verb, verb) + 1, verb) if noun in (heads[word - 1], word)
                and rels[word - 1] in ("nmod", "appos") and "case" not in below.get(word, set())]
        if len(amid) == 1:
            found[verb - 1] = heads[noun - 1] if amid == [noun] else noun  # told of the very noun that it holds
            found[amid[0] - 1], by[amid[0] - 1] = verb, "nsubj:pass" if "aux:pass" in below.get(verb, ()) else "nsubj"
    return found, by


def _auxiliated(subject: int, heads: Sequence[int], rels: Sequence[str]) -> int | None:
    """Return the verb of the auxiliary that stands right behind a subject and all below it, if that is what follows."""
    after = subject + 1
    while after <= len(heads) and subject <= heads[after - 1] < after:
        after += 1
    return heads[after - 1] if after <= len(heads) and base(rels[after - 1]) == "aux" else None


def determined(heads: Sequence[int], rels: Sequence[str]) -> list[int]:
    """Return the heads with a determiner given to the noun of the preposition that it stands behind.

    "Claimed responsibility for *the* attack": the article was tied to *responsibility*. Only *all* and *both* ever
    stand behind their noun (24 times in 25,000 sentences of the treebanks, never behind a preposition).
    """
    found = list(heads)
    for word, (head, rel) in enumerate(zip(heads, rels, strict=True), start=1):
        if base(rel) == "det" and 0 < head < word - 1 and base(rels[word - 2]) == "case" and heads[word - 2] > word:
            found[word - 1] = heads[word - 2]
    return found


def articles(
    forms: Sequence[str], upos: Sequence[str], heads: Sequence[int], rels: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Return heads and relations with an article given to the noun right behind it, where both were tied alike.

    "Condemned *the* shelling": article and noun were two objects of the verb.
    """
    found, named = list(heads), list(rels)
    for at in range(len(forms) - 1):
        beside = heads[at] == heads[at + 1] and base(rels[at]) == base(rels[at + 1])
        if beside and forms[at].lower() in _ARTICLES and upos[at + 1] in _NOUNS:
            found[at], named[at] = at + 2, "det"
    return found, named


def joined(heads: Sequence[int], rels: Sequence[str]) -> tuple[list[int], list[str]]:
    """Return heads and relations with a phrase behind *and* tied to that beside it, where it has no case of its own.

    "Battles between Sudan *and South Sudan*": the second name was hung beside the first, with the *and* below it. UD
    makes it a conjunct of the nearest phrase of the same word that has a case.
    """
    found, named = list(heads), list(rels)
    below = _below(heads, rels)
    for word, (head, rel) in enumerate(zip(heads, rels, strict=True), start=1):
        own = below.get(word, set())
        if base(rel) not in _PHRASES or "cc" not in own or "case" in own:
            continue
        beside = [other for other in range(1, word) if heads[other - 1] == head and base(rels[other - 1]) in _PHRASES
                  and "case" in below.get(other, set())]
        if beside:
            found[word - 1], named[word - 1] = beside[-1], "conj"
    return found, named


def paired(heads: Sequence[int], rels: Sequence[str]) -> tuple[list[int], list[str]]:
    """Return heads and relations with a name before *and the ...* made the first of the two that are joined.

    "*Kerman* and the strikes": the name was taken for a part of *the Kerman strikes*. A compound never stands before
    the determiner of its own phrase (never in 25,000 sentences of the treebanks).
    """
    found, named = list(heads), list(rels)
    for word in range(1, len(heads) - 1):
        head = found[word - 1]
        after = [(found[at], base(named[at])) for at in (word, word + 1)]
        if base(named[word - 1]) != "compound" or after != [(head, "cc"), (head, "det")]:
            continue
        before = [other for other in range(1, word) if found[other - 1] == head]
        for other in before:
            found[other - 1] = word
        found[word - 1], named[word - 1] = found[head - 1], named[head - 1]
        found[head - 1], named[head - 1] = word, "conj"
    return found, named


def passives(rels: Sequence[str], heads: Sequence[int], feats: Sequence[str]) -> list[str]:
    """Return the relations with the one subject of a verb told as its voice has it.

    The villages *were shelled*: who bears it is no plain subject. The police *moved* in: a finite verb of its own has
    no passive subject.
    """
    found, below = list(rels), _below(heads, rels)
    for word, (head, rel) in enumerate(zip(heads, rels, strict=True), start=1):
        own = below.get(head, set()) if head else set()
        if rel == "nsubj" and "aux:pass" in own and not own & {"nsubj:pass", "csubj:pass", "cop", "obj"}:
            found[word - 1] = "nsubj:pass"
        if rel == "nsubj:pass" and "aux:pass" not in own and head and "VerbForm=Fin" in feats[head - 1]:
            found[word - 1] = "nsubj"
    return found


def quoted(forms: Sequence[str], heads: Sequence[int], rels: Sequence[str]) -> list[str]:
    """Return the relations with a phrase in quotation marks right behind its verb as the object that the verb lacks.

    "It had carried out \"precision strikes\" against them": without a case the phrase was taken for a time or measure.
    """
    found, below = list(rels), _below(heads, rels)
    for word, (head, rel) in enumerate(zip(heads, rels, strict=True), start=1):
        if rel != "obl" or not 0 < head < word - 1 or "case" in below.get(word, set()) or below[head] & _OBJECTS:
            continue
        opening = head + 1
        while opening < word and heads[opening - 1] == head and rels[opening - 1] == "compound:prt":
            opening += 1
        if forms[opening - 1] in _QUOTES and not any(mark in _QUOTES for mark in forms[opening : word - 1]):
            found[word - 1] = "obj"
    return found


def verbs(upos: Sequence[str], heads: Sequence[int], rels: Sequence[str]) -> list[str]:
    """Return the tags with VERB for what has subject and object or is passive, whatever it was taken for.

    "The strikes *hit* a village": *hit* was taken for a preposition. Adjectives (*worth*) may stand so and are left,
    but not where an auxiliary makes the passive: "another was *wounded*".
    """
    found = list(upos)
    for word, own in _below(heads, rels).items():
        acts = {"nsubj", "obj"} <= own and "cop" not in own and found[word - 1] not in _MAY
        if word and (acts or ("aux:pass" in own and found[word - 1] in _PARTICIPLES)):
            found[word - 1] = "VERB"
    return found


def _below(heads: Sequence[int], rels: Sequence[str]) -> dict[int, set[str]]:
    """Return the relations of the words below each word, with and without their subtypes."""
    found: dict[int, set[str]] = {}
    for head, rel in zip(heads, rels, strict=True):
        found.setdefault(head, set()).update({base(rel), rel})
    return found
