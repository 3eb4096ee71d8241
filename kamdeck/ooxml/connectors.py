"""The geometry of connectors, in agreement with the shapes that they are glued to.

PowerPoint draws the stored geometry until somebody moves a shape, and ignores the glue until then. The preset for bent
connectors starts to the right. All other directions are that preset flipped, turned by a quarter, or both, around the
middle of its ends.
"""

from typing import NamedTuple

from kamdeck.brand import Rect
from kamdeck.dataclass import dataclass
from kamdeck.flow.drawing import Box, Side

EPSILON = 0.05
"""Lengths that differ by less, in points, are equal."""
REACH = 12.0
"""How far a connector that leaves and enters on the same side extends beyond the boxes, in points."""


class Point(NamedTuple):
    """A position in points."""

    x: float
    y: float


_OUT: dict[Side, Point] = {"top": Point(0, -1), "left": Point(-1, 0), "bottom": Point(0, 1), "right": Point(1, 0)}
_SIDES: tuple[Side, ...] = ("top", "left", "bottom", "right")
# Ellipses have eight sites, counted anticlockwise from the top (presetShapeDefinitions.xml).
_ELLIPSE: dict[Side, int] = {"top": 0, "left": 2, "bottom": 4, "right": 6}
CHEVRON = 0.3
"""The depth of a chevron's point as a part of its height."""


@dataclass(frozen=True, slots=True)
class Route:
    """The geometry of a connector, as Office stores it.

    `preset` is the name of a preset geometry, and `adjustment` the value of its first guide, in 1/1000 percent. `rect`
    is the frame before it is turned clockwise by `turn` degrees around its middle, and flipped from left to right
    (`flip_across`) or upside down (`flip_down`).
    """

    preset: str
    rect: Rect
    turn: int = 0
    flip_across: bool = False
    flip_down: bool = False
    adjustment: int | None = None

    @property
    def attributes(self) -> str:
        """The attributes of `a:xfrm` for the turn and the flips."""
        turn = f' rot="{self.turn * 60000}"' if self.turn else ""
        across = ' flipH="1"' if self.flip_across else ""
        return turn + across + (' flipV="1"' if self.flip_down else "")


def site(box: Box, side: Side) -> tuple[Point, int]:
    """The position of the connection site on a side of a box, in the box's coordinate system, and the site's index."""
    middle = Point(box.x + box.width / 2, box.y + box.height / 2)
    depth = min(box.width, box.height) * CHEVRON
    places = {
        "top": Point(middle.x, box.y),
        "left": Point(box.x, middle.y),
        "bottom": Point(middle.x, box.y + box.height),
        "right": Point(box.x + box.width, middle.y),
    }
    if box.shape == "chevron":
        places |= {"left": Point(box.x + depth, middle.y)}
        places |= {edge: Point(box.x + box.width - depth, places[edge].y) for edge in ("top", "bottom")}
    if box.shape == "first_chevron":
        half = (box.width - depth) / 2
        places |= {edge: Point(box.x + half, places[edge].y) for edge in ("top", "bottom")}
    index = _ELLIPSE[side] if box.shape == "ellipse" else _SIDES.index(side)
    return places[side], index


def straight(start: Point, end: Point) -> Route:
    """A straight connector."""
    rect = Rect(min(start.x, end.x), min(start.y, end.y), abs(end.x - start.x), abs(end.y - start.y))
    return Route("straightConnector1", rect, flip_across=end.x < start.x, flip_down=end.y < start.y)


def bent(start: Point, end: Point, leaving: Side | None, entering: Side | None) -> Route:
    """An elbow between two ends; a straight line if no elbow is possible.

    Args:
        start: The first end, in points.
        end: The second end, in points.
        leaving: The side of the first box that it leaves at a right angle; None if this end is not glued to a box.
        entering: The side of the second box that it enters at a right angle; None if this end is not glued to a box.
    """
    out, into = _directions(start, end, leaving, entering)
    ahead = _along(start, end, out)
    if out.x * into.x + out.y * into.y == 0:
        if ahead > EPSILON and _along(start, end, into) > EPSILON:
            return _turned("bentConnector2", start, end, out)
        return straight(start, end)
    if abs(_across(start, end, out)) <= EPSILON:
        return straight(start, end)
    if out == into:
        return _turned("bentConnector3", start, end, out) if ahead > EPSILON else straight(start, end)
    return _around(start, end, out, ahead)


def _directions(start: Point, end: Point, leaving: Side | None, entering: Side | None) -> tuple[Point, Point]:
    """The directions in which the line leaves its start and arrives at its end.

    A free end has the direction of the other end; with two free ends it is that of the longer distance.
    """
    wide = abs(end.x - start.x) >= abs(end.y - start.y)
    onwards = Point(1 if end.x >= start.x else -1, 0) if wide else Point(0, 1 if end.y >= start.y else -1)
    into = Point(-_OUT[entering].x, -_OUT[entering].y) if entering else None
    out = _OUT[leaving] if leaving else into or onwards
    return out, into or out


def _along(start: Point, end: Point, direction: Point) -> float:
    """The distance from start to end in a direction."""
    return (end.x - start.x) * direction.x + (end.y - start.y) * direction.y


def _across(start: Point, end: Point, direction: Point) -> float:
    """The distance from start to end at right angles to a direction."""
    return (end.x - start.x) * direction.y + (end.y - start.y) * direction.x


def _around(start: Point, end: Point, out: Point, ahead: float) -> Route:
    """A connector that leaves and enters on the same side: it bends beyond the ends, not between them."""
    if abs(ahead) <= EPSILON * 20:
        return straight(start, end)
    if ahead > 0:
        return _turned("bentConnector3", start, end, out, round((ahead + REACH) / ahead * 100000))
    back = Point(-out.x, -out.y)
    return _turned("bentConnector3", start, end, back, round(REACH / ahead * 100000))


def _turned(kind: str, start: Point, end: Point, out: Point, adjustment: int | None = None) -> Route:
    """The preset, flipped and turned so that its start, which points to the right, points in the direction `out`."""
    middle = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
    across, down = abs(end.x - start.x), abs(end.y - start.y)
    if out.x:
        rect = Rect(middle.x - across / 2, middle.y - down / 2, across, down)
        return Route(kind, rect, 0, out.x < 0, end.y < start.y, adjustment)
    # The stored rectangle is that before the quarter turn around its middle, so width and height are exchanged.
    rect = Rect(middle.x - down / 2, middle.y - across / 2, down, across)
    to_right = end.x > start.x
    if out.y > 0:
        return Route(kind, rect, 270 if to_right else 90, to_right, False, adjustment)
    return Route(kind, rect, 270 if to_right else 90, not to_right, False, adjustment)
