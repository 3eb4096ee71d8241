"""Writes runs as WordprocessingML, with the font, language and direction that their text needs."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from kamdeck.emit.docx.colours import shading_xml, text_colour_xml
from kamdeck.emit.docx.document_context import DocumentContext, Languages, bookmark
from kamdeck.flow import Paragraph, Run
from kamdeck.flow.text import Align
from kamdeck.ooxml.xml_text import attribute, clean, escape
from kamdeck.text.scripts import EAST_ASIAN, language_of, spans

Kind = Literal["", "east_asian", "rtl"]
_IN_BOTH_FONTS = re.compile(
    "[\u00b7\u2010-\u2027\u2030-\u203e\u2103-\u2109\u2116\u2160-\u217f\u2190-\u22ff\u2460-\u26ff]"
)
_RTL_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# From the first such letter to the last, including digits and signs between them but no letters of other scripts.
_RTL = re.compile(f"[{_RTL_LETTERS}](?:[^A-Za-z\u00c0-\u058f\u0900-\u1fff\u2c00-\ud7ff]*[{_RTL_LETTERS}])?")
_CONTROLS = re.compile("([\n\u2028\t])")
_CONTROL_MARKUP = {"\n": "<w:br/>", "\u2028": "<w:br/>", "\t": "<w:tab/>"}
_EAST_ASIAN_LANGUAGES = ("zh", "ja", "ko")
# Languages with an alphabet that Word sets in the Latin font, whose language is `w:val`. All others that are neither
# East Asian nor in this list count as complex scripts (`w:bidi`).
_ALPHABETS = ("el", "ru", "uk", "bg", "sr", "be", "kk", "mk", "hy", "ka", "am")


class RunFormat(NamedTuple):
    """The formatting that text has from its paragraph style. Only what differs from it is written.

    `style_id` names the style; `size` is in points, 0 where it is not known, and `colour` a role, "" where it is not
    known. `listed` styles draw their own markers and indents, `plain_links` ones show links like other text.
    `plain_spacing` says that the style has single lines, no space around paragraphs and no indents. `rule` is the
    markup of a border that paragraphs in frames get in addition.
    """

    style_id: str = ""
    size: float = 0.0
    colour: str = ""
    bold: bool = False
    align: Align = "left"
    before: float = 0.0
    listed: bool = False
    plain_links: bool = False
    plain_spacing: bool = False
    right_to_left: bool = False
    rule: str = ""


PLAIN = RunFormat()


def runs_xml(paragraph: Paragraph, context: DocumentContext, style: RunFormat = PLAIN) -> str:
    """The runs of a paragraph without its marker; `style` is the formatting that its paragraph style already gives."""
    runs = paragraph.linked.runs
    return "".join([_run(run, paragraph, context, style) for run in runs if run.text or run.page_of])


def marker_xml(paragraph: Paragraph, context: DocumentContext, style: RunFormat = PLAIN) -> str:
    """The marker of a paragraph as text, with the tab to the hanging indent; `style` is as in `runs_xml`."""
    marker = Run(f"{paragraph.marker}\t", colour=paragraph.marker_colour)
    return _run(marker, paragraph, context, style)


def _run(run: Run, paragraph: Paragraph, context: DocumentContext, style: RunFormat) -> str:
    link = context.link(run.link)
    character_style = "Hyperlink" if link and not style.plain_links else ""
    properties = _run_properties(run, paragraph, context, style, character_style)
    if run.page_of in context.sections and run.page_of:
        runs = _page_number(run, properties, context)
    else:
        runs = _text_runs(run.text, properties, context)
    return f'<w:hyperlink {link} w:history="1">{runs}</w:hyperlink>' if link else runs


class _RunProperties(NamedTuple):
    """The markup of a run's properties before and after its fonts, which depend on each piece of its text."""

    before_fonts: str
    after_fonts: str


def _run_properties(
    run: Run, paragraph: Paragraph, context: DocumentContext, style: RunFormat, character_style: str
) -> _RunProperties:
    """A run's properties. Bold text gets the brand's character style "Strong" if the run has no other one."""
    rest = ""
    if run.bold and not style.bold and not character_style and "Strong" in context.styles:
        character_style = "Strong"
    elif run.bold != style.bold:
        # w:bCs and w:szCs are the same for right-to-left text, which Word formats separately.
        value = "" if run.bold else ' w:val="0"'
        rest += f"<w:b{value}/><w:bCs{value}/>"
    role = run.colour or (_link_colour(paragraph, context) if character_style == "Hyperlink" else paragraph.colour)
    if role and role != style.colour:
        rest += text_colour_xml(context.theme.colour(role))
    size = run.size or paragraph.size
    if size != style.size:
        rest += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    if run.fill:
        rest += shading_xml(context.theme.colour(run.fill))
    known = context.styles.get(character_style)
    return _RunProperties(f'<w:rStyle w:val="{attribute(known)}"/>' if known else "", rest)


def _link_colour(paragraph: Paragraph, context: DocumentContext) -> str:
    """The colour role of a link where the brand's own link style has too little contrast, else nothing."""
    if paragraph.colour != "text":
        return paragraph.colour
    link = context.theme.colours.get("link")
    return "link" if link and (link.scheme, link.mod) != ("hlink", 100) else ""


def _page_number(run: Run, run_properties: _RunProperties, context: DocumentContext) -> str:
    """A field for the page number of a section's heading, with its current value where that is known."""
    properties = _properties(run.text, "", run_properties, context)
    known = context.pages.get(run.page_of)
    shown = "" if known is None else str(known)
    # The number is stored because Word does not compute the field until somebody prints the document or presses F9.
    field = f'<w:instrText xml:space="preserve"> PAGEREF {bookmark(run.page_of)} \\h </w:instrText>'
    inner = (
        '<w:fldChar w:fldCharType="begin"/>',
        field,
        '<w:fldChar w:fldCharType="separate"/>',
        content_xml(shown),
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{properties}{part}</w:r>" for part in inner)


def _text_runs(text: str, properties: _RunProperties, context: DocumentContext) -> str:
    return "".join(
        f"<w:r>{_properties(segment, kind, properties, context)}{content_xml(segment)}</w:r>"
        for segment, kind in _segments(text)
    )


def styled_runs_xml(text: str) -> str:
    """The runs of a text in the format of its paragraph's style; words that run from right to left say so."""
    if text.isascii() or not _RTL.search(text):
        return f"<w:r>{content_xml(text)}</w:r>"
    marks = {"rtl": "<w:rPr><w:rtl/></w:rPr>"}
    return "".join(f"<w:r>{marks.get(kind, '')}{content_xml(segment)}</w:r>" for segment, kind in _segments(text))


def content_xml(text: str) -> str:
    """The content of a run: text, line breaks and tabs."""
    if text.isprintable():
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    parts = _CONTROLS.split(clean(text))
    return "".join(
        _CONTROL_MARKUP.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in parts if part
    )


def _segments(text: str) -> Iterator[tuple[str, Kind]]:
    """The text cut where its direction changes, and around signs that exist in the Latin and the East Asian font.

    Word chooses one of the two fonts for such signs by a hint (ECMA-376 part 1, 17.3.2.26).
    """
    if text.isascii():
        yield text, ""
    elif _RTL.search(text):
        done = 0
        for match in _RTL.finditer(text):
            if match.start() > done:
                yield text[done : match.start()], ""
            yield match[0], "rtl"
            done = match.end()
        if done < len(text):
            yield text[done:], ""
    elif _IN_BOTH_FONTS.search(text) and EAST_ASIAN.search(text):
        yield from ((text[start:end], "east_asian" if own else "") for start, end, own in spans(text))
    else:
        yield text, ""


def _properties(text: str, kind: Kind, properties: _RunProperties, context: DocumentContext) -> str:
    fonts, languages = "", context.languages
    if kind == "east_asian" or (not text.isascii() and EAST_ASIAN.search(text)):
        # Without a hint Word takes signs such as quotation marks from the Latin font.
        hint = ' w:hint="eastAsia"' if kind == "east_asian" else ""
        named = context.typeface_of(language_of(text, languages.body, languages.east_asian))
        typeface = f' w:eastAsia="{attribute(named)}"' if named else ""
        fonts = f"<w:rFonts{hint}{typeface}/>" if hint or typeface else ""
    direction = "<w:rtl/>" if kind == "rtl" else ""
    language = _language(text, languages)
    inner = f"{properties.before_fonts}{fonts}{properties.after_fonts}{direction}{language}"
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


@lru_cache(maxsize=8192)
def _language(text: str, languages: Languages) -> str:
    """The language of a text, unless it is one of the document's own."""
    tag = language_of(text, languages.body, languages.east_asian)
    name = tag.split("-")[0].lower()
    if tag in (languages.body, languages.latin, languages.east_asian):
        return ""
    attribute_name = "eastAsia" if name in _EAST_ASIAN_LANGUAGES else "val" if name in _ALPHABETS else "bidi"
    return f'<w:lang w:{attribute_name}="{attribute(tag)}"/>'
