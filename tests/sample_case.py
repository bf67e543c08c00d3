"""A small case made by hand, in which every table of the export has a row and every law holds."""

from __future__ import annotations

from histor.model import (
    Actor,
    CaseIssue,
    CaseView,
    Casualty,
    Claim,
    Contradiction,
    Count,
    Evidence,
    FieldSupport,
    Incident,
    Issue,
    Office,
    OriginGroup,
    Place,
    Position,
    Relation,
    Response,
    SourceRow,
    When,
    Why,
)

TEXT = (
    "On 2 April 2031 Freedonia fired three rockets at what it called a depot of the Red Hand near Port Azul. "
    "Sylvania said nine people were killed, including two children. "
    "Freedonia put the number at four. "
    "On 5 April Sylvania struck Freedonia in response. "
)
SOURCE = "s-000000000000"


def quote(words: str) -> Evidence:
    """Return evidence for the sentence that holds these words."""
    at = TEXT.index(words)
    start = TEXT.rfind(". ", 0, at) + 2 if ". " in TEXT[:at] else 0
    end = TEXT.index(".", at) + 1
    return Evidence(SOURCE, start, end, TEXT[start:end])


FIRST, NINE, FOUR, SECOND = map(quote, ("Freedonia fired", "Sylvania said", "Freedonia put", "Sylvania struck"))
WHY = Why("events.verb", "The verb 'fire' with rockets as its object tells an attack.", 0.9)


def _incidents() -> tuple[Incident, ...]:
    return (
        Incident(
            "i-1", "ASSAULT", "rocket", "Freedonia fires rockets near Port Azul",
            When("2031-04-02", "2031-04-02", "day", "explicit"), "reported", actors=("a-freedonia",),
            claimed_targets=("a-red-hand",), places=("p-port-azul",), weapons=("rockets",),
            counts=(Count("rockets", 3, 3),),
            fields={
                "type": FieldSupport((), (0,), WHY), "date": FieldSupport((), (0,), WHY),
                "claimed_targets": FieldSupport(("a-freedonia",), (0,), WHY), "places": FieldSupport((), (0,)),
                "actors": FieldSupport((), (0,)),
            },
            evidence=(FIRST,), why=(WHY,),
        ),
        Incident(
            "i-2", "ASSAULT", "strike", "Sylvania strikes Freedonia",
            When("2031-04-05", "2031-04-05", "day", "context"), "reported", actors=("a-sylvania",),
            targets=("a-freedonia",),
            fields={
                "type": FieldSupport((), (0,), WHY), "date": FieldSupport((), (0,)), "actors": FieldSupport((), (0,)),
                "targets": FieldSupport((), (0,)),
            },
            evidence=(SECOND,),
        ),
    )


def _casualties() -> tuple[Casualty, ...]:
    return (
        Casualty("k-1", "i-1", "killed", 9, 9, "people", None, "a-sylvania", evidence=(NINE,), why=WHY,
                 words="nine people", told="2031-04-03", origin="o-1"),
        Casualty("k-2", "i-1", "killed", 2, 2, "children", None, "a-sylvania", part_of="k-1", evidence=(NINE,),
                 kind="children", words="two children", told="2031-04-03", origin="o-1"),
        Casualty("k-3", "i-1", "killed", 4, 4, "people", None, "a-freedonia", evidence=(FOUR,), words="four",
                 told="2031-04-03", party=True),
    )


def sample() -> CaseView:
    """Return the case."""
    return CaseView(
        title="The harbour affair",
        coder={"histor": "0", "model": "stub@0", "lexicon": "0"},
        sources=(SourceRow(SOURCE, "The harbour affair", "text", None, None, None, "en", "0" * 64, len(TEXT)),),
        actors=(
            Actor("a-freedonia", "Freedonia", "state", ("Republic of Freedonia",), "a-freedonia"),
            Actor("a-sylvania", "Sylvania", "state", (), "a-sylvania"),
            Actor("a-red-hand", "Red Hand", "armed group"),
            Actor("a-minister", "Ana Vole", "person", side="a-sylvania", roles=(Office("minister", "a-sylvania"),)),
        ),
        places=(Place("p-port-azul", "Port Azul", lat=1.5, lon=-2.25, precision="city"),),
        incidents=_incidents(),
        claims=(
            Claim("c-1", "a-minister", "a-sylvania", "asserts", "nine people were killed", ("i-1",), "2031-04-03",
                  evidence=(NINE,), cue="said", why=WHY),
            Claim("c-2", "a-freedonia", None, "estimates", "the number at four", ("i-1",), evidence=(FOUR,)),
        ),
        casualties=_casualties(),
        responses=(Response("i-2", "i-1", "explicit", "in response", None, (SECOND,)),),
        contradictions=(
            Contradiction("i-1", "killed", (Position("9", ("a-sylvania",), (NINE,)),
                                            Position("4", ("a-freedonia",), (FOUR,)))),
        ),
        relations=(Relation("refines", "k-2", "k-1", "“two children” counts a share."),
                   Relation("contradicts", "k-1", "k-3", "“nine people” and “four” cannot both hold.")),
        origins=(OriginGroup("o-1", "speaker", "Sylvania", ("k-1", "k-2"), "Sylvania said both.", (NINE,)),),
        issues=(CaseIssue(SOURCE, Issue("read", "An image was passed over.", 3, 9)),),
        texts={SOURCE: TEXT},
    )
