"""The page docs/company.md: its settings read its plan, and its rules check it."""

import re
from pathlib import Path

import pytest

import kamdeck
from kamdeck.analysis.quality import quality_of
from kamdeck.compose.company_rules import company_rules
from kamdeck.job import wording_of
from kamdeck.plan_io import Plan, load
from kamdeck.settings import settings_for

PAGE = (Path(kamdeck.__file__).parent.parent / "docs" / "company.md").read_text("utf-8")


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """The plan of the page, in a folder with its settings and rules."""
    settings = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "kamdeck.yaml").write_text(settings[0], "utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ours.yaml").write_text(next(each for each in settings if each.startswith("- id")), "utf-8")
    (found,) = re.findall(r"```yml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "acme.yaml").write_text(found, "utf-8")
    assert settings_for([tmp_path]).slide_layouts.content == "Title Only"
    return load(tmp_path / "acme.yaml")


def test_the_plan_of_the_page_is_read_with_its_settings(plan: Plan):
    wording = wording_of(plan, "zh")
    assert [wording.say(deal.stage) for deal in plan.deals] == ["需求发现", "赢单"]
    assert (plan.deals[0].probability, round(plan.deals[0].amount or 0, 2)) == (0.2, 30.24)
    assert (str(plan.period.first_day), plan.account.own["nps"]) == ("2026-10-01", 42)


def test_the_rules_of_the_page_check_it(plan: Plan):
    found = {each.rule.id for each in quality_of(plan, own=company_rules(plan.deployment)).findings}
    assert {"X101", "MEDDIC1"} <= found
    assert "X102" not in found
