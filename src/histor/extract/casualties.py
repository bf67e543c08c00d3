"""Tolls: how many were killed, injured, captured, went missing or were displaced, as one document tells it.

Every number stands on its own characters and its own trigger; parts point at their wholes and running figures say so,
because a sum over a text that repeats itself is the commonest error of casualty counts. Who claims a figure and whose
dead they are is decided where attributions and actors are known.
"""

from __future__ import annotations

from collections.abc import Sequence

from histor.extract.casualties_draft import Draft
from histor.extract.casualties_elliptic import read_elliptic
from histor.extract.casualties_hinted import FigureWeigher
from histor.extract.casualties_lists import read_lists
from histor.extract.casualties_parts import read_parts
from histor.extract.casualties_real import is_running
from histor.extract.casualties_rules import read_drafts
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_tables import is_box, read_cell
from histor.extract.casualties_words import CasualtyWords, compile_casualties
from histor.extract.hint_book import NO_HINTS, HintBook
from histor.lexicon import Lexicon
from histor.model import Document, Hints, Sentence, Span, Toll, Why, WordRef

_TO = ("to_death.verbs", "to_hospital.verbs", "to_shelter.verbs", "to_prison.verbs")
_READABLE = {
    "verb": "the verb {word!r} tells it",
    "nought": "{word!r} are told to be none",
    "denied": "that there was any who {word!r} is denied",
    "state": "{word!r} tells the state they are in",
    "noun": "the noun {word!r} tells it",
    "count": "each {word!r} is one victim",
    "light": "{word!r} and its object tell it",
    "lives": "{word!r} are counted",
    "toll": "{word!r} is a running figure",
    "elliptic": "it stands for {word!r} of those told before it",
    "unseen": "they have not been seen again",
    "survival": "they did not live",
    "size": "{word!r} names them all",
    "victims": "they are called {word!r}",
    "bodies": "{word!r} are counted",
    "part": "{word!r} names a share of a figure",
    "list": "it stands in a list with {word!r}",
    "model": "the model counts these among the harmed by {word!r}",
    "table": "the row's label or value tells it",
}


def find_tolls(
    document: Document, sentences: Sequence[Sentence], lexicon: Lexicon, hints: Hints = NO_HINTS
) -> tuple[Toll, ...]:
    """Return the tolls that a document tells, wholes before their parts; time is linear in its length.

    With ``hints`` the model's opinion is weighed against what the grammar tells.
    """
    words = compile_casualties(lexicon)
    drafts: list[Draft] = []
    book = HintBook(hints, list(sentences))
    for index, sentence in enumerate(sentences):
        scene = Scene(document, index, sentence, words)
        drafts.extend(_read(scene, words, drafts[-12:], FigureWeigher(scene, book) if book else None))
    return _finish(drafts)


def _read(scene: Scene, words: CasualtyWords, before: list[Draft], weigher: FigureWeigher | None) -> list[Draft]:
    """Return the drafts of one sentence, its parts behind their wholes."""
    cell = read_cell(scene)
    silent = not before and not any(_speaks(words, scene, ident) for ident in range(1, len(scene.sentence.tokens) + 1))
    if not cell and silent and not (weigher and weigher.any):
        return []
    drafts = read_drafts(scene)
    drafts += [draft for draft in cell if not any(draft.share.span.start == d.share.span.start for d in drafts)]
    parts = read_parts(scene, drafts, before)
    parts += read_elliptic(scene, drafts + parts, before)
    total, boxed = any(draft.rule == "toll" for draft in drafts), is_box(scene)
    for draft in drafts:
        draft.running = draft.running or boxed or is_running(scene, draft.trigger, total)
    _inherit_groups(drafts)
    _name_losers(scene, drafts)
    return read_lists(scene, weigher.weigh(drafts + parts) if weigher is not None else drafts + parts)


def _speaks(words: CasualtyWords, scene: Scene, ident: int) -> bool:
    """Tell whether a word may tell a toll or a part, so that the other sentences cost nothing."""
    token = scene.tree.token(ident)
    lower = token.form.lower()
    return (
        words.effect(token) is not None
        or words.has("speaks", lower)
        or (
            any(words.stem(token) in words.lists[name] for name in _TO)
            or words.stem(token) in words.unseen
            or lower == "taken"
            or lower in words.lists["to_hospital.nouns"]
            or any(words.stem(token) in row.verbs for row in words.light)
        )
    )


def _inherit_groups(drafts: list[Draft]) -> None:
    """Give a bare number the group told before it in the sentence: "nine labourers were killed and three injured"."""
    last: Draft | None = None
    for draft in drafts:
        share = draft.share
        draft.group, draft.group_word = share.group, share.group_word
        if share.group:
            last = draft
        elif last is not None and share.told and share.low != 0 and _lends(draft, last):
            draft.group, draft.group_word = last.group, last.group_word


def _lends(draft: Draft, last: Draft) -> bool:
    """Tell whether a group may be that of another effect: of *five martyrs and nine wounded* no nine are martyrs."""
    called = last.scene.words.victim(last.group_word) if last.group_word is not None else None
    return draft.rule.split(":")[0] in ("verb", "state", "noun") and called in (None, "any", draft.effect)


def _name_losers(scene: Scene, drafts: list[Draft]) -> None:
    """Give bare figures to the side that suffered them: "the northern army lost 31 dead and 14 wounded"."""
    for draft in drafts:
        if draft.group_word is not None or draft.share.low == 0:
            continue
        above = [tok for tok in scene.tree.ancestors(draft.share.word) if tok.id < draft.share.word.id]
        verb = next((tok for tok in above if scene.words.has("losing", scene.words.stem(tok))), None)
        side = scene.tree.child(verb.id, "nsubj") if verb is not None else None
        if verb is not None and side is not None and side.id < verb.id and side.upos in ("NOUN", "PROPN"):
            draft.group_word = side


def _finish(drafts: list[Draft]) -> tuple[Toll, ...]:
    """Turn drafts into tolls with indices for their wholes; a part's whole is always in the list before it."""
    place = {id(draft): index for index, draft in enumerate(drafts)}
    return tuple(_toll(draft, place) for draft in drafts)


def _toll(draft: Draft, place: dict[int, int]) -> Toll:
    share, scene = draft.share, draft.scene
    group_word = draft.group_word or share.group_word
    return Toll(
        effect=draft.effect,
        low=share.low,
        high=share.high,
        span=share.span,
        evidence=Span(scene.sentence.start, scene.sentence.end),
        word=WordRef(scene.index, share.word.id),
        trigger=WordRef(scene.index, draft.trigger.id),
        why=_why(draft),
        group=draft.group or share.group,
        group_word=WordRef(scene.index, group_word.id) if group_word else None,
        qualifier=share.qualifier,
        part_of=place.get(id(draft.whole)) if draft.whole is not None else None,
        cumulative=draft.running,
    )


def _why(draft: Draft) -> Why:
    kind = draft.rule.split(":")[0]
    sentence = f"{draft.effect}: {_READABLE[kind].format(word=draft.trigger.form)}."
    return Why(rule=f"casualties.{draft.rule}", sentence=sentence, score=draft.score)
