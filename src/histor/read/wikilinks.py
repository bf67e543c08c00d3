"""The links, pictures and outside addresses of a page of wikitext."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histor.read.marks import Pair
from histor.read.templates import table

if TYPE_CHECKING:
    from histor.read.wikitext import Page

#: A link to the same page in another language, which stands beside the text and not in it.
_LANGUAGE = re.compile(r":?[a-z]{2,3}(?:-[a-z]{2,10})?:\S")
_OPTION = re.compile(r"(?:\d*x?\d+ ?px$|(?:alt|link|lang|page|class|upright|start|end)\s{0,9}=)")


class Links:
    """Shows the links of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.source = page.source

    def show(self, pair: Pair) -> None:
        """Lay down a link's label or target, or a picture's caption."""
        first = pair.bars[0] if pair.bars else pair.close
        target = self.source[pair.inner : first].strip()
        prefix = target.lstrip(":").partition(":")[0].strip().lower() if ":" in target else ""
        if prefix in table("pictures") and target[:1] != ":":
            self._picture(pair)
        elif (prefix in table("unseen_links") and target[:1] != ":") or (not pair.bars and _LANGUAGE.match(target)):
            return
        elif pair.bars:
            self.page.walk_inline(first + 1, pair.close)
        else:
            self.page.words(pair.inner + (target[:1] == ":"), pair.close)

    def _picture(self, pair: Pair) -> None:
        """Lay down a picture's caption: its last part that is no option."""
        for start, end in reversed(pair.parts()[1:]):
            words = self.source[start:end].strip()
            if words and not _OPTION.match(words) and words.lower() not in table("picture_options"):
                self.page.aside("caption", start, end)
                return

    def gallery(self, pair: Pair) -> None:
        """Lay down the captions of a gallery, one to a line."""
        at = pair.inner
        for line in self.source[pair.inner : pair.close].split("\n"):
            bar = line.find("|")
            if bar >= 0:
                self.page.aside("caption", at + bar + 1, at + len(line))
            at += len(line) + 1

    def external(self, at: int, end: int) -> int:
        """Lay down the label of an outside link that begins at ``at``; return where the walk goes on."""
        stop = self.source.find("]", at, min(end, at + 2000))
        if stop < 0 or "\n" in self.source[at:stop]:
            self.page.words(at, at + 1)
            return at + 1
        gap = self.source.find(" ", at, stop)
        if gap < 0:
            self.page.dropped["addresses without a label"] += 1
        else:
            self.page.walk_inline(gap + 1, stop)
        return stop + 1
