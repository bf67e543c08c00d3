"""Builds markup that is safe by its type: text is escaped when it enters, and only this file makes it whole.

There are no templates, because a template trusts whoever fills it; here a string that is not :class:`Html` cannot
become an element or an attribute, whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable

#: Elements that have no end tag.
_VOID = frozenset({"meta", "br", "hr", "input", "link"})
#: What HTML forbids in text, drawn as the sign for "no character": control characters, and surrogates without a pair.
_FORBIDDEN = dict.fromkeys(
    (*range(0x9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "�"
)
_ESCAPES = {**_FORBIDDEN, ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord("'"): "&#39;",
            ord("\r"): "&#13;"}
#: Characters that turn the direction of what follows; a name must not turn the sentence that it stands in.
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C), "")


class Html(str):
    """Markup that is whole and escaped."""

    __slots__ = ()


Child = str | int | None | Iterable["Child"]
Attribute = str | int | bool | None


def text(value: object) -> Html:
    """Return a value as text, character for character; what HTML forbids becomes the replacement character."""
    return Html(str(value).translate(_ESCAPES))


def one_line(value: object) -> str:
    """Return a name or title fit to stand inside a sentence: white space as single blanks, nothing that turns it."""
    return " ".join(str(value).translate(_TURNS).split())


def el(tag: str, *children: Child, **attributes: Attribute) -> Html:
    """Return an element. Attributes are named as in Python: ``class_``, ``data_e``, ``aria_label``.

    A child that is :class:`Html` goes in as it is, any other string is escaped, ``None`` is nothing. An attribute
    that is ``None`` or ``False`` is left out; ``True`` stands without a value.
    """
    named = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{named}>")
    return Html(f"<{tag}{named}>{join(children)}</{tag}>")


def join(children: Iterable[Child], between: str = "") -> Html:
    """Return children one after the other, with text between them."""
    return Html(text(between).join(_child(child) for child in children if child is not None))


def _child(child: Child) -> str:
    if isinstance(child, Html):
        return child
    if isinstance(child, str | int):
        return text(child)
    return join(child) if child is not None else ""


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    called = name.rstrip("_").replace("_", "-")
    return f" {called}" if value is True else f' {called}="{text(value)}"'
