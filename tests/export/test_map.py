"""The map: where its picture lies, which lines are disputed, what stands at a place, and what the page carries."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from page_reading import read_page

from histor.errors import DataError
from histor.export.borders import Area, Borders, Line, load_borders, load_world, write_topology
from histor.export.borders_lines import disputes, sort_lines
from histor.export.borders_topology import ArcIndex, Point, clean, dissolve, walk, weights
from histor.export.dossier import dossier_html
from histor.export.dossier_book import Book
from histor.export.dossier_map import map_data, map_section
from histor.export.dossier_notes import note_rows
from histor.export.dossier_words import Words
from histor.export.json import case_dict
from histor.export.map_chart import Chart, chart_of
from histor.export.map_cut import LIMIT, Atlas, Wanted, cut
from histor.export.map_frame import Frame, Spot, azimuthal, distance_km, equal_earth, frame, from_azimuthal
from histor.export.map_ground import Ground
from histor.export.map_layout import Layout, Placed
from histor.export.map_marks import finest, look
from histor.lexicon import load_lexicon
from sample_case import SOURCE, TEXT, sample

LEXICON = load_lexicon()
#: Two squares side by side, and a third above the first.
WEST: list[Point] = [(0, 0), (1, 0), (1, 1), (0, 1)]
EAST: list[Point] = [(1, 0), (2, 0), (2, 1), (1, 1)]
NORTH: list[Point] = [(0, 1), (1, 1), (1, 2), (0, 2)]


def borders(*rows: tuple[str, str | None]) -> Borders:
    """Return the squares as areas of countries and disputes."""
    rings = [WEST, EAST, NORTH][:len(rows)]
    index = ArcIndex(rings)
    areas = tuple(Area(f"area {at}", country, dispute, (tuple(index.ring(ring)),))
                  for at, (ring, (country, dispute)) in enumerate(zip(rings, rows, strict=True)))
    return Borders(index.arcs, areas, ())


def book(*places: dict[str, object]) -> Book:
    """Return the small case with other places; every incident is told to have happened in all of them."""
    case = case_dict(sample())
    plain = {"aliases": [], "country": None, "admin1": None, "precision": "city", "gazetteer": None, "radius_km": 5.0,
             "part_of": None}
    case["places"] = [{**plain, **place} for place in places]
    for row in case["incidents"]:
        row["places"] = [place["id"] for place in case["places"]]
    made = Book(case, {SOURCE: TEXT}, Words("en"))
    note_rows(made)
    return made


TOWN = {"id": "p-town", "name": "Goma", "lat": -1.68, "lon": 29.22, "country": "COD"}


# Topology

def test_a_shared_side_is_one_arc() -> None:
    """Walked backwards by the second area; nothing else is shared."""
    one, other = (area.rings[0] for area in borders(("AAA", None), ("BBB", None)).areas)
    assert [arc for arc in one if ~arc in other]
    assert len({max(arc, ~arc) for arc in (*one, *other)}) == len(one) + len(other) - 1


def test_rings_come_back_as_they_were() -> None:
    """Whatever the arcs are: the same points in the same sense."""
    made = borders(("AAA", None), ("BBB", None), ("CCC", None))
    for area, ring in zip(made.areas, (WEST, EAST, NORTH), strict=True):
        back = walk(made.arcs, area.rings[0])
        at = back.index(ring[0])
        assert [*back[at:], *back[:at]] == ring
    assert clean([(0, 0), (0, 0), (1, 1), (0, 0)]) == [(0, 0), (1, 1)]


def test_areas_laid_together_have_no_line_between_them() -> None:
    """The outline of two squares is one ring of six corners."""
    made = borders(("AAA", None), ("AAA", None))
    (ring,) = dissolve(made.arcs, (ring for area in made.areas for ring in area.rings))
    assert set(walk(made.arcs, ring)) == {*WEST, *EAST} and len(walk(made.arcs, ring)) == 6


def test_points_weigh_by_what_their_loss_would_change() -> None:
    """A point on a straight line weighs nothing, ends weigh more than all."""
    heavy = weights([(0, 0), (1, 0), (2, 0), (2, 3)])
    assert heavy[1] == 0 < heavy[2] < heavy[0] == heavy[3] == math.inf


# Kinds of lines

def test_lines_are_told_apart_by_their_two_sides() -> None:
    """Coast, border and province; disputed towards a party, and a border towards anybody else."""
    kinds = {kind: len(arcs) for kind, arcs in sort_lines(borders(("AAA", None), ("BBB", None)), LEXICON).items()}
    assert kinds == {"border": 1, "coast": 2}
    assert "province" in sort_lines(borders(("AAA", None), ("AAA", None)), LEXICON)
    assert "?kosovo" in sort_lines(borders(("XKX", "kosovo"), ("SRB", None)), LEXICON)
    assert "border" in sort_lines(borders(("XKX", "kosovo"), ("ALB", None)), LEXICON)
    assert "?korea" in sort_lines(borders(("PRK", None), ("KOR", None)), LEXICON)
    assert "?anything" in sort_lines(borders(("AAA", "anything"), ("BBB", None)), LEXICON), "a file's own dispute"


def test_a_land_held_in_parts_is_parted_by_a_disputed_line() -> None:
    """And by a province's line where one hand holds both."""
    assert "?kashmir" in sort_lines(borders(("IND", "kashmir"), ("PAK", "kashmir")), LEXICON)
    assert "province" in sort_lines(borders(("PAK", "kashmir"), ("PAK", "kashmir")), LEXICON)


def test_every_dispute_says_who_and_has_a_place_on_the_ground() -> None:
    """At least two parties, a sentence, and an area, line, border or point."""
    drawn = set(sort_lines(load_borders(), LEXICON)) | {f"?{area.dispute}" for area in load_borders().areas}
    for ident, row in disputes(LEXICON).items():
        assert len(row["parties"]) > 1 and row["says"].endswith("."), ident
        assert f"?{ident}" in drawn or "at" in row, ident


def test_no_disputed_land_counts_as_a_country_s_own() -> None:
    """So no map of a country takes a side."""
    made = Atlas(load_world())
    found = cut(made, Frame("world", 0, 0, 30.0), 0.5, limit=None)
    disputed = {at for at, area in enumerate(found.borders.areas) if area.dispute}
    assert disputed and not disputed & set(found.of_country("RUS") + found.of_country("UKR") + found.of_country("ISR"))


# Files of others

@pytest.mark.parametrize("form", ["geojson", "topojson"])
def test_other_borders_can_be_put_in_place(tmp_path: Path, form: str) -> None:
    """GeoJSON and TopoJSON come to the same areas, and shared sides are found in both."""
    tree = write_topology(borders(("AAA", None), ("BBB", None)), 0.001) if form == "topojson" else {
        "type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"NAME": f"area {at}", "ISO_A3": code},
             "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}
            for at, (code, ring) in enumerate((("AAA", WEST), ("BBB", EAST)))]}
    path = tmp_path / f"mine.{form}"
    path.write_text(json.dumps(tree), encoding="utf-8")
    found = load_borders(path)
    assert [(area.name, area.country) for area in found.areas] == [("area 0", "AAA"), ("area 1", "BBB")]
    assert len(sort_lines(found, LEXICON)["border"]) == 1


def test_borders_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    """No file, no JSON, and JSON of something else."""
    (tmp_path / "a").write_text("no", encoding="utf-8")
    (tmp_path / "b").write_text('{"type": "Topology"}', encoding="utf-8")
    for name, words in (("missing", "exists"), ("a", "no JSON"), ("b", "neither")):
        with pytest.raises(DataError, match=words):
            load_borders(tmp_path / name)


def test_disputed_lines_of_a_file_are_kept(tmp_path: Path) -> None:
    """With the name that the file gives the dispute."""
    made = replace(borders(("AAA", None)), lines=(Line("the ridge", (0,)),))
    path = tmp_path / "lines.json"
    path.write_text(json.dumps(write_topology(made, 0.001)), encoding="utf-8")
    assert [line.dispute for line in load_borders(path).lines] == ["the ridge"]


# Frame

@pytest.mark.parametrize("lat", [-80.0, 0.0, 33.0, 89.0])
def test_the_projection_has_a_way_back(lat: float) -> None:
    """And keeps areas: a small square is as large anywhere."""
    for lon, there in ((10.0, lat - 5), (-40.0, 20.0), (100.0, -10.0)):
        back = from_azimuthal(*azimuthal(lon, there, lat), lat)
        assert back == pytest.approx((lon, there), abs=1e-6)
    assert equal_earth(180, 0)[0] == pytest.approx(2.7066, abs=1e-3)


@pytest.mark.parametrize(("spots", "kind"), [
    ([Spot(178.4, -18.1), Spot(-171.8, -13.8)], "region"), ([Spot(15, 78), Spot(-62, 82), Spot(120, 89)], "region"),
    ([Spot(29, -1.7)], "region"), ([Spot(-74, 40), Spot(151, -33), Spot(0, 51), Spot(-55, -10)], "world"),
])
def test_the_picture_holds_its_places(spots: list[Spot], kind: str) -> None:
    """Across the antimeridian, at a pole, for a single place, and around the world."""
    made = frame(spots)
    assert made.kind == kind
    for spot in spots:
        x, y = made.project(spot.lon, spot.lat)
        assert 0 < x < made.width and 0 < y < made.height


def test_one_place_far_off_does_not_shrink_the_picture() -> None:
    """Six towns of one region, and a capital on another continent."""
    near = [Spot(60 + at / 2, 28 + at / 3) for at in range(6)]
    assert frame([*near, Spot(-77, 39)]) == frame(near)
    assert distance_km((0, 0), (0, 90)) == pytest.approx(10_007, abs=2)


# Cut

def test_the_cut_fits_its_limit_and_holds_what_is_wanted() -> None:
    """However small the limit; a province that is asked for stays by itself."""
    atlas = Atlas(load_borders())
    made = frame([Spot(10, 50), Spot(30, 45)])
    small = cut(atlas, made, 0.2, limit=150_000)
    assert len(json.dumps(small.topology(), separators=(",", ":"))) <= 150_000
    tiny = atlas.holding(12.45, 43.94, "SMR")
    assert tiny is not None
    found = cut(atlas, made, 0.2, Wanted({tiny}))
    assert found.borders.areas[found.became[tiny]].country == "SMR"
    assert len(json.dumps(found.topology(), separators=(",", ":"))) <= LIMIT


def test_the_same_place_is_the_same_bytes_and_the_file_reads_back() -> None:
    """A cut is a function of its place, and its TopoJSON is one."""
    atlas, made = Atlas(load_borders()), frame([Spot(29.22, -1.68)])
    one, other = (json.dumps(cut(atlas, made, 0.25).topology()) for _ in range(2))
    assert one == other
    tree = json.loads(one)
    count = len(tree["arcs"])
    numbers = [arc for shape in tree["objects"]["areas"]["geometries"] for (ring,) in shape["arcs"] for arc in ring]
    assert numbers and all(-count <= arc < count for arc in numbers)


def test_land_is_drawn_where_land_is() -> None:
    """The path of the ground stays near the picture and is not empty."""
    made = frame([Spot(29.22, -1.68)])
    ground = Ground(cut(Atlas(load_borders()), made, 0.5), made)
    assert ground.land().startswith("M") and ground.lines("border")
    assert {label.code for label in ground.labels()} >= {"COD", "RWA"}


# Layout

def test_no_mark_and_no_name_hides_another() -> None:
    """Ten marks in one spot step aside; names that find no room are left out."""
    layout = Layout(frame([Spot(0, 0)]))
    placed = [Placed(500, 300, 7, f"Place {at}") for at in range(10)]
    layout.place(placed)
    spots = [mark.at for mark in placed]
    assert min(math.dist(a, b) for at, a in enumerate(spots) for b in spots[at + 1:]) > 14
    assert not placed[0].moved and placed[1].moved
    rects = layout.rects
    assert all(a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
               for at, a in enumerate(rects) for b in rects[at + 1:])


# Marks

def test_an_incident_stands_at_its_finest_places_only() -> None:
    """Not in the country that its town lies in; a place without a position stands nowhere."""
    country = {"id": "p-country", "name": "Congo", "lat": -2.0, "lon": 23.0, "country": "COD", "precision": "country"}
    made = book({**TOWN, "part_of": "p-country"}, country, {"id": "p-x", "name": "X", "lat": None, "lon": None})
    assert finest(made, ["p-town", "p-country", "p-x"]) == ["p-town"]


def test_the_look_is_that_of_the_surest_telling() -> None:
    """Hatched where the source does not tell in its own voice where it was."""
    made = book(TOWN)
    (mark,) = Chart(made).marks
    assert look(made, mark) == "solid"
    for deed in mark.deeds:
        deed["fields"]["places"] = {"said_by": ["a-freedonia"], "evidence": [0], "why": None}
    assert look(made, mark) == "hatch"


def test_what_is_known_to_a_country_is_an_area_and_no_spot() -> None:
    """A square mark, the country's own areas under it, and disputed land left out."""
    chart = Chart(book({"id": "p-serbia", "name": "Serbia", "lat": 44.0, "lon": 21.0, "country": "SRB",
                        "precision": "country", "radius_km": 160.0}))
    (mark,) = chart.marks
    areas = [chart.cut.borders.areas[at] for at in chart.areas(mark)]
    assert not mark.exact and {area.country for area in areas} == {"SRB"} and not any(area.dispute for area in areas)
    assert "kosovo" in chart.named()


def test_a_disputed_land_goes_by_its_name() -> None:
    """Told without a country, it is the land's own areas."""
    chart = Chart(book({"id": "p-crimea", "name": "Crimea", "lat": 45.3, "lon": 34.4, "precision": "region",
                        "radius_km": 150.0}))
    assert {chart.cut.borders.areas[at].dispute for at in chart.areas(chart.marks[0])} == {"crimea"}


# Page

def test_the_still_picture_leads_to_the_table_and_names_what_is_disputed() -> None:
    """Every mark is a link with words; the key stands below."""
    chart = chart_of(book({"id": "p-leh", "name": "Leh", "lat": 34.16, "lon": 77.58, "country": "IND"}))
    page = read_page(map_section(chart) or "")
    (link,) = page.all("svg")[0].all("a")
    assert link.get("href") == "#p-leh" and "Leh" in link.all("title")[0].text()
    assert {"Kashmir", "Aksai Chin"} <= {one.text() for one in page.all("dt")}
    assert page.all("div", "live")[0].get("data-view") == "map" and page.all("div", "still")


def test_a_case_without_places_has_no_map() -> None:
    """And says so in the section's place."""
    assert chart_of(book()) is None
    assert chart_of(book({"id": "p-x", "name": "X", "lat": None, "lon": None, "precision": "unknown"})) is None


def test_a_hostile_name_stays_a_name() -> None:
    """In the picture and in what the script reads."""
    case = case_dict(sample())
    case["places"] = [{**case["places"][0], "name": "</script><b onload=x>", "lat": 1.0, "lon": 30.0}]
    html = dossier_html(case, {SOURCE: TEXT})
    assert "</script><b" not in html and "<b onload" not in html
    assert "&lt;/script&gt;&lt;b onload=x&gt;" in html


def test_what_the_script_gets_names_rows_by_their_addresses() -> None:
    """And the whole is well under what a page may weigh."""
    made = book(TOWN)
    chart = chart_of(made)
    assert chart is not None
    data = map_data(chart)
    assert data["marks"][0]["places"] == ["p-town"] and set(data["marks"][0]["deeds"]) == {"i-1", "i-2"}
    assert data["world"] and {"areas", "coast", "border"} <= set(data["region"]["objects"])
    assert len(json.dumps(data, separators=(",", ":"))) < 620_000
