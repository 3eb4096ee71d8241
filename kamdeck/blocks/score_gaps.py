"""The `score_gaps` block: a card for each criterion in which we trail, with our answer, and for our largest lead."""

from collections.abc import Sequence

from kamdeck.blocks.row_protocols import ScoreGapRow
from kamdeck.blocks.score_texts import weight_words
from kamdeck.components.fitted_rows import height_taken
from kamdeck.components.item_groups import ItemGroup, stacked
from kamdeck.components.status_icons import status_of
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.badges import badge
from kamdeck.diagrams.gridlines import frame_height, frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import FLOW_GAP, Box, Drawing, Flow, Frame, Line, Paragraph, Run, TextItem
from kamdeck.message import Message

PAD, LEAST_PAD = 10.0, 6.0
"""The margin of a card, and that of the smallest cards, in points."""
MOST_SPARE = 26.0
"""The most that a card is made higher to fill its region, in points."""


@documented(
    """Cards below each other: the criteria in which we trail, each with the action that answers it, then our lead.

    The `title` is left out where we trail in no criterion.

    Example:
        score_gaps: {rows: analysis.score_gaps, title: topic.score_gaps}
    """
)
@dataclass(frozen=True)
class ScoreGaps(Block):
    rows: Rows[ScoreGapRow] = ()
    title: Heading = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and a drawing for each card, in the largest sizes at which all of them fit the region."""
        if not self.rows:
            return []
        # A card of our lead alone says itself what it is.
        heads = title(self.title, context, rule=True) if any(map(_trails, self.rows)) else []
        room = region.height - height_taken(heads, region, context)
        cards, rows = self._fitted(region, room, context)
        parts = [cards.card(row) for row in rows]
        spare = room - _height(parts)
        more = max(0.0, min(spare / len(parts), MOST_SPARE)) if region.paged else 0.0
        return [*heads, *(cards.drawing(row, part, more) for row, part in zip(rows, parts, strict=True))]

    def _fitted(
        self, region: Region, room: float, context: RenderContext
    ) -> tuple["_GapCards", tuple[ScoreGapRow, ...]]:
        """The largest cards that fit a height, and their rows; the last rows are left out where no size is enough.

        The dots beside the cards show all criteria, so that nothing is lost.
        """
        sizes = context.style.theme.sizes
        steps = ((sizes.lead, sizes.body, PAD), (sizes.body, sizes.dense, PAD), (sizes.dense, sizes.small, LEAST_PAD))
        if not region.paged:
            return _GapCards(context, region.width, *steps[1]), self.rows
        for count in range(len(self.rows), 0, -1):
            rows = self.rows[:count]
            for step in steps:
                cards = _GapCards(context, region.width, *step)
                parts = [cards.card(row) for row in rows]
                if _height(parts) <= room and (step is steps[-1] or not any(part.breaks for part in parts)):
                    return cards, rows
        return _GapCards(context, region.width, *steps[-1]), self.rows[:1]


def _trails(row: ScoreGapRow) -> bool:
    return str(row.kind) == "trailing"


def _height(parts: Sequence[ItemGroup]) -> float:
    return sum(part.height + FLOW_GAP for part in parts)


@dataclass(frozen=True)
class _GapCards:
    """Draws cards of a width; `strong` and `text` are the sizes of names and answers, and `pad` is the margin."""

    context: RenderContext
    width: float
    strong: float
    text: float
    pad: float

    @property
    def gap(self) -> float:
        """The gap between two parts of a card, in points."""
        return self.pad * 0.8

    @property
    def _inner(self) -> float:
        return self.width - 2 * self.pad

    def drawing(self, row: ScoreGapRow, part: ItemGroup, more: float) -> Drawing:
        """A card that is higher than its content by `more` points and the margins."""
        height = part.height + more
        fill = "grey4" if _trails(row) else "primary:10"
        card = Box(0, 0, self.width, height, fill, shape="rounded")
        words = [paragraph.text for item in part.items if isinstance(item, TextItem) for paragraph in item.paragraphs]
        frame = Frame(self.width, height, (card, *part.at(self.pad, self.pad + more / 2)))
        return Drawing(frame, self.context.wording.joined(words, "semicolon"))

    def card(self, row: ScoreGapRow) -> ItemGroup:
        """The content of a card; its height includes the margins."""
        parts = self._trailing(row) if _trails(row) else self._leading(row)
        content = stacked(parts, self.gap)
        return content._replace(height=content.height + 2 * self.pad)

    def _texts(self, paragraphs: Sequence[Paragraph], width: float) -> ItemGroup:
        style = self.context.style
        height = frame_height(paragraphs, width, style)
        breaks = any(each.longest_stretch(style) > width for each in paragraphs)
        return ItemGroup(height, (TextItem(0, 0, width, height, tuple(paragraphs)),), breaks)

    # -- where we trail ------------------------------------------------------------------------------------------------

    def _trailing(self, row: ScoreGapRow) -> list[ItemGroup]:
        rule = ItemGroup(0.0, (Line(0, 0, self._inner, 0, "grey3", 0.75),))
        return [self._head(row), rule, *self._answer(row)]

    def _head(self, row: ScoreGapRow) -> ItemGroup:
        """The criterion with the competitor's score and the weight, and the gap at the right."""
        wording, style = self.context.wording, self.context.style
        lead = row.comparison.lead or 0.0
        gap = label(
            wording.number(lead, 1, signed=True), style.theme.sizes.title, bold=True, colour="bad", align="right"
        )
        gap_width = frame_width(gap, style)
        name = label(wording.inner.say(row.comparison.criterion), self.strong, bold=True)
        about = self._texts(
            (name, label(self._scores(row), style.theme.sizes.dense, colour="muted")),
            self._inner - gap_width - self.gap,
        )
        gap_height = frame_height((gap,), gap_width, style)
        number = TextItem(self._inner - gap_width, 0, gap_width, gap_height, (gap,))
        return ItemGroup(max(about.height, gap_height), (*about.items, number), about.breaks)

    def _scores(self, row: ScoreGapRow) -> str:
        """The best competitor's score and the weight of the criterion."""
        wording, compared = self.context.wording, row.comparison
        rated = Message("score_gaps.rated", rival=compared.rivals[0].company, score=compared.rivals[0].score)
        if compared.weight is None:
            return wording.sentence(rated)
        weight = Message("score_gaps.weight", weight=weight_words(compared.weight, wording))
        return wording.joined((wording.sentence(rated), wording.phrase(weight)), "semicolon")

    def _answer(self, row: ScoreGapRow) -> list[ItemGroup]:
        """The action with its owner, date and state; or that there is none."""
        wording, style = self.context.wording, self.context.style
        if row.action is None:
            return [badge(wording.term("score_gaps.unanswered"), "warn", self._inner, style)]
        answer = f"→\u00a0{wording.inner.say(row.action.action)}"
        owner = [wording.inner.say(row.action.owner)] if row.action.owner else []
        due = [wording.phrase(Message("score_gaps.due", date=row.action.due))] if row.action.due else []
        return [
            self._texts((label(answer, self.text, bold=True, colour="primary"),), self._inner),
            self._beside(wording.joined((*owner, *due)), self._state(row)),
        ]

    def _state(self, row: ScoreGapRow) -> ItemGroup | None:
        wording, style = self.context.wording, self.context.style
        if row.days_late is not None:
            late = Message("score_gaps.late", days=Message("counted.days", count=row.days_late))
            return badge(wording.phrase(late), "bad", self._inner, style)
        if row.standing is None:
            return None
        return badge(wording.say(row.standing), status_of(row.standing), self._inner, style)

    def _beside(self, words: str, state: ItemGroup | None) -> ItemGroup:
        """A text with a badge at the right, or below it where there is no space."""
        text = label(words, self.context.style.theme.sizes.dense)
        if state is None:
            return self._texts((text,), self._inner)
        if frame_width(text, self.context.style) + self.gap + state.width > self._inner:
            return stacked((self._texts((text,), self._inner), state), self.gap / 2) if words else state
        part = self._texts((text,), self._inner - state.width - self.gap)
        height = max(part.height, state.height)
        items = (
            *part.at(0.0, (height - part.height) / 2),
            *state.at(self._inner - state.width, (height - state.height) / 2),
        )
        return ItemGroup(height, items if words else state.at(0.0, 0.0), part.breaks)

    # -- where we lead -------------------------------------------------------------------------------------------------

    def _leading(self, row: ScoreGapRow) -> list[ItemGroup]:
        wording, sizes = self.context.wording, self.context.style.theme.sizes
        head = label(wording.terms_of("score_gaps.leading"), sizes.small, bold=True, colour="primary")
        lead = wording.number(row.comparison.lead or 0.0, 1, signed=True)
        name = f"{wording.inner.say(row.comparison.criterion)} {lead}"
        before, _, after = wording.labelled("\n", self._scores(row)).partition("\n")
        runs = (Run(before + name, bold=True), Run(after))
        return [
            stacked(
                (self._texts((head,), self._inner), self._texts((Paragraph(runs, self.text),), self._inner)),
                self.gap / 2,
            )
        ]
