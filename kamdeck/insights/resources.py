"""Insights on the load of our own roles."""

from kamdeck.analysis.analysis import Analysis
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import quotable
from kamdeck.message import Message, clauses
from kamdeck.model.values import Days


@insight
def resources_agenda_line(analysis: Analysis) -> Answer:
    """The highest load of any role in any month."""
    peak = analysis.figures.load_peak
    if peak is None:
        return None
    named = bool(peak.role) and quotable(peak.role)
    cases = ("no_capacity_of_role", "no_capacity") if peak.load is None else ("of_role", "load")
    case = cases[0] if named else cases[1]
    return Message(f"insight.resources_agenda_line.{case}", load=peak.load, role=peak.role, month=peak.month)


@insight
def resources_contents_line(analysis: Analysis) -> Answer:
    """What the section on resources is about."""
    return Message("insight.resources_contents_line.about")


@insight
def resources(analysis: Analysis) -> Answer:
    """The role and month with the highest load, how many person-days are missing, and the way out that we recommend."""
    peak = analysis.figures.load_peak
    if peak is None or peak.capacity is None:
        return None
    values = {"role": peak.role or Message("insight.resources.unnamed"), "month": peak.month, "load": peak.load}
    if not peak.over:
        return Message("insight.resources.peak", **values)
    missing = Message("counted.person_days", count=Days(peak.demand - peak.capacity))
    case = "no_capacity" if peak.load is None else "short"
    short = Message(f"insight.resources.{case}", missing=missing, **values)
    options = [each for entry in analysis.plan.resources if entry.role == peak.role for each in entry.options]
    advised = next((each for each in options if each.recommended and quotable(each.text)), None)
    return clauses(short, Message("insight.resources.advice", option=advised.text) if advised else None)


@insight
def second_load(analysis: Analysis) -> Answer:
    """The highest load of another role than that with the highest of all; of one role, another month that is short."""
    peak = analysis.figures.load_peak
    others = [row for row in analysis.figures.load_rows if peak and row.role and row.role != peak.role]
    highest = max((row for row in others if row.rank > 0), key=lambda row: row.rank, default=None)
    if highest is None:
        return _also_short(analysis)
    if highest.load is None:
        return Message("insight.resources_agenda_line.no_capacity_of_role", role=highest.role, month=highest.month)
    return Message("insight.second_load.load", role=highest.role, month=highest.month, load=highest.load)


def _also_short(analysis: Analysis) -> Message | None:
    """The month in which the most of the days of the role with the highest load are missing, besides the highest."""
    peak = analysis.figures.load_peak
    rows = [row for row in analysis.figures.load_rows if peak and row.over and row != peak and row.role == peak.role]
    worst = max(rows, key=lambda row: row.demand, default=None)
    if worst is None or worst.capacity is None:
        return None
    missing = Message("counted.person_days", count=Days(worst.demand - worst.capacity))
    return Message("insight.second_load.also", month=worst.month, missing=missing)


@insight
def busy_months(analysis: Analysis) -> Answer:
    """The months with the highest loads, each with the step of the roadmap that runs then; nothing if none is busy."""
    months = [each for each in analysis.busy_months if quotable(each.step.item)]
    return clauses(*(Message("insight.busy_months.month", month=each.month, step=each.step.item) for each in months))
