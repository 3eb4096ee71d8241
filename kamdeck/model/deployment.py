"""A company's own vocabulary, which every plan, figure, document and rule of its deployment uses.

It is read from `kamdeck.yaml` once, and reaches everything else through `Plan.deployment`.
"""

from collections.abc import Mapping, Set
from functools import cached_property

from kamdeck.dataclass import dataclass
from kamdeck.model.own_fields import OwnField
from kamdeck.model.own_rules import OUR_RULES, RuleSettings
from kamdeck.model.rates import NO_RATES, Rates
from kamdeck.model.stages import SIX_STAGES, SalesProcess
from kamdeck.model.year_calendar import CALENDAR, YearCalendar

NO_FIELDS: Mapping[str, OwnField] = {}


@dataclass(frozen=True)
class Deployment:
    """The settings of a company that hold for all of its plans.

    Args:
        process: The stages of its sales.
        calendar: Its business years.
        rates: The exchange rates of its currencies.
        fields: The fields that it adds to plans.
        rules: Its changes to the rules of `kamdeck check`.
    """

    process: SalesProcess = SIX_STAGES
    calendar: YearCalendar = CALENDAR
    rates: Rates = NO_RATES
    fields: tuple[OwnField, ...] = ()
    rules: RuleSettings = OUR_RULES

    @cached_property
    def _fields_by_part(self) -> dict[type, dict[str, OwnField]]:
        found: dict[type, dict[str, OwnField]] = {}
        for field in self.fields:
            found.setdefault(field.part, {})[field.key] = field
        return found

    @cached_property
    def _holders(self) -> dict[type, set[str]]:
        found: dict[type, set[str]] = {}
        for field in self.fields:
            for part, key in field.holders:
                found.setdefault(part, set()).add(key)
        return found

    def keys_to_fields(self, part: type) -> Set[str]:
        """The keys of a class of mappings that lead to mappings with fields of the company."""
        return self._holders.get(part, frozenset())

    def fields_of(self, part: type) -> Mapping[str, OwnField]:
        """The company's fields of a class of mappings, by their keys."""
        return self._fields_by_part.get(part, NO_FIELDS)


STANDARD = Deployment()
"""The settings of a company without a `kamdeck.yaml`."""
