"""The index page and the portfolio know the company's own fields and stages."""

import pickle
from pathlib import Path

import pytest
from lxml import html

from kamdeck.index import IndexEntry, IndexSettings, page
from kamdeck.job import Rendering, resolve
from kamdeck.plan_io import load
from kamdeck.portfolio import Portfolio, Summary, summary_of
from kamdeck.render import render
from kamdeck.words import Words
from tests.company.deployments import written
from tests.pseudo_language import document_texts

SETTINGS = """\
stages:
  - {id: discovery, is: qualify, name: {en: Discovery, zh: 需求发现}}
  - {id: solution, is: qualify, name: {en: Solution design, zh: 方案设计}}
  - {id: offer, is: propose, name: {en: Offer, zh: 报价}}
  - {id: won, is: won}
fields:
  account.nps: {type: number, name: {en: NPS, zh: 净推荐值}}
  account.grade: {type: choice, of: {a: {en: Strategic, zh: 战略}, b: {en: Core, zh: 核心}}, name: {en: Grade, zh: 分级}}
  account.budget: {type: amount, name: Budget}
  deals.crm_id: {name: CRM id}
"""
DEALS = """\
money: {currency: EUR, unit: million}
targets: [{period: 2026-Q4, target: 10, forecast: 8}]
deals:
  - {id: a, name: A, amount: 2, stage: discovery, probability: 50 %, close: 2026-11-01}
  - {id: b, name: B, amount: 3, stage: solution, probability: 50 %, close: 2026-11-01}
  - {id: c, name: C, amount: 4, stage: offer, probability: 50 %, close: 2026-11-01}
"""


@pytest.fixture
def summaries(tmp_path: Path) -> list[Summary]:
    """Four accounts, of which the last gives no own field, as workers of a batch send them."""
    given = ("nps: 42, grade: a, budget: 3", "nps: 7, grade: b, budget: 12", "nps: 42, grade: Core", "tier: key")
    found = []
    for number, more in enumerate(given):
        head = f"period: 2026-Q4\naccount: {{id: a{number}, name: A{number}, {more}}}\n"
        found.append(pickle.loads(pickle.dumps(summary_of(load(written(tmp_path, SETTINGS, DEALS, head))))))
    return found


def test_the_index_page_has_a_sortable_column_for_each_field_of_accounts(summaries: list[Summary]):
    entries = [IndexEntry(each.id, each.name, "written", each) for each in summaries]
    table = html.fromstring(page(entries, IndexSettings(Words(), "zh"))).get_element_by_id("accounts")
    headings = [each.text_content().strip() for each in table.xpath("thead//th")]
    places = [
        next(number for number, each in enumerate(headings) if name in each) for name in ("NPS", "Grade", "Budget")
    ]
    assert "净推荐值" in headings[places[0]]
    assert places == list(range(places[0], places[0] + 3))
    rows = [row.xpath("th|td") for row in table.xpath("tbody/tr")]
    cells = [[row[place].text_content().strip() for place in places] for row in rows]
    assert [each[0] for each in cells] == ["42", "7", "42", "–"]
    assert "战略" in cells[0][1] and "Strategic" in cells[0][1]
    assert "核心" in cells[2][1]
    assert [row[places[2]].get("data-rank") for row in rows] == ["0", "1", "", ""]
    assert [row[places[0]].get("class") for row in rows] == ["number"] * 4


def test_accounts_without_own_fields_have_the_usual_columns(summaries: list[Summary], tmp_path: Path):
    plain = summary_of(load(written(tmp_path, "language: en\n", "")))
    shown = page([IndexEntry("acme", plain.name, "written", plain)], IndexSettings(Words()))
    assert "NPS" not in shown


def test_a_layout_of_the_portfolio_can_name_a_field_of_accounts(summaries: list[Summary], tmp_path: Path):
    layout = tmp_path / "mine.yaml"
    layout.write_text(
        "layout: portfolio\nextends: portfolio\ntopics:\n  grades:\n    after: league\n    headline: {en: Grades}\n"
        "    table: {rows: portfolio.accounts, columns: [name, nps, {field: grade, title: {en: Grade}}, budget]}\n",
        "utf-8",
    )
    shown = document_texts(render(Portfolio(tuple(summaries)), resolve(Rendering("en", layout=layout))).blob)
    assert {"Strategic", "Core", "42", "Grade"} <= set(shown)


def test_the_pipeline_of_the_portfolio_is_divided_by_the_companys_stages(summaries: list[Summary]):
    shown = document_texts(render(Portfolio(tuple(summaries)), resolve(Rendering("en", layout="portfolio"))).blob)
    assert {"Discovery, Solution design", "Offer"} <= set(shown)
    assert {"Qualify", "Propose"} & set(shown) == set()
