"""Toponyms against GeoWebNews and LGL: found exactly, and resolved end to end within 161 km.

    python -m bench.place [--data DIR] [--limit N] [--json FILE] [--errors FILE]

DIR holds ``GeoWebNews/``, ``gwn_geocoding/`` and ``lgl.xml.gz`` (Gritta, Pilehvar and Collier 2019; Lieberman and
others 2010). Recognition counts exact spans over every toponym of GeoWebNews, adjectives and names inside names with
them, as its labels do (expressions and non-toponyms left out). Resolution counts over *all* gold toponyms that have a
point, found or not: right within 161 km, countries by identity (a country's point is a convention). The mean error is
over the toponyms that were found; a country mistaken for another counts as 5,000 km.
"""

from __future__ import annotations

import gzip
import re
import sys
import tarfile
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.tally import SHARED, Table, around, asked, f_table, mean_table, share_table, told
from histor.model import Block, Document, Place, Source
from histor.pipeline import Crew, load_crew
from histor.resolve.places import PlaceResolver
from histor.resolve.places_make import between

NEAR_KM = 161.0
OTHER_COUNTRY_KM = 5000.0
_NO_TOPONYM = {"Literal_Expression", "Non_Lit_Expression", "Non_Toponym"}
_OFFICIAL = re.compile(
    r"^(?:the )?(?:(?:Federal|Islamic|Arab|Bolivarian|Socialist|Democratic|People.s|Oriental|Federative) )*"
    r"(?:Republic|Kingdom|State|Commonwealth|Sultanate) of (?:the )?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Gold:
    """A gold toponym: its span, its point (if any) and the official name of the country where it is one."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    country: str | None = None


@dataclass
class Tally:
    """Counts of one text."""

    found: int = 0
    given: int = 0
    wanted: int = 0
    points: int = 0
    near: int = 0
    errors_km: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


Read = Callable[[Path], list[tuple[str, list[Gold]]]]


def document_of(text: str) -> Document:
    """Return a document with one paragraph block per line."""
    blocks = tuple(Block("paragraph", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    return Document("bench", text, Source("bench", "text"), blocks)


def labelled(folder: Path) -> list[tuple[str, list[Gold]]]:
    """Return the texts of GeoWebNews with every toponym of its labels, without points."""
    rows = []
    for path in sorted((folder / "GeoWebNews").glob("*.txt")):
        text = path.read_bytes().decode("utf-8", "replace")
        gold = []
        for line in path.with_suffix(".ann").read_text("utf-8", "replace").splitlines():
            if line.startswith("T"):
                label, *places = line.split("\t")[1].replace(";", " ").split()
                if label not in _NO_TOPONYM:
                    gold.append(Gold(int(places[0]), int(places[-1])))
        rows.append((text, gold))
    return rows


def geocoded(folder: Path) -> list[tuple[str, list[Gold]]]:
    """Return the texts of GeoWebNews with the toponyms that have points."""
    lines = (folder / "gwn_geocoding" / "gwn_full.txt").read_text("utf-8").split("\n")
    rows = []
    with tarfile.open(folder / "gwn_geocoding" / "files.tar.gz") as archive:
        for number, line in enumerate(lines):
            member = next((m for m in archive.getmembers() if m.name.endswith(f"files/{number}")), None)
            stream = archive.extractfile(member) if member else None
            if stream is not None:
                cells = [row.split(",,") for row in line.split("||") if row.strip()]
                gold = [Gold(int(c[4]), int(c[5]), float(c[2]), float(c[3]), c[0]) for c in cells]
                rows.append((stream.read().decode("utf-8"), gold))
    return rows


def local(folder: Path) -> list[tuple[str, list[Gold]]]:
    """Return the texts of LGL with their toponyms."""
    rows = []
    for article in ET.fromstring(gzip.decompress((folder / "lgl.xml.gz").read_bytes())):
        gold = []
        for toponym in article.iter("toponym"):
            start, end = int(toponym.findtext("start", "0")), int(toponym.findtext("end", "0"))
            tag = toponym.find("gaztag")
            if tag is None:
                gold.append(Gold(start, end))
                continue
            country = tag.findtext("name") if tag.findtext("fcode", "").startswith("PCL") else None
            gold.append(Gold(start, end, float(tag.findtext("lat", "0")), float(tag.findtext("lon", "0")), country))
        rows.append((article.findtext("text", ""), gold))
    return rows


def country_code(resolver: PlaceResolver, name: str | None) -> str | None:
    """Return the code of the country that an official name ("Republic of Turkey") means; None for other places."""
    if not name:
        return None
    short = name.replace("Russian Federation", "Russia").replace(" Republic", "")
    for form in (name, _OFFICIAL.sub("", name), short):
        place = resolver.place(form)
        if place is not None and place.precision == "country":
            return place.country
    return None


def measure(crew: Crew, text: str, gold: list[Gold]) -> Tally:
    """Find and resolve the toponyms of a text and compare them with the gold ones."""
    document = document_of(text)
    mentions, places = crew.places.toponyms(document, crew.parser.parse(document))
    known = {place.id: place for place in places}
    given = {tuple(mention.span): mention.refs for mention in mentions}
    tally = Tally(given=len(given), wanted=len(gold))
    spans = {(row.start, row.end) for row in gold}
    tally.wrong += [f"EXTRA\t{around(text, *span)}" for span in given if span not in spans]
    for row in gold:
        refs = given.get((row.start, row.end))
        tally.found += refs is not None
        if refs is None:
            tally.wrong.append(f"MISS\t{around(text, row.start, row.end)}")
        if row.lat is not None and row.lon is not None:
            _resolved(crew.places, tally, row, known[refs[0]] if refs else None, text)
    return tally


def _resolved(resolver: PlaceResolver, tally: Tally, row: Gold, place: Place | None, text: str) -> None:
    """Count one gold toponym that has a point."""
    tally.points += 1
    if place is None or place.lat is None or place.lon is None or row.lat is None or row.lon is None:
        return
    code = country_code(resolver, row.country) if place.precision == "country" else None
    error = between(row.lat, row.lon, place.lat, place.lon)
    if code is not None:
        error = 0.0 if code == place.country else OTHER_COUNTRY_KM
    tally.errors_km.append(error)
    tally.near += error <= NEAR_KM
    if error > NEAR_KM:
        wanted = row.country or f"{row.lat:.2f},{row.lon:.2f}"
        tally.wrong.append(f"FAR\t{error:.0f} km\t{wanted}\t{place.id}\t{around(text, row.start, row.end)}")


CORPORA: dict[str, Read] = {"GeoWebNews, all labels": labelled, "GeoWebNews": geocoded, "LGL": local}


def figures(name: str, tallies: list[Tally], draws: int) -> Table:
    """Return what was found, what of it stands within 161 km, and the mean error, where a corpus has points."""
    table = f_table([{f"{name}: found": [t.found, t.given, t.found, t.wanted]} for t in tallies], draws)
    if any(t.points for t in tallies):
        table |= share_table([{f"{name}: within 161 km, of all": [t.near, t.points]} for t in tallies], draws)
        kilometres = [{f"{name}: mean error, km": [sum(t.errors_km), len(t.errors_km)]} for t in tallies]
        table |= mean_table(kilometres, draws)
    return table


def main() -> int:
    """Measure the corpora under a folder; one that is not there is left out."""
    parser = asked(__doc__, SHARED / "data" / "geo")
    parser.add_argument("--limit", type=int, help="read only the first N texts of each corpus")
    options = parser.parse_args()
    crew, table, errors = load_crew(), Table(), []
    for name, read in CORPORA.items():
        try:
            rows = read(options.data)[: options.limit]
        except FileNotFoundError as missing:
            print(f"{name}: skipped, there is no {missing.filename}", file=sys.stderr)
            continue
        tallies = [measure(crew, text, gold) for text, gold in rows]
        table |= figures(name, tallies, options.draws) if tallies else {}
        errors += [f"{name}\t{line}" for tally in tallies for line in tally.wrong]
    if not table:
        print(f"No places in {options.data}: give the folder of the corpora with --data.", file=sys.stderr)
        return 2
    return told(table, options, errors)


if __name__ == "__main__":
    sys.exit(main())
