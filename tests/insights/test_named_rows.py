"""What a headline names is in the picture below it, and marked there, in random plans."""

from random import Random
from typing import Any

import pytest

from kamdeck.analysis.analysis import Analysis
from kamdeck.blocks.heat_map import HeatMap
from kamdeck.blocks.roadmap import Roadmap
from kamdeck.blocks.table import TableBlock, TableColumn
from kamdeck.document import Region
from kamdeck.flow import Table
from kamdeck.insights.insight import Answer
from kamdeck.insights.wallet import share_of_wallet
from kamdeck.message import Clauses
from kamdeck.model import Plan
from tests.analysis.small_plans import plan_of
from tests.blocks.spoken_context import spoken

SEEDS = range(8)


def values_of(answer: Answer) -> dict[str, Any]:
    """The values of a message, or of the clauses of one."""
    parts = answer.parts if isinstance(answer, Clauses) else (answer,) if answer else ()
    return {key: value for part in parts for key, value in part.values.items()}


def renewing(random: Random) -> dict[str, Any]:
    """An installed base of three suppliers, with renewals over three years."""
    return {
        "supplier": random.choice(["we", "Alpha", "Beta"]),
        "category": random.choice(["Servers", "PCs"]),
        "amount": random.randint(1, 90),
        "renewal": f"{random.randint(2026, 2029)}-{random.randint(10, 12)}-15",
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_the_quarter_of_renewals_that_the_headline_names_is_the_only_marked_one(seed: int) -> None:
    random = Random(seed)
    it = {"installed_base": [renewing(random) for _ in range(random.randint(1, 12))]}
    it |= {"suppliers": [{"company": "we", "share": "30 %"}]}
    analysis = Analysis(plan_of(review_date="2026-10-08", profile={"it": it}))
    named = values_of(share_of_wallet(analysis)).get("quarter")
    assert [row.quarter for row in analysis.renewals_due if row.marked] == ([named] if named else [])


WIDTH, HEIGHT = 360.0, 150.0
"""The size of a slide that is too small for most of the random plans, in points."""


def on_slide(heat_map: HeatMap, plan: Plan) -> Table:
    """What a slide shows of a heat map."""
    context = spoken("en", plan)
    table = next(flow for flow in heat_map.lower(Region(WIDTH, HEIGHT), context) if isinstance(flow, Table))
    shown, _ = table.split(HEIGHT, WIDTH, context.style)
    assert isinstance(shown, Table)
    return shown


@pytest.mark.parametrize("seed", SEEDS)
def test_the_largest_prize_that_the_headline_names_is_on_the_slide(seed: int) -> None:
    random = Random(seed)
    offerings = [f"o{number}" for number in range(random.randint(1, 14))]
    cells = [
        {"unit": f"Unit {unit}", "offering": offering, "status": "open", "potential": random.randint(1, 99)}
        for unit in range(random.randint(1, 30))
        for offering in offerings
    ]
    vendor = {"id": "we", "name": "We", "offerings": [{"id": each, "name": each.upper()} for each in offerings]}
    plan = plan_of(vendor=vendor, strategy={"whitespace": cells})
    figures = Analysis(plan).figures
    prize = figures.whitespace_prizes[0]
    block = HeatMap(
        figures.whitespace_cells, "unit", "offering", marked=lambda row: row.prize, value=lambda row: row.amount
    )
    table = on_slide(block, plan)
    column = [cell.text for cell in table.header.cells].index(str(prize.offering).upper())
    marked = [
        (row.cells[0].text, n) for row in table.rows for n, cell in enumerate(row.cells) if cell.fill == "contrast"
    ]
    assert marked == [(str(prize.unit), column)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_month_and_role_that_the_headline_names_are_on_the_slide(seed: int) -> None:
    random = Random(seed)
    months = [f"{2026 + number // 12}-{number % 12 + 1:02}" for number in range(random.randint(1, 30))]
    roles = [
        {"role": f"Role {number}", "capacity": 20, "demand": {month: random.randint(1, 30) for month in months}}
        for number in range(random.randint(1, 30))
    ]
    plan = plan_of(resources=roles)
    figures = Analysis(plan).figures
    peak = figures.load_peak
    assert peak is not None
    block = HeatMap(figures.load_rows, "role", "month", marked=lambda row: row == peak, value=lambda row: row.load)
    table = on_slide(block, plan)
    assert str(peak.role) in [row.cells[0].text for row in table.rows]
    month = spoken("en", plan).wording.say(peak.month)
    assert month.replace("\u00a0", " ") in [cell.text.replace("\u00a0", " ") for cell in table.header.cells]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_late_steps_that_the_headline_names_are_on_the_first_slide_of_a_roadmap(seed: int) -> None:
    random = Random(seed)
    steps = [
        {
            "lane": random.choice(["customer", "joint", "ours"]),
            "item": f"Step {number} of many",
            "start": f"2026-{random.randint(1, 6):02}-01",
            "end": f"2026-{random.randint(7, 12):02}-28",
            "status": "done",
        }
        for number in range(random.randint(2, 30))
    ]
    late = random.sample(steps, min(2, len(steps)))
    for step in late:
        step["status"] = "late"
    plan = plan_of(strategy={"roadmap": steps})
    first, *_ = Roadmap(plan.strategy.roadmap).lower(Region(600, 240), spoken("en", plan))
    words = "\n".join(first.texts)
    assert all(f"{step['item']} late" in words.replace("\u00a0", " ") for step in late)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_year_that_the_headline_names_is_in_the_first_table_of_financials(seed: int) -> None:
    first, count = 2000 + seed, Random(seed).randint(1, 20)
    plan = plan_of(profile={"financials": [{"year": first + n, "revenue": 100 + n} for n in range(count)]})
    block = TableBlock(rows=plan.profile.financials, across="year", columns=(TableColumn("revenue"),))
    table = next(flow for flow in block.lower(Region(WIDTH, HEIGHT), spoken("en", plan)) if isinstance(flow, Table))
    years = [cell.text for cell in table.header.cells]
    assert years[-1] == str(first + count - 1)
    assert years[1:] == sorted(years[1:])


@pytest.mark.parametrize("count", [1, 12])
def test_wishes_that_would_take_the_slide_of_the_value_path_are_long(count: int) -> None:
    wishes = [f"Wish {number}" for number in range(count)]
    plan = plan_of(strategy={"value": {"wants": wishes, "path": [{"need": "Faster"}]}})
    assert Analysis(plan).has_long_wants == (count == 12)
