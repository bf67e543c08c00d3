"""Turns attributions into verbal events: who accuses, denies, demands or warns does something in the world too.

A verb of accusing is found with the other events; this adds the acts whose stance only the attribution knows ("said
that the shelling was a war crime"), so that each is told once.
"""

from __future__ import annotations

from collections.abc import Sequence

from histor.model import Attribution, Event, Mention, Sentence, Span, Token, WordRef
from histor.model.tree import Tree

_ACTS = {
    "accuses": ("ACCUSE", "allege"),
    "condemns": ("ACCUSE", "disapprove"),
    "denies": ("REJECT", "deny"),
    "demands": ("REQUEST", "change"),
    "warns": ("THREATEN", "other"),
}
_VERBAL = {"ACCUSE", "REJECT", "REQUEST", "THREATEN"}


def verbal_events(
    sentences: Sequence[Sentence], attributions: Sequence[Attribution], events: Sequence[Event]
) -> tuple[Event, ...]:
    """Return a verbal event for each telling stance that no found event of the same sentence and speaker tells yet."""
    taken = {(e.trigger.sentence, m.word.token) for e in events if e.type in _VERBAL for m in e.actors}
    cues = {e.trigger for e in events}
    made: list[Event] = []
    for row in attributions:
        act = _ACTS.get(row.stance)
        if act is None or row.speaker is None or row.speaker.sentence != row.sentence:
            continue
        word = _cue_word(sentences[row.sentence], row.cue)
        if word is not None and _names_only(Tree(sentences[row.sentence]), word):
            continue
        if word is None or (row.sentence, row.speaker.token) in taken:
            continue
        trigger = WordRef(row.sentence, word.id)
        if trigger not in cues:
            taken.add((row.sentence, row.speaker.token))
            made.append(_event(sentences[row.sentence], row, act, trigger))
    return tuple(made)


def _names_only(tree: Tree, word: Token) -> bool:
    """Tell whether a verb of calling only gives a thing its name in passing: *what it called* hideouts."""
    return any(tok.lemma.lower() == "what" for tok in tree.children(word.id)) or word.deprel == "acl:relcl"


def _cue_word(sentence: Sentence, cue: Span) -> Token | None:
    inside = [tok for tok in sentence.tokens if cue.start <= tok.start and tok.end <= cue.end]
    return next((tok for tok in inside if tok.upos in {"VERB", "NOUN"}), inside[0] if inside else None)


def _event(sentence: Sentence, row: Attribution, act: tuple[str, str], trigger: WordRef) -> Event:
    tree = Tree(sentence)
    assert row.speaker is not None
    speaker = Mention(word=row.speaker, span=row.speaker_span or tree.phrase(row.speaker.token), kind="actor")
    about: tuple[Mention, ...] = ()
    if row.about is not None and row.about.sentence == row.sentence:
        about = (Mention(word=row.about, span=tree.phrase(row.about.token), kind="actor"),)
    return Event(
        type=act[0],
        mode=act[1],
        trigger=trigger,
        frame=trigger,
        span=row.cue,
        evidence=row.evidence,
        why=row.why,
        actors=(speaker,),
        targets=about,
    )
