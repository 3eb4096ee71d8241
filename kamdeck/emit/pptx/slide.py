"""Writes the slide of a page: headline, breadcrumb, flows and footers."""

from collections.abc import Sequence
from typing import assert_never
from xml.sax.saxutils import quoteattr

from kamdeck.brand import Rect
from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.drawings import drawing_xml
from kamdeck.emit.pptx.footer_markup import footer_xml
from kamdeck.emit.pptx.notes import NAMESPACES, TREE
from kamdeck.emit.pptx.opened_brand import SlideKind
from kamdeck.emit.pptx.parts import DeckParts
from kamdeck.emit.pptx.placeholders import Placeholder
from kamdeck.emit.pptx.shapes import LOCKED, ground_panel, non_visual_xml, panel, rule, text_box
from kamdeck.emit.pptx.slide_context import SlideContext
from kamdeck.emit.pptx.tables import table_xml
from kamdeck.emit.pptx.text import Inherited, paragraphs_xml
from kamdeck.flow import Chart, Drawing, Page, Pages, Paragraph, Paragraphs, Picture, Placed, Table
from kamdeck.flow.text import RULE_SPACE
from kamdeck.ooxml.deck_package import CHART, IMAGE

_CHART_URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
# With autofit, PowerPoint would change the size of a title that somebody edits.
_NO_FIT = "<a:bodyPr{attributes}><a:noAutofit/></a:bodyPr>"
_HEADING_FACES = (
    '<a:lstStyle><a:lvl1pPr><a:defRPr><a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>'
    "</a:defRPr></a:lvl1pPr></a:lstStyle>"
)
"""What gives the brand's face of headings to a title that inherits nothing from its slide layout."""


@dataclass(frozen=True)
class SlideWriter:
    """Writes one slide; new charts and pictures become parts of the deck."""

    context: SlideContext
    kind: SlideKind
    parts: DeckParts

    def xml(self, page: Page, pages: Pages, number: int) -> str:
        """The slide's markup with its shapes in reading order; `number` is the slide number."""
        # Screen readers read shapes in the order of the tree, and later shapes are drawn over earlier ones.
        shapes = [ground_panel(panel, self.context) for panel in self.kind.panels]
        shapes.append(self._title(page))
        if page.breadcrumb and self.kind.regions.breadcrumb:
            line = page.breadcrumb._replace(colour=self.kind.breadcrumb_ink)
            shapes.append(text_box("Breadcrumb", self.kind.regions.breadcrumb, (line,), self.context, "middle"))
        if page.kind == "cover" and page.subtitle:
            shapes.append(self._subtitle(page.subtitle))
        shapes += [self._placed(placed) for placed in page.placed]
        shapes += [footer_xml(footer, pages, number, self.context) for footer in self.kind.footers]
        tree = f"<p:spTree>{TREE}{''.join(shapes)}</p:spTree>"
        return f"<p:sld {NAMESPACES}><p:cSld>{tree}</p:cSld>{self.kind.colour_map}</p:sld>"

    def _title(self, page: Page) -> str:
        title, ink = page.title, self.kind.title_ink
        if ink:
            title = title._replace(colour=ink, runs=tuple(run._replace(colour="") for run in title.runs))
        paragraphs = [title]
        if page.lead:
            # In the placeholder of the title, since LibreOffice makes that two lines high at least; another text box
            # on its second line would lie over it.
            paragraphs.append(page.lead._replace(colour=self.kind.lead_ink or ink or "text"))
        return self._in_placeholder("Title", self.kind.title, self.kind.regions.title, paragraphs, bool(ink))

    def _subtitle(self, paragraphs: tuple[Paragraph, ...]) -> str:
        # Not in its placeholder: LibreOffice makes that at least half a slide high, over whatever is below.
        region = self.kind.regions.subtitle
        return text_box("Subtitle", region, paragraphs, self.context) if region else ""

    def _in_placeholder(
        self, name: str, placeholder: Placeholder, region: Rect, paragraphs: Sequence[Paragraph], other_ink: bool
    ) -> str:
        """Text in a placeholder. A position is written only if the region differs from the brand's."""
        number = self.context.next_id()
        style = placeholder.style
        inherited = Inherited(
            style.size if style.has_size else 0.0,
            style.bold,
            not other_ink,
            style.align,
            True,
            style.plain_spacing,
            style.listed,
            other_ink,
        )
        text = paragraphs_xml(paragraphs, self.context, inherited=inherited)
        inherits = placeholder.has_place and placeholder.rect is not None and _is_same(region, placeholder.rect)
        place = "" if inherits else self.context.place(region)
        margins = ' tIns="0" bIns="0"' if placeholder.trimmed else ""
        anchor = f' anchor="{placeholder.style.anchor}"' if placeholder.reanchored else ""
        faces = _HEADING_FACES if placeholder.lone else "<a:lstStyle/>"
        body = _NO_FIT.format(attributes=margins + anchor) + faces
        return (
            f"<p:sp><p:nvSpPr>{non_visual_xml(number, f'{name} {number}')}{LOCKED}<p:nvPr>"
            f"{_ph_xml(placeholder)}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{body}{text}</p:txBody></p:sp>"
        )

    def _placed(self, placed: Placed) -> str:
        flow = placed.flow
        match flow:
            case Paragraphs():
                return self._paragraphs(flow, placed)
            case Table():
                return table_xml(flow, placed, self.context)
            case Chart():
                return self._chart(flow, placed)
            case Picture():
                return self._picture(flow, placed)
            case Drawing():
                return drawing_xml(flow, placed, self.context)
            case _:
                assert_never(flow)

    def _paragraphs(self, flow: Paragraphs, placed: Placed) -> str:
        space = RULE_SPACE if flow.rule else 0.0
        rect = Rect(placed.x, placed.y, placed.width, placed.height - space)
        if flow.fill:
            text = panel(rect, flow.fill, flow.inset, flow.paragraphs, self.context)
        else:
            inset = flow.inset
            inner = Rect(rect.x + inset, rect.y + inset, rect.width - 2 * inset, rect.height - 2 * inset)
            text = text_box("Text", inner, flow.paragraphs, self.context)
        if not flow.rule:
            return text
        return text + rule(placed.x, placed.y + placed.height - 1.0, placed.width, self.context)

    def _chart(self, chart: Chart, placed: Placed) -> str:
        size, context = (placed.width, placed.height), self.context
        part = self.parts.chart(chart, context.theme, context.deck.language, size, context.units)
        key, number = self.context.relations.id_of(CHART, part), self.context.next_id()
        rect = Rect(placed.x, placed.y, placed.width, placed.height)
        return (
            f"<p:graphicFrame><p:nvGraphicFramePr>{non_visual_xml(number, f'Chart {number}', chart.alt or 'Chart')}"
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
            f'{self.context.place(rect, tag="p:xfrm")}<a:graphic><a:graphicData uri="{_CHART_URI}"><c:chart '
            f'xmlns:c="{_CHART_URI}" r:id="{key}"/></a:graphicData></a:graphic></p:graphicFrame>'
        )

    def _picture(self, picture: Picture, placed: Placed) -> str:
        key, number = self.context.relations.id_of(IMAGE, self.parts.image(picture.blob)), self.context.next_id()
        width = min(picture.width, placed.width)
        rect = Rect(placed.x, placed.y, width, picture.height(placed.width, self.context.deck.style))
        properties = non_visual_xml(number, f"Picture {number}", picture.alt, decorative=not picture.alt)
        return (
            f'<p:pic><p:nvPicPr>{properties}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/>'
            f'</p:nvPicPr><p:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr>{self.context.place(rect)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )


def _is_same(one: Rect, other: Rect) -> bool:
    pairs = ((one.x, other.x), (one.y, other.y), (one.width, other.width), (one.height, other.height))
    return all(abs(a - b) < 0.01 for a, b in pairs)


def _ph_xml(placeholder: Placeholder) -> str:
    kind = "" if placeholder.kind == "obj" else f" type={quoteattr(placeholder.kind)}"
    size = f" sz={quoteattr(placeholder.size)}" if placeholder.size else ""
    index = f' idx="{placeholder.index}"' if placeholder.index else ""
    return f"<p:ph{kind}{size}{index}/>"
