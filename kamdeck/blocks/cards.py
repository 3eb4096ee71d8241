"""The `cards` block: key figures as equal cards with value, change, goal and status."""

from dataclasses import dataclass
from typing import Any

from kamdeck.blocks.headings import title
from kamdeck.blocks.signs import MARKS
from kamdeck.document import Block, Heading, Room, Speech, Value, Words
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Line, Paragraph, Run, Text, height_of
from kamdeck.plan.figures import Figure
from kamdeck.plan.values import Amount, CustomerAmount, Ratio, Score, Share
from kamdeck.wording import Wording

PADDING = 9.0
GUTTER = 14.4
NARROWEST = 108.0
BAR = 4.5


@dataclass(frozen=True)
class Card:
    """One card: its `figure`, a `label` (else the figure's term), a `note`, and a `status` (good, warn, bad).

    `of` is the figure that the whole bar stands for: 4 of 6.
    """

    figure: Value = None
    of: Value = None
    label: Heading = None
    note: Words = ""
    status: Words = ""


@dataclass(frozen=True)
class _Told:
    """A card in words, every text a paragraph; `part` and `tick` are places on its bar, 0 to 1."""

    names: tuple[Paragraph, ...]
    value: Paragraph
    change: Paragraph | None
    note: Paragraph | None
    status: str
    part: float | None
    tick: float | None


@dataclass(frozen=True)
class Cards(Block):
    """Key figures side by side; a figure without a value is left out.

    Example:
        cards: {items: [{figure: figures.target}, {figure: figures.share_of_wallet}]}
    """

    items: tuple[Card, ...]
    title: Heading = None

    def lower(self, room: Room, speech: Speech) -> list[Flow]:
        """One drawing for each line of cards."""
        known = [card for card in self.items if isinstance(card.figure, Figure) and card.figure.value is not None]
        if not known:
            return []
        fitting = max(1, int((room.width + GUTTER) / (NARROWEST + GUTTER)))
        lines = -(-len(known) // fitting)
        each = -(-len(known) // lines)
        width = (room.width - GUTTER * (each - 1)) / each
        told = [_told(card, speech) for card in known]
        return [
            *title(self.title, speech),
            *(_line(told[start : start + each], width, room, speech) for start in range(0, len(told), each)),
        ]


def _line(cards: list[_Told], width: float, room: Room, speech: Speech) -> Drawing:
    inner = width - 2 * PADDING
    look = speech.look
    names = max(height_of(card.names, inner, look) for card in cards)
    value = max(card.value.height(inner, look) for card in cards)
    change = max((card.change.height(inner, look) for card in cards if card.change), default=0.0)
    note = max((card.note.height(inner - 6, look) for card in cards if card.note), default=0.0)
    barred = any(card.part is not None for card in cards)
    height = PADDING + names + 4 + value + (3 + change if change else 0) + (8 + BAR + 6 if barred else 0)
    height += (6 + note + 4 if note else 0) + PADDING
    items: list[Item] = []
    for number, card in enumerate(cards):
        x = number * (width + GUTTER)
        items.append(Box(x, 0, width, height, fill="grey4", shape="rounded"))
        y = PADDING
        items.append(Text(x + PADDING, y, inner, names, card.names, anchor="top"))
        y += names + 4
        items.append(Text(x + PADDING, y, inner, value, (card.value,)))
        y += value
        if change:
            y += 3
            if card.change:
                items.append(Text(x + PADDING, y, inner, change, (card.change,)))
            y += change
        if barred:
            y += 8
            items.extend(_bar(card, x + PADDING, y, inner))
            y += BAR + 6
        if card.note:
            y += 3
            items.extend(_note(card, x + PADDING, y, inner, note, speech))
    alt = "; ".join(" ".join(text for text in _texts(card)) for card in cards)
    return Drawing(Frame(room.width, height, tuple(items)), alt)


def _texts(card: _Told) -> list[str]:
    optional = [paragraph.text for paragraph in (card.change, card.note) if paragraph]
    return [*(name.text for name in card.names), card.value.text, *optional]


def _bar(card: _Told, x: float, y: float, width: float) -> list[Item]:
    if card.part is None:
        return []
    items: list[Item] = [Box(x, y, width, BAR, fill="grey3")]
    if card.part > 0.005:
        items.append(Box(x, y, width * min(card.part, 1.0), BAR, fill="primary"))
    if card.tick is not None:
        at = x + width * min(card.tick, 1.0)
        items.append(Line(at, y - 3, at, y + BAR + 3, colour="text", thickness=1.5))
    return items


def _note(card: _Told, x: float, y: float, width: float, height: float, speech: Speech) -> list[Item]:
    assert card.note is not None
    if not card.status:
        return [Text(x, y + 2, width, height, (card.note,))]
    natural = card.note.natural_width(speech.look) * 1.02 + 12
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


def _told(card: Card, speech: Speech) -> _Told:
    figure: Figure = card.figure
    wording, sizes = speech.wording, speech.look.theme.sizes
    label = card.label or wording.terms.text(f"figure.{figure.name}")
    names = _names(label, figure.name, speech)
    number, unit = in_parts(figure.value, wording)
    whole = card.of.value if isinstance(card.of, Figure) else None
    if whole is not None:
        unit = f"{wording.term('word.of')} {wording.say(whole)}"
    value = [Run(number, bold=True, size=sizes.title)]
    if unit:
        value.append(Run(f"\u2002{unit}", colour="muted", size=sizes.dense))
    changed = _change(figure, wording)
    status, note = _status(card, figure, wording)
    runs = (Run(MARKS[status] + "\u00a0", colour=status), Run(note)) if status else (Run(note),)
    part, tick = (float(figure.value or 0) / whole, 1.0) if whole else _places(figure)
    return _Told(
        names,
        Paragraph(tuple(value), sizes.title),
        Paragraph((Run(changed),), sizes.small) if changed else None,
        Paragraph(runs, sizes.small, colour="text" if status else "muted") if note else None,
        status,
        part,
        tick,
    )


def _names(label: Any, name: str, speech: Speech) -> tuple[Paragraph, ...]:
    sizes, wording = speech.look.theme.sizes, speech.wording
    if label is None:
        return (Paragraph((Run(name.replace("_", " "), bold=True),), sizes.dense),)
    parts = [label.said(language) for language in wording.languages if label.has(language)] or [wording.body(label)]
    first, *others = dict.fromkeys(parts)
    muted = (Paragraph((Run(part),), sizes.small, colour="muted") for part in others)
    return (Paragraph((Run(first, bold=True),), sizes.dense), *muted)


def in_parts(value: Any, wording: Wording) -> tuple[str, str]:
    """A figure's number and its unit apart: ("120", "CNY m"), ("31", "%")."""
    match value:
        case Share():
            return wording.number(value * 100, 0 if abs(value) >= 0.1 else 1), "%"
        case Amount() | CustomerAmount():
            scale = wording.scale([value])
            return wording.number(value / scale.divisor), scale.unit
        case Ratio():
            return wording.number(value, 1), "×"
        case Score():
            return wording.number(value, 1), wording.term("word.of_five")
        case _:
            return wording.say(value), ""


def _change(figure: Figure, wording: Wording) -> str:
    """The change since last quarter: an arrow, by how much, and what it was."""
    if figure.change is None or figure.previous is None:
        return ""
    was = "".join(part if part in "%×" else f" {part}" for part in in_parts(figure.previous, wording)[:1])
    before = f"{was}{in_parts(figure.previous, wording)[1] if isinstance(figure.previous, Share | Ratio) else ''}"
    if abs(figure.change) < 1e-9:
        return f"→ {wording.term('word.unchanged')}"
    arrow = "↑" if figure.change > 0 else "↓"
    if isinstance(figure.value, Share):
        by = wording.points(abs(figure.change))
    elif isinstance(figure.value, Amount | CustomerAmount):
        by = in_parts(type(figure.value)(abs(figure.change)), wording)[0]
        if wording.scale([type(figure.value)(abs(figure.change))]) != wording.scale([figure.value]):
            by = wording.money(type(figure.value)(abs(figure.change)), bare=True)
    else:
        by = wording.number(abs(figure.change), 1 if isinstance(figure.value, Ratio | Score) else None)
    since = wording.term("word.was")
    return f"{arrow} {by} {since}".rstrip() + (f"{before}" if wording.chinese else f" {before.strip()}")


def _status(card: Card, figure: Figure, wording: Wording) -> tuple[str, str]:
    """The status and its words: the layout's, else whether the goal is reached."""
    if card.note or figure.goal is None or figure.reached is None:
        return (card.status if card.note else ""), card.note
    number, unit = in_parts(figure.goal, wording)
    goal = f"{number}{unit if unit in '%×' else ''}"
    words = wording.term("word.goal_reached" if figure.reached else "word.below_goal")
    return ("good" if figure.reached else "bad"), f"{words} {goal}" if not wording.chinese else f"{words}{goal}"


def _places(figure: Figure) -> tuple[float | None, float | None]:
    """Where the figure and its goal stand on the card's bar."""
    value, goal = figure.value, figure.goal
    if value is None:
        return None, None
    if isinstance(value, Share):
        return max(value, 0.0), goal
    if isinstance(value, Score):
        return value / 5, None if goal is None else goal / 5
    if goal and goal > 0:
        top = max(goal * 1.25, value)
        return max(value, 0.0) / top, goal / top
    return None, None
