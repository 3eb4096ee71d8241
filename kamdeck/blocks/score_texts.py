"""The texts in the rows and above the columns of the `dot_plot` block."""

from collections.abc import Callable, Mapping

from kamdeck.blocks.row_protocols import ScoreRow
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import label
from kamdeck.flow import Paragraph
from kamdeck.flow.text import Align
from kamdeck.model.periods import Period
from kamdeck.wording import NOTHING, Wording

LEVEL = 0.05
"""A smaller lead is shown as 0.0, so it is neither ahead nor behind."""
WHOLE_FROM = 0.01
"""Weights from this one on are in whole per cent."""


@dataclass(frozen=True)
class ScoreTexts:
    """Texts in the size of names, `size`, in that of labels, `small`, and of heads, `heading`, in points.

    `since` is the period of the previous plan.
    """

    wording: Wording
    size: float
    small: float
    heading: float
    since: object = None

    def name(self, row: ScoreRow) -> Paragraph:
        """The name of the criterion, or that of the weighted mean."""
        words = self.wording.terms_of("dot_plot.weighted") if row.overall else self.wording.inner.say(row.criterion)
        return label(words, self.size, bold=True)

    def weight(self, row: ScoreRow) -> Paragraph:
        """The weight of the criterion; nothing for the weighted mean."""
        words = "" if row.overall else NOTHING if row.weight is None else weight_words(row.weight, self.wording)
        return label(words, self.small, colour="muted", align="right")

    def verdict(self, row: ScoreRow) -> Paragraph:
        """Whether we are ahead or behind."""
        words = "" if row.lead is None else self.wording.term(f"dot_plot.{_verdict(row)}")
        return label(words, self.small, colour=lead_colour(row) or "muted", align="right")

    def lead(self, row: ScoreRow) -> Paragraph:
        """Our lead with its sign."""
        words = NOTHING if row.lead is None else self.wording.number(_shown(row.lead), 1, signed=True)
        return label(words, self.size, bold=True, colour=lead_colour(row) or "muted", align="right")

    def change(self, row: ScoreRow) -> Paragraph:
        """The change of our score, with an arrow."""
        if row.change is None:
            words = NOTHING
        else:
            size = self.wording.number(abs(row.change), 1)
            words = size if abs(row.change) < LEVEL else f"{'↑' if row.change > 0 else '↓'}\u00a0{size}"
        return label(words, self.small, bold=row.overall, align="right")

    @property
    def by_column(self) -> Mapping[str, Callable[[ScoreRow], Paragraph]]:
        """What gives the texts of each column of numbers, by its name, from the left."""
        return {"weight": self.weight, "verdict": self.verdict, "lead": self.lead, "change": self.change}

    def head(self, key: str, align: Align = "right") -> Paragraph:
        """The head of a column."""
        words = self.wording.terms_of(key)
        if key == "dot_plot.since":
            quarter = self.wording.short_quarter(self.since) if isinstance(self.since, Period) else ""
            words = words.format(quarter=quarter)
        return label(words, self.heading, bold=True, colour="muted", align=align)


def _shown(lead: float) -> float:
    return 0.0 if abs(lead) < LEVEL else float(lead)


def _verdict(row: ScoreRow) -> str:
    lead = _shown(row.lead or 0.0)
    return "ahead" if lead > 0 else "behind" if lead < 0 else "level"


def weight_words(weight: float, wording: Wording) -> str:
    """The weight of a criterion in whole per cent, which is all that a weighting means; one below 1 % has decimals."""
    return wording.percent(weight, 0 if weight >= WHOLE_FROM else None)


def lead_colour(row: ScoreRow) -> str:
    """The role of the colour of a lead; none where it is level or unknown."""
    return {"ahead": "good", "behind": "bad"}.get(_verdict(row), "")
