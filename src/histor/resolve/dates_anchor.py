"""The date in force at each sentence, for deeds that are told without one: empty rather than wrong.

A date is carried only from the main deed of a sentence ("On 9 May the army struck") to those that follow in the same
paragraph, and under a heading that tells its day or is itself a date. A new paragraph starts without one, and so does
a sentence that opens with a word such as "later", which says that the date before is left behind. A sentence in the
past perfect goes behind the story and leaves its date to none but others of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from histor.lexicon import load_lexicon
from histor.model.account import When
from histor.model.text import Document, Sentence, Token
from histor.model.tree import Tree, base

#: Relations through which a date may hang on the main verb of its sentence.
_TIMELY = frozenset({"obl", "advmod", "nmod", "dep", "discourse", "dislocated", "vocative", "nummod"})
#: Prepositions after which a date bounds the deed and does not date it.
_BOUNDS = frozenset({"since", "before", "after", "until", "till", "by"})
#: An hour of a day: what was done *before daybreak on the 1st* was done on the 1st.
_HOUR_OF = re.compile(r"^(?!the ?\d)[a-z][a-z ]* (?:on|of) ")
_HEAD = re.compile(r"[^\w]*([\w'’]+)")


def anchors(document: Document, sentences: Sequence[Sentence], whens: Sequence[When]) -> tuple[When | None, ...]:
    """Return for each sentence the date in force, or None: its own main date, else the one carried (``context``)."""
    told = _by_sentence(sentences, whens)
    loosen = frozenset(str(word) for word in load_lexicon().words("times")["words"]["loosen"])
    heads = _dated_headings(document, whens)
    found: list[When | None] = []
    carried, before, block = None, None, -1
    for index, sentence in enumerate(sentences):
        looks_back = _looks_back(sentence)
        if sentence.block != block:
            block, carried = sentence.block, heads.get(document.blocks[sentence.block].section)
            before = carried
        elif _loosened(document.text, sentence, loosen):
            carried = before = None
        elif not looks_back:
            carried = before
        own = _main(document.text, sentence, told.get(index, ()))
        if own is not None:
            carried = replace(own, basis="context", why=f"carried from “{_quote(document, own)}”")
        before = before if looks_back else carried
        found.append(carried)
    return tuple(found)


def _looks_back(sentence: Sentence) -> bool:
    """Tell whether a sentence goes behind its story: *three days before, four men had been killed there*.

    Its date is left again with the next sentence that does not.
    """
    tree = Tree(sentence)
    root = next((tok for tok in sentence.tokens if tok.head == 0), None)
    return root is not None and any(tok.form.lower() == "had" for tok in tree.children(root.id, "aux"))


def _quote(document: Document, when: When) -> str:
    return document.text[when.span.start : when.span.end] if when.span else (when.start or "")


def _by_sentence(sentences: Sequence[Sentence], whens: Sequence[When]) -> Mapping[int, list[When]]:
    found: dict[int, list[When]] = {}
    at = 0
    for when in sorted((w for w in whens if w.span is not None), key=lambda w: w.span or (0, 0)):
        start = when.span.start if when.span else 0
        while at < len(sentences) and sentences[at].end <= start:
            at += 1
        dated = when.kind in {"date", "time"} and when.start is not None
        if at < len(sentences) and dated and sentences[at].start <= start:
            found.setdefault(at, []).append(when)
    return found


def _dated_headings(document: Document, whens: Sequence[When]) -> Mapping[tuple[str, ...], When]:
    """Return the dates of headings by the section they open: those that tell a day, or are a date and nothing else."""
    found: dict[tuple[str, ...], When] = {}
    headings = [block for block in document.blocks if block.kind == "heading"]
    at = 0
    for when in whens:
        if when.span is None or when.start is None or when.kind != "date":
            continue
        published = when.start == document.source.published
        while at < len(headings) and headings[at].end <= when.span.start:
            at += 1
        if at == len(headings):
            break
        heading = headings[at]
        alone = heading.end - heading.start - (when.span.end - when.span.start) <= 3
        if heading.start <= when.span.start and (alone or (when.precision == "day" and not published)):
            title = document.text[heading.start : heading.end]
            section = heading.section if heading.section[-1:] == (title,) else (*heading.section, title)
            found.setdefault(section, replace(when, basis="context", why=f"carried from the heading “{title}”"))
    return found


def _loosened(text: str, sentence: Sentence, loosen: frozenset[str]) -> bool:
    match = _HEAD.match(text, sentence.start, min(sentence.end, sentence.start + 60))
    return match is not None and match[1].lower() in loosen


def _main(text: str, sentence: Sentence, whens: Sequence[When]) -> When | None:
    """Return the date of a sentence's main deed; a bare year only where it opens the sentence."""
    tree = Tree(sentence) if whens and sentence.tokens else None
    for when in whens:
        assert when.span is not None
        opens = len(re.findall(r"\w+", text[sentence.start : when.span.start])) <= 2
        opens = opens or (tree is not None and _is_fronted(tree, when))
        if when.precision == "year" and not opens:
            continue
        lead = re.search(r"(\w+)\W*$", text[max(sentence.start, when.span.start - 20) : when.span.start])
        bounds = _BOUNDS - ({"until", "till"} if when.precision == "day" else set())
        if lead and lead[1].lower() in bounds and not _HOUR_OF.search(text[when.span.start : when.span.end]):
            continue
        if opens or (tree is not None and _dates_main_verb(tree, when)):
            same = (w for w in whens if w.basis == "explicit" and (w.start, w.end) == (when.start, when.end))
            return next(same, when)
    return None


def _is_fronted(tree: Tree, when: When) -> bool:
    """Tell whether a date stands in a phrase in front that sets the sentence: *During the crisis of 1885*, they ..."""
    token = _head(tree, when)
    noun = tree.parent(token) if token is not None and base(token.deprel) == "nmod" else None
    if token is None or noun is None or base(noun.deprel) != "obl" or tree.case(noun.id) not in {"during", "amid"}:
        return False
    verb = tree.parent(noun)
    return verb is not None and noun.id < verb.id and base(verb.deprel) in {"root", "advcl"}


def _dates_main_verb(tree: Tree, when: When) -> bool:
    token = _head(tree, when)
    if token is None:
        return False
    if base(token.deprel) == "nmod":
        noun = tree.parent(token)
        if noun is None or base(noun.deprel) not in {"nsubj", "obj", "root"} or tree.case(token.id) not in {"on", "in"}:
            return False
        token = noun
    elif base(token.deprel) not in _TIMELY | {"root"}:
        return False
    verb = tree.parent(token) or token
    if base(verb.deprel) == "advcl" and verb.id < verb.head and not tree.children(verb.id, "mark"):
        verb = tree.parent(verb) or verb  # "Meeting on 19 January, both agreed": the clause in front sets the date
    while base(verb.deprel) in {"conj", "parataxis", "ccomp"} and verb.head:
        if base(verb.deprel) == "ccomp" and tree.children(verb.id, "mark"):
            return False
        verb = tree.parent(verb) or verb
    return base(verb.deprel) == "root"


def _head(tree: Tree, when: When) -> Token | None:
    span = when.span
    inside = [tok for tok in tree.sentence.tokens if span and span.start <= tok.start and tok.end <= span.end]
    ids = {tok.id for tok in inside}
    return next((tok for tok in inside if tok.head not in ids), None)
