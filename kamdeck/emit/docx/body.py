"""Writes the body of a document: the headings, flows and captions of a report, placed as typesetting decided."""

from collections.abc import Iterator
from typing import assert_never

from kamdeck.brand import Rect
from kamdeck.emit.docx.bands import BandWriter
from kamdeck.emit.docx.charts import chart_xml
from kamdeck.emit.docx.drawings import drawing_xml
from kamdeck.emit.docx.graphic_style import NAME as GRAPHIC
from kamdeck.emit.docx.graphic_style import SIZE
from kamdeck.emit.docx.headers_footers import HeadersFooters
from kamdeck.emit.docx.numbering import UNNUMBERED, Numbering
from kamdeck.emit.docx.paragraph_styles import ParagraphWriter
from kamdeck.emit.docx.pictures import picture_xml
from kamdeck.emit.docx.runs import RunFormat, styled_runs_xml
from kamdeck.emit.docx.tables import KEEP_NEXT, table_xml
from kamdeck.emit.docx.text import twips, with_marker_text
from kamdeck.flow import Chart, Drawing, Paragraph, Paragraphs, Picture, Table
from kamdeck.flow.pinned_breaks import bind_spans
from kamdeck.flow.report import Caption, CaptionedFlow, Heading, Passage, Placement, Report, written_role
from kamdeck.ooxml.contents_field import BEGIN, END
from kamdeck.ooxml.link_targets import section_of
from kamdeck.ooxml.xml_text import attribute

_ENTRIES = ("contents1", "contents2")
KEEP_WHOLE = f"{KEEP_NEXT}<w:keepLines/>"
"""Keeps a paragraph with the next one, and its lines together, which some programs do anyway and others do not."""
_NEW_PAGE = "<w:pageBreakBefore/>"
_AT_THE_TOP = '<w:spacing w:before="0"/>'


class Body:
    """Writes passages one after the other.

    Args:
        report: The report.
        writer: What writes paragraphs in the styles of the brand.
        headers_footers: The headers and footers of the sections.
        numbers: What numbers headings and captions.
    """

    def __init__(
        self, report: Report, writer: ParagraphWriter, headers_footers: HeadersFooters, numbers: Numbering
    ) -> None:
        self.report, self.writer, self.headers_footers, self.numbers = report, writer, headers_footers, numbers
        elements = (element for passage in report.passages for element in passage.elements)
        self._graphic = RunFormat(writer.styles[GRAPHIC], SIZE, plain_spacing=True)
        self._entries = numbers.entries(each for each in elements if isinstance(each, Heading) and each.level < 3)

    def xml(self) -> str:
        """The content of the body. Each passage ends with the section properties of its pages."""
        last = len(self.report.passages) - 1
        bands = BandWriter(self.writer, self._graphic)
        panels = "".join(map(bands.xml, self.report.bands))
        passages = (self._passage(passage, number, last) for number, passage in enumerate(self.report.passages))
        return panels + "".join(passages)

    def _passage(self, passage: Passage, number: int, last: int) -> str:
        paper = self.headers_footers.paper
        body = (paper.turned() if passage.landscape else paper).body
        # A section's properties are in its last paragraph, those of the last section at the end of the body
        # (ECMA-376 part 1, 17.6.17 and 17.6.18).
        elements = "".join(self._elements(passage, body, is_first=not number))
        page = self.headers_footers.page_xml(passage.landscape, first=not number)
        return elements + (page if number == last else f"<w:p><w:pPr>{page}</w:pPr></w:p>")

    def _elements(self, passage: Passage, body: Rect, *, is_first: bool) -> Iterator[str]:
        for element in passage.elements:
            match element:
                case Heading():
                    yield self._heading(element, at_top=not is_first and element is passage.elements[0])
                case CaptionedFlow():
                    yield from self._captioned(element, body)
                case _:
                    assert_never(element)

    def _heading(self, heading: Heading, *, at_top: bool) -> str:
        """A heading with its bookmark. Its name in a second language is on a second line.

        A heading `at_top` begins the pages of a passage. Word drops the space above a heading after an ordinary page
        break, but not at the beginning of a section, so that it is removed here.
        """
        first, *others = heading.names
        number = self.numbers.heading(heading)
        text = styled_runs_xml(f"{number.text}{first}")
        second = attribute(self.writer.styles["second language"])
        # A line break, not a second paragraph, which would get a heading number of its own.
        for name in others:
            text += f'<w:r><w:br/></w:r><w:r><w:rPr><w:rStyle w:val="{second}"/></w:rPr>{_text(name)}</w:r>'
        if heading.anchor:
            text = self.writer.context.bookmarked(heading.anchor, text)
        style = attribute(self.writer.styles[number.style])
        properties = (_NEW_PAGE if heading.new_page else "") + number.properties
        properties += _AT_THE_TOP if at_top or heading.new_page else _above(heading.above)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{text}</w:p>'

    def _captioned(self, captioned: CaptionedFlow, body: Rect) -> Iterator[str]:
        """A flow with its caption: a table's above it, a figure's below."""
        flow, caption, placement = captioned.flow, captioned.caption, captioned.placement
        context = self.writer.context
        match flow:
            case Paragraphs():
                yield from self._paragraphs(flow, placement, new_page=captioned.new_page)
            case Table():
                yield self._caption(caption, above=placement.above) if caption else self._gap()
                yield table_xml(flow, body.width, self.writer, placement)
                if not placement.keep_next:
                    yield self._gap()
            case Chart():
                yield self._figure(chart_xml(flow, body.width, placement.height, context), captioned)
            case Picture():
                yield self._figure(picture_xml(flow, body.width, context), captioned)
            case Drawing():
                yield self._figure(drawing_xml(flow, context, self._graphic), captioned)
            case _:
                assert_never(flow)
        if caption and caption.kind == "figure":
            yield self._caption(caption, keep_next=placement.keep_next)

    def _figure(self, run: str, captioned: CaptionedFlow) -> str:
        """The paragraph of a graphic.

        If the graphic has a caption, the caption below it is kept with the next element instead of the graphic.
        """
        placement = captioned.placement
        style = attribute(self.writer.styles["figure" if captioned.caption else GRAPHIC])
        keep = KEEP_NEXT if placement.keep_next and not captioned.caption else ""
        space = _space(*placement.space) if placement.space else _above(placement.above)
        # The brand's style for figures may indent the first line, which would push the graphic over the margin.
        left = twips(max(0.0, placement.indent))
        indent = f'<w:ind w:left="{left}" w:firstLineChars="0" w:firstLine="0"/>'
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{space}{indent}</w:pPr>{run}</w:p>'

    def _caption(self, caption: Caption, *, keep_next: bool = False, above: float = 0.0) -> str:
        """A caption such as "Table 5  Installed base". Its number is a field, so that Word can count again."""
        label, number = self.numbers.caption(caption.kind)
        code = f" SEQ {caption.kind.capitalize()} \\* ARABIC "
        # Word does not compute fields when it opens a file, so the field stores its result. `w:updateFields` in the
        # settings would change that, but makes Word ask the reader a question first.
        field = f'<w:fldSimple w:instr="{code}"><w:r><w:t>{number}</w:t></w:r></w:fldSimple>'
        role = "table caption" if caption.kind == "table" else "caption"
        style = attribute(self.writer.styles[role])
        text = f"{styled_runs_xml(f'{label} ')}{field}{styled_runs_xml(f'  {caption.text}')}"
        keep = KEEP_NEXT if keep_next else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{_above(above)}</w:pPr>{text}</w:p>'

    def _paragraphs(self, flow: Paragraphs, placement: Placement, *, new_page: bool) -> Iterator[str]:
        """Prose and lists. A tinted flow is a callout; a list with numbers starts at 1."""
        list_number, last = "", len(flow.paragraphs) - 1
        listed = [number for number, each in enumerate(flow.paragraphs) if each.role in _ENTRIES]
        for number, paragraph in enumerate(flow.paragraphs):
            role, properties = ("callout" if flow.fill else ""), ""
            if paragraph.role == "number":
                list_number = list_number or self.numbers.numbered_list()
                properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_number}"/></w:numPr>'
            elif paragraph.role == "bullet":
                # A plain entry has the style of its list, or of the callout that it stands in.
                role = role if (written := written_role(paragraph)) == "bullet" else written
                paragraph = with_marker_text(paragraph, "\t") if role == "signed" else paragraph
            elif paragraph.role in _ENTRIES:
                paragraph = self._entry(paragraph)
            elif paragraph.role == "contents_title":
                properties = UNNUMBERED  # a brand may base its style on a numbered heading
            if new_page and not number:
                properties = _NEW_PAGE + properties
            if number in placement.kept or (placement.keep_next and number == last):
                properties = KEEP_WHOLE + properties
            # No-break spaces do here what pinned line breaks do on slides: only Word knows where these lines end.
            markup = self.writer.paragraph(bind_spans(paragraph), role, properties)
            yield _in_contents(markup, first=number in listed[:1], last=number in listed[-1:])

    def _entry(self, paragraph: Paragraph) -> Paragraph:
        """An entry of the table of contents, with its heading's number as the brand writes it ("Article 1")."""
        name, *others = paragraph.runs
        plain, written = self._entries.get(section_of(name.link) or "", ("", ""))
        if not written or not name.text.startswith(f"{plain}  "):
            return paragraph
        return paragraph._replace(runs=(name._replace(text=written + name.text[len(plain) :]), *others))

    def _gap(self) -> str:
        """An empty line above or below a table.

        Without it LibreOffice does not keep a heading that follows a table on the page of the text below the heading.
        """
        return f'<w:p><w:pPr><w:pStyle w:val="{attribute(self.writer.styles["table gap"])}"/></w:pPr></w:p>'


def _in_contents(paragraph: str, *, first: bool, last: bool) -> str:
    """The paragraph of an entry; the field of the contents begins in the `first` one and ends in the `last`.

    Word updates such a field when somebody asks for it or prints, and shows the entries that are written until then.
    """
    if first:
        head, end, text = paragraph.partition("</w:pPr>")
        paragraph = f"{head}{end}{BEGIN}{text}"
    return f"{paragraph.removesuffix('</w:p>')}{END}</w:p>" if last else paragraph


def _space(above: float, below: float) -> str:
    return f'<w:spacing w:before="{twips(above)}" w:after="{twips(below)}"/>'


def _above(height: float) -> str:
    """The space above a paragraph in points, instead of that of its style; nothing if it is 0.

    A style's space in lines, and an automatic one, would override it (ECMA-376 part 1, 17.3.1.33).
    """
    if not height:
        return ""
    return f'<w:spacing w:before="{twips(height)}" w:beforeLines="0" w:beforeAutospacing="0"/>'


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{attribute(text)}</w:t>'
