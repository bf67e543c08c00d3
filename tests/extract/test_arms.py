"""What a deed was done with: weapons that strike as subjects, what the model links, and whose they are left out."""

from __future__ import annotations

import pytest

from histor.pipeline import Crew, load_crew, take
from histor.read import read_text


@pytest.fixture(scope="module")
def crew() -> Crew:
    return load_crew()


@pytest.mark.parametrize(("text", "wanted"), [
    ("Two rockets struck the ferry pier on 3 May 2020.", ["rockets"]),
    ("Iranian missiles hit the village of Tarv on 3 May 2020.", ["missiles"]),
    ("The army shelled the town with British howitzers.", ["howitzers"]),
    ("On 3 May 2020 a frigate was sunk by two torpedoes.", ["torpedoes"]),
    ("Soldiers fought each other with clubs, stones and rods.", ["clubs", "stones", "rods"]),
    ("The town was shelled with the help of howitzers and rocket launchers.", ["howitzers", "rocket launchers"]),
    ("A Libyan Tu-22B attacked the airport.", ["Tu-22B"]),
    ("Rebels, armed with mortars and rifles, attacked the outpost.", ["mortars", "rifles"]),
    ("The Turkish army's artillery units shelled the village.", ["artillery"]),
])
def test_what_a_deed_was_done_with(crew: Crew, text: str, wanted: list[str]) -> None:
    """A frigate that is sunk is no weapon, and no deed has its weapon twice."""
    account = take(read_text(text), crew)
    told = [account.document.text[span.start : span.end] for event in account.events for span in event.weapons]
    assert [word.removeprefix("Two ").removeprefix("two ") for word in told] == wanted


def test_what_is_used_is_not_struck(crew: Crew) -> None:
    """Drones that an army used are what it struck with, whatever else it hit."""
    account = take(read_text("On 3 May 2020 jets struck Tarv. The army said it had used drones and rockets."), crew)
    told = [account.document.text[span.start : span.end] for event in account.events for span in event.weapons]
    assert {"drones", "rockets"} <= set(told)
    struck = {account.document.text[m.span.start : m.span.end] for event in account.events for m in event.targets}
    assert struck <= {"Tarv"}
