"""Fill as few slides as possible with the parts of a topic, in the largest sizes at which they fit.

Before a topic is continued on another slide, its padding gets smaller, then its texts, then its tables lose their least
important column. Slides that remain are filled evenly.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from kamdeck.brand import Rect
from kamdeck.dataclass import dataclass
from kamdeck.document import RenderContext
from kamdeck.flow import Placed, Row, Table
from kamdeck.flow.cut_words import cuts_words
from kamdeck.flow.folded_columns import can_fold
from kamdeck.problems import Problems
from kamdeck.typeset.fitted import TOLERANCE, FittedStack, page_stacks
from kamdeck.typeset.lowered_blocks import LoweredBlocks
from kamdeck.typeset.region_filling import FilledRegion, RegionFiller, UnfitError
from kamdeck.typeset.region_parts import LoweredFlows, Part
from kamdeck.typeset.sizing import AS_LABELS, MOST_LINES, SMALLEST, Sizing
from kamdeck.typeset.topic_sizings import (
    CUTS,
    DENSE,
    LESS_DENSE,
    enlargements,
    narrower,
    remedies,
    smallest_steps,
    with_columns_of,
)

MOST_PAGES = 400
"""The most slides of one topic. More are a mistake in the plan or layout, since nobody would read them."""
WORTH_TRYING = 6
"""A topic of more slides is a long list: it continues in the smallest sizes, without remedies."""
WORTH_BALANCING = 20
"""Where a topic has more slides, the last one may be nearly empty."""
LEAST_FILLED = 0.4
"""The part of the body's height that the last slide of a topic fills at least, if that can be arranged."""
DENSE_SLIDES = 3 / 4
"""The part of its slides that a dense topic may take in the sizing `DENSE`."""
_HALVINGS = 6
MOST_LINES_OF_CELL = 4
"""A text in a table may have so many lines before a column goes below another one or is left out."""
LONG_TEXT = 6
"""The most lines of an enlarged text in a table whose texts have more than two lines without that."""
MOST_FOLDED = 3
"""The most columns of a table that go below others."""
WORTH_FOLDING = 0.85
"""The part of its slides that a long list takes at most if columns go below others."""
FEWEST_SEEN = 2
"""The slides of a long list that show whether its rows are tall."""


@dataclass(frozen=True)
class FilledTopic:
    """The flows of each slide of a topic, the names of the columns that its tables left out, the parts that do not
    fit a single slide, and the sizing of all.
    """

    pages: tuple[tuple[Placed, ...], ...]
    dropped: tuple[str, ...] = ()
    rest: tuple[Part, ...] = ()
    sizing: Sizing = SMALLEST


@dataclass(frozen=True)
class _Attempt:
    """The stacks of all slides in one sizing."""

    sizing: Sizing
    stacks: tuple[FittedStack, ...]


class _Bounds(NamedTuple):
    """What an attempt must keep to: the most slides, unless that is 0, and whether every flow must suit the sizing."""

    pages: int = 0
    must_suit: bool = False


_UNBOUNDED = _Bounds()


class TopicFiller:
    """Fills a region on as many slides as the parts of a topic need.

    Args:
        region: The region in points.
        context: The context of the document.
        as_text: Gets a part that does not fit an empty slide, and returns one that can be split, or raises `Problems`.
        too_many: Makes the problem of a topic with more than `MOST_PAGES` slides.
        dense: Whether the topic is read rather than projected, so that its texts are as small as labels where these
            spare a quarter of the slides.
        lowered: The blocks that were lowered before.
        most: The sizing of topics of the same kind; no text is enlarged by more than it says.
    """

    def __init__(
        self,
        region: Rect,
        context: RenderContext,
        as_text: Callable[[Part, Rect], Part],
        too_many: Callable[[], Problems],
        *,
        dense: bool = False,
        lowered: LoweredBlocks | None = None,
        most: Sizing | None = None,
    ) -> None:
        self.region, self.context, self._dense, self._most = region, context, dense, most
        self._as_text, self._too_many = as_text, too_many
        self._filler = RegionFiller(context, lowered=lowered or LoweredBlocks())

    def filled(self, parts: Sequence[Part]) -> FilledTopic:
        """The slides that the parts take."""
        return self._enlarged(parts, self._fewest(parts))

    def _fewest(self, parts: Sequence[Part]) -> _Attempt:
        """The attempt that takes the fewest slides, with remedies where they are worth trying."""
        attempt = self._attempt(parts, SMALLEST)
        assert attempt is not None
        if len(attempt.stacks) > WORTH_TRYING:
            return self._with_whole_words(parts, self._folded(parts, self._densest(parts, attempt)))
        shortest = self._folded(parts, self._shortest(parts, attempt)) if len(attempt.stacks) > 1 else attempt
        return self._with_whole_words(parts, self._uncrowded(parts, shortest))

    def _with_whole_words(self, parts: Sequence[Part], best: _Attempt) -> _Attempt:
        """The attempt with smaller texts, or with columns below others, where a table cuts a word otherwise."""
        if not self._cuts_words(best):
            return best
        bounds = _Bounds(len(best.stacks))
        attempts = (self._attempt(parts, sizing, bounds) for sizing in narrower(best.sizing))
        return next((each for each in attempts if each and not self._cuts_words(each)), best)

    def _cuts_words(self, attempt: _Attempt) -> bool:
        placed = (each for stack in attempt.stacks for each in stack.placed(self.region))
        tables = ((each.flow, each.width) for each in placed if isinstance(each.flow, Table))
        return any(cuts_words(table, width, self.context.style) for table, width in tables)

    def _enlarged(self, parts: Sequence[Part], best: _Attempt) -> FilledTopic:
        """The slides of an attempt in the largest sizes that take no more of them, filled evenly."""
        if len(best.stacks) <= WORTH_TRYING and with_columns_of(SMALLEST, best.sizing) == best.sizing:
            best = self._like_others(parts, self._largest(parts, best))
        stacks = self._balanced(parts, best)
        pages = tuple(tuple(stack.placed(self.region)) for stack in stacks)
        return FilledTopic(pages, self._dropped(best.sizing), sizing=best.sizing)

    def _like_others(self, parts: Sequence[Part], best: _Attempt) -> _Attempt:
        """The attempt with texts no larger than those of topics of the same kind."""
        if self._most is None:
            return best
        sizing = smallest_steps((best.sizing, self._most), best.sizing)
        return self._attempt(parts, sizing, _Bounds(len(best.stacks))) or best

    def single(self, parts: Sequence[Part], reserved: float) -> FilledTopic:
        """One slide, and what it does not hold; then `reserved` points stay free at its bottom."""
        fewest = self._fewest(parts)
        if len(fewest.stacks) == 1:
            return self._enlarged(parts, fewest)
        region = self.region._replace(height=self.region.height - reserved)
        sizing, best = CUTS[0][1], self._cut(parts, region, CUTS[0][1])
        for worth, smaller in CUTS[1:]:
            if not best.rest:
                break
            cut = self._cut(parts, region, smaller)
            if self._height_left(cut.rest) <= worth * self._height_left(best.rest):
                sizing, best = smaller, cut
        (stack,) = page_stacks([best.stack], region.height, self.context.style)
        return FilledTopic(
            (tuple(stack.placed(region)),), self._dropped(sizing), tuple(map(self._as_made, best.rest)), sizing
        )

    def _as_made(self, part: Part) -> Part:
        """A part with the tables that its block made, in place of what small sizes have left of them.

        On slides of their own, their rows have space for larger texts and for all columns.
        """
        if not isinstance(part, LoweredFlows):
            return part
        made = [flow for flows in self._filler.lowered for flow in flows if isinstance(flow, Table)]
        flows = tuple(
            next((end for table in made if (end := _same_end(table, flow))), flow) if isinstance(flow, Table) else flow
            for flow in part.flows
        )
        return LoweredFlows(flows, as_made=True)

    def _height_left(self, rest: Sequence[Part]) -> float:
        """The height in points that the rest of a topic takes on another slide; a whole part takes all of it."""
        width, style = self.region.width, self.context.style
        flows = [flow for part in rest if isinstance(part, LoweredFlows) for flow in part.flows]
        whole = sum(not isinstance(part, LoweredFlows) for part in rest)
        return whole * self.region.height + sum(flow.height(width, style) for flow in flows)

    def _cut(self, parts: Sequence[Part], region: Rect, sizing: Sizing) -> FilledRegion:
        """What one slide holds of the parts in a sizing, and the rest."""
        filler, rest = self._filler.sized(sizing), tuple(parts)
        filler.only = True
        filled = filler.fill(rest, region)
        while not filled.stack.items:
            rest = (self._as_text(filled.rest[0], region), *filled.rest[1:])
            filled = filler.fill(rest, region)
        return filled

    def least_height(self, parts: Sequence[Part]) -> float:
        """The height in points that the parts take in the smallest sizes; infinite if they need several slides."""
        filled = self._filler.fill(parts, self.region)
        return float("inf") if filled.rest else filled.stack.height

    def _attempt(
        self, parts: Sequence[Part], sizing: Sizing, bounds: _Bounds = _UNBOUNDED, limit: float = 0.0
    ) -> _Attempt | None:
        """The slides in one sizing; None if it is out of bounds, or a part does not fit below the `limit`."""
        filler = self._filler.sized(sizing, must_suit=bounds.must_suit)
        width, height = self.region.width, bounds.pages * self.region.height
        if bounds.pages and filler.least_height(parts, width, on_one_page=bounds.pages == 1) > height + TOLERANCE:
            return None
        try:
            stacks = self._stacks(parts, filler, bounds.pages, limit)
        except UnfitError:
            return None
        return _Attempt(sizing, tuple(stacks)) if stacks else None

    def _stacks(self, parts: Sequence[Part], filler: RegionFiller, most: int, limit: float) -> Sequence[FittedStack]:
        """The stacks of the slides; none if they are more than `most`, or a part does not fit below the `limit`."""
        rest, stacks = tuple(parts), list[FittedStack]()
        while rest or not stacks:
            # Most attempts fail, and what the slides after the failure would hold is of no interest.
            if most and len(stacks) == most:
                return ()
            filled = filler.fill(rest, self.region, limit, last=len(stacks) + 1 == most)
            # Nothing fits an empty slide: without a change of the first part this loop would never end.
            if not filled.stack.items and filled.rest:
                if limit:
                    return ()
                rest = (self._as_text(filled.rest[0], self.region), *filled.rest[1:])
                continue
            stacks.append(filled.stack)
            rest = filled.rest
            if len(stacks) > MOST_PAGES:
                raise self._too_many()
        return stacks

    def _shortest(self, parts: Sequence[Part], first: _Attempt) -> _Attempt:
        """The first of the remedies that takes the fewest slides; the attempt without one if they spare none."""
        best = first
        for sizing in remedies(first.stacks):
            # Text as small as labels is worth it for a whole topic on one slide, but not for a shorter list; so are
            # lower drawings.
            fewer = 1 if sizing.cells == AS_LABELS or sizing.scarce else len(best.stacks) - 1
            best = self._attempt(parts, sizing, _Bounds(fewer)) or best
            if len(best.stacks) == 1:
                break
        return self._densest(parts, best)

    def _densest(self, parts: Sequence[Part], first: _Attempt) -> _Attempt:
        """The attempt with texts as small as labels and low rows, if a dense topic has fewer slides then.

        Where larger texts and higher rows take no more slides, it has these.
        """
        if not self._dense or len(first.stacks) == 1:
            return first
        fewer = max(1, int(len(first.stacks) * DENSE_SLIDES))
        dense = self._attempt(parts, DENSE, _Bounds(fewer))
        if dense is None:
            return first
        bounds = _Bounds(len(dense.stacks))
        return next(filter(None, (self._attempt(parts, each, bounds) for each in LESS_DENSE)), dense)

    def _folded(self, parts: Sequence[Part], best: _Attempt) -> _Attempt:
        """The attempt with columns of tall tables below others, as far as that saves slides."""
        for folded in range(1, MOST_FOLDED + 1):
            count = len(best.stacks)
            if count == 1 or not self._has_tall_rows(best):
                break
            fewer = min(count - 1, int(count * WORTH_FOLDING))
            best = self._attempt(parts, replace(best.sizing, folded_columns=folded), _Bounds(fewer)) or best
        return best

    def _has_tall_rows(self, attempt: _Attempt) -> bool:
        return self._has_longer_texts(attempt, MOST_LINES_OF_CELL)

    def _has_longer_texts(self, attempt: _Attempt, lines: int) -> bool:
        """Whether a text of a table on the first slides has more than some lines."""
        style = self.context.style
        placed = (each for stack in attempt.stacks[:FEWEST_SEEN] for each in stack.placed(self.region))
        tables = ((each.flow, each.width) for each in placed if isinstance(each.flow, Table))
        return any(table.has_longer_text(lines, width, style) for table, width in tables)

    def _uncrowded(self, parts: Sequence[Part], best: _Attempt) -> _Attempt:
        """The attempt with columns below others, or without those of least importance, while tables are crowded."""
        crowded = self._crowded_columns(best)
        while crowded:
            narrower = self._narrower(parts, best, crowded)
            if narrower is None:
                break
            best, crowded = narrower
        return best

    def _narrower(self, parts: Sequence[Part], best: _Attempt, crowded: int) -> tuple[_Attempt, int] | None:
        """An attempt with fewer columns on no more slides, and how many are still crowded; None if none is better."""
        dropped, folded = best.sizing.fewer_columns, best.sizing.folded_columns
        # A block that sets the sizes of its table itself keeps its columns, too.
        for sizing in (
            replace(best.sizing, folded_columns=min(folded + 1, MOST_FOLDED)),
            replace(best.sizing, fewer_columns=dropped + 1),
        ):
            attempt = self._attempt(parts, sizing, _Bounds(len(best.stacks)))
            if attempt and (left := self._crowded_columns(attempt)) < crowded:
                return attempt, left
        return None

    def _crowded_columns(self, attempt: _Attempt) -> int:
        """The most columns of a table that can have fewer, and is too narrow for its words, or for its names and has
        texts of many lines; 0 without such a table.
        """
        style = self.context.style
        tables = (
            (each.flow, each.width)
            for stack in attempt.stacks
            for each in stack.placed(self.region)
            if isinstance(each.flow, Table) and (each.flow.least_column is not None or can_fold(each.flow))
        )
        return max(
            (
                len(table.columns)
                for table, width in tables
                if table.breaks_long_words(width, style)
                or (table.breaks_words(width, style) and table.has_longer_text(MOST_LINES_OF_CELL, width, style))
            ),
            default=0,
        )

    def _largest(self, parts: Sequence[Part], smallest: _Attempt) -> _Attempt:
        """The largest sizes that take no more slides than the smallest."""
        bounds = _Bounds(len(smallest.stacks), must_suit=True)
        sizings: Iterable[Sizing] = enlargements(smallest.stacks)
        if self._has_longer_texts(smallest, MOST_LINES):
            # A table of long texts has rows of many lines anyway; one step larger it has a few more.
            longer = (replace(sizing, most_lines=LONG_TEXT) for sizing in enlargements(smallest.stacks))
            sizings = chain((sizing for sizing in longer if sizing.cells == 1), sizings)
        sizings = (with_columns_of(sizing, smallest.sizing) for sizing in sizings)
        attempts = (self._attempt(parts, sizing, bounds) for sizing in sizings)
        return next(filter(None, attempts), smallest)

    def _balanced(self, parts: Sequence[Part], attempt: _Attempt) -> list[FittedStack]:
        """The stacks of all slides, with the last one not much emptier than the others."""
        height, style = self.region.height, self.context.style
        stacks = page_stacks(attempt.stacks, height, style)
        low, high = LEAST_FILLED * height, height
        if len(stacks) == 1 or len(stacks) > WORTH_BALANCING or _least(stacks) >= low:
            return stacks
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            lower = self._attempt(parts, attempt.sizing, _Bounds(len(attempt.stacks)), middle)
            if lower is None:
                low = middle
                continue
            high = middle
            grown = page_stacks(lower.stacks, height, style)
            stacks = max(stacks, grown, key=_least)
        return stacks

    def _dropped(self, sizing: Sizing) -> tuple[str, ...]:
        """The names of the columns that tables leave out in a sizing."""
        names: dict[str, None] = {}
        for table in (flow for flows in self._filler.lowered for flow in flows if isinstance(flow, Table)):
            left = table
            for _ in range(sizing.fewer_columns):
                if left.least_column is not None:
                    names[left.header.cells[left.least_column].text] = None
                    left = left.without_least_column()
        return tuple(names)


def _same_end(table: Table, rest: Table) -> Table | None:
    """The last rows of a table that are those of its rest, which may lack columns; None if they are others."""
    rows = table.rows[len(table.rows) - len(rest.rows) :]
    pairs = list(zip(rows, rest.rows, strict=False))
    is_same = len(pairs) == len(rest.rows) and all(_texts(less) <= _texts(row) for row, less in pairs)
    return replace(table, rows=rows) if is_same and table.alt == rest.alt else None


def _texts(row: Row) -> set[str]:
    return {paragraph.text for cell in row.cells for paragraph in cell.paragraphs if paragraph.text}


def _least(stacks: Sequence[FittedStack]) -> float:
    """The height of the lowest stack."""
    return min(stack.height for stack in stacks)
