"""The live page in another language: no word of its script stands in code, and the page turns with the language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from browsing import MISSING, OPEN_ALL, Witness

from histor.export.dossier import dossier_html
from strange import READ, latin, strange_file, told_case

#: All texts that are shown, and all that is read to people from attributes.
_TOLD = """names => {
  const told = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest('script, style')) told.push(walk.currentNode.data);
  }
  for (const one of document.querySelectorAll('*')) for (const name of names) told.push(one.getAttribute(name) ?? '');
  return told;
}"""


def test_the_live_page_says_nothing_in_latin_letters(tmp_path: Path, witness: Callable[..., Witness]) -> None:
    """With words in one script and a case in another, with every view live, filtered and searched."""
    case, texts = told_case()
    path = tmp_path / "page.html"
    path.write_text(dossier_html(case, texts, language=strange_file(tmp_path / "own.yaml"), policy="range"), "utf-8")
    seen = witness(viewport={"width": 1280, "height": 900})
    page = seen.page
    page.goto(f"{path.as_uri()}#?status=reported&from=2031-01-01&find=%D0%B6")
    page.evaluate(OPEN_ALL)
    assert page.evaluate(MISSING) == [] and seen.told == []
    page.locator("#bar button[aria-expanded]").click()
    page.locator("[role=combobox]").fill("\u0436")
    left = {word for told in page.evaluate(_TOLD, [*READ, "aria-valuetext"]) for word in latin(told)}
    assert not left
    nav, main = (page.locator(one).bounding_box() for one in ("nav", "main"))
    assert nav and main and nav["x"] > main["x"]


def test_a_count_of_the_matrix_sifts_the_page(small_page: Path, witness: Callable[..., Witness]) -> None:
    """To whose claims of which manner it counts, and away again."""
    page = witness(viewport={"width": 1280, "height": 900}).page
    page.goto(small_page.as_uri())
    assert page.locator("#claims tr.row:not(.gone)").count() == 2
    page.locator("#claims a[data-stance=estimates][data-speaker]").click()
    assert "stance=estimates" in page.url and "speaker=a-freedonia" in page.url
    assert page.locator("#claims tr.row:not(.gone)").count() == 1
    page.locator("#bar .clear").click()
    assert page.locator("#claims tr.row:not(.gone)").count() == 2
