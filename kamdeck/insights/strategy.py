"""Insights on the customer's strategy and ours: objectives, whitespace, and the value that we offer and deliver."""

from typing import Any

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures.arithmetic import total
from kamdeck.analysis.figures.wallet import is_rest
from kamdeck.analysis.measures import unit_of, without_unit
from kamdeck.analysis.objectives import ObjectiveRow
from kamdeck.analysis.outcomes import OutcomeRow
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import quotable
from kamdeck.message import Message, clauses
from kamdeck.model import Objective, Whitespace
from kamdeck.model.values import Amount, Text, WhitespaceStatus


@insight
def strategy_agenda_line(analysis: Analysis) -> Answer:
    """The amount of the open whitespace; without any, the number of objectives, or else what the section is about."""
    strategy, amount = analysis.plan.strategy, analysis.figures.whitespace_open
    if amount.value:
        count = sum(cell.status == WhitespaceStatus.OPEN for cell in strategy.whitespace)
        return Message("insight.strategy_agenda_line.whitespace", amount=amount, count=count)
    if strategy.objectives:
        return Message("insight.strategy_agenda_line.objectives", objectives=_counted_objectives(analysis))
    return Message("insight.strategy_agenda_line.neither")


@insight
def strategy_contents_line(analysis: Analysis) -> Answer:
    """What the section on strategy is about."""
    return Message("insight.strategy_contents_line.about")


@insight
def strategies(analysis: Analysis) -> Answer:
    """The objective that is due first of those short of their targets: what is reached, the time left, the forecast.

    Without objectives in numbers: how many strategies of ours answer the customer's, and by how many objectives they
    are measured; without strategies of both, the objectives, and whether each has a measure.
    """
    strategy = analysis.plan.strategy
    if analysis.objectives and (found := _first_objective(analysis)):
        return found
    if not (strategy.customer and strategy.ours):
        return _objectives(strategy.objectives) if strategy.objectives else None
    values = {
        "ours": Message("insight.strategies.ours", count=len(strategy.ours)),
        "theirs": Message("insight.strategies.theirs", count=len(strategy.customer)),
    }
    if not strategy.objectives:
        return Message("insight.strategies.answer", **values)
    measured = Message("insight.strategies.measured_by", count=len(strategy.objectives))
    return Message("insight.strategies.answer_measured", measured=measured, **values)


def _first_objective(analysis: Analysis) -> Message | None:
    """The objective short of its target that is due first; or that all are reached. None if none has numbers."""
    first = _due_first(analysis)
    if first is None:
        reached = [row for row in analysis.objectives if row.measured and not _is_short(row)]
        if not reached or len(reached) < len(analysis.objectives):
            return None
        return _all_reached(reached)
    values = _standing_of(first)
    if first.objective.due is None:
        return Message("insight.strategies.undated", **values)
    left = (first.objective.due - analysis.plan.review_date).days
    if left == 0:
        return Message("insight.strategies.due_today", **values)
    if left < 0:
        return Message("insight.strategies.overdue", days=Message("counted.days", count=-left), **values)
    days = Message("counted.days", count=left)
    if first.forecast is None or first.target is None:
        return Message("insight.strategies.left", days=days, **values)
    if first.short_in_forecast is None:
        return Message("insight.strategies.left_expected", days=days, **values)
    return Message("insight.strategies.left_short", days=days, gap=first.short_in_forecast, **values)


def _all_reached(reached: list[ObjectiveRow]) -> Message:
    """That all objectives are reached; of a single one, what was reached."""
    if len(reached) > 1:
        return Message("insight.strategies.all_reached", count=len(reached))
    if not quotable(reached[0].objective.objective):
        return Message("insight.strategies.one_reached", count=1)
    case = "one_reached_exactly" if reached[0].reached == reached[0].aim else "one_reached_named"
    return Message(f"insight.strategies.{case}", **_reached_of(reached[0]))


def _reached_of(row: ObjectiveRow) -> dict[str, Any]:
    return {"objective": row.objective.objective, "reached": row.reached, "aim": row.aim}


def _standing_of(row: ObjectiveRow) -> dict[str, Any]:
    """An objective, and what of it is reached or how far its value has to fall."""
    values, way = _reached_of(row), _way(row)
    name = values.pop("objective")
    if way == "rises" and unit_of(row.reached) and unit_of(row.reached) == unit_of(row.aim):
        # "1 of 6 hospitals": the unit agrees with the target.
        way, values["reached"] = "rises_in_unit", without_unit(row.reached)
    return {"objective": name, "standing": Message(f"insight.objective_standing.{way}", **values)}


def _way(row: ObjectiveRow) -> str:
    """Whether an objective in numbers rises or falls to its target, which it has not reached."""
    above = row.value is not None and row.target is not None and row.value > row.target
    return "falls" if above else "rises"


def _due_first(analysis: Analysis) -> ObjectiveRow | None:
    """The objective short of its target that is due first and can be quoted."""
    known = [row for row in analysis.objectives if _is_short(row) and quotable(row.objective.objective)]

    def urgency(row: ObjectiveRow) -> tuple[str, bool, float]:
        # Of objectives due on one day, one that still grows in the quarter says most, then the furthest one.
        return str(row.objective.due or "9"), row.forecast is None, row.progress or 0.0

    return min(known, key=urgency, default=None)


def _is_short(row: ObjectiveRow) -> bool:
    return row.progress is not None and row.progress < 1


@insight
def furthest_objective(analysis: Analysis) -> Answer:
    """The objective that is furthest from its target in parts of it.

    If that is the one that is due first: how many of several objectives in numbers are reached.
    """
    measured = [row for row in analysis.objectives if row.measured]
    short = [row for row in measured if _is_short(row) and quotable(row.objective.objective)]
    furthest = min(short, key=lambda row: row.progress or 0.0, default=None)
    if furthest is None:
        return None
    if furthest is not _due_first(analysis):
        return Message("insight.furthest_objective.short", **_standing_of(furthest))
    reached = sum(not _is_short(row) for row in measured)
    if len(measured) < 2:
        return None
    case = "reached" if len(measured) == len(analysis.objectives) else "reached_of_measured"
    return Message(f"insight.furthest_objective.{case}", count=reached, total=len(measured))


def _objectives(objectives: tuple[Objective, ...]) -> Message:
    """The objective that is due first of several; without dates, whether each has a measure."""
    if len(objectives) == 1 and objectives[0].objective:
        return Message("insight.strategies.one_objective", objective=objectives[0].objective)
    dated = [each for each in objectives if each.due and quotable(each.objective)]
    if len(objectives) > 1 and dated:
        first = min(dated, key=lambda each: str(each.due))
        counted = Message("counted.objectives", count=len(objectives))
        return Message("insight.strategies.first_due", objectives=counted, objective=first.objective, due=first.due)
    measured, count = sum(bool(each.measure) for each in objectives), len(objectives)
    if measured == count > 1:
        return Message("insight.strategies.all_with_measure", count=count)
    if measured:
        return Message("insight.strategies.some_with_measure", count=count, measured=measured)
    return Message("insight.strategies.without_measure", count=count)


def _counted_objectives(analysis: Analysis) -> Message:
    return Message("counted.objectives", count=len(analysis.plan.strategy.objectives))


@insight
def whitespace(analysis: Analysis) -> Answer:
    """The number of open fields and their potential; then the largest field that we could win, and who holds it.

    Where no field is left to win: that each one they need is ours.
    """
    prizes = analysis.figures.whitespace_prizes
    if not prizes and (ours := _all_ours(analysis)):
        return ours
    return clauses(_open_fields(analysis), _prize(prizes[0]) if prizes else None)


def _all_ours(analysis: Analysis) -> Message | None:
    """That each field that the customer needs is ours, and its worth; none where one is not, or no amount is known."""
    needed = [cell for cell in analysis.plan.strategy.whitespace if cell.status != WhitespaceStatus.NO_NEED]
    amounts = [cell.revenue if cell.revenue is not None else cell.potential for cell in needed]
    amount = total(amounts)
    if not amount or any(cell.status != WhitespaceStatus.OURS for cell in needed):
        return None
    return Message("insight.whitespace.all_ours", amount=Amount(amount))


@insight
def open_whitespace(analysis: Analysis) -> Answer:
    """The number of open fields and their potential."""
    return _open_fields(analysis)


def _open_fields(analysis: Analysis) -> Message | None:
    cells, amount = analysis.plan.strategy.whitespace, analysis.figures.whitespace_open
    free = sum(cell.status == WhitespaceStatus.OPEN for cell in cells)
    if free and amount:
        return Message("insight.whitespace.open_worth", count=free, amount=amount)
    return Message("insight.whitespace.open", count=free) if cells else None


def _place_of(cell: Whitespace) -> object:
    """What a sentence calls a field of the whitespace; none if neither its unit nor its offering is known."""
    if cell.offering and cell.unit:
        return Message("change.field", offering=cell.offering, unit=cell.unit)
    return cell.offering or cell.unit or None


def _prize(cell: Whitespace) -> Message | None:
    place = _place_of(cell)
    if place is None:
        return None
    prize = Message("insight.whitespace.prize", place=place, amount=cell.potential)
    if cell.status == WhitespaceStatus.COMPETITOR and cell.supplier and not is_rest(cell.supplier):
        return Message("insight.whitespace.prize_with", prize=prize, supplier=cell.supplier)
    return prize


@insight
def largest_open_field(analysis: Analysis) -> Answer:
    """The open field of the whitespace with the largest potential; nothing if it is the only one, or none is known."""
    prizes = [cell for cell in analysis.figures.whitespace_prizes if cell.status == WhitespaceStatus.OPEN]
    if len(prizes) < 2 or (place := _place_of(prizes[0])) is None:
        return None
    return Message("insight.largest_open_field.field", place=place, amount=prizes[0].potential)


@insight
def whitespace_source(analysis: Analysis) -> Answer:
    """What the amounts and colours of the whitespace mean; nothing where there is none."""
    return Message("insight.whitespace_source.legend") if analysis.plan.strategy.whitespace else None


@insight
def value(analysis: Analysis) -> Answer:
    """How many of the value paths the customer has confirmed, and how many are still our assumption.

    Of a single one, the need.
    """
    path, assumed = analysis.plan.strategy.value.path, analysis.figures.assumed
    confirmed = len(path) - len(assumed)
    if not path:
        return None
    if len(path) == 1:
        return _one_path(path[0].need, confirmed=bool(confirmed))
    if not confirmed:
        return Message("insight.value.none_confirmed", count=len(path))
    if not assumed:
        return Message("insight.value.all_confirmed", count=len(path))
    some = Message("insight.value.some_confirmed", count=confirmed, total=len(path))
    if len(assumed) == 1 and quotable(assumed[0].need):
        return clauses(some, Message("insight.value.assumption", need=assumed[0].need))
    return clauses(some, Message("insight.value.assumed", count=len(assumed)))


def _one_path(need: Text | None, *, confirmed: bool) -> Message:
    """Whether the only need is confirmed, which is quoted if it is short."""
    if quotable(need):
        return Message("insight.value.one_confirmed_named" if confirmed else "insight.value.assumption", need=need)
    return Message("insight.value.one_confirmed" if confirmed else "insight.value.one_assumed")


@insight
def value_confirmed_by(analysis: Analysis) -> Answer:
    """Who of the customer's has confirmed our value; nothing where the plan names nobody."""
    steps = (step.verified for step in analysis.plan.strategy.value.path if step.verified)
    names = tuple(dict.fromkeys(verified.by for verified in steps if verified.by))
    return Message("insight.value_confirmed_by.named", names=names, count=len(names)) if names else None


@insight
def value_delivered(analysis: Analysis) -> Answer:
    """How many outcomes for the customer have reached their targets, and the one that has changed most.

    Of a single outcome, its change and its target. Without a measurement, that outcomes are agreed.
    """
    rows = analysis.outcomes
    measured = [row for row in rows if row.last]
    if not rows:
        return None
    if not measured:
        case = "one_agreed" if len(rows) == 1 else "agreed"
        return Message(f"insight.value_delivered.{case}", outcome=rows[0].outcome.outcome, count=len(rows))
    if len(rows) == 1:
        return _one_outcome(rows[0])
    reached = [row for row in measured if row.reached]
    if not any(row.reached is not None for row in measured):
        counted = Message("insight.value_delivered.measured", count=len(measured), total=len(rows))
    elif len(reached) == len(rows):
        counted = Message("insight.value_delivered.all_reached", count=len(rows))
    else:
        case = "some_reached" if reached else "none_reached"
        counted = Message(f"insight.value_delivered.{case}", count=len(reached), total=len(rows))
    return clauses(counted, _change(max(reached or measured, key=lambda row: row.change)))


@insight
def open_outcome(analysis: Analysis) -> Answer:
    """The first of several outcomes that is measured and short of its target."""
    short = [row for row in analysis.outcomes if row.reached is False and quotable(row.outcome.outcome)]
    if not short or len(analysis.outcomes) == 1:
        return None
    row = short[0]
    return Message("insight.open_outcome.short", outcome=row.outcome.outcome, now=row.measured, target=row.target)


def _one_outcome(row: OutcomeRow) -> Answer:
    """The change of the only outcome, and whether its target is reached."""
    if row.reached is None:
        return _change(row)
    case = "one_reached" if row.reached else "one_short"
    return Message(f"insight.value_delivered.{case}", change=_change(row), target=row.target)


def _change(row: OutcomeRow) -> Message:
    """The values of an outcome before and now; the one now where it has no baseline."""
    case = "now" if row.baseline is None else "change"
    values = {"outcome": row.outcome.outcome, "before": row.baseline, "now": row.measured}
    return Message(f"insight.value_delivered.{case}", **values)
