"""The portfolio of many accounts: its currency groups, and figures and rows over all accounts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Protocol

from kamdeck.analysis.figures import Figure
from kamdeck.analysis.figures.arithmetic import known_as, quotient, total
from kamdeck.analysis.figures.coverage import highest
from kamdeck.analysis.quality import Area, Light
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Money, Vendor
from kamdeck.model.rates import NO_RATES, Rates
from kamdeck.model.values import Amount, Days, Id, Level, MoneyUnit, Period, PeriodKind, Quantity, Score, Share, Text
from kamdeck.model.year_calendar import CALENDAR, YearCalendar
from kamdeck.portfolio.currency_group import CurrencyGroup, added, divided
from kamdeck.portfolio.heat_cells import CoverageCell, CoveredCount, QualityCell, covered_counts
from kamdeck.portfolio.league import League
from kamdeck.portfolio.registry import NameRegistry
from kamdeck.portfolio.rows import AccountRow, OverdueLine, OwnerRow, RoleMonth
from kamdeck.portfolio.sales import Sales
from kamdeck.portfolio.summary import Summary
from kamdeck.portfolio.tiers import TierRow, tier_rows
from kamdeck.problems import problem

# The most accounts of a chart on one slide; where there are more, the text below says how many are shown.
MOST_GRADED = 12
MOST_COVERING = 12
MOST_WITHOUT_AGENDA = 2
"""A document of so few numbered sections needs no agenda."""


class ListedSection(Protocol):
    """A section of a document, which an agenda lists."""

    @property
    def number(self) -> str:
        """Its number, such as "2"; empty for a section without one."""


def portfolio_of(summaries: Iterable[Summary], rates: Rates = NO_RATES) -> "Portfolio":
    """The portfolio of some accounts; raises `Problems` if there are none."""
    ordered = tuple(sorted(summaries, key=lambda summary: summary.id))
    if not ordered:
        raise problem("a portfolio must have at least one account")
    return Portfolio(ordered, rates)


@dataclass(frozen=True)
class Portfolio:
    """Many accounts, and the exchange rates that convert their amounts into one currency."""

    summaries: tuple[Summary, ...]
    rates: Rates = NO_RATES

    # -- facts for documents ---------------------------------------------------------------------------------------

    @property
    def calendar(self) -> YearCalendar:
        """The calendar in which its period is counted; that of everybody without accounts."""
        return self.period.calendar if self.summaries else CALENDAR

    @property
    def period_kind(self) -> PeriodKind:
        """The kind of all accounts' periods; "any" where they differ."""
        kinds = {summary.period.kind for summary in self.summaries}
        return kinds.pop() if len(kinds) == 1 else "any"

    @cached_property
    def period(self) -> Period:
        """The latest period of all accounts."""
        return max(summary.period for summary in self.summaries)

    @cached_property
    def review_date(self) -> date:
        """The latest review date of the accounts in the portfolio's period."""
        return max(summary.review_date for summary in self.summaries if summary.period == self.period)

    @cached_property
    def vendor(self) -> Vendor:
        """Our own company, from the first account that names it."""
        named = next((summary.vendor for summary in self.summaries if summary.vendor), Text())
        return Vendor(name=named)

    @cached_property
    def classification(self) -> Text | None:
        """The classification of the documents, if all accounts have the same."""
        found = {summary.classification for summary in self.summaries}
        return found.pop() if len(found) == 1 else None

    @property
    def money(self) -> Money:
        """The currency and unit of the largest currency group."""
        return self.currency_groups[0].money

    @property
    def customer_money(self) -> Money:
        """The same as `money`, since a portfolio shows no amounts of the customers' own business."""
        return self.money

    @property
    def sales_amounts(self) -> tuple[Amount, ...]:
        """None: the amounts of accounts differ too much for one unit."""
        return ()

    written_amounts = sales_amounts

    @property
    def folder(self) -> Path:
        """The current folder: a portfolio has no files of its own."""
        return Path()

    def add_input(self, path: Path) -> None:
        """Does nothing: a batch knows the input files of a portfolio from the accounts' plans."""

    def name_of(self, name: Id) -> Text:
        """The id itself: a portfolio has names where a plan has ids."""
        return Text(plain=name)

    # -- the accounts and their money ------------------------------------------------------------------------------

    @cached_property
    def currency_groups(self) -> tuple[CurrencyGroup, ...]:
        """The accounts by currency, the largest group first; one group if the rates convert all amounts."""
        groups: dict[str, list[Summary]] = {}
        for summary in self.summaries:
            groups.setdefault(self._currency_of(summary), []).append(summary)
        # Of groups of equal size, the currency decides: the same accounts always give the same document.
        ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
        return tuple(self._currency_group(currency, group, len(groups) == 1) for currency, group in ordered)

    @cached_property
    def accounts(self) -> tuple[AccountRow, ...]:
        """Every account, by currency group; amounts of two groups cannot be compared."""
        return tuple(row for currency_group in self.currency_groups for row in currency_group.accounts)

    @cached_property
    def league(self) -> League:
        """Every account in the order of its forecast ÷ target."""
        return League(self.accounts)

    @property
    def tiers(self) -> tuple[TierRow, ...]:
        """The accounts by tier, and all together."""
        return tier_rows(self.accounts)

    @cached_property
    def sales(self) -> Sales:
        """Open deals, pipelines and our standing."""
        return Sales(self.currency_groups)

    @cached_property
    def older(self) -> tuple[AccountRow, ...]:
        """The accounts whose plans are of an earlier period than the portfolio."""
        return tuple(row for row in self.accounts if row.older)

    @cached_property
    def converted(self) -> tuple[str, ...]:
        """The currencies that were converted into the currency of the rates."""
        found = {summary.money.currency for summary in self.summaries}
        return tuple(sorted(code for code in found if code in self.rates.factors and code != self.rates.currency))

    @property
    def rate_messages(self) -> tuple[Message, ...]:
        """The rates by which amounts were converted."""
        quoted = ((code, *self.rates.quoted(code)) for code in self.converted)
        return tuple(
            Message("word.rate", units=units, currency=code, worth=worth, base=self.rates.currency)
            for code, units, worth in quoted
        )

    def _currency_of(self, summary: Summary) -> str:
        own = summary.money.currency
        return self.rates.currency if own in self.rates.factors else own

    def _currency_group(self, currency: str, summaries: list[Summary], alone: bool) -> CurrencyGroup:
        units = {summary.money.unit for summary in summaries}
        # Plans may count in thousands and in millions: a group that mixes units is shown in millions.
        money = Money(currency=currency, unit=units.pop() if len(units) == 1 else MoneyUnit.MILLION)
        rows = (
            AccountRow(each, self.period, money, self.rates.between(each.money, money) or 1.0) for each in summaries
        )
        return CurrencyGroup(money, tuple(rows), alone)

    def needs_agenda(self, sections: Sequence[ListedSection]) -> bool:
        """Whether a document has so many numbered sections that it needs an agenda."""
        return sum(bool(each.number) for each in sections) > MOST_WITHOUT_AGENDA

    # -- figures without money -------------------------------------------------------------------------------------

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Sums and means of figures that do not depend on currencies."""
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
        """What all customers spend with us ÷ their IT budgets; none if the rates cannot convert their currencies."""
        pairs = []
        for summary in self.summaries:
            ours, budget = summary.figures["wallet"].value, summary.figures["it_budget"].value
            if ours is None or budget is None:
                continue
            factor = self.rates.between(summary.customer_money, Money(currency=self.money.currency))
            # A mean over those customers that can be converted would be taken for one over all of them.
            if factor is None:
                return Figure("share_of_wallet", None)
            pairs.append((ours * factor, budget * factor))
        share = quotient(total(ours for ours, _ in pairs), total(budget for _, budget in pairs))
        return Figure("share_of_wallet", known_as(Share, share) if pairs else None)

    # -- quality of the plans --------------------------------------------------------------------------------------

    @cached_property
    def graded(self) -> tuple[AccountRow, ...]:
        """Every account by the quality score of its plan, the lowest first."""
        return tuple(sorted(self.accounts, key=lambda row: row.quality))

    @cached_property
    def weak(self) -> tuple[AccountRow, ...]:
        """The accounts whose plan is red."""
        return tuple(row for row in self.graded if row.light == Light.RED)

    @cached_property
    def fair(self) -> tuple[AccountRow, ...]:
        """The accounts whose plan is amber."""
        return tuple(row for row in self.graded if row.light == Light.AMBER)

    @property
    def weakest(self) -> tuple[AccountRow, ...]:
        """The first accounts of `graded`, as many as a slide shows."""
        return self.graded[:MOST_GRADED]

    @property
    def is_long(self) -> bool:
        """Whether a slide cannot show the quality of all plans."""
        return len(self.accounts) > MOST_GRADED

    @property
    def weakest_quality(self) -> tuple[QualityCell, ...]:
        """The scores of the `weakest` plans."""
        return self.quality_of(MOST_GRADED)

    @property
    def quality(self) -> tuple[QualityCell, ...]:
        """The scores of all plans, the weakest first."""
        return self.quality_of(len(self.accounts))

    def quality_of(self, most: int) -> tuple[QualityCell, ...]:
        """The scores of the `most` weakest plans: for each the whole plan, then its sections."""
        rows = self.graded[:most]
        areas = [area for area in Area if any(area in row.summary.grade.sections for row in rows)]
        return tuple(cell for row in rows for cell in _graded(row, areas))

    # -- people and work -------------------------------------------------------------------------------------------

    @cached_property
    def covering(self) -> tuple[AccountRow, ...]:
        """The accounts with decision makers, the least covered first, and of equal ones the one with more of them."""
        rows = (row for row in self.accounts if row.decision_makers)
        return tuple(sorted(rows, key=lambda row: (row.decision_maker_coverage or 0.0, -(row.decision_makers or 0.0))))

    @property
    def covered_counts(self) -> tuple[CoveredCount, ...]:
        """The number of accounts that cover none, some or all of their decision makers; empty without any."""
        return covered_counts(self.covering) if self.covering else ()

    @property
    def has_levels(self) -> bool:
        """Whether a plan says at which levels its decision makers are."""
        return any(entry.level for row in self.covering for entry in row.summary.coverage)

    @cached_property
    def coverage(self) -> tuple[CoverageCell, ...]:
        """The coverage of decision makers by account and level."""
        return self.coverage_of(len(self.covering))

    @property
    def least_covered(self) -> tuple[AccountRow, ...]:
        """The first accounts of `covering`, as many as a slide shows."""
        return self.covering[:MOST_COVERING]

    @property
    def least_coverage(self) -> tuple[CoverageCell, ...]:
        """The coverage of the accounts in `least_covered`."""
        return self.coverage_of(MOST_COVERING)

    def coverage_of(self, most: int) -> tuple[CoverageCell, ...]:
        """The coverage of the `most` least covered accounts: for each its levels, then all levels together."""
        rows = self.covering[:most]
        present = {entry.level for row in rows for entry in row.summary.coverage}
        return tuple(
            _coverage(row, level) for row in rows for level in (*(each for each in Level if each in present), None)
        )

    @cached_property
    def uncovered(self) -> tuple[AccountRow, ...]:
        """The accounts with decision makers who are not covered."""
        return tuple(
            row for row in self.accounts if row.decision_maker_coverage is not None and row.decision_maker_coverage < 1
        )

    @cached_property
    def overdue(self) -> tuple[OverdueLine, ...]:
        """Every overdue action, the longest overdue first."""
        # A member of our team can own actions of several accounts.
        registry, lines = NameRegistry(), []
        for row in self.accounts:
            for each in row.summary.overdue:
                owner = registry.name(each.owner.name, each.owner.id) if each.owner else None
                lines.append(OverdueLine(row, each.action, owner, each.due, each.days))
        return tuple(sorted(lines, key=lambda line: -line.days))

    @cached_property
    def owners(self) -> tuple[OwnerRow, ...]:
        """The owners of overdue actions, those with the most first; the owner is none for actions without one."""
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
        """The demand of all accounts for each role, by month; the role with the greatest demand first."""
        registry = NameRegistry()
        demands = sorted(
            ((registry.name(each.role or Text()), each) for row in self.accounts for each in row.summary.resources),
            key=lambda pair: (str(pair[0]), pair[1].month),
        )
        rows = []
        for (role, month), group in groupby(demands, key=lambda pair: (pair[0], pair[1].month)):
            entries = [entry for _, entry in group]
            # A sum over some of the accounts only would make the load look higher than it is.
            complete = all(entry.capacity is not None for entry in entries)
            demand = Days(sum(entry.demand for entry in entries))
            capacity = Days(sum(entry.capacity or 0.0 for entry in entries)) if complete else None
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
        return highest(self.load)


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
    """The unweighted mean of a figure over the accounts that have it."""
    known = [getattr(row, name) for row in rows if getattr(row, name) is not None]
    return Figure(name, Score(total(known) / len(known)) if known else None)  # type: ignore[operator]
