"""A plan in which every field of the model has a value that no other field has, as the mapping of a plan file.

The fields are those that forms list, which are derived from the model. Every list has two entries.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

from kamdeck.model.numbers import Score, Strength
from kamdeck.model.periods import Month
from kamdeck.model.values import ActionId, Company, DealId, Id, MemberId, OfferingId, PersonId
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.sheets import PARENT, ListSheet, forms_of
from tests.plan_strategies import nested

ENTRIES = 2
TEXTS = (FieldKind.TEXT, FieldKind.NAME, FieldKind.PLAIN)
NUMBERS = (FieldKind.NUMBER, FieldKind.MEASURE)
LISTS: dict[type[Id], str] = {
    PersonId: "profile.people",
    MemberId: "team",
    DealId: "deals",
    ActionId: "actions",
    OfferingId: "vendor.offerings",
}
"""The list to which each kind of id refers."""
ALTERNATIVES = {
    "strategy.objectives": (("figure",), ("value", "unit")),
    "decisions": (("measure.figure",), ("measure.name", "measure.unit")),
}
"""What the first and the second entry of a list leave out, since a plan says one or the other."""
FIXED = {
    "account.id": "marked",
    "account.website": "https://example.com/marked-site",
    "period": "2026-Q4",
    "review_date": "2026-10-17",
    "money.currency": "CHF",
    "profile.money.currency": "NOK",
}
SHARES = (0.37, 0.63)
"""The shares of the suppliers, and the weights of the criteria, which documents show as shares."""
LEFT_OUT = (
    "format",
    "include",
    "previous",
    "language",
    "ignore",
    "profile.people.reports_to",
    "profile.it.suppliers.share",
)
"""Fields with values that depend on other files or fields."""


def marked() -> dict[str, Any]:
    """The mapping of the plan."""
    values = _Values()
    pairs: dict[str, Any] = {}
    for page in forms_of().pages.values():
        for field in page.fields.values():
            if field.key not in LEFT_OUT:
                pairs[field.key] = FIXED.get(field.key) or values.of_field(field, 0)
    for listing in forms_of().listings.values():
        if listing.parent is None and listing.key not in LEFT_OUT:
            pairs[listing.key] = [values.entry(listing, number) for number in range(ENTRIES)]
    plan = nested(pairs)
    plan["profile"]["people"][1]["reports_to"] = plan["profile"]["people"][0]["id"]
    for number, share in enumerate(SHARES):
        plan["profile"]["it"]["suppliers"][number]["share"] = share
        plan["profile"]["satisfaction"][number]["weight"] = share
    return plan


class _Values:
    """Makes values that no other field has, as far as the type of the field allows."""

    def __init__(self) -> None:
        self._texts, self._days, self._numbers, self._years = count(100), count(), count(113), count(1961)
        self._counts: dict[Any, Iterator[int]] = {}

    def entry(self, listing: ListSheet, number: int) -> dict[str, Any]:
        """An entry of a list, with the lists in it."""
        left_out = (PARENT, *ALTERNATIVES.get(listing.key, ((), ()))[number])
        found = {
            field.key: target(_kind_of(listing), number) if field.key == "id" else self.of_field(field, number)
            for field in listing.fields
            if field.key not in left_out and f"{listing.key}.{field.key}" not in LEFT_OUT
        }
        for inner in forms_of().listings.values():
            if inner.parent is listing:
                found[".".join(inner.steps)] = [self.entry(inner, number) for number in range(ENTRIES)]
        return nested(found)

    def of_field(self, field: FormField, number: int) -> Any:
        """A value, or a list or mapping with one."""
        value = self._value(field, number)
        if field.per is Month:
            return {("2026-10", "2026-11")[number]: value}
        if field.per is Company:
            return {f"Mark{next(self._texts)}x": value}
        return [value] if field.many else value

    def _value(self, field: FormField, number: int) -> Any:
        match field.kind:
            case FieldKind.TEXT | FieldKind.NAME | FieldKind.PLAIN:
                return f"Mark{next(self._texts)}x"
            case FieldKind.ID:
                return target(field.type, self._next(field.type))
            case FieldKind.WORD:
                return list(field.words)[self._next(field.type) % len(field.words)]
            case FieldKind.FLAG:
                return number == 1
            case FieldKind.SHARE:
                return f"{10 + self._next(FieldKind.SHARE) % 80} %"
            case FieldKind.NUMBER if field.type in (Score, Strength):
                least, greatest = field.type.bounds
                return least + self._next(field.type) * 0.1 % (greatest - least)
            case FieldKind.NUMBER | FieldKind.MEASURE:
                return next(self._numbers)
            case FieldKind.YEAR:
                return next(self._years)
            case FieldKind.YEAR_OR_DAY if number:
                return next(self._years)
            case FieldKind.QUARTER:
                return ("2026-Q3", "2026-Q4")[number]
            case _:
                return (date(2025, 1, 2) + timedelta(next(self._days))).isoformat()

    def _next(self, kind: Any) -> int:
        return next(self._counts.setdefault(kind, count()))


def target(kind: type[Id] | None, number: int) -> str:
    """The id of an entry; of lists to which no ids refer, a text."""
    return f"{kind.__name__.lower() if kind else 'entry'}-{number % ENTRIES}"


def _kind_of(listing: ListSheet) -> type[Id] | None:
    return next((kind for kind, place in LISTS.items() if place == listing.key), None)
