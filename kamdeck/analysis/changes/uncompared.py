"""What cannot be compared between two plans, so that nobody takes a missing change for no change."""

from collections.abc import Callable, Iterator
from typing import Any

from kamdeck.analysis.changes.actions import matched_actions
from kamdeck.analysis.changes.competition import matched_criteria, matched_fields, matched_rivals
from kamdeck.analysis.changes.outcomes import matched_outcomes
from kamdeck.analysis.changes.people import matched_people
from kamdeck.analysis.changes.promises import matched_promises
from kamdeck.analysis.changes.risks import matched_risks
from kamdeck.analysis.figures.pipeline import matched_deals
from kamdeck.analysis.matching import Matched
from kamdeck.dataclass import dataclass
from kamdeck.model import Plan
from kamdeck.model.values import Word

MATCHED: dict[str, Callable[[Plan, Plan], Matched[Any]]] = {
    "deals": matched_deals,
    "people": matched_people,
    "actions": matched_actions,
    "promises": matched_promises,
    "satisfaction": matched_criteria,
    "competition": matched_rivals,
    "whitespace": matched_fields,
    "outcomes": matched_outcomes,
    "risks": matched_risks,
}
"""How the entries of each list are matched, by the list's name."""


class Limit(Word):
    """Why something cannot be compared."""

    CURRENCY = "currency"
    CUSTOMER_CURRENCY = "customer_currency"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Uncompared:
    """Something that cannot be compared: `before` and `after` are currencies, or numbers of entries of `what`."""

    kind: Limit
    what: str
    before: str
    after: str


def limits(old: Plan, new: Plan) -> Iterator[Uncompared]:
    """What cannot be compared: amounts in two currencies, and entries whose texts are in two languages."""
    ours, theirs = (old.money.currency, new.money.currency), (old.customer_money, new.customer_money)
    # Currencies only matter if there are amounts in both plans.
    if ours[0] != ours[1] and all(plan.deals or plan.targets for plan in (old, new)):
        yield Uncompared(Limit.CURRENCY, "money", *ours)
    customers = (theirs[0].currency, theirs[1].currency)
    if customers[0] != customers[1] and customers != ours and all(plan.profile for plan in (old, new)):
        yield Uncompared(Limit.CUSTOMER_CURRENCY, "profile.money", *customers)
    for what, matched in MATCHED.items():
        before, after = matched(old, new).uncertain
        if before or after:
            yield Uncompared(Limit.LANGUAGE, what, str(len(before)), str(len(after)))
