"""A report's passages go in; the markup of the document's body comes out: headings, flows, captions, in order."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import assert_never

from kamdeck.brand import Rect
from kamdeck.emit.docx.charts import chart_xml
from kamdeck.emit.docx.counting import Counting
from kamdeck.emit.docx.drawings import drawing_xml
from kamdeck.emit.docx.furniture import Furniture
from kamdeck.emit.docx.pictures import picture_xml
from kamdeck.emit.docx.setting import Setter
from kamdeck.emit.docx.tables import KEEP, table_xml
from kamdeck.emit.docx.text import twips
from kamdeck.flow import Chart, Drawing, Paragraph, Paragraphs, Picture, Run, Table
from kamdeck.flow.report import Caption, Heading, Passage, Report, Shown
from kamdeck.ooxml.text import attribute

TALLEST_CHART = 0.4
"""The part of a page's height that a chart takes at most."""
_BULLET = "–"
_UNNUMBERED = '<w:numPr><w:numId w:val="0"/></w:numPr>'
_SIZE = 10.0


class Body:
    """Writes passages one after the other."""

    def __init__(self, report: Report, setter: Setter, furniture: Furniture, counting: Counting) -> None:
        self.report, self.setter, self.furniture, self.counting = report, setter, furniture, counting

    def xml(self) -> str:
        """The content of the body; the properties of each passage's pages stand at its end."""
        last = len(self.report.passages) - 1
        return "".join(self._passage(passage, number, last) for number, passage in enumerate(self.report.passages))

    def _passage(self, passage: Passage, number: int, last: int) -> str:
        elements = "".join(self._elements(passage))
        page = self.furniture.page_xml(passage.landscape, first=not number)
        return elements + (page if number == last else f"<w:p><w:pPr>{page}</w:pPr></w:p>")

    def _elements(self, passage: Passage) -> Iterator[str]:
        body = (self.furniture.paper.turned() if passage.landscape else self.furniture.paper).body
        for element, following in zip_longest(passage.elements, passage.elements[1:]):
            match element:
                case Heading():
                    yield self._heading(element)
                case Shown():
                    sourced = isinstance(following, Shown) and _is_source(following)
                    yield from self._shown(element, body, kept=sourced)
                    if isinstance(element.flow, Table) and not sourced:
                        yield self._gap()
                case _:
                    assert_never(element)

    def _heading(self, heading: Heading) -> str:
        """A heading with its bookmark; what it is called in a second language stands under it."""
        first, *others = heading.names
        counted = self.counting.heading(heading)
        runs = [f"{counted.text}{first}"]
        pen = self.setter.pen
        words = _words(runs[0])
        second = attribute(self.setter.styles["second language"])
        for name in others:
            words += f'<w:r><w:br/></w:r><w:r><w:rPr><w:rStyle w:val="{second}"/></w:rPr>{_text(name)}</w:r>'
        if heading.anchor:
            words = pen.bookmarked(heading.anchor, words)
        style = attribute(self.setter.styles[counted.style])
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{counted.properties}</w:pPr>{words}</w:p>'

    def _shown(self, shown: Shown, body: Rect, *, kept: bool) -> Iterator[str]:
        """A flow with its caption; one that is `kept` ends on the page of what follows it."""
        flow, caption = shown.flow, shown.caption
        if caption and caption.kind == "table":
            yield self._caption(caption)
        match flow:
            case Paragraphs():
                yield from self._paragraphs(flow)
            case Table():
                if not caption:
                    yield self._gap()
                yield table_xml(flow, body, self.setter, kept=kept)
            case Chart():
                tall = min(flow.wanted, body.height * TALLEST_CHART)
                yield self._figure(chart_xml(flow, body.width, tall, self.setter.pen), caption)
            case Picture():
                yield self._figure(picture_xml(flow, body.width, self.setter.pen), caption)
            case Drawing():
                yield self._figure(drawing_xml(flow, self.setter.pen), caption, flow.frame.extent[0])
            case _:
                assert_never(flow)
        if caption and caption.kind == "figure":
            yield self._caption(caption, kept=kept)

    def _figure(self, run: str, caption: Caption | None, left: float = 0.0) -> str:
        """A line that holds a graphic; it starts `left` points from the margin."""
        style = attribute(self.setter.styles["figure" if caption else "body text"])
        indent = f'<w:ind w:left="{twips(left)}"/>' if left > 0 else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{indent}</w:pPr>{run}</w:p>'

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

    def _paragraphs(self, flow: Paragraphs) -> Iterator[str]:
        """Prose and lists; a tinted flow is a callout, a list with numbers starts at 1."""
        numbered = ""
        for paragraph in flow.paragraphs:
            role, lead = ("callout" if flow.fill else ""), ""
            if paragraph.role == "number":
                numbered = numbered or self.counting.numbered_list()
                lead = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbered}"/></w:numPr>'
            elif paragraph.role == "bullet" and not paragraph.marker:
                role = "body"
            elif paragraph.role == "bullet" and paragraph.marker != _BULLET:
                paragraph, lead = _signed(paragraph), _UNNUMBERED
            elif paragraph.role == "contents_title":
                lead = _UNNUMBERED  # a brand may base its style on a numbered heading
            yield self.setter.paragraph(paragraph, role, lead)

    def _gap(self) -> str:
        """Room around a table. LibreOffice keeps no heading with what follows it where the heading follows a table."""
        return f'<w:p><w:pPr><w:pStyle w:val="{attribute(self.setter.styles["table gap"])}"/></w:pPr></w:p>'


def _is_source(shown: Shown) -> bool:
    flow = shown.flow
    return isinstance(flow, Paragraphs) and bool(flow.paragraphs) and flow.paragraphs[0].role == "source"


def _signed(paragraph: Paragraph) -> Paragraph:
    """A list paragraph whose bullet is the sign of a status, which no list style has."""
    sign = Run(f"{paragraph.marker}\t", colour=paragraph.marker_colour)
    return replace(paragraph, runs=(sign, *paragraph.runs), marker="")


def _words(words: str) -> str:
    return f"<w:r>{_text(words)}</w:r>"


def _text(words: str) -> str:
    return f'<w:t xml:space="preserve">{attribute(words)}</w:t>'
