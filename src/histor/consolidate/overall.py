"""Which running tolls sum up a war, a year or a campaign, and so are of no one deed."""

from __future__ import annotations

import re
from bisect import bisect_left

from histor.consolidate.phrases import cue
from histor.consolidate.telling_days import days_of
from histor.lexicon import load_lexicon
from histor.model import Account, Span, Toll, When

#: Days of a span that no war is counted by, and the word by which a toll is counted from them on.
_WEEK, _SINCE = 7, re.compile(r"\bsince\s*$", re.IGNORECASE)


class TimesAt:
    """The times that an account's words tell, by where they stand."""

    def __init__(self, account: Account) -> None:
        told = ((when.span, when) for when in account.times if when.span is not None)
        self._rows = sorted(told, key=lambda row: row[0])
        self._starts = [span.start for span, _ in self._rows]

    def within(self, start: int, end: int) -> list[tuple[Span, When]]:
        """Return the times that begin within some words, in text order."""
        return self._rows[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class Overall:
    """Finds the words of a war or a campaign around a toll."""

    def __init__(self) -> None:
        words = load_lexicon().words("comparing")
        self._aside, self._overall = cue([*words["moment"], *words["newer"]]), cue(words["overall"])

    def sums_up(self, account: Account, toll: Toll, times: TimesAt) -> bool:
        """Tell whether a running toll's sentence sums up more than a deed; ``times`` are its account's.

        Days that it tells sum up nothing: *35 since Friday*, *the camp that was bombed last week*.
        """
        start, end, text = toll.evidence.start, toll.evidence.end, ""
        for span, when in times.within(start, end):
            if start <= span.start and span.end <= end and _is_of_days(when):
                text += _SINCE.sub("", account.document.text[start : span.start])
                start = span.end
        text += account.document.text[start:end]
        return self._overall.found(self._aside.without(text.replace("’", "'")))


def _is_of_days(when: When) -> bool:
    days = days_of(when)
    return days is not None and days.width <= _WEEK
