"""Dates go in; their places on an axis of time, its heads, and the lines and legends of such drawings come out."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from babel.dates import format_date

from kamdeck.document import Speech
from kamdeck.flow import Box, Item, Line, Look, Paragraph, Run, Text, height_of
from kamdeck.flow.drawing import Shape
from kamdeck.flow.text import Align
from kamdeck.plan.values import Month, Quarter
from kamdeck.wording import Wording

UNITS = ((1, 12), (3, 12), (6, 10), *((12 * years, 12) for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000)))
"""The periods that an axis may be ruled by, in months, and how many of each are at most set side by side."""
LEAST_MONTHS = 3
HEAD_PAD = 4.0
APART = 6.0


def first_day(when: Any) -> date | None:
    """The day on which a day, month, quarter or year begins."""
    return _day(when, "first_day", (1, 1))


def last_day(when: Any) -> date | None:
    """The day on which a day, month, quarter or year ends."""
    return _day(when, "last_day", (12, 31))


def _day(when: Any, edge: str, of_year: tuple[int, int]) -> date | None:
    if when is None or isinstance(when, date):
        return when
    if isinstance(when, int):
        return date(min(max(when, 1), 9999), *of_year)
    day: date = getattr(when, edge)
    return day


@dataclass(frozen=True, slots=True)
class Period:
    """A month, quarter or longer between two verticals of the axis, with the ways to name it, the fullest first."""

    x: float
    width: float
    names: tuple[str, ...]
    current: bool


@dataclass(frozen=True)
class Axis:
    """Time from left to right; `first` and `end` are day numbers (`date.toordinal`), `end` the first day after it."""

    left: float
    width: float
    first: int
    end: int
    today: date | None
    periods: tuple[Period, ...]
    names: tuple[Paragraph, ...]

    @property
    def right(self) -> float:
        """Where the axis ends."""
        return self.left + self.width

    def at(self, day: date, *, after: bool = False) -> float:
        """Where a day begins, or ends."""
        return self._x(day.toordinal() + after)

    @property
    def today_x(self) -> float | None:
        """The middle of today, where it lies on the axis."""
        if self.today is None or not self.first <= self.today.toordinal() < self.end:
            return None
        return self._x(self.today.toordinal() + 0.5)

    def _x(self, day: float) -> float:
        return self.left + self.width * (day - self.first) / (self.end - self.first)


def axis(days: Sequence[date], today: Any, left: float, width: float, speech: Speech, months: int = 6) -> Axis:
    """The axis that holds all the days, and today where it is not far off, ruled as finely as names fit.

    Single months stand on it only where there are at most `months` of them.
    """
    now = first_day(today)
    first, last = min(days), max(days)
    slack = max((last - first).days, 366)
    if now and -slack <= (now - first).days and (now - last).days <= slack:
        first, last = min(first, now), max(last, now)
    end = min(max(_month(last) + 1, _month(first) + LEAST_MONTHS), 10_000 * 12)
    start = min(_month(first), end - LEAST_MONTHS)
    for unit, most in UNITS:
        edges = range(start // unit * unit, (-(-end // unit) + 1) * unit, unit)
        if len(edges) - 1 > (months if unit == 1 else most):
            continue
        ruled = _ruled(list(edges), unit, now, Axis(left, width, 0, 1, now, (), ()), speech)
        for names in _styles(ruled, speech):
            if _fit(ruled, names, speech.look):
                return replace(ruled, names=names)
    return replace(ruled, names=_styles(ruled, speech)[-1])


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _number(month: int) -> int:
    """The day number on which a month begins; before year 1 and after 9999 time stands still."""
    year = month // 12
    return 1 if year < 1 else date.max.toordinal() + 1 if year > 9999 else date(year, month % 12 + 1, 1).toordinal()


def _ruled(edges: list[int], unit: int, now: date | None, bare: Axis, speech: Speech) -> Axis:
    days = [_number(edge) for edge in edges]
    ruled = replace(bare, first=days[0], end=days[-1])
    current = bisect_right(days, now.toordinal()) - 1 if now else -1
    periods = []
    for number, (start, end) in enumerate(pairwise(days)):
        x, until = ruled._x(start), ruled._x(end)
        names = _names(edges[number], unit, speech.wording, opening=number == 0)
        periods.append(Period(x, until - x, names, number == current))
    return replace(ruled, periods=tuple(periods))


def _names(month: int, unit: int, wording: Wording, *, opening: bool) -> tuple[str, ...]:
    """The names of a period: the full one, and a short one that has the year only where the axis or a year begins."""
    year, first = month // 12, date(max(month // 12, 1), month % 12 + 1, 1)
    over = f"{year}\n" if opening or month % 12 == 0 else ""
    match unit:
        case 1:
            short = format_date(first, "LLL", locale=wording.tag.replace("-", "_"))
            return wording.period(Month.of(first)), over + short
        case 3:
            quarter = Quarter.of(first)
            return wording.period(quarter), over + wording.short_quarter(quarter)
        case 6:
            half = wording.term(f"half.H{month % 12 // 6 + 1}")
            return (f"{year}年{half}" if wording.chinese else f"{year}-{half}"), over + half
        case 12:
            return (f"{year}年" if wording.chinese else str(year)), str(year)
        case _:
            return (f"{year}–{min(year + unit // 12 - 1, 9999)}",)


def _styles(ruled: Axis, speech: Speech) -> list[tuple[Paragraph, ...]]:
    """The ways to set the names of the periods, the best first."""
    sizes, ways = speech.look.theme.sizes, len(ruled.periods[0].names)
    manners = [(way, size) for way in range(ways) for size in (sizes.dense, sizes.small)]
    return [
        tuple(
            Paragraph((Run(period.names[way], bold=period.current),), size, role="label", align="center")
            for period in ruled.periods
        )
        for way, size in manners
    ]


def _fit(ruled: Axis, names: Sequence[Paragraph], look: Look) -> bool:
    pairs = zip(ruled.periods, names, strict=True)
    return all(wide(name, look) + 4 <= period.width for period, name in pairs)


# -- texts and lines -------------------------------------------------------------------------------------------------


def wide(paragraph: Paragraph, look: Look) -> float:
    """The width of a frame that holds a paragraph without breaking its lines, with some slack."""
    return paragraph.natural_width(look) * 1.025 + 1.0


def tall(paragraphs: Iterable[Paragraph], width: float, look: Look) -> float:
    """The height of a frame that holds paragraphs at a width, with some slack."""
    return height_of(paragraphs, width, look) + 0.5


def label(words: str, size: float, *, bold: bool = False, colour: str = "text", align: Align = "left") -> Paragraph:
    """A short text in a drawing."""
    return Paragraph((Run(words, bold=bold),), size, role="label", colour=colour, align=align)


def upright(x: float, top: float, bottom: float, texts: Iterable[Item], **look: Any) -> list[Line]:
    """A vertical line that breaks off around every text in its way."""
    lines, start = [], top
    for text in sorted(_in_the_way(x, texts), key=lambda item: item.y):
        if text.y > bottom:
            break
        if text.y - 1 - start > 2:
            lines.append(Line(x, start, x, text.y - 1, **look))
        start = max(start, text.y + text.height + 1)
    if bottom - start > 2:
        lines.append(Line(x, start, x, bottom, **look))
    return lines


def _in_the_way(x: float, texts: Iterable[Item]) -> list[Text | Box]:
    return [
        item
        for item in texts
        if not isinstance(item, Line) and item.paragraphs and item.x - 2 < x < item.x + item.width + 2
    ]


# -- the head --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Head:
    """The names over the axis with the date of today; `height` is where the rule under them stands."""

    height: float
    texts: tuple[Text, ...]


def head(ruled: Axis, speech: Speech) -> Head:
    """The names of the periods, each moved aside where today's date stands; no room aside, today stands above them."""
    look = speech.look
    height = max(tall((name,), period.width, look) for name, period in zip(ruled.names, ruled.periods, strict=True))
    today = _today(ruled, height, speech)
    beside = [_name(period, name, height, today, look) for period, name in zip(ruled.periods, ruled.names, strict=True)]
    if today is None or all(beside):
        texts = [text for text in (today, *beside) if text]
        return Head(height + HEAD_PAD, tuple(texts))
    above = replace(today, y=0.0)
    below = [_name(period, name, height, None, look) for period, name in zip(ruled.periods, ruled.names, strict=True)]
    moved = [replace(text, y=text.y + today.height) for text in below if text]
    return Head(height + HEAD_PAD + today.height, (above, *moved))


def _today(ruled: Axis, height: float, speech: Speech) -> Text | None:
    x = ruled.today_x
    if x is None or ruled.today is None:
        return None
    name = label(speech.wording.day(ruled.today), speech.look.theme.sizes.small, bold=True, align="center")
    width = min(wide(name, speech.look), ruled.width)
    own = tall((name,), width, speech.look)
    left = min(max(x - width / 2, ruled.left), ruled.right - width)
    return Text(left, max(0.0, height - own), width, own, (name,), anchor="bottom")


def _name(period: Period, name: Paragraph, height: float, today: Text | None, look: Look) -> Text | None:
    """A period's name in its middle, or as near to it as today's date lets it; nothing where there is no room."""
    width = min(wide(name, look), period.width)
    x = period.x + (period.width - width) / 2
    if today and today.x - APART < x + width and x < today.x + today.width + APART:
        before, after = today.x - APART - width, today.x + today.width + APART
        places = [place for place in (before, after) if period.x <= place <= period.x + period.width - width]
        if not places:
            return None
        x = min(places, key=lambda place: abs(place - x))
    return Text(x, 0.0, width, height, (name,), anchor="bottom")


def ruling(ruled: Axis, heading: Head, bottom: float, texts: Sequence[Item], width: float) -> list[Item]:
    """The rule under the head, thin verticals between the periods, and the dashed line of today, around all texts."""
    lines: list[Item] = []
    for period in ruled.periods[1:]:
        lines.extend(upright(period.x, 0.0, bottom, (*heading.texts, *texts), colour="grey3", thickness=0.75))
    if (x := ruled.today_x) is not None:
        start = heading.texts[0].y + heading.texts[0].height
        around = (*heading.texts[1:], *texts)
        lines.extend(upright(x, start, bottom, around, colour="text", thickness=1.0, dashed=True))
    lines.append(Line(0.0, heading.height, width, heading.height, colour="text", thickness=1.0))
    return lines


# -- the legend ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sign:
    """One entry of a legend: a shape or a character, and what it means; `shape` "line" is the dashed line of today."""

    words: str
    shape: Shape | Literal["line", ""] = ""
    fill: str = ""
    line: str = ""
    mark: str = ""


def legend(signs: Sequence[Sign], left: float, width: float, speech: Speech) -> tuple[list[Item], float]:
    """The entries side by side in as many rows as they need, from y = 0, and the height of the rows."""
    items: list[Item] = []
    x = y = height = 0.0
    for sign in signs:
        name = _entry(sign, speech)
        taken = _WIDTHS[sign.shape] + 5 if sign.shape else 0.0
        own = min(wide(name, speech.look), width - taken)
        if x and x + taken + own > width:
            x, y, height = 0.0, y + height + 2, 0.0
        rows = tall((name,), own, speech.look)
        if sign.shape:
            items.append(_symbol(sign, left + x, y + min(rows, 12.5) / 2))
        items.append(Text(left + x + taken, y, own, rows, (name,)))
        x, height = x + taken + own + 15, max(height, rows)
    return items, y + height


_WIDTHS = {"rounded": 18.0, "line": 2.0, "diamond": 10.0, "ellipse": 8.0, "rectangle": 8.0}


def _entry(sign: Sign, speech: Speech) -> Paragraph:
    size = speech.look.theme.sizes.small
    runs = (Run(sign.mark + "\u00a0", colour=sign.fill), Run(sign.words)) if sign.mark else (Run(sign.words),)
    return Paragraph(runs, size, role="label")


def _symbol(sign: Sign, x: float, middle: float) -> Item:
    if sign.shape == "line" or not sign.shape:
        return Line(x + 1, middle - 6, x + 1, middle + 6, colour="text", thickness=1.0, dashed=True)
    width = _WIDTHS[sign.shape]
    height = 9.0 if sign.shape == "rounded" else width
    return Box(x, middle - height / 2, width, height, sign.fill, sign.line, 1.0, shape=sign.shape)
