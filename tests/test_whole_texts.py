"""Every text of a plan that a layout shows can be read back in full from its deck and from its report."""

import pytest

from kamdeck.flow import Chart
from kamdeck.flow.report import CaptionedFlow, Heading, ReportElement
from tests.choices import in_ci
from tests.deck_reader import SPACE, Deck
from tests.example_decks import CROSSED, CROSSED_AND_IN_CI_EVERY, deck_of, plan_of
from tests.example_reports import elements_of, profile_deck, report_of
from tests.plan_texts import NOT_SHOWN, OMITTED_BY_REVIEW, missing_texts, texts

EVERY = [*CROSSED_AND_IN_CI_EVERY, ("hostile", "en"), *in_ci([("hostile", "zh+en")])]
OTHER_MEDIUM = [("qinghe-retail", "zh"), *in_ci([*CROSSED[:2], ("hostile", "en")])]
"""The plans whose layouts are rendered in the other medium, too."""


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_text_of_a_plan_is_read_back_whole(name: str, language: str):
    assert not missing_texts(plan_of(name), deck_of(name, language), language)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_text_of_the_profile_is_read_back_whole(name: str, language: str):
    assert not missing_texts(plan_of(name), report_of(name, language), language, "profile")


@pytest.mark.parametrize(("name", "language"), OTHER_MEDIUM)
def test_every_text_of_a_review_as_a_report_is_read_back_whole(name: str, language: str):
    assert not missing_texts(plan_of(name), report_of(name, language, "review"), language)


@pytest.mark.parametrize(("name", "language"), OTHER_MEDIUM)
def test_every_text_of_a_profile_as_a_deck_is_read_back_whole(name: str, language: str):
    assert not missing_texts(plan_of(name), profile_deck(name, language), language, "profile")


@pytest.mark.parametrize(("name", "language"), [*CROSSED[1:], *in_ci([CROSSED[0], ("hostile", "en")])])
def test_typeset_elements_are_written_in_their_order(name: str, language: str):
    report = report_of(name, language)
    written, at = "".join(SPACE.sub("", paragraph.text) for paragraph in report.paragraphs), 0
    for element in elements_of(name, language):
        if isinstance(element, CaptionedFlow) and isinstance(element.flow, Chart):
            assert all(map(report.says, element.flow.texts))
            continue
        for text in _texts_of(element):
            found = written.find(SPACE.sub("", text), at)
            assert found >= 0, text
            at = found + len(SPACE.sub("", text))


def _texts_of(element: ReportElement) -> list[str]:
    """The texts of an element; a table's caption comes before it, a figure's after it."""
    if isinstance(element, Heading):
        return list(element.names)
    caption = [element.caption.text] if element.caption else []
    first = element.caption is not None and element.caption.kind == "table"
    return [*caption, *element.flow.texts] if first else [*element.flow.texts, *caption]


def test_every_path_that_is_listed_as_not_shown_occurs_in_a_plan():
    known = {path for name in ("huaxing-bank", "meridian-motion", "hostile") for path, _ in texts(plan_of(name))}
    optional = {"account.aliases", "vendor.aliases", "ignore"}
    excused = {*NOT_SHOWN, *OMITTED_BY_REVIEW} - optional
    assert not [field for field in excused if not any(path.startswith(field) for path in known)]


def test_a_text_that_a_document_lacks_is_reported():
    report = report_of("qinghe-retail", "en")
    assert not report.says("words that no plan says")
    assert len(missing_texts(plan_of("huaxing-bank"), report, "en", "profile")) > 20


class _Pages(Deck):
    """A deck whose slides contain these paragraphs."""

    def __init__(self, *slides: list[str]) -> None:
        self._squeezed = list(slides)


def test_a_text_that_continues_on_the_next_slide_is_found():
    deck = _Pages(["Headline", "Lead:onetwo"], ["Headline", "three", "four"])
    assert deck.says("one two three")
    assert not deck.says("one two four five")


def test_a_text_with_a_missing_part_is_not_found():
    assert not _Pages(["onetwo"], ["four"]).says("one two three four")


def test_a_text_that_continues_two_slides_later_is_not_found():
    assert not _Pages(["onetwo"], ["else"], ["three"]).says("one two three")
