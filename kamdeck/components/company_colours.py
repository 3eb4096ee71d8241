"""The colour of a company in charts and drawings: ours is primary, each competitor keeps one grey in a document."""

from kamdeck.analysis.figures.wallet import identity
from kamdeck.document import RenderContext
from kamdeck.model.values import Company
from kamdeck.theme import OTHERS, RIVALS


def company_colour(company: Company | None, context: RenderContext) -> str:
    """The role of a company's colour; that of all others for none."""
    if company is None:
        return OTHERS
    if company.ours:
        return "primary"
    return RIVALS[place] if (place := rank(company, context)) < len(RIVALS) else OTHERS


def rank(company: Company, context: RenderContext) -> int:
    """The place of a competitor in the order of the document, from 0; after the last one for others."""
    order = [identity(rival) for rival in context.rivals]
    own = identity(company)
    return order.index(own) if own in order else len(order)
