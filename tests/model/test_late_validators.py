"""The validator of a part's class is built when a plan first has such a part."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pydantic import ValidationError

from kamdeck.model.fact import PlanPart
from kamdeck.model.values import Text


def classes() -> tuple[type[PlanPart], type[PlanPart]]:
    """Two new classes, the second with a part and a list of parts of the first."""

    class Inner(PlanPart):
        name: Text = Text()

    class Outer(PlanPart):
        one: Inner = Inner.absent()
        several: tuple[Inner, ...] = ()

    return Inner, Outer


def test_a_part_that_is_not_given_needs_no_validator() -> None:
    inner, outer = classes()
    found: Any = outer.model_validate({})
    assert found.one == inner.absent()
    assert not found.one
    assert found.several == ()
    assert outer.__pydantic_complete__
    assert not inner.__pydantic_complete__


def test_a_part_that_is_given_is_validated() -> None:
    inner, outer = classes()
    found: Any = outer.model_validate({"one": {"name": "A"}, "several": [{"name": "B"}, {}]})
    assert inner.__pydantic_complete__
    assert type(found.one) is inner
    assert [each.name.plain for each in (found.one, *found.several)] == ["A", "B", None]
    assert found.model_dump()["several"][1]["name"]["plain"] is None


def test_an_absent_part_is_what_an_empty_mapping_is_read_as() -> None:
    inner, _ = classes()
    absent, read = inner.absent(), inner.model_validate({})
    assert absent == read
    assert absent.own == read.own == {}
    assert absent.model_fields_set == read.model_fields_set == set()


def test_errors_in_parts_have_their_paths() -> None:
    _, outer = classes()
    with pytest.raises(ValidationError) as caught:
        outer.model_validate({"one": 5, "several": [{}, {"name": ["A"]}, {"nam": "B"}]})
    found = {each["loc"]: each["type"] for each in caught.value.errors()}
    assert found == {
        ("one",): "model_type",
        ("several", 1, "name"): "invalid_value",
        ("several", 2, "nam"): "extra_forbidden",
    }


def test_threads_that_read_the_first_parts_of_a_class_get_the_same() -> None:
    for _ in range(20):
        inner, outer = classes()
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(outer.model_validate, [{"one": {"name": "A"}}] * 8))
        assert {type(each.one) for each in found} == {inner}  # type: ignore[attr-defined]


def test_the_json_schema_defines_each_class_once() -> None:
    _, outer = classes()
    found = outer.model_json_schema()
    assert list(found["$defs"]) == ["Inner"]
    assert found["properties"]["several"]["items"] == {"$ref": "#/$defs/Inner"}
    assert list(found["$defs"]["Inner"]["properties"]) == ["name"]
