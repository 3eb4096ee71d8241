"""Random layouts: a wrong value gives a problem at its line, and no block raises another error."""

import dataclasses
import json
import random
import types
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest

from kamdeck.blocks import BLOCKS
from kamdeck.compose.block_fields import fields_of
from kamdeck.document import LayoutBlock, Region, RenderContext
from kamdeck.problems import Problems
from tests.choices import in_ci
from tests.document_stubs import STYLE
from tests.layouts import REPORT, SLIDE, compose_sections, composed_wording

ROWS = (
    *("deals", "actions", "competition", "sections", "profile.people", "profile.influence", "profile.history"),
    *("profile.trends", "profile.financials", "profile.satisfaction", "strategy.whitespace", "strategy.roadmap"),
    *("strategy.value.path", "figures.stages", "figures.years", "meddpicc(deals[0])"),
    *("[1, 2]", "[[1], [2]]", "[none]", "[true]", "['a', 'b']", "[{'name': 'a', 'amount': 3}, {'name': 'b'}]"),
)
FIELDS = (
    *("", "amount", "close", "competitors", "count", "date", "due", "end", "event", "events", "goals", "id", "kind"),
    *("meddpicc", "name", "name.en", "offering", "offerings", "owner", "people", "revenue", "stage", "start", "status"),
    *("strengths", "title", "unit", "verified.by", "weighted", "year"),
)
EXPRESSIONS = {
    "rows": ROWS,
    "value": (
        "none",
        "1",
        "'x'",
        "[1]",
        "true",
        "today",
        "period",
        "deals",
        "account",
        "account.name",
        "figures.target",
    ),
    "words": ("Hello", "{{ account.name }}", "", "purple", "warn"),
    "heading": ("field.name", "Any name"),
    "test": (
        "row",
        "row.name",
        "row.amount",
        "row.people",
        "row.close",
        "row.stage",
        "'x'",
        "'purple'",
        "none",
        "[1]",
        "1e9",
    ),
}


def anything(kind: Any, chance: random.Random) -> Any:
    """A value for a block's field that has the right form, and seldom the right meaning."""
    origin = get_origin(kind)
    if origin is Annotated:
        return chance.choice(EXPRESSIONS[kind.__metadata__[0]])
    if origin is Literal:
        return chance.choice(get_args(kind))
    if origin is tuple:
        return [anything(get_args(kind)[0], chance) for _ in range(chance.randint(1, 3))]
    if origin in (Union, types.UnionType):
        return anything(next(each for each in get_args(kind) if each is not type(None)), chance)
    if dataclasses.is_dataclass(kind):
        return record(kind, chance)
    if kind is bool:
        return chance.choice(("yes", "no"))
    return chance.choice(FIELDS if kind is str else (0, 1, 10, 200.0))


def record(kind: Any, chance: random.Random) -> dict[str, Any]:
    return {
        name: anything(hint, chance) for name, hint, required in fields_of(kind) if required or chance.random() < 0.5
    }


@pytest.mark.parametrize("rounds", [10, *in_ci([100])])
@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_shows_the_values_of_a_layout_or_reports_what_is_wrong_with_them(
    name: str, rounds: int, tmp_path: Path
):
    chance = random.Random(name)
    for _ in range(rounds):
        written = json.dumps(record(BLOCKS[name], chance))
        try:
            document = compose_sections(
                tmp_path, f"- section: profile\n  topics:\n    - topic: one\n      {name}: {written}\n"
            )
            for block in (part for section in document.sections for part in section.topics[0].body.parts):
                assert isinstance(block, LayoutBlock)
                for region in (SLIDE, REPORT, Region(200, 100)):
                    block.lower(region, RenderContext(STYLE, composed_wording(None, "en")))
        except Problems as problems:
            assert str(problems).startswith("/"), written
