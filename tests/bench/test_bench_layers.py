"""The layers' own rules, on cases made up for them; nothing here needs the corpora."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # bench/ is no part of the package

import yaml
from bench.tally import ROOT, SHARED
from training.treebanks import Gold

from bench import cameo, factuality, place, time, trees, wikievents
from histor.pipeline import Crew, load_crew


@pytest.fixture(scope="module")
def crew() -> Crew:
    """The crew that ships."""
    return load_crew()


def needs(*parts: str) -> Path:
    """A file of the shared data; the test is skipped where it is not there."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"there is no {path}")
    return path


# time


def test_time_counts_spans_and_values() -> None:
    """A gold span is matched once; a value counts only where a span meets."""
    text = "In May 1914 and on 3 June 1915 and later."
    gold = [(3, 11, "1914-05"), (19, 30, "1915-06-03"), (35, 40, "FUTURE_REF")]
    ours = [(3, 11, "1914-05"), (21, 30, "1915-06"), (0, 2, "XX")]
    tally = time.score(text, gold, ours, "t")
    assert (tally.strict, tally.relaxed, tally.value, tally.found, tally.gold) == (1, 2, 1, 3, 3)
    assert [line.split("\t")[0] for line in tally.errors] == ["VALUE", "SPAN", "MISS", "EXTRA"]
    assert time.figures([tally], 10)["relaxed"]["f"] == pytest.approx(2 * 2 / 6, abs=1e-4)


def test_time_reads_timeml(tmp_path: Path) -> None:
    """The text without tags, and offsets in it; the document's own time is not in the text."""
    path = tmp_path / "a.tml"
    body = 'A &amp; B in <TIMEX3 value="1914">1914</TIMEX3>.'
    path.write_text(f'<DCT><TIMEX3 value="2001">x</TIMEX3></DCT><TEXT>{body}</TEXT>')
    assert time.read_gold(path) == ("A & B in 1914.", [(9, 13, "1914")])


# places


def test_places_resolved_count_over_all_points(crew: Crew) -> None:
    """A place that is not found is wrong; one without a point is not asked for."""
    text = "The mayor of Madrid flew to Qqzzville and to Berlin."
    gold = [place.Gold(13, 19, 40.4, -3.7), place.Gold(28, 37, 1.0, 1.0), place.Gold(45, 51)]
    tally = place.measure(crew, text, gold)
    assert (tally.points, tally.near, tally.wanted) == (2, 1, 3) and tally.found >= 2


# PETRARCH's tests

TESTS = """<Sentences><Sentence date="1" id="X-1" category="DEMO" sentence="true">
<EventCoding sourcecode="ARN" targetcode="GON" eventcode="122"></EventCoding>
<EventCoding sourcecode="---GOV" targetcode="GON" eventcode="023"></EventCoding>
<Text>Arnor condemned
Gondor on Monday.</Text></Sentence>
<Sentence date="1" id="X-2" category="DEMO" sentence="true">
<EventCoding noevents="true"></EventCoding><Text>Rain.</Text></Sentence>
<Sentence date="1" id="X-3" category="DEMO" sentence="true">
<EventCoding sourcecode="ARN" targetcode="GON" eventcode="903"/>
<Text>Arnor fxed Gondor.</Text></Sentence></Sentences>"""


def test_cameo_reads_what_can_be_scored(tmp_path: Path) -> None:
    """Comments tell no deed; made-up codes and sentences without events are left out."""
    (tmp_path / cameo.FILES[0]).write_text(TESTS, encoding="utf-8")
    table = yaml.safe_load(cameo.CROSSWALK.read_text(encoding="utf-8"))
    case, = cameo.cases(tmp_path, table)
    assert case.text == "Arnor condemned Gondor on Monday."
    assert case.wanted == (cameo.Wanted(frozenset(["ACCUSE"]), ("Arnor",), ("Gondor",)),)


def test_cameo_compares_types_quads_and_actors(crew: Crew) -> None:
    """Who did it to whom must be right for the last."""
    table = yaml.safe_load(cameo.CROSSWALK.read_text(encoding="utf-8"))
    comparison = cameo.Comparison(crew, table, cameo.quads_of(ROOT / "src/histor/data/events"))
    wanted = cameo.Wanted(frozenset(["ASSAULT"]), ("Osgiliath",), ("Gondor",))
    counts = comparison.run(cameo.Case("a", "Osgiliath attacked Gondor on Thursday.", (wanted,)))
    assert counts == {"types": [1, 1, 1, 1], "quads": [1, 1, 1, 1], "with actors": [1, 1, 1, 1]}
    wrong = cameo.Wanted(frozenset(["ASSAULT"]), ("Gondor",), ("Osgiliath",))
    counts = comparison.run(cameo.Case("a", "Osgiliath attacked Gondor on Thursday.", (wrong,)))
    assert counts["types"] == [1, 1, 1, 1] and counts["with actors"] == [0, 1, 0, 1]


def test_the_codes_of_the_tests_are_types_of_plover() -> None:
    """And every code of a scored category that the crosswalk names is one that the product knows."""
    types = set(cameo.quads_of(ROOT / "src/histor/data/events"))
    table = yaml.safe_load(cameo.CROSSWALK.read_text(encoding="utf-8"))
    assert {name for row in table["codes"].values() for name in row} <= types
    kairos = yaml.safe_load(wikievents.CROSSWALK.read_text(encoding="utf-8"))
    rows = (*kairos["asked"].values(), *kairos["harmed"].values(), kairos["counted"])
    assert {name for row in rows for name in row} <= types


# WikiEvents


def _document() -> dict[str, object]:
    words = ["Rebels", "attacked", "the", "town", ".", "A", "speech", "was", "held", "."]
    starts = [0, 7, 16, 20, 24, 26, 28, 35, 39, 43]
    rows = [[word, at, at + len(word)] for word, at in zip(words, starts, strict=True)]
    return {
        "doc_id": "d", "text": "without the gap", "tokens": words,
        "sentences": [[rows[:5], "Rebels attacked the town."], [rows[5:], "A speech was held."]],
        "event_mentions": [
            {"event_type": "Conflict.Attack.Unspecified", "trigger": {"start": 1, "end": 2}},
            {"event_type": "Contact.Contact.Broadcast", "trigger": {"start": 6, "end": 7}},
        ],
    }


def test_wikievents_text_has_the_gaps_that_offsets_count() -> None:
    """The corpus' own text lacks what stands between sentences."""
    assert wikievents.text_of(_document()) == "Rebels attacked the town. A speech was held."


def test_wikievents_asks_for_what_both_ontologies_hold(crew: Crew, tmp_path: Path) -> None:
    """A speech is an event to the corpus and none to us: asked for only where everything is."""
    table = yaml.safe_load(wikievents.CROSSWALK.read_text(encoding="utf-8"))
    counts = wikievents.Comparison(crew, table).run(_document())
    assert counts["all triggers"] == [1, 1, 1, 2]
    assert counts["typed"] == counts["triggers, apart from harm"] == [1, 1, 1, 1]
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(_document()) + "\n" + json.dumps({"clusters": []}) + "\n", encoding="utf-8")
    assert len(list(wikievents.documents(tmp_path))) == 1


# factuality


def test_factuality_of_words_with_and_without_a_deed(crew: Crew) -> None:
    """The rule of status speaks where no deed is found."""
    sentence = factuality.Marked("The rebels did not attack the town .", (((19, 25), -3.0),))
    asked, = factuality.ask(sentence, "x", crew, [])
    assert factuality.CLASS[asked.status] == -1
    sentence = factuality.Marked("He may swim .", (((7, 11), 0.5),))
    errors: list[str] = []
    asked, = factuality.ask(sentence, "x", crew, errors)
    assert (asked.status, asked.deed, errors) == ("hypothetical", False, [])


def test_factuality_figures() -> None:
    """Classes at the thresholds, and figures in the peers' form."""
    assert [factuality.class_of(s) for s in (3.0, 1.0, 0.0, -1.0, -1.2)] == [1, 0, 0, 0, -1]
    gold, ours = np.array([1.0, 1.0, 0.0, -1.0]), np.array([1.0, 0.0, 0.0, -1.0])
    assert factuality.accuracy(gold, ours) == 0.75
    assert factuality.macro_f(gold, ours) == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    assert factuality.error(gold, ours) == 0.25
    assert factuality.correlation(gold, gold) == pytest.approx(1.0)
    assert factuality.correlation(gold, np.ones(4)) == 0.0


# trees


def test_trees_count_heads_relations_classes_and_entities() -> None:
    """Subtypes of relations do not matter; punctuation can be left out."""
    gold = Gold(["Rebels", "fled", "Paris", "."], "x", upos=["NOUN", "VERB", "PROPN", "PUNCT"], heads=[2, 0, 2, 2],
                rels=["nsubj", "root", "obj", "punct"], ents=["O", "O", "B-LOC", "O"])

    def tag(forms: list[str]) -> list[trees.Word]:
        return [trees.Word(2, "nsubj:pass", "NOUN"), trees.Word(0, "root", "VERB"),
                trees.Word(2, "obl", "PROPN", "B-ORG"), trees.Word(3, "punct", "PUNCT")]

    errors: list[str] = []
    counts = trees.gold_words([gold], tag, errors)  # type: ignore[arg-type]
    assert counts == {"UAS": [3, 4], "LAS": [2, 4], "LAS, no punct.": [2, 3], "UPOS": [4, 4]}
    assert len(errors) == 1 and "[[Paris]]" in errors[0]
    assert trees.entities([gold], tag, errors)["all"] == [0, 1, 0, 1]  # type: ignore[arg-type]
    assert trees.spans(["B-PER", "I-PER", "O", "I-LOC", "B-NORP"]) == {(0, 2, "PER"), (3, 4, "LOC")}


def test_wikiwars_keeps_its_figures() -> None:
    """Measured once more on the corpus, where it is there: well above the floor."""
    folder = needs("data", "wikiwars", "tml")
    path = sorted(folder.glob("*.tml"))[0]
    text, gold = time.read_gold(path)
    tally = time.score(text, gold, time.our_rows(time.as_document(path.stem, text)), path.stem)
    assert tally.value / max(1, tally.relaxed) > 0.8
