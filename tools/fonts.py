"""Cuts the fonts that pictures and pages on paper are set in, and writes down which letters there are, and how wide.

    python tools/fonts.py FOLDER     # with OpenSans-Regular.ttf, OpenSans-Bold.ttf and NotoSansArabic-Regular.ttf

Open Sans is by Steve Matteson, Apache-2.0; Noto Sans Arabic by the Noto project, SIL Open Font License 1.1; Debian's
packages ``fonts-open-sans`` (1.11) and ``fonts-noto-core`` (20201225) hold them. Kept are, of the one, Latin, Greek and
Cyrillic letters and signs; of the other, Arabic letters, which the typesetter brings only in part. Needs ``fonttools``,
which nothing else here does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import typst
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "src" / "histor" / "data" / "fonts"
SIGNS = (*range(0x20, 0x250), *range(0x2B0, 0x530), *range(0x1E00, 0x2070), *range(0x20A0, 0x20C0),
         *range(0x2100, 0x2150), *range(0x2190, 0x2270), *range(0x25A0, 0x2600), 0xFFFD)
ARABIC = (*range(0x600, 0x700), *range(0x750, 0x780), 0xFD3E, 0xFD3F, 0xFDF2)
WIDTHS = """# How wide the letters of the pictures' fonts are, in thousandths of their size, by width.
# Source: measured from the fonts beside this file by tools/fonts.py. Licence: Apache-2.0, as Open Sans.
"""
HELD = """# Which letters the fonts of pages on paper have, first and last of each range of code points.
# Source: asked of the typesetter, letter by letter, by tools/fonts.py. Licence: Apache-2.0, as the rest of the package.
"""
_PAGE = b"""#set document(title: "x")
#set text(font: ("Libertinus Serif", "Open Sans", "Noto Sans Arabic", "DejaVu Sans Mono"))
#for word in json("words.json") [#par(word)]
"""


def cut(source: Path, target: Path, kept: tuple[int, ...], features: list[str]) -> TTFont:
    """Write the kept part of a font and return it."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features, options.hinting, options.notdef_outline = features, False, True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["DSIG", "FFTM"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)
    font.save(target)
    return font


def widths(font: TTFont) -> dict[int, str]:
    """Return the letters of a font by their width in thousandths of its size."""
    found: dict[int, str] = {}
    scale = 1000 / font["head"].unitsPerEm
    for code, name in sorted(font.getBestCmap().items()):
        width = round(font["hmtx"][name][0] * scale)
        if width and code > 0x20 and chr(code).isprintable():
            found[width] = found.get(width, "") + chr(code)
    return dict(sorted(found.items()))


def sets(fonts: typst.Fonts, words: list[str]) -> bool:
    """Tell whether the typesetter has letters for all words; it refuses an accessible page with an empty box."""
    files = {"main.typ": _PAGE, "words.json": json.dumps(words).encode()}
    try:
        typst.compile(files, font_paths=fonts, pdf_standards=["ua-1"])
    except typst.TypstError:
        return False
    return True


def lacking(fonts: typst.Fonts, words: list[str]) -> Iterator[str]:
    """Yield the words that cannot be set."""
    if sets(fonts, words):
        return
    if len(words) == 1:
        yield words[0]
        return
    half = len(words) // 2
    yield from lacking(fonts, words[:half])
    yield from lacking(fonts, words[half:])


def held() -> Iterator[tuple[int, int]]:
    """Yield the ranges of code points that the typesetter's fonts and ours have."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    letters = [chr(code) for code in range(0x20, 0x20000) if not 0xD800 <= code < 0xE000 and chr(code).isprintable()]
    have: list[int] = []
    for at in range(0, len(letters), 64):
        some = letters[at : at + 64]
        bad = set(some) if not any(sets(fonts, [one]) for one in some[::9]) else set(lacking(fonts, some))
        have += [ord(letter) for letter in some if letter not in bad]
    first = last = have[0]
    for code in have[1:]:
        if code != last + 1:
            yield first, last
            first = code
        last = code
    yield first, last


def main(folder: Path) -> None:
    """Cut the fonts and write both lists."""
    FONTS.mkdir(exist_ok=True)
    lines = [WIDTHS]
    for style in ("Regular", "Bold"):
        name = f"OpenSans-{style}.ttf"
        font = cut(folder / name, FONTS / name, SIGNS, ["kern", "mark", "mkmk", "ccmp", "locl"])
        lines.append(f"{style.lower()}:\n")
        for width, letters in widths(font).items():
            quoted = letters.replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'  {width}: "{quoted}"\n')
    (FONTS / "widths.yaml").write_text("".join(lines), encoding="utf-8")
    features = ["ccmp", "init", "medi", "fina", "isol", "rlig", "liga", "mark", "mkmk", "locl"]
    cut(folder / "NotoSansArabic-Regular.ttf", FONTS / "NotoSansArabic-Regular.ttf", ARABIC, features)
    ranges = [f"- [0x{first:04X}, 0x{last:04X}]\n" for first, last in held()]
    (FONTS / "held.yaml").write_text(HELD + "".join(ranges), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
