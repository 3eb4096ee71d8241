"""Everything that is derived from a plan, in one place: what insights and layouts ask."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from kamdeck.analysis.battle_cards import BattleCard, ContestedAmount, battle_cards, contested, contested_amounts
from kamdeck.analysis.brief import Brief
from kamdeck.analysis.budget_growth import BudgetYear, CategoryGrowth, budget_span, budget_years, category_growth
from kamdeck.analysis.busy_months import BusyMonth, busy_months
from kamdeck.analysis.category_parts import CategoryPart, category_parts
from kamdeck.analysis.changes import Changes, EndedQuarter, changes_of, last_quarter_of
from kamdeck.analysis.decisions import DecisionRow, decisions
from kamdeck.analysis.figures import Figures, figures
from kamdeck.analysis.figures.pipeline import DealRow
from kamdeck.analysis.follow_up import FollowUp
from kamdeck.analysis.objectives import ObjectiveRow, leading_deals, objectives
from kamdeck.analysis.outcomes import OutcomeRow, outcomes
from kamdeck.analysis.outlook import Outlook, outlook
from kamdeck.analysis.own_fields import OwnValue, own_values
from kamdeck.analysis.power_map import PowerMapPerson, power_map_people
from kamdeck.analysis.process_steps import ProcessStep, budget_steps, decision_steps
from kamdeck.analysis.quality import Quality, Rule, quality_of
from kamdeck.analysis.register import (
    DealEventRow,
    MeasurementRow,
    UnitRow,
    customer_team,
    deal_events,
    measurements,
    named_offerings,
    named_team,
    units,
    whitespace_details,
)
from kamdeck.analysis.relationship_goals import RelationshipGoal, relationship_goals
from kamdeck.analysis.renewal_quarters import RenewalsDue, RivalRenewal, renewals_due, rival_renewal
from kamdeck.analysis.risks import RiskRow, risks
from kamdeck.analysis.score_comparisons import ScoreComparison, ScoreGap, score_comparisons, score_gaps
from kamdeck.analysis.shortages import Shortage, closing_while_short, shortages
from kamdeck.analysis.sparse import is_sparse
from kamdeck.analysis.summary import ReviewSummary
from kamdeck.analysis.target_road import RoadStep, target_road
from kamdeck.analysis.ways import Way, ways
from kamdeck.model import Action, Deal, Member, Offering, Plan, Whitespace
from kamdeck.model.values import ActionStatus

MOST_DISCUSSED = 4
"""The most deals that have pages of their own."""
MOST_WISHES = 6
"""The most wishes of a kind that leave the value path space on a slide below them."""


class Analysis:
    """A plan with its figures, changes and quality; each is computed when it is first asked for.

    Args:
        plan: The plan.
        rules: The company's own rules, with which its quality is checked besides those of kamdeck.
    """

    def __init__(self, plan: Plan, rules: Sequence[Rule] = ()) -> None:
        self.plan, self._rules = plan, rules

    @cached_property
    def figures(self) -> Figures:
        """The figures of the plan."""
        return figures(self.plan)

    @cached_property
    def changes(self) -> Changes | None:
        """What has changed since the previous plan; none if the plan names none."""
        return changes_of(self.plan)

    @cached_property
    def last_quarter(self) -> EndedQuarter:
        """How the quarter before the one under review ended."""
        return last_quarter_of(self.plan)

    @cached_property
    def quality(self) -> Quality:
        """The quality of the plan."""
        return quality_of(self.plan, own=self._rules)

    @cached_property
    def sparse(self) -> bool:
        """Whether the plan has too little for a slide per topic."""
        return is_sparse(self.plan)

    @cached_property
    def risks(self) -> tuple[RiskRow, ...]:
        """The risks that the plan names, else those that follow from it, the most important first."""
        return risks(self.plan)

    @cached_property
    def objectives(self) -> tuple[ObjectiveRow, ...]:
        """The objectives, each with the numbers that say how far it has been reached."""
        return objectives(self.plan, self.figures)

    @property
    def measured_objectives(self) -> tuple[ObjectiveRow, ...]:
        """The objectives of which a bar shows how far they have been reached."""
        return tuple(row for row in self.objectives if row.measured)

    @cached_property
    def leading_deals(self) -> tuple[DealRow, ...]:
        """The open deals that lead to the objectives, where their slide has space for them."""
        return leading_deals(self.plan, self.figures)

    @cached_property
    def outcomes(self) -> tuple[OutcomeRow, ...]:
        """What the customer has got from us, each outcome with its last measurement."""
        return outcomes(self.plan)

    @cached_property
    def decisions(self) -> tuple[DecisionRow, ...]:
        """The requested decisions, each with what it changes in numbers."""
        return decisions(self.plan, self.figures)

    @cached_property
    def own_values(self) -> tuple[OwnValue, ...]:
        """The values of the company's own fields, field by field of each entry."""
        return own_values(self.plan)

    @cached_property
    def score_comparisons(self) -> tuple[ScoreComparison, ...]:
        """How the customer rates us against our best competitors, by criterion and overall."""
        return score_comparisons(self.plan, self.figures)

    @cached_property
    def score_gaps(self) -> tuple[ScoreGap, ...]:
        """The criteria in which we trail, each with our answer, and that of our largest lead."""
        return score_gaps(self.plan, self.score_comparisons)

    @cached_property
    def target_road(self) -> tuple[RoadStep, ...]:
        """The steps from what is booked to the target of the quarter."""
        return target_road(self.plan, self.figures)

    @cached_property
    def summary(self) -> ReviewSummary:
        """What the summary of a document shows of the plan."""
        return ReviewSummary(self.plan, self.figures, sparse=self.sparse)

    @cached_property
    def follow_up(self) -> FollowUp:
        """What is late, and what is due next."""
        return FollowUp(self.plan)

    @cached_property
    def power_map(self) -> tuple[PowerMapPerson, ...]:
        """The customer's people by their part in decisions."""
        return power_map_people(self.plan, self.changes)

    @cached_property
    def relationship_goals(self) -> tuple[RelationshipGoal, ...]:
        """The people whom we have to move, the most important first."""
        return relationship_goals(self.plan)

    @cached_property
    def decision_steps(self) -> tuple[ProcessStep, ...]:
        """The steps of the decision process."""
        return decision_steps(self.plan)

    @cached_property
    def budget_steps(self) -> tuple[ProcessStep, ...]:
        """The steps of the budget process."""
        return budget_steps(self.plan)

    @cached_property
    def measured_decisions(self) -> tuple[DecisionRow, ...]:
        """The decisions whose effect is measured, before and after."""
        return tuple(each for each in self.decisions if each.before is not None and each.after is not None)

    @cached_property
    def battle_cards(self) -> tuple[BattleCard, ...]:
        """The competitors, the most dangerous first."""
        return battle_cards(self.plan)

    @cached_property
    def contested(self) -> tuple[Deal, ...]:
        """The open deals with an amount that competitors contest, the largest first."""
        return contested(self.battle_cards)

    @cached_property
    def deals_to_discuss(self) -> tuple[Deal, ...]:
        """The open deals that have pages of their own: those that carry the quarter first, then the largest."""
        rows = self.figures.pipeline_deals
        ranked = sorted(
            rows, key=lambda row: (-(row.weighted or 0.0) if row.in_period else 0.0, -(row.deal.amount or 0.0))
        )
        return tuple(row.deal for row in ranked[:MOST_DISCUSSED])

    @cached_property
    def contested_amounts(self) -> tuple[ContestedAmount, ...]:
        """The same deals with their competitors, as the bars of a chart show them."""
        return contested_amounts(self.contested)

    @cached_property
    def outlook(self) -> Outlook | None:
        """The forecast of the quarter with and without its largest open deal."""
        return outlook(self.figures, self.decisions)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways to those who decide and are still to be won."""
        return ways(self.plan)

    @cached_property
    def brief(self) -> Brief:
        """What one page says of the plan."""
        return Brief(self.plan, self.figures)

    @cached_property
    def shared_actions(self) -> tuple[Action, ...]:
        """The actions that the customer may see, by their due dates; those that were dropped are left out."""
        shared = (each for each in self.plan.actions if each.shared and each.status != ActionStatus.DROPPED)
        return tuple(sorted(shared, key=lambda each: each.due or date.max))

    @cached_property
    def shortages(self) -> tuple[Shortage, ...]:
        """The roles of which more is wanted than they can do, the highest load first."""
        return shortages(self.plan)

    @cached_property
    def closing_while_short(self) -> tuple[Deal, ...]:
        """The open deals that are to close in months in which a role of ours is short."""
        return closing_while_short(self.plan)

    @cached_property
    def busy_months(self) -> tuple[BusyMonth, ...]:
        """The months with the highest loads of our roles, each with the step of the roadmap that runs then."""
        return busy_months(self.plan)

    @cached_property
    def budget_years(self) -> tuple[BudgetYear, ...]:
        """The IT budget by year, with our part of the last one."""
        return budget_years(self.figures)

    @cached_property
    def category_growth(self) -> tuple[CategoryGrowth, ...]:
        """The categories of the IT budget, the fastest growing first."""
        return category_growth(self.figures)

    @cached_property
    def budget_span(self) -> str:
        """The first and the last year of the IT budget."""
        return budget_span(self.figures)

    @cached_property
    def category_parts(self) -> tuple[CategoryPart, ...]:
        """The suppliers' parts of each category of the installed base."""
        return category_parts(self.plan)

    @cached_property
    def renewals_due(self) -> tuple[RenewalsDue, ...]:
        """What is due for renewal, quarter by quarter."""
        return renewals_due(self.plan, self.figures)

    @property
    def has_long_wants(self) -> bool:
        """Whether what the customer wants would take the slide of the value path, which the headline is about."""
        value = self.plan.strategy.value
        return max(map(len, (value.wants, value.does_not_want, value.cannot_get))) > MOST_WISHES

    @property
    def rival_renewal(self) -> RivalRenewal | None:
        """The renewals of rivals that the headline on the wallet names."""
        return rival_renewal(self.plan, self.figures)

    @property
    def named_team(self) -> tuple[Member, ...]:
        """The members of the team whom the plan names."""
        return named_team(self.plan)

    @property
    def customer_team(self) -> tuple[Member, ...]:
        """The members of the team whom the customer's edition presents."""
        return customer_team(self.plan)

    @property
    def named_offerings(self) -> tuple[Offering, ...]:
        """Our offerings that the plan names."""
        return named_offerings(self.plan)

    @property
    def units(self) -> tuple[UnitRow, ...]:
        """The customer's units, each with its people."""
        return units(self.plan)

    @property
    def measurements(self) -> tuple[MeasurementRow, ...]:
        """Every measurement of the outcomes."""
        return measurements(self.plan)

    @property
    def deal_events(self) -> tuple[DealEventRow, ...]:
        """What happened in the deals."""
        return deal_events(self.plan)

    @property
    def whitespace_details(self) -> tuple[Whitespace, ...]:
        """The fields of the whitespace of which a matrix does not show everything."""
        return whitespace_details(self.plan)
