"""A search for phrases in the texts of a plan; `kamdeck/lexicon.yaml` has those that should not be there."""

import re
from collections.abc import Callable, Iterable

from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.model.paths import Where
from kamdeck.model.plan_texts import PlanText


def phrases_found(
    review: PlanUnderReview, phrases: Iterable[str], included: Callable[[PlanText], bool]
) -> list[tuple[Where, tuple[str, ...]]]:
    """The texts of a plan that contain some of the phrases, each as its place and the phrases that it contains.

    `phrases` are in lower case; `included` says which texts are searched.
    """
    # Searching all texts at once for a phrase is much cheaper than one by one, and most phrases are in no text.
    present = [phrase for phrase in phrases if review.may_contain(phrase)]
    if not present:
        return []
    found = [
        (
            each.where,
            tuple(phrase for phrase in present if any(contains(part.casefold(), phrase) for part in text.parts)),
        )
        for each, text in review.texts
        if included(each)
    ]
    return [(where, phrases) for where, phrases in found if phrases]


def contains(text: str, phrase: str) -> bool:
    """Whether a text in lower case contains a phrase; a phrase in Latin letters only as whole words."""
    if phrase not in text:
        return False
    before = r"(?<!\w)" if phrase[0].isascii() and phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isascii() and phrase[-1].isalnum() else ""
    # With re.ASCII a Chinese character is not a letter, so that a word beside one is found as well.
    return bool(re.search(f"{before}{re.escape(phrase)}{after}", text, re.ASCII))
