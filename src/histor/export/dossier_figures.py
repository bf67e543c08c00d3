"""The figures of each policy, as the page shows them; the range is worked out here where nobody hands in any.

The mapping is the contract with the analysis of policies (docs/formats/dossier-data.md): for each policy its ``name``,
what it ``says`` it does, and ``rows`` of one figure each for what befell whom in one incident. The words of a row are
put together here, from what the policy took and why, so that every language tells them in its own order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from histor.export.dossier_markup import one_line
from histor.export.dossier_words import Words
from histor.export.words_forms import capital

Row = Mapping[str, Any]
Figures = Mapping[str, Mapping[str, Any]]

#: Words for nobody in particular, which all mean the same line.
ANYBODY = frozenset({"", "people", "person", "persons", "dead", "deaths", "victims", "casualties", "others"})
#: Figures told in a sentence about a line; more are counted.
_SHOWN = 6


def whom(row: Row) -> str:
    """Return the group that a figure counts, as a key: without case, and empty for nobody in particular."""
    group = one_line(row["group"] or "").casefold()
    return "" if group in ANYBODY else group


def range_figures(case: Mapping[str, Any], words: Words) -> Figures:
    """Return the figures of the policy ``range``, which needs nothing but the case."""
    lines: dict[tuple[Any, str, str], list[Row]] = {}
    for row in case["casualties"]:
        lines.setdefault((row["incident"], row["effect"], whom(row)), []).append(row)
    rows = [_line(words, key, told) for key, told in lines.items()]
    told = words.group("policies")["range"]
    return {"range": {"name": told["name"], "says": told["says"], "rows": [row for row in rows if row]}}


def _line(words: Words, key: tuple[Any, str, str], told: list[Row]) -> dict[str, Any] | None:
    incident, effect, _ = key
    once = [row for row in told if not row["cumulative"]]
    if not once:
        return None
    known = [number for row in once for number in (row["low"], row["high"]) if number is not None]
    how = words.say("taken", "several", count=len(once)) if len(once) > 1 else words.say("taken", "only")
    if left := len(told) - len(once):
        how = words.apart([how, words.say("taken", "totals", count=left)])
    return {"incident": incident, "effect": effect, "group": one_line(once[0]["group"] or ""),
            "low": min(known, default=None), "high": max(known, default=None), "text": words.spread(once),
            "how": words.sentence(how), "from": [row["id"] for row in once]}


def policy_words(words: Words, ident: str, told: Row) -> tuple[str, str]:
    """Return a policy's name and what it says, in the page's words for one of ours, else in its own."""
    known = words.group("policies").get(ident)
    ours = known is not None and told["name"] == Words().group("policies")[ident]["name"]
    name, says = (known["name"], known["says"]) if known and ours else (told["name"], told["says"])
    return one_line(name), words.sentence(one_line(says))


def figure_words(words: Words, row: Row) -> str:
    """Return a policy's figure: its bounds, and the best where that says more; a dash for none."""
    if row.get("took") is None:
        return one_line(row["text"])
    if not row["from"]:
        return words.of("figures", "none")
    low, high, best = row["low"], row["high"], row.get("best")
    told = words.span(low, high, row["took"]["most"])
    says_more = best is not None and {low, high} - {None} != {best}
    return words.say("figures", "best", figure=told, best=best) if says_more else told


def how_words(words: Words, row: Row) -> str:
    """Return how a policy came to a figure, as a sentence in the page's words."""
    took = row.get("took")
    if took is None:
        return words.sentence(one_line(row["how"]))
    told = _took(words, took) if row["from"] else words.of("taken", "nothing")
    rest = words.say("taken", "rest", count=took["rest"]) if took["rest"] else ""
    left = [words.say("taken", f"left_{why}", told=_voices(words, voices)) for why, voices in took["left"]]
    out = words.say("taken", "left_out", left=", ".join(left)) if left else ""
    return words.sentence(words.apart([told, rest, out]))


def _took(words: Words, took: Row) -> str:
    origins = took["origins"]
    of = words.say("taken", "origins", count=origins) if origins > 1 else words.of("taken", "one_origin")
    day = words.day(took["day"]) if took["day"] else words.of("taken", "no_day")
    return words.say("taken", took["way"], told=_voices(words, took["voices"]), origins=of, day=day, of=origins,
                     most=took["most_origins"], wanted=one_line(took["wanted"]))


def _voices(words: Words, voices: list[Row]) -> str:
    """Return figures in words, with who says them: “9” (a government), “10” (a monitor)."""
    listed = list({(one["words"].casefold(), one["who"]): words.say(
        "taken", "voice", words=one_line(one["words"]) or words.span(one["low"], one["high"], None),
        who=one_line(one["who"])) for one in voices}.values())
    told = ", ".join(listed[:_SHOWN])
    more = len(listed) - _SHOWN
    return words.say("taken", "more", told=told, count=more) if more > 0 else told


def in_words(words: Words, figures: Figures) -> dict[str, dict[str, Any]]:
    """Return policies with their names, meanings, figures and reasons in the page's words."""
    found = {}
    for ident, told in figures.items():
        name, says = policy_words(words, ident, told)
        rows = [{**row, "text": figure_words(words, row), "how": how_words(words, row)} for row in told["rows"]]
        found[ident] = {**told, "name": capital(name), "says": says, "rows": rows}
    return found
