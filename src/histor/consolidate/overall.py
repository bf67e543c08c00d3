"""Which running tolls sum up a war, a year or a campaign, and so are of no one deed."""

from __future__ import annotations

import re

from histor.consolidate.phrases import cue
from histor.consolidate.telling_days import days_of
from histor.lexicon import load_lexicon
from histor.model import Account, Toll, When

#: Days of a span that no war is counted by, and the word by which a toll is counted from them on.
_WEEK, _SINCE = 7, re.compile(r"\bsince\s*$", re.IGNORECASE)


class Overall:
    """Finds the words of a war or a campaign around a toll."""

    def __init__(self) -> None:
        words = load_lexicon().words("comparing")
        self._aside, self._overall = cue([*words["moment"], *words["newer"]]), cue(words["overall"])

    def sums_up(self, account: Account, toll: Toll) -> bool:
        """Tell whether a running toll's sentence sums up more than a deed.

        Days that it tells sum up nothing: *35 since Friday*, *the camp that was bombed last week*.
        """
        start, end, text = toll.evidence.start, toll.evidence.end, ""
        for span in sorted(when.span for when in account.times if when.span is not None and _is_of_days(when)):
            if start <= span.start and span.end <= end:
                text += _SINCE.sub("", account.document.text[start : span.start])
                start = span.end
        text += account.document.text[start:end]
        return self._overall.found(self._aside.without(text.replace("’", "'")))


def _is_of_days(when: When) -> bool:
    days = days_of(when)
    return days is not None and days.width <= _WEEK
