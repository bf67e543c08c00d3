"""When a deed was that tells no date of its own: the time of its text or passage, as coarse as it is sure.

Asked are the deeds told before and after it (what is told between two deeds of one day, month or year was done in
it), the month of the one just before where none follows, the day of the infobox for deeds on the ground of a section
that tells no other, for what is said in fresh news the day of publication and the one before, and at last the year of a
text that knows only one. The narrowest answer stands. What is carried so is kept apart from what is
told, is never weighed when tellings are joined, and says by its ``why`` what it was taken from.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile

from histor.model import Account, Event, When
from histor.model.tree import Tree
from histor.resolve.binding_common import GROUND, PROSE, REAL, SAID

#: Rows of an infobox that tell when a deed was.
_ROWS = frozenset({"date", "dates"})
#: Days of a whole text's frame within which its deeds are dated by it, longer ones say little; and days from which on
#: a date told before in the lead does not take a deed out of it.
FRAME, WIDE = 366, 31
#: Days within which the last told date of news lies before publication for the news to be fresh.
FRESH = 2
#: Sentences back in which the month of a deed holds where no dated one follows, and dated deeds that make a year.
NEAR, MANY = 6, 3
#: A date in ISO 8601 has one part, two or three; years before the common era begin with a minus.
_DEPTHS = ("year", "month", "day")


def set_in_periods(account: Account) -> Account:
    """Return an account in which the deeds without a date of their own have the time of their passage or text."""
    periods = _Periods(account)
    return replace(account, events=tuple(replace(e, period=periods.of(e)) for e in account.events))


class _Periods:
    """The times of one account."""

    def __init__(self, account: Account) -> None:
        self.account, self.sentences = account, account.sentences
        dated = (e for e in account.events if _is_dated(e) and self._in_prose(e))
        self._dated = sorted(dated, key=lambda e: e.trigger)
        self._frame = next(self._boxed(), None)
        self._first: dict[tuple[str, ...], Event] = {}
        for event in self._dated:
            self._first.setdefault(self._section(event), event)
        self._news = self._fresh()
        self._year = self._only_year()

    def of(self, event: Event) -> When | None:
        """Return the narrowest time in which a deed without a date is set; None for one with."""
        if event.status not in REAL or event.heading or _is_dated(event) or not self._in_prose(event):
            return None
        if event.background or self._looks_back(event):
            found = [self._framed(event) if event.background else None]
        else:
            found = [self._between(event), self._framed(event), self._told(event), self._year]
        return min((when for when in found if when is not None), key=_width, default=None)

    def _between(self, event: Event) -> When | None:
        """Return the day, month or year of the deeds told before and after, where both have one, in the order told."""
        at = bisect_left(self._dated, event.trigger, key=lambda other: other.trigger)
        if at == 0:
            return None
        if at == len(self._dated):
            return self._after_last(event)
        before, after = self._dated[at - 1].when, self._dated[at].when
        if before is None or after is None or not before.start or not after.start:
            return None
        if _ordinal(before.start, last=False) > _ordinal(after.start, last=False):
            return None
        both = zip(_parts(before.start), _parts(after.end or after.start), strict=False)
        shared = [one for one, _ in takewhile(lambda pair: pair[0] == pair[1], both)]
        if not shared:
            return None
        text, why = "-".join(shared), f"told between what was done on {before.start} and on {after.start}"
        return When(text, text, _DEPTHS[len(shared) - 1], "inferred", before.span, why=why)

    def _after_last(self, event: Event) -> When | None:
        """Return the month of the last dated deed, for one told soon after it in its section."""
        last = self._dated[-1]
        near = event.trigger.sentence - last.trigger.sentence <= NEAR and self._section(event) == self._section(last)
        when = last.when
        news = self.account.document.source.published is not None
        if not near or news or when is None or when.start is None or len(_parts(when.start)) < 2:
            return None
        month = "-".join(_parts(when.start)[:2])
        return When(month, month, "month", "inferred", when.span, why=f"told soon after what was done on {when.start}")

    def _framed(self, event: Event) -> When | None:
        """Return the infobox's date for a deed on the ground, in a section that has told no other date before it.

        The lead tells of the whole, so that where this took months, a date told before in it changes nothing.
        """
        if self._frame is None or event.type not in GROUND:
            return None
        section = self._section(event)
        first = self._first.get(section)
        lead = not section and _width(self._frame) > WIDE
        return self._frame if lead or first is None or first.trigger > event.trigger else None

    def _told(self, event: Event) -> When | None:
        """Return when the news tell deeds of words: on the day or the day after."""
        return self._news if event.type in SAID else None

    def _boxed(self) -> Iterator[When]:
        """Yield the dates that the infobox tells of the whole, where they span no more than a year."""
        blocks = [b for b in self.account.document.blocks if b.kind == "infobox" and b.key.strip().lower() in _ROWS]
        for when in self.account.times:
            inside = when.span is not None and any(b.start <= when.span.start < b.end for b in blocks)
            if inside and when.kind == "date" and when.start and when.end and _width(when) <= FRAME:
                yield replace(when, basis="inferred", why="the text's own table tells when it was")

    def _fresh(self) -> When | None:
        """Return the day of publication with the one before, for news of these days; None for any other text."""
        published = self.account.document.source.published
        if published is None or len(published) != 10:
            return None
        day = date.fromisoformat(published)
        days = {(day - timedelta(days=back)).isoformat() for back in range(FRESH + 1)}
        if not any(w.basis == "context" and w.start in days and w.start == w.end for w in self.account.times):
            return None
        start, why = (day - timedelta(days=1)).isoformat(), f"told in the news of {published}"
        return When(start, published, "interval", "inferred", why=why)

    def _only_year(self) -> When | None:
        """Return the year in which all dated deeds of a text lie, where there are several."""
        whens = [event.when for event in self._dated if event.when is not None]
        years = {_parts(text)[0] if text else "" for when in whens for text in (when.start, when.end)}
        if len(whens) < MANY or len(years) != 1 or "" in years:
            return None
        year = years.pop()
        return When(year, year, "year", "inferred", whens[0].span, why=f"told among deeds that were all done in {year}")

    def _in_prose(self, event: Event) -> bool:
        return self.account.document.blocks[self.sentences[event.trigger.sentence].block].kind in PROSE

    def _section(self, event: Event) -> tuple[str, ...]:
        return self.account.document.blocks[self.sentences[event.trigger.sentence].block].section

    def _looks_back(self, event: Event) -> bool:
        """Tell whether a deed lies behind the story: *they had signed*; what had happened *by noon* does not."""
        sentence = self.sentences[event.trigger.sentence]
        tree = Tree(sentence)
        if sentence.tokens[0].lemma.lower() == "by":
            return False
        verb = (event.frame or event.trigger).token
        return any(tok.form.lower() == "had" for tok in tree.children(verb, "aux"))


def _is_dated(event: Event) -> bool:
    return event.when is not None and event.when.start is not None and event.status in REAL and not event.heading


def _width(when: When) -> int:
    """Return about how many days a time spans."""
    start = when.start or ""
    return _ordinal(when.end or start, last=True) - _ordinal(start, last=False) + 1


def _parts(text: str) -> list[str]:
    """Return year, month and day of a date, as far as it tells them."""
    head, *rest = text.removeprefix("-").split("-")
    return [f"-{head}" if text.startswith("-") else head, *rest]


def _ordinal(text: str, *, last: bool) -> int:
    """Return a number that grows by one from day to day, but for the ends of months and years."""
    told = [int(part) for part in _parts(text)]
    year, month, day = (*told, *((12, 31) if last else (1, 1))[len(told) - 1 :])
    return 372 * year + 31 * month + day
