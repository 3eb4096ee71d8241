"""Which values of a fact name it to a reader, such as the product and the company of an entry."""

from typing import Any

from kamdeck.model.fact import Fact
from kamdeck.model.values import Company, Period, PersonId, Text, Unit, Year

MOST_NAMES = 3


def naming_values(fact: Fact) -> tuple[Any, ...]:
    """The first three texts, companies, units or people of a fact and its other units, else its years and periods."""
    values = [getattr(fact, name) for name in type(fact).model_fields if name not in ("id", "source")]
    named = [value for value in values if isinstance(value, Text | Company | Unit | PersonId) and value]
    # Two entries of the installed base may differ in their units only.
    units = [value for value in named[MOST_NAMES:] if isinstance(value, Unit)]
    return (*named[:MOST_NAMES], *units) or tuple(value for value in values if isinstance(value, Year | Period))
