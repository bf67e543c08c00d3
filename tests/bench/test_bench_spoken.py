"""What a denial or blame speaks of: which choices the corpus gives the fit, and that only weights are written."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from bench.answering import RARE, Choice, fit

from bench import spoken

TEXT = "The town was shelled. A bridge was burned. The army denied it."
DEEDS = {"shelled": "i-shelling", "burned": "i-burning", "denied": "i-denial"}


def mark(word: str) -> SimpleNamespace:
    start = TEXT.index(word)
    return SimpleNamespace(start=start, end=start + len(word))


def gold(*, about: tuple[str, ...] = (), content: tuple[str, ...] = (), stance: str = "denies") -> SimpleNamespace:
    """An account of the corpus: two deeds, the second told once more by its name, and a saying."""
    rows = (("e0", None, "shelled"), ("e1", None, "burned"), ("e9", "e1", "it."))
    events = [SimpleNamespace(id=ident, same=same, trigger=(mark(word),)) for ident, same, word in rows]
    said = SimpleNamespace(stance=stance, cue=(mark("denied"),), content=tuple(map(mark, content)), about=about)
    return SimpleNamespace(events=events, attributions=[said])


def row(mode: str = "deny", cue: str | None = None) -> SimpleNamespace:
    """The same account as we read it: one sentence of three deeds, of which the third denies."""
    tokens = [SimpleNamespace(start=mark(word).start, end=mark(word).end) for word in DEEDS]
    events = [SimpleNamespace(mode=m, cue=c, trigger=SimpleNamespace(token=n))
              for n, (m, c) in enumerate((("bomb", None), ("burn", None), (mode, cue)), 1)]
    told = [SimpleNamespace(word=n, sentence=0, event=event) for n, event in enumerate(events)]
    deeds = SimpleNamespace(spoken_candidates=lambda place, telling, here: iter(
        [("i-burning", {"near": 1.0}), ("i-shelling", {"far": 1.0})]))  # fmt: skip
    return SimpleNamespace(tellings=told, incident_at=dict(enumerate(DEEDS.values())), deeds=deeds,
                           account=SimpleNamespace(sentences=[SimpleNamespace(tokens=tokens)]))  # fmt: skip


def chosen(account: SimpleNamespace, read: SimpleNamespace) -> list[Choice]:
    return list(spoken.choices(5, account, read))  # type: ignore[arg-type]


def test_what_the_corpus_says_a_denial_is_about_is_right() -> None:
    """By any telling of the deed: the name that stands for it counts as the deed."""
    signs = [{"near": 1.0}, {"far": 1.0}]
    assert chosen(gold(about=("e0",)), row()) == [Choice(5, signs, [False, True])]
    assert chosen(gold(about=("e9",)), row()) == [Choice(5, signs, [True, False])]


def test_else_the_first_deed_told_in_what_is_said_is_right() -> None:
    """And none of ours where no deed is told in it."""
    assert [c.right for c in chosen(gold(content=("burned", "shelled")), row())] == [[False, True]]
    assert [c.right for c in chosen(gold(content=("burned",)), row())] == [[True, False]]
    assert [c.right for c in chosen(gold(), row())] == [[False, False]]


def test_what_has_an_object_or_says_something_else_is_no_choice() -> None:
    """Words of answer, another mode of ours, another stance of the corpus, a denial that is no incident of ours."""
    assert not chosen(gold(about=("e0",)), row(cue="back"))
    assert not chosen(gold(about=("e0",)), row(mode="bomb"))
    assert not chosen(gold(about=("e0",), stance="asserts"), row())
    unknown = row()
    del unknown.incident_at[2]
    assert not chosen(gold(about=("e0",)), unknown)


def rows() -> list[Choice]:
    """Denials in which the near deed is meant, four times in five."""
    return [Choice(n, [{"near": 1.0}, {"far": 1.0}], [n % 5 > 0, n % 5 == 0]) for n in range(2 * RARE)]


@pytest.fixture
def weights_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the product's weights, and a bench whose denials are made up."""
    copy = Path(shutil.copy(spoken.FILE, tmp_path))
    monkeypatch.setattr(spoken, "FILE", copy)
    monkeypatch.setattr("histor.pipeline.load_crew", lambda: None)
    rare = Choice(99, [{"seldom": 1.0}] * (2 * RARE - 1), [False] * (2 * RARE - 1))
    monkeypatch.setattr(spoken, "_rows", lambda split, crew: [*rows(), rare])
    return copy


def test_writing_replaces_the_weights_alone(weights_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the file says of itself stays, the old weights are gone, and the near deed is worth most."""
    before, product = weights_file.read_text(encoding="utf-8"), (spoken.DATA / "answering" / "spoken.yaml").read_bytes()
    monkeypatch.setattr(sys, "argv", ["spoken", "--write"])
    assert spoken.main() == 0
    after = weights_file.read_text(encoding="utf-8")
    head = before[: before.index("weights:")]
    assert head.count("\n# ") >= 2 and after.startswith(head) and after.count("weights:") == 1
    assert (spoken.DATA / "answering" / "spoken.yaml").read_bytes() == product
    weights = yaml.safe_load(after)["weights"]
    assert list(yaml.safe_load(after)) == ["weights"] and set(weights) == {"any", "near", "far"}
    assert weights == fit(spoken._rows("train", None), ["far", "near"])  # type: ignore[arg-type]
    assert weights["near"] > 0 > weights["far"]


def test_a_fit_writes_nothing_unasked(
    weights_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It prints how often the choice is right."""
    before = weights_file.read_bytes()
    monkeypatch.setattr(sys, "argv", ["spoken"])
    assert spoken.main() == 0
    assert weights_file.read_bytes() == before
    assert f"{2 * RARE} to be found" in capsys.readouterr().out
