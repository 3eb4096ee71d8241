"""Words for tests of blocks: the formats of a language, and no names but those of the test."""

from collections.abc import Mapping
from functools import cache

from kamdeck.catalog import Catalog, catalog
from kamdeck.insights.change_messages import AnyChange, change_message
from kamdeck.model import Plan
from kamdeck.model.values import Text
from kamdeck.wording import Wording
from kamdeck.words import Words


def without_names(names: Mapping[str, Text] | None = None) -> Words:
    """Words in which a term is named by the last word of its key unless `names` has it."""

    @cache
    def formats(language: str) -> Catalog:
        kept = ("format.", "card.", "counted.", "legend.people_shown", "stance.", "stub.", "word.of", "more.")
        return Catalog(
            language, {key: entry for key, entry in catalog(language).entries.items() if key.startswith(kept)}
        )

    return Words(names or {}, formats)


def change_sentence(change: AnyChange, wording: Wording) -> str:
    """What a change says, as a part of a sentence."""
    assert isinstance(wording.plan, Plan)
    return wording.phrase(change_message(change, wording.plan))
