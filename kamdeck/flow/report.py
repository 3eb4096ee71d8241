"""A whole report to be: headings, flows and captions in reading order; the program that opens it makes the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kamdeck.flow.page import Described

if TYPE_CHECKING:
    from kamdeck.flow import Flow

Level = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in each of the document's languages.

    `number` is the template's for a section, empty where the section has none: then its topics have none either.
    `anchor` is what links to it lead to.
    """

    level: Level
    names: tuple[str, ...]
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a caption; its number is counted when it is written. A table's stands over it, a figure's below."""

    kind: Literal["figure", "table"]
    words: str


@dataclass(frozen=True)
class Shown:
    """A flow with its caption, or with none where it is prose or an ornament."""

    flow: "Flow"
    caption: Caption | None = None


ReportElement = Heading | Shown


@dataclass(frozen=True)
class Passage:
    """Elements that stand on pages of one orientation; the first of the report begins it, each other a new page."""

    elements: tuple[ReportElement, ...]
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class Report(Described):
    """A report: its cover block, its passages, and the words at the head and the foot of every page.

    `header` has what stands left and right; `footer` is the left of the foot. `page_of` says "Page {page} of
    {pages}". `labels` are the words before captions' numbers.
    """

    passages: tuple[Passage, ...]
    header: tuple[str, str]
    footer: str
    page_of: str
    labels: Mapping[str, str]
