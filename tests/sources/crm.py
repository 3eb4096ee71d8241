"""A small CRM for tests: accounts, opportunities and a team as CSV files, and the sources.yaml for them."""

from pathlib import Path

from kamdeck.sources import PullReport, PullRequest, pull, read_sources

ACCOUNTS = """account,sector,employees,revenue
Acme Corp,software,2822,1100.04
Müller & Söhne,retail,1165,251.41
华兴银行,finance,,980.5
"""
OPPORTUNITIES = """opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
1C1I7A6R,Moses Frase,GTX Plus Basic,Acme Corp,Won,2026-05-20,2026-08-01,1054
Z063OYW0,Darcel Schlecht,GTXPro,Acme Corp,Engaging,2026-06-25,2026-11-11,4514
EC4QE1BX,Moses Frase,MG Special,Acme Corp,Prospecting,2026-09-01,,
MV1LWRNH,Moses Frase,GTX Basic,Müller & Söhne,Lost,2026-03-20,2026-07-03,0
PE84CX4O,Zane Levy,GTX Basic,华兴银行,Engaging,2026-07-20,2026-12-01,1200
"""
TEAMS = """sales_agent,manager
Moses Frase,Dustin Brinkmann
Darcel Schlecht,Melvin Marxen
Zane Levy,Summer Sewald
Nobody Special,Summer Sewald
"""
SOURCES = """
as_of: 2026-10-01
period: 2026-Q4
tables:
  accounts: {file: accounts.csv}
  opportunities: {file: opportunities.csv}
  teams: {file: teams.csv}
account:
  from: accounts
  key: account
  fields: {name: account, industry: sector, employees: employees}
  money: {currency: USD, unit: thousand}
lists:
  deals:
    from: opportunities
    account: account
    id: opportunity_id
    where: deal_stage != 'Lost' or close_date >= '2026-07-01'
    fields:
      name: product
      owner: sales_agent
      stage: {column: deal_stage, words: {Prospecting: prospect, Engaging: qualify, Won: won, Lost: lost}}
      amount: {column: close_value, unit: one}
      opened: engage_date
      close: close_date
  team: {from: teams, id: sales_agent, fields: {name: sales_agent, role: {value: Account manager}}, used: yes}
"""


def write_crm(folder: Path, sources: str = SOURCES, **tables: str) -> Path:
    """Writes the tables and the sources.yaml; returns its path."""
    known = {"accounts": ACCOUNTS, "opportunities": OPPORTUNITIES, "teams": TEAMS}
    for name, text in {**known, **tables}.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    file = folder / "sources.yaml"
    file.write_text(sources, "utf-8")
    return file


def pulled(file: Path, *accounts: str, dry_run: bool = False) -> PullReport:
    """Pulls into the folder `plans` beside the sources.yaml."""
    return pull(PullRequest(read_sources(file), file.parent / "plans", accounts, dry_run))


def rejected(file: Path) -> list[str]:
    """The lines of rejected.csv after its heading."""
    return (file.parent / "plans" / "rejected.csv").read_text("utf-8-sig").splitlines()[1:]
