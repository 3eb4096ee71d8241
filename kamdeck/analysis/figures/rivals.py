"""The order of our competitors, the same in all documents of a plan: it decides which grey each has in its charts."""

from kamdeck.analysis.figures.satisfaction import rival_scores
from kamdeck.analysis.figures.wallet import identity, installed_base, is_rest, suppliers
from kamdeck.model import Plan
from kamdeck.model.values import Company


def rivals(plan: Plan) -> tuple[Company, ...]:
    """Every company that we compete with at the customer, those that headlines name first.

    Headlines name the largest supplier, the best rated competitor, and the one with the largest share of a category.
    These, and then all others, are in the order of their shares of wallet, then of the plan.
    """
    shares = [row.company for row in suppliers(plan, None) if row.company]
    rated = [rival.company for rival in rival_scores(plan)]
    strongest = max(
        (row for row in installed_base(plan) if row.competitor_share),
        key=lambda row: (row.competitor_share or 0.0, row.their_amount or 0.0),
        default=None,
    )
    others = (company for company in shares if not company.ours)
    named = [next(others, None), rated[0] if rated else None, strongest.competitor if strongest else None]
    every = _each_once([*shares, *rated, *_mentioned(plan)])
    leading = {identity(company) for company in named if company}
    # Sorting is stable: within both groups, the order stays that of the shares and the plan.
    return tuple(sorted(every, key=lambda company: identity(company) not in leading))


def _mentioned(plan: Plan) -> list[Company | None]:
    """The companies of the lists that say whose a product is, and whom we compete with."""
    return [
        *(entry.supplier for entry in plan.profile.it.installed_base),
        *(entry.supplier for entry in plan.profile.it.purchases),
        *(cell.supplier for cell in plan.strategy.whitespace),
        *(rival.company for rival in plan.competition),
        *(company for deal in plan.deals for company in deal.competitors),
    ]


def _each_once(companies: list[Company | None]) -> list[Company]:
    """The competitors among companies, each once; ours is none, and neither is a name for all others."""
    found: dict[str, Company] = {}
    for company in companies:
        if company is not None and not company.ours and not is_rest(company):
            found.setdefault(identity(company), company)
    return list(found.values())
