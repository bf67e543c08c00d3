"""The guide is right: its examples keep the rules it tells, and its tables name what the scheme holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from corpus_help import messages
from training.corpus.scheme import FOLDER, LAYERS, scheme

ROOT = FOLDER.parents[1]
GUIDE = (ROOT / "docs/annotation.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```annotated\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_keep_the_rules(example: str) -> None:
    """Every example of the guide passes the checker."""
    assert messages(example) == ""


def test_there_are_enough_examples() -> None:
    """Each layer has its examples."""
    assert len(EXAMPLES) >= 18


def test_the_whole_account_is_the_file() -> None:
    """The long example is the account it says it is, word for word."""
    (whole,) = re.findall(r"```account\n(.*?)```", GUIDE, re.DOTALL)
    assert whole == (FOLDER / "train/kurran-ferry.txt").read_text(encoding="utf-8")


def test_tables_name_every_label() -> None:
    """Layers, types with their modes, statuses, stances and kinds all stand in the guide."""
    for kind, modes in scheme().events.items():
        row = re.search(rf"^\| {kind} \|.*$", GUIDE, re.MULTILINE)
        assert row and all(mode in row[0] for mode in modes), kind
    lists = ("statuses", "stances", "effects", "actors", "places")
    labels = [label for name in lists for label in scheme().lists[name]]
    assert [label for label in [*labels, *(f"`{letter}1`" for letter in LAYERS)] if label not in GUIDE] == []


def test_nothing_names_a_machine() -> None:
    """No page or file of the corpus names a path of some machine."""
    for path in [*FOLDER.glob("*"), Path(ROOT / "docs/annotation.md")]:
        if path.is_file():
            assert not re.search(r"(?<![\w.])/(?:home|root|tmp|Users)/", path.read_text(encoding="utf-8"))
