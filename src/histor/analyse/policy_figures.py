"""Applies a policy: for each incident, effect and kind of people one line, with what it took, left out, and why.

Nothing is added up. A share stands in a line of its own beside its whole; a running toll of no single deed, and a
word that tells no number (where the policy gives it none), stay out and are told as left out. Unknown is not zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from histor.analyse.policies import Policy, load_policy, policy_names
from histor.analyse.policy_voices import Group, Voice, groups_of, last_words, numbered

Case = Mapping[str, Any]
Row = dict[str, Any]
#: The voices that a policy takes, of those that it is given, and what it did in words.
_Taken = tuple[list[Voice], str]

#: The voices that a policy leaves out, with the reason.
_Gone = tuple[str, list[Voice]]
#: Why voices are left out, in words.
_LEFT = {
    "parties": " by parties to the deed", "others": " by others who are not neutral",
    "adding": ", counted beside others", "mute": ", without a number",
    "older": ", followed by a later word of the same origin or by a correction",
}
#: Figures told in a sentence about a line; more are counted.
_SHOWN = 6


def figures(case: Case, policy: Policy) -> list[Row]:
    """Return a line for each incident, effect and kind of people; ``low`` and ``high`` are None where open or untold.

    Each row has ``incident``, ``effect``, ``group``, ``part`` (a share of a whole in another line), ``low``, ``high``,
    ``best`` (None where the policy has none), ``text``, ``how``, ``from`` (ids of the figures taken), ``origins`` (how
    many of those there are), ``policy``, and ``took``: what was taken and left and why, as data, for whoever tells it
    in another language.
    """
    replaced = replaced_figures(case)
    return [_line(group, policy, replaced) for group in groups_of(case, policy)]


def policy_figures(case: Case) -> dict[str, Row]:
    """Return for every built-in policy its name, what it says, and its lines."""
    return {name: told_by(case, load_policy(name)) for name in policy_names()}


def told_by(case: Case, policy: Policy) -> Row:
    """Return a policy's name, what it says of itself, and its lines."""
    return {"name": policy.name, "says": policy.says, "rows": figures(case, policy)}


def replaced_figures(case: Case) -> frozenset[str]:
    """Return the ids of figures that their own origin replaced: the toll that rose, the count that was corrected."""
    rows = {row["id"]: row for row in case["casualties"]}
    found = set()
    for row in case.get("relations", ()):
        if row["kind"] == "updates" and row["first"] in rows and row["second"] in rows:
            newer, older = rows[row["first"]], rows[row["second"]]
            one_source = newer["evidence"][0]["source"] == older["evidence"][0]["source"]
            if one_source or (newer.get("origin") is not None and newer.get("origin") == older.get("origin")):
                found.add(row["second"])
    return frozenset(found)


def _line(group: Group, policy: Policy, replaced: frozenset[str]) -> Row:
    voices, left = _sifted(group, policy, replaced)
    taken, how = _TAKES[policy.take](voices, policy) if voices else ([], "Nothing is left to take")
    if _alone(voices, policy):
        how = f"The only figure told: {_told(voices)}"
    low, high, text = _span(taken)
    best = _best(voices) if policy.take == "low-best-high" and voices else None
    says_more = best is not None and {low, high} - {None} != {best}
    out = [f"{_told(gone)}{_LEFT[why]}" for why, gone in left]
    return {
        "incident": group.incident, "effect": group.effect, "group": group.kind, "part": group.part, "low": low,
        "high": high, "best": best, "text": text + (f", best {best}" if says_more else ""),
        "how": how + (f"; left out {', '.join(out)}" if out else "") + ".",
        "from": [voice.id for voice in taken], "origins": len({voice.origin for voice in taken}), "policy": policy.id,
        "took": _took(voices, taken, policy, left),
    }


def _alone(voices: Sequence[Voice], policy: Policy) -> bool:
    """Tell whether there is one figure of one voice and so nothing to choose: a policy then says no more than that."""
    return policy.take not in ("lowest", "preferred") and len({(v.words.casefold(), v.name) for v in voices}) == 1


def _sifted(group: Group, policy: Policy, replaced: frozenset[str]) -> tuple[list[Voice], list[_Gone]]:
    """Return the voices that a policy may take from, and those that it leaves out, by the reason."""
    left: list[_Gone] = []
    voices = list(group.voices)
    if "parties" in policy.leave_out:
        voices = _without(voices, lambda v: v.party, "parties", left)
    if "not-neutral" in policy.leave_out:
        voices = _without(voices, lambda v: not v.neutral, "others", left)
    if any(not voice.adds for voice in voices):
        voices = _without(voices, lambda v: v.adds, "adding", left)
    voices, mute = numbered(voices)
    _note(mute, "mute", left)
    voices, older = last_words(voices, replaced)
    _note(older, "older", left)
    return voices, left


def _without(voices: Sequence[Voice], wrong: Callable[[Voice], bool], why: str, left: list[_Gone]) -> list[Voice]:
    _note([voice for voice in voices if wrong(voice)], why, left)
    return [voice for voice in voices if not wrong(voice)]


def _note(voices: Sequence[Voice], why: str, left: list[_Gone]) -> None:
    if voices:
        left.append((why, list(voices)))


def _took(voices: Sequence[Voice], taken: Sequence[Voice], policy: Policy, left: Sequence[_Gone]) -> Row:
    """Return as data what a policy took and left: the way, the voices, the reasons; no words of ours."""
    most = _most(voices)[1] if voices else 0
    of = len({voice.origin for voice in voices})
    others = len(voices) - len(taken)
    way = "range" if policy.take == "low-best-high" else policy.take
    wanted = next((one for one in policy.prefer if any(one in v.name.casefold() for v in taken)), "")
    if _alone(voices, policy):
        way = "single"
    elif way == "majority" and most == 1 and of > 1:
        way = "no_two"
    elif way == "preferred" and not wanted:
        way = "not_preferred"
    return {
        "way": way, "origins": of, "most_origins": most, "wanted": wanted if way == "preferred" else "",
        "day": max((voice.told for voice in voices), default="") if way == "latest" else "",
        "voices": list(map(_plain, taken)), "rest": others if way in ("latest", "lowest", "preferred") else 0,
        "left": [[why, list(map(_plain, gone))] for why, gone in left],
        "most": max(map(_top, taken), default=None),
    }


def _plain(voice: Voice) -> Row:
    return {"words": voice.words, "who": voice.name, "low": voice.low, "high": voice.high}


def _told(voices: Sequence[Voice]) -> str:
    """Return figures in words, with who says them: “9” (Government of Iran), “10” (a monitor)."""
    listed = list({(v.words.casefold(), v.name): f"“{v.words or _span([v])[2]}” ({v.name})" for v in voices}.values())
    more = len(listed) - _SHOWN
    return ", ".join(listed[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _range(voices: Sequence[Voice], policy: Policy) -> _Taken:
    return list(voices), f"Took the lowest and the highest of {_origins(voices)}: {_told(voices)}"


def _latest(voices: Sequence[Voice], policy: Policy) -> _Taken:
    last = max(voice.told for voice in voices)
    kept = [voice for voice in voices if voice.told == last]
    return kept, f"Took what was told last ({last or 'no day is known'}): {_told(kept)}{_of(voices, kept)}"


def _majority(voices: Sequence[Voice], policy: Policy) -> _Taken:
    kept, most = _most(voices)
    of = len({voice.origin for voice in voices})
    if most == 1 and of > 1:
        return kept, f"Took all, for no two of {of} origins tell the same: {_told(kept)}"
    return kept, f"Took what most origins tell ({most} of {of}): {_told(kept)}"


def _lowest(voices: Sequence[Voice], policy: Policy) -> _Taken:
    least = min(map(_bottom, voices))
    kept = [replace(voice, low=least, high=least) for voice in voices if _bottom(voice) == least][:1]
    return kept, f"Took the lowest of {_origins(voices)}: {_told(kept)}{_of(voices, kept)}"


def _preferred(voices: Sequence[Voice], policy: Policy) -> _Taken:
    for wanted in policy.prefer:
        kept = [voice for voice in voices if wanted in voice.name.casefold()]
        if kept:
            first = f"Took the first in the list of preferred sources, “{wanted}”"
            return kept, f"{first}: {_told(kept)}{_of(voices, kept)}"
    return list(voices), f"No preferred source gives a figure; took everybody's: {_told(voices)}"


_TAKES: dict[str, Callable[[Sequence[Voice], Policy], _Taken]] = {
    "range": _range, "latest": _latest, "majority": _majority, "lowest": _lowest, "low-best-high": _range,
    "preferred": _preferred,
}  # fmt: skip


def _most(voices: Sequence[Voice]) -> tuple[list[Voice], int]:
    """Return the voices of the figure that most origins tell (of the figures, where several are told by as many)."""
    counted = Counter(value for value, _ in {((v.low, v.high), v.origin) for v in voices})
    most = max(counted.values())
    return [v for v in voices if counted[v.low, v.high] == most], most


def _best(voices: Sequence[Voice]) -> int:
    return min(map(_bottom, _most(voices)[0]))


def _bottom(voice: Voice) -> int:
    return voice.low if voice.low is not None else voice.high or 0


def _top(voice: Voice) -> int:
    return voice.high if voice.high is not None else voice.low or 0


def _span(voices: Sequence[Voice]) -> tuple[int | None, int | None, str]:
    """Return the bounds of some figures and how they are written; the top is open where the highest figure's is."""
    if not voices:
        return None, None, "no figure"
    low, top = min(map(_bottom, voices)), max(map(_top, voices))
    is_open = any(voice.high is None and _top(voice) == top for voice in voices)
    if is_open:
        return low, None, f"at least {low:,}" if low == top else f"{low:,}–{top:,} or more"
    if low == top:
        only_top = all(voice.low is None for voice in voices)
        return (None, top, f"up to {top:,}") if only_top else (low, top, f"{low:,}")
    return low, top, f"{low:,}–{top:,}"


def _origins(voices: Sequence[Voice]) -> str:
    count = len({voice.origin for voice in voices})
    return f"{count} origins" if count > 1 else "what one origin tells"


def _of(voices: Sequence[Voice], kept: Sequence[Voice]) -> str:
    rest = len(voices) - len(kept)
    return f"; {rest} other figure{'s' if rest > 1 else ''} not taken" if rest else ""
