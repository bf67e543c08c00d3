"""Input that was made to hurt: every reader's time grows with the length and no faster."""

from __future__ import annotations

# ruff: noqa: E501  (a table of shapes)
import time

import pytest

from histor.errors import ReadError
from histor.read import read_text

#: What is repeated, and what stands before and after the repetition.
SHAPES = [
    ("{|", "", ""), ("\n{|", "", ""), ("{{", "", ""), ("{{a|", "", "x"), ("[[", "", ""), ("{{a|[[b|", "", "word"), ("}}", "{{{{", ""), ("]]", "[[", ""),
    ("[[x|y", "{{a", "}}"), ("|", "{|\n", "\n|}"), ("|| a ", "{|\n| a ", "\n|}"), ("|a", "{{", "}}"), ("= ", "=", "\n"), ("=a\n", "", ""), ("'''", "", "x"),
    ("<ref>", "", "x"), ("<ref ", "", "x"), ("[http://x ", "", ""), ("<!--", "", "x"), ("<![CDATA[", "", "x"), ("<script>", "", "x"), ("<a \"'>", "", "x"),
    ('<a ">" ', "", "x"), ('<a "><b ', "", "x"), ("<div>", "", "x"), ("<li><b><b>", "", "x"), ("<table><tr><td>x", "", ""), ("&", "", "x"), ("&amp;", "", ""),
    ("<", "", "x"), (" b", "<a", ">word"), ("*", "", "x"), ("*a**b", "", ""), ("[a](", "", ""), ("![a](", "", ")"), ("`a``b", "", ""), ("> ", "", "x"),
    ("> a\n", "", ""), ("- a\n", "", ""), ("|-", "|a\n", "\n"), ("a\n-\n", "", ""), ("```\n", "", "x"), ("[^a]", "", "x"), ("[x]: y\n", "", "x"), ("# a\n", "", ""),
    ("a: b\n", "---\n", "---\nword"), ("[", "---\na: ", "\n---\nword"), (" ", "a", "b"), (" \n", "a", "b"), ("\t", "|", "|\n|-"), ("a\r", "", ""), ("(", "Infobox\n- Units1: ", ""),
    (",", "Infobox\n- Units1: a", ""), ("<hr>Per A:", "Infobox\n- Units1: ", ""), ("Per ", "Infobox\n- Losses: ", ""), ("\u00ad", "a", "b"), ('."', "", ""),
]  # fmt: skip


def _seconds(kind: str, text: str) -> float:
    begin = time.process_time()
    try:
        read_text(text, name="a test", kind=kind)
    except ReadError:  # many of these hold no words; that is said in good time
        pass
    return time.process_time() - begin


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "wikitext"])
@pytest.mark.parametrize("shape", SHAPES, ids=[repr(shape[0])[:20] for shape in SHAPES])
def test_time_is_linear(kind: str, shape: tuple[str, str, str]) -> None:
    part, before, after = shape
    small, large = 2_000, 16_000
    once = _seconds(kind, before + part * small + after)
    often = _seconds(kind, before + part * large + after)
    # eight times the length: a quadratic reader would need sixty-four times the time; the floor keeps noise out
    limit = 20 * max(once, 0.02)
    tries = (often, *(_seconds(kind, before + part * large + after) for _ in range(3 * (often >= limit))))
    assert min(tries) < limit  # a busy machine may slow one run, a quadratic reader slows them all
