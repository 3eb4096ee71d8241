"""How the customer rates us against our best competitors: where we lead, where we trail, and our answer."""

from kamdeck.analysis.changes.competition import matched_criteria
from kamdeck.analysis.figures import Figures
from kamdeck.analysis.figures.arithmetic import difference, known_as
from kamdeck.analysis.figures.figure import change_between
from kamdeck.analysis.figures.satisfaction import RivalScore, SatisfactionRow, satisfaction_rows
from kamdeck.analysis.figures.work import is_overdue, standing
from kamdeck.dataclass import dataclass
from kamdeck.model import Action, Plan
from kamdeck.model.values import ActionId, Score, Share, Text, Word

LEVEL = 0.05
"""A smaller difference of two scores than this is displayed as 0.0, and so counts as none."""
MOST_TRAILING = 2
"""How many criteria are answered in which we trail."""


@dataclass(frozen=True, slots=True)
class ScoreComparison:
    """A criterion with our score and the best competitor's; `change` is that of our score since the previous plan.

    The `overall` comparison is of the weighted means, with the two best competitors.
    """

    criterion: Text | None
    weight: Share | None
    ours: Score | None
    rivals: tuple[RivalScore, ...]
    lead: Score | None
    change: Score | None = None
    action: ActionId | None = None
    overall: bool = False

    @property
    def effect(self) -> float:
        """How much the criterion adds to our lead: its weight times our lead in it."""
        return float(self.weight or 0.0) * float(self.lead or 0.0)


class GapKind(Word):
    """Whether we trail the best competitor in a criterion or lead it."""

    TRAILING = "trailing"
    LEADING = "leading"


@dataclass(frozen=True, slots=True)
class ScoreGap:
    """A criterion in which we trail or lead; a gap to a competitor may be answered by an `action`.

    `standing` is the state of the action on the review date, and `days_late` how long it is overdue; both are none
    without an action.
    """

    kind: GapKind
    comparison: ScoreComparison
    action: Action | None = None
    standing: Word | None = None
    days_late: int | None = None


def score_comparisons(plan: Plan, figures: Figures) -> tuple[ScoreComparison, ...]:
    """The criteria by their effect on our lead, the best first and those without a lead last; then all of them."""
    changes = _changes(plan)
    rows = [
        _comparison(row, changes.get(number))
        for number, row in enumerate(satisfaction_rows(plan))
        if row.ours is not None or row.best is not None
    ]
    rows.sort(key=lambda row: (row.lead is None, -row.effect))
    # The mean of one criterion is the criterion.
    return (*rows, _overall(figures)) if len(rows) > 1 else tuple(rows)


def _changes(plan: Plan) -> dict[int, Score]:
    """The changes of our scores since the previous plan, by the index of the criterion."""
    if plan.previous_plan is None:
        return {}
    found = {}
    for before, after in matched_criteria(plan.previous_plan, plan).both:
        change = change_between(after.ours, before.ours)
        if isinstance(change, Score):
            number = next(index for index, each in enumerate(plan.profile.satisfaction) if each is after)
            found[number] = change
    return found


def _comparison(row: SatisfactionRow, change: Score | None) -> ScoreComparison:
    rivals = (row.best,) if row.best else ()
    return ScoreComparison(row.criterion, row.weight, row.ours, rivals, row.lead, change, row.action)


def _overall(figures: Figures) -> ScoreComparison:
    """The weighted means, with the two best competitors."""
    ours = figures.satisfaction
    rivals = tuple(rival for rival in figures.rival_scores if rival.score is not None)[:2]
    lead = known_as(Score, difference(ours.value, rivals[0].score if rivals else None))
    change = known_as(Score, ours.change)
    return ScoreComparison(None, None, known_as(Score, ours.value), rivals, lead, change, overall=True)


def score_gaps(plan: Plan, comparisons: tuple[ScoreComparison, ...]) -> tuple[ScoreGap, ...]:
    """The two criteria with the worst effect in which we trail, each with our answer, then that of our largest lead."""
    single = [row for row in comparisons if not row.overall and row.lead is not None]
    trailing = [row for row in single if row.lead is not None and row.lead <= -LEVEL]
    trailing.sort(key=lambda row: row.effect)
    leading = max(single, key=lambda row: row.effect, default=None)
    gaps = [_answered(plan, row) for row in trailing[:MOST_TRAILING]]
    if leading is not None and leading.lead is not None and leading.lead >= LEVEL:
        gaps.append(ScoreGap(GapKind.LEADING, leading))
    return tuple(gaps)


def _answered(plan: Plan, row: ScoreComparison) -> ScoreGap:
    """A gap with the action that the plan names for the criterion."""
    if row.action is None:
        return ScoreGap(GapKind.TRAILING, row)
    action = plan.action(row.action)
    days = (plan.review_date - action.due).days if action.due and is_overdue(action, plan.review_date) else None
    return ScoreGap(GapKind.TRAILING, row, action, standing(action, plan.review_date), days)
