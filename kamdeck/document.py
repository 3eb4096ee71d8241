"""The document that results from applying a layout to a plan: sections of topics, whose blocks are lowered to flows.

A document has no pages yet; the typesetter makes them.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeVar, get_type_hints

from kamdeck.dataclass import dataclass
from kamdeck.flow import Flow, Paragraph, Style
from kamdeck.magnitudes import Magnitude
from kamdeck.model.fact import Audience
from kamdeck.model.values import Company, Text
from kamdeck.problems import Place, Problems, problem
from kamdeck.text.scripts import ideographs_of
from kamdeck.unshowable import UnshowableError
from kamdeck.wording import Wording

RowType = TypeVar("RowType")
Result = TypeVar("Result")
Rows = Annotated[tuple[RowType, ...], "rows"]
"""A block's field written as an expression that returns a list, or as a list of texts.

`Rows[PersonRow]` names the protocol that every row must satisfy; `Rows[object]` takes any.
"""
Value = Annotated[Any, "value"]
"""A block's field that a layout writes as an expression."""
Words = Annotated[str, "words"]
"""A block's field that a layout writes as text with expressions in it, in each language."""
Heading = Annotated[Text | None, "heading"]
"""A block's field written as a term's key or as text in each language, and shown in all of the document's."""
Test = Annotated[Callable[[object], Any], "test"]
"""A block's field written as an expression over `row`; the block calls it for each of its rows."""

LEAST_HEIGHT = 240.0
"""A region that is lower than this, in points, is the rest of a page: a drawing is made for this height and moves to
the next page instead of being squeezed in or split."""


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a page that a block may use.

    `width` and `height` are in points; `ground` is the role of the colour behind it. A `paged` region belongs to a page
    of fixed size, such as a slide; otherwise flows continue on the next page. With `legend_once`, a drawing that is cut
    into several has its legend in the first of them only, since a reader sees them one below the other. No page has
    more space than an `entire` region, so that a drawing cannot move to a better one. `later_height` is the height of
    the regions on the pages after it; 0 where it is the same. On a `scarce` page not everything fits, so that drawings
    take no more height than they need to be read; on a `terse` one blocks also leave out the text that matters least.
    """

    width: float
    height: float
    ground: str = "ground"
    paged: bool = True
    legend_once: bool = False
    entire: bool = False
    later_height: float = 0.0
    scarce: bool = False
    terse: bool = False

    def height_of(self, number: int) -> float:
        """The height of the region on the page with a number, from 0."""
        return (self.later_height if number else 0.0) or self.height


@dataclass(frozen=True)
class RenderContext:
    """What every block needs besides its fields: the brand's style, and the wording of the document's languages.

    `rivals` are our competitors in the order of their greys.
    """

    style: Style
    wording: Wording
    rivals: tuple[Company, ...] = ()

    def of_topic(self, topic: "Topic") -> "RenderContext":
        """The context for the blocks of a topic, which show amounts in its units."""
        return replace(self, wording=self.wording.of_topic(topic.key, topic.units))


FEWEST_LINES = 2
"""The lines that a text may have on a page without space for more."""


class Block(ABC):
    """A part of a topic that a layout names; its dataclass fields are what the layout may write for it."""

    @abstractmethod
    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The flows that show the block in a region; an empty list if it has nothing to show.

        Raises `Problems` if the layout names something that the block cannot show.
        """

    def lower_whole(self, region: Region, context: RenderContext) -> list[Flow]:
        """The flows as `lower` returns them; empty where it is known before that they would be divided.

        To divide a drawing takes several times as long as to find that it has to be divided.
        """
        return self.lower(region, context)

    def amounts(self) -> Iterable[object]:
        """The values among which are the amounts that the block shows under a common unit; they decide the unit."""
        return ()

    def is_cramped(self, region: Region, context: RenderContext) -> bool:
        """Whether the block would be divided in this region, and should have the full width instead of columns."""
        return False

    def is_empty(self) -> bool:
        """Whether the block has fields for rows, and no row in any of them; a layout then leaves the block out."""
        listed = _row_fields(type(self))
        return bool(listed) and not any(getattr(self, name) for name in listed)

    @property
    def names_itself(self) -> bool:
        """Whether a reader sees without a title what the block is about."""
        return False

    @property
    def continues(self) -> bool:
        """Whether its drawing may go on on the next page, row by row, in an `entire` region that is low."""
        return False

    @property
    def fewest_lines(self) -> int:
        """The lines of a text that a document of one page shows in any case; it cuts longer texts to save space."""
        return FEWEST_LINES

    @property
    def counts_rest(self) -> bool:
        """Whether a document of one page says how many rows it leaves out: not of a choice of facts."""
        return True

    @property
    def row_count(self) -> int:
        """The number of rows that a page can leave out one by one; 0 where the block has none."""
        return max((len(getattr(self, name)) for name in _row_fields(type(self))), default=0)

    def limited(self, count: int, *, forced: bool = False) -> "Block":
        """The block with at most `count` rows.

        A block may keep rows that must not be left out; they are left out only if that is `forced`.
        """
        return replace(self, **{name: getattr(self, name)[:count] for name in _row_fields(type(self))})  # type: ignore[type-var]

    def row_names(self, context: RenderContext) -> tuple[str, ...]:
        """What each row is about, to name the rows that a page has left out; empty where the block does not know."""
        return ()


@lru_cache(maxsize=128)
def _row_fields(block: type) -> tuple[str, ...]:
    """The names of a block's fields that a layout writes as rows."""
    hints = get_type_hints(block, include_extras=True)
    return tuple(name for name, hint in hints.items() if getattr(hint, "__metadata__", ())[:1] == ("rows",))


@dataclass(frozen=True)
class LayoutBlock(Block):
    """A block with the `name` and the `place` that it has in its layout, for problems that appear only over a plan."""

    block: Block
    name: str
    place: Place | None

    def is_cramped(self, region: Region, context: RenderContext) -> bool:
        """Whether the block should have the full width."""
        return self.block.is_cramped(region, context)

    def is_empty(self) -> bool:
        """Whether the block has nothing to show."""
        return self.block.is_empty()

    def amounts(self) -> Iterable[object]:
        """The block's values; raises as `lower`."""
        return self._attempt(lambda: tuple(self.block.amounts()))

    @property
    def names_itself(self) -> bool:
        """Whether the block needs no title."""
        return self.block.names_itself

    @property
    def continues(self) -> bool:
        """Whether the drawing of the block itself may go on."""
        return self.block.continues

    @property
    def counts_rest(self) -> bool:
        """Whether a page says how many rows of the block it leaves out."""
        return self.block.counts_rest

    @property
    def fewest_lines(self) -> int:
        """The lines that a text of the block has in any case."""
        return self.block.fewest_lines

    @property
    def row_count(self) -> int:
        """The number of rows of the block."""
        return self.block.row_count

    def limited(self, count: int, *, forced: bool = False) -> Block:
        """The block with fewer rows, still at its place in the layout."""
        return replace(self, block=self.block.limited(count, forced=forced))

    def row_names(self, context: RenderContext) -> tuple[str, ...]:
        """What each row of the block is about."""
        return self.block.row_names(context)

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The block's flows.

        Raises `Problems` at the block's place if the layout names a missing field or a value that cannot be shown.
        Any other exception is a bug in the block and passes through, with a note that names the block.
        """
        return self._attempt(lambda: self.block.lower(region, context))

    def lower_whole(self, region: Region, context: RenderContext) -> list[Flow]:
        """The block's flows, unless they would be divided; raises as `lower`."""
        return self._attempt(lambda: self.block.lower_whole(region, context))

    def _attempt(self, step: Callable[[], Result]) -> Result:
        try:
            return step()
        except Problems as error:
            raise error.placed(self.place, self.name) from error
        except UnshowableError as error:
            raise problem(str(error), self.name, self.place) from error
        except Exception as error:
            # The note is shown at the end of the traceback, under KAMDECK_DEBUG=1.
            error.add_note(f"in the block '{self.name}' at {self.place or 'an unknown place'}")
            raise


@dataclass(frozen=True)
class Stack:
    """Blocks and columns below each other."""

    parts: tuple["Block | Columns", ...]


@dataclass(frozen=True)
class Columns:
    """Stacks beside each other; a share is a weight, so 1 and 2 are a third and two thirds of the width.

    `ruled` columns have a thin line between them.
    """

    stacks: tuple[tuple[float, Stack], ...]
    ruled: bool = False


LONGEST_NAME = 24
"""The longest text, in characters, that a headline keeps on one line."""


@dataclass(frozen=True)
class Topic:
    """One slide of a deck, or several if it does not fit; one heading with its blocks in a report.

    `lead` is a sentence for the second line of a slide's title, where the headline leaves it free.
    `anchor` is the target of links from a table of contents, unique in its document. `place` is where the layout
    writes the topic, `units` are those of its amounts by currency, and `quoted` are the texts of the plan that the
    headline contains. `joins` are the keys of later topics of its section, with one of which it may share a
    slide; `also` are the anchors of topics that have become a part of it.

    A `single` topic has one slide: what does not fit it is left to the topic `more` of the backup, or continues in the
    backup. Topics with a `rank` leave a body that has too many slides, the smallest first. `share` is the weight of the
    topic's width where the topics of a section stand beside each other, as in a document of one page, which shows at
    `most` so many rows of each block of it; 0 sets no limit.
    """

    key: str
    name: Text
    kind: Literal["cover", "content"]
    headline: str
    body: Stack
    aside: Stack | None = None
    lead: str = ""
    subtitle: tuple[str, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = ()
    audience: Audience = "internal"
    anchor: str = ""
    place: Place | None = None
    units: Mapping[str, Magnitude] = field(default_factory=dict)
    quoted: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    rank: int = 0
    more: str = ""
    single: bool = False
    share: float = 1.0
    most: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The texts of the plan in the headline that stay on one line, without those that are sentences."""
        return tuple(text for text in self.quoted if len(text) <= LONGEST_NAME)


@dataclass(frozen=True)
class Section:
    """A chapter of the document; `number` is the template's, or empty.

    A section that is not `listed` is left out of agendas and has no heading of its own. The `backup` has what a body of
    limited length leaves out.
    """

    key: str
    name: Text
    number: str
    message: str
    topics: tuple[Topic, ...]
    listed: bool = True
    backup: bool = False


@dataclass(frozen=True)
class Document:
    """A layout applied to a plan, with all texts in one language or two.

    `footer` is the footer of every slide, which ends in the `classification`. The header of a report has the title and
    `period_and_class`: the quarter and the classification. `place` is where the layout begins. `moved` are the names of
    topics that a body of limited length has left to the backup, or left out where there is none. `rivals` are our
    competitors in the order of their greys.

    A document with `one_page` has one page or one slide. Its pairs are the key of a topic and a number of rows: one
    after the other, the topics are limited to so many rows until the page holds everything. 0 leaves the topic out.
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
    classification: str = ""
    place: Place | None = None
    moved: tuple[str, ...] = ()
    rivals: tuple[Company, ...] = ()
    one_page: tuple[tuple[str, int], ...] = ()

    def topics_of(self, anchors: Iterable[str]) -> list[str]:
        """The key of the topic of each slide, by the anchors of the slides; a slide without one continues a topic."""
        keys = self.topics_by_anchor()
        found = [""]
        for anchor in anchors:
            found.append(keys.get(anchor, found[-1]))
        return found[1:]

    def topics_by_anchor(self) -> dict[str, str]:
        """The key of the topic at each anchor; at that of a section stands its first topic."""
        first = {section.key: section.topics[0].key for section in self.sections if section.topics}
        return first | {topic.anchor: topic.key for section in self.sections for topic in section.topics}

    @property
    def ideographs(self) -> str:
        """The BCP 47 tag of text in Chinese characters: that of the first language which is written in them."""
        return ideographs_of(self.wording.tags)

    def context(self, style: Style) -> RenderContext:
        """What the document's blocks need, in the style of a brand."""
        return RenderContext(style, self.wording, self.rivals)


@dataclass(frozen=True, slots=True)
class Contents:
    """A section's entry in an agenda or a table of contents; `topics` are pairs of anchor and name."""

    key: str
    name: Text
    number: str
    message: str
    topics: tuple[tuple[str, Text], ...] = ()


def coloured(paragraphs: Sequence[Paragraph], colour: str) -> tuple[Paragraph, ...]:
    """The same paragraphs in another colour; `colour` is a role of the theme."""
    return tuple(paragraph._replace(colour=colour) for paragraph in paragraphs)
