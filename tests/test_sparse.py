"""Sparse plans: their decks and profiles are presentable, and the command line names what would help most."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from kamdeck.analysis.sparse import PARTS, advice, is_sparse, missing_parts
from kamdeck.job import Rendering
from kamdeck.plan_io import load, loads
from kamdeck.portfolio import portfolio_of, summary_of
from kamdeck.render import profile, render
from tests.choices import crossed
from tests.deck_reader import Deck
from tests.example_decks import PLANS, ROOT, TESTED_LANGUAGES, plan_of, to_yaml

FACTS = {"period": "2026-Q4", "account": {"id": "acme", "name": "Acme Drives"}}
MONEY = {"money": {"currency": "EUR", "unit": "million"}}
TARGETS = {"targets": [{"period": "2026-Q4", "target": 12, "forecast": 11.5}]}
DEAL = {"name": "Storage refresh", "amount": 4.2, "stage": "propose", "probability": "40 %", "close": "2026-12-11"}
DEALS = {"deals": [DEAL]}
PEOPLE = {"people": [{"id": "anna", "name": "Anna Berg", "title": "CIO", "role": "decision_maker"}]}
HISTORY = {"history": [{"date": "2024-06-20", "event": "Framework signed", "kind": "win"}]}
ACTIONS = {"actions": [{"action": "Agree the test", "due": "2026-10-23", "status": "doing", "priority": "high"}]}
LADDER: dict[str, dict[str, Any]] = {
    "facts": {},
    "target": {**MONEY, **TARGETS},
    "deal": {**MONEY, **DEALS},
    "target and deal": {**MONEY, **TARGETS, **DEALS},
    "person": {"profile": PEOPLE},
    "deal and person": {**MONEY, **DEALS, "profile": PEOPLE},
    "event": {"profile": HISTORY},
    "action": ACTIONS,
    "industry": {"account": {**FACTS["account"], "industry": "Drives"}},
    "summary": {"profile": {"summary": "Acme makes drives in five plants."}},
    "all of these": {**MONEY, **TARGETS, **DEALS, **ACTIONS, "profile": {**PEOPLE, **HISTORY}},
}
SCOLDS = re.compile(r"No sections|of 100|purposes|Plan quality|MEDDPICC|计划得分|个目的|计划质量|0个章节")
UNGRAMMATICAL = re.compile(
    r"\bOne (event|action|deal|rival|decision|advantage)s\b|\bone (events|actions|people)\b|[Oo]f one\b|One event have"
    r"|is –|–$| the 1 "
)


@lru_cache
def deck(name: str, language: str = "en") -> Deck:
    return Deck(render(loads(to_yaml({**FACTS, **LADDER[name]})), Rendering(language)).blob)


@pytest.mark.parametrize(("name", "language"), crossed([*LADDER], TESTED_LANGUAGES))
def test_a_sparse_deck_has_no_scores_and_no_empty_slide(name: str, language: str):
    cover, *others = deck(name, language).slides
    assert "Acme Drives" in cover.paragraphs and len(others) <= 6
    for slide in others:
        texts = "\n".join(slide.paragraphs)
        assert not SCOLDS.search(texts)
        content = [shape for shape in slide.shapes if shape.placeholder not in ("title", "ftr", "dt", "sldNum")]
        assert len(content) > 1, slide.title
    titles = [slide.title for slide in others]
    assert len(set(titles)) == len(titles) and not any("(1/" in title or "（1/" in title for title in titles)


@pytest.mark.parametrize("name", LADDER)
def test_headlines_with_the_number_one_are_grammatical(name: str):
    found = [slide.title for slide in deck(name).slides if UNGRAMMATICAL.search(slide.title)]
    assert not found


def test_a_plan_of_three_facts_gives_a_cover_only():
    assert [slide.title for slide in deck("facts").slides] == ["Acme Drives"]


def test_a_plan_of_a_target_a_deal_and_a_decision_is_one_slide_behind_the_cover():
    decisions = {"decisions": [{"ask": "Lend an architect", "effect": "The offer leaves in November"}]}
    found = loads(to_yaml({**FACTS, **MONEY, **TARGETS, **DEALS, **decisions}))
    _, slide = Deck(render(found, Rendering("en")).blob).slides
    assert {"Storage refresh", "Lend an architect"} <= set("\n".join(slide.paragraphs).split("\n"))


def test_closed_deals_alone_have_no_empty_pipeline_and_the_words_of_the_summary_stand_once():
    closed = {"deals": [{**DEAL, "stage": "won"}, {**DEAL, "name": "Cameras", "stage": "lost"}]}
    _, slide = Deck(render(loads(to_yaml({**FACTS, **MONEY, **closed})), Rendering("en")).blob).slides
    assert "Pipeline by stage" not in slide.paragraphs[2:] and not any("0.0" in each for each in slide.paragraphs)
    described = {"profile": {"summary": "Acme makes drives.", "trends": ["Prices fall"]}}
    slides = Deck(render(loads(to_yaml({**FACTS, **described})), Rendering("en")).blob).slides
    assert sum("Acme makes drives." in slide.paragraphs for slide in slides) == 1


FULL: dict[str, Any] = {
    "actions": [{"action": f"Call {n}", "due": "2026-10-23"} for n in range(4)],
    "competition": [{"company": f"Rival {n}"} for n in range(4)],
    "decisions": [{"ask": f"Lend {n} architects"} for n in range(4)],
    "resources": [{"role": f"Role {n}"} for n in range(4)],
}
"""Enough for a slide per topic."""


def test_industry_and_headquarters_alone_stand_on_the_cover_of_any_plan():
    account = {**FACTS["account"], "industry": "Drives", "headquarters": "Kiel"}
    decks = [
        Deck(render(loads(to_yaml({**FACTS, **FULL, "account": {**account, **more}})), Rendering("en")).blob)
        for more in ({}, {"employees": 900})
    ]
    found = [["Drives, Kiel" in "\n".join(each.slides[0].paragraphs), "Industry" in texts_of(each)] for each in decks]
    assert found == [[True, False], [False, True]]


def test_facts_of_the_account_stand_below_another_topic_of_the_profile():
    suppliers = [{"company": f"Supplier {n}", "share": f"{30 - n} %"} for n in range(3)]
    plan = {**FACTS, **MONEY, **FULL, "account": {**FACTS["account"], "employees": 900}}
    found = Deck(render(loads(to_yaml({**plan, "profile": {"it": {"suppliers": suppliers}}})), Rendering("en")).blob)
    (slide,) = (each for each in found.slides if "Employees" in each.paragraphs)
    assert "Share of wallet" in slide.paragraphs


def test_changes_that_the_body_shows_have_no_slide_in_the_backup(tmp_path: Path):
    then, now = ({"people": [{**PEOPLE["people"][0], "support": each}]} for each in ("neutral", "supporter"))
    (tmp_path / "old.yaml").write_text(to_yaml({**FACTS, **FULL, "period": "2026-Q3", "profile": then}), "utf-8")
    found = []
    for more in ({}, {"promises": [{"text": "Answer in an hour", "due": "2026-11-20"}]}):
        plan = {**FACTS, **FULL, "profile": now, "previous": "old.yaml", **more}
        (tmp_path / "now.yaml").write_text(to_yaml(plan), "utf-8")
        made = Deck(render(load(tmp_path / "now.yaml"), Rendering("en")).blob)
        found.append(["Changes since" in slide.title for slide in made.slides].count(True))
    assert found == [0, 1]


def texts_of(made: Deck) -> list[str]:
    return [text for slide in made.slides for text in slide.paragraphs]


@pytest.mark.parametrize(("amount", "drawn"), [(4.2, False), (5, True)])
def test_a_waterfall_stands_only_where_the_pipeline_has_moved(amount: float, drawn: bool, tmp_path: Path):
    deals = [{**DEAL, "id": "d1"}]
    (tmp_path / "old.yaml").write_text(to_yaml({**FACTS, **MONEY, "period": "2026-Q3", "deals": deals}), "utf-8")
    deals = [{**DEAL, "id": "d1", "amount": amount}]
    now = {**FACTS, **MONEY, **FULL, "deals": deals, "previous": "old.yaml"}
    (tmp_path / "now.yaml").write_text(to_yaml(now), "utf-8")
    found = Deck(render(load(tmp_path / "now.yaml"), Rendering("en")).blob)
    titles = [slide.title.replace("\u00a0", " ") for slide in found.slides]
    assert any("weighted pipeline" in each for each in titles) is drawn, titles
    assert ("Last quarter" in texts_of(found)) is drawn


def test_a_deck_with_few_sections_has_no_agenda():
    assert not any("sections" in slide.title for name in LADDER for slide in deck(name).slides)


def test_the_summary_shows_all_of_the_plan_of_the_readme():
    block = re.search(r"```yaml\n(period: .*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert block
    found = Deck(render(loads(block[1]), Rendering()).blob)
    # A title has its lead on a second line.
    assert [slide.title.partition("\n")[0].replace("\u00a0", " ") for slide in found.slides] == [
        "Acme Drives",
        "The open pipeline is EUR 4.2 m",
    ]
    assert found.slides[1].title.endswith("We cover 1 of the 2 people who decide, but not Jan Vos")


@pytest.mark.parametrize(("name", "language"), crossed([*LADDER], TESTED_LANGUAGES))
def test_a_small_profile_has_no_table_of_contents(name: str, language: str):
    document = profile(loads(to_yaml({**FACTS, **LADDER[name]})), Rendering(language, layout="profile"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert not any(text.startswith(("Contents", "目录")) or UNGRAMMATICAL.search(text) for text in texts)


def test_a_deal_with_few_facts_has_no_empty_slide_but_a_qualified_one_has():
    known = {"pain": "Half an hour of downtime a week", "metrics": "Failover in 30 s", "champion": "Anna Berg"}
    qualified = {**DEAL, "meddpicc": known}
    texts = [
        "\n".join(text for slide in Deck(render(loads(to_yaml({**FACTS, "deals": [deal]})), Rendering()).blob).slides
                  for text in slide.paragraphs)
        for deal in (DEAL, qualified)
    ]  # fmt: skip
    assert ["MEDDPICC" in each for each in texts] == [False, True]


def test_a_plan_is_sparse_with_at_most_one_entry_per_part():
    assert is_sparse(loads(to_yaml(FACTS))) and is_sparse(loads(to_yaml({**FACTS, **LADDER["all of these"]})))
    assert not any(is_sparse(plan_of(path.stem)) for path in PLANS.glob("*-*.yaml"))
    many = loads(to_yaml({**FACTS, "deals": [{"name": f"Deal {n}"} for n in range(40)]}))
    assert is_sparse(many), "forty deals make up for no other part"


def test_the_three_parts_that_would_help_most_are_named_in_a_fixed_order():
    assert missing_parts(loads(to_yaml(FACTS))) == list(PARTS)
    message = advice(loads(to_yaml({**FACTS, **TARGETS, **ACTIONS})))
    assert re.findall(r"([\w.]+) \(", message) == ["deals", "profile.people", "strategy.objectives"]
    assert advice(plan_of("huaxing-bank")) == ""


def test_a_portfolio_of_a_plan_of_three_facts_has_no_empty_slide_and_no_agenda():
    found = portfolio_deck(FACTS)
    assert [slide.title for slide in found.slides] == [
        "Account portfolio",
        "Acme Drives has no target with a forecast",
        "The plan of Acme Drives is weak, with 24 of 100",
    ]
    _, league, _ = portfolio_deck({**FACTS, **MONEY, **DEALS}).slides
    assert {"The largest deals", "Storage refresh"} <= set(league.paragraphs)


def portfolio_deck(plan: dict[str, Any]) -> Deck:
    return Deck(render(portfolio_of([summary_of(loads(to_yaml(plan)))]), Rendering("en", "portfolio")).blob)
