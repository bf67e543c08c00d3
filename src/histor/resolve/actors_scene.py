"""One sentence laid out for reading: its tree, the known names and persons on its words, and its noun phrases."""

from __future__ import annotations

from dataclasses import dataclass, field

from histor.model import Sentence, Token
from histor.model.tree import Tree, base
from histor.resolve.actors_known import Catalogue
from histor.resolve.actors_persons import PersonSpan, is_title, trim_name, with_post
from histor.resolve.actors_text import DASHES, Chunk, DocumentNames, Hit, chunks_of, hits_of
from histor.resolve.actors_words import PeopleWords

_OUTSIDE = frozenset({"acl", "advcl", "ccomp", "xcomp", "parataxis", "csubj", "conj", "appos", "cc", "cop", "nsubj",
                      "obj", "aux", "expl", "discourse", "list", "mark", "orphan"})


@dataclass(slots=True)
class Scene:
    """A sentence with what its surface names."""

    index: int
    sentence: Sentence
    tree: Tree
    hits: list[Hit]
    chunks: list[Chunk]
    persons: list[PersonSpan]
    hit_at: dict[int, Hit] = field(default_factory=dict)
    person_at: dict[int, PersonSpan] = field(default_factory=dict)
    chunk_at: dict[int, Chunk] = field(default_factory=dict)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the sentence; indices count from 0, UD ids from 1."""
        return self.sentence.tokens

    def hit(self, token: Token) -> Hit | None:
        """Return the known name that a word is part of."""
        return self.hit_at.get(token.id - 1)


def build_scene(index: int, sentence: Sentence, catalogue: Catalogue, words: PeopleWords,
                names: DocumentNames) -> Scene:
    """Lay out a sentence; where a known name and a tagged person meet, the longer wins, a body's name on a tie."""
    hits, chunks = hits_of(sentence, catalogue, names), chunks_of(sentence)
    tokens = sentence.tokens
    spans = [trim_name(tokens, _after_state(tokens, c, hits), c.last, words) for c in chunks if c.kind == "PER"]
    spans = [span for span in spans if _is_name(tokens, span) and not _beaten(tokens, span, hits, names)
             and not names.is_place(tuple(tok.form for tok in tokens[span[0]:span[1]]))
             and not all(is_title(tok, words) or tok.upos == "ADJ" for tok in tokens[span[0]:span[1]])]
    inside = {i for first, last in spans for i in range(first, last)}
    hits = [hit for hit in hits if not any(i in inside for i in range(hit.first, hit.last))]
    scene = Scene(index, sentence, Tree(sentence), hits, chunks,
                  [with_post(tokens, first, last, words) for first, last in spans])
    for hit in hits:
        scene.hit_at.update(dict.fromkeys(range(hit.first, hit.last), hit))
    for person in scene.persons:
        scene.person_at.update(dict.fromkeys(range(person.first, person.last), person))
        if person.post is not None:
            scene.person_at.setdefault(person.post, person)
    for chunk in chunks:
        scene.chunk_at.update(dict.fromkeys(range(chunk.first, chunk.last), chunk))
    return scene


def _after_state(tokens: tuple[Token, ...], chunk: Chunk, hits: list[Hit]) -> int:
    """Return where the name begins in a person's chunk that swallowed a state's name ("of Kenya Amina Warsame")."""
    for hit in hits:
        owned = hit.how in ("demonym", "name") and hit.first == chunk.first and hit.last < chunk.last
        named = any(tok.head == hit.first + 1 and base(tok.deprel) == "flat" for tok in tokens[hit.last:chunk.last])
        if owned and not named and (hit.how == "demonym" or (hit.first > 0 and tokens[hit.first - 1].upos == "ADP")):
            return hit.last
    return chunk.first


def _is_name(tokens: tuple[Token, ...], span: tuple[int, int]) -> bool:
    first = tokens[span[0]]
    if span[1] - span[0] == 1 and len(first.form.strip(".")) < 2:
        return False
    if any(char.isdigit() for token in tokens[span[0]:span[1]] for char in token.form):
        return False
    return first.upos not in ("PRON", "DET", "VERB", "NUM") and any(ch.isalpha() for ch in first.form)


def _beaten(tokens: tuple[Token, ...], span: tuple[int, int], hits: list[Hit], names: DocumentNames) -> bool:
    """Tell whether a known name takes the words of a tagged person: it covers them, or all but one of a long name."""
    for hit in hits:
        if hit.first <= span[0] and span[1] <= hit.last:
            return hit.how != "capital" or tokens[span[1] - 1].form not in names.surnames
        if hit.how == "name" and hit.last - hit.first > 1 and hit.first < span[1] and span[0] < hit.last:
            return True
    return False


@dataclass(slots=True)
class Phrase:
    """A noun phrase around its head: words to the left, and what stands to the right."""

    head: Token
    left: list[Token]
    right: list[Token]

    @property
    def lemma(self) -> str:
        """The head's lemma in lower case."""
        return self.head.lemma.lower()

    @property
    def before(self) -> str:
        """The lemma of the word right before the head, for two-word classes."""
        word = self.left[-1] if self.left else None
        near = word is not None and word.id == self.head.id - 1 and word.upos in ("NOUN", "PROPN", "ADJ")
        return word.lemma.lower() if near and word is not None else ""


def phrase_of(scene: Scene, head: Token) -> Phrase:
    """Return the phrase of a head: its own modifiers without clauses, appositions and conjuncts."""
    keep = scene.tree.subtree(head.id, lambda tok: _is_outside(scene, tok, head) or _is_leading_case(scene, tok, head))
    left = [tok for tok in keep if (tok.id < head.id and base(tok.deprel) != "case") or _possessive(scene, tok, head)]
    right = [tok for tok in keep if tok.id > head.id]
    return Phrase(head, _lead(scene, head, left), _contiguous(head, right))


def _lead(scene: Scene, head: Token, left: list[Token]) -> list[Token]:
    """Return the words to the left back to the first gap that is no short name in brackets."""
    found: list[Token] = []
    expected = head.id - 1
    for tok in reversed(left):
        gap = scene.tokens[tok.id:expected]
        if gap and (gap[0].form, gap[-1].form) != ("(", ")"):
            break
        expected = tok.id - 1
        found.append(tok)
    return [tok for tok in reversed(found) if tok.upos != "PUNCT" or tok.form in DASHES]


def _possessive(scene: Scene, tok: Token, head: Token) -> bool:
    return tok.id < head.id and tok.upos == "PART"


def _is_outside(scene: Scene, tok: Token, head: Token) -> bool:
    return base(tok.deprel) in _OUTSIDE and not scene.tree.names_on(tok, head.id)


def _is_leading_case(scene: Scene, tok: Token, head: Token) -> bool:
    return tok.head == head.id and base(tok.deprel) in ("case", "punct")


def _contiguous(head: Token, right: list[Token]) -> list[Token]:
    """Return the words to the right up to the first gap (a clause or apposition left out)."""
    found: list[Token] = []
    expected = head.id + 1
    for tok in right:
        if tok.id != expected:
            break
        found.append(tok)
        expected += 1
    while found and found[-1].upos == "PUNCT":
        found.pop()
    return found


def is_plural(token: Token) -> bool:
    """Tell whether a noun is in the plural, also where it has no other number ("troops")."""
    return "Number=Plur" in token.feats or "Number=Ptan" in token.feats


def is_backing(scene: Scene, hit: Hit, words: PeopleWords) -> bool:
    """Tell whether a name only tells who backs or holds something ("X-backed", "X-led")."""
    tokens = scene.tokens
    at = hit.last
    if at < len(tokens) and tokens[at].form in DASHES:
        at += 1
    return at < len(tokens) and at > hit.last - 1 and tokens[at].form.lower() in words.backing


def core_words(phrase: Phrase, words: PeopleWords) -> list[Token]:
    """Return the words that name what a description describes, without articles, numbers and quantifiers."""
    left = [tok for tok in phrase.left if not _counts(tok, words)]
    while left and left[0].form in DASHES | {"'s", "’s"}:
        left.pop(0)
    return [*left, phrase.head, *phrase.right]


def _counts(tok: Token, words: PeopleWords) -> bool:
    if tok.upos in ("DET", "NUM", "ADV", "ADP", "CCONJ", "SYM"):
        return True
    if tok.upos == "PRON":
        return True
    return tok.lemma.lower() in words.quantifiers or tok.form.lower() in words.quantifiers
