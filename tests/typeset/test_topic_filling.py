"""Sizes, row pitches and splits of topics: the largest step that fits, one pitch a table, no nearly empty slide."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.brand import Brand, Rect
from kamdeck.document import Block, Columns, Stack
from kamdeck.flow import Cell, Chart, Column, Drawing, Frame, Page, Paragraphs, Row, Series, Table, plain_paragraph
from kamdeck.flow.cut_words import cuts_words
from kamdeck.problems import Problems
from kamdeck.typeset.region_filling import fill_region
from kamdeck.typeset.region_parts import LoweredFlows
from kamdeck.typeset.sizing import CLOSE_PITCHES, PITCHES
from kamdeck.typeset.slides import typeset
from kamdeck.typeset.topic_filling import TopicFiller
from tests.document_stubs import STYLE, FixedFlows, brand, context, document

SLIDE = brand(960, 540)
BODY = SLIDE.content.body
STEPS = {12.0, 14.0, 16.0}
WORDS = "the proof of concept in both data centres is agreed with the customer and begins next month "


def text(characters: int, size: float = 12.0) -> Paragraphs:
    return Paragraphs((plain_paragraph((WORDS * 99)[:characters], size),))


def table_of(*rows: tuple[str, ...], ranks: tuple[int, ...] = ()) -> Table:
    def row(texts: tuple[str, ...], size: float) -> Row:
        return Row(tuple(Cell((plain_paragraph(each, size),)) for each in texts))

    count = len(rows[0])
    columns = tuple(Column(share=1.0, rank=rank) for rank in ranks or (0,) * count)
    return Table(
        columns, row(tuple(f"Head {number}" for number in range(count)), 10.0), tuple(row(r, 12.0) for r in rows)
    )


def pages_of(*parts: Block | Columns, on: Brand = SLIDE) -> tuple[Page, ...]:
    return typeset(document(*parts), on, context()).pages


def tables_of(page: Page) -> list[Table]:
    return [each.flow for each in page.placed if isinstance(each.flow, Table)]


def sizes_of(table: Table) -> set[float]:
    return {paragraph.size for row in table.rows for cell in row.cells for paragraph in cell.paragraphs}


def filled(page: Page) -> float:
    return (max(each.y + each.height for each in page.placed) - BODY.y) / BODY.height


def row_heights(table: Table) -> set[float]:
    return {round(height, 3) for height in table.row_heights(BODY.width, STYLE)}


texts = st.integers(1, 160).map(lambda count: (WORDS * 2)[:count])
rows = st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=40)


# -- steps ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "size"), [(3, 16.0), (11, 16.0)])
def test_a_short_table_is_set_in_the_largest_step(count: int, size: float):
    (page,) = pages_of(FixedFlows(table_of(*[("one", "two")] * count)))
    assert sizes_of(*tables_of(page)) == {size}


def test_a_long_text_is_set_in_the_largest_step_in_which_it_fits_one_slide():
    found = {}
    for characters in range(1000, 9000, 250):
        pages = pages_of(FixedFlows(text(characters)))
        found[characters] = {
            paragraph.size for page in pages for each in page.placed for paragraph in each.flow.paragraphs
        }
        assert len(found[characters]) == 1
        for size in (14.0, 16.0):
            fits = text(characters, size).height(BODY.width, STYLE) <= BODY.height
            assert not fits or max(found[characters]) >= size
    assert set.union(*found.values()) >= STEPS


@given(rows, st.integers(1, 1500))
def test_all_tables_of_a_topic_have_one_step_and_all_its_other_texts_have_one(
    several: list[tuple[str, ...]], long: int
):
    table = table_of(*several)
    pages = pages_of(FixedFlows(text(long)), FixedFlows(table), FixedFlows(replace(table, alt="another")))
    assert len(set.union(*(sizes_of(each) for page in pages for each in tables_of(page)))) == 1
    prose = [each.flow for page in pages for each in page.placed if isinstance(each.flow, Paragraphs)]
    assert len({paragraph.size for flow in prose for paragraph in flow.paragraphs}) == 1


def test_labels_keep_their_size():
    (page,) = pages_of(FixedFlows(table_of(("one", "two"))))
    (table,) = tables_of(page)
    assert {paragraph.size for cell in table.header.cells for paragraph in cell.paragraphs} == {10.0}


def test_texts_are_not_enlarged_at_the_expense_of_a_chart_beside_them():
    chart = Chart("column", ("a", "b"), (Series("s", (1.0, 2.0)),), "alt", min_height=100, preferred_height=250)
    for characters in range(100, 3000, 100):
        (page, *_) = pages_of(FixedFlows(text(characters)), FixedFlows(chart))
        sizes = {
            paragraph.size
            for each in page.placed
            if isinstance(each.flow, Paragraphs)
            for paragraph in each.flow.paragraphs
        }
        heights = [each.height for each in page.placed if isinstance(each.flow, Chart)]
        assert sizes == {12.0} or all(height >= 0.75 * 250 - 0.1 for height in heights)


# -- pitches --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(1, 12))
def test_rows_have_the_largest_pitch_at_which_they_fit(count: int):
    (page,) = pages_of(FixedFlows(table_of(*[("one", "two")] * count)))
    (table,) = tables_of(page)
    (height,) = row_heights(table)
    head = table.heights(BODY.width, STYLE)[0]
    assert height in PITCHES
    assert all(head + count * pitch > BODY.height for pitch in PITCHES if pitch > height)


def test_columns_are_left_out_if_a_table_is_too_narrow_for_its_names_and_the_notes_tell_it():
    names = ("Wahrscheinlichkeit", "Verantwortlichkeit", "Verkaufschance") * 4
    crowded = (*names, (WORDS * 9)[:120])
    (page,) = pages_of(FixedFlows(table_of(crowded, crowded, ranks=(*[0] * 9, 1, 3, 2, 0))))
    (table,) = tables_of(page)
    assert len(table.columns) < 10
    assert table.columns[-1].rank == 0
    assert not table.breaks_words(BODY.width, STYLE)
    assert "Head 10" in page.notes[-1]
    (kept,) = tables_of(pages_of(FixedFlows(table_of(crowded, crowded)))[0])
    assert len(kept.columns) == 10


def test_columns_go_below_others_if_a_table_is_too_narrow_for_its_names():
    names = ("Wahrscheinlichkeit", "Verantwortlichkeit", "Verkaufschance") * 3
    crowded = (*names, (WORDS * 9)[:120])
    (page,) = pages_of(FixedFlows(table_of(crowded, crowded)))
    (table,) = tables_of(page)
    assert len(table.columns) < 10
    assert not table.breaks_words(BODY.width, STYLE)
    assert set(crowded) <= {line for text in table.texts for line in text.split("\n")}


def test_columns_go_below_others_if_that_saves_slides_of_a_long_list():
    names = ("Wahrscheinlichkeit", "Verantwortlichkeit", "Verkaufschance", "2026-12-15", "2026-11-15")
    pages = pages_of(FixedFlows(table_of(*[(*names, (WORDS * 20)[:500])] * 40)))
    (count,) = {len(table.columns) for page in pages for table in tables_of(page)}
    assert count < 6
    assert sum(len(table.rows) for page in pages for table in tables_of(page)) == 40


def test_a_column_is_left_out_before_a_word_is_broken_even_where_all_texts_are_short():
    words = ("Instandhaltungsvertrag",) * 7
    (page,) = pages_of(FixedFlows(table_of(words, words, ranks=(0, 0, 0, 0, 1, 3, 2))))
    (table,) = tables_of(page)
    assert len(table.columns) < 7
    assert sum(table.word_widths(STYLE)) <= BODY.width


@given(rows)
def test_a_table_alone_has_no_lower_rows_than_the_least_pitch(several: list[tuple[str, ...]]):
    for page in pages_of(FixedFlows(table_of(*several))):
        for table in tables_of(page):
            assert min(row_heights(table)) >= min(PITCHES) > max(CLOSE_PITCHES)


@pytest.mark.parametrize("count", [14, 15, 23, 30, 40])
def test_a_table_keeps_its_pitch_and_its_step_on_all_its_slides(count: int):
    pages = pages_of(FixedFlows(table_of(*[("one", "two")] * count)))
    parts = [table for page in pages for table in tables_of(page)]
    assert len(parts) > 1
    assert len(set.union(*map(row_heights, parts))) == 1
    assert len(set.union(*map(sizes_of, parts))) == 1


def test_larger_text_is_not_worth_rows_of_several_heights():
    short, long = ("one", "two"), ((WORDS * 2)[:120], "two")
    for count in range(1, 8):
        (page,) = pages_of(FixedFlows(table_of(*[short] * count, long)))
        (table,) = tables_of(page)
        assert len(row_heights(table)) == 1


# -- before a split -------------------------------------------------------------------------------------------------


def test_the_least_important_column_is_left_out_before_a_table_is_continued_and_the_notes_tell_it():
    long = ((WORDS * 9)[:80], (WORDS * 9)[:60], (WORDS * 9)[:700])
    parted = pages_of(FixedFlows(table_of(*[long] * 5)))
    (page,) = pages_of(FixedFlows(table_of(*[long] * 5, ranks=(0, 1, 2))))
    assert len(parted) == 2
    assert [len(table.columns) for table in tables_of(page)] == [2]
    assert page.notes[-1].endswith("Head 2")


def test_no_column_is_left_out_of_a_table_that_fits_or_that_is_continued_all_the_same():
    short, long = ("one", "two", "three"), tuple((WORDS * 9)[:700] for _ in range(3))
    for each in (short, long):
        pages = pages_of(FixedFlows(table_of(*[each] * 9, ranks=(0, 1, 2))))
        assert {len(table.columns) for page in pages for table in tables_of(page)} == {3}
        assert not any("Head" in note for page in pages for note in page.notes)


@given(rows)
def test_no_part_of_a_table_is_lower_than_two_fifths_of_the_body(several: list[tuple[str, ...]]):
    pages = pages_of(FixedFlows(table_of(*several)))
    assert len(pages) == 1 or min(map(filled, pages)) >= 0.4


@given(st.integers(300, 12000))
def test_no_part_of_a_text_is_lower_than_two_fifths_of_the_body(characters: int):
    pages = pages_of(FixedFlows(text(characters)))
    assert len(pages) == 1 or min(map(filled, pages)) >= 0.4


@given(st.integers(1, 40))
def test_a_note_below_a_table_has_no_slide_of_its_own(count: int):
    note = FixedFlows(Paragraphs((plain_paragraph("A note.", 10.0),)))
    pages = pages_of(FixedFlows(table_of(*[("one", "two")] * count)), note)
    assert all(tables_of(page) for page in pages)


def test_a_drawing_is_made_lower_for_a_note_below_it():
    class Growing(Block):
        def lower(self, region, context):
            return [Drawing(Frame(region.width, region.height, ()), "A drawing")]

    (page,) = pages_of(Growing(), FixedFlows(Paragraphs((plain_paragraph("A note.", 12.0),))))
    assert [type(each.flow) for each in page.placed] == [Drawing, Paragraphs]


def test_columns_with_a_chart_too_low_for_its_least_height_stay_inside_the_body():
    chart = Chart("column", ("a", "b"), (Series("s", (1.0, 2.0)),), "alt", min_height=130, preferred_height=240)
    above = FixedFlows(text(2200))
    stacks = Columns(((1.0, Stack((FixedFlows(chart), FixedFlows(chart)))), (1.0, Stack((FixedFlows(text(600)),)))))
    for page in pages_of(above, stacks):
        assert all(each.y + each.height <= BODY.bottom + 0.1 for each in page.placed)


def test_drawings_in_columns_are_made_lower_for_a_chart_below_them():
    class Growing(Block):
        def lower(self, region, context):
            return [Drawing(Frame(region.width, max(region.height, 150.0), ()), "A drawing")]

    chart = Chart("bar", ("a",), (Series("s", (1.0,)),), "alt", min_height=90, preferred_height=90)
    beside = Columns(((1.0, Stack((Growing(),))), (1.0, Stack((Growing(),)))))
    (page,) = pages_of(beside, FixedFlows(chart))
    assert [type(each.flow) for each in page.placed] == [Drawing, Drawing, Chart]


# -- topics with one slide ------------------------------------------------------------------------------------------


def only_tables(*parts: Block | Columns) -> list[Table]:
    """The tables of the only slide of a topic, with a line of 20 points below them."""
    filler = TopicFiller(BODY, context(), lambda part, _: part, Problems)
    (placed,) = filler.single(parts, 20.0).pages
    return [each.flow for each in placed if isinstance(each.flow, Table)]


def test_columns_below_other_content_show_their_first_rows_on_the_only_slide():
    above = FixedFlows(Paragraphs((plain_paragraph(WORDS * 25, 12.0),), fill="grey4"))
    columns = Columns(tuple((1.0, Stack((FixedFlows(table_of(*[("one", "two")] * 9)),))) for _ in range(2)))
    assert [len(table.rows) >= 3 for table in only_tables(above, columns)] == [True, True]


def test_a_column_of_which_the_only_slide_holds_nothing_leaves_its_width_to_the_others():
    high = Drawing(Frame(300.0, BODY.height - 60.0, ()), "high")
    above = FixedFlows(Paragraphs((plain_paragraph(WORDS * 9, 12.0),), fill="grey4"))
    columns = Columns(((1.0, Stack((FixedFlows(table_of(("one", "two"))),))), (1.0, Stack((FixedFlows(high),)))))
    filler = TopicFiller(BODY, context(), lambda part, _: part, Problems)
    filled = filler.single((above, columns), 20.0)
    (table,) = (each for each in filled.pages[0] if isinstance(each.flow, Table))
    assert filled.rest
    assert (table.x, table.width) == (BODY.x, BODY.width)


def test_the_only_slide_of_a_table_drops_a_column_if_that_shows_many_more_rows():
    several = [("one", *[(WORDS * 2)[:120]] * 3)] * 20
    ranked, whole = (only_tables(FixedFlows(table_of(*several, ranks=ranks))) for ranks in ((0, 2, 0, 1), ()))
    assert (len(ranked[0].columns), len(whole[0].columns)) == (3, 4)
    assert len(ranked[0].rows) > len(whole[0].rows)


def test_the_only_slide_of_a_table_keeps_its_columns_if_dropping_one_shows_no_more_rows():
    (table,) = only_tables(FixedFlows(table_of(*[("one", "two", "three")] * 40, ranks=(0, 1, 2))))
    assert len(table.columns) == 3


def test_the_only_slide_of_a_table_drops_two_columns_if_it_then_holds_all_rows():
    several = [("one", *[(WORDS * 2)[:150]] * 4)] * 11
    ranked, whole = (only_tables(FixedFlows(table_of(*several, ranks=ranks))) for ranks in ((0, 2, 1, 0, 0), ()))
    assert len(whole[0].rows) < len(several)
    assert (len(ranked[0].columns), len(ranked[0].rows)) == (3, len(several))


def test_a_crowded_table_that_is_left_from_another_slide_keeps_its_columns():
    names = ("Wahrscheinlichkeit", "Verantwortlichkeit", "Verkaufschance") * 3
    crowded = (*names, (WORDS * 9)[:120])
    rest = LoweredFlows((table_of(crowded, crowded, ranks=(0, 0, 0, 0, 0, 0, 1, 3, 2, 0)),))
    pages = TopicFiller(BODY, context(), lambda part, _: part, Problems).filled([rest]).pages
    assert {len(each.flow.columns) for page in pages for each in page if isinstance(each.flow, Table)} == {10}


# -- words ----------------------------------------------------------------------------------------------------------


def test_a_table_without_ranks_is_set_smaller_before_it_cuts_a_word():
    words = ("Entscheidungskriterien", "Wahrscheinlichkeiten", "Eigenkapitalrendite", "Verantwortlichkeit")
    narrow = brand(560, 420)
    (page,) = pages_of(FixedFlows(table_of(*[words] * 4)), on=narrow)
    (table,) = tables_of(page)
    assert sizes_of(table) < {10.0, 12.0} and not cuts_words(table, page.placed[0].width, STYLE)


# -- dense topics ---------------------------------------------------------------------------------------------------


def test_a_dense_table_is_set_as_large_as_its_slides_allow():
    filler = TopicFiller(BODY, context(), lambda part, region: part, lambda: Problems([]), dense=True)
    filled = filler.filled((LoweredFlows((table_of(*[("one", "two")] * 15),), as_made=True),))
    ((placed,),) = filled.pages
    assert isinstance(placed.flow, Table)
    assert (sizes_of(placed.flow), row_heights(placed.flow)) == ({12.0}, {CLOSE_PITCHES[0]})


# -- the rest of columns ----------------------------------------------------------------------------------------------


def list_of(count: int) -> Paragraphs:
    return Paragraphs(tuple(plain_paragraph(f"Item {number}: {WORDS}", 12.0, before=4.0) for number in range(count)))


def test_the_rests_of_several_columns_of_text_stay_beside_each_other():
    columns = Columns(tuple((1.0, Stack((FixedFlows(list_of(count)),))) for count in (20, 18, 2)))
    pages = pages_of(columns)
    assert len(pages) == 2
    assert len({each.x for each in pages[1].placed}) == 2
    assert min(map(filled, pages)) >= 0.4


def test_no_item_of_a_list_is_cut_below_something_else():
    whole = {paragraph.text for paragraph in list_of(4).paragraphs}
    for height in range(180, 320, 4):
        region = Rect(0.0, 0.0, 348.0, height)
        filled = fill_region((FixedFlows(text(600)), FixedFlows(list_of(4))), region, "ground", context())
        shown = [each.text for flow in filled.stack.flows[1:] for each in flow.paragraphs]
        assert set(shown) <= whole


def test_topics_of_one_kind_have_texts_of_one_size():
    short, long = (table_of(*((WORDS[:length],) * 2 for _ in range(count))) for length, count in ((20, 2), (100, 9)))
    made = document(FixedFlows(short))
    (section,) = made.sections
    topics = tuple(replace(section.topics[0], body=Stack((FixedFlows(each),))) for each in (short, long, short))
    alone = [sizes_of(table) for topic in topics[:2] for table in tables_of(pages_of(*topic.body.parts)[0])]
    assert alone[0] != alone[1]
    pages = typeset(replace(made, sections=(replace(section, topics=topics),)), SLIDE, context()).pages
    assert [sizes_of(table) for page in pages for table in tables_of(page)] == [alone[1]] * 3
