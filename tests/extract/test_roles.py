"""Who stands where around a verb: subjects through control and coordination, objects through the passive."""

from __future__ import annotations

from pathlib import Path

import pytest

from histor.extract import roles
from histor.model.tree import Tree
from histor.parse.conllu import read_conllu

CASES = Path(__file__).parents[1] / "cases" / "events.conllu"
TREES = dict(
    part.split("\n", 1) for part in CASES.read_text(encoding="utf-8").split("# text = ")[1:]
)


def tree(text: str) -> Tree:
    return Tree(read_conllu(TREES[text])[0])


@pytest.mark.parametrize(("text", "verb", "subject", "objects"), [
    ("The army ordered the militia to burn the village.", "burn", ["militia"], ["village"]),
    ("The rebels vowed to attack the capital.", "attack", ["rebels"], ["capital"]),
    ("The town was shelled by the navy.", "shelled", ["navy"], ["town"]),
    ("Gunmen who ambushed the convoy killed two drivers.", "ambushed", ["Gunmen"], ["convoy"]),
    ("The navy struck the coast, targeting a radar station.", "targeting", ["navy"], ["station"]),
    ("Rebels attacked the fort and burned the bridge.", "burned", ["Rebels"], ["bridge"]),
    ("The fleet sailed north to bombard the harbour.", "bombard", ["fleet"], ["harbour"]),
    ("The village, shelled for weeks by the guerrillas, was abandoned.", "shelled", ["guerrillas"], ["village"]),
    ("The village, shelled for weeks by the guerrillas, was abandoned.", "abandoned", [], ["village"]),
    ("No attack was launched on the town.", "launched", [], ["attack"]),
])
def test_roles(text: str, verb: str, subject: list[str], objects: list[str]) -> None:
    """By relation, never by word order."""
    here = tree(text)
    word = next(tok for tok in here.sentence.tokens if tok.form == verb)
    assert [tok.form for tok in roles.subject(here, word)] == subject
    assert [tok.form for tok in roles.objects(here, word)] == objects


def by(phrase: str, lemma: str, head: str) -> Tree:
    rows = [
        "1\tTowns\ttown\tNOUN\t_\tNumber=Plur\t3\tnsubj:pass\t_\t_", "2\twere\tbe\tAUX\t_\t_\t3\taux:pass\t_\t_",
        "3\tshelled\tshell\tVERB\t_\tVerbForm=Part|Voice=Pass\t0\troot\t_\t_", "4\tby\tby\tADP\t_\t_\t5\tcase\t_\t_",
        f"5\t{phrase}\t{lemma}\t{head}\t_\t_\t3\tobl:agent\t_\t_",
    ]
    return Tree(read_conllu("\n".join(rows) + "\n\n")[0])


@pytest.mark.parametrize(("phrase", "lemma", "upos", "agent"), [
    ("rebels", "rebel", "NOUN", True), ("Monday", "Monday", "PROPN", False), ("May", "May", "PROPN", False),
    ("1945", "1945", "NUM", False), ("nightfall", "nightfall", "NOUN", True), ("dawn", "dawn", "NOUN", False),
])
def test_a_time_is_no_agent(phrase: str, lemma: str, upos: str, agent: bool) -> None:
    """By Monday is when, whatever the parser calls it; a word that nobody listed stays as it was parsed."""
    here = by(phrase, lemma, upos)
    assert (roles.by_agent(here, here.token(3)) is not None) is agent
