"""Figures told without their noun: "the ministry gives 22", "put it at 30", "the rebels of 14", "up from nine".

A number that a verb of telling governs and that counts nothing named is another telling of the figure before it: of
the same effect, and by another mouth. Without a figure shortly before it the number stays unread; one that somebody
owns ("the Front's 118 is too high") points further back, since whoever weighs figures tells first what they count.
"""

from __future__ import annotations

from histor.extract.casualties_draft import Draft
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share
from histor.extract.quantities_reader import Number

_BACK = 2  # sentences between a figure and its elliptic telling
_FAR = 12  # the same, where somebody owns the number
_QUOTES = frozenset({'"', "“", "''", "``", "‘"})
_BEHIND = frozenset({"", ".", ",", ";", ")", "—", "–", "-", "--", '"', "”", "''", "and", "but", "while", "or",
                     "in", "on", "at", "for", "that", "with", "then", "so", "as", "?"})  # fmt: skip
_SUBJECTS = frozenset({"NOUN", "PROPN"})


def read_elliptic(scene: Scene, drafts: list[Draft], before: list[Draft]) -> list[Draft]:
    """Return the figures of a sentence that repeat an effect told before them without naming it."""
    found: list[Draft] = []
    for number in scene.numbers.found:
        known = [*before, *drafts, *found]
        owned = _owned(scene, number)
        model = _model(scene, number, known, _FAR if owned else _BACK)
        if number.kind != "count" or model is None or not _bare(scene, number, known, owned=owned):
            continue
        named = model.effect == "killed" and scene.words.has("listed_as", scene.lower(_last(scene, number) + 1))
        if named or owned or _told(scene, number) or _gapped(scene, number, [*drafts, *found]):
            found.append(_draft(scene, number, model, "elliptic:owned" if owned else "elliptic"))
    return found


def _model(scene: Scene, number: Number, known: list[Draft], back: int) -> Draft | None:
    """Return the figure told last before a number, at most so many sentences back, of which it may be a telling."""
    near = [d for d in known if scene.index - d.scene.index <= back and d.share.span.end <= number.span.start]
    near = [d for d in near if d.whole is None and not (d.share.low == 0 and d.share.high == 0)]
    last = near[-1].scene.index if near else 0
    deaths = [d for d in near if d.scene.index == last and d.effect == "killed"]
    return (deaths or near)[-1] if near else None


def _owned(scene: Scene, number: Number) -> bool:
    """Tell whether somebody owns a number that counts nothing: "the Front's 118", "the 118 of the Front"."""
    at = scene.lead_id(number)
    at = at - 1 if scene.lower(at) in _QUOTES else at
    if scene.lower(at) in ("'s", "’s"):
        return _owner(scene, at)
    owner = next((tok for tok in scene.tree.children(number.last, "nmod") if scene.tree.case(tok.id) == "of"), None)
    return scene.lower(at) == "the" and owner is not None and owner.upos == "PROPN"


def _bare(scene: Scene, number: Number, known: list[Draft], *, owned: bool = False) -> bool:
    """Tell whether a number counts no noun and is no figure already; one that is owned may go on with its verb."""
    if any(d.share.span.start <= number.span.start < d.share.span.end for d in known if d.scene is scene):
        return False
    end = max(number.last, _last(scene, number))
    end += scene.words.has("listed_as", scene.lower(end + 1))
    behind = scene.token(end + 1)
    goes_on = owned and behind is not None and behind.upos in ("VERB", "AUX", "ADP", "PUNCT")
    return (goes_on or scene.lower(end + 1) in _BEHIND) and scene.head_of(number).id <= end


def _last(scene: Scene, number: Number) -> int:
    """Return the id of the last word of a number with its qualifier."""
    at = number.last
    while (token := scene.token(at + 1)) is not None and token.end <= number.span.end:
        at += 1
    return at


def _told(scene: Scene, number: Number) -> bool:
    """Tell whether a word of telling stands right before a number: "gives 22", "put it at 30", "a figure of four"."""
    lists, lead, at = scene.words.lists, scene.lead(number), scene.lead_id(number)
    if lead in lists["figure_verbs"]:
        return True
    if lead in ("at", "of", "to", "as"):
        near = {scene.lower(i) for i in range(max(1, at - 3), at)}
        return bool(near & lists["figure_verbs_" + lead]) or scene.lower(at - 1) in lists["figure_nouns"]
    if lead == "from":
        return scene.lower(at - 1) in ("up", "down", "revised", "raised", "corrected")
    if lead in (",", "is", "was"):  # "the ministry's final figure was 740"
        return scene.lower(at - 1) in lists["figure_nouns"]
    return lead in ("'s", "’s") and _owner(scene, at)


def _owner(scene: Scene, at: int) -> bool:
    before = scene.token(at - 1)
    return before is not None and before.upos in _SUBJECTS and not before.ent.endswith(("DATE", "TIME"))


def _gapped(scene: Scene, number: Number, drafts: list[Draft]) -> bool:
    """Tell whether a clause leaves out what the one before it said: "spoke of three dead, the rebels of 14"."""
    inside = [d for d in drafts if d.scene is scene and d.share.span.end <= number.span.start]
    if not inside:
        return False
    told = inside[-1].share.span
    first = next((n for n in scene.numbers.found if told.start <= n.span.start < told.end), None)
    at = scene.lead_id(number)
    lead = scene.lower(at)
    if lead in ("of", "at", "to", "as"):
        return first is not None and scene.lead(first) == lead and _after_mark(scene, at - 1)
    return lead not in ("of", "at") and _after_mark(scene, at) and inside[-1].trigger.id < at


def _after_mark(scene: Scene, ident: int) -> bool:
    """Tell whether a short subject ends at a word, with a comma or semicolon right before it."""
    token = scene.token(ident)
    if token is None or token.upos not in _SUBJECTS:
        return False
    for at in range(ident - 1, max(0, ident - 5), -1):
        here = scene.tree.token(at)
        if here.form in (",", ";"):
            return True
        if here.upos not in ("DET", "ADJ", "NOUN", "PROPN"):
            return False
    return False


def _draft(scene: Scene, number: Number, model: Draft, rule: str) -> Draft:
    word = scene.tree.token(number.last)
    share = Share(number.low, number.high, number.qualifier, number.span, word, "", None, True)
    return Draft(model.effect, share, scene, word, rule, score=0.6)
