"""To whom a deed was done where its own words do not name him: what the grammar, the text or its story tells."""

from __future__ import annotations

from typing import Any

import pytest


def names(found: Any, mentions: Any) -> set[str]:
    known = {row.id: row.name for row in (*found.actors, *found.places)}
    return {known[ref] for mention in mentions for ref in mention.refs}


def deed(found: Any, trigger: str) -> Any:
    words = {e.trigger: found.sentences[e.trigger.sentence].tokens[e.trigger.token - 1].form for e in found.events}
    return next(event for event in found.events if words[event.trigger] == trigger)


@pytest.mark.parametrize(("text", "trigger", "targets", "note"), [
    ("The envoy threatened further sanctions if Qatar did not yield.", "threatened", {"Qatar"}, "who must avert it"),
    ("North Korea threatened strikes against South Korea.", "threatened", {"South Korea"}, "whom it would befall"),
    ("The French minister flew to Doha to mediate on 4 May 2016.", "flew", {"Qatar"}, "a capital is its state"),
    ("The French minister flew to Jeddah to mediate on 4 May 2016.", "flew", set(), "a town is no party"),
    ("The troops retreated from Homs on 4 May 2012.", "retreated", set(), "nor is what one leaves"),
    ("Azerbaijani forces besieged Stepanakert in 1992. In May they shelled the city for days.", "shelled",
     {"Stepanakert"}, "the city is the one named"),
    ("On 4 May 1863 the Turkish Navy was fired on from forts near Nagasaki.", "fired", {"Turkish Navy"},
     "the subject of a passive bears it"),
    ("On 8 September 1965 Indian troops crossed into Pakistani territory.", "crossed", {"Pakistan"},
     "a state's soil is the state"),
    ("Sudan's army struck rebel bases on 6 June 2011.", "struck", {"rebel bases"}, "a base is no manner"),
    ("The town was shelled on a regular basis.", "shelled", {"town"}, "a manner is nobody"),
    ("On 4 May 2016 a mob stabbed two sailors in front of a saloon in Kobani.", "stabbed", {"sailors"}, "nor a front"),
    ("Britain demanded of the Choshu domain the surrender of the gunners.", "demanded", {"Choshu"}, "not the arrest"),
    ("Attacks on the residential areas of both Mostar and Tuzla followed on 4 May 1992.", "Attacks",
     {"Mostar", "Tuzla"}, "parts of towns stand for them"),
    ("On 4 May 1999 Sharif agreed with President Bill Clinton that Pakistan would withdraw.", "agreed", set(),
     "who agrees with somebody, both do"),
])
def test_on(account: Any, text: str, trigger: str, targets: set[str], note: str) -> None:
    """Whom the deed befell."""
    found = account(text)
    assert names(found, deed(found, trigger).targets) == targets, note


@pytest.mark.parametrize(("text", "trigger", "doers"), [
    ("Peru accused a Chinese trawler of ramming a ferry on 4 May 2014.", "ramming", {"China"}),
    ("The coup began on 4 May 2016 when the Malian army seized the palace.", "coup", {"Malian Armed Forces"}),
    ("On 4 May 2020 government forces burned five homes in Ngarbuh, a village in Cameroon.", "burned",
     {"Armed forces of Cameroon"}),
    ("Rebel forces took the bridge on 4 May 2014. The rebels also shelled Malakal.", "shelled", {"rebels"}),
    ("On 4 May 1985 there were Burkina Faso ground attacks on the Agacher Strip.", "attacks", {"Burkina Faso"}),
    ("On 4 May 2016 heavy clashes broke out between the Lebanese army and Hezbollah near Arsal.", "clashes",
     {"Lebanese Armed Forces", "Hezbollah"}),
    ("On 24 October 2016 two soldiers were killed in an exchange of fire between India and Pakistan.", "exchange",
     {"India", "Pakistan"}),
    ("On 4 May 2012 three Hezbollah fighters died in a clash with Syrian rebels.", "clash",
     {"Hezbollah", "Syrian rebels"}),
])
def test_by(account: Any, text: str, trigger: str, doers: set[str]) -> None:
    """Who did it: the accused, those who opened it, those of the land told of."""
    found = account(text)
    assert names(found, deed(found, trigger).actors) == doers


def test_an_account_chooses_the_name(account: Any) -> None:
    """One land has two names; it is called as the text calls it, and the listed name is an alias."""
    (actor,) = [row for row in account("Nagorno-Karabakh accused Azerbaijan of it.").actors if row.id == "a-artsakh"]
    assert actor.name == "Nagorno-Karabakh" and "Artsakh" in actor.aliases
    (actor,) = [row for row in account("The US accused Azerbaijan of it.").actors if row.id == "a-united-states"]
    assert actor.name == "United States"  # letters are no name while there is one


WAR = ("Indian troops attacked Pakistani troops on 4 May 1965. Pakistani planes bombed Indian troops on 6 May 1965. "
       "On 9 May 1965 Indian planes launched an attack.")
COUNTER = ("On 4 May 2016 Turkish jets bombed Syrian troops near Kobani. "
           "On 6 May 2016 the Syrian army launched a counterattack.")


@pytest.mark.parametrize(("text", "foe", "ground"), [
    (WAR, "Pakistan", "targets/fought"),
    (COUNTER, "Turkey", "targets/answered"),
])
def test_an_attack_on_nobody_is_on_the_foe(case: Any, text: str, foe: str, ground: str) -> None:
    """It is inferred, so no telling says it, and the field tells why."""
    found = case(text)
    row = found.incidents[-1]
    assert [actor.name for actor in found.actors if actor.id in row.targets] == [foe]
    assert row.fields["targets"].why.rule == ground


def test_one_attack_makes_no_foe(case: Any) -> None:
    """What is told once is no war."""
    found = case("Indian troops attacked Pakistani troops on 4 May 1965. "
                 "On 9 May 1965 Indian jets carried out air strikes.")
    raid = next(row for row in found.incidents if row.mode == "heavy-weapons")
    assert not raid.targets or raid.fields["targets"].why.rule == "targets/likely"


def test_two_sides_fight_each_other(case: Any) -> None:
    """Both did it, and nobody is told to be its target; the label names them once."""
    found = case("On 4 May 2016 heavy clashes broke out between the Lebanese army and Hezbollah near Arsal.")
    (row,) = found.incidents
    assert len(row.actors) == 2 and row.targets == ()
    assert row.label.count("Hezbollah") == 1


def test_blame_reaches_far_back(account: Any) -> None:
    """The coup condemned is the one told, however long before; and who asks for calm in that breath asks its doers."""
    middle = " ".join(f"Day {day} passed quietly in the hills." for day in range(3, 18))
    found = account("The coup began on 4 May 2016 when the Malian army arrested the president. " + middle +
                    " The United Nations condemned the coup and called for restraint.")
    assert names(found, deed(found, "condemned").targets) == {"Malian Armed Forces"}
    assert names(found, deed(found, "called").targets) == {"Malian Armed Forces"}


@pytest.mark.parametrize(("text", "trigger", "places"), [
    ("On 14 July 2013 rebels attacked troops holding out at a fort near Kobani.", "attacked", {"Kobani"}),
    ("On 4 May 2016 clashes broke out between the army and rebels on the outskirts of Kobani.", "clashes", {"Kobani"}),
    ("Rockets were fired from Kobani at a village near Aleppo on 4 May 2016.", "fired", {"Aleppo"}),
])
def test_where_those_were_on_whom_it_was_done(account: Any, text: str, trigger: str, places: set[str]) -> None:
    """Where the attacked held out it was done; not where the attackers came from."""
    found = account(text)
    assert names(found, deed(found, trigger).places) == places


def test_who_condemns_the_coup_condemns_who_made_it_and_not_who_did_the_last_deed_of_the_kind(account: Any) -> None:
    """A word for any deed of force means the last one; a word that says what was done means that."""
    told = (
        "On 3 May 2014 Libyan officers overthrew the president of Chad. On 4 May 2014 Sudan imposed a curfew. "
        "France condemned the coup.")
    (event,) = (event for event in account(told).events if event.type == "ACCUSE")
    assert {ref for mention in event.targets for ref in mention.refs} == {"a-libyan-officers"}


@pytest.mark.parametrize(("text", "trigger"), [
    ("The front avenged the massacre of its men at Orsk.", "massacre"),
    ("The army avenged the killings by burning two villages.", "killings"),
    ("The police are looking into the shooting of two miners.", "shooting"),
    ("The militia celebrated the killing of the governor.", "killing"),
])
def test_who_stands_outside_a_deed_did_not_do_it(account: Any, text: str, trigger: str) -> None:
    """However the model reads it: he avenges, examines or celebrates it."""
    found = account(text)
    assert names(found, deed(found, trigger).actors) == set()


def test_whom_a_killing_befell_is_not_where_it_was(account: Any) -> None:
    """A place is its target only where nobody is told to be."""
    found = account("He was tried for the murder of a courier in Lima. The massacre in Lima shocked the king.")
    assert names(found, deed(found, "murder").targets) == {"courier"}
    assert len(deed(found, "massacre").targets) == 1


def test_who_only_sees_a_deed_does_not_do_it(case: Any) -> None:
    """Many saw the raid as an answer: it is the raid told before, and the answer their word for it."""
    found = case("Velmar's army raided Orsk on 1 May 1988. Many islanders saw the raid as revenge for the shelling of "
                 "their harbour in April.")
    raid = next(row for row in found.incidents if "raided" in row.label)
    assert not any("islanders" in row.label for row in found.incidents if row.type == "ASSAULT")
    assert [row.incident for row in found.responses] == [raid.id]


def test_who_is_charged_with_killing_is_held_to_it(account: Any) -> None:
    """Not who charges him; with any other verb, *with* tells the means of its subject."""
    found = account("The prosecutor charged the colonel with killing nine farmers.")
    assert names(found, deed(found, "killing").actors) == {"colonel"}
    found = account("The army answered the raid with shelling the town.")
    assert names(found, deed(found, "shelling").actors) == {"army"}
