"""Answers told as a list under a line that says what they answer."""

from __future__ import annotations

from histor.consolidate import view
from histor.pipeline import load_crew, take
from histor.read import read_text

_TEXT = """On May 23 Veldia forced down an airliner and arrested the journalist Ivo Radek.

{line}

- The Treasury imposed sanctions on nine state enterprises.
- The Foreign Office expelled two Veldian diplomats on 2 June.

Harland recalled its envoy on 9 July.
"""


def answers(line: str) -> dict[str, str]:
    """Return the cue of each deed that answers one, by the word that tells it."""
    account = take(read_text(_TEXT.format(line=line)), load_crew())
    text = account.document.text
    return {text[e.span.start : e.span.end]: text[e.cue.start : e.cue.end] for e in account.events if e.cue is not None}


def test_the_items_of_an_announced_list_answer_what_the_line_above_names() -> None:
    """What stands behind the list has its own reasons."""
    told = answers("In response to the seizure of the airliner, Harland took the following steps:")
    assert told == {"imposed sanctions": "In response", "expelled": "In response"}


def test_a_list_that_answers_nothing_is_none_of_answers() -> None:
    """Nor is one that no colon announces."""
    assert answers("Harland took the following steps:") == {}
    plain = answers("In response to the seizure of the airliner, Harland will consult its friends.")
    assert not {"imposed sanctions", "expelled"} & plain.keys()


def test_the_deed_answered_stands_above_the_list() -> None:
    """Where the line names no deed, it is none of the list's own, though one of those is the nearest."""
    steps = ("- The government urged citizens to leave, since Veldian police had arrested two Harlanders in Orsk.\n"
             "- The Foreign Office expelled two diplomats.\n")  # fmt: skip
    line = "In response, Harland took the following steps:"
    account = take(read_text(f"{_TEXT.split('{line}')[0]}{line}\n\n{steps}"), load_crew())
    case = view([account])
    labels = {row.id: row.label for row in case.incidents}
    assert any("Harlanders" in label for label in labels.values())
    assert not any("Harlanders" in labels[row.responds_to] for row in case.responses)
    told = view([take(read_text(_TEXT.format(line=line)), load_crew())])
    assert "In response" in {row.cue for row in told.responses}
