"""Build the default brand of reports, `layouts/brand.docx`: a Word document of styles with an A4 page.

Run `python tools/build_report_brand.py [PATH]` after a change. The output is byte for byte the same every time. A
company's own document may lack some of these styles: they are then copied from this file and follow that document's
theme.
"""

import sys
from pathlib import Path

from build_brand import HEAD, R, relationships, theme, write_package

TARGET = Path(__file__).parents[1] / "layouts" / "brand.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TEXT = '<w:color w:val="1A2430" w:themeColor="text1"/>'
MUTED = '<w:color w:val="56616C" w:themeColor="text2"/>'
PRIMARY = '<w:color w:val="1B4F7D" w:themeColor="accent1"/>'
CONTRAST = '<w:color w:val="863E6C" w:themeColor="accent2"/>'
BOLD = "<w:b/><w:bCs/>"
KEEP = "<w:keepNext/><w:keepLines/>"
MAJOR = (
    '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" w:eastAsia="Microsoft YaHei" w:cstheme="majorBidi"/>'
)
MINOR = (
    '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsia="Microsoft YaHei" w:cstheme="minorBidi"/>'
)
RULE = 'w:val="single" w:sz="4" w:space="{}" w:color="C4C9CF" w:themeColor="text1" w:themeTint="40"'
STRONG_RULE = 'w:val="single" w:sz="8" w:space="0" w:color="1A2430" w:themeColor="text1"'
LOW, LOWEST = (
    f'<w:spacing w:before="0" w:after="{after}" w:line="{twips}" w:lineRule="exact"/>'
    for after, twips in ((200, 120), (0, 20))
)
"""The spacing of an almost invisible paragraph behind a table.

Behind a table and a paragraph lower than 6 points, LibreOffice 7.4 leaves headings alone at the end of a page.
"""
WIDTH = 9326
"""The width of the text, in twentieths of a point."""


def size(points: float) -> str:
    """The font size for all scripts; WordprocessingML counts half points."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def spacing(before: int = 0, after: int = 0, line: float = 0, rule: str = "atLeast") -> str:
    """Spacing before and after a paragraph and the height of its lines, in points.

    Lines of height 0 are single spaced; `rule` says whether another height is "atLeast" or "exact".
    """
    pitch = f' w:line="{round(line * 20)}" w:lineRule="{rule}"' if line else ' w:line="240" w:lineRule="auto"'
    return f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"{pitch}/>'


def indent(left: float, hanging: float = 0) -> str:
    """A left indent and a hanging first line, in points."""
    return f'<w:ind w:left="{round(left * 20)}" w:hanging="{round(hanging * 20)}"/>'


def numbered(number: int, level: int = 0) -> str:
    """A paragraph's list and its level in it; number 0 removes an inherited list."""
    of = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{of}<w:numId w:val="{number}"/></w:numPr>'


def outline(level: int) -> str:
    """The outline level, counted from 1."""
    return f'<w:outlineLvl w:val="{level - 1}"/>'


def tab(width: int = WIDTH) -> str:
    """A right-aligned tab stop at the edge of the text; `width` is in twentieths of a point."""
    return f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'


def style(
    name: str, paragraph: str = "", run: str = "", based: str = "Normal", *, after: str = "", own: bool = False
) -> str:
    """A paragraph style.

    `paragraph` and `run` are the markup of its properties, `based` names its parent, `after` the style of the next
    paragraph. `own` marks a style that is not one of Word's built-in ones. Styles of tables, contents, headers and
    footers have no parent, since a company's Normal style may have indents and justified lines.
    """
    key = key_of(name)
    custom = ' w:customStyle="1"' if own else ""
    following = f'<w:next w:val="{key_of(after)}"/>' if after else ""
    inner = (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run}</w:rPr>" if run else "")
    parent = f'<w:basedOn w:val="{key_of(based)}"/>' if based else ""
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{key}"><w:name w:val="{name}"/>{parent}{following}'
        f"<w:qFormat/>{inner}</w:style>"
    )


def key_of(name: str) -> str:
    """A style's id as Word derives it: the words of the name capitalised and joined."""
    return "".join(word[:1].upper() + word[1:] for word in name.split()).replace("Toc", "TOC")


def paragraph_styles() -> str:
    """All paragraph styles, in the order of Word's style gallery."""
    side = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{0}" w:themeColor="{1}"/></w:pBdr>'
    ground = '<w:shd w:val="clear" w:color="auto" w:fill="E9F1F8" w:themeFill="accent1" w:themeFillTint="1A"/>'
    return "".join(
        (
            style("Normal", spacing(after=6, line=16), TEXT, ""),
            style("Body Text"),
            style("Title", spacing(6, 4), MAJOR + BOLD + size(28), after="Subtitle"),
            style("Subtitle", spacing(after=10, line=16) + "<w:contextualSpacing/>", MUTED + size(12)),
            style(
                "heading 1",
                f"{KEEP}{numbered(1)}{spacing(30, 8)}{outline(1)}",
                MAJOR + BOLD + size(20),
                after="Body Text",
            ),
            style(
                "heading 2",
                f"{KEEP}{numbered(1, 1)}{spacing(20, 6)}{outline(2)}",
                MAJOR + BOLD + size(16),
                after="Body Text",
            ),
            style("heading 3", f"{KEEP}{spacing(10, 3)}{outline(3)}", MAJOR + BOLD + size(11), after="Body Text"),
            style("Heading 1 Plain", numbered(0), based="heading 1", after="Body Text", own=True),
            style("Heading 2 Plain", numbered(0), based="heading 2", after="Body Text", own=True),
            style("Lead", f"{KEEP}{spacing(after=6, line=16)}", BOLD, "Body Text", after="Body Text", own=True),
            style("List Bullet", f"{numbered(2)}{spacing(after=3, line=15)}{indent(14, 14)}"),
            style("List Sign", f"{numbered(0)}{indent(14, 14)}", based="List Bullet", own=True),
            style("List Number", f"{numbered(3)}{spacing(after=3, line=15)}{indent(18, 18)}"),
            style("Quote", f"{side.format('863E6C', 'accent2')}{spacing(3, 6, 16)}{indent(12)}", CONTRAST),
            style(
                "Callout",
                f"<w:keepLines/>{side.format('1B4F7D', 'accent1')}{ground}{spacing(line=16)}{indent(12)}",
                own=True,
            ),
            style("Note", spacing(after=6), MUTED + size(10), "", own=True),
            style("Source", spacing(2, 10), MUTED + size(10), "", own=True),
            style("caption", spacing(4, 12), MUTED + size(10), "", after="Body Text"),
            style("Table Caption", f"<w:keepNext/>{spacing(10, 4)}", BOLD + TEXT, "caption", own=True),
            style("Figure", f"<w:keepNext/>{spacing(8, 0)}", based="", after="caption", own=True),
            style("Table Text", spacing(2, 2) + "<w:contextualSpacing/>", TEXT + size(10), "", own=True),
            style("Table Bullet", indent(8.5, 8.5), based="Table Text", own=True),
            style("Table Gap", LOW, size(4), "", own=True),
            # Below the last table, which may fill its page.
            style("Table End", LOWEST, size(1), "", own=True),
            style("Table Head", f"<w:keepNext/>{spacing(2, 2)}", BOLD + MUTED, "Table Text", own=True),
            style(
                "TOC Heading", f"{KEEP}<w:pageBreakBefore/>{spacing(0, 6)}", MAJOR + BOLD + size(16), after="Body Text"
            ),
            # Lines of an exact height make the table of contents as long in Chinese as in English.
            style("toc 1", f"<w:keepNext/>{tab()}{spacing(4, 1, 13.5, 'exact')}", BOLD + TEXT + size(10.5), ""),
            style("toc 2", f"{tab()}{spacing(0, 0, 13.5, 'exact')}{indent(18)}", TEXT + size(10.5), ""),
            style("header", f"<w:pBdr><w:bottom {RULE.format(4)}/></w:pBdr>{tab()}{spacing()}", MUTED + size(10), ""),
            style("footer", f"<w:pBdr><w:top {RULE.format(6)}/></w:pBdr>{tab()}{spacing()}", MUTED + size(10), ""),
        )
    )


def character_styles() -> str:
    """All character styles."""

    def one(name: str, run: str, *, own: bool = False) -> str:
        custom = ' w:customStyle="1"' if own else ""
        return (
            f'<w:style w:type="character"{custom} w:styleId="{key_of(name)}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{run}</w:rPr></w:style>'
        )

    default = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
    )
    second = f'<w:b w:val="0"/><w:bCs w:val="0"/>{MUTED}{size(12)}'
    hyperlink = '<w:color w:val="1B4F7D" w:themeColor="hyperlink"/><w:u w:val="single"/>'
    return (
        default + one("Strong", BOLD) + one("Hyperlink", hyperlink) + one("Second Language", second, own=True)
        + one("Muted", MUTED, own=True) + one("Primary", PRIMARY, own=True)
    )  # fmt: skip


def table_styles() -> str:
    """Word's default table style, and the one of kamdeck's tables: thin rules, a strong one under the header."""
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 0), ("left", 100), ("bottom", 0), ("right", 100))
    )
    inside = RULE.format(0)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="AccountTable"><w:name w:val="Account Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:bottom {inside}/><w:insideH {inside}/>'
        '</w:tblBorders></w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr><w:tblStylePr w:type="firstRow">'
        f'<w:rPr>{BOLD}</w:rPr><w:tcPr><w:tcBorders><w:bottom {STRONG_RULE}/></w:tcBorders><w:vAlign w:val="bottom"/>'
        "</w:tcPr></w:tblStylePr>"
        f'<w:tblStylePr w:type="lastRow"><w:rPr>{BOLD}</w:rPr><w:tcPr><w:tcBorders><w:top {STRONG_RULE}/>'
        "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )  # fmt: skip


def styles() -> str:
    """The styles part: the document's defaults and all styles."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{MINOR}{size(10.5)}<w:lang w:val="en-GB" w:eastAsia="zh-CN" '
        'w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    none = '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
    return f"{HEAD}<w:styles {W}>{defaults}{paragraph_styles()}{character_styles()}{table_styles()}{none}</w:styles>"


def numbering() -> str:
    """The numbering part: numbered headings, bullets, and numbered lists."""

    def level(at: int, kind: str, text: str, more: str = "") -> str:
        return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'

    heads = "".join(
        level(at, "decimal", text, f'<w:pStyle w:val="Heading{at + 1}"/><w:suff w:val="space"/>')
        + '<w:lvlJc w:val="left"/></w:lvl>'
        for at, text in enumerate(("%1 ", "%1.%2 "))
    )
    bullet = (
        level(0, "bullet", "–", '<w:pStyle w:val="ListBullet"/>')
        + f'<w:lvlJc w:val="left"/><w:pPr>{indent(14, 14)}</w:pPr><w:rPr>{MUTED}</w:rPr></w:lvl>'
    )
    number = (
        level(0, "decimal", "%1", '<w:pStyle w:val="ListNumber"/>')
        + f'<w:lvlJc w:val="left"/><w:pPr>{indent(18, 18)}</w:pPr><w:rPr>{BOLD}{PRIMARY}</w:rPr></w:lvl>'
    )
    kinds = (("multilevel", heads), ("singleLevel", bullet), ("singleLevel", number))
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
        for at, (kind, levels) in enumerate(kinds)
    )
    numbers = "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(3))
    return f"{HEAD}<w:numbering {W}>{abstract}{numbers}</w:numbering>"


def settings() -> str:
    """The settings part: the compatibility mode of Word 2013 and later, and the languages of the theme's fonts."""
    names = ("bg1:light1", "t1:dark1", "bg2:light2", "t2:dark2", *(f"accent{at}:accent{at}" for at in range(1, 7)))
    mapping = " ".join('w:{}="{}"'.format(*name.split(":")) for name in (*names, "hyperlink:hyperlink"))
    uri = "http://schemas.microsoft.com/office/word"
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/><w:clrSchemeMapping {mapping} '
        'w:followedHyperlink="followedHyperlink"/></w:settings>'
    )


def document() -> str:
    """The document part: an A4 page, and a sentence that says what the file is for."""
    words = "The styles of kamdeck's reports. Change them, keep their names, and pass the file with --brand."
    page = (
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1540" w:right="1290" w:bottom="1380" w:left="1290" '
        'w:header="760" w:footer="640" w:gutter="0"/>'
    )
    body = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p><w:sectPr>{page}</w:sectPr>"
    return f"{HEAD}<w:document {W} {R}><w:body>{body}</w:body></w:document>"


TYPES = {
    "/word/document.xml": f"{WML}.document.main+xml",
    "/word/styles.xml": f"{WML}.styles+xml",
    "/word/numbering.xml": f"{WML}.numbering+xml",
    "/word/settings.xml": f"{WML}.settings+xml",
    "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
}


def parts() -> dict[str, str]:
    """The files of the package by name, without `[Content_Types].xml`."""
    named = ("styles", "numbering", "settings")
    inside = ((name, f"{name}.xml") for name in named)
    return {
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relationships(*inside, ("theme", "theme/theme1.xml")),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/theme/theme1.xml": theme(),
    }


if __name__ == "__main__":
    write_package(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET, TYPES, parts())
