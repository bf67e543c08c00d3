"""Defaults < file < environment < arguments, and a wrong value is told where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from histor.errors import DataError, UsageError
from histor.settings import Settings, load_settings


def _file(folder: Path, text: str) -> tuple[Path, ...]:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return (path,)


def test_later_layers_win(tmp_path: Path) -> None:
    """Each layer over the one before; None among the arguments is not given."""
    files = _file(tmp_path, "jobs = 2\nwait = 1\nlanguage = 'de'\n")
    environ = {"HISTOR_WAIT": "2.5", "HISTOR_JOBS": "3", "HISTOR_SHARED": "x", "OTHER": "y"}
    assert load_settings({"jobs": 4, "wait": None}, environ, files) == Settings(language="de", jobs=4, wait=2.5)


def test_nothing_set_gives_the_defaults() -> None:
    """A file that is not there is no fault."""
    assert load_settings({}, {}, (Path("/no/such/file.toml"),)) == Settings()


@pytest.mark.parametrize(("text", "told"), [
    ("\n\njob = 2", "line 3: there is no setting 'job'.*jobs"), ("jobs = 'many'", "line 1: jobs = 'many'"),
    ("jobs = 0", "more than 0"), ("jobs = = 2", "line 1"), ("wait = -1.0", "more than 0"),
])
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    """One bad data file stops the start."""
    with pytest.raises(DataError, match=told) as raised:
        load_settings({}, {}, _file(tmp_path, text))
    assert "settings.toml" in str(raised.value)


def test_a_wrong_variable_or_argument_is_named() -> None:
    """By its name."""
    with pytest.raises(UsageError, match="HISTOR_JOBS: jobs = 'x'"):
        load_settings({}, {"HISTOR_JOBS": "x"}, ())
    with pytest.raises(UsageError, match="there is no setting 'color'"):
        load_settings({"color": True}, {}, ())
