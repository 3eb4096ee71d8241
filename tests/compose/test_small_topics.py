"""A topic of one thing, such as one decision, shows more of it or what belongs to it, and leaves no slide half empty."""

from functools import lru_cache
from typing import Any

import yaml

from kamdeck.job import Rendering
from kamdeck.plan_io import loads
from kamdeck.render import render
from tests.deck_reader import Deck, Slide
from tests.example_decks import PLANS, to_yaml


@lru_cache
def small_deck() -> Deck:
    """The review of a plan that has one decision, one competitor that contests one deal, and one role in excess."""
    plan: dict[str, Any] = yaml.safe_load((PLANS / "meridian-motion.yaml").read_text(encoding="utf-8"))
    plan["decisions"] = [{"ask": "Lend two servers", "effect": "Keeps the deal", "due": "2026-10-23"}]
    (rival,) = (each for each in plan["competition"] if each["company"] == "adatum")
    plan["competition"] = [{**rival, "strategy": "Bundle licences", "position": "Largest supplier"}]
    first, *others = ({**deal, "competitors": []} for deal in plan["deals"])
    plan["deals"] = [{**first, "competitors": ["adatum"], "next_step": "Show the trial"}, *others]
    plan["resources"] = [{"role": "Architects", "capacity": 20, "demand": {"2026-11": 26, "2026-12": 18}}]
    plan["include"] = str(PLANS / "company.yaml")
    return Deck(render(loads(to_yaml(plan)), Rendering("en")).blob)


def slide_of(topic: str) -> Slide:
    (found,) = (each for each in small_deck().slides if any(topic in text for text in each.paragraphs[:3]))
    return found


def test_below_the_only_decision_stands_what_is_due_next():
    texts = slide_of("Decisions asked").paragraphs
    assert "Lend two servers" in texts and "Due within 30 days" in texts
    assert not any(text.startswith("Before and after") for text in texts)


def test_the_card_of_the_only_competitor_says_all_and_below_it_stand_its_deal_and_its_products():
    texts = slide_of("How will we win").paragraphs
    assert any("Bundle licences" in text for text in texts) and any("Largest supplier" in text for text in texts)
    assert {"Show the trial", "What they hold today"} <= set(texts)


def test_the_chart_of_the_only_role_has_the_slide_without_a_row_of_cells_that_repeats_it():
    slide = slide_of("Load against capacity")
    (chart,) = (slide.place(shape) for shape in slide.shapes if shape.chart is not None)
    assert not any(text.startswith("130") for text in slide.paragraphs), "a cell of the load"
    assert "Deals closing meanwhile" in slide.paragraphs
    assert chart is not None and chart.height > 270


def test_the_panel_of_a_cover_without_whitespace_has_figures():
    plan: dict[str, Any] = yaml.safe_load((PLANS / "qinghe-retail.yaml").read_text(encoding="utf-8"))
    assert "whitespace" not in plan.get("strategy", {})
    plan["include"] = str(PLANS / "company.yaml")
    cover = Deck(render(loads(to_yaml(plan)), Rendering("en")).blob).slides[0]
    assert "Forecast" in cover.paragraphs and "Quarter target" in cover.paragraphs


def test_our_lead_stands_below_the_scores_where_we_trail_in_nothing():
    plan: dict[str, Any] = yaml.safe_load((PLANS / "meridian-motion.yaml").read_text(encoding="utf-8"))
    for row in plan["profile"]["satisfaction"]:
        row["ours"] = 5
    plan["include"] = str(PLANS / "company.yaml")
    slides = Deck(render(loads(to_yaml(plan)), Rendering("en")).blob).slides
    (slide,) = (each for each in slides if "What keeps us ahead" in each.paragraphs)
    places = {shape.text: slide.place(shape) for shape in slide.shapes}
    (lead,) = (place for text, place in places.items() if "What keeps us ahead" in text)
    (scale,) = (place for text, place in places.items() if text == "Gap")
    assert lead and scale and lead.y > scale.y + 100
