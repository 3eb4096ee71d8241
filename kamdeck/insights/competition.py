"""Insights on our competitors at the customer, and on how we win."""

from kamdeck.analysis.analysis import Analysis
from kamdeck.insights.insight import Answer, insight
from kamdeck.message import Message
from kamdeck.model.values import Threat

MOST_RIVALS = 3
"""The most competitors that a sentence names; more are only counted."""


@insight
def competition_agenda_line(analysis: Analysis) -> Answer:
    """How many competitors there are, and for how many of them the plan says how we win."""
    rivals = analysis.plan.competition
    answered = sum(bool(rival.how_we_win) for rival in rivals)
    if not rivals:
        return None
    if answered == len(rivals) == 1 and rivals[0].company:
        return Message("insight.competition_agenda_line.one_answered", rival=rivals[0].company)
    if answered == len(rivals):
        return Message("insight.competition_agenda_line.all_answered", count=len(rivals))
    counted = Message("counted.rivals", count=len(rivals))
    if not answered:
        return Message("insight.competition_agenda_line.none_answered", rivals=counted)
    return Message("insight.competition_agenda_line.some_answered", rivals=counted, count=answered)


@insight
def competition_contents_line(analysis: Analysis) -> Answer:
    """What the section on competition is about."""
    return Message("insight.competition_contents_line.about")


@insight
def competition(analysis: Analysis) -> Answer:
    """Which competitors are the greatest threat: those whose threat is high."""
    rivals = analysis.plan.competition
    highest = [rival for rival in rivals if rival.threat == Threat.HIGH]
    if not rivals:
        return None
    if len(rivals) > 1 and len(highest) == len(rivals):
        return Message("insight.competition.all_high", count=len(rivals))
    shown = highest if highest and len(rivals) > 1 else rivals
    names = tuple(rival.company for rival in shown if rival.company)
    named = len(names) == len(shown) <= MOST_RIVALS
    if shown is highest:
        if named:
            return Message("insight.competition.high_named", names=names, count=len(names), total=len(rivals))
        return Message("insight.competition.high", count=len(highest), total=len(rivals))
    if named:
        return Message("insight.competition.against", names=names)
    return Message("insight.competition.against_many", count=len(rivals))
