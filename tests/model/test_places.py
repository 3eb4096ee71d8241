"""A loaded plan knows where each of its parts was written."""

import copy
import pickle
from pathlib import Path

import pytest

from kamdeck.plan_io import load, loads
from kamdeck.problems import Place
from tests.example_decks import PLANS

TEXT = "period: 2026-Q4\naccount: {id: a, name: A}\nprofile:\n  people:\n    - id: b\n      influence: 3\n"


@pytest.mark.parametrize(
    ("where", "line", "column"),
    [
        ((), 1, 1),
        (("account", "name"), 2, 18),
        (("profile",), 3, 1),
        (("profile", "people", 0), 5, 7),
        (("profile", "people", 0, "influence"), 6, 7),
        (("profile", "people", 0, "owner"), 5, 7),
        (("profile", "people", 7), 5, 5),
        (("strategy", "value"), 1, 1),
    ],
)
def test_the_place_of_a_part_is_where_it_or_the_nearest_part_around_it_was_written(
    where: tuple[int | str, ...], line: int, column: int
):
    place = loads(TEXT).place(where)
    assert place
    assert (place.file, place.line, place.column) == ("plan.yaml", line, column)


def test_a_value_of_an_included_file_has_its_place_there():
    place = load(PLANS / "huaxing-bank.yaml").place(("vendor", "offerings", 0))
    assert place
    assert Path(place.file).name == "company.yaml"
    assert place.excerpt.strip().startswith("- {id: servers")


def test_a_plan_that_was_not_loaded_has_no_places():
    plan = loads(TEXT)
    assert type(plan).model_validate({"period": "2026-Q4", "account": {"id": "a", "name": "A"}}).place(()) is None


def test_plans_are_equal_wherever_they_were_written():
    assert loads(TEXT) == loads("# moved\n" + TEXT)


def test_a_plan_can_be_sent_to_another_process():
    sent = pickle.loads(pickle.dumps(loads(TEXT)))
    assert sent == loads(TEXT) == copy.deepcopy(sent)
    assert sent.place(("profile",)) == Place("plan.yaml", 3, 1, "profile:")
