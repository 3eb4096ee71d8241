"""A pull reads the facts of a CRM in the company's own words: its stages, fields, years and currencies."""

from pathlib import Path

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
    pulled(crm / "sources.yaml")
    plan = load(crm / "plans" / "acme")
    assert [(deal.id, str(deal.stage), str(deal.own["crm_id"])) for deal in plan.deals if deal.stage] == [
        ("o-1", "discovery", "O-1"),
        ("o-2", "closed_won", "O-2"),
    ]
    assert (str(plan.period), plan.account.own["nps"]) == ("FY27-Q3", 42)
    (lost,) = rejected(crm / "sources.yaml")
    assert "gone" in lost and "is not a stage" in lost
