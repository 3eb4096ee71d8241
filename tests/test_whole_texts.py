"""Every human text of a plan is read back whole from its deck, in one piece or going on from slide to slide."""

import pytest

from tests.deck import Deck
from tests.decks import EVERY_EXAMPLE, deck_of, plan_of
from tests.plan_texts import NOT_SHOWN, lost, texts


@pytest.mark.parametrize(("name", "language"), EVERY_EXAMPLE)
def test_every_text_of_a_plan_is_read_back_whole(name: str, language: str):
    assert not lost(plan_of(name), deck_of(name, language), language)


@pytest.mark.parametrize("language", ["en", "zh+en"])
def test_every_hostile_text_is_read_back_whole(language: str):
    assert not lost(plan_of("hostile"), deck_of("hostile", language), language)


def test_nothing_is_excused_that_no_plan_can_say():
    known = {path for name in ("huaxing-bank", "meridian-motion", "hostile") for path, _ in texts(plan_of(name))}
    optional = {"account.aliases", "vendor.aliases", "ignore"}
    assert not [field for field in set(NOT_SHOWN) - optional if not any(path.startswith(field) for path in known)]


class _Pages(Deck):
    """A deck of slides that hold these paragraphs."""

    def __init__(self, *slides: list[str]) -> None:
        self._squeezed = list(slides)


def test_a_text_that_goes_on_is_found_whole():
    deck = _Pages(["Headline", "Lead:onetwo"], ["Headline", "three", "four"])
    assert deck.says("one two three")
    assert not deck.says("one two four five")


def test_a_text_with_a_hole_is_not_found():
    assert not _Pages(["onetwo"], ["four"]).says("one two three four")


def test_a_text_that_goes_on_two_slides_later_is_not_found():
    assert not _Pages(["onetwo"], ["else"], ["three"]).says("one two three")
