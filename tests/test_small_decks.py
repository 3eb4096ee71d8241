"""Decks of plans that know a little of each topic: slides are composed for what the plan knows."""

from pathlib import Path
from typing import Any

from kamdeck.job import Rendering
from kamdeck.plan_io import load, loads
from kamdeck.render import render
from tests.deck_reader import Deck
from tests.example_decks import to_yaml

PEOPLE = [
    {"id": f"p{number}", "name": f"Person {number}", "title": f"Manager {number}", "role": role, "support": support}
    for number, (role, support) in enumerate(
        [
            ("decision_maker", "neutral"),
            ("approver", "supporter"),
            ("influencer", "supporter"),
            ("user", "non_supporter"),
            ("user", "neutral"),
        ]
    )
]
PLAN: dict[str, Any] = {
    "period": "2026-Q4",
    "review_date": "2026-10-08",
    "account": {"id": "acme", "name": "Acme Drives"},
    "money": {"currency": "EUR", "unit": "million"},
    "targets": [
        {"period": "2026-Q3", "target": 9, "actual": 8},
        {"period": "2026-Q4", "target": 12, "actual": 2, "forecast": 11},
    ],
    "profile": {
        "people": PEOPLE,
        "satisfaction": [
            {"criterion": "Price", "weight": 60, "ours": 3.8, "competitors": {"Rival": 3.5}},
            {"criterion": "Service", "weight": 40, "ours": 3.9, "competitors": {"Other": 4.1}},
        ],
        "it": {
            "installed_base": [
                {"supplier": "Rival", "category": "Drives", "product": "D 5", "amount": 3, "renewal": "2027-01-31"}
            ]
        },
    },
    "deals": [
        {"id": "d1", "name": "Line refresh", "amount": 6, "stage": "propose", "probability": "50 %",
         "close": "2026-12-11", "competitors": ["Rival"], "next_step": "Send the offer", "due": "2026-10-20"},
        {"id": "d2", "name": "Spares", "amount": 4, "stage": "negotiate", "probability": "70 %", "close": "2026-11-20"},
    ],
    "actions": [
        {"action": "Meet the CFO", "due": "2026-10-25", "status": "open"},
        {"action": "Agree the pilot", "due": "2026-09-25", "status": "late"},
    ],
    "competition": [{"company": "Rival", "threat": "high", "strengths": ["Price"], "how_we_win": "Service on site"}],
    "decisions": [{"ask": "Lend an architect", "effect": "The offer leaves in November", "due": "2026-10-20"}],
}  # fmt: skip


def deck(plan: dict[str, Any], layout: str = "review") -> Deck:
    return Deck(render(loads(to_yaml(plan)), Rendering("en", layout=layout)).blob)


def texts_of(made: Deck, part: str) -> set[str]:
    """The texts of the only slide with a text."""
    (slide,) = (each for each in made.slides if part in each.paragraphs)
    return {text.replace("\u00a0", " ") for text in slide.paragraphs}


def test_few_actions_stand_above_the_next_steps_of_deals_unless_promises_do():
    assert {"Meet the CFO", "Send the offer", "Line refresh"} <= texts_of(deck(PLAN), "Next steps in the deals")
    promised = deck({**PLAN, "promises": [{"text": "Answer in an hour", "due": "2026-11-20"}]})
    assert not any("Next steps in the deals" in slide.paragraphs for slide in promised.slides)


def test_the_only_rival_stands_beside_what_it_holds_and_how_it_is_rated():
    shown = texts_of(deck(PLAN), "What they hold today")
    assert {"Rival", "Line refresh", "Send the offer", "D 5", "31 Jan 2027", "Price", "3.8", "3.5"} <= shown
    assert "Service" not in shown, "rated without this rival"


def test_below_one_decision_the_summary_lists_what_is_due():
    summary = texts_of(deck(PLAN), "Risks and our answers")
    assert {"Lend an architect", "Due within 30 days"} <= summary
    several = deck({**PLAN, "decisions": [{"ask": f"Lend {count} people"} for count in (1, 2)]})
    assert "Due within 30 days" not in texts_of(several, "Risks and our answers")


def test_an_executive_cut_without_a_coverage_plan_shows_who_stands_where_and_whom_to_beat():
    made = deck(PLAN, "executive")
    assert {"Person 0", "Person 4"} <= texts_of(made, "Decide or approve")
    assert "Service on site" in texts_of(made, "How we win")


def test_few_figures_that_moved_stand_above_the_result_of_last_quarter(tmp_path: Path):
    before = {**PLAN, "period": "2026-Q3", "review_date": "2026-07-08"}
    before["profile"] = {**PLAN["profile"], "people": [{**PEOPLE[0], "support": "supporter"}, *PEOPLE[1:]]}
    before["targets"] = [{"period": "2026-Q3", "target": 9}, {"period": "2026-Q4", "target": 12, "forecast": 9}]
    (tmp_path / "before.yaml").write_text(to_yaml(before), "utf-8")
    (tmp_path / "now.yaml").write_text(to_yaml({**PLAN, "previous": "before.yaml"}), "utf-8")
    made = Deck(render(load(tmp_path / "now.yaml"), Rendering("en")).blob)
    (slide,) = (each for each in made.slides if "Person 0" in each.paragraphs and "Figures" in each.paragraphs[2])
    shown = {text.replace("\u00a0", " ") for text in slide.paragraphs}
    assert {"How last quarter ended", "Due within 30 days", "Send the offer"} <= shown


FACTS = {key: PLAN[key] for key in ("period", "review_date", "account")}


def test_people_and_actions_alone_have_no_summary():
    made = deck({**FACTS, "profile": {"people": PEOPLE}, "actions": PLAN["actions"]})
    titles = [slide.title for slide in made.slides]
    assert not any("Executive summary" in "\n".join(slide.paragraphs) for slide in made.slides), titles
    few = deck({**FACTS, "profile": {"people": PEOPLE[:2]}, "actions": PLAN["actions"]})
    assert len(few.slides) == 2, "the summary shows all of a few people and actions"


def test_several_deals_on_the_road_to_a_target_have_a_slide():
    plan = {**FACTS, **{key: PLAN[key] for key in ("money", "targets", "deals")}}
    assert {"Line refresh", "Spares"} <= texts_of(deck(plan), "Open total")
    _, summary = deck({**plan, "deals": PLAN["deals"][:1]}).slides
    assert "Line refresh" in summary.paragraphs
