"""What documents take from a company's PowerPoint or Word template: its theme, and the regions for content.

These are plain values; reading them from the files is up to the emitters.
"""

from dataclasses import field
from typing import NamedTuple

from kamdeck.dataclass import dataclass
from kamdeck.problems import Place
from kamdeck.theme import Theme


class Rect(NamedTuple):
    """A rectangle on a slide or page, in points from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width


def around(one: Rect, other: Rect) -> Rect:
    """The smallest rectangle that contains two."""
    left, top = min(one.x, other.x), min(one.y, other.y)
    return Rect(left, top, max(one.right, other.right) - left, max(one.bottom, other.bottom) - top)


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions of one kind of slide, cover or content; all sizes in points.

    `title_size` is the font size of the brand's title, `title_inset` the sum of its left and right margins.
    `breadcrumb` is set if the brand leaves space above the title. `aside` is the second region of a cover, on a
    background of the colour role `aside_ground`. The texts of a `centred` cover stand in its middle, and those of one
    that is set `from_right` end at its right edge.
    """

    title: Rect
    body: Rect
    title_size: float
    title_lines: int = 2
    title_inset: float = 0.0
    breadcrumb: Rect | None = None
    subtitle: Rect | None = None
    aside: Rect | None = None
    aside_ground: str = "primary"
    centred: bool = False
    from_right: bool = False


@dataclass(frozen=True, slots=True)
class SlideLayoutNames:
    """The names of the slide layouts for covers and for content slides of decks; kamdeck chooses where one is empty.

    The places are those of the names in a settings file.
    """

    cover: str = ""
    content: str = ""
    cover_place: Place | None = field(default=None, compare=False)
    content_place: Place | None = field(default=None, compare=False)


CHOSEN_BY_KAMDECK = SlideLayoutNames()


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand for decks: the size of its slides in points, its theme, and the regions of covers and content slides."""

    width: float
    height: float
    theme: Theme
    cover: Regions
    content: Regions


@dataclass(frozen=True, slots=True)
class Paper:
    """The size and margins of a report's page, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def body(self) -> Rect:
        """The area within the margins."""
        return Rect(self.left, self.top, self.width - self.left - self.right, self.height - self.top - self.bottom)

    def turned(self) -> "Paper":
        """The same page in landscape, rotated a quarter counterclockwise: the top margin becomes the left one."""
        return Paper(self.height, self.width, self.top, self.bottom, self.right, self.left)


@dataclass(frozen=True, slots=True)
class ParagraphMetrics:
    """How a brand sets one kind of paragraph in a report; lengths in points.

    Lines are `line` times as high as the font has them and at least `least`, or exactly `exact` where that is set.
    `indents` is the sum of the left and right one, and `first` the additional one of the first line. `joined`
    paragraphs have no space between each other. `new_page` ones begin a page.
    """

    size: float
    bold: bool = False
    family: str = ""
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    least: float = 0.0
    exact: float = 0.0
    indents: float = 0.0
    first: float = 0.0
    joined: bool = False
    keep_next: bool = False
    new_page: bool = False
