"""Undoes the regular endings of English verbs and nouns by their spelling, for forms that training never showed.

The model's guess from a word's context is unsure there (*repudiated* came out as *repudiay*). Spelling leaves few
choices: *-ed* and *-ing* stand for the bare stem, for one with a silent e, or for one whose last letter was doubled. A
word that is known as a verb or noun decides; else the rules of English orthography do (as in Carney 1994, *A Survey of
English Spelling*).
"""

from __future__ import annotations

import re
from collections.abc import Collection

_VOWELS = frozenset("aeiouy")
#: Endings before which a plural or a verb in *-s* has an e of its own.
_HISSING = ("ches", "shes", "sses", "xes", "zzes", "oes")
#: Plurals of which one is many, and endings of no plural: *crisis*, *chorus*, *mistress*.
_NO_PLURAL = ("barracks", "gallows", "headquarters", "quarters", "pyjamas", "ss", "us", "is")
#: Stems that a silent e ends: after e, v, c, z and u, soft g, s behind a vowel or some consonants, l or r behind some.
_SILENT = re.compile(r"([evcz]|[^aeo]u|[dlr]g|eng|[aeioulnrp]s|[bcdfgkptz]l|[bcdgt]r)$")
#: The same of stems of several syllables, by their last vowel and consonant: *disput-*, *captur-*, *pillag-*.
_LONG = re.compile(
    r"(([^aeiou]|qu)(at|ut|ad|od|ud|id|ok|ak|um|am|ur|ir|ar|ib|ol|ul|ag|ig|ap)|[iu]at|eg|(pl|gn|st)or)$")
#: One syllable that ends in one vowel and one consonant: without a silent e, the consonant would be doubled (*shaved*).
_SHORT = re.compile(r"[^aeiouy]*(qu)?[aeiouy][^aeiouwxy]$")
_DOUBLED = re.compile(r"([^aeiouy])\1$")


def verb(form: str, known: Collection[str], guess: str) -> str:
    """Return the infinitive of a verb's form in lower case.

    ``known`` are words known as verbs or nouns; ``guess`` is what the model takes for the lemma, which stands where it
    is known, begins like the form, and the form is none that is known or has a regular ending.
    """
    low = form.lower()
    if low.endswith(("ied", "ies")) and len(low) > 4:
        return low[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = low.removesuffix(ending)
        if stem != low and len(stem) > 1 and not _VOWELS.isdisjoint(stem):
            return _stem(stem, known)
    irregular = low not in known and guess in known and guess[:2] == low[:2]
    return guess if irregular else _without_s(low)


def noun(form: str) -> str:
    """Return the singular of a noun's form in lower case."""
    low = form.lower()
    if low.endswith("men") and len(low) > 5:
        return low[:-2] + "an"
    return low[:-3] + "y" if low.endswith("ies") and len(low) > 4 else _without_s(low)


def _without_s(low: str) -> str:
    if low.endswith(_HISSING):
        return low[:-2]
    return low[:-1] if low.endswith("s") and len(low) > 3 and not low.endswith(_NO_PLURAL) else low


def _stem(stem: str, known: Collection[str]) -> str:
    """Return the verb of a stem from which *-ed* or *-ing* was taken: itself, with e, or with its last letter once."""
    spelled = _spelled(stem)
    if _SHORT.match(stem):
        return spelled
    options = (spelled, stem, f"{stem}e", *([stem[:-1]] if _DOUBLED.search(stem) else []))
    return next((word for word in options if word in known), spelled)


def _spelled(stem: str) -> str:
    """Return the verb of a stem by orthography alone."""
    short = len(re.findall("[aeiouy]+", stem)) < 2
    if _DOUBLED.search(stem):
        whole = stem.endswith(("ss", "ff", "zz")) or (short and stem.endswith("ll"))
        return stem if whole else stem[:-1]
    silent = _SILENT.search(stem) or (_SHORT.match(stem) if short else _LONG.search(stem))
    return f"{stem}e" if silent else stem
