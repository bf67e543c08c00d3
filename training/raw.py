"""Raw text made of treebank sentences: paragraphs with the character ranges of their gold words and sentences."""

from __future__ import annotations

from dataclasses import dataclass, field

from training.treebanks import Gold

Range = tuple[int, int]


@dataclass(slots=True)
class Paragraph:
    """One paragraph: its text, its gold sentences, and for each the ranges of its words."""

    text: str = ""
    golds: list[Gold] = field(default_factory=list)
    words: list[list[Range]] = field(default_factory=list)


def paragraphs(golds: list[Gold]) -> list[Paragraph]:
    """Rebuild paragraphs from forms and spaces; a new document or `newpar` starts one."""
    out: list[Paragraph] = []
    doc = ""
    for g in golds:
        if not out or g.new_paragraph or g.doc != doc:
            out.append(Paragraph())
        doc = g.doc
        p = out[-1]
        p.golds.append(g)
        p.words.append([])
        for form, spaced in zip(g.forms, g.spaces, strict=True):
            p.words[-1].append((len(p.text), len(p.text) + len(form)))
            p.text += form + (" " if spaced else "")
    return out


def f1(found: set[Range], wanted: set[Range]) -> tuple[int, int, int]:
    """Hits, found and wanted, to be summed."""
    return len(found & wanted), len(found), len(wanted)
