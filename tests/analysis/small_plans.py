"""Small plans made of a few parts, and their figures."""

from typing import Any

from kamdeck.analysis.figures import Figures, figures
from kamdeck.model import Plan
from kamdeck.model.catalogue import Catalogue

ROWS = [name for name in vars(Figures) if not name.startswith("_")]
"""The names of the figures' rows."""
_BARE = {"period": "2026-Q4", "account": {"id": "acme", "name": "Acme"}, "vendor": {"id": "we", "name": "We"}}


def plan_of(previous: Plan | None = None, **parts: Any) -> Plan:
    """A plan with these parts, and optionally last quarter's plan."""
    written = {**_BARE, **parts}
    plan = Plan.model_validate(written, context=Catalogue(written))
    plan._previous = previous
    return plan


def figures_of(previous: Plan | None = None, **parts: Any) -> Figures:
    """The figures of such a plan."""
    return figures(plan_of(previous, **parts))


def deal(name: str, **fields: Any) -> dict[str, Any]:
    """An open deal with defaults for the fields that are not given."""
    return {"id": name, "name": name, "amount": 10, "stage": "propose", "probability": 0.5, **fields}
