"""How our position has changed between two plans: satisfaction scores, competitors, and whitespace."""

from collections.abc import Iterator

from kamdeck.analysis.changes.difference import Difference, moved
from kamdeck.analysis.figures.money_units import in_money_of
from kamdeck.analysis.matching import Matched, Names, match, names
from kamdeck.dataclass import dataclass
from kamdeck.model import Plan, Rival, Satisfaction, Whitespace
from kamdeck.model.values import Amount, Company, Score, Text, Threat, WhitespaceStatus, Word

DANGER = tuple(reversed(Threat))
"""The threats from the lowest to the highest."""


class ScoreMove(Word):
    """How a satisfaction score has moved."""

    FALLEN = "fallen"
    RISEN = "risen"


class RivalMove(Word):
    """What has happened to a competitor, the most important first."""

    RISEN = "risen"
    NEW = "new"
    FALLEN = "fallen"
    GONE = "gone"


class WhitespaceMove(Word):
    """How the holder of a whitespace field has changed, the most important first."""

    WON = "won"
    LOST = "lost"
    TAKEN = "taken"
    OPENED = "opened"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A changed score of a criterion: ours, or that of the competitor `company`."""

    kind: ScoreMove
    criterion: Text
    company: Company | None
    difference: Difference


@dataclass(frozen=True, slots=True)
class RivalChange:
    """A competitor that is new or gone, or whose threat has changed."""

    kind: RivalMove
    rival: Rival
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class WhitespaceChange:
    """A whitespace field whose holder has changed; `amount` is its revenue or else its potential, in our money."""

    kind: WhitespaceMove
    field: Whitespace
    amount: Amount | None
    difference: Difference


# -- satisfaction --------------------------------------------------------------------------------------------------


def matched_criteria(old: Plan, new: Plan) -> Matched[Satisfaction]:
    """The satisfaction criteria of two plans, matched by their texts."""
    return match(old.profile.satisfaction, new.profile.satisfaction, lambda each: names(None, each.criterion))


def score_changes(old: Plan, new: Plan) -> tuple[ScoreChange, ...]:
    """The changed scores: ours before the competitors', then the fallen before the risen, then by size."""
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
    """The competitors of two plans, matched by their ids in `companies`, else by their names."""
    return match(old.competition, new.competition, _rival_names)


def rival_changes(old: Plan, new: Plan) -> tuple[RivalChange, ...]:
    """What has happened to the competitors, those that have become more dangerous first."""
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
    """The whitespace fields of two plans, matched by their units and offerings."""
    before, after = ([each for each in plan.strategy.whitespace if each.unit and each.offering] for plan in (old, new))
    return match(before, after, _field_names)


def whitespace_changes(old: Plan, new: Plan) -> tuple[WhitespaceChange, ...]:
    """The whitespace fields whose holder has changed, those that we won first; within a kind by amount."""
    found = []
    for before, after in matched_fields(old, new).both:
        if before.status and after.status and before.status != after.status:
            revenue = after.revenue if after.status == WhitespaceStatus.OURS else None
            lost = in_money_of(new, before.revenue, old) if before.status == WhitespaceStatus.OURS else None
            amount = next((each for each in (revenue, lost, after.potential) if each is not None), None)
            kind = _whitespace_move(before.status, after.status)
            found.append(WhitespaceChange(kind, after, amount, Difference("status", before.status, after.status)))
    order = list(WhitespaceMove)
    return tuple(sorted(found, key=lambda each: (order.index(each.kind), -(each.amount or 0.0))))


def _field_names(field: Whitespace) -> Names:
    return names(None, field.unit, field.offering)


def _whitespace_move(before: WhitespaceStatus, after: WhitespaceStatus) -> WhitespaceMove:
    if after == WhitespaceStatus.OURS:
        return WhitespaceMove.WON
    if before == WhitespaceStatus.OURS:
        return WhitespaceMove.LOST
    return {
        WhitespaceStatus.COMPETITOR: WhitespaceMove.TAKEN,
        WhitespaceStatus.OPEN: WhitespaceMove.OPENED,
        WhitespaceStatus.NO_NEED: WhitespaceMove.CLOSED,
    }[after]
