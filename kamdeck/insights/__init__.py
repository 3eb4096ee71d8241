"""What a plan or portfolio says: a message for each topic, chosen among its cases once for all languages."""

from kamdeck.insights import portfolio, portfolio_sales, wallet
from kamdeck.insights.insight import REGISTRY, Answer, Insight

__all__ = ["MODULES", "Answer", "Insight", "insights"]

MODULES = (wallet, portfolio_sales, portfolio)
"""The modules with insights, in the order in which documentation lists them."""


def insights() -> dict[str, Insight]:
    """All insights by their names."""
    return REGISTRY
