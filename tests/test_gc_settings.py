"""The garbage collector runs rarely while a document is made, and then as the program has set it."""

import gc
import weakref
from typing import Any

import pytest

import kamdeck
from kamdeck import render
from kamdeck.compose.build import compose
from kamdeck.gc_settings import ALLOCATIONS, collecting_rarely
from kamdeck.job import Rendering

PLAN = {
    "period": "2026-Q4",
    "account": {"id": "acme", "name": "Acme"},
    "targets": [{"period": "2026-Q4", "target": 10}],
}
PEOPLE = {"profile": {"people": [{"id": "an", "name": "An Li", "role": "decision_maker"}]}}


@pytest.fixture
def usual_settings():
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("usual_settings")
def test_a_document_leaves_the_settings_of_the_program():
    kamdeck.review(kamdeck.load(PLAN))
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.usefixtures("usual_settings")
def test_the_settings_return_after_an_error():
    with pytest.raises(kamdeck.PlanError):
        kamdeck.load({})
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.usefixtures("usual_settings")
@pytest.mark.parametrize(
    ("set_by_program", "meanwhile"), [(700, ALLOCATIONS), (0, 0), (2 * ALLOCATIONS, 2 * ALLOCATIONS)]
)
def test_a_program_that_collects_more_rarely_is_left_alone(set_by_program: int, meanwhile: int):
    gc.set_threshold(set_by_program, 10, 10)
    with collecting_rarely():
        assert gc.get_threshold()[0] == meanwhile
    assert gc.get_threshold()[0] == set_by_program


@pytest.mark.parametrize("layout", ["review", "profile"])
def test_a_finished_document_is_freed_without_the_collector(layout: str, monkeypatch: pytest.MonkeyPatch):
    wordings = list[weakref.ref[Any]]()

    def watched(*given: Any) -> Any:
        document = compose(*given)
        wordings.append(weakref.ref(document.wording))
        return document

    monkeypatch.setattr(render, "compose", watched)
    gc.disable()
    try:
        render.render(kamdeck.load(PLAN | PEOPLE), Rendering(layout=layout))
        assert [each() for each in wordings] == [None]
    finally:
        gc.enable()
