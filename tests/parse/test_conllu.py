"""CoNLL-U: what we write we read back equal; what others write we read with sound places."""

import pytest

from histor.model import Sentence, Token
from histor.parse.conllu import read_conllu, surface, write_conllu

FOREIGN = """# newdoc id = a
# newpar
# sent_id = 1
# text = They didn't, no.
1\tThey\tthey\tPRON\tPRP\tCase=Nom|Number=Plur\t4\tnsubj\t4:nsubj\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
3.1\tgo\tgo\tVERB\t_\t_\t_\t_\t0:root\t_
4\t,\t,\tPUNCT\t,\t_\t0\troot\t_\t_
5\tno\tno\tINTJ\tUH\t_\t4\tdiscourse\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

"""


def test_foreign_file_has_places_and_blocks() -> None:
    sentences = read_conllu(FOREIGN)
    text = surface(sentences)
    assert text == "They didn't, no. Yes"
    assert [s.block for s in sentences] == [0, 1]
    assert all(text[t.start : t.end] == t.form for s in sentences for t in s.tokens)
    assert [t.id for t in sentences[0].tokens] == [1, 2, 3, 4, 5, 6]


def test_round_trip_is_exact() -> None:
    tokens = (
        Token(1, "_", "_", "SYM", "", 2, "dep", 7, 8, "O"),
        Token(2, "Kyiv", "Kyiv", "PROPN", "Number=Sing", 0, "root", 10, 14, "B-LOC"),
        Token(3, "’s", "'s", "PART", "", 2, "case", 14, 16, "O"),
    )
    stop = Token(1, "Stop", "stop", "VERB", "", 0, "root", 20, 24)
    sentences = [Sentence(5, 18, tokens, 3), Sentence(20, 24, (stop,), 3)]
    assert read_conllu(write_conllu(sentences)) == sentences
    assert read_conllu(write_conllu(read_conllu(FOREIGN))) == read_conllu(FOREIGN)


def test_nothing_in_nothing_out() -> None:
    assert write_conllu([]) == ""
    assert read_conllu("") == []


@pytest.mark.parametrize("line", ["1\tonly\tthree", "x\ta\ta\tX\t_\t_\t0\troot\t_\t_"])
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        read_conllu(f"# a comment\n{line}\n")
