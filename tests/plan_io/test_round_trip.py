"""A plan becomes YAML, JSON and a workbook, and is the same plan again."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamdeck.model import PlanPart
from kamdeck.plan_io import load, loads
from kamdeck.plan_io.save import save
from kamdeck.plan_io.serialize import serialize
from kamdeck.plan_io.yaml_writer import as_yaml
from tests.choices import crossed
from tests.example_decks import PLANS, plan_of
from tests.plan_strategies import plans

FILES = ("plan.yaml", "plan.json", "plan.xlsx")
EXAMPLES = ("huaxing-bank", "archive/huaxing-bank-2026-Q3", "meridian-motion", "qinghe-retail")
FOUR_LANGUAGES = """\
period: 2026-Q4
language: de+ja
account: {id: acme, name: {de: Acme GmbH, en: Acme, ja: アクメ, zh: 艾克米}, industry: {ja: 駆動}}
profile: {trends: [{en: One, ja: 一}, {de: Zwei, zh: 二}], history: [{date: 2024-06-20, event: {ja: 締結}}]}
deals:
  - {id: D1, name: {de: Speicher, en: Storage, ja: ストレージ, zh: 存储}, stage: propose, need: {ja: 拡張}}
  - {id: D2, name: Plain, need: {en: More, de: Mehr}}
strategy: {roadmap: [{lane: {ja: 顧客側, de: Kundenseite}, item: {zh: 上线, ja: 稼働}, start: 2026-10}]}
"""


def all_values(value: Any) -> Any:
    """All values of a plan with their types, given or default, without the names of files."""
    if isinstance(value, PlanPart):
        names = [name for name in type(value).model_fields if name not in ("include", "previous")]
        return {name: all_values(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {key: all_values(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [all_values(inner) for inner in value]
    return type(value), value


@pytest.mark.long
@pytest.mark.parametrize(
    ("example", "language"), [("huaxing-bank", "en"), ("huaxing-bank", "zh"), *((name, "zh+en") for name in EXAMPLES)]
)
@pytest.mark.parametrize("file", FILES)
def test_every_example_is_the_same_plan_in_every_kind_of_file(tmp_path: Path, example: str, language: str, file: str):
    plan = load(PLANS / f"{example}.yaml")
    path = tmp_path / file
    path.write_bytes(save(plan, path, language))
    again = load(path)
    assert all_values(again) == all_values(plan)
    assert again.ours == plan.ours
    assert (again.previous_plan is None) == (plan.previous_plan is None)
    if plan.previous_plan and again.previous_plan:
        assert all_values(again.previous_plan) == all_values(plan.previous_plan)


@pytest.mark.long
@settings(max_examples=12)
@given(plans(), st.sampled_from(["en", "zh", "zh+en"]))
def test_any_plan_is_the_same_plan_in_every_kind_of_file(tmp_path_factory: Any, mapping: dict[str, Any], language: str):
    plan = loads(as_yaml(mapping).decode())
    assert all_values(plan) and serialize(plan)
    folder = tmp_path_factory.mktemp("plans")
    for file in FILES:
        path = folder / file
        path.write_bytes(save(plan, path, language))
        assert all_values(load(path)) == all_values(plan), file


@pytest.mark.parametrize(("language", "file"), crossed(("en", "ja", "zh+en", "de+ja"), FILES))
def test_texts_in_four_languages_are_the_same_in_every_kind_of_file(tmp_path: Path, language: str, file: str):
    plan = loads(FOUR_LANGUAGES)
    path = tmp_path / file
    path.write_bytes(save(plan, path, language))
    assert all_values(load(path)) == all_values(plan)


@pytest.mark.parametrize("file", FILES)
def test_the_same_plan_gives_the_same_bytes(file: str):
    plan = plan_of("qinghe-retail")
    assert save(plan, PLANS / file, "zh") == save(plan, PLANS / file, "zh")
