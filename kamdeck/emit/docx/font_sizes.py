"""Reads and sets the font size of a style, and reads its weight."""

from collections.abc import Mapping

from docx.oxml.ns import qn

from kamdeck.emit.docx.fonts import RUN_DEFAULTS
from kamdeck.emit.docx.style_lookup import style_chain
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.on_off import is_true

DEFAULT_SIZE = 10.0
"""The size in points of text for which neither a style nor the document has one (ECMA-376 part 1, 17.3.2.38)."""
_AFTER_SIZES = tuple(
    qn(f"w:{name}")
    for name in (
        "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout",
        "specVanish", "oMath",
    )
)  # fmt: skip
"""The run properties that come after sizes in the schema (ECMA-376 part 1, 17.3.2.28)."""


def font_size(styles: Element, known: Mapping[str, Element], style_id: str) -> float:
    """The size in points of a style's text, by itself, by the styles that it is based on, or by the defaults."""
    sources = [style.find(qn("w:rPr")) for style in style_chain(known, style_id)]
    for properties in (*sources, styles.find(RUN_DEFAULTS)):
        size = None if properties is None else properties.find(qn("w:sz"))
        if size is not None:
            return float(size.get(qn("w:val"), DEFAULT_SIZE * 2)) / 2
    return DEFAULT_SIZE


def is_bold(known: Mapping[str, Element], style_id: str) -> bool:
    """Whether a style's text is bold, by itself or by the styles that it is based on."""
    marks = (style.find(f"{qn('w:rPr')}/{qn('w:b')}") for style in style_chain(known, style_id))
    nearest = next((mark for mark in marks if mark is not None), None)
    return nearest is not None and is_true(nearest.get(qn("w:val")), default=True)


def set_font_size(style: Element, size: float) -> None:
    """Set the size of a style's text, in points."""
    properties = style.find(qn("w:rPr"))
    if properties is None:
        properties = style.makeelement(qn("w:rPr"))
        style.append(properties)
    for old in [each for each in properties if each.tag in (qn("w:sz"), qn("w:szCs"))]:
        properties.remove(old)
    at = next((at for at, each in enumerate(properties) if each.tag in _AFTER_SIZES), len(properties))
    for offset, tag in enumerate(("w:sz", "w:szCs")):
        properties.insert(at + offset, style.makeelement(qn(tag), {qn("w:val"): str(round(size * 2))}))
