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

#: What has the focus and does not show it, or stands where it is not seen.
_BARE = """(() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return shown && box.bottom > 0 && box.top < innerHeight ? [] : [`${one.tagName}.${one.className} ${one.textContent}`];
})()"""


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


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_with_all_opened(
    theme: str, example_page: Path, axe: str, witness: Callable[..., Witness]
) -> None:
    """Nor with the filters open and one chosen, with hits below the search box, or with a sentence's rows shown."""
    page = witness(color_scheme=theme, viewport={"width": 1280, "height": 900}).go(example_page.as_uri())
    page.evaluate(OPEN_ALL)
    page.evaluate(axe)
    page.locator("#bar button.tool").first.click()
    page.locator(".facets select").first.select_option(index=1)
    found = page.evaluate(_RUN, "#bar")
    page.locator(".clear").click()
    page.locator("#bar input").first.fill("iran")
    page.wait_for_selector("#bar [role=option]")
    found += page.evaluate(_RUN, "#bar")
    page.keyboard.press("Escape")
    page.locator("#sources .text mark").nth(3).click()
    assert page.locator(".peek").is_visible() and page.locator(".peek a").count()
    found += page.evaluate(_RUN, ".peek")
    page.keyboard.press("Escape")
    assert page.locator(".peek").is_hidden()
    assert not found, "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 390, 640, 1280, 2200])
def test_nothing_sticks_out(width: int, example_page: Path, witness: Callable[..., Witness]) -> None:
    """However wide the window, down to 400 % of a usual one: tables and pictures scroll in frames of their own."""
    page = witness(viewport={"width": width, "height": 700}).go(example_page.as_uri())
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.slow
def test_whatever_has_the_focus_shows_it(example_page: Path, witness: Callable[..., Witness]) -> None:
    """By the key for the next thing, through the bar, the ways about and the summary; none is off the screen."""
    page = witness(viewport={"width": 1280, "height": 900}).go(example_page.as_uri())
    page.wait_for_selector("[data-view=summary][data-state=live]", state="attached")
    bare = []
    for _ in range(60):
        page.keyboard.press("Tab")
        bare += page.evaluate(_BARE)
    assert not bare


def _without_scripts(page: Path, folder: Path) -> str:
    """Return the address of the page as it stands before its script runs; the checker itself is a script."""
    html = page.read_text("utf-8")
    path = folder / "still.html"
    path.write_text(re.sub(r"<script[ >].*?</script>", "", html, flags=re.DOTALL), "utf-8")
    return path.as_uri()
