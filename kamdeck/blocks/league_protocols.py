"""The protocols of the rows of the `league` block."""

from datetime import date
from typing import Protocol

from kamdeck.message import Message
from kamdeck.model.values import Amount, Period, Quantity, Ratio, Score, Share, Text, Word


class LeagueAccountRow(Protocol):
    """An account of a league with amounts in its own currency, and how many accounts are left out before it."""

    name: Text
    manager: Text | None
    older: Period | None
    target: Amount | None
    forecast: Amount | None
    booked: Amount | None
    attainment: Share | None
    verdict: Word | None
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
    skipped: int
    marked: bool


class NamedRow(Protocol):
    """Something with a name."""

    name: Text


class ConcernRow(Protocol):
    """What a review should look at in an account."""

    account: NamedRow
    what: Message
    owner: Text | None
    due: date | None
