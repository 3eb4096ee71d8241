"""Figures of our position: satisfaction with us and with competitors, and the whitespace by unit and offering."""

from collections.abc import Iterable

from kamdeck.analysis.figures.arithmetic import difference, known_as, quotient, total, weighted_mean
from kamdeck.analysis.figures.wallet import identity
from kamdeck.dataclass import dataclass
from kamdeck.documented import documented
from kamdeck.magnitudes import rounded
from kamdeck.model import Plan, Satisfaction, Whitespace
from kamdeck.model.values import (
    ActionId,
    Amount,
    Company,
    OfferingId,
    Quantity,
    Score,
    Share,
    Text,
    Unit,
    WhitespaceStatus,
)

WANTED = (WhitespaceStatus.OPEN, WhitespaceStatus.COMPETITOR)
"""The fields that we do not hold and could win."""


@dataclass(frozen=True, slots=True)
class RivalScore:
    """The score of a competitor, for one criterion or all; none if unknown."""

    company: Company
    score: Score | None


@dataclass(frozen=True, slots=True)
class SatisfactionRow:
    """A criterion with the scores; `weight` is its share of all weights, `lead` our score less the best competitor's.

    Every row has the competitors in the same order, the best rated first.
    """

    criterion: Text | None
    weight: Share | None
    ours: Score | None
    rivals: tuple[RivalScore, ...]
    best: RivalScore | None
    lead: Score | None
    action: ActionId | None = None

    @property
    def first_rival_score(self) -> Score | None:
        """The score of the first competitor."""
        return self.rivals[0].score if self.rivals else None

    @property
    def second_rival_score(self) -> Score | None:
        """The score of the second competitor."""
        return self.rivals[1].score if len(self.rivals) > 1 else None

    @property
    def best_rival(self) -> Company | None:
        """The competitor with the best score."""
        return self.best.company if self.best else None

    @property
    def best_score(self) -> Score | None:
        """The best score of a competitor."""
        return self.best.score if self.best else None


@dataclass(frozen=True, slots=True)
class WhitespaceTotal:
    """The sums of a row (`unit`) or a column (`offering`) of the whitespace; in our money."""

    unit: Unit | None
    offering: OfferingId | None
    ours: Amount
    theirs: Amount
    open: Amount


@dataclass(frozen=True, slots=True)
class WhitespaceCell:
    """A field of the whitespace as a matrix shows it; `amount` is its worth in a year, in our money.

    The largest of those that we could win is the `prize`.
    """

    unit: Unit | None
    offering: OfferingId | None
    status: WhitespaceStatus | None
    amount: Amount | None
    supplier: Company | None
    prize: bool = False

    @property
    def held(self) -> bool:
        """Whether somebody supplies it already: only then its amount is a part of what the customer spends."""
        return self.status != WhitespaceStatus.OPEN

    @property
    def holder(self) -> Company | WhitespaceStatus | None:
        """The competitor that holds it, if it is known, or else its status."""
        return self.supplier if self.supplier and self.status == WhitespaceStatus.COMPETITOR else self.status


def _weight(row: Satisfaction) -> float:
    """The relative weight of a criterion; 1 if none is given."""
    return 1.0 if row.weight is None else float(row.weight)


def _rivals(plan: Plan) -> list[Company]:
    """Every competitor that has a score, in the plan's order."""
    found: dict[str, Company] = {}
    for row in plan.profile.satisfaction:
        for company in row.competitors:
            found.setdefault(identity(company), company)
    return list(found.values())


def _score(row: Satisfaction, company: Company) -> Score | None:
    return next((score for each, score in row.competitors.items() if identity(each) == identity(company)), None)


def _best(scores: Iterable[RivalScore]) -> RivalScore | None:
    known = [score for score in scores if score.score is not None]
    return max(known, key=lambda rival: rival.score or 0.0, default=None)


def satisfaction_rows(plan: Plan) -> tuple[SatisfactionRow, ...]:
    """The criteria in the plan's order, each with the scores of all competitors."""
    entries, rivals = plan.profile.satisfaction, [rival.company for rival in rival_scores(plan)]
    weights = total(_weight(entry) for entry in entries)
    rows = []
    for entry in entries:
        scores = tuple(RivalScore(company, _score(entry, company)) for company in rivals)
        best = _best(scores)
        lead = known_as(Score, difference(entry.ours, best.score if best else None))
        weight = known_as(Share, quotient(_weight(entry), weights))
        rows.append(SatisfactionRow(entry.criterion, weight, entry.ours, scores, best, lead, entry.action))
    return tuple(rows)


def rival_scores(plan: Plan) -> tuple[RivalScore, ...]:
    """The weighted mean of each competitor over the criteria with a score for it, the best first."""
    entries = plan.profile.satisfaction
    means = [
        RivalScore(company, known_as(Score, weighted_mean((_weight(row), _score(row, company)) for row in entries)))
        for company in _rivals(plan)
    ]
    return tuple(sorted(means, key=lambda rival: -(rival.score or 0.0)))


def best_rival(plan: Plan) -> Company | None:
    """The competitor with the best weighted mean."""
    best = _best(rival_scores(plan))
    return best.company if best else None


def satisfaction_standing(plan: Plan) -> str | None:
    """Whether we are "ahead" of the best competitor, "behind" it or "level" with it; none if either is unknown.

    Scores are compared as documents show them, with one decimal.
    """
    ours, other = satisfaction(plan), satisfaction_best_rival(plan)
    if ours is None or other is None:
        return None
    shown = rounded(ours, 1), rounded(other, 1)
    return "level" if shown[0] == shown[1] else "ahead" if shown[0] > shown[1] else "behind"


def whitespace_cells(plan: Plan) -> tuple[WhitespaceCell, ...]:
    """The fields of the whitespace in the plan's order; the amount of one that is not open is its revenue, if known."""
    prize = next(iter(whitespace_prizes(plan)), None)
    return tuple(
        WhitespaceCell(
            cell.unit,
            cell.offering,
            cell.status,
            cell.potential if cell.status == WhitespaceStatus.OPEN else cell.revenue or cell.potential,
            cell.supplier,
            prize=cell is prize,
        )
        for cell in plan.strategy.whitespace
    )


def scored_rival(plan: Plan, number: int) -> Company | None:
    """The competitor at a position, from 0, in each row's `rivals`; none if there are fewer."""
    return next((rival.company for rival in rival_scores(plan)[number:]), None)


def whitespace_units(plan: Plan) -> tuple[WhitespaceTotal, ...]:
    """The sums of the whitespace by unit, in the plan's order."""
    units: dict[Unit | None, list[Whitespace]] = {}
    for cell in plan.strategy.whitespace:
        units.setdefault(cell.unit, []).append(cell)
    return tuple(_added(cells, unit=unit) for unit, cells in units.items())


def whitespace_offerings(plan: Plan) -> tuple[WhitespaceTotal, ...]:
    """The sums of the whitespace by offering, in the plan's order."""
    offerings: dict[OfferingId | None, list[Whitespace]] = {}
    for cell in plan.strategy.whitespace:
        offerings.setdefault(cell.offering, []).append(cell)
    return tuple(_added(cells, offering=offering) for offering, cells in offerings.items())


def whitespace_prizes(plan: Plan) -> tuple[Whitespace, ...]:
    """The fields that we do not hold and could win, the greatest first; those of unknown worth are left out."""
    cells = [cell for cell in plan.strategy.whitespace if cell.status in WANTED and worth(cell) is not None]
    return tuple(sorted(cells, key=lambda cell: -(worth(cell) or 0.0)))


def worth(cell: Whitespace) -> Amount | None:
    """The worth of a field in a year: our revenue if we hold it and the revenue is known, else its potential."""
    # The potential of a field that we hold is what we could sell there, so that it is only a substitute.
    ours = cell.status == WhitespaceStatus.OURS and cell.revenue is not None
    return cell.revenue if ours else cell.potential


def _held(cells: Iterable[Whitespace], status: WhitespaceStatus) -> float | None:
    return total(worth(cell) for cell in cells if cell.status == status)


def _added(cells: list[Whitespace], unit: Unit | None = None, offering: OfferingId | None = None) -> WhitespaceTotal:
    ours, theirs, empty = (
        Amount(_held(cells, status) or 0.0)
        for status in (WhitespaceStatus.OURS, WhitespaceStatus.COMPETITOR, WhitespaceStatus.OPEN)
    )
    return WhitespaceTotal(unit, offering, ours, theirs, empty)


# -- figures -------------------------------------------------------------------------------------------------------


@documented("The weighted mean of our scores; from 1 to 5.")
def satisfaction(plan: Plan) -> Score | None:
    return known_as(Score, weighted_mean((_weight(row), row.ours) for row in plan.profile.satisfaction))


@documented("The best competitor's weighted mean over the criteria with a score for it; from 1 to 5.")
def satisfaction_best_rival(plan: Plan) -> Score | None:
    best = _best(rival_scores(plan))
    return best.score if best else None


@documented("Our weighted mean less the best competitor's, negative if ours is lower; in points of the scale.")
def satisfaction_lead(plan: Plan) -> Score | None:
    return known_as(Score, difference(satisfaction(plan), satisfaction_best_rival(plan)))


def _whitespace(plan: Plan, status: WhitespaceStatus) -> Amount | None:
    cells = plan.strategy.whitespace
    return known_as(Amount, _held(cells, status)) if cells else None


@documented("The potential of the open whitespace fields; in our money.")
def whitespace_open(plan: Plan) -> Amount | None:
    return _whitespace(plan, WhitespaceStatus.OPEN)


@documented("The revenue, or else the potential, of the whitespace fields that we hold; in our money.")
def whitespace_ours(plan: Plan) -> Amount | None:
    return _whitespace(plan, WhitespaceStatus.OURS)


@documented("The potential of the whitespace fields that competitors hold; in our money.")
def whitespace_theirs(plan: Plan) -> Amount | None:
    return _whitespace(plan, WhitespaceStatus.COMPETITOR)


@documented("The number of open whitespace fields.")
def whitespace_open_fields(plan: Plan) -> Quantity | None:
    cells = plan.strategy.whitespace
    return Quantity(sum(cell.status == WhitespaceStatus.OPEN for cell in cells)) if cells else None
