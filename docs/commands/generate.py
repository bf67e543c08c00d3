"""Write one page for each command from its own help: ``python docs/commands/generate.py``.

A test compares the pages with what this would write, so they cannot fall behind the commands.
"""

from __future__ import annotations

from pathlib import Path

import click

from histor.cli import COMMANDS, histor

HERE = Path(__file__).parent

#: What help alone does not show: how a command is used.
EXAMPLES = {
    "read": ("histor read account.txt -c case.histor", "histor read reports/ -c case.histor --jobs 2",
             "curl -s https://example.org/account | histor read - -c case.histor"),
    "show": ("histor show case.histor", "histor show case.histor casualties",
             "histor show case.histor claims --speaker 'Foreign Ministry'",
             "histor show case.histor timeline --from 1992-04-05 --to 1992-04-08 --json"),
    "why": ("histor why case.histor i-37aa290f07", "histor why case.histor i-37aa290f07.date"),
    "export": ("histor export case.histor --format json -o case.json",
               "histor export case.histor | jq '.incidents[].label'"),
    "dossier": ("histor dossier account.txt -o account.html",
                "histor dossier case.histor -o case.html --title 'The first week'"),
    "parse": ("histor parse account.txt > account.conllu",),
}


def page(name: str) -> str:
    """Return the page of one command as Markdown."""
    top = click.Context(histor, info_name="histor", terminal_width=100, **histor.context_settings)
    command = histor.get_command(top, name)
    assert command is not None
    context = click.Context(command, info_name=name, parent=top, terminal_width=100)
    examples = "\n".join(EXAMPLES[name])
    return f"# histor {name}\n\n```text\n{command.get_help(context)}\n```\n\n## Examples\n\n```sh\n{examples}\n```\n"


def index() -> str:
    """Return the page that lists the commands."""
    top = click.Context(histor, info_name="histor")
    rows = []
    for name in COMMANDS:
        command = histor.get_command(top, name)
        assert command is not None
        rows.append(f"| [`histor {name}`]({name}.md) | {command.get_short_help_str(200)} |")
    head = "# Commands\n\nMade by `generate.py` from the commands' own help.\n\n| command | what it does |\n|---|---|\n"
    return head + "\n".join(rows) + "\n\nExit codes: [exit-codes.md](../exit-codes.md).\n"


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    return {"README.md": index(), **{f"{name}.md": page(name) for name in COMMANDS}}


if __name__ == "__main__":
    for file, text in pages().items():
        (HERE / file).write_text(text, encoding="utf-8")
