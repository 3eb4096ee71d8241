"""Summaries and rates go in; the portfolio comes out: its accounts, its books, and what holds across all of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from pathlib import Path

from kamdeck.analysis.figures import Figure
from kamdeck.analysis.figures.arithmetic import known_as, quotient, total
from kamdeck.analysis.quality import Area, Light
from kamdeck.model import Money, Vendor
from kamdeck.model.values import Days, Id, Level, MoneyUnit, Quantity, Quarter, Score, Share, Text
from kamdeck.portfolio.currency_group import CurrencyGroup, added, divided
from kamdeck.portfolio.rates import NO_RATES, Rates
from kamdeck.portfolio.registry import Register
from kamdeck.portfolio.rows import AccountRow, CoverageCell, OverdueLine, OwnerRow, QualityCell, RoleMonth
from kamdeck.portfolio.summary import Summary
from kamdeck.problems import problem


def portfolio_of(summaries: Iterable[Summary], rates: Rates = NO_RATES) -> "Portfolio":
    """The portfolio of some accounts, one summary each; raises `Problems` where there are none."""
    known = tuple(sorted(summaries, key=lambda summary: summary.id))
    if not known:
        raise problem("a portfolio wants at least one account")
    return Portfolio(known, rates)


@dataclass(frozen=True)
class Portfolio:
    """Many accounts; its period is their latest, and its review date the latest of the accounts of that period."""

    summaries: tuple[Summary, ...]
    rates: Rates = NO_RATES

    # -- what a document says of it --------------------------------------------------------------------------------

    @cached_property
    def period(self) -> Quarter:
        """The latest period of an account."""
        return max(summary.period for summary in self.summaries)

    @cached_property
    def review_date(self) -> date:
        """The latest review date in the portfolio's period."""
        return max(summary.review_date for summary in self.summaries if summary.period == self.period)

    @cached_property
    def vendor(self) -> Vendor:
        """Our own company, as the first account names it."""
        named = next((summary.vendor for summary in self.summaries if summary.vendor), Text())
        return Vendor(name=named)

    @cached_property
    def classification(self) -> Text | None:
        """Who may see the documents, where all accounts say the same."""
        said = {summary.classification for summary in self.summaries}
        return said.pop() if len(said) == 1 else None

    @property
    def money(self) -> Money:
        """What the amounts of the largest book are counted in."""
        return self.currency_groups[0].money

    @property
    def customer_money(self) -> Money:
        """The same: a portfolio shows no amount of a customer's own."""
        return self.money

    @property
    def folder(self) -> Path:
        """Where a layout's pictures lie."""
        return Path()

    def add_input(self, path: Path) -> None:
        """Nobody asks a portfolio which files it shows."""

    def name_of(self, name: Id) -> Text:
        """An id itself: a portfolio has names where a plan has ids."""
        return Text(plain=name)

    # -- the accounts and their money ------------------------------------------------------------------------------

    @cached_property
    def currency_groups(self) -> tuple[CurrencyGroup, ...]:
        """The accounts by what their amounts are counted in, the most accounts first; one where rates convert all."""
        groups: dict[str, list[Summary]] = {}
        for summary in self.summaries:
            groups.setdefault(self._counted_in(summary), []).append(summary)
        ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
        return tuple(self._book(currency, group, len(groups) == 1) for currency, group in ordered)

    @cached_property
    def accounts(self) -> tuple[AccountRow, ...]:
        """Every account, by name; an amount of one book does not compare with one of another."""
        return tuple(row for currency_group in self.currency_groups for row in currency_group.accounts)

    @cached_property
    def older(self) -> tuple[AccountRow, ...]:
        """The accounts whose plan is of an earlier period than the portfolio."""
        return tuple(row for row in self.accounts if row.older)

    @cached_property
    def converted(self) -> tuple[str, ...]:
        """The currencies that the rates have converted into the portfolio's."""
        found = {summary.money.currency for summary in self.summaries}
        return tuple(sorted(code for code in found if code in self.rates.factors and code != self.rates.currency))

    def _counted_in(self, summary: Summary) -> str:
        own = summary.money.currency
        return self.rates.currency if own in self.rates.factors else own

    def _book(self, currency: str, summaries: list[Summary], alone: bool) -> CurrencyGroup:
        units = {summary.money.unit for summary in summaries}
        money = Money(currency=currency, unit=units.pop() if len(units) == 1 else MoneyUnit.MILLION)
        rows = (
            AccountRow(each, self.period, money, self.rates.between(each.money, money) or 1.0) for each in summaries
        )
        return CurrencyGroup(money, tuple(rows), alone)

    # -- figures without money -------------------------------------------------------------------------------------

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """What adds up or averages over the accounts whatever their money."""
        rows = self.accounts
        deciders, covered = self._added("decision_makers"), self._added("decision_makers_covered")
        done, actions = self._added("actions_done"), self._added("actions_total")
        return {
            "decision_makers": deciders,
            "decision_makers_covered": covered,
            "decision_maker_coverage": divided("decision_maker_coverage", covered, deciders, Share),
            "actions_done": done,
            "actions_total": actions,
            "action_completion": divided("action_completion", done, actions, Share),
            "overdue": self._added("overdue"),
            "open_deals": self._added("open_deals"),
            "satisfaction": _mean("satisfaction", rows),
            "share_of_wallet": self._share_of_wallet(),
        }

    def _added(self, name: str) -> Figure:
        return added(name, self.accounts, Quantity)

    def _share_of_wallet(self) -> Figure:
        """What all customers together spend with us ÷ what they spend; none where their money does not compare."""
        pairs = []
        for summary in self.summaries:
            ours, budget = summary.figures["wallet"].value, summary.figures["it_budget"].value
            if ours is None or budget is None:
                continue
            factor = self.rates.between(summary.customer_money, Money(currency=self.money.currency))
            if factor is None:
                return Figure("share_of_wallet", None)
            pairs.append((ours * factor, budget * factor))
        share = quotient(total(ours for ours, _ in pairs), total(budget for _, budget in pairs))
        return Figure("share_of_wallet", known_as(Share, share) if pairs else None)

    # -- how good the plans are ------------------------------------------------------------------------------------

    @cached_property
    def graded(self) -> tuple[AccountRow, ...]:
        """Every account by the quality of its plan, the weakest first."""
        return tuple(sorted(self.accounts, key=lambda row: row.quality))

    @cached_property
    def weak(self) -> tuple[AccountRow, ...]:
        """The accounts whose plan is red."""
        return tuple(row for row in self.graded if row.light == Light.RED)

    @cached_property
    def fair(self) -> tuple[AccountRow, ...]:
        """The accounts whose plan is amber."""
        return tuple(row for row in self.graded if row.light == Light.AMBER)

    def quality_of(self, most: int) -> tuple[QualityCell, ...]:
        """How good the weakest plans are, so many at most: each whole, then its sections."""
        rows = self.graded[:most]
        told = [area for area in Area if any(area in row.summary.grade.sections for row in rows)]
        return tuple(cell for row in rows for cell in _graded(row, told))

    # -- people and work -------------------------------------------------------------------------------------------

    @cached_property
    def covering(self) -> tuple[AccountRow, ...]:
        """The accounts that name somebody who decides, the least covered first, of equal ones the larger."""
        known = (row for row in self.accounts if row.decision_makers)
        return tuple(sorted(known, key=lambda row: (row.decision_maker_coverage or 0.0, -(row.decision_makers or 0.0))))

    @cached_property
    def coverage(self) -> tuple[CoverageCell, ...]:
        """Those who decide by account and level."""
        return self.coverage_of(len(self.covering))

    def coverage_of(self, most: int) -> tuple[CoverageCell, ...]:
        """The same of the least covered accounts, so many at most; each level first, then all of an account's."""
        rows = self.covering[:most]
        told = {entry.level for row in rows for entry in row.summary.coverage}
        return tuple(
            _coverage(row, level) for row in rows for level in (*(each for each in Level if each in told), None)
        )

    @cached_property
    def uncovered(self) -> tuple[AccountRow, ...]:
        """The accounts where somebody who decides is not covered."""
        return tuple(
            row for row in self.accounts if row.decision_maker_coverage is not None and row.decision_maker_coverage < 1
        )

    @cached_property
    def overdue(self) -> tuple[OverdueLine, ...]:
        """Every overdue action, the longest overdue first."""
        register, lines = Register(), []
        for row in self.accounts:
            for each in row.summary.overdue:
                owner = register.name(each.owner.name, each.owner.id) if each.owner else None
                lines.append(OverdueLine(row, each.action, owner, each.due, each.days))
        return tuple(sorted(lines, key=lambda line: -line.days))

    @cached_property
    def owners(self) -> tuple[OwnerRow, ...]:
        """Who has overdue actions, the most first; none stands for actions that nobody owns."""
        lines: dict[Text | None, list[OverdueLine]] = {}
        for line in self.overdue:
            lines.setdefault(line.owner, []).append(line)
        rows = [
            OwnerRow(
                owner,
                Quantity(len(each)),
                tuple(dict.fromkeys(line.account.name for line in each)),
                Days(max(line.days for line in each)),
            )
            for owner, each in lines.items()
        ]
        return tuple(sorted(rows, key=lambda row: (-row.count, -row.days)))

    @cached_property
    def load(self) -> tuple[RoleMonth, ...]:
        """What all accounts want of each role, month by month; the role with the most demand first."""
        register = Register()
        wanted = sorted(
            ((register.name(each.role or Text()), each) for row in self.accounts for each in row.summary.resources),
            key=lambda pair: (str(pair[0]), pair[1].month),
        )
        rows = []
        for (role, month), group in groupby(wanted, key=lambda pair: (pair[0], pair[1].month)):
            entries = [entry for _, entry in group]
            told = all(entry.capacity is not None for entry in entries)
            demand = Days(sum(entry.demand for entry in entries))
            capacity = Days(sum(entry.capacity or 0.0 for entry in entries)) if told else None
            load = known_as(Share, quotient(demand, capacity))
            rows.append(RoleMonth(role or None, month, demand, capacity, load, Quantity(len(entries))))
        sums: dict[Text | None, float] = {}
        for row in rows:
            sums[row.role] = sums.get(row.role, 0.0) + row.demand
        months = sorted({row.month for row in rows})
        return tuple(sorted(rows, key=lambda row: (months.index(row.month), -sums[row.role], str(row.role))))

    @cached_property
    def load_peak(self) -> RoleMonth | None:
        """The role and month with the highest load."""
        return max((row for row in self.load if row.load is not None), key=lambda row: row.load or 0.0, default=None)


def _graded(row: AccountRow, areas: Iterable[Area]) -> Iterator[QualityCell]:
    yield QualityCell(row, None, row.quality)
    for area in areas:
        yield QualityCell(row, area, row.summary.grade.sections.get(area))


def _coverage(row: AccountRow, level: Level | None) -> CoverageCell:
    entries = [entry for entry in row.summary.coverage if level is None or entry.level == level]
    deciders = Quantity(sum(entry.total for entry in entries))
    covered = Quantity(sum(entry.covered for entry in entries))
    return CoverageCell(row, level, deciders, covered, known_as(Share, quotient(covered, deciders)))


def _mean(name: str, rows: Iterable[AccountRow]) -> Figure:
    """The mean of the accounts that have a figure, each counted once."""
    known = [getattr(row, name) for row in rows if getattr(row, name) is not None]
    return Figure(name, Score(total(known) / len(known)) if known else None)  # type: ignore[operator]
