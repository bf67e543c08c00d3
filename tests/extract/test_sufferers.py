"""Whom a deed is done to: somebody, where it is done between parties."""

from __future__ import annotations

from typing import Any

import pytest

from histor.extract.kinds import Kinds
from histor.extract.sufferers import verb_targets
from histor.lexicon import load_lexicon
from histor.model.tree import Tree
from histor.parse.conllu import read_conllu


def struck(found: Any, kind: str) -> set[str]:
    text = found.document.text
    events = [event for event in found.events if event.type == kind]
    assert events, "the deed itself is found"
    return {text[m.span.start : m.span.end] for m in events[0].targets}


@pytest.mark.parametrize(("text", "kind", "targets", "note"), [
    ("On Monday the president condemned the Turkish decree.", "ACCUSE", {"Turkish"}, "whose the thing is"),
    ("The rebels rejected the timetable.", "REJECT", set(), "a thing that is nobody's"),
    ("Norway sent the refugees four hundred tents.", "AID", {"the refugees"}, "who gets it, not what"),
    ("The ministry thanked the Danish nurses.", "SUPPORT", {"the Danish nurses"}, "somebody"),
    ("Jets bombed the bridge.", "ASSAULT", {"the bridge"}, "a deed of force is done to things too"),
    ("The council condemned the murder of three nurses.", "ACCUSE", {"the murder of three nurses"},
     "a deed stands for who did it, and its victims do not"),
    ("The council condemned the attack by the militia.", "ACCUSE", {"the militia"}, "but who did it"),
    ("Gunmen shot at us at breakfast.", "ASSAULT", {"us"}, "a meal is a time"),
])
def test_who_suffers(account: Any, text: str, kind: str, targets: set[str], note: str) -> None:
    """The note says what is tested."""
    assert struck(account(text), kind) == targets, note


@pytest.mark.parametrize(("whom", "found"), [("them", ["them"]), ("anyone", []), ("whatever", [])])
def test_nobody_in_particular_is_no_target(whom: str, found: list[str]) -> None:
    """By grammar alone; the model may still take somebody for one."""
    rows = ["1\tRiders\trider\tNOUN\t_\t_\t2\tnsubj\t_\t_", "2\tshot\tshoot\tVERB\t_\t_\t0\troot\t_\t_",
            "3\tat\tat\tADP\t_\t_\t4\tcase\t_\t_", f"4\t{whom}\t{whom}\tPRON\t_\t_\t2\tobl\t_\t_"]
    tree = Tree(read_conllu("\n".join(rows) + "\n\n")[0])
    told = verb_targets(tree, tree.token(2), "ASSAULT", ("obj", "at"), Kinds(load_lexicon()))
    assert [token.form for token in told] == found
