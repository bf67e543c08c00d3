"""Figures: each telling, and what stands at the end by incident and claimant."""

from __future__ import annotations

from bench.cases.align import Beside
from bench.cases.gold import End, Mark
from bench.cases.merging import Counts
from histor.model import Casualty


def figures(case: Beside) -> tuple[Counts, Counts, list[str]]:
    """Return F counts (none), share counts, and what is wrong, a line each."""
    found = [row for row in case.gold.figures if case.rows[row.mark] is not None]
    placed = voiced = of_incident = 0
    wrong = [f"figure not found: {_words(row.mark)}" for row in case.gold.figures if case.rows[row.mark] is None]
    for figure in found:
        row = case.rows[figure.mark]
        assert row is not None
        right = case.speaks(row, figure, figure.mark.account)
        voiced += right
        wrong += [] if right else [f"figure by {row.according_to}, not {figure.claimant}: {_words(figure.mark)}"]
        if figure.incident is not None:
            of_incident += 1
            home = row.incident in case.incidents[figure.incident]
            placed += home
            wrong += [] if home else [f"figure not of {figure.incident}: {_words(figure.mark)}"]
    ends = [_stands(case, end) for end in case.gold.ends]
    wrong += [f"end figure of {end.incident} {end.effect} by {end.claimant or end.account} is {_range(end)}, "
              f"ours {ours}" for end, (right, ours) in zip(case.gold.ends, ends, strict=True) if not right]
    read = [right for end, (right, _) in zip(case.gold.ends, ends, strict=True) if _was_read(case, end)]
    shares: Counts = {"figures found": [len(found), len(case.gold.figures)],
                      "figures: incident": [placed, of_incident], "figures: claimant": [voiced, len(found)],
                      "figures by incident and claimant": [sum(right for right, _ in ends), len(ends)],
                      "the same, of figures read": [sum(read), len(read)]}
    return {}, shares, wrong


def _stands(case: Beside, end: End) -> tuple[bool, str]:
    """Tell whether our figure told last of an incident, effect and mouth is exactly the gold's, and which it is."""
    others = {(e.low, e.high) for e in case.gold.ends if e.group != end.group and _key(e) == _key(end)}
    rows = [row for row in case.view.casualties
            if row.effect == end.effect and row.incident in case.incidents[end.incident] and row.part_of is None
            and not row.cumulative and (row.low, row.high) not in others - {(end.low, end.high)}
            and (row.low, row.high) != (None, None) and case.speaks(row, end, end.account)]
    last = max(rows, key=lambda row: _told_on(case, row), default=None)
    if last is None:
        return False, "none"
    return (last.low, last.high) == (end.low, end.high), _range(last)


def _was_read(case: Beside, end: End) -> bool:
    """Tell whether the figure that should stand was found at all, wherever it was put."""
    wanted = *_key(end), end.group, end.low, end.high
    return any(case.rows[row.mark] is not None and row.part_of is None and wanted == (
        row.incident, row.effect, row.claimant, None if row.claimant else row.mark.account, row.group, row.low, row.high)
        for row in case.gold.figures)


def _key(end: End) -> tuple[str, str, str | None, str | None]:
    return end.incident, end.effect, end.claimant, end.account


def _told_on(case: Beside, row: Casualty) -> tuple[str, str, int]:
    """Return when a row was told last: day of publication, account, place in it."""
    published = {source.id: source.published or "" for source in case.view.sources}
    number = {source: name for name, source in case.sources.items()}
    return max((published[e.source], number[e.source], e.start) for e in row.evidence)


def _range(row: End | Casualty) -> str:
    return f"{'' if row.low is None else row.low}..{'' if row.high is None else row.high}"


def _words(mark: Mark) -> str:
    return f"{mark.account} {mark.words!r}"


