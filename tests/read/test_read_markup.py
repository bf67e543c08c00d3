"""HTML, Markdown and wikitext: what each construct gives, and that no visible word is lost."""

from __future__ import annotations

# ruff: noqa: E501  (tables of pages and of what they give)
import random
import re
from collections.abc import Callable, Iterator

import pytest
from read_laws import rows, take

from histor.read import read_bytes, read_text

Made = tuple[str, list[str], list[str]]

#: Kind, source, the blocks that it gives.
CASES = [
    (
        "html",
        "<h1>A <i>title</i></h1><p>Caf&eacute; &amp; <b>bar</b>man 5 < 6",
        [("title", "A title"), ("paragraph", "Café & barman 5 < 6")],
    ),
    (
        "html",
        "<p>one<p>two<ul><li>a<li>b<ul><li>c</ul>d</ul>tail",
        [
            ("paragraph", "one"),
            ("paragraph", "two"),
            ("item", "a"),
            ("item", "b"),
            ("item", "c"),
            ("item", "d"),
            ("paragraph", "tail"),
        ],
    ),
    (
        "html",
        "<head><title>x</title><p>Shown<script>no</script><style>no</style><!-- no --> words<template>no</template>",
        [("paragraph", "Shown words")],
    ),
    ("html", "<p>a<span hidden>no</span><span style='display: none'>no</span>b so&shy;ft", [("paragraph", "ab soft")]),
    ("html", "<p>line one<br>line two<br><br>apart", [("paragraph", "line one\nline two"), ("paragraph", "apart")]),
    (
        "html",
        "<blockquote><p>Said</blockquote><figure><figcaption>Seen</figcaption></figure>",
        [("quote", "Said"), ("caption", "Seen")],
    ),
    (
        "html",
        "<p>He said so.<sup class=reference><a>[1]</a></sup> Then<sup>2</sup> left",
        [("paragraph", "He said so. Then2 left")],
    ),
    ("html", "<nav>Home</nav><p>words here<footer>Foot</footer>", [("paragraph", "words here")]),
    (
        "html",
        "<table><tr><th>Day<th>Deed<tr><td>1 May<td>A raid</table>",
        [("table", "Day"), ("table", "Deed"), ("table", "1 May"), ("table", "A raid")],
    ),
    (
        "html",
        "<table><tr><td>A whole sentence stands in this cell.</table>",
        [("paragraph", "A whole sentence stands in this cell.")],
    ),
    ("html", "<!-- never closed <p>words stay", [("paragraph", "<!-- never closed"), ("paragraph", "words stay")]),
    ("html", "<script>never closed <p>words stay", [("paragraph", "never closed"), ("paragraph", "words stay")]),
    ("html", '<a title="x > y">label</a> <b class=\'never closed>words', [("paragraph", "label words")]),
    ("html", "<?xml version='1.0'?><div><![CDATA[shown & so]]></div>", [("paragraph", "shown & so")]),
    (
        "markdown",
        'Title words\n===\n\nLead *with* **bold _x_** [label](http://x.org/a_(b) "t") snake_case 2 * 3\n',
        [("title", "Title words"), ("paragraph", "Lead with bold x label snake_case 2 * 3")],
    ),
    (
        "markdown",
        "# T #\n\n- a\n  goes on\n  - b\n\n1. c\n2. d\n\n> q one\n> q two\n>\n> r\n",
        [
            ("title", "T"),
            ("item", "a goes on"),
            ("item", "b"),
            ("item", "c"),
            ("item", "d"),
            ("quote", "q one q two"),
            ("quote", "r"),
        ],
    ),
    (
        "markdown",
        "a `co*de*` ``x`y`` \\*star\\* &amp; <b>bold</b> <http://x.org>\n",
        [("paragraph", "a co*de* x`y *star* & bold http://x.org")],
    ),
    (
        "markdown",
        "He said so.[^1]\n\n[^1]: A note.\n[^2]: More.\n\n[x]: http://x.org\n",
        [("paragraph", "He said so."), ("paragraph", "A note."), ("paragraph", "More.")],
    ),
    (
        "markdown",
        "| Day | Deed |\n|:--|--|\n| 1 May | A [raid](x) |\n\nAfter.\n",
        [("table", "Day"), ("table", "Deed"), ("table", "1 May"), ("table", "A raid"), ("paragraph", "After.")],
    ),
    (
        "markdown",
        "```\ncode *x*\n```\n\nstray * and [open and ** two\n",
        [("paragraph", "code *x*"), ("paragraph", "stray * and [open and ** two")],
    ),
    (
        "markdown",
        "---\ntitle: 'T: x'\ninfobox:\n  date: 1 May 1900\n  combatant1: A, B\n---\nWords.\n",
        [("title", "T: x"), ("infobox", "1 May 1900"), ("infobox", "A"), ("infobox", "B"), ("paragraph", "Words.")],
    ),
    ("markdown", "---\n- not a mapping: [\n---\nWords.\n", [("item", "not a mapping: ["), ("paragraph", "Words.")]),
    (
        "wikitext",
        "'''A''' [[b|link]], [[plain]] and [http://x.org site] it's ''so''.<ref>no {{x}}</ref> End<ref name=a />",
        [("paragraph", "A link, plain and site it's so. End")],
    ),
    (
        "wikitext",
        "== H ==\n* a\n** b\n# c\n: indented\ntext\nmore\n\nnext",
        [
            ("heading", "H"),
            ("item", "a"),
            ("item", "b"),
            ("item", "c"),
            ("paragraph", "indented text more"),
            ("paragraph", "next"),
        ],
    ),
    (
        "wikitext",
        "[[File:x.jpg|thumb|200px|A [[ship]] ''sails'']]The words.\n[[Category:No]] [[de:Nein]]",
        [("caption", "A ship sails"), ("paragraph", "The words.")],
    ),
    (
        "wikitext",
        "{{convert|20|km|mi}} off {{lang|fr|là}} {{nowrap|x y}} a{{ndash}}b {{cite web|no}} {{start date|2024|1|16}}{{citation needed}}",
        [("paragraph", "20 km off là x y a–b 16 January 2024")],
    ),
    (
        "wikitext",
        "{{Quote|We go.|The general}}\nHe {{odd one|said|k=no}} so",
        [("quote", "We go."), ("quote", "The general"), ("paragraph", "He said so")],
    ),
    (
        "wikitext",
        "{| class=x\n|+ Cap\n! Day !! Deed\n|-\n| 1 May || style=x | A [[raid|attack]]\n|}\nAfter",
        [
            ("caption", "Cap"),
            ("table", "Day"),
            ("table", "Deed"),
            ("table", "1 May"),
            ("table", "A attack"),
            ("paragraph", "After"),
        ],
    ),
    (
        "wikitext",
        "a {{open [[also <b>bold</b> }} b ]] <nowiki>[[c]]</nowiki> <!-- no --> &ndash; d",
        [("paragraph", "a {{open [[also bold }} b ]] [[c]] – d")],
    ),
]


@pytest.mark.parametrize(("kind", "source", "expected"), CASES)
def test_construct(kind: str, source: str, expected: list[tuple[str, str]]) -> None:
    assert rows(take(source, kind)) == expected


INFOBOXES = [
    (
        "html",
        "<table class='infobox vevent'><tr><th colspan=2>The war</th></tr><tr><th>Date</th><td>1&ndash;2 May 1900<br>(2 days)</td></tr>"
        "<tr><th colspan=2>Belligerents</th></tr><tr><td>Arland<hr>Claimed by Borland:<ul><li>First Army<li>B</ul></td><td>Borland</td></tr>"
        "<tr><th colspan=2>Casualties and losses</th></tr><tr><td><b>Per Borland:</b><br>9 killed, 2 hurt</td><td>3 killed</td></tr></table>",
        [
            ("Date", "1–2 May 1900\n(2 days)", ()),
            ("Belligerents1", "Arland", ()),
            ("Belligerents1", "Claimed by Borland:", ()),
            ("Belligerents1", "First Army", ("Claimed by Borland",)),
            ("Belligerents1", "B", ("Claimed by Borland",)),
            ("Belligerents2", "Borland", ()),
            ("Casualties and losses1", "Per Borland:", ()),
            ("Casualties and losses1", "9 killed, 2 hurt", ("Claimed by Borland",)),
            ("Casualties and losses2", "3 killed", ()),
        ],
    ),
    (
        "wikitext",
        "{{Infobox military conflict\n| image = x.png\n| date = {{start date|1900|5|1}}\n| combatant1 = {{plainlist|\n* {{flag|Arland}}\n{{hr}}\n"
        "'''Claimed by Borland:'''\n* [[A|First Army]]<ref>no</ref>\n* B\n}}\n| combatant2 = {{flagicon|X}} Borland<br>Its Guard\n"
        "| casualties1 = {{ubl|9 killed, 1 hurt|2 held {{POW}}}}\n| result = \n}}",
        [
            ("Date", "1 May 1900", ()),
            ("Combatant1", "Arland", ()),
            ("Combatant1", "Claimed by Borland:", ()),
            ("Combatant1", "First Army", ("Claimed by Borland",)),
            ("Combatant1", "B", ("Claimed by Borland",)),
            ("Combatant2", "Borland", ()),
            ("Combatant2", "Its Guard", ()),
            ("Casualties1", "9 killed, 1 hurt", ()),
            ("Casualties1", "2 held (prisoner of war)", ()),
        ],
    ),
]


@pytest.mark.parametrize(("kind", "source", "expected"), INFOBOXES, ids=["html", "wikitext"])
def test_infobox(kind: str, source: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    document = take(source, kind)
    found = [
        (block.key, document.text[block.start : block.end], block.section)
        for block in document.blocks
        if block.kind == "infobox"
    ]
    assert found == expected


PUBLISHED = [
    (
        "html",
        "<head><meta property='article:published_time' content='2016-08-14T10:00'><meta property=og:site_name content='The Post'></head><p>Words.",
    ),
    (
        "html",
        "<head><script type='application/ld+json'>{\"datePublished\": \"2016-08-14\"}</script><meta name=publisher content='The Post'></head><p>Words.",
    ),
    (
        "html",
        "<meta property=og:site_name content='The Post'><p>Words <time datetime='2016-08-14T08:00:00Z'>today</time>.",
    ),
    ("markdown", "---\ndate: 2016-08-14\npublisher: The Post\n---\nWords."),
    ("markdown", "---\npublisher: The Post\n---\n# T\n\n*Published: 14 August 2016*\n\nWords."),
    ("wikitext", "{{date|August 14, 2016}}\n{{Infobox news\n|source = The Post\n}}\nWords."),
]


@pytest.mark.parametrize(("kind", "source"), PUBLISHED)
def test_publication(kind: str, source: str) -> None:
    found = take(source, kind).source
    assert (found.published, found.publisher) == ("2016-08-14", "The Post")


def test_front_matter_date_beside_an_infobox_date_is_the_subjects() -> None:
    source = "---\ndate: 2016-08-14\ninfobox:\n  date: 14 August 2016\n---\nWords."
    assert take(source, "markdown").source.published is None


def test_only_the_article_is_read_where_one_is_marked() -> None:
    page = (
        "<p>Teaser of another story.</p><article><h1>T</h1><p>"
        + "The words of the account. " * 5
        + "</p></article><p>Most read.</p>"
    )
    document = take(page, "html")
    assert [kind for kind, _ in rows(document)] == ["title", "paragraph"]
    assert "Teaser of another story." in document.text
    assert sum("around the article" in issue.message for issue in document.issues) == 2


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a", "<!DOCTYPE html><p>x", "html"),
        ("a.txt", "<html><p>x", "html"),
        ("a.htm", "x", "html"),
        ("a.md", "x", "markdown"),
        ("a", "---\ntitle: x\n---\nwords", "markdown"),
        ("a.txt", "{{Infobox}} [[a]] [[b]] [[c]]", "wikitext"),
        ("a.wiki", "x", "wikitext"),
        ("a.txt", "Words [[a]] only.", "text"),
        ("a.xyz", "words", "text"),
    ],
)
def test_kind_is_told_by_ending_and_content(name: str, text: str, kind: str) -> None:
    assert read_bytes(text.encode(), name).source.kind == kind


def test_what_is_dropped_is_told() -> None:
    issues = take("a<ref>b</ref> c<ref>d</ref> {{cite web|e}} {{odd|f}} [http://x.org]", "wikitext").issues
    told = " ".join(issue.message for issue in issues)
    for expected in ("notes: 2", "template cite: 1", "'odd' is not known", "addresses without a label: 1"):
        assert expected in told


# --- no visible word is lost -------------------------------------------------------------------------------------------


class _Maker:
    """Makes random pages of words that are each used once, and keeps which of them a reader has to find."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.seen: list[str] = []
        self.unseen: list[str] = []
        self._words: Iterator[int] = iter(range(10**6))

    def word(self, seen: bool = True) -> str:
        word = f"w{next(self._words)}x"
        (self.seen if seen else self.unseen).append(word)
        return word

    def words(self) -> str:
        return self.random.choice([" ", "\n", " &amp; "]).join(self.word() for _ in range(self.random.randint(1, 4)))

    def many(self, part: Callable[[int], str], depth: int, glue: str = "") -> str:
        return glue.join(part(depth - 1) for _ in range(self.random.randint(1, 4)))


class _Html(_Maker):
    def part(self, depth: int) -> str:
        choose = self.random.random()
        if depth <= 0 or choose < 0.3:
            return f" {self.words()} "
        if choose < 0.4:
            hidden = self.random.choice(
                [
                    "<script>{}</script>",
                    "<!-- {} -->",
                    "<p hidden>{}</p>",
                    "<style>{}</style>",
                    "<div style='display:none'>{}</div>",
                ]
            )
            return hidden.format(self.word(seen=False))
        name = self.random.choice(
            [
                "p",
                "div",
                "b",
                "i",
                "span",
                "ul",
                "li",
                "td",
                "tr",
                "table",
                "h2",
                "blockquote",
                "section",
                "nav",
                "em",
                "a",
            ]
        )
        mark = self.random.choice(["", " class='x > y'", " id=a", ' title="it\'s"'])
        close = self.random.choice([f"</{name}>", f"</{name}>", f"</{name}>", "", "</b>"])
        return f"<{name}{mark}>{self.many(self.part, depth)}{close}"


class _Wiki(_Maker):
    def part(self, depth: int) -> str:
        if depth <= 0:
            return self.word()
        inner = self.many(self.part, depth, " ")
        choices = [
            f"'''{inner}'''",
            f"''{inner}''",
            f"[[{self.word(seen=False)}|{inner}]]",
            f"{{{{nowrap|{inner}}}}}",
            f"{{{{ubl|{inner}|{self.word()}}}}}",
            f"{{{{unheard of|{inner}}}}}",
            f"<small>{inner}</small>",
            f"<ref>{self.word(seen=False)}</ref> {inner}",
            f"\n* {inner}\n",
            f"\n\n{inner}\n\n",
            f"\n== {self.word()} ==\n{inner}",
            f"\n{{|\n|-\n| {inner}\n| {self.word()}\n|}}\n",
            f"<!-- {self.word(seen=False)} -->{inner}",
            f"{{{{cite|{self.word(seen=False)}}}}} {inner}",
            f"{{{{quote|{inner}}}}}",
            f"\n{{{{Infobox x|combatant1={inner}|image={self.word(seen=False)}}}}}\n",
        ]
        # parts are made before one is chosen: words of the others are not on the page
        chosen = self.random.choice(choices)
        self.seen = [word for word in self.seen if word in chosen or word not in "".join(choices)]
        self.unseen = [word for word in self.unseen if word in chosen or word not in "".join(choices)]
        return chosen


class _Mark(_Maker):
    def part(self, depth: int) -> str:
        words = self.words()
        if depth <= 0:
            return words
        return self.random.choice(
            [
                f"*{words}*",
                f"**{words}**",
                f"[{words}](http://x.org)",
                f"`{words}`",
                f"\n\n# {words.split()[0]}\n\n{words}",
                f"\n\n- {words}\n",
                f"\n\n> {words}\n\n",
                f"~~{words}~~",
                f"\n\n| {words.split()[0]} | b |\n|---|---|\n| {words} | c |\n\n".replace("\n" + words, words),
                f"* {words}",
                f"[{words}",
                f"<div>{words}</div>",
                f"{words}\n---\n",
            ]
        ).replace("&amp;", "and")


MAKERS = [("html", _Html), ("wikitext", _Wiki), ("markdown", _Mark)]


@pytest.mark.parametrize(("kind", "maker"), MAKERS, ids=[kind for kind, _ in MAKERS])
@pytest.mark.parametrize("seed", range(40))
def test_no_visible_word_is_lost(kind: str, maker: type[_Html | _Wiki | _Mark], seed: int) -> None:
    made = maker(seed)
    source = "start " + "".join(" " + made.part(3) for _ in range(6))
    document = take(source, kind)
    found = set(re.findall(r"w\d+x", document.text))
    assert [word for word in made.seen if word not in found] == [], source
    assert [word for word in made.unseen if word in found] == [], source


@pytest.mark.parametrize("depth", [100, 300, 5000, 20_000])
@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("html", "<div>", "</div>"),
        ("html", "<b>", "</b>"),
        ("html", "<ul><li>", ""),
        ("html", "<table><tr><td>", ""),
        ("wikitext", "{{nowrap|", "}}"),
        ("wikitext", "[[a|", "]]"),
        ("wikitext", "\n{|\n|", "\n|}"),
        ("wikitext", "'''", "'''"),
        ("markdown", "> ", ""),
        ("markdown", "- ", ""),
        ("markdown", "[", "](x)"),
        ("markdown", "*", "*"),
    ],
)
def test_depth_loses_nothing(depth: int, kind: str, before: str, after: str) -> None:
    document = take("lead words " + before * depth + "deepest" + after * depth + "\n\nlast words", kind)
    assert re.search(r"lead words[\s\S]*deepest[\s\S]*last words", document.text)


def test_text_in_memory_needs_no_file() -> None:
    document = read_text("The army said so.", name="a note")
    assert document.source.uri == "a note"
    assert document.text == "The army said so."
