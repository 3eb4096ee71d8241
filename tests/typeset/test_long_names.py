"""A name of any length stays inside the frames of a deck, and is shown in full in one of them."""

from pathlib import Path

import pytest

from kamdeck.job import Rendering, resolve
from kamdeck.plan_io import loads
from kamdeck.problems import Problems
from kamdeck.render import render
from tests.deck_reader import Deck
from tests.example_decks import to_yaml

KHMER = ("សេចក្តីប្រកាសជាសកលស្តីពីសិទ្ធិមនុស្ស" * 30)[:900]
LONG = {"khmer": KHMER, "latin": "Donaudampfschiff" * 56, "wide": "W" * 900, "chinese": "电" * 900}
"""Names of 900 letters without a space."""


def deck(name: str) -> Deck:
    plan = {
        "period": "2026-Q4",
        "account": {"id": "acme", "name": name},
        "classification": name,
        "deals": [
            {"id": "a", "name": name, "amount": 4, "stage": "propose"},
            {"id": "b", "name": name + "2", "amount": 1},
        ],
    }
    return Deck(render(loads(to_yaml(plan)), Rendering(language="en")).blob)


@pytest.mark.parametrize("name", LONG)
def test_titles_and_footers_are_shortened_and_the_whole_name_is_shown_elsewhere(name: str):
    found = deck(LONG[name])
    titles = [slide.title for slide in found.slides]
    assert all(len(title) < 400 for title in titles)
    assert len(set(titles)) == len(titles)
    assert titles[0].endswith("…")
    assert found.says(LONG[name])


def test_no_text_of_a_deck_is_wider_or_lower_than_its_slide():
    for slide in deck(LONG["wide"]).slides:
        for shape in slide.shapes:
            place = slide.place(shape)
            assert place is None or (place.x >= 0 and place.x + place.width <= 961 and place.y + place.height <= 541)


def test_a_file_name_that_is_too_long_is_a_problem_of_the_layout(tmp_path: Path):
    layout = tmp_path / "mine.yaml"
    layout.write_text('layout: mine\nfile: "{{ account.name }}"\nsections: []\n', "utf-8")
    plan = loads(to_yaml({"period": "2026-Q4", "account": {"id": "acme", "name": "N" * 900}}))
    with pytest.raises(Problems, match=r"mine\.yaml:2:.*longer than file names may be; write a shorter name"):
        resolve(Rendering(layout=layout)).file_name(plan)
