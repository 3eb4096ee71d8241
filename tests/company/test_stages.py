"""The company's own stages: each means one of the six, and documents, figures, rules and forms use them."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kamdeck.analysis.changes import changes
from kamdeck.analysis.figures import figures
from kamdeck.analysis.quality import quality_of
from kamdeck.job import wording_of
from kamdeck.model.schema import schema
from kamdeck.model.values import Stage
from kamdeck.plan_io import load
from kamdeck.plan_io.save import save
from kamdeck.plan_io.serialize import serialize
from tests.company.deployments import plan_with, problems_of_plan, problems_of_settings

STAGES = """\
stages:
  - {id: lead, is: prospect, name: {en: Lead, zh: 线索}, probability: 0..10 %}
  - {id: discovery, is: qualify, name: {en: Discovery, zh: 需求发现}, probability: 10..30 %}
  - {id: solution, is: qualify, name: {en: Solution design, zh: 方案设计}, probability: 30..40 %}
  - {id: offer, is: propose, name: {en: Offer, zh: 报价}, probability: 50 %}
  - {id: closed_won, is: won, name: {en: Closed won, zh: 赢单}}
"""


def test_a_deal_has_the_stage_of_the_company_and_its_meaning(tmp_path: Path):
    plan = plan_with(
        tmp_path, STAGES, "deals: [{id: a, stage: discovery}, {id: b, stage: Closed won}, {id: c, stage: 报价}]"
    )
    assert [(deal.stage, deal.meaning) for deal in plan.deals] == [
        ("discovery", Stage.QUALIFY),
        ("closed_won", Stage.WON),
        ("offer", Stage.PROPOSE),
    ]
    assert [wording_of(plan, "zh").say(deal.stage) for deal in plan.deals] == ["需求发现", "赢单", "报价"]


def test_a_word_of_the_six_is_valid_where_one_stage_or_none_has_that_meaning(tmp_path: Path):
    plan = plan_with(tmp_path, STAGES, "deals: [{id: a, stage: won}, {id: b, stage: negotiate}]")
    won, negotiated = plan.deals
    assert won.stage == "closed_won"
    assert wording_of(plan, "en").say(negotiated.stage) == "Negotiate"
    assert negotiated.meaning == Stage.NEGOTIATE
    found = problems_of_plan(tmp_path, STAGES, "deals:\n  - {id: a, stage: qualify}\n  - {id: b, stage: discover}\n")
    assert found == [
        "acme.yaml:4:20: deals[0].stage: 'qualify' can be several stages; write one of discovery, solution",
        "acme.yaml:5:20: deals[1].stage: 'discover' is not a stage; did you mean 'discovery'?",
    ]


def test_a_deal_without_a_probability_has_that_of_its_stage_and_is_not_written_with_it(tmp_path: Path):
    plan = plan_with(
        tmp_path, STAGES, "deals: [{id: a, stage: discovery, amount: 10}, {id: b, stage: offer, amount: 4}]"
    )
    assert [deal.probability for deal in plan.deals] == [0.2, 0.5]
    assert figures(plan).weighted_pipeline.value == 4
    assert "probability" not in serialize(plan)["deals"][0]


def test_a_probability_outside_the_range_of_its_stage_is_a_finding(tmp_path: Path):
    deals = "deals: [{id: a, stage: lead, probability: 15 %}, {id: b, stage: discovery, probability: 15 %}]"
    found = quality_of(plan_with(tmp_path, STAGES, deals)).findings
    assert [each.path for each in found if each.rule.id == "K506"] == ["deals[0].probability"]


def test_the_pipeline_by_stage_has_the_stages_of_the_company_in_their_order(tmp_path: Path):
    deals = "deals: [{id: a, stage: solution, amount: 3}, {id: b, stage: won, amount: 5, close: 2026-11-01}]"
    rows = figures(plan_with(tmp_path, STAGES, deals)).stages
    assert [(row.stage, row.count, row.amount) for row in rows] == [
        ("lead", 0, 0),
        ("discovery", 0, 0),
        ("solution", 1, 3),
        ("offer", 0, 0),
        ("closed_won", 1, 5),
    ]


def test_changes_name_the_stages_of_the_company(tmp_path: Path):
    old = plan_with(tmp_path, STAGES, "deals: [{id: a, stage: discovery}]")
    new = plan_with(
        tmp_path, STAGES, "deals: [{id: a, stage: solution}]", "period: 2027-Q1\naccount: {id: acme, name: Acme}\n"
    )
    (change,) = changes(old, new).deals
    assert change.kind == "up"
    assert wording_of(new, "en").say(change.differences[0]) == "Discovery → Solution design"


def test_a_workbook_offers_the_stages_by_name_and_gives_them_back(tmp_path: Path):
    plan = plan_with(tmp_path, STAGES, "deals: [{id: a, stage: discovery}, {id: b, stage: negotiate}]")
    path = tmp_path / "acme.xlsx"
    path.write_bytes(save(plan, path, "zh+en"))
    sheet = next(each for each in load_workbook(BytesIO(path.read_bytes())) if str(each["A1"].value).endswith("deals"))
    lists = [str(each.formula1) for each in sheet.data_validations.dataValidation]
    assert any("需求发现 Discovery" in each and "赢单 Closed won" in each for each in lists)
    assert [deal.stage for deal in load(path).deals] == ["discovery", "negotiate"]


def test_the_schema_lists_the_stages(tmp_path: Path):
    listed = json.dumps(schema(plan_with(tmp_path, STAGES).deployment)["$defs"]["Deal"]["properties"]["stage"])
    assert '"discovery"' in listed and '"won"' in listed
    assert '"qualify"' not in listed


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (
            "stages: lead",
            "kamdeck.yaml:1:9: stages: expected a list; write - {id: discovery, is: qualify, name: {en: Discovery}}",
        ),
        ("stages:\n  - {id: lead}", "kamdeck.yaml:2:5: stages: a stage needs 'is'; add it"),
        (
            "stages:\n  - {id: lead, is: prospekt}",
            "kamdeck.yaml:2:20: stages: 'prospekt' is none of the six meanings; did you mean 'prospect'?",
        ),
        (
            "stages:\n  - {id: lead, is: prospect, propability: 10 %}",
            "kamdeck.yaml:2:30: stages: 'propability' is not a field of a stage; did you mean 'probability'?",
        ),
        (
            "stages:\n  - {id: lead, is: prospect, probability: 30..10 %}",
            "kamdeck.yaml:2:43: stages: '30..10 %' begins above its end; write the lower probability first",
        ),
        (
            "stages:\n  - {id: lead, is: prospect, probability: 12}",
            "kamdeck.yaml:2:43: stages: expected a share from 0 to 1, or from 0 % to 100 %, found '12'; did you mean 12 %?",
        ),
        (
            "stages:\n  - {id: lead, is: prospect}\n  - {id: Lead, is: qualify}",
            "kamdeck.yaml:3:5: stages: 'lead' already names the stage 'lead'; give each a different one",
        ),
        (
            "stages:\n  - {id: lead, is: prospect, name: {fr: Piste}}",
            "kamdeck.yaml:2:37: stages: 'fr' is not a language of a text; write de, en, ja, zh",
        ),
    ],
)
def test_a_mistake_in_the_stages_is_told_at_its_line(tmp_path: Path, settings: str, problem: str):
    assert problems_of_settings(tmp_path, settings) == [problem]
