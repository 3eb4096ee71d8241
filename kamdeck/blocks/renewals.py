"""The `renewals` block: what comes up for renewal quarter by quarter, as circles, theirs above ours."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import sqrt

from kamdeck.blocks.wallet_protocols import Renewal, RenewalQuarterRow
from kamdeck.components.company_colours import company_colour
from kamdeck.components.fitted_rows import height_taken
from kamdeck.components.kept_rows import limited_rows
from kamdeck.components.short_numbers import short_number
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import cut_to_height, frame_height, frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Line, Paragraph, Paragraphs, TextItem
from kamdeck.message import Message
from kamdeck.model.values import CustomerAmount
from kamdeck.subject_protocol import Scale
from kamdeck.theme import OTHERS
from kamdeck.wording import NOTHING

RADII, INSIDE = (21.0, 20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0), 9.5
"""In points: the radii that are tried for the largest circle until the height suffices; and the radius from which on
the number of a circle is written inside it."""
LARGE_RADII, FEW = (30.0, 28.0, 26.0, 24.0, 22.0), 3
"""Greater radii for few quarters, whose names are larger too, and the most such quarters."""
SCARCE_RADIUS = 11.0
"""The radius of the largest circle on a slide that does not hold everything, in points."""
QUARTER = 118.0
"""The least width of a quarter, in points."""
MOST = 5
"""The most quarters."""
SHOWN = 2
"""The number of renewals of a quarter that are drawn; the others are summed up."""
PAD, GAP = 4.0, 3.0
"""The margin of a quarter, and the gap between a circle and its name, in points."""
NAME_LINES = 3
"""The most lines of the name below a circle."""


@documented(
    """Quarters side by side with the contracts that come up for renewal, as circles with areas like their amounts.

    A circle has the colour of its supplier, as in the charts. The two largest of a quarter are drawn for
    them and for us, and the others summed up. A `marked` quarter is tinted, and always drawn.

    Example:
        renewals: {rows: analysis.renewals_due, title: topic.renewals}
    """
)
@dataclass(frozen=True)
class Renewals(Block):
    rows: Rows[RenewalQuarterRow] = ()
    title: Heading = None

    def amounts(self) -> Iterable[object]:
        """The sums of the quarters."""
        return (amount for row in self.rows for amount in (row.ours, row.theirs))

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title with the unit, and one drawing of as many quarters as have space."""
        if not self.rows:
            return []
        large = LARGE_RADII if region.paged and len(self.rows) <= FEW else ()
        radii = (SCARCE_RADIUS,) if region.scarce else (*large, *RADII)
        sheets = [_Sheet(self.rows, region.width, radius, context) for radius in radii]
        notes = [note for note in (sheets[0].scale.unit, sheets[0].later) if note]
        heads = title(self.title, context, context.wording.joined(notes))
        if not heads and sheets[0].later:
            heads = [Paragraphs((label(sheets[0].later, context.style.theme.sizes.small, colour="muted"),))]
        left = region.height - height_taken(heads, region, context)
        sheet = next((each for each in sheets if each.height <= left), sheets[-1])
        return [*heads, Drawing(Frame(region.width, sheet.height, tuple(sheet.items())), sheet.described())]


@dataclass(frozen=True)
class _Sheet:
    """The drawing of the first quarters."""

    rows: Sequence[RenewalQuarterRow]
    width: float
    radius: float
    context: RenderContext

    @cached_property
    def scale(self) -> Scale:
        """The scale of the largest amount, in which numbers are short enough for circles.

        Where units are 10^4 apart, the smallest amounts would lose their digits in it, so all amounts decide.
        """
        wording = self.context.wording
        amounts = [amount for row in self.rows for amount in (row.ours, row.theirs) if amount is not None]
        if not amounts or wording.amounts.has_large_steps:
            return wording.scale(amounts)
        return wording.money_scale(max(amounts))

    @property
    def _small(self) -> float:
        return self.context.style.theme.sizes.small

    @property
    def _named(self) -> float:
        """The size of names and numbers, which is larger beside large circles."""
        return self._dense if self.radius >= LARGE_RADII[-1] else self._small

    @property
    def _dense(self) -> float:
        return self.context.style.theme.sizes.dense

    @cached_property
    def _names(self) -> tuple[Paragraph, Paragraph]:
        """The names of the two bands."""
        terms = self.context.wording.terms_of
        return (
            label(terms("field.theirs"), self._small, bold=True),
            label(terms("field.ours"), self._small, bold=True, colour="primary"),
        )

    @cached_property
    def _left(self) -> float:
        """The width of the names of the bands."""
        return min(max(frame_width(each, self.context.style) for each in self._names), self.width * 0.2) + 2 * PAD

    @cached_property
    def _shown(self) -> Sequence[RenewalQuarterRow]:
        count = max(1, min(MOST, int((self.width - self._left) / QUARTER)))
        return limited_rows(self.rows, count, lambda row: row.marked)

    @property
    def _column(self) -> float:
        return (self.width - self._left) / len(self._shown)

    @cached_property
    def _largest(self) -> float:
        groups = (group for row in self._shown for group in (*row.their_groups, *row.our_groups))
        return max((group.amount or 0.0 for group in groups), default=0.0) or 1.0

    def _greatest(self, found: Sequence[Sequence[Renewal]]) -> float:
        """The radius of the largest circle of a band."""
        return max((self._radius(group) for each in found for group in each[:SHOWN]), default=0.0)

    @cached_property
    def _their_radius(self) -> float:
        return self._greatest([row.their_groups for row in self._shown])

    @cached_property
    def _our_radius(self) -> float:
        """Half the height of the circles of ours: at least that of a name in two lines."""
        return max(self._greatest([row.our_groups for row in self._shown]), 1.3 * self._small)

    # -- heights ---------------------------------------------------------------------------------------------------

    @cached_property
    def _header(self) -> float:
        return max(self._height_of(self._head(row), self._column - 2 * PAD) for row in self._shown) + 2 * PAD

    def _height_of(self, paragraph: Paragraph, width: float) -> float:
        return frame_height((paragraph,), width, self.context.style)

    def _theirs(self, found: Sequence[Sequence[Renewal]]) -> float:
        """The height of the band of theirs: circle, name, and the line that sums up further renewals."""
        if not any(found):
            return self._small * 1.3 + 2 * PAD
        more = self._small * 1.3 if any(len(each) > SHOWN for each in found) else 0.0
        return 2 * self._their_radius + GAP + self._name_height(found) + more + 2 * PAD

    def _ours(self, found: Sequence[Sequence[Renewal]]) -> float:
        """The height of the band of ours, which has its names beside the circles."""
        more = self._small * 1.3 if any(len(each) > SHOWN for each in found) else 0.0
        return (2 * self._our_radius if any(found) else self._small * 1.3) + more + 2 * PAD

    def _name_height(self, found: Sequence[Sequence[Renewal]]) -> float:
        texts = [self._name(group) for each in found for group in each[:SHOWN]]
        return max(frame_height(text, self._cell, self.context.style) for text in texts) if texts else 0.0

    @property
    def _cell(self) -> float:
        return (self._column - 2 * PAD) / SHOWN

    @cached_property
    def _bands(self) -> tuple[float, float]:
        """The heights of the bands of theirs and ours."""
        theirs, ours = [row.their_groups for row in self._shown], [row.our_groups for row in self._shown]
        return self._theirs(theirs), self._ours(ours)

    @property
    def later(self) -> str:
        """How many quarters have no space; "" where all are shown."""
        count = len(self.rows) - len(self._shown)
        return self.context.wording.phrase(Message("renewals.later", count=count)) if count else ""

    @property
    def height(self) -> float:
        """The height of the drawing in points."""
        return self._header + sum(self._bands) + 1.0

    # -- texts -----------------------------------------------------------------------------------------------------

    def _head(self, row: RenewalQuarterRow) -> Paragraph:
        return label(self.context.wording.say(row.quarter), self._head_size, bold=row.marked)

    @cached_property
    def _head_size(self) -> float:
        """The size of the names of quarters: small where only then the sums fit beside them."""
        heads = [
            (label(self.context.wording.say(row.quarter), self._dense, bold=row.marked), row) for row in self._shown
        ]
        wide = (frame_width(head, self.context.style) + GAP + self._total_width(row) for head, row in heads)
        return self._dense if max(wide, default=0.0) <= self._column - 2 * PAD else self._small

    def _total(self, row: RenewalQuarterRow) -> Paragraph:
        """The sum of theirs in a quarter."""
        words = self.context.wording.phrase(Message("renewals.theirs", amount=self._amount(row.theirs)))
        return label(words, self._small, bold=row.marked, colour="muted", align="right")

    def _total_width(self, row: RenewalQuarterRow) -> float:
        return 0.0 if row.theirs is None else frame_width(self._total(row), self.context.style)

    def _amount(self, amount: CustomerAmount | None) -> str:
        return NOTHING if amount is None else short_number(amount, self.scale, self.context.wording)

    def _name(self, group: Renewal) -> tuple[Paragraph, ...]:
        """Supplier and category in three lines, and above them the amount if it is not in or beside its circle."""
        say, style = self.context.wording.inner.say, self.context.style
        known = [say(each) for each in (group.supplier, group.category) if each is not None]
        if known and group.deals:
            known[-1] = f"{known[-1]} →\u00a0{', '.join(group.deals)}"
        texts = tuple(label(words, self._named, align="center") for words in known or [NOTHING])
        shown = cut_to_height(texts, self._cell, self._most_name, style)
        number = () if self._is_inside(group) or self._is_beside(group) else (self._number(group),)
        return (*number, *shown)

    # -- drawing ---------------------------------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """The heads of the quarters, the bands with their names, and lines between them."""
        header, (theirs, _) = self._header, self._bands
        bottom = header + sum(self._bands)
        items: list[Item] = []
        for number, row in enumerate(self._shown):
            x = self._left + number * self._column
            if row.marked:
                items.append(Box(x, 0, self._column, bottom, "contrast:10"))
            items += self._heading(row, x)
            items += self._circles(row.their_groups, x, header + PAD)
            items += self._our_circles(row.our_groups, x, header + theirs + PAD)
            if number:
                items.append(Line(x, 0, x, bottom, "grey3", 0.5))
        for name, y in zip(self._names, (header, header + theirs), strict=True):
            width = self._left - 2 * PAD
            shown = cut_to_height((name,), width, theirs, self.context.style)
            items.append(TextItem(0, y + PAD, width, frame_height(shown, width, self.context.style), shown))
        items += [Line(0, 0, self.width, 0, "grey1", 1.0), Line(0, bottom, self.width, bottom, "grey3", 0.5)]
        items.append(Line(0, header + theirs, self.width, header + theirs, "grey3", 0.5))
        return items

    def _heading(self, row: RenewalQuarterRow, x: float) -> Iterator[Item]:
        """The quarter at the left, and the sum of theirs at the right where both have space."""
        width = self._column - 2 * PAD
        head = self._head(row)
        wide = min(frame_width(head, self.context.style), width)
        yield TextItem(x + PAD, PAD, wide, self._height_of(head, wide), (head,))
        if row.theirs is None:
            return
        total, own = self._total(row), self._total_width(row)
        if own + frame_width(head, self.context.style) + GAP <= width:
            yield TextItem(x + PAD + width - own, PAD, own, self._header - 2 * PAD, (total,), "middle")

    def _circles(self, groups: Sequence[Renewal], x: float, top: float) -> Iterator[Item]:
        """The largest renewals of theirs in a quarter with their names below them."""
        shown = groups[:SHOWN]
        cell = (self._column - 2 * PAD) / max(len(shown), 1)
        bottom = top + 2 * self._their_radius + GAP
        for number, group in enumerate(shown):
            middle = x + PAD + (number + 0.5) * cell
            yield from self._circle(group, middle, top + self._their_radius)
            texts = self._name(group)
            high = frame_height(texts, self._cell, self.context.style)
            yield TextItem(middle - self._cell / 2, bottom, self._cell, high, texts)
        if groups[SHOWN:]:
            bottom += max(frame_height(self._name(each), self._cell, self.context.style) for each in shown)
            yield self._rest(groups[SHOWN:], x, bottom)

    def _our_circles(self, groups: Sequence[Renewal], x: float, top: float) -> Iterator[Item]:
        """The largest renewals of ours in a quarter with their categories beside them."""
        shown = groups[:SHOWN]
        cell = (self._column - 2 * PAD) / max(len(shown), 1)
        for number, group in enumerate(shown):
            left = x + PAD + number * cell
            yield from self._circle(group, left + self._our_radius, top + self._our_radius, beside=False)
            width = cell - 2 * self._our_radius - 2 * GAP
            wording = self.context.wording.inner
            name = wording.say(group.category)
            if not self._is_inside(group):
                name = wording.beside(name, self._amount(group.amount))
            words = label(name, self._named)
            texts = cut_to_height((words,), width, 2 * self._our_radius, self.context.style)
            yield TextItem(left + 2 * self._our_radius + GAP, top, width, 2 * self._our_radius, texts, "middle")
        if groups[SHOWN:]:
            yield self._rest(groups[SHOWN:], x, top + 2 * self._our_radius)

    def _rest(self, groups: Sequence[Renewal], x: float, y: float) -> TextItem:
        """The sum of the renewals that are not drawn."""
        amount = self._amount(CustomerAmount(sum(group.amount or 0.0 for group in groups)))
        more = Message("renewals.more", count=len(groups), amount=amount)
        words = label(self.context.wording.phrase(more), self._small, colour="muted", align="center")
        width = self._column - 2 * PAD
        return TextItem(x + PAD, y, width, self._height_of(words, width), (words,))

    def _circle(self, group: Renewal, x: float, y: float, *, beside: bool = True) -> Iterator[Item]:
        """A circle with its amount inside; where it is small, the amount is beside it if that place is free."""
        radius, fill, number = self._radius(group), company_colour(group.supplier, self.context), self._number(group)
        outline = "grey1" if fill == OTHERS else ""
        own = frame_width(number, self.context.style)
        circle = Box(x - radius, y - radius, 2 * radius, 2 * radius, fill, outline, shape="ellipse", inset=0.0)
        if self._is_inside(group):
            inked = number._replace(colour=self.context.style.theme.on(fill))
            yield circle._replace(paragraphs=(inked,))
            return
        yield circle
        high = self._height_of(number, own)
        if beside and self._is_beside(group):
            yield TextItem(x + radius + GAP, y - high / 2, own, high, (number,), "middle")

    def _radius(self, group: Renewal) -> float:
        return max(self.radius * sqrt((group.amount or 0.0) / self._largest), 2.0)

    @cached_property
    def _most_name(self) -> float:
        """The greatest height of a name."""
        return self._height_of(label(NOTHING, self._named), self._cell) * NAME_LINES + 0.5

    def _number(self, group: Renewal) -> Paragraph:
        return label(self._amount(group.amount), self._named, bold=True, align="center")

    def _is_inside(self, group: Renewal) -> bool:
        """Whether the circle is large enough for its number."""
        radius = self._radius(group)
        return radius >= INSIDE and frame_width(self._number(group), self.context.style) <= 2 * radius

    def _is_beside(self, group: Renewal) -> bool:
        """Whether the number of a circle fits beside it."""
        own = frame_width(self._number(group), self.context.style)
        return self._radius(group) + GAP + own <= self._cell / 2

    def described(self) -> str:
        """The alternative text: each quarter with the sums of theirs and ours."""
        wording = self.context.wording
        parts = []
        for row in self._shown:
            sums = [("field.theirs", row.theirs), ("field.ours", row.ours)]
            known = [wording.beside(wording.term(key), self._amount(each)) for key, each in sums if each is not None]
            parts.append(wording.labelled(wording.say(row.quarter), wording.listed(known)))
        return wording.joined(parts, "semicolon")
