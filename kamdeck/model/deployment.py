"""A company's own vocabulary, which every plan, figure, document and rule of its deployment uses.

It is read from `kamdeck.yaml` once, and reaches everything else through `Plan.deployment`.
"""

from dataclasses import dataclass

from kamdeck.model.rates import NO_RATES, Rates
from kamdeck.model.stages import SIX_STAGES, SalesProcess
from kamdeck.model.year_calendar import CALENDAR, YearCalendar


@dataclass(frozen=True)
class Deployment:
    """What a company has said once for all of its plans.

    Args:
        process: The stages of its sales.
        calendar: How it counts its years.
        rates: What its currencies are worth.
    """

    process: SalesProcess = SIX_STAGES
    calendar: YearCalendar = CALENDAR
    rates: Rates = NO_RATES


STANDARD = Deployment()
"""The vocabulary of a company that has said nothing."""
