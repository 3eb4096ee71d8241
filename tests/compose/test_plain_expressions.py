"""Paths and logic of paths make what Jinja makes of them, with the same mistakes."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.compose.expressions import ENVIRONMENT, ExpressionSource
from kamdeck.compose.plain_expressions import logic_maker
from kamdeck.problems import Problems

ROW = SimpleNamespace(name="One", none=None, list=[], number=0.0)
SCOPE: dict[str, Any] = {"row": ROW, "empty": "", "full": "x", "zero": 0, "deals": [ROW], "nothing": None}
PATHS = ("row.name", "row.none", "row.list", "row.number", "empty", "full", "zero", "deals", "nothing", "unknown",
         "row.unknown", "row.unknown.name", "nothing.name", "row.__class__")  # fmt: skip


def combined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(parts, st.sampled_from((" and ", " or ")), parts).map("".join)
    return pairs | parts.map("not {}".format) | parts.map("({})".format)


def made(compiled: Any) -> object:
    """The value of an expression, or its mistake."""
    try:
        value = compiled(SCOPE)
        return str(value) if isinstance(value, ENVIRONMENT.undefined) else value
    except Exception as error:
        return type(error), str(error)


@given(st.recursive(st.sampled_from((*PATHS, "'text'", "''")), combined, max_leaves=8))
def test_logic_makes_what_jinja_makes_of_it(text: str):
    compiled = logic_maker(text, ENVIRONMENT)
    if "__" in text:
        assert compiled is None
        return
    assert compiled
    assert made(compiled) == made(ENVIRONMENT.compile_expression(text, undefined_to_none=False))


@pytest.mark.parametrize(
    "text",
    ["", "a b", "a and", "or a", "(a", "a)", "not", "a | length", "a[0]", "f(a)", "a if b else c", "a in b", "a == b",
     "true", "a is none", "1", "'a' 'b'", "'{{'", '"a"', "a.b.", "a . b", "namespace", "é", "not " * 60 + "a"],
)  # fmt: skip
def test_anything_else_is_left_to_jinja(text: str):
    assert logic_maker(text, ENVIRONMENT) is None


@pytest.mark.parametrize(
    "text", ["{{ unknown }}", "{{ full or unknown }}", "{{ unknown or full }}", "{{ not row.unknown }}"]
)
def test_an_undefined_name_is_a_mistake_only_where_it_is_read(text: str):
    words = ExpressionSource(text, None).words()

    class Said:
        def say(self, value: object) -> str:
            return str(value)

    scope = {**SCOPE, "wording": Said()}
    if text == "{{ full or unknown }}":
        assert words(scope) == "x"
        return
    with pytest.raises(Problems, match="unknown"):
        words(scope)
