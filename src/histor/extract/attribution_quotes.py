"""Widens sayings to whole quotations and lets quotations that run on follow their speaker.

Three steps over the text: a saying whose words touch a quotation takes all of it; a paragraph that opens with a name,
a colon and
a quotation is a saying; a quotation that stands alone belongs to the last speaker of the paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from histor.extract.attribution_draft import Draft, Speaker
from histor.model import Document, Sentence, Span, WordRef
from histor.model.quotes import Quotes

#: Letters outside the marks that a sentence may hold and still be "nothing but a quotation".
_STRAY = 3
#: Paragraphs that one "he said" may carry; a bound, so that a book of sayings stays linear.
_LONGEST_SPEECH = 60
#: Up to six capitalised words and a colon at the head of a paragraph.
_COLON = re.compile(r"((?:[A-Z][\w.’'-]{0,30} ){0,5}[A-Z][\w.’'-]{0,30}):\s{1,3}(?=[“\"‘'])")


def join_quotes(document: Document, sentences: Sequence[Sentence], drafts: list[Draft], quotes: Quotes) -> list[Draft]:
    """Return the drafts with contents widened to quotation marks and running-on quotations joined to their speaker."""
    for draft in drafts:
        draft.content = _merged([_widened(span, draft.cue, quotes) for span in draft.content])
        draft.direct = any(_is_direct(span, quotes) for span in draft.content)
    _split(document, drafts, quotes)
    _run_on(document, sentences, drafts, quotes)
    return [*drafts, *_colons(document, sentences, drafts, quotes)]


def _split(document: Document, drafts: list[Draft], quotes: Quotes) -> None:
    """Join the first half of a quotation that "X said" splits, where the parser tied only the second half to it."""
    for draft in drafts:
        names = [speaker.span for speaker in draft.speakers if speaker.span]
        start = min([draft.cue.start, *(span.start for span in names)])
        half = quotes.ending_before(start)
        if not draft.direct or half is None or half.end > start:
            continue
        taken = any(span.start < half.end and half.start < span.end for span in draft.content)
        between = document.text[half.end : start]
        if not taken and "\n" not in between and len(between.split()) <= 2 and document.text[half.end - 2] in ",?!—-–":
            draft.content = _merged([half, *draft.content])


def _colons(document: Document, sentences: Sequence[Sentence], drafts: list[Draft], quotes: Quotes) -> list[Draft]:
    """Return a saying for every paragraph that is a name, a colon and a quotation: headlines and printed interviews."""
    taken = {span.start for draft in drafts for span in draft.content}
    starts = [sentence.start for sentence in sentences]
    found = []
    for block in document.blocks:
        match = _COLON.match(document.text, block.start, block.end)
        quote = quotes.starting_from(match.end()) if match else None
        if match is None or quote is None or quote.start != match.end() or quote.start in taken or not sentences:
            continue
        index = max(bisect_right(starts, block.start) - 1, 0)
        name = Span(match.start(1), match.end(1))
        head = [tok for tok in sentences[index].tokens if name.start <= tok.start and tok.end <= name.end]
        if head and all(tok.upos in {"PROPN", "ADJ", "NOUN", "PUNCT"} for tok in head):
            nouns = [tok for tok in head if tok.upos in {"PROPN", "NOUN"}]
            tops = [tok for tok in nouns if not any(tok.head == other.id for other in nouns)] or nouns
            if tops:
                speaker = Speaker(WordRef(index, tops[0].id), name)
                colon = Span(match.end(1), match.end(1) + 1)
                found.append(Draft(index, colon, "asserts", "quote.colon", [speaker], [quote], direct=True))
    return found


def _widened(span: Span, cue: Span, quotes: Quotes) -> Span:
    start, end = span
    for quote in quotes.overlapping(Span(max(0, span.start - 1), span.end + 1)):
        if quote.start < cue.end and cue.start < quote.end:
            continue
        start, end = min(start, quote.start), max(end, quote.end)
    if start < cue.end <= span.start:
        start = span.start
    return Span(start, end)


def _merged(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _is_direct(span: Span, quotes: Quotes) -> bool:
    """Tell whether a content begins with a quotation that makes up at least half of it."""
    inside = quotes.overlapping(span)
    return bool(inside) and 2 * sum(q.end - q.start for q in inside) >= span.end - span.start


def _run_on(document: Document, sentences: Sequence[Sentence], drafts: list[Draft], quotes: Quotes) -> None:
    taken = sorted(span for draft in drafts for span in draft.content)
    starts = [span.start for span in taken]
    direct = sorted((draft for draft in drafts if draft.direct), key=lambda draft: draft.cue)
    cues = [draft.cue.start for draft in direct]
    sentence_starts = [sentence.start for sentence in sentences]
    for quote in quotes.spans:
        at = bisect_right(starts, quote.start) - 1
        if (at >= 0 and taken[at].end > quote.start) or not _stands_alone(document, sentences, sentence_starts, quote):
            continue
        last = bisect_right(cues, quote.start) - 1
        if last >= 0 and _follows(document, sentences, direct[last], quote, sentence_starts):
            direct[last].content.append(quote)


def _stands_alone(document: Document, sentences: Sequence[Sentence], starts: list[int], quote: Span) -> bool:
    """Tell whether the sentences that a quotation covers hold nothing else."""
    first = bisect_right(starts, quote.start) - 1
    last = bisect_right(starts, quote.end - 1) - 1
    if first < 0:
        return False
    outside = document.text[sentences[first].start : quote.start] + document.text[quote.end : sentences[last].end]
    return sum(char.isalnum() for char in outside) <= _STRAY and " " in document.text[quote.start : quote.end]


def _follows(document: Document, sentences: Sequence[Sentence], draft: Draft, quote: Span, starts: list[int]) -> bool:
    """Tell whether a quotation stands right after a speaker's last words, in the same paragraph or as the next one."""
    here = sentences[bisect_right(starts, quote.start) - 1].block
    if len(draft.content) > _LONGEST_SPEECH:
        return False
    there = sentences[draft.sentence].block
    if here - there > 1:
        there = sentences[bisect_right(starts, max(span.start for span in draft.content)) - 1].block
    if not 0 <= here - there <= 1:
        return False
    reached = max([draft.cue.end, *(span.end for span in draft.content), sentences[draft.sentence].end])
    return sum(char.isalnum() for char in document.text[reached : quote.start]) <= _STRAY
