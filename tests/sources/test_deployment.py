"""A pull reads the facts of a CRM in the company's own words: its stages, fields, years and currencies."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kamdeck.cli import main
from kamdeck.plan_io import load
from tests.sources.crm import pulled, rejected

SETTINGS = """
fiscal: {starts: 4, named: end, label: "FY{yy}-Q{q}"}
stages:
  - {id: discovery, is: qualify, name: {en: Discovery}}
  - {id: closed_won, is: won, name: {en: Closed won}}
rates: {EUR: 1, USD: 0.9, as_of: 2026-10-01}
fields:
  account.nps: {type: number, name: {en: NPS}}
  deals.crm_id: {type: text, name: {en: CRM id}}
"""
OFFER = "  - {id: offer, is: propose, name: {en: Our offer}}\n"
SOURCES = """
as_of: 2026-10-01
period: FY27-Q3
tables:
  accounts: {file: accounts.csv}
  deals: {file: deals.csv}
account: {from: accounts, key: name, fields: {name: name, nps: nps}, money: {currency: EUR, unit: million}}
lists:
  deals:
    from: deals
    account: account
    id: id
    fields: {name: name, stage: stage, amount: {column: amount, unit: million}, crm_id: id}
"""


def test_own_stages_fields_and_periods_are_pulled(tmp_path: Path):
    crm = tmp_path / "crm"
    crm.mkdir()
    (tmp_path / "kamdeck.yaml").write_text(SETTINGS, "utf-8")
    (crm / "sources.yaml").write_text(SOURCES, "utf-8")
    (crm / "accounts.csv").write_text("name,nps\nAcme,42\n", "utf-8")
    (crm / "deals.csv").write_text(
        "id,account,name,stage,amount\nO-1,Acme,Core,Discovery,4.2\nO-2,Acme,Branches,closed_won,6\nO-3,Acme,Lost,gone,1\n",
        "utf-8",
    )
    assert pulled(crm / "sources.yaml").problems == ()
    plan = load(crm / "plans" / "acme")
    assert [(deal.id, str(deal.stage), str(deal.own["crm_id"])) for deal in plan.deals if deal.stage] == [
        ("o-1", "discovery", "O-1"),
        ("o-2", "closed_won", "O-2"),
    ]
    assert (str(plan.period), plan.account.own["nps"]) == ("FY27-Q3", 42)
    (lost,) = rejected(crm / "sources.yaml")
    assert "gone" in lost and "is not a stage" in lost


# -- periods -------------------------------------------------------------------------------------------------------

TARGETS = """
as_of: 2026-10-01
period: PERIOD
tables: {accounts: {file: accounts.csv}, targets: {file: targets.csv}}
account: {from: accounts, key: name, fields: {name: name}, money: {currency: EUR, unit: million}}
lists: {targets: {from: targets, account: account, fields: {period: SOURCE, target: target}}}
"""
FISCAL = 'fiscal: {starts: 4, named: end, label: "FY{yy}-Q{q}"}\n'
QUARTERS_FIRST = 'fiscal: {starts: 4, named: end, label: "Q{q} FY{yy}"}\n'


def with_targets(folder: Path, settings: str, period: str, source: str, *cells: str) -> Path:
    """The file of sources for targets whose periods a column says."""
    (folder / "kamdeck.yaml").write_text(settings, "utf-8")
    (folder / "sources.yaml").write_text(TARGETS.replace("PERIOD", period).replace("SOURCE", source), "utf-8")
    (folder / "accounts.csv").write_text("name\nAcme\n", "utf-8")
    rows = "".join(f"Acme,{cell},{number + 1}\n" for number, cell in enumerate(cells))
    (folder / "targets.csv").write_text(f"account,when,target\n{rows}", "utf-8")
    return folder / "sources.yaml"


def periods_of(folder: Path) -> list[str]:
    return [str(each.period) for each in load(folder / "plans" / "acme").targets]


@pytest.mark.parametrize(
    ("settings", "period", "source", "cells", "periods"),
    [
        (FISCAL, "FY27-Q3", "when", ["FY27-Q2", "2026-11-20", "2027-02"], ["FY27-Q2", "FY27-Q3", "FY27-Q4"]),
        (FISCAL, "FY27-Q3", "{expression: quarter(when)}", ["2026-07-01", "2026-12-31"], ["FY27-Q2", "FY27-Q3"]),
        (FISCAL, "FY27-H2", "{expression: period_of(when)}", ["2026-09-30", "2026-10-01"], ["FY27-H1", "FY27-H2"]),
        (FISCAL, "2026-Q4", "{expression: quarter(when)}", ["2026-09-30", "2026-10-01"], ["2026-Q3", "2026-Q4"]),
        ("language: en\n", "2026-H2", "{expression: period_of(when)}", ["2026-03-01"], ["2026-H1"]),
        ("language: en\n", "2026", "when", ["2026-03-01", "2025"], ["2025", "2026"]),
        ("language: en\n", "2026-Q4", "when", ["Q3 2026", "2026 Q4"], ["2026-Q3", "2026-Q4"]),
    ],
)
def test_dates_and_names_of_periods_are_periods_of_the_company(
    tmp_path: Path, settings: str, period: str, source: str, cells: list[str], periods: list[str]
):
    report = pulled(with_targets(tmp_path, settings, period, source, *cells))
    assert (sorted(periods_of(tmp_path)), report.rejected_rows) == (periods, {})


@pytest.mark.parametrize(
    ("settings", "period", "cell", "reason"),
    [
        (FISCAL, "FY27-Q3", "Q3 2026", "can be a quarter of the calendar or of the company's years; write one like"),
        (FISCAL, "FY27-Q3", "2026-Q4", "is another kind of period than that of the plan, 'FY27-Q3'"),
        (FISCAL, "FY27-H2", "FY27-Q3", "is another kind of period than that of the plan, 'FY27-H2'"),
        ("language: en\n", "2026-H2", "Q4 2026", "is another kind of period than that of the plan, '2026-H2'"),
        ("language: en\n", "2026-Q4", "soon", "expected a period like '2026-Q4' or a day in one, found 'soon'"),
    ],
)
def test_a_period_of_another_kind_is_rejected_and_never_guessed(
    tmp_path: Path, settings: str, period: str, cell: str, reason: str
):
    file = with_targets(tmp_path, settings, period, "when", cell)
    pulled(file)
    (line,) = rejected(file)
    assert cell in line and reason in line


def test_a_later_period_is_known_by_time_and_not_by_its_text(tmp_path: Path):
    pulled(with_targets(tmp_path, QUARTERS_FIRST, "Q4 FY26", "when", "2026-03-01"))
    pulled(with_targets(tmp_path, QUARTERS_FIRST, "Q1 FY27", "when", "2026-04-01"))
    plan = load(tmp_path / "plans" / "acme")
    assert plan.previous_plan
    assert (str(plan.period), str(plan.previous_plan.period)) == ("Q1 FY27", "Q4 FY26")
    earlier = pulled(with_targets(tmp_path, QUARTERS_FIRST, "Q4 FY26", "when", "2026-03-01"))
    assert [each.message for each in earlier.problems] == [
        "the facts here are of Q1 FY27, those of the sources of Q4 FY26; correct `period`"
    ]


def test_the_examples_for_what_people_know_are_of_the_companys_period(tmp_path: Path):
    pulled(with_targets(tmp_path, FISCAL, "FY27-H2", "when", "2026-10-01"))
    file = tmp_path / "plans" / "acme" / "plan.yaml"
    file.write_text(re.sub(r"^# (?=targets)", "", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert periods_of(tmp_path) == ["FY27-H2"]


def test_what_people_wrote_is_rolled_forward_in_the_companys_words(tmp_path: Path):
    pulled(with_targets(tmp_path, FISCAL, "FY27-H2", "when", "2026-10-01"))
    folder = tmp_path / "plans" / "acme"
    (folder / "plan.yaml").write_text("actions: [{id: a, action: Visit, status: done}]\n", "utf-8")
    pulled(with_targets(tmp_path, FISCAL, "FY28-H1", "when", "2027-04-01"))
    done = CliRunner().invoke(main, ["next", str(folder)])
    assert (done.exit_code, "FY27-H2 → FY28-H1" in done.output) == (0, True), done.output


def test_another_kind_of_period_is_a_problem_of_the_account(tmp_path: Path):
    pulled(with_targets(tmp_path, FISCAL, "FY27-Q3", "when", "2026-10-01"))
    report = pulled(with_targets(tmp_path, FISCAL, "FY27-H2", "when", "2026-10-01"))
    assert [
        "another kind of period than that of the sources, 'FY27-H2'" in each.message for each in report.problems
    ] == [True]


# -- presets -------------------------------------------------------------------------------------------------------


def test_a_preset_counts_in_the_years_and_stages_of_the_kamdeck_yaml_of_the_plans(tmp_path: Path):
    exports, plans = tmp_path / "exports", tmp_path / "plans"
    exports.mkdir()
    plans.mkdir()
    (plans / "kamdeck.yaml").write_text(SETTINGS.replace("  - {id: closed_won", OFFER + "  - {id: closed_won"), "utf-8")
    (exports / "Account.csv").write_text("Id,Name\n001,Northwind\n", "utf-8")
    (exports / "Opportunity.csv").write_text(
        "Id,AccountId,Name,StageName,Amount,CloseDate\n"
        "1,001,New,Discovery,4000,2026-11-20\n"
        "2,001,Kept,Closed Won,4000,2025-10-02\n"
        "3,001,Old,Closed Won,4000,2025-09-30\n"
        "4,001,Offered,Our offer,4000,2026-11-20\n",
        "utf-8",
    )
    options = [
        "--preset",
        "salesforce",
        "--period",
        "FY27-Q3",
        "--as-of",
        "2026-10-01",
        "--currency",
        "EUR",
        "--strict",
    ]
    result = CliRunner().invoke(main, ["pull", str(exports), *options, "-o", str(plans)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    plan = load(plans / "northwind")
    assert str(plan.period) == "FY27-Q3"
    assert [(deal.id, str(deal.stage)) for deal in plan.deals] == [
        ("1", "discovery"),
        ("2", "closed_won"),
        ("4", "offer"),
    ]
