"""Build `kamdeck/text/metrics.json.gz`: the font metrics and Unicode classes that text is measured with.

It needs fonttools, uniseg, and Debian's packages fonts-liberation, fonts-crosextra-carlito, fonts-crosextra-caladea,
fonts-noto-core and fonts-dejavu: `python tools/build_metrics.py [FONT_FOLDER]`. kamdeck itself needs none of them.
"""

import gzip
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped,unused-ignore]
from uniseg.emoji import emoji_presentation  # type: ignore[import-untyped,unused-ignore]
from uniseg.linebreak import line_break  # type: ignore[import-untyped,unused-ignore]

TARGET = Path(__file__).parents[2] / "kamdeck" / "text" / "metrics.json.gz"
FACES = {
    "Liberation Sans": ("LiberationSans-Regular", "LiberationSans-Bold"),
    "Liberation Sans Narrow": ("LiberationSansNarrow-Regular", "LiberationSansNarrow-Bold"),
    "Liberation Serif": ("LiberationSerif-Regular", "LiberationSerif-Bold"),
    "Liberation Mono": ("LiberationMono-Regular", "LiberationMono-Bold"),
    "Carlito": ("Carlito-Regular", "Carlito-Bold"),
    "Caladea": ("Caladea-Regular", "Caladea-Bold"),
    "DejaVu Sans": ("DejaVuSans", "DejaVuSans-Bold"),
    "DejaVu Serif": ("DejaVuSerif", "DejaVuSerif-Bold"),
    "Noto Sans": ("NotoSans-Regular", "NotoSans-Bold"),
    "Noto Serif": ("NotoSerif-Regular", "NotoSerif-Bold"),
}
# Latin, Greek, Cyrillic; Vietnamese, polytonic Greek; punctuation to geometric shapes and dingbats; arrows; ligatures.
DRAWN_BY_FACES = ((0x20, 0x7F), (0xA0, 0x530), (0x1E00, 0x2000), (0x2000, 0x2800), (0x2B00, 0x2C00), (0xFB00, 0xFB07))
# All other characters below the Hanzi, and the presentation forms at the end of the BMP, are drawn by a fallback font.
DRAWN_BY_FALLBACK = ((0x20, 0x2E80), (0xA640, 0xA960), (0xA980, 0xAC00), (0xFB00, 0xFE00), (0xFE70, 0xFF00))
SYMBOLS = range(0x2190, 0x2C00)  # a full em wide when an East Asian font draws them
EMOJI = 1373  # Segoe UI Emoji; Noto Color Emoji has 1245

# One letter per line-breaking class of UAX #14. Classes that the rules of kamdeck/text/line_breaking.py treat alike
# share a letter. Hangul counts as alphabetic, since LibreOffice breaks it at spaces only.
JOINED = {
    "A": "AL HL AI XX SG AK AP AS VF VI H2 H3 JL",
    "I": "ID EB CB",
    "m": "CM JV JT EM",
    "b": "BK CR LF NL",
    "G": "GL WJ",
    "K": "NS CJ",
}
ALONE = "N:NU O:OP C:CL P:CP X:EX S:IS Y:SY B:BA H:HY Q:QU D:B2 F:BB L:IN E:PR e:PO z:ZW J:ZWJ s:SP T:SA R:RI"
LETTER = {name: letter for letter, names in JOINED.items() for name in names.split()} | {
    name: letter for letter, name in (pair.split(":") for pair in ALONE.split())
}
# LibreOffice does not break at a soft hyphen, and its tables forbid the others at the start of a Chinese line.
SPECIAL = {"\u00ad": "m", **dict.fromkeys("\uff5e\uff5c\uff40\uff02\u02c7\u02c9\u2015\u2016\u2236", "K")}
AM_VOWELS = "\u0e33\u0eb3"  # Thai and Lao: letters by category, but part of the cluster before them (UAX #29)


def main(folder: Path) -> None:
    """Write the tables from the fonts in a folder and the folders below it."""
    fonts = {path.stem: path for path in folder.rglob("*.[to]tf")}
    tables = {
        "points": DRAWN_BY_FACES,
        "faces": {name: [_face(fonts[stem]) for stem in stems] for name, stems in FACES.items()},
        "fallback_points": DRAWN_BY_FALLBACK,
        "fallback": _packed(_fallback(_fallback_fonts(fonts))),
        "breaking": _breaking_classes(),
    }
    text = json.dumps(tables, separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


def _face(path: Path) -> dict[str, object]:
    font = TTFont(path)
    per_em = font["head"].unitsPerEm
    advances = _advances(path)
    return {
        "ascent": round(font["hhea"].ascent / per_em, 3),
        "descent": round(-font["hhea"].descent / per_em, 3),
        "advances": _packed(advances.get(point, -1) for point in _points(DRAWN_BY_FACES)),
    }


def _advances(path: Path) -> dict[int, int]:
    """Code point → advance in 1/1000 em, rounded up; combining marks have none."""
    font = TTFont(path, lazy=True)
    per_em, metrics = font["head"].unitsPerEm, font["hmtx"]
    advances = {point: -(-metrics[glyph][0] * 1000 // per_em) for point, glyph in font.getBestCmap().items()}
    return {point: 0 if unicodedata.category(chr(point)) in ("Mn", "Me", "Cf") else a for point, a in advances.items()}


def _fallback_fonts(fonts: dict[str, Path]) -> list[Path]:
    """All Noto faces of normal width and weight, and DejaVu: any of them may draw what the document's font lacks."""
    wanted = ("Regular", "DejaVuSans", "DejaVuSerif")
    return [
        path
        for stem, path in sorted(fonts.items())
        if stem.startswith(("Noto", "DejaVuSans", "DejaVuSerif")) and stem.endswith(wanted) and "Mono" not in stem
    ]


def _fallback(paths: Iterable[Path]) -> Iterator[int]:
    """The widest advance of any fallback font for each code point; -1 if none has a glyph."""
    widest: dict[int, int] = {}
    for path in paths:
        for point, advance in _advances(path).items():
            widest[point] = max(widest.get(point, 0), advance)
    for point in _points(DRAWN_BY_FALLBACK):
        advance = max(widest.get(point, -1), 1000 if point in SYMBOLS else -1)
        yield max(advance, EMOJI) if emoji_presentation(chr(point)) else advance


def _breaking_classes() -> list[object]:
    """Two parallel sequences over all of Unicode: the first code points of ranges, and the class letter of each."""
    starts, letters = [0], [_letter(0)]
    for point in range(1, 0x110000):
        unassigned = point > 0x2FFFF and point not in range(0xE0000, 0xE0200)
        letter = letters[-1] if unassigned else _letter(point)
        if letter != letters[-1]:
            starts.append(point)
            letters.append(letter)
    return [starts, "".join(letters)]


def _letter(point: int) -> str:
    char = chr(point)
    if char in SPECIAL:
        return SPECIAL[char]
    letter = LETTER[line_break(char).value]
    if letter == "T" and (unicodedata.category(char) in ("Mn", "Mc") or char in AM_VOWELS):
        return "m"
    if letter in "OP" and unicodedata.east_asian_width(char) in ("F", "W", "H"):
        return "W" if letter == "O" else "C"
    return letter


def _points(ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
    return (point for start, end in ranges for point in range(start, end))


def _packed(advances: Iterable[int]) -> str:
    """Advances as one string, so that loading the file is fast and a face is parsed only when a document uses it."""
    return " ".join(str(advance) if advance >= 0 else "" for advance in advances)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts"))
