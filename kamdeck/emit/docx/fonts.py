"""Finds the typefaces that a document's text is set in, from its styles and its theme."""

import copy
from collections.abc import Iterable
from dataclasses import replace

from docx.oxml.ns import qn

from kamdeck.emit.docx.style_lookup import style_name
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.palette import is_east_asian, is_japanese_typeface
from kamdeck.theme import Fonts

RUN_DEFAULTS = "/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr"))


def typefaces_of(styles: Element, theme_fonts: Fonts) -> Fonts:
    """The typefaces of body and headings: those that the styles name, else those of the theme."""
    heading = _typeface_of(styles, "heading 1", theme_fonts)
    default = styles.find(f"{RUN_DEFAULTS}/{qn('w:rFonts')}")
    body = _typeface_of(styles, "normal", theme_fonts) or latin_typeface(default, theme_fonts) or theme_fonts.body
    # Styles may name another typeface than the theme, which charts would show.
    name = theme_fonts.body_name if body == theme_fonts.body else body
    return replace(theme_fonts, body=body, heading=heading or body, body_name=name)


def share_typefaces(styles: Element, added: Iterable[Element]) -> None:
    """Set added styles that are based on no other in the typefaces of the brand's plain paragraphs.

    They would have those of the document's defaults, which the plain paragraphs of many brands replace.
    """
    plain = (each for each in styles.iterchildren(qn("w:style")) if style_name(each) == "normal")
    named = next((each.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for each in plain), None)
    for style in added if named is not None else ():
        if style.get(qn("w:type")) != "paragraph" or style.find(qn("w:basedOn")) is not None:
            continue
        run = style.find(qn("w:rPr"))
        if run is None:
            run = style.makeelement(qn("w:rPr"))
            # Behind `w:pPr`, and before what only table styles have.
            style.append(run)
        if run.find(qn("w:rFonts")) is None:
            # `w:rFonts` comes first in the schema: a paragraph style has no `w:rStyle`.
            run.insert(0, copy.deepcopy(named))


def name_east_asian(styles: Element, fonts: Fonts) -> None:
    """Name the East Asian typeface in every style, in place of references to the theme.

    Most themes leave their East Asian typeface empty, and programs then take one of the machine.
    """
    for each in styles.iter(qn("w:rFonts")):
        if qn("w:eastAsiaTheme") in each.attrib:
            del each.attrib[qn("w:eastAsiaTheme")]
            each.set(qn("w:eastAsia"), fonts.east_asian)
    run = styles.find(RUN_DEFAULTS)
    if run is None:
        return
    if run.find(qn("w:rFonts")) is None:
        # w:rFonts comes first in the schema: defaults have no w:rStyle.
        run.insert(0, styles.makeelement(qn("w:rFonts")))
    named = run.find(qn("w:rFonts"))
    if not named.get(qn("w:eastAsia")):
        named.set(qn("w:eastAsia"), fonts.east_asian)


def name_japanese(styles: Element, fonts: Fonts) -> None:
    """Name the Japanese typeface in every style that names a Chinese or Korean one, for a Japanese document."""
    for each in styles.iter(qn("w:rFonts")):
        if (named := each.get(qn("w:eastAsia"))) and is_east_asian(named) and not is_japanese_typeface(named):
            each.set(qn("w:eastAsia"), fonts.japanese)


def _typeface_of(styles: Element, name: str, theme_fonts: Fonts) -> str:
    for style in styles.iterchildren(qn("w:style")):
        if style_name(style) == name:
            return latin_typeface(style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}"), theme_fonts)
    return ""


def latin_typeface(fonts: Element, theme_fonts: Fonts) -> str:
    """The Latin typeface that a `w:rFonts` element sets.

    A theme font takes precedence over a typeface name (ECMA-376 part 1, 17.3.2.26).
    """
    if fonts is None:
        return ""
    slot = fonts.get(qn("w:asciiTheme"), "")
    if slot:
        return theme_fonts.heading if slot.startswith("major") else theme_fonts.body
    return str(fonts.get(qn("w:ascii"), ""))
