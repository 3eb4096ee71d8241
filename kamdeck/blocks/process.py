"""The `process` block: the steps of a process as chevrons, with who takes part and what we can do about each."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise, product
from typing import NamedTuple

from kamdeck.blocks.row_protocols import ProcessPersonRow, ProcessRow
from kamdeck.components.fitted_rows import drawing_of
from kamdeck.components.status_icons import stance, stance_letter
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import centred_text, cut_to_height, frame_height, frame_width, label
from kamdeck.document import LEAST_HEIGHT, Block, Heading, Region, RenderContext, Rows, Value, Words
from kamdeck.documented import documented
from kamdeck.flow import FLOW_GAP, Box, Flow, Item, Paragraph, Paragraphs, Run, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.message import Message

LEAST_STEP = 96.0
"""The least width of a step, in points; more steps are in several rows."""
WIDEST_STEP = 300.0
"""The greatest width of the only step, in points; two steps or more fill the width."""
MOST_BESIDE = 8
TIP = 10.5
"""The length of a chevron's tip, in points."""
CHIP, BETWEEN, SQUARE = 16.0, 1.5, 19.0
"""The height of a person's chip, the gap to the next one, and the width of the square of the stance, in points."""
FEW = 3
"""The most steps whose texts, people and chevrons may be large."""
LARGE_CHIP, LARGE_LOWEST, LARGE_GAP = 24.0, 48.0, 5.0
"""The heights of a chip and of a chevron of few steps, and the gap between their parts, in points."""
LARGEST_CHIP, LARGEST_LOWEST, LARGEST_GAP = 33.0, 69.0, 9.0
"""The same of few steps that have a slide for themselves."""
MOST_PEOPLE = 3
"""A step shows so many people, and the number of the others."""
GAP = 3.0
"""The gap between two parts of a step, in points."""
MARK = 9.0
"""The width of the triangle at today, in points."""
LOWEST = 33.0
"""The least height of a chevron, in points."""
SCARCE_CHIP, SCARCE_LOWEST, SCARCE_GAP = 14.5, 21.0, 1.5
"""The same where not everything fits a slide: the heights of a chip and of a chevron, and the gap."""


@documented(
    """The steps of a process from left to right, with dates, people and criteria below.

    A step that we can influence is filled, one that is done is light, any other is outlined. Few steps are large, and
    say both their criteria and how we influence them. The square of a person has
    the letter of the stance; a red frame and the sign ■ say that the person decides and is not covered. `today` marks
    the first step that is not done. With `answers`, the texts are how we influence a step: they follow an arrow in our
    colour. `beside` are the steps of another process on the slide, whose texts have the same size. `unit` is a text
    shown after the title.

    Example:
        process: {rows: analysis.decision_steps, title: topic.decision_process, today: today}
    """
)
@dataclass(frozen=True)
class Process(Block):
    rows: Rows[ProcessRow] = ()
    title: Heading = None
    unit: Words = ""
    today: Value = None
    answers: bool = False
    beside: Rows[ProcessRow] = ()

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and a drawing for each row of steps."""
        if not self.rows:
            return []
        heads = title(self.title, context, self.unit)
        flows: list[Flow] = list(heads)
        size = self._size(region, context)
        for line in _lines(self.rows, region):
            sheet = self._sheet(line, size, region, context)
            flows.append(drawing_of(sheet, region) if sheet.whole else _as_text(sheet))
        return flows

    def _size(self, region: Region, context: RenderContext) -> float:
        """The largest size in which the texts of all steps suit, those of the other process too."""
        sizes = context.style.theme.sizes
        lines = (*_lines(self.rows, region), *_lines(self.beside, region))
        if region.scarce or not all(self._sheet(line, sizes.dense, region, context).suits for line in lines):
            return sizes.small
        few = region.paged and max(len(self.rows), len(self.beside)) <= FEW
        # The steps of another process stand below in the same size, and need as much space.
        for size in (sizes.lead, sizes.body) if few else ():
            large = [self._sheet(line, size, region, context) for line in lines]
            if all(each.suits for each in large) and sum(each.height for each in large) <= large[0].most:
                return size
        return sizes.dense

    def _sheet(
        self, steps: Sequence[ProcessRow], size: float, region: Region, context: RenderContext
    ) -> "_ProcessSheet":
        """The drawing of steps beside each other in a size, as high as the page at most."""
        most = max(region.height, LEAST_HEIGHT) - FLOW_GAP - 2 * context.style.theme.sizes.dense
        options = _Options(self.today, self.answers, region.scarce)
        return _ProcessSheet(tuple(steps), size, region.width, most, context, options)


def _lines(rows: Sequence[ProcessRow], region: Region) -> Iterator[Sequence[ProcessRow]]:
    """Rows of about the same number of steps, so that no step stands alone."""
    beside = max(1, min(MOST_BESIDE, int(region.width / LEAST_STEP)))
    count = -(-len(rows) // beside)
    ends = [round(len(rows) * number / max(1, count)) for number in range(count + 1)]
    return (rows[start:end] for start, end in pairwise(ends))


def _as_text(sheet: "_ProcessSheet") -> Paragraphs:
    """Steps whose texts are too long for a drawing, as paragraphs; a text is never cut where it is shown once."""
    wording, size = sheet.context.wording, sheet.size
    paragraphs = []
    for step in sheet.steps:
        name = wording.followed(wording.inner.say(step.step), wording.inner.say(step.when) if step.when else "")
        people = wording.listed(wording.inner.say(person.name) for person in step.people)
        words = wording.joined((people, wording.inner.say(step.text) if step.text else ""), "semicolon")
        texts = [text for text in (name, words) if text]
        paragraphs += [Paragraph((Run(text, bold=not number),), size) for number, text in enumerate(texts)]
    return Paragraphs(tuple(paragraphs))


class _Options(NamedTuple):
    """The day of today, whether the texts are answers, and whether everything is as low as possible."""

    today: object
    answers: bool
    close: bool


@dataclass(frozen=True)
class _ProcessSheet:
    """The drawing of steps beside each other."""

    steps: tuple[ProcessRow, ...]
    size: float
    width: float
    most: float
    context: RenderContext
    options: _Options

    @property
    def _small(self) -> float:
        return self.context.style.theme.sizes.small

    @property
    def _pitch(self) -> float:
        return self.width / len(self.steps) if len(self.steps) > 1 else min(self.width, WIDEST_STEP)

    @property
    def _inner(self) -> float:
        return self._pitch - 8.0

    @property
    def _large(self) -> bool:
        return self.size >= self.context.style.theme.sizes.body

    @property
    def _lengths(self) -> tuple[float, float, float]:
        """The height of a chip, the least height of a chevron, and the gap between the parts of a step, in points."""
        if self.options.close:
            return SCARCE_CHIP, SCARCE_LOWEST, SCARCE_GAP
        if self.size >= self.context.style.theme.sizes.lead:
            return LARGEST_CHIP, LARGEST_LOWEST, LARGEST_GAP
        return (LARGE_CHIP, LARGE_LOWEST, LARGE_GAP) if self._large else (CHIP, LOWEST, GAP)

    @property
    def _chip_height(self) -> float:
        return self._lengths[0]

    @property
    def _gap(self) -> float:
        return self._lengths[2]

    @property
    def _second(self) -> float:
        """The size of a person's title."""
        sizes = self.context.style.theme.sizes
        return sizes.dense if self.size >= sizes.lead else sizes.small

    # -- texts -----------------------------------------------------------------------------------------------------

    def _fill(self, step: ProcessRow) -> tuple[str, str]:
        """The fill and the border of a step's chevron."""
        if step.done:
            return "primary:20", ""
        return ("primary", "") if step.can_influence else ("", "grey1")

    def _name(self, step: ProcessRow) -> tuple[Paragraph, ...]:
        fill = self._fill(step)[0]
        ink = self.context.style.theme.on(fill) if fill else "text"
        names = self.context.wording.names_apart(step.step)
        return tuple(label(name, self.size, bold=True, colour=ink) for name in names)

    def _when(self, step: ProcessRow) -> tuple[Paragraph, ...]:
        wording = self.context.wording
        words = wording.inner.say(step.when) if step.when else ""
        shown = label(words, self.size, bold=not step.done, colour="muted" if step.done else "text")
        if step.done:
            # A second line for one word would lower all steps; the light fill says the same.
            said = label(wording.joined((words, wording.term("process.done"))), self.size, colour="muted")
            shown = said if not words or frame_width(said, self.context.style) <= self._inner else shown
            words = shown.text
        return (shown,) if words else ()

    def _text(self, step: ProcessRow) -> tuple[Paragraph, ...]:
        """The text of a step; large steps say how we influence them as well."""
        words = self._words(step)
        if not (self._large and step.way):
            return words
        ahead = bool(step.can_influence) and not step.done
        said = f"→\u00a0{self.context.wording.inner.say(step.way)}"
        return (*words, label(said, self.size, bold=ahead, colour="primary"))

    def _words(self, step: ProcessRow) -> tuple[Paragraph, ...]:
        wording, answers = self.context.wording, self.options.answers
        if step.text:
            words = wording.inner.say(step.text)
            if not answers:
                return (label(words, self.size),)
            ahead = bool(step.can_influence) and not step.done
            return (label(f"→\u00a0{words}", self.size, bold=ahead, colour="primary"),)
        if answers and step.can_influence is False:
            return (label(wording.term("process.no_influence"), self.size, colour="muted"),)
        return ()

    # -- heights ---------------------------------------------------------------------------------------------------

    def _highest(self, texts: Iterator[tuple[Paragraph, ...]], width: float, most: float) -> float:
        style = self.context.style
        return min(max((frame_height(each, width, style) for each in texts if each), default=0.0), most)

    @property
    def _name_width(self) -> float:
        return self._pitch - 2 * TIP - 6.0

    @cached_property
    def _top(self) -> float:
        """The height of the mark of today."""
        return self._small * 1.2 + 3.0 if any(each.current for each in self.steps) and self.options.today else 0.0

    @cached_property
    def _chevron(self) -> float:
        names = self._highest(map(self._name, self.steps), self._name_width, self.most * 0.3)
        return max(self._lengths[1], names + 4.0)

    @cached_property
    def _dates(self) -> float:
        return self._highest(map(self._when, self.steps), self._inner, self.most * 0.15)

    @cached_property
    def _chips(self) -> float:
        shown = max(min(len(each.people), MOST_PEOPLE + 1) for each in self.steps)
        return shown * (self._chip_height + BETWEEN)

    @cached_property
    def _texts(self) -> float:
        left = self.most - self._top - self._chevron - self._dates - self._chips - 3 * self._gap
        return self._highest(map(self._text, self.steps), self._inner, max(left, self.size * 1.3))

    @property
    def height(self) -> float:
        """The height of the drawing in points."""
        parts = [each for each in (self._dates, self._chips, self._texts) if each]
        return self._top + self._chevron + sum(parts) + self._gap * len(parts)

    @property
    def whole(self) -> bool:
        """Whether no name and no text is cut."""
        names = self._highest(map(self._name, self.steps), self._name_width, self.most)
        texts = self._highest(map(self._text, self.steps), self._inner, self.most)
        return names <= self._chevron - 2.0 and texts <= self._texts + 0.1

    @property
    def suits(self) -> bool:
        """Whether no word breaks, names have few lines, and nothing is cut."""
        style = self.context.style
        names = [each for step in self.steps for each in self._name(step)]
        return self.whole and all(
            each.longest_stretch(style) <= self._name_width and len(each.lines(self._name_width, style.typeface)) <= 2
            for each in names
        )

    # -- drawing ---------------------------------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """The steps from left to right."""
        items: list[Item] = []
        for number, step in enumerate(self.steps):
            items += [moved(item, number * self._pitch, 0.0) for item in self._step(number, step)]
        return items

    def _step(self, number: int, step: ProcessRow) -> Iterator[Item]:
        if step.current and self._top:
            yield from self._today()
        yield self._shape(number, step)
        y = self._top + self._chevron + self._gap
        if self._dates:
            yield from self._block(self._when(step), y, self._dates)
            y += self._dates + self._gap
        yield from (moved(item, 0.0, y) for item in self._people(step))
        y += self._chips + (self._gap if self._chips else 0.0)
        yield from self._block(self._text(step), y, self._texts)

    def _today(self) -> Iterator[Item]:
        wording = self.context.wording
        points = ((0.0, 0.0), (MARK, 0.0), (MARK / 2, MARK * 0.8))
        yield Box(0, 3.0, MARK, MARK * 0.8, "text", shape="polygon", points=points)
        words = label(wording.phrase(Message("process.today", day=self.options.today)), self._small, bold=True)
        width = min(frame_width(words, self.context.style), self._pitch - MARK - 4.0)
        shown = cut_to_height((words,), width, self._top, self.context.style)
        yield TextItem(MARK + 4.0, 0, width, self._top - 2.0, shown)

    def _shape(self, number: int, step: ProcessRow) -> Box:
        fill, line = self._fill(step)
        width, height = self._pitch - 2.0, self._chevron
        back = TIP if number else 0.0
        right = ((width - TIP, 0.0), (width, height / 2), (width - TIP, height))
        points = ((0.0, 0.0), *right, (0.0, height), (back, height / 2))
        name = cut_to_height(self._name(step), self._name_width, height - 2.0, self.context.style)
        inset = (width - self._name_width) / 2
        return Box(
            0, self._top, width, height, fill, line, 1.0,
            shape="polygon", paragraphs=name, inset=inset, points=points,
        )  # fmt: skip

    def _block(self, paragraphs: tuple[Paragraph, ...], y: float, most: float) -> Iterator[Item]:
        if paragraphs:
            shown = cut_to_height(paragraphs, self._inner, most, self.context.style)
            yield TextItem(0, y, self._inner, frame_height(shown, self._inner, self.context.style), shown)

    def _people(self, step: ProcessRow) -> Iterator[Item]:
        """The chips of the people, with y = 0 at the top of the first one."""
        shown = step.people[:MOST_PEOPLE]
        for number, person in enumerate(shown):
            yield from (moved(item, 0.0, number * (self._chip_height + BETWEEN)) for item in self._chip(person))
        rest = len(step.people) - len(shown)
        if rest:
            more = self.context.wording.phrase(Message("process.more", count=rest))
            words = label(more, self._small, colour="muted")
            y = len(shown) * (self._chip_height + BETWEEN)
            yield TextItem(0, y, self._inner, self._small * 1.2 + 0.5, (words,))

    def _chip(self, person: ProcessPersonRow) -> Iterator[Item]:
        wording, style, height = self.context.wording, self.context.style, self._chip_height
        fill, line = ("bad:10", "bad") if person.open else ("ground", "grey3")
        yield Box(0, 0, self._inner, height, fill, line, 1.5 if person.open else 0.75)
        state = stance(person.support)
        letter = label(stance_letter(person.support, wording), self._small, bold=True, colour=state.ink, align="center")
        yield Box(1.0, 1.0, SQUARE, height - 2.0, state.fill, paragraphs=(letter,), inset=0.0)
        mark = 12.0 if person.open else 0.0
        width = self._inner - SQUARE - 8.0 - mark
        texts = (wording.names(person.name), wording.inner.say(person.name))
        for words, size in product(texts, (self.size, self._small)):
            name = label(words, size)
            if frame_width(name, style) <= width:
                break
        yield centred_text((name,), (SQUARE + 5.0, width), (height / 2, height), style)
        title = label(wording.inner.say(person.title) if person.title else "", self._second, colour="muted")
        start = SQUARE + 11.0 + frame_width(name, style)
        if self._large and title.text and start + frame_width(title, style) <= self._inner - mark - 3.0:
            yield centred_text((title,), (start, frame_width(title, style)), (height / 2, height), style)
        if person.open:
            sign = label(MARKS["bad"], self._small, colour="bad", align="right")
            yield TextItem(self._inner - mark - 3.0, 1.0, mark, height - 2.0, (sign,), "middle")

    def described(self) -> str:
        """The alternative text: each step with its date."""
        wording = self.context.wording
        parts = [
            wording.followed(wording.inner.say(step.step), wording.inner.say(step.when) if step.when else "")
            for step in self.steps
        ]
        return wording.joined(parts, "semicolon")
