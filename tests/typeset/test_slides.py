"""Slides of any size with any content: nothing is lost, overlaps or lies outside, and no slide is empty."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kamdeck.brand import Brand
from kamdeck.document import Block, Columns, Stack
from kamdeck.flow import Cell, Chart, Column, Drawing, Flow, Page, Paragraphs, Placed, Row, Table, plain_paragraph
from kamdeck.typeset.sizing import LOWER_CHART
from kamdeck.typeset.slides import typeset
from tests.document_stubs import STYLE, FixedFlows, brand, context, document
from tests.example_decks import plan_of
from tests.flow.strategies import charts, drawings, flows, proses, tables

BRANDS = st.builds(brand, st.floats(500, 960), st.floats(360, 800))


def blocks() -> st.SearchStrategy[Block]:
    return st.lists(flows(), min_size=1, max_size=3).map(lambda several: FixedFlows(*several))


def columns() -> st.SearchStrategy[Columns]:
    stack = st.lists(blocks(), min_size=1, max_size=2).map(lambda several: Stack(tuple(several)))
    return st.lists(st.tuples(st.sampled_from((1.0, 2.0, 3.0)), stack), min_size=2, max_size=3).map(
        lambda stacks: Columns(tuple(stacks))
    )


def bodies() -> st.SearchStrategy[list[Block | Columns]]:
    return st.lists(st.one_of(blocks(), columns()), min_size=1, max_size=3)


def pages_of(parts: list[Block | Columns], on: Brand, source: str = "") -> tuple[Page, ...]:
    return typeset(document(*parts, source=source), on, context()).pages


def held(part: Block | Columns) -> list[Flow]:
    if isinstance(part, FixedFlows):
        return list(part.flows)
    assert isinstance(part, Columns)
    return [flow for _, stack in part.stacks for each in stack.parts for flow in held(each)]


def letters(several: list[Flow]) -> list[str]:
    """The letters of all texts, sorted, because parts may be placed in another order."""
    texts = [text for flow in several if isinstance(flow, Paragraphs) for text in flow.texts]
    texts += [cell.text for flow in several if isinstance(flow, Table) for row in flow.rows for cell in row.cells]
    return sorted(letter for text in texts for letter in text if not letter.isspace())


@given(bodies(), BRANDS)
def test_nothing_is_lost_or_duplicated(parts: list[Block | Columns], on: Brand):
    given_flows = [flow for part in parts for flow in held(part)]
    placed = [each.flow for page in pages_of(parts, on) for each in page.placed]
    assert letters(placed) == letters(given_flows)
    for kind in (Drawing, Chart):
        assert sum(isinstance(flow, kind) for flow in placed) == sum(isinstance(flow, kind) for flow in given_flows)


@given(bodies(), BRANDS, st.sampled_from(("", "A source", "A long source " * 20)))
def test_nothing_overlaps_and_nothing_is_outside(parts: list[Block | Columns], on: Brand, source: str):
    body = on.content.body
    for page in pages_of(parts, on, source):
        for each in page.placed:
            assert each.x >= body.x - 0.1
            assert each.y >= body.y - 0.1
            assert each.x + each.width <= body.right + 0.1
            assert each.y + each.height <= body.bottom + 0.1
            assert not isinstance(each.flow, Drawing) or each.flow.frame.width <= each.width + 0.1 or each.width < 180
        for one, other in combinations(page.placed, 2):
            assert not _overlap(one, other)


def _overlap(one: Placed, other: Placed) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0.1 and down > 0.1


@given(bodies(), BRANDS)
def test_a_flow_is_given_the_height_that_it_has(parts: list[Block | Columns], on: Brand):
    for page in pages_of(parts, on):
        for each in page.placed:
            needed = each.flow.height(each.width, STYLE)
            # A chart is lowered where a slide does not hold everything, and grows into what is left.
            least = needed * LOWER_CHART if isinstance(each.flow, Chart) else needed
            assert each.height >= least - 0.1
            assert isinstance(each.flow, Chart) or each.height <= needed + 0.1


@given(bodies(), BRANDS)
def test_no_page_is_empty_and_titles_are_unique(parts: list[Block | Columns], on: Brand):
    pages = pages_of(parts, on)
    assert all(page.placed for page in pages)
    assert len({page.title.text for page in pages}) == len(pages)


@given(st.lists(proses(), min_size=1, max_size=4), BRANDS)
def test_prose_keeps_its_order(several: list[Paragraphs], on: Brand):
    placed = [each.flow for page in pages_of([FixedFlows(*several)], on) for each in page.placed]
    texts = "".join("".join(text.split()) for flow in placed for text in flow.texts)
    assert texts == "".join("".join(text.split()) for flow in several for text in flow.texts)


@given(st.lists(tables(), min_size=1, max_size=2), BRANDS)
def test_every_part_of_a_table_has_its_header(several: list[Table], on: Brand):
    headers = [table.header for table in several]
    for page in pages_of([FixedFlows(*several)], on):
        assert all(each.flow.header in headers for each in page.placed if isinstance(each.flow, Table))


@given(charts())
def test_a_chart_that_is_too_tall_for_a_slide_gets_the_height_of_a_slide(chart: Chart):
    tall = Chart(chart.kind, chart.categories, chart.series, chart.alt, min_height=900, preferred_height=1200)
    (page,) = pages_of([FixedFlows(tall)], brand(960, 540))
    assert page.placed[0].height <= brand(960, 540).content.body.height + 0.1


@given(drawings().filter(lambda drawing: drawing.frame.height > 40))
def test_a_drawing_that_is_too_tall_for_a_slide_is_replaced_by_its_texts(drawing: Drawing):
    pages = pages_of([FixedFlows(drawing)], brand(960, 176))
    assert not any(isinstance(each.flow, Drawing) for page in pages for each in page.placed)
    assert {text for page in pages for each in page.placed for text in each.flow.texts} >= set(drawing.texts)


def test_a_title_stays_on_the_page_of_its_content():
    head = Paragraphs((plain_paragraph("A title", 12.0),), keep_with_next=True)
    filler = Paragraphs((plain_paragraph("word " * 2300, 12.0),))
    body = Paragraphs((plain_paragraph("What it heads. " * 40, 12.0),))
    for page in pages_of([FixedFlows(filler), FixedFlows(head, body)], brand(960, 540)):
        flat = [each.flow for each in page.placed]
        assert flat[-1] != head


def test_content_that_does_not_fit_a_column_continues_at_the_full_width():
    long, short = (
        FixedFlows(Paragraphs((plain_paragraph("word " * 900, 12.0),))),
        FixedFlows(Paragraphs((plain_paragraph("short", 12.0),))),
    )
    first, second, *_ = pages_of([Columns(((1.0, Stack((long,))), (1.0, Stack((short,)))))], brand(960, 540))
    body = brand(960, 540).content.body
    assert first.placed[0].width < body.width / 2
    assert second.placed[0].width == body.width
    assert not any(each.flow.texts == ("short",) for each in second.placed)


def test_a_table_is_not_split_if_the_next_page_has_space_for_all_of_it():
    row = Row((Cell((plain_paragraph("cell", 12.0),)),))
    table = Table((Column(share=1.0),), row, (row,) * 8)
    body = brand(960, 540).content.body
    filler = FixedFlows(Paragraphs(tuple(plain_paragraph("line", 12.0) for _ in range(int(body.height * 0.8 / 14.4)))))
    first, second = pages_of([filler, FixedFlows(table)], brand(960, 540))
    assert not any(isinstance(each.flow, Table) for each in first.placed)
    assert [len(each.flow.rows) for each in second.placed if isinstance(each.flow, Table)] == [len(table.rows)]


def test_a_long_table_is_divided_evenly_over_its_pages():
    whole = next(count for count in range(2, 99) if len(rows_of_pages(count + 1)) == 2)
    assert rows_of_pages(whole + 1) == [-(-(whole + 1) // 2), (whole + 1) // 2]
    assert max(rows_of_pages(2 * whole + 3)) - min(rows_of_pages(2 * whole + 3)) <= 2


def test_a_long_table_begins_below_other_content_only_if_that_saves_a_page():
    counts = range(12, 80)
    beside = {count: rows_of_pages(count, used=0.7) for count in counts}
    alone = {count: len(rows_of_pages(count)) for count in counts}
    assert all(beside[count][0] == 0 or len(beside[count]) <= alone[count] + 1 for count in counts)
    assert any(beside[count][0] == 0 for count in counts)
    assert any(beside[count][0] >= 3 for count in counts)
    assert not any(beside[count][0] in (1, 2) for count in counts)


def test_a_table_that_is_a_little_too_high_gets_smaller_margins():
    row = Row((Cell((plain_paragraph("word " * 250, 12.0),)),))
    table = Table((Column(share=1.0),), row, (row,) * 3)
    needed = table.height(brand(960, 540).content.body.width, STYLE)
    margins = {}
    for spare in (4.0, -1.0, -40.0):
        pages = pages_of([FixedFlows(table)], brand(960, needed + 140 + spare))
        margins[len(pages), spare] = {each.flow.pad for page in pages for each in page.placed}
    assert margins[1, 4.0] == {table.pad}
    assert max(margins[1, -1.0]) < table.pad
    assert (2, -40.0) in margins


def test_titles_next_to_each_other_have_their_rules_at_the_same_height():
    def stack(title: str, lines: int) -> Stack:
        head = Paragraphs((plain_paragraph(title, 12.0),), rule=True, keep_with_next=True)
        return Stack((FixedFlows(head, Paragraphs(tuple(plain_paragraph("line", 12.0) for _ in range(lines)))),))

    long = "A title that takes two lines of its narrow column, since it has many words"
    (page,) = pages_of(
        [Columns(((1.0, stack(long, 3)), (1.0, stack("Short", 3)), (1.0, stack("Short", 3))))], brand(960, 540)
    )
    heads = [each for each in page.placed if each.flow.rule]
    assert len({each.height for each in heads}) == 2
    assert len({round(each.y + each.height, 6) for each in heads}) == 1


def test_a_table_below_other_content_has_three_rows_there_or_begins_on_the_next_page():
    firsts = {rows_of_pages(60, used=used / 100)[0] for used in range(50, 100)}
    assert 0 in firsts
    assert not {1, 2} & firsts


def rows_of_pages(count: int, used: float = 0.0) -> list[int]:
    """The number of a table's rows on each page; lines before it take a part of the first page."""
    row = Row((Cell((plain_paragraph("cell", 12.0),)),))
    body = brand(960, 540).content.body
    lines = FixedFlows(Paragraphs(tuple(plain_paragraph("line", 12.0) for _ in range(int(body.height * used / 14.4)))))
    pages = pages_of(
        [*([lines] if used else []), FixedFlows(Table((Column(share=1.0),), row, (row,) * count))], brand(960, 540)
    )
    return [sum(len(each.flow.rows) for each in page.placed if isinstance(each.flow, Table)) for page in pages]


def test_a_headline_that_is_too_long_for_the_title_continues_in_the_body():
    headline = "A sentence with far more in it than any title of two lines can hold, " * 4
    (page,) = typeset(
        document(FixedFlows(Paragraphs((plain_paragraph("body", 12.0),))), headline=headline),
        brand(960, 540),
        context(),
    ).pages
    assert page.title.text == "Topic"
    assert page.placed[0].flow.texts == (headline,)


def test_every_page_has_the_source_at_its_bottom():
    pages = pages_of([FixedFlows(Paragraphs((plain_paragraph("word " * 4000, 12.0),)))], brand(960, 540), "The source")
    assert len(pages) > 1
    assert all(page.placed[-1].flow.texts == ("The source",) for page in pages)


def test_pages_are_numbered_when_there_are_several():
    pages = pages_of([FixedFlows(Paragraphs((plain_paragraph("word " * 4000, 12.0),)))], brand(960, 540))
    assert [page.title.text for page in pages] == [f"A headline ({n}/{len(pages)})" for n in range(1, len(pages) + 1)]


def test_a_table_of_facts_that_does_not_fit_on_the_cover_is_on_the_next_slide():
    cell = Cell((plain_paragraph("fact", 12.0),))

    def pages(count: int) -> tuple[Page, ...]:
        facts = Table((Column(),), Row((cell,)), (Row((cell,)),) * count)
        on = brand(960, 540)
        cover = replace(on.cover, body=on.cover.body._replace(height=120))
        render_context = context(plan=plan_of("huaxing-bank"))
        return typeset(document(FixedFlows(facts), kind="cover"), replace(on, cover=cover), render_context).pages

    def rows(page: Page) -> int:
        return sum(len(each.flow.rows) for each in page.placed if isinstance(each.flow, Table))

    assert [rows(page) for page in pages(3)] == [3]
    assert [rows(page) for page in pages(9)] == [0, 9]


@given(st.integers(1, 40), st.integers(1, 6))
def test_a_callout_that_fits_a_slide_is_never_split(lines_above: int, lines: int):
    """Whatever is above it: its title would stand on one slide, and its text on the next."""
    texts = ("Next step", *(f"Line {number} of the callout" for number in range(lines)))
    callout = Paragraphs(tuple(plain_paragraph(text, 12.0) for text in texts), fill="primary:10", inset=12.0)
    above = Paragraphs(tuple(plain_paragraph("Above", 12.0) for _ in range(lines_above)))
    pages = pages_of([FixedFlows(above), FixedFlows(callout)], brand(960, 540))
    placed = [each.flow for page in pages for each in page.placed if isinstance(each.flow, Paragraphs)]
    assert [flow.texts for flow in placed if flow.fill] == [callout.texts]


def test_a_callout_that_is_higher_than_a_slide_continues_on_the_next():
    callout = Paragraphs(tuple(plain_paragraph(f"Line {n}", 12.0) for n in range(60)), fill="primary:10", inset=12.0)
    pages = pages_of([callout_block := FixedFlows(callout)], brand(960, 540))
    assert len(pages) > 1
    assert letters([each.flow for page in pages for each in page.placed]) == letters(held(callout_block))
