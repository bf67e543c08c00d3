"""A good header and two ways to read a body below it, for the tests of the corpus."""

from __future__ import annotations

from training.corpus.reader import CorpusError, read_source
from training.corpus.records import Account
from training.corpus.split import split_of

HEAD = f"""id: probe
title: A probe
genre: wire
style: plain
conflict: none
region: none
century: 21
made: invented
language: en
split: {split_of("probe")}
by: t
pass: 1
"""


def account(body: str, head: str = HEAD) -> Account:
    """Read a body below a good header."""
    return read_source(head + "\n" + body)


def messages(body: str, head: str = HEAD) -> str:
    """Return what is wrong with a body, or nothing."""
    try:
        account(body, head)
    except CorpusError as error:
        return str(error)
    return ""
