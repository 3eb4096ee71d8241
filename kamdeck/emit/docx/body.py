"""A report's passages go in; the markup of the document's body comes out: headings, flows, captions, in order."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import assert_never

from kamdeck.brand import Rect
from kamdeck.emit.docx.caption_numbers import CaptionNumbers
from kamdeck.emit.docx.charts import chart_xml
from kamdeck.emit.docx.drawings import drawing_xml
from kamdeck.emit.docx.graphic_style import NAME as GRAPHIC
from kamdeck.emit.docx.graphic_style import SIZE
from kamdeck.emit.docx.headers_footers import HeadersFooters
from kamdeck.emit.docx.paragraph_styles import ParagraphWriter
from kamdeck.emit.docx.pictures import picture_xml
from kamdeck.emit.docx.runs import RunFormat
from kamdeck.emit.docx.tables import KEEP, RowKeeping, table_xml
from kamdeck.emit.docx.text import spelled, twips
from kamdeck.flow import Chart, Drawing, Frame, Paragraph, Paragraphs, Picture, Table
from kamdeck.flow.pinned_breaks import glued
from kamdeck.flow.report import Caption, Heading, Passage, Report, ReportElement, Shown
from kamdeck.ooxml.addresses import section_of
from kamdeck.ooxml.text import attribute

TALLEST_CHART = 0.4
"""The part of a page's height that a chart takes at most."""
_BULLET = "–"
_UNNUMBERED = '<w:numPr><w:numId w:val="0"/></w:numPr>'
SHORT = 600
"""Characters up to which two paragraphs of a list stay together; LibreOffice lets go of a heading above longer ones."""
AIR = 6.0
"""Points between words and an ornament below them, besides those of their styles."""
ORNAMENT_AFTER = 6.0
"""Points below an ornament, as between two rows of cards, whatever a brand's text has below."""
LEAD = 300
"""Characters of prose, about three lines, up to which it stays with the graphic that follows it."""
_LISTED = ("bullet", "number")
_AT_THE_TOP = '<w:spacing w:before="0"/>'


class Body:
    """Writes passages one after the other."""

    def __init__(
        self, report: Report, setter: ParagraphWriter, headers_footers: HeadersFooters, counting: CaptionNumbers
    ) -> None:
        self.report, self.setter, self.headers_footers, self.counting = report, setter, headers_footers, counting
        elements = (element for passage in report.passages for element in passage.elements)
        self._graphic = RunFormat(setter.styles[GRAPHIC], SIZE, even=True)
        self.entries = counting.entries(each for each in elements if isinstance(each, Heading) and each.level < 3)

    def xml(self) -> str:
        """The content of the body; the properties of each passage's pages stand at its end."""
        last = len(self.report.passages) - 1
        return "".join(self._passage(passage, number, last) for number, passage in enumerate(self.report.passages))

    def _passage(self, passage: Passage, number: int, last: int) -> str:
        elements = "".join(self._elements(passage, turning=number > 0, last=number == last))
        page = self.headers_footers.page_xml(passage.landscape, first=not number)
        return elements + (page if number == last else f"<w:p><w:pPr>{page}</w:pPr></w:p>")

    def _elements(self, passage: Passage, *, turning: bool, last: bool) -> Iterator[str]:
        """The elements of a passage; `turning` is one that begins a page because another ended, `last` the last one."""
        body = (self.headers_footers.paper.turned() if passage.landscape else self.headers_footers.paper).body
        closing = None if last else _closing_table(passage)
        above: ReportElement | None = None
        for element, following in zip_longest(passage.elements, passage.elements[1:]):
            match element:
                case Heading():
                    yield self._heading(element, foremost=turning and element is passage.elements[0])
                case Shown():
                    told = isinstance(following, Shown) and (_is_source(following) or _is_key(element, following))
                    kept = told or _leads(element, following) or _goes_on(element, following)
                    yield from self._shown(element, body, RowKeeping(kept, element is closing), _air(above))
                    if isinstance(element.flow, Table) and not told:
                        yield self._gap()
                case _:
                    assert_never(element)
            above = element

    def _heading(self, heading: Heading, *, foremost: bool) -> str:
        """A heading with its bookmark; what it is called in a second language stands under it.

        The `foremost` one of new pages begins where the text does, as one that falls on a new page.
        """
        first, *others = heading.names
        counted = self.counting.heading(heading)
        runs = [f"{counted.text}{first}"]
        context = self.setter.context
        words = _words(runs[0])
        second = attribute(self.setter.styles["second language"])
        for name in others:
            words += f'<w:r><w:br/></w:r><w:r><w:rPr><w:rStyle w:val="{second}"/></w:rPr>{_text(name)}</w:r>'
        if heading.anchor:
            words = context.bookmarked(heading.anchor, words)
        style = attribute(self.setter.styles[counted.style])
        properties = counted.properties + (_AT_THE_TOP if foremost else "")
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{words}</w:p>'

    def _shown(self, shown: Shown, body: Rect, keeping: RowKeeping, air: float) -> Iterator[str]:
        """A flow with its caption; an ornament stands in some `air` below the words above it."""
        flow, caption = shown.flow, shown.caption
        if caption and caption.kind == "table":
            yield self._caption(caption)
        match flow:
            case Paragraphs():
                yield from self._paragraphs(flow, kept=keeping.next)
            case Table():
                if not caption:
                    yield self._gap()
                yield table_xml(flow, body, self.setter, keeping)
            case Chart():
                tall = min(flow.wanted, body.height * TALLEST_CHART)
                yield self._figure(chart_xml(flow, body.width, tall, self.setter.context), caption)
            case Picture():
                yield self._figure(picture_xml(flow, body.width, self.setter.context), caption)
            case Drawing():
                lead = "" if caption else f"{KEEP if keeping.next else ''}{_spaced(air, ORNAMENT_AFTER)}"
                yield self._figure(
                    drawing_xml(flow, self.setter.context, self._graphic), caption, _left(flow.frame, body), lead
                )
            case _:
                assert_never(flow)
        if caption and caption.kind == "figure":
            yield self._caption(caption, kept=keeping.next)

    def _figure(self, run: str, caption: Caption | None, left: float = 0.0, lead: str = "") -> str:
        """A line that holds a graphic; it starts `left` points from the margin. `lead` is markup before its indent."""
        style = attribute(self.setter.styles["figure" if caption else GRAPHIC])
        # A brand's figures may have an indented first line, which would push the graphic over the margin.
        indent = f'<w:ind w:left="{twips(max(0.0, left))}" w:firstLineChars="0" w:firstLine="0"/>'
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{lead}{indent}</w:pPr>{run}</w:p>'

    def _caption(self, caption: Caption, *, kept: bool = False) -> str:
        """ "Table 5  Installed base", its number a field that Word counts by."""
        label, number = self.counting.caption(caption.kind)
        code = f" SEQ {caption.kind.capitalize()} \\* ARABIC "
        field = f'<w:fldSimple w:instr="{code}"><w:r><w:t>{number}</w:t></w:r></w:fldSimple>'
        role = "table caption" if caption.kind == "table" else "caption"
        style = attribute(self.setter.styles[role])
        words = f"{_words(f'{label} ')}{field}{_words(f'  {caption.words}')}"
        keep = KEEP if kept else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{words}</w:p>'

    def _paragraphs(self, flow: Paragraphs, *, kept: bool) -> Iterator[str]:
        """Prose and lists; a tinted flow is a callout, a list with numbers starts at 1.

        No list leaves one of its lines on a page alone, and no callout its title; the last line of a flow that is
        `kept` ends on the page of what follows it.
        """
        numbered, last = "", len(flow.paragraphs) - 1
        for number, paragraph in enumerate(flow.paragraphs):
            role, lead = ("callout" if flow.fill else ""), ""
            pair = flow.paragraphs[number : number + 2]
            short = len(pair) == 2 and sum(len(each.text) for each in pair) <= SHORT
            first = short and number == 0 and (paragraph.role in _LISTED or bool(flow.fill))
            final = short and number == last - 1 and paragraph.role in _LISTED
            if paragraph.role == "number":
                numbered = numbered or self.counting.numbered_list()
                lead = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbered}"/></w:numPr>'
            elif paragraph.role == "bullet" and not paragraph.marker:
                role = "body"
            elif paragraph.role == "bullet" and paragraph.marker != _BULLET:
                paragraph, role = spelled(paragraph, "\t"), "signed"  # no list has the sign of a status
            elif paragraph.role in ("contents1", "contents2"):
                paragraph = self._entry(paragraph)
            elif paragraph.role == "contents_title":
                lead = _UNNUMBERED  # a brand may base its style on a numbered heading
            if first or final or (kept and number == last and len(paragraph.text) <= SHORT):
                lead = KEEP + lead
            yield self.setter.paragraph(glued(paragraph), role, lead)

    def _entry(self, paragraph: Paragraph) -> Paragraph:
        """An entry of the contents, numbered in the brand's words as its heading is."""
        name, *others = paragraph.runs
        plain, counted = self.entries.get(section_of(name.link) or "", ("", ""))
        if not counted or not name.text.startswith(f"{plain}  "):
            return paragraph
        return paragraph._replace(runs=(name._replace(text=counted + name.text[len(plain) :]), *others))

    def _gap(self) -> str:
        """Room around a table. LibreOffice keeps no heading with what follows it where the heading follows a table."""
        return f'<w:p><w:pPr><w:pStyle w:val="{attribute(self.setter.styles["table gap"])}"/></w:pPr></w:p>'


def _is_source(shown: Shown) -> bool:
    flow = shown.flow
    return isinstance(flow, Paragraphs) and bool(flow.paragraphs) and flow.paragraphs[0].role == "source"


def _is_key(shown: Shown, following: Shown) -> bool:
    """Whether a drawing without a caption tells what a table's colours mean."""
    return isinstance(shown.flow, Table) and isinstance(following.flow, Drawing) and not following.caption


def _air(above: ReportElement | None) -> float:
    """The points between words and an ornament below them."""
    return AIR if isinstance(above, Shown) and isinstance(above.flow, Paragraphs) else 0.0


def _spaced(above: float, below: float) -> str:
    return f'<w:spacing w:before="{twips(above)}" w:after="{twips(below)}"/>'


def _leads(shown: Shown, following: ReportElement | None) -> bool:
    """Whether a flow is some lines of prose before a graphic, which say what it shows."""
    flow = shown.flow
    short = isinstance(flow, Paragraphs) and sum(len(each.text) for each in flow.paragraphs) <= LEAD
    return short and isinstance(following, Shown) and isinstance(following.flow, Chart | Drawing | Picture)


def _goes_on(shown: Shown, following: ReportElement | None) -> bool:
    """Whether a drawing without a caption is followed by another, as one row of cards is by the next."""
    pair = [each for each in (shown, following) if isinstance(each, Shown) and not each.caption]
    return len(pair) == 2 and all(isinstance(each.flow, Drawing) for each in pair)


def _left(frame: Frame, body: Rect) -> float:
    """Where a drawing begins: as in its frame, and in the middle of a text that is narrower than the frame."""
    left, _, width, _ = frame.extent
    return left if left + width <= body.width else (body.width - width) / 2


def _closing_table(passage: Passage) -> Shown | None:
    """The table that ends a passage, with its source below or without."""
    shown = [each for each in passage.elements[-2:] if not (isinstance(each, Shown) and _is_source(each))]
    return next((each for each in shown[-1:] if isinstance(each, Shown) and isinstance(each.flow, Table)), None)


def _words(words: str) -> str:
    return f"<w:r>{_text(words)}</w:r>"


def _text(words: str) -> str:
    return f'<w:t xml:space="preserve">{attribute(words)}</w:t>'
