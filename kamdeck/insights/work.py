"""Insights on the team's work: actions, requests for support, promises, and the decisions that the review asks for."""

from collections.abc import Sequence

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.decisions import DecisionRow
from kamdeck.analysis.figures.work import is_pending, open_actions, pending_requests
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import quotable
from kamdeck.message import Message, clauses
from kamdeck.model import Action, Decision
from kamdeck.model.goals import FigureName
from kamdeck.model.values import Priority, PromiseStatus, Quantity

MOST_EFFECTS = 2
"""The most effects of decisions that a headline names."""


@insight
def work_agenda_line(analysis: Analysis) -> Answer:
    """How many actions are late and by how long, or else how many are done, and how many decisions are asked for."""
    asked = len(analysis.plan.decisions)
    decisions = Message("insight.work_agenda_line.decisions", count=asked) if asked else None
    late = analysis.figures.overdue_actions if _several(analysis) else ()
    if not late:
        return clauses(_progress(analysis), decisions)
    days = Message("counted.days", count=late[0].days)
    return clauses(Message("insight.actions.late", count=len(late), days=days), decisions)


@insight
def work_contents_line(analysis: Analysis) -> Answer:
    """What the section on actions and resources is about."""
    return Message("insight.work_contents_line.about")


@insight
def actions(analysis: Analysis) -> Answer:
    """The action that is longest overdue, and how many actions are done; else the first one of high priority to do."""
    late = _longest_overdue(analysis)
    return clauses(late, _progress(analysis), None if late else _urgent(analysis))


def _longest_overdue(analysis: Analysis) -> Message | None:
    """The action that is longest overdue, if it is not the only action; its days alone if it cannot be quoted."""
    late = analysis.figures.overdue_actions if _several(analysis) else ()
    if not late:
        return None
    days = Message("counted.days", count=late[0].days)
    if not quotable(late[0].action.action):
        return Message("insight.actions.late", count=len(late), days=days)
    return Message("insight.actions.late_named", action=late[0].action.action, count=len(late) - 1, days=days)


@insight
def next_due_action(analysis: Analysis) -> Answer:
    """The action that is due next, with its owner, besides the one that the headline on actions names."""
    today = analysis.plan.review_date
    coming = [each for each in open_actions(analysis.plan) if each.due and each.due >= today and quotable(each.action)]
    # Where nothing is overdue, the headline names the first action of high priority.
    named = None if analysis.figures.overdue_actions else _first_urgent(analysis)
    first = min((each for each in coming if each is not named), key=lambda action: str(action.due), default=None)
    if first is None:
        return None
    case = "owned" if first.owner else "due"
    return Message(f"insight.next_due_action.{case}", action=first.action, owner=first.owner, due=first.due)


@insight
def action_progress(analysis: Analysis) -> Answer:
    """How many actions are done, and which are overdue."""
    return clauses(_progress(analysis), _overdue(analysis))


def _several(analysis: Analysis) -> bool:
    """Whether there is more than one action; of a single one, its progress says all."""
    return (analysis.figures.actions_total.value or 0) > 1


def _progress(analysis: Analysis) -> Message | None:
    """How many actions are done; dropped ones do not count."""
    total, done = int(analysis.figures.actions_total.value or 0), int(analysis.figures.actions_done.value or 0)
    if not analysis.plan.actions:
        return None
    if not total:
        dropped = len(analysis.plan.actions)
        return Message("insight.actions.one_dropped" if dropped == 1 else "insight.actions.all_dropped", count=dropped)
    if total == 1:
        state = "done" if done else "overdue" if analysis.figures.overdue_actions else "to_do"
        return Message(f"insight.actions.one_{state}")
    if not done:
        return Message("insight.actions.none_done", count=total)
    if done == total:
        return Message("insight.actions.all_done", count=total)
    return Message("insight.actions.some_done", count=done, total=total)


def _overdue(analysis: Analysis) -> Message | None:
    late = analysis.figures.overdue_actions if _several(analysis) else ()
    if len(late) == 1 and quotable(late[0].action.action):
        return Message("insight.actions.overdue_named", action=late[0].action.action)
    return Message("insight.actions.overdue", count=len(late)) if late else None


def _urgent(analysis: Analysis) -> Message | None:
    """The open action of high priority that is due first; how many there are if it cannot be quoted."""
    to_do = open_actions(analysis.plan)
    urgent = [action for action in to_do if action.priority == Priority.HIGH]
    if not urgent or not _several(analysis):
        return None
    if first := _first_urgent(analysis):
        case = "next_urgent" if first.due else "first_urgent"
        return Message(f"insight.actions.{case}", action=first.action, due=first.due)
    key = "insight.actions.all_urgent" if len(urgent) == len(to_do) else "insight.actions.urgent"
    return Message(key, count=len(urgent))


def _first_urgent(analysis: Analysis) -> Action | None:
    """The open action of high priority that is due first and can be quoted."""
    known = [each for each in open_actions(analysis.plan) if each.priority == Priority.HIGH and quotable(each.action)]
    return min(known, key=lambda action: str(action.due or "9"), default=None)


@insight
def late_and_next(analysis: Analysis) -> Answer:
    """What is late, by how many days the first is overdue, and what is due next; how much, if it cannot be quoted."""
    late, coming = analysis.follow_up.late, analysis.follow_up.next
    due = Message("insight.late_and_next.due", count=len(coming)) if coming else None
    if coming and quotable(coming[0].what):
        first = coming[0]
        case = "next_of_deal" if first.deal and quotable(first.deal) else "next"
        due = Message(f"insight.late_and_next.{case}", what=first.what, due=first.due, deal=first.deal)
    if not late:
        return clauses(Message("insight.late_and_next.nothing_late"), due) if due else None
    key = "insight.late_and_next.late" if len(late) > 1 else "insight.late_and_next.one_late"
    if len(late) > 1 and not quotable(late[0].what):
        key = "insight.late_and_next.late_unnamed"
    days = Message("counted.days", count=int(late[0].days))
    return clauses(Message(key, count=len(late), what=late[0].what, days=days), due)


@insight
def support(analysis: Analysis) -> Answer:
    """How many requests for support are to be approved, and how late promises are; else how many were kept."""
    return clauses(_requests(analysis), _late_promises(analysis) or _promises(analysis))


def _late_promises(analysis: Analysis) -> Message | None:
    """How many of several promises are overdue, and the most days."""
    late, total = analysis.figures.overdue_promises, len(analysis.plan.promises)
    if not late or total == 1:
        return None
    days = Message("counted.days", count=late[0].days)
    case = "one_late" if len(late) == 1 else "late"
    return Message(f"insight.support.{case}", count=len(late), total=total, days=days)


@insight
def late_promise(analysis: Analysis) -> Answer:
    """Which promise is longest overdue, who keeps it, and when it was due; nothing where none can be quoted."""
    late = next((each.promise for each in analysis.figures.overdue_promises if quotable(each.promise.text)), None)
    if late is None:
        return None
    case = "owned" if late.owner else "due"
    return Message(f"insight.late_promise.{case}", promise=late.text, owner=late.owner, due=late.due)


def _requests(analysis: Analysis) -> Message | None:
    requests, pending = analysis.plan.support, len(pending_requests(analysis.plan))
    if not requests:
        return None
    counted = Message("counted.requests", count=len(requests))
    if pending == len(requests):
        key = "insight.support.one_pending" if pending == 1 else "insight.support.all_pending"
        return Message(key, requests=counted)
    if pending:
        return Message("insight.support.some_pending", requests=counted, count=pending)
    # Where some requests have no status, nobody knows whether they are approved.
    answered = len(requests) > 1 and all(request.status for request in requests)
    return Message("insight.support.none_pending", requests=counted) if answered else counted


def _promises(analysis: Analysis) -> Message | None:
    promises = analysis.plan.promises
    if not promises:
        return None
    kept, total = sum(promise.status == PromiseStatus.KEPT for promise in promises), len(promises)
    if total == 1:
        return Message(f"insight.support.one_{'to_keep' if is_pending(promises[0]) else promises[0].status}")
    if not kept:
        return Message("insight.support.none_kept", count=total)
    if kept == total:
        return Message("insight.support.all_kept", count=total)
    return Message("insight.support.some_kept", count=kept, total=total)


@insight
def decisions(analysis: Analysis) -> Answer:
    """What the requested decisions change in numbers, at most two things, and by when they are asked for.

    Without numbers: what is asked first, and how many more decisions; or else who decides first.
    """
    asked = analysis.plan.decisions
    if not asked:
        return None
    dates = [each.due for each in asked if each.due]
    case = "asked_by" if len(dates) == len(asked) else "asked"
    count = Message(f"insight.decisions.{case}", count=len(asked), due=max(dates, default=None))
    effects = tuple(filter(None, (_effect(analysis, row) for row in analysis.decisions)))[:MOST_EFFECTS]
    if effects:
        return Message("insight.decisions.change", asked=count, effects=effects)
    first, *others = sorted(asked, key=lambda each: str(each.due or "9"))
    if quotable(first.ask):
        case = "first_ask" if first.due else "first_undated" if others else "only"
        return clauses(Message(f"insight.decisions.{case}", ask=first.ask, due=first.due), _more(others))
    only = Message("insight.decisions.only_asked", asked=count, count=len(asked))
    return clauses(only, _first_decider(asked) if others else None)


def _more(others: Sequence[Decision]) -> Message | None:
    """How many decisions are asked for besides the first, and by when, if all have a date."""
    if not others:
        return None
    dates = [each.due for each in others if each.due]
    case = "more_by" if len(dates) == len(others) else "more"
    return Message(f"insight.decisions.{case}", count=len(others), due=max(dates, default=None))


def _first_decider(asked: Sequence[Decision]) -> Message | None:
    """Who decides first of several, if that is known."""
    known = min((each for each in asked if each.of and each.due), key=lambda each: str(each.due), default=None)
    return Message("insight.decisions.first", person=known.of, due=known.due) if known else None


def _effect(analysis: Analysis, row: DecisionRow) -> Message | None:
    """What a decision changes: a known figure in words, else its measure with the value afterwards."""
    figure = row.decision.measure.figure
    if not row.measured or row.after == row.before or figure is None:
        return None
    count = len(analysis.decisions)
    if figure == FigureName("forecast"):
        case = "forecast" if (row.after or 0.0) > (row.before or 0.0) else "forecast_cut"
        return Message(f"insight.decisions.{case}", after=row.after, count=count)
    if figure == FigureName("decision_makers_covered"):
        total = analysis.figures.decision_makers
        return Message("insight.decisions.covered", after=row.after, total=total, count=count)
    if figure == FigureName("decision_maker_coverage") and analysis.figures.decision_makers:
        total = analysis.figures.decision_makers
        covered = Quantity(round((row.after or 0.0) * (total.value or 0.0)))
        return Message("insight.decisions.covered", after=covered, total=total, count=count)
    return Message("insight.decisions.figure", name=row.name, after=row.after, count=count)


@insight
def decision_basis(analysis: Analysis) -> Answer:
    """The target with the forecast, and how many of those who decide are covered, before the decisions."""
    figures, plan = analysis.figures, analysis.plan
    target = None
    if figures.target and figures.forecast:
        values = {"quarter": plan.period, "target": figures.target, "forecast": figures.forecast}
        target = Message("insight.decision_basis.target", **values)
    deciding, covered = figures.decision_makers.value or 0, figures.decision_makers_covered.value or 0
    people = Message("insight.decision_basis.covered", count=covered, total=deciding) if deciding > 1 else None
    return clauses(target, people)
