"""What the overviews of a document show of a plan, and the statuses of figures: "good", "warn", "bad" or ""."""

from collections.abc import Iterable
from typing import Protocol

from kamdeck.analysis.figures import Figure, Figures
from kamdeck.message import Message
from kamdeck.model import Plan

AGENDA_FROM, SPARSE_AGENDA_FROM = 3, 4
"""The fewest sections of which a document has an agenda, and those of the document of a sparse plan."""


class NumberedSection(Protocol):
    """A section of a document; its number is empty where the template has none."""

    @property
    def number(self) -> str:
        """The number, or an empty text."""


class ReviewSummary:
    """What a document's agenda, summary and first topic on the business need from a plan.

    Args:
        plan: The plan.
        figures: Its figures.
        sparse: Whether the plan has too little for a slide per topic.
    """

    def __init__(self, plan: Plan, figures: Figures, *, sparse: bool) -> None:
        self._plan = plan
        self._figures = figures
        self._sparse = sparse

    @property
    def needed(self) -> bool:
        """Whether the summary of a review says more than another topic; in a sparse plan each list has one itself."""
        plan = self._plan
        lists = self._filled_lists + bool(plan.decisions)
        return not self._sparse or bool(plan.profile.summary or plan.targets) or lists > 1

    @property
    def several_lists(self) -> bool:
        """Whether at least two of deals, people and actions have entries, so that tables beside each other are full."""
        return self._filled_lists > 1

    @property
    def _filled_lists(self) -> int:
        return sum(map(bool, (self._plan.deals, self._plan.profile.people, self._plan.actions)))

    @property
    def has_figures(self) -> bool:
        """Whether a figure of the profile's summary is known; amounts and numbers of 0 do not count."""
        figures = self._figures
        not_zero = (figures.target, figures.forecast, figures.decision_makers)
        known = (figures.share_of_wallet, figures.pipeline_coverage, figures.satisfaction)
        return any(figure.value for figure in not_zero) or any(known)

    @property
    def has_business(self) -> bool:
        """Whether the plan says enough of the business; in a sparse plan, facts of the account do not count."""
        profile, account = self._plan.profile, self._plan.account
        said = (profile.ceo, profile.customers, profile.competitors, profile.industry_position, profile.trends)
        short = (profile.summary, account.industry, account.segment, account.region, account.parent)
        return any(map(bool, said)) or (not self._sparse and any(map(bool, short)))

    @property
    def knows_stances(self) -> bool:
        """Whether the plan says how at least one of the customer's people stands towards us."""
        return any(person.support for person in self._plan.profile.people)

    @property
    def founded(self) -> Message | None:
        """The year in which the customer was founded, as a language writes a year."""
        year = self._plan.account.founded
        return Message("account.founded", year=year) if year else None

    @property
    def employees(self) -> Message | None:
        """The number of the customer's employees, with its counter in languages that write one."""
        count = self._plan.account.employees
        return None if count is None else Message("account.employees", count=count)

    @property
    def pipeline(self) -> Figure | None:
        """The pipeline, which the summary of a sparse plan shows instead of a target; none in other plans."""
        return self._instead_of_target(self._figures.pipeline)

    @property
    def weighted_pipeline(self) -> Figure | None:
        """The weighted pipeline, which the summary of a sparse plan shows instead of a target; none in other plans."""
        return self._instead_of_target(self._figures.weighted_pipeline)

    def _instead_of_target(self, figure: Figure) -> Figure | None:
        return figure if self._sparse and not self._figures.target and figure.value else None

    @property
    def forecast_status(self) -> str:
        """Whether the forecast reaches the target; empty where either is unknown."""
        gap = self._figures.forecast_gap.value
        return "" if gap is None else "warn" if gap > 0 else "good"

    @property
    def satisfaction_status(self) -> str:
        """Whether we are rated at least as high as the best competitor; empty where either score is unknown."""
        standing = self._figures.satisfaction_standing
        return "" if standing is None else "bad" if standing == "behind" else "good"

    @property
    def coverage_status(self) -> str:
        """Whether all people who decide are covered."""
        return "warn" if self._figures.uncovered_deciders else "good"

    def needs_agenda(self, sections: Iterable[NumberedSection]) -> bool:
        """Whether a document has enough sections with a number to list them."""
        numbered = sum(bool(section.number) for section in sections)
        return numbered >= (SPARSE_AGENDA_FROM if self._sparse else AGENDA_FROM)
