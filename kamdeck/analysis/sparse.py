"""Which parts a plan lacks that a review lives on, and whether it says so little that topics share slides."""

from operator import attrgetter

from kamdeck.model import Plan

PARTS = {
    "targets": "what we are to sell, and expect to",
    "deals": "what is open, with amount, stage and close",
    "profile.people": "who decides, and how they stand to us",
    "actions": "who does what by when",
    "strategy.objectives": "what we want to reach",
    "competition": "whom we are up against, and how we win",
    "decisions": "what the review is to decide",
    "profile.financials": "the customer's revenue and income",
    "profile.it.suppliers": "who has which share of the wallet",
    "profile.satisfaction": "how the customer rates us",
    "strategy.whitespace": "what nobody or a rival supplies",
    "resources": "whom of ours it takes",
}
"""The parts that a review lives on, the most helpful first, and what each tells."""
ADVISED, COUNTED = 3, 4


def missing_parts(plan: Plan) -> list[str]:
    """The parts that hold nothing, the most helpful first."""
    return [key for key in PARTS if not attrgetter(key)(plan)]


def is_sparse(plan: Plan) -> bool:
    """Whether there is too little for a slide a topic, and for a judgement: at most one entry a part on average.

    Entries of a part beyond the fourth do not make up for parts that are missing.
    """
    return sum(min(len(attrgetter(key)(plan)), COUNTED) for key in PARTS) <= len(PARTS)


def advice(plan: Plan) -> str:
    """The parts that would help a sparse plan most, as a sentence for the command line; else nothing."""
    missing = missing_parts(plan)
    if not missing or not is_sparse(plan):
        return ""
    parts = ", ".join(f"{key} ({PARTS[key]})" for key in missing[:ADVISED])
    return f"To make this more useful, add: {parts}. See `kamdeck new ID --full` or docs/plans.md."
