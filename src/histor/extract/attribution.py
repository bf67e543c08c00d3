"""Who says what, with which stance: the sayings of a document as :class:`Attribution` rows, one per speaker.

Grammar finds sayings sentence by sentence (``speech`` for verbs, ``attribution_nouns`` for the rest), then the
quotation marks
of the whole text widen them, since a quotation does not end where its first sentence does. The source's own narration
makes no row, nor does what nobody has said yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.extract.attribution_counts import counted_by
from histor.extract.attribution_cues import Cues
from histor.extract.attribution_draft import Draft, Speaker
from histor.extract.attribution_ends import end_contents
from histor.extract.attribution_figures import figure_sources
from histor.extract.attribution_grammar import Telling
from histor.extract.attribution_hinted import SayingWeigher
from histor.extract.attribution_infobox import infobox_sayings
from histor.extract.attribution_nouns import Nominal
from histor.extract.attribution_quotes import join_quotes
from histor.extract.attribution_speakers import Speakers
from histor.extract.attribution_unsaid import is_said, unvouched
from histor.extract.hint_book import NO_HINTS, HintBook, meets
from histor.extract.speech import Speech
from histor.lexicon import Lexicon
from histor.model import Attribution, Document, Hints, Sentence, Span, Why
from histor.model.quotes import Quotes, find_quotes
from histor.model.tree import Tree

#: Characters beyond which a sentence is too long to be evidence and only its clause is given.
LONGEST_EVIDENCE = 600
#: Words beyond which a "sentence" is a table or a list run together, which has no grammar to read.
LONGEST_SENTENCE = 400

_REASONS = {
    "speech.clause": "the verb makes this clause somebody's word",
    "speech.quote": "the verb stands beside this quotation",
    "speech.parenthesis": "the words between commas say whose the sentence is",
    "speech.infinitive": "the verb makes this infinitive the speaker's word about itself",
    "speech.command": "the verb asks somebody to do this",
    "speech.object": "the verb makes its object what is said or spoken of",
    "speech.responsibility": "the words claim the deed for the speaker",
    "speech.accuse": "the verb lays this at somebody's door",
    "speech.naming": "the verb gives this name to its object",
    "speech.sizing": "the verb puts a number to its object",
    "speech.compare": "the verb likens its object to this",
    "speech.preposition": "the verb and its preposition introduce what is said",
    "speech.passive": "the passive verb tells that this is said",
    "speech.disbelief": "the negated verb of belief denies this clause",
    "nominal.according": "the preposition gives the source of this clause",
    "nominal.words_of": "the phrase gives the source of this clause",
    "nominal.noun": "the noun of saying has an owner and a content",
    "nominal.copula": "the sentence equates somebody's words with this",
    "nominal.figure": "the words behind the figure name its source",
    "nominal.count": "the words name whose number this is",
    "nominal.adverb": "the adverb marks this as hearsay",
    "infobox.label": "the box's label says whose claim this row is",
    "model.saying": "the model reads these words as a saying",
    "quote.colon": "a name and a colon stand before the quotation",
}


def find_attributions(
    document: Document, sentences: Sequence[Sentence], lexicon: Lexicon, *, attitudes: bool = False,
    hints: Hints = NO_HINTS,
) -> tuple[Attribution, ...]:
    """Return everything that the document says somebody says, in text order, speakers not yet resolved.

    ``attitudes`` adds what is only hoped, wanted or felt; the product leaves it out. Spans are half-open character
    offsets
    into ``document.text``; ``nested_in`` indexes the returned tuple. With ``hints`` the model's opinion is weighed too.
    """
    cues = Cues(lexicon, attitudes)
    telling = Telling(cues)
    quotes = Quotes(find_quotes(document))
    speakers = Speakers(cues, telling)
    speech, nominal = Speech(cues, telling, speakers, quotes), Nominal(cues, telling, speakers)
    drafts: list[Draft] = []
    book = HintBook(hints, list(sentences))
    for index, sentence in enumerate(sentences):
        if 1 < len(sentence.tokens) <= LONGEST_SENTENCE and document.blocks[sentence.block].kind != "infobox":
            tree = Tree(sentence)
            rows = [*speech.find(index, tree, _quoted_block(document, sentence)), *nominal.find(index, tree)]
            found = [row for row in _distinct(rows) if not _is_own_aside(row, tree, quotes, cues)]
            found = SayingWeigher(tree, index, book, attitudes=attitudes).weigh(found) if book else found
            found = [unvouched(row, tree, cues) for row in found if is_said(row, tree, document.text, speakers, cues)]
            found += counted_by(index, tree, speakers, cues, found)
            end_contents(tree, found, quotes)
            drafts.extend(_with_sources(found, figure_sources(index, tree, speakers, cues)))
        elif sentence.tokens and len(sentence.tokens) <= LONGEST_SENTENCE:  # of a box's row only brackets are read
            drafts.extend(figure_sources(index, Tree(sentence), speakers, cues, boxed=True))
    drafts = join_quotes(document, sentences, drafts, quotes)
    drafts.extend(infobox_sayings(document, sentences, cues))
    drafts.sort(key=lambda draft: (draft.cue, draft.rule))
    return _number([row for draft in drafts for row in _rows(document, sentences, draft)])


def _with_sources(found: list[Draft], behind: list[Draft]) -> list[Draft]:
    """Add the sources that stand behind figures; what a bracket tells is told better by its place than by the tree."""
    kept = [row for row in found if not any(meets(row.cue, other.cue) for other in behind)]
    return [*kept, *behind]


def _quoted_block(document: Document, sentence: Sentence) -> Span | None:
    """Return the block of quotation that follows a sentence at the end of its block, or None."""
    here, following = document.blocks[sentence.block], document.blocks[sentence.block + 1 : sentence.block + 2]
    if following and following[0].kind == "quote" and here.kind != "quote" and sentence.end >= here.end:
        return Span(following[0].start, following[0].end)
    return None


def _distinct(rows: list[Draft]) -> Iterator[Draft]:
    """Leave out a noun of saying whose words a verb in the same sentence already tells of the same speaker."""
    told = [(row, span) for row in rows if row.rule.startswith("speech") for span in row.content]
    for row in rows:
        if row.rule == "nominal.noun" and any(
            span.start <= mine.start and mine.end <= span.end and other.speakers == row.speakers
            for mine in row.content
            for other, span in told
        ):
            continue
        yield row


def _is_own_aside(draft: Draft, tree: Tree, quotes: Quotes, cues: Cues) -> bool:
    """Tell whether "I think" or "we say" stands inside a quotation, where it is the quoted speaker's own hedge."""
    if quotes.around(draft.cue) is None:
        return False
    here = [speaker.word for speaker in draft.speakers if speaker.word and speaker.word.sentence == draft.sentence]
    words = [tree.token(word.token).form.lower() for word in here]
    return bool(words) and all(word in cues.words("own_asides") for word in words)


def _rows(document: Document, sentences: Sequence[Sentence], draft: Draft) -> Iterator[Attribution]:
    evidence = _evidence(sentences[draft.sentence], draft) if sentences else draft.content[0]
    for speaker in draft.speakers or [Speaker(None, None)]:
        reason = f"“{document.text[draft.cue.start : draft.cue.end]}”: {_REASONS[draft.rule]}"
        yield Attribution(
            cue=draft.cue, stance=draft.stance, evidence=evidence, sentence=draft.sentence,
            why=Why(draft.rule, reason), speaker=speaker.word, speaker_span=speaker.span,
            content=tuple(draft.content), about=draft.about, responsibility=draft.responsibility, hedge=draft.hedge,
        )  # fmt: skip


def _evidence(sentence: Sentence, draft: Draft) -> Span:
    if draft.rule == "infobox.label":  # from the label to the last row that is near enough
        ends = [span.end for span in draft.content if span.end - draft.cue.start <= LONGEST_EVIDENCE]
        return Span(draft.cue.start, max(ends)) if ends else draft.content[0]
    if sentence.end - sentence.start <= LONGEST_EVIDENCE:
        return Span(sentence.start, sentence.end)
    inside = [span for span in (draft.cue, *draft.content, *(s.span for s in draft.speakers if s.span))
              if sentence.start <= span.start and span.end <= sentence.end]  # fmt: skip
    start, end = min(span.start for span in inside), max(span.end for span in inside)
    if end - start > LONGEST_EVIDENCE:
        start = max(start, draft.cue.start - LONGEST_EVIDENCE // 2)
        end = min(end, start + LONGEST_EVIDENCE)
        whole = [tok for tok in sentence.tokens if start <= tok.start and tok.end <= end]
        start, end = (whole[0].start, whole[-1].end) if whole else draft.cue
    return Span(start, end)


def _number(rows: list[Attribution]) -> tuple[Attribution, ...]:
    """Fill ``nested_in``: the row with the shortest content that holds a row's cue, in one sweep over the text."""
    spans = sorted((span.start, span.end, at) for at, row in enumerate(rows) for span in row.content)
    above: list[int | None] = []
    opened: list[tuple[int, int, int]] = []
    place = 0
    for row in rows:
        while place < len(spans) and spans[place][0] <= row.cue.start:
            opened.append(spans[place])
            place += 1
        opened = [span for span in opened if span[1] > row.cue.start]
        holders = [span for span in opened if span[1] >= row.cue.end and rows[span[2]].cue != row.cue]
        best = min(holders, key=lambda span: (span[1] - span[0], span[2]), default=None)
        above.append(best[2] if best else None)
    for at in range(len(rows)):
        if _leads_back(above, at):  # contents in pieces can hold each other's cues: then the first holds the others
            above[at] = None
    both = zip(rows, above, strict=True)
    return tuple(row if outer is None else replace(row, nested_in=outer) for row, outer in both)


def _leads_back(above: list[int | None], at: int) -> bool:
    """Tell whether the way up from a row ends at the row itself."""
    seen, outer = {at}, above[at]
    while outer is not None and outer not in seen:
        seen.add(outer)
        outer = above[outer]
    return outer == at
