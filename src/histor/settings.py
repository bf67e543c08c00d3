"""What a person may set, as one frozen record: defaults < file < environment < arguments.

One record instead of scattered options, so that a run can be repeated from what it was given, and so that no
room ever reads the environment by itself.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from histor.errors import DataError, UsageError

#: Prefix of the environment's names: ``HISTOR_JOBS=2``.
PREFIX = "HISTOR_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may be set, with its default."""

    #: ISO 639-1 code of the language of sources that do not tell theirs.
    language: str = "en"
    #: Name of the parser in the registry.
    parser: str = "histor"
    #: How many processes read at the same time.
    jobs: int = 1
    #: Seconds to wait for another process that writes the same case.
    wait: float = 5.0
    #: Who decides, as decisions name it; empty: the name under which this machine knows its user.
    user: str = ""
    #: Characters that one source may hold: about 1.6 million words, which are read in some fifteen minutes.
    max_chars: int = 10_000_000
    #: Members that one archive, mail box, feed or file of records may hold, with all inside it.
    max_members: int = 20_000
    #: Megabytes that one container may unpack to.
    max_unpacked: int = 1_000
    #: How many times its packed size a member may unpack to: text packs to a fifth, a bomb to a thousandth.
    max_ratio: int = 200
    #: How deep archives may lie in one another.
    max_depth: int = 3
    #: Pages of one feed that are followed, where it is named by its address and goes on from page to page.
    max_pages: int = 20
    #: Seconds that one request to the network may take, and megabytes that its answer may have.
    fetch_seconds: float = 30.0
    fetch_mb: int = 20
    #: Where pages from the network are kept: a folder, ``auto`` (the system's place for caches), or ``none``.
    cache: str = "auto"
    #: A mail address or page that tells the servers who is asking, or ``none``.
    contact: str = "none"
    #: The public interface of the encyclopaedia; ``{language}`` stands for its language.
    wikipedia: str = "https://{language}.wikipedia.org/w/api.php"
    #: Hosts (``host`` or ``host:port``, parted by commas) that may be read though they are in a private network.
    allow_hosts: str = "none"


def load_settings(
    arguments: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] | None = None,
    files: tuple[Path, ...] | None = None,
) -> Settings:
    """Return the settings of this call; a later layer wins, and an argument of ``None`` is not given.

    Raises :class:`DataError` for a settings file with an unknown name or a wrong value, and :class:`UsageError`
    for the same in the environment or the arguments.
    """
    values: dict[str, Any] = {}
    for path in default_files() if files is None else files:
        values.update(_from_file(path))
    values.update(_from_environment(os.environ if environ is None else environ))
    for name, value in (arguments or {}).items():
        if value is not None:
            values[name] = _checked(name, value, UsageError, "the call")
    return Settings(**values)


def default_files() -> tuple[Path, ...]:
    """Return the settings files in the order in which they are read: the person's own, then the folder's."""
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return (home / "histor" / "settings.toml", Path("histor.toml"))


def _from_file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        found = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path}: {error}. Correct the file, or move it away.") from None
    return {
        name: _checked(name, value, DataError, f"{path}, line {_line(text, name)}") for name, value in found.items()
    }


def _line(text: str, name: str) -> int:
    """Return the line (from 1) on which a name is set; a TOML parser does not keep it."""
    starts = (number for number, line in enumerate(text.splitlines(), 1) if line.strip().strip("[\"'").startswith(name))
    return next(starts, 1)


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    known = {PREFIX + item.name.upper(): item.name for item in fields(Settings)}
    return {
        known[name]: _checked(known[name], value, UsageError, f"the environment variable {name}")
        for name, value in environ.items()
        if name in known  # other HISTOR_ names belong to tests and to plug-ins
    }


def _checked(name: str, value: Any, error: type[DataError] | type[UsageError], where: str) -> Any:
    defaults: dict[str, Any] = asdict(Settings())
    if name not in defaults:
        raise error(f"{where}: there is no setting {name!r}. Known are {', '.join(sorted(defaults))}.")
    kind = type(defaults[name])
    try:
        made = kind(value)
    except (TypeError, ValueError):
        raise error(f"{where}: {name} = {value!r} is not of the kind {kind.__name__}.") from None
    if kind is not str and made <= 0:
        raise error(f"{where}: {name} = {value!r} has to be more than 0.")
    return made
