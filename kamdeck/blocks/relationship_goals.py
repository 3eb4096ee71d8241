"""The `relationship_goals` block: our relationship with each person now, the desired one, and the next contact."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from kamdeck.blocks.relationship_goal_texts import GoalTexts
from kamdeck.blocks.row_protocols import RelationshipGoalRow
from kamdeck.components.fitted_rows import (
    drawing_of,
    height_below,
    height_taken,
    largest_fitting,
    row_stretch,
    stretched_by,
)
from kamdeck.components.status_icons import stance, stance_letter
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import frame_width, label
from kamdeck.diagrams.step_scale import step_scale
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Flow, Item, Line, Paragraph, Run, TextItem, height_of
from kamdeck.flow.drawing import moved
from kamdeck.message import Message
from kamdeck.model.values import Relationship
from kamdeck.people.org_card import BAR_STEP, BARS, bars

WIDE = 600.0
"""From this width on, in points, the objective is beside the other columns; otherwise below the person."""
GAP, STRIP, PAD = 10.0, 19.5, 3.5
"""The gap between columns, the width of the strip with the stance, and the space above and below texts, in points."""
LOWEST, HIGHEST = 34.0, 63.0
"""The least and the greatest height of a row, in points."""
STATIONS = tuple(Relationship)
BETWEEN_NAMES = 9.0
"""The space between the names of two stations, in points."""
LEAST_STEP, MOST_STEP, NARROWEST = 40.0, 86.0, 60.0
"""The least and the greatest distance of two stations, and the least width of the column of names, in points."""
NARROW_OBJECTIVE, LEAST_OBJECTIVE, AMPLE_OBJECTIVE = 110.0, 150.0, 300.0
"""The width of the column of objectives, in points, below which the scale gets narrower, that below which the depth of
contact is not named, and that from which on other columns may be wider.
"""
LEAST_TINTED = 3
"""From this number of rows on, people who are not covered are tinted only beside others who are."""


@documented(
    """Rows of people: stance, contact, the way from the relationship now to the desired one, owner and next contact.

    Rows with the same `group` stand together; a person who is not covered is tinted, unless nobody is. At most
    `most` rows are drawn, and the others counted.

    Example:
        relationship_goals: {rows: analysis.relationship_goals}
    """
)
@dataclass(frozen=True)
class RelationshipGoals(Block):
    rows: Rows[RelationshipGoalRow] = ()
    title: Heading = None
    most: int = 8

    @property
    def continues(self) -> bool:
        """Each row can be read without the others."""
        return True

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing, in the largest sizes at which the rows fit; rows that do not fit are counted."""
        if not self.rows:
            return []
        heads = title(self.title, context)
        taken = height_taken(heads, region, context)
        if region.entire and not region.paged:
            return [*heads, *(drawing_of(sheet, region) for sheet in self._parts(taken, region, context))]
        height = height_below(heads, region, context)
        sheet = self._fitted(height, region, context)
        return [*heads, drawing_of(sheet.stretched(height) if region.paged else sheet, region)]

    def _parts(self, taken: float, region: Region, context: RenderContext) -> Iterator["_Sheet"]:
        """The rows in drawings of at most the regions' heights, of which `taken` is not free, or of a single row."""
        rows, most, size = self.rows, max(self.most, 1), context.style.theme.sizes.dense
        height = region.height - taken
        while rows and most:
            for count in range(min(most, len(rows)), 0, -1):
                # Only the last drawing counts the rows that are not shown.
                given = rows if count == min(most, len(rows)) else rows[:count]
                sheet = _Sheet(given, count, size, region.width, context)
                if sheet.height <= height:
                    break
            yield sheet
            rows, most, height = rows[count:], most - count, region.height_of(1) - taken

    def _fitted(self, height: float, region: Region, context: RenderContext) -> "_Sheet":
        sizes = context.style.theme.sizes

        def sheet(count: int, size: float) -> _Sheet:
            return _Sheet(self.rows, count, size, region.width, context)

        shown = min(len(self.rows), max(self.most, 1))
        return largest_fitting(shown, (sizes.body, sizes.dense, sizes.small), sheet, height)


class _Columns(NamedTuple):
    """The left edges and widths of the columns, in points; `step` is the distance of two stations of the scale."""

    person: tuple[float, float]
    contact: tuple[float, float]
    scale: tuple[float, float]
    owner: tuple[float, float]
    objective: tuple[float, float]
    date: tuple[float, float]
    step: float


@dataclass(frozen=True)
class _Sheet:
    """The drawing of the first `count` rows, with objectives in a size in points."""

    rows: Sequence[RelationshipGoalRow]
    count: int
    size: float
    width: float
    context: RenderContext
    stretch: float = 0.0

    @cached_property
    def _shown(self) -> Sequence[RelationshipGoalRow]:
        return self.rows[: self.count]

    @cached_property
    def _wide(self) -> bool:
        return self.width >= WIDE

    @property
    def _small(self) -> float:
        return self.context.style.theme.sizes.small

    @cached_property
    def _texts(self) -> GoalTexts:
        return GoalTexts(self.context, self.size)

    # -- columns ---------------------------------------------------------------------------------------------------

    def _widest(self, paragraphs: Iterator[Paragraph]) -> float:
        return max(frame_width(each, self.context.style) for each in paragraphs)

    @cached_property
    def _station_names(self) -> list[Paragraph]:
        wording = self.context.wording.inner
        return [label(wording.say(each), self._small, colour="muted", align="center") for each in STATIONS]

    @cached_property
    def _shown_names(self) -> list[Paragraph]:
        """The names over the scale; only those of its ends where the others would break a word."""
        first, *_, last = names = self._station_names
        if all(each.longest_stretch(self.context.style) <= self._columns.step for each in names):
            return names
        return [first._replace(align="left"), last._replace(align="right")]

    @cached_property
    def _between(self) -> float:
        """The space between two names over the scale, as far as their longest words allow."""
        names = self._shown_names
        step = self._columns.scale[1] / len(names)
        return min(BETWEEN_NAMES, max(0.0, step - max(each.longest_stretch(self.context.style) for each in names)))

    @cached_property
    def _columns(self) -> _Columns:
        """The columns; the objective gets what the others leave, or the person where the objective is below."""
        most = 0.22 if self._wide else 0.4
        person = min(self._widest(each for row in self._shown for each in self._texts.person(row)), self.width * most)
        owner = min(self._widest(map(self._texts.owner, self._shown)), self.width * 0.12)
        owner = max(owner, self._texts.head("field.owner").longest_stretch(self.context.style))
        day = max(
            self._widest(map(self._texts.date, self._shown)),
            self._texts.head("field.next_contact").longest_stretch(self.context.style),
        )
        named = 3 * BAR_STEP + 5.0 + self._widest(map(self._texts.contact, self._shown))
        head = frame_width(self._texts.head("field.contact"), self.context.style)
        contact = max(named, head)
        others = STRIP + 8.0 + person + owner + day + 5 * GAP
        step = self._step(self.width - others - contact)
        scale = len(STATIONS) * step
        fixed = others + scale
        if not self._wide or self.width - fixed - contact < LEAST_OBJECTIVE:
            contact = max(3 * BAR_STEP, head if self._wide else 0.0)
        spare = self.width - fixed - contact
        if not self._wide:
            person = max(person + spare + GAP, NARROWEST)
        edges = [STRIP + 8.0]
        for width in (person, contact, scale, owner):
            edges.append(edges[-1] + width + GAP)
        objective = (edges[4], max(spare, 1.0)) if self._wide else (edges[0], self.width - edges[0])
        return _Columns(
            (edges[0], person), (edges[1], contact), (edges[2], scale), (edges[3], owner), objective,
            (self.width - day - (4.0 if self._wide else 0.0), day), step,
        )  # fmt: skip

    def _step(self, spare: float) -> float:
        """The distance of two stations: their names are on one line where the objectives have ample space, else on two.

        `spare` is the width for the scale and the objectives, in points.
        """
        style, names = self.context.style, self._station_names
        if not self._wide:
            return LEAST_STEP
        one = max(each.natural_width(style) for each in names) + 8.0
        if one <= MOST_STEP and spare - len(STATIONS) * one >= AMPLE_OBJECTIVE:
            return max(one, LEAST_STEP)
        # A name without spaces is broken near its middle.
        two = max(max(each.longest_stretch(style), each.natural_width(style) * 0.6) for each in names) + 6.0
        return max(min(two, MOST_STEP, (spare - NARROW_OBJECTIVE) / len(STATIONS)), LEAST_STEP)

    @cached_property
    def _named_contacts(self) -> bool:
        """Whether the column of contacts is wide enough for their names."""
        named = self._widest(map(self._texts.contact, self._shown))
        return self._columns.contact[1] >= 3 * BAR_STEP + 5.0 + named - 0.01

    # -- heights ---------------------------------------------------------------------------------------------------

    def _height_of(self, paragraphs: Sequence[Paragraph], width: float) -> float:
        return height_of(paragraphs, width, self.context.style) + 0.5

    @cached_property
    def _top(self) -> float:
        """The height of a row without an objective below it."""
        columns = self._columns
        texts = [self._height_of(self._texts.person(row), columns.person[1]) for row in self._shown]
        texts += [self._height_of((self._texts.owner(row),), columns.owner[1]) for row in self._shown]
        if self._wide:
            texts += [self._height_of((self._texts.objective(row),), columns.objective[1]) for row in self._shown]
        return max(texts)

    @cached_property
    def _below(self) -> float:
        """The height of the objective below a row."""
        if self._wide:
            return 0.0
        return (
            max(self._height_of((self._texts.objective(row),), self._columns.objective[1]) for row in self._shown) + 2.0
        )

    @property
    def _pitch(self) -> float:
        return max(self._top + self._below + 2 * PAD, LOWEST) + self.stretch

    @cached_property
    def _header(self) -> float:
        """The height of the heads of the columns, with the gap above the rule."""
        style = self.context.style
        step, names = self._columns.scale[1] / len(self._shown_names), self._shown_names
        height = max(each.height(step - self._between, style) for each in names)
        return height + self._height_of((self._scale_head,), self._columns.scale[1] + 2 * GAP) + 3.0

    @cached_property
    def _groups(self) -> int:
        """The number of heads between groups."""
        return sum(one.group != other.group for one, other in pairwise(self._shown))

    @property
    def _left_out(self) -> float:
        """The height of the line that counts the rows left out."""
        return self._small * 1.2 + 4.0 if self.count < len(self.rows) else 0.0

    @property
    def _group_height(self) -> float:
        return self._small * 1.2 + 4.0

    @property
    def height(self) -> float:
        """The height of the drawing in points."""
        return self._header + self.count * self._pitch + self._groups * self._group_height + self._left_out

    @property
    def suits(self) -> bool:
        """Whether no objective has more than two lines or breaks a word."""
        width, style = self._columns.objective[1], self.context.style
        texts = [self._texts.objective(row) for row in self._shown]
        return all(
            len(each.lines(width, style.typeface)) <= 2 and each.longest_stretch(style) <= width for each in texts
        )

    def stretched(self, height: float) -> "_Sheet":
        """The drawing with higher rows, as far as a height in points allows."""
        return stretched_by(self, row_stretch(height - self.height, self.count, self._pitch, HIGHEST))

    # -- drawing ---------------------------------------------------------------------------------------------------

    @cached_property
    def _scale_head(self) -> Paragraph:
        wording = self.context.wording
        head = wording.terms_of("field.relationship")
        way = Run(wording.term("relationship_goals.way"))
        return Paragraph((Run(f"{head}\u2002", bold=True), way), self._small, "label", "muted", "center")

    @cached_property
    def _tints(self) -> bool:
        """Whether a tint tells rows apart; it does not where each of several people is not covered."""
        return len(self._shown) < LEAST_TINTED or any(row.covered for row in self._shown)

    def items(self) -> list[Item]:
        """The heads, the rows with a head above each further group, and the number of rows left out."""
        items = list(self._header_items())
        y = self._header
        for number, row in enumerate(self._shown):
            if number and row.group != self._shown[number - 1].group:
                words = label(self.context.wording.terms_of(row.group.key), self._small, bold=True, colour="muted")
                items.append(Box(0, y, self.width, self._group_height, "grey4", paragraphs=(words,), inset=6.0))
                y += self._group_height
            if not row.covered and self._tints:
                items.append(Box(0, y, self.width, self._pitch, "bad:10"))
            items += [moved(item, 0.0, y) for item in self._row_items(row)]
            y += self._pitch
        if self._left_out:
            more = Message("relationship_goals.more", count=len(self.rows) - self.count)
            words = label(self.context.wording.phrase(more), self._small, colour="muted", align="right")
            items.append(TextItem(0, y + 3.0, self.width, self._small * 1.2 + 0.5, (words,)))
        return items

    def _header_items(self) -> Iterator[Item]:
        columns, bottom = self._columns, self._header - 3.0
        heads = [("field.person", (0.0, columns.person[0] + columns.person[1])), ("field.next_contact", columns.date)]
        if self._wide:
            heads += [("field.contact", columns.contact), ("field.owner", columns.owner)]
            heads.append(("field.objective", columns.objective))
        for key, (x, width) in heads:
            head = self._texts.head(key, right=key == "field.next_contact")
            height = self._height_of((head,), width)
            yield TextItem(x, max(0.0, bottom - height), width, height, (head,), "bottom")
        left, width = columns.scale
        height = self._height_of((self._scale_head,), width + 2 * GAP)
        yield TextItem(left - GAP, 0, width + 2 * GAP, height, (self._scale_head,))
        names = self._shown_names
        for number, name in enumerate(names):
            x = left + number * width / len(names) + self._between / 2
            wide = width / len(names) - self._between
            yield TextItem(x, height - 0.5, wide, bottom - height + 0.5, (name,), "bottom")
        yield Line(0, self._header, self.width, self._header, "grey1", 1.0)

    def _row_items(self, row: RelationshipGoalRow) -> Iterator[Item]:
        """The items of a row, with y = 0 at its top."""
        columns, pitch = self._columns, self._pitch
        yield Line(0, pitch, self.width, pitch, "grey3", 0.5)
        yield self._strip(row)
        upper = pitch - self._below - (PAD if self._below else 0.0)
        middle = upper / 2 + (PAD / 2 if self._below else 0.0)
        yield self._text(self._texts.person(row), columns.person, middle)
        x, width = columns.contact
        yield from bars(x, middle + BARS[-1] / 2, row.person.contact)
        if self._named_contacts:
            yield self._text((self._texts.contact(row),), (x + 3 * BAR_STEP + 5.0, width - 3 * BAR_STEP - 5.0), middle)
        yield from self._way(row, middle)
        yield self._text((self._texts.owner(row),), columns.owner, middle)
        yield self._text((self._texts.date(row),), columns.date, middle)
        objective = (self._texts.objective(row),)
        if self._wide:
            yield self._text(objective, columns.objective, middle)
        else:
            x, width = columns.objective
            height = self._height_of(objective, width)
            yield TextItem(x, pitch - PAD - height, width, height, objective)

    def _text(self, paragraphs: tuple[Paragraph, ...], place: tuple[float, float], middle: float) -> TextItem:
        """Text in a column, centred at a y."""
        x, width = place
        height = self._height_of(paragraphs, width)
        return TextItem(x, middle - height / 2, width, height, paragraphs, "middle")

    def _strip(self, row: RelationshipGoalRow) -> Box:
        """The strip with the letter of the stance."""
        support = row.person.support
        shown = stance(support)
        letter = label(
            stance_letter(support, self.context.wording), self._small, bold=True, colour=shown.ink, align="center"
        )
        return Box(0, 3.0, STRIP, self._pitch - 6.0, shown.fill, paragraphs=(letter,), inset=0.0)

    def _way(self, row: RelationshipGoalRow, y: float) -> Iterator[Item]:
        """The scale from the present relationship to the desired one."""
        left, step = self._columns.scale[0], self._columns.step
        xs = [left + (number + 0.5) * step for number in range(len(STATIONS))]
        now, wanted = (STATIONS.index(each) if each else None for each in (row.relationship, row.desired_relationship))
        return step_scale(xs, y, now, wanted)

    def described(self) -> str:
        """The alternative text: each person with the present and the desired relationship."""
        wording = self.context.wording
        parts = []
        for row in self._shown:
            known = [wording.say(each) for each in (row.relationship, row.desired_relationship) if each]
            parts.append(wording.followed(wording.names(row.person.name), wording.joined(known, "arrow")))
        return wording.joined((wording.term("topic.coverage"), *parts), "semicolon")
