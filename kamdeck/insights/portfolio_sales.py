"""Insights on the targets, forecasts, pipelines and deals of the accounts of a portfolio."""

from collections.abc import Iterable, Sequence
from itertools import islice

from kamdeck.insights.insight import Answer, insight
from kamdeck.message import Clauses, Message, clauses
from kamdeck.model.values import Health, Share
from kamdeck.portfolio import CurrencyGroup, Portfolio
from kamdeck.portfolio.rows import NEARLY, AccountRow, DealLine

MOST_NAMED = 5
"""The most accounts that a source line names."""
MOST_LACKING = 3
"""Where more accounts are below target, the headline says how much the largest gaps are together."""


def in_currency(text: Message | Clauses, group: CurrencyGroup) -> Message | Clauses:
    """A sentence about a currency group, which names the currency if the portfolio has several."""
    if group.alone or not group.currency:
        return text
    return Message("insight.portfolio.in_currency", currency=group.currency, text=text)


def names_of(rows: Iterable[AccountRow]) -> tuple[object, ...]:
    """The names of the first accounts of a list, as many as a source line has."""
    return tuple(row.name for row in islice(rows, MOST_NAMED))


# -- summary -------------------------------------------------------------------------------------------------------


@insight
def portfolio_forecasts(portfolio: Portfolio) -> Answer:
    """The forecast of each currency group, and its share of the target."""
    return clauses(*(_forecast(group) for group in portfolio.currency_groups))


def _forecast(group: CurrencyGroup) -> Message | None:
    forecast, attainment = group.figures["forecast"], group.figures["attainment"]
    if not forecast:
        return None
    kind = "share" if attainment else "no_share"
    return Message(f"insight.portfolio_forecasts.{kind}", forecast=forecast, attainment=attainment)


@insight
def portfolio_summary(portfolio: Portfolio, group: CurrencyGroup) -> Answer:
    """The forecast of a currency group against its target, with the largest gap; else its open pipeline."""
    if not group.compared:
        pipeline = group.figures["pipeline"]
        return Message("insight.portfolio_summary.pipeline", pipeline=pipeline) if pipeline.value else None
    values = {"quarter": portfolio.period, "forecast": group.figures["forecast"]}
    short = group.figures["short"].value or 0.0
    if short <= 0:
        return Message("insight.portfolio_summary.reached", **values)
    if len(group.behind) == 1:
        return Message("insight.portfolio_summary.short", short=short, **values)
    most = group.behind[0]
    return Message("insight.portfolio_summary.short_most", short=short, account=most.name, most=most.short, **values)


@insight
def portfolio_booked(group: CurrencyGroup) -> Answer:
    """What the accounts of a currency group have sold in the quarter, or that they have sold nothing."""
    actual = group.figures["actual"]
    if actual and not actual.value:
        return Message("insight.portfolio_booked.nothing")
    return Message("insight.portfolio_booked.booked", actual=actual) if actual else None


@insight
def portfolio_attained(group: CurrencyGroup) -> Answer:
    """The forecast of a currency group as a share of its target."""
    attainment = group.figures["attainment"]
    return Message("insight.portfolio_attained.share", attainment=attainment) if attainment else None


@insight
def portfolio_open(group: CurrencyGroup) -> Answer:
    """The open pipeline of a currency group, of which the weighted pipeline is a part."""
    pipeline = group.figures["pipeline"]
    return Message("insight.portfolio_open.pipeline", pipeline=pipeline) if pipeline else None


@insight
def portfolio_closing(portfolio: Portfolio, group: CurrencyGroup) -> Answer:
    """What pipeline coverage compares, and the undated deals that it leaves out."""
    undated = group.figures["undated"].value
    kind = "undated" if undated else "dated"
    return Message(f"insight.portfolio_closing.{kind}", quarter=portfolio.period, undated=undated)


@insight
def portfolio_basis(portfolio: Portfolio, group: CurrencyGroup) -> Answer:
    """How many accounts the sums contain, the exchange rates, and the plans of an earlier quarter."""
    compared, accounts = len(group.compared), Message("counted.accounts", count=len(group.accounts))
    partial = 0 < compared < len(group.accounts)
    return clauses(
        Message("insight.portfolio_basis.compared", count=compared, accounts=accounts) if partial else None,
        *portfolio.rate_messages,
        _older(portfolio.older),
    )


def _older(older: Sequence[AccountRow]) -> Message | None:
    if not older:
        return None
    kind = "older_more" if len(older) > MOST_NAMED else "older"
    return Message(f"insight.portfolio_basis.{kind}", count=len(older), names=names_of(older))


# -- targets -------------------------------------------------------------------------------------------------------


@insight
def portfolio_targets(portfolio: Portfolio) -> Answer:
    """How many accounts of each currency group are below target: none, one by its name, some, or all."""
    return clauses(*(in_currency(_targets(group), group) for group in portfolio.currency_groups if group.compared))


def _targets(group: CurrencyGroup) -> Message:
    behind, compared = group.behind, group.compared
    if len(behind) == 1:
        return Message("insight.portfolio_targets.one_below", account=behind[0].name)
    if behind:
        kind = "all_below" if len(behind) == len(compared) else "some_below"
        return Message(f"insight.portfolio_targets.{kind}", count=len(behind), all=len(compared))
    if len(compared) == 1:
        return Message("insight.portfolio_targets.one_reaches", account=compared[0].name)
    return Message("insight.portfolio_targets.reached", count=len(compared))


@insight
def portfolio_gaps(group: CurrencyGroup) -> Answer:
    """Which accounts of a currency group are below target and by how much: none, one, some or all."""
    behind, compared = group.behind, group.compared
    if len(behind) == 1:
        others = {1: "one", 2: "one_of_two"}.get(len(compared), "one_of_many")
        return Message(f"insight.portfolio_gaps.{others}", account=behind[0].name, short=behind[0].short)
    if behind:
        kind = "some" if len(behind) < len(compared) else "all"
        below = Message(f"insight.portfolio_gaps.{kind}", count=len(behind), all=len(compared))
        return in_currency(clauses(below, _lack(group)) or below, group)
    forecast = group.figures["forecast"]
    if len(compared) == 1:
        return Message("insight.portfolio_gaps.one_reaches", account=compared[0].name, forecast=forecast)
    if not compared:
        return None
    return in_currency(Message("insight.portfolio_gaps.reached", count=len(compared), forecast=forecast), group)


def _lack(group: CurrencyGroup) -> Message:
    behind = group.behind
    if len(behind) <= MOST_LACKING:
        return Message("insight.portfolio_gaps.lack", all=group.lack(behind))
    largest = group.lack(behind[:MOST_LACKING])
    return Message("insight.portfolio_gaps.lack_largest", largest=largest, all=group.lack(behind))


@insight
def portfolio_gaps_source(portfolio: Portfolio, group: CurrencyGroup) -> Answer:
    """Which accounts are compared with their targets, and what the verdicts mean."""
    shown, compared = len(group.largest_targets), len(group.compared)
    kind = "largest" if shown < compared else "all"
    values = {"quarter": portfolio.period, "nearly": Share(NEARLY)}
    return Message(f"insight.portfolio_gaps_source.{kind}", count=shown, all=compared, **values)


@insight
def portfolio_ranking(group: CurrencyGroup) -> Answer:
    """The first and the last account by forecast over target, and the one deal on which the quarter of the last hangs.

    Without targets: by what the accounts are sorted.
    """
    attained, count = group.attained, len(group.accounts)
    if attained:
        kind = "several" if len(attained) > 1 else "one"
        first, last = attained[0], attained[-1]
        ends = {"first": first.name, "best": first.attainment, "last": last.name, "worst": last.attainment}
        return clauses(Message(f"insight.portfolio_ranking.{kind}", **ends), _only_deal(group, last))
    if count == 1:
        return Message("insight.portfolio_ranking.no_target", account=group.accounts[0].name)
    key = "insight.portfolio_ranking.by_pipeline" if group.selling else "counted.accounts"
    return in_currency(Message(key, count=count), group)


def _only_deal(group: CurrencyGroup, account: AccountRow) -> Message | None:
    """The deal on which the quarter of an account below target hangs: its only open one that closes in it."""
    quarter = account.period
    lines = [line for line in group.deals if line.account is account and line.deal.close]
    closing = [line for line in lines if line.deal.close and quarter.contains(line.deal.close)]
    if len(closing) != 1 or not closing[0].name or not account.short or account.short <= 0:
        return None
    return Message("insight.portfolio_ranking.hangs", deal=closing[0].name)


@insight
def portfolio_ranking_source(group: CurrencyGroup) -> Answer:
    """How the accounts are sorted, how many are listed, and what pipeline coverage leaves out."""
    shown, ranking = len(group.first_ranked), len(group.ranking)
    coverage = Message("insight.portfolio_ranking_source.coverage")
    if group.undated:
        undated = tuple(
            Message("insight.portfolio_ranking_source.undated", account=row.name, amount=row.undated)
            for row in group.undated[:MOST_NAMED]
        )
        coverage = Message("insight.portfolio_ranking_source.coverage_undated", undated=undated)
    kind = "first" if shown < ranking else "all"
    return Message(f"insight.portfolio_ranking_source.{kind}", count=shown, all=ranking, coverage=coverage)


# -- pipeline ------------------------------------------------------------------------------------------------------


@insight
def portfolio_pipelines(portfolio: Portfolio) -> Answer:
    """The number and the amount of open deals in each currency group."""
    return clauses(*(_open_deals(group) for group in portfolio.currency_groups if group.stages))


def _open_deals(group: CurrencyGroup) -> Message:
    count, pipeline = group.figures["open_deals"].value or 0, group.figures["pipeline"]
    kind = "worth" if pipeline.value else "deals"
    return Message(f"insight.portfolio_pipelines.{kind}", count=count, pipeline=pipeline)


@insight
def portfolio_stages(group: CurrencyGroup) -> Answer:
    """The weighted amount of the open deals of a currency group, and the account with the greatest part of it."""
    weighted = group.figures["weighted_pipeline"]
    if not weighted.value:
        return _open_deals(group)
    most = group.selling[0]
    kind = "most" if len(group.selling) > 1 else "weighted"
    count = group.figures["open_deals"].value or 0
    own = {"account": most.name, "own": most.weighted_pipeline}
    return Message(f"insight.portfolio_stages.{kind}", count=count, weighted=weighted, **own)


@insight
def portfolio_stages_source(group: CurrencyGroup) -> Answer:
    """What the stages contain, and how many accounts are shown."""
    shown, selling = len(group.largest_selling), len(group.selling)
    kind = "largest" if shown < selling else "all"
    return Message(f"insight.portfolio_stages_source.{kind}", count=shown, all=selling)


@insight
def portfolio_deals(group: CurrencyGroup) -> Answer:
    """The largest open deal with its part of all of them, and those of the largest that are red."""
    shown, deals = group.largest_deals, group.deals
    if not deals:
        return None
    first = deals[0]
    values = {"deal": first.name, "account": first.account.name, "amount": first.amount}
    if len(deals) == 1:
        worth = Message("insight.portfolio_deals.one", **values)
    elif first.name and first.amount:
        worth = Message("insight.portfolio_deals.largest", all=group.together(deals), **values)
    else:
        worth = Message("insight.portfolio_deals.several", count=len(deals), amount=group.together(shown))
    return clauses(worth, _red([line for line in shown if line.health == Health.RED]))


def _red(lines: Sequence[DealLine]) -> Message | None:
    if len(lines) == 1:
        return Message("insight.portfolio_deals.one_red", deal=lines[0].name)
    return Message("insight.portfolio_deals.red", count=len(lines)) if lines else None


@insight
def portfolio_all_accounts(group: CurrencyGroup) -> Answer:
    """The number of accounts in the appendix, and how they are sorted."""
    return in_currency(Message("insight.portfolio_all_accounts.all", count=len(group.ranking)), group)
