"""The page holds to what can be checked of the guidelines for accessibility, view by view, in both themes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import OPEN_ALL, Witness

_RUN = """() => axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations
  .filter(one => ['serious', 'critical'].includes(one.impact))
  .flatMap(one => one.nodes.map(node => {
    const element = document.querySelector(node.target[0]);
    const section = element && element.closest('section[id]');
    return `${section ? section.id : 'page'}: ${one.id}: ${node.target.join(' ')}: ${node.any.concat(node.all)
      .map(check => check.message).join(' ').slice(0, 160)}`;
  })))"""


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious(
    theme: str, width: int, scripts: bool, example_page: Path, axe: str, witness: Callable[..., Witness],
) -> None:
    """No finding that axe calls serious or critical, with every view mounted and without any."""
    seen = witness(color_scheme=theme, viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    page = seen.go(example_page.as_uri())
    page.evaluate(OPEN_ALL)
    page.evaluate(axe)
    found = page.evaluate(_RUN)
    assert not found, "\n".join(found)
