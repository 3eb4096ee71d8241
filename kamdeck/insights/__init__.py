"""What a plan or portfolio says: a message for each topic, chosen among its cases once for all languages."""

from importlib import import_module
from types import ModuleType

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
    resources,
    roadmap,
    strategy,
    wallet,
    work,
)
from kamdeck.insights.insight import REGISTRY, Answer, Insight

__all__ = ["PUBLIC", "Answer", "Insight", "insight_named", "insights", "modules"]

_OF_PLANS = (
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
)
_OF_PORTFOLIOS = ("portfolio_sales", "portfolio")
"""The modules that are imported when one of their insights is looked for, since documents of one plan have none."""


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


def modules() -> tuple[ModuleType, ...]:
    """The modules with insights, in the order in which documentation lists them."""
    return (*_OF_PLANS, *(import_module(f"{__name__}.{name}") for name in _OF_PORTFOLIOS))


def insights() -> dict[str, Insight]:
    """All insights by their names."""
    modules()
    return REGISTRY


def insight_named(name: str) -> Insight | None:
    """The insight with a name; None if there is none, as for any text that is no name."""
    if name in REGISTRY or not name.isidentifier():
        return REGISTRY.get(name)
    return insights().get(name)
