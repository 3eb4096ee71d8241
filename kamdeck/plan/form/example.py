"""Nothing goes in, the example that skeletons show comes out, in a language or in both."""

from functools import lru_cache
from typing import Any

from kamdeck.plan.catalogue import Catalogue, at
from kamdeck.plan.form.names import asset
from kamdeck.plan.form.sheets import Listing
from kamdeck.plan.model import Plan
from kamdeck.plan.written import Written, written


@lru_cache
def example() -> Written:
    """The example as it would be written, every text in both languages."""
    content = asset("example.yaml")
    return written(Plan.model_validate(content, context=Catalogue(content)))


def example_row(listing: Listing) -> Written:
    """The first entry of a list; where the list stands in another's entries, that of its first."""
    around = example_row(listing.parent) if listing.parent else example()
    found: Written = at(around, *listing.steps)[0]
    return {**found, "in": around.get("id")} if listing.parent else found


def spoken(value: Any, language: str) -> Any:
    """The example in one language; with `zh+en` as it is."""
    if language not in ("en", "zh"):
        return value
    match value:
        case {"en": english, "zh": chinese} if len(value) == 2:
            return english if language == "en" else chinese
        case dict():
            return {key: spoken(each, language) for key, each in value.items()}
        case list():
            return [spoken(each, language) for each in value]
        case _:
            return value
