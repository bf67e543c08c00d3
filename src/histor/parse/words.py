"""Raw text to words, as the UD English treebanks cut it: clitics, possessives and hyphens apart, abbreviations whole.

Rules over one run of non-space characters at a time, so that the work is linear in the text; every word is a range
of the text and nothing is rewritten (quotes and dashes are made alike later, where the network reads them). The
lists were drawn from the training parts of EWT and GUM.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


CHUNK = re.compile(r"\S+")
LONGEST = 200
"""Characters of one run looked at together; a longer run is cut there, so that no pattern can run away."""

ABBREVIATIONS = _listed(
    """mr mrs ms mx dr drs prof lt sgt capt maj cmdr cdr adm brig cpl pvt hon rev sen sens reps messrs mlle mme st ste
    ft vs etc inc ltd corp bros jr sr al jan feb apr aug sept oct nov e.g i.e cf viz approx dept est figs vol eds pp
    ave blvd rd attn govt ph vers ca esp a.k.a bn regt div"""
)
"""Abbreviations that keep their full stop, lower case, without it."""
CAPITAL = _listed(
    """Gen Col Gov Pres Rep Mt No Nos Co Mar Jun Jul Sep Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Fig Ed Art
    Sec Ala Ariz Ark Cal Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore
    Pa Tenn Tex Va Vt Wash Wis Wyo Supt Insp Det Amb Atty Hon Pfc Spc Sq Univ Assn Gov't"""
)
"""Abbreviations only when so written: "Gen." but "gen" and a full stop."""
NUMBERED = _listed("c p pp no nos ca fig figs art sec para ch vol")
"""Abbreviations only before a number: "c. 1230", "no. 5"."""
PREFIXES = _listed(
    """non e mid re anti co pre pro cross post over multi ex sub counter semi socio inter intra micro mini psycho
    ultra trans under meta macro"""
)
"""First halves that stay with what follows their hyphen: "anti-ship" is one word, "Hamas-run" is three."""
UNITS = _listed(
    """pm am PM AM Pm Am k K m M mm MM cm km kg lb lbs ft x b bn mn tn hh Hz kHz MHz GHz kb KB MB GB TB mph kph kmh
    min hr hrs MW kW GW kt kts nm t C F"""
)
"""Letters that are a word of their own after digits: "5 km", "7:30 PM"."""
JOINED = {
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "outta": 3, "alot": 1, "dont": 2,
    "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3, "arent": 3, "werent": 4, "couldnt": 5, "wouldnt": 5,
    "shouldnt": 6, "havent": 4, "hasnt": 3, "hadnt": 3, "cant": 2, "wont": 2, "im": 1, "ive": 1, "thats": 4,
    "whats": 4, "youre": 3, "theyre": 4,
}
"""Words written as one that are two, with the length of the first."""

WHOLE = re.compile(
    r"""(?: (?:https?://|www\.)[^\s<>"“”]+?(?=[.,;:!?)\]}'"»”’]*(?:$|[<>"“”]))   # web addresses
        | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                         # e-mail
        | Ph\.D\.?|(?:[A-Za-z]\.){2,}(?:[A-Z](?!\w))?|[A-Z]\.[A-Z](?![\w.])      # U.S.  e.g.  U.S
        | [A-Z]\.(?=$|[^\s\w]*$|[A-Z])                                         # initials
        | [#@][^\W\d]\w*                                                       # tags and names
        | :-?\)|;-?\)|:-?\(|:-?[DP](?!\w)                                      # faces
        )""",
    re.VERBOSE,
)
DIGITS = re.compile(
    r"""\d{1,4}([/-])\d{1,2}\1\d{1,4}(?!\w)           # 08/16/2000  2024-01-16
      | \d{1,2}:\d{2}(?::\d{2})?(?!\d)                # 4:00
      | (?:\d{1,2}-)?(?:\d{3}-)?\d{3}-\d{4}(?!\w)     # telephone
      | \d+/\d+(?!\w)                                 # 9/11
      | \d+(?:,\d{3}(?!\d))*(?:\.\d+)*(?:(?:st|nd|rd|th|s|['’]s|TH|ST|ND|RD|S)(?!\w))?
    """,
    re.VERBOSE,
)
CLITIC = re.compile(r"(?i)(?<=\w)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
BARE_CLITIC = re.compile(r"(?i)['’](?:s|re|ve|ll|d)(?!\w)")
SOLID = re.compile(r"[^\W_]+$")


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The words of `text[start:end]` as half-open ranges of `text`, in order, without white space.

    Every character that is neither white space nor invisible (soft hyphens, joiners, marks of direction standing
    alone) is in exactly one range.
    """
    stop = len(text) if end is None else end
    out: list[tuple[int, int]] = []
    for chunk in CHUNK.finditer(text, start, stop):
        for at in range(chunk.start(), chunk.end(), LONGEST):
            cut = min(at + LONGEST, chunk.end())
            after = text[cut + 1 : cut + 2] if cut < stop else ""
            out.extend((at + a, at + b) for a, b in _chunk(text[at:cut], after))
    return out


def _chunk(chunk: str, after: str) -> Iterator[tuple[int, int]]:
    """The words of one run of non-space; `after` is the first character of the next run, or nothing."""
    if SOLID.match(chunk) and not chunk[0].isdigit() and chunk.lower() not in JOINED:
        yield 0, len(chunk)
        return
    at = 0
    while at < len(chunk):
        if _invisible(chunk[at]):
            at += 1
            continue
        size = _next(chunk, at, after)
        yield from _clitics(chunk, at, at + size)
        at += size


def _next(chunk: str, at: int, after: str) -> int:
    """Length of the next piece of a run."""
    if found := WHOLE.match(chunk, at):
        return found.end() - at
    if chunk[at] == "." and at == 0 and chunk[1:2].isdigit():
        return 1 + _digits(chunk, 1)
    if chunk[at].isdigit() and (size := _digits(chunk, at)):
        return size
    if not _in_word(chunk[at]):
        return _mark(chunk, at)
    end = _run(chunk, at)
    word = chunk[at:end]
    if chunk[end : end + 1] == "-" and word.lower() in PREFIXES and _in_word(chunk[end + 1 : end + 2]):
        return _run(chunk, end + 1) - at
    if chunk[end : end + 1] == "." and _abbreviated(word, chunk[end + 1 :], after):
        return end + 1 - at
    return end - at


def _digits(chunk: str, at: int) -> int:
    """Length of a number with what belongs to it; 0 where digits are part of a code like "4A"."""
    found = DIGITS.match(chunk, at)
    if not found:
        return 0
    end = found.end()
    if end < len(chunk) and chunk[end].isalpha():
        rest = chunk[end : _run(chunk, end)]
        return end - at if rest in UNITS else 0
    return end - at


def _abbreviated(word: str, rest: str, after: str) -> bool:
    if word.lower() in NUMBERED and (rest[:1] if rest else after).isdigit():
        return True
    if word.isupper() and len(word) == 3 and word.capitalize() in CAPITAL:
        word = word.capitalize()
    if word in CAPITAL and word.lower() not in NUMBERED:
        return bool(after) or bool(rest)
    return word.lower() in ABBREVIATIONS


def _run(chunk: str, at: int) -> int:
    """Where the word that starts at a place ends."""
    end = at
    while end < len(chunk) and (_in_word(chunk[end]) or _inner(chunk, end)):
        if chunk[end] == "." and _known(chunk[at:end]):
            break
        end += 1
    return end


def _known(word: str) -> bool:
    return word in CAPITAL or word.lower() in ABBREVIATIONS


def _inner(chunk: str, at: int) -> bool:
    """Whether a mark stands inside a word: "O'Neill", "AT&T", "Gawker.com" (but "quality.You" is two sentences)."""
    if at == 0 or not _in_word(chunk[at + 1 : at + 2]) or not _in_word(chunk[at - 1]):
        return False
    if chunk[at] == "&":
        return chunk[at - 1].isupper() or chunk[at + 1].islower()
    if chunk[at] == ".":
        return not (chunk[at - 2 : at].islower() and chunk[at + 1].isupper() and chunk[at + 2 : at + 3].islower())
    return chunk[at] in "'’_@" or unicodedata.category(chunk[at]) == "Cf"


def _in_word(c: str) -> bool:
    return c.isalnum() or (not c.isascii() and unicodedata.category(c)[0] == "M" if c else False)


def _invisible(c: str) -> bool:
    return not c.isascii() and unicodedata.category(c) in ("Cf", "Cc")


def _mark(chunk: str, at: int) -> int:
    """Length of a run of one repeated mark ("..."; "--"; also "?!"), else 1 and what is drawn over it."""
    if at > 0 and (found := BARE_CLITIC.match(chunk, at)) and (_in_word(chunk[at - 1]) or chunk[at - 1] == "."):
        return found.end() - at
    end = at + 1
    same = ".?!" if chunk[at] in "?!" else chunk[at]
    if chunk[at] in ".-!?*=_~$<>#+|/’'‘`":
        while end < len(chunk) and chunk[end] in same:
            end += 1
        if chunk[at] in "’'‘`" and end - at != 2:
            end = at + 1
    while end < len(chunk) and not chunk[end].isascii() and unicodedata.category(chunk[end]) in ("Mn", "Me", "Cf"):
        end += 1
    return end - at


def _clitics(chunk: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    word = chunk[start:end]
    cut = JOINED.get(word.lower(), 0)
    if cut and not (word.isupper() and len(word) < 4):
        yield start, start + cut
        yield start + cut, end
    elif (found := CLITIC.search(word)) and not word[0].isdigit():
        yield start, start + found.start()
        yield start + found.start(), end
    else:
        yield start, end
