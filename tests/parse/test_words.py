"""Raw text to words: the treebanks' way, and never a character lost."""

import random
import unicodedata

import pytest

from histor.parse.words import words

CASES = [
    ("He didn't.", "He did n't ."),
    ("They cannot say; they're gone.", "They can not say ; they 're gone ."),
    ("Ukraine’s army can’t", "Ukraine ’s army ca n’t"),
    ("soldiers' bodies", "soldiers ' bodies"),
    ("Gen. Zaluzhny and Lt. Col. Smith", "Gen. Zaluzhny and Lt. Col. Smith"),
    ("J. R. Doe of the U.S. Army", "J. R. Doe of the U.S. Army"),
    ("Hamas-run ministry", "Hamas - run ministry"),
    ("anti-ship missiles, non-combatants", "anti-ship missiles , non-combatants"),
    ("two F-16s and a JF-17", "two F - 16s and a JF - 17"),
    ("Abu Bakr al-Baghdadi", "Abu Bakr al - Baghdadi"),
    ("Sana'a and Shi'ite, O'Neill", "Sana'a and Shi'ite , O'Neill"),
    ("1,200 dead, 3.5 million, 12th, 1980s", "1,200 dead , 3.5 million , 12th , 1980s"),
    ("10–12 killed", "10 – 12 killed"),
    ("at 4:00 p.m. on 2024-01-16", "at 4:00 p.m. on 2024-01-16"),
    ("at 7:30PM, 5km away", "at 7:30 PM , 5 km away"),
    ("$400, 20% and €5bn", "$ 400 , 20 % and € 5 bn"),
    ("see https://example.org/a?b=1, or www.x.org.", "see https://example.org/a?b=1 , or www.x.org ."),
    ("“No!” he said… “Why?!”", "“ No ! ” he said … “ Why ?! ”"),
    ("killed (12) [3].", "killed ( 12 ) [ 3 ] ."),
    ("c. 1230, no. 5, No. 10", "c. 1230 , no. 5 , No. 10"),
    ("on Sun. the sun.", "on Sun. the sun ."),
    ("and/or 9/11", "and / or 9/11"),
    ("gonna dont", "gon na do nt"),
    ("Mr.Smith, No.5, the U.S.'s and Jr.'s", "Mr. Smith , No. 5 , the U.S. 's and Jr. 's"),
    ("end of quality.You", "end of quality . You"),
    ("mili\u00adtary \u200bbase", "mili\u00adtary base"),
    ("cafe\u0301 in 北京", "cafe\u0301 in 北京"),
    ("GEN. PETRAEUS DIDN'T", "GEN. PETRAEUS DID N'T"),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_words(text: str, wanted: str) -> None:
    assert [text[a:b] for a, b in words(text)] == wanted.split()


def test_every_visible_character_is_in_one_word() -> None:
    rng = random.Random(4)
    odd = "ab Z9.,'’\"“”-–—()[]/:;$%&@#_\n\t\u00a0\u00ad\u200b\u200d\u0301\ufeff😀🇺🇦ßİıÅ漢ع١\x00\u2028…"
    for _ in range(3000):
        text = "".join(rng.choice(odd) for _ in range(rng.randint(0, 40)))
        found = words(text)
        covered = [i for a, b in found for i in range(a, b)]
        assert covered == sorted(set(covered)), text
        assert all(a < b and not any(c.isspace() for c in text[a:b]) for a, b in found), text
        lost = set(range(len(text))) - set(covered)
        assert all(text[i].isspace() or unicodedata.category(text[i]) in ("Cf", "Cc") for i in lost), text


def test_a_range_of_the_text() -> None:
    text = "One two. Three four."
    assert [text[a:b] for a, b in words(text, 4, 8)] == ["two", "."]


def test_a_hostile_run_is_cut_and_linear() -> None:
    for run in ("x" * 1_000_000, "-." * 300_000, "a-" * 300_000, "(" * 500_000, "1," * 300_000, "http://" * 100_000):
        found = words(run)
        assert "".join(run[a:b] for a, b in found) == run
        assert max(b - a for a, b in found) <= 200
