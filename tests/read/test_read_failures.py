"""What goes wrong ends in one sentence that says what, where and what to do."""

from __future__ import annotations

# ruff: noqa: E501  (tables of pages and of what they give)
import io
import sys
from pathlib import Path

import pytest
from read_laws import keep_laws, rows

from histor.errors import ReadError
from histor.read import MAX_BYTES, read_bytes, read_path, read_text, sources

GERMAN = (
    "Die Armee hat nach dem Angriff auf die Stadt erklärt, dass sie nicht weiter vorrücken wird und auf Antwort wartet. "
    * 3
)
RUSSIAN = "Министерство обороны заявило, что в результате удара погибли не менее двенадцати человек. " * 3

#: Name and bytes of a file, and what its sentence holds.
BAD = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\t\r\n", "is empty"),
    ("noise.txt", bytes(range(256)) * 40, "is not a text"),
    ("nulls.txt", b"abc\0\0\0\1\2def" * 50, "is not a text"),
    ("report.docx", b"PK\x03\x04" + b"\x14\0" * 50, "save it as PDF"),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "OCR"),
    ("packed.txt", b"\x1f\x8b\x08" + b"x" * 50, "unpack"),
    ("broken.pdf", b"%PDF-1.4\nnothing of the kind", "broken PDF"),
    ("not.pdf", b"%PDF-", "broken PDF"),
    ("signs.txt", b"--- *** ---\n", "holds no words"),
    ("page.html", b"<html><head><title>x</title></head><body><script>1</script></body></html>", "holds no words"),
    ("de.txt", GERMAN.encode(), "German"),
    ("ru.txt", RUSSIAN.encode(), "Russian"),
    ("ru.html", f"<html><body><p>{RUSSIAN}</p></body></html>".encode("cp1251"), "Russian"),
]


@pytest.mark.parametrize(("name", "data", "says"), BAD, ids=[row[0] for row in BAD])
def test_sentence(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read_path(path)
    sentence = str(caught.value)
    assert says in sentence
    assert name in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert ":" in sentence  # what to do
    assert caught.value.exit_code == 3


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"gone\.txt does not exist: check the path\."):
        read_path(tmp_path / "gone.txt")
    with pytest.raises(ReadError, match="is a folder"):
        read_path(tmp_path)
    with pytest.raises(ReadError, match="without a file that can be read"):
        list(sources([str(tmp_path)]))
    with pytest.raises(ReadError, match="could not be read"):
        read_path("a\0b.txt")


def test_unknown_kind() -> None:
    with pytest.raises(ReadError, match="cannot be read as 'spreadsheet': the kinds are text"):
        read_bytes(b"Some words.", "a.txt", "spreadsheet")


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(ReadError, match=r"big\.txt has 64\.0 MB or more and the limit is 64 MB: split it"):
        read_path(path)
    with pytest.raises(ReadError, match="the limit is"):
        read_bytes(b"words " * 10, "standard input", max_bytes=20)


def test_folder_is_read_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b.html", "skip.csv", ".hidden/x.txt", "C.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    found = [Path(path).relative_to(tmp_path).as_posix() for path in sources([str(tmp_path)])]
    assert found == ["C.TXT", "b.txt", "a/b.html", "a/z.md"]
    assert list(sources(["-", "x.txt"])) == ["-", "x.txt"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Stream:
        buffer = io.BytesIO(b"<!doctype html><p>The army said so.")

    monkeypatch.setattr(sys, "stdin", _Stream())
    document = read_path("-")
    assert document.source.uri == "standard input"
    assert document.source.kind == "html"


#: Encodings, and whether an issue is told.
ENCODINGS = [
    ("utf-8", False),
    ("utf-8-sig", False),
    ("utf-16", False),
    ("utf-16-le", True),
    ("utf-16-be", True),
    ("utf-32", False),
    ("cp1252", True),
]
WESTERN = "= The Gaza–Süd affair =\n\n“They left the café,” said the général of the army in the town.\n"


@pytest.mark.parametrize(("encoding", "told"), ENCODINGS)
def test_encodings(encoding: str, told: bool) -> None:
    document = read_bytes(WESTERN.encode(encoding), "a.txt")
    assert document.text.lstrip("\ufeff") == WESTERN
    assert bool(document.issues) == told


def test_declared_encoding() -> None:
    page = (
        "<html><head><meta charset=iso-8859-2></head><body><p>The town of Łódź was taken by the army.</p></body></html>"
    )
    assert "Łódź" in read_bytes(page.encode("iso-8859-2"), "a.html").text


def test_mixed_encodings_are_patched_and_told() -> None:
    good = "“The café,” the army said – “is in the town.”\n\n".encode()
    document = read_bytes(good * 3 + b"It was a na\xefve plan, the army said.\n", "a.txt")
    assert "naïve" in document.text
    (issue,) = document.issues
    assert document.text[issue.start : issue.end] == "ï"
    assert "Windows-1252" in issue.message
    keep_laws(document)


def test_many_odd_bytes_are_told_as_a_count() -> None:
    good = "“é” the army said in the town. ".encode() * 3
    document = read_bytes((good + b"\xef.\n\n") * 30, "a.txt")
    assert len(document.issues) == 21
    assert "and 10 more" in document.issues[-1].message


def test_a_few_odd_controls_are_tolerated() -> None:
    text = "The army said so. " * 100 + "\x07"
    assert rows(read_text(text, name="a"))


@pytest.mark.parametrize(
    "text",
    [
        "Angriff auf Kiew",
        "Ali Bo, Cy Do, El Fu, Le Gi, Die Ho, La Ku, De Lo, El Mo, Al No, Los Po, Der Qu, Des Ru, Das Su",
        "RAID KILLS 12 IN TOWN, MINISTRY SAYS; REBELS DENY IT, VOW REVENGE",
    ],
)
def test_short_texts_and_lists_pass(text: str) -> None:
    assert read_text(text, name="a").source.language == "en"
