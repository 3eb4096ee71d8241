"""The drawing flow: a frame of boxes, texts and lines, which are positioned inside the frame only."""

from functools import cached_property
from typing import Literal, NamedTuple

from kamdeck.dataclass import dataclass
from kamdeck.flow.style import Style
from kamdeck.flow.text import Paragraph

Anchor = Literal["top", "middle", "bottom"]
Shape = Literal["rectangle", "rounded", "ellipse", "diamond", "chevron", "first_chevron", "polygon"]
Side = Literal["top", "left", "bottom", "right"]

# Items are tuples, not dataclasses: tuples are made and hashed in C, and a deck has thousands of them. Items, texts and
# cells as tuples saved a third of the time for emitting a deck.


class TextItem(NamedTuple):
    """Text at a position; lengths are in points from the frame's upper left corner.

    The text must fit its width and height.
    """

    x: float
    y: float
    width: float
    height: float
    paragraphs: tuple[Paragraph, ...]
    anchor: Anchor = "top"


class Box(NamedTuple):
    """A shape that may contain text. Colours are roles of the theme; without `line` there is no border.

    `inset` is the margin in points at the left and right of the text. There is none above and below: `anchor` says
    where the text is placed vertically. `key` is the name by which lines refer to the box. `points` are the corners of
    a polygon, in points from the frame's upper left corner.
    """

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    line: str = ""
    thickness: float = 0.75
    dashed: bool = False
    shape: Shape = "rectangle"
    paragraphs: tuple[Paragraph, ...] = ()
    anchor: Anchor = "middle"
    inset: float = 3.0
    key: str = ""
    points: tuple[tuple[float, float], ...] = ()


class Glue(NamedTuple):
    """The side of a box that an end of a line is connected to; `key` is that of the box."""

    key: str
    side: Side


class Line(NamedTuple):
    """A straight line, an elbow, or a polyline through the points `through`; lengths are in points.

    Where `start` or `end` names the side of a box, the line is written as a connector that is glued to it, and the box
    decides where that end is.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str = "grey2"
    thickness: float = 0.75
    dashed: bool = False
    elbow: bool = False
    arrow: bool = False
    double: bool = False
    start: Glue | None = None
    end: Glue | None = None
    through: tuple[tuple[float, float], ...] = ()


Item = TextItem | Box | Line


def moved(item: Item, x: float, y: float) -> Item:
    """The item moved to the right by `x` and down by `y` points."""
    # Made anew: `_replace` takes three times as long, and a deck moves four thousand items.
    if isinstance(item, TextItem):
        return TextItem(item.x + x, item.y + y, *item[2:])
    if isinstance(item, Box):
        return Box(item.x + x, item.y + y, *item[2:])
    return moved_line(item, x, y)


def moved_line(line: Line, x: float, y: float) -> Line:
    """The line moved to the right by `x` and down by `y` points."""
    through = tuple([(px + x, py + y) for px, py in line.through])
    return Line(line.x1 + x, line.y1 + y, line.x2 + x, line.y2 + y, *line[4:-1], through)


# Without slots, so that the extent is kept.
@dataclass(frozen=True)
class Frame:
    """Items in drawing order, which is also their reading order, in a coordinate system of their own."""

    width: float
    height: float
    items: tuple[Item, ...]

    @cached_property
    def extent(self) -> tuple[float, float, float, float]:
        """The rectangle that the items cover: left, top, width and height in points."""
        # Items may extend beyond the frame, and a frame may be larger than what is drawn in it. A report asks for it
        # each time that it places a drawing.
        corners = [corner for item in self.items for corner in _corners(item)]
        xs, ys = [x for x, _ in corners] or [0.0], [y for _, y in corners] or [0.0]
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _corners(item: Item) -> tuple[tuple[float, float], ...]:
    if isinstance(item, Line):
        return (item.x1, item.y1), *item.through, (item.x2, item.y2)
    return (item.x, item.y), (item.x + item.width, item.y + item.height)


@dataclass(frozen=True)
class Drawing:
    """A frame that is never split; `alt` is the alternative text, and a `decorative` drawing needs none."""

    frame: Frame
    alt: str
    keep_with_next: bool = False
    decorative: bool = False

    def height(self, width: float, style: Style) -> float:
        """The frame's height."""
        return self.frame.height

    def split(self, height: float, width: float, style: Style) -> tuple["Drawing | None", "Drawing | None"]:
        """The part that fits the height and the rest: a drawing is not split, so one of them is None."""
        return (self, None) if self.frame.height <= height + 0.01 else (None, self)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the drawing, in reading order."""
        return tuple(
            paragraph.text for item in self.frame.items if not isinstance(item, Line) for paragraph in item.paragraphs
        )


@dataclass(frozen=True)
class Picture:
    """The bytes of an image file, drawn at most `width` × `wanted_height` points large."""

    blob: bytes
    width: float
    wanted_height: float
    alt: str
    keep_with_next: bool = False

    def height(self, width: float, style: Style) -> float:
        """The height at which the picture is no wider than the width, in points."""
        return self.wanted_height * min(1.0, width / self.width)

    def split(self, height: float, width: float, style: Style) -> tuple["Picture | None", "Picture | None"]:
        """Move the picture as a whole; None is the part that does not exist."""
        return (self, None) if self.height(width, style) <= height + 0.01 else (None, self)

    @property
    def texts(self) -> tuple[str, ...]:
        """A picture has no text."""
        return ()
