"""Paints the backdrop of a slide layout: its background, then the shapes of master and layout in drawing order."""

import math
from collections.abc import Callable
from typing import NamedTuple

import PIL.Image
import PIL.ImageChops
import PIL.ImageDraw
from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.backdrop import Backdrop
from kamdeck.emit.pptx.placeholders import Placeholder, drawn, placeholder_shapes
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate
from kamdeck.ooxml.brand_source.markup import Element, parsed
from kamdeck.ooxml.deck_package import THEME, Part, qn
from kamdeck.ooxml.fills import fill_of
from kamdeck.ooxml.on_off import is_true
from kamdeck.ooxml.paint import Paint, Picture, Rgba, colour_of, rgba
from kamdeck.ooxml.palette import Scheme
from kamdeck.ooxml.xml_names import DRAWING
from kamdeck.units import EMU_PER_PT

_WIDTH = 320
"""The width of the picture in pixels: a line of text is about five high."""
_MOST_TURNED = 8 * _WIDTH
"""The greatest width and height in pixels of a picture that is rotated; a larger one lies far beyond the slide."""
_PICTURES = (qn("p:blipFill"), qn("a:blipFill"))
Point = tuple[float, float]


class _Frame(NamedTuple):
    """Turns the coordinates of a group into pixels."""

    across: float
    down: float
    left: float = 0.0
    top: float = 0.0

    def pixels(self, x: float, y: float) -> Point:
        return x * self.across + self.left, y * self.down + self.top

    def inside(self, transform: Element) -> "_Frame":
        """The frame of the shapes in a group with this `a:xfrm`."""
        off, ext, child_off, child_ext = (
            transform.find(f"{DRAWING}{name}") for name in ("off", "ext", "chOff", "chExt")
        )
        if off is None or ext is None or child_off is None or child_ext is None:
            return self
        across = _length(ext, "cx") / (_length(child_ext, "cx") or 1)
        down = _length(ext, "cy") / (_length(child_ext, "cy") or 1)
        left, top = self.pixels(
            _length(off, "x") - _length(child_off, "x") * across, _length(off, "y") - _length(child_off, "y") * down
        )
        return _Frame(self.across * across, self.down * down, left, top)


def _length(element: Element, key: str) -> float:
    return float(element.get(key, "0"))


def backdrop_of(slide: SlideLayoutCandidate, scheme: Scheme) -> Backdrop:
    """The backdrop of slides with this layout: what is drawn on them besides their own shapes."""
    width, height = (slide.units.emu(length) for length in (slide.width, slide.height))
    size = (_WIDTH, max(round(_WIDTH * height / width), 1))
    picture = PIL.Image.new("RGB", size, rgba(scheme.rgb("bg1")).bytes[:3])
    frame = _Frame(size[0] / width, size[1] / height)
    theme = slide.master_part.part_related_by(THEME)
    styles = parsed(theme.partname, theme.blob)
    sources = ((slide.master, slide.master_part), (slide.element, slide.part))
    painters = [_Painter(picture, frame, Paint(scheme, _blobs_of(part)), styles) for _, part in sources]
    # The background of the slide layout replaces the master's.
    for (root, _), painter in reversed(list(zip(sources, painters, strict=True))):
        if painter.background(root.find(f"{qn('p:cSld')}/{qn('p:bg')}")):
            break
    for (root, _), painter in zip(sources, painters, strict=True):
        if root is slide.element or slide.shows_master:
            for shape in drawn(root):
                painter.shape(shape)
    _paint_title(slide, painters)
    return Backdrop(picture, _WIDTH / slide.width)


def _blobs_of(part: Part) -> Callable[[str], bytes | None]:
    def blob(key: str) -> bytes | None:
        relation = part.rels.get(key)
        return None if relation is None or relation.is_external else relation.target_part.blob

    return blob


def _paint_title(slide: SlideLayoutCandidate, painters: "list[_Painter]") -> None:
    """Paint the fill that the title inherits from its placeholder, unless it has none."""
    title = slide.title
    if title is None or not title.has_place:
        return
    own = _shape_of(slide.element, title)
    inherited = next((shape for shape, ph in placeholder_shapes(slide.master) if ph.get("type") == "title"), None)
    for shape, painter in ((own, painters[1]), (inherited, painters[0])):
        if shape is not None and fill_of(shape.find(qn("p:spPr"))) is not None:
            place = own if own is not None and own.find(f"{qn('p:spPr')}/{qn('a:xfrm')}") is not None else inherited
            if place is not None:
                painter.shape(shape, place)
            return


def _shape_of(root: Element, placeholder: Placeholder) -> Element | None:
    return next((shape for shape, ph in placeholder_shapes(root) if ph.get("type") == placeholder.kind), None)


@dataclass(frozen=True)
class _Painter:
    """Paints the shapes of one part on the picture; `styles` is the root of the theme."""

    picture: Picture
    frame: _Frame
    paint: Paint
    styles: Element

    def background(self, background: Element | None) -> bool:
        """Paint a slide's background; False if there is none."""
        if background is None:
            return False
        fill, placeholder = fill_of(background.find(qn("p:bgPr"))), None
        reference = background.find(qn("p:bgRef"))
        if reference is not None:
            fill, placeholder = self._style(reference)
        found = None if fill is None else self.paint.picture(fill, self.picture.size, placeholder)
        if found is not None:
            self.picture.paste(found, (0, 0), found)
        return True

    def _style(self, reference: Element) -> tuple[Element | None, Rgba | None]:
        """The fill of the theme that a reference names, and its colour (ECMA-376 part 1, 20.1.4.2.10)."""
        number = int(reference.get("idx", "0"))
        placeholder = colour_of(reference[0], self.paint.scheme) if len(reference) else None
        name, at = ("bgFillStyleLst", number - 1001) if number > 1000 else ("fillStyleLst", number - 1)
        fills = self.styles.find(f".//{DRAWING}{name}")
        return (fills[at] if fills is not None and 0 <= at < len(fills) else None), placeholder

    def shape(
        self, shape: Element, place: Element | None = None, group: tuple[_Frame, Element | None] | None = None
    ) -> None:
        """Paint a shape, a picture, a line or a group; `place` is the shape that has its place."""
        frame, group_fill = group or (self.frame, None)
        properties = shape.find(qn("p:grpSpPr" if shape.tag == qn("p:grpSp") else "p:spPr"))
        if properties is None:
            return
        source = properties if place is None else place.find(qn("p:spPr"))
        transform = source.find(qn("a:xfrm"))
        if shape.tag == qn("p:grpSp"):
            inner = (frame if transform is None else frame.inside(transform), fill_of(properties))
            for child in shape:
                self.shape(child, None, inner)
            return
        if transform is None or transform.find(qn("a:off")) is None or transform.find(qn("a:ext")) is None:
            return
        outlines = _outlines(properties, transform, frame)
        self._filled(shape, outlines, (transform, frame), group_fill)
        self._line(shape, properties, outlines, frame)

    def _filled(
        self,
        shape: Element,
        outlines: list[list[Point]],
        place: tuple[Element, _Frame],
        group_fill: Element | None,
    ) -> None:
        fill, placeholder = self._fill(shape, group_fill)
        box = _box(outlines, self.picture.size)
        if fill is None or box is None:
            return
        (left, top), size = box
        turned = fill.tag in _PICTURES and _is_turned(place[0])
        found = self._turned(fill, *place) if turned else self.paint.picture(fill, size, placeholder)
        if found is None:
            return
        found = found.resize(size) if turned else found
        mask = PIL.Image.new("1", size, 0)
        for outline in outlines:
            part = PIL.Image.new("1", size, 0)
            PIL.ImageDraw.Draw(part).polygon([(x - left, y - top) for x, y in outline], fill=1)
            # An outline within another one is a hole.
            mask = PIL.ImageChops.logical_xor(mask, part)
        clear = PIL.Image.new("L", size, 0)
        self.picture.paste(found.convert("RGB"), (left, top), PIL.Image.composite(found.getchannel("A"), clear, mask))

    def _fill(self, shape: Element, group_fill: Element | None) -> tuple[Element | None, Rgba | None]:
        """The fill of a shape, and the colour of its style that the fill names."""
        fill, placeholder = fill_of(shape.find(qn("p:spPr"))), None
        reference = shape.find(f"{qn('p:style')}/{qn('a:fillRef')}")
        if shape.tag == qn("p:pic"):
            fill = shape.find(qn("p:blipFill"))
        elif fill is not None and fill.tag == qn("a:grpFill"):
            fill = group_fill
        elif fill is None and reference is not None:
            fill, placeholder = self._style(reference)
        is_clear = fill is None or fill.tag == qn("a:noFill") or shape.tag == qn("p:cxnSp")
        return (None, None) if is_clear else (fill, placeholder)

    def _turned(self, fill: Element, transform: Element, frame: _Frame) -> Picture | None:
        """A picture that is mirrored and rotated with its shape, as large as the rectangle around it."""
        ext = transform.find(qn("a:ext"))
        width, height = round(_length(ext, "cx") * frame.across), round(_length(ext, "cy") * frame.down)
        if max(width, height) > _MOST_TURNED:
            return None
        found = self.paint.picture(fill, (max(width, 1), max(height, 1)), None)
        if found is None:
            return None
        from PIL.ImageOps import flip, mirror

        for key, mirrored in (("flipH", mirror), ("flipV", flip)):
            found = mirrored(found) if is_true(transform.get(key, "0")) else found
        # Pillow turns to the left.
        return found.rotate(-int(transform.get("rot", "0")) / 60_000, expand=True)

    def _line(self, shape: Element, properties: Element, outlines: list[list[Point]], frame: _Frame) -> None:
        line, reference = properties.find(qn("a:ln")), shape.find(f"{qn('p:style')}/{qn('a:lnRef')}")
        fill = fill_of(line)
        if fill is not None and fill.tag == qn("a:solidFill") and len(fill):
            colour = colour_of(fill[0], self.paint.scheme)
        elif fill is None and reference is not None and len(reference) and reference.get("idx", "0") != "0":
            colour = colour_of(reference[0], self.paint.scheme)
        else:
            return
        width = (
            _length(line, "w") * frame.across
            if line is not None and line.get("w")
            else 0.75 * EMU_PER_PT * frame.across
        )
        draw = PIL.ImageDraw.Draw(self.picture)
        for outline in outlines:
            points = outline[:2] if shape.tag == qn("p:cxnSp") else [*outline, outline[0]]
            draw.line([(round(x), round(y)) for x, y in points], fill=colour.bytes[:3], width=max(round(width), 1))


def _is_turned(transform: Element) -> bool:
    return transform.get("rot", "0") != "0" or any(is_true(transform.get(key, "0")) for key in ("flipH", "flipV"))


def _box(outlines: list[list[Point]], size: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The place and size in pixels of the rectangle around outlines; None if it is far larger than the slide."""
    across, down = ([point[at] for outline in outlines for point in outline] for at in (0, 1))
    if not across:
        return None
    left, top = math.floor(min(across)), math.floor(min(down))
    width, height = math.ceil(max(across)) - left, math.ceil(max(down)) - top
    if width > 8 * size[0] or height > 8 * size[1]:
        return None
    return (left, top), (max(width, 1), max(height, 1))


def _outlines(properties: Element, transform: Element, frame: _Frame) -> list[list[Point]]:
    """The outlines of a shape in pixels."""
    off, ext = transform.find(qn("a:off")), transform.find(qn("a:ext"))
    (x, y), width, height = (_length(off, "x"), _length(off, "y")), _length(ext, "cx"), _length(ext, "cy")
    angle = math.radians(int(transform.get("rot", "0")) / 60_000)
    flipped = is_true(transform.get("flipH", "0")), is_true(transform.get("flipV", "0"))

    def placed(point: Point) -> Point:
        # From the unit square to the group's coordinates, turned about the middle, then to pixels.
        across = (0.5 - point[0] if flipped[0] else point[0] - 0.5) * width
        down = (0.5 - point[1] if flipped[1] else point[1] - 0.5) * height
        turned = across * math.cos(angle) - down * math.sin(angle), across * math.sin(angle) + down * math.cos(angle)
        return frame.pixels(x + width / 2 + turned[0], y + height / 2 + turned[1])

    return [[placed(point) for point in outline] for outline in _unit_outlines(properties)]


_SQUARE: list[Point] = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
_ROUND: list[Point] = [
    (0.5 + math.cos(at * math.pi / 20) / 2, 0.5 + math.sin(at * math.pi / 20) / 2) for at in range(40)
]
_PRESETS: dict[str, list[Point]] = {
    "ellipse": _ROUND,
    "line": [(0.0, 0.0), (1.0, 1.0)],
    "straightConnector1": [(0.0, 0.0), (1.0, 1.0)],
    "triangle": [(0.5, 0.0), (1.0, 1.0), (0.0, 1.0)],
    "rtTriangle": [(0.0, 0.0), (1.0, 1.0), (0.0, 1.0)],
}
"""The outlines of preset shapes within the unit square; all others count as rectangles."""


def _unit_outlines(properties: Element) -> list[list[Point]]:
    custom = properties.find(qn("a:custGeom"))
    if custom is None:
        preset = properties.find(qn("a:prstGeom"))
        return [_PRESETS.get("" if preset is None else preset.get("prst", ""), _SQUARE)]
    try:
        found = [outline for path in custom.iter(qn("a:path")) for outline in _path(path) if len(outline) > 1]
    except ValueError:  # a coordinate that is a formula
        return [_SQUARE]
    return found or [_SQUARE]


def _path(path: Element) -> list[list[Point]]:
    """The outlines of a path; curves become lines between their points."""
    width, height = _length(path, "w") or 1.0, _length(path, "h") or 1.0
    outlines: list[list[Point]] = []
    for command in path:
        points = [(_length(each, "x") / width, _length(each, "y") / height) for each in command.iter(qn("a:pt"))]
        if etree.QName(command).localname == "moveTo" or not outlines:
            outlines.append([])
        outlines[-1] += points[-1:] if len(points) > 1 else points
    return outlines
