"""No mark on an internal value of a plan reaches a file of the customer's edition, in any part of it."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kamdeck
from kamdeck.job import Rendering
from kamdeck.plan_io import load
from kamdeck.plan_io.serialize import serialize
from kamdeck.problems import Problems
from kamdeck.render import Rendered, render
from kamdeck.resources import LAYOUTS
from tests.editions.taint import marks_in, tainted
from tests.hostile_plan import hostile
from tests.large_plan import large
from tests.plan_strategies import plans_for_customers
from tests.powerpoint_brands import four_to_three
from tests.word_brands import letter

LAYOUT_NAMES = ("customer", "customer-profile", "customer-brief", "review", "profile")
SPARSE = "the customer may see"


def of_example(name: str) -> dict[str, object]:
    content = serialize(load(f"plans/{name}.yaml"))
    content.pop("previous", None)
    return tainted(content)


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


def test_a_random_plan_has_no_mark():
    content = {
        "period": "2026-Q4",
        "account": {"id": "acme", "name": "Acme", "tier": "key"},
        "promises": [{"text": "A report", "action": "A1"}],
        "actions": [{"id": "A1", "action": "Visit", "outcome": "weak", "shared": True}, {"action": "Lobby"}],
        "outcomes": [{"outcome": "Faster", "baseline": 9, "measured": [{"value": 4}]}],
        "strategy": {"roadmap": [{"item": "Move", "source": "a friend"}], "objectives": [{"objective": "Grow"}]},
    }
    made = render(kamdeck.load(tainted(content)), Rendering("zh", edition="customer"))
    assert not list(marks_in(made.blob))


@pytest.mark.long
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    content=plans_for_customers(),
    layout=st.sampled_from(LAYOUT_NAMES),
    language=st.sampled_from(("en", "zh", "de", "ja", "zh+en", "de+ja")),
    medium=st.sampled_from(("deck", "report")),
    own=st.booleans(),
)
def test_no_plan_layout_language_medium_or_brand_shows_a_mark(
    tmp_path_factory: pytest.TempPathFactory, content: dict, layout: str, language: str, medium: str, own: bool
):
    plan = kamdeck.load(tainted(content))
    brand = None if own else _other_brand(tmp_path_factory.mktemp("brands"), medium)
    try:
        made = render(plan, Rendering(language, layout, brand, medium, edition="customer"))
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


def _other_brand(folder: Path, medium: str) -> Path:
    path = folder / ("brand.pptx" if medium == "deck" else "brand.docx")
    path.write_bytes(four_to_three() if medium == "deck" else letter())
    return path
