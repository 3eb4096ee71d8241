"""Tells whether a brand sets text from right to left, and makes the styles that kamdeck adds do the same.

Brands in Arabic, Hebrew, Persian or Urdu have `w:bidi` in the styles of plain paragraphs or titles (ECMA-376 part 1,
17.3.1.6). The whole report is set from right to left then, including dates and tables.
"""

from collections.abc import Iterable, Mapping

from docx.oxml.ns import qn

from kamdeck.emit.docx.sections import is_on
from kamdeck.emit.docx.style_lookup import PARAGRAPH_DEFAULTS, style_chain, style_name, styles_by_id
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.on_off import is_true

_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
)  # fmt: skip
"""The schema's order of the paragraph properties written here (ECMA-376 part 1, 17.3.1.26)."""
_DECISIVE = ("title", "heading 1")
"""Styles, besides that of plain paragraphs, whose direction is the brand's."""


def is_right_to_left(styles: Element) -> bool:
    """Whether plain paragraphs, titles or headings run from right to left."""
    defaults = styles.find(PARAGRAPH_DEFAULTS)
    if defaults is not None and is_on(defaults.find(qn("w:bidi"))):
        return True
    known = styles_by_id(styles)
    return any(_is_right_to_left(key, known) for key, style in known.items() if _is_decisive(style))


def set_right_to_left(styles: Iterable[Element], graphics: Element) -> None:
    """Set paragraph styles from right to left, unless they have a direction of their own.

    The style of `graphics` is excluded: LibreOffice mirrors the shapes in such a paragraph, but not their text.
    """
    # An explicit "off", since the style may inherit the direction from plain paragraphs.
    put_property(graphics, graphics.makeelement(qn("w:bidi"), {qn("w:val"): "0"}))
    for style in styles:
        paragraph = style.get(qn("w:type")) == "paragraph"
        if paragraph and style.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is None:
            put_property(style, style.makeelement(qn("w:bidi")))


def _is_decisive(style: Element) -> bool:
    plain = style.get(qn("w:type")) == "paragraph" and is_true(style.get(qn("w:default")))
    return plain or style_name(style) in _DECISIVE


def _is_right_to_left(style_id: str, known: Mapping[str, Element]) -> bool:
    """Whether a style, or else the one that it is based on, has the direction from right to left."""
    path = f"{qn('w:pPr')}/{qn('w:bidi')}"
    directions = (each.find(path) for each in style_chain(known, style_id))
    return is_on(next((each for each in directions if each is not None), None))


def put_property(style: Element, child: Element) -> None:
    """Set a paragraph property of a style: in the schema's order, and instead of any that it has."""
    properties = style.find(qn("w:pPr"))
    if properties is None:
        properties = style.makeelement(qn("w:pPr"))
        run = style.find(qn("w:rPr"))
        # In a style, the schema wants `w:pPr` directly before `w:rPr`.
        style.append(properties) if run is None else run.addprevious(properties)
    for old in properties.findall(child.tag):
        properties.remove(old)
    before = {qn(f"w:{name}") for name in _ORDER[: _ORDER.index(child.tag.partition("}")[2])]}
    properties.insert(sum(each.tag in before for each in properties), child)
