"""Cuts the two fonts that pictures and tables on paper are set in, and writes down how wide each letter is.

    python tools/fonts.py FOLDER     # with OpenSans-Regular.ttf and OpenSans-Bold.ttf, version 1.11

Open Sans is by Steve Matteson, Apache-2.0; Debian's package ``fonts-open-sans`` holds it. Kept are Latin, Greek and
Cyrillic letters, figures, punctuation and a few signs; so cut, both together are smaller than a photograph. Needs
``fonttools``, which nothing else here does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "src" / "histor" / "data" / "fonts"
KEPT = (*range(0x20, 0x250), *range(0x2B0, 0x530), *range(0x1E00, 0x2070), *range(0x20A0, 0x20C0),
        *range(0x2100, 0x2150), *range(0x2190, 0x2270), *range(0x25A0, 0x2600), 0xFFFD)
HEAD = """# How wide the letters of the pictures' fonts are, in thousandths of their size, by width.
# Source: measured from the fonts beside this file by tools/fonts.py. Licence: Apache-2.0, as Open Sans.
"""


def cut(source: Path, target: Path) -> TTFont:
    """Write the kept part of a font and return it."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting, options.name_IDs, options.notdef_outline = False, [0, 1, 2, 3, 4, 5, 6, 13, 14], True
    options.drop_tables += ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=KEPT)
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


def main(folder: Path) -> None:
    """Cut both fonts and write the widths."""
    FONTS.mkdir(exist_ok=True)
    lines = [HEAD]
    for style in ("Regular", "Bold"):
        font = cut(folder / f"OpenSans-{style}.ttf", FONTS / f"OpenSans-{style}.ttf")
        lines.append(f"{style.lower()}:\n")
        for width, letters in widths(font).items():
            quoted = letters.replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'  {width}: "{quoted}"\n')
    (FONTS / "widths.yaml").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
