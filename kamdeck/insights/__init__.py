"""What a plan or portfolio says: a message for each topic, chosen among its cases once for all languages."""

from importlib import import_module
from types import ModuleType

from kamdeck.insights.insight import REGISTRY, Answer, Insight

__all__ = ["Answer", "Insight", "insight_named", "insights", "is_public", "modules"]

_MODULES = (
    *("overview", "changes", "business", "people", "wallet", "strategy", "roadmap", "competition", "work", "deals"),
    *("resources", "appendix", "backup", "brief", "customer", "portfolio_sales", "portfolio"),
)
"""The modules with insights, in the order in which documentation lists them."""
_FIRST = ("overview", "business", "people", "work", "deals", "competition", "wallet", "appendix")
"""The modules in which an insight is looked for first: those that the review of a plan with few facts uses.

A module is imported when an insight is looked for that those before it do not have.
"""
_PUBLIC = frozenset(
    (
        *("agenda", "brief_until", "business", "equity_ratio", "first_goal", "industry_and_headquarters"),
        *("next_roadmap_end", "open_outcome", "point_of_margin", "profile_dateline", "references"),
        *("return_on_equity", "revenue_and_margin", "review_day", "roadmap", "roadmap_source", "value_delivered"),
        "who_the_customer_is",
    )
)


def modules() -> tuple[ModuleType, ...]:
    """The modules with insights, in the order in which documentation lists them."""
    return tuple(_module(name) for name in _MODULES)


def insights() -> dict[str, Insight]:
    """All insights by their names."""
    modules()
    return REGISTRY


def insight_named(name: str) -> Insight | None:
    """The insight with a name; None if there is none, as for any text that is no name."""
    if name in REGISTRY or not name.isidentifier():
        return REGISTRY.get(name)
    for module in (*_FIRST, *_MODULES):
        if name in REGISTRY:
            break
        _module(module)
    return REGISTRY.get(name)


def is_public(insight: Insight) -> bool:
    """Whether the customer may read an insight: it needs no internal fact, and says nothing wrong without them."""
    return insight.name in _PUBLIC or insight.function.__module__ == f"{__name__}.customer"


def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")
