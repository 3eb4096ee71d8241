"""What a plan or portfolio says: a message for each topic, chosen among its cases once for all languages."""

from kamdeck.insights import (
    appendix,
    brief,
    business,
    changes,
    competition,
    customer,
    deals,
    overview,
    people,
    portfolio,
    portfolio_sales,
    resources,
    strategy,
    wallet,
    work,
)
from kamdeck.insights.insight import REGISTRY, Answer, Insight

__all__ = ["MODULES", "Answer", "Insight", "insights"]

MODULES = (
    overview,
    changes,
    business,
    people,
    wallet,
    strategy,
    competition,
    work,
    deals,
    resources,
    appendix,
    brief,
    customer,
    portfolio_sales,
    portfolio,
)
"""The modules with insights, in the order in which documentation lists them."""


def insights() -> dict[str, Insight]:
    """All insights by their names."""
    return REGISTRY
