"""The figures of a plan: numbers such as the pipeline or the share of wallet, and the rows that tables and charts show.

The formula of each figure is the description of its function.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from kamdeck.analysis.figures import business, coverage, growth, pipeline, satisfaction, wallet, work
from kamdeck.analysis.figures.budget_categories import BudgetCategory, budget_categories
from kamdeck.analysis.figures.business import BusinessYear, CategoryAmount, ItBudgetYear
from kamdeck.analysis.figures.coverage import LevelCoverage, LoadRow
from kamdeck.analysis.figures.figure import Figure
from kamdeck.analysis.figures.formulas import (
    FOR_EVERYONE,
    FORMULAS,
    LOWER_IS_BETTER,
    OF_A_PERIOD,
    OF_DEALS_OF_A_PERIOD,
    OF_LAST_QUARTER,
    Formula,
)
from kamdeck.analysis.figures.growth import Growth
from kamdeck.analysis.figures.money_units import in_money_of
from kamdeck.analysis.figures.people_groups import PeopleGroups
from kamdeck.analysis.figures.pipeline import DealRow, StageRow
from kamdeck.analysis.figures.pipeline_steps import PipelineStep, WaterfallStep, waterfall
from kamdeck.analysis.figures.renewals import CategoryShare, RenewalQuarter, category_shares, renewals
from kamdeck.analysis.figures.satisfaction import RivalScore, SatisfactionRow, WhitespaceCell, WhitespaceTotal
from kamdeck.analysis.figures.stakes import RivalStake, rival_stakes
from kamdeck.analysis.figures.wallet import InstalledCategory, PurchaseTotal, SupplierShare
from kamdeck.analysis.figures.work import DoubtfulFact, OverdueAction, OverduePromise, SourcedRow
from kamdeck.analysis.memoize import memoize
from kamdeck.model import Person, Plan, ValueStep, Whitespace
from kamdeck.model.values import Company, Share, Year
from kamdeck.problems import suggest

__all__ = [
    "FORMULAS",
    "LOWER_IS_BETTER",
    "BudgetCategory",
    "BusinessYear",
    "CategoryAmount",
    "CategoryShare",
    "DealRow",
    "DoubtfulFact",
    "Figure",
    "Figures",
    "Growth",
    "InstalledCategory",
    "ItBudgetYear",
    "LevelCoverage",
    "LoadRow",
    "OverdueAction",
    "OverduePromise",
    "PeopleGroups",
    "PipelineStep",
    "PurchaseTotal",
    "RenewalQuarter",
    "RivalScore",
    "RivalStake",
    "SatisfactionRow",
    "SourcedRow",
    "StageRow",
    "SupplierShare",
    "WaterfallStep",
    "WhitespaceCell",
    "WhitespaceTotal",
    "figures",
]


@memoize
def figures(plan: Plan) -> "Figures":
    """The figures of a plan, beside those of `plan.previous_plan` where it has one."""
    return Figures(plan, plan.previous_plan)


class Figures(Mapping[str, Figure]):
    """The figures by name, as `figures.pipeline` or `figures["pipeline"]`, and the rows that tables and charts show.

    Each is computed when it is first asked for, and once. If the plan lacks what a figure needs, the figure has no
    value, and there are no rows; nothing is raised. `old` is the plan that the figures are compared with.
    """

    def __init__(self, plan: Plan, old: Plan | None) -> None:
        self._plan = plan
        self._old = old
        self._known: dict[str, Figure] = {}

    def __getitem__(self, name: str) -> Figure:
        if name not in self._known:
            self._known[name] = self._figure(name, FORMULAS[name])
        return self._known[name]

    def __getattr__(self, name: str) -> Figure:
        # Layouts write `figures.pipeline`; the error of an unknown name becomes a problem at the layout's line.
        if name in FORMULAS:
            return self[name]
        raise AttributeError(f"'{name}' is not a figure{suggest(name, FORMULAS)}")

    def __iter__(self) -> Iterator[str]:
        return iter(FORMULAS)

    def __len__(self) -> int:
        return len(FORMULAS)

    @property
    def with_goals(self) -> tuple[Figure, ...]:
        """The figures for which the plan sets a goal, in the plan's order."""
        return tuple(self[name] for name in self._plan.goals)

    def _figure(self, name: str, formula: Formula) -> Figure:
        plan, old, previous = self._plan, self._old, None
        if plan.edition == "customer" and name not in FOR_EVERYONE:
            # Of the facts that are left, a number of people or needs would be computed, and be wrong.
            return Figure(name, None)
        if old is not None and (name not in OF_DEALS_OF_A_PERIOD or pipeline.has_deals_of_period(old)):
            found = OF_A_PERIOD[name](old, plan.period) if name in OF_A_PERIOD else formula(old)
            previous = in_money_of(plan, found, old)
        value = OF_LAST_QUARTER[name](plan, old) if name in OF_LAST_QUARTER else formula(plan)
        return Figure(name, value, previous, plan.goals.get(name), name in LOWER_IS_BETTER)

    # -- the customer's business -----------------------------------------------------------------------------------

    @cached_property
    def years(self) -> tuple[BusinessYear, ...]:
        """The customer's financials by year."""
        return business.years(self._plan)

    @cached_property
    def balance_years(self) -> tuple[BusinessYear, ...]:
        """The years whose total assets are known."""
        return tuple(year for year in self.years if year.assets)

    @cached_property
    def market_share(self) -> Share | None:
        """The customer's share of its market in the last year of its financials."""
        return self.years[-1].market_share if self.years else None

    @cached_property
    def equity_ratio(self) -> Share | None:
        """The equity as a share of total assets at the end of the last year of the customer's financials."""
        return self.years[-1].equity_ratio if self.years else None

    @cached_property
    def revenue_on_year(self) -> Growth | None:
        """The growth of the latest revenue over the year before."""
        return growth.revenue_on_year(self._plan)

    @cached_property
    def revenue_over_years(self) -> Growth | None:
        """The average growth of revenue a year, from the first year to the last."""
        return growth.revenue_over_years(self._plan)

    @cached_property
    def it_budget_on_year(self) -> Growth | None:
        """The growth of the latest IT budget over the year before."""
        return growth.it_budget_on_year(self._plan)

    @cached_property
    def margin_peak_year(self) -> Year | None:
        """The year of the highest net margin."""
        return business.margin_peak_year(self._plan)

    @cached_property
    def it_budget_years(self) -> tuple[ItBudgetYear, ...]:
        """The IT budget by year, with its categories."""
        return business.it_budget_years(self._plan)

    @cached_property
    def budget_categories(self) -> tuple[BudgetCategory, ...]:
        """The categories of the last IT budget, with their growth since the first and our share."""
        return budget_categories(self._plan)

    # -- our position ----------------------------------------------------------------------------------------------

    @cached_property
    def suppliers(self) -> tuple[SupplierShare, ...]:
        """The suppliers' shares of wallet, the greatest first, and the rest last."""
        return wallet.suppliers(self._plan, self._old)

    @cached_property
    def installed_base(self) -> tuple[InstalledCategory, ...]:
        """The installed base by category."""
        return wallet.installed_base(self._plan)

    @cached_property
    def installed_total(self) -> InstalledCategory | None:
        """The whole installed base."""
        return wallet.installed_total(self._plan)

    @cached_property
    def category_shares(self) -> tuple[CategoryShare, ...]:
        """Our share and the largest rival's in each category of what the customer has, the largest category first."""
        return category_shares(self._plan)

    @cached_property
    def renewals(self) -> tuple[RenewalQuarter, ...]:
        """What is due for renewal, ours and theirs, quarter by quarter from the one under review."""
        return renewals(self._plan)

    @cached_property
    def purchases(self) -> PurchaseTotal | None:
        """All purchases, and those from us."""
        return wallet.purchases(self._plan)

    @cached_property
    def satisfaction_rows(self) -> tuple[SatisfactionRow, ...]:
        """The satisfaction with us and with each competitor, by criterion."""
        return satisfaction.satisfaction_rows(self._plan)

    @cached_property
    def rival_scores(self) -> tuple[RivalScore, ...]:
        """The weighted satisfaction with each competitor, the best first."""
        return satisfaction.rival_scores(self._plan)

    @cached_property
    def best_rival(self) -> Company | None:
        """The competitor whose satisfaction is `satisfaction_best_rival`."""
        return satisfaction.best_rival(self._plan)

    @cached_property
    def satisfaction_standing(self) -> str | None:
        """Whether we are "ahead" of the best competitor, "behind" it or "level" with it, as the scores are shown."""
        return satisfaction.satisfaction_standing(self._plan)

    @cached_property
    def whitespace_cells(self) -> tuple[WhitespaceCell, ...]:
        """The fields of the whitespace, as a matrix shows them."""
        return satisfaction.whitespace_cells(self._plan)

    @cached_property
    def first_rival(self) -> Company | None:
        """The competitor of each satisfaction row's `first_rival_score`."""
        return satisfaction.scored_rival(self._plan, 0)

    @cached_property
    def second_rival(self) -> Company | None:
        """The competitor of each satisfaction row's `second_rival_score`."""
        return satisfaction.scored_rival(self._plan, 1)

    @cached_property
    def whitespace_units(self) -> tuple[WhitespaceTotal, ...]:
        """The sums of the whitespace by unit."""
        return satisfaction.whitespace_units(self._plan)

    @cached_property
    def whitespace_offerings(self) -> tuple[WhitespaceTotal, ...]:
        """The sums of the whitespace by offering."""
        return satisfaction.whitespace_offerings(self._plan)

    @cached_property
    def whitespace_prizes(self) -> tuple[Whitespace, ...]:
        """The whitespace fields that are open or held by a competitor, the greatest first."""
        return satisfaction.whitespace_prizes(self._plan)

    # -- the pipeline ----------------------------------------------------------------------------------------------

    @cached_property
    def stages(self) -> tuple[StageRow, ...]:
        """The open stages, and what was won in the quarter."""
        return pipeline.stages(self._plan)

    @cached_property
    def deals(self) -> tuple[DealRow, ...]:
        """Every deal, the largest first."""
        return pipeline.deals(self._plan)

    @cached_property
    def pipeline_deals(self) -> tuple[DealRow, ...]:
        """The open deals, the largest first."""
        return tuple(row for row in self.deals if row.open)

    @cached_property
    def rival_stakes(self) -> tuple[RivalStake, ...]:
        """What is at stake against each competitor, the largest amount first."""
        return rival_stakes(self._plan)

    @cached_property
    def waterfall(self) -> tuple[WaterfallStep, ...]:
        """The steps from last quarter's weighted pipeline to this one's."""
        return waterfall(self._plan, self._old)

    # -- people and work -------------------------------------------------------------------------------------------

    @cached_property
    def people(self) -> PeopleGroups:
        """The customer's people in groups, such as supporters or those without an owner."""
        return PeopleGroups(self._plan.profile.people, self._plan.profile.ties)

    @cached_property
    def coverage_by_level(self) -> tuple[LevelCoverage, ...]:
        """The coverage of decision makers and approvers, by level."""
        return coverage.coverage_by_level(self._plan)

    @cached_property
    def uncovered_deciders(self) -> tuple[Person, ...]:
        """The decision makers and approvers who are not covered."""
        return coverage.uncovered_deciders(self._plan)

    @cached_property
    def load_rows(self) -> tuple[LoadRow, ...]:
        """The load by role and month."""
        return coverage.load_rows(self._plan)

    @cached_property
    def load_totals(self) -> tuple[LoadRow, ...]:
        """The load of all roles together, by month."""
        return coverage.load_totals(self._plan)

    @cached_property
    def load_peak(self) -> LoadRow | None:
        """The role and month with the highest load; None if no load is known."""
        return coverage.load_peak(self._plan)

    @cached_property
    def overdue_actions(self) -> tuple[OverdueAction, ...]:
        """The overdue actions, the longest overdue first."""
        return work.overdue_actions(self._plan)

    @cached_property
    def overdue_promises(self) -> tuple[OverduePromise, ...]:
        """The overdue promises, the longest overdue first."""
        return work.overdue_promises(self._plan)

    @cached_property
    def assumed(self) -> tuple[ValueStep, ...]:
        """The needs that nobody has confirmed."""
        return work.assumed(self._plan)

    @cached_property
    def doubtful(self) -> tuple[DoubtfulFact, ...]:
        """The facts that are unconfirmed or older than two quarters, in the plan's order."""
        return work.doubtful(self._plan)

    @cached_property
    def sourced(self) -> tuple[SourcedRow, ...]:
        """The other facts of which the plan says the date, the source, or that they are confirmed."""
        return work.sourced(self._plan)

    @cached_property
    def stale(self) -> tuple[DoubtfulFact, ...]:
        """The facts that are older than two quarters, the oldest first."""
        return tuple(sorted((each for each in self.doubtful if each.stale), key=lambda each: str(each.as_of)))

    @cached_property
    def unconfirmed(self) -> tuple[DoubtfulFact, ...]:
        """The facts that the plan marks as unconfirmed."""
        return tuple(each for each in self.doubtful if each.unconfirmed)
