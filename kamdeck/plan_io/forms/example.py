"""The example plan that forms show, in one language or two, with its dates moved to the quarter of the new plan."""

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Any

from kamdeck.languages import LANGUAGES, split_language
from kamdeck.model import Plan
from kamdeck.model.catalogue import Catalogue, at
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.periods import Month, Period, Quarter
from kamdeck.plan_io.forms.labels import asset
from kamdeck.plan_io.forms.sheets import ListSheet
from kamdeck.plan_io.serialize import PlanContent, serialize


@lru_cache
def example() -> PlanContent:
    """The example plan in its serialized form, with all texts in both of its languages."""
    content = asset("example.yaml")
    return serialize(Plan.model_validate(content, context=Catalogue(content)))


def example_of(period: str | None, deployment: Deployment = STANDARD) -> PlanContent:
    """The example plan with its days, months and years moved to a period, such as "2026-Q4", and a company's stages.

    Without a period, the example keeps its own quarter.
    """
    own = Quarter(example()["period"])
    asked = (Period.written(period, deployment.calendar) if period else None) or own
    moved: PlanContent = _moved(example(), asked, own)
    process = deployment.process
    moved["deals"] = [
        {**deal, "stage": str(process.meant(deal["stage"])[0])} if "stage" in deal else deal for deal in moved["deals"]
    ]
    return moved


def _moved(value: Any, asked: Period, own: Period) -> Any:
    """A value of the example, whose period is `own`, as it is for the period that is asked for."""
    months, years = asked.first_month - own.first_month, asked.first_day.year - own.first_day.year
    match value:
        case dict():
            return {
                _moved(key, asked, own): each + years if key == "year" else _moved(each, asked, own)
                for key, each in value.items()
            }
        case list():
            return [_moved(each, asked, own) for each in value]
        case date():
            year, month = divmod(value.year * 12 + value.month - 1 + months, 12)
            # The day may not exist in the other month, as 31 does not in November.
            return date(year, month + 1, min(value.day, monthrange(year, month + 1)[1]))
        case str() if Month.matches(value):
            return str(Month.of(_moved(Month(value).first_day, asked, own)))
        case str() if Quarter.matches(value):
            return str(asked.around(_moved(Quarter(value).first_day, asked, own)))
        case _:
            return value


def example_row(listing: ListSheet) -> PlanContent:
    """The first entry of a list in the example plan.

    Of a list inside of another list's entries, such as a deal's steps, it is the first entry of the first entry, which
    also names its parent under "in".
    """
    parent = example_row(listing.parent) if listing.parent else example()
    found: PlanContent = at(parent, *listing.steps)[0]
    return {**found, "in": parent[listing.parent.name_field.key]} if listing.parent else found


def in_languages(value: Any, language: str) -> Any:
    """A value of the example with the texts in one language, or in those of a pair that the example has.

    Texts without the language are in English.
    """
    match value:
        case {"en": english} if set(value) <= set(LANGUAGES):
            found = {each: value[each] for each in split_language(language) if each in value}
            return found if len(found) > 1 else next(iter(found.values()), english)
        case dict():
            return {key: in_languages(each, language) for key, each in value.items()}
        case list():
            return [in_languages(each, language) for each in value]
        case _:
            return value
