"""The one reader of the data folder: words stay words, bad files say where, and the fingerprint tells any change."""

from __future__ import annotations

from pathlib import Path

import pytest

from histor.errors import DataError
from histor.lexicon import Lexicon, load_lexicon, word_set


def lexicon(tmp_path: Path, text: str) -> Lexicon:
    (tmp_path / "lang" / "en").mkdir(parents=True)
    (tmp_path / "lang" / "en" / "words.yaml").write_text(text, encoding="utf-8")
    return Lexicon(tmp_path)


def test_english_words_are_no_truth_values(tmp_path: Path) -> None:
    """Only true and false are; no, on, off, yes, y and n are words."""
    read = lexicon(tmp_path, "a: [no, on, off, yes, y, n, No, true]\nno: 1\n").words("words")
    assert read == {"a": ["no", "on", "off", "yes", "y", "n", "No", True], "no": 1}


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    """File and line, and no traceback of the YAML reader."""
    with pytest.raises(DataError, match=r"words\.yaml, line 2"):
        lexicon(tmp_path, "a: [1]\nb: @bad\nc: 2\n").words("words")


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    """One sentence with the path."""
    with pytest.raises(DataError, match=r"nowhere\.yaml is missing"):
        Lexicon(tmp_path).words("nowhere")
    assert not Lexicon(tmp_path).has_words("nowhere")


def test_a_file_is_read_once(tmp_path: Path) -> None:
    """So that every document of a run is coded with the same words."""
    read = lexicon(tmp_path, "a: 1\n")
    first = read.words("words")
    (tmp_path / "lang" / "en" / "words.yaml").write_text("a: 2\n", encoding="utf-8")
    assert read.words("words") is first


def test_the_fingerprint_tells_any_change(tmp_path: Path) -> None:
    """Of content or of name, and nothing else."""
    read = lexicon(tmp_path, "a: 1\n")
    assert read.fingerprint == Lexicon(tmp_path).fingerprint
    (tmp_path / "README.md").write_text("no knowledge", encoding="utf-8")
    assert read.fingerprint == Lexicon(tmp_path).fingerprint
    (tmp_path / "lang" / "en" / "words.yaml").write_text("a: 2\n", encoding="utf-8")
    assert read.fingerprint != Lexicon(tmp_path).fingerprint


def test_folders_come_in_the_order_of_names() -> None:
    """Constructions are tried in this order, so it may not depend on the file system."""
    names = list(load_lexicon().folder("events"))
    assert names == sorted(names) and len(names) == 16


def test_a_list_of_words_is_made_a_set_once() -> None:
    """Rules ask it for every word of every sentence."""
    assert word_set("deeds", "falling") == set(load_lexicon().words("deeds")["falling"])
    assert word_set("deeds", "falling") is word_set("deeds", "falling")
