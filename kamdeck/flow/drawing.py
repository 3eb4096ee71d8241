"""The drawing flow: a frame of boxes, texts and lines whose positions live only inside it."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from kamdeck.flow.style import Style
from kamdeck.flow.text import Paragraph

Anchor = Literal["top", "middle", "bottom"]
Shape = Literal["rectangle", "rounded", "ellipse", "diamond", "chevron", "first_chevron", "polygon"]
Side = Literal["top", "left", "bottom", "right"]


class TextItem(NamedTuple):
    """Words at a place, never wider or taller than their frame; lengths in points, from the frame's upper left."""

    x: float
    y: float
    width: float
    height: float
    paragraphs: tuple[Paragraph, ...]
    anchor: Anchor = "top"


class Box(NamedTuple):
    """A shape, with words inside or none. Colours are roles; `line` none draws no border.

    `inset` keeps words from the left and right edges; above and below none is kept, `anchor` places them. `key` is the
    name that lines are glued to; `points` are a polygon's corners, in points from the frame's corner.
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
    """The side of a box that a line's end is fastened to."""

    key: str
    side: Side


class Line(NamedTuple):
    """A line from one point to another, straight or as an elbow, or through `through` as one free form (a zigzag).

    Where `start` and `end` name sides of boxes, the line is a connector glued to them and its points are theirs.
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
    """The item so much further to the right and down, in points."""
    if isinstance(item, Line):
        through = tuple((px + x, py + y) for px, py in item.through)
        return item._replace(x1=item.x1 + x, y1=item.y1 + y, x2=item.x2 + x, y2=item.y2 + y, through=through)
    return item._replace(x=item.x + x, y=item.y + y)


@dataclass(frozen=True, slots=True)
class Frame:
    """Items in the order that they are drawn and read, in a space of its own."""

    width: float
    height: float
    items: tuple[Item, ...]

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """What the items cover: the left and upper edge, width and height, in points."""
        corners = [corner for item in self.items for corner in _corners(item)]
        xs, ys = [x for x, _ in corners] or [0.0], [y for _, y in corners] or [0.0]
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _corners(item: Item) -> tuple[tuple[float, float], ...]:
    if isinstance(item, Line):
        return (item.x1, item.y1), *item.through, (item.x2, item.y2)
    return (item.x, item.y), (item.x + item.width, item.y + item.height)


@dataclass(frozen=True)
class Drawing:
    """A frame that moves whole, with the words that describe it to who cannot see it."""

    frame: Frame
    alt: str
    keep_with_next: bool = False
    decorative: bool = False

    def height(self, width: float, style: Style) -> float:
        """The frame's height."""
        return self.frame.height

    def split(self, height: float, width: float, style: Style) -> tuple["Drawing | None", "Drawing | None"]:
        """A drawing moves whole."""
        return (self, None) if self.frame.height <= height + 0.01 else (None, self)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in it, in reading order."""
        return tuple(
            paragraph.text for item in self.frame.items if not isinstance(item, Line) for paragraph in item.paragraphs
        )


@dataclass(frozen=True)
class Picture:
    """An image file's bytes, drawn at most as large as wanted; `width` and `height` in points."""

    blob: bytes
    width: float
    wanted_height: float
    alt: str
    keep_with_next: bool = False

    def height(self, width: float, style: Style) -> float:
        """The height at which the picture is no wider than the width."""
        return self.wanted_height * min(1.0, width / self.width)

    def split(self, height: float, width: float, style: Style) -> tuple["Picture | None", "Picture | None"]:
        """A picture moves whole."""
        return (self, None) if self.height(width, style) <= height + 0.01 else (None, self)

    @property
    def texts(self) -> tuple[str, ...]:
        """A picture has no text."""
        return ()
