"""Reads `rates`: what the company's currencies are worth, and the day on which they were so."""

from pydantic_core import PydanticCustomError

from kamdeck.model.rates import Rates
from kamdeck.plan_io.placed_nodes import PlacedNode
from kamdeck.problems import Problem, Problems, problem


def rates_of(node: PlacedNode) -> Rates:
    """The exchange rates.

    Raises:
        Problems: With everything that is wrong with them.
    """
    written = node.value
    if not isinstance(written, dict):
        raise problem("expected the worth of each currency, such as {CNY: 1, EUR: 7.8}", "rates", node.place)
    try:
        return Rates.read({currency: each.text() for currency, each in written.items()})
    except Problems as wrong:
        placed = ((each, written.get(each.path.removeprefix("rates."), node)) for each in wrong.problems)
        raise Problems(Problem(each.message, each.path, at.place) for each, at in placed) from None
    except PydanticCustomError as wrong:
        message = str((wrong.context or {})["message"])
        raise problem(message, "rates.as_of", written["as_of"].place) from None
