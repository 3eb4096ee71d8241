"""The JSON Schemas of kamdeck.yaml and of files of rules accept what kamdeck reads, and reject what it refuses."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from kamdeck.cli import main
from kamdeck.plan_io.deployment.settings_schema import rules_schema, settings_schema
from kamdeck.problems import Problems
from kamdeck.settings import read_settings
from tests.example_decks import ROOT
from tests.test_schemas import Core, faults

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*/kamdeck.yaml"))
RULES = [*(ROOT / "layouts" / "rules").glob("*.yaml"), *(Path(__file__).parent / "examples").glob("*/rules/*.yaml")]
SETTINGS = settings_schema()


def snippets() -> list[Any]:
    """The parts of a kamdeck.yaml, and the rules, in the documentation."""
    texts = (page.read_text("utf-8") for page in (ROOT / "docs").glob("*.md"))
    found = [yaml.load(each, Core) for text in texts for each in re.findall(r"^```ya?ml\n(.*?)^```", text, re.M | re.S)]
    return [
        each for each in found if each and set(each if isinstance(each, dict) else ()) <= set(SETTINGS["properties"])
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_settings_of_invented_companies_are_accepted(path: Path):
    assert faults(yaml.load(path.read_text("utf-8"), Core), SETTINGS) == []


def test_the_settings_and_rules_of_the_documentation_are_accepted():
    # `stages` is also a block of layouts.
    settings = [each for each in snippets() if isinstance(each, dict) and not isinstance(each.get("stages"), dict)]
    rules = [each for each in snippets() if isinstance(each, list) and "when" in each[0]]
    assert len(settings) > 2
    assert len(rules) == 1
    assert [fault for each in settings for fault in faults(each, SETTINGS)] == []
    assert [fault for each in rules for fault in faults(each, rules_schema())] == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_shipped_rules_are_accepted(path: Path):
    assert faults(yaml.load(path.read_text("utf-8"), Core), rules_schema()) == []


def test_the_schema_has_the_keys_that_are_read(tmp_path: Path):
    file = tmp_path / "kamdeck.yaml"
    file.write_text("xyzzy: 1\n", "utf-8")
    with pytest.raises(Problems) as raised:
        read_settings(file)
    known = raised.value.problems[0].message.partition("; write ")[2].split(", ")
    assert sorted(SETTINGS["properties"]) == known


@pytest.mark.parametrize(
    "written",
    [
        "langauge: en",
        "language: xx",
        "fiscal: {start: 4, label: 'FY{yy}-Q{q}'}",
        "fiscal: {starts: 13, label: 'FY{yy}-Q{q}'}",
        "stages: [{id: lead}]",
        "stages: [{id: lead, is: found}]",
        "stages: [{id: lead, is: won, colour: red}]",
        "stages: [{id: lead, is: won, name: {xx: Lead}}]",
        "rates: {CNY: 1, yuan: 2}",
        "fields: {nps: {type: number}}",
        "fields: {accounts.nps: {type: number}}",
        "fields: {account.nps: {type: integer}}",
        "fields: {account.nps: {kind: number}}",
        "rules: {weights: {deal: 2}}",
        "rules: {of: [K307]}",
        "slide_layouts: {covers: Title}",
    ],
)
def test_what_cannot_be_read_is_rejected(tmp_path: Path, written: str):
    file = tmp_path / "kamdeck.yaml"
    file.write_text(written + "\n", "utf-8")
    with pytest.raises(Problems):
        read_settings(file)
    assert faults(yaml.load(written, Core), SETTINGS)


@pytest.mark.parametrize(
    "written", ["[{id: X1, when: a}]", "[{id: 1x, when: a, title: t}]", "[{id: X1, wen: a, title: t}]"]
)
def test_a_wrong_rule_is_rejected(written: str):
    assert faults(yaml.load(written, Core), rules_schema())


def test_the_schema_is_printed_beside_settings_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "kamdeck.yaml").write_text("stages: [{id: lead}]\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for kind in ("settings", "rules"):
        shown = CliRunner().invoke(main, ["schema", f"--{kind}"])
        assert (shown.exit_code, shown.output) == (0, (ROOT / "docs" / f"{kind}.schema.json").read_text("utf-8"))


def test_the_schema_of_sources_has_the_fields_of_the_company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "kamdeck.yaml").write_text("fields: {deals.crm_id: {name: CRM id}}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert '"crm_id"' in CliRunner().invoke(main, ["schema", "--sources"]).output
    assert '"crm_id"' not in (ROOT / "docs" / "sources.schema.json").read_text("utf-8")
