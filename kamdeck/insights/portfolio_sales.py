"""Insights on the targets, forecasts, pipelines and deals of the accounts of a portfolio.

Amounts of two currencies are never added up or compared: accounts are compared by parts of their targets.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from kamdeck.analysis.figures.arithmetic import known_as
from kamdeck.analysis.verdicts import BEHIND_FROM, CLOSE_FROM, Verdict
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import quotable
from kamdeck.message import Clauses, Message, clauses
from kamdeck.model.values import Health, Share
from kamdeck.portfolio import CurrencyGroup, Portfolio
from kamdeck.portfolio.league import FIRST_IN_LEAGUE, MOST_IN_LEAGUE
from kamdeck.portfolio.rows import AccountRow, DealLine
from kamdeck.portfolio.tiers import middle

MOST_NAMED = 5
"""The most accounts that a source line names."""
MOST_DEAL = 40
"""The width of the longest name of a deal beside an account and its share."""


def names_of(rows: Iterable[AccountRow]) -> tuple[object, ...]:
    """The names of the first accounts of a list, as many as a source line has."""
    return tuple(row.name for row in islice(rows, MOST_NAMED))


# -- totals --------------------------------------------------------------------------------------------------------


@insight
def portfolio_forecasts(portfolio: Portfolio) -> Answer:
    """The forecast of each currency, and its share of the target."""
    return clauses(*(_forecast(group) for group in portfolio.currency_groups))


def _forecast(group: CurrencyGroup) -> Message | None:
    forecast, attainment = group.figures["forecast"], group.figures["attainment"]
    if not forecast:
        return None
    kind = "share" if attainment else "no_share"
    return Message(f"insight.portfolio_forecasts.{kind}", forecast=forecast, attainment=attainment)


@insight
def portfolio_reach(portfolio: Portfolio) -> Answer:
    """The forecast and its share of the target; of several currencies, the share of the median account."""
    if len(portfolio.currency_groups) == 1:
        return portfolio_forecasts(portfolio)
    share = middle(row.attainment for row in portfolio.league.attained)
    return None if share is None else Message("insight.portfolio_reach.middle", share=Share(share))


@insight
def portfolio_verdicts(portfolio: Portfolio) -> Answer:
    """How many accounts are on target and far below it, and how many met their target last quarter.

    Where only one account has a target, whether it reaches it.
    """
    league = portfolio.league
    counts = {row.verdict: int(row.count) for row in league.verdicts}
    known, reached, far = len(league.attained), counts[Verdict.ON_TARGET], counts[Verdict.FAR_BELOW]
    if known < 2:
        return portfolio_targets(portfolio)
    kind = "on_target_all" if reached == known else "on_target"
    met = len(league.closed) - len(league.missed)
    return clauses(
        Message(f"insight.portfolio_verdicts.{kind}", count=reached, all=known),
        Message("insight.portfolio_verdicts.far_below", count=far) if far else None,
        Message("insight.portfolio_verdicts.before", count=met) if league.closed else None,
    )


@insight
def portfolio_totals_source(portfolio: Portfolio) -> Answer:
    """That the figures of a tier are those of its median account; and the exchange rates."""
    rates = portfolio.rate_messages
    return clauses(
        Message("insight.portfolio_totals_source.middle"),
        Message("insight.portfolio_totals_source.rates", rates=rates) if rates else None,
    )


def _basis(portfolio: Portfolio) -> Message | Clauses | None:
    several = len(portfolio.currency_groups) > 1
    return clauses(
        Message("insight.portfolio_basis.own") if several else None,
        *portfolio.rate_messages,
        _older(portfolio.older),
    )


def _older(older: Sequence[AccountRow]) -> Message | None:
    if not older:
        return None
    kind = "older_more" if len(older) > MOST_NAMED else "older"
    return Message(f"insight.portfolio_basis.{kind}", count=len(older), names=names_of(older))


# -- league --------------------------------------------------------------------------------------------------------


@insight
def portfolio_targets(portfolio: Portfolio) -> Answer:
    """How many accounts forecast below target: none, one by its name, some, or all."""
    behind, known = portfolio.league.behind, portfolio.league.attained
    if len(behind) == 1:
        return Message("insight.portfolio_targets.one_below", account=behind[0].name)
    if behind:
        kind = "all_below" if len(behind) == len(known) else "some_below"
        return Message(f"insight.portfolio_targets.{kind}", count=len(behind), all=len(known))
    if len(known) == 1:
        return Message("insight.portfolio_targets.one_reaches", account=known[0].name)
    return Message("insight.portfolio_targets.reached", count=len(known)) if known else None


@insight
def portfolio_league(portfolio: Portfolio) -> Answer:
    """How many accounts forecast below target, and the last one, with its only deal if no other one closes.

    Where all reach their targets, the first account follows; without targets, that there are none.
    """
    known, accounts = portfolio.league.attained, portfolio.accounts
    if not known:
        if len(accounts) == 1:
            return Message("insight.portfolio_league.one_without", account=accounts[0].name)
        return Message("insight.portfolio_league.without", count=len(accounts))
    if len(known) == 1:
        return _end(known[0], "only")
    if not portfolio.league.behind:
        first = Message("insight.portfolio_league.leads", account=known[0].name, share=known[0].attainment)
        return clauses(_reached(len(known)), first)
    return clauses(_below(portfolio), _end(known[-1], "last"))


def _reached(count: int) -> Message:
    return Message("insight.portfolio_targets.reached", count=count)


def _below(portfolio: Portfolio) -> Message | None:
    """How many accounts are below target."""
    behind, known = portfolio.league.behind, portfolio.league.attained
    kind = "all_below" if len(behind) == len(known) else "some_below"
    return Message(f"insight.portfolio_targets.{kind}", count=len(behind), all=len(known))


def _end(account: AccountRow, kind: str) -> Message:
    """An account's share of its target, with the deal if it is the only one that closes in the quarter."""
    deal = account.only_deal
    values = {"account": account.name, "share": account.attainment}
    if deal is None or not quotable(deal.name, MOST_DEAL):
        return Message(f"insight.portfolio_league.{kind}", **values)
    return Message(f"insight.portfolio_league.{kind}_hangs", deal=deal.name, **values)


@insight
def portfolio_last_quarter(portfolio: Portfolio) -> Answer:
    """How many accounts met last quarter's target: none, one by its name, some or all, and which was furthest below."""
    closed, missed = portfolio.league.closed, portfolio.league.missed
    if not closed:
        return None
    first = closed[0]
    if len(closed) == 1:
        kind = "one_missed" if missed else "one_met"
        return Message(f"insight.portfolio_last_quarter.{kind}", account=first.name, share=first.last_attainment)
    kind = "all_met" if not missed else "none_met" if len(missed) == len(closed) else "some_met"
    count = len(closed) - len(missed) if kind == "some_met" else len(closed)
    ended = {"account": first.name, "share": first.last_attainment}
    return clauses(
        Message(f"insight.portfolio_last_quarter.{kind}", count=count, all=len(closed)),
        Message("insight.portfolio_last_quarter.furthest", **ended) if missed else None,
    )


@insight
def portfolio_league_source(portfolio: Portfolio) -> Answer:
    """How the accounts are sorted, which are shown, what the verdicts mean, and the basis of the amounts.

    The basis is that amounts are in several currencies, the exchange rates, and the plans of an earlier quarter.
    """
    shown = len(portfolio.league.rows)
    values = {"close": Share(CLOSE_FROM), "behind": Share(BEHIND_FROM), "all": len(portfolio.accounts)}
    order = Message("insight.portfolio_league_source.all", **values)
    if portfolio.league.is_long and len(portfolio.league.attained) > MOST_IN_LEAGUE:
        last = shown - FIRST_IN_LEAGUE
        order = Message("insight.portfolio_league_source.first", first=FIRST_IN_LEAGUE, last=last, **values)
    return clauses(order, _basis(portfolio))


@insight
def portfolio_attention(portfolio: Portfolio) -> Answer:
    """How many accounts have signals that need attention: none, one by its name, some or all, and the first of them."""
    rows, count = portfolio.league.attention, len(portfolio.accounts)
    if not rows:
        return Message("insight.portfolio_attention.none")
    most = {"account": rows[0].name, "signals": rows[0].signals}
    if len(rows) == 1:
        return Message("insight.portfolio_attention.one", **most)
    kind = "all" if len(rows) == count else "some"
    wanting = Message(f"insight.portfolio_attention.{kind}", count=len(rows), all=count)
    return clauses(wanting, Message("insight.portfolio_attention.most", **most))


@insight
def portfolio_all_accounts(portfolio: Portfolio) -> Answer:
    """The number of accounts in the appendix, and how they are sorted."""
    return Message("insight.portfolio_all_accounts.all", count=len(portfolio.accounts))


# -- pipeline ------------------------------------------------------------------------------------------------------


@insight
def portfolio_pipelines(portfolio: Portfolio) -> Answer:
    """The number and the amount of open deals in each currency."""
    return clauses(*(_open_deals(group) for group in portfolio.currency_groups if group.stages))


def _open_deals(group: CurrencyGroup) -> Message:
    count, pipeline = group.figures["open_deals"].value or 0, group.figures["pipeline"]
    kind = "worth" if pipeline.value else "deals"
    return Message(f"insight.portfolio_pipelines.{kind}", count=count, pipeline=pipeline)


@insight
def portfolio_open_deals(portfolio: Portfolio) -> Answer:
    """The number of open deals and their amount; of several currencies, how many weighted pipelines reach a target."""
    if len(portfolio.currency_groups) == 1:
        return portfolio_pipelines(portfolio)
    count, selling = portfolio.figures["open_deals"].value or 0, portfolio.sales.selling
    enough = sum((row.weighted_part or 0.0) >= 1 for row in selling)
    return clauses(
        Message("insight.portfolio_pipelines.deals", count=count) if portfolio.sales.stages else None,
        Message("insight.portfolio_open_deals.enough", count=enough, all=len(selling)) if selling else None,
    )


@insight
def portfolio_stages(portfolio: Portfolio) -> Answer:
    """The accounts with the greatest and the smallest weighted pipeline ÷ target; without them, the open deals."""
    selling = portfolio.sales.selling
    if not selling:
        count = portfolio.figures["open_deals"].value or 0
        return Message("insight.portfolio_stages.deals", count=count) if portfolio.sales.stages else None
    most, least = selling[0], selling[-1]
    first, last = ({"account": row.name, "part": known_as(Share, row.weighted_part)} for row in (most, least))
    return clauses(
        Message("insight.portfolio_stages.most", **first),
        Message("insight.portfolio_stages.least", **last) if least is not most else None,
    )


@insight
def portfolio_stages_source(portfolio: Portfolio) -> Answer:
    """What the stages contain, and how many accounts are shown."""
    shown, selling = len(portfolio.sales.largest_selling), len(portfolio.sales.selling)
    kind = "largest" if shown < selling else "all"
    return Message(f"insight.portfolio_stages_source.{kind}", count=shown, all=selling)


@insight
def portfolio_deals(portfolio: Portfolio) -> Answer:
    """The largest open deal with its part of all of them or of its account's target, and those that are red."""
    shown, deals = portfolio.sales.largest_deals, portfolio.sales.deals
    if not deals:
        return None
    first, groups = deals[0], portfolio.currency_groups
    values = {"deal": first.name, "account": first.account.name, "amount": first.amount}
    if len(deals) == 1:
        worth = Message("insight.portfolio_deals.one", **values)
    elif first.name and len(groups) == 1 and first.amount:
        worth = Message("insight.portfolio_deals.largest", all=groups[0].together(deals), **values)
    elif first.name and first.part:
        worth = Message("insight.portfolio_deals.weighs", part=first.part, **values)
    else:
        worth = Message("insight.portfolio_deals.several", count=len(deals))
    return clauses(worth, _red([line for line in shown if line.health == Health.RED]))


def _red(lines: Sequence[DealLine]) -> Message | None:
    if len(lines) == 1:
        return Message("insight.portfolio_deals.one_red", deal=lines[0].name)
    return Message("insight.portfolio_deals.red", count=len(lines)) if lines else None


@insight
def portfolio_deals_source(portfolio: Portfolio) -> Answer:
    """By what the deals are sorted."""
    kind = "amount" if len(portfolio.currency_groups) == 1 else "part"
    return Message(f"insight.portfolio_deals_source.{kind}")
