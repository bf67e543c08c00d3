"""Quotation marks: where quotations begin and end, whatever marks a printer used, and who speaks on."""

from __future__ import annotations

import pytest

from histor.extract.attribution_draft import Draft
from histor.extract.attribution_quotes import join_quotes
from histor.model import Block, Document, Sentence, Source, Span, Token
from histor.model.quotes import Quotes, find_quotes


def _document(*paragraphs: str) -> Document:
    text, blocks = "", []
    for words in paragraphs:
        blocks.append(Block("paragraph", len(text), len(text) + len(words)))
        text += words + "\n"
    return Document("x", text, Source("x", "text"), tuple(blocks))


@pytest.mark.parametrize(
    ("paragraphs", "quotes"),
    [
        (['He said "we won" and "they lost".'], ['"we won"', '"they lost"']),
        (["“We held,” he wrote."], ["“We held,”"]),
        (["He wrote ''we held'' home."], ["''we held''"]),
        (["« Nous tenons », dit-il."], ["« Nous tenons »"]),
        (["‘We held the workers’ hall,’ he wrote."], ["‘We held the workers’"]),
        (["The soldiers’ camp and the king's men"], []),
        (['A 5" gun fired.'], []),
        (["“We held. ", "“And then we ran,” he wrote."], ["“We held. ", "“And then we ran,”"]),
        (["“An opening mark and no more.", "He left."], []),
        (["“He called me ‘a coward’ twice,” she said."], ["“He called me ‘a coward’ twice,”"]),
    ],
)
def test_quotations_by_their_marks(paragraphs: list[str], quotes: list[str]) -> None:
    document = _document(*paragraphs)
    assert [document.text[slice(*span)] for span in find_quotes(document)] == quotes


def test_look_up_by_position() -> None:
    quotes = Quotes([Span(2, 5), Span(8, 12)])
    assert quotes.overlapping(Span(4, 9)) == [Span(2, 5), Span(8, 12)]
    assert quotes.around(Span(9, 10)) == Span(8, 12) and quotes.around(Span(4, 6)) is None
    assert quotes.ending_before(8) == Span(2, 5) and quotes.starting_from(5) == Span(8, 12)
    assert quotes.ending_before(2) is None and quotes.starting_from(9) is None


def _sentences(document: Document, *texts: str) -> list[Sentence]:
    found = []
    for text in texts:
        start = document.text.index(text)
        block = next(at for at, block in enumerate(document.blocks) if block.start <= start < block.end)
        tokens, at = [], start
        for ident, form in enumerate(text.split(), start=1):
            at = document.text.index(form, at)
            upos = "PROPN" if form[0].isupper() else "X"
            tokens.append(Token(ident, form, form.lower(), upos, "", 0, "root", at, at + len(form)))
            at += len(form)
        found.append(Sentence(start, start + len(text), tuple(tokens), block))
    return found


def test_a_quotation_of_many_sentences_belongs_to_its_speaker_whole() -> None:
    document = _document('"We came. We saw. We won," he said. "We left." Nobody cheered.')
    sentences = _sentences(document, '"We came.', "We saw.", 'We won," he said.', '"We left."', "Nobody cheered.")
    won = document.text.index("We won")
    cue = document.text.index("said")
    draft = Draft(2, Span(cue, cue + 4), "asserts", "speech.clause", content=[Span(won, won + 6)])
    (joined,) = join_quotes(document, sentences, [draft], Quotes(find_quotes(document)))
    assert [document.text[slice(*span)] for span in joined.content] == ['"We came. We saw. We won,"', '"We left."']


def test_the_next_paragraph_speaks_on_only_where_it_is_nothing_but_quotation() -> None:
    document = _document('He said: "We came."', '"We saw."', 'The "victory" was short.')
    sentences = _sentences(document, 'He said: "We came."', '"We saw."', 'The "victory" was short.')
    quotes = Quotes(find_quotes(document))
    draft = Draft(0, Span(3, 7), "asserts", "speech.quote", content=[quotes.spans[0]])
    (joined,) = join_quotes(document, sentences, [draft], quotes)
    assert [document.text[slice(*span)] for span in joined.content] == ['"We came."', '"We saw."']


def test_a_name_a_colon_and_a_quotation() -> None:
    document = _document("Ruritanian Envoy: “The Talks Are Dead”", "Result: the talks are dead")
    sentences = _sentences(document, "Ruritanian Envoy: “The Talks Are Dead”", "Result: the talks are dead")
    (draft,) = join_quotes(document, sentences, [], Quotes(find_quotes(document)))
    assert draft.rule == "quote.colon" and document.text[slice(*draft.content[0])] == "“The Talks Are Dead”"
    assert document.text[slice(*(draft.speakers[0].span or Span(0, 0)))] == "Ruritanian Envoy"
