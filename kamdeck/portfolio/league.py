"""The league of a portfolio: its accounts by forecast ÷ target, without sums of amounts in two currencies."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from kamdeck.analysis.figures.arithmetic import known_as
from kamdeck.analysis.verdicts import Verdict
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Money
from kamdeck.model.values import Amount, Period, Quantity, Ratio, Score, Share, Text
from kamdeck.portfolio.rows import AccountRow

MOST_IN_LEAGUE = 12
"""The most accounts of the league on one slide."""
FIRST_IN_LEAGUE = 3
"""Of a longer league, a slide shows so many of the first accounts, and the last ones."""
MOST_WITH_CONCERNS = 5
"""Up to so many accounts, what a review should look at stands below the league."""
MOST_CONCERNS = 8
MOST_OF_ONE = 3
"""The most of what a review should look at in the only account of a portfolio."""
CHARTED_FROM = 4
"""The fewest accounts of a chart."""


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """An account of the league; amounts are in its own currency.

    `multiple` is weighted pipeline ÷ target. `skipped` is the number of accounts left out before it; `marked` says that
    the headline is about it.
    """

    name: Text
    manager: Text | None
    money: Money
    older: Period | None
    target: Amount | None
    forecast: Amount | None
    booked: Amount | None
    attainment: Share | None
    verdict: Verdict | None
    short: Amount | None
    last_attainment: Share | None
    last_result: Amount | None
    last_target: Amount | None
    weighted: Amount | None
    multiple: Ratio | None
    deciders: Quantity | None
    covered: Quantity | None
    wallet: Share | None
    wallet_goal: Share | None
    satisfaction: Score | None
    lead: Score | None
    overdue: Quantity | None
    skipped: int = 0
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Concern:
    """What a review should look at in an account, and who decides or does it by when."""

    account: AccountRow
    what: Message
    owner: Text | None
    due: date | None


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many accounts have a verdict, in the quarter and in the one before, where any has one there."""

    verdict: Verdict
    count: Quantity
    before: Quantity | None


@dataclass(frozen=True)
class League:
    """The accounts of a portfolio in the order of the league."""

    accounts: tuple[AccountRow, ...]

    @cached_property
    def ranking(self) -> tuple[AccountRow, ...]:
        """Every account by forecast ÷ target, the highest first, then those without by their number of open deals."""

        def rank(row: AccountRow) -> tuple[bool, float, float, str]:
            return row.attainment is None, -(row.attainment or 0.0), -(row.open_deals or 0.0), row.id

        return tuple(sorted(self.accounts, key=rank))

    @cached_property
    def attained(self) -> tuple[AccountRow, ...]:
        """The accounts of `ranking` whose forecast ÷ target is known."""
        return tuple(row for row in self.ranking if row.attainment is not None)

    @cached_property
    def behind(self) -> tuple[AccountRow, ...]:
        """The accounts whose forecast is below their target, the lowest share first."""
        return tuple(row for row in reversed(self.attained) if (row.attainment or 0.0) < 1)

    @property
    def is_small(self) -> bool:
        """Whether what a review should look at fits below the league."""
        return len(self.accounts) <= MOST_WITH_CONCERNS

    @property
    def is_single(self) -> bool:
        """Whether there is one account, which has space for its deals below it."""
        return len(self.accounts) == 1

    @property
    def is_long(self) -> bool:
        """Whether a slide cannot show all accounts."""
        return len(self.ranking) > MOST_IN_LEAGUE

    @property
    def is_charted(self) -> bool:
        """Whether there are enough accounts for charts that compare them."""
        return len(self.accounts) >= CHARTED_FROM

    @property
    def all_rows(self) -> tuple[LeagueRow, ...]:
        """Every account."""
        return self._rows(self.ranking)

    @property
    def rows(self) -> tuple[LeagueRow, ...]:
        """All accounts, or of a long league the first and the last ones with a forecast and a target."""
        if not self.is_long:
            return self._rows(self.ranking)
        shown = self.attained if len(self.attained) > MOST_IN_LEAGUE else self.ranking[:MOST_IN_LEAGUE]
        return self._rows(shown, max(0, len(shown) - MOST_IN_LEAGUE))

    def _rows(self, accounts: Sequence[AccountRow], left_out: int = 0) -> tuple[LeagueRow, ...]:
        """The rows of accounts, without so many after the first ones."""
        last = self.attained[-1] if len(self.attained) > 1 and self.behind else None
        found = []
        for number, account in enumerate(accounts):
            if FIRST_IN_LEAGUE <= number < FIRST_IN_LEAGUE + left_out:
                continue
            skipped = left_out if number == FIRST_IN_LEAGUE + left_out else 0
            found.append(_row(account, skipped, account is last))
        return tuple(found)

    # -- the quarter before ----------------------------------------------------------------------------------------

    @cached_property
    def closed(self) -> tuple[AccountRow, ...]:
        """The accounts whose last quarter had a target and a result, the lowest share first."""
        known = [row for row in self.accounts if row.last_attainment is not None]
        return tuple(sorted(known, key=lambda row: (row.last_attainment or 0.0, row.id)))

    @property
    def missed(self) -> tuple[AccountRow, ...]:
        """The accounts of `closed` that missed their target."""
        return tuple(row for row in self.closed if (row.last_attainment or 0.0) < 1)

    @property
    def verdicts(self) -> tuple[VerdictCount, ...]:
        """The number of accounts by verdict."""
        now, before = [row.verdict for row in self.accounts], [row.last_verdict for row in self.accounts]
        return tuple(
            VerdictCount(kind, Quantity(now.count(kind)), Quantity(before.count(kind)) if self.closed else None)
            for kind in Verdict
        )

    # -- what to look at -------------------------------------------------------------------------------------------

    @cached_property
    def attention(self) -> tuple[AccountRow, ...]:
        """The accounts with signals: those with the most signals first, of equal ones the one furthest below target."""
        known = [row for row in self.accounts if row.signals]
        return tuple(sorted(known, key=lambda row: (-len(row.signals), row.attainment or 0.0, row.id)))

    @cached_property
    def concerns(self) -> tuple[Concern, ...]:
        """What a review should look at in each account of a small portfolio, in the order of the league.

        Of the only account of a portfolio, all that is worth a look, up to `MOST_OF_ONE`.
        """
        if self.is_single:
            return tuple(every_concern(self.ranking[0]))[:MOST_OF_ONE]
        return tuple(found for row in self.ranking if (found := concern(row)))

    @cached_property
    def largest_concerns(self) -> tuple[Concern, ...]:
        """What a review should look at in the accounts that need attention most."""
        return tuple(found for row in self.attention if (found := concern(row)))[:MOST_CONCERNS]


def _row(account: AccountRow, skipped: int, marked: bool) -> LeagueRow:
    # The figures of an account are attributes of any number; each has one type in every plan.
    row: Any = account
    goal = account.summary.figures["share_of_wallet"].goal
    return LeagueRow(
        row.name, row.manager, row.money, row.older, row.target, row.forecast, row.actual, row.attainment, row.verdict,
        row.short, row.last_attainment, row.last_result, row.last_target, row.weighted_pipeline, row.weighted_part,
        row.decision_makers, row.decision_makers_covered, row.share_of_wallet, known_as(Share, goal),
        row.satisfaction, row.satisfaction_lead, row.overdue, skipped, marked,
    )  # fmt: skip


def concern(row: AccountRow) -> Concern | None:
    """The first decision asked, else the longest overdue action, the only deal of the quarter, or the signals."""
    return next(every_concern(row), None)


def every_concern(row: AccountRow) -> Iterator[Concern]:
    """The first decision asked, the overdue actions, the only deal of the quarter, and the signals if nothing else.

    The longest overdue action comes first.
    """
    if decision := row.summary.decision:
        yield Concern(row, Message("concern.decision", ask=decision.ask), decision.of, decision.due)
    for late in sorted(row.summary.overdue, key=lambda each: -each.days):
        days = Message("counted.days", count=late.days)
        what = Message("concern.overdue" if late.action else "concern.overdue_unnamed", action=late.action, days=days)
        yield Concern(row, what, late.owner.name if late.owner else None, late.due)
    if deal := row.only_deal:
        what = Message("concern.only_deal", deal=deal.name, probability=deal.deal.probability)
        if deal.deal.probability is None:
            what = Message("concern.only_deal_alone", deal=deal.name)
        yield Concern(row, what, deal.owner, deal.deal.close)
    if row.signals and not (row.summary.decision or row.summary.overdue or row.only_deal):
        yield Concern(row, Message("concern.signals", signals=row.signals), row.manager, None)
