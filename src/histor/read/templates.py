"""What a template of wikitext shows, by the lists in ``data/read/templates.yaml``; nothing is fetched or computed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from histor.lexicon import load_lexicon
from histor.read.dates import day_of
from histor.read.draft import LABEL
from histor.read.marks import Pair

if TYPE_CHECKING:
    from histor.read.wikitext import Page

Parts = list[tuple[int, int]]
Named = dict[str, tuple[int, int]]

_HOWS = ("rule", "break", "words", "before", "list", "quote", "date", "measure", "published", "first", "last", "drop")
_KEYED = re.compile(r"\s*+([^={}\[\]<>|\n]{0,80}+)=")
_NO_NAME = re.compile(r"[\[\]{}<>\n]")
#: What stands between the two numbers of a range in a measure.
_BETWEEN = ("to", "and", "by", "x", "or")


@cache
def table(name: str) -> Any:
    """Return one list or table of ``data/read/templates.yaml``."""
    return load_lexicon().yaml("read/templates.yaml")[name]


@cache
def how(name: str) -> str:
    """Tell how a template of this name stands on the page: one of the lists of the data file, or an empty string."""
    if name.startswith(("infobox", "#invoke:infobox")):
        return "infobox"
    return next((kind for kind in _HOWS if listed(kind, name)), "")


@cache
def listed(kind: str, name: str) -> bool:
    """Tell whether a name is in a list whose entries may have a star at one end."""
    for entry in table(kind):
        head, tail = entry.endswith("*"), entry.startswith("*")
        if (head and name.startswith(entry[:-1])) or (tail and name.endswith(entry[1:])) or entry == name:
            return True
    return False


def written_date(numbers: list[str]) -> str:
    """Write out year, month and day given as numbers: ``["2024", "1", "16"]`` gives ``16 January 2024``."""
    digits = [int(part) for part in numbers if part.isdecimal()][:3]
    if len(digits) < 2 or not 1 <= digits[1] <= 12:
        return " ".join(numbers)
    names = load_lexicon().yaml("read/layout.yaml")["months"]
    month = next(name for name, number in names.items() if number == digits[1]).capitalize()
    return f"{digits[2]} {month} {digits[0]}" if len(digits) > 2 else f"{month} {digits[0]}"


class Templates:
    """Shows the templates of one page; each ``_show_`` is one manner of the data file."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.source = page.source

    def show(self, pair: Pair) -> None:
        """Lay down what a template shows."""
        (start, end), *rest = pair.parts()
        raw = re.sub(r"<!--.{0,400}?-->", "", self.source[start:end]).strip()
        name = raw.replace("_", " ").lower()
        if not name or _NO_NAME.search(name):  # the wiki shows such braces as they stand
            self.page.words(pair.start, pair.inner)
            self.page.walk_inline(pair.inner, pair.close)
            self.page.words(pair.close, pair.end)
        elif how(name) == "infobox":
            self._infobox(rest)
        else:
            self._show(name, how(name), rest)

    def _show(self, name: str, manner: str, rest: Parts) -> None:
        keyed = [self._keyed(start, end) for start, end in rest]
        plain = [(start, end) for key, start, end in keyed if not key or key.isdigit()]
        named = {key.lower(): (start, end) for key, start, end in keyed if key}
        if manner in ("", "drop"):
            self._unlisted(name, manner, plain)
        else:
            getattr(self, f"_show_{manner}")(name, plain, named)

    def _keyed(self, start: int, end: int) -> tuple[str, int, int]:
        hit = _KEYED.match(self.source, start, end)
        if not hit:
            return "", start, end
        return hit[1].strip(), hit.end(), end

    def _unlisted(self, name: str, manner: str, plain: Parts) -> None:
        if manner == "drop":
            self.page.dropped["template cite" if name.startswith("cite") else f"template {name[:60]}"] += 1
        else:
            self.page.unknown[name[:60]] += 1
            self._show_words_of(plain)

    def _show_words_of(self, plain: Parts) -> None:
        for number, (start, end) in enumerate(plain):
            if number:
                self.page.put(" ")
            self.page.span(start, end)

    def _show_first(self, name: str, plain: Parts, named: Named) -> None:
        for start, end in plain[:1]:
            self.page.span(start, end)

    def _show_last(self, name: str, plain: Parts, named: Named) -> None:
        for start, end in plain[-1:]:
            self.page.span(start, end)

    def _show_list(self, name: str, plain: Parts, named: Named) -> None:
        for start, end in [named["title"]] if "title" in named else []:
            self.page.span(start, end)
        for start, end in plain:
            self.page.boundary()
            if not self.page.in_value:
                self.page.kind = "item"
            self.page.span(start, end)
        self.page.boundary()

    def _show_words(self, name: str, plain: Parts, named: Named) -> None:
        words = str(table("words")[name])
        self.page.put(" " + words if words.startswith("(") else words)

    def _show_before(self, name: str, plain: Parts, named: Named) -> None:
        self.page.put(str(table("before")[name]))
        self._show_first(name, plain, named)

    def _show_break(self, name: str, plain: Parts, named: Named) -> None:
        self.page.draft.line()

    def _show_rule(self, name: str, plain: Parts, named: Named) -> None:
        self.page.rule()

    def _show_quote(self, name: str, plain: Parts, named: Named) -> None:
        by = [named.get("author") or named.get("sign"), named.get("source")]
        for part in [named.get("text") or named.get("quote"), *plain, *by]:
            if part:
                self.page.aside("quote", *part)

    def _show_date(self, name: str, plain: Parts, named: Named) -> None:
        self.page.put(written_date([self.source[start:end].strip() for start, end in plain]))

    def _show_measure(self, name: str, plain: Parts, named: Named) -> None:
        words = [self.source[start:end].strip() for start, end in plain]
        unit = next((at for at, word in enumerate(words) if at and word[:1].isalpha() and word not in _BETWEEN), 1)
        self._show_words_of(plain[: unit + 1])

    def _show_published(self, name: str, plain: Parts, named: Named) -> None:
        for start, end in [*plain, *([named["date"]] if "date" in named else [])]:
            self.page.published = self.page.published or day_of(self.source[start:end])
            self.page.aside("paragraph", start, end)

    def _infobox(self, rest: Parts) -> None:
        nested = self.page.in_value
        outer = self.page.value_key
        for start, end in rest:
            key, begin, end = self._keyed(start, end)
            name = key.lower().replace("_", " ")
            caption = listed("caption_rows", name)
            if not key or not self.source[begin:end].strip() or (listed("unseen_rows", name) and not caption):
                continue
            if nested:
                self.page.draft.line()
                self.page.span(begin, end)
            else:
                self._row_label(start, key, caption)
                self.page.span(begin, end)
                self.page.draft.close()
                self.page.value_key = None
        self.page.value_key = outer
        self.page.kind = "paragraph"

    def _row_label(self, start: int, key: str, caption: bool) -> None:
        """Lay down a row's name and get ready for its value; the name stays alone where the value shows nothing."""
        self.page.draft.close()
        if caption:
            self.page.kind = "caption"
            return
        place = self.source.index(key, start)
        self.page.draft.open(LABEL, gap="\n")
        self.page.draft.carry(place, place + len(key))
        self.page.draft.close()
        self.page.value_key = key[:1].upper() + key[1:].replace("_", " ")
