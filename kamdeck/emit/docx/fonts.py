"""A document's styles and its theme's typefaces go in; the typefaces that its words are really set in come out."""

from dataclasses import replace

from docx.oxml.ns import qn

from kamdeck.emit.docx.style_identity import style_name
from kamdeck.emit.docx.template_package import Element
from kamdeck.theme import Fonts

_DEFAULTS = "/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr"))


def faces_of(styles: Element, themed: Fonts) -> Fonts:
    """The typefaces of the body and its headings: the styles' own, else the theme's."""
    heading = _face(styles, "heading 1", themed)
    default = styles.find(f"{_DEFAULTS}/{qn('w:rFonts')}")
    body = _face(styles, "normal", themed) or _latin(default, themed) or themed.body
    return replace(themed, body=body, heading=heading or body)


def name_east_asian(styles: Element, fonts: Fonts) -> None:
    """Name the East Asian typeface in every style: a theme's empty slot is another one on every machine."""
    for each in styles.iter(qn("w:rFonts")):
        if qn("w:eastAsiaTheme") in each.attrib:
            del each.attrib[qn("w:eastAsiaTheme")]
            each.set(qn("w:eastAsia"), fonts.east_asian)
    run = styles.find(_DEFAULTS)
    if run is None:
        return
    if run.find(qn("w:rFonts")) is None:
        run.insert(0, styles.makeelement(qn("w:rFonts")))
    named = run.find(qn("w:rFonts"))
    if not named.get(qn("w:eastAsia")):
        named.set(qn("w:eastAsia"), fonts.east_asian)


def _face(styles: Element, name: str, themed: Fonts) -> str:
    for style in styles.iterchildren(qn("w:style")):
        if style_name(style) == name:
            return _latin(style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}"), themed)
    return ""


def _latin(fonts: Element, themed: Fonts) -> str:
    """The Latin typeface that an element names; a theme's goes before a name (ECMA-376 part 1, 17.3.2.26)."""
    if fonts is None:
        return ""
    slot = fonts.get(qn("w:asciiTheme"), "")
    if slot:
        return themed.heading if slot.startswith("major") else themed.body
    return str(fonts.get(qn("w:ascii"), ""))
