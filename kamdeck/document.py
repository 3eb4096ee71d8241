"""What a layout makes of a plan: a document of sections and topics, whose blocks lower themselves to flows."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from kamdeck.flow import Flow, Paragraph, Style
from kamdeck.model.fact import Audience
from kamdeck.model.values import Text
from kamdeck.problems import Place, Problems, problem
from kamdeck.unshowable import UnshowableError
from kamdeck.wording import Wording

Rows = Annotated[tuple[Any, ...], "rows"]
"""A block's field written as an expression that answers a list, or as a list of texts."""
Value = Annotated[Any, "value"]
"""A block's field written as an expression."""
Words = Annotated[str, "words"]
"""A block's field written as text with expressions in it, in each language."""
Heading = Annotated[Text | None, "heading"]
"""A block's field written as a term's key or as text in each language, and shown in all of the document's."""
Test = Annotated[Any, "test"]
"""A block's field written as an expression that is answered for each row."""

LEAST_HEIGHT = 240.0
"""A region that is lower than this, in points, is the rest of a page: a drawing is made for this height and moves to
the next page instead of being squeezed in or split."""


@dataclass(frozen=True, slots=True)
class Region:
    """The width and height that a block may use, in points, and the role of the colour behind it."""

    width: float
    height: float
    ground: str = "ground"


@dataclass(frozen=True)
class RenderContext:
    """How blocks find words and looks: the document's wording over the brand's look."""

    style: Style
    wording: Wording


class Block(ABC):
    """Content that a layout names; its fields are what the layout may say of it."""

    @abstractmethod
    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The flows that show the block in a room; none where it has nothing to show."""


@dataclass(frozen=True)
class LayoutBlock(Block):
    """A block as a layout writes it: what goes wrong while it is lowered is told at its `place`, under its `name`."""

    block: Block
    name: str
    place: Place | None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The block's flows; raises `Problems` with its place."""
        try:
            return self.block.lower(region, context)
        except Problems as error:
            raise error.placed(self.place, self.name) from error
        except (TypeError, ValueError, AttributeError, LookupError, ArithmeticError) as error:
            if isinstance(error, UnshowableError):
                raise problem(str(error), self.name, self.place) from error
            said = f"{_unfit(error)}; `kamdeck blocks {self.name}` tells what it wants"
            raise problem(said, self.name, self.place) from error


def _unfit(error: Exception) -> str:
    """Why a block that asked something of its rows got an error for an answer."""
    if isinstance(error, AttributeError) and error.name:
        return f"it wants rows that have '{error.name}', and these have not"
    return "it cannot show what it is given"


@dataclass(frozen=True)
class Stack:
    """Blocks and columns under each other."""

    parts: tuple["Block | Columns", ...]


@dataclass(frozen=True)
class Columns:
    """Stacks beside each other, with their shares of the width."""

    stacks: tuple[tuple[float, Stack], ...]


@dataclass(frozen=True)
class Topic:
    """One slide of a deck, or several when it does not fit; one heading with its blocks in a report.

    `anchor` is what a table of contents leads to; no two topics of a document have the same. `place` is where the
    layout writes it.
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
    """Topics under one of the template's names; `number` is empty where the template has none.

    One that is not `listed` stands in no agenda, and has no heading of its own.
    """

    key: str
    name: Text
    number: str
    message: str
    topics: tuple[Topic, ...]
    listed: bool = True


@dataclass(frozen=True)
class Document:
    """A layout over a plan, in the words of one language, before any page is made.

    `footer` stands under every slide; over a report's pages stands what the document is and, in `standing`, its
    quarter and who may read it. `place` is where the layout begins.
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
    standing: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What an agenda or a table of contents lists of a section; `topics` are their anchors and names."""

    key: str
    name: Text
    number: str
    message: str
    topics: tuple[tuple[str, Text], ...] = ()


def coloured(paragraphs: Sequence[Paragraph], colour: str) -> tuple[Paragraph, ...]:
    """Paragraphs in another colour."""
    return tuple(paragraph._replace(colour=colour) for paragraph in paragraphs)
