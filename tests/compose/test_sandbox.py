"""The limits of a layout's expressions: no endless loops, no huge texts, and no access to kamdeck's internals."""

import time
from pathlib import Path

import pytest

from kamdeck.compose.expressions import ExpressionSource
from kamdeck.problems import Place, Problems
from tests.example_decks import plan_of
from tests.layouts import compose_sections, composed_wording

PLACE = Place("mine.yaml", 7, 3)
PLAN = plan_of("huaxing-bank")
SECONDS = 2.0
HUGE = (
    "{{ 9**9**9 }}",
    "{{ 9**(9**9) }}",
    "{{ 9.0**9**9 }}",
    "{{ 1e308*10 }}",
    "{{ 1e999 }}",
    "{{ (-1)**0.5 }}",
    "{{ " + "9" * 6000 + " }}",
    "{{ 1 | number(10**9) }}",
    "{{ 'a'*10**9 }}",
    "{{ 10**9*'a' }}",
    "{{ [1]*10**9 }}",
    "{{ 'a' | center(10**9) }}",
    "{{ 'a\nb' | indent(10**9) }}",
    "{{ '%1000000000d' | format(1) }}",
    "{{ '%*d' % (10**9, 1) }}",
    "{{ '{:>1000000000}'.format(1) }}",
    "{{ 'a'.ljust(10**9) }}",
    "{{ today.strftime('%1000000000Y') }}",
    "{{ ('a'*100000) | replace('a', 'b'*100000) }}",
    "{{ ('a'*100000).replace('a', 'b'*100000) }}",
    "{{ (['a'*1000]*5000) | join('b'*1000) }}",
    "{{ ('b'*1000).join(['a'*1000]*5000) }}",
    "{{ deals | batch(10**9, 'x') | list }}",
    "{{ [1] | slice(10**9) | list }}",
    "{{ 1.5 | round(10**9, 'ceil') }}",
)
LONG = (
    "{{ ([[1] * 9999] * 9999) | map('sum') | list }}",
    "{{ ([[1] * 9999] * 9999) | sum(start=[]) }}",
    "{{ [[1] * 9999] * 9999 }}",
    "{{ (" + " ~ ".join(["'a' * 150000"] * 9) + ") | length }}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
)
CHAINS = (
    "+".join(["1"] * 5000),
    " and ".join(["1"] * 5000),
    "1" + "|abs" * 3000,
    "plan" + ".a" * 3000,
    "plan" + "[0]" * 3000,
    "1" + " if 1 else 1" * 3000,
    "not " * 3000 + "1",
)
INTERNAL = (
    "{{ plan }}",
    "{{ plan.model_dump }}",
    "{{ plan.model_dump_json() }}",
    "{{ plan.model_fields_set }}",
    "{{ plan.add_input }}",
    "{{ plan.folder }}",
    "{{ plan | string }}",
    "{{ plan ~ '' }}",
    "{{ '%s' % plan }}",
    "{{ '%r' | format(deals) }}",
    "{{ deals | pprint }}",
    "{{ deals | join(', ') }}",
    "{{ deals | join(attribute='meddpicc') }}",
    "{{ deals | map(attribute='name') }}",
    "{{ account | list }}",
    "{{ account | map('string') | list }}",
    "{{ figures }}",
    "{{ figures.target ~ '' }}",
    "{{ figures.years }}",
    "{{ quality }}",
    "{{ quality.findings }}",
    "{{ changes }}",
    "{{ person }}",
    "{{ meddpicc }}",
    "{{ wording }}",
    "{{ plan.notes }}",
    "{{ namespace }}",
    "{{ self }}",
    "{{ ''.__class__ }}",
    "{{ none ~ '' }}",
)


def rendered(words: str) -> str:
    wording = composed_wording(PLAN, "en")
    from kamdeck.compose.build import _scope
    from kamdeck.compose.subject import facts_of

    return str(ExpressionSource(words, PLACE).words()(_scope(facts_of(PLAN), wording)))


@pytest.mark.parametrize("words", [*HUGE, *LONG])
def test_too_expensive_expressions_are_problems_at_their_lines(words: str):
    begun = time.process_time()
    with pytest.raises(Problems) as caught:
        rendered(words)
    assert time.process_time() - begun < SECONDS
    assert caught.value.problems[0].place == PLACE


@pytest.mark.parametrize("chain", CHAINS)
def test_a_chain_that_is_too_long_is_reported_at_its_line(chain: str):
    with pytest.raises(Problems) as caught:
        rendered("{{ " + chain + " }}")
    assert caught.value.problems[0].place == PLACE
    assert "; " in caught.value.problems[0].message
    with pytest.raises(Problems):
        ExpressionSource(chain, PLACE).expression()({})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{{ deals[99] }}", "this list has no entry 99; check its length first"),
        ("{{ deals | list | tojson }}", "'tojson' cannot write this value"),
        ("{% include 'x' %}", "a layout has no statements"),
        ("{% for a in [1]*9999 %}{% endfor %}", "a layout has no statements"),
        ("{% macro f(n) %}{{ f(n+1) }}{% endmacro %}{{ f(0) }}", "a layout has no statements"),
    ],
)
def test_errors_of_jinja_are_reported_in_plain_words(words: str, expected: str):
    with pytest.raises(Problems) as caught:
        rendered(words)
    assert expected in caught.value.problems[0].message


@pytest.mark.parametrize("words", INTERNAL)
def test_internals_of_kamdeck_are_not_shown(words: str):
    with pytest.raises(Problems) as caught:
        rendered(words)
    assert caught.value.problems[0].place == PLACE


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{{ 2**10 }}", "1,024"),
        ("{{ '-'*3 }}", "---"),
        ("{{ ['a', 'b'] | join(', ') }}", "a, b"),
        ("{{ deals[:2] | join('; ', attribute='owner') }}", "li-wei; zhao-kai"),
        ("{{ 'a.b'.replace('.', ' ') | title | center(5) }}", "A B"),
        ("{{ '%05.1f' % 2.25 }}", "002.2"),
        ("{{ today.strftime('%Y') }} {{ 'x' ~ 1 }}", "2026 x1"),
        ("{{ figures.target }}", "CNY\u00a0120\u00a0m"),
    ],
)
def test_layouts_can_use_what_they_need(words: str, expected: str):
    assert rendered(words) == expected


@pytest.mark.parametrize("rows", ["5", "account", "'text'", "plan.notes"])
def test_a_loop_over_what_is_no_list_is_a_problem_at_its_line(tmp_path: Path, rows: str):
    with pytest.raises(Problems, match=r"mine\.yaml:10:.*is not a list"):
        compose_sections(
            tmp_path, f"- section: s\n  name: S\n  topics:\n    - topic: t\n      for: x in {rows}\n      text: x"
        )


def test_nested_loops_of_a_layout_are_limited(tmp_path: Path):
    many = "for: x in [1] * 9999"
    lines = f"- section: s\n  name: S\n  topics:\n    - topic: t\n      rows:\n        - {many}\n          rows:\n"
    with pytest.raises(Problems, match=r"mine\.yaml:\d+:.*loops have more than 50,000 rows"):
        compose_sections(tmp_path, f'{lines}            - {many}\n              when: "false"\n              text: x')
