"""What happens on a page, written down."""

from __future__ import annotations

from typing import Any

#: Mounts every view and opens everything that is shut, as before printing.
OPEN_ALL = "window.dispatchEvent(new Event('beforeprint'))"
#: The names of the views that are not mounted, or failed.
MISSING = "[...document.querySelectorAll('.live[data-view]')].filter(one => one.dataset.state !== 'live')" \
          ".map(one => one.dataset.view)"


class Witness:
    """Writes down what a page asks for, says and runs."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.asked: list[str] = []
        self.told: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.told.append(f"error: {error}"))
        page.on("console", lambda message: self.told.append(f"console: {message.text}"))
        page.on("dialog", self._dialog)
        page.on("popup", lambda _: self.told.append("a window was opened"))

    def _dialog(self, dialog: Any) -> None:
        self.told.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, address: str) -> Any:
        """Open an address and return the page."""
        self.page.goto(address)
        return self.page
