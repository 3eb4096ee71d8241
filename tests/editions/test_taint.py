"""No mark on an internal value of a plan reaches a file of the customer's edition, in any part of it."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kamdeck
from kamdeck.editions import for_customer
from kamdeck.job import Rendering
from kamdeck.languages import document_languages
from kamdeck.model.deployment import Deployment
from kamdeck.plan_io import load
from kamdeck.plan_io.deployment import deployment_for
from kamdeck.plan_io.serialize import serialize
from kamdeck.problems import Problems
from kamdeck.render import Rendered, render
from kamdeck.resources import LAYOUTS
from tests.editions.taint import WORD, marks_in, tainted
from tests.hostile_plan import hostile
from tests.large_plan import large
from tests.plan_strategies import plans_for_customers
from tests.powerpoint_brands import four_to_three, loud, portrait
from tests.word_brands import bare, chinese, letter, numbered

LAYOUT_NAMES = ("customer", "customer-profile", "customer-brief", "review", "profile", "executive", "team", "brief")
SPARSE = "the customer may see"
BRANDS = {
    "deck": {"usual": None, "four_to_three": four_to_three, "portrait": portrait, "loud": loud},
    "report": {"usual": None, "letter": letter, "chinese": chinese, "bare": bare, "numbered": numbered},
}
"""Brands by medium; the usual one is kamdeck's, all others are invented here."""
OWN = {
    "account.secret": ("account",),
    "profile.people.secret": ("profile", "people"),
    "promises.secret": ("promises",),
    "actions.secret": ("actions",),
    "strategy.roadmap.secret": ("strategy", "roadmap"),
}
"""Internal fields of a company, by their names in kamdeck.yaml, with the paths to what has them."""


def of_example(name: str) -> dict[str, object]:
    content = serialize(load(f"plans/{name}.yaml"))
    content.pop("previous", None)
    return tainted(content)


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """A company with internal fields of its own."""
    folder = tmp_path_factory.mktemp("company")
    (folder / "kamdeck.yaml").write_text("fields: {" + ", ".join(f"{name}: {{}}" for name in OWN) + "}\n", "utf-8")
    return deployment_for(folder)


def with_own_fields(content: dict[str, Any]) -> dict[str, Any]:
    """The content with a mark in each internal field of the company."""
    found = deepcopy(content)
    for path in OWN.values():
        parts = [found]
        for step in path:
            parts = [each for part in parts for each in _listed(part.get(step))]
        for part in parts:
            part["secret"] = f"{WORD} of the company"
    return found


def _listed(value: Any) -> list[dict[str, Any]]:
    return value if isinstance(value, list) else [value] if isinstance(value, dict) else []


@pytest.fixture(scope="module")
def brands(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path | None]:
    """The file of each brand; none for the usual ones."""
    folder, found = tmp_path_factory.mktemp("brands"), dict[str, Path | None]()
    for medium, suffix in (("deck", "pptx"), ("report", "docx")):
        for name, make in BRANDS[medium].items():
            found[name] = folder / f"{name}.{suffix}" if make else None
            if make:
                (folder / f"{name}.{suffix}").write_bytes(make())
    return found


@pytest.fixture(scope="module")
def deck() -> Rendered:
    return render(kamdeck.load(of_example("meridian-motion")), Rendering("en", edition="customer"))


def test_the_deck_for_the_customer_has_no_mark(deck: Rendered):
    assert deck.slides >= 8
    assert not list(marks_in(deck.blob))
    assert "zqxk" not in deck.name
    assert b"zqxk" not in deck.record.lower()


def test_the_internal_deck_has_marks_of_both_kinds():
    # Otherwise the test above would find nothing in any file.
    plan = kamdeck.load(of_example("qinghe-retail"))
    found = list(marks_in(render(plan, Rendering("en", "review")).blob))
    assert any("a word" in each for each in found)
    assert any("739" in each.replace(",", "").replace(".", "") for each in found)


def marks_left(content: dict[str, Any], deployment: Deployment) -> list[str]:
    """The marked values in the plan for the customer; kamdeck's layouts name few fields that are internal."""
    reduced = for_customer(kamdeck.load(with_own_fields(tainted(content)), deployment=deployment))
    return [each for each in values_in(serialize(reduced)) if WORD in each.lower() or re.match("0?[.]?0?739", each)]


def values_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from values_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from values_in(each)
    else:
        yield str(value)


@pytest.mark.long
@given(content=plans_for_customers())
def test_no_value_with_a_mark_is_left_in_a_plan_for_the_customer(deployment: Deployment, content: dict[str, Any]):
    assert not marks_left(content, deployment)


def test_marks_are_found_where_the_plan_is_not_reduced(deployment: Deployment, monkeypatch: pytest.MonkeyPatch):
    content = serialize(load("plans/qinghe-retail.yaml"))
    content.pop("previous", None)
    assert not marks_left(content, deployment)
    monkeypatch.setattr("kamdeck.editions.reduction._is_shown", lambda part, name, *, shared: True)
    found = marks_left(content, deployment)
    assert any(WORD in each for each in found)
    assert any(each.startswith("739") for each in found)


@pytest.mark.parametrize(
    ("medium", "brand", "language"), [("deck", "usual", "zh"), ("deck", "loud", "de+ja"), ("report", "bare", "ja")]
)
def test_a_small_plan_has_no_mark(
    brands: dict[str, Path | None], deployment: Deployment, medium: Any, brand: str, language: str
):
    content = {
        "period": "2026-Q4",
        "account": {"id": "acme", "name": "Acme", "tier": "key"},
        "promises": [{"text": "A report", "action": "A1"}],
        "actions": [{"id": "A1", "action": "Visit", "outcome": "weak", "shared": True}, {"action": "Lobby"}],
        "outcomes": [{"outcome": "Faster", "baseline": 9, "measured": [{"value": 4}]}],
        "strategy": {"roadmap": [{"item": "Move", "source": "a friend"}], "objectives": [{"objective": "Grow"}]},
    }
    plan = kamdeck.load(with_own_fields(tainted(content)), deployment=deployment)
    assert plan.account.own["secret"]
    layout = "customer" if medium == "deck" else "customer-profile"
    made = render(plan, Rendering(language, layout, brands[brand], medium, edition="customer"))
    assert not list(marks_in(made.blob))


@pytest.mark.long
@pytest.mark.parametrize(("medium", "brand"), [(medium, name) for medium, known in BRANDS.items() for name in known])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    content=plans_for_customers(),
    layout=st.sampled_from(LAYOUT_NAMES),
    language=st.sampled_from(document_languages()),
)
def test_no_plan_layout_language_medium_or_brand_shows_a_mark(
    brands: dict[str, Path | None],
    deployment: Deployment,
    medium: Any,
    brand: str,
    content: dict[str, Any],
    layout: str,
    language: str,
):
    plan = kamdeck.load(with_own_fields(tainted(content)), deployment=deployment)
    try:
        made = render(plan, Rendering(language, layout, brands[brand], medium, edition="customer"))
    except Problems as error:
        assert SPARSE in str(error) or "shows nothing" in str(error) or "one page" in str(error), str(error)
        return
    assert not list(marks_in(made.blob))
    assert json.loads(made.record)["texts"]


@pytest.mark.long
@pytest.mark.parametrize("make", [hostile, large])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_strange_and_large_plans_show_no_mark_and_are_traced(make, language: str):
    plan = kamdeck.load(tainted(make()))
    for layout in LAYOUT_NAMES[:3]:
        assert not list(marks_in(render(plan, Rendering(language, layout, edition="customer")).blob))


@pytest.mark.long
@pytest.mark.parametrize("name", ["huaxing-bank", "meridian-motion", "qinghe-retail"])
def test_the_examples_show_no_mark_in_any_language(name: str):
    plan = kamdeck.load(of_example(name))
    for language in sorted(each.stem for each in (LAYOUTS / "words").glob("*.yaml")):
        for layout in LAYOUT_NAMES[:3]:
            assert not list(marks_in(render(plan, Rendering(language, layout, edition="customer")).blob))
