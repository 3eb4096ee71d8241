"""The company's own fields: read by their types, written back, and shown wherever the plan is."""

import json
from io import BytesIO
from pathlib import Path

import jsonschema
import pytest
from docx import Document
from openpyxl import load_workbook

from kamdeck.analysis.changes import changes
from kamdeck.analysis.changes.json_record import record
from kamdeck.change_note import note
from kamdeck.editions import for_customer
from kamdeck.job import Rendering, resolve, wording_of
from kamdeck.model.plan_texts import plan_texts
from kamdeck.model.schema import schema
from kamdeck.plan_io import Plan, load
from kamdeck.plan_io.new_plan import first_facts, new_plan
from kamdeck.plan_io.save import save
from kamdeck.plan_io.serialize import serialize
from kamdeck.render import render
from tests.company.deployments import plan_with, problems_of_plan, problems_of_settings, written

FIELDS = """\
fields:
  account.nps: {type: number, name: {en: NPS, zh: 净推荐值}, audience: everyone}
  account.grade: {type: choice, of: {a: {en: Strategic, zh: 战略}, b: {en: Core, zh: 核心}}, name: {en: Grade, zh: 分级}}
  account.public: {type: yes/no, name: Listed}
  deals.crm_id: {name: {en: CRM id, zh: CRM编号}}
  deals.meddpicc.score: {type: share, name: Score}
  profile.people.met: {type: date, name: Last met}
  profile.it.servers: {type: number, name: Servers}
  strategy.objectives.budget: {type: amount, name: Budget}
"""
PARTS = """\
money: {currency: CNY, unit: million}
profile: {people: [{id: li, name: Li, met: 2026-09-01}]}
deals: [{id: core, name: Core, crm_id: OPP-7, meddpicc: {score: 40 %}}, {id: b, name: Branches}]
"""
ACCOUNT = "period: 2026-Q4\naccount: {id: acme, name: Acme, nps: 42, grade: Strategic, public: no}\n"


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A plan with values of most fields."""
    return plan_with(tmp_path, FIELDS, PARTS, ACCOUNT)


def test_values_have_the_types_of_their_fields(plan: Plan):
    account = plan.account
    assert (account.own["nps"], account.own["grade"].key, account.own["public"]) == (42, "a", False)
    assert str(plan.profile.people[0].own["met"]) == "2026-09-01"
    assert plan.deals[0].meddpicc.own["score"] == 0.4
    assert wording_of(plan, "zh").say(account.own["grade"]) == "战略"


def test_a_layout_can_name_a_field_that_is_not_given(plan: Plan):
    assert plan.deals[1].own == {"crm_id": None}
    assert plan.profile.it.own == {"servers": None}
    assert not plan.profile.it


def test_the_plan_is_written_with_its_own_fields(plan: Plan):
    content = serialize(plan)
    assert content["account"] == {"id": "acme", "name": "Acme", "nps": 42, "grade": "a", "public": False}
    assert content["deals"][1] == {"id": "b", "name": "Branches"}
    assert "it" not in content["profile"]


@pytest.mark.parametrize("suffix", [".yaml", ".json", pytest.param(".xlsx", marks=pytest.mark.long)])
def test_each_format_gives_the_fields_back(plan: Plan, tmp_path: Path, suffix: str):
    path = tmp_path / f"copy{suffix}"
    path.write_bytes(save(plan, path, "zh+en"))
    assert serialize(load(path)) == serialize(plan)


@pytest.mark.long
def test_a_workbook_has_a_column_and_a_list_for_a_field(plan: Plan, tmp_path: Path):
    book = load_workbook(BytesIO(save(plan, tmp_path / "a.xlsx", "en")))
    headings = [str(cell.value) for sheet in book for row in sheet.iter_rows(max_row=2) for cell in row if cell.value]
    assert any("CRM id" in each and "crm_id" in each for each in headings)
    lists = [str(each.formula1) for sheet in book for each in sheet.data_validations.dataValidation]
    assert '"Strategic,Core"' in lists


def test_a_mistake_is_told_at_its_line_with_a_suggestion(tmp_path: Path):
    head = "period: 2026-Q4\naccount: {id: acme, name: Acme, nsp: 4}\n"
    assert problems_of_plan(tmp_path, FIELDS, "deals: [{id: a, crm: 4}]\n", head) == [
        "acme.yaml:2:33: account: 'nsp' is not a field of the account; did you mean 'nps'?",
        "acme.yaml:3:17: deals[0]: 'crm' is not a field of a deal; did you mean 'crm_id'?",
    ]
    head = "period: 2026-Q4\naccount: {id: acme, name: Acme, nps: high, grade: C, public: maybe}\n"
    assert problems_of_plan(tmp_path, FIELDS, "", head) == [
        "acme.yaml:2:38: account.nps: expected a number, found 'high'",
        "acme.yaml:2:51: account.grade: 'C' is not a word of 'grade'; write one of a, b",
        "acme.yaml:2:62: account.public: expected yes or no, found 'maybe'",
    ]


def test_without_the_field_its_key_is_unknown(tmp_path: Path):
    (found,) = problems_of_plan(tmp_path, "language: en\n", "", "period: 2026-Q4\naccount: {id: a, name: A, nps: 4}\n")
    assert found.startswith("acme.yaml:2:27: account: 'nps' is not a field of the account")


def test_the_schema_accepts_the_fields_and_nothing_else(plan: Plan):
    whole = schema(plan.deployment)
    assert jsonschema.Draft202012Validator(whole).is_valid(json.loads(json.dumps(serialize(plan), default=str)))
    assert not jsonschema.Draft202012Validator(schema()).is_valid(
        {"period": "2026-Q4", "account": {"id": "a", "name": "A", "nps": 4}}
    )


def test_changes_name_the_field_and_both_values(tmp_path: Path):
    old = plan_with(tmp_path, FIELDS, PARTS, ACCOUNT.replace("2026-Q4", "2026-Q3"))
    parts = PARTS.replace("OPP-7", "OPP-9")
    new = plan_with(tmp_path, FIELDS, parts, ACCOUNT.replace("nps: 42", "nps: 51").replace(", public: no", ""))
    found = changes(old, new)
    assert [(str(each.field), each.kind) for each in found.own_fields] == [
        ("NPS", "changed"),
        ("Listed", "removed"),
        ("CRM id", "changed"),
    ]
    told = note(found, new, wording_of(new, "en"))
    assert "- Acme: NPS 42 → 51" in told
    assert "- Core: CRM id OPP-7 → OPP-9" in told
    listed = record(found, new)["own_fields"]
    assert listed[0] == {
        "change": "changed",
        "of": "Acme",
        "field": {"en": "NPS", "zh": "净推荐值"},
        "before": 42,
        "after": 51,
    }


def test_texts_of_own_fields_are_checked_like_others(plan: Plan):
    shown = {each.where: each.shown for each in plan_texts(plan)}
    assert shown["deals", 0, "crm_id"] is False


def test_the_profile_shows_every_own_field(plan: Plan):
    job = resolve(Rendering(layout="profile", language="en"))
    tables = Document(BytesIO(render(plan, job).blob)).tables
    texts = [
        cell.text.replace("\u202f", " ").replace("\u00a0", " ")
        for table in tables
        for row in table.rows
        for cell in row.cells
    ]
    for each in ("NPS", "42", "Strategic", "CRM id", "OPP-7", "40 %", "Last met"):
        assert any(each in text for text in texts), each


def test_the_customers_edition_has_the_fields_for_everyone_only(plan: Plan):
    reduced = for_customer(plan)
    assert {key: value for key, value in reduced.account.own.items() if value is not None} == {"nps": 42}


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (
            "nps: {type: number}",
            "kamdeck.yaml:2:3: fields: 'nps' names no part of the plan; write it like account.nps or deals.nps",
        ),
        (
            "deal.nps: {type: number}",
            "kamdeck.yaml:2:3: fields: 'deal' is not a part of the plan; did you mean 'deals'?",
        ),
        (
            "deals.amount: {type: number}",
            "kamdeck.yaml:2:3: fields: a deal has a field 'amount' already; give yours another key",
        ),
        (
            "deals.copy: {type: number}",
            "kamdeck.yaml:2:3: fields: a deal has a field 'copy' already; give yours another key",
        ),
        (
            "deals.CRM: {type: text}",
            "kamdeck.yaml:2:3: fields: 'CRM' is not a key; write small letters (a-z), digits and '_', a letter first",
        ),
        (
            "deals.x: {type: numbr}",
            "kamdeck.yaml:2:19: fields: 'numbr' is not a type of a field; did you mean 'number'?",
        ),
        (
            "deals.x: {type: choice}",
            "kamdeck.yaml:2:12: fields: a choice needs 'of', the words that 'x' can have; add it, like [A, B, C]",
        ),
        (
            "deals.x: {type: text, audiense: everyone}",
            "kamdeck.yaml:2:25: fields: 'audiense' is not a field of a field of your own; did you mean 'audience'?",
        ),
    ],
)
def test_a_mistake_in_the_fields_is_told_at_its_line(tmp_path: Path, settings: str, problem: str):
    assert problems_of_settings(tmp_path, f"fields:\n  {settings}\n") == [problem]


def test_a_new_plan_with_every_field_has_those_of_the_company(tmp_path: Path):
    path = written(tmp_path, FIELDS)
    path.write_bytes(new_plan("acme", path, "en", first_facts("acme", "en", "2026-Q4"), full=True))
    lines = path.read_text("utf-8").splitlines()
    assert any(line.startswith("  nps:") and line.endswith("# NPS") for line in lines)
    assert load(path).account.own["nps"] is None
