"""A case as large as a dossier should still bear: what the small case holds, told of many days, places and people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from histor.export.json import case_dict
from histor.model import Casualty, Claim, Incident, Response, When
from sample_case import FIRST, SOURCE, TEXT, sample

FIRST_DAY = date(2031, 1, 1)


def large_case(incidents: int = 500, claims: int = 5000) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a case of so many incidents and claims, and its texts."""
    view, text, begin = sample(), [TEXT], len(TEXT)
    rows: list[Incident] = []
    said: list[Claim] = []
    tolls: list[Casualty] = []
    answers: list[Response] = []
    per = claims // incidents
    for number in range(incidents):
        told = []
        for part in range(per + 1):
            words = f"Sylvania said in report {number}.{part} that {number % 40 + part} people were hurt."
            told.append(replace(FIRST, start=begin, end=begin + len(words), quote=words))
            text.append(words + " ")
            begin += len(words) + 1
        day, pattern = (FIRST_DAY + timedelta(days=number // 2)).isoformat(), view.incidents[number % 2]
        rows.append(replace(pattern, id=f"i-{number + 1}", date=When(day, day, "day", "explicit"),
                            evidence=(told[0],), why=()))
        said += [Claim(f"c-{number * per + part}", "a-minister", "a-sylvania", "asserts", f"people hurt ({part})",
                       (f"i-{number + 1}",), day, evidence=(one,), cue="said") for part, one in enumerate(told[1:])]
        tolls.append(Casualty(f"k-{number + 1}", f"i-{number + 1}", "killed", number % 40, number % 40 + 2, "people",
                              None, "a-sylvania", evidence=(told[1],), words=f"{number % 40}", told=day))
        if number % 2:
            answers.append(Response(f"i-{number + 1}", f"i-{number}", "explicit", "in response", None, (told[0],)))
    whole = "".join(text)
    large = replace(view, incidents=tuple(rows), claims=tuple(said), casualties=tuple(tolls), responses=tuple(answers),
                    contradictions=(), relations=(), origins=(), issues=(),
                    sources=(replace(view.sources[0], chars=len(whole)),), texts={SOURCE: whole})
    return case_dict(large), {SOURCE: whole}
