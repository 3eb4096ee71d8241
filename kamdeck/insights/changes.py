"""Insights on what has changed since last quarter: the pipeline, deals, actions and our scores."""

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.changes import ActionMove, Changes, ScoreMove
from kamdeck.insights.change_messages import MOST_NAMED, abs_of, closed_deals_message, quarter_message
from kamdeck.insights.insight import Answer, insight
from kamdeck.message import Message, clauses
from kamdeck.model.values import Text


@insight
def closed_deals_and_pipeline(analysis: Analysis) -> Answer:
    """The deals won and lost since the previous plan, by quarter, and the weighted pipeline, if they are known."""
    changes, weighted = analysis.changes, analysis.figures.weighted_pipeline
    closed = [closed_deals_message(each, analysis.plan) for each in changes.closed] if changes else []
    pipeline = Message("insight.closed_deals_and_pipeline.weighted", pipeline=weighted) if weighted else None
    return clauses(*closed, pipeline)


@insight
def pipeline_and_deals(analysis: Analysis) -> Answer:
    """The weighted pipeline with its change, the deals that have moved, and the last quarter's result."""
    changes, last = analysis.changes, analysis.last_quarter
    closed = quarter_message(last.in_short, analysis.plan) if last.result is not None else None
    return clauses(_weighted_pipeline(analysis), _moved_deals(changes) if changes else None, closed)


def _weighted_pipeline(analysis: Analysis) -> Message | None:
    weighted = analysis.figures.weighted_pipeline
    if not weighted:
        return None
    if not weighted.change:
        return Message("insight.pipeline_and_deals.stands", pipeline=weighted)
    case = "rose" if weighted.change > 0 else "fell"
    return Message(f"insight.pipeline_and_deals.{case}", change=abs_of(weighted.change), pipeline=weighted)


def _moved_deals(changes: Changes) -> Message | None:
    """The deals that have moved: the name of one, the number of several."""
    if not changes.deals:
        return None
    name = changes.deals[0].deal.name
    if len(changes.deals) == 1 and name:
        return Message("insight.pipeline_and_deals.deal", deal=name)
    return Message("insight.pipeline_and_deals.deals", count=len(changes.deals))


@insight
def actions_and_scores(analysis: Analysis) -> Answer:
    """How many actions are overdue and done, and in which criteria the customer rates us higher or lower."""
    changes = analysis.changes
    if changes is None:
        return None
    return clauses(_actions(changes), _scores(changes, len(analysis.plan.profile.satisfaction)))


def _actions(changes: Changes) -> Message | None:
    late, done = (len(changes.actions_of(kind)) for kind in (ActionMove.OVERDUE, ActionMove.DONE))
    if late:
        case = "overdue_and_done" if done else "overdue"
        return Message(f"insight.actions_and_scores.{case}", count=late, done=done)
    return Message("insight.actions_and_scores.done", count=done) if done else None


def _scores(changes: Changes, total: int) -> Message | None:
    """The criteria in which our scores have risen and fallen; `total` is the number of all criteria."""
    rated: dict[str, list[Text | None]] = {"higher": [], "lower": []}
    for change in changes.satisfaction:
        if not change.company:
            rated["higher" if change.kind == ScoreMove.RISEN else "lower"].append(change.criterion)
    all_of_them = [case for case, criteria in rated.items() if len(criteria) == total > 2]
    if all_of_them:
        return Message(f"insight.actions_and_scores.{all_of_them[0]}_in_all", count=total)
    how = tuple(_criteria(case, criteria, total) for case, criteria in rated.items() if criteria)
    return Message("insight.actions_and_scores.rated", how=how) if how else None


def _criteria(case: str, criteria: list[Text | None], total: int) -> Message:
    """Criteria by their names if they are few, otherwise by their number."""
    if len(criteria) <= MOST_NAMED and all(criteria):
        return Message(f"insight.actions_and_scores.{case}", criteria=tuple(criteria))
    return Message(f"insight.actions_and_scores.{case}_of", count=len(criteria), total=total)


@insight
def done_and_new_actions(analysis: Analysis) -> Answer:
    """How many actions have been done since last quarter, and how many are new; nothing where none is."""
    changes = analysis.changes
    if changes is None:
        return None
    counts = ((kind, len(changes.actions_of(kind))) for kind in (ActionMove.DONE, ActionMove.NEW))
    shown = tuple(Message(f"insight.done_and_new_actions.{kind}", count=count) for kind, count in counts if count)
    return Message("insight.done_and_new_actions.both", counts=shown) if shown else None


@insight
def compared_plan(analysis: Analysis) -> Answer:
    """Which plan the changes are compared with."""
    previous = analysis.plan.previous_plan
    return Message("insight.compared_plan.period", period=previous.period) if previous else None


@insight
def waterfall_source(analysis: Analysis) -> Answer:
    """Which plan the pipeline is compared with, and how closed deals leave it."""
    compared = compared_plan(analysis)
    return clauses(compared, Message("insight.waterfall_source.closed")) if compared else None
