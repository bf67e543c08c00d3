"""The corpora: where they are, what they are licensed under, and how each is read into one kind of record.

One reader for trees (CoNLL-U) and one for entity files; every conversion of labels is in a table here, so that what
the model was taught can be read in one place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from histor.parse.words import words

KINDS = ("PER", "ORG", "LOC", "NORP", "EVENT", "WEAPON")
TAGS = ("O", *(f"{p}-{k}" for k in KINDS for p in "BI"))
CORE = frozenset(("PER", "ORG", "LOC"))
ANY = "?"
"""Entity label of a word of which nothing is known."""
OTHER = "OTHER"
"""A span marked in its corpus as a name of none of the three main kinds: it may be any other kind, or none."""

ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
BRACKET = re.compile(r"\([^()]*\)?|[^()]*\)")
_TITLES = """
    minister president secretary chancellor king queen pope senator governor mayor general prince princess emperor
    chief justice professor captain judge chairman director god lord
"""
TITLES = frozenset(_TITLES.split())

DROPPED_FEATS = frozenset(("Typo", "Style", "Foreign", "ExtPos", "NumForm"))

SOURCES = ("generic", "uner", "wikigold", "crossner", "re3d", "gum")
"""Data sets of the entity head; each has its own conventions, which a learned vector absorbs."""

ANNOTATED = {
    "uner": CORE,
    "wikigold": CORE,
    "crossner": CORE | {"EVENT"},
    "re3d": CORE | {"NORP", "WEAPON"},
    "gum": CORE,
}
"""Which kinds a data set marks throughout; of the others its "O" says nothing."""

CROSSNER = {
    **dict.fromkeys(("person", "politician", "writer", "researcher", "scientist", "musicalartist"), "PER"),
    **dict.fromkeys(("organisation", "politicalparty", "band", "university"), "ORG"),
    **dict.fromkeys(("location", "country"), "LOC"),
    **dict.fromkeys(("event", "election"), "EVENT"),
    **dict.fromkeys(
        ("field", "task", "algorithm", "metrics", "literarygenre", "musicgenre", "discipline", "chemicalcompound",
         "chemicalelement", "protein", "enzyme", "theory"), "O"),
}
RE3D = {
    "Organisation": "ORG", "Location": "LOC", "Person": "PER", "Nationality": "NORP",
    "Weapon": "WEAPON", "MilitaryPlatform": "WEAPON",
    "Temporal": "O", "Quantity": "O", "Money": "O", "DocumentReference": "O", "Coordinates": "O",
}


@dataclass(slots=True)
class Gold:
    """One sentence with what its corpus says of it; a list is empty where the corpus is silent."""

    forms: list[str]
    source: str
    doc: str = ""
    new_paragraph: bool = False
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    rels: list[str] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    joined: list[bool] = field(default_factory=list)
    text: str = ""
    mentions: list[tuple[int, int, str, str]] = field(default_factory=list)


def trees(path: Path, source: str) -> list[Gold]:
    """Read a CoNLL-U file; `joined[i]` says that word i goes on the surface token of the word before it."""
    out: list[Gold] = []
    doc, paragraph, text = path.stem, True, ""
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#"):
            if line.startswith("# newdoc id = "):
                doc, paragraph = line[14:], True
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                paragraph = True
            elif line.startswith("# text = "):
                text = line[9:]
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            out.append(_tree(rows, source, doc, paragraph, text))
            rows, paragraph, text = [], False, ""
    return out


def _tree(rows: list[list[str]], source: str, doc: str, paragraph: bool, text: str) -> Gold:
    gold = Gold([], source, doc, paragraph, text=text)
    until, spaced = 0, True
    stack: list[tuple[int, list[str]]] = []
    for row in rows:
        if "-" in row[0]:
            until, spaced = int(row[0].split("-")[1]), "SpaceAfter=No" not in row[9]
            first = True
            continue
        if "." in row[0]:
            continue
        number = int(row[0])
        inside = number <= until
        gold.joined.append(inside and not first)
        first = False
        gold.spaces.append((spaced if number == until else False) if inside else "SpaceAfter=No" not in row[9])
        gold.forms.append(row[1])
        gold.lemmas.append(row[2])
        gold.upos.append(row[3])
        gold.feats.append(_feats(row[5]))
        gold.heads.append(int(row[6]))
        gold.rels.append(row[7])
        _mentions(gold, row[9], stack)
    return gold


def _mentions(gold: Gold, misc: str, stack: list[tuple[int, list[str]]]) -> None:
    """Collect GUM's nested entity brackets as (start, end, type, link) in the order in which they close."""
    found = ENTITY.search(misc)
    here = len(gold.forms)
    for part in BRACKET.findall(found[1]) if found else ():
        if part[0] == "(":
            stack.append((here - 1, part.strip("()").split("-")))
        if part[-1] == ")":
            name = part.strip("()").split("-")[0]
            at = max((i for i, (_, e) in enumerate(stack) if e[0] == name), default=None)
            if at is not None:
                start, cells = stack.pop(at)
                gold.mentions.append((start, here, cells[1], "-".join(cells[7:])))


def _feats(text: str) -> str:
    if text == "_":
        return ""
    return "|".join(p for p in text.split("|") if p.split("=")[0] not in DROPPED_FEATS)


def uner(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of a Universal NER file as forms and labels; a bare "B-O" and other kinds are not core entities."""
    forms: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            if forms:
                yield forms, tags
            forms, tags = [], []
            continue
        cells = line.split("\t")
        kind = cells[2][2:] if len(cells[2]) > 1 else "O"
        forms.append(cells[1])
        tags.append(cells[2] if kind in CORE else f"{cells[2][0]}-{OTHER}" if kind == "OTH" else "O")
    return


def add_uner(golds: list[Gold], path: Path) -> int:
    """Write the entity labels of a UNER file onto the same sentences of a treebank; returns how many were met."""
    by_forms: dict[tuple[str, ...], list[str]] = {}
    for forms, tags in uner(path):
        by_forms[tuple(forms)] = tags
    met = 0
    for gold in golds:
        tags = by_forms.get(tuple(gold.forms), [])
        gold.ents = [_norp(t, u) for t, u in zip(tags, gold.upos, strict=True)] if tags else []
        met += bool(tags)
    return met


def _norp(tag: str, upos: str) -> str:
    """UNER's early train file marks "Iraqi", "American" as OTH: where the word is an adjective, that is our NORP."""
    return tag.replace(OTHER, "NORP") if upos == "ADJ" and tag == f"B-{OTHER}" else tag


def columns(path: Path, source: str, table: dict[str, str] | None = None) -> list[Gold]:
    """Read a two-column entity file; labels outside the table become `OTHER`."""
    out: list[Gold] = []
    forms: list[str] = []
    raw: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split()
        if cells and cells[0] != "-DOCSTART-" and len(parts := words(cells[0])) > 1:
            inner = cells[-1].replace("B-", "I-", 1)
            forms.extend(cells[0][a:b] for a, b in parts)
            raw.extend([cells[-1]] + [inner] * (len(parts) - 1))
            continue
        if not cells:
            if forms:
                out.append(Gold(forms, source, path.stem, True, ents=_converted(forms, raw, table)))
            forms, raw = [], []
            continue
        if cells[0] != "-DOCSTART-":
            forms.append(cells[0])
            raw.append(cells[-1])
    return [_named_only(g) if table is RE3D else g for g in out]


def _named_only(g: Gold) -> Gold:
    """re3d marks descriptions and titles too ("the new Prime Minister-designate"): those spans are left open."""
    starts = [i for i, t in enumerate(g.ents) if t[0] == "B"]
    for a in starts:
        b = next((i for i in range(a + 1, len(g.ents)) if g.ents[i][0] != "I"), len(g.ents))
        forms = g.forms[a:b]
        person = g.ents[a] == "B-PER" and any(f.lower() in TITLES for f in forms)
        if person or (g.ents[a][2:] in CORE and not (forms[0][:1].isupper() and forms[-1][:1].isupper())):
            g.ents[a:b] = [ANY] * (b - a)
    return g


def _converted(forms: list[str], raw: list[str], table: dict[str, str] | None) -> list[str]:
    tags: list[str] = []
    last = "O"
    for form, label in zip(forms, raw, strict=True):
        kind = label[2:] if len(label) > 1 else "O"
        if table is not None:
            kind = "O" if label == "O" else table.get(kind, OTHER)
        elif kind not in CORE and kind != "O":
            kind = OTHER
        starts = label[0] == "B" or last == "O" or last[2:] != kind
        if kind == "O" or (starts and form.lower() in ("the", "a", "an") and label[0] == "B" and table is RE3D):
            tags.append("O")
        else:
            tags.append(f"{'B' if starts or tags[-1] == 'O' else 'I'}-{kind}")
        last = tags[-1]
    return tags


def add_gum_names(golds: list[Gold]) -> None:
    """Make entity labels of GUM's mentions where they are names, and leave the rest of the proper nouns open.

    GUM marks whole phrases of every kind. A mention headed by a proper noun gives the run of proper nouns around its
    head; a linked thing that is mostly a place (states acting as "organization") is a place; words that are no
    proper nouns are outside of names; what is left is unknown.
    """
    kinds: dict[str, Counter[str]] = {}
    for g in golds:
        for *_, kind, link in g.mentions:
            kinds.setdefault(link, Counter())[kind] += 1
    for g in golds:
        g.ents = [ANY if u in ("PROPN", "X") or f[:1].isupper() else "O" for u, f in zip(g.upos, g.forms, strict=True)]
        names = {n for m in g.mentions if (n := _name(g, m, kinds))}
        for start, end, kind in sorted(names, key=lambda n: (n[0] - n[1], n)):
            if all(t in ("O", ANY) for t in g.ents[start:end]):
                g.ents[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)


def _name(g: Gold, mention: tuple[int, int, str, str], kinds: dict[str, Counter[str]]) -> tuple[int, int, str] | None:
    start, end, kind, link = mention
    core = {"person": "PER", "organization": "ORG", "place": "LOC"}.get(kind)
    heads = [i for i in range(start, end) if not start < g.heads[i] <= end]
    if core is None or len(heads) != 1 or g.upos[heads[0]] != "PROPN":
        return None
    if core == "ORG" and link and kinds[link]["place"] * 2 >= kinds[link]["organization"]:
        core = "LOC"
    at = heads[0]
    if core == "PER" and g.forms[at].lower() in TITLES:
        return None

    def inside(i: int) -> bool:
        if not start <= i < end:
            return False
        if g.upos[i] == "PROPN":
            return g.rels[i] not in ("nmod:desc", "conj", "appos") and g.forms[i].lower() not in TITLES
        if link and g.upos[i] in ("ADJ", "NOUN") and g.forms[i][:1].isupper() and i < at:
            return i > 0 and g.forms[i].lower() not in TITLES
        between = start < i < end - 1 and g.upos[i + 1] == "PROPN" and g.upos[i - 1] == "PROPN"
        return between and g.forms[i] in (("-", "de", "al") if core == "PER" else ("of", "-", "&", "for"))

    first, last = at, at
    while inside(first - 1):
        first -= 1
    while inside(last + 1):
        last += 1
    return first, last + 1, core


def gum_names(root: Path, split: str) -> list[Path]:
    """Paths of the open-genre GUM documents of a split: "train", "dev" or "test" (the official lists)."""
    lists = {s: set((root / f"split-{s}.txt").read_text(encoding="utf-8").split()) for s in ("dev", "test")}
    held = lists["dev"] | lists["test"]
    paths = sorted((root / "dep").glob("GUM_*.conllu"))
    if split == "train":
        return [p for p in paths if p.stem not in held]
    return [p for p in paths if p.stem in lists[split]]


def load(root: Path, split: str) -> dict[str, list[Gold]]:
    """All records of a split by corpus; "train" adds the entity-only corpora."""
    ewt = trees(root / f"ud_english_ewt/en_ewt-ud-{split}.conllu", "uner")
    suffix = "train.early" if split == "train" else split
    add_uner(ewt, root / f"ner_uner_ewt/en_ewt-ud-{suffix}.iob2")
    gum = [g for p in gum_names(root / "gum_open_genres", split) for g in trees(p, "gum")]
    add_gum_names(gum)
    out = {"ewt": ewt, "gum": gum}
    if split == "train":
        out["wikigold"] = columns(root / "ner_wikigold/wikigold.conll.txt", "wikigold")
        out["crossner"] = [g for p in sorted((root / "ner_crossner").glob("*-*.txt"))
                           for g in columns(p, "crossner", CROSSNER)]
        out["re3d"] = [g for p in sorted((root / "ner_re3d_open").glob("*/*.conll"))
                       for g in columns(p, "re3d", RE3D)]
    if split == "test":
        pud = trees(root / "ud_english_pud/en_pud-ud-test.conllu", "uner")
        add_uner(pud, root / "ner_uner_pud/en_pud-ud-test.iob2")
        out["pud"] = pud
    return out
