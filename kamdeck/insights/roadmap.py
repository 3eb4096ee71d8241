"""Insights on the business roadmap: which steps are late, what comes next, and what has to be ready for it."""

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.busy_months import CUSTOMER_LANE
from kamdeck.analysis.figures.work import late_steps
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import quotable
from kamdeck.message import Message, clauses
from kamdeck.model import RoadmapItem
from kamdeck.model.values import RoadmapStatus

MOST_STEPS = 2
"""The most late steps of the roadmap that a sentence names; more are only counted."""


@insight
def roadmap(analysis: Analysis) -> Answer:
    """Which steps of the roadmap are late, of how many; then the next milestone, or else the step that ends next.

    Where none is late: what has to be ready for the next milestone or step of the customer's; without such a step,
    that none is late, or that all are done.
    """
    if not analysis.plan.strategy.roadmap:
        return None
    if ready := _ready(analysis):
        return ready
    return clauses(_steps(analysis), _milestone(analysis) or _next_end(analysis))


def _ready(analysis: Analysis) -> Message | None:
    """What of ours has to be ready for the customer's next date; none where a step is late, or no such date is known.

    Of several steps of ours that end by then, the last one is named.
    """
    if late_steps(analysis.plan) or (date := _customers_date(analysis)) is None:
        return None
    found = [step for step in _running(analysis) if not _is_customers(step) and str(step.end) <= str(date.end)]
    last = max(found, key=lambda step: str(step.end), default=None)
    return Message("insight.roadmap.ready", step=last.item, item=date.item, date=date.end) if last else None


def _customers_date(analysis: Analysis) -> RoadmapItem | None:
    """The next milestone, or else the customer's step that ends next."""
    today = analysis.plan.review_date
    ahead = [each for each in analysis.plan.strategy.roadmap if each.end and each.end >= today and quotable(each.item)]
    known = [each for each in ahead if each.milestone] or [
        each for each in ahead if _is_customers(each) and each.status != RoadmapStatus.DONE
    ]
    return min(known, key=lambda step: str(step.end), default=None)


def _is_customers(step: RoadmapItem) -> bool:
    return str(step.lane or "").casefold() == CUSTOMER_LANE


def _running(analysis: Analysis) -> list[RoadmapItem]:
    """The steps ahead that are not done and can be quoted, milestones aside."""
    today = analysis.plan.review_date
    ahead = (step for step in analysis.plan.strategy.roadmap if not step.milestone and step.end and step.end >= today)
    return [step for step in ahead if step.status != RoadmapStatus.DONE and quotable(step.item)]


def _milestone(analysis: Analysis) -> Message | None:
    """The next milestone, and when it is due; none where there is none ahead that can be quoted."""
    today = analysis.plan.review_date
    ahead = [step for step in analysis.plan.strategy.roadmap if step.milestone and step.end and step.end >= today]
    following = min((step for step in ahead if quotable(step.item)), key=lambda step: str(step.end), default=None)
    return Message("insight.roadmap.milestone", item=following.item, date=following.end) if following else None


def _steps(analysis: Analysis) -> Message:
    steps, late = analysis.plan.strategy.roadmap, late_steps(analysis.plan)
    counted = Message("insight.roadmap.steps", count=len(steps))
    if not late:
        if all(step.status == RoadmapStatus.DONE for step in steps):
            return Message(
                "insight.roadmap.all_done" if len(steps) > 1 else "insight.roadmap.one_done", count=len(steps)
            )
        on_time = len(steps) > 1 and all(step.status for step in steps)
        return Message("insight.roadmap.none_late", count=len(steps)) if on_time else counted
    if len(late) == len(steps):
        return Message("insight.roadmap.one_late" if len(late) == 1 else "insight.roadmap.all_late", count=len(late))
    names = tuple(step.item for step in late if quotable(step.item))
    if len(names) == len(late) == 1:
        return Message("insight.roadmap.late_one", item=names[0], total=len(steps))
    if len(names) == len(late) <= MOST_STEPS:
        return Message("insight.roadmap.late_named", names=names, count=len(late), total=len(steps))
    longest = min(late, key=lambda step: str(step.end or "9"))
    if not quotable(longest.item):
        return Message("insight.roadmap.late", steps=counted, count=len(late))
    values = {"item": longest.item, "count": len(late) - 1, "total": len(steps)}
    return Message("insight.roadmap.late_most", **values)


@insight
def next_roadmap_end(analysis: Analysis) -> Answer:
    """Which step of the roadmap ends next, milestones aside; nothing where the headline says it.

    Where the headline says what has to be ready: that no step is late, or else the next step if it is another one.
    """
    if ready := _ready(analysis):
        following = _next_end(analysis)
        known = all(step.status for step in analysis.plan.strategy.roadmap)
        return (
            following
            if following and following.values["item"] != ready.values["step"]
            else (_steps(analysis) if known else None)
        )
    return _next_end(analysis) if _milestone(analysis) else None


def _next_end(analysis: Analysis) -> Message | None:
    """The step of the roadmap that ends next, milestones aside; none where none ahead can be quoted."""
    first = min(_running(analysis), key=lambda step: str(step.end), default=None)
    return Message("insight.next_roadmap_end.ends", item=first.item, date=first.end) if first else None


@insight
def roadmap_source(analysis: Analysis) -> Answer:
    """The day as of which the roadmap shows the status of its steps."""
    return Message("insight.roadmap_source.day", day=analysis.plan.review_date)
