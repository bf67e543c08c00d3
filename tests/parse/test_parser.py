"""The shipped parser: the same text gives the same trees in any company, and no text breaks it."""

import random
import time

import pytest

from histor.model import Block, Document, Sentence, Source
from histor.parse import Parser, load_parser
from histor.parse.parser import MiniLMParser

NEWS = [
    "Gen. Valery Zaluzhny said on Tuesday that Ukraine's 47th Brigade had shot down three Russian Su-34s near "
    "Avdiivka. Russia denied it.",
    "Israeli airstrikes killed at least 12 people in Gaza City, the Hamas-run Health Ministry said, but the army "
    "didn't comment. \"We cannot confirm this,\" a spokesman told Reuters.",
    "Two soldiers were wounded by a roadside bomb near Mosul",
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser()


def document(*paragraphs: str) -> Document:
    blocks, text = [], ""
    for p in paragraphs:
        blocks.append(Block("paragraph", len(text), len(text) + len(p)))
        text += p + "\n\n"
    return Document("x", text, Source("t", "text"), tuple(blocks))


def check(doc: Document, sentences: tuple[Sentence, ...]) -> None:
    """Offsets, ids, one root, no cycle, order, bounds of blocks."""
    last = 0
    for s in sentences:
        block = doc.blocks[s.block]
        assert block.start <= s.start < s.end <= block.end
        assert (s.start, s.end) == (s.tokens[0].start, s.tokens[-1].end)
        assert [t.id for t in s.tokens] == list(range(1, len(s.tokens) + 1))
        assert [t.deprel == "root" for t in s.tokens] == [t.head == 0 for t in s.tokens]
        assert sum(t.head == 0 for t in s.tokens) == 1
        for t in s.tokens:
            assert last <= t.start and doc.text[t.start : t.end] == t.form and t.lemma
            last = t.end
            node, steps = t, 0
            while node.head:
                node, steps = s.tokens[node.head - 1], steps + 1
                assert steps <= len(s.tokens)


def test_it_is_a_parser_and_has_a_name(parser: Parser) -> None:
    assert isinstance(parser, Parser)
    name, _, digest = parser.name.partition("@")
    assert name and len(digest) == 12


def test_news_is_read(parser: Parser) -> None:
    doc = document(*NEWS)
    sentences = parser.parse(doc)
    check(doc, sentences)
    assert len(sentences) == 5
    first = {t.form: t for t in sentences[0].tokens}
    assert first["said"].head == 0 and first["said"].lemma == "say"
    assert first["shot"].deprel == "ccomp" and first["down"].deprel in {"advmod", "compound:prt"}
    assert first["Zaluzhny"].ent.endswith("PER") and first["Avdiivka"].ent == "B-LOC"
    passive = {t.form: t for t in sentences[4].tokens}
    assert passive["soldiers"].deprel == "nsubj:pass" and passive["were"].deprel == "aux:pass"


def test_same_text_same_trees_in_any_company(parser: Parser) -> None:
    together = parser.parse(document(*NEWS))
    assert parser.parse(document(*NEWS)) == together
    fields = [[(t.form, t.lemma, t.upos, t.feats, t.head, t.deprel, t.ent) for t in s.tokens] for s in together]
    alone = [s for p in NEWS for s in parser.parse(document(p))]
    assert [[(t.form, t.lemma, t.upos, t.feats, t.head, t.deprel, t.ent) for t in s.tokens] for s in alone] == fields
    assert [s.tokens for s in load_parser().parse(document(*NEWS))] == [s.tokens for s in together]


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_headlines_and_lower_case(parser: Parser, change: type[str.upper]) -> None:
    doc = document(change("Rebels killed ten soldiers in Aleppo on Monday"))
    tokens = parser.parse(doc)[0].tokens
    assert [t.lemma.lower() for t in tokens[:4]] == ["rebel", "kill", "ten", "soldier"]
    assert [t.deprel for t in tokens[:4]] == ["nsubj", "root", "nummod", "obj"]


def test_the_fast_parser_has_its_own_name(parser: Parser) -> None:
    fast = load_parser(fast=True)
    doc = document(*NEWS)
    check(doc, fast.parse(doc))
    assert fast.name != parser.name
    assert [s.start for s in fast.parse(doc)] == [s.start for s in parser.parse(doc)]


def test_nothing_and_white_space(parser: Parser) -> None:
    assert parser.parse(document()) == ()
    assert parser.parse(document("", "  \u00a0 ", "\u200b")) == ()


def test_literal_special_pieces_are_words(parser: Parser) -> None:
    doc = document("The [PAD] unit and [CLS] [SEP] [MASK] fired ##ing.")
    check(doc, parser.parse(doc))


def test_hostile_texts_neither_crash_nor_grow(parser: Parser) -> None:
    rng = random.Random(1)
    odd = "ab Z9.,'’\"“-–—()[]/:;$%\n\u00ad\u200b\u0301😀ßİ漢ع\x00…"
    for text in ("x" * 100_000, "word " * 3000, ". " * 2000, "(" * 3000,
                 *("".join(rng.choices(odd, k=200)) for _ in range(20))):
        doc = document(text)
        check(doc, parser.parse(doc))


def test_time_is_linear_in_the_text(parser: Parser) -> None:
    """A block four times as long takes not much more than four times as long."""

    def seconds(words: int) -> float:
        doc = document("the army said on Monday that it fired and " * (words // 9))
        began = time.process_time()
        parser.parse(doc)
        return time.process_time() - began

    seconds(300)
    assert seconds(8000) < 10 * seconds(2000)


def test_tag_takes_given_words(parser: Parser) -> None:
    assert isinstance(parser, MiniLMParser)
    tokens = parser.tag(["Rebels", "fled", "."])
    assert [(t.start, t.end) for t in tokens] == [(0, 6), (7, 11), (12, 13)]
    assert parser.tag([]) == ()
    with pytest.raises(ValueError, match="does not fit"):
        parser.tag(["word"] * 1000)
