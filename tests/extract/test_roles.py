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
    ("The town held out for a week before being stormed by the rebels.", "stormed", ["rebels"], ["town"]),
])
def test_roles(text: str, verb: str, subject: list[str], objects: list[str]) -> None:
    """By relation, never by word order."""
    here = tree(text)
    word = next(tok for tok in here.sentence.tokens if tok.form == verb)
    assert [tok.form for tok in roles.subject(here, word)] == subject
    assert [tok.form for tok in roles.objects(here, word)] == objects


ASKED = """
The the DET 2 det
mayor mayor NOUN 3 nsubj
{verb} {verb} VERB 0 root
{prep} {prep} ADP 6 case
the the DET 6 det
soldiers soldier NOUN 3 {rel}
to to PART 8 mark
leave leave VERB 3 xcomp
"""


@pytest.mark.parametrize(("verb", "prep", "rel", "subject"), [
    ("called", "on", "obl", "soldiers"), ("appealed", "to", "obl", "soldiers"), ("promised", "to", "obl", "mayor"),
    ("told", "just", "iobj", "soldiers"), ("begged", "just", "obj", "soldiers"), ("chose", "just", "obj", "mayor"),
])
def test_whoever_is_asked_does_it(verb: str, prep: str, rel: str, subject: str) -> None:
    """Control through a preposition, an indirect and a direct object; a promise binds who makes it."""
    rows = [row.split() for row in ASKED.format(verb=verb, prep=prep, rel=rel).strip().splitlines()]
    lemmas = {"called": "call", "appealed": "appeal", "told": "tell", "begged": "beg", "promised": "promise"}
    lines = ["\t".join((str(i), form, lemmas.get(lemma, lemma), upos, "_", "_", head, deprel, "_", "_"))
             for i, (form, lemma, upos, head, deprel) in enumerate(rows, 1)]
    here = Tree(read_conllu("\n".join(lines) + "\n\n")[0])
    assert [tok.form for tok in roles.subject(here, here.token(8))] == [subject]


@pytest.mark.parametrize(("form", "when"), [
    ("9th", True), ("05:40", True), ("1917", True), ("mid-October", True), ("lunchtime", True),
    ("ninth-graders", False), ("120", False), ("late-comers", False),
])
def test_what_says_when(form: str, when: bool) -> None:
    upos = "NUM" if form[0].isdigit() else "NOUN"
    row = f"1\t{form}\t{form.lower()}\t{upos}\t_\t_\t0\troot\t_\t_\n\n"
    here = Tree(read_conllu(row)[0])
    assert roles.is_when(here, here.token(1)) is when


def by(phrase: str, lemma: str, head: str) -> Tree:
    rows = [
        "1\tTowns\ttown\tNOUN\t_\tNumber=Plur\t3\tnsubj:pass\t_\t_", "2\twere\tbe\tAUX\t_\t_\t3\taux:pass\t_\t_",
        "3\tshelled\tshell\tVERB\t_\tVerbForm=Part|Voice=Pass\t0\troot\t_\t_", "4\tby\tby\tADP\t_\t_\t5\tcase\t_\t_",
        f"5\t{phrase}\t{lemma}\t{head}\t_\t_\t3\tobl:agent\t_\t_",
    ]
    return Tree(read_conllu("\n".join(rows) + "\n\n")[0])


@pytest.mark.parametrize(("phrase", "lemma", "upos", "agent"), [
    ("rebels", "rebel", "NOUN", True), ("Monday", "Monday", "PROPN", False), ("May", "May", "PROPN", False),
    ("1945", "1945", "NUM", False), ("moonrise", "moonrise", "NOUN", True),
    ("nightfall", "nightfall", "NOUN", False), ("dawn", "dawn", "NOUN", False),
])
def test_a_time_is_no_agent(phrase: str, lemma: str, upos: str, agent: bool) -> None:
    """By Monday is when, whatever the parser calls it; a word that nobody listed stays as it was parsed."""
    here = by(phrase, lemma, upos)
    assert (roles.by_agent(here, here.token(3)) is not None) is agent


OVER_GERUND = """
It it PRON 2 nsubj _
accused accuse VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Velmar Velmar PROPN 2 obj _
of of SCONJ 5 mark _
killing kill VERB 2 advcl VerbForm=Ger
herdsmen herdsman NOUN 5 obj _
and and CCONJ 8 cc _
{verb} {lemma} VERB 5 conj {feats}
farms farm NOUN 8 obj _
"""


@pytest.mark.parametrize(("verb", "lemma", "feats", "subject"), [
    ("threatened", "threaten", "Mood=Ind|Tense=Past|VerbForm=Fin", "It"), ("burning", "burn", "VerbForm=Ger", "Velmar"),
])
def test_a_finite_verb_goes_on_with_no_gerund(verb: str, lemma: str, feats: str, subject: str) -> None:
    """Even where the tree ties them: it *accused* them of killing, and *threatened*."""
    rows = [row.split() for row in OVER_GERUND.format(verb=verb, lemma=lemma, feats=feats).strip().splitlines()]
    lines = ["\t".join((str(at), form, lemma, upos, "_", feats, head, rel, "_", "_"))
             for at, (form, lemma, upos, head, rel, feats) in enumerate(rows, 1)]
    here = Tree(read_conllu("\n".join(lines) + "\n\n")[0])
    assert [tok.form for tok in roles.subject(here, here.token(8))] == [subject]
