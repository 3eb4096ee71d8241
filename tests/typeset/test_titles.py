"""Headlines that are too long, leads under short ones, and topics that share a slide."""

from dataclasses import replace

import pytest

from kamdeck.document import Document, Stack
from kamdeck.flow import Box, Drawing, Frame, Page, Paragraphs, Table
from kamdeck.model.values import Text
from kamdeck.typeset.slides import typeset
from tests.document_stubs import FixedFlows, brand, context, document
from tests.typeset.test_topic_filling import table_of, text

SLIDE = brand(960, 540)


def pages_of(made: Document) -> tuple[Page, ...]:
    return typeset(made, SLIDE, context()).pages


def test_a_headline_of_one_line_has_the_lead_below_it():
    (page,) = pages_of(document(FixedFlows(text(90)), headline="Short", lead="The second insight"))
    assert page.lead is not None
    assert (page.lead.text, page.lead.size, page.lead.colour) == ("The second insight", 16, "muted")


@pytest.mark.parametrize(
    ("headline", "lead"),
    [("Short", ""), ("Short", "Short"), ("A long headline " * 6, "A lead"), ("Short", "A lead of many words " * 9)],
)
def test_there_is_no_lead_without_a_line_for_it(headline: str, lead: str):
    (page,) = pages_of(document(FixedFlows(text(90)), headline=headline, lead=lead))
    assert page.lead is None


def test_a_title_of_one_line_has_no_place_for_a_lead():
    low = replace(SLIDE, content=replace(SLIDE.content, title_lines=1))
    (page,) = typeset(document(FixedFlows(text(90)), headline="Short", lead="A lead"), low, context()).pages
    assert page.lead is None


def test_only_the_first_slide_of_a_topic_has_the_lead():
    pages = pages_of(document(FixedFlows(text(9000)), headline="Short", lead="A lead"))
    assert [page.lead is not None for page in pages] == [True, *[False] * (len(pages) - 1)]
    assert len(pages) > 1


def test_a_headline_gets_smaller_before_it_moves_into_the_body():
    found = {}
    for count in range(10, 40):
        headline = " ".join(["revenue"] * count)
        (page,) = pages_of(document(FixedFlows(text(90)), headline=headline))
        if page.title.text.replace("\n", " ").replace("\u2028", " ").split() == headline.split():
            found[count] = page.title.size
    assert sorted(set(found.values()), reverse=True) == [24.0, 22.0, 20.0, 18.0]
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_the_clauses_of_a_long_headline_that_fit_stay_its_title():
    first, second = " ".join(["revenue"] * 10), " ".join(["orders"] * 20)
    (page,) = pages_of(document(FixedFlows(text(90)), headline=f"{first}; {second}"))
    assert " ".join(page.title.text.split()) == first
    moved = page.placed[0].flow
    assert isinstance(moved, Paragraphs)
    assert moved.paragraphs[0].text == f"Orders{second.removeprefix('orders')}"


def test_a_clause_of_one_line_that_does_not_fit_the_title_becomes_its_lead():
    first, second = " ".join(["revenue"] * 11), " ".join(["orders"] * 16)
    lower = replace(SLIDE, content=replace(SLIDE.content, title_size=18.0))
    made = document(FixedFlows(text(90)), headline=f"{first}; {second}", lead="Another lead")
    (page,) = typeset(made, lower, context()).pages
    assert page.title.text.split() == first.split()
    assert page.lead is not None
    assert page.lead.text == f"Orders{second.removeprefix('orders')}"
    assert len(page.placed) == 1


@pytest.mark.parametrize(("height", "texts"), [(150.0, 1), (390.0, 0)])
def test_a_clause_has_no_place_on_the_only_slide_of_a_topic_that_needs_it_all(height: float, texts: int):
    headline = f"{' '.join(['revenue'] * 10)}; {' '.join(['orders'] * 25)}"
    drawing = Drawing(Frame(800.0, height, (Box(0, 0, 800.0, height, "grey4"),)), "A drawing")
    made = document(FixedFlows(drawing), headline=headline)
    (section,) = made.sections
    topics = tuple(replace(topic, single=True) for topic in section.topics)
    (page,) = pages_of(replace(made, sections=(replace(section, topics=topics),)))
    assert [type(each.flow) for each in page.placed] == [*[Paragraphs] * texts, Drawing]
    assert headline in page.notes


def test_a_quoted_text_of_the_plan_is_not_divided_between_clauses():
    quoted = f"{' '.join(['orders'] * 14)}; {' '.join(['revenue'] * 14)}"
    made = document(FixedFlows(text(90)), headline=f"One is late; {quoted} is due")
    (section,) = made.sections
    topics = tuple(replace(topic, quoted=(quoted,)) for topic in section.topics)
    (page,) = pages_of(replace(made, sections=(replace(section, topics=topics),)))
    assert page.title.text == "One is late"


def test_a_sentence_in_ideographs_ends_a_clause():
    first, second = "\u6536" * 30, "\u8ba2" * 90
    (page,) = pages_of(document(FixedFlows(text(90)), headline=f"{first}\u3002{second}"))
    assert page.title.text == first


# -- topics that share a slide --------------------------------------------------------------------------------------


def two_topics(first: int, second: int, **fields: object) -> Document:
    """A document with two topics of a number of rows each; the first may share its slide with the second."""
    made = document()
    (section,) = made.sections
    (topic,) = section.topics
    topics = tuple(
        replace(
            topic,
            key=key,
            name=Text(plain=f"Topic {key}"),
            headline=f"Headline of {key}",
            joins=(joins,) if joins else (),
            body=Stack((FixedFlows(table_of(*[(key, "two")] * count)),)),
            **fields,
        )
        for key, count, joins in (("a", first, "b"), ("b", second, ""))
    )
    return replace(made, sections=(replace(section, topics=topics),))


def test_two_thin_topics_share_a_slide_one_below_the_other():
    (page,) = pages_of(two_topics(2, 3, lead="Lead of both"))
    assert page.title.text == "Headline of a"
    assert page.lead is not None and page.lead.text == "Lead of both"
    upper, lower = [each for each in page.placed if isinstance(each.flow, Table)]
    (head,) = [each for each in page.placed if isinstance(each.flow, Paragraphs)]
    assert upper.y + upper.height < head.y < lower.y
    assert head.flow.texts == ("Headline of b",)


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("Acme: chemicals", "We influence 1 of the 2 steps", "second"),
        ("Acme: chemicals since 2019", "Twelve steps", "first"),
        ("2 rivals", "1 of 3 promises is late", "second"),
        ("Share of wallet 42 %, up 2 points", "1 of 3 promises is 13 days late", "first"),
    ],
)
def test_the_headline_of_a_shared_slide_is_the_one_with_more_figures(first: str, second: str, shown: str):
    made = two_topics(2, 3)
    (section,) = made.sections
    one, other = section.topics
    topics = (replace(one, headline=first), replace(other, headline=second, lead="Lead of b"))
    (page,) = pages_of(replace(made, sections=(replace(section, topics=topics),)))
    (head,) = [each for each in page.placed if isinstance(each.flow, Paragraphs)]
    said = [page.title.text, page.lead.text if page.lead else "", *head.flow.texts]
    assert said == ([second, first, "Lead of b"] if shown == "second" else [first, "", second])


def test_a_topic_between_two_that_share_a_slide_comes_after_both():
    made = two_topics(2, 2)
    (section,) = made.sections
    first, second = section.topics
    between = replace(first, key="c", headline="Headline of c", joins=(), body=Stack((FixedFlows(text(300)),)))
    pages = pages_of(replace(made, sections=(replace(section, topics=(first, between, second)),)))
    assert [page.title.text for page in pages] == ["Headline of a", "Headline of c"]


def test_a_topic_of_half_a_slide_stands_beside_a_thin_one():
    (page,) = pages_of(two_topics(5, 6))
    left, right = [each for each in page.placed if isinstance(each.flow, Table)]
    (head,) = [each for each in page.placed if isinstance(each.flow, Paragraphs)]
    assert left.x + left.width < head.x == right.x
    assert head.flow.texts == ("Headline of b",)


@pytest.mark.parametrize(("first", "second", "host", "guest"), [(2, 7, "b", "a"), (7, 2, "a", "b")])
def test_a_topic_of_less_than_a_third_of_a_slide_stands_below_a_high_one(
    first: int, second: int, host: str, guest: str
):
    (page,) = pages_of(two_topics(first, second))
    assert page.title.text == f"Headline of {host}"
    upper, lower = [each for each in page.placed if isinstance(each.flow, Table)]
    (head,) = [each for each in page.placed if isinstance(each.flow, Paragraphs)]
    assert upper.y + upper.height < head.y < lower.y and len(upper.flow.rows) > len(lower.flow.rows)
    assert head.flow.texts == (f"Headline of {guest}",)


def test_a_slight_topic_does_not_join_two_that_share_a_slide():
    made = two_topics(3, 3)
    (section,) = made.sections
    first, second = section.topics
    third = replace(first, key="c", headline="Headline of c", joins=("a",))
    pages = pages_of(replace(made, sections=(replace(section, topics=(first, second, third)),)))
    assert [page.title.text for page in pages] == ["Headline of a", "Headline of c"]


@pytest.mark.parametrize(("first", "second"), [(2, 9), (9, 2), (9, 9)])
def test_a_topic_that_fills_more_keeps_its_slide(first: int, second: int):
    assert [page.title.text for page in pages_of(two_topics(first, second))] == ["Headline of a", "Headline of b"]


def test_topics_share_a_slide_only_where_the_layout_lets_them():
    made = two_topics(2, 2)
    (section,) = made.sections
    apart = replace(section, topics=tuple(replace(topic, joins=()) for topic in section.topics))
    assert len(pages_of(replace(made, sections=(apart,)))) == 2


def test_the_slide_of_two_topics_names_a_common_source_once():
    (page,) = pages_of(two_topics(2, 2, source="Annual report"))
    assert page.placed[-1].flow.texts == ("Annual report",)


def test_the_sources_of_two_topics_are_a_sentence_each():
    made = two_topics(2, 2)
    topics = zip(made.sections[0].topics, ("Of June.", "Of July."), strict=True)
    sourced = tuple(replace(topic, source=source) for topic, source in topics)
    (page,) = pages_of(replace(made, sections=(replace(made.sections[0], topics=sourced),)))
    assert page.placed[-1].flow.texts == ("Of June. Of July.",)


def test_notes_say_each_sentence_once_and_do_not_repeat_the_whole_title():
    made = document(FixedFlows(text(90)), headline="Revenue grows")
    (section,) = made.sections
    topics = tuple(replace(topic, notes=("Say this.", "Of June."), source="Of June.") for topic in section.topics)
    (page,) = pages_of(replace(made, sections=(replace(section, topics=topics),)))
    assert page.notes == ("Say this.", "Of June.")
    (bare,) = pages_of(document(FixedFlows(text(90)), headline="Revenue grows"))
    assert bare.notes == ("Revenue grows",)
