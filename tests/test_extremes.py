"""An extreme value in any field of a plan gives a complete document or a problem with a place."""

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Any

import pytest

from kamdeck.analysis.quality import quality_of
from kamdeck.job import Rendering
from kamdeck.model.plausible_amounts import amount_warnings
from kamdeck.plan_io import Plan, loads
from kamdeck.plan_io.serialize import serialize as mapping_of
from kamdeck.problems import Problems
from kamdeck.render import render
from kamdeck.theme import Medium
from tests.choices import in_ci
from tests.example_decks import plan_of

KHMER = "សេចក្តីប្រកាសជាសកលស្តីពីសិទ្ធិមនុស្ស"
NUMBERS = (1e308, -1e308, 1e15, -1e15, 1e-300, 0, -7, 10**400, "nan", "-inf", "1e999", "9" * 400)
DATES = (
    "0001-01-01",
    "1800-01-01",
    "2199-12-31",
    "9999-12-31",
    "2026-02-30",
    "0000",
    "0001",
    "2199",
    "9999-Q4",
    "2026-13",
)
TEXTS = (
    "a" + " " * 5000 + "b",
    (KHMER * 30)[:900],
    "W" * 900,
    "\u202e" + "👨‍👩‍👧‍👦" * 60,
    "a\u0301" + "\u3000" * 99 + "\t" * 99 + "\n" * 99 + "\u2028b",
)
NAMES = frozenset(("id", "period", "format", "language", "currency", "unit", "previous", "include", "rule"))
"""Fields that identify the plan, or refer to another part of it."""
SAMPLE = (*NUMBERS[::3], *DATES[::3])
"""The values that are tried by default; CI tries all."""
ROUNDS = 8
MANY = 150
"""Texts take anything, so that at least so many fields hold the extreme value."""


@lru_cache
def base() -> dict[str, Any]:
    """The bank's plan with an additional entry in each list; no other part refers to it."""
    return _cut(json.loads(json.dumps(mapping_of(plan_of("huaxing-bank")), default=str)), "")


def _cut(value: Any, key: str) -> Any:
    if isinstance(value, list):
        kept = value if key in ("people", "team", "companies", "units", "offerings", "deals", "actions") else value[:1]
        return [_cut(each, key) for each in kept]
    if isinstance(value, dict):
        return {name: _cut(each, name) for name, each in value.items() if name not in ("previous", "ignore")}
    return value


@lru_cache
def every() -> frozenset[str]:
    """The paths of all scalars that may be replaced; in lists, those of the first entry."""
    return frozenset(_paths(base(), ""))


def _paths(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in NAMES:
                yield from _paths(each, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for each in value[:1]:
            yield from _paths(each, f"{path}[0]")
    else:
        yield path


def _with(value: Any, extreme: Any, kept: set[str], path: str = "") -> Any:
    """The plan with an extreme value in each of these fields, except those that refuse it."""
    if isinstance(value, dict):
        return {
            name: each if name in NAMES else _with(each, extreme, kept, f"{path}.{name}".lstrip("."))
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [_with(each, extreme, kept, f"{path}[{at}]") if at < 1 else each for at, each in enumerate(value)]
    return value if path in kept else extreme


def loaded(extreme: Any) -> tuple[Plan, set[str]]:
    """The plan with an extreme value in each field that accepts it, and the paths of the others."""
    kept: set[str] = set()
    for _ in range(ROUNDS):
        try:
            return loads(json.dumps(_with(base(), extreme, kept), ensure_ascii=False), with_previous=False), kept
        except Problems as refused:
            assert all(each.place is not None and each.message for each in refused.problems)
            paths = {each.path for each in refused.problems if each.path}
            # A due date that is kept can be before an extreme start.
            paths |= {path.removesuffix("due") + "start" for path in paths & kept if path.endswith(".due")}
            kept |= {each for each in every() if any(each.startswith(path) or path.startswith(each) for path in paths)}
    raise AssertionError("the plan is never read")


@pytest.mark.parametrize(
    "extreme",
    [*SAMPLE, *TEXTS, *in_ci(each for each in (*NUMBERS, *DATES) if each not in SAMPLE)],
    ids=lambda value: repr(value)[:24],
)
def test_any_field_accepts_or_refuses_an_extreme_value(extreme: Any):
    plan, kept = loaded(extreme)
    assert len(every() - kept) > MANY
    assert quality_of(plan).score <= 100
    assert len(amount_warnings(plan)) < 30


SHOWN = [(1e15, "deck"), ("0001", "report"), (TEXTS[4], "deck")]
IN_CI = product((1e15, "0001", TEXTS[4], -7, "2199-12-31", TEXTS[0], TEXTS[3]), ("deck", "report"))


@pytest.mark.parametrize(
    ("extreme", "medium"),
    [*SHOWN, *in_ci(each for each in IN_CI if each not in SHOWN)],
    ids=lambda value: repr(value)[:24],
)
def test_a_plan_of_extreme_values_is_shown_whole(extreme: Any, medium: Medium):
    plan, _ = loaded(extreme)
    layout = "review" if medium == "deck" else "profile"
    assert render(plan, Rendering(layout=layout, medium=medium, language="zh+en")).blob
