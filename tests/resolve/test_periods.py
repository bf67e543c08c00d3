"""The time of a deed that tells no date of its own: as coarse as it is sure, inferred, with its reason."""

from __future__ import annotations

from typing import Any

import pytest

from histor import consolidate


def deed(found: Any, trigger: str) -> Any:
    words = {e.trigger: found.sentences[e.trigger.sentence].tokens[e.trigger.token - 1].form for e in found.events}
    return next(event for event in found.events if words[event.trigger] == trigger)


TWO = "On 4 May 2016 jets bombed Kobani.\n\nSoldiers shot two farmers.\n\nOn {} 2016 rebels attacked Aleppo."

BOX = "Infobox\n- Date: {}\n- Place: Kobani\n\nIt was long.\n\n== Events ==\n\nSoldiers shot two farmers."


@pytest.mark.parametrize(("text", "span", "note"), [
    (TWO.format("4 May"), ("2016-05-04", "day"), "between two deeds of one day"),
    (TWO.format("19 May"), ("2016-05", "month"), "between two deeds of one month"),
    (TWO.format("9 July"), ("2016", "year"), "between two deeds of one year"),
    (TWO.format("9 April"), None, "the story goes back: nothing stands between"),
    (TWO.format("9 April") + " On 2 June 2016 jets bombed Raqqa.", ("2016", "year"), "the text knows only one year"),
    (TWO.replace("Soldiers shot", "Soldiers had shot").format("4 May"), None, "what had been done lies behind"),
    ("On 4 May 2016 jets bombed Kobani.\n\nSoldiers shot two farmers.", ("2016-05", "month"), "soon after the last"),
    ("On 4 May 2016 jets bombed Kobani.\n\n== Home ==\n\nSoldiers shot two farmers.", None, "another section"),
    ("Soldiers shot two farmers.", None, "no date at all"),
    ("In 415 BC jets bombed Kobani.\n\nSoldiers shot two farmers.\n\nIn 415 BC rebels attacked Aleppo.",
     ("-0414", "year"), "before the common era"),
    ("In 415 BC jets bombed Kobani.\n\nSoldiers shot two farmers.\n\nIn 413 BC rebels attacked Aleppo.", None,
     "between two years of it"),
    (BOX.format("4 May 2016"), ("2016-05-04", "day"), "the day of the infobox"),
    (BOX.format("1 May – 30 June 2016").replace("It was long.", "In 2015 rebels attacked Aleppo.\n\nMen shot a man."),
     ("2016-05-01", "interval"), "the lead tells of the whole"),
    (BOX.format("4 May 1990 – 3 June 2016"), None, "a frame of many years says nothing"),
])
def test_period(account: Any, text: str, span: tuple[str, str] | None, note: str) -> None:
    """The narrowest sure time stands, and none where nothing is sure."""
    found = deed(account(text), "shot")
    assert found.when is None or found.when.start is None, "no date of its own"
    assert (None if found.period is None else (found.period.start, found.period.precision)) == span, note
    assert found.period is None or (found.period.basis, bool(found.period.why)) == ("inferred", True)


@pytest.mark.parametrize(("published", "start"), [("5 May 2016", "2016-05-04"), ("5 October 2016", None)])
def test_what_is_said_in_fresh_news(account: Any, published: str, start: str | None) -> None:
    """News that tells of these days tells what was said on the day before or on its own; a later essay does not."""
    when = "on Wednesday" if start else "on 4 May"
    text = f"Published: {published}\n\nJets bombed Kobani {when}.\n\nTurkey accused Syria of murder."
    found = deed(account(text), "accused").period
    assert (found.start if found is not None and found.precision == "interval" else None) == start


def test_an_incident_takes_the_time_and_says_that_it_is_inferred(account: Any) -> None:
    view = consolidate.view([account(TWO.format("19 May"))])
    shot = next(row for row in view.incidents if "shot" in row.label)
    assert (shot.date.start, shot.date.precision, shot.date.basis) == ("2016-05", "month", "inferred")
    why = shot.fields["date"].why
    assert why is not None and why.sentence == (
        "no date is told with the deed; it is told between what was done on 2016-05-04 and on 2016-05-19"
    )
    assert shot.dates == (), "no telling dates it"
