"""What the overviews of a document show of a plan, and the statuses of figures: "good", "warn", "bad" or ""."""

from collections.abc import Iterable
from typing import Protocol

from kamdeck.analysis.figures import Figure, Figures
from kamdeck.analysis.follow_up import FollowUp
from kamdeck.analysis.meddpicc import FIELDS
from kamdeck.message import Message
from kamdeck.model import Deal, Person, Plan
from kamdeck.model.states import is_open
from kamdeck.model.values import Threat

AGENDA_FROM, SPARSE_AGENDA_FROM = 3, 4
"""The fewest sections of which a document has an agenda, and those of the document of a sparse plan."""

FEW_OPEN, MOST_BESIDE = 3, 5
"""The most open deals, and the most deals, that stand in a table beside the road to the target."""
FEW_ACTIONS, MOST_NOTED = 4, 8
"""The most actions beside requests for support, and the most in a schedule that says what each is about."""
FEW_PEOPLE, MOST_REGISTERED, MOST_IN_MATRIX = 4, 7, 24
"""The most people whose cards are large, whose owners a register shows at once, and who have space in a matrix."""
MOST_CARDS, SHOWN_POINTS = 3, 2
"""The rivals with a battle card, and the strengths and the weaknesses that stand on it."""
MOST_SAID, ALL_SAID = 3, 6
"""The most entries of a list, and of all lists, that the summary shows in the place of other slides."""
MOST_FACTS = 4
"""The facts of a customer that fill a strip, together with the year in which it was founded."""
MOST_DUE = 3
"""What is due next, as far as the summary of a plan without decisions lists it."""


class NumberedSection(Protocol):
    """A section of a document; its number is empty where the template has none."""

    @property
    def number(self) -> str:
        """The number, or an empty text."""


class ReviewSummary:
    """What a document's agenda, summary and first topic on the business need from a plan.

    Args:
        plan: The plan.
        figures: Its figures.
        sparse: Whether the plan has too little for a slide per topic.
    """

    def __init__(self, plan: Plan, figures: Figures, *, sparse: bool) -> None:
        self._plan = plan
        self._figures = figures
        self._sparse = sparse

    @property
    def needed(self) -> bool:
        """Whether the summary of a review says more than another topic; in a sparse plan each list has one itself."""
        plan = self._plan
        lists = self._filled_lists + bool(plan.decisions)
        # The customer's business has the words of the summary, too.
        described = bool(plan.profile.summary) and not self.has_business
        # Of people and actions alone, a summary would say no more than their own slides.
        told = lists > 1 and (bool(plan.deals) or bool(plan.decisions) or self._has_few_entries)
        return not self._sparse or described or bool(plan.targets) or told

    @property
    def several_lists(self) -> bool:
        """Whether at least two of deals, people and actions have entries, so that tables beside each other are full."""
        return self._filled_lists > 1

    @property
    def _filled_lists(self) -> int:
        return sum(map(bool, (self._plan.deals, self._plan.profile.people, self._plan.actions)))

    @property
    def has_figures(self) -> bool:
        """Whether a figure of the profile's summary is known; amounts and numbers of 0 do not count."""
        figures = self._figures
        not_zero = (figures.target, figures.forecast, figures.decision_makers)
        known = (figures.share_of_wallet, figures.pipeline_coverage, figures.satisfaction)
        return any(figure.value for figure in not_zero) or any(known)

    @property
    def has_business(self) -> bool:
        """Whether the plan says more of the business than the cover, which names the industry and the headquarters.

        In a sparse plan, facts of the account do not count.
        """
        profile, account = self._plan.profile, self._plan.account
        said = (profile.ceo, profile.customers, profile.competitors, profile.industry_position, profile.trends)
        short = (profile.summary, account.segment, account.region, account.parent, account.website)
        numbers = (account.founded, account.employees, self._figures.revenue, self._figures.market_share)
        return any(map(bool, said)) or (not self._sparse and any(map(bool, (*short, *numbers))))

    @property
    def knows_stances(self) -> bool:
        """Whether the plan says how at least one of the customer's people stands towards us."""
        return any(person.support for person in self._plan.profile.people)

    @property
    def says_all(self) -> bool:
        """Whether the summary shows all of the plan: few deals, people and actions, one decision, nothing else."""
        plan = self._plan
        others = (getattr(plan, name) for name in ("outcomes", "competition", "promises", "support", "resources"))
        # Several deals on the road to a target have a slide, which shows how they add up.
        road = len(plan.deals) > 1 and bool(self._figures.target)
        more = plan.decisions[1:] or plan.notes or self.described_people or any(others) or self._more_of_customer
        return self._sparse and self.needed and self._has_few_entries and not (more or road)

    @property
    def _has_few_entries(self) -> bool:
        """Whether deals, people and actions have space on one slide."""
        counts = [len(self._plan.deals), len(self._plan.profile.people), len(self._plan.actions)]
        return max(counts) <= MOST_SAID and 0 < sum(counts) <= ALL_SAID

    @property
    def _more_of_customer(self) -> bool:
        """Whether the plan says of the customer, or of our strategy, what has slides of its own."""
        profile, strategy = self._plan.profile, self._plan.strategy
        lists = (profile.financials, profile.influence, profile.it.suppliers, profile.satisfaction, profile.it.budget)
        aims = (strategy.customer, strategy.ours, strategy.objectives, strategy.coverage, strategy.whitespace)
        return any(map(bool, (*lists, *aims, strategy.value, strategy.roadmap, profile.decision_process))) or (
            self.has_business
        )

    @property
    def few_deals(self) -> bool:
        """Whether the deals have space in a table beside the road to the target."""
        deals = self._plan.deals
        return len(deals) <= MOST_BESIDE and sum(map(is_open, deals)) <= FEW_OPEN

    def knows(self, deal: Deal) -> bool:
        """Whether the plan says of a deal what has no column in the table of deals, and so needs a page of its own."""
        return bool(deal.need or deal.events) or any(getattr(deal.meddpicc, field) for field in FIELDS)

    def knows_much(self, deal: Deal) -> bool:
        """Whether a page of its own is worth showing to an executive: the deal's history, or half of its MEDDPICC."""
        known = sum(bool(getattr(deal.meddpicc, field)) for field in FIELDS)
        return bool(deal.events) or 2 * known >= len(FIELDS)

    def needs_due_list(self, follow_up: FollowUp) -> bool:
        """Whether what is late and what is due next is more than the summary lists."""
        if self.says_all:
            return False
        listed = 0 if self._plan.decisions else MOST_DUE
        return bool(follow_up.late) or len(follow_up.next) > listed

    @property
    def few_people(self) -> bool:
        """Whether the customer's people have space on large cards, so that one slide shows all of them."""
        return 0 < len(self._plan.profile.people) <= FEW_PEOPLE

    @property
    def needs_matrix(self) -> bool:
        """Whether a matrix of people and owners says more than a register: it has ties, or shows a pattern at once."""
        profile = self._plan.profile
        return bool(profile.ties) or MOST_REGISTERED < len(profile.people) <= MOST_IN_MATRIX

    @property
    def described_people(self) -> tuple[Person, ...]:
        """The people of whom the plan says more than their cards show, if any; all of them."""
        people = self._plan.profile.people
        # The slide of the coverage plan shows relationships as well.
        related = () if self._plan.strategy.coverage else (each.relationship for each in people)
        aims = (each.goals.business or each.goals.personal or each.care for each in people)
        return people if any((*related, *aims)) else ()

    @property
    def rivals_left(self) -> bool:
        """Whether battle cards leave out some of what the plan says of the rivals."""
        rivals = self._plan.competition
        low = any(rival.threat == Threat.LOW and (rival.strengths or rival.weaknesses) for rival in rivals)
        return (
            low
            or len(rivals) > MOST_CARDS
            or any(max(len(rival.strengths), len(rival.weaknesses)) > SHOWN_POINTS for rival in rivals)
            # A card has space for one of the two.
            or any(rival.strategy and rival.position for rival in rivals)
        )

    @property
    def few_actions(self) -> bool:
        """Whether there are so few actions that their slide has space for the support that we ask for."""
        return 0 < len(self._plan.actions) <= FEW_ACTIONS

    @property
    def needs_action_table(self) -> bool:
        """Whether a table of the actions says more than their schedule."""
        actions = self._plan.actions
        owned = any(action.customer_owner and action.customer_owner not in action.people for action in actions)
        return not self._sparse and (owned or len(actions) > MOST_NOTED)

    @property
    def few_facts(self) -> bool:
        """Whether so little is known of the customer's size that its strip of facts has space for where it belongs."""
        account, figures = self._plan.account, self._figures
        large = (account.industry, account.headquarters, account.employees, figures.revenue, figures.market_share)
        return sum(map(bool, large)) < MOST_FACTS

    @property
    def minor_facts(self) -> tuple[object, ...]:
        """Where the customer belongs: its segment, region, parent and site, where its strip of facts is full."""
        account = self._plan.account
        known = (account.segment, account.region, account.parent, account.website)
        return () if self.few_facts else tuple(each for each in known if each)

    @property
    def founded(self) -> Message | None:
        """The year in which the customer was founded, as a language writes a year."""
        year = self._plan.account.founded
        return Message("account.founded", year=year) if year else None

    @property
    def employees(self) -> Message | None:
        """The number of the customer's employees, with its counter in languages that write one."""
        count = self._plan.account.employees
        return None if count is None else Message("account.employees", count=count)

    @property
    def pipeline(self) -> Figure | None:
        """The pipeline, which the summary of a sparse plan shows instead of a target; none in other plans."""
        return self._instead_of_target(self._figures.pipeline)

    @property
    def weighted_pipeline(self) -> Figure | None:
        """The weighted pipeline, which the summary of a sparse plan shows instead of a target; none in other plans."""
        return self._instead_of_target(self._figures.weighted_pipeline)

    def _instead_of_target(self, figure: Figure) -> Figure | None:
        return figure if self._sparse and not self._figures.target and figure.value else None

    @property
    def forecast_status(self) -> str:
        """Whether the forecast reaches the target; empty where either is unknown."""
        gap = self._figures.forecast_gap.value
        return "" if gap is None else "warn" if gap > 0 else "good"

    @property
    def satisfaction_status(self) -> str:
        """Whether we are rated at least as high as the best competitor; empty where either score is unknown."""
        standing = self._figures.satisfaction_standing
        return "" if standing is None else "bad" if standing == "behind" else "good"

    @property
    def coverage_status(self) -> str:
        """Whether all people who decide are covered."""
        return "warn" if self._figures.uncovered_deciders else "good"

    def needs_agenda(self, sections: Iterable[NumberedSection]) -> bool:
        """Whether a document has enough sections with a number to list them."""
        numbered = sum(bool(section.number) for section in sections)
        return numbered >= (SPARSE_AGENDA_FROM if self._sparse else AGENDA_FROM)
