"""Insights on the lists of a review's backup: how many entries they have, and which is first."""

from collections import Counter

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures.work import open_actions
from kamdeck.analysis.power_map import DecisionGroup
from kamdeck.insights.competition import greatest_contest
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import quotable
from kamdeck.message import Message, clauses

MOST_OWNERS = 3
"""The most owners of actions that a headline names; the others are counted together."""


@insight
def all_changes(analysis: Analysis) -> Answer:
    """How many people, actions and promises have changed since last quarter; nothing where none has."""
    changes = analysis.changes
    if changes is None:
        return None
    counts = {"people": changes.moved_people, "actions": changes.actions, "promises": changes.promises}
    parts = tuple(Message(f"counted.{name}", count=len(rows)) for name, rows in counts.items() if rows)
    return Message("insight.all_changes.since", since=changes.since, counts=parts) if parts else None


@insight
def strategy_answers(analysis: Analysis) -> Answer:
    """How many strategies of ours answer how many of the customer's; nothing where the plan lacks either."""
    strategy = analysis.plan.strategy
    if not (strategy.customer and strategy.ours):
        return None
    values = {"ours": strategy.ours, "theirs": strategy.customer}
    counted = {name: Message(f"insight.strategies.{name}", count=len(each)) for name, each in values.items()}
    return Message("insight.strategies.answer", **counted)


@insight
def people_roles(analysis: Analysis) -> Answer:
    """How many people decide, advise and use; nothing where nobody's role is known."""
    groups = Counter(row.group for row in analysis.power_map)
    if groups.keys() <= {DecisionGroup.UNKNOWN}:
        return None
    parts = tuple(Message(f"insight.people_roles.{each}", count=groups[each]) for each in DecisionGroup if groups[each])
    return Message("insight.people_roles.of", count=groups.total(), parts=parts)


@insight
def planned_meetings(analysis: Analysis) -> Answer:
    """How many next contacts with people are planned from the review on, and with whom and when the first is."""
    plan = analysis.plan
    planned = [each for each in plan.strategy.coverage if each.person and each.next_contact]
    coming = [each for each in planned if each.next_contact and each.next_contact >= plan.review_date]
    first = min(coming, key=lambda each: str(each.next_contact), default=None)
    if first is None:
        return None
    values = {"person": first.person, "date": first.next_contact}
    return Message("insight.planned_meetings.first", count=len(coming), **values)


@insight
def answered_rivals(analysis: Analysis) -> Answer:
    """For how many competitors the plan says how we win, and which contests the most; nothing where there are none."""
    rivals = analysis.plan.competition
    answered = sum(bool(rival.how_we_win) for rival in rivals)
    if not rivals:
        return None
    if answered == len(rivals):
        answer = Message("insight.competition_agenda_line.all_answered", count=len(rivals))
        return clauses(answer, greatest_contest(analysis))
    counted = Message("counted.rivals", count=len(rivals))
    case = "some_answered" if answered else "none_answered"
    answer = Message(f"insight.competition_agenda_line.{case}", rivals=counted, count=answered)
    return clauses(answer, greatest_contest(analysis))


@insight
def action_owners(analysis: Analysis) -> Answer:
    """How many of the actions are open, and who has how many of them: the three with most; nothing where none is."""
    to_do = open_actions(analysis.plan)
    if not to_do:
        return None
    owned = Counter(action.owner for action in to_do if action.owner).most_common(MOST_OWNERS)
    parts = tuple(Message("insight.action_owners.owner", owner=owner, count=count) for owner, count in owned)
    if left := len(to_do) - sum(count for _, count in owned):
        parts = (*parts, Message("insight.action_owners.others", count=left)) if parts else ()
    total = len(analysis.plan.actions)
    case = "unowned" if not parts else "open" if total == len(to_do) else "some_open"
    return Message(f"insight.action_owners.{case}", count=len(to_do), total=total, owners=parts)


@insight
def references(analysis: Analysis) -> Answer:
    """How many references the plan names, and which is the newest; its date alone where it cannot be quoted."""
    known = analysis.plan.profile.references
    if not known:
        return None
    newest = max((each for each in known if each.date), key=lambda each: str(each.date), default=None)
    if newest is None or len(known) == 1:
        return Message("insight.references.count", count=len(known))
    case = "newest_named" if quotable(newest.title) else "newest"
    return Message(f"insight.references.{case}", count=len(known), date=newest.date, title=newest.title)
