"""The blocks that only samples of brands have: regions with their measures, colours, fonts and styles."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kamdeck.brand import Paper
from kamdeck.brand_report.records import ColourRecord, FontRecord
from kamdeck.brand_report.shared_records import in_inches
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Region, RenderContext
from kamdeck.flow import Box, Drawing, Flow, Frame, Paragraph, Paragraphs, Run, TextItem, height_of
from kamdeck.message import Message
from kamdeck.wording import Wording

OUTLINE = "contrast"
"""The colour role of the outlines of regions."""
_INSET = 8.0
_NARROW = 560.0
"""The width in points below which a row has three colours, and else six."""
_SWATCH, _CELL_GAP = 34.0, 12.0
"""The height of a coloured area, and the distance of areas, in points."""
_LARGEST_PAGE = 300.0
"""The height in points of the picture of a page."""


@dataclass(frozen=True)
class RegionOutline(Block):
    """An outline around the whole region, with lines of text in it."""

    lines: tuple[str, ...]

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One drawing as large as the region, with the largest text that fits."""
        sizes = context.style.theme.sizes
        width = region.width - 2 * _INSET
        plain = region.ground == "ground"
        colour = "text" if plain else context.style.theme.on(region.ground)
        for size in (sizes.body, sizes.dense, sizes.small):
            paragraphs = tuple(_line(text, size, colour) for text in self.lines)
            if height_of(paragraphs, width, context.style) <= region.height:
                break
        outline = Box(0, 0, region.width, region.height, line=OUTLINE if plain else colour, dashed=True)
        text = TextItem(_INSET, 0, width, region.height, paragraphs, "middle")
        return [Drawing(Frame(region.width, region.height, (outline, text)), ". ".join(self.lines))]


def outline(width: float, height: float) -> Drawing:
    """An outline without text around a region of this size."""
    box = Box(0, 0, width, height, line=OUTLINE, dashed=True)
    return Drawing(Frame(width, height, (box,)), "", decorative=True)


@dataclass(frozen=True)
class ColourGrid(Block):
    """The colours by role with their contrast on the background, and the typefaces below them."""

    colours: tuple[ColourRecord, ...]
    fonts: tuple[FontRecord, ...]

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """A grid of areas with their roles, and a line for each typeface."""
        size = context.style.theme.sizes.body
        lines = [context.wording.phrase(_font(each, context.wording)) for each in self.fonts]
        paragraphs = Paragraphs(tuple(_line(text, size)._replace(before=4.0) for text in lines))
        return [self._grid(region, context), paragraphs]

    def _grid(self, region: Region, context: RenderContext) -> Drawing:
        size = context.style.theme.sizes.small
        across = 3 if region.width < _NARROW else 6
        width = (region.width - (across - 1) * _CELL_GAP) / across
        cells = [self._texts(each, size) for each in self.colours]
        height = max(height_of(each, width, context.style) for each in cells)
        items: list[Box | TextItem] = []
        for number, (colour, texts) in enumerate(zip(self.colours, cells, strict=True)):
            row, column = divmod(number, across)
            x, y = column * (width + _CELL_GAP), row * (_SWATCH + height + _CELL_GAP)
            items.append(Box(x, y, width, _SWATCH, fill=colour.role, line="grey2"))
            items.append(TextItem(x, y + _SWATCH + 2, width, height, texts))
        rows = -(-len(self.colours) // across)
        total = rows * (_SWATCH + height + _CELL_GAP)
        alt = context.wording.listed(f"{each.role} {each.rgb}" for each in self.colours)
        return Drawing(Frame(region.width, total, tuple(items)), alt)

    def _texts(self, colour: ColourRecord, size: float) -> tuple[Paragraph, ...]:
        return (
            Paragraph((Run(colour.role, bold=True),), size),
            Paragraph((Run(f"{colour.rgb} · {colour.contrast:.1f}:1"),), size, colour="muted"),
        )


def _font(font: FontRecord, wording: Wording) -> Message:
    name: str | Message = font.name
    if font.metrics == "missing":
        name = Message("sample.missing_font", font=font.name, fonts=wording.listed(font.measured_with))
    return Message(f"sample.{font.role}_font", font=name)


class ShownStyle(NamedTuple):
    """A style of a report: the role of its paragraphs, its id, and the weight and colour that it gives to text."""

    role: str
    style: str
    bold: bool
    colour: str


@dataclass(frozen=True)
class StyleList(Block):
    """One paragraph in each of some styles of a report."""

    styles: tuple[ShownStyle, ...]

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """Paragraphs that name the style that they are set in."""
        size = context.style.theme.sizes.body
        return [
            Paragraphs(
                tuple(
                    Paragraph(
                        (Run(context.wording.labelled(each.role, each.style), each.bold),),
                        size,
                        role=each.role,
                        colour=each.colour,
                    )
                    for each in self.styles
                )
            )
        ]


@dataclass(frozen=True)
class PageMap(Block):
    """A page with its text area at a smaller scale, and their measures below it."""

    paper: Paper

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """A drawing of the page, and a line for the page and for its text area."""
        paper, body, size = self.paper, self.paper.body, context.style.theme.sizes.body
        scale = min(_LARGEST_PAGE / paper.height, region.width / paper.width)
        lines = tuple(self._measures(context.wording))
        page = Box(0, 0, paper.width * scale, paper.height * scale, fill="grey4", line="grey2")
        area = Box(
            body.x * scale, body.y * scale, body.width * scale, body.height * scale, "ground", OUTLINE, dashed=True
        )
        frame = Frame(region.width, paper.height * scale, (page, area))
        return [Drawing(frame, ". ".join(lines)), Paragraphs(tuple(_line(text, size) for text in lines))]

    def _measures(self, wording: Wording) -> Iterator[str]:
        paper, body = self.paper, self.paper.body
        yield measured(wording, "page", (paper.width, paper.height))
        yield measured(wording, "text_area", (body.width, body.height), (body.x, body.y))


def measured(wording: Wording, name: str, size: Sequence[float], corner: Sequence[float] = ()) -> str:
    """A sentence with the name and size of a region, in inches, and its place if that is given.

    Args:
        wording: The language of the sentence.
        name: The name of the region.
        size: Its width and height, in points of the file.
        corner: The place of its upper left corner, in points of the file.
    """
    width, height, *place = (wording.number(in_inches(each), 2) for each in (*size, *corner))
    named = {"name": Message(f"region.{name}"), "width": width, "height": height}
    if not place:
        return wording.phrase(Message("sample.region", **named))
    return wording.phrase(Message("sample.region_at", **named, left=place[0], top=place[1]))


def _line(text: str, size: float, colour: str = "text") -> Paragraph:
    return Paragraph((Run(text),), size, colour=colour)
