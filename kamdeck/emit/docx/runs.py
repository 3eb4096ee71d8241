"""Runs go in; WordprocessingML runs come out, with the font, language and direction that their words need."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from kamdeck.emit.docx.colours import ink_xml
from kamdeck.emit.docx.document_context import DocumentContext, Languages, bookmark
from kamdeck.flow import Paragraph, Run
from kamdeck.flow.text import Align
from kamdeck.ooxml.xml_text import attribute, clean, escape
from kamdeck.text.scripts import EAST_ASIAN, language_of, spans

Kind = Literal["", "east_asian", "rtl"]
_BOTH = re.compile("[\u00b7\u2010-\u2027\u2030-\u203e\u2103-\u2109\u2116\u2160-\u217f\u2190-\u22ff\u2460-\u26ff]")
_LEFTWARDS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# From one such character to the last, over digits and signs but no letters of other scripts.
_RTL = re.compile(f"[{_LEFTWARDS}](?:[^A-Za-z\u00c0-\u058f\u0900-\u1fff\u2c00-\ud7ff]*[{_LEFTWARDS}])?")
_ENDS = re.compile("([\n\u2028\t])")
_SIGNS = {"\n": "<w:br/>", "\u2028": "<w:br/>", "\t": "<w:tab/>"}
_EAST_ASIAN_LANGUAGES = ("zh", "ja", "ko")
_ALPHABETS = ("el", "ru", "uk", "bg", "sr", "be", "kk", "mk", "hy", "ka", "am")


class RunFormat(NamedTuple):
    """What words already have by the paragraph style that they are set in; what differs from it is written.

    `key` is the style's id, `size` 0 and `colour` "" where they are not known. `listed` styles draw their own markers
    and indents; `quiet` ones show links as plain words. `even` says that the style has single lines, no space around
    them and no indents, `backwards` that it runs from right to left.
    """

    key: str = ""
    size: float = 0.0
    colour: str = ""
    bold: bool = False
    align: Align = "left"
    before: float = 0.0
    listed: bool = False
    quiet: bool = False
    even: bool = False
    backwards: bool = False


PLAIN = RunFormat()


def runs_xml(paragraph: Paragraph, context: DocumentContext, style: RunFormat = PLAIN) -> str:
    """The runs of a paragraph without its marker."""
    runs = paragraph.linked.runs
    return "".join([_run(run, paragraph, context, style) for run in runs if run.text or run.page_of])


def marker_xml(paragraph: Paragraph, context: DocumentContext, style: RunFormat = PLAIN) -> str:
    """The marker as words before the tab to the hanging indent."""
    marker = Run(f"{paragraph.marker}\t", colour=paragraph.marker_colour)
    return _run(marker, paragraph, context, style)


def _run(run: Run, paragraph: Paragraph, context: DocumentContext, style: RunFormat) -> str:
    link = context.link(run.link)
    look = _look(run, paragraph, context, style, "Hyperlink" if link and not style.quiet else "")
    if run.page_of in context.sections and run.page_of:
        pieces = _page_number(run, look, context)
    else:
        pieces = _pieces(run.text, look, context)
    return f'<w:hyperlink {link} w:history="1">{pieces}</w:hyperlink>' if link else pieces


class _RunProperties(NamedTuple):
    """The markup of a run's properties on either side of its fonts, which depend on the words."""

    style: str
    rest: str


def _look(run: Run, paragraph: Paragraph, context: DocumentContext, style: RunFormat, character: str) -> _RunProperties:
    """Bold by the brand's own character style, where a paragraph is not bold already and no other style is taken."""
    rest = ""
    if run.bold and not style.bold and not character and "Strong" in context.styles:
        character = "Strong"
    elif run.bold != style.bold:
        value = "" if run.bold else ' w:val="0"'
        rest += f"<w:b{value}/><w:bCs{value}/>"
    role = run.colour or (_ink_of_link(paragraph, context) if character == "Hyperlink" else paragraph.colour)
    if role and role != style.colour:
        rest += ink_xml(context.theme.colour(role))
    size = run.size or paragraph.size
    if size != style.size:
        rest += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    known = context.styles.get(character)
    return _RunProperties(f'<w:rStyle w:val="{attribute(known)}"/>' if known else "", rest)


def _ink_of_link(paragraph: Paragraph, context: DocumentContext) -> str:
    """The role of a link's words where the brand's own style for links cannot be read on their ground."""
    if paragraph.colour != "text":
        return paragraph.colour
    link = context.theme.colours.get("link")
    return "link" if link and (link.scheme, link.mod) != ("hlink", 100) else ""


def _page_number(run: Run, look: _RunProperties, context: DocumentContext) -> str:
    """A field that stands for the page of a section's heading, with the number that it has where that is known."""
    properties = _properties(run.text, "", look, context)
    known = context.pages.get(run.page_of)
    shown = "" if known is None else str(known)
    field = f'<w:instrText xml:space="preserve"> PAGEREF {bookmark(run.page_of)} \\h </w:instrText>'
    inner = (
        '<w:fldChar w:fldCharType="begin"/>',
        field,
        '<w:fldChar w:fldCharType="separate"/>',
        content_xml(shown),
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{properties}{part}</w:r>" for part in inner)


def _pieces(words: str, look: _RunProperties, context: DocumentContext) -> str:
    return "".join(
        f"<w:r>{_properties(stretch, kind, look, context)}{content_xml(stretch)}</w:r>"
        for stretch, kind in _stretches(words)
    )


def content_xml(words: str) -> str:
    """Words with their line ends and tabs, as a run's content."""
    if words.isprintable():
        return f'<w:t xml:space="preserve">{escape(words)}</w:t>'
    parts = _ENDS.split(clean(words))
    return "".join(_SIGNS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in parts if part)


def _stretches(words: str) -> Iterator[tuple[str, Kind]]:
    """The words cut where signs that both fonts have need to be told which one, and where the direction changes."""
    if words.isascii():
        yield words, ""
    elif _RTL.search(words):
        done = 0
        for match in _RTL.finditer(words):
            if match.start() > done:
                yield words[done : match.start()], ""
            yield match[0], "rtl"
            done = match.end()
        if done < len(words):
            yield words[done:], ""
    elif _BOTH.search(words) and EAST_ASIAN.search(words):
        yield from ((words[start:end], "east_asian" if own else "") for start, end, own in spans(words))
    else:
        yield words, ""


def _properties(words: str, kind: Kind, look: _RunProperties, context: DocumentContext) -> str:
    fonts = ""
    if kind == "east_asian" or (not words.isascii() and EAST_ASIAN.search(words)):
        hint = ' w:hint="eastAsia"' if kind == "east_asian" else ""
        named = f' w:eastAsia="{attribute(context.east_asian)}"' if context.east_asian else ""
        fonts = f"<w:rFonts{hint}{named}/>" if hint or named else ""
    turned = "<w:rtl/>" if kind == "rtl" else ""
    inner = f"{look.style}{fonts}{look.rest}{turned}{_language(words, context.languages)}"
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


@lru_cache(maxsize=8192)
def _language(words: str, languages: Languages) -> str:
    """The language of words where it is none of the document's own."""
    tag = language_of(words, languages.body)
    name = tag.split("-")[0].lower()
    if tag in (languages.body, languages.latin, languages.east_asian):
        return ""
    place = "eastAsia" if name in _EAST_ASIAN_LANGUAGES else "val" if name in _ALPHABETS else "bidi"
    return f'<w:lang w:{place}="{attribute(tag)}"/>'
