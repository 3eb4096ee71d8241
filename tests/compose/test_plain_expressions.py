"""Plain expressions make what Jinja makes of them, with the same mistakes."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.compose.expressions import ENVIRONMENT, SPACES, ExpressionSource
from kamdeck.compose.layout import load_layout
from kamdeck.compose.layout_chain import own_layouts
from kamdeck.compose.plain_expressions import plain_maker
from kamdeck.compose.sandbox import BUDGET
from kamdeck.problems import Problems
from kamdeck.resources import LAYOUTS

ROW = SimpleNamespace(name="One", none=None, list=[], number=0.0)


class Said:
    """A wording that shows values as Python does."""

    def say(self, value: object) -> str:
        return str(value)

    term = terms_of = say


def joined(*values: object, between: str = "-") -> str:
    return between.join(map(str, values))


SCOPE: dict[str, Any] = {
    "row": ROW, "empty": "", "full": "x", "zero": 0, "deals": [ROW], "nothing": None, "wording": Said(), "f": joined,
    "notes": {"a": "note"}, "seven": 7,
}  # fmt: skip
PATHS = ("row.name", "row.none", "row.list", "row.number", "empty", "full", "zero", "deals", "nothing", "unknown",
         "row.unknown", "row.unknown.name", "nothing.name", "row.__class__")  # fmt: skip


def combined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(parts, st.sampled_from((" and ", " or ")), parts).map("".join)
    return pairs | parts.map("not {}".format) | parts.map("({})".format)


SINGLE = (
    "deals[0]", "deals[0].name", "deals[3]", "deals[:1]", "nothing[:2]", "row.list[0].name", "unknown[0]", "full[0]",
    "deals | length", "nothing | length", "unknown | length", "full | upper", "row.name | say", "deals | count",
    "full | center(5)", "(deals | top(1, by='number'))[0].name", "full | default('y')", "unknown | default('y')",
    "f(full, zero)", "f(full, between=empty)", "f(full, between=7)", "f(unknown)", "unknown(full)", "zero(1)",
    "notes.get('a', '')", "notes.get('b', 'none')", "notes.get('b').name", "notes.clear()", "full.format(1)", "none", "7",
    "deals | top(1, by='number') | length", "deals | top(1, by='unknown')", "'word.yes' | term", "row.name | heading",
    "deals[:seven]", "deals[:1 if full else 3]", "deals[:nothing]", "deals[:full]", "deals[:unknown]", "nothing is none", "full is not none",
    "row.list | length is none", "unknown is none", "deals | first", "(deals | first).name", "zero | first", "notes.items() | list", "zero | list",
    "unknown | list", "deals | last", "full | join('-')", "deals | sum(attribute='number')",
)  # fmt: skip


def longer(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from((" == ", " != ", " < ", " <= ", " > ", " >= ", " + ", " ~ ", " and ", " or "))
    conditions = st.tuples(parts, st.just(" if "), parts, st.just(" else "), parts).map("".join)
    return st.tuples(parts, operators, parts).map("".join) | conditions | combined(parts)


def made(compiled: Any) -> object:
    """The value of an expression, or its mistake."""
    try:
        value = compiled(SCOPE)
        return str(value) if isinstance(value, ENVIRONMENT.undefined) else value
    except Exception as error:
        return type(error), str(error)


@given(st.recursive(st.sampled_from((*PATHS, "'text'", "''")), combined, max_leaves=8))
def test_logic_makes_what_jinja_makes_of_it(text: str):
    compiled = plain_maker(text, ENVIRONMENT)
    if "__" in text:
        assert compiled is None
        return
    assert compiled
    assert made(compiled) == made(ENVIRONMENT.compile_expression(text, undefined_to_none=False))


@given(st.recursive(st.sampled_from((*PATHS, *SINGLE, "'text'")), longer, max_leaves=6))
def test_other_plain_expressions_make_what_jinja_makes_of_them(text: str):
    compiled = plain_maker(text, ENVIRONMENT)
    BUDGET.begin()
    # Comparisons that follow each other are left to Jinja, and so is "not" behind an operator.
    if compiled:
        assert made(compiled) == made(ENVIRONMENT.compile_expression(text, undefined_to_none=False))


@pytest.mark.parametrize("text", SINGLE)
def test_each_of_the_plain_expressions_is_compiled(text: str):
    assert plain_maker(text, ENVIRONMENT)


@pytest.mark.parametrize(
    "text", ["a {{ full }} b {{ deals | length }}", "{{ full }}{{ zero }}\n  {{ empty }}", "}} {{ full }}"]
)
def test_texts_with_expressions_are_what_jinja_renders(text: str):
    rendered = ENVIRONMENT.from_string(text).render(SCOPE)
    lines = (SPACES.sub(" ", line).strip(" ") for line in rendered.split("\n"))
    assert ExpressionSource(text, None).words()(SCOPE) == "\n".join(line for line in lines if line)


@pytest.mark.parametrize(
    "text",
    ["", "a b", "a and", "or a", "(a", "a)", "not", "a | unknown", "a | map(attribute='b')", "a[-1]", "a[1:]", "a[b]", "f(b=a, c)", "f(a", "f(*a)",
     "a if b", "a in b", "a == b == c", "a - b", "a * b", "true", "a is defined", "a is none b", "a is none if b else c", "a is none is none", "a is none.b", "a is none(b)", "a is none[0]", "a[:", "1.5", "-1", "[a]", "none.a", "1a", "a.1",
     "'a' 'b'", "'{{'", '"a"', "a.b.", "a . b", "namespace", "é", "not " * 60 + "a"],
)  # fmt: skip
def test_anything_else_is_left_to_jinja(text: str):
    assert plain_maker(text, ENVIRONMENT) is None


@pytest.mark.parametrize(
    "text", ["{{ unknown }}", "{{ full or unknown }}", "{{ unknown or full }}", "{{ not row.unknown }}"]
)
def test_an_undefined_name_is_a_mistake_only_where_it_is_read(text: str):
    words = ExpressionSource(text, None).words()
    if text == "{{ full or unknown }}":
        assert words(SCOPE) == "x"
        return
    with pytest.raises(Problems, match="unknown"):
        words(SCOPE)


def test_no_expression_of_our_layouts_is_left_to_jinja(monkeypatch: pytest.MonkeyPatch):
    left: list[str] = []
    monkeypatch.setattr(ExpressionSource, "_compiled", lambda source: left.append(source.text) or source)
    monkeypatch.setattr(ExpressionSource, "_rendered", lambda source: left.append(source.text) or source)
    monkeypatch.setattr("kamdeck.compose.layout.is_own", lambda node: False)
    for name in own_layouts():
        load_layout(LAYOUTS / f"{name}.yaml")
    assert not left
