"""Splitting a flow: both parts together are the whole, and an empty page always takes a part."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kamdeck.flow import Cell, Column, Paragraph, Paragraphs, Row, Run, Table, height_of, plain_paragraph
from tests.document_stubs import STYLE
from tests.flow.strategies import drawings, paragraphs, proses, tables

WIDTHS = st.floats(90, 800)
HEIGHTS = st.floats(0, 500)
TALL_LINE = 40.0
"""More than the tallest line of any size that is used."""


def squeezed(paragraphs: tuple[Paragraph, ...]) -> str:
    return "".join("".join(each.text.split()) for each in paragraphs)


def characters_with_weight(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, bool]]:
    """Each character with its weight."""
    return [
        (letter, run.bold) for each in paragraphs for run in each.runs for letter in run.text if not letter.isspace()
    ]


@given(proses(), WIDTHS, HEIGHTS)
def test_the_parts_of_split_prose_are_the_whole(prose: Paragraphs, width: float, height: float):
    first, rest = prose.split(height, width, STYLE)
    parts = tuple(paragraph for part in (first, rest) if part for paragraph in part.paragraphs)
    assert squeezed(parts) == squeezed(prose.paragraphs)
    assert characters_with_weight(parts) == characters_with_weight(prose.paragraphs)


@given(proses(), WIDTHS, HEIGHTS)
def test_the_placed_part_of_prose_fits(prose: Paragraphs, width: float, height: float):
    first, _ = prose.split(height, width, STYLE)
    assert first is None or first.height(width, STYLE) <= height + 0.02


@given(proses(), WIDTHS, st.floats(TALL_LINE, 500))
def test_prose_always_places_something_where_a_line_fits(prose: Paragraphs, width: float, height: float):
    first, _ = prose.split(height + 2 * prose.inset + 4, width, STYLE)
    assert first is not None


@given(proses(), WIDTHS)
def test_prose_is_not_split_where_it_fits(prose: Paragraphs, width: float):
    assert prose.split(prose.height(width, STYLE), width, STYLE) == (prose, None)


@given(proses(), WIDTHS, st.floats(TALL_LINE, 200))
def test_only_the_first_part_of_a_paragraph_has_its_marker(prose: Paragraphs, width: float, height: float):
    markers = [each.marker for each in prose.paragraphs]
    found, rest = [], prose
    while rest is not None:
        first, rest = rest.split(height + 2 * prose.inset + 4, width, STYLE)
        assert first is not None
        found += [each.marker for each in first.paragraphs if each.marker]
    assert found == [marker for marker in markers if marker]


@given(paragraphs(1), st.floats(0, 1))
def test_the_parts_of_a_paragraph_split_anywhere_are_the_whole(several: tuple[Paragraph, ...], share: float):
    (paragraph,) = several
    first, rest = paragraph.cut(round(len(paragraph.text) * share))
    assert first.text + rest.text == paragraph.text


@given(paragraphs(), WIDTHS)
def test_paragraphs_are_as_high_as_their_parts(several: tuple[Paragraph, ...], width: float):
    total = sum(each.height(width, STYLE) for each in several) + sum(each.before for each in several[1:])
    assert abs(height_of(several, width, STYLE) - total) < 0.01


def _columns_of(table: Table) -> list[str]:
    return [
        "".join(squeezed(row.cells[column].paragraphs) for row in table.rows) for column in range(len(table.columns))
    ]


@given(tables(), st.floats(300, 800), HEIGHTS)
def test_the_parts_of_a_split_table_are_the_whole(table: Table, width: float, height: float):
    first, rest = table.split(height, width, STYLE)
    parts = [part for part in (first, rest) if part is not None]
    assert ["".join(column) for column in zip(*map(_columns_of, parts), strict=True)] == _columns_of(table)


@given(tables(), st.floats(300, 800), HEIGHTS)
def test_the_placed_part_of_a_table_fits(table: Table, width: float, height: float):
    first, rest = table.split(height, width, STYLE)
    assert first is None or rest is None or first.height(width, STYLE) <= height + 0.02


@given(tables(), st.floats(300, 800), st.floats(60, 400))
def test_the_rows_of_a_tables_parts_are_as_high_as_measured_anew(table: Table, width: float, height: float):
    for part in table.split(height, width, STYLE):
        if part is not None:
            assert part.heights(width, STYLE) == pytest.approx(replace(part).heights(width, STYLE))


@given(tables(), st.floats(300, 800), st.floats(150, 400))
def test_a_table_repeats_its_header_on_every_page_and_keeps_its_columns(table: Table, width: float, height: float):
    assume(table.heights(width, STYLE)[0] + TALL_LINE + 20 < height)
    widths, rest, pages = table.widths(width, STYLE), table, 0
    while rest is not None:
        first, rest = rest.split(height, width, STYLE)
        assert first is not None
        assert first.header == table.header
        assert all(abs(a - b) < 0.01 for a, b in zip(first.widths(width, STYLE), widths, strict=True))
        pages += 1
        assert pages < 400


@given(tables(), st.floats(100, 900))
def test_a_tables_columns_fill_its_width(table: Table, width: float):
    widths = table.widths(width, STYLE)
    assert abs(sum(widths) - width) < 0.01
    assert min(widths) > 0


def test_a_row_that_is_taller_than_a_page_is_split_inside_its_cells():
    long, short = plain_paragraph("word " * 400, 12.0), plain_paragraph("short", 12.0)
    table = Table((Column(), Column()), Row((Cell((short,)), Cell((short,)))), (Row((Cell((long,)), Cell((short,)))),))
    first, rest = table.split(120, 300, STYLE)
    assert first is not None
    assert rest is not None
    assert first.rows[0].cells[1].text == "short"
    assert rest.rows[0].cells[1].text == ""


@given(drawings(), HEIGHTS)
def test_a_drawing_is_not_split(drawing: object, height: float):
    first, rest = drawing.split(height, 500, STYLE)  # type: ignore[attr-defined]
    assert {first, rest} == {drawing, None}


def test_a_word_longer_than_the_line_is_broken():
    paragraph = Paragraph((Run("W" * 300),), 12.0)
    assert len(paragraph.lines(100, STYLE.typeface)) > 10


@given(tables(), WIDTHS, HEIGHTS, HEIGHTS)
def test_cached_heights_of_a_tables_part_are_correct(table: Table, width: float, height: float, least: float):
    table.heights(width, STYLE)
    parts = [table.with_row_height(least), *(part for part in table.split(height, width, STYLE) if part)]
    parts += [part.with_row_height(least / 2) for part in parts]
    for part in parts:
        unknowing = replace(part)
        assert part.heights(width, STYLE) == unknowing.heights(width, STYLE)


def test_a_long_table_is_not_measured_again_on_every_page(monkeypatch: pytest.MonkeyPatch):
    measured: list[object] = []
    texts = Table._text_heights
    monkeypatch.setattr(Table, "_text_heights", lambda self, *at: measured.append(self) or texts(self, *at))
    row = Row((Cell((plain_paragraph("a server moves", 12.0),)),))
    rest, pages = Table((Column(share=1.0),), row, (row,) * 400), 0
    while rest is not None:
        _, rest = rest.split(200, 300, STYLE)
        pages += 1
    assert pages > 30
    assert len(measured) <= pages + 1


def test_other_margins_of_cells_make_rows_higher_without_measuring_their_texts_again(monkeypatch: pytest.MonkeyPatch):
    cells = Row((Cell((plain_paragraph("a server moves", 12.0),)),))
    table = Table((Column(share=1.0),), cells, (cells,) * 3, pad=3.0)
    heights = table.heights(300, STYLE)
    monkeypatch.setattr("kamdeck.flow.table.height_of", None)
    assert table.with_pad(5.0).heights(300, STYLE) == pytest.approx([height + 4.0 for height in heights])
    assert table.heights(300, STYLE) == heights


def test_a_header_that_is_taller_than_the_page_continues_like_a_row():
    head, cell = Paragraph((Run("word " * 600),), 12.0), Paragraph((Run("below"),), 12.0)
    rest: Table | None = Table((Column(),), Row((Cell((head,)),)), (Row((Cell((cell,)),)),))
    pages = []
    while rest is not None:
        first, rest = rest.split(240.0, 200.0, STYLE)
        assert first is not None
        assert first.height(200.0, STYLE) <= 240.01
        pages.append(first)
    assert len(pages) > 4
    assert squeezed_words(pages) == "word" * 600 + "below"


def squeezed_words(pages: list[Table]) -> str:
    return "".join("".join(page.texts) for page in pages).replace(" ", "")


def test_a_line_with_an_address_is_as_high_as_one_with_a_link():
    fonts = replace(STYLE.theme.fonts, body="No Such Font")
    style = replace(STYLE, theme=replace(STYLE.theme, fonts=fonts))
    plain, address, link = (
        Paragraph((Run(text, link=target),), 10.0)
        for text, target in (("Words", ""), ("Words, https://acme.example", ""), ("Words", "https://acme.example"))
    )
    heights = [each.height(400.0, style) for each in (plain, address, link)]
    assert heights[0] < heights[1] == heights[2]
