"""A pull writes each account's facts, keeps what people wrote, and lists what it could not read."""

import os
from pathlib import Path

import pytest

from kamdeck.plan_io import load
from kamdeck.problems import Problems
from kamdeck.sources.pull_report import PullState
from tests.sources.crm import ACCOUNTS, OPPORTUNITIES, SOURCES, pulled, rejected, write_crm


@pytest.fixture
def crm(tmp_path: Path) -> Path:
    return write_crm(tmp_path)


def plan(crm: Path, account: str = "acme-corp"):
    return load(crm.parent / "plans" / account)


def test_each_account_gets_a_plan_whose_id_is_made_of_its_key(crm: Path):
    report = pulled(crm)
    assert [each.id for each in report.accounts] == ["acme-corp", "müller-söhne", "华兴银行"]
    assert plan(crm, "华兴银行").account.name.plain == "华兴银行"
    assert report.count(PullState.NEW) == 3
    assert not report.rejected_rows


def test_a_cell_becomes_a_value_of_the_plan(crm: Path):
    pulled(crm)
    found = plan(crm)
    won = found.deal("1c1i7a6r")
    assert (won.name.plain, won.stage, won.amount, str(won.opened), str(won.close)) == (
        "GTX Plus Basic",
        "won",
        1.054,
        "2026-05-20",
        "2026-08-01",
    )
    assert found.member(won.owner or "").name.plain == "Moses Frase"
    assert (found.period, str(found.review_date), found.money.currency) == ("2026-Q4", "2026-10-01", "USD")
    assert (str(won.source), str(won.as_of)) == ("opportunities", "2026-10-01")
    assert (str(found.account.source), str(found.account.as_of)) == ("accounts", "2026-10-01")
    assert plan(crm, "华兴银行").deal("pe84cx4o").amount == 1.2


def test_used_keeps_only_the_entries_that_something_names(crm: Path):
    pulled(crm)
    assert [member.id for member in plan(crm).team] == ["darcel-schlecht", "moses-frase"]
    own = "actions: [{id: a1, action: Call, owner: nobody-special}]\n"
    (crm.parent / "plans/acme-corp/plan.yaml").write_text(own, "utf-8")
    pulled(crm)
    assert plan(crm).action("a1").owner == "nobody-special"


def test_a_second_pull_writes_no_byte_even_if_the_rows_come_in_another_order(crm: Path):
    pulled(crm)
    plans = crm.parent / "plans"
    files = [each for each in plans.rglob("*") if each.is_file()]
    for each in files:
        os.utime(each, (1, 1))
    head, *rows = OPPORTUNITIES.splitlines()
    write_crm(crm.parent, opportunities="\n".join([head, *reversed(rows)]) + "\n")
    assert pulled(crm).count(PullState.UNCHANGED) == 3
    assert {each.stat().st_mtime for each in files} == {1}


def test_the_new_plan_file_of_a_person_has_comments_only_and_stays_as_it_is(crm: Path):
    pulled(crm)
    own = crm.parent / "plans/acme-corp/plan.yaml"
    lines = own.read_text("utf-8").splitlines()
    assert all(not line or line.startswith("#") for line in lines)
    assert "# deals: [{id: 1c1i7a6r, next_step: …}]" in lines
    own.write_text("deals: [{id: z063oyw0, next_step: Call}]  # mine\n", "utf-8")
    pulled(write_crm(crm.parent, opportunities=OPPORTUNITIES.replace("4514", "4600")))
    assert own.read_text("utf-8") == "deals: [{id: z063oyw0, next_step: Call}]  # mine\n"
    deal = plan(crm).deal("z063oyw0")
    assert (deal.amount, str(deal.next_step)) == (4.6, "Call")


def test_the_examples_of_a_new_plan_file_are_valid_when_they_are_uncommented(crm: Path):
    pulled(crm)
    own = crm.parent / "plans/acme-corp/plan.yaml"
    lines = own.read_text("utf-8").splitlines()
    own.write_text("\n".join(line.removeprefix("# ") for line in lines if not line.startswith("##")), "utf-8")
    assert plan(crm).risks


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Engaging,2026-06-25", "Weird,2026-06-25", "opportunities,3,deal_stage,Weird,`words` does not have 'Weird'"),
        ("2026-11-11", "soon", "opportunities,3,close_date,soon,\"expected a date, found 'soon'\""),
        ("GTXPro", "#N/A", "opportunities,3,product,#N/A,this cell has an error of Excel instead of a value"),
        ("4514", "much", "opportunities,3,close_value,much,\"expected a number, found 'much'\""),
        ("GTXPro,Acme Corp", "GTXPro,Nobody", "opportunities,3,account,Nobody,no account has this key"),
        ("GTXPro,Acme Corp", "GTXPro,", "opportunities,3,account,,this row names no account"),
        ("Z063OYW0", "???", "opportunities,3,opportunity_id,???,an id needs a letter or a digit"),
        (
            "Z063OYW0",
            "1c1i7a6r",
            "opportunities,3,opportunity_id,1c1i7a6r,\"row 2 of 'opportunities' has the same id '1c1i7a6r', "
            'with other values"',
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_with_its_cell_and_the_reason(crm: Path, old: str, new: str, line: str):
    assert old in OPPORTUNITIES
    report = pulled(write_crm(crm.parent, opportunities=OPPORTUNITIES.replace(old, new, 1)))
    assert rejected(crm) == [line]
    assert report.rejected_rows == {"opportunities": 1}
    assert [deal.id for deal in plan(crm).deals] == ["1c1i7a6r", "ec4qe1bx"]


def test_a_row_that_repeats_another_is_the_same_fact(crm: Path):
    row = OPPORTUNITIES.splitlines()[1]
    report = pulled(write_crm(crm.parent, opportunities=f"{OPPORTUNITIES}{row}\n"))
    assert not report.rejected_rows
    assert len(plan(crm).deals) == 3


def test_a_reference_to_nobody_is_left_out_and_the_row_is_kept(crm: Path):
    report = pulled(write_crm(crm.parent, opportunities=OPPORTUNITIES.replace("Darcel Schlecht", "Jane Doe")))
    assert plan(crm).deal("z063oyw0").owner is None
    assert (report.rejected_rows, report.rejected_values) == ({}, 1)
    assert rejected(crm) == [
        "opportunities,3,sales_agent,jane-doe,this is not the id of a team member in team; the row is kept without it"
    ]


def test_the_list_of_rejected_rows_is_written_anew(crm: Path):
    pulled(write_crm(crm.parent, opportunities=OPPORTUNITIES.replace("4514", "much")))
    assert rejected(crm)
    pulled(write_crm(crm.parent))
    assert not rejected(crm)


def test_two_accounts_whose_ids_come_out_alike_are_a_problem(crm: Path):
    write_crm(crm.parent, accounts=f"{ACCOUNTS}ACME: corp!,x,1,2\n")
    with pytest.raises(Problems, match=r"'Acme Corp' and 'ACME: corp!' \(rows 2 and 5 .* id 'acme-corp'"):
        pulled(crm)


def test_take_chooses_accounts_and_rows_of_the_others_are_not_rejected(crm: Path):
    report = pulled(write_crm(crm.parent, SOURCES.replace("  money:", "  take: {top: 2, by: revenue}\n  money:")))
    assert [each.id for each in report.accounts] == ["acme-corp", "华兴银行"]
    assert not rejected(crm)
    write_crm(crm.parent, SOURCES.replace("  money:", "  take: {where: number(revenue) < 300}\n  money:"))
    report = pulled(crm)
    assert [each.id for each in report.accounts] == ["müller-söhne"]
    assert report.left == ("acme-corp", "华兴银行")


def test_single_accounts_can_be_pulled(crm: Path):
    assert [each.id for each in pulled(crm, "华兴银行").accounts] == ["华兴银行"]
    with pytest.raises(Problems, match="no account has the id 'acme'; did you mean 'acme-corp'"):
        pulled(crm, "acme")


def test_what_the_sources_no_longer_have_is_told_and_leaves_what_people_wrote(crm: Path):
    pulled(crm)
    own = crm.parent / "plans/acme-corp/plan.yaml"
    own.write_text("deals: [{id: z063oyw0, next_step: Call}]\n", "utf-8")
    rows = [row for row in OPPORTUNITIES.splitlines() if "Z063OYW0" not in row and "EC4QE1BX" not in row]
    report = pulled(write_crm(crm.parent, opportunities="\n".join(rows)), "acme-corp")
    assert report.accounts[0].gone == ("deals ec4qe1bx (MG Special)", "deals z063oyw0 (GTXPro)")
    found = plan(crm)
    assert [deal.id for deal in found.deals] == ["1c1i7a6r"]
    assert [warning.message.values["name"] for warning in found.warnings] == ["z063oyw0"]
    assert "next_step: Call" in own.read_text("utf-8")
    # The record of what is gone stays as long as somebody names it.
    assert pulled(crm, "acme-corp").accounts[0].state is PullState.UNCHANGED


def test_a_later_period_archives_the_merged_plan_and_names_it(crm: Path):
    pulled(crm)
    (crm.parent / "plans/acme-corp/plan.yaml").write_text("deals: [{id: z063oyw0, next_step: Call}]\n", "utf-8")
    later = SOURCES.replace("2026-Q4", "2027-Q1").replace("2026-10-01", "2027-01-04")
    write_crm(crm.parent, later, opportunities=OPPORTUNITIES.replace("Engaging,2026-06-25", "Won,2026-06-25"))
    report = pulled(crm)
    archive = crm.parent / "plans/acme-corp/archive/acme-corp-2026-Q4.yaml"
    assert [each.archived for each in report.accounts if each.id == "acme-corp"] == [archive]
    found = plan(crm)
    assert (found.period, found.previous) == ("2027-Q1", "archive/acme-corp-2026-Q4.yaml")
    before = found.previous_plan
    assert before
    assert (before.deal("z063oyw0").stage, str(before.deal("z063oyw0").next_step)) == ("qualify", "Call")
    assert pulled(crm).count(PullState.UNCHANGED) == 3


def test_an_earlier_period_is_a_problem_of_the_account(crm: Path):
    pulled(crm)
    report = pulled(write_crm(crm.parent, SOURCES.replace("2026-Q4", "2026-Q3")))
    assert report.count(PullState.FAILED) == 3
    assert "the facts here are of 2026-Q4, those of the sources of 2026-Q3" in str(report.problems[0])


def test_a_dry_run_writes_nothing_and_says_what_would_change(crm: Path):
    assert pulled(crm, dry_run=True).count(PullState.NEW) == 3
    assert not (crm.parent / "plans").exists()
    pulled(crm)
    write_crm(crm.parent, opportunities=OPPORTUNITIES.replace("Engaging,2026-06-25", "Won,2026-06-25"))
    report = pulled(crm, "acme-corp", dry_run=True)
    assert "Won in Q4: GTXPro" in report.accounts[0].changes
    assert plan(crm).deal("z063oyw0").stage == "qualify"


def test_a_plan_that_people_broke_is_told_and_the_facts_are_written(crm: Path):
    pulled(crm)
    (crm.parent / "plans/acme-corp/plan.yaml").write_text("actions: [{action: Call, deal: d99}]\n", "utf-8")
    report = pulled(write_crm(crm.parent, opportunities=OPPORTUNITIES.replace("4514", "4600")))
    assert ["'d99' is not the id of a deal" in each.message for each in report.problems] == [True]
    assert "amount: 4.6" in (crm.parent / "plans/acme-corp/pulled.yaml").read_text("utf-8")


def test_expressions_see_the_row_and_convert_its_texts(crm: Path):
    sources = SOURCES.replace(
        "      name: product", "      name: {expression: \"product ~ ' for ' ~ row['account']\"}"
    ).replace(
        "where: deal_stage != 'Lost' or close_date >= '2026-07-01'", "where: date(engage_date) > date('2026-06-01')"
    )
    pulled(write_crm(crm.parent, sources))
    assert [str(deal.name) for deal in plan(crm).deals] == ["MG Special for Acme Corp", "GTXPro for Acme Corp"]


def test_a_list_can_come_from_two_tables(crm: Path):
    sources = SOURCES.replace(
        "  team: {from",
        "  team:\n    - {from: opportunities, account: account, id: sales_agent, fields: {role: sales_agent}}\n    - {from",
    )
    pulled(write_crm(crm.parent, sources))
    assert [(each.id, str(each.name), str(each.role)) for each in plan(crm).team] == [
        ("darcel-schlecht", "Darcel Schlecht", "Darcel Schlecht"),
        ("moses-frase", "Moses Frase", "Moses Frase"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "name: product",
            "name: produkt",
            "20:13: the table 'opportunities' has no column 'produkt'; did you mean 'product'",
        ),
        (
            "      close: close_date",
            "      klose: close_date",
            "25:7: 'klose' is not a field of a deal; did you mean 'close'",
        ),
        ("key: account", "key: acount", "10:8: the table 'accounts' has no column 'acount'; did you mean 'account'"),
        ("    account: account", "    account: acount", "16:14: the table 'opportunities' has no column 'acount'"),
        ("id: opportunity_id", "id: oportunity_id", "17:9: the table 'opportunities' has no column 'oportunity_id'"),
        ("  money:", "  take: {top: 3, by: revenu}\n  money:", "12:22: the table 'accounts' has no column 'revenu'"),
        ("  deals:", "  dealz:", "14:3: 'dealz' is not a list of the plan; did you mean 'deals'"),
        ("key: account\n", "kye: account\n", "'kye' is not a key of `account`; did you mean 'key'"),
        ("{file: teams.csv}", "{file: team.csv}", "team.csv: there is no such file"),
        ("deal_stage != 'Lost'", "stage != 'Lost'", "18:12: the table 'opportunities' has no column 'stage'"),
        ("deal_stage != 'Lost'", "deal_stage != ", "18:12: 'deal_stage !="),
        ("period: 2026-Q4", "period: Q4", "3:9: 'Q4' is not a period"),
        ("unit: one", "unit: dozen", "'dozen' is no unit; write one"),
        ("    id: opportunity_id\n", "", "`id` is missing: the column of which the ids of deals are made"),
    ],
)
def test_a_mistake_in_the_sources_is_a_problem_at_its_line(crm: Path, old: str, new: str, message: str):
    assert old in SOURCES
    with pytest.raises(Problems) as raised:
        pulled(write_crm(crm.parent, SOURCES.replace(old, new, 1)))
    assert message in str(raised.value)
    assert not (crm.parent / "plans").exists()


RATES = "rates: {USD: 1, EUR: 1.1}\n"
WITH_CURRENCY = SOURCES.replace("column: close_value, unit: one", "column: close_value, unit: one, currency: money")


def in_currencies(crm: Path, amount: str, currency: str, rates: str = RATES) -> Path:
    """The small CRM with a column of currencies, of which the second deal has a value, as it has this amount."""
    (crm.parent / "kamdeck.yaml").write_text(rates, "utf-8")
    head, *rows = OPPORTUNITIES.replace("4514", f'"{amount}"').splitlines()
    others = [f"{row},{currency if amount in row else ''}" for row in rows]
    return write_crm(crm.parent, WITH_CURRENCY, opportunities="\n".join([f"{head},money", *others, ""]))


@pytest.mark.parametrize(
    ("amount", "currency", "value", "own"),
    [
        ("4500", "", 4.5, ""),
        ("4500", "usd", 4.5, ""),
        ("$4500", "USD", 4.5, ""),
        ("4500", "EUR", 4.95, "4.5 EUR"),
        ("€ 4,500.00", "", 4.95, "4.5 EUR"),
        ("EUR 4500", "EUR", 4.95, "4.5 EUR"),
    ],
)
def test_an_amount_keeps_the_currency_of_its_row(crm: Path, amount: str, currency: str, value: float, own: str):
    report = pulled(in_currencies(crm, amount, currency))
    assert not report.rejected_rows
    found = plan(crm).deal("z063oyw0").amount
    assert found == pytest.approx(value)
    assert (str(found) if own else "") == own


@pytest.mark.parametrize(
    ("amount", "currency", "rates", "reason"),
    [
        ("4500", "GBP", RATES, "there is no rate for GBP"),
        ("4500", "EUR", "rates: {CNY: 1}\n", "there is no rate for EUR and USD"),
        ("4500", "Euro", RATES, "'EURO' is not a currency; expected three letters such as EUR"),
        ("€4500", "USD", RATES, "the amount is in €, but its column of currencies says USD"),
        ("¥4500", "", RATES, "the amount is in ¥, but the account's money is USD"),
    ],
)
def test_an_amount_whose_currency_has_no_rate_or_is_unclear_is_rejected(
    crm: Path, amount: str, currency: str, rates: str, reason: str
):
    report = pulled(in_currencies(crm, amount, currency, rates))
    assert report.rejected_rows == {"opportunities": 1}
    assert reason in rejected(crm)[0]


@pytest.mark.parametrize(("cell", "unit"), [("60%", "percent"), ("60", "percent"), ("60 %", "one"), ("0.6", "one")])
def test_a_share_with_a_sign_of_per_cent_is_divided_once(crm: Path, cell: str, unit: str):
    sources = SOURCES.replace("      opened:", f"      probability: {{column: chance, unit: {unit}}}\n      opened:")
    head, *rows = OPPORTUNITIES.splitlines()
    opportunities = "\n".join([f"{head},chance", *(f"{row},{cell if '4514' in row else ''}" for row in rows), ""])
    pulled(write_crm(crm.parent, sources, opportunities=opportunities))
    assert plan(crm).deal("z063oyw0").probability == 0.6
