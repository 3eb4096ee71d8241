"""Bring numbers, lengths and colours in markup to their plain form.

Lengths may have units (ECMA-376 part 1, 22.9.2.15), and some programs write decimals instead of whole numbers, which
are rounded. Any other value would make documents invalid or fail in calculations, and is an error.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from kamdeck.ooxml.brand_source.markup import Element, local
from kamdeck.ooxml.brand_source.part_errors import PartError

Reader = Callable[[str], str | None]
"""A function from a value to its plain form; None if the value is invalid."""
_NUMBER = re.compile(r"([+-]?\d{1,15})(\.\d+)?")
_LENGTH = re.compile(r"([+-]?\d{1,9}(?:\.\d+)?)(mm|cm|in|pt|pc|pi)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
_HEX = re.compile(r"#?([0-9A-Fa-f]{6})")
_HEX_DIGITS = re.compile(r"[0-9A-Fa-f]+")
_MOST = 2**31 - 1
_MOST_EMU = 27273042316900  # ECMA-376 part 1, 20.1.10.16
# Units in a point: EMU in DrawingML; in Word twentieths, and halves for sizes; hundredths for sizes in DrawingML.
_EMU, _TWIPS, _HALVES, _HUNDREDTHS = 12700, 20, 2, 100


def whole(value: str) -> str | None:
    """A whole number."""
    found = _NUMBER.fullmatch(value)
    return str(round(float(value))) if found and abs(float(value)) <= _MOST else None


def count(value: str) -> str | None:
    """A whole number that is not negative."""
    found = _NUMBER.fullmatch(value)
    return str(round(float(value))) if found and 0 <= float(value) < 2**32 else None


def length(unit: int, value: str, *, least: int = -_MOST_EMU) -> str | None:
    """A length; `unit` is the number of units in a point, `least` the smallest allowed value."""
    measured = _LENGTH.fullmatch(value)
    if measured:
        number = float(measured[1]) * _POINTS[measured[2]] * unit
    elif _NUMBER.fullmatch(value):
        number = float(value)
    else:
        return None
    most = _MOST_EMU if unit == _EMU else _MOST
    return str(round(number)) if max(least, -most) <= number <= most else None


def percent(value: str) -> str | None:
    """A percentage in 1/1000 percent."""
    if value.endswith("%") and _NUMBER.fullmatch(value[:-1]):
        return str(round(float(value[:-1]) * 1000))
    return whole(value)


def dash(value: str) -> str | None:
    """The length of a dash in a thousandth of per cent; the schema has no dash of 0, which some programs write."""
    plain = percent(value)
    return plain and str(max(1, int(plain)))


def colour(value: str) -> str | None:
    """A colour of six hex digits."""
    found = _HEX.fullmatch(value)
    return found[1] if found else None


def hexadecimal(digits: int, value: str) -> str | None:
    """A hexadecimal number of so many digits; some programs leave out zeros at its beginning."""
    padded = value.rjust(digits, "0")
    return padded if len(padded) == digits and _HEX_DIGITS.fullmatch(padded) else None


def identifier(value: str) -> str:
    """A hexadecimal identifier of eight digits, by which Word knows a list again; 0 stands for any other value."""
    return hexadecimal(8, value) or "00000000"


def colour_or_auto(value: str) -> str | None:
    """A colour of six hex digits, or "auto"."""
    return value if value == "auto" else colour(value)


def width(value: str) -> str | None:
    """The width of a table or cell, which may be a percentage."""
    return value if value.endswith("%") and _NUMBER.fullmatch(value[:-1]) else twips(value)


def one_of(words: str) -> Reader:
    """A reader for one of several words, separated by spaces."""
    known = frozenset(words.split())
    return lambda value: value if value in known else None


emu: Reader = partial(length, _EMU)
extent: Reader = partial(length, _EMU, least=0)
twips: Reader = partial(length, _TWIPS)
_flag = one_of("0 1 true false on off")
_halves: Reader = partial(length, _HALVES)
_hundredths: Reader = partial(length, _HUNDREDTHS)


def _table(*entries: tuple[str, str, Reader]) -> dict[str, dict[str, Reader]]:
    """Readers by element and attribute; each entry has several elements and attributes, separated by spaces."""
    found: dict[str, dict[str, Reader]] = {}
    for elements, attributes, reader in entries:
        for element in elements.split():
            found.setdefault(element, {}).update(dict.fromkeys(attributes.split(), reader))
    return found


_LEVELS = "pPr defPPr " + " ".join(f"lvl{number}pPr" for number in range(1, 10))
_SHADES = (
    "tint shade alpha alphaMod alphaOff sat satMod satOff lum lumMod lumOff red redMod redOff green greenMod "
    "greenOff blue blueMod blueOff hueMod"
)
_SCHEME = "bg1 tx1 bg2 tx2 dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink phClr"
_DRAWING = _table(
    ("schemeClr", "val", one_of(_SCHEME)),
    (_LEVELS, "algn", one_of("l ctr r just justLow dist thaiDist")),
    (_LEVELS, "rtl eaLnBrk latinLnBrk hangingPunct", _flag),
    ("rPr defRPr endParaRPr", "b i", _flag),
    ("rPr defRPr endParaRPr", "cap", one_of("none small all")),
    ("bodyPr", "anchor", one_of("t ctr b just dist")),
    ("ln", "cap", one_of("rnd sq flat")),
    ("ln", "cmpd", one_of("sng dbl thickThin thinThick tri")),
    ("ln", "algn", one_of("ctr in")),
    ("off chOff", "x y", emu),
    ("ext chExt", "cx cy", extent),
    ("xfrm", "rot", whole),
    ("bodyPr", "lIns tIns rIns bIns", emu),
    (_LEVELS, "marL marR indent defTabSz", emu),
    (_LEVELS, "lvl", whole),
    ("rPr defRPr endParaRPr", "sz kern spc", _hundredths),
    ("rPr defRPr endParaRPr", "baseline", percent),
    ("ln", "w", emu),
    ("srgbClr", "val", colour),
    ("sysClr", "lastClr", colour),
    ("spcPct", "val", percent),
    ("spcPts", "val", whole),
    (_SHADES, "val", percent),
    ("gs", "pos", percent),
    ("ds", "d sp", dash),
    ("lin", "ang", whole),
    ("gridCol", "w", emu),
)
_SLIDES = _table(
    ("sldSz notesSz", "cx cy", extent),
    ("ph", "idx", count),
    ("cNvPr sldMasterId sldLayoutId", "id", count),
)
_PLACED = _table(
    ("extent", "cx cy", extent),
    ("anchor inline", "distT distB distL distR", count),
    ("docPr", "id", count),
)
_BORDERS = "top left bottom right start end insideH insideV bar between tl2br tr2bl"
_WORDS = _table(
    ("pgSz", "w h", twips),
    ("pgMar", "top right bottom left header footer gutter", twips),
    ("cols", "space", twips),
    ("col", "w space", twips),
    ("ind", "left right start end hanging firstLine", twips),
    ("ind", "leftChars rightChars startChars endChars hangingChars firstLineChars", whole),
    ("spacing", "before after line val", twips),
    ("spacing", "beforeLines afterLines", whole),
    ("sz szCs kern position", "val", _halves),
    ("color", "val", colour_or_auto),
    ("shd", "fill color", colour_or_auto),
    (_BORDERS, "color", colour_or_auto),
    (_BORDERS, "sz space", whole),
    (f"{_BORDERS} tblW tcW tblInd tblCellSpacing wBefore wAfter", "w", width),
    ("gridCol", "w", twips),
    ("tab", "pos", twips),
    ("numId ilvl abstractNumId outlineLvl start startOverride lvlPicBulletId", "val", whole),
    ("num", "numId", whole),
    ("abstractNum", "abstractNumId", whole),
    ("lvl lvlOverride", "ilvl", whole),
    ("docGrid", "linePitch charSpace", whole),
    ("nsid tmpl rsid", "val", identifier),
    ("lvl", "tplc", identifier),
    ("color", "themeTint themeShade", partial(hexadecimal, 2)),
    ("shd", "themeTint themeShade themeFillTint themeFillShade", partial(hexadecimal, 2)),
    (_BORDERS, "themeTint themeShade", partial(hexadecimal, 2)),
    ("tblLook", "val", partial(hexadecimal, 4)),
)
_OFFICE = "http://schemas.openxmlformats.org/"
_READERS: Mapping[str, dict[str, Reader]] = {
    f"{{{_OFFICE}{space}}}{name}": readers
    for space, table in {
        "drawingml/2006/main": _DRAWING,
        "presentationml/2006/main": _SLIDES,
        "drawingml/2006/wordprocessingDrawing": _PLACED,
        "wordprocessingml/2006/main": _WORDS,
    }.items()
    for name, readers in table.items()
}
"""The readers of an element's attributes, by its name with its namespace."""
_VALUED = "lumMod lumOff satMod shade srgbClr schemeClr spcPct spcPts sz szCs color numId ilvl abstractNumId"
_REQUIRED = {
    "off": ("x", "y"), "ext": ("cx", "cy"), "sldSz": ("cx", "cy"), "notesSz": ("cx", "cy"), "gs": ("pos",),
    "cNvPr": ("id",), "num": ("numId",), "abstractNum": ("abstractNumId",), "lvl": ("ilvl",),
    **dict.fromkeys(_VALUED.split(), ("val",)),
}  # fmt: skip
"""Attributes that an element must have."""


def normalize_values(part: str, elements: Iterable[Element]) -> None:
    """Rewrite attributes of elements with whole numbers, lengths without units, and colours of six hex digits.

    Raises PartError, with the line, if a value is invalid or a required attribute is missing.
    """
    for element in elements:
        readers = _READERS.get(element.tag)
        if readers:
            _normalize(part, element, readers)


def _normalize(part: str, element: Element, readers: Mapping[str, Reader]) -> None:
    space = element.tag.removesuffix(local(element))
    for key, value in element.attrib.items():
        # WordprocessingML qualifies its attributes, the others do not.
        reader = readers.get(key.removeprefix(space))
        if reader is None:
            continue
        plain = reader(value.strip())
        if plain is None:
            owner = f"{local(element)}/@{key.removeprefix(space)}"
            message = f"has '{value[:40]}' in line {element.sourceline}, which is not a valid value of {owner}"
            raise PartError(part, message)
        if plain != value:
            element.set(key, plain)
    # `a:ext` is a size (`cx`, `cy`), but also an extension, which has a `uri` instead.
    for required in _REQUIRED.get(local(element), ()) if "uri" not in element.attrib else ():
        if required in readers and required not in element.attrib and space + required not in element.attrib:
            raise PartError(part, f"has no {local(element)}/@{required} in line {element.sourceline}")
