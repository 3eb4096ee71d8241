"""The paragraph style of drawings and of the text in them, which is kamdeck's own in every brand.

A brand's text may have lines of exactly 28 points, indented first lines, a grid of lines or capital letters. Drawings
are laid out with measured lines, so their style inherits only typefaces and language from the brand.
"""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from kamdeck.emit.docx.style_lookup import style_name
from kamdeck.ooxml.brand_source.markup import Element

NAME = "kamdeck graphic"
"""The style's name in lower case."""
SIZE = 10.0
"""The size of its text, in points."""
_OFF = ("keepNext", "keepLines", "pageBreakBefore")
_PLAIN_RUN = (
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
)
_EDGES = ("top", "left", "bottom", "right", "between", "bar")


def add_graphic_style(styles: Element) -> None:
    """Add the style, and remove an older one if the brand was made from a report of kamdeck's."""
    for style in styles.findall(qn("w:style")):
        if style_name(style) == NAME:
            styles.remove(style)
    taken = {each.get(qn("w:styleId")) for each in styles.findall(qn("w:style"))}
    style_id = "KamdeckGraphic"
    while style_id in taken:
        style_id += "K"
    styles.append(parse_xml(_style_xml(style_id)))


def _style_xml(style_id: str) -> str:
    off = "".join(f'<w:{name} w:val="0"/>' for name in _OFF)
    edges = "".join(f'<w:{name} w:val="nil"/>' for name in _EDGES)
    # Paragraph properties in the schema's order (ECMA-376 part 1, 17.3.1.26). Lengths in characters and lines are reset
    # too, since Word prefers them to those in points.
    paragraph = (
        f'{off}<w:numPr><w:numId w:val="0"/></w:numPr><w:suppressLineNumbers/><w:pBdr>{edges}</w:pBdr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        '<w:bidi w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:before="0" '
        'w:beforeLines="0" w:beforeAutospacing="0" w:after="0" w:afterLines="0" w:afterAutospacing="0" w:line="240" '
        'w:lineRule="auto"/><w:ind w:left="0" w:leftChars="0" w:right="0" w:rightChars="0" w:firstLine="0" '
        'w:firstLineChars="0"/><w:contextualSpacing w:val="0"/><w:jc w:val="left"/><w:textAlignment w:val="auto"/>'
        # Level 9 is body text: a drawing is no entry of the navigation pane.
        '<w:outlineLvl w:val="9"/>'
    )
    run = (
        "".join(f'<w:{name} w:val="0"/>' for name in _PLAIN_RUN)
        + '<w:spacing w:val="0"/><w:w w:val="100"/><w:position w:val="0"/>'
        f'<w:sz w:val="{round(SIZE * 2)}"/><w:szCs w:val="{round(SIZE * 2)}"/>'
        '<w:u w:val="none"/><w:shd w:val="clear" w:color="auto" w:fill="auto"/>'
        '<w:vertAlign w:val="baseline"/>'
    )
    # Hidden from Word's list of styles: text that people write has no use for it.
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{style_id}"><w:name '
        f'w:val="Kamdeck Graphic"/><w:uiPriority w:val="99"/><w:semiHidden/><w:pPr>{paragraph}</w:pPr>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )
