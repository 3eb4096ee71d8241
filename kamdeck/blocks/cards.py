"""The `cards` block: key figures as equal cards with value, change, goal and status."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from kamdeck.analysis.figures import Figure
from kamdeck.analysis.figures.figure import as_shown, shown_change
from kamdeck.blocks.rows import status_of_layout
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Value, Words
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Line, Paragraph, Run, TextItem, height_of
from kamdeck.message import Message
from kamdeck.model.numbers import AMOUNTS
from kamdeck.model.values import Amount, CustomerAmount, Ratio, Score, Share, Text
from kamdeck.subject_protocol import Scale
from kamdeck.theme import Sizes
from kamdeck.wording import Wording

# In points: the padding of a card, the gap between cards, their least width, and the height of a bar.
PADDING = 9.0
CLOSER = 0.5  # the part of the distances in a card that it keeps on a slide that does not hold everything
GUTTER = 14.4
NARROWEST = 108.0
NARROWEST_WHERE_SCARCE = 92.0  # the least width on a slide that does not hold everything
BAR = 4.5
EN_SPACE = "\u2002"


@documented(
    """One card: its `figure`, a `label` (else the figure's term), a `note`, and a `status` (good, warn, bad).

    `of` is the figure that a full bar means, as in "4 of 6". The bar shows `reached` of the figure `aim`, which is its
    tick, where these are given; otherwise the figure and its goal. An `addition` follows the note, or the text about
    the goal where there is no note.
    """
)
@dataclass(frozen=True)
class FigureCard:
    figure: Value = None
    of: Value = None
    reached: Value = None
    aim: Value = None
    label: Heading = None
    note: Words = ""
    status: Words = ""
    addition: Words = ""


@dataclass(frozen=True)
class CardTexts:
    """The texts of a card as paragraphs; `part` and `tick` are shares of its bar, from 0 to 1."""

    names: tuple[Paragraph, ...]
    value: Paragraph
    change: Paragraph | None
    note: Paragraph | None
    status: str
    part: float | None
    tick: float | None


@documented(
    """Key figures side by side; a figure without a value is left out.

    Example:
        cards: {items: [{figure: figures.target}, {figure: figures.share_of_wallet}]}
    """
)
@dataclass(frozen=True)
class Cards(Block):
    items: tuple[FigureCard, ...]
    title: Heading = None

    def amounts(self) -> Iterable[object]:
        """The figures' values."""
        return (card.figure.value for card in self._known)

    @cached_property
    def _known(self) -> list[FigureCard]:
        """The cards whose figures have values."""
        return [card for card in self.items if isinstance(card.figure, Figure) and card.figure.value is not None]

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and a drawing for each row of cards."""
        known = self._known
        if not known:
            return []
        # Rows of equal length look better than a full one and a remainder: seven cards are 4 + 3.
        narrowest = NARROWEST_WHERE_SCARCE if region.scarce else NARROWEST
        fitting = max(1, int((region.width + GUTTER) / (narrowest + GUTTER)))
        row_count = -(-len(known) // fitting)
        per_row = -(-len(known) // row_count)
        width = (region.width - GUTTER * (per_row - 1)) / per_row
        # Amounts beside each other are compared, so all cards show them in one unit.
        amounts = [card.figure.value for card in known if isinstance(card.figure.value, AMOUNTS)]
        texts = [card_texts(card, context, amounts) for card in known]
        if region.scarce:
            texts = [_smaller(each, context.style.theme.sizes) for each in texts]
        return [
            *title(self.title, context),
            *(_row(texts[start : start + per_row], width, region, context) for start in range(0, len(texts), per_row)),
        ]


def _smaller(card: CardTexts, sizes: Sizes) -> CardTexts:
    """The texts of a card for a slide that does not hold everything: the value as a lead, its name as a label."""
    number, *unit = card.value.runs
    smaller = [run._replace(size=sizes.small) for run in unit]
    value = card.value._replace(runs=(number._replace(size=sizes.lead), *smaller), size=sizes.lead)
    return replace(card, names=tuple(each._replace(size=sizes.small) for each in card.names), value=value)


def _row(cards: list[CardTexts], width: float, region: Region, context: RenderContext) -> Drawing:
    inner = width - 2 * PADDING
    style, close = context.style, CLOSER if region.scarce else 1.0
    padding = PADDING * close
    # All cards of a row have the heights of the highest, so that their values are on one line.
    names = max(height_of(card.names, inner, style) for card in cards)
    value = max(card.value.height(inner, style) for card in cards)
    change = max((card.change.height(inner, style) for card in cards if card.change), default=0.0)
    # A note with a status is in a box with a margin of 3 points at each side.
    note = max((card.note.height(inner - 6, style) for card in cards if card.note), default=0.0)
    barred = any(card.part is not None for card in cards)
    height = padding + names + 4 * close + value + (3 * close + change if change else 0)
    height += ((8 + 6) * close + BAR if barred else 0) + (3 * close + 3 + note + 4 if note else 0) + padding
    items: list[Item] = []
    for number, card in enumerate(cards):
        x = number * (width + GUTTER)
        items.append(Box(x, 0, width, height, fill="grey4", shape="rounded"))
        y = padding
        items.append(TextItem(x + PADDING, y, inner, names, card.names, anchor="top"))
        y += names + 4 * close
        items.append(TextItem(x + PADDING, y, inner, value, (card.value,)))
        y += value
        if change:
            y += 3 * close
            if card.change:
                items.append(TextItem(x + PADDING, y, inner, change, (card.change,)))
            y += change
        if barred:
            y += 8 * close
            items.extend(_bar(card, x + PADDING, y, inner))
            y += BAR + 6 * close
        if card.note:
            y += 3 * close
            items.extend(_note(card, x + PADDING, y, inner, note, context))
    alt = context.wording.joined((_described(card, context.wording) for card in cards), "semicolon")
    return Drawing(Frame(region.width, height, tuple(items)), alt)


def _described(card: CardTexts, wording: Wording) -> str:
    """The alternative text of a card."""
    values = wording.joined(paragraph.text for paragraph in (card.value, card.change, card.note) if paragraph)
    return wording.beside(" ".join(name.text for name in card.names), values)


def _bar(card: CardTexts, x: float, y: float, width: float) -> list[Item]:
    if card.part is None:
        return []
    items: list[Item] = [Box(x, y, width, BAR, fill="grey3")]
    # Half a percent of a bar is less than a point.
    if card.part > 0.005:
        items.append(Box(x, y, width * min(card.part, 1.0), BAR, fill="primary"))
    if card.tick is not None:
        at = x + width * min(card.tick, 1.0)
        items.append(Line(at, y - 3, at, y + BAR + 3, colour="text", thickness=1.5))
    return items


def _note(card: CardTexts, x: float, y: float, width: float, height: float, context: RenderContext) -> list[Item]:
    assert card.note is not None
    if not card.status:
        return [TextItem(x, y + 2, width, height, (card.note,))]
    # Office measures a little wider than the font's metrics.
    natural = card.note.natural_width(context.style) * 1.02 + 12
    return [
        Box(
            x,
            y,
            min(width, natural),
            height + 4,
            fill=f"{card.status}:10",
            shape="rounded",
            paragraphs=(card.note,),
            inset=3.0,
        )
    ]


def card_texts(card: FigureCard, context: RenderContext, beside: Sequence[float]) -> CardTexts:
    """The texts of a card whose figure is known; amounts `beside` it share its unit."""
    figure: Figure = card.figure
    assert figure.value is not None
    wording, sizes = context.wording, context.style.theme.sizes
    label = card.label or wording.name(f"figure.{figure.name}")
    names = _names(label, figure.name, context)
    whole = card.of.value if isinstance(card.of, Figure) else None
    beside = (*beside, whole) if isinstance(whole, AMOUNTS) else beside
    formatter = _CardFormatter.of(figure.value, wording, beside)
    # The value beside it has no currency either.
    shown = wording.money(whole, bare=True, beside=beside) if isinstance(whole, AMOUNTS) else whole
    of_whole = wording.phrase(Message("word.of", whole=shown)) if whole is not None else ""
    unit = EN_SPACE + of_whole if of_whole else formatter.unit
    value = [Run(formatter.number(figure.value), bold=True, size=sizes.title)]
    if unit:
        value.append(Run(unit, colour="muted", size=sizes.dense))
    change = _change(figure, formatter)
    status, note = _status(card, figure, formatter)
    note = wording.joined((note, card.addition))
    runs = (Run(MARKS[status] + "\u00a0", colour=status), Run(note)) if status else (Run(note),)
    part, tick = (float(figure.value) / whole, 1.0) if whole else _bar_shares(card, figure)
    return CardTexts(
        names,
        Paragraph(tuple(value), sizes.title),
        Paragraph((Run(change),), sizes.small) if change else None,
        Paragraph(runs, sizes.small, colour="text" if status else "muted") if note else None,
        status,
        part,
        tick,
    )


def _names(label: Text | None, name: str, context: RenderContext) -> tuple[Paragraph, ...]:
    sizes, wording = context.style.theme.sizes, context.wording
    # A figure that a layout computes may have no term.
    if label is None:
        return (Paragraph((Run(name.replace("_", " "), bold=True),), sizes.dense),)
    # Languages that share a name, such as an abbreviation, show it once.
    parts = [label.in_language(language) for language in wording.languages if label.has(language)] or [
        wording.body(label)
    ]
    first, *others = dict.fromkeys(parts)
    muted = (Paragraph((Run(part),), sizes.small, colour="muted") for part in others)
    return (Paragraph((Run(first, bold=True),), sizes.dense), *muted)


@dataclass(frozen=True)
class _CardFormatter:
    """Formats a figure, its previous value and its goal in one `scale`; `unit` includes the space before it."""

    wording: Wording
    kind: type
    scale: Scale
    unit: str

    @classmethod
    def of(cls, value: float, wording: Wording, beside: Sequence[float]) -> "_CardFormatter":
        """The formatter for a figure's value; all amounts `beside` it share its unit."""
        match value:
            case Share():
                return cls(wording, Share, Scale(0.01, "%"), wording.format.pattern("percent").format(number=""))
            case Ratio():
                return cls(wording, Ratio, Scale(), wording.format.pattern("ratio").format(number=""))
            case Score():
                return cls(wording, Score, Scale(), f"{EN_SPACE}{wording.term('word.of_five')}")
            case Amount() | CustomerAmount():
                scale = wording.money_scale(value, beside)
                return cls(wording, type(value), scale, f"{EN_SPACE}{scale.unit}" if scale.unit else "")
            case _:
                return cls(wording, type(value), Scale(), "")

    def rounded(self, value: float) -> Decimal:
        """A value in its scale, rounded as it is shown."""
        return as_shown(value, self.kind, self.scale.divisor, self.scale.most_decimals)

    def number(self, value: float) -> str:
        """A value without its unit."""
        return self.wording.showing(self._formatted(self.rounded(value)), value)

    def change(self, value: float, before: float) -> str:
        """The difference of two values as they are shown, so that a reader who subtracts them gets the same result."""
        apart = abs(shown_change(value, before, self.kind, self.scale.divisor, self.scale.most_decimals))
        if self._in_own_units:
            return self.wording.money(self.kind(float(apart) * self.scale.divisor), bare=True)
        return self.wording.points(float(apart) / 100) if self.kind is Share else self._formatted(apart)

    @property
    def _in_own_units(self) -> bool:
        """Whether the change and the goal have their own units."""
        return issubclass(self.kind, AMOUNTS) and self.wording.amounts_in_own_units

    def short(self, value: float) -> str:
        """A value, with its unit where this is a symbol such as %."""
        if self._in_own_units:
            return self.wording.money(value, bare=True)
        return self.number(value) + (self.unit if self.kind in (Share, Ratio) else "")

    def _formatted(self, shown: Decimal) -> str:
        whole = self.kind in (Share, Ratio, Score) or self.scale.whole_document
        write = self.wording.number if whole else self.wording.format.trimmed
        return write(float(shown), -int(shown.as_tuple().exponent))


def _change(figure: Figure, formatter: _CardFormatter) -> str:
    """The change since last quarter: an arrow, the difference and the previous value; "" where nothing is known."""
    value, before = figure.value, figure.previous
    if value is None or before is None:
        return ""
    wording, rise = formatter.wording, formatter.rounded(value) - formatter.rounded(before)
    if not rise:
        return wording.term("card.unchanged")
    pattern = wording.term("card.risen" if rise > 0 else "card.fallen")
    return pattern.format(change=formatter.change(value, before), before=formatter.short(before))


def _status(card: FigureCard, figure: Figure, formatter: _CardFormatter) -> tuple[str, str]:
    """The status and its text: those that the layout gives, else whether the goal is reached."""
    if card.note or figure.goal is None or figure.reached is None:
        return (status_of_layout(card.status) if card.note else ""), card.note
    pattern = formatter.wording.term("card.goal_reached" if figure.reached else "card.below_goal")
    return ("good" if figure.reached else "bad"), pattern.format(goal=formatter.short(figure.goal))


def _bar_shares(card: FigureCard, figure: Figure) -> tuple[float | None, float | None]:
    """The shares of the card's bar for the figure and its goal, from 0 to 1; None without a bar or a goal."""
    value, goal = figure.value, figure.goal
    if isinstance(card.aim, Figure) and isinstance(card.reached, Figure):
        value, goal = card.reached.value, card.aim.value
    if value is None:
        return None, None
    if isinstance(value, Share):
        return max(value, 0.0), goal
    if isinstance(value, Score):
        return value / 5, None if goal is None else goal / 5
    if goal and goal > 0:
        # The goal is at four fifths of the bar, so that a value above it can be seen to be.
        top = max(goal * 1.25, value)
        return max(value, 0.0) / top, goal / top
    return None, None
