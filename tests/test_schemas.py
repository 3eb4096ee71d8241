"""The schemas in docs/ are up to date, and the shipped plans and layouts are valid against them."""

import json
import re
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from kamdeck.compose.layout_keys import CONDITIONS, LAYOUT, PLACING, SECTION, SHOW, STRUCTURE, TOPIC
from kamdeck.compose.layout_schema import KEYS, layout_schema
from kamdeck.plan_io import schema
from kamdeck.plan_io.new_plan import first_facts, new_plan
from kamdeck.reference import PAGES
from kamdeck.resources import PART_FILES
from tests.example_decks import PLANS, ROOT

DOCS = ROOT / "docs"
COMPLETE = ("huaxing-bank.yaml", "meridian-motion.yaml", "qinghe-retail.yaml", "archive/huaxing-bank-2026-Q3.yaml")
LAYOUTS = sorted((ROOT / "layouts").glob("*.yaml"))


class Core(yaml.CSafeLoader):
    """The core schema of YAML 1.2, which editors use: no dates, and only `true` and `false` are booleans."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for name, pattern, first in (
    ("bool", "true|false", "tf"),
    ("int", "[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", "~|null|", ["~", "n", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(f"^(?:{pattern})$"), list(first))


def faults(content: Any, kind: dict[str, Any]) -> list[str]:
    errors = (best_match([error]) for error in Draft202012Validator(kind).iter_errors(content))
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message[:120]}" for error in errors]


def test_the_copies_in_docs_are_up_to_date():
    pages = [page for page in PAGES if page.endswith(".json")]
    assert pages == [f"{kind}.schema.json" for kind in ("plan", "layout", "sources", "settings", "rules")]
    for page in pages:
        made = PAGES[page]()
        assert (DOCS / page).read_text("utf-8") == made, "python -m kamdeck.reference docs"
        Draft202012Validator.check_schema(json.loads(made))


@pytest.mark.parametrize("path", [*(PLANS / name for name in COMPLETE), *LAYOUTS], ids=lambda path: path.name)
def test_shipped_files_name_their_schema_and_are_valid(path: Path):
    text = path.read_text("utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named, f"{path.name} names no schema in its first line"
    kind = json.loads((path.parent / named[1]).read_text("utf-8"))
    assert faults(yaml.load(text, Core), kind) == []


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("language", ["en", "zh", "zh+en"])
def test_a_new_plan_is_valid_against_the_schema(language: str, full: bool):
    facts = first_facts("acme", language, "2026-Q4")
    content = yaml.load(new_plan("acme", Path("acme.yaml"), language, facts, full=full), Core)
    assert faults(content, schema()) == []


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("deals: [{ammount: 3}]", "deals.0"),
        ("deals: [{stage: wonn}]", "deals.0.stage"),
        ("profile: {people: [{influence: 9}]}", "profile.people.0.influence"),
        ("targets: [{period: 2026}]", "targets.0.period"),
    ],
)
def test_the_schema_rejects_a_wrong_plan(written: str, where: str):
    content = yaml.load(f"period: 2026-Q4\naccount: {{id: acme, name: Acme}}\n{written}", Core)
    assert [fault.partition(":")[0] for fault in faults(content, schema())] == [where]


@pytest.mark.parametrize(
    "written",
    [
        "sections: [{section: a, topics: [{topic: b, kind: cover, needs: [x, y], columns: [{share: 2, bullets: {rows: [a]}}]}]}]",
        "sections: [{section: a, topics: [{topic: b, table: {rows: deals, columns: [name]}}]}]",
        "extends: review",
        "extends: review\ntopics: {a: drop, b: {headline: {en: x}, source: drop, table: drop}, c: {after: a, text: x}}",
        "extends: review\nsections: {a: drop, b: {name: {en: x}, number: '2'}, c: {before: a, topics: [{topic: d}]}}",
    ],
)
def test_a_layout_is_accepted(written: str):
    assert faults(yaml.load(written, Core), layout_schema()) == []


@pytest.mark.parametrize(
    "written",
    [
        "sectoins: []",
        "sections: [{topics: []}]",
        "sections: [{section: a, topics: [{topic: b, tabel: {rows: deals}}]}]",
        "sections: [{section: a, topics: [{topic: b, kind: covver}]}]",
        "sections: [{section: a, topics: [{topic: b, columns: [{share: much, table: {rows: deals, columns: [name]}}]}]}]",
        "sections: [{section: a, topics: [{topic: b, headline: {en: x, fr: y}}]}]",
        "sections: [{section: a, topics: [{topic: b, rows: [{share: 1}]}]}]",
        "title: x",
        "sections: []\ntopics: {a: drop}",
        "sections: {a: drop}",
        "extends: review\ntopics: [a]",
        "extends: review\nsections: [{section: a, topics: []}]",
        "extends: review\ntopics: {a: remove}",
        "extends: review\ntopics: {a: {hedline: x}}",
        "extends: review\ntopics: {a: {topic: b}}",
        "extends: review\ntopics: {a: {after: b, before: c}}",
        "extends: review\nsections: {a: {topics: {b: drop}}}",
    ],
)
def test_the_schema_rejects_a_wrong_layout(written: str):
    assert faults(yaml.load(written, Core), layout_schema())


@pytest.mark.parametrize("path", sorted(PART_FILES.glob("*.yaml")), ids=lambda path: path.name)
def test_shipped_parts_are_valid(path: Path):
    schema = layout_schema()
    parts = {"$defs": schema["$defs"], **schema["properties"]["parts"]}
    assert faults(yaml.load(path.read_text("utf-8"), Core), parts) == []


def test_the_schema_of_layouts_knows_every_key():
    assert set(KEYS) == {*LAYOUT, *SECTION, *TOPIC, *CONDITIONS, *STRUCTURE, SHOW, *PLACING}
