"""Who says what: every construction of saying as a golden case over hand-corrected trees, and the laws that all rows
keep."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from histor.errors import DataError
from histor.extract.attribution import find_attributions
from histor.extract.attribution_cues import STANCES, Cues
from histor.lexicon import Lexicon, load_lexicon
from histor.model import Attribution, Block, Document, Sentence, Source
from histor.parse.conllu import read_conllu, surface

CASES = Path(__file__).parents[1] / "cases"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((CASES / "attribution.yaml").read_text(encoding="utf-8"))


def _trees() -> dict[str, str]:
    parts = (CASES / "attribution.conllu").read_text(encoding="utf-8").split("# case = ")[1:]
    return dict(part.split("\n", 1) for part in parts)


TREES = _trees()


def _read(conllu: str, kind: str = "paragraph") -> tuple[Document, list[Sentence]]:
    sentences = read_conllu(conllu)
    text = surface(sentences)
    return Document("x", text, Source("x", "text"), (Block(kind, 0, len(text)),)), sentences


def _line(document: Document, sentences: list[Sentence], row: Attribution) -> str:
    def word(ref: Any) -> str:
        return sentences[ref.sentence].tokens[ref.token - 1].form

    content = " … ".join(document.text[start:end] for start, end in row.content)
    line = f"{word(row.speaker) if row.speaker else '-'} | {row.stance} | {document.text[slice(*row.cue)]} | {content}"
    more = [f"about:{word(row.about)}"] if row.about else []
    more += [f"in:{row.nested_in}"] if row.nested_in is not None else []
    more += ["responsible"] if row.responsibility else []
    more += ["hearsay"] if row.hedge else []
    return " | ".join([line, " ".join(more)]) if more else line


def test_every_case_has_a_tree_and_every_tree_a_case() -> None:
    assert set(TREES) == set(EXPECTED)


@pytest.mark.parametrize("name", list(EXPECTED))
def test_golden_case(name: str) -> None:
    document, sentences = _read(TREES[name])
    assert document.text == EXPECTED[name]["text"]
    rows = find_attributions(document, sentences, load_lexicon())
    assert [_line(document, sentences, row) for row in rows] == EXPECTED[name]["rows"]


@pytest.mark.parametrize("name", list(EXPECTED))
def test_laws_of_every_row(name: str) -> None:
    document, sentences = _read(TREES[name])
    rows = find_attributions(document, sentences, load_lexicon())
    assert rows == find_attributions(document, sentences, load_lexicon()), "the same text gives the same rows"
    for index, row in enumerate(rows):
        assert row.content and row.stance in STANCES and row.why.sentence
        for span in (row.cue, row.evidence, *row.content, *([row.speaker_span] if row.speaker_span else [])):
            assert 0 <= span.start < span.end <= len(document.text)
        assert row.evidence.start <= row.cue.start and row.cue.end <= row.evidence.end
        assert row.nested_in != index and (row.speaker is not None or row.hedge)


def test_each_speaker_of_a_coordination_has_its_own_row() -> None:
    document, sentences = _read(TREES["two-verbs"])
    rows = find_attributions(document, sentences, load_lexicon())
    pairs = {(row.stance, sentences[0].tokens[row.speaker.token - 1].form) for row in rows if row.speaker}
    assert pairs == {(stance, who) for stance in ("denies", "condemns") for who in ("duke", "bishop")}


def test_evidence_of_a_very_long_sentence_is_its_clause() -> None:
    lines = ["# newpar"]
    words = ["Officials", "said", "men", "died", *["and", "ran"] * 300, "."]
    for at, form in enumerate(words, start=1):
        head, deprel, upos, lemma = {
            1: (2, "nsubj", "NOUN", "official"), 2: (0, "root", "VERB", "say"), 3: (4, "nsubj", "NOUN", "man"),
            4: (2, "ccomp", "VERB", "die"),
        }.get(at, (2, "dep", "X", form))  # fmt: skip
        lines.append(f"{at}\t{form}\t{lemma}\t{upos}\t_\t_\t{head}\t{deprel}\t_\t_")
    document, sentences = _read("\n".join(lines) + "\n\n")
    assert find_attributions(document, sentences, load_lexicon()) == (), "a run of 605 words is no sentence to read"
    document, sentences = _read("\n".join([*lines[:350], "350\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_"]) + "\n\n")
    (row,) = find_attributions(document, sentences, load_lexicon())
    assert document.text[slice(*row.evidence)] == "Officials said men died"


def test_infobox_label_makes_its_rows_one_claim() -> None:
    text = "Combatants\nClaimed by Ruritania:\nThe League\nThe Free Corps\nOthers"
    blocks = tuple(
        Block("infobox", text.index(words), text.index(words) + len(words), section)
        for words, section in (
            ("The League", ("Combatants", "Claimed by Ruritania:")),
            ("The Free Corps", ("Combatants", "Claimed by Ruritania:")),
            ("Others", ("Combatants",)),
        )
    )
    sentences = [Sentence(block.start, block.end, (), at) for at, block in enumerate(blocks)]
    document = Document("x", text, Source("x", "text"), blocks)
    (row,) = find_attributions(document, sentences, load_lexicon())
    assert row.speaker is None and row.speaker_span and text[slice(*row.speaker_span)] == "Ruritania"
    assert text[slice(*row.cue)] == "Claimed by" and row.stance == "claims"
    assert [text[slice(*span)] for span in row.content] == ["The League", "The Free Corps"]
    assert text[slice(*row.evidence)] == "Claimed by Ruritania:\nThe League\nThe Free Corps"


def test_attitudes_only_on_request() -> None:
    conllu = "\n".join((
        "1\tRebels\trebel\tNOUN\t_\t_\t2\tnsubj\t_\t_", "2\thope\thope\tVERB\t_\tMood=Ind|VerbForm=Fin\t0\troot\t_\t_",
        "3\tto\tto\tPART\t_\t_\t4\tmark\t_\t_", "4\twin\twin\tVERB\t_\tVerbForm=Inf\t2\txcomp\t_\t_", "", "",
    ))  # fmt: skip
    document, sentences = _read(conllu)
    assert find_attributions(document, sentences, load_lexicon()) == ()
    assert len(find_attributions(document, sentences, load_lexicon(), attitudes=True)) == 1


def test_unknown_stance_in_the_data_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "lang" / "en"
    folder.mkdir(parents=True)
    good = load_lexicon().path("lang/en/attribution.yaml").read_text(encoding="utf-8")
    (folder / "attribution.yaml").write_text(good.replace("    denies: [deny, refute", "    gainsays: [deny, refute"))
    with pytest.raises(DataError, match="gainsays"):
        Cues(Lexicon(tmp_path))


def test_every_listed_word_is_text() -> None:
    """Unquoted ``no`` and ``on`` are truth values in YAML and would silently match nothing."""

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                assert isinstance(key, str), key
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        else:
            assert isinstance(value, str), value

    walk(load_lexicon().words("attribution"))
