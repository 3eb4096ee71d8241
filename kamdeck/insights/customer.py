"""Insights of the customer's edition, which address the customer and use no internal fact."""

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures.work import is_overdue, is_pending, open_actions, overdue_promises
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import MOST_LEAD, quotable
from kamdeck.message import Message
from kamdeck.model.values import ActionStatus, PromiseStatus

MOST_THEME, MOST_THEMES = 30, 4
"""The width of the longest theme that a headline lists, in Latin letters, and the most themes that it lists."""


@insight
def customer_strategies(analysis: Analysis) -> Answer:
    """The themes of the customer's strategies; the first strategy where they have none or are long; else the number."""
    plan = analysis.plan
    if not plan.strategy.customer:
        return None
    themes = [each.theme for each in plan.strategy.customer if quotable(each.theme, MOST_THEME)]
    if 2 <= len(themes) == len(plan.strategy.customer) <= MOST_THEMES:
        return Message("insight.customer_strategies.themes", account=plan.account.name, themes=tuple(themes))
    first, count = plan.strategy.customer[0].text, len(plan.strategy.customer)
    if quotable(first):
        case = "first" if count > 1 else "only"
        return Message(f"insight.customer_strategies.{case}", text=first, count=count)
    return Message("insight.customer_strategies.count", account=plan.account.name, count=count)


@insight
def needs_and_answers(analysis: Analysis) -> Answer:
    """How many of the customer's needs have an answer; where all have one, how many of the answers have a proof."""
    path = [step for step in analysis.plan.strategy.value.path if step.need]
    if not path:
        return None
    answered, proven = sum(bool(step.value) for step in path), sum(bool(step.value and step.proof) for step in path)
    if answered < len(path):
        case = "some_answered" if len(path) > 1 else "one_open"
        return Message(f"insight.needs_and_answers.{case}", count=answered, total=len(path))
    if not proven:
        return Message("insight.needs_and_answers.answered", count=len(path))
    if proven == len(path):
        return Message("insight.needs_and_answers.proven", count=proven)
    return Message("insight.needs_and_answers.some_proven", count=proven, total=len(path))


@insight
def promises_kept(analysis: Analysis) -> Answer:
    """How many of our promises that are due are kept, and which is late; the number of open ones where none is due."""
    plan = analysis.plan
    if not plan.promises:
        return None
    kept, late = sum(each.status == PromiseStatus.KEPT for each in plan.promises), overdue_promises(plan)
    due = sum(not is_pending(each) for each in plan.promises) + len(late)
    if not due:
        return Message("insight.promises_kept.none", count=len(plan.promises))
    case = "all" if kept == len(plan.promises) else "due" if kept == due else "some"
    said = Message(f"insight.promises_kept.{case}", count=kept, total=due)
    if not late:
        return said
    first = late[0].promise
    if len(late) == 1 and quotable(first.text):
        return Message("insight.promises_kept.late", kept=said, promise=first.text, due=first.due)
    return Message("insight.promises_kept.several_late", kept=said, count=len(late))


@insight
def next_promise(analysis: Analysis) -> Answer:
    """The open promise that is due next; nothing where none is due from now on, or it cannot be quoted."""
    today = analysis.plan.review_date
    pending = [each for each in analysis.plan.promises if is_pending(each) and each.due and each.due >= today]
    first = min(pending, key=lambda each: str(each.due), default=None)
    if first is None or not quotable(first.text, MOST_LEAD):
        return None
    return Message("insight.next_promise.due", promise=first.text, due=first.due)


@insight
def shared_steps(analysis: Analysis) -> Answer:
    """How many of the actions that the customer may see are open and late, and which is due next; or all are done."""
    plan = analysis.plan
    shared = [each for each in plan.actions if each.shared and each.status != ActionStatus.DROPPED]
    if not shared:
        return None
    left = [each for each in open_actions(plan) if each.shared]
    if not left:
        return Message("insight.shared_steps.done", count=len(shared))
    late = sum(is_overdue(each, plan.review_date) for each in left)
    counted = Message("insight.shared_steps.open", count=len(left))
    if late:
        counted = Message("insight.shared_steps.late", open=counted, count=late)
    ahead = [each for each in left if each.due and each.due >= plan.review_date and quotable(each.action)]
    first = min(ahead, key=lambda each: str(each.due), default=None)
    if first is None:
        return counted
    return Message("insight.shared_steps.next", open=counted, action=first.action, due=first.due)


@insight
def your_contacts(analysis: Analysis) -> Answer:
    """Our account manager and our sponsor, as far as the plan names them."""
    account = analysis.plan.account
    known = [name for name in ("manager", "sponsor") if getattr(account, name)]
    if not known:
        return None
    case = "both" if len(known) == 2 else known[0]
    return Message(f"insight.your_contacts.{case}", manager=account.manager, sponsor=account.sponsor)
