"""Example and generated plans by name, and their review decks; each is loaded or rendered once per process."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kamdeck.job import Rendering
from kamdeck.plan_io import Plan, load, loads
from kamdeck.render import Rendered, render
from tests.choices import in_ci
from tests.deck_reader import Deck
from tests.hostile_plan import hostile
from tests.large_plan import large

ROOT = Path(__file__).parent.parent
PLANS = ROOT / "plans"
EXAMPLES = ("huaxing-bank", "meridian-motion", "qinghe-retail")
EMPTY = {"period": "2026-Q4", "account": {"id": "empty", "name": "Empty"}}
GENERATED = {"large": large, "hostile": hostile, "empty": lambda: EMPTY}
TESTED_LANGUAGES = ("en", "zh", "zh+en")
"""The languages in which tests render every example."""
EVERY_EXAMPLE = [(name, language) for name in EXAMPLES for language in TESTED_LANGUAGES]
"""Every example in every language."""
CROSSED = [("huaxing-bank", "zh+en"), ("meridian-motion", "en"), ("qinghe-retail", "zh")]
"""Each example once, in each language once."""
CROSSED_AND_IN_CI_EVERY = [*CROSSED, *in_ci(each for each in EVERY_EXAMPLE if each not in CROSSED)]
"""The same, and in CI every example in every language."""


def to_yaml(mapping: dict[str, Any]) -> str:
    """A plan's mapping as YAML text."""
    return str(yaml.dump(mapping, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))


@lru_cache
def plan_of(name: str) -> Plan:
    """An example plan from `plans/`, or a generated one, by its name."""
    return loads(to_yaml(GENERATED[name]())) if name in GENERATED else load(PLANS / f"{name}.yaml")


def spoken(name: str, language: str | None) -> str | None:
    """A language, by default that which the plan names, so that a document stands in a cache once."""
    return language or plan_of(name).language


def rendered_review(name: str, language: str | None = None) -> Rendered:
    """The review of a plan in a language; None means the plan's own."""
    return _rendered_review(name, spoken(name, language))


@lru_cache
def _rendered_review(name: str, language: str | None) -> Rendered:
    return render(plan_of(name), Rendering(language))


def deck_of(name: str, language: str | None = None) -> Deck:
    """The same review, read back from its bytes."""
    return _deck_of(name, spoken(name, language))


@lru_cache
def _deck_of(name: str, language: str | None) -> Deck:
    return Deck(rendered_review(name, language).blob)
