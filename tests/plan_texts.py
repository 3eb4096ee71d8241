"""Find the texts of a plan that a document should show, but does not show in full."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.outcomes import last_measurement
from kamdeck.model import PlanPart
from kamdeck.model.values import Company, Text, Unit
from kamdeck.plan_io import Plan
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.deck_reader import SPACE, Deck
from tests.report_reader import Report

NOT_SHOWN = {
    "account.aliases": "other spellings, by which `check` finds mixed-up accounts; not for readers",
    "vendor.aliases": "other spellings, by which names are recognised",
    "companies": "a catalogue shared by many plans; a company is shown where this plan names it",
    "units": "a catalogue; a unit is shown where the plan names it",
    "team": "a catalogue shared by many plans; one of ours is shown where this plan names him or her",
    "vendor.offerings": "a catalogue; an offering is shown where this plan offers it",
    "vendor.name": "on the slides we are 'we', named only where suppliers are compared",
    "ignore": "findings of `check` that its author has dismissed",
}
"""What no layout shows, and why."""
OMITTED_BY_REVIEW = {
    "profile.decision_process.how": "the profile says how each step can be influenced",
    "resources.options": "the profile lists the options for each role",
    "decisions.measure": "the profile says what each decision changes in numbers",
}
"""What the review leaves to the profile."""
Document = Deck | Report
ONLY_ON_DEAL_PAGES = ("deals.need", "deals.meddpicc", "deals.events")
"""What only the pages of deals show; the other deals are in a table."""


def texts(plan: Plan) -> Iterator[tuple[str, Text]]:
    """Every text of a plan that people read, with the path of its field."""
    for name in type(plan).model_fields:
        yield from _inside(getattr(plan, name), name)


def _inside(value: Any, path: str) -> Iterator[tuple[str, Text]]:
    match value:
        case Text():
            yield path, value
        case Company() | Unit():
            yield path, value.name
        case PlanPart():
            for name in type(value).model_fields:
                yield from _inside(getattr(value, name), f"{path}.{name}")
        case tuple():
            for entry in value:
                yield from _inside(entry, path)
        case dict():
            for key, entry in value.items():
                yield from _inside(key, path)
                yield from _inside(entry, path)


def missing_texts(plan: Plan, document: Document, language: str, layout: str = "review") -> list[str]:
    """The texts that the document does not show in full in the wording of its language."""
    wording = Wording(language, _terms(), plan).inner
    return [
        f"{path}: {wording.say(text)[:60]!r}"
        for path, text in expected_texts(plan, layout)
        if not (path == "notes" and _noted(wording.say(text), document)) and not document.says(wording.say(text))
    ]


def _noted(text: str, document: Document) -> bool:
    """Whether the speaker's notes contain a text; always true for a report, which has no notes."""
    if isinstance(document, Report):
        return True
    return SPACE.sub("", text) in SPACE.sub("", "\n".join(slide.notes or "" for slide in document.slides))


def expected_texts(plan: Plan, layout: str) -> list[tuple[str, Text]]:
    """The texts that a layout has to show."""
    every = [each for each in dict.fromkeys(texts(plan)) if not _under(each[0], NOT_SHOWN)]
    if layout == "profile":
        return every
    superseded = set(_superseded(plan))
    every = [each for each in every if each not in superseded]
    every = [(path, text) for path, text in every if not _under(path, OMITTED_BY_REVIEW)]
    paged = {text for deal in Analysis(plan).deals_to_discuss for _, text in _inside(deal, "deals")}
    return [(path, text) for path, text in every if text in paged or not _under(path, ONLY_ON_DEAL_PAGES)]


def _superseded(plan: Plan) -> Iterator[tuple[str, Text]]:
    """Texts in whose place documents show numbers, and sources of measurements before the last one."""
    for objective in plan.strategy.objectives:
        if objective.figure or objective.target_value is not None:
            yield from ((f"strategy.objectives.{name}", getattr(objective, name)) for name in ("target", "actual"))
    for outcome in plan.outcomes:
        last = last_measurement(outcome.measured)
        earlier = (each for each in outcome.measured if each is not last and each.source)
        yield from (("outcomes.measured.source", each.source) for each in earlier)


def _under(path: str, fields: Iterable[str]) -> bool:
    return any(path == field or path.startswith(f"{field}.") for field in fields)


@lru_cache
def _terms() -> Words:
    return Words()
