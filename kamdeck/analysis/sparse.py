"""Whether a plan has so little in it that topics share slides, and which parts would help it most."""

from operator import attrgetter

from kamdeck.model import Plan

PARTS = {
    "targets": "our sales target and forecast",
    "deals": "the open deals with amount, stage and close date",
    "profile.people": "who decides, and who supports us",
    "actions": "who does what by when",
    "strategy.objectives": "what we want to reach",
    "competition": "our competitors, and how we win",
    "decisions": "what the review has to decide",
    "profile.financials": "the customer's revenue and income",
    "profile.it.suppliers": "each supplier's share of wallet",
    "profile.satisfaction": "how the customer rates us",
    "strategy.whitespace": "what nobody or a competitor supplies",
    "resources": "which of our people are needed",
}
"""The parts that a review needs, the most helpful first, each with what it holds."""
ADVISED = 3
"""How many missing parts the advice names."""
COUNTED = 4
"""How many entries of one part count."""


def missing_parts(plan: Plan) -> list[str]:
    """The parts that are empty, the most helpful first."""
    return [key for key in PARTS if not attrgetter(key)(plan)]


def is_sparse(plan: Plan) -> bool:
    """Whether a plan has too little for a slide per topic and for scores: at most one entry per part on average.

    Entries after the fourth of a part do not count, since they do not make up for missing parts.
    """
    return sum(min(len(attrgetter(key)(plan)), COUNTED) for key in PARTS) <= len(PARTS)


def advice(plan: Plan) -> str:
    """A sentence for the command line that names the parts that would help a sparse plan most; empty for others."""
    missing = missing_parts(plan)
    if not missing or not is_sparse(plan):
        return ""
    parts = ", ".join(f"{key} ({PARTS[key]})" for key in missing[:ADVISED])
    return f"To make this more useful, add: {parts}. See `kamdeck new ID --full` or docs/plans.md."
