"""The house rules, measured: who may import whom, what is confined where, sizes, prints, excepts, docstrings.

An exception is a line below, by name and with its reason; there is no other way round.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import histor

HOUSE = Path(histor.__file__).parent
FILES = sorted(path for path in HOUSE.rglob("*.py"))
TREES = {path.relative_to(HOUSE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}

#: Rooms from the ground up. A room may import rooms on floors below its own, and only itself on its own floor.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("model",), ("errors",), ("settings",), ("lexicon", "registry"),
    ("read", "parse", "extract", "resolve", "ledger"), ("consolidate", "analyse", "export"),
    ("pipeline",), ("run",), ("case",), ("cli", "web"), ("__main__",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
WEST = {"read", "parse", "extract", "resolve", "pipeline"}
EAST = {"ledger", "consolidate", "analyse", "export"}

#: Third-party (or telling) packages and the only rooms that may import them.
CONFINED = {
    "onnxruntime": {"parse"}, "tokenizers": {"parse"}, "sqlite3": {"ledger"}, "click": {"cli"}, "rich": {"cli"},
    "jsonschema": {"export"}, "pandas": {"case"}, "lxml": {"read"}, "pypdf": {"read"}, "markdown_it": {"read"},
    "charset_normalizer": {"read"}, "yaml": {"lexicon", "read"}, "numpy": {"parse", "resolve"},
    "docx": {"export"}, "typst": {"export"},
    "rapidfuzz": {"consolidate"},
    "defusedxml": {"read"}, "warcio": {"read"},
}
#: Modules that would send something away.
FORBIDDEN = {"urllib.request", "urllib.robotparser", "http.client", "socket", "ssl", "requests", "httpx", "ftplib",
             "smtplib", "urllib3", "aiohttp"}
#: The files that may import them, each with the reason.
ON_THE_NETWORK = {"read/fetch.py": "reads the pages that a person names, and judges every address before it connects"}

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MOST_ARGUMENTS = 5
#: Files that may be longer, each with the reason.
LONG_FILES: dict[str, str] = {}
#: Functions that may be longer, each with the reason.
LONG_FUNCTIONS: dict[str, str] = {}
#: Functions that may take more positional parameters, each with the reason.
WIDE_FUNCTIONS: dict[str, str] = {
    "consolidate/says.py:_rows": "a private step: the rows of one claim from everything that it hangs on",
    "extract/attribution_nouns.py:_comment": "a private step of one rule: the words in play",
    "extract/events.py:make": "a private step: the one place where an event is put together",
    "extract/status.py:_under": "a private step of one rule: the words in play",
    "parse/tree.py:_expanded": "arrays of one algorithm, which have no name together",
    "resolve/actors_text.py:_match": "a private step of one scan: text, bounds and what it is matched against",
    "resolve/binding.py:__init__": "binding is where everything that was read of a document meets",
    "resolve/dates_plan.py:_untold": "a private step of one rule: the words in play",
}


def room_of(name: str) -> str:
    """Return the room of a file: ``read/pdf.py`` is in ``read``, ``errors.py`` is one by itself."""
    return name.split("/")[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield every imported module with its line, also those imported late."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if module == "histor":
                yield from ((f"histor.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield module, node.lineno


def our_imports(name: str) -> Iterator[tuple[str, int]]:
    """Yield the rooms that a file imports, with the line."""
    for module, line in imports(TREES[name]):
        parts = module.split(".")
        if parts[0] == "histor" and len(parts) > 1 and parts[1] != "__version__":
            yield parts[1], line


@pytest.mark.parametrize("name", [name for name in TREES if name != "__init__.py"])
def test_rooms_import_only_what_lies_below(name: str) -> None:
    """Siblings never import each other; the face is for outsiders, so no room imports it."""
    mine = room_of(name)
    assert mine in FLOOR, f"{name} is in no known room: give it its floor in FLOORS"
    wrong = [f"{name}:{line} imports {room}" for room, line in our_imports(name)
             if room != mine and FLOOR.get(room, 99) >= FLOOR[mine]]
    assert not wrong


@pytest.mark.parametrize("name", [name for name in TREES if room_of(name) in WEST | EAST])
def test_no_door_joins_the_wings(name: str) -> None:
    """The west wing never imports the ledger or what stands on it, nor the other way round."""
    other = EAST if room_of(name) in WEST else WEST
    assert not [f"{name}:{line} imports {room}" for room, line in our_imports(name) if room in other]


def test_the_model_imports_nothing_of_ours_but_itself() -> None:
    """Nouns stand on nothing."""
    assert {room for name in TREES if room_of(name) == "model" for room, _ in our_imports(name)} <= {"model"}


@pytest.mark.parametrize("package", CONFINED)
def test_foreign_code_is_confined(package: str) -> None:
    """So that it can be exchanged in one place."""
    found = {f"{name}:{line}" for name, tree in TREES.items() for module, line in imports(tree)
             if module.split(".")[0] == package and room_of(name) not in CONFINED[package]}
    assert not found


def test_nothing_can_leave_the_machine() -> None:
    """No room imports what speaks to a network, but for one file that fetches what a person names."""
    found = {name for name, tree in TREES.items() for module, _ in imports(tree)
             if module in FORBIDDEN or module.split(".")[0] in FORBIDDEN}
    assert found == set(ON_THE_NETWORK)


def test_the_network_is_not_even_loaded_unasked() -> None:
    """Only the files that read addresses import the one that fetches, and no file imports those as it is loaded."""
    users = {name for name, tree in TREES.items() for module, _ in imports(tree) if module == "histor.read.fetch"}
    assert users == {"read/web.py", "read/wikipedia.py", "read/way.py"}
    loaded = [f"{name}:{node.lineno}" for name, tree in TREES.items() for node in tree.body
              if isinstance(node, ast.ImportFrom) and node.module in ("histor.read.web", "histor.read.fetch")
              and name not in ("read/web.py", "read/wikipedia.py")]
    assert not loaded


#: Files that may evaluate one string, with the reason.
EVALUATES = {"model/records.py": "makes functions of the fields of our classes, as dataclasses does, never of data"}


def calls(tree: ast.AST, name: str) -> list[int]:
    """Return the lines on which a function is called by its bare name."""
    return [node.lineno for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name]


@pytest.mark.parametrize("name", TREES)
def test_manners(name: str) -> None:
    """No print outside the command line, no bare except, no globals, no stars, no evaluation of strings."""
    tree = TREES[name]
    wrong = [] if room_of(name) == "cli" else [f"print at {line}" for line in calls(tree, "print")]
    evaluated = [f"{word} at {line}" for word in ("eval", "exec") for line in calls(tree, word)]
    wrong += evaluated[1:] if name in EVALUATES else evaluated
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            wrong.append(f"bare except at {node.lineno}")
        if isinstance(node, ast.Global):
            wrong.append(f"global at {node.lineno}")
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            wrong.append(f"star import at {node.lineno}")
    assert not wrong, f"{name}: {wrong}"


@pytest.mark.parametrize("name", TREES)
def test_every_module_says_what_it_does(name: str) -> None:
    """In a docstring of more than a word; public functions and classes too."""
    tree = TREES[name]
    assert len(ast.get_docstring(tree) or "") > 20, f"{name} has no module docstring"
    missing = [f"{name}:{node.lineno} {node.name}" for node in tree.body
               if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
               and not ast.get_docstring(node)]
    assert not missing


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function's body without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("name", TREES)
def test_sizes(name: str) -> None:
    """Short files, short functions, few positional parameters."""
    lines = len((HOUSE / name).read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE or name in LONG_FILES, f"{name} has {lines} lines"
    for node in functions(TREES[name]):
        place = f"{name}:{node.name}"
        assert length(node) <= LONGEST_FUNCTION or place in LONG_FUNCTIONS, f"{place} has {length(node)} lines"
        wide = len([a for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in ("self", "cls")])
        assert wide <= MOST_ARGUMENTS or place in WIDE_FUNCTIONS, f"{place} takes {wide} positional parameters"


def test_the_usual_function_is_short() -> None:
    """The norm is under fifteen lines; nine of ten keep to twenty-five."""
    lengths = sorted(length(node) for tree in TREES.values() for node in functions(tree))
    assert lengths[len(lengths) // 2] < 15 and lengths[len(lengths) * 9 // 10] <= 25


def test_every_exception_is_still_needed() -> None:
    """A name that nobody needs any more is taken off the list."""
    known = {f"{name}:{node.name}" for name, tree in TREES.items() for node in functions(tree)}
    assert set(LONG_FILES) <= set(TREES) and {*LONG_FUNCTIONS, *WIDE_FUNCTIONS} <= known


@pytest.mark.parametrize("name", TREES)
def test_every_parameter_has_a_type(name: str) -> None:
    """And every function says what it returns."""
    bare = [f"{name}:{node.lineno} {node.name}" for node in functions(TREES[name])
            if node.returns is None
            or any(a.annotation is None and a.arg not in ("self", "cls")
                   for a in (*node.args.args, *node.args.kwonlyargs, *node.args.posonlyargs))]
    assert not bare


def test_data_holds_no_code() -> None:
    """And has a table that names its files."""
    assert not list((HOUSE / "data").rglob("*.py"))
    assert (HOUSE / "data" / "README.md").exists()


def test_there_is_no_room_without_a_name() -> None:
    """``utils`` is where houses begin to rot."""
    assert not [name for name in TREES if Path(name).stem in ("utils", "util", "helpers", "misc", "common")]
