"""Whether a telling tells a deed at all: a table of one sentence a way of not doing it, read by the shipped parser."""

from __future__ import annotations

from typing import Any

import pytest

from histor.extract.events import EventFinder
from histor.lexicon import load_lexicon
from histor.read import read_text

FINDER = EventFinder(load_lexicon())


@pytest.mark.parametrize(("text", "status", "note"), [
    ("The army shelled the town.", "reported", "plain"),
    ("The army had shelled the town.", "reported", "a perfect is a deed"),
    ("The army did not shell the town.", "negated", "not at the verb"),
    ("The army never shelled the town.", "negated", "never"),
    ("The army will shell the town.", "planned", "future"),
    ("The army may shell the town.", "hypothetical", "possibility"),
    ("The army should have shelled the town.", "hypothetical", "what should have been was not"),
    ("If the army shelled the town, the rebels would leave.", "hypothetical", "condition"),
    ("The army planned to shell the town.", "planned", "planned infinitive"),
    ("The army threatened to shell the town.", "hypothetical", "threatened infinitive"),
    ("The army refused to shell the town.", "negated", "refused infinitive"),
    ("The army managed to shell the town.", "reported", "managing is doing"),
    ("The army began to shell the town.", "reported", "beginning is doing"),
    ("The army marched north to shell the town.", "planned", "purpose"),
    ("The army left without shelling the town.", "negated", "without"),
    ("The army broke the siege by shelling the town.", "reported", "by doing"),
    ("There was no shelling.", "negated", "its own no"),
    ("The army may stop the shelling of the town.", "hypothetical", "nor is what could be stopped told as done"),
    ("If the army does not shell the town, the rebels will leave.", "hypothetical", "a condition, whatever it asks"),
    ("The army would not hear of peace and shelled the town.", "reported", "not and would end where the next is done"),
    ("No one knows the motive for the shelling of the town.", "reported", "the deed is given, only its motive unknown"),
    ("Nobody expected the shelling of the town by the army.", "reported", "the deed is given, only not expected"),
])
def test_standing(parser: Any, text: str, status: str, note: str) -> None:
    """The note says why."""
    document = read_text(text, name="status")
    found = [e.status for e in FINDER.find(document, parser.parse(document)) if e.mode == "heavy-weapons"]
    assert found == [status], note
