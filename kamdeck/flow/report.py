"""A typeset report: headings, flows and captions in reading order, and how each is placed.

The program that opens the report divides it into pages.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from kamdeck.dataclass import dataclass
from kamdeck.flow.page import DocumentProperties

if TYPE_CHECKING:
    from kamdeck.flow import Flow, Paragraph

Level = Literal[1, 2, 3]
_BULLET = "–"
"""The marker that blocks give to plain list items. The brand's list style draws a bullet of its own in its place."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `names` has its text in each of the document's languages.

    A section's `number` is applied by the template's numbering; it is empty in unnumbered sections and their topics.
    `anchor` is the target of links to the heading. One with `new_page` begins a page, without space above it. `above`
    is the space above it in points; 0 where its style decides.
    """

    level: Level
    names: tuple[str, ...]
    number: str = ""
    anchor: str = ""
    new_page: bool = False
    above: float = 0.0


@dataclass(frozen=True, slots=True)
class Caption:
    """The text of a caption. Its number is counted on writing; captions are above tables and below figures."""

    kind: Literal["figure", "table"]
    text: str


@dataclass(frozen=True, slots=True)
class Placement:
    """How a flow is placed in a report's text; lengths in points.

    `keep_next` keeps its end on the page where the next element begins. `kept` are the indices of its paragraphs or
    rows that stay on the page of the next one, `breakable` those of rows that may be split between pages; a table's
    header is row 0. `height` is a chart's. `indent` is the distance of a drawing from the left margin, `space` what is
    free above and below it, or None where its paragraph style decides. `above` is what is free above a table or graphic
    with a caption; 0 where its style decides.
    """

    keep_next: bool = False
    kept: frozenset[int] = frozenset()
    breakable: frozenset[int] = frozenset()
    height: float = 0.0
    indent: float = 0.0
    space: tuple[float, float] | None = None
    above: float = 0.0


@dataclass(frozen=True)
class CaptionedFlow:
    """A flow with its caption, or with none where it is prose or an ornament, and how it is placed.

    A `divided` table of few rows may go on on the next page, and a divided row of cards may begin it. `pitch` is the
    exact height of the lines of a table of contents, in points; 0 where the brand decides. `above` is the space above
    the title of a cover, in points; 0 where the brand decides. `full` is the height of a graphic that was made lower
    before that, in points; 0 for any other. `whole` is the element of which this one is a part, or that its
    parts were joined to. Text with `new_page` begins a page.
    """

    flow: "Flow"
    caption: Caption | None = None
    placement: Placement = Placement()
    divided: bool = False
    pitch: float = 0.0
    above: float = 0.0
    full: float = 0.0
    whole: "CaptionedFlow | None" = None
    new_page: bool = False


@dataclass(frozen=True)
class PanelColumn:
    """Flows below each other on a page of fixed height, `x` points from the left margin.

    `flows` pairs each flow with its height in points.
    """

    x: float
    width: float
    flows: tuple[tuple["Flow", float], ...]


@dataclass(frozen=True)
class Band:
    """Columns of flows beside each other over the width of a page, with a gap above them in points."""

    columns: tuple[PanelColumn, ...]
    gap: float = 0.0

    @property
    def height(self) -> float:
        """The height of the highest column, with the gap above it, in points."""
        return self.gap + max(sum(height for _, height in column.flows) for column in self.columns)


ReportElement = Heading | CaptionedFlow


@dataclass(frozen=True)
class Passage:
    """Consecutive elements on pages of one orientation. Every passage but the first starts a new page."""

    elements: tuple[ReportElement, ...]
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class Report(DocumentProperties):
    """A typeset report: its passages, and the texts of the header and footer of every page.

    `header` has the texts at its left and right, `footer` the text at its left. `page_of` is a pattern such as "Page
    {page} of {pages}". `labels` are the words before the numbers of captions, by their kind. `pages` are the estimated
    pages of headings, by their anchors. A report of one page has `bands` instead of elements, and no cover.
    """

    passages: tuple[Passage, ...]
    header: tuple[str, str]
    footer: str
    page_of: str
    labels: Mapping[str, str]
    pages: Mapping[str, int] = field(default_factory=dict)
    bands: tuple[Band, ...] = ()


def written_role(paragraph: "Paragraph") -> str:
    """The role whose style a report sets a paragraph in: no list of a brand has the sign of a status as its bullet."""
    if paragraph.role != "bullet":
        return paragraph.role
    return "body" if not paragraph.marker else "bullet" if paragraph.marker == _BULLET else "signed"
