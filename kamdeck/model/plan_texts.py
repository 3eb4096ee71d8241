"""Lists the texts, company names and unit names in a plan, with their paths and audiences."""

from functools import lru_cache

from kamdeck.dataclass import dataclass
from kamdeck.model.deployment import Deployment
from kamdeck.model.fact import Fact, PlanPart, audience, is_shareable
from kamdeck.model.paths import Where
from kamdeck.model.plan import Plan
from kamdeck.model.values import Company, Text, Unit

TEXT_TYPES = (Text, Company, Unit)


@dataclass(frozen=True, slots=True)
class PlanText:
    """A text, a company or a unit in the plan; `shown` says whether the customer may see it."""

    where: Where
    value: Text | Company | Unit
    shown: bool


def plan_texts(plan: Plan) -> tuple[PlanText, ...]:
    """The texts, companies and units of a plan, in the order of its fields."""
    collector = _Collector(plan.deployment)
    collector.collect(plan, (), True)
    return tuple(collector.texts)


@lru_cache(maxsize=128)
def _fields(part: type[PlanPart], shared: bool) -> dict[str, tuple[str, bool]]:
    """Attribute → key in the plan file, and whether the customer may see the field, of a fact that is shared or not."""
    return {
        name: (field.alias or name, audience(part, name) == "everyone" or (shared and is_shareable(part, name)))
        for name, field in part.model_fields.items()
    }


class _Collector:
    """Appends the texts of parts to a list, which is faster than nested generators."""

    def __init__(self, deployment: Deployment) -> None:
        self._deployment = deployment
        self.texts: list[PlanText] = []

    def collect(self, part: PlanPart, where: Where, shown: bool) -> None:
        """Adds the texts of a part."""
        given = part.model_fields_set
        if isinstance(part, Fact) and part.audience:
            shown = False
        # The list of actions is shown as far as its entries are shared.
        shared = isinstance(part, Plan) or getattr(part, "shared", False) is True
        for name, (key, public) in _fields(type(part), shared).items():
            # Defaults, such as an empty `Profile`, have no texts.
            if name in given:
                self._value(getattr(part, name), (*where, key), shown and public)
        for key, field in self._deployment.fields_of(type(part)).items():
            self._value(part.own.get(key), (*where, key), shown and field.audience == "everyone")

    def _value(self, value: object, where: Where, shown: bool) -> None:
        if isinstance(value, TEXT_TYPES):
            self.texts.append(PlanText(where, value, shown))
        elif isinstance(value, PlanPart):
            self.collect(value, where, shown)
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                self._value(each, (*where, index), shown)
        elif isinstance(value, dict):
            for key, each in value.items():
                # Satisfaction scores of competitors have companies as keys.
                if isinstance(key, Company):
                    self.texts.append(PlanText(where, key, shown))
                self._value(each, (*where, str(key)), shown)
