"""The portfolio: figures and rows over the summaries of many account plans, for a sales director."""

from kamdeck.analysis.verdicts import Signal, Verdict
from kamdeck.model.rates import NO_RATES, Rates
from kamdeck.portfolio.currency_group import CurrencyGroup
from kamdeck.portfolio.portfolio import Portfolio, portfolio_of
from kamdeck.portfolio.ranking import ranked, refuse_unknown
from kamdeck.portfolio.rows import AccountRow
from kamdeck.portfolio.summary import AccountValue, Summary, summary_of

__all__ = [
    "NO_RATES",
    "AccountRow",
    "AccountValue",
    "CurrencyGroup",
    "Portfolio",
    "Rates",
    "Signal",
    "Summary",
    "Verdict",
    "portfolio_of",
    "ranked",
    "refuse_unknown",
    "summary_of",
]
