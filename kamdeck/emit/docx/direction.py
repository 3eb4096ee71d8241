"""Which side a brand sets its words from, and a paragraph's properties in the order that Word wants.

Who writes Arabic, Hebrew, Persian or Urdu has `w:bidi` in the styles of plain paragraphs or titles; all of a report is
set so then, its dates and tables too (ECMA-376 part 1, 17.3.1.6).
"""

from collections.abc import Iterable

from docx.oxml.ns import qn

from kamdeck.emit.docx.sections import is_on
from kamdeck.emit.docx.template_package import Element
from kamdeck.ooxml.on_off import is_true

_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc",
)  # fmt: skip
"""The schema's order of a paragraph's properties, as far as these are written (ECMA-376 part 1, 17.3.1.26)."""
_TELLING = ("title", "heading 1")
"""Styles that tell the direction of a brand besides its plain paragraphs."""
_DEFAULTS = "/".join(qn(f"w:{name}") for name in ("docDefaults", "pPrDefault", "pPr"))


def starts_at_the_right(styles: Element) -> bool:
    """Whether plain paragraphs, titles or headings run from right to left."""
    defaults = styles.find(_DEFAULTS)
    if defaults is not None and is_on(defaults.find(qn("w:bidi"))):
        return True
    known = {each.get(qn("w:styleId")): each for each in styles.iterchildren(qn("w:style"))}
    return any(_runs_so(style, known) for style in known.values() if _tells(style))


def set_from_the_right(styles: Iterable[Element], graphics: Element) -> None:
    """Let styles of paragraphs run from right to left, where they do not say themselves how they run.

    Not that of `graphics`: LibreOffice mirrors what stands in such a paragraph, and leaves its words where they were.
    """
    put_property(graphics, graphics.makeelement(qn("w:bidi"), {qn("w:val"): "0"}))
    for style in styles:
        paragraph = style.get(qn("w:type")) == "paragraph"
        if paragraph and style.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is None:
            put_property(style, style.makeelement(qn("w:bidi")))


def _tells(style: Element) -> bool:
    name = style.find(qn("w:name"))
    plain = style.get(qn("w:type")) == "paragraph" and is_true(style.get(qn("w:default")))
    return plain or (name is not None and name.get(qn("w:val"), "").lower() in _TELLING)


def _runs_so(style: Element | None, known: dict[str, Element]) -> bool:
    """What a style says of its direction, or those that it is based on."""
    seen: list[Element] = []
    while style is not None and style not in seen:
        seen.append(style)
        said = style.find(f"{qn('w:pPr')}/{qn('w:bidi')}")
        if said is not None:
            return is_on(said)
        base = style.find(qn("w:basedOn"))
        style = None if base is None else known.get(base.get(qn("w:val")))
    return False


def put_property(style: Element, child: Element) -> None:
    """Put a property into a style's paragraph properties, in the schema's order, in place of the one that it has."""
    properties = style.find(qn("w:pPr"))
    if properties is None:
        properties = style.makeelement(qn("w:pPr"))
        run = style.find(qn("w:rPr"))
        style.append(properties) if run is None else run.addprevious(properties)
    for old in properties.findall(child.tag):
        properties.remove(old)
    before = {qn(f"w:{name}") for name in _ORDER[: _ORDER.index(child.tag.partition("}")[2])]}
    properties.insert(sum(each.tag in before for each in properties), child)
