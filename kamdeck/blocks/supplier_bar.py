"""The `supplier_bar` block: what was bought from each supplier, as parts of a single bar."""

from collections.abc import Iterable
from functools import cached_property

from kamdeck.analysis.figures.wallet import is_rest
from kamdeck.blocks.wallet_protocols import PurchaseRow
from kamdeck.components.company_colours import company_colour
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import frame_height, frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Paragraph, Run, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.model.values import Company, CustomerAmount
from kamdeck.subject_protocol import Scale
from kamdeck.theme import OTHERS

BAR, BETWEEN, PAD, BELOW, APART = 30.0, 1.5, 7.0, 4.0, 8.0
"""In points: the height of the bar, the gap between two parts, the margin of their texts, and the gaps below the bar
and before a share."""

MOST = 7
"""The most parts."""


@documented(
    """One bar of purchases (`supplier`, `amount`), divided by supplier, the largest part first and all others last.

    A part has its amount, its name and its share of the total inside, as far as they fit; those without a name inside
    are named below the bar.

    Example:
        supplier_bar: {rows: profile.it.purchases, title: topic.purchases}
    """
)
@dataclass(frozen=True)
class SupplierBar(Block):
    rows: Rows[PurchaseRow] = ()
    title: Heading = None

    def amounts(self) -> Iterable[object]:
        """The amounts of the suppliers."""
        return (CustomerAmount(amount) for _, amount in _parts(self.rows))

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title with the unit and the total, and one drawing."""
        parts = _parts(self.rows)
        if not parts:
            return []
        bar = _Bar(parts, region.width, context)
        return [*title(self.title, context, bar.key()), bar.drawing()]


def _parts(rows: Iterable[PurchaseRow]) -> list[tuple[Company | None, float]]:
    """The amount of each supplier above 0, the largest first, all others last; the smallest of many are others."""
    sums: dict[Company | None, float] = {}
    for row in rows:
        if row.amount is not None:
            sums[row.supplier] = sums.get(row.supplier, 0.0) + float(row.amount)
    known = [(company, amount) for company, amount in sums.items() if amount > 0]
    known.sort(key=lambda part: (part[0] is None or is_rest(part[0]), -part[1]))
    if len(known) <= MOST:
        return known
    return [*known[: MOST - 1], (None, sum(amount for _, amount in known[MOST - 1 :]))]


@dataclass(frozen=True)
class _Bar:
    """The bar in a width in points."""

    parts: list[tuple[Company | None, float]]
    width: float
    context: RenderContext

    @cached_property
    def total(self) -> float:
        """The amount of all parts."""
        return sum(amount for _, amount in self.parts)

    @cached_property
    def scale(self) -> Scale:
        """The scale of all amounts."""
        return self.context.wording.scale([CustomerAmount(amount) for _, amount in self.parts])

    def number(self, amount: float) -> str:
        """An amount in the unit of the bar."""
        return self.context.wording.scaled(CustomerAmount(amount), self.scale)

    def key(self) -> str:
        """The unit, and the total where there are several parts."""
        wording = self.context.wording
        whole = wording.beside(wording.term("word.total"), self.number(self.total)) if len(self.parts) > 1 else ""
        return wording.joined(part for part in (self.scale.unit, whole) if part)

    def name(self, company: Company | None) -> str:
        """The name of a supplier, or the word for all others."""
        wording = self.context.wording
        return wording.inner.say(company) if company is not None else wording.inner.term("word.others")

    def drawing(self) -> Drawing:
        """The parts, and the names of those that are too narrow for them."""
        items: list[Item] = []
        unnamed: list[str] = []
        x = 0.0
        for company, amount in self.parts:
            width = amount / self.total * self.width
            colour = OTHERS if company is None else company_colour(company, self.context)
            line = "grey2" if colour == OTHERS else ""
            own = width - min(BETWEEN, width / 2)
            items.append(Box(x, 0, own, BAR, colour, line, 0.75))
            texts = self._texts(company, amount, own, self.context.style.theme.on(colour))
            items += [moved(item, x, 0.0) for item in texts]
            if not any(self.name(company) in text.text for item in texts for text in item.paragraphs):
                unnamed.append(self.context.wording.beside(self.name(company), self.number(amount)))
            x += width
        height = BAR
        if unnamed:
            words = label(" · ".join(unnamed), self.context.style.theme.sizes.small, colour="muted", align="right")
            below = frame_height((words,), self.width, self.context.style)
            items.append(TextItem(0, BAR + BELOW, self.width, below, (words,)))
            height += BELOW + below
        return Drawing(Frame(self.width, height, tuple(items)), self._described())

    def _texts(self, company: Company | None, amount: float, width: float, ink: str) -> list[TextItem]:
        """The amount, the name after it, and the share at the right, as far as they fit a part of a width."""
        style, sizes = self.context.style, self.context.style.theme.sizes
        value = label(self.number(amount), sizes.dense, bold=True, colour=ink)
        named = Paragraph((Run(f"{value.text}\u2002", bold=True), Run(self.name(company))), sizes.dense, "label", ink)
        share = label(self.context.wording.percent(amount / self.total), sizes.small, colour=ink, align="right")
        own, beside, right = (frame_width(each, style) for each in (value, named, share))
        inner = width - 2 * PAD
        if beside > inner:
            centred = (value._replace(align="center"),)
            return [TextItem(0, 0, width, BAR, centred, "middle")] if own <= width else []
        texts = [TextItem(PAD, 0, beside, BAR, (named,), "middle")]
        if beside + APART + right <= inner:
            texts.append(TextItem(PAD + inner - right, 0, right, BAR, (share,), "middle"))
        return texts

    def _described(self) -> str:
        wording = self.context.wording
        shown = (wording.beside(self.name(company), self.number(amount)) for company, amount in self.parts)
        return wording.labelled(wording.term("topic.purchases"), wording.listed(shown))
