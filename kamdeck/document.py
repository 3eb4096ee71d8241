"""The document that a layout makes from a plan: sections, topics and blocks, before anything has a position.

Blocks lower themselves to flows for a region of a given size, which the typesetter then places.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from kamdeck.flow import Flow, Paragraph, Style
from kamdeck.model.values import Text
from kamdeck.problems import Place, Problems, problem
from kamdeck.unshowable import UnshowableError
from kamdeck.wording import Wording

Rows = Annotated[tuple[Any, ...], "rows"]
"""A block's field that a layout writes as an expression for a list, or as a list of texts."""
Value = Annotated[Any, "value"]
"""A block's field that a layout writes as an expression."""
Words = Annotated[str, "words"]
"""A block's field that a layout writes as text with expressions in it, in each language."""
Heading = Annotated[Text | None, "heading"]
"""A block's field that a layout writes as a term's key or as text in each language; shown in all of the document's."""
Test = Annotated[Any, "test"]
"""A block's field that a layout writes as an expression, which is evaluated for each row."""
Audience = Literal["internal", "everyone"]


@dataclass(frozen=True, slots=True)
class Region:
    """The area that a block may use: width and height in points, and the colour role of the background (`ground`)."""

    width: float
    height: float
    ground: str = "ground"


@dataclass(frozen=True)
class RenderContext:
    """What blocks need to lower themselves: the brand's style, and the document's wording."""

    style: Style
    wording: Wording


class Block(ABC):
    """An element that a layout names, such as a table; its fields are what the layout can write for it."""

    @abstractmethod
    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The flows that show the block in a region; empty if it has nothing to show."""


@dataclass(frozen=True)
class LayoutBlock(Block):
    """A block with its `name` and `place` in a layout, so that problems can say where they come from."""

    block: Block
    name: str
    place: Place | None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The block's flows; raises `Problems` at its place in the layout."""
        try:
            return self.block.lower(region, context)
        except Problems as error:
            raise error.placed(self.place, self.name) from error
        except (TypeError, ValueError, AttributeError, LookupError, ArithmeticError) as error:
            if isinstance(error, UnshowableError):
                raise problem(str(error), self.name, self.place) from error
            message = f"{_reason(error)}; `kamdeck blocks {self.name}` shows an example"
            raise problem(message, self.name, self.place) from error


def _reason(error: Exception) -> str:
    """Why a block could not show the rows that the layout gives it."""
    if isinstance(error, AttributeError) and error.name:
        return f"its rows must have '{error.name}', which these rows do not"
    return "it cannot show these values"


@dataclass(frozen=True)
class Stack:
    """Blocks and columns, one below the other."""

    parts: tuple["Block | Columns", ...]


@dataclass(frozen=True)
class Columns:
    """Stacks beside each other, each with its relative width."""

    stacks: tuple[tuple[float, Stack], ...]


@dataclass(frozen=True)
class Topic:
    """One slide of a deck, or several if it does not fit; one heading with its blocks in a report.

    `aside` is what stands in the second region of a cover. `audience` says who may see the topic. `anchor` is the
    target of links from agendas and is unique in a document. `place` is the topic's place in the layout.
    """

    key: str
    name: Text
    kind: Literal["cover", "content"]
    headline: str
    body: Stack
    aside: Stack | None = None
    subtitle: tuple[str, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = ()
    audience: Audience = "internal"
    anchor: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class Section:
    """A chapter of a document; `number` is the template's number of it, or empty.

    A section that is not `listed` is in no agenda and has no heading of its own, such as the cover.
    """

    key: str
    name: Text
    number: str
    message: str
    topics: tuple[Topic, ...]
    listed: bool = True


@dataclass(frozen=True)
class Document:
    """A whole document in one language, before it has pages.

    `footer` is the footer of every slide. A report's header has the title and `period_and_class`: the quarter and the
    classification, which says who may read it. `created` is an ISO 8601 time, `place` is the beginning of the layout.
    """

    title: str
    subject: str
    author: str
    keywords: str
    created: str
    footer: str
    date: str
    sections: tuple[Section, ...]
    wording: Wording
    period_and_class: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A section as an agenda or a table of contents lists it; `topics` are pairs of anchor and name."""

    key: str
    name: Text
    number: str
    message: str
    topics: tuple[tuple[str, Text], ...] = ()


def coloured(paragraphs: Sequence[Paragraph], colour: str) -> tuple[Paragraph, ...]:
    """Paragraphs in another colour."""
    return tuple(paragraph._replace(colour=colour) for paragraph in paragraphs)
