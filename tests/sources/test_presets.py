"""The exports of Salesforce and HubSpot are recognised by name and columns, and give plans without a sources.yaml."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kamdeck.cli import main
from kamdeck.plan_io import load
from kamdeck.problems import Problems
from kamdeck.sources.preset import PresetOptions, preset_text

OPTIONS = PresetOptions("2026-Q4", "2026-10-01")
API = {
    "Account.csv": "Id,Name,Industry,NumberOfEmployees,BillingCity,BillingCountry,Website,OwnerId\n"
    "001A,Northwind,Retail,1200,Leeds,UK,northwind.example,005U\n001B,Without Deals,Retail,9,Leeds,UK,,005U\n",
    "Opportunity.csv": "Id,AccountId,Name,StageName,Amount,Probability,CloseDate,OwnerId,CreatedDate,NextStep\n"
    "006A,001A,Refresh,Negotiation/Review,32000,80,2026-11-20,005U,2026-05-04T10:00:00.000Z,Agree the date\n"
    "006B,001A,Old one,Closed Won,9000,100,2019-11-20,005U,2019-05-04T10:00:00.000Z,\n",
    "Contact.csv": "Id,AccountId,FirstName,LastName,Title,Department,ReportsToId,OwnerId\n"
    "003A,001A,Ada,Stone,CIO,IT,,005U\n003B,001A,,Hill,Head,IT,003A,005U\n",
    "User.csv": "Id,Username,FirstName,LastName,Name,Email,Title\n005U,lin@x,Lin,Yue,Lin Yue,lin@x.example,Sales\n"
    "005V,max@x,Max,Roe,Max Roe,max@x.example,Sales\n",
    "AccountTeamMember.csv": "Id,AccountId,UserId,TeamMemberRole\n1,001A,005U,Account Manager\n",
}
REPORTS = {
    "Opportunity report.csv": "Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Amount Currency,Close Date,"
    "Created Date,Probability (%),Next Step\n"
    'Lin Yue,Northwind,Refresh,Negotiation/Review,"32,000.00",GBP,20/11/2026,04/05/2026,80,Agree the date\n'
    '\n"Open opportunities"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n',
    "Accounts.csv": "Account Name,Industry,Employees,Account Owner\nNorthwind,Retail,1200,Lin Yue\n",
}
HUBSPOT = {
    "hubspot-crm-exports-all-companies.csv": "Record ID,Company name,Company owner,City,Country/Region,Industry\n"
    "11,Northwind,Lin Yue,Leeds,UK,RETAIL\n",
    "hubspot-crm-exports-all-deals.csv": "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date,"
    "Associated Company IDs,Associated Company IDs (Primary)\n"
    "21,Refresh,Contract Sent,2026-11-20 12:00,Lin Yue,32000,2026-05-04 10:00,11;12,11\n",
    "hubspot-crm-exports-all-contacts.csv": "Record ID,First Name,Last Name,Job Title,Contact owner,"
    "Associated Company IDs (Primary)\n31,Ada,Stone,CIO,Lin Yue,11\n",
}


def exported(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def pulled(folder: Path, preset: str, *more: str) -> str:
    options = [
        "--preset",
        preset,
        "--period",
        "2026-Q4",
        "--as-of",
        "2026-10-01",
        "-o",
        str(folder / "plans"),
        "--strict",
    ]
    result = CliRunner().invoke(main, ["pull", str(folder), *options, *more], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_data_export_of_salesforce_gives_a_plan(tmp_path: Path):
    pulled(exported(tmp_path, API), "salesforce", "--currency", "gbp")
    assert [each.name for each in (tmp_path / "plans").iterdir() if each.is_dir()] == ["northwind"]
    plan = load(tmp_path / "plans" / "northwind")
    assert (plan.account.employees, str(plan.account.headquarters), plan.account.manager) == (1200, "Leeds", "005u")
    assert [(deal.id, deal.amount, deal.stage, deal.probability) for deal in plan.deals] == [
        ("006a", 32, "negotiate", 0.8)
    ]
    assert [(str(each.name), each.reports_to, each.owner) for each in plan.profile.people] == [
        ("Ada Stone", None, "005u"),
        ("Hill", "003a", "005u"),
    ]
    assert [(str(each.name), str(each.role), each.email) for each in plan.team] == [
        ("Lin Yue", "Account Manager", "lin@x.example")
    ]
    assert plan.money.currency == "GBP"


def test_reports_of_salesforce_are_recognised_by_their_labels(tmp_path: Path):
    pulled(exported(tmp_path, REPORTS), "salesforce")
    plan = load(tmp_path / "plans" / "northwind")
    deal = plan.deal("refresh")
    assert (deal.amount, deal.probability, str(deal.close), str(deal.opened)) == (32, 0.8, "2026-11-20", "2026-05-04")
    assert (plan.money.currency, [str(each.name) for each in plan.team]) == ("GBP", ["Lin Yue"])


def test_a_formatted_report_has_its_title_and_filters_above_the_heading(tmp_path: Path):
    above = "Opportunity report,,\nAs of 2026-10-01,,\n\nFiltered By,,\nShow: Account Name,,\n\n"
    report = {name: f"{above}{text}" for name, text in REPORTS.items()}
    shown = pulled(exported(tmp_path, report), "salesforce", "--show")
    assert "header: '7'" in shown or "header: 7" in shown
    pulled(tmp_path, "salesforce")
    assert load(tmp_path / "plans" / "northwind").deal("refresh").amount == 32


def test_deals_in_several_currencies_keep_theirs(tmp_path: Path):
    (tmp_path / "kamdeck.yaml").write_text("rates: {GBP: 1, USD: 0.8}\n", "utf-8")
    deals = REPORTS["Opportunity report.csv"]
    dollars = 'Lin Yue,Northwind,Service,Prospecting,"12,500.00",USD,20/11/2026,04/05/2026,10,\n'
    report = {**REPORTS, "Opportunity report.csv": deals.replace("\n\n", f"\n{dollars}\n", 1)}
    with pytest.raises(Problems, match="the deals are in GBP and USD; choose"):
        preset_text("salesforce", exported(tmp_path, report), OPTIONS)
    pulled(tmp_path, "salesforce", "--currency", "GBP")
    amounts = [str(deal.amount) for deal in load(tmp_path / "plans" / "northwind").deals]
    assert amounts == ["32.0", "12.5 USD"]


def test_the_exports_of_hubspot_give_a_plan(tmp_path: Path):
    pulled(exported(tmp_path, HUBSPOT), "hubspot")
    plan = load(tmp_path / "plans" / "northwind")
    assert [(deal.id, deal.stage, str(deal.close)) for deal in plan.deals] == [("21", "negotiate", "2026-11-20")]
    assert (str(plan.person("31").name), plan.person("31").owner, plan.account.manager) == (
        "Ada Stone",
        "lin-yue",
        "lin-yue",
    )


def test_show_prints_a_sources_file_that_gives_the_same_plans(tmp_path: Path):
    exported(tmp_path, API)
    shown = pulled(tmp_path, "salesforce", "--show")
    assert not (tmp_path / "plans").exists()
    pulled(tmp_path, "salesforce")
    before = (tmp_path / "plans/northwind/pulled.yaml").read_bytes()
    (tmp_path / "own.yaml").write_text(shown, "utf-8")
    result = CliRunner().invoke(main, ["pull", str(tmp_path / "own.yaml"), "-o", str(tmp_path / "other")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "other/northwind/pulled.yaml").read_bytes() == before


@pytest.mark.parametrize("preset", ["salesforce", "hubspot"])
def test_missing_and_double_exports_are_problems(tmp_path: Path, preset: str):
    with pytest.raises(Problems, match=r"no file in .* has accounts; export a table with the columns"):
        preset_text(preset, tmp_path, OPTIONS)
    exported(tmp_path, API if preset == "salesforce" else HUBSPOT)
    name, text = next(iter((API if preset == "salesforce" else HUBSPOT).items()))
    exported(tmp_path, {f"Copy of {name}": text})
    with pytest.raises(Problems, match=f"'{name}' and|'Copy of {name}' and"):
        preset_text(preset, tmp_path, OPTIONS)


def test_exports_without_a_common_column_for_the_account_are_a_problem(tmp_path: Path):
    exported(tmp_path, {**REPORTS, "Accounts.csv": "Account ID,Industry\n001,Retail\n"})
    with pytest.raises(Problems, match="no column in common that names the account; export one of these: accounts: Id"):
        preset_text("salesforce", tmp_path, OPTIONS)


def test_a_preset_needs_the_quarter_and_the_date(tmp_path: Path):
    result = CliRunner().invoke(main, ["pull", str(tmp_path), "--preset", "salesforce"])
    assert (result.exit_code, "--preset require" in result.output) == (2, True)
    result = CliRunner().invoke(main, ["pull", str(tmp_path), "--period", "2026-Q4"])
    assert (result.exit_code, "belong to --preset" in result.output) == (2, True)
