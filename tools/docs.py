"""Writes the pages that are made from the program itself: ``make docs``.

A page that repeats what the code or the data says falls behind it, so these are generated and ``tests/test_docs.py``
compares them: the commands from their own help, the event types and the table of data files from ``src/histor/data``,
the export format from its JSON Schema. The README's tour is renewed by :mod:`tools.tour`, which runs it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import yaml

from histor.cli import COMMANDS, histor

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "histor" / "data"
NOTE = "<!-- Made by `make docs`; change {source} instead. -->\n\n"

#: What help alone does not show: how a command is used.
EXAMPLES = {
    "read": ("histor read account.txt -c case.histor", "histor read reports/ -c case.histor --jobs 2",
             "histor read statement.eml -c case.histor --kind ministry --country Iran --party Iran",
             "histor read archive.zip crawl.warc.gz news.rss -c case.histor",
             "histor read 'wikipedia:2024 Iran–Pakistan conflict' -c case.histor",
             "curl -s https://example.org/account | histor read - -c case.histor --published 2024-01-18"),
    "show": ("histor show case.histor", "histor show case.histor casualties",
             "histor show case.histor claims --speaker 'Foreign Ministry'",
             "histor show case.histor timeline --from 1992-04-05 --to 1992-04-08 --json",
             "histor show case.histor figures --policy majority", "histor show case.histor origins"),
    "grade": ("histor grade case.histor", "histor grade case.histor --scheme every-casualty",
              "histor grade case.histor i-37aa290f07 fair --reason 'two survivors spoke to us'"),
    "find": ("histor find case.histor 'bridge OR ferry'",
             "histor find case.histor '\"health ministry\" shell* -market'",
             "histor find case.histor --speaker 'Foreign Ministry' --type denies",
             "histor find case.histor drone --place Kabul --from 2019-03 --to 2019-05 --in incidents --json"),
    "why": ("histor why case.histor i-37aa290f07", "histor why case.histor i-37aa290f07.date"),
    "merge": ("histor merge case.histor i-37aa290f07 i-51c0ffee11 --reason 'one strike, two datelines'",),
    "split": ("histor why case.histor i-37aa290f07     # lists its tellings",
              "histor split case.histor i-37aa290f07 t-9b2f0c4d1e --reason 'the evening raid'",
              "histor split case.histor i-37aa290f07 s-1198874db865"),
    "same": ("histor same case.histor a-blue-front a-blue-front-command --by Anna",),
    "different": ("histor different case.histor i-37aa290f07 i-51c0ffee11 --reason 'a day apart'",),
    "undo": ("histor show case.histor decisions", "histor undo case.histor", "histor undo case.histor 3"),
    "export": ("histor export case.histor --format json -o case.json",
               "histor export case.histor | jq '.incidents[].label'",
               "histor export case.histor --policy latest | jq '.figures.latest.rows[].text'",
               "histor export case.histor --table casualties -o casualties.csv",
               "histor export case.histor -o case.geojson"),
    "dossier": ("histor dossier account.txt -o account.html",
                "histor dossier case.histor -o case.html --title 'The first week'",
                "histor dossier reports/ -o reports.pdf", "histor dossier case.histor -o case.docx"),
    "plot": ("histor plot timeline case.histor -o timeline.svg",
             "histor plot map case.histor -o map.svg --actor Freedonia",
             "histor plot casualties case.histor -o casualties.png --scale 3",
             "histor plot responses case.histor -o january.svg --from 2024-01 --to 2024-01 --title 'One month'"),
    "diff": ("histor diff monday.histor tuesday.histor", "histor diff old.json new.json --only figures --json",
             "histor diff case.histor@s-1a2b3c case.histor@s-4d5e6f --change contradicted"),
    "evaluate": ("histor evaluate case.histor my.gold.json", "histor evaluate case.histor my.gold.json --errors events",
                 "histor evaluate case.json one.gold.json two.gold.json --json"),
    "agree": ("histor agree anna.gold.json ben.gold.json", "histor agree old.json new.json --confusion events"),
    "parse": ("histor parse account.txt > account.conllu",),
}

#: Data files that are no YAML and cannot say for themselves what they are: what, from where, licence, how updated.
OTHER_DATA = {
    "model/model.onnx": ("the network, 8-bit", "fine-tuned from all-MiniLM-L6-v2 by `training/`",
                         "Apache-2.0; corpora as `model/NOTICE.md` tells", "train and export again"),
    "model/relations.onnx": ("the network's last layer, for relations", "as model.onnx", "as model.onnx",
                             "as model.onnx"),
    "model/pieces.txt": ("word pieces of the network", "all-MiniLM-L6-v2, unchanged", "Apache-2.0", "never"),
    "model/labels.json": ("names of the network's classes, thresholds, version", "`training/export.py`", "Apache-2.0",
                          "as model.onnx"),
    "model/lemmas.json.gz": ("words and their lemmas", "counted from UD English EWT and GUM", "CC BY-SA 4.0",
                             "as model.onnx"),
    "borders/areas.json.gz": ("provinces of the world with shared lines, and disputed lines (TopoJSON)",
                              "Natural Earth 4.1, 1:10m, by way of Debian's `qgis-providers-common` 3.22.16; "
                              "see `docs/formats/borders.md`", "public domain", "`python tools/borders.py`"),
    "borders/world.json": ("countries and disputed lands of the world, coarse (TopoJSON)", "as areas.json.gz",
                           "public domain", "as areas.json.gz"),
    "fonts/OpenSans-Regular.ttf": ("Latin, Greek and Cyrillic letters of Open Sans, for pictures and tables on paper",
                                   "Open Sans 1.11 by Steve Matteson, cut by `tools/fonts.py`", "Apache-2.0",
                                   "`python tools/fonts.py`"),
    "fonts/OpenSans-Bold.ttf": ("the same, bold", "as OpenSans-Regular.ttf", "Apache-2.0", "as OpenSans-Regular.ttf"),
    "fonts/NotoSansArabic-Regular.ttf": ("Arabic letters of Noto Sans, for the same", "Noto Sans Arabic, cut by "
                                         "`tools/fonts.py`", "SIL OFL 1.1", "as OpenSans-Regular.ttf"),
    "places/gazetteer.gz": ("settlements, districts, provinces and countries of the world",
                            "GeoNames, CLDR and Natural Earth; see `places/README.md`",
                            "CC BY 4.0, Unicode-3.0, public domain", "`python tools/build_gazetteer.py`"),
}
#: Other systems of event types, as they are written.
SYSTEMS = {"cameo": "CAMEO", "acled": "ACLED", "ucdp": "UCDP", "quad": "quad class", "goldstein": "Goldstein scale"}
#: File endings that are no data: pages for people, the look of the dossier, and the stamp of what was built.
NO_DATA = (".md", ".html", ".css", ".js", ".j2", ".svg", ".typ", ".sha256")

_LABEL = re.compile(r"\b(what|source|licence):", re.IGNORECASE)
_LICENCES = (("CC0", "CC0"), ("CC BY-SA 4.0", "CC BY-SA 4.0"), ("CC BY 4.0", "CC BY 4.0"), ("Apache", "Apache-2.0"),
             ("the project", "Apache-2.0"), ("the package", "Apache-2.0"))


def command_page(name: str) -> str:
    """Return the page of one command as Markdown."""
    top = click.Context(histor, info_name="histor", terminal_width=100, **histor.context_settings)
    command = histor.get_command(top, name)
    assert command is not None
    context = click.Context(command, info_name=name, parent=top, terminal_width=100)
    examples = "\n".join(EXAMPLES[name])
    return f"# histor {name}\n\n```text\n{command.get_help(context)}\n```\n\n## Examples\n\n```sh\n{examples}\n```\n"


def command_index() -> str:
    """Return the page that lists the commands."""
    top = click.Context(histor, info_name="histor")
    rows = []
    for name in COMMANDS:
        command = histor.get_command(top, name)
        assert command is not None
        rows.append(f"| [`histor {name}`]({name}.md) | {command.get_short_help_str(200)} |")
    head = "# Commands\n\nMade from the commands' own help.\n\n| command | what it does |\n|---|---|\n"
    more = "\n\nExit codes: [exit-codes.md](../exit-codes.md). Settings: [settings.md](../settings.md).\n"
    return head + "\n".join(rows) + more


def event_types() -> str:
    """Return the page of event types: meaning, roles, modes, other systems' codes, examples."""
    found = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((DATA / "events").glob("*.yaml"))]
    toc = "\n".join(f"| [{kind['type']}](#{kind['type'].lower()}) | {kind['meaning']} |" for kind in found)
    head = (
        "# Event types\n\nThe types are those of PLOVER. How deeds are found and their roles filled is told in "
        "[events.md](events.md).\n\n| type | meaning |\n|---|---|\n"
    )
    return head + toc + "\n" + "".join(_event_type(kind) for kind in found)


def _event_type(kind: Mapping[str, Any]) -> str:
    modes = sorted({row["mode"] for group in kind["en"].values() if isinstance(group, list)
                    for row in group if isinstance(row, dict) and "mode" in row})  # fmt: skip
    roles = "; ".join(f"**{role}**: {meaning}" for role, meaning in kind["roles"].items())
    codes = "; ".join(f"{SYSTEMS.get(name, name)} {_codes(value)}" for name, value in kind["crosswalk"].items()
                      if value not in ([], None))  # fmt: skip
    lines = [f"\n## {kind['type']}\n", f"{kind['meaning']}\n", f"- Roles: {roles}", f"- Modes: {', '.join(modes)}",
             f"- In other systems: {codes}"]  # fmt: skip
    examples = kind.get("examples", {})
    for key, told in ((True, "Is one"), (False, "Is none")):  # as YAML reads a bare yes and no
        sentences = examples.get(key, examples.get("yes" if key else "no", []))
        lines += [f"\n{told}:\n", *(f"- {sentence}" for sentence in sentences)] if sentences else []
    return "\n".join(lines) + "\n"


def _codes(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def data_rows() -> dict[str, tuple[str, str, str, str]]:
    """Return what every data file is, its source, its licence and how it is updated, by its path below data/."""
    rows = dict(OTHER_DATA)
    for path in sorted([*DATA.rglob("*.yaml"), *DATA.rglob("*.tsv")]):
        what, source, licence = _header(path)
        if path.parent.name == "events":
            what = f"event type {path.stem.upper()}: meaning, roles, constructions, examples"
        rows[path.relative_to(DATA).as_posix()] = (what, source, licence, "by hand")
    for path in sorted(DATA.rglob("*.schema.json")):
        title = json.loads(path.read_text(encoding="utf-8")).get("title", path.stem)
        told = (f"JSON Schema: {title}", "written for this project", "Apache-2.0", "by hand")
        rows[path.relative_to(DATA).as_posix()] = told
    return dict(sorted(rows.items()))


def _header(path: Path) -> tuple[str, str, str]:
    """Return what, source and licence from the comment at the head of a YAML file or a table."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# ").rstrip())
    head = _LABEL.sub(lambda label: f"\0{label[1].lower()}:", " ".join(lines))
    parts = {name: text for name, _, text in (piece.partition(":") for piece in head.split("\0")[1:])}
    what = parts.get("what") or head.split("\0")[0]
    if "Meaning and mode names" in head:
        parts.setdefault("source", "meaning and mode names: PLOVER manual; words and examples: this project")
    source = _sentence(parts.get("source", "written for this project"))
    licence = next((name for sign, name in _LICENCES if sign in (parts.get("licence") or head)), "")
    return _sentence(what), source, licence


def _sentence(text: str) -> str:
    """Return the first sentence, without its full stop, fit for a cell."""
    first = re.split(r"(?<=[^A-Z.][a-z)\"”])\.\s|;\s(?=names)", text.strip() + " ")[0]
    return " ".join(first.split()).rstrip(".").replace("|", "\\|")


def data_table() -> str:
    """Return the page of data files."""
    head = (
        "# data: what Histor knows that can be listed\n\n"
        + NOTE.format(source="the comment at the head of a file, or tools/docs.py")
        + "No code is here. A file of words says at its head what it is; `histor.lexicon` is the only reader.\n\n"
        "| file | what | source | licence | updated |\n|---|---|---|---|---|\n"
    )
    return head + "".join(f"| `{name}` | {' | '.join(cells)} |\n" for name, cells in data_rows().items())


def export_page() -> str:
    """Return the page of the export format, from its JSON Schema."""
    schema = json.loads((DATA / "schema" / "histor-case-1.schema.json").read_text(encoding="utf-8"))
    tables = {name: row["items"]["$ref"].rsplit("/", 1)[1]
              for name, row in schema["properties"].items() if "items" in row}  # fmt: skip
    lines = [
        "# The JSON export: `histor-case/1`\n",
        NOTE.format(source="src/histor/data/schema/histor-case-1.schema.json").strip() + "\n",
        f"{schema['description']}\n",
        "`histor export CASE --format json` writes it. It keeps the "
        "[JSON Schema](../../src/histor/data/schema/histor-case-1.schema.json) and laws that a schema cannot "
        "say, which the tests check on many exports: every quote is exactly the characters it points at, every id "
        "leads somewhere, a claimed target is never a target.\n",
        "| key | what it holds |\n|---|---|",
        "| `format` | `histor-case/1` |\n| `title` | the case's title |",
        "| `coder` | versions of histor, model and lexicon that read it |",
        *(f"| `{name}` | rows of [{kind}](#{kind}) |" for name, kind in tables.items()),
    ]
    for name in [*tables.values(), "evidence", "date", "why"]:
        lines += _record(name, schema["$defs"][name])
    return "\n".join(lines) + "\n"


def _record(name: str, record: Mapping[str, Any]) -> list[str]:
    record = record if "properties" in record else {**record, **next(r for r in record["oneOf"] if "properties" in r)}
    needed = set(record.get("required", ()))
    rows = [f"| `{key}` | {_kind(row)} | {row.get('description', '')}{'' if key in needed else ' (may be missing)'} |"
            for key, row in record["properties"].items()]  # fmt: skip
    told = [f"{record['description']}\n"] if "description" in record else []
    return [f"\n## {name}\n", *told, "| key | kind | what it holds |\n|---|---|---|", *rows]


def _kind(row: Mapping[str, Any]) -> str:
    """Return what kind of value a key holds, in a word or by its values."""
    if "enum" in row:
        return ", ".join(f"`{value}`" for value in row["enum"])
    if "$ref" in row:
        name = row["$ref"].rsplit("/", 1)[1]
        return "list of [evidence](#evidence)" if name == "standing" else f"[{name}](#{name})"
    kinds = row["type"] if isinstance(row["type"], list) else [row["type"]]
    told = " or ".join(kinds)
    return f"list of {_kind(row['items'])}" if kinds == ["array"] and "type" in row.get("items", {}) else told


def pages() -> dict[Path, str]:
    """Return every generated page by its path."""
    docs = ROOT / "docs"
    return {
        docs / "commands" / "README.md": command_index(),
        **{docs / "commands" / f"{name}.md": command_page(name) for name in COMMANDS},
        docs / "event-types.md": event_types(),
        docs / "formats" / "json.md": export_page(),
        DATA / "README.md": data_table(),
    }


def main() -> int:
    """Write every page, and the outputs of the README's tour."""
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    from tools.tour import renew

    readme = ROOT / "README.md"
    readme.write_text(renew(readme.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
