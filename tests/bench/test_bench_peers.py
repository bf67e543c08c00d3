"""Peers: one that is not installed says so in a line, and nothing else depends on it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # bench/ is no part of the package

from bench import peers


@pytest.fixture(autouse=True)
def _this_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HISTOR_PEERS", sys.executable)


def test_what_is_not_installed_is_named() -> None:
    """With the Python that was looked in."""
    told = peers.run(peers.Peer("Nobody", "none.py", "no_such_module_here"), [])
    assert isinstance(told, str) and "no_such_module_here is not installed" in told and sys.executable in told
    assert peers.run(peers.Peer("Nobody", "none.py", "json", ("no-such-program-here",)), []) == \
        "no-such-program-here does not run"


def test_a_peer_answers_in_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts in, an answer for each out; where it fails, its last words."""
    echo = "import json, sys\njson.dump([len(t) for t in json.load(sys.stdin)], sys.stdout)\n"
    (tmp_path / "echo.py").write_text(echo)
    (tmp_path / "fail.py").write_text("import sys\nsys.exit('out of ink')\n")
    monkeypatch.setattr(peers, "FOLDER", tmp_path)
    assert peers.run(peers.Peer("Echo", "echo.py", "json"), ["a", "bcd"]) == [1, 3]
    assert peers.run(peers.Peer("Fail", "fail.py", "json"), []) == "out of ink"


def test_the_programs_of_the_peers_are_there() -> None:
    """And read as Python."""
    folder = Path(peers.__file__).parent
    for peer in (*peers.TIME, peers.TREES):
        compile((folder / peer.program).read_text(encoding="utf-8"), peer.program, "exec")
