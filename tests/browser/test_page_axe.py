"""The page holds to what can be checked of the guidelines for accessibility, view by view, in both themes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import OPEN_ALL, Witness

_RUN = """where => axe.run(where, {resultTypes: ['violations']}).then(({violations}) => violations
  .filter(one => ['serious', 'critical'].includes(one.impact))
  .flatMap(one => one.nodes.map(node => {
    const element = document.querySelector(node.target[0]);
    const section = element && element.closest('section[id]');
    return `${section ? section.id : 'page'}: ${one.id}: ${node.target.join(' ')}: ${node.any.concat(node.all)
      .map(check => check.message).join(' ').slice(0, 160)}`;
  })))"""


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scripts"), [(390, True), (1280, True), (1280, False)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious(
    theme: str, width: int, scripts: bool, example_page: Path, axe: str, witness: Callable[..., Witness], tmp_path: Path
) -> None:
    """No finding that axe calls serious or critical, with every view mounted and without any."""
    seen = witness(color_scheme=theme, viewport={"width": width, "height": 900})
    page = seen.go(example_page.as_uri() if scripts else _without_scripts(example_page, tmp_path))
    page.evaluate(OPEN_ALL)
    page.evaluate(axe)
    parts = page.eval_on_selector_all("main > section", "all => all.map(one => `#${one.id}`)")
    found = [fault for part in [".mast", "#bar", "nav", *parts] for fault in page.evaluate(_RUN, part)]
    assert not found, "\n".join(found)


def _without_scripts(page: Path, folder: Path) -> str:
    """Return the address of the page as it stands before its script runs; the checker itself is a script."""
    html = page.read_text("utf-8")
    path = folder / "still.html"
    path.write_text(re.sub(r"<script[ >].*?</script>", "", html, flags=re.DOTALL), "utf-8")
    return path.as_uri()
