"""Insights on what has changed since last quarter: deals, the pipeline, key figures, people and our scores."""

from collections.abc import Iterable

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.changes import KEY_FIGURES, ActionMove, Changes, DealMove, PersonMove, ScoreMove
from kamdeck.analysis.figures import Figure
from kamdeck.analysis.figures.people_groups import AGAINST_US
from kamdeck.insights.change_messages import MOST_NAMED, distance_of, quarter_message, quarter_name
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import name_of_deal, quotable
from kamdeck.message import Message, clauses
from kamdeck.model.values import Text

MOST_PROBLEMS = 2
"""The most problems that the headline on figures names."""

# -- deals and the pipeline ----------------------------------------------------------------------------------------


@insight
def closed_deals_and_pipeline(analysis: Analysis) -> Answer:
    """The amounts won and lost since the previous plan, and the weighted pipeline, if they are known."""
    changes, weighted = analysis.changes, analysis.figures.weighted_pipeline
    pipeline = Message("insight.closed_deals_and_pipeline.weighted", pipeline=weighted) if weighted else None
    return clauses(_closed(analysis, changes, "closed_deals_and_pipeline") if changes else None, pipeline)


@insight
def pipeline_and_deals(analysis: Analysis) -> Answer:
    """The amounts won and lost since the previous plan, and how the weighted pipeline has moved; else the deals moved.

    Without a previous plan: the weighted pipeline, and the last quarter's result.
    """
    changes, last = analysis.changes, analysis.last_quarter
    if changes is None:
        closed = quarter_message(last.in_short, analysis.plan) if last.result is not None else None
        return clauses(_weighted_pipeline(analysis, still=False), closed)
    result = _closed(analysis, changes, "pipeline_and_deals")
    return clauses(result or _moved_deals(changes), _weighted_pipeline(analysis, still=result is not None))


def _closed(analysis: Analysis, changes: Changes, key: str) -> Message | None:
    """What was won and lost since the previous plan: the amounts, or the numbers of deals where no amount is known."""
    won, lost = changes.deals_of(DealMove.WON), changes.deals_of(DealMove.LOST)
    if not won and not lost:
        return None
    case = "_and_".join(name for name, deals in (("won", won), ("lost", lost)) if deals)
    known = all(change.amount is not None for change in (*won, *lost))
    amounts = {"won": changes.won, "lost": changes.lost}
    counted = {name: Message("counted.deals", count=len(deals)) for name, deals in (("won", won), ("lost", lost))}
    since = quarter_name(changes.since, analysis.plan)
    return Message(f"insight.{key}.{case}", quarter=since, **(amounts if known else counted))


def _weighted_pipeline(analysis: Analysis, *, still: bool) -> Message | None:
    """How the weighted pipeline has moved; a rise although deals were closed is worded as `still` up."""
    weighted = analysis.figures.weighted_pipeline
    if not weighted:
        return None
    if not weighted.change:
        return Message("insight.pipeline_and_deals.stands", pipeline=weighted)
    case = "fell" if weighted.change < 0 else "still_rose" if still else "rose"
    return Message(f"insight.pipeline_and_deals.{case}", change=distance_of(weighted), pipeline=weighted)


def _moved_deals(changes: Changes) -> Message | None:
    """The deals that have moved: the name of one, the number of several."""
    if not changes.deals:
        return None
    name = changes.deals[0].deal.name
    if len(changes.deals) == 1 and name:
        return Message("insight.pipeline_and_deals.deal", deal=name)
    return Message("insight.pipeline_and_deals.deals", count=len(changes.deals))


@insight
def slipped_deals(analysis: Analysis) -> Answer:
    """The deals whose close has slipped: their names if they are few; else those that moved up a stage or grew."""
    changes = analysis.changes
    if changes is None:
        return None
    for case, kind in (("slipped", DealMove.SLIPPED), ("moved_up", DealMove.UP), ("grown", DealMove.GROWN)):
        names = tuple(name_of_deal(each.deal) for each in changes.deals_of(kind))
        if names:
            named = f"{case}_named" if len(names) <= MOST_NAMED else case
            return Message(f"insight.slipped_deals.{named}", names=names, count=len(names))
    return None


# -- figures, people and work --------------------------------------------------------------------------------------


@insight
def figures_and_problems(analysis: Analysis) -> Answer:
    """How many key figures have risen and fallen since the previous plan, and what is late or has turned against us."""
    changes = analysis.changes
    if changes is None:
        return None
    moved, problems = _key_figures(analysis, changes), _problems(analysis, changes)
    if not moved or not problems:
        return moved or (Message("insight.figures_and_problems.problems", problems=problems) if problems else None)
    fell = any(figure.better is False for figure in changes.key_figures)
    return Message(f"insight.figures_and_problems.{'and' if fell else 'but'}", figures=moved, problems=problems)


def _key_figures(analysis: Analysis, changes: Changes) -> Message | None:
    # The slide draws those that have changed.
    figures = changes.key_figures
    risen, fallen = ([each for each in figures if each.better is better] for better in (True, False))
    values = {"total": len(figures), "quarter": quarter_name(changes.since, analysis.plan)}
    names = _names(risen or fallen)
    if not names:
        return None
    if len(names) == 1 and not (risen and fallen):
        return Message(f"insight.figures_and_problems.one_{'rose' if risen else 'fell'}", names=names, **values)
    if not risen or not fallen:
        changed = [analysis.figures[name].change for name in KEY_FIGURES]
        same = any(each is not None and not each for each in changed)
        direction, part = "rose" if risen else "fell", "some" if same else "all"
        return Message(f"insight.figures_and_problems.{part}_{direction}", count=len(names), **values)
    case = "mixed" if len(fallen) == 1 else "mixed_several"
    values |= {"count": len(risen), "fell": _names(fallen), "fallen": len(fallen)}
    return Message(f"insight.figures_and_problems.{case}", **values)


def _names(figures: Iterable[Figure]) -> tuple[Message, ...]:
    return tuple(Message(f"figure.{figure.name}") for figure in figures)


def _problems(analysis: Analysis, changes: Changes) -> tuple[Message, ...]:
    """What is longest overdue, and who has turned against us, the most influential first."""
    late = [each for each in analysis.follow_up.late if each.days > 0 and quotable(each.what)]
    found = [
        Message("insight.figures_and_problems.late", what=each.what, days=Message("counted.days", count=each.days))
        for each in late[:1]
    ]
    colder = (change.person for change in changes.people_of(PersonMove.COLDER))
    turned = [person for person in colder if person.support in AGAINST_US and person.name]
    found += [Message("insight.figures_and_problems.turned", person=person.name) for person in turned]
    return tuple(found[:MOST_PROBLEMS])


@insight
def rating_changes(analysis: Analysis) -> Answer:
    """In which criteria the customer rates us higher or lower than in the previous plan."""
    changes = analysis.changes
    return _scores(changes, len(analysis.plan.profile.satisfaction)) if changes else None


def _scores(changes: Changes, total: int) -> Message | None:
    """The criteria in which our scores have risen and fallen; `total` is the number of all criteria."""
    rated: dict[str, list[Text | None]] = {"higher": [], "lower": []}
    for change in changes.satisfaction:
        if not change.company:
            rated["higher" if change.kind == ScoreMove.RISEN else "lower"].append(change.criterion)
    all_of_them = [case for case, criteria in rated.items() if len(criteria) == total > 2]
    if all_of_them:
        return Message(f"insight.rating_changes.{all_of_them[0]}_in_all", count=total)
    how = tuple(_criteria(case, criteria, total) for case, criteria in rated.items() if criteria)
    return Message("insight.rating_changes.rated", how=how) if how else None


def _criteria(case: str, criteria: list[Text | None], total: int) -> Message:
    """Criteria by their names if they are few, otherwise by their number."""
    if len(criteria) <= MOST_NAMED and all(criteria):
        return Message(f"insight.rating_changes.{case}", criteria=tuple(criteria))
    return Message(f"insight.rating_changes.{case}_of", count=len(criteria), total=total)


@insight
def done_and_new_actions(analysis: Analysis) -> Answer:
    """How many actions have been done since last quarter, and how many are new; nothing where none is."""
    changes = analysis.changes
    if changes is None:
        return None
    counts = ((kind, len(changes.actions_of(kind))) for kind in (ActionMove.DONE, ActionMove.NEW))
    shown = tuple(Message(f"insight.done_and_new_actions.{kind}", count=count) for kind, count in counts if count)
    return Message("insight.done_and_new_actions.both", counts=shown) if shown else None


# -- sources -------------------------------------------------------------------------------------------------------


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
