"""Places: the gazetteer, which words name a place, which place is meant, and what is told of a place nobody lists.

Sentences are written as ``form/UPOS`` or ``form/UPOS/TAG`` words, so that these rules are tested apart from the model.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from histor.errors import DataError
from histor.lexicon import Lexicon, load_lexicon
from histor.model import Block, Document, Mention, Place, Sentence, Source, Token
from histor.pipeline import load_crew
from histor.resolve.gazetteer import ADMIN1, CITY, COUNTRY, Gazetteer, fold
from histor.resolve.places import PlaceResolver, contains, finest
from histor.resolve.places_make import between

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("HISTOR_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="module")
def resolver() -> PlaceResolver:
    return PlaceResolver(load_lexicon())


@pytest.fixture(scope="module")
def gazetteer(resolver: PlaceResolver) -> Gazetteer:
    return resolver.gazetteer


def account(*lines: str) -> tuple[Document, list[Sentence]]:
    """Build a document of one-sentence paragraphs; ``+`` before a word joins it to the one before."""
    text, sentences, blocks = "", [], []
    for number, line in enumerate(lines):
        tokens: list[Token] = []
        begin = len(text)
        for cell in line.split():
            form, upos, *tag = cell.lstrip("+").split("/")
            glued = cell.startswith("+") or not tokens
            text += form if glued else f" {form}"
            start = len(text) - len(form)
            head = 0 if not tokens else 1
            relation = "case" if upos == "ADP" else "dep"
            tokens.append(Token(len(tokens) + 1, form, form, upos, "", head, relation, start, len(text), *tag))
        sentences.append(Sentence(begin, len(text), tuple(tokens), number))
        blocks.append(Block("paragraph", begin, len(text)))
        text += "\n\n"
    return Document("test", text, Source("test", "text"), tuple(blocks)), sentences


def read(resolver: PlaceResolver, *lines: str) -> tuple[dict[str, str | None], dict[str, Place]]:
    """Resolve and return the id of each mention's words, and the places by id."""
    document, sentences = account(*lines)
    mentions, places = resolver.resolve(document, sentences)
    told = {document.text[m.span.start : m.span.end]: m.refs[0] if m.refs else None for m in mentions}
    return told, {place.id: place for place in places}


def test_an_island_is_one_whoever_else_bears_its_name(resolver: PlaceResolver) -> None:
    """A tagger takes an unknown name for a person's here and there; *the island of* settles what it is."""
    told, _ = read(resolver, "the/DET island/NOUN of/ADP Anvara/PROPN/B-LOC fell/VERB",
                   "Anvara/PROPN/B-PER wept/VERB", "Anvara/PROPN/B-PER slept/VERB")  # fmt: skip
    assert "Anvara" in told


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Sarāvān", "saravan"),
        ("Ta‘izz", "taizz"),
        ("U.S.", "us"),
        ("St. Petersburg", "st petersburg"),
        ("Saint-Denis", "st denis"),
        ("Koh-e-Sabz", "koh e sabz"),
        ("Łódź", "lodz"),
        ("D.R. Congo", "dr congo"),
        ("  Deir   ez-Zor ", "deir ez zor"),
        ("Bosnia & Herzegovina", "bosnia and herzegovina"),
        ("", ""),
    ],
)
def test_a_search_key_forgets_accents_marks_and_spaces(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("name", "kind", "country", "lat", "lon"),
    [
        ("Kyiv", CITY, "UKR", 50.45, 30.52),
        ("Kiev", CITY, "UKR", 50.45, 30.52),
        ("Goma", CITY, "COD", -1.68, 29.22),
        ("El Fasher", CITY, "SDN", 13.63, 25.35),
        ("Sistan and Baluchestan", ADMIN1, "IRN", 28.1, 60.9),
        ("Kharkiv Oblast", ADMIN1, "UKR", 49.7, 36.5),
        ("Burma", COUNTRY, "MMR", 21.0, 96.5),
        ("Ivory Coast", COUNTRY, "CIV", 7.6, -5.6),
        ("Texas", ADMIN1, "USA", 31.0, -99.5),
        ("Russia", COUNTRY, "RUS", 61.0, 100.0),
        ("Fiji", COUNTRY, "FJI", -17.8, 178.0),
    ],
)
def test_the_first_reading_of_a_listed_name(
    resolver: PlaceResolver, name: str, kind: int, country: str, lat: float, lon: float
) -> None:
    place = resolver.place(name)
    assert place is not None and place.country == country
    assert place.precision == {CITY: "city", ADMIN1: "admin1", COUNTRY: "country"}[kind]
    assert place.lat is not None and place.lon is not None
    assert between(place.lat, place.lon, lat, lon) < 300


@pytest.mark.parametrize(
    "name",
    [
        "Palestine",
        "Kosovo",
        "Taiwan",
        "Western Sahara",
        "Crimea",
        "Kashmir",
        "Golan Heights",
        "West Bank",
        "Abkhazia",
        "Northern Cyprus",
        "Falkland Islands",
        "Essequibo",
        "Spratly Islands",
        "Dokdo",
        "Somaliland",
    ],
)
def test_a_disputed_land_says_so(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.status(gazetteer.find(fold(name))[0])


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Iranian", "Iran"),
        ("Pakistanis", "Pakistan"),
        ("Kurds", "Kurdistan"),
        ("Dutch", "Netherlands"),
        ("Spaniards", "Spain"),
        ("South Korean", "South Korea"),
        ("Ottoman", "Ottoman Empire"),
        ("Gazans", "Gaza Strip"),
        ("Turks", "Turkey"),
        ("Crimean", "Crimea"),
        ("Soviet", "Soviet Union"),
        ("Filipinos", "Philippines"),
    ],
)
def test_adjectives_and_peoples_name_their_land(resolver: PlaceResolver, word: str, place: str) -> None:
    found = resolver.demonym(word)
    assert found is not None and found.name == place


def test_a_word_that_is_no_people_names_no_land(resolver: PlaceResolver) -> None:
    assert resolver.demonym("military") is None
    assert resolver.place("Xyzzyville") is None


def test_a_name_is_found_and_resolved_with_all_that_holds_it(resolver: PlaceResolver) -> None:
    told, places = read(resolver, "Drones/NOUN hit/VERB Saravan/PROPN/B-LOC in/ADP Iran/PROPN/B-LOC +./PUNCT")
    assert told == {"Saravan": "p-saravan-irn", "Iran": "p-iran-irn"}
    assert places["p-saravan-irn"].admin1 == "Sistan and Baluchestan"
    assert contains("p-iran-irn", "p-saravan-irn", places) and not contains("p-saravan-irn", "p-iran-irn", places)
    assert finest(("p-iran-irn", "p-saravan-irn"), places) == ("p-saravan-irn",)


@pytest.mark.parametrize(
    ("line", "name", "country", "admin1"),
    [
        ("in/ADP Springfield/PROPN/B-LOC +,/PUNCT Illinois/PROPN/B-LOC", "Springfield", "USA", "Illinois"),
        ("in/ADP Springfield/PROPN/B-LOC +,/PUNCT Mass./PROPN/B-LOC", "Springfield", "USA", "Massachusetts"),
        ("near/ADP Tripoli/PROPN/B-LOC +,/PUNCT Lebanon/PROPN/B-LOC", "Tripoli", "LBN", "North Governorate"),
        ("Hyderabad/PROPN/B-LOC in/ADP Pakistan/PROPN/B-LOC +'s/PART Sindh/PROPN/B-LOC", "Hyderabad", "PAK", "Sindh"),
    ],
)
def test_what_a_place_is_told_to_lie_in_decides(
    resolver: PlaceResolver, line: str, name: str, country: str, admin1: str
) -> None:
    told, places = read(resolver, line)
    place = places[told[name] or ""]
    assert (place.country, place.admin1) == (country, admin1)


def test_the_rest_of_the_document_decides(resolver: PlaceResolver) -> None:
    south = [
        "troops/NOUN left/VERB Alabama/PROPN/B-LOC",
        "the/DET siege/NOUN of/ADP Atlanta/PROPN/B-LOC",
        "a/DET march/NOUN to/ADP Savannah/PROPN/B-LOC",
        "through/ADP Georgia/PROPN/B-LOC",
    ]
    caucasus = [
        "tanks/NOUN left/VERB Tskhinvali/PROPN/B-LOC",
        "strikes/NOUN on/ADP Gori/PROPN/B-LOC",
        "from/ADP Russia/PROPN/B-LOC",
        "through/ADP Georgia/PROPN/B-LOC",
    ]
    assert read(resolver, *south)[0]["Georgia"] == "p-georgia-usa"
    assert read(resolver, *caucasus)[0]["Georgia"] == "p-georgia-geo"


def test_an_unlisted_place_takes_the_point_and_the_radius_of_what_holds_it(resolver: PlaceResolver) -> None:
    told, places = read(
        resolver,
        "targeted/VERB Dar-e-Nowhere/PROPN +,/PUNCT a/DET locality/NOUN in/ADP the/DET Panjgur/PROPN/B-LOC "
        "District/PROPN/I-LOC of/ADP Pakistan/PROPN/B-LOC +'s/PART Balochistan/PROPN/B-LOC province/NOUN",
    )
    place, parent = places[told["Dar-e-Nowhere"] or ""], places["p-panjgur-district-pak"]
    assert (place.lat, place.lon) == (parent.lat, parent.lon)
    assert (place.precision, place.country, place.admin1) == ("admin2", "PAK", "Balochistan")
    assert place.part_of == parent.id and place.gazetteer is None and (place.radius_km or 0) >= 10
    assert contains("p-balochistan-pak", place.id, places)


def test_a_pass_called_like_a_far_city_does_not_lie_there(resolver: PlaceResolver) -> None:
    line = "closed/VERB the/DET crossing/NOUN at/ADP Salvador/PROPN/B-LOC Pass/PROPN/I-LOC"
    told, places = read(resolver, "Libya/PROPN/B-LOC " + line)
    assert places[told["Salvador Pass"] or ""].country == "LBY"
    told, places = read(resolver, "they/PRON " + line)
    assert places[told["Salvador Pass"] or ""].country == "BRA"


def test_a_name_that_no_list_holds_is_a_place_where_the_parser_reads_one(resolver: PlaceResolver) -> None:
    told, places = read(resolver, "Libya/PROPN/B-LOC", "shells/NOUN hit/VERB Qarnwadda/PROPN/B-LOC")
    assert places[told["Qarnwadda"] or ""].country == "LBY"
    told, _ = read(resolver, "shells/NOUN hit/VERB Qarnwadda/PROPN/B-PER")
    assert not told


def test_an_unlisted_place_without_anything_around_it_has_no_point(resolver: PlaceResolver) -> None:
    told, places = read(resolver, "the/DET village/NOUN of/ADP Qarn-al-Wadda/PROPN was/AUX shelled/VERB")
    place = places[told["Qarn-al-Wadda"] or ""]
    assert place.precision == "unknown" and place.lat is None and place.country is None


@pytest.mark.parametrize(
    "line",
    [
        "the/DET Washington/PROPN/B-ORG Post/PROPN/I-ORG wrote/VERB",
        "Paris/PROPN/B-PER Hilton/PROPN/I-PER arrived/VERB",
        "the/DET Islamic/ADJ/B-ORG State/PROPN/I-ORG claimed/VERB it/PRON",
        "the/DET Pakistan/PROPN/B-ORG Air/PROPN/I-ORG Force/PROPN/I-ORG struck/VERB",
        "Iranian/ADJ/B-NORP officials/NOUN met/VERB us/PRON",
        "in/ADP March/PROPN and/CCONJ May/PROPN",
        "a/DET barrage/NOUN of/ADP Grad/PROPN/B-LOC rockets/NOUN",
        "a/DET salvo/NOUN of/ADP Osa/PROPN/B-LOC +-/PUNCT class/NOUN missiles/NOUN",
        "seized/VERB the/DET tanker/NOUN Al/PROPN/B-LOC Noor/PROPN/I-LOC",
        "in/ADP Operation/PROPN Manta/PROPN/B-LOC jets/NOUN struck/VERB",
        "at/ADP Christmas/PROPN they/PRON met/VERB",
        "The/DET/B-LOC +Balama/PROPN/B-PER fled/VERB",
        "NATO/PROPN/B-ORG met/VERB",
    ],
)
def test_persons_bodies_adjectives_and_months_are_no_places(resolver: PlaceResolver, line: str) -> None:
    assert read(resolver, line)[0] == {}


def test_every_toponym_counts_where_all_are_asked_for(resolver: PlaceResolver) -> None:
    document, sentences = account(
        "the/DET Pakistan/PROPN/B-ORG Air/PROPN/I-ORG Force/PROPN/I-ORG hit/VERB "
        "Iranian/ADJ/B-NORP towns/NOUN near/ADP Saravan/PROPN/B-LOC"
    )
    mentions, _ = resolver.toponyms(document, sentences)
    assert [document.text[m.span.start : m.span.end] for m in mentions] == ["Pakistan", "Iranian", "Saravan"]
    assert [m.refs for m in mentions] == [("p-pakistan-pak",), ("p-iran-irn",), ("p-saravan-irn",)]


def test_a_person_of_the_document_is_no_town(resolver: PlaceResolver) -> None:
    told, _ = read(
        resolver,
        "Pancho/PROPN/B-PER Villa/PROPN/I-PER rode/VERB to/ADP Celaya/PROPN/B-LOC",
        "there/ADV Villa/PROPN/B-LOC lost/VERB",
    )
    assert list(told) == ["Celaya"]


def test_a_side_of_a_land_is_a_part_of_it(resolver: PlaceResolver) -> None:
    told, places = read(resolver, "rockets/NOUN hit/VERB southern/ADJ Israel/PROPN/B-LOC")
    part, whole = places[told["southern Israel"] or ""], places["p-israel-isr"]
    assert part.part_of == whole.id and part.precision == "region"
    assert part.lat is not None and whole.lat is not None and part.lat < whole.lat


def test_soil_airspace_and_borders_belong_to_a_land(resolver: PlaceResolver) -> None:
    told, places = read(
        resolver,
        "strikes/NOUN on/ADP Iranian/ADJ/B-NORP soil/NOUN",
        "along/ADP the/DET Iran/PROPN/B-LOC +–/PUNCT +Pakistan/PROPN/B-LOC border/NOUN",
    )
    assert told["Iranian soil"] == "p-iran-irn"
    line = places[told["Iran–Pakistan border"] or ""]
    assert line.precision == "region" and line.country is None and (line.radius_km or 0) > 100
    other, _ = read(resolver, "the/DET Pakistan/PROPN/B-LOC +-/PUNCT +Iran/PROPN/B-LOC border/NOUN")
    assert line.id in other.values()


def test_town_or_province_by_the_word_beside_it(resolver: PlaceResolver) -> None:
    town, _ = read(resolver, "shells/NOUN fell/VERB on/ADP Kermanshah/PROPN/B-LOC")
    province, _ = read(resolver, "shells/NOUN fell/VERB on/ADP Kermanshah/PROPN/B-LOC province/NOUN")
    assert town["Kermanshah"] == "p-kermanshah-irn"
    assert province["Kermanshah"] != town["Kermanshah"]


def test_namesakes_have_ids_of_their_own_and_ids_do_not_change(resolver: PlaceResolver) -> None:
    lines = [
        "in/ADP Springfield/PROPN/B-LOC +,/PUNCT Illinois/PROPN/B-LOC",
        "in/ADP Springfield/PROPN/B-LOC +,/PUNCT Missouri/PROPN/B-LOC",
    ]
    document, sentences = account(*lines)
    first, again = resolver.resolve(document, sentences), resolver.resolve(document, sentences)
    assert first == again
    springfields = {m.refs for m in first[0] if document.text[m.span.start : m.span.end] == "Springfield"}
    assert len(springfields) == 2


def test_places_are_complete_and_spans_are_verbatim(resolver: PlaceResolver) -> None:
    document, sentences = account("from/ADP Aleppo/PROPN/B-LOC to/ADP Homs/PROPN/B-LOC +./PUNCT")
    mentions, places = resolver.resolve(document, sentences)
    ids = {place.id for place in places}
    assert all(place.part_of in ids for place in places if place.part_of)
    assert all(ref in ids for mention in mentions for ref in mention.refs)
    assert all(isinstance(mention, Mention) and mention.kind == "place" for mention in mentions)
    assert [document.text[m.span.start : m.span.end] for m in mentions] == ["Aleppo", "Homs"]


def test_an_empty_document_has_no_places(resolver: PlaceResolver) -> None:
    assert resolver.resolve(Document("x", "", Source("x", "text"), ()), ()) == ((), ())


def test_a_damaged_index_is_named(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "gazetteer.gz").write_bytes(b"no gzip")
    with pytest.raises(DataError, match=r"gazetteer\.gz"):
        Gazetteer(Lexicon(root=tmp_path))


def test_every_land_of_the_list_can_be_found_and_has_a_point(gazetteer: Gazetteer) -> None:
    lands = load_lexicon().yaml("places/regions.yaml")
    assert len(lands) > 300
    for land in lands:
        lat, lon = land["at"]
        assert -90 <= lat <= 90 and -180 <= lon <= 180, land["name"]
        assert gazetteer.is_land(gazetteer.find(fold(land["name"]))[0]), land["name"]
        assert land.get("country") in {None, *gazetteer.country_row}, land["name"]


def test_the_index_holds_every_country(gazetteer: Gazetteer) -> None:
    assert set(load_lexicon().yaml("places/countries.yaml")) <= set(gazetteer.country_row)


def test_figures_on_public_gold_hold() -> None:
    """Guards recognition and resolution against a fall; a sixth of LGL, the parser's own trees."""
    folder = SHARED / "data" / "geo"
    if not (folder / "lgl.xml.gz").exists():
        pytest.skip(f"no development data at {folder}")
    sys.path.insert(0, str(ROOT))
    try:
        from bench.tally import value

        from bench import place as bench
    finally:
        sys.path.pop(0)
    crew = load_crew()
    tallies = [bench.measure(crew, text, gold) for text, gold in bench.local(folder)[:36]]
    found = bench.figures("LGL", tallies, 0)
    row = {name: round(value(figure), 3) for name, figure in found.items()}
    assert row["LGL: found"] > 0.65 and row["LGL: within 161 km, of all"] > 0.58, json.dumps(row)


@pytest.mark.parametrize(("line", "names"), [
    ("US/PROPN/B-LOC +-/PUNCT +led/VERB strikes/NOUN hit/VERB Raqqa/PROPN/B-LOC", {"Raqqa"}),
    ("Sino/PROPN +-/PUNCT +Soviet/ADJ/B-NORP talks/NOUN began/VERB in/ADP Geneva/PROPN/B-LOC", {"Geneva"}),
    ("Lorries/NOUN burned/VERB on/ADP the/DET Amman/PROPN/B-LOC +-/PUNCT +Baghdad/PROPN/B-LOC road/NOUN",
     {"Amman", "Baghdad"}),
])
def test_a_name_that_begins_another_word_is_no_place(resolver: PlaceResolver, line: str, names: set[str]) -> None:
    assert set(read(resolver, line)[0]) == names


def test_a_hamlet_on_the_far_side_of_the_earth_is_another_place(resolver: PlaceResolver) -> None:
    """Only a name speaks for Crane in Texas where all else is told of Sudan; near a land that is named, it stays."""
    far, _ = read(resolver, "Sudanese/ADJ troops/NOUN shelled/VERB Crane/PROPN/B-LOC")
    assert far["Crane"] == "p-crane"
    near, _ = read(resolver, "American/ADJ troops/NOUN shelled/VERB Crane/PROPN/B-LOC")
    assert near["Crane"] == "p-crane-usa"
    over, _ = read(resolver, "Turkish/ADJ forces/NOUN shelled/VERB Manbij/PROPN/B-LOC")
    assert over["Manbij"] == "p-manbij-syr"


def test_a_name_that_only_begins_like_a_listed_one_lies_nowhere(resolver: PlaceResolver) -> None:
    """Pristina Kosh is no part of Pristina, as Pristina Airport is: two names are none of what either means."""
    told, places = read(resolver, "He/PRON was/AUX in/ADP Pristina/PROPN/B-LOC Kosh/PROPN/I-LOC +./PUNCT")
    (place,) = (places[ident] for ident in told.values() if ident is not None)
    assert (place.name, place.lat, place.part_of) == ("Pristina Kosh", None, None)
    told, places = read(resolver, "He/PRON was/AUX in/ADP Pristina/PROPN/B-LOC Airport/PROPN/I-LOC +./PUNCT")
    assert any(places[ident].part_of == "p-pristina-xkx" for ident in told.values() if ident is not None)
