"""Toponyms against GeoWebNews and LGL: found exactly, and resolved end to end within 161 km.

    python bench/place.py --data FOLDER [--limit N] [--json FILE] [--errors]

FOLDER holds ``GeoWebNews/``, ``gwn_geocoding/`` and ``lgl.xml.gz`` (Gritta, Pilehvar and Collier 2019; Lieberman and
others 2010). Recognition counts exact spans over every toponym of GeoWebNews, adjectives and names inside names with
them, as its labels do (expressions and non-toponyms left out). Resolution counts over *all* gold toponyms that have a
point, found or not: right within 161 km, countries by identity (a country's point is a convention). The mean error is
over the toponyms that were found; a country mistaken for another counts as 5,000 km.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tarfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from histor.lexicon import load_lexicon
from histor.model import Block, Document, Source
from histor.parse import Parser, load_parser
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
    """Counts of one corpus."""

    found: int = 0
    given: int = 0
    wanted: int = 0
    points: int = 0
    near: int = 0
    errors_km: list[float] = field(default_factory=list)
    words: int = 0
    seconds: float = 0.0
    wrong: Counter[str] = field(default_factory=Counter)

    def row(self) -> dict[str, float]:
        """Return the figures of one corpus."""
        precision, recall = self.found / max(1, self.given), self.found / max(1, self.wanted)
        return {
            "toponyms": self.wanted,
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
            "points": self.points,
            "within_161_km": round(self.near / max(1, self.points), 4),
            "mean_error_km": round(sum(self.errors_km) / max(1, len(self.errors_km)), 1),
            "words_per_second": round(self.words / max(1e-9, self.seconds)),
        }


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


def measure(resolver: PlaceResolver, parser: Parser, rows: list[tuple[str, list[Gold]]]) -> Tally:
    """Find and resolve the toponyms of some texts and compare them with the gold ones."""
    tally = Tally()
    for text, gold in rows:
        document = document_of(text)
        sentences = parser.parse(document)
        begun = time.perf_counter()
        mentions, places = resolver.toponyms(document, sentences)
        tally.seconds += time.perf_counter() - begun
        tally.words += sum(len(sentence.tokens) for sentence in sentences)
        known = {place.id: place for place in places}
        given = {tuple(mention.span): mention.refs for mention in mentions}
        tally.given += len(given)
        tally.wanted += len(gold)
        for row in gold:
            refs = given.get((row.start, row.end))
            tally.found += refs is not None
            if row.lat is None or row.lon is None:
                continue
            tally.points += 1
            place = known[refs[0]] if refs else None
            told = text[row.start : row.end]
            if place is None or place.lat is None or place.lon is None:
                tally.wrong[f"{told} (not found)"] += 1
                continue
            code = country_code(resolver, row.country) if place.precision == "country" else None
            error = between(row.lat, row.lon, place.lat, place.lon)
            if code is not None:
                error = 0.0 if code == place.country else OTHER_COUNTRY_KM
            tally.errors_km.append(error)
            tally.near += error <= NEAR_KM
            if error > NEAR_KM:
                tally.wrong[f"{told} -> {place.id}"] += 1
    return tally


def main() -> None:
    """Measure the corpora under a folder and print one line each."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--limit", type=int, default=None)
    options.add_argument("--json", type=Path, default=None)
    options.add_argument("--errors", action="store_true")
    chosen = options.parse_args()
    resolver, parser = PlaceResolver(load_lexicon()), load_parser()
    corpora = {"geowebnews_labels": labelled, "geowebnews": geocoded, "lgl": local}
    table = {}
    for name, read in corpora.items():
        tally = measure(resolver, parser, read(chosen.data)[: chosen.limit])
        table[name] = tally.row()
        print(name, json.dumps(table[name]))
        if chosen.errors:
            for told, count in tally.wrong.most_common(60):
                print(f"  {count:4d}  {told}")
    if chosen.json:
        chosen.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
