"""What a company's own presentation or document file gives to a document: its theme and its rooms, as values only."""

from dataclasses import dataclass
from typing import NamedTuple

from kamdeck.theme import Theme


class Rect(NamedTuple):
    """A place on a slide or page, in points from its upper left corner."""

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


@dataclass(frozen=True, slots=True)
class Regions:
    """The rooms of one kind of slide.

    `breadcrumb` is there where the brand leaves space over the title. `aside` is a second room of a cover, over a
    ground filled with the role `aside_ground`; `title_size` is what the brand's title is set in, `title_inset` the
    margins of its frame (left and right together), all in points.
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


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand opened for decks: the size of its slides in points, its theme, the rooms of its covers and slides."""

    width: float
    height: float
    theme: Theme
    cover: Regions
    content: Regions


@dataclass(frozen=True, slots=True)
class Paper:
    """A report's page and its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def body(self) -> Rect:
        """What the margins leave for the text."""
        return Rect(self.left, self.top, self.width - self.left - self.right, self.height - self.top - self.bottom)

    def turned(self) -> "Paper":
        """The page on its side: a quarter to the left, so that its head stays at the binding's left."""
        return Paper(self.height, self.width, self.top, self.bottom, self.right, self.left)
