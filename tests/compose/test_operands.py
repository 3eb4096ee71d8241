"""Expressions take figures as they are, and what is unknown stays unknown."""

from pathlib import Path

import pytest

from kamdeck.analysis.analysis import Analysis
from kamdeck.compose.expressions import ExpressionSource
from kamdeck.model.numbers import Amount, CustomerAmount, Share
from kamdeck.plan_io import loads
from kamdeck.problems import Place, Problems
from tests.example_decks import to_yaml
from tests.layouts import compose_sections, composed_wording, layout

KNOWN = loads(
    to_yaml(
        {
            "period": "2026-Q4",
            "money": {"currency": "EUR", "unit": "million"},
            "account": {"id": "acme", "name": "Acme"},
            "targets": [
                {"period": "2026-Q4", "target": 12, "forecast": 9},
                {"period": "2026-Q3", "target": 8, "actual": 6},
            ],
            "deals": [{"id": "a", "name": "A", "amount": 4, "probability": "40 %"}, {"id": "b", "name": "B"}],
        }
    )
)
PLACE = Place("mine.yaml", 7, 3)


def scope() -> dict[str, object]:
    return {
        "figures": Analysis(KNOWN).figures,
        "deals": KNOWN.deals,
        "previous": None,
        "wording": composed_wording(KNOWN, "en"),
    }


def value(expression: str) -> object:
    return ExpressionSource(expression, PLACE).expression()(scope())


def words(text: str) -> str:
    return str(ExpressionSource(text, PLACE).words()(scope())).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ figures.target }}", "EUR 12 m"),
        ("{{ figures.target | money }}", "EUR 12 m"),
        ("{{ figures.target | money(bare=true) }}", "12 m"),
        ("{{ figures.last_attainment | percent }}", "75 %"),
        ("{{ figures.target | number }}", "12"),
        ("{{ figures.target - figures.forecast }}", "EUR 3 m"),
        ("{{ (figures.target - figures.forecast) | money(signed=true) }}", "EUR +3 m"),
        ("{{ figures.target * 2 }}", "EUR 24 m"),
        ("{{ 2 * figures.target + figures.target }}", "EUR 36 m"),
        ("{{ figures.target / 2 }}", "EUR 6 m"),
        ("{{ figures.target * figures.last_attainment }}", "EUR 9 m"),
        ("{{ (figures.forecast / figures.target) | percent }}", "75 %"),
        ("{{ -figures.target }}", "EUR −12 m"),
        ("{{ figures.target | abs }} {{ (figures.forecast - figures.target) | abs | money }}", "EUR 12 m EUR 3 m"),
        ("{{ [figures.target, figures.forecast] | max }}", "EUR 12 m"),
        ("{{ [figures.win_rate, figures.forecast] | min }}", "EUR 9 m"),
        ("{{ 'short' if figures.forecast < figures.target else 'on target' }}", "short"),
    ],
)
def test_a_figure_stands_for_its_value(text: str, expected: str):
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{ figures.win_rate }}",
        "{{ figures.win_rate | percent }}",
        "{{ figures.win_rate | money }}",
        "{{ figures.win_rate | number }}",
        "{{ figures.win_rate | points }}",
        "{{ figures.win_rate | counted }}",
        "{{ figures.win_rate | abs }}",
        "{{ [figures.win_rate] | max }}",
        "{{ -figures.win_rate }}",
        "{{ figures.win_rate + 1 }}",
        "{{ (figures.win_rate - figures.last_attainment) * 2 }}",
        "{{ (figures.target - figures.revenue) | money }}",
        "{{ deals[1].amount * deals[1].probability }}",
        "{{ figures.target / (figures.target - figures.target) }}",
        "{{ none | money }}",
    ],
)
def test_what_is_unknown_is_a_dash(text: str):
    assert words(text) == "–"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("figures.forecast < figures.target", True),
        ("figures.forecast > figures.target", False),
        ("figures.target == 12", True),
        ("figures.target != 12", False),
        ("0 < figures.forecast < figures.target", True),
        ("figures.win_rate < 0.5", False),
        ("figures.win_rate >= 0.5", False),
        ("0.5 > figures.win_rate", False),
        ("figures.win_rate == none", True),
        ("figures.win_rate == 0", False),
        ("figures.win_rate is none", True),
        ("figures.target is none", False),
        ("figures.target is gt 3", True),
        ("figures.win_rate is gt 3", False),
        ("deals[1].amount > 3", False),
        ("deals | selectattr('amount', 'gt', 3) | map(attribute='id') | list", ["a"]),
        ("none in [none]", True),
        ("'a' in 'abc'", True),
        ("not figures.win_rate", True),
        ("figures.win_rate - 1", None),
    ],
)
def test_comparisons_of_figures(expression: str, expected: object):
    assert value(expression) == expected


def test_results_keep_the_type_of_their_operands():
    assert isinstance(value("figures.target - figures.forecast"), Amount)
    assert isinstance(value("deals[0].amount * deals[0].probability"), Amount)
    assert isinstance(value("1 - figures.last_attainment"), Share)
    assert type(value("figures.forecast / figures.target")) is float
    assert type(value("figures.forecast * 0 + figures.last_attainment")) is float


@pytest.mark.parametrize(
    "expression",
    [
        "figures.nothing < 3",
        "figures.nothing + 1",
        "-figures.nothing",
        "figures.nothing | money",
        "figures.nothing is none",
        "figures.win_rate < nothing",
        "figures.win_rate == nothing",
        "'a' + figures.win_rate",
        "'a' < 3",
        "1 / 0",
        "figures + 1",
        "deals < 3",
    ],
)
def test_mistakes_are_still_problems(expression: str):
    with pytest.raises(Problems) as caught:
        value(expression)
    assert caught.value.problems[0].place == PLACE


@pytest.mark.parametrize(
    "expression", ["figures.target - revenue", "deals[0].amount / revenue", "[figures.target, revenue] | sum"]
)
def test_amounts_of_ours_and_of_the_customer_are_not_calculated_with_each_other(expression: str):
    make, revenue = ExpressionSource(expression, PLACE).expression(), CustomerAmount(800)
    with pytest.raises(Problems, match="may differ in currency and unit") as caught:
        make({**scope(), "revenue": revenue})
    assert caught.value.problems[0].place == PLACE


@pytest.mark.parametrize(
    ("condition", "shown"),
    [
        ("needs: figures.target", True),
        ("needs: figures.win_rate", False),
        ("when: figures.forecast < figures.target", True),
        ("when: figures.win_rate > 0", False),
        ("needs: [figures.target, figures.win_rate]", False),
    ],
)
def test_conditions_take_figures(tmp_path: Path, condition: str, shown: bool):
    sections = f"- section: profile\n  topics:\n    - topic: one\n      {condition}\n      text: hello"
    assert bool(compose_sections(tmp_path, sections, KNOWN).sections) is shown


@pytest.mark.parametrize(
    "text",
    [
        "{% if deals %}x{% endif %}",
        "a {%- set x = 1 %}",
        "{% raw %}x{% endraw %}",
        "{% if",
        "{{ deals }} {% for x in y %}{% endfor %}",
        "{% include 'x' %}",
    ],
)
def test_a_statement_is_a_problem_that_names_what_to_use(tmp_path: Path, text: str):
    sections = f'- section: profile\n  topics:\n    - topic: one\n      text: {{words: {{en: x, zh: "{text}"}}}}'
    with pytest.raises(Problems) as caught:
        layout(tmp_path, sections)
    (found,) = caught.value.problems
    assert found.place and found.place.line == 9
    assert "a layout has no statements in {% %}; name an insight" in found.message
    assert all(each in found.message for each in ("`kamdeck insights`", "'needs'", "'when'", "filter", "'extends'"))


@pytest.mark.parametrize("text", ["{{ '{%' }}", "100 % {x}", "{{ 'a' }} {# {% #}"])
def test_braces_that_are_no_statement_are_fine(tmp_path: Path, text: str):
    sections = f'- section: profile\n  topics:\n    - topic: one\n      text: {{words: {{en: "{text}"}}}}'
    assert compose_sections(tmp_path, sections, KNOWN).sections
