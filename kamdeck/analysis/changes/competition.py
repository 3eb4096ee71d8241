"""Two plans go in; how our standing has changed between them comes out: satisfaction, competitors, whitespace."""

from collections.abc import Iterator
from dataclasses import dataclass

from kamdeck.analysis.changes.difference import Difference, moved
from kamdeck.analysis.figures.money_units import in_money_of
from kamdeck.analysis.matching import Matched, Names, match, names
from kamdeck.model import Plan, Rival, Satisfaction, Whitespace
from kamdeck.model.values import Amount, Company, Score, Text, Threat, WhitespaceStatus, Word

DANGER = tuple(reversed(Threat))


class ScoreMove(Word):
    """How the customer's satisfaction by one criterion has moved."""

    FALLEN = "fallen"
    RISEN = "risen"


class RivalMove(Word):
    """What has happened to a competitor of ours, in the order that a reader wants to hear it."""

    RISEN = "risen"
    NEW = "new"
    FALLEN = "fallen"
    GONE = "gone"


class WhitespaceMove(Word):
    """Who has come to hold a field of the whitespace, in the order that a reader wants to hear it."""

    WON = "won"
    LOST = "lost"
    TAKEN = "taken"
    OPENED = "opened"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A criterion by which we are judged otherwise than last quarter; or, with `company`, a competitor is."""

    kind: ScoreMove
    criterion: Text
    company: Company | None
    difference: Difference


@dataclass(frozen=True, slots=True)
class RivalChange:
    """A competitor, and what has happened to the threat that it is."""

    kind: RivalMove
    rival: Rival
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class WhitespaceChange:
    """A field of the whitespace whose holder has changed; `amount` is its revenue, else its potential; our money."""

    kind: WhitespaceMove
    field: Whitespace
    amount: Amount | None
    difference: Difference


# -- satisfaction --------------------------------------------------------------------------------------------------


def matched_criteria(old: Plan, new: Plan) -> Matched[Satisfaction]:
    """Which criteria are the same: those whose texts agree in a language."""
    return match(old.profile.satisfaction, new.profile.satisfaction, lambda each: names(None, each.criterion))


def score_changes(old: Plan, new: Plan) -> tuple[ScoreChange, ...]:
    """How scores have moved by criterion, ours before the competitors', the fallen first; the larger steps first."""
    found = [each for pair in matched_criteria(old, new).both for each in _scores(*pair)]
    order = list(ScoreMove)
    return tuple(sorted(found, key=lambda each: (each.company is not None, order.index(each.kind), -_step(each))))


def _scores(before: Satisfaction, after: Satisfaction) -> Iterator[ScoreChange]:
    was, now = _rivals(before), _rivals(after)
    pairs: list[tuple[Company | None, Score | None, Score | None]] = [(None, before.ours, after.ours)]
    pairs += [(now[key][0], was[key][1], now[key][1]) for key in now if key in was]
    for company, first, last in pairs:
        if first is not None and last is not None and first != last:
            kind = ScoreMove.RISEN if last > first else ScoreMove.FALLEN
            yield ScoreChange(kind, after.criterion or Text(), company, Difference("satisfaction", first, last))


def _rivals(row: Satisfaction) -> dict[str, tuple[Company, Score]]:
    return {company.id or str(company.name): (company, score) for company, score in row.competitors.items()}


def _step(change: ScoreChange) -> float:
    match change.difference:
        case Difference(before=float() as before, after=float() as after):
            return abs(after - before)
        case _:
            return 0.0


# -- competitors ---------------------------------------------------------------------------------------------------


def matched_rivals(old: Plan, new: Plan) -> Matched[Rival]:
    """Which competitors are the same: by their ids in `companies`, else by what they are called."""
    return match(old.competition, new.competition, _rival_names)


def rival_changes(old: Plan, new: Plan) -> tuple[RivalChange, ...]:
    """What has happened to the competitors, those who have become more dangerous first."""
    same = matched_rivals(old, new)
    found = [RivalChange(RivalMove.NEW, rival) for rival in same.new]
    found += [RivalChange(RivalMove.GONE, rival) for rival in same.gone]
    for before, after in same.both:
        if steps := moved(before.threat, after.threat, DANGER):
            kind = RivalMove.RISEN if steps > 0 else RivalMove.FALLEN
            found.append(RivalChange(kind, after, Difference("threat", before.threat, after.threat)))
    order = list(RivalMove)
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def _rival_names(rival: Rival) -> Names:
    return names(rival.company.id if rival.company else None, rival.company)


# -- whitespace ----------------------------------------------------------------------------------------------------


def matched_fields(old: Plan, new: Plan) -> Matched[Whitespace]:
    """Which fields of the whitespace are the same: those of one unit and one offering."""
    before, after = ([each for each in plan.strategy.whitespace if each.unit and each.offering] for plan in (old, new))
    return match(before, after, _field_names)


def whitespace_changes(old: Plan, new: Plan) -> tuple[WhitespaceChange, ...]:
    """Which fields have changed hands, those that we won first; the larger before the smaller."""
    found = []
    for before, after in matched_fields(old, new).both:
        if before.status and after.status and before.status != after.status:
            revenue = after.revenue if after.status == WhitespaceStatus.OURS else None
            lost = in_money_of(new, before.revenue, old) if before.status == WhitespaceStatus.OURS else None
            amount = next((each for each in (revenue, lost, after.potential) if each is not None), None)
            kind = _hands(before.status, after.status)
            found.append(WhitespaceChange(kind, after, amount, Difference("status", before.status, after.status)))
    order = list(WhitespaceMove)
    return tuple(sorted(found, key=lambda each: (order.index(each.kind), -(each.amount or 0.0))))


def _field_names(field: Whitespace) -> Names:
    return names(None, field.unit, field.offering)


def _hands(before: WhitespaceStatus, after: WhitespaceStatus) -> WhitespaceMove:
    if after == WhitespaceStatus.OURS:
        return WhitespaceMove.WON
    if before == WhitespaceStatus.OURS:
        return WhitespaceMove.LOST
    return {
        WhitespaceStatus.COMPETITOR: WhitespaceMove.TAKEN,
        WhitespaceStatus.OPEN: WhitespaceMove.OPENED,
        WhitespaceStatus.NO_NEED: WhitespaceMove.CLOSED,
    }[after]
