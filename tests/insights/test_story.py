"""A deck tells its story once: no headline twice, no lead that is a headline elsewhere, no note that repeats either."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import pytest

from kamdeck.blocks.agenda import Agenda
from kamdeck.blocks.brief_list import BriefList
from kamdeck.blocks.table import TableBlock
from kamdeck.compose.build import compose
from kamdeck.document import Block, Columns, LayoutBlock, Stack, Topic
from kamdeck.flow.text import Paragraph, Run
from kamdeck.job import load_layout_named, words_of
from kamdeck.model.states import is_open
from tests.choices import in_ci
from tests.document_stubs import context
from tests.example_decks import plan_of

DECKS = [
    (plan, layout, language)
    for plan, languages in (("huaxing-bank", ("en", "zh")), ("meridian-motion", ("en",)), ("qinghe-retail", ("zh",)))
    for layout in ("review", "executive", "team")
    for language in languages
]
every_deck = pytest.mark.parametrize("deck", DECKS, ids="-".join)
TITLE_SIZE, TITLE_WIDTH = 24, 888


@lru_cache
def topics(deck: tuple[str, str, str]) -> tuple[Topic, ...]:
    plan, layout, language = deck
    made = compose(load_layout_named(layout), plan_of(plan), words_of(None), language)
    return tuple(topic for section in made.sections for topic in section.topics)


@pytest.mark.parametrize("plan", ["huaxing-bank", "meridian-motion"])
def test_an_executive_cut_shows_the_largest_deal_alone(plan: str):
    largest = max((deal for deal in plan_of(plan).deals if is_open(deal)), key=lambda deal: deal.amount)
    pages = [topic for topic in topics((plan, "executive", "en")) if topic.key == "deal"]
    assert [topic.headline.startswith(largest.name.in_language("en")) for topic in pages] == [True]


@every_deck
def test_no_two_slides_have_one_headline(deck: tuple[str, str, str]):
    counted = Counter(topic.headline for topic in topics(deck) if topic.headline)
    assert [headline for headline, count in counted.items() if count > 1] == []


@every_deck
def test_no_lead_is_the_headline_or_the_lead_of_another_slide(deck: tuple[str, str, str]):
    headlines = {topic.headline for topic in topics(deck)}
    leads = Counter(topic.lead for topic in topics(deck) if topic.lead)
    assert headlines.isdisjoint(leads)
    assert [lead for lead, count in leads.items() if count > 1] == []


@every_deck
def test_no_part_of_a_headline_is_its_lead(deck: tuple[str, str, str]):
    assert [topic.lead for topic in topics(deck) if topic.lead and topic.lead.lower() in topic.headline.lower()] == []


@every_deck
def test_notes_do_not_repeat_the_headline(deck: tuple[str, str, str]):
    assert [topic.key for topic in topics(deck) if topic.headline and topic.headline in topic.notes] == []


@every_deck
def test_headlines_take_two_lines_at_most(deck: tuple[str, str, str]):
    heading = context(deck[2]).style.heading
    titles = (Paragraph((Run(topic.headline, bold=True),), TITLE_SIZE, role="title") for topic in topics(deck))
    assert [title.text for title in titles if len(title.lines(TITLE_WIDTH, heading)) > 2] == []


def test_slides_with_a_headline_have_talking_points_and_a_source():
    few = [
        topic.key for topic in topics(DECKS[0]) if topic.headline and topic.kind == "content" and len(topic.notes) < 2
    ]
    assert set(few) <= {"agenda", "assumptions", "references"}


TABLES = (TableBlock, BriefList, Agenda)
"""The blocks that are tables; a heat map is a picture, although its cells are those of a table."""


def blocks(part: Block | Columns | Stack) -> Iterator[Block]:
    """The blocks of a topic."""
    match part:
        case LayoutBlock():
            yield part.block
        case Columns():
            yield from (block for _, stack in part.stacks for block in blocks(stack))
        case Stack():
            yield from (block for each in part.parts for block in blocks(each))


@pytest.mark.parametrize("plan", ["huaxing-bank", "meridian-motion", *in_ci(["large"])])
def test_tables_stand_alone_on_at_most_two_of_five_slides_of_a_body(plan: str):
    made = compose(load_layout_named("review"), plan_of(plan), words_of(None), "en")
    body = [
        topic for section in made.sections if not section.backup for topic in section.topics if topic.kind != "cover"
    ]
    alone = [topic.key for topic in body if all(isinstance(each, TABLES) for each in blocks(topic.body))]
    assert len(alone) <= 0.4 * len(body), alone
