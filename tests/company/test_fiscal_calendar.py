"""The company's own business years: periods by quarter, half-year and year, as the company writes them."""

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from kamdeck.analysis.changes import changes
from kamdeck.analysis.figures import figures
from kamdeck.cli import main
from kamdeck.job import wording_of
from kamdeck.model.periods import Period
from kamdeck.model.schema import schema
from kamdeck.model.year_calendar import CALENDAR, YearCalendar
from kamdeck.plan_io import load
from kamdeck.plan_io.save import save
from tests.company.deployments import plan_with, problems_of_plan, problems_of_settings, written

FISCAL = 'fiscal: {starts: 4, named: end, label: "FY{yy}-Q{q}"}\n'
JAPANESE = "fiscal: {starts: 4, named: start, label: {quarter: '{yyyy}年度第{q}四半期', half: '{yyyy}年度{h}期', year: '{yyyy}年度'}}\n"


def of(period: str) -> str:
    """The beginning of a plan of a period."""
    return f"period: {period}\naccount: {{id: acme, name: Acme}}\n"


@pytest.mark.parametrize(
    ("settings", "period", "first", "last", "following", "before"),
    [
        (FISCAL, "FY26-Q4", date(2026, 1, 1), date(2026, 3, 31), "FY27-Q1", "FY26-Q3"),
        (FISCAL, "FY27-H1", date(2026, 4, 1), date(2026, 9, 30), "FY27-H2", "FY26-H2"),
        (FISCAL, "FY27", date(2026, 4, 1), date(2027, 3, 31), "FY28", "FY26"),
        (FISCAL, "2026-H2", date(2026, 7, 1), date(2026, 12, 31), "2027-H1", "2026-H1"),
        (FISCAL, "2026", date(2026, 1, 1), date(2026, 12, 31), "2027", "2025"),
        (FISCAL.replace("end", "start"), "FY26-Q4", date(2027, 1, 1), date(2027, 3, 31), "FY27-Q1", "FY26-Q3"),
        (
            FISCAL.replace("starts: 4", "starts: 2"),
            "FY26-Q4",
            date(2025, 11, 1),
            date(2026, 1, 31),
            "FY27-Q1",
            "FY26-Q3",
        ),
        (
            JAPANESE,
            "2026年度第3四半期",
            date(2026, 10, 1),
            date(2026, 12, 31),
            "2026年度第4四半期",
            "2026年度第2四半期",
        ),
        (JAPANESE, "2026年度2期", date(2026, 10, 1), date(2027, 3, 31), "2027年度1期", "2026年度1期"),
        ("language: en\n", "2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "2027-Q1", "2026-Q3"),
    ],
)
def test_a_period_has_its_days_and_neighbours(
    tmp_path: Path, settings: str, period: str, first: date, last: date, following: str, before: str
):
    found = plan_with(tmp_path, settings, "", of(period)).period
    assert (found.first_day, found.last_day) == (first, last)
    assert (found.next(), found.previous(), found.next().previous()) == (following, before, period)
    assert len(found.months) == found.length


def test_the_review_date_is_the_first_day_of_the_business_period(tmp_path: Path):
    assert plan_with(tmp_path, FISCAL, "", of("FY26-Q4")).review_date == date(2026, 1, 1)


def test_periods_are_ordered_by_time_whatever_their_label(tmp_path: Path):
    plan = plan_with(tmp_path, 'fiscal: {starts: 4, label: "Q{q} FY{yyyy}"}', "", of("Q1 FY2027"))
    assert plan.period > plan.period.previous() == "Q4 FY2026"


def test_figures_of_a_period_count_the_business_period(tmp_path: Path):
    parts = """\
        targets:
          - {period: FY26-Q3, target: 10, actual: 9}
          - {period: FY26-Q4, target: 12, forecast: 11}
        deals:
          - {id: a, stage: won, amount: 4, close: 2026-02-10}
          - {id: b, stage: won, amount: 5, close: 2026-04-01}
          - {id: c, stage: lost, amount: 1, close: 2025-12-31}
    """
    plan = plan_with(tmp_path, FISCAL, parts, of("FY26-Q4"))
    found = figures(plan)
    assert (found.won.value, found.target.value, found.year_orders.value) == (4, 12, 20)
    assert (found.last_result.value, found.last_target.value) == (9, 10)


def test_changes_between_two_business_periods_name_the_earlier_one(tmp_path: Path):
    old = plan_with(tmp_path, FISCAL, "deals: [{id: a, stage: propose, amount: 3}]", of("FY26-Q3"))
    deals = "deals: [{id: a, stage: won, amount: 3, close: 2025-11-20}]"
    new = plan_with(tmp_path, FISCAL, deals, of("FY26-Q4"))
    found = changes(old, new)
    assert found.since == "FY26-Q3"
    assert found.deals[0].quarter == "FY26-Q3"


def test_a_plan_uses_one_kind_of_period(tmp_path: Path):
    parts = "targets:\n  - {period: FY26-Q4, target: 1}\n  - {period: 2026-Q1, target: 1}\n  - {period: FY26-H2, target: 1}\n"
    assert problems_of_plan(tmp_path, FISCAL, parts, of("FY26-Q4")) == [
        "acme.yaml:5:14: targets[1].period: '2026-Q1' is another kind of period than that of the plan, 'FY26-Q4'; "
        "write one like 'FY26-Q4'",
        "acme.yaml:6:14: targets[2].period: 'FY26-H2' is another kind of period than that of the plan, 'FY26-Q4'; "
        "write one like 'FY26-Q3'",
    ]


def test_the_previous_plan_is_of_the_same_kind(tmp_path: Path):
    (tmp_path / "old.yaml").write_text(of("2025-Q4"), "utf-8")
    found = problems_of_plan(tmp_path, FISCAL, "previous: old.yaml\n", of("FY26-Q4"))
    assert found == [
        "acme.yaml:3:11: previous: this plan is for 2025-Q4, which is another kind of period than FY26-Q4; "
        "name one of a kind"
    ]


def test_a_misspelt_period_is_told_with_the_label_of_the_company(tmp_path: Path):
    (found,) = problems_of_plan(tmp_path, FISCAL, "", of("FY26-Q5"))
    assert found == "acme.yaml:1:9: period: expected a quarter like FY26-Q4, found 'FY26-Q5'"


def test_a_step_can_start_in_a_business_quarter(tmp_path: Path):
    roadmap = "strategy: {roadmap: [{lane: ours, item: Pilot, start: FY26-Q4, end: FY27-H1}]}"
    (step,) = plan_with(tmp_path, FISCAL, roadmap, of("FY26-Q4")).strategy.roadmap
    assert (step.start, step.end) == (date(2026, 1, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("period", "english", "chinese"),
    [("FY26-Q4", "FY26-Q4", "FY26-Q4"), ("2026-H2", "2026-H2", "2026年下半年"), ("2026", "2026", "2026年")],
)
def test_documents_write_a_period_as_the_company_does(tmp_path: Path, period: str, english: str, chinese: str):
    plan = plan_with(tmp_path, FISCAL, "", of(period))
    assert [wording_of(plan, language).say(plan.period) for language in ("en", "zh")] == [english, chinese]


def test_next_rolls_to_the_following_business_period_and_archives_the_old_plan(tmp_path: Path):
    path = written(tmp_path, FISCAL, "review_date: 2026-01-15\n", of("FY26-Q4"))
    done = CliRunner().invoke(main, ["next", str(path)], catch_exceptions=False)
    assert "FY26-Q4 → FY27-Q1, review on 15 Apr 2026" in done.output
    plan = load(path)
    assert plan.period == "FY27-Q1"
    assert plan.previous_plan and plan.previous_plan.file.name == "acme-FY26-Q4.yaml"


def test_a_half_yearly_plan_is_rolled_by_six_months(tmp_path: Path):
    path = written(tmp_path, FISCAL, "review_date: 2026-04-30\n", of("FY27-H1"))
    CliRunner().invoke(main, ["next", str(path)], catch_exceptions=False)
    assert (load(path).period, load(path).review_date) == ("FY27-H2", date(2026, 10, 30))


@pytest.mark.long
def test_a_workbook_gives_business_periods_back(tmp_path: Path):
    plan = plan_with(tmp_path, FISCAL, "targets: [{period: FY26-Q3, target: 1}]", of("FY26-Q4"))
    path = tmp_path / "acme.xlsx"
    path.write_bytes(save(plan, path, "en"))
    assert (load(path).period, load(path).targets[0].period) == ("FY26-Q4", "FY26-Q3")


def test_the_schema_allows_the_periods_of_the_company(tmp_path: Path):
    pattern = schema(plan_with(tmp_path, FISCAL, "", of("FY26-Q4")).deployment)["properties"]["period"]["pattern"]
    assert all(re.search(pattern, each) for each in ("FY26-Q4", "FY26-H1", "FY26", "2026-Q4", "2026"))
    assert not any(re.search(pattern, each) for each in ("FY26-Q5", "26-Q4"))


def test_kinds_differ_by_length_and_by_calendar():
    fiscal = YearCalendar(4, True, CALENDAR.labels)
    quarter = Period.at(2026 * 12, 3, CALENDAR)
    assert quarter.is_like(quarter.next())
    assert not quarter.is_like(Period.at(2026 * 12, 6, CALENDAR))
    assert not quarter.is_like(Period.at(2026 * 12, 3, fiscal))


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ("fiscal: 4", "kamdeck.yaml:1:9: fiscal: expected a fiscal calendar, like {starts: …, label: …}"),
        (
            'fiscal: {starts: 13, label: "FY{yy}-Q{q}"}',
            "kamdeck.yaml:1:18: fiscal: expected the number of a month, from 1 to 12, found '13'",
        ),
        (
            'fiscal: {starts: 4, named: begin, label: "FY{yy}-Q{q}"}',
            "kamdeck.yaml:1:28: fiscal: expected start or end, the calendar year that names the business year, "
            "found 'begin'",
        ),
        (
            'fiscal: {starts: 4, label: "FY{y}-Q{q}"}',
            "kamdeck.yaml:1:28: fiscal: expected a label like FY{yy}-Q{q}, found 'FY{y}-Q{q}'",
        ),
        (
            'fiscal: {starts: 4, label: "{yy}/{q}"}',
            "kamdeck.yaml:1:28: fiscal: a label cannot have '/', since files are named after periods",
        ),
        (
            'fiscal: {start: 4, label: "FY{yy}-Q{q}"}',
            "kamdeck.yaml:1:9: fiscal: a fiscal calendar needs 'starts'; add it",
        ),
    ],
)
def test_a_mistake_in_the_calendar_is_told_at_its_line(tmp_path: Path, settings: str, problem: str):
    assert problem in problems_of_settings(tmp_path, settings)
