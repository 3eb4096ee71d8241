"""Insights on the team's work: actions, requests for support, promises, and the decisions that the review asks for."""

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures.work import is_pending, open_actions, pending_requests
from kamdeck.insights.insight import Answer, insight
from kamdeck.message import Message, clauses
from kamdeck.model.values import Priority, PromiseStatus


@insight
def work_agenda_line(analysis: Analysis) -> Answer:
    """How many actions are done, and how many decisions are asked for."""
    asked = len(analysis.plan.decisions)
    decisions = Message("insight.work_agenda_line.decisions", count=asked) if asked else None
    return clauses(_progress(analysis), decisions)


@insight
def work_contents_line(analysis: Analysis) -> Answer:
    """What the section on actions and resources is about."""
    return Message("insight.work_contents_line.about")


@insight
def actions(analysis: Analysis) -> Answer:
    """How many actions are done, which are overdue, and how many of high priority are still to do."""
    return clauses(action_progress(analysis), _urgent(analysis))


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
        return Message("insight.actions.none_done", total=total)
    if done == total:
        return Message("insight.actions.all_done", total=total)
    return Message("insight.actions.some_done", count=done, total=total)


def _overdue(analysis: Analysis) -> Message | None:
    late = analysis.figures.overdue_actions if _several(analysis) else ()
    if len(late) == 1 and late[0].action.action:
        return Message("insight.actions.overdue_named", action=late[0].action.action)
    return Message("insight.actions.overdue", count=len(late)) if late else None


def _urgent(analysis: Analysis) -> Message | None:
    to_do = open_actions(analysis.plan)
    urgent = [action for action in to_do if action.priority == Priority.HIGH]
    if not urgent or not _several(analysis):
        return None
    key = "insight.actions.all_urgent" if len(urgent) == len(to_do) else "insight.actions.urgent"
    return Message(key, count=len(urgent))


@insight
def late_and_next(analysis: Analysis) -> Answer:
    """What is late, by how many days the first is overdue, and how much is due within 30 days."""
    late, coming = analysis.follow_up.late, analysis.follow_up.next
    due = Message("insight.late_and_next.due", count=len(coming)) if coming else None
    if not late:
        return clauses(Message("insight.late_and_next.nothing_late"), due) if due else None
    key = "insight.late_and_next.late" if len(late) > 1 else "insight.late_and_next.one_late"
    return clauses(Message(key, count=len(late), what=late[0].what, days=int(late[0].days)), due)


@insight
def support(analysis: Analysis) -> Answer:
    """How many requests for support are still to be approved, and how many promises have been kept."""
    return clauses(_requests(analysis), _promises(analysis))


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
        return Message("insight.support.none_kept", total=total)
    if kept == total:
        return Message("insight.support.all_kept", total=total)
    return Message("insight.support.some_kept", count=kept, total=total)


@insight
def decisions(analysis: Analysis) -> Answer:
    """How many decisions the review asks for."""
    asked = len(analysis.plan.decisions)
    return Message("insight.decisions.asked", count=asked) if asked else None
