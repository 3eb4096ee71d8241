"""The `figure_strip` block: key figures as cards of one native table, or one below the other."""

from collections.abc import Iterable
from dataclasses import replace

from kamdeck.analysis.figures import Figure
from kamdeck.blocks.cards import CardTexts, FigureCard, card_texts
from kamdeck.blocks.strip import SPACE, Strip, spaced
from kamdeck.components.status_icons import on_badge
from kamdeck.dataclass import dataclass
from kamdeck.document import Region, RenderContext
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table
from kamdeck.flow.table import GAP
from kamdeck.model.numbers import AMOUNTS
from kamdeck.text.no_break import NO_BREAK

NARROWEST = 76.0
"""The least width of a card, in points. In a narrower region, or where a value would need two lines, the figures
stand one below the other."""
WHOLE_VALUE = 0.3
"""The part of a narrow region up to which a value stays on one line."""


@documented(
    """Key figures in one row of a table, each with its value and its status; one without a value is left out.

    `items` are as those of the block `cards`.

    Example:
        figure_strip: {items: [{figure: figures.target}, {figure: figures.share_of_wallet}]}
    """
)
@dataclass(frozen=True)
class FigureStrip(Strip):
    items: tuple[FigureCard, ...]

    @property
    def _known(self) -> tuple[FigureCard, ...]:
        return tuple(card for card in self.items if isinstance(card.figure, Figure) and card.figure.value is not None)

    def amounts(self) -> Iterable[object]:
        """The figures' values."""
        return (card.figure.value for card in self._known)

    def _label(self, item: FigureCard, context: RenderContext) -> str:
        return context.wording.names(item.label or context.wording.name(f"figure.{item.figure.name}"))

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One table: a figure is a column, or a row in a narrow region."""
        known = self._known
        if not known:
            return []
        amounts = [card.figure.value for card in known if isinstance(card.figure.value, AMOUNTS)]
        texts = [card_texts(card, context, amounts) for card in known]
        names = self.row_names(context)
        alt = context.wording.listed(names)
        # Equal widths: the cards are read as a row of equals.
        wide = (region.width - SPACE * (len(known) - 1)) / len(known)
        widest = max(each.value.natural_width(context.style) for each in texts)
        if region.width < NARROWEST * len(known) or widest > wide - GAP:
            texts = _on_badges(texts, region.width / 2, context)
            longest = region.width * WHOLE_VALUE
            rows = [_line(name, each, longest, context) for name, each in zip(names, texts, strict=True)]
            return [Table((Column(), Column(), Column(share=1.0)), rows[0], tuple(rows[1:]), alt, rules="rows")]
        texts = _on_badges(texts, wide - GAP, context)
        cells = [_card(name, each, context) for name, each in zip(names, texts, strict=True)]
        columns, between = spaced(cells, context)
        shares = [SPACE / region.width if column.width else wide / region.width for column in columns]
        return [Table(columns, Row(between), (), alt, rules="none", shares=tuple(shares))]


def _on_badges(texts: list[CardTexts], width: float, context: RenderContext) -> list[CardTexts]:
    """The texts with their statuses in badges, if all of these have one line at a width in points."""
    with_badges = [
        replace(each, note=each.note._replace(runs=on_badge(each.note.runs, each.status)))
        if each.note and each.status
        else each
        for each in texts
    ]
    widest = max((each.note.natural_width(context.style) for each in with_badges if each.note), default=0.0)
    return with_badges if widest <= width else texts


def _card(name: str, texts: CardTexts, context: RenderContext) -> Cell:
    size = context.style.theme.sizes.small
    label = Paragraph((Run(name),), size, role="cell", colour="muted")
    lines = [label, texts.value._replace(role="cell"), _note(texts, size)]
    return Cell(tuple(lines), fill="grey4")


def _line(name: str, texts: CardTexts, longest: float, context: RenderContext) -> Row:
    """A figure as a row; a value up to a width in points is not broken."""
    sizes = context.style.theme.sizes
    value = texts.value._replace(size=sizes.body, role="cell", align="right")
    value = value._replace(runs=tuple(run._replace(size=0.0 if run.bold else sizes.small) for run in value.runs))
    if value.natural_width(context.style) <= longest:
        value = value._replace(runs=tuple(run._replace(text=run.text.replace(" ", NO_BREAK)) for run in value.runs))
    label = Paragraph((Run(name),), sizes.small, role="cell", colour="muted")
    return Row((Cell((label,)), Cell((value,)), Cell((_note(texts, sizes.small),))))


def _note(texts: CardTexts, size: float) -> Paragraph:
    """The status and its text; an empty line where there is none, so that all cards have the same lines."""
    return texts.note._replace(role="cell") if texts.note else Paragraph((Run(""),), size, role="cell")
