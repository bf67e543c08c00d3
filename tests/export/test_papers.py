"""PDF and Word: what is in them, that they open, that the same case gives the same bytes, that no text breaks them."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from histor.errors import HistorError
from histor.export.docx import export_docx
from histor.export.json import case_dict
from histor.export.pdf import export_pdf
from histor.export.report_scripts import Scripts
from hostile import PAYLOADS, poisoned, told
from sample_case import FIRST, SOURCE, TEXT, sample

pytest.importorskip("typst")
docx = pytest.importorskip("docx")

CHAPTERS = ["Summary", "Timeline", "Places", "Casualties", "Who says what", "Contradictions", "Responses", "Actors",
            "Assessments", "Sources", "Method", "Evidence"]
#: The hostile texts, many at a time; and what means something to the typesetter or has no letters here.
HOSTILE = [payload for payload in PAYLOADS if len(payload) < 400]
SOME = [" ".join(HOSTILE[::2]), "".join(HOSTILE[1::2]), "A" * 900 + "\x00\ud800\u202e",
        "#panic() #read(\"/etc/passwd\") \\ $x$ @a <b> `c` *d* 漢字 ህ 😀 نص עברית"]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The small case as PDF."""
    return export_pdf(case_dict(sample()), {SOURCE: TEXT})


@pytest.fixture(scope="module")
def word() -> bytes:
    """The small case as a Word document."""
    return export_docx(case_dict(sample()), {SOURCE: TEXT})


def words_of(content: bytes) -> str:
    """Return all words of a PDF, in single blanks."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_the_pdf_has_its_chapters_as_outline_and_its_properties(pdf: bytes) -> None:
    """With a title, a language and tags, and no date."""
    reader = PdfReader(BytesIO(pdf))
    assert [one["/Title"] for one in reader.outline] == CHAPTERS  # type: ignore[call-overload, index]
    assert reader.metadata is not None and reader.metadata.title == "The harbour affair"
    assert reader.metadata.creation_date is None and reader.metadata.modification_date is None
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en" and root["/MarkInfo"]["/Marked"]  # type: ignore[index]


def test_the_pdf_says_what_the_case_says(pdf: bytes) -> None:
    """Every quotation with its place, every figure with its teller, page by page."""
    words = words_of(pdf)
    for passage in (f"characters 0–{FIRST.end}", "“Sylvania said nine people were killed, including two children.”",
                    "claimed by Sylvania", "said aim: Red Hand (says Freedonia)", "Page 1 of", "4–9"):
        assert passage in words, passage


def test_numbers_in_the_pdf_lead_to_their_sentences(pdf: bytes) -> None:
    """Links inside, and none to anywhere else."""
    pages = PdfReader(BytesIO(pdf)).pages
    kinds = [annotation.get_object() for page in pages for annotation in page.get("/Annots", [])]
    assert len(kinds) > 40
    assert not [one for one in kinds if "/A" in one and "/URI" in one["/A"]]


def test_the_word_document_has_what_an_editor_needs(word: bytes) -> None:
    """Headings, contents, repeated heads of tables, page numbers, links that lead to bookmarks, words for pictures."""
    document = docx.Document(BytesIO(word))
    heads = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert heads == CHAPTERS
    body, foot = document.element.xml, document.sections[0].footer._element.xml
    assert "TOC \\o" in body and "NUMPAGES" in foot
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    marks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', body)
    assert len(marks) == len(set(marks))
    assert set(re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]+)"', body)) <= set(marks)
    assert all(len(mark) <= 40 for mark in marks)
    assert len(re.findall(r'<wp:docPr [^>]*descr="[^"]+', body)) == len(document.inline_shapes) > 0
    assert document.core_properties.title == "The harbour affair"


def test_same_case_same_bytes(pdf: bytes, word: bytes) -> None:
    """Neither clock nor chance is in them; files in the Word document carry one fixed date."""
    assert export_pdf(case_dict(sample()), {SOURCE: TEXT}) == pdf
    assert export_docx(case_dict(sample()), {SOURCE: TEXT}) == word
    with ZipFile(BytesIO(word)) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:created" not in packed.read("docProps/core.xml")


@pytest.mark.parametrize("payload", SOME, ids=range(len(SOME)))
@pytest.mark.parametrize("maker", [told, poisoned])
def test_no_text_breaks_a_page(payload: str, maker) -> None:  # type: ignore[no-untyped-def]
    """Nothing is run, read or linked, and both documents open."""
    case, texts = maker(case_dict(sample()), payload), {SOURCE: TEXT, f"{SOURCE}{payload}": TEXT}
    reader = PdfReader(BytesIO(export_pdf(case, texts)))
    assert len(reader.pages) > 3 and "root:" not in reader.pages[0].extract_text()
    document = docx.Document(BytesIO(export_docx(case, texts)))
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == CHAPTERS


@pytest.mark.parametrize("words", [
    "Łódź, Şanlıurfa, Việt Nam", "Θεσσαλονίκη", "Запоріжжя, Қарағанды", "کوه سبز، پښتو ٹ ڈ ے ھ ہ", "السلام عليكم",
    "كوردستان ێ ڵ", "תל אביב", "Երևան", "თბილისი", "“…” – — ± ° € ₽ № → ≤"])
def test_scripts_that_are_shown(words: str) -> None:
    """Of Europe, the Caucasus and the Near East, letter by letter."""
    scripts = Scripts()
    assert scripts.shown(words) == words and not scripts.unshown


def test_what_cannot_be_shown_is_said() -> None:
    """On the first page, and by the name of its script where it would stand."""
    case = case_dict(sample())
    case["title"] = "港口 affair"
    words = words_of(export_pdf(case, {SOURCE: TEXT}))
    assert "[Han] affair" in words and "scripts that this format’s fonts lack (Han)" in words
    assert "港口" in docx.Document(BytesIO(export_docx(case, {SOURCE: TEXT}))).element.xml


def test_a_missing_extra_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that mends it."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(HistorError, match=r"pip install 'histor\[documents\]'"):
        export_pdf(case_dict(sample()), {SOURCE: TEXT})
    for name in [name for name in sys.modules if name.startswith("histor.export.docx_")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(HistorError, match=r"pip install 'histor\[documents\]'"):
        export_docx(case_dict(sample()), {SOURCE: TEXT})
