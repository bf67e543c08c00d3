"""Checks that a pattern cannot make: what the neighbouring words say about a number, a month name or a part of the day.

A guard takes the text, the match and the grammar and tells whether the match is a time. Guards look at a few words
to either side and never further, so that finding stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from histor.extract.times_rules import Grammar

Guard = Callable[[str, "re.Match[str]", Grammar], bool]

_LAST_WORD = re.compile(r"([\w'’-]+)[\s(\"“]*$")
_NEXT_WORD = re.compile(r"[\s]*([\w'’-]+|[^\w\s])")
_MONTH_FOLLOWS = re.compile(
    r"\s?[–—-]\s?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\s(?:and|to|or)\s(?:early\s|late\s|mid-)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
#: Month names that are words of their own as well, and so need a word that leads a month in.
_WORDLIKE = frozenset({"may", "march", "august", "mar", "dec", "jan", "sep"})


def word_before(text: str, at: int) -> str:
    """Return the word before a place in the text (lower case), or the empty string at the start of a clause."""
    found = _LAST_WORD.search(text[max(0, at - 30) : at])
    return found[1].lower() if found else ""


def word_after(text: str, at: int) -> str:
    """Return the next word or mark after a place in the text, in lower case."""
    found = _NEXT_WORD.match(text, at, at + 40)
    return found[1].lower() if found else ""


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" \"“(")
    return not before or before[-1] in ".!?\n:"


def _slash(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    first, second = int(match["a"]), int(match["b"])
    return 1 <= min(first, second) <= 12 and max(first, second) <= 31


def _dotted(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    return 1 <= int(match["d"]) <= 31 and 1 <= int(match["m"]) <= 12


def _month(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    name, groups = match["mon"], match.groupdict()
    if not name[0].isupper():
        return False
    if _MONTH_FOLLOWS.match(text, match.end()):
        return True
    if word_after(text, match.end()) in {"'", "’"} and name.lower() in _WORDLIKE:
        return False
    led = bool(groups.get("mod")) or bool(groups.get("sy"))
    before = word_before(text, match.start())
    if name.rstrip(".").lower() in _WORDLIKE:
        return led or (before in grammar.sets["month_leads"] and before not in {"the", "on", "or", "that"})
    return led or not _inside_a_name(text, match, grammar, before)


def _inside_a_name(text: str, match: re.Match[str], grammar: Grammar, before: str) -> bool:
    """Tell whether a month's name is a person's or a movement's: it stands after another capitalised word."""
    if before in grammar.sets["month_leads"]:
        return False
    if re.match(r"\s[A-Z][a-z]", text[match.end() : match.end() + 3]):
        return True
    if _opens_sentence(text, match.start()):
        return False
    start = match.start() - len(before) - 1
    return bool(before) and text[max(0, start)].isupper()


def _year(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    if match["era"] or (match.groupdict().get("mod") and not _counted(text, match, grammar)):
        return True
    before, after = word_before(text, match.start()), text[match.end() : match.end() + 2]
    if re.match(r"[.,:]\d|/\d|[–-]\d{3}", after + text[match.end() + 2 : match.end() + 5]):
        return bool(re.match(r"[/–-]\d", after)) and not _counted(text, match, grammar)
    if len(match["y"]) < 4 or _counted(text, match, grammar):
        return False
    if before in grammar.sets["year_leads"] or int(match["y"]) >= 1200:
        return before not in grammar.sets["count_leads"]
    return False


def _counted(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    after, before = word_after(text, match.end()), word_before(text, match.start())
    if after in grammar.sets["counted"]:
        return True
    return after in grammar.sets["counted_bare"] and before not in grammar.sets["year_leads"] and bool(before)


def _short_bc(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    before, after = word_before(text, match.start()), text[match.end() : match.end() + 2]
    if re.match(r",\d|-?[a-z]", after) or (match["mod"] or "").lower() in {"around", "about", "approximately"}:
        return False
    return before in grammar.sets["bc_leads"] and not _counted(text, match, grammar)


def _relmonth(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    return match["mon"][0].isupper()


def _yy(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    return word_before(text, match.start()) in {*grammar.sets["year_leads"], "winter", "summer"} and (
        text[match.end() : match.end() + 1] not in {"'", "’"}
    )


def _season(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    name, before, after = match["season"], word_before(text, match.start()), word_after(text, match.end())
    groups = match.groupdict()
    if groups.get("yrel"):
        return True
    if name.lower() == "fall":
        start = text[match.start() : match.start() + 3].lower()
        led = start == "the" and before in {"in", "during", "throughout", "over", "by", "until"}
        return after not in {"of", "from", "in", "to"} and (bool(groups.get("rel")) or led)
    if name[0].isupper() and not groups.get("rel") and not _opens_sentence(text, match.start()):
        lead = text[: match.start()].rstrip()
        return not (before and lead[-len(before) :][:1].isupper()) and after not in {"offensive", "uprising"}
    return after not in {"of", "up", "from"} or bool(groups.get("rel"))


def _capital(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    groups = match.groupdict()
    if groups.get("wd"):
        return match["wd"][0].isupper() and word_before(text, match.start()) not in {"bloody", "black", "good"}
    return match[0][0].isupper()


def _offset(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    relation = match["rel"].lower()
    if relation in {"on", "since", "back"}:
        return relation == "back" and match["n"].lower() not in {"a"}
    return not (relation == "before" and word_after(text, match.end()).endswith("ing"))


def _dayafter(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    led = match[0].lower().startswith("the ")
    return led or (word_before(text, match.start()) == "the")


def _vagueoffset(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    return match["rel"].lower() not in {"immediately", "long"} and word_after(text, match.end()) in {",", "."}


def _plural(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    return match["rel"].lower() not in {"that", "this", "these", "those"}


def _ordinalday(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    before, after = word_before(text, match.start()), word_after(text, match.end())
    return (before in {"on", "by", "until", "since", "from", "to", "and"} and not re.match(r"[a-z]", after or ".")) or (
        before == "on" and after in grammar.sets["day_follows"]
    )


def _amount(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    return match["n"].lower() not in {"a", "an"} and match["unit"].lower() not in {"second", "quarter"}


def _bareunits(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    return word_before(text, match.start()) in {"within", "for", "after"} and word_after(text, match.end()) != "of"


def _duration(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    amount, unit = match["n"].lower(), match["unit"].lower()
    if unit in {"second", "seconds"}:
        return unit == "seconds" and amount not in {"a", "the"}
    if unit in {"night", "nights", "quarter"} and amount in {"one", "a", "an"}:
        return False
    if amount in {"a", "an"} and match[0].lower().endswith("long"):
        return False
    return not (amount == "one" and unit == "day" and _opens_sentence(text, match.start()))


def _vague(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    word, before, after = match[0].lower(), word_before(text, match.start()), word_after(text, match.end())
    if word == "former":
        return after[:1].isalpha() and after not in grammar.sets["no_noun"]
    if word == "current":
        return after not in {"of", "events", "account"}
    if word in {"the past", "the present", "the future"}:
        return not re.match(r"[a-z]", after or ".") or after in {"and", "of", "to", "was", "is", "as", "by"}
    if word == "future":
        return before != "the"
    return word != "soon"


def _open(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    word, before, after = match[0].lower(), word_before(text, match.start()), word_after(text, match.end())
    if word == "the time":
        return before in {"at", "by", "of", "from"}
    if word in {"this time", "that time", "the same time"}:
        return before in grammar.sets["leads"] or before == "about"
    if word == "the period":
        return before in {"in", "during", "of", "for"}
    return after != "limit"


def _barepart(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    part, before = match["part"].lower(), word_before(text, match.start())
    if match["mod"]:
        return True
    if before in {"at", "by", "until", "after", "before"}:
        return True
    return before in {"the", "one", "in"} and part in {"morning", "afternoon", "evening", "night", "daytime"}


def _part_of(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    plural = match["unit"].lower().endswith("s")
    return bool(match["n"]) or plural or word_after(text, match.end()) == "of"


GUARDS: dict[str, Guard] = {
    "slash": _slash,
    "dotted": _dotted,
    "month": _month,
    "relmonth": _relmonth,
    "year": _year,
    "short_bc": _short_bc,
    "yy": _yy,
    "season": _season,
    "capital": _capital,
    "offset": _offset,
    "dayafter": _dayafter,
    "vagueoffset": _vagueoffset,
    "plural": _plural,
    "ordinalday": _ordinalday,
    "duration": _duration,
    "counted": _amount,
    "part_of": _part_of,
    "bareunits": _bareunits,
    "vague": _vague,
    "open": _open,
    "barepart": _barepart,
}


def accepts(name: str, text: str, match: re.Match[str], grammar: Grammar) -> bool:
    """Tell whether a match passes the check of that name; no name, no check."""
    return not name or GUARDS[name](text, match, grammar)
