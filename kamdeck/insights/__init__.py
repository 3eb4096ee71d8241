"""What a plan or portfolio says: a message for each topic, chosen among its cases once for all languages."""

from kamdeck.insights import (
    appendix,
    backup,
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
    roadmap,
    strategy,
    wallet,
    work,
)
from kamdeck.insights.insight import REGISTRY, Answer, Insight

__all__ = ["MODULES", "PUBLIC", "Answer", "Insight", "insights"]

MODULES = (
    overview,
    changes,
    business,
    people,
    wallet,
    strategy,
    roadmap,
    competition,
    work,
    deals,
    resources,
    appendix,
    backup,
    brief,
    customer,
    portfolio_sales,
    portfolio,
)
"""The modules with insights, in the order in which documentation lists them."""


PUBLIC = frozenset(
    (
        *(name for name, each in REGISTRY.items() if each.function.__module__ == customer.__name__),
        *("agenda", "brief_until", "business", "equity_ratio", "first_goal", "industry_and_headquarters"),
        *("next_roadmap_end", "open_outcome", "point_of_margin", "profile_dateline", "references"),
        *("return_on_equity", "revenue_and_margin", "review_day", "roadmap", "roadmap_source", "value_delivered"),
        "who_the_customer_is",
    )
)
"""The insights that the customer may read: those that need no internal fact, and say nothing wrong without them."""


def insights() -> dict[str, Insight]:
    """All insights by their names."""
    return REGISTRY
