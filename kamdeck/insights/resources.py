"""Insights on the load of our own roles."""

from kamdeck.analysis.analysis import Analysis
from kamdeck.insights.insight import Answer, insight
from kamdeck.message import Message
from kamdeck.model.values import Days


@insight
def resources_agenda_line(analysis: Analysis) -> Answer:
    """The highest load of any role in any month."""
    load = analysis.figures.load
    return Message("insight.resources_agenda_line.load", load=load) if load else None


@insight
def resources_contents_line(analysis: Analysis) -> Answer:
    """What the section on resources is about."""
    return Message("insight.resources_contents_line.about")


@insight
def resources(analysis: Analysis) -> Answer:
    """The role and month with the highest load, and how many person-days are missing where it exceeds the capacity."""
    peak = analysis.figures.load_peak
    if peak is None or peak.capacity is None:
        return None
    values = {"role": peak.role or Message("insight.resources.unnamed"), "month": peak.month, "load": peak.load}
    if not peak.over:
        return Message("insight.resources.peak", **values)
    missing = Message("counted.person_days", count=Days(peak.demand - peak.capacity))
    return Message("insight.resources.short", missing=missing, **values)
